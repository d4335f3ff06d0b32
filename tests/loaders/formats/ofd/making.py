"""OFD packages for the tests, written by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from zhengmai.loaders.formats.ofd import read
from zhengmai.loaders.source import Source

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
