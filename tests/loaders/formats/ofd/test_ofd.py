"""OFD packages, written by hand → their text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError
from zhengmai.model import Severity

from ..damage import damaged, is_read_or_refused
from .making import LINES, TITLE, package, page, rule, source, text


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


WHOLE = package(
    page(TITLE, *(text(x, 28, 60 + 10 * n) for n, x in enumerate(LINES)), rule(1, 2, 9, 2))
)


@settings(max_examples=80, deadline=None)
@given(data=damaged(WHOLE))
def test_damaged_files_raise_nothing_else(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    is_read_or_refused(source, data, tmp_path_factory.getbasetemp())


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
