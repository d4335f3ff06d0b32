"""Pictures of invented pages → their text, by OCR."""

from __future__ import annotations

import io
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.pages import Glyph, Page
from zhengmai.loaders.formats.pdf import page as pdffile
from zhengmai.loaders.formats.scan import recognition as scan
from zhengmai.loaders.source import Source
from zhengmai.model import Severity, Span

with_models = pytest.mark.skipif(
    not scan.available(), reason='the extra is not here: pip install "zhengmai[ocr]"'
)

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
    check(pdffile.read(file))


@with_models
def test_all_pictures_of_a_tiff_file_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    monkeypatch.setattr(scan, "_read_lines", lambda picture: sizes.append(picture.shape) or [])
    file = tmp_path / "pages.tif"
    first = Image.new("1", (60, 40), 1)
    first.save(file, save_all=True, append_images=[Image.new("LA", (50, 30))])
    with pytest.raises(UnreadableFileError, match="no text was found"):
        scan.read(file)
    assert sizes == [(40, 60, 3), (30, 50, 3)]


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    file = tmp_path / "page.png"
    Image.new("RGB", (9, 9)).save(file)
    with pytest.raises(UnreadableFileError, match=r'pip install "zhengmai\[ocr\]"'):
        scan.read(file)


@with_models
@pytest.mark.parametrize(
    ("data", "reason"), [(b"no picture", "not a picture"), (b"", "empty"), (b"large", "too large")]
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "page.png"
    file.write_bytes(data)
    if data == b"large":
        Image.new("1", (10_000, 10_000)).save(file)
    with pytest.raises(UnreadableFileError, match=reason):
        scan.read(file)


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (20, 12), "white").save(data, "PNG")
    return data.getvalue()


@with_models
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_pictures_raise_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = png()
    damaged = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.getbasetemp() / "damaged.png"
    file.write_bytes(damaged)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_read_lines", lambda _: [])
        with pytest.raises(UnreadableFileError):
            scan.read(file)


def test_weak_and_doubtful_reading_is_told() -> None:
    page = Page(100, 100, (Glyph("公", 0, 0, 9, 9), Glyph("开", 9, 0, 18, 9)))
    read = {1: scan.Recognised(page, 0.7, 3, 2)}
    told = list(scan.remarks(read, [Span(0, 2)], 3))
    assert [r.severity for r in told] == [Severity.NOTE, Severity.PROBLEM, Severity.DAMAGED]
    assert "pages 2" in told[0].message
    assert "0.70" in told[1].message
    assert told[2].spans == (Span(0, 2),)
    assert list(scan.remarks({}, [], 3)) == []


@with_models
def test_a_tall_picture_is_cut_where_no_text_stands() -> None:
    import numpy as np

    tall = np.full((1000, 100, 3), 255, np.uint8)
    for top in range(0, 1000, 40):
        tall[top : top + 30, ::2] = 0
    bands = scan._bands(tall)
    assert bands[0][0] == 0
    assert bands[-1][1] == 1000
    assert all(a[1] == b[0] for a, b in pairwise(bands))
    assert all(start % 40 >= 30 for start, _ in bands[1:])
    assert len(bands) > 2
