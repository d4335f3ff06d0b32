"""What stands beside the pages of an OFD file: templates, drawings, annotations."""

from __future__ import annotations

from pathlib import Path

from .making import NS, package, page, source, text


def test_templates_compositions_and_annotations_are_read(tmp_path: Path) -> None:
    resources = f"""<ofd:Res {NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="44">
    <ofd:Content>{text("秘密等级", 0, 0)}</ofd:Content></ofd:CompositeGraphicUnit>
    </ofd:CompositeGraphicUnits></ofd:Res>"""
    drawn = '<ofd:CompositeObject Boundary="30 90 50 5" ResourceID="44"/>'
    turned = text("样本", 90, 150, 9, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    content = page(
        text("正文在此", 30, 60), drawn, turned, template='<ofd:Template TemplateID="90"/>'
    )
    found = source(
        package(
            content,
            more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
            DocumentRes=resources,
            Tpls__Tpl_0__Content=page(text("榆津市文件", 60, 30)),
            Annots__Annotations=f'<ofd:Annotations {NS}><ofd:Page PageID="1">'
            "<ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            Annots__Page_0__Annot=f"<ofd:PageAnnot {NS}><ofd:Annot><ofd:Appearance>"
            f"{text('已阅', 0, 0)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        ),
        tmp_path,
    )
    assert found.text.splitlines() == ["榆津市文件", "正文在此", "秘密等级", "样本", "已阅"]
    assert [found.text[f.start : f.end] for f in found.furniture] == ["样本", "已阅"]
