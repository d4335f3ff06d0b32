"""OFD packages, written by hand → their text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.ofd.canvas import read
from zhengmai.loaders.source import Source
from zhengmai.model import Severity

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = f"""<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NS} Version="1.1" DocType="OFD">
<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>
<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"""


def document(pages: int, more: str = "") -> str:
    listed = "".join(
        f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages)
    )
    return f"""<ofd:Document {NS}><ofd:CommonData><ofd:PageArea>
    <ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
    <ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>
    <ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
    <ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>"""


def page(*objects: str, template: str = "") -> str:
    layer = "".join(objects)
    return f"""<ofd:Page {NS}>{template}<ofd:Content><ofd:Layer>{layer}</ofd:Layer></ofd:Content>
    </ofd:Page>"""


def text(words: str, x: float, y: float, size: float = 5.0, more: str = "") -> str:
    """A line of text whose box begins at (x, y) millimetres."""
    delta = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    return f"""<ofd:TextObject ID="7" Boundary="{x} {y} 150 {size}" Font="3" Size="{size}" {more}>
    <ofd:TextCode X="0" Y="{size * 0.88}" {delta}>{words}</ofd:TextCode></ofd:TextObject>"""


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    width, height = x1 - x0 or 0.3, y1 - y0 or 0.3
    return f"""<ofd:PathObject ID="8" Boundary="{x0} {y0} {width} {height}" LineWidth="0.3">
    <ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"""


def package(*pages: str, more: str = "", **files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", ROOT)
        archive.writestr("Doc_0/Document.xml", document(len(pages), more))
        for number, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
        for name, content in files.items():
            archive.writestr("Doc_0/" + name.replace("__", "/") + ".xml", content)
    return data.getvalue()


def source(data: bytes, folder: Path) -> Source:
    file = folder / "notice.ofd"
    file.write_bytes(data)
    return read(file)


TITLE = text("榆津市人民政府办公室关于印发工作要点的通知", 45, 40, 6)
LINES = (
    "各区县人民政府，市政府各部门、各直属机构，各有关单位要认真",
    "组织实施，确保政务公开各项任务按时完成。",
)


def test_text_is_read_in_paragraphs(tmp_path: Path) -> None:
    content = page(
        text(LINES[1], 28, 70), TITLE, text(LINES[0], 38, 60), text("一、总体要求", 38, 80)
    )
    found = source(package(content), tmp_path)
    assert found.text.splitlines() == [
        "榆津市人民政府办公室关于印发工作要点的通知",
        LINES[0] + LINES[1],
        "一、总体要求",
    ]
    assert found.remarks == ()


def test_steps_between_characters_may_be_run_lengths_or_missing(tmp_path: Path) -> None:
    code = '<ofd:TextCode X="0" Y="4.4" DeltaX="5 g 2 5 9">一二三四五</ofd:TextCode>'
    bare = '<ofd:TextCode X="0" Y="4.4">公开</ofd:TextCode>'
    objects = [
        f'<ofd:TextObject Boundary="30 {y} 90 5" Size="5">{c}</ofd:TextObject>'
        for y, c in ((40, code), (60, bare))
    ]
    assert source(package(page(*objects)), tmp_path).text == "一二三四 五\n公开\n"


def test_a_matrix_moves_and_sizes_text(tmp_path: Path) -> None:
    big = 'CTM="2 0 0 2 15 0"'
    content = page(text("乙", 20, 40, 5, big), text("甲", 20, 42, 5))
    assert source(package(content), tmp_path).text == "甲 乙\n"


def test_a_ruled_table_with_a_merged_cell_is_a_grid(tmp_path: Path) -> None:
    rules = [rule(30, y, 150, y) for y in (50, 60, 80)] + [rule(50, 70, 150, 70)]
    rules += [rule(x, 50, x, 80) for x in (30, 50, 110, 150)]
    cells = [("序号", 32, 52), ("工作任务", 55, 52), ("责任单位", 112, 52), ("1", 38, 67)]
    cells += [
        ("公开预算", 55, 62),
        ("市财政局", 112, 62),
        ("公开决算", 55, 72),
        ("市审计局", 112, 72),
    ]
    found = source(package(page(*rules, *(text(*c, 4) for c in cells))), tmp_path)
    assert found.text == "序号\t工作任务\t责任单位\n1\t公开预算\t市财政局\n公开决算\t市审计局\n"
    assert [(c.row, c.column, c.rows) for c in found.grids[0].cells if c.rows > 1] == [(1, 0, 2)]


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


PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="scan"):
        source(package(page(PICTURE)), tmp_path)
    found = source(package(page(text("正文", 30, 60)), page(PICTURE)), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert "pages 2 hold" in remark.message


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    found = source(package(page(text("正文", 30, 60)), "<not xml"), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert "pages 2 are damaged" in remark.message


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK no zip at all", "damaged"),
        (package(), "damaged"),
        (package(page()), "no text"),
        (package(BOMB + page(text("&b;", 30, 60))), "document type"),
        (package(page(text("正文", 30, 60) + " " * 40_000_000)), "far more"),
        (package(*[page(text("正文", 30, 60))] * 501), "500 pages"),
        (package(page(text("长" * 1_000_001, 30, 60))), "1,000,000 characters"),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        source(data, tmp_path)


WHOLE = package(
    page(TITLE, *(text(x, 28, 60 + 10 * n) for n, x in enumerate(LINES)), rule(1, 2, 9, 2))
)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_files_raise_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = bytearray(WHOLE[: data.draw(st.integers(1, len(WHOLE)))])
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    try:
        found = source(bytes(damaged), tmp_path_factory.getbasetemp())
    except UnreadableFileError:
        return
    assert found.text.strip()


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_pages_raise_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = page(TITLE, text(LINES[0], 28, 60), rule(1, 2, 9, 2))
    at = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(at, min(len(content), at + 12)))
    content = content[:at] + data.draw(st.text('<>"/ 019.-gMLeE政', max_size=8)) + content[end:]
    try:
        source(package(content, page(text("正文", 30, 60))), tmp_path_factory.getbasetemp())
    except UnreadableFileError:
        return
