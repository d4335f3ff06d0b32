"""The rows of a table put back together: drifted, glued, broken over a page."""

from __future__ import annotations

import pytest

from tests.loaders.reading import cells, parsed, table
from zhengmai.loaders.layout import tables
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.tables import Row
from zhengmai.loaders.phrases.columnnames import Column

HEADER = "序号|工作任务|具体要求|责任单位|完成时限"
FIRST = (
    "1|一、做实公开|（一）晒清单|把摊位费写成价目牌，立在集市入口处。|区市场监管局|2025年8月底前"
)


def rows_of(text: str) -> list[Row]:
    (block,) = (b for b in parsed(text).blocks if isinstance(b, Table))
    return tables.rows(block)


def shown(row: Row) -> dict[str, str]:
    """The cells of a row by column, without white space; names side by side."""
    named = "/".join("".join(n.text.split()) for n in row.names)
    found = {"names": named} if named else {}
    for column in row.cells:
        cell = row.cell(column)
        if cell is not None:
            found[column.value] = "".join(cell.text.split())
    return found


TEXT = "每份新文件配一张漫画，漫画由起草部门审定后发到村务群。"

# (the second printed row, what it holds, why)
DRIFTED = [
    (f"2||（二）讲政策|{TEXT}|区融媒体中心|长期坚持", "（二）讲政策", "one cell too many"),
    (f"2|（二）讲政策|{TEXT}|区融媒体中心|长期坚持", "（二）讲政策", "in its place"),
    (f"2|{TEXT}|区融媒体中心|长期坚持", "", "the name is merged into the row above"),
    (f"2|||{TEXT}|区融媒体中心|长期坚持|", "", "blanks for merged cells"),
    (f"2||{TEXT}|区融媒体中心 长期坚持", "", "two columns run into one cell"),
    (f"2||（二）讲政策 {TEXT}|区融媒体中心|长期坚持", "（二）讲政策", "name and text run together"),
    (
        f"2|二、讲明白|（二）讲政策|{TEXT}|区融媒体中心|长期坚持",
        "二、讲明白/（二）讲政策",
        "two names",
    ),
]


@pytest.mark.parametrize(("printed", "names", "why"), DRIFTED, ids=[d[2] for d in DRIFTED])
def test_cells_that_drifted(printed: str, names: str, why: str) -> None:
    _, second = rows_of(table(HEADER, FIRST, printed))
    expected = {"text": TEXT, "responsible": "区融媒体中心", "deadline": "长期坚持"}
    assert shown(second) == ({"names": names} if names else {}) | expected


# (printed rows after the first, what row 2 holds)
BROKEN = [
    pytest.param(
        [
            "2||每份新文件配一张漫画，漫画由起草|区融媒|2025年12月底",
            HEADER,
            "||部门审定后发到村务群。|体中心|前",
        ],
        {"text": TEXT, "responsible": "区融媒体中心", "deadline": "2025年12月底前"},
        id="every cell cut by a page",
    ),
    pytest.param(
        [
            "2|（二）讲|每份新文件配一张漫画，漫画由起草|区融媒体中心|长期坚持",
            HEADER,
            "|政策|部门审定后发到村务群。||",
        ],
        {
            "names": "（二）讲政策",
            "text": TEXT,
            "responsible": "区融媒体中心",
            "deadline": "长期坚持",
        },
        id="the name goes on too",
    ),
    pytest.param(
        [f"2|（二）进|{TEXT}|区融媒体中心|长期坚持", "|进一步讲政策|||"],
        {
            "names": "（二）进一步讲政策",
            "text": TEXT,
            "responsible": "区融媒体中心",
            "deadline": "长期坚持",
        },
        id="a character printed twice at the break",
    ),
    pytest.param(
        [f"2||{TEXT}|区政府各部门(单|长期坚持", "|||位)、各街道|"],
        {"text": TEXT, "responsible": "区政府各部门(单位)、各街道", "deadline": "长期坚持"},
        id="a name cut inside its bracket",
    ),
    pytest.param(
        [f"2||{TEXT}|区融媒体中心|长期坚持", "3||||"],
        {"text": TEXT, "responsible": "区融媒体中心", "deadline": "长期坚持"},
        id="a number alone takes nothing from its neighbours",
    ),
]


@pytest.mark.parametrize(("printed", "expected"), BROKEN)
def test_rows_that_a_page_break_cut(printed: list[str], expected: dict[str, str]) -> None:
    _, second, *_ = rows_of(table(HEADER, FIRST, *printed))
    assert shown(second) == expected


def test_a_cut_row_goes_on_behind_a_number_that_stands_alone() -> None:
    found = rows_of(
        table(
            HEADER,
            FIRST,
            "2||每份新文件配一张漫画，漫画由起草|区融媒体中心|2025年12月底",
            "3||||",
            "||部门审定后发到村务群。||前",
        )
    )
    assert [r.is_empty for r in found] == [False, False, True]
    assert shown(found[1])["text"] == TEXT
    assert shown(found[1])["deadline"] == "2025年12月底前"


def test_lost_cells_stay_empty() -> None:
    found = rows_of(table(HEADER, FIRST, "2|||区融媒体中心|2025年9月底前", f"3||{TEXT}||"))
    assert shown(found[1]) == {"responsible": "区融媒体中心", "deadline": "2025年9月底前"}
    assert shown(found[2]) == {"text": TEXT}


def test_one_cell_a_line_gives_the_same_rows() -> None:
    lines = (HEADER, FIRST, f"2|（二）讲政策|{TEXT}|区融媒体中心|长期坚持")
    assert [shown(r) for r in rows_of(cells(*lines))] == [shown(r) for r in rows_of(table(*lines))]


def test_a_table_without_numbers_begins_a_row_with_each_text() -> None:
    found = rows_of(
        table(
            "工作任务|具体要求|责任单位|完成时限",
            f"讲政策|{TEXT}|区融媒体中心|长期坚持",
            "收申请|来信当天登记，三日内回电。|区司法局、区信|年底前",
            "|||访局|",
        )
    )
    assert [shown(r)["names"] for r in found] == ["讲政策", "收申请"]
    assert shown(found[1])["responsible"] == "区司法局、区信访局"


def test_unit_columns_are_those_that_assign() -> None:
    text = table(
        "序号|工作任务|牵头单位|责任单位|配合单位|完成时限|备注", f"1|{TEXT}|区司法局||各镇|年底前|"
    )
    (block,) = (b for b in parsed(text).blocks if isinstance(b, Table))
    assert tables.unit_columns(block) == [Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING]


def test_every_cell_of_a_row_stands_where_it_is_printed() -> None:
    text = table(HEADER, FIRST, f"2||{TEXT}|区融媒体中心 长期坚持")
    for found in rows_of(text):
        for column in found.cells:
            cell = found.cell(column)
            assert cell is not None
            assert cell.text == "".join(text[s.start : s.end] for s in cell.spans)
