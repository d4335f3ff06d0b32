"""Tables pasted from a spreadsheet: cells with line breaks in quotes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders import reading
from zhengmai.loaders.formats import textfile
from zhengmai.loaders.formats.quotedcells import quoted_cells
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble

HEAD = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
TITLE = "渡南区人民政府办公室关于印发2025年政务公开工作要点的通知\n\n附件：任务分工表\n\n"


def rows(table: str, head: str = HEAD) -> list[tuple[str, str, str, list[str]]]:
    found = assemble(document(textfile.parse(TITLE + head + table, "x.txt")))
    return [reading.row(t) for t in found.tasks]


LAST = "2\t公开\t公开进度。\t区水利局\t\t2025年9月底前\n"
READ = ("2", "公开进度。", "牵区水利局", ["date 2025-09-30"])


@pytest.mark.parametrize(
    ("row", "text", "units"),
    [
        ('1\t公开\t公开清单。\t区司法局\t"区财政局\n区审计局"\t2025年6月底前\n', "公开清单。",
         "牵区司法局 配区财政局 配区审计局"),
        ('1\t公开\t"公开清单，\n公开流程。"\t区司法局\t区财政局\t"2025年\n6月底前"\n',
         "公开清单，公开流程。", "牵区司法局 配区财政局"),
        ('1\t公开\t"公布""一件事""清单。"\t区司法局\t"区财政局\r\n区审计局\r\n"\t2025年6月底前\r\n',
         '公布"一件事"清单。', "牵区司法局 配区财政局 配区审计局"),
        ('"1"\t公开\t公开清单。\t"区司法局\n"\t"区财政局\n\n区审计局"\t2025年6月底前\n',
         "公开清单。", "牵区司法局 配区财政局 配区审计局"),
        ('1\t"公开\n政策"\t"公开""清单""。"\t区司法局\t\t2025年6月底前\n', '公开"清单"。',
         "牵区司法局"),
    ],
)  # fmt: skip
def test_a_cell_with_line_breaks_is_one_cell(row: str, text: str, units: str) -> None:
    first, second = rows(row + LAST)
    assert (first[1], first[2], first[3]) == (text, units, ["date 2025-06-30"])
    assert second == READ


def test_a_header_with_line_breaks_and_rows_with_trimmed_tabs() -> None:
    head = '序号\t重点任务\t具体措施\t"牵头\n单位"\t"配合\n单位"\t完成时限\n'
    table = "1\t公开\t公开清单。\t区司法局\n" + LAST
    assert rows(table, head)[0] == ("1", "公开清单。", "牵区司法局", [])
    assert rows(table, head)[1] == READ


@pytest.mark.parametrize(
    "text",
    [
        '1\t"公开"\t甲\n2\t乙\t丙\n',  # quotes of the text itself: nothing asks for them
        '1\t"公开\t甲\n2\t乙\t丙\n',  # never closed
        '1\t"公开"政策\n甲\t乙\t丙\n',
        '他说："公开\n政策"。\n',
        '"公开\n政策"\n',
    ],
)
def test_other_quotes_are_left_alone(text: str) -> None:
    assert quoted_cells(text).signs == ()
    assert textfile.parse(text, "x.txt").plain


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='"\t\n\r甲乙', max_size=60))
def test_places_are_in_order_and_inside(text: str) -> None:
    found = quoted_cells(text)
    last = 0
    for grid in found.grids:
        assert last <= grid.span.start <= grid.span.end <= len(text)
        last = grid.span.end
        assert all(grid.span.start <= c.span.start <= c.span.end <= last for c in grid.cells)
    assert list(found.signs) == sorted(set(found.signs))
    assert all(text[s.start : s.end] == '"' for s in found.signs)
