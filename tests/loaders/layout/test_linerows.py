"""Tables printed one cell a line whose cells have several lines, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.loaders import reading
from zhengmai.model import Notice, Severity

ROPE = "给渡口的缆绳换新，旧绳送到库房。"
LAMP = "三个码头各装一盏航标灯，坏了当天修好。"
BOOK = "编一本渡口手册，发到每一条船。"
Units = list[tuple[str, str, str]]


def close(*cells: str) -> Notice:
    return reading.read_body("\n".join(cells) + "\n")


def wide(*cells: str) -> Notice:
    """An empty line behind each cell."""
    return reading.read_body("\n\n".join(cells) + "\n")


def blanks(*cells: str) -> Notice:
    """Wide blanks before each cell."""
    return reading.read_body("\n".join(f"\u3000\u3000{cell}  " for cell in cells) + "\n")


LAYOUTS = pytest.mark.parametrize("layout", [close, wide, blanks])
Layout = Callable[..., Notice]


def told(notice: Notice) -> Units:
    return [reading.row(task)[:3] for task in notice.tasks]


SEVERAL_UNITS = [
    pytest.param(
        ("序号 事项名称 责任单位 事项内容",
         f"1 修好渡口 区水务局 渡口镇 {ROPE}", f"2 照亮码头 城西街道 城东街道 {LAMP}",
         f"3 印好手册 区文旅局 {BOOK}"),
        [("1", ROPE, "责区水务局 责渡口镇"), ("2", LAMP, "责城西街道 责城东街道"),
         ("3", BOOK, "责区文旅局")],
        id="units before the text",
    ),
    pytest.param(
        ("序号 项目名称 牵头单位 主要内容",
         f"1 扩建渡口学校 区教委 渡口镇 {ROPE}", f"2 修缮图书馆 区文旅局 {LAMP}"),
        [("1", ROPE, "牵区教委 牵渡口镇"), ("2", LAMP, "牵区文旅局")],
        id="a name that ends as names of units do",
    ),
    pytest.param(
        ("序号 工作任务 责任单位",
         f"1 {ROPE} 区委宣传部 团区委 区妇联", f"2 {LAMP} 区交通局 区水务局", f"3 {BOOK} 区文旅局"),
        [("1", ROPE, "责区委宣传部 责团区委 责区妇联"), ("2", LAMP, "责区交通局 责区水务局"),
         ("3", BOOK, "责区文旅局")],
        id="units behind the text",
    ),
    pytest.param(
        ("类别 工作任务 责任单位",
         f"渡口 {ROPE} 区水务局 区财政局 区妇联", f"{LAMP} 区交通局", f"{BOOK} 区文旅局 各街道"),
        [("", ROPE, "责区水务局 责区财政局 责区妇联"), ("", LAMP, "责区交通局"),
         ("", BOOK, "责区文旅局 责各街道*")],
        id="no numbers",
    ),
    pytest.param(
        ("类别 工作任务 责任单位 完成时限",
         f"渡口 {ROPE} 区水务局 区财政局 6月底前", f"{LAMP} 区交通局 年底前",
         f"手册 {BOOK} 区文旅局 9月底前"),
        [("", ROPE, "责区水务局 责区财政局"), ("", LAMP, "责区交通局"), ("", BOOK, "责区文旅局")],
        id="no numbers, a limit behind, a name over two rows",
    ),
    pytest.param(
        ("序号 重点任务 具体措施 责任单位",
         f"1 守好渡口 ①{ROPE} 区水务局 区财政局 ②{LAMP} 区交通局", f"2 印好手册 {BOOK} 区文旅局"),
        [("1", "①" + ROPE, "责区水务局 责区财政局"), ("1", "②" + LAMP, "责区交通局"),
         ("2", BOOK, "责区文旅局")],
        id="two tasks under a number",
    ),
]  # fmt: skip


@LAYOUTS
@pytest.mark.parametrize(("lines", "right"), SEVERAL_UNITS)
def test_units_on_lines_of_their_own(layout: Layout, lines: tuple[str, ...], right: Units) -> None:
    cells = [cell for line in lines for cell in line.split(" ")]
    assert [row[1:] for row in told(layout(*cells))] == [row[1:] for row in right]


@LAYOUTS
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(f"1 {ROPE} 区水务局 区财政局 区妇联 2 {BOOK} 区文旅局 区民政局", id="numbers"),
        pytest.param(f"1 {ROPE} 区水务局 渡口镇 区妇联 2 {BOOK} 区文旅局 区民政局", id="a town"),
    ],
)
def test_of_two_columns_of_units_the_first_line_leads(layout: Layout, rows: str) -> None:
    notice = layout("序号", "工作任务", "牵头单位", "配合单位", *rows.split(" "))
    between = "渡口镇" if "渡口镇" in rows else "区财政局"
    assert told(notice) == [
        ("1", ROPE, f"牵区水务局 配{between} 配区妇联"),
        ("2", BOOK, "牵区文旅局 配区民政局"),
    ]
    (said,) = reading.messages(notice, Severity.NOTE)
    assert "the first of a row is taken for who leads" in said


@LAYOUTS
def test_of_two_other_columns_only_the_first_and_the_last_line_are_sure(layout: Layout) -> None:
    rows = f"1 {ROPE} 区水务局 区财政局 区妇联 2 {BOOK} 区文旅局 区民政局"
    notice = layout("序号", "工作任务", "责任单位", "配合单位", *rows.split(" "))
    assert told(notice) == [
        ("1", ROPE, "责区水务局 配区妇联"),
        ("2", BOOK, "责区文旅局 配区民政局"),
    ]
    assert any("区财政局" in u.text for u in notice.unread)
    (said,) = reading.messages(notice, Severity.PROBLEM)
    assert said.startswith("in which of the columns of units 区财政局 stands is not told")


def test_rows_that_cannot_be_told_apart_are_told() -> None:
    notice = close(
        *("一、开头", "（一）先做。做好。（责任单位：区司法局）"),
        *("工作任务", "责任单位", "备注"),
        *(ROPE, "区水务局", "区财政局", "区妇联", LAMP, "区交通局", "新增", BOOK, "区文旅局"),
    )
    assert [task.text for task in notice.tasks] == ["做好。"]
    assert any("not understood" in message for message in reading.messages(notice))


def test_a_line_that_ends_in_a_comma_goes_on_with_the_cell() -> None:
    notice = close(
        "序号", "工作任务", "牵头单位", "配合单位",
        "1", ROPE, "区水务局", "区财政局、", "区妇联",
        "2", BOOK, "区文旅局、", "区档案局", "各街道",
    )  # fmt: skip
    assert told(notice) == [
        ("1", ROPE, "牵区水务局 配区财政局 配区妇联"),
        ("2", BOOK, "牵区文旅局 牵区档案局 配各街道*"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "序号|主|要内容|责任单位|完成时限",
        "序|号|工作任务|责任|单位|完成|时限",
        "序号|工 作|任 务|责任单位|完成|时限",
        "序号|工作任务|区政府|分管领导|责任单位|完成时限",
        "序号|重点|工作任务|责任|部门|办结|时限",
    ],
)
def test_names_of_columns_broken_over_lines(header: str) -> None:
    person = ["王某某"] if "领导" in header else []
    notice = close(
        *header.split("|"),
        *("1", ROPE, *person, "区水务局", "6月底前"),
        *("2", BOOK, *person, "区文旅局", "9月底前"),
    )
    assert [reading.row(t) for t in notice.tasks] == [
        ("1", ROPE, "责区水务局", ["date 2025-06-30"]),
        ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
    ]


@LAYOUTS
@pytest.mark.parametrize(
    ("above", "between"),
    [
        (["一、", "守好渡口。"], ["二、", "印好手册。"]),
        (["一、", "守好渡口。", "（一）", "换缆绳。"], ["（二）", "印手册。"]),
        (["一、守好渡口"], ["二、印好手册"]),
        (["（一）守好渡口"], ["二、印好手册", "（一）发到船"]),
        ([], ["二、", "印好手册。", "（一）", "发到船。"]),
    ],
)
def test_a_mark_and_a_name_are_no_task(
    layout: Layout, above: list[str], between: list[str]
) -> None:
    notice = layout(
        *("序号", "重点任务", "牵头单位", "配合单位", "备注"),
        *above,
        *("1", ROPE, "区水务局", "区财政局、各街道"),
        *between,
        *("2", BOOK, "区文旅局", "区民政局"),
    )
    assert told(notice) == [
        ("1", ROPE, "牵区水务局 配区财政局 配各街道*"),
        ("2", BOOK, "牵区文旅局 配区民政局"),
    ]
    assert not [t for t in notice.tasks if t.damaged]


def test_a_row_with_a_mark_and_units_is_a_task() -> None:
    notice = close("序号", "重点任务", "责任单位", "一、", ROPE, "区水务局", "1", BOOK, "区文旅局")
    assert "责区水务局" in {row[2] for row in told(notice)}


def test_empty_cells_beside_a_name() -> None:
    notice = close(
        *("工作目标", "主要责任单位", "责任单位"),
        *("一、守好渡口。", "\u00a0", "\u00a0"),
        *(ROPE, "区水务局", "区财政局", LAMP, "区交通局", "区妇联"),
        *("二、印好手册。", "\u3000", "\u3000", BOOK, "区文旅局", "各街道"),
    )
    assert told(notice) == [
        ("", ROPE, "牵区水务局 责区财政局"),
        ("", LAMP, "牵区交通局 责区妇联"),
        ("", BOOK, "牵区文旅局 责各街道*"),
    ]


def bars(*cells: str) -> Notice:
    return reading.read_body("".join(f"{cell}\n|\n" if cell else "|\n" for cell in cells))


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        pytest.param(
            ("工作任务|具体要求|责任单位|时限", f"守渡口|1|{ROPE}|区水务局|6月底前",
             f"2|{LAMP}|区交通局|", f"印手册|3|{BOOK}|区文旅局|9月底前"),
            [("1", ROPE, "责区水务局", ["date 2025-06-30"]), ("2", LAMP, "责区交通局", []),
             ("3", BOOK, "责区文旅局", ["date 2025-09-30"])],
            id="no limit, numbers behind the names",
        ),
        pytest.param(
            ("序号|工作任务|责任单位|时限", f"1|{ROPE}|区水务局|", f"2|{LAMP}||年底前",
             f"3|{BOOK}|区文旅局|9月底前"),
            [("1", ROPE, "责区水务局", []), ("2", LAMP, "", ["date 2025-12-31"]),
             ("3", BOOK, "责区文旅局", ["date 2025-09-30"])],
            id="numbers first",
        ),
        pytest.param(
            ("序号|工作任务|牵头单位|配合单位", f"1|{ROPE}|区水务局|", f"2|{LAMP}||区交通局",
             f"3|{BOOK}|区文旅局|各街道"),
            [("1", ROPE, "牵区水务局", []), ("2", LAMP, "配区交通局", []),
             ("3", BOOK, "牵区文旅局 配各街道*", [])],
            id="two columns of units",
        ),
        pytest.param(
            ("工作任务|责任单位|时限", f"{ROPE}|区水务局|", f"{LAMP}|区交通局|年底前",
             f"{BOOK}|区文旅局|"),
            [("", ROPE, "责区水务局", []), ("", LAMP, "责区交通局", ["date 2025-12-31"]),
             ("", BOOK, "责区文旅局", [])],
            id="no numbers",
        ),
        pytest.param(
            ("类别|序号|工作任务|责任单位|备注", f"渡口|1|{ROPE}|区水务局|",
             f"2|{LAMP}|区交通局|", f"手册|3|{BOOK}|区文旅局|新增"),
            [("1", ROPE, "责区水务局", []), ("2", LAMP, "责区交通局", []),
             ("3", BOOK, "责区文旅局", [])],
            id="no remark",
        ),
    ],
)  # fmt: skip
def test_nothing_between_two_bars_is_an_empty_cell(
    lines: tuple[str, ...], right: list[tuple[str, str, str, list[str]]]
) -> None:
    cells = [cell for line in lines for cell in line.split("|")]
    assert [reading.row(task) for task in bars(*cells).tasks] == right


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("区教委\n渡口镇\n坝口镇", "责区教委 责渡口镇 责坝口镇"),
        ("区委宣传部\n团区委\n区妇联", "责区委宣传部 责团区委 责区妇联"),
        ("市城管局\n渡南区政府\n苍坪县人民政府", "责市城管局 责渡南区政府 责苍坪县人民政府"),
        ("区发改委\n渡南供电公司", "责区发改委 责渡南供电公司"),
        ("区住建局\n城西街道办事处", "责区住建局 责城西街道办事处"),
        ("镇水利站\n东沟村\n沿河社区", "责镇水利站 责东沟村 责沿河社区"),
        ("镇城管队\n渡口派出所", "责镇城管队 责渡口派出所"),
        ("区教体局\n渡口中心小学", "责区教体局 责渡口中心小学"),
        ("镇村建所\n沿街各商户", "责镇村建所 责沿街各商户*"),
        ("区公安局\n渡口派出所", "责区公安局渡口派出所"),
        ("区委\n组织部", "责区委组织部"),
        ("市公安局\n渡南分局", "责市公安局渡南分局"),
        ("区市场监督\n管理局", "责区市场监督管理局"),
        ("区政府\n办公室", "责区政府办公室"),
    ],
)
def test_names_on_lines_of_one_cell(cell: str, names: str) -> None:
    rows = ("1", ROPE, *cell.split("\n"), "2", BOOK, "区文旅局")
    notice = close("序号", "工作任务", "责任单位", *rows)
    assert told(notice)[0] == ("1", ROPE, names)


@pytest.mark.parametrize(
    "who", ["填报人：李大山  审核人：周小满", "制表单位：区水务局", "填表人（签字）："]
)
def test_who_filled_a_table_in_is_no_part_of_its_last_row(who: str) -> None:
    rows = ("1", ROPE, "区水务局", "6月底前", "2", BOOK, "区文旅局", "年底前", who)
    notice = close("序号", "工作任务", "责任单位", "完成时限", *rows)
    assert [row[:3] for row in told(notice)] == [
        ("1", ROPE, "责区水务局"),
        ("2", BOOK, "责区文旅局"),
    ]


EXTRACTS = [
    pytest.param(["3", "68", "69"], [], id="far apart"),
    pytest.param(["12", "40", "113"], [], id="three digits"),
    pytest.param(["3", "68", "69"], ["二、管好航道"], id="a name of rows between"),
    pytest.param(
        ["1", "2", "25"], ["二、管好航道", "三、用好码头"], id="names without rows between"
    ),
    pytest.param(["7", "8", "30"], [], id="only the last far off"),
]


@pytest.mark.parametrize(("numbers", "bands"), EXTRACTS)
def test_a_part_of_a_table_keeps_its_numbers(numbers: list[str], bands: list[str]) -> None:
    one, two, three = numbers
    notice = wide(
        "序号", "重点工作任务", "主要责任单位", "协同配合单位", "一、守好渡口",
        one, ROPE, "区水务局", "区财政局、各街道办事处。", *bands,
        two, LAMP, "区交通局", "区水务局",
        three, BOOK, "区文旅局", "区教育局",
    )  # fmt: skip
    assert told(notice) == [
        (one, ROPE, "牵区水务局 配区财政局 配各街道办事处*"),
        (two, LAMP, "牵区交通局 配区水务局"),
        (three, BOOK, "牵区文旅局 配区教育局"),
    ]


def test_a_row_that_is_not_understood_is_told() -> None:
    notice = wide(
        "序号", "工作任务", "责任单位", "1", ROPE, "区水务局", *[f"第{n}批{LAMP}" for n in range(9)]
    )
    read = "".join(t.text for t in notice.tasks)
    assert LAMP in read or any("not understood" in m for m in reading.messages(notice))


def test_an_amount_behind_the_units_is_no_number_of_a_row() -> None:
    notice = wide(
        "序号", "工作任务", "责任单位", "资金（万元）", "备注",
        "1", ROPE, "区水务局", "120", "钱从河道维护费里出，年内付清。",
        "2", LAMP, "区交通局", "80", "钱从渡口收费里出，明年付清。",
    )  # fmt: skip
    assert "120" not in [task.number for task in notice.tasks]
    assert not [task for task in notice.tasks if "钱从" in task.text and not task.damaged]


@pytest.mark.parametrize(
    ("heads", "names", "units"),
    [
        (
            ("类别", "任务", "主要内容", "责任单位"),
            ("一、守渡口", "（一）缆绳"),
            ("区水务局牵头落实",) * 4,
        ),
        (
            ("领域", "事项", "工作内容", "牵头单位"),
            ("渡口安全", "缆绳航灯"),
            ("区水务局", "区财政局") * 2,
        ),
        (
            ("目标", "任务", "具体措施", "责任部门"),
            ("一、守渡口", "（一）缆绳"),
            ("区水务局、区财政局",) * 4,
        ),
        (("项目", "事项", "主要内容", "牵头单位"), ("守渡口", "换缆绳"), ("区水务局、各街道",) * 4),
        (
            ("类别", "任务", "工作措施", "责任单位"),
            ("一、守渡口", "（一）缆绳"),
            ("区水务局、区交通局",) * 4,
        ),
    ],
)
def test_names_that_are_printed_once_above_their_rows(
    heads: tuple[str, ...], names: tuple[str, ...], units: tuple[str, ...]
) -> None:
    """As many cells as fill rows of the width of the header, but not these rows."""
    texts = (ROPE, LAMP, BOOK, ROPE + LAMP, BOOK + ROPE)
    below = [c for pair in zip(texts, (*units, units[0]), strict=True) for c in pair]
    found = told(close(*heads, *names, *below))
    assert [text for _, text, _ in found] == list(texts)
    assert all(said for _, _, said in found)


def test_two_columns_of_names_are_read_in_place() -> None:
    row = ("区财政局", "换缆绳", ROPE, "区水务局")
    found = told(close("领域", "任务", "主要内容", "责任单位", *row, *row))
    assert [text for _, text, _ in found] == [ROPE, ROPE]


# Numbers that jump, what has come of each task behind its units; nothing in the last column.
JUMPING = [
    (
        "序号 目标任务 责任单位 完成时间 目前完成情况 是否达到进度",
        [
            f"8 {ROPE} 水利站 2025年底 缆绳已到货，正在更换。",
            f"31 {LAMP} 航道股、渡口股 2025年底 已装两盏，第三盏月底装好。",
            f"32 {BOOK} 宣教股 2025年底 初稿已成，1、正在核对。2、正在排版。",
        ],
        [("8", ROPE, "责水利站"), ("31", LAMP, "责航道股 责渡口股"), ("32", BOOK, "责宣教股")],
    ),
    (
        "序号 工作内容 牵头单位 工作进展",
        [
            f"3 {ROPE} 区水务局 完成七成。",
            f"14 {LAMP} 区海事处 全部装好，试亮三夜。",
            f"27 {BOOK} 区文旅局 已发到各船。",
        ],
        [("3", ROPE, "牵区水务局"), ("14", LAMP, "牵区海事处"), ("27", BOOK, "牵区文旅局")],
    ),
    (
        "序号 任务名称 责任单位 完成时限 进展情况 备注",
        [
            f"2 {ROPE} 区水务局 6月底前 已完成。",
            f"9 {LAMP} 区海事处 9月底前 正在招标。",
            f"10 {BOOK} 区文旅局 年底前 正在编写。",
        ],
        [("2", ROPE, "责区水务局"), ("9", LAMP, "责区海事处"), ("10", BOOK, "责区文旅局")],
    ),
]


@LAYOUTS
@pytest.mark.parametrize(("names", "rows", "found"), JUMPING)
def test_numbers_may_jump_before_what_has_come_of_it(
    names: str, rows: list[str], found: Units, layout: Layout
) -> None:
    assert told(layout(*names.split(), *" ".join(rows).split())) == found


NAMED = """类别
序号
工作任务
责任单位
完成时限
守好渡口
1
换缆绳，立警示牌。
区水务局、区交通局
6月底前
2
查渡船，数救生衣。
区海事处
长期坚持
管好河道
3
清淤泥，修堤岸。
区水务局
9月底前
办好公示
4
公布名单。
区政府办公室、区司法局
12月中旬
"""
FACTS = [
    ("1", "换缆绳，立警示牌。", "责区水务局 责区交通局", ["date 2025-06-30"]),
    ("2", "查渡船，数救生衣。", "责区海事处", ["ongoing"]),
    ("3", "清淤泥，修堤岸。", "责区水务局", ["date 2025-09-30"]),
    ("4", "公布名单。", "责区政府办公室 责区司法局", ["date 2025-12-20"]),
]


@pytest.mark.parametrize("name", ["类别", "任务类别", "领域", "重点领域"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_names_before_the_numbers_are_printed_where_they_change(name: str, gap: str) -> None:
    notice = reading.read_body(NAMED.replace("类别", name, 1).replace("\n", gap))
    assert [reading.row(task) for task in notice.tasks] == FACTS
    assert not [r for r in notice.remarks if "not understood" in r.message]


def test_names_before_the_numbers_are_printed_in_each_row() -> None:
    notice = reading.read_body(NAMED.replace("\n2\n", "\n守好渡口\n2\n"))
    assert [reading.row(task) for task in notice.tasks] == FACTS


def test_the_foot_of_a_page_is_no_cell_of_the_last_row() -> None:
    notice = reading.read_body(f"{NAMED}分享到：\n打印\n关闭\n京ICP备00000000号-1\n")
    assert [reading.row(task) for task in notice.tasks] == FACTS


def test_whom_to_ask_is_no_cell_below_a_row_that_lacks_some() -> None:
    """The remark of each row is empty, and the name of the last."""
    notice = reading.read_body(
        "领域\n重点任务\n牵头单位\n配合单位\n备注\n"
        f"守好渡口\n{ROPE}\n区水务局\n区财政局\n办好公示\n{BOOK}\n区文旅局\n区民政局\n"
        "抄写生字表。\n区教育局\n区妇联\n联系人：周小满　联系电话：000-8321177\n"
    )
    assert not [task for task in notice.tasks if "联系" in task.text]


@pytest.mark.parametrize(
    "below",
    [
        "联系人：周小满　联系电话：000-8321177\n",
        "\n联系人：周小满　联系电话：000-8321177\n\n相关附件\n分享：\n微信\n微博\n",
        "相关稿件\n渡口换上新缆绳\n网站地图 | 联系我们 | 隐私声明\n",
    ],
)
def test_whom_to_ask_and_lists_of_the_page_are_no_cells(below: str) -> None:
    notice = reading.read_body(NAMED + below)
    assert [reading.row(task) for task in notice.tasks] == FACTS
