"""Tables drawn with box signs."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from zhengmai.loaders.layout import boxes
from zhengmai.model import Severity

Row = tuple[str, str, str, list[str]]


def read(drawn: str) -> list[Row]:
    return [reading.row(task) for task in reading.read_body(drawn.lstrip("\n")).tasks]


PLAIN = """
┌──┬────────┬───────┬─────┐
│序号│  工 作 任 务   │ 责 任 单 位  │完成时限  │
├──┼────────┼───────┼─────┤
│ 1  │渡口缆绳换新，旧│区水务局、    │6月底前   │
│    │绳入库。        │区交通局      │          │
├──┼────────┼───────┼─────┤
│ 2  │编一本渡口手册。│区文旅局等    │9月底前   │
└──┴────────┴───────┴─────┘
"""
PLAIN_ROWS = [
    ("1", "渡口缆绳换新，旧绳入库。", "责区水务局 责区交通局", ["date 2025-06-30"]),
    ("2", "编一本渡口手册。", "责区文旅局 等", ["date 2025-09-30"]),
]
DOUBLE = str.maketrans("┌┬┐├┼┤└┴┘─│", "╔╦╗╠╬╣╚╩╝═║")
HEAVY = str.maketrans("┌┬┐├┼┤└┴┘─│", "┏┳┓┣╋┫┗┻┛━┃")
CROSSES = str.maketrans("┌┬┐├┤└┴┘", "┼┼┼┼┼┼┼┼")
ASCII = str.maketrans("┌┬┐├┼┤└┴┘─│", "+++++++++-|")


def collapsed(drawn: str) -> str:
    """Each stretch of blanks made one."""
    return "\n".join(" ".join(line.split()) for line in drawn.splitlines())


def without_outer(drawn: str) -> str:
    return "\n".join(line[1:-1].rstrip() for line in drawn.splitlines())


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(PLAIN, id="light"),
        pytest.param(PLAIN.translate(DOUBLE), id="double"),
        pytest.param(PLAIN.translate(HEAVY), id="heavy"),
        pytest.param(PLAIN.translate(CROSSES), id="crosses alone"),
        pytest.param(PLAIN.translate(ASCII), id="ASCII"),
        pytest.param(collapsed(PLAIN), id="blanks collapsed"),
        pytest.param(collapsed(PLAIN.translate(ASCII)), id="ASCII, blanks collapsed"),
        pytest.param(without_outer(PLAIN), id="no outer lines"),
        pytest.param(PLAIN.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(PLAIN.replace("│ ", "│\u3000"), id="wide blanks"),
        pytest.param("\n".join("  " + s for s in PLAIN.splitlines()), id="indented"),
        pytest.param(PLAIN + "\n\n" + "正文之后。\n", id="text below"),
    ],
)
def test_the_same_table(drawn: str) -> None:
    assert read(drawn) == PLAIN_ROWS


MERGED = """
┌────┬──────────┬──────┬──────┬────┐
│ 类别   │   工作内容         │ 牵头单位   │ 配合单位   │ 时限   │
├────┼──────────┼──────┼──────┼────┤
│守渡口  │缆绳换新。          │区水务局    │区财政局    │6月底前 │
│        ├──────────┼──────┤            ├────┤
│        │航标灯换新。        │区交通局    │            │年底前  │
├────┼──────────┼──────┼──────┤        │
│印手册  │编一本渡口手册。    │区文旅局    │各街道      │        │
└────┴──────────┴──────┴──────┴────┘
"""
MERGED_ROWS = [
    ("", "缆绳换新。", "牵区水务局 配区财政局", ["date 2025-06-30"]),
    ("", "航标灯换新。", "牵区交通局 配区财政局", ["date 2025-12-31"]),
    ("", "编一本渡口手册。", "牵区文旅局 配各街道*", ["date 2025-12-31"]),
]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(MERGED, id="open under columns"),
        pytest.param(collapsed(MERGED), id="blanks collapsed"),
        pytest.param(MERGED.translate(DOUBLE), id="double"),
        pytest.param(MERGED.translate(ASCII), id="ASCII"),
        pytest.param(
            MERGED.replace("│守渡口  │缆", "│        │缆").replace("│        ├", "│守渡口  ├"),
            id="a name on the line across beside it",
        ),
    ],
)
def test_cells_go_on_below_an_open_line(drawn: str) -> None:
    assert read(drawn) == MERGED_ROWS


def test_cells_over_several_columns() -> None:
    drawn = """
┌──────────────────────┐
│        渡南区渡口工作任务分解表            │
├──┬───────┬───────────┤
│序号│   任务内容   │      责任分工        │
│    │              ├─────┬─────┤
│    │              │牵头单位  │配合单位  │
├──┴───────┴─────┴─────┤
│一、守好渡口                                │
├──┬───────┬─────┬─────┤
│ 1  │缆绳换新。    │区水务局  │区财政局  │
├──┴───────┴─────┴─────┤
│二、照亮码头                                │
├──┬───────┬─────┬─────┤
│ 2  │航标灯换新。  │区交通局  │各街道    │
└──┴───────┴─────┴─────┘
"""
    assert read(drawn) == [
        ("1", "缆绳换新。", "牵区水务局 配区财政局", []),
        ("2", "航标灯换新。", "牵区交通局 配各街道*", []),
    ]


ITEMS = """
┌─────────┬───────┬────┐
│  重 点 工 作     │  责任单位    │ 时限   │
├─────────┼───────┼────┤
│守好渡口          │区水务局、    │6月底前 │
│{0}缆绳一律换新    │区交通局      │        │
├─────────┤              │        │
│{0}旧绳入库        │              │        │
├─────────┼───────┼────┤
│照亮码头          │区交通局      │年底前  │
│{0}航标灯          │              │        │
│换新              │              │        │
│{0}夜里有人守      │              │        │
└─────────┴───────┴────┘
"""


@pytest.mark.parametrize("sign", list("△○●·■★"))
def test_signs_before_tasks(sign: str) -> None:
    assert read(ITEMS.format(sign)) == [
        ("", "缆绳一律换新", "责区水务局 责区交通局", ["date 2025-06-30"]),
        ("", "旧绳入库", "责区水务局 责区交通局", ["date 2025-06-30"]),
        ("", "航标灯换新", "责区交通局", ["date 2025-12-31"]),
        ("", "夜里有人守", "责区交通局", ["date 2025-12-31"]),
    ]


def test_units_on_the_line_of_each_task_are_its_own() -> None:
    drawn = """
┌─────────┬───────┐
│  重点任务        │  责任单位    │
├─────────┼───────┤
│守好渡口          │              │
│△缆绳一律换新    │区水务局      │
│△旧绳入库        │区交通局      │
├─────────┼───────┤
│△印手册          │区文旅局、    │
│△发手册          │区民政局      │
└─────────┴───────┘
"""
    assert [r[1:3] for r in read(drawn)] == [
        ("缆绳一律换新", "责区水务局"),
        ("旧绳入库", "责区交通局"),
        ("印手册", "责区文旅局 责区民政局"),
        ("发手册", "责区文旅局 责区民政局"),
    ]


def test_a_task_that_counts_its_parts_is_one() -> None:
    drawn = """
┌─────────────┬──────┐
│  重点任务                │ 责任单位   │
├─────────────┼──────┤
│守好渡口，做到三件事：    │区水务局    │
│●换缆绳；                │            │
│●换航标灯。              │            │
├─────────────┼──────┤
│印手册，二                │区文旅局    │
│○二五年发到船。          │            │
└─────────────┴──────┘
"""
    found = read(drawn)
    assert [r[1] for r in found] == [
        "守好渡口，做到三件事：●换缆绳；●换航标灯。",
        "印手册，二○二五年发到船。",
    ]


RULELESS = """
┌──┬────────┬──────┬────┐
│序号│   工作任务     │ 责任单位   │ 时限   │
├──┼────────┼──────┼────┤
│1   │缆绳换新，旧绳  │区水务局    │6月底前 │
│    │入库。          │            │        │
│2   │编一本渡口手册。│区文旅局、  │年底前  │
│    │                │各街道      │        │
└──┴────────┴──────┴────┘
"""


def test_numbers_part_rows_without_lines_between() -> None:
    assert read(RULELESS) == [
        ("1", "缆绳换新，旧绳入库。", "责区水务局", ["date 2025-06-30"]),
        ("2", "编一本渡口手册。", "责区文旅局 责各街道*", ["date 2025-12-31"]),
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(RULELESS.replace("入库。", "入库"), id="a text that may go on"),
        pytest.param(
            RULELESS.replace("│2   │编", "│    │编").replace("│    │    ", "│2   │    "),
            id="numbers in the middle of their rows",
        ),
        pytest.param(RULELESS.replace("│1 ", "│  ").replace("│2 ", "│  "), id="no numbers"),
        pytest.param(RULELESS.replace("│2 ", "│7 "), id="numbers that do not count"),
    ],
)
def test_rows_that_cannot_be_told_apart_are_told(drawn: str) -> None:
    notice = reading.read_body("一、开头\n（一）先做。做好。（责任单位：区司法局）\n" + drawn)
    assert [t.text for t in notice.tasks] == ["做好。"]
    assert any("not understood" in m for m in reading.messages(notice, Severity.PROBLEM))
    assert any("区文旅局" in u.text for u in notice.unread)


LOST = """
┌──┬────────┬──────┬────┐
│序号│   工作任务     │ 责任单位   │ 时限   │
├──┼────────┼──────┼────┤
│1   │缆绳换新。      │区水务局    │6月底前 │
├──┼────────┼──────┼────┤
│2   │编一本渡口手册。 区文旅局    │年底前  │
├──┼────────┼──────┼────┤
│3   │航标灯换新。    │区交通局    │年底前  │
└──┴────────┴──────┴────┘
"""


def test_a_line_with_too_few_bars_is_told_and_no_other_is_lost() -> None:
    notice = reading.read_body(LOST)
    assert [reading.row(t)[:3] for t in notice.tasks] == [
        ("1", "缆绳换新。", "责区水务局"),
        ("3", "航标灯换新。", "责区交通局"),
    ]
    assert any("区文旅局" in m for m in reading.messages(notice, Severity.PROBLEM))
    assert any("渡口手册" in u.text for u in notice.unread)


def test_rows_below_a_lost_one_keep_their_names() -> None:
    drawn = ITEMS.format("△").replace("│区交通局      │年底前", " 区交通局      │年底前")
    more = """
├─────────┼───────┼────┤
│印好手册          │区文旅局      │年底前  │
│△手册印三千册    │              │        │
├─────────┼───────┼────┤
│△手册发到船      │区民政局      │年底前  │
└─────────┴───────┴────┘
"""
    drawn = drawn.rstrip().rsplit("\n", 1)[0] + more
    notice = reading.read_body(drawn.lstrip("\n"))
    assert [t.text for t in notice.tasks] == [
        "缆绳一律换新",
        "旧绳入库",
        "手册印三千册",
        "手册发到船",
    ]
    assert any("航标灯" in m for m in reading.messages(notice, Severity.PROBLEM))


def test_a_table_cut_by_a_page_goes_on() -> None:
    cut = LOST.replace(" 区文", "│区文").replace(
        "├──┼────────┼──────┼────┤\n│2",
        "└──┴────────┴──────┴────┘\n\n┌──┬────────┬──────┬────┐\n│2",
    )
    assert [r[0] for r in read(cut)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "首页│新闻│公开\n正文。\n",
        "────────────\n版权所有\n────────────\n",
        "┌────┐\n│ 通知 │\n└────┘\n",
        "+86-10-12345678\n| 一 | 二 |\n",
        "正文说┼号。\n",
    ],
)
def test_other_signs_draw_no_table(text: str) -> None:
    assert not [grid for grid in boxes.grids(reading.whole(text)) if grid.cells]


def test_the_cells_stand_where_they_are_printed() -> None:
    (grid,) = boxes.grids(reading.whole("前言。" + PLAIN))
    cell = next(c for c in grid.cells if (c.row, c.column) == (1, 2))
    assert reading.at("前言。" + PLAIN, cell.pieces) == "区水务局、\n区交通局"


def test_many_bars_cost_little() -> None:
    hostile = ("┌" + "┬" * 900 + "┐\n" + "│" * 902 + "\n├" + "┴┬" * 450 + "┤\n") * 100
    assert not any(grid.cells for grid in boxes.grids(reading.whole(hostile)))


CUT_BY_UNITS = """
┌─────────┬───────┬────┐
│  {head}        │  责任单位    │  时限  │
├─────────┼───────┼────┤
│{sign}缆绳一律换新    │区水务局、    │年底前  │
│{sign}旧绳入库        ├───────┤        │
│{sign}航标灯换新      │区交通局      │        │
│{sign}夜里有人守      │              │        │
└─────────┴───────┴────┘
"""


@pytest.mark.parametrize(
    "drawn",
    [
        CUT_BY_UNITS.format(sign="△", head="重点任务"),
        CUT_BY_UNITS.format(sign="●", head="工作任务"),
        CUT_BY_UNITS.format(sign="○", head="重点工作"),
        CUT_BY_UNITS.format(sign="★", head="工作任务").replace("夜里有人守", "夜里要人守"),
        CUT_BY_UNITS.format(sign="·", head="工作任务").replace("│年底前  │", "│长期坚持│"),
    ],
)
def test_a_line_between_units_beside_several_tasks_tells_not_whose_they_are(drawn: str) -> None:
    notice = reading.read_body("一、开头\n（一）先做。做好。（责任单位：区司法局）\n" + drawn)
    assert [t.text for t in notice.tasks] == ["做好。"]
    (told,) = [m for m in reading.messages(notice, Severity.PROBLEM) if "not understood" in m]
    assert "责任单位|时限" in told
    assert any("区交通局" in u.text for u in notice.unread)
