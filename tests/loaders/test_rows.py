"""Tasks from the rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zhengmai.loaders import load
from zhengmai.model import Notice, Severity, TaskSource

from .reading import cells, messages, read_body, row, table

PROSE = """一、做实公开
（一）晒清单。把摊位费和停车费写成价目牌，立在集市入口。停水的日子提前两天贴到楼道里。
（二）讲政策。每份新文件配一张漫画，漫画由起草部门审定后发到村务群。
"""
HEADER = "序号|工作任务|具体要求|责任单位|完成时限"
STALL = "把摊位费和停车费写成价目牌，立在集市入口。"
WATER = "停水的日子提前两天贴到楼道里。"
COMIC = "每份新文件配一张漫画，漫画由起草部门审定后发到村务群。"


@pytest.mark.parametrize("layout", [table, cells])
def test_rows_are_the_tasks_and_points_stay_points(layout: Callable[..., str]) -> None:
    notice = read_body(
        PROSE
        + layout(
            HEADER,
            f"1|（一）晒清单|{STALL}|区市场监管局（牵头）、区发改局等部门|2025年8月底前",
            f"2|（二）讲政策|{COMIC}|区政府办公室（区大数据中心）、各镇（街）|2025年9月底前，长期坚持",
        )
    )
    assert [row(t) for t in notice.tasks] == [
        ("1", STALL, "牵区市场监管局 责区发改局 等", ["date 2025-08-31"]),
        (
            "2",
            COMIC,
            "责区政府办公室〈区大数据中心〉 责各镇（街）*",
            ["date 2025-09-30", "ongoing"],
        ),
    ]
    assert {t.source for t in notice.tasks} == {TaskSource.TABLE}
    assert [p.heading for p in notice.points] == ["晒清单", "讲政策"]
    assert not any(t.damaged for t in notice.tasks)
    assert messages(notice) == []
    for task in notice.tasks:
        assert notice.quote(task.spans) == task.text


def points_of(*rows: str) -> list[str | None]:
    return [t.point for t in read_body(PROSE + table(HEADER, *rows)).tasks]


@pytest.mark.parametrize(
    ("rows", "points", "why"),
    [
        (
            [f"1|（一）晒清单|{STALL}|区发改局|年底前", f"2||{COMIC}|区司法局|年底前"],
            ["1", "2"],
            "words",
        ),
        ([f"1||{COMIC}|区司法局|年底前"], ["2"], "no name at all"),
        ([f"1|（一）晒清单|{COMIC}|区司法局|年底前"], ["2"], "a name printed in the wrong row"),
        (["1|（二）讲政策|请说书人进村。|区司法局|年底前"], ["2"], "the name, for new words"),
        (["1|讲政策|请说书人进村。|区司法局|年底前"], ["2"], "a name without its number"),
        (
            ["1|（二）讲政策|请说书人进村。|区司法局|年底前", "2||放露天电影。|区司法局|年底前"],
            ["2", "2"],
            "the name of the row above",
        ),
    ],
)
def test_the_point_of_a_row(rows: list[str], points: list[str], why: str) -> None:
    """Rule 2: the point that its words are about, normally the one named above it."""
    assert points_of(*rows) == points, why


def notice_of(*lines: str) -> Notice:
    return read_body(PROSE + table(*lines))


GOOD = f"1|（一）晒清单|{STALL}|区发改局|2025年8月底前"

# (rows after the first, units and text of the last task, remark)
LOST = [
    ("2|||区司法局|2025年9月底前", ("", "责区司法局"), "row 2: the text is missing in the table"),
    (f"2||{COMIC}||2025年9月底前", (COMIC, ""), "row 2: the units are missing in the table"),
    (f"2||{COMIC}|区司法局|", (COMIC, "责区司法局"), "row 2: the deadline is missing in the table"),
    ("2||||2025年9月底前", ("", ""), "row 2: the text and the units are missing in the table"),
    (f"2||{COMIC}||", (COMIC, ""), "row 2: the units and the deadline are missing in the table"),
]


@pytest.mark.parametrize(("printed", "left", "message"), LOST, ids=[c[2] for c in LOST])
def test_lost_cells_make_a_damaged_task(printed: str, left: tuple[str, str], message: str) -> None:
    """Rule 4: nothing is filled in from elsewhere."""
    notice = notice_of(HEADER, GOOD, printed)
    first, last = notice.tasks
    assert (first.damaged, last.damaged) == (False, True)
    number, text, assigned, _ = row(last)
    assert (number, text, assigned) == ("2", *left)
    assert messages(notice, Severity.DAMAGED) == [message]


def test_a_number_alone_is_no_task() -> None:
    notice = notice_of(HEADER, GOOD, "2||||", "3", f"4||{COMIC}|区司法局|2025年9月底前")
    assert [t.number for t in notice.tasks] == ["1", "4"]
    assert messages(notice) == ["number 2 stands without a row", "number 3 stands without a row"]
    assert [notice.quote(r.spans) for r in notice.remarks] == ["2", "3"]


def test_numbers_that_the_count_leaves_out_are_told() -> None:
    notice = notice_of(HEADER, GOOD, f"4||{COMIC}|区司法局|2025年9月底前")
    assert [t.number for t in notice.tasks] == ["1", "4"]
    assert messages(notice, Severity.NOTE) == ["number 2、3 is not printed"]
    assert not any(t.damaged for t in notice.tasks)


def test_a_table_without_a_column_of_units() -> None:
    notice = notice_of("序号|工作任务|具体要求|完成时限", f"1|晒清单|{STALL}|2025年8月底前")
    (task,) = notice.tasks
    assert (task.text, task.assignments, task.damaged) == (STALL, (), False)
    (message,) = messages(notice, Severity.PROBLEM)
    assert message.startswith("the table has no column of responsible units")


def test_a_table_without_a_column_of_deadlines() -> None:
    notice = notice_of("序号|工作任务|具体要求|责任单位", f"1|晒清单|{STALL}|区发改局")
    (task,) = notice.tasks
    assert (task.deadlines, task.damaged) == ((), False)
    assert messages(notice) == []


def test_a_column_that_is_not_known_is_told_and_left_unread() -> None:
    notice = notice_of(
        "序号|工作任务|具体要求|责任单位|包联干部|完成时限",
        f"1|晒清单|{STALL}|区发改局|某甲|2025年8月底前",
    )
    (task,) = notice.tasks
    assert row(task) == ("1", STALL, "责区发改局", ["date 2025-08-31"])
    (message,) = messages(notice, Severity.PROBLEM)
    assert "包联干部" in message
    assert [u.text for u in notice.unread] == ["某甲"]


def test_a_deadline_that_a_page_break_robbed_of_its_year() -> None:
    half = len(WATER) // 2
    rows = [f"{n}||{COMIC}|区司法局|2025年{n}月底前" for n in range(2, 6)]
    cut = (f"6||{WATER[:half]}|区水务局", HEADER, f"||{WATER[half:]}||12月底前")
    notice = notice_of(HEADER, GOOD, *rows, *cut)
    assert [t.number for t in notice.tasks if t.damaged] == ["6"]
    assert row(notice.tasks[-1])[3] == ["date 2025-12-31"]
    (message,) = messages(notice)
    assert message.startswith("row 6: the deadline has lost its year")


def test_a_deadline_without_a_year_in_a_whole_row_is_as_the_office_wrote_it() -> None:
    rows = [f"{n}||{COMIC}|区司法局|2025年{n}月底前" for n in range(2, 6)]
    notice = notice_of(HEADER, GOOD, *rows, f"6||{WATER}|区水务局|12月底前")
    assert not any(t.damaged for t in notice.tasks)


def test_deadlines_that_never_have_a_year_are_whole() -> None:
    rows = [f"{n}||{COMIC}|区司法局|{n}月底前" for n in range(2, 8)]
    assert not any(t.damaged for t in notice_of(HEADER, *rows).tasks)


@pytest.mark.parametrize("words", ["及时", "按时限要求", "适时推进"])
def test_a_cell_that_sets_no_limit_is_not_a_lost_cell(words: str) -> None:
    (task,) = notice_of(HEADER, f"1||{STALL}|区发改局|{words}").tasks
    assert (task.deadlines, task.damaged) == ((), False)


def test_the_column_comes_before_the_text_even_for_the_same_day() -> None:
    text = "8月底前把价目牌立在集市入口，每季度换一次。"
    (task,) = notice_of(HEADER, f"1||{text}|区发改局|2025年8月底前").tasks
    assert [(d.where.value, d.as_written) for d in task.deadlines] == [
        ("column", "2025年8月底前"),
        ("text", "8月底前"),
        ("text", "每季度换一次"),
    ]


def test_roles_of_several_columns() -> None:
    notice = notice_of(
        "序号|重点任务|牵头单位|责任单位|配合单位",
        f"1|{STALL}|区发改局|区市场监管局|各镇、区残联等",
    )
    assert row(notice.tasks[0])[2] == "牵区发改局 责区市场监管局 配各镇* 配区残联 等"


def test_two_tables_keep_their_ids_apart() -> None:
    notice = read_body(
        table(HEADER, GOOD) + "附件2\n" + table(HEADER, f"1||{COMIC}|区司法局|长期坚持")
    )
    assert [t.id for t in notice.tasks] == ["1", "t2.1"]
    assert [t.number for t in notice.tasks] == ["1", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t工作任务\t责任单位\n\t\t区财政局\n",  # a row that says nothing but a unit
        "一、保障\n（一）值守。排好班次。（责任单位：办结时限：办结时限：）\n",  # labels of nothing
    ],
)
def test_what_says_next_to_nothing_is_read_without_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(text, "utf-8")
    for task in load(tmp_path / "notice.txt").tasks:
        assert task.spans or task.text == ""


@pytest.mark.parametrize("said", ["看资金到位情况", "另行商定", "水退了再说", "听候上级安排"])
def test_a_time_limit_that_is_not_understood_is_told(said: str) -> None:
    notice = read_body(
        f"| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|--|--|--|--|\n"
        f"| 1 | 换新缆绳。 | 区水务局 | 常态工作 |\n| 2 | 装灯。 | 区交通局 | {said} |\n"
    )
    assert [[(d.kind.value, d.date) for d in t.deadlines] for t in notice.tasks] == [
        [("ongoing", None)],
        [("date", None)],
    ]
    told = [str(r.message) for r in notice.remarks if "time limit" in str(r.message)]
    assert told == [f"the time limit {said!r} is not understood"]
