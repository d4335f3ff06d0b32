"""Tables one cell a line whose cells are broken at the width of their columns, as in a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders.reading import HEAD, parsed, read_body, row
from zhengmai.model import Notice

COLUMNS = ("序号", "项目", "工作任务", "牵头单位", "配合单位", "完成时限")
PLAN = (
    ("北岸码头", "给缆绳换新，旧绳一律剪断后送回库房，逐条登记。", "县水务局",
     "县财政局、渡口镇", "2025年6月底前"),
    ("夜航", "装航标灯3盏，夜里有人值守，坏了当天报修。", "县交通运输局",
     "县住房和城乡建设局", "9月底前"),
    ("渡口手册", "编一本手册，印3000册，发到各村各户。", "县文化和旅游局",
     "县委宣传部、县教育体育局", "年底前"),
    ("沿江公园二期工程", "栽柳树1200棵，补种死苗。修好东门到七号桥的步道。", "县住房和城乡建设局",
     "县自然资源和规划局", "2025年11月30日前"),
    ("水质", "每月取样2次，结果在公示栏贴出。", "县生态环境分局",
     "县水务局、县疾控中心", "长期坚持"),
    ("应急", "备救生衣40件、绳索6卷，汛前演练一回。", "县应急管理局",
     "县卫生健康委员会、县公安局", "5月15日前"),
)  # fmt: skip
LIMITS = (["date 2025-06-30"], ["date 2025-09-30"], ["date 2025-12-31"], ["date 2025-11-30"],
          ["ongoing", "recurring R/P1M>=2"], ["date 2025-05-15"])  # fmt: skip
ENDS = "、，。；：）"

Cells = Sequence[tuple[str, ...]]
Break = Callable[[str, int], Iterator[str]]


def by_count(cell: str, width: int) -> Iterator[str]:
    """The lines of a cell, so many characters in each."""
    yield from (cell[at : at + width] for at in range(0, len(cell), width))


def by_width(cell: str, width: int) -> Iterator[str]:
    """The lines of a cell as they are set: a digit is half as wide, no number is broken, no line
    begins with a stop."""
    line, at = "", 0
    while at < len(cell):
        end = at + 1
        while cell[at].isascii() and end < len(cell) and cell[end].isascii():
            end += 1
        while end < len(cell) and cell[end] in ENDS:
            end += 1
        wide = sum(0.5 if sign.isascii() else 1 for sign in line + cell[at:end])
        if line and wide > width:
            yield line
            line = ""
        line += cell[at:end]
        at = end
    yield line


def printed(rows: Cells, widths: Sequence[int], parted: Break, *, numbered: bool = True) -> str:
    """The table, each line of a cell on a line of its own."""
    names = COLUMNS if numbered else COLUMNS[1:]
    lines = [*names]
    for number, cells in enumerate(rows, 1):
        if numbered:
            lines.append(str(number))
        for cell, width in zip(cells, widths, strict=True):
            lines.extend(parted(cell, width))
    return "\n".join(lines) + "\n"


def truth(*, numbered: bool = True) -> list[tuple[str, str, str, list[str]]]:
    return [
        (
            str(number) if numbered else "",
            text,
            " ".join([f"牵{lead}", *(f"配{unit}" for unit in others.split("、"))]),
            limits,
        )
        for number, ((_, text, lead, others, _), limits) in enumerate(
            zip(PLAN, LIMITS, strict=True), 1
        )
    ]


def not_understood(notice: Notice) -> list[str]:
    return [r.message for r in notice.remarks if "not understood" in r.message]


@pytest.mark.parametrize("parted", [by_count, by_width])
@pytest.mark.parametrize("numbered", [True, False])
def test_widths_tell_where_cells_end(parted: Break, *, numbered: bool) -> None:
    notice = read_body(printed(PLAN, (7, 12, 6, 9, 8), parted, numbered=numbered))
    assert not not_understood(notice)
    assert [row(task) for task in notice.tasks] == truth(numbered=numbered)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    widths=st.tuples(
        st.integers(4, 12), st.integers(7, 22), *[st.integers(5, 12)] * 2, st.integers(5, 14)
    ),
    parted=st.sampled_from([by_count, by_width]),
    numbered=st.booleans(),
    order=st.permutations(range(len(PLAN))),
)
def test_no_row_is_wrong(
    widths: tuple[int, ...], parted: Break, numbered: bool, order: list[int]
) -> None:
    """Whatever the widths, a row is read as it is or told."""
    notice = read_body(printed([PLAN[n] for n in order], widths, parted, numbered=numbered))
    right = {text: (units, limits) for _, text, units, limits in truth()}
    found = [row(task)[1:] for task in notice.tasks]
    assert all(right.get(text) == (units, limits) for text, units, limits in found)
    assert len(found) == len(PLAN) or not_understood(notice)


@pytest.mark.parametrize("page", [["3"], ["", "3", ""]])
def test_a_page_break_in_a_cell(page: list[str]) -> None:
    """The number of the page stands right above the names that are printed again."""
    lines = printed(PLAN, (7, 12, 6, 9, 8), by_width).splitlines()
    at = lines.index("夜航") + 2
    again = [*lines[:at], *page, *COLUMNS, *lines[at:]]
    notice = read_body("\n".join(again) + "\n")
    assert [row(task) for task in notice.tasks] == truth()


@pytest.mark.parametrize("tab", ["", "\t"])
def test_an_amount_above_the_names_is_none_of_a_page(tab: str) -> None:
    """The last cell of a row, and the names printed again below it."""
    names = "".join(f"{tab}{name}\n" for name in ("序号", "工作任务", "责任单位", "数量"))
    rows = [
        "".join(f"{tab}{cell}\n" for cell in (str(n), text, "县水务局", str(n + 60)))
        for n, (_, text, *_) in enumerate(PLAN, 1)
    ]
    body = names + "".join(rows[:3]) + names + "".join(rows[3:])
    assert [task.text for task in read_body(body).tasks] == [text for _, text, *_ in PLAN]
    furniture = parsed(HEAD + body).furniture
    assert not any(line.text.strip() == "63" for line in furniture)


def test_names_above_rows_without_numbers() -> None:
    lines = printed(PLAN, (7, 12, 6, 9, 8), by_width, numbered=False).splitlines()
    at = lines.index("渡口手册")
    banded = [*lines[:5], "一、码头上的事", *lines[5:at], "二、岸上的事", *lines[at:]]
    notice = read_body("\n".join(banded) + "\n")
    assert [row(task) for task in notice.tasks] == truth(numbered=False)


def test_two_columns_as_wide_as_each_other() -> None:
    """Where the name may go on in the first line of the text the row is told, not guessed."""
    names = ("修好渡口", "守好码头", "护好江岸")
    rows = [
        (name, text, lead, others, limit)
        for name, (_, text, lead, others, limit) in zip(names, PLAN, strict=False)
    ]
    notice = read_body(printed(rows, (4, 4, 4, 4, 4), by_count))
    right = {text for _, text, *_ in rows}
    assert {task.text for task in notice.tasks} <= right
    assert len(notice.tasks) == len(rows) or not_understood(notice)


def test_units_on_lines_of_their_own_are_no_broken_names() -> None:
    lines = "".join(
        f"{n}\n{text}\n县水务局\n县财政局\n渡口镇\n长期坚持\n"
        for n, (_, text, *_) in enumerate(PLAN, 1)
    )
    notice = read_body("序号\n工作任务\n责任单位\n完成时限\n" + lines)
    assert [row(task)[2] for task in notice.tasks] == ["责县水务局 责县财政局 责渡口镇"] * len(PLAN)


def test_names_in_merged_cells() -> None:
    """A name printed once for two rows: the first line of the second text is none."""
    rows = [(cells[0] if n in (0, 1, 4) else "", *cells[1:]) for n, cells in enumerate(PLAN)]
    notice = read_body(printed(rows, (5, 14, 6, 9, 8), by_count))
    right = {text for _, text, *_ in PLAN}
    assert {task.text for task in notice.tasks} <= right
    assert len(notice.tasks) == len(PLAN) or not_understood(notice)


def test_rows_counted_by_themselves_below_each_name() -> None:
    """序号 工作任务 … on a line, a name below it, and 1 again below the next name."""
    first = printed(PLAN[:3], (7, 12, 6, 9, 8), by_width).splitlines()[len(COLUMNS) :]
    second = printed(PLAN[3:], (7, 12, 6, 9, 8), by_width).splitlines()[len(COLUMNS) :]
    lines = [" ".join(COLUMNS), "（一）水上", *first, "（二）岸上", *second]
    notice = read_body("\n".join(lines) + "\n")
    assert not not_understood(notice)
    assert [row(task)[1:] for task in notice.tasks] == [right[1:] for right in truth()]
    assert [task.number for task in notice.tasks] == ["1", "2", "3"] * 2
