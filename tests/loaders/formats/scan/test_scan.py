"""Pictures of invented pages → their text, by OCR."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import pdf, scan
from zhengmai.loaders.formats.scan import engine
from zhengmai.loaders.source import Source
from zhengmai.model import Severity

from .making import with_models

TASKS = [
    "推进规划信息公开，做到应公开尽公开。",
    "规范公开平台建设，定期检查通报。",
    "加强政策解读和回应。",
]
PARAGRAPH = "各区县人民政府要加强组织领导，细化工作措施，确保各项任务按时完成。"
HTML = f"""<meta charset=utf-8><style>
body {{ font: 30px/56px "Noto Serif CJK SC"; margin: 70px 90px; width: 720px }}
p {{ margin: 0; text-indent: 2em }} h1 {{ font-size: 38px; text-align: center }}
table {{ border-collapse: collapse; width: 100%; font-size: 26px; line-height: 40px }}
td, th {{ border: 2px solid black; padding: 6px 10px; font-weight: normal }}
</style><h1>榆津市政务公开任务分工表</h1>
<p>{PARAGRAPH}</p><br>
<table><tr><th style="width:80px">序号</th><th>具体要求</th>
<th style="width:180px">责任单位</th></tr>
<tr><td>1</td><td>{TASKS[0]}</td><td rowspan=2>市政府办公室</td></tr>
<tr><td>2</td><td>{TASKS[1]}</td></tr><tr><td>3</td><td>{TASKS[2]}</td><td>市司法局</td></tr></table>"""


@pytest.fixture(scope="module")
def picture(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scan") / "page.png"
    page = browser.new_page(viewport={"width": 900, "height": 860})
    page.set_content(HTML)
    page.screenshot(path=file)
    page.close()
    return file


def check(source: Source) -> None:
    """The page has its paragraph, and its table with the merged cell."""
    lines = source.text.splitlines()
    assert lines[0] == "榆津市政务公开任务分工表"
    assert SequenceMatcher(None, lines[1], PARAGRAPH).ratio() > 0.95  # a character may be wrong
    (grid,) = source.grids
    found = {(c.row, c.column, c.rows): source.text[c.span.start : c.span.end] for c in grid.cells}
    assert found == {
        (0, 0, 1): "序号",
        (0, 1, 1): "具体要求",
        (0, 2, 1): "责任单位",
        (1, 0, 1): "1",
        (1, 1, 1): TASKS[0],
        (1, 2, 2): "市政府办公室",
        (2, 0, 1): "2",
        (2, 1, 1): TASKS[1],
        (3, 0, 1): "3",
        (3, 1, 1): TASKS[2],
        (3, 2, 1): "市司法局",
    }
    assert source.remarks[0].severity is Severity.NOTE
    assert "OCR" in source.remarks[0].message


@with_models
def test_a_picture_has_its_text_and_its_table(picture: Path) -> None:
    check(scan.read(picture))


@with_models
def test_a_scanned_page_of_a_pdf_file_is_read_though_it_lies_aslant(
    picture: Path, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    with Image.open(picture) as image:
        aslant = image.convert("RGB").rotate(0.8, Image.Resampling.BICUBIC, fillcolor="white")
        aslant.save(file, resolution=110)
    check(pdf.read(file))


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    file = tmp_path / "page.png"
    Image.new("RGB", (9, 9)).save(file)
    with pytest.raises(UnreadableFileError, match=r'pip install "zhengmai\[ocr\]"'):
        scan.read(file)
