"""What stands in the columns of a table: told by their names, or where these fail by the cells."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import (
    Layout,
    bars,
    cells,
    markdown,
    markup,
    page,
    rows,
    tabs,
    web,
)
from zhengmai.model import Severity

Row = tuple[str, str, str, list[str]]

# --- names of columns with notes in brackets

NOTES = [
    pytest.param(
        web,
        ("序号|工作任务|责任单位（列首位的为牵头单位）|完成时限",
         "1|给老码头换上新路牌。|区住建局、区交通局、石埠头街道办事处|8月底前",
         "2|清掉河沿的旧网。|区水务局、望渡街道办事处|长期坚持"),
        [("1", "给老码头换上新路牌。", "牵区住建局 责区交通局 责石埠头街道办事处",
          ["date 2025-08-31"]),
         ("2", "清掉河沿的旧网。", "牵区水务局 责望渡街道办事处", ["ongoing"])],
        id="the first leads, a web table",
    ),
    pytest.param(
        markdown,
        ("序号|重点工作|牵头（责任）单位|配合（参与）单位|时限",
         "1|开出夜间公交。|区交通局|区公安分局、区财政局|10月1日前",
         "2|修好三座候船亭。|区住建局|各街道|年底前"),
        [("1", "开出夜间公交。", "牵区交通局 配区公安分局 配区财政局", ["date 2025-10-01"]),
         ("2", "修好三座候船亭。", "牵区住建局 配各街道*", ["date 2025-12-31"])],
        id="two roles in one name, Markdown",
    ),
    pytest.param(
        tabs,
        ("序号|工作内容|责任单位（牵头单位列第一位）|完成时间",
         "1|把菜场的秤校一遍。|区市场监管局、区商务局|2025年6月底前",
         "2|给独居老人装上门铃。|区民政局、各街道办事处|2025年9月底前"),
        [("1", "把菜场的秤校一遍。", "牵区市场监管局 责区商务局", ["date 2025-06-30"]),
         ("2", "给独居老人装上门铃。", "牵区民政局 责各街道办事处*", ["date 2025-09-30"])],
        id="the lead stands first, tabs",
    ),
    pytest.param(
        cells,
        ("序号|任务内容（量化指标）|责任单位|完成时限（2025年）",
         "1|建成口袋公园4处。|区住建局|10月底前",
         "2|改造公厕12座。|区综合执法局|11月底前"),
        [("1", "建成口袋公园4处。", "责区住建局", ["date 2025-10-31"]),
         ("2", "改造公厕12座。", "责区综合执法局", ["date 2025-11-30"])],
        id="notes beside the text and the limit, one cell a line",
    ),
    pytest.param(
        bars,
        ("工作任务|责任部门（排名第一位的为牵头部门）",
         "整修望渡小学的操场。|区教体局、区财政局",
         "补种江堤的柳树。|区林业局、区水务局"),
        [("", "整修望渡小学的操场。", "牵区教体局 责区财政局", []),
         ("", "补种江堤的柳树。", "牵区林业局 责区水务局", [])],
        id="no numbers, bars",
    ),
    pytest.param(
        web,
        ("序号|任务|牵头单位（主要负责单位）|配合单位（按职责分工）|时限要求（最迟）",
         "1|办一场说书会。|区文旅局|区融媒体中心|三季度"),
        [("1", "办一场说书会。", "牵区文旅局 配区融媒体中心",
          ["period 2025-07-01/2025-09-30"])],
        id="a note behind every name",
    ),
    pytest.param(
        web,
        ("序号|工作任务|责任单位(加*号的为牵头单位)|完成时限",
         "1|清点空关的店面。|区商务局、*区统计局|6月底前"),
        [("1", "清点空关的店面。", "责区商务局 牵区统计局", ["date 2025-06-30"])],
        id="a sign marks the lead",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "lines", "tasks"), NOTES)
def test_names_with_notes_in_brackets(
    layout: Layout, lines: tuple[str, ...], tasks: list[Row]
) -> None:
    assert rows(layout(*lines)) == tasks


# --- two names in one

JOINED = [
    pytest.param(web, "牵头单位及责任单位", "区水务局、区林业局、各街道",
                 "牵区水务局 责区林业局 责各街道*", id="lead and responsible, 及"),
    pytest.param(tabs, "牵头单位和责任单位", "区水务局、区林业局",
                 "牵区水务局 责区林业局", id="和, tabs"),
    pytest.param(markdown, "牵头、责任部门", "区水务局、区林业局",
                 "牵区水务局 责区林业局", id="、, Markdown"),
    pytest.param(web, "牵头及配合单位", "区水务局、区林业局、区财政局",
                 "牵区水务局 配区林业局 配区财政局", id="lead and cooperating"),
    pytest.param(bars, "牵头单位/配合单位", "区水务局、区林业局",
                 "牵区水务局 配区林业局", id="a stroke, bars"),
    pytest.param(web, "牵头部门与协办部门", "区水务局、区林业局",
                 "牵区水务局 配区林业局", id="与"),
    pytest.param(web, "责任单位及责任人", "区水务局 李大山",
                 "责区水务局", id="a person behind a blank"),
    pytest.param(web, "责任单位及责任人", "<p>区水务局</p><p>李大山</p>",
                 "责区水务局", id="a person in a paragraph of its own"),
    pytest.param(tabs, "责任部门及联系人", "区水务局（李大山）",
                 "责区水务局", id="a person in a bracket"),
    pytest.param(web, "责任单位、责任人", "区水务局：李大山；区林业局：周小满",
                 "责区水务局 责区林业局", id="a person behind a colon"),
    pytest.param(web, "责任单位及联系电话", "区水务局 000-8321177",
                 "责区水务局", id="a number behind a blank"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "name", "cell", "units"), JOINED)
def test_two_names_in_one(layout: Layout, name: str, cell: str, units: str) -> None:
    notice = layout(
        f"序号|工作任务|{name}|完成时限",
        f"1|给渡口的缆绳换新。|{cell}|6月底前",
        "2|编一本渡口手册。|区文旅局|年底前",
    )
    found = rows(notice)
    assert [r[1] for r in found] == ["给渡口的缆绳换新。", "编一本渡口手册。"]
    assert found[0][2] == units
    assert [r[3] for r in found] == [["date 2025-06-30"], ["date 2025-12-31"]]


# --- words that nobody listed

TEXT_NAMES = [
    (web, "民生实事"),
    (web, "目标与任务"),
    (tabs, "目标与任务"),
    (web, "整改措施"),
    (markdown, "整改措施"),
    (web, "改革举措"),
    (cells, "改革举措"),
    (web, "建设内容"),
    (bars, "建设内容"),
    (web, "二级任务"),
    (web, "为民办实事项目"),
    (tabs, "为民办实事项目"),
    (web, "攻坚内容"),
    (markdown, "攻坚内容"),
    (web, "治理任务"),
    (cells, "治理任务"),
    (web, "落实举措"),
    (bars, "落实举措"),
    (web, "提升行动"),
    (web, "事项内容"),
    (tabs, "事项内容"),
]
UNIT_NAMES = [
    (web, "办理单位"),
    (web, "主管部门"),
    (tabs, "主管部门"),
    (web, "推进单位"),
    (markdown, "推进单位"),
    (web, "落实单位"),
    (cells, "落实单位"),
    (web, "承接部门"),
    (bars, "承接部门"),
    (web, "实施主体"),
    (web, "经办科室"),
    (tabs, "经办科室"),
    (web, "包抓单位"),
    (markdown, "包抓单位"),
    (web, "负责单位"),
    (cells, "负责单位"),
]
LIMIT_NAMES = [
    (web, "计划完成时间"),
    (web, "计划办结时间"),
    (tabs, "计划办结时间"),
    (web, "预计完成时限"),
    (markdown, "预计完成时限"),
    (web, "办结期限"),
    (cells, "办结期限"),
    (web, "时间节点"),
    (bars, "时间节点"),
    (web, "截止时间"),
    (web, "拟完成时间"),
    (tabs, "拟完成时间"),
    (web, "完结日期"),
    (markdown, "完结日期"),
]


def labels(names: list[tuple[Layout, str]]) -> list[str]:
    return [f"{layout.__name__}-{name}" for layout, name in names]


def check_plain(layout: Layout, text: str, unit: str, limit: str) -> None:
    notice = layout(
        f"序号|{text}|{unit}|{limit}",
        "1|给渡口的缆绳换新，旧绳剪断。|区水务局|2025年6月底前",
        "2|编一本渡口手册，发到船上。|区文旅局、各街道办事处|2025年11月底前",
    )
    assert rows(notice) == [
        ("1", "给渡口的缆绳换新，旧绳剪断。", "责区水务局", ["date 2025-06-30"]),
        ("2", "编一本渡口手册，发到船上。", "责区文旅局 责各街道办事处*", ["date 2025-11-30"]),
    ]


@pytest.mark.parametrize(("layout", "name"), TEXT_NAMES, ids=labels(TEXT_NAMES))
def test_other_names_of_the_text(layout: Layout, name: str) -> None:
    check_plain(layout, name, "责任单位", "完成时限")


@pytest.mark.parametrize(("layout", "name"), UNIT_NAMES, ids=labels(UNIT_NAMES))
def test_other_names_of_the_units(layout: Layout, name: str) -> None:
    check_plain(layout, "工作任务", name, "完成时限")


@pytest.mark.parametrize(("layout", "name"), LIMIT_NAMES, ids=labels(LIMIT_NAMES))
def test_other_names_of_the_limit(layout: Layout, name: str) -> None:
    check_plain(layout, "工作任务", "责任单位", name)


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        pytest.param(web, ("改革举措", "推进单位", "计划完成时间"), id="web-all three"),
        pytest.param(web, ("攻坚内容", "包抓单位", "办结期限"), id="web-all three, others"),
        pytest.param(tabs, ("民生实事", "办理单位", "办结时间"), id="tabs-all three"),
        pytest.param(markdown, ("建设内容", "主管部门", "计划完成时间"), id="markdown-all three"),
        pytest.param(cells, ("整改措施", "整改单位", "整改时限"), id="cells-all three"),
    ],
)
def test_a_header_of_other_names_alone(layout: Layout, names: tuple[str, str, str]) -> None:
    check_plain(layout, *names)


# --- names that say nothing, or none

SILENT = [
    pytest.param(web, "序号|甲|乙|丙", id="letters"),
    pytest.param(web, "No.|What|Who|When", id="English"),
    pytest.param(web, "序号|||", id="empty but for the number"),
    pytest.param(web, "序号|工作任务||", id="only the text is named"),
    pytest.param(web, "序号||责任单位|", id="only the units are named"),
    pytest.param(web, "|||完成时限", id="only the limit is named"),
    pytest.param(tabs, "序号|工作任务|谁来办|何时办完", id="words of the spoken language, tabs"),
    pytest.param(markdown, "序号|干什么|谁来干|何时干完", id="words of the spoken language, bars"),
    pytest.param(web, "序号|渡南区工作|渡南区|2025年", id="words that mislead"),
]


ROPE = "给渡口的缆绳换新，旧绳一律剪断后送到港务公司库房，不得再用。"
BOOK = "编一本渡口手册，印三千册，发到每一条船和每一个候船室。"
LAMP = "三个码头各装一盏航标灯，夜里有人值守，坏了当天修好。"
TALK = "请老船工到小学讲水上安全课，讲完请学生划一回船。"
RAIL = "把江堤上断掉的扶手补齐，夜里走路的人不会跌下去。"


@pytest.mark.parametrize(("layout", "header"), SILENT)
def test_the_cells_tell(layout: Layout, header: str) -> None:
    notice = layout(
        header,
        f"1|{ROPE}|区水务局|2025年6月底前",
        f"2|{BOOK}|区文旅局、区交通局|2025年11月底前",
        f"3|{LAMP}|区交通局、各街道办事处|长期坚持",
        f"4|{TALK}|区教体局|2025年9月底前",
        f"5|{RAIL}|区水务局|2025年8月底前",
    )
    assert rows(notice) == [
        ("1", ROPE, "责区水务局", ["date 2025-06-30"]),
        ("2", BOOK, "责区文旅局 责区交通局", ["date 2025-11-30"]),
        ("3", LAMP, "责区交通局 责各街道办事处*", ["ongoing"]),
        ("4", TALK, "责区教体局", ["date 2025-09-30"]),
        ("5", RAIL, "责区水务局", ["date 2025-08-31"]),
    ]


@pytest.mark.parametrize(("layout", "header"), SILENT)
def test_the_cells_tell_text_and_units(layout: Layout, header: str) -> None:
    notice = layout(
        header,
        f"1|{ROPE}|区水务局|2025年6月底前",
        f"2|{BOOK}|区文旅局、区交通局|2025年11月底前",
        f"3|{LAMP}|区交通局、各街道办事处|长期坚持",
        f"4|{TALK}|区教体局|2025年9月底前",
        f"5|{RAIL}|区水务局|2025年8月底前",
    )
    assert [r[:3] for r in rows(notice)] == [
        ("1", ROPE, "责区水务局"),
        ("2", BOOK, "责区文旅局 责区交通局"),
        ("3", LAMP, "责区交通局 责各街道办事处*"),
        ("4", TALK, "责区教体局"),
        ("5", RAIL, "责区水务局"),
    ]


FIVE = (
    f"1|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前", f"3|{LAMP}|区交通局|年底前",
    f"4|{TALK}|区教体局|年底前", f"5|{RAIL}|区水务局、区财政局|长期坚持",
)  # fmt: skip
READ_FIVE = [
    ("1", ROPE, "责区水务局", ["date 2025-06-30"]),
    ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
    ("3", LAMP, "责区交通局", ["date 2025-12-31"]),
    ("4", TALK, "责区教体局", ["date 2025-12-31"]),
    ("5", RAIL, "责区水务局 责区财政局", ["ongoing"]),
]
HEADLESS = [
    pytest.param(FIVE, READ_FIVE, id="five rows"),
    pytest.param(
        tuple(line.rpartition("|")[0] for line in FIVE),
        [(*r[:3], []) for r in READ_FIVE],
        id="five rows without limits",
    ),
    pytest.param(
        tuple(line.partition("|")[2] for line in FIVE),
        [("", *r[1:]) for r in READ_FIVE],
        id="five rows without numbers",
    ),
    pytest.param(
        tuple(line.partition("|")[2].rpartition("|")[0] for line in FIVE),
        [("", *r[1:3], []) for r in READ_FIVE],
        id="five rows of text and units",
    ),
    pytest.param(
        (f"5x1:守好渡口|{FIVE[0]}", *FIVE[1:]), READ_FIVE, id="five rows, a name over all of them"
    ),
    pytest.param(
        ("1x4:2025年渡南区渡口任务分工表", *FIVE), READ_FIVE, id="five rows below a title"
    ),
    pytest.param(
        ("1x4:一、守好渡口", *FIVE[:3], "1x4:二、教好人", *FIVE[3:]),
        READ_FIVE,
        id="five rows below names over the whole width",
    ),
    pytest.param(
        ("1x4:附件", "1x4:渡口任务分工", *FIVE), READ_FIVE, id="five rows below two titles"
    ),
    pytest.param(
        tuple(f"{r[2][1:]}|{r[1]}" for r in READ_FIVE[:4]),
        [("", *r[1:3], []) for r in READ_FIVE[:4]],
        id="four rows, units first",
    ),
    pytest.param(
        (f"1|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前", f"3|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="number, text, units, limit",
    ),
    pytest.param(
        (f"{ROPE}|区水务局、区财政局", f"{BOOK}|区文旅局", f"{LAMP}|区交通局"),
        [("", ROPE, "责区水务局 责区财政局", []), ("", BOOK, "责区文旅局", []),
         ("", LAMP, "责区交通局", [])],
        id="text and units",
    ),
    pytest.param(
        (f"6月底前|{ROPE}|区水务局", f"9月底前|{BOOK}|区文旅局",
         f"12月底前|{LAMP}|区交通局、各街道"),
        [("", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("", LAMP, "责区交通局 责各街道*", ["date 2025-12-31"])],
        id="the limit first",
    ),
    pytest.param(
        (f"区水务局|{ROPE}|6月底前", f"区文旅局|{BOOK}|9月底前", f"区交通局|{LAMP}|年底前"),
        [("", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="the units first",
    ),
    pytest.param(
        (f"1|3x1:守好渡口|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前",
         f"3|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="a name over all rows",
    ),
    pytest.param(
        ("1x4:一、守好渡口", f"1|{ROPE}|区水务局|6月底前", f"2|{BOOK}|区文旅局|9月底前",
         "1x4:二、照亮码头", f"3|{LAMP}|区交通局|年底前"),
        [("1", ROPE, "责区水务局", ["date 2025-06-30"]),
         ("2", BOOK, "责区文旅局", ["date 2025-09-30"]),
         ("3", LAMP, "责区交通局", ["date 2025-12-31"])],
        id="names over the whole width",
    ),
    pytest.param(
        ("1|换下锈掉的栏杆。|区住建局|6月底前", "2|江堤加一道护坡。|区水务局|9月底前",
         "3|改正站牌上的错字。|区交通局|年底前"),
        [("1", "换下锈掉的栏杆。", "责区住建局", ["date 2025-06-30"]),
         ("2", "江堤加一道护坡。", "责区水务局", ["date 2025-09-30"]),
         ("3", "改正站牌上的错字。", "责区交通局", ["date 2025-12-31"])],
        id="short texts",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "tasks"), HEADLESS)
def test_a_web_table_without_a_header(lines: tuple[str, ...], tasks: list[Row]) -> None:
    assert rows(web(*lines)) == tasks


# --- numbers under a name that is not theirs

NUMBERED = [
    pytest.param(
        ("1x2:工作任务|责任单位|完成时限", "1|换下锈掉的栏杆。|区住建局|6月底前",
         "2|江堤加一道护坡。|区水务局|9月底前"),
        [("1", "换下锈掉的栏杆。"), ("2", "江堤加一道护坡。")],
        id="one name over number and text",
    ),
    pytest.param(
        ("1x2:重点事项|办理单位|办结时限", "（1）|换下锈掉的栏杆。|区住建局|6月底前",
         "（2）|江堤加一道护坡。|区水务局|9月底前"),
        [("（1）", "换下锈掉的栏杆。"), ("（2）", "江堤加一道护坡。")],
        id="numbers in brackets",
    ),
    pytest.param(
        ("类别|1x2:具体任务|责任单位|完成时限", "2x1:修桥补路|1|换下锈掉的栏杆。|区住建局|6月底前",
         "2|江堤加一道护坡。|区水务局|9月底前"),
        [("1", "换下锈掉的栏杆。"), ("2", "江堤加一道护坡。")],
        id="behind a column of names",
    ),
    pytest.param(
        ("1x2:任务清单|责任单位|完成时限", "1.|换下锈掉的栏杆。|区住建局|6月底前",
         "2.|江堤加一道护坡。|区水务局|9月底前", "3.|补上断掉的扶手。|区水务局|9月底前"),
        [("1", "换下锈掉的栏杆。"), ("2", "江堤加一道护坡。"), ("3", "补上断掉的扶手。")],
        id="numbers with a stop",
    ),
    pytest.param(
        ("2x2:工作任务|1x2:责任分工|2x1:完成时限", "牵头单位|配合单位",
         "1|换下锈掉的栏杆。|区住建局|区财政局|6月底前",
         "2|江堤加一道护坡。|区水务局|各街道|9月底前"),
        [("1", "换下锈掉的栏杆。"), ("2", "江堤加一道护坡。")],
        id="under a header in two rows",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "tasks"), NUMBERED)
def test_numbers_under_a_name_over_two_columns(
    lines: tuple[str, ...], tasks: list[tuple[str, str]]
) -> None:
    found = rows(web(*lines))
    assert [(number.strip("."), text) for number, text, _, _ in found] == tasks
    assert all(assigned and limits for _, _, assigned, limits in found)


# --- a second column of text


@pytest.mark.parametrize(
    ("layout", "name", "cell"),
    [
        pytest.param(web, "工作标准", "栏杆无锈迹，漆面均匀。", id="web-工作标准"),
        pytest.param(tabs, "预期成效", "群众出行更方便。", id="tabs-预期成效"),
        pytest.param(web, "考核标准", "未完成的扣5分。", id="web-考核标准"),
        pytest.param(markdown, "验收标准", "经第三方验收合格。", id="markdown-验收标准"),
        pytest.param(web, "成果形式", "竣工报告、照片。", id="web-成果形式"),
        pytest.param(web, "预期效果", "老码头夜里看得清路。", id="web-预期效果"),
        pytest.param(bars, "完成标准", "全部换新，验收合格。", id="bars-完成标准"),
        pytest.param(web, "绩效目标", "满意度达到九成以上。", id="web-绩效目标"),
    ],
)
def test_a_second_column_of_text_is_not_the_text(layout: Layout, name: str, cell: str) -> None:
    notice = layout(
        f"序号|工作任务|{name}|责任单位|完成时限",
        f"1|换下锈掉的栏杆，刷一遍漆。|{cell}|区住建局|6月底前",
        f"2|江堤加一道护坡。|{cell}|区水务局|9月底前",
    )
    assert rows(notice) == [
        ("1", "换下锈掉的栏杆，刷一遍漆。", "责区住建局", ["date 2025-06-30"]),
        ("2", "江堤加一道护坡。", "责区水务局", ["date 2025-09-30"]),
    ]


# --- who made the list, open data


@pytest.mark.parametrize("layout", [web, tabs, markdown])
@pytest.mark.parametrize("name", ["数据提供方", "数据来源单位", "填的人家", "发布机构"])
def test_who_made_the_list_does_not_do_what_it_lists(layout: Layout, name: str) -> None:
    notice = layout(
        f"序号|工作任务|责任单位|{name}|完成时限|数据更新时间",
        "1|换下锈掉的栏杆，刷一遍漆。|区住建局|区政府办公室|6月底前|2025-05-20 09:31:00",
        "2|江堤加一道护坡。|区水务局|区政府办公室|9月底前|2025-05-20 09:31:08",
        "3|码头装三盏灯。|区交通局|区政府办公室|9月底前|2025-05-20 09:32:11",
    )
    assert rows(notice) == [
        ("1", "换下锈掉的栏杆，刷一遍漆。", "责区住建局", ["date 2025-06-30"]),
        ("2", "江堤加一道护坡。", "责区水务局", ["date 2025-09-30"]),
        ("3", "码头装三盏灯。", "责区交通局", ["date 2025-09-30"]),
    ]
    assert "区政府办公室" in "".join(u.text for u in notice.unread)


# --- persons and telephones


@pytest.mark.parametrize(
    ("layout", "names", "cell"),
    [
        pytest.param(web, "联系人", "李大山", id="web-联系人"),
        pytest.param(web, "包联领导", "李大山", id="web-包联领导"),
        pytest.param(tabs, "责任领导", "李大山", id="tabs-责任领导"),
        pytest.param(markdown, "联系电话", "000-8321177", id="markdown-联系电话"),
        pytest.param(web, "责任人|手机", "李大山|13900000000", id="web-责任人 and 手机"),
        pytest.param(web, "联络员及电话", "李大山 8321177", id="web-联络员及电话"),
        pytest.param(web, "分管负责同志", "李大山、周小满", id="web-分管负责同志"),
        pytest.param(cells, "责任人", "李大山", id="cells-责任人"),
        pytest.param(web, "牵头领导", "李大山（副区长）", id="web-牵头领导"),
        pytest.param(web, "", "李大山", id="web-no name"),
    ],
)
def test_columns_of_persons_are_no_units(layout: Layout, names: str, cell: str) -> None:
    notice = layout(
        f"序号|工作任务|责任单位|{names}|完成时限",
        f"1|换下锈掉的栏杆，刷一遍漆。|区住建局|{cell}|6月底前",
        f"2|江堤加一道护坡。|区水务局|{cell}|9月底前",
    )
    assert rows(notice) == [
        ("1", "换下锈掉的栏杆，刷一遍漆。", "责区住建局", ["date 2025-06-30"]),
        ("2", "江堤加一道护坡。", "责区水务局", ["date 2025-09-30"]),
    ]


PROSE = (
    "一、守好渡口",
    "（一）看住船。开航前查一遍救生衣。（责任单位：区交通局）",
    "（二）看住岸。夜里巡两趟。（责任单位：区水务局）",
)
OF_PROSE = [
    ("（一）", "开航前查一遍救生衣。", "责区交通局", []),
    ("（二）", "夜里巡两趟。", "责区水务局", []),
]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ("单位|联系人|电话", "区交通局|李大山|8321177", "区水务局|周小满|8321178"),
            id="unit, person, number",
        ),
        pytest.param(
            ("序号|单位名称|监督电话", "1|区交通局|8321177", "2|区水务局|8321178"),
            id="no persons",
        ),
        pytest.param(
            ("科室|办公电话|传真", "运输管理股|8321177|8321170", "河道股|8321178|8321179"),
            id="sections",
        ),
        pytest.param(
            ("责任单位|联系人|联系电话", "区交通局|李大山|8321177", "区水务局|周小满|8321178"),
            id="under the name of a column of tasks",
        ),
        pytest.param(("区交通局|8321177", "区水务局|8321178", "区民政局|8321171"), id="no header"),
        pytest.param(
            ("序号|责任单位|分管领导|职务|手机", "1|区交通局|李大山|副局长|13900000000",
             "2|区水务局|周小满|总工程师|13900000001"),
            id="posts",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["web", "tabs"])
def test_a_list_of_telephones_is_no_table_of_tasks(lines: tuple[str, ...], where: str) -> None:
    if where == "web":
        notice = page(*PROSE, "附件", "联络员名单", markup(*lines))
    else:
        notice = reading.read_body(
            "\n".join((*PROSE, "附件", "联络员名单", "")) + reading.table(*lines)
        )
    assert rows(notice) == OF_PROSE


# --- tables that are not understood


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ("指标|2024年|2025年", "一、港口吞吐量|120|135", "二、客运量|33|36"),
            id="figures with the numbers of sections",
        ),
        pytest.param(
            ("项目|分值|评分细则", "（一）看船|10|漏查一次扣1分，由区交通局认定。",
             "（二）看岸|10|少巡一趟扣2分，由区水务局认定。"),
            id="marks, with units in the sentences",
        ),
        pytest.param(
            ("收费项目|标准|依据", "1.摆渡费|每人2元|榆津市价目", "2.停船费|每天10元|榆津市价目"),
            id="fees with numbers",
        ),
        pytest.param(
            ("等级|情形", "一级|水位过警戒线，渡船停航。", "二级|大雾，渡船慢行。"),
            id="two columns of words",
        ),
        pytest.param(
            ("一、船只|船名|载客", "1|渡南一号|40人", "2|渡南二号|32人"),
            id="the first cell looks like a heading",
        ),
    ],
)  # fmt: skip
def test_a_table_that_is_not_understood_is_told_and_no_prose(lines: tuple[str, ...]) -> None:
    notice = page(*PROSE, "附表", markup(*lines))
    assert rows(notice) == OF_PROSE
    assert [p.heading for p in notice.points] == ["看住船", "看住岸"]
    assert [p.text for p in notice.points] == ["开航前查一遍救生衣。", "夜里巡两趟。"]
    assert reading.messages(notice, Severity.PROBLEM)
    unread = "".join(u.text for u in notice.unread)
    assert all(lines[-1].split("|")[n] in unread for n in (0, 1))


# --- headers in two rows

TWO_ROWS = [
    pytest.param(
        ("2x1:序号|2x1:民生实事|1x3:责任分工|2x1:计划完成时间", "牵头部门|责任部门|配合部门",
         "1|给渡口装灯。|区交通局|区住建局|各街道|6月底前"),
        [("1", "给渡口装灯。", "牵区交通局 责区住建局 配各街道*", ["date 2025-06-30"])],
        id="three columns of units",
    ),
    pytest.param(
        ("2x1:序号|1x2:任务|2x1:责任单位|2x1:完成时限", "类别|内容",
         "1|2x1:看船|给渡口装灯。|区交通局|6月底前", "2|换新救生衣。|区应急局|9月底前"),
        [("1", "给渡口装灯。", "责区交通局", ["date 2025-06-30"]),
         ("2", "换新救生衣。", "责区应急局", ["date 2025-09-30"])],
        id="two names under 任务",
    ),
    pytest.param(
        ("1x6:2025年渡南区渡口工作分工表", "2x1:序号|2x1:改革举措|1x2:责任单位|1x2:时间",
         "主办|协办|启动|办结", "1|给渡口装灯。|区交通局|区住建局||6月底前"),
        [("1", "给渡口装灯。", "牵区交通局 配区住建局", ["date 2025-06-30"])],
        id="a title above, single words below",
    ),
    pytest.param(
        ("2x1:责任单位|2x1:工作任务|1x2:要求", "完成时限|工作标准",
         "区交通局|给渡口装灯。|6月底前|灯不少于八盏。",
         "区应急局|换新救生衣。|9月底前|每船四十件。"),
        [("", "给渡口装灯。", "责区交通局", ["date 2025-06-30"]),
         ("", "换新救生衣。", "责区应急局", ["date 2025-09-30"])],
        id="the limit below another name",
    ),
    pytest.param(
        ("2x1:序号|2x1:工作内容|1x2:单位及人员|2x1:时限", "责任单位|责任人",
         "1|给渡口装灯。|区交通局|李大山|6月底前", "2|换新救生衣。|区应急局|周小满|9月底前"),
        [("1", "给渡口装灯。", "责区交通局", ["date 2025-06-30"]),
         ("2", "换新救生衣。", "责区应急局", ["date 2025-09-30"])],
        id="a unit and a person",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "tasks"), TWO_ROWS)
def test_a_header_in_two_rows(lines: tuple[str, ...], tasks: list[Row]) -> None:
    assert rows(web(*lines)) == tasks


# --- two columns of units alike


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        pytest.param(web, "责任单位|责任单位", id="web-the same name twice"),
        pytest.param(web, "1x2:责任单位", id="web-one name over both"),
        pytest.param(tabs, "区级责任单位|街道责任单位", id="tabs-two levels"),
        pytest.param(web, "责任部门（区级）|责任部门（街道）", id="web-levels in brackets"),
        pytest.param(web, "落实单位|包抓单位", id="web-two names nobody listed"),
        pytest.param(markdown, "责任单位|责任部门", id="markdown-two words for one thing"),
        pytest.param(web, "|", id="web-no names"),
    ],
)
def test_two_columns_of_units_alike(layout: Layout, names: str) -> None:
    notice = layout(
        f"序号|工作任务|{names}|完成时限",
        "1|换下锈掉的栏杆，刷一遍漆。|区住建局|望渡街道办事处|6月底前",
        "2|江堤加一道护坡。|区水务局、区财政局|石埠头街道办事处|9月底前",
    )
    assert rows(notice) == [
        ("1", "换下锈掉的栏杆，刷一遍漆。", "责区住建局 责望渡街道办事处", ["date 2025-06-30"]),
        (
            "2",
            "江堤加一道护坡。",
            "责区水务局 责区财政局 责石埠头街道办事处",
            ["date 2025-09-30"],
        ),
    ]


# --- names in two rows, and names that are long

LONG = ["工作任务和年度目标", "建设内容及年度目标", "实事项目建设内容和规模", "重点事项及量化指标"]


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("layout", [web, tabs, cells, bars, markdown])
def test_a_long_name_of_the_text(layout: Layout, name: str) -> None:
    notice = layout(
        f"序号|项目名称|{name}|牵头单位|配合单位|完成时限",
        f"1|换缆绳|{ROPE}|区水务局|区财政局、各街道|6月底前",
        f"2|编手册|{BOOK}|区文旅局|区交通局|9月底前",
        f"3|装航灯|{LAMP}|区交通局|区住建局|年底前",
    )
    assert rows(notice) == [
        ("1", ROPE, "牵区水务局 配区财政局 配各街道*", ["date 2025-06-30"]),
        ("2", BOOK, "牵区文旅局 配区交通局", ["date 2025-09-30"]),
        ("3", LAMP, "牵区交通局 配区住建局", ["date 2025-12-31"]),
    ]


@pytest.mark.parametrize("name", [*LONG, "怎么干", "要办的事"])
def test_a_header_in_two_rows_is_no_task(name: str) -> None:
    notice = web(
        f"2x1:序号|2x1:类别|2x1:{name}|1x2:责任分工|2x1:完成时限",
        "牵头单位|配合单位",
        "1x6:一、守好渡口",
        f"1|3x1:渡口|{ROPE}|2x1:区水务局|区财政局|6月底前",
        f"2|{BOOK}|区文旅局|9月底前",
        f"3|{LAMP}|区交通局|区住建局|年底前",
    )
    assert rows(notice) == [
        ("1", ROPE, "牵区水务局 配区财政局", ["date 2025-06-30"]),
        ("2", BOOK, "牵区水务局 配区文旅局", ["date 2025-09-30"]),
        ("3", LAMP, "牵区交通局 配区住建局", ["date 2025-12-31"]),
    ]


@pytest.mark.parametrize("name", ["我们要做的", "渡口这些事", "干啥"])
def test_an_unknown_name_in_lines_of_cells_is_told_by_the_cells(name: str) -> None:
    notice = cells(
        f"序号|{name}|责任单位|完成时限",
        f"1|{ROPE}|区水务局|6月底前",
        f"2|{BOOK}|区文旅局|9月底前",
        f"3|{LAMP}|区交通局|年底前",
    )
    assert [r[1:3] for r in rows(notice)] == [
        (ROPE, "责区水务局"),
        (BOOK, "责区文旅局"),
        (LAMP, "责区交通局"),
    ]


# --- how far a task has come is not the task

LEDGERS = [
    pytest.param(
        bars,
        ("序号|工作任务|责任单位|一季度目标|进展情况、存在问题及下一步打算|目标完成情况",
         "1|新建码头2座|区水务局|完成装修及场外施工|进展情况：码头装修完成八成，场外完成七成。|顺利推进",
         "2|换航标灯3盏|区交通局|灯具进场|进展情况：3月10日灯具进场，开始换第一盏。|顺利推进"),
        id="bars, progress in three parts",
    ),
    pytest.param(
        web,
        ("序号|项目名称|牵头单位|年度目标|推进情况及存在困难",
         "1|新建码头2座|区水务局|完成装修及场外施工|码头装修完成八成，场外完成七成，人手不够。",
         "2|换航标灯3盏|区交通局|灯具全部进场并换完|灯具进场，工人到位，开始换第一盏。"),
        id="a web table, difficulties",
    ),
    pytest.param(
        web,
        ("序号|重点任务|责任单位|2025年目标|完成情况和下一步措施",
         "1|新建码头2座|区水务局|2座全部建成|已完成八成，下一步加快进度，确保按时。",
         "2|换航标灯3盏|区交通局|3盏全部换完|已换一盏，下一步再换两盏，年底换完。"),
        id="a web table, the next step",
    ),
    pytest.param(
        markdown,
        ("序号|实事项目|工作进展及问题|责任单位",
         "1|新建码头2座|已完成八成，下一步加快进度，确保按时完工投用。|区水务局",
         "2|换航标灯3盏|已换一盏，下一步再换两盏，年底以前全部换完。|区交通局"),
        id="Markdown, before the units",
    ),
    pytest.param(
        web,
        ("序号|重点工作|责任部门|年度目标|办理情况|下一步打算",
         "1|新建码头2座|区水务局|建成投用|码头装修完成八成，场外完成七成。|加快进度，增加人手，确保按时完工。",
         "2|换航标灯3盏|区交通局|全部换完|灯具进场，工人到位，开始换第一盏。|再换两盏，夜里施工，不误行船。"),
        id="two columns of it",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "printed"), LEDGERS)
def test_what_was_done_is_not_the_task(layout: Layout, printed: tuple[str, ...]) -> None:
    found = [(t.text, reading.units(t.assignments)) for t in layout(*printed).tasks]
    assert [(text, units[1:]) for text, units in found] == [
        ("新建码头2座", "区水务局"),
        ("换航标灯3盏", "区交通局"),
    ]


def test_a_long_text_behind_the_units_is_the_task_all_the_same() -> None:
    printed = (
        "序号|项目|责任单位|年度目标任务",
        "1|码头|区水务局|新建码头2座，配齐跳板和栏杆，6月开始使用。",
        "2|航标灯|区交通局|三个码头各换一盏航标灯，夜里有人值守。",
    )
    assert [t.text for t in web(*printed).tasks] == [
        "新建码头2座，配齐跳板和栏杆，6月开始使用。",
        "三个码头各换一盏航标灯，夜里有人值守。",
    ]


# --- by how much, beside what

FIGURES = [
    pytest.param(
        bars,
        ("序号|任 务 名 称|指 标 要 求|牵 头 部 门|配 合 部 门|目 标 类 型",
         "1|地区货运总量|增长5.5%（市下达指标）|区交通局|区财政局|A类",
         "2|码头客运量|增长6%|区水务局|区交通局|A类"),
        ["地区货运总量增长5.5%（市下达指标）", "码头客运量增长6%"],
        id="bars",
    ),
    pytest.param(
        web,
        ("序号|指标名称|目标值|责任单位", "1|航标灯完好率|≥98%|区水务局",
         "2|新建码头|12个|区住建局", "3|渡口事故|零|区应急局"),
        ["航标灯完好率≥98%", "新建码头12个", "渡口事故零"],
        id="a web table",
    ),
    pytest.param(
        markdown,
        ("序号|主要指标|工作目标|责任单位|完成时限", "1|货运总量增幅|6%左右|区交通局|年底前",
         "2|渡口事故|下降10%以上|区应急局|年底前"),
        ["货运总量增幅6%左右", "渡口事故下降10%以上"],
        id="Markdown, a name that is not known",
    ),
    pytest.param(
        web,
        ("项目|年度目标|责任单位|责任人", "船员培训人数（人）|1300|区交通局|王某某",
         "换新缆绳（根）|250|区水务局|李某某"),
        ["船员培训人数（人）1300", "换新缆绳（根）250"],
        id="numbers alone",
    ),
    pytest.param(
        web,
        ("序号|重点工作|目标任务|牵头单位", "1|渡口收入|不低于3.2亿元|区财政局",
         "2|船员培训|全覆盖|区交通局"),
        ["渡口收入不低于3.2亿元", "船员培训全覆盖"],
        id="an amount",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "printed", "texts"), FIGURES)
def test_a_figure_is_said_of_what_stands_beside_it(
    layout: Layout, printed: tuple[str, ...], texts: list[str]
) -> None:
    notice = layout(*printed)
    assert [t.text for t in notice.tasks] == texts
    assert all(len(t.assignments) in (1, 2) for t in notice.tasks)


def test_numbers_that_count_are_no_figures() -> None:
    notice = web(
        "类别|具体要求|具体要求|责任单位",
        "守渡口|1|缆绳一律换新，旧绳入库。|区水务局",
        "装航灯|2|航标灯一律换新，夜里值守。|区交通局",
    )
    assert [t.text for t in notice.tasks] == [
        "缆绳一律换新，旧绳入库。",
        "航标灯一律换新，夜里值守。",
    ]


@pytest.mark.parametrize(
    "name", ["完成率（%）", "工程进度率", "完成进度", "截至6月底进展情况", "推进率"]
)
def test_how_much_is_done_is_no_part_of_the_task(name: str) -> None:
    notice = web(
        f"序号|民生项目|{name}|牵头单位",
        "1|新建码头2座|80%|区水务局",
        "2|换航标灯3盏|100%|区交通局",
        "3|新购渡船4艘|35%|区交通局",
    )
    assert [t.text for t in notice.tasks] == ["新建码头2座", "换航标灯3盏", "新购渡船4艘"]


@pytest.mark.parametrize("name", ["进展情况", "完成情况", "本月进展", "目前进度", "办理情况"])
def test_when_it_was_done_is_no_limit(name: str) -> None:
    rows = (
        "1|新建码头两座，配齐跳板。|区水务局|2025年3月底",
        "2|换航标灯三盏，夜里值守。|区交通局|2025年5月底",
        "3|新购渡船四艘，配救生衣。|区交通局|2025年6月",
    )
    done = web(f"序号|工作内容|责任单位|{name}", *rows)
    assert [t.deadlines for t in done.tasks] == [(), (), ()]
    planned = web("序号|工作内容|责任单位|序时进度", *rows)
    assert all(t.deadlines for t in planned.tasks)
