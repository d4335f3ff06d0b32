"""Tables one cell a line whose names nobody listed: their numbers say how wide they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.loaders.reading import cells, messages, read, read_body, row, whole
from zhengmai.loaders.layout.celllines import grids

Row = tuple[str, str, str, list[str]]

NAMES = "序号|办啥事|谁来办|啥时办完"
ROPE = "1|换缆绳，旧绳一律剪断。|区水务局|6月底"
LAMP = "2|三个码头各装一盏航灯。|区交通局、各街道|年底前"
BOOK = "3|印三千册手册，发到每条船上。|区文旅局|长期坚持"
RAIL = "4|老码头的栏杆刷漆。|区住建局|10月底"
ROWS: list[Row] = [
    ("1", "换缆绳，旧绳一律剪断。", "责区水务局", ["date 2025-06-30"]),
    ("2", "三个码头各装一盏航灯。", "责区交通局 责各街道*", ["date 2025-12-31"]),
    ("3", "印三千册手册，发到每条船上。", "责区文旅局", ["ongoing"]),
    ("4", "老码头的栏杆刷漆。", "责区住建局", ["date 2025-10-31"]),
]
NOTICE = """青湾镇人民政府关于码头几件事的通知
青政发〔2025〕9号
各村民委员会：
今年要办的事列在下面。
{}
青湾镇人民政府
2025年3月4日
"""


def told(table: str) -> list[Row]:
    return [row(t) for t in read(NOTICE.format(table)).tasks]


def set_off(*lines: str) -> str:
    """An empty line between all cells."""
    return "\n\n".join(cell for line in lines for cell in line.split("|")) + "\n"


def rows_set_off(*lines: str) -> str:
    """An empty line between the rows."""
    return "\n".join(cells(line) for line in lines)


@pytest.mark.parametrize("layout", [cells, set_off, rows_set_off])
def test_the_numbers_say_how_wide_the_table_is(layout: Callable[..., str]) -> None:
    assert told(layout(NAMES, ROPE, LAMP, BOOK, RAIL)) == ROWS


# (lines, tasks, why)
OTHERS = [
    (
        [
            "序号|要紧事|谁挑头|谁搭手",
            "1|渡口缆绳年内全部换新。|区水务局|区财政局",
            "2|候船室加长椅二十张。|区交通局|各街道",
            "3|渡口手册印三千册。|区文旅局|区司法局、区民政局",
        ],
        [
            ("1", "渡口缆绳年内全部换新。", "牵区水务局 配区财政局", ["date 2025-12-31"]),
            ("2", "候船室加长椅二十张。", "牵区交通局 配各街道*", []),
            ("3", "渡口手册印三千册。", "牵区文旅局 配区司法局 配区民政局", []),
        ],
        "two columns of units by their names",
    ),
    (
        [
            "编号|哪天前|归谁|干什么",
            "1.|5月底|镇农业办|东渠清淤两公里，淤泥当天运走。",
            "2.|8月底|镇中心学校|寄宿楼通热水，加浴室两间。",
            "3.|年底前|镇民政办、各村|敬老院添护理床十张。",
        ],
        [
            ("1", "东渠清淤两公里，淤泥当天运走。", "责镇农业办", ["date 2025-05-31"]),
            ("2", "寄宿楼通热水，加浴室两间。", "责镇中心学校", ["date 2025-08-31"]),
            ("3", "敬老院添护理床十张。", "责镇民政办 责各村*", ["date 2025-12-31"]),
        ],
        "another order of columns, a dot behind the numbers",
    ),
    (
        [
            "序号|件件有着落的事|哪家管",
            "1|村口修会车台三处。|镇建设办",
            "2|河边立警示牌十二块。|镇水利站、各村",
            "3|赶集日设公平秤。|镇综治办",
            "4|老井加盖上锁。|镇水利站",
        ],
        [
            ("1", "村口修会车台三处。", "责镇建设办", []),
            ("2", "河边立警示牌十二块。", "责镇水利站 责各村*", []),
            ("3", "赶集日设公平秤。", "责镇综治办", []),
            ("4", "老井加盖上锁。", "责镇水利站", []),
        ],
        "three columns",
    ),
    (
        [NAMES, ROPE, "2|三个码头各装一盏航灯。|区交通局、各街道|", BOOK, RAIL],
        [ROWS[0], (*ROWS[1][:3], []), *ROWS[2:]],
        "an empty line for an empty cell",
    ),
    (
        [NAMES, ROPE, LAMP, BOOK, "4|老码头的栏杆刷漆。|区住建局|"],
        [*ROWS[:3], (*ROWS[3][:3], [])],
        "the last cell empty",
    ),
    (
        [NAMES, ROPE, "2|三个码头各装一盏航灯。|区交通局、各街道|—", BOOK, RAIL],
        [ROWS[0], (*ROWS[1][:3], []), *ROWS[2:]],
        "a dash for an empty cell",
    ),
    (
        [NAMES, ROPE, "2|三个码头各装一盏航灯。|区交通局、各街道", BOOK, RAIL],
        [ROWS[0], (*ROWS[1][:3], []), *ROWS[2:]],
        "a cell that is missing",
    ),
    (
        [NAMES, ROPE, LAMP, BOOK, "4|老码头的栏杆|刷漆。|区住建局|10月底"],
        ROWS,
        "a text broken over two lines",
    ),
    ([NAMES, ROPE, LAMP, NAMES, BOOK, RAIL], ROWS, "the names printed again"),
    ([NAMES, ROPE, LAMP, "— 2 —", NAMES, BOOK, RAIL], ROWS, "a page between two rows"),
    (
        [NAMES, ROPE, LAMP, "3|印三千册手册，发到每条船上。", "— 2 —", NAMES,
         "区文旅局|长期坚持", RAIL],
        ROWS,
        "a page inside a row",
    ),
    ([NAMES, ROPE, LAMP, "17", BOOK, RAIL], ROWS, "the bare number of a page"),
    ([NAMES, "一、水上的事", ROPE, LAMP, "二、岸上的事", BOOK, RAIL], ROWS, "names of rows"),
    (
        [NAMES, "一、水上的事", ROPE, LAMP, "二、岸上的事", "1" + BOOK[1:], "2" + RAIL[1:]],
        [*ROWS[:2], ("1", *ROWS[2][1:]), ("2", *ROWS[3][1:])],
        "the numbers begin again below each",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "tasks", "why"), OTHERS, ids=[o[2] for o in OTHERS])
def test_what_stands_in_such_tables(lines: list[str], tasks: list[Row], why: str) -> None:
    assert told(cells(*lines)) == tasks


def test_what_stands_below_the_last_row() -> None:
    short = cells(NAMES, ROPE, LAMP, BOOK, "4|老码头的栏杆刷漆。|区住建局")
    for below in ("\n以上工作请抓好落实。", "以上工作请抓好落实。", "", "附件：联络表"):
        assert told(short + below) == [*ROWS[:3], (*ROWS[3][:3], [])], below
    for below in ("\n以上工作请抓好落实。", "以上工作请抓好落实。", "附件：联络表"):
        assert told(cells(NAMES, ROPE, LAMP, BOOK, RAIL) + below) == ROWS, below
        assert told(set_off(NAMES, ROPE, LAMP, BOOK, RAIL) + below) == ROWS, below


def test_page_numbers_inside_are_understood() -> None:
    notice = read(NOTICE.format(cells(NAMES, ROPE, LAMP, "— 2 —", NAMES, BOOK, RAIL)))
    assert [u.text for u in notice.unread] == ["今年要办的事列在下面。"]


def found_in(text: str) -> int:
    return len(list(grids(whole(text))))


@pytest.mark.parametrize(
    "text",
    [
        "1\n换缆绳。\n2\n装航灯。\n3\n印手册。\n",
        "一、渡口上的事\n1. 换缆绳。（区水务局负责）\n2. 装航灯。（区交通局负责）\n3. 印手册。\n",
        "序号\n办啥事\n1\n换缆绳。\n2\n装航灯。\n3\n印手册。\n",
        cells(NAMES, ROPE, LAMP),
        cells("要紧事|谁来办|啥时办完", *(line[2:] for line in (ROPE, LAMP, BOOK, RAIL))),
        cells("序号|往后每年开春都要先把这些事捋一遍|谁来办", ROPE[:-4], LAMP[:-4], BOOK[:-5]),
        cells("序号|办啥事|谁来办", "1|换缆绳。|区水务局|又|及", "2|装灯。", "3|印书。|文旅局|又"),
        cells(NAMES, ROPE, "3" + LAMP[1:], "5" + BOOK[1:], "7" + RAIL[1:]),
        cells("序号|工作任务|责任单位|完成时限", ROPE, LAMP, BOOK),
    ],
    ids=[
        "numbers alone", "numbered prose", "two columns", "two rows", "no number column",
        "a sentence among the names", "unlike distances", "no count", "known names",
    ],
)  # fmt: skip
def test_what_is_no_such_table(text: str) -> None:
    assert found_in(text) == 0


def test_a_list_of_telephones_is_no_table_of_tasks() -> None:
    listed = cells(
        "序号|村名|找谁|打哪个电话", *(f"{n}|东沟村|张三|0000-555012{n}" for n in range(1, 5))
    )
    notice = read_body("一、水上的事\n（一）换缆绳。旧绳一律剪断。（区水务局负责）\n" + listed)
    assert [row(t)[1] for t in notice.tasks] == ["旧绳一律剪断。"]
    assert any("a table is not understood" in message for message in messages(notice))


CATALOGUE = """青湾镇人民政府关于印发2025年拍板事项目录的通知
青政发〔2025〕9号
各村民委员会：
一、各承办单位要把握时间要求。
二、确需调整的，报镇政府审定。
附件：目录
青湾镇人民政府
2025年3月4日
附件
2025年拍板事项目录
{}"""
QUAY = "青湾码头改扩建工程方案"

# (lines, what stands below, tasks, why)
SHORT: list[tuple[list[str], str, list[Row], str]] = [
    (
        ["序号|决策事项名称|承办单位", f"1|{QUAY}|镇交通办"],
        "",
        [("1", QUAY, "责镇交通办", [])],
        "known names",
    ),
    (
        ["序号|今年要拍板的|承办单位", f"1|{QUAY}|镇交通办"],
        "",
        [("1", QUAY, "责镇交通办", [])],
        "a name that nobody listed",
    ),
    (
        ["序号|今年要拍板的|承办单位|完成时限", f"1|{QUAY}|镇交通办、镇建设办|12月底前"],
        "\n请抓紧办理。\n",
        [("1", QUAY, "责镇交通办 责镇建设办", ["date 2025-12-31"])],
        "a limit, a sentence below an empty line",
    ),
    (
        [
            "编号|办理时限|牵头部门|拍板啥",
            f"1|10月底|镇交通办|{QUAY}",
            "2|年底前|镇水利站|渡口缆绳全部换新的方案",
        ],
        "附件：联系表\n",
        [
            ("1", QUAY, "牵镇交通办", ["date 2025-10-31"]),
            ("2", "渡口缆绳全部换新的方案", "牵镇水利站", ["date 2025-12-31"]),
        ],
        "two rows, who before what",
    ),
    (
        ["序号||拍板的大事||责任科室||备注", "", f"1||{QUAY}||建设科||续办"],
        "",
        [("1", QUAY, "责建设科", [])],
        "an empty line between all cells",
    ),
]


@pytest.mark.parametrize(("lines", "below", "tasks", "why"), SHORT, ids=[s[3] for s in SHORT])
def test_a_row_or_two_that_fit_clearly(
    lines: list[str], below: str, tasks: list[Row], why: str
) -> None:
    notice = read(CATALOGUE.format(cells(*lines) + below))
    assert [row(t) for t in notice.tasks] == tasks
    assert len(notice.points) == 2


@pytest.mark.parametrize(
    "text",
    [
        cells("序号|拍板的大事|承办单位", f"1|{QUAY}|镇交通办") + "请抓紧办理。",
        cells("序号|拍板的大事|承办单位", f"1|{QUAY}|要切实负起责任来"),
        cells("序号|拍板的大事|备注", f"1|{QUAY}|镇交通办"),
        cells("序号|拍板的大事|谁来办", f"1|{QUAY}|镇交通办"),
        cells("序号|打哪个电话|承办单位", "1|0000-12345678|镇交通办"),
        cells("序号|找谁|承办单位", "1|李大山、王小河、张石头|镇交通办"),
        cells("序号|归谁|承办单位", "1|镇交通建设办公室|镇交通办"),
        cells("序号|啥时候|承办单位", "1|2025年12月31日前|镇交通办"),
        cells("序号|拍板的大事|归口的|承办单位", f"1|{QUAY}|李大山|镇交通办"),
        cells("序号|拍板的大事|承办单位", f"2|{QUAY}|镇交通办"),
    ],
    ids=[
        "a sentence right below", "no units", "no name of units", "two names not known",
        "telephones", "persons", "units twice", "a limit for a task", "a person for a task",
        "not the first",
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_clearly(text: str) -> None:
    assert found_in(text) == 0
    notice = read(CATALOGUE.format(text))
    assert not [t for t in notice.tasks if t.source.value == "table"]
