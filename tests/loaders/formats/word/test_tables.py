"""Tables in Word documents: merged cells, columns, rows."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.loaders.formats import word

from .making import (
    CONTINUE,
    RESTART,
    abstract,
    cell,
    cells,
    level,
    num,
    paragraph,
    row,
    run,
    source,
    span,
    table,
)


def test_a_table_made_by_a_library_with_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(3, 3)
    for index, name in enumerate(("序号", "措施", "单位")):
        made.cell(0, index).text = name
    made.cell(1, 0).merge(made.cell(2, 1)).text = "全部"
    made.cell(1, 2).text, made.cell(2, 2).text = "甲局", "乙局"
    document.save(str(tmp_path / "notice.docx"))
    found = word.read(tmp_path / "notice.docx")
    assert found.text == "序号\t措施\t单位\n全部\t甲局\n\t乙局\n"
    assert cells(found)[3:] == [(1, 0, 2, 2, "全部"), (1, 2, 1, 1, "甲局"), (2, 2, 1, 1, "乙局")]


def test_cells_merged_sideways_the_old_way(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("乙", "<w:hMerge/>"), cell("丙")),
        row(cell("一"), cell("二"), cell("三")),
    )
    found = source(tmp_path, body)
    assert cells(found)[:2] == [(0, 0, 1, 2, "甲\n乙"), (0, 2, 1, 1, "丙")]


def test_rows_of_unequal_length(tmp_path: Path) -> None:
    body = table(
        row(cell("甲"), cell("乙"), cell("丙")),
        row(cell("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        row(cell("戊")),
    )
    found = source(tmp_path, body)
    assert cells(found)[3:] == [(1, 1, 1, 1, "丁"), (2, 0, 1, 1, "戊")]
    assert found.text == "甲\t乙\t丙\n丁\n戊\n"


def test_columns_that_no_cell_begins_at_are_left_out(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", span(2)), cell("乙", span(3))),
        row(cell("丙", span(2)), cell("丁", span(3))),
    )
    assert [c[1:4] for c in cells(source(tmp_path, body))] == [(0, 1, 1), (1, 1, 1)] * 2


def test_edges_a_hair_apart_are_one(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", RESTART), cell("乙", span(2))),
        row(cell("", span(2) + CONTINUE), cell("丁")),
        widths=(2000, 15, 3000),
    )
    found = cells(source(tmp_path, body))
    assert found == [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丁")]


def test_a_narrow_column_with_a_cell_in_it_stays(tmp_path: Path) -> None:
    body = table(row(cell("甲"), cell("乙"), cell("丙")), widths=(2000, 15, 3000))
    assert [c[1] for c in cells(source(tmp_path, body))] == [0, 1, 2]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        pytest.param("", [(0, 0, 2, 1, "公开")], id="nothing"),
        pytest.param("公开", [(0, 0, 2, 1, "公开")], id="the same again"),
        pytest.param(
            "解读", [(0, 0, 1, 1, "公开"), (1, 0, 1, 1, "解读")], id="something else is kept"
        ),
    ],
)
def test_text_in_the_lower_part_of_a_merged_cell(
    tmp_path: Path, below: str, expected: list[tuple[int, int, int, int, str]]
) -> None:
    body = table(row(cell("公开", RESTART)), row(cell(below, CONTINUE)))
    assert cells(source(tmp_path, body)) == expected


def test_a_merged_cell_that_goes_on_with_nothing_is_a_cell(tmp_path: Path) -> None:
    body = table(
        row(cell("甲"), cell("乙", CONTINUE)), row(cell("丙", span(2))), row(cell("丁", CONTINUE))
    )
    expected = [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙"), (2, 0, 1, 1, "丁")]
    assert cells(source(tmp_path, body)) == expected


def test_merged_cells_are_counted_once(tmp_path: Path) -> None:
    body = table(
        row(cell(paragraph("", 1, 0), RESTART), cell("甲")),
        row(cell(paragraph("", 1, 0), CONTINUE), cell("乙")),
        row(cell(paragraph("", 1, 0)), cell("丙")),
    )
    found = source(tmp_path, body, abstract(level("%1")) + num(1))
    assert found.text == "1\t甲\n\t乙\n2\t丙\n"


def test_rows_and_cells_in_content_controls(tmp_path: Path) -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = held(table(held(row(held(cell("甲")), cell(held(paragraph("乙")) + paragraph("丙"))))))
    found = source(tmp_path, body)
    assert found.text == "甲\t乙\n丙\n"
    assert cells(found) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙\n丙")]


def test_deleted_and_hidden_rows_and_cells(tmp_path: Path) -> None:
    body = table(
        row(cell("没有"), properties="<w:del/>"),
        row(cell("没有"), properties="<w:hidden/>"),
        row(cell("甲"), cell("没有", "<w:cellDel/>"), cell("乙"), properties="<w:ins/>"),
    )
    assert source(tmp_path, body).text == "甲\t乙\n"


@pytest.mark.parametrize("columns", ["0", "-3", "x", "", "999999999999999999999"])
def test_spans_that_make_no_sense(tmp_path: Path, columns: str) -> None:
    body = table(
        row(cell("甲", f'<w:gridSpan w:val="{columns}"/>'), cell("乙")),
        row(cell("丙"), properties=f'<w:gridBefore w:val="{columns}"/>'),
    )
    assert [c[4] for c in cells(source(tmp_path, body))] == ["甲", "乙", "丙"]


@st.composite
def drawn_tables(draw: st.DrawFn) -> list[list[tuple[int, str, str]]]:
    """Rows of cells: columns, how merged downwards, text."""
    text = st.text("公开任务1、\u3000 ", max_size=4)
    merge = st.sampled_from(["", "", RESTART, CONTINUE])
    one = st.tuples(st.integers(1, 3), merge, text)
    return draw(st.lists(st.lists(one, min_size=1, max_size=5), min_size=1, max_size=6))


@settings(max_examples=40, deadline=None)
@given(drawn_tables(), st.lists(st.sampled_from([10, 30, 2000]), min_size=15, max_size=15))
def test_cells_never_overlap_and_keep_their_text(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[tuple[int, str, str]]],
    widths: list[int],
) -> None:
    body = table(
        *(row(*(cell(run_of(t), span(c) + m) for c, m, t in cells_)) for cells_ in rows),
        widths=tuple(widths),
    )
    found = source(tmp_path_factory.mktemp("grid"), paragraph("前") + body + paragraph("后"))
    written = sorted(t for cells_ in rows for _, m, t in cells_ if t.strip() and m != CONTINUE)
    read: list[str] = []
    taken: set[tuple[int, int]] = set()
    for grid in found.grids:
        last = grid.span.start
        for c in grid.cells:
            places = {(c.row + y, c.column + x) for y in range(c.rows) for x in range(c.columns)}
            assert places
            assert not places & taken
            taken |= places
            assert last <= c.span.start <= c.span.end <= grid.span.end
            last = c.span.end
            read.append(found.text[c.span.start : c.span.end])
        assert found.text[grid.span.start - 1] == found.text[grid.span.end] == "\n"
    for text in written:
        assert text in read
    assert all(t.strip() in found.text for cells_ in rows for _, _, t in cells_)


def run_of(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"
