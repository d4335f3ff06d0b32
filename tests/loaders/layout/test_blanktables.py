"""Tables whose columns stand apart by blanks alone."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body
from zhengmai.model import Notice

HEADER = "序号      工作任务              责任单位              完成时限"
ROWS = (
    "1     给渡口换新缆绳。      区水务局、区交通局      6月底前",
    "2     编一本渡口手册。      区文旅局              9月底前",
)


def read_lines(*lines: str) -> Notice:
    return read_body("\n".join(lines))


@pytest.mark.parametrize(
    "header",
    [
        (HEADER,),
        ("序号　　工 作 任 务　　责任单位　　完成时限",),
        (
            "序号      工 作 任 务            责 任            完 成",
            "                                 单 位            时 限",
        ),
    ],
    ids=["one line", "wide blanks", "two lines"],
)
def test_a_row_a_line(header: tuple[str, ...]) -> None:
    notice = read_lines("附件", *header, *ROWS)
    assert [(t.number, t.text) for t in notice.tasks] == [
        ("1", "给渡口换新缆绳。"),
        ("2", "编一本渡口手册。"),
    ]
    assert [[a.unit for a in t.assignments] for t in notice.tasks] == [
        ["区水务局", "区交通局"],
        ["区文旅局"],
    ]
    assert [str(t.deadlines[0].date) for t in notice.tasks] == ["2025-06-30", "2025-09-30"]


def test_names_over_the_whole_width_and_an_empty_column_of_remarks() -> None:
    notice = read_lines(
        "附件",
        f"{HEADER}      备注",
        "一、守好渡口",
        ROWS[0],
        "二、看住码头",
        ROWS[1],
        "抄送：区委。",
    )
    assert [t.number for t in notice.tasks] == ["1", "2"]
    assert notice.tasks[1].text == "编一本渡口手册。"
    assert not any("码头" in t.text or "抄送" in t.text for t in notice.tasks)


@pytest.mark.parametrize(
    "broken",
    [
        "2     编一本渡口手册。      9月底前",  # no unit: the limit may be in its place
        "2     编一本渡口手册。      区文旅局      区档案馆      9月底前",
        "2     编一本\n      渡口手册。      区文旅局      9月底前\n      印三千册。     区档案馆",
    ],
    ids=["a cell is empty", "a cell too many", "cells over several lines"],
)
def test_a_table_whose_columns_nothing_tells_is_told_and_not_read(broken: str) -> None:
    notice = read_lines("一、守好渡口。（责任单位：区水务局）", "附件", HEADER, ROWS[0], broken)
    assert not any("手册" in t.text or "缆绳" in t.text for t in notice.tasks)
    assert any("a table is not understood" in r.message for r in notice.remarks)
    assert any("编一本" in stretch.text for stretch in notice.unread)
