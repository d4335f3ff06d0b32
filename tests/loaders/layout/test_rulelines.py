"""Tables of Markdown whose rows are broken over lines, the header, too: bars count the cells."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import rows
from zhengmai.model import Severity

ROPE = "给渡口的缆绳换新，旧绳一律剪断。"
BOOK = "编一本渡口手册，印三千册。"
LAMP = "三个码头各装一盏航标灯。"
READ = [
    ("1", ROPE, "牵水务局 配财政局", ["date 2025-06-30"]),
    ("2", BOOK, "牵文旅局 配石埠街道 配交通局", ["date 2025-09-30"]),
    ("3", LAMP, "牵交通局", ["ongoing"]),
]
SIX = ["序号", "类别", "工作任务", "牵头 单位", "协办单位", "完成 时限"]
SIX_ROWS = [
    ["1", "渡口", ROPE, "水务局", "财政局", "6月底前"],
    ["2", "手册", BOOK, "文旅 局", "石埠街道、交通局", "9月底前"],
    ["3", "航灯", LAMP, "交通局", "", "长期坚持"],
]
EIGHT = ["编号", "领域", "具体措施", "分管 领导", "主办 单位", "会办单位", "时间节点", "备注"]


def rule(columns: int, dashes: str = ":--") -> str:
    return "|".join([dashes] * columns) + "|\n"


def row(cells: list[str], breaks: str) -> str:
    """Cells, each with a bar behind it; what ``breaks`` says (/ or a blank) follows each."""
    ends = (breaks * len(cells))[: len(cells) - 1] + "/"
    made = "".join(f"{c} |{'' if c else ' '}{e}" for c, e in zip(cells, ends, strict=True))
    return made.replace(" |/", " |\n").replace("| /", "|\n")


def closed(header: list[str], lines: list[list[str]], breaks: str, dashes: str = ":--") -> str:
    return (
        row(header, breaks)
        + rule(len(header), dashes)
        + "".join(row(line, breaks) for line in lines)
    )


def more(cells: list[str]) -> list[str]:
    """A row of six with a person and a remark."""
    number, name, text, lead, others, limit = cells
    return [number, name, text, "沈 建", lead, others, limit, ""]


@pytest.mark.parametrize("breaks", ["/ ", "/", "  /", "/  / ", "  /  "])
@pytest.mark.parametrize(
    ("header", "lines"),
    [
        pytest.param(SIX, SIX_ROWS, id="six columns"),
        pytest.param(EIGHT, [more(line) for line in SIX_ROWS], id="eight columns"),
    ],
)
def test_bars_count_the_cells_wherever_lines_break(
    header: list[str], lines: list[list[str]], breaks: str
) -> None:
    notice = reading.read_body(closed(header, lines, breaks))
    assert rows(notice) == READ
    assert not reading.messages(notice, Severity.PROBLEM)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(closed(SIX, SIX_ROWS, "/ ", "---"), id="plain dashes"),
        pytest.param(closed(SIX, SIX_ROWS, "/ ").replace("|", "｜"), id="wide bars"),
        pytest.param(
            closed(SIX, SIX_ROWS, "/ ").replace("6月底前 |\n", "6月底前 |\n\n\n"),
            id="empty lines between rows",
        ),
        pytest.param(
            closed(SIX, SIX_ROWS, "/ ").replace("石埠街道、交通局", "石埠街道\n交通局"),
            id="a line break in a cell",
        ),
        pytest.param(
            "".join(
                "| " + part
                for part in (row(SIX, "/ "), rule(6), *(row(cells, "/ ") for cells in SIX_ROWS))
            ),
            id="a bar before each row",
        ),
        pytest.param(
            closed(SIX, SIX_ROWS[:1], "/ ") + closed(SIX, SIX_ROWS[1:], "/ "),
            id="the header again",
        ),
        pytest.param(
            "| 序号 | 工作<br>任务 | 牵头<br/>单位 | 协办单位 | 完成时限 |\n|-|-|-|-|-|\n"
            f"| 1 | {ROPE} | 水务局 | 财政局 | 6月底前 |\n"
            f"| 2 | {BOOK} | 文旅局 | 石埠街道<br>交通局 | 9月底前 |\n"
            f"| 3 | {LAMP} | 交通局 | / | 长期坚持 |\n",
            id="breaks in names",
        ),
        pytest.param(
            closed(SIX, SIX_ROWS, "/ ").replace(rule(6), ""), id="without a line of dashes"
        ),
        pytest.param(
            closed(SIX, SIX_ROWS, "/ ").replace("序号 |", "序\n号 |"), id="the first name broken"
        ),
        pytest.param(
            closed(SIX, SIX_ROWS, "/ ").replace("完成 时限", "几时办完"), id="a name nobody knows"
        ),
    ],
)
def test_the_same_table(table: str) -> None:
    notice = reading.read_body(table)
    assert rows(notice) == READ
    assert not reading.messages(notice, Severity.PROBLEM)


def test_without_numbers_rows_are_counted_off() -> None:
    lines = [line[1:] for line in SIX_ROWS]
    notice = reading.read_body(closed(SIX[1:], lines, "/ "))
    assert rows(notice) == [("", *read[1:]) for read in READ]


def test_a_mark_names_the_rows_below() -> None:
    bands = [["一、渡口", *[""] * 5], SIX_ROWS[0], ["二、其他", *[""] * 5], *SIX_ROWS[1:]]
    assert rows(reading.read_body(closed(SIX, bands, " / "))) == READ


@pytest.mark.parametrize(
    ("wrong", "read"),
    [
        pytest.param(1, [READ[0], READ[2]], id="the middle"),
        pytest.param(2, READ[:2], id="the last"),
        pytest.param(0, READ[1:], id="the first"),
    ],
)
@pytest.mark.parametrize("breaks", ["/ ", "/", "/  / "])
@pytest.mark.parametrize("cell", [None, "另一格"])
def test_a_row_with_another_count_is_told_and_left_out(
    wrong: int, read: list[tuple[str, str, str, list[str]]], breaks: str, cell: str | None
) -> None:
    lines = [list(line) for line in SIX_ROWS]
    lines[wrong] = (
        lines[wrong][:1] + lines[wrong][2:]
        if cell is None
        else [*lines[wrong][:2], cell, *lines[wrong][2:]]
    )
    notice = reading.read_body(closed(SIX, lines, breaks) + "\n附件：渡口名册\n")
    assert rows(notice) == read
    (told,) = reading.messages(notice, Severity.PROBLEM)
    assert told.startswith("a row of a table is not understood")
    assert lines[wrong][-4][:6] in told
    assert any(lines[wrong][-4] in unread.text for unread in notice.unread)


def test_without_numbers_nothing_is_read_where_a_row_does_not_come_out() -> None:
    lines = [line[1:] for line in SIX_ROWS]
    lines[1] = lines[1][1:]
    notice = reading.read_body(closed(SIX[1:], lines, "/ "))
    assert notice.tasks == ()
    problems = reading.messages(notice, Severity.PROBLEM)
    assert any("a table is not understood" in told for told in problems)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(closed(SIX, SIX_ROWS, "/ ").replace(rule(6), rule(5)), id="fewer dashes"),
        pytest.param(closed(SIX, SIX_ROWS, "/ ").replace(rule(6), rule(7)), id="more dashes"),
        pytest.param(
            closed(SIX, [line[:3] + line[4:] for line in SIX_ROWS], "/ "), id="no row comes out"
        ),
        pytest.param(
            row(SIX, "/") + "".join(row(line, "/ ") for line in SIX_ROWS),
            id="names on lines of their own, cells not",
        ),
    ],
)
def test_what_the_bars_do_not_tell_is_told(table: str) -> None:
    notice = reading.read_body(table)
    assert notice.tasks == ()
    problems = reading.messages(notice, Severity.PROBLEM)
    assert any("a table is not understood" in told for told in problems)


@pytest.mark.parametrize("bold", ["", "**"])
@pytest.mark.parametrize("head", ["总投资 |", "总投资<br>（万元） |"])
def test_rows_of_sums_and_names_of_rows_are_no_tasks(head: str, bold: str) -> None:
    """A count goes on over the names of rows, though some rows are broken."""
    rows_ = [ROPE, BOOK, LAMP, *(f"给第{n}个码头铺平路面。" for n in range(4, 13))]
    groups = {1: "一、|渡口（9个）", 10: "二、|码头（3个）"}
    table = f"| 序号 | 建设内容 | {head} 完成时限 | 牵头单位 | 备注 |\n"
    table += "| :-: | --- | --: | --- | --- | --- |\n"
    table += f"| | {bold}合计（12个）{bold} | {bold}148,630{bold} | | | |\n"
    for number, text in enumerate(rows_, 1):
        if number in groups:
            mark, name = groups[number].split("|")
            table += f"| {bold}{mark}{bold} | {bold}{name}{bold} | 27,400 | | | |\n"
        table += f"| {number} | {text} | 9,800 | {number}月底前 | 水务局<br>财政局 | 续建 |\n"
    found = [reading.row(task)[:2] for task in reading.read_body(table).tasks]
    assert found == [(str(n), text) for n, text in enumerate(rows_, 1)]


def test_bars_that_ocr_misread_are_bars() -> None:
    table = (
        "序号 | 工作任务 丨 责任单位 | 完成时限\n"
        "1 | 给渡口的缆绳换新， | 水务局、财政 l 6月\n"
        "  | 旧绳一律剪断。 丨 局 | 底前\n"
        "2 I 编一本渡口手册， | 文旅局 | 9月\n"
        "  | 印三千册。 | | 底前\n"
    )
    assert [reading.row(task) for task in reading.read_body(table).tasks] == [
        ("1", ROPE, "责水务局 责财政局", ["date 2025-06-30"]),
        ("2", BOOK, "责文旅局", ["date 2025-09-30"]),
    ]


def test_a_small_number_in_a_row_that_does_not_come_out_begins_none() -> None:
    lines = [[str(n), f"给第{n}个码头铺平路面。", "9", "水务局"] for n in range(1, 13)]
    table = closed(["序号", "工作任务", "数量", "责任单位"], lines, "/ ")
    broken = "11 |\n给码头铺路。\n3 | 9 | 9 |\n水务局 |\n"
    whole = row(lines[10], "/ ")
    assert whole in table
    notice = reading.read_body(table.replace(whole, broken))
    assert [task.number for task in notice.tasks] == [str(n) for n in range(1, 13) if n != 11]
    told = reading.messages(notice, Severity.PROBLEM)
    assert any(one.startswith("a row of a table is not understood") for one in told)
