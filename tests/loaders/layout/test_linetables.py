"""Tables whose cells stand on lines of their own with bars between or behind them."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import Layout, ended, parted, rows

Row = tuple[str, str, str, list[str]]

ROPE = "给渡口的缆绳换新，旧绳一律剪断后送到港务公司库房，不得再用。"
BOOK = "编一本渡口手册，印三千册，发到每一条船和每一个候船室。"
LAMP = "三个码头各装一盏航标灯，夜里有人值守，坏了当天修好。"

WHOLE = [
    pytest.param(
        ("序号|工作任务|责任单位|完成时限", f"1|{ROPE}|区水务局|6月底前",
         f"2|{BOOK}|区文旅局、区交通局|9月底前", f"3|{LAMP}|各街道办事处|长期坚持"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局 责区交通局", ["date 2025-09-30"]),
         ("3", LAMP, "责各街道办事处*", ["ongoing"])],
        id="four columns",
    ),
    pytest.param(
        ("序号|重点任务|具体措施|牵头单位|配合单位|完成时限",
         f"1|守渡口|{ROPE}|区水务局|区财政局|6月底前", f"2|印手册|{BOOK}|区文旅局|各街道|9月底前"),
        [("1", ROPE, "牵区水务局 配区财政局", ["date 2025-06-30"]),
         ("2", BOOK, "牵区文旅局 配各街道*", ["date 2025-09-30"])],
        id="six columns",
    ),
    pytest.param(
        ("重点任务|责任部门", f"{ROPE}|区水务局", f"{BOOK}|区文旅局、区交通局", f"{LAMP}|区交通局"),
        [("", ROPE, "责区水务局", []), ("", BOOK, "责区文旅局 责区交通局", []),
         ("", LAMP, "责区交通局", [])],
        id="two columns, no numbers",
    ),
    pytest.param(
        ("民生实事|推进单位|计划完成时间", f"{ROPE}|区水务局|6月底前", f"{BOOK}|区文旅局|9月底前"),
        [("", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("", BOOK, "责区文旅局", ["date 2025-09-30"])],
        id="names that nobody listed",
    ),
    pytest.param(
        ("序号|工作任务|责任单位|完成时限", f"1|{ROPE}|区水务局|2025年6月底前",
         "序号|工作任务|责任单位|完成时限", f"2|{BOOK}|区文旅局|2025年9月底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"])],
        id="the header again",
    ),
]  # fmt: skip


def after_number(*lines: str) -> object:
    """A bar at the end of each cell but the last of a row."""
    made = "".join("|\n".join(line.split("|")) + "\n" for line in lines)
    return reading.read_body(made)


def wide(*lines: str) -> object:
    """Wide bars with blanks around them, on lines of their own."""
    made = "\n ｜ \n".join(cell for line in lines for cell in line.split("|"))
    return reading.read_body(made + "\n")


def blank_lines(*lines: str) -> object:
    made = "\n\n|\n\n".join(cell for line in lines for cell in line.split("|"))
    return reading.read_body(made + "\n")


@pytest.mark.parametrize("layout", [ended, parted, after_number, wide, blank_lines])
@pytest.mark.parametrize(("lines", "tasks"), WHOLE)
def test_bars_between_cells_on_lines(
    layout: Layout, lines: tuple[str, ...], tasks: list[Row]
) -> None:
    assert rows(layout(*lines)) == tasks


SIX = "序号|重点任务|具体措施|责任单位|完成时限"
MERGED = [
    pytest.param(
        (SIX, f"1|守好渡口|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前",
         f"3|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="the name over three rows",
    ),
    pytest.param(
        (SIX, f"1|守好渡口|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前",
         f"3|照亮码头|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="a name over two rows, then another",
    ),
    pytest.param(
        (SIX, f"1|守好渡口|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局",
         f"3|照亮码头|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]), ("2", BOOK, "责区文旅局", None),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="name and limit over two rows",
    ),
    pytest.param(
        ("类别|工作任务|责任单位|完成时限", f"守好渡口|{ROPE}|区水务局|6月底前",
         f"{BOOK}|区文旅局|9月底前", f"{LAMP}|区交通局|年底前"),
        [("", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="no numbers, the name over three rows",
    ),
    pytest.param(
        ("工作任务|责任单位|完成时限", f"1|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前",
         f"3|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="numbers without a name",
    ),
    pytest.param(
        ("重点任务|具体措施|牵头单位|配合单位", f"1|守好渡口|{ROPE}|区水务局|区财政局",
         f"2|印好手册|{BOOK}|区文旅局|各街道", f"3|照亮码头|{LAMP}|区交通局|区住建局"),
        [("1", ROPE, "牵区水务局 配区财政局", []), ("2", BOOK, "牵区文旅局 配各街道*", []),
         ("3", LAMP, "牵区交通局 配区住建局", [])],
        id="numbers without a name, two columns of units",
    ),
    pytest.param(
        ("重点任务|具体措施|责任单位", f"1|守好渡口|{ROPE}|区水务局", f"2|{BOOK}|区文旅局",
         f"3|照亮码头|{LAMP}|区交通局"),
        [("1", ROPE, "责区水务局", []), ("2", BOOK, "责区文旅局", []),
         ("3", LAMP, "责区交通局", [])],
        id="numbers without a name, a name over two rows",
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", [ended, parted])
@pytest.mark.parametrize(("lines", "tasks"), MERGED)
def test_cells_that_are_missing(
    layout: Layout,
    lines: tuple[str, ...],
    tasks: list[tuple[str, str, str, list[str] | None]],
) -> None:
    """A limit of None may be that of the row above or none: the print does not tell."""
    found = rows(layout(*lines))
    assert [r[:3] for r in found] == [t[:3] for t in tasks]
    for read, right in zip(found, tasks, strict=True):
        assert right[3] is None or read[3] == right[3]


# --- an empty cell is an empty line, where hardly another line is empty

SIX_NAMES = "序号|项目名称|建设内容|牵头单位|配合单位|完成时限"


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (f"2|编手册|{BOOK}||区文旅局、区交通局|9月底前", "配区文旅局 配区交通局"),
        (f"2|编手册|{BOOK}|区文旅局||9月底前", "牵区文旅局"),
        (f"2|编手册|{BOOK}|区文旅局|区交通局|", "牵区文旅局 配区交通局"),
        (f"2||{BOOK}|区文旅局|区交通局|9月底前", "牵区文旅局 配区交通局"),
        (f"2|编手册|{BOOK}|||9月底前", ""),
    ],
)
def test_an_empty_line_is_an_empty_cell(row: str, read: str) -> None:
    whole = [f"{n}|装航灯|{LAMP}|区交通局|区住建局、区财政局|年底前" for n in (1, 3, 4, 5, 6, 7, 8)]
    notice = reading.read_body(reading.cells(SIX_NAMES, whole[0], row, *whole[1:]))
    assert [r[0] for r in rows(notice)] == [str(n) for n in range(1, 9)]
    assert rows(notice)[1][1:3] == (BOOK, read)
    assert {r[2] for r in (rows(notice)[0], *rows(notice)[2:])} == {
        "牵区交通局 配区住建局 配区财政局"
    }


def test_empty_lines_between_all_cells_say_nothing() -> None:
    lines = [SIX_NAMES, *(f"{n}|装航灯|{LAMP}|区交通局|区住建局|年底前" for n in (1, 2, 3))]
    made = "\n\n".join(cell for line in lines for cell in line.split("|"))
    assert {r[2] for r in rows(reading.read_body(made + "\n"))} == {"牵区交通局 配区住建局"}


@pytest.mark.parametrize("band", ["一、守好渡口", "（一）守好渡口", "一.守好渡口"])
def test_a_name_below_the_header_is_no_column(band: str) -> None:
    lines = [SIX_NAMES, band, f"1|装航灯|{LAMP}|区交通局|区住建局|年底前", "二、编好手册",
             f"2|编手册|{BOOK}|区文旅局|区交通局|年底前"]  # fmt: skip
    found = rows(reading.read_body("".join("\n".join(line.split("|")) + "\n" for line in lines)))
    assert [r[:3] for r in found] == [
        ("1", LAMP, "牵区交通局 配区住建局"),
        ("2", BOOK, "牵区文旅局 配区交通局"),
    ]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("新建农村“一老一小”食堂12家，落实", "运营补助，自然村覆盖率达到80%。"),
        ("给150处码头装上航灯，把旧的", "收回仓库，年底点验一遍。"),
        ("对外来船只逐条登记，登记过的贴上", "标签，没有贴的一律不许靠岸。"),
        ("把渡口的价目、班次贴到村口，每季", "换一张，旧的收回存档。"),
    ],
)
def test_a_text_over_two_lines_behind_its_name(first: str, rest: str) -> None:
    """The first line of a text is no second name of the task."""
    notice = reading.read_body(
        reading.cells(
            "序号|工作事项|主要内容|牵头单位|配合单位|完成时限",
            "1|候船室|建成望渡街道候船室，设置座位40个。|区民政局|区财政局|6月底前",
            f"2|码头小事|{first}|{rest}|区民政局|区财政局、区水利局、各街道|11月底前",
            "3|航灯|码头都装上航灯，坏了当天就换。|区交通局|区残联|8月底前",
        )
    )
    assert notice.tasks[1].text == first + rest
    assert (
        reading.units(notice.tasks[1].assignments) == "牵区民政局 配区财政局 配区水利局 配各街道*"
    )


def _glued(*lines: str) -> str:
    """Each cell on a line that a bar ends, the bars of empty ones together; one ends a row."""
    cells = (cell for line in lines for cell in [*line.split("|"), ""])
    runs = ((said, list(run)) for said, run in groupby(cells, bool))
    return "".join(
        "".join(f"{cell} |\n" for cell in run) if said else "|" * len(run) + "\n"
        for said, run in runs
    )


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ("序号|工作任务|责任单位|备注", f"1|{ROPE}|区水务局|", f"2|{BOOK}|区文旅局|"),
            ["责区水务局", "责区文旅局"],
        ),
        (
            ("序号|主要任务|牵头单位|配合单位|说明|备注", f"1|{ROPE}|区水务局|区财政局||",
             f"2|{BOOK}|区文旅局|各街道||"),
            ["牵区水务局 配区财政局", "牵区文旅局 配各街道*"],
        ),
        (
            ("序号|工作任务|分管领导|责任单位|进展情况|备注", f"1|{ROPE}||区水务局|已进场。|",
             f"2|{BOOK}||区文旅局|已付印。|"),
            ["责区水务局", "责区文旅局"],
        ),
        (
            ("序号|任务名称|具体措施|牵头单位|责任单位|备注", f"1|守渡口|{ROPE}|区水务局|各街道|",
             f"2|印手册|{BOOK}|区文旅局|区交通局|"),
            ["牵区水务局 责各街道*", "牵区文旅局 责区交通局"],
        ),
        (
            ("序号|工作任务|责任单位|完成时限|说明", f"1|{ROPE}|区水务局|6月底前|",
             f"2|{BOOK}|区文旅局|9月底前|", f"3|{LAMP}|区交通局|年底前|"),
            ["责区水务局", "责区文旅局", "责区交通局"],
        ),
    ],
)  # fmt: skip
def test_bars_of_empty_cells_that_stand_together(lines: tuple[str, ...], found: list[str]) -> None:
    read = rows(reading.read_body(_glued(*lines)))
    assert [text for _, text, _, _ in read] == [ROPE, BOOK, LAMP][: len(read)]
    assert [units for _, _, units, _ in read] == found
