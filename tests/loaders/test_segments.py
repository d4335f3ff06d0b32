"""Prose cut into headings, sentences, brackets and words that assign."""

from __future__ import annotations

import pytest

from .reading import messages, read_body, row, table, units

SECTION = "一、守好渡口\n"
LEDGER = "二、记好台账\n（二）记一本账。每船一页。（责任单位：区档案馆）\n"


def bare(text: str) -> str:
    """Without the signs at the end, which the cut may leave on either side."""
    return text.strip("，；。：,;")


# --- headings with a comma

HEADINGS = [
    pytest.param(
        SECTION + "（一）聚焦急难愁盼，办好码头小事\n"
        "把菜场、码头和早市的秤一律校一遍，校过的贴上标签。（责任单位：区市场监管局）\n",
        (
            "（一）",
            "聚焦急难愁盼，办好码头小事",
            "把菜场、码头和早市的秤一律校一遍，校过的贴上标签。",
        ),
        id="two halves",
    ),
    pytest.param(
        SECTION + "（一）聚焦急难愁盼，办好码头小事\n把秤校一遍。（责任单位：区市场监管局）\n",
        ("（一）", "聚焦急难愁盼，办好码头小事", "把秤校一遍。"),
        id="two halves, a short text below",
    ),
    pytest.param(
        SECTION + "（一）修渡口，换缆绳，装航灯\n"
        "三件事年内都要办完，办完一件在候船室里贴出一件。（责任单位：区交通局）\n",
        ("（一）", "修渡口，换缆绳，装航灯", "三件事年内都要办完，办完一件在候船室里贴出一件。"),
        id="three parts",
    ),
    pytest.param(
        SECTION + "（一）船上看人、岸上看火,两头都有人\n"
        "夜里巡两趟，巡过的在值班簿上记下时辰和姓名，第二天交班。（责任单位：区应急局）\n",
        (
            "（一）",
            "船上看人、岸上看火,两头都有人",
            "夜里巡两趟，巡过的在值班簿上记下时辰和姓名，第二天交班。",
        ),
        id="a half-width comma",
    ),
    pytest.param(
        SECTION + "**（一）打通“最后一里”，让老人少走路**\n\n"
        "腿脚不便的老人要过渡的，打一个电话，街道派车上门接送。（责任单位：区民政局）\n",
        (
            "（一）",
            "打通“最后一里”，让老人少走路",
            "腿脚不便的老人要过渡的，打一个电话，街道派车上门接送。",
        ),
        id="Markdown",
    ),
    pytest.param(
        "一、以渡兴市，以市养渡\n江边设早市，渡客凭票减价。（责任单位：区商务局）\n",
        ("一", "以渡兴市，以市养渡", "江边设早市，渡客凭票减价。"),
        id="a section that is the point",
    ),
    pytest.param(
        SECTION
        + "（一）坚持水陆并举，推动渡口与公交、铁路站点无缝换乘\n1.改线路。（区交通局负责）\n"
        "2.贴时刻表。（责任单位：各街道）\n",
        ("（一）", "坚持水陆并举，推动渡口与公交、铁路站点无缝换乘", "改线路。贴时刻表。"),
        id="items below",
    ),
]


ALIKE = (
    "二、记好台账，算好细账\n（二）记一本账，对一本账\n"
    "每条船一页纸，开了几班、载了几人、停了几天，当天写当天签字，写错的地方划掉重写，月底送档案馆。"
    "（责任单位：区档案馆）\n"
)


@pytest.mark.parametrize("below", [LEDGER, ALIKE], ids=["unlike", "alike"])
@pytest.mark.parametrize(("body", "point"), HEADINGS)
def test_a_heading_with_a_comma_stands_on_a_line_of_its_own(
    body: str, point: tuple[str, str, str], below: str
) -> None:
    found = read_body(body + below).points[0]
    assert (found.number, found.heading, found.text) == point


# --- points of one sentence

SENTENCES = [
    pytest.param("三", "各牵头单位要于每月25日前报送进展情况。", id="the given one"),
    pytest.param("三", "本要点由区政府办公室负责解释。", id="who explains"),
    pytest.param("三", "未尽事宜，按照有关规定执行。", id="with a comma"),
    pytest.param("（三）", "渡船停航的，提前一天在候船室贴出告示。", id="a point"),
    pytest.param("（三）", "对老码头的栏杆，一段一档、按月检查；锈穿的当天换。", id="a semicolon"),
    pytest.param("三", "各街道要明确一名联络员，名单6月30日前报区政府办公室。", id="with a limit"),
    pytest.param("三", "2025年是渡口改造的第一年，码头要先修好。", id="it begins with a year"),
    pytest.param("三", "2024年以来修好的六座码头，一律交给街道管护。", id="以来"),
    pytest.param("（三）", "10月1日起，渡船加开夜班。", id="it begins with a day"),
    pytest.param("（三）", "12345热线接到的投诉，当天转办。", id="it begins with a number"),
    pytest.param("三", "“十四五”以来修好的码头，每年查一遍。", id="it begins with a quotation"),
    pytest.param("三", "3座老码头要在年底前修好。", id="it begins with a count"),
]


@pytest.mark.parametrize(("number", "sentence"), SENTENCES)
def test_a_point_of_one_sentence_has_no_heading(number: str, sentence: str) -> None:
    sign = number if number.startswith("（") else f"{number}、"
    notice = read_body(f"{SECTION}（一）看船。查救生衣。\n{LEDGER}{sign}{sentence}\n")
    point = notice.points[-1]
    assert (point.number, point.heading or "", point.text) == (number, "", sentence)
    assert not notice.tasks[-1].assignments or notice.tasks[-1].text != sentence


# --- brackets in mid-sentence

MIDDLE = [
    "由船主（区交通局、区水务局登记在册的）自查一遍。",
    "把区级平台（区数据局）上的旧目录撤下。",
    "请船员（区交通局、区水务局各十名）到小学讲课。",
    "各成员单位（区司法局、区财政局、区审计局）每季度碰一次头。",
    "与对口单位（区司法局）签一份协议，各执一份。",
    "由渡口所（区交通局下属）登记造册，月底前交档案馆。",
    "给值班电话（区应急局、区交通局）各配一名夜班。",
    "支持各类渡口（含临时停靠站）、渔港和码头换旧绳。",
    "对运输企业（不含水上客运公司）、船队（包括渔业合作社）补一次油钱。",
    "请高职院校（指区内学院）、渡工学校各派两名老师。",
]


@pytest.mark.parametrize("sentence", MIDDLE)
def test_a_bracket_in_mid_sentence_assigns_nothing(sentence: str) -> None:
    notice = read_body(f"{SECTION}（一）看船。{sentence}\n{LEDGER}")
    assert notice.points[0].text == sentence
    assert "".join(units(t.assignments) for t in notice.tasks if t.point == "1") == ""


@pytest.mark.parametrize("sentence", MIDDLE)
def test_nor_does_it_beside_one_that_does(sentence: str) -> None:
    notice = read_body(f"{SECTION}（一）看船。{sentence}（责任单位：区民政局）\n{LEDGER}")
    assert row(notice.tasks[0])[1:3] == (sentence, "责区民政局")


# --- who only guides

GUIDES = [
    ("区卫健局、区交通局指导", ""),
    ("请市海事局指导", ""),
    ("区纪委监委监督", ""),
    ("区司法局、区信访局指导督促", ""),
    ("指导单位：区教体局", ""),
    ("区应急局负责，市应急局指导", "责区应急局"),
    ("市应急局指导，区应急局牵头，各街道配合", "牵区应急局 配各街道*"),
]


@pytest.mark.parametrize(("words", "assigned"), GUIDES, ids=[g[0] for g in GUIDES])
def test_who_guides_is_assigned_nothing_and_shown(words: str, assigned: str) -> None:
    notice = read_body(
        f"{SECTION}（一）看船\n1.给船工体检一次。（{words}）\n2.换新救生衣。（区交通局负责）\n{LEDGER}"
    )
    found = [row(t)[1:3] for t in notice.tasks]
    assert ("给船工体检一次。", assigned) in found or not assigned
    assert all("市" not in u and "卫健" not in u for _, u in found)
    assert not any("指导" in text or "监督" in text for text, _ in found)
    (guide,) = [w for w in words.split("，") if "指导" in w or "监督" in w]
    assert guide in "".join(u.text for u in notice.unread)


# --- words that assign, before the text

BEFORE = [
    ("区文旅局承办、区交通局协办，编一本渡口手册。", ["区文旅局"], ["区交通局"]),
    ("由区文旅局负责，区交通局配合，编一本渡口手册。", ["区文旅局"], ["区交通局"]),
    ("由区文旅局牵头，区交通局、各街道配合：编一本渡口手册。", ["区文旅局"],
     ["区交通局", "各街道"]),
    ("区文旅局牵头、区交通局配合，编一本渡口手册，印三千册。", ["区文旅局"], ["区交通局"]),
    ("由区文旅局主办，区教体局、区交通局协办，编一本渡口手册。", ["区文旅局"],
     ["区教体局", "区交通局"]),
    ("由区文旅局牵头负责，区交通局配合，编一本渡口手册。", ["区文旅局"], ["区交通局"]),
    ("区文旅局负责，区交通局协助：编一本渡口手册。", ["区文旅局"], ["区交通局"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "first", "second"), BEFORE, ids=[b[0] for b in BEFORE])
def test_words_of_duty_before_the_text(sentence: str, first: list[str], second: list[str]) -> None:
    notice = read_body(f"{SECTION}（一）编书。{sentence}\n{LEDGER}")
    (task,) = [t for t in notice.tasks if t.point == "1"]
    assert "编一本渡口手册" in task.text
    roles = {a.unit: a.role.value for a in task.assignments}
    assert list(roles) == [*first, *second]
    assert all(roles[u] == "cooperating" for u in second)
    want = {"承办": ("lead", "responsible"), "牵头": ("lead",), "主办": ("lead",)}
    (allowed,) = [w for k, w in want.items() if k in sentence] or [("responsible", "lead")]
    assert all(roles[u] in allowed for u in first)


# --- brackets

BRACKETS = [
    ("会同", "（区司法局会同区财政局、各街道办理）", "责区司法局 责区财政局 责各街道*"),
    ("会同", "（区司法局牵头，会同区财政局）", "牵区司法局 配区财政局"),
    ("会同", "（区司法局会同有关部门负责）", "责区司法局 责有关部门*"),
    ("会同", "（责任单位：区司法局会同区财政局）", "责区司法局 责区财政局"),
    ("会同", "（由区司法局会同区财政局、区审计局落实）", "责区司法局 责区财政局 责区审计局"),
    ("会同", "（责任单位：区司法局会同区财政局、各镇（街））",
     "责区司法局 责区财政局 责各镇（街）*"),
    ("负责牵头", "（区司法局负责牵头，区财政局负责配合）", "牵区司法局 配区财政局"),
    ("负责牵头", "（区司法局负责牵头，区财政局、各街道负责配合落实）",
     "牵区司法局 配区财政局 配各街道*"),
    ("负责牵头", "（由区司法局负责牵头，区财政局负责协助）", "牵区司法局 配区财政局"),
    ("负责牵头", "（区司法局负责牵头组织；区财政局负责配合）", "牵区司法局 配区财政局"),
    ("负责牵头", "（区司法局、区财政局负责牵头，各街道负责配合，9月底前完成）",
     "牵区司法局 牵区财政局 配各街道*"),
    ("结合实际", "（各街道结合实际落实）", "责各街道*"),
    ("结合实际", "（各街道、区政府各部门结合实际抓好落实）", "责各街道* 责区政府各部门*"),
    ("结合实际", "（各镇（街）结合各自实际推进）", "责各镇（街）*"),
    ("结合实际", "（各县（市、区）人民政府结合本地实际落实）", "责各县（市、区）人民政府*"),
    ("结合实际", "（各街道办事处根据实际情况落实）", "责各街道办事处*"),
    ("结合实际", "（各有关单位结合工作实际贯彻落实）", "责各有关单位*"),
    ("posts", "（责任单位：区司法局（局长））", "责区司法局"),
    ("posts", "（区司法局（李大山局长）负责）", "责区司法局"),
    ("posts", "（区司法局（分管副局长）、区财政局（局长）负责）", "责区司法局 责区财政局"),
    ("posts", "（区司法局（主要负责人）牵头，区财政局（分管负责人）配合）",
     "牵区司法局 配区财政局"),
    ("posts", "（责任单位：区司法局（局长李大山）、各街道（主任））", "责区司法局 责各街道*"),
    ("posts", "（牵头单位：区司法局（党组书记）；配合单位：区财政局（总会计师））",
     "牵区司法局 配区财政局"),
    ("remarks", "（责任单位排名不分先后）", ""),
    ("remarks", "（各项任务的配合单位均含区财政局，下文不再列出）", ""),
    ("remarks", "（以上事项各部门均有责任，不再重复列出）", ""),
    ("remarks", "（未列明责任单位的，由区政府办公室协调）", ""),
    ("remarks", "（以下各项均需各街道配合，不再逐项写明）", ""),
    ("remarks", "（以下任务均需各街道、各部门落实，不再一一列出）", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("bracket", "assigned"), [b[1:] for b in BRACKETS], ids=[f"{b[0]} {b[1]}" for b in BRACKETS]
)
@pytest.mark.parametrize("form", ["item", "point"])
def test_brackets(bracket: str, assigned: str, form: str) -> None:
    text = "（一）看船\n1.换新救生衣。" if form == "item" else "（一）看船。换新救生衣。"
    more = "\n2.装航灯。（区交通局负责）" if form == "item" else ""
    notice = read_body(f"{SECTION}{text}{bracket}{more}\n{LEDGER}")
    found = [units(t.assignments) for t in notice.tasks if t.text.startswith("换新救生衣")]
    assert "".join(found) == assigned


@pytest.mark.parametrize(
    ("cell", "assigned"),
    [
        ("区司法局（局长）、区财政局（副局长）", "责区司法局 责区财政局"),
        ("区司法局（李大山局长）", "责区司法局"),
        ("区司法局（主要负责同志）、各街道（书记）", "责区司法局 责各街道*"),
        ("区司法局（局长：李大山）", "责区司法局"),
        ("区司法局（科长李大山，电话8321177）", "责区司法局"),
    ],
)
def test_posts_in_a_cell(cell: str, assigned: str) -> None:
    notice = read_body(table("序号|工作任务|责任单位", f"1|换新救生衣。|{cell}"))
    assert [row(t)[2] for t in notice.tasks] == [assigned]


# --- items of items

ITEMS = [
    pytest.param(
        "（一）看船\n5、整治渡口\n（1）清掉旧网。（责任单位：区水务局）\n"
        "（2）装上航灯。（责任单位：区交通局）\n",
        id="under 5、",
    ),
    pytest.param(
        "（一）看船\n1.整治渡口。\n（1）清掉旧网。（区水务局负责）\n（2）装上航灯。（区交通局负责）\n",
        id="under 1. with a stop",
    ),
    pytest.param(
        "（一）看船\n3．整治渡口：\n(1)清掉旧网。(责任单位:区水务局)\n"
        "(2)装上航灯。(责任单位:区交通局)\n",
        id="half-width",
    ),
    pytest.param(
        "（一）看船\n1.整治渡口\n①清掉旧网。（责任单位：区水务局）\n②装上航灯。（责任单位：区交通局）\n",
        id="numbers in circles",
    ),
    pytest.param(
        "（一）看船\n2、整治渡口\n（1）清掉旧网。\n责任单位：区水务局\n（2）装上航灯。\n"
        "责任单位：区交通局\n",
        id="units on lines of their own",
    ),
    pytest.param(
        "（一）看船\n1、整治渡口\n（1）清掉旧网。【责任单位：区水务局】（2）装上航灯。"
        "【责任单位：区交通局】\n",
        id="in one line",
    ),
]


@pytest.mark.parametrize("body", ITEMS)
def test_items_of_an_item_with_units_of_their_own(body: str) -> None:
    notice = read_body(SECTION + body + LEDGER)
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("清掉旧网。", "责区水务局"),
        ("装上航灯。", "责区交通局"),
        ("每船一页。", "责区档案馆"),
    ]
    assert len({t.id for t in notice.tasks}) == 3


# --- several brackets in one item

SEVERAL = [
    pytest.param(
        "1.清掉旧网（区水务局负责），装上航灯（区交通局负责），刷新栏杆（区住建局负责）。",
        id="commas between",
    ),
    pytest.param(
        "1.清掉旧网。（责任单位：区水务局）装上航灯。（责任单位：区交通局）刷新栏杆。"
        "（责任单位：区住建局）",
        id="whole sentences",
    ),
    pytest.param(
        "1.清掉旧网；（责任单位：区水务局）装上航灯；（责任单位：区交通局）\n刷新栏杆。"
        "（责任单位：区住建局）",
        id="over two lines",
    ),
    pytest.param(
        "1.清掉旧网【责任单位：区水务局】；装上航灯【责任单位：区交通局】；刷新栏杆"
        "【责任单位：区住建局】。",
        id="square brackets",
    ),
    pytest.param(
        "1.清掉旧网(区水务局);装上航灯(区交通局);刷新栏杆(区住建局)。", id="bare names, half-width"
    ),
]


@pytest.mark.parametrize("item", SEVERAL)
def test_several_brackets_make_several_tasks(item: str) -> None:
    notice = read_body(f"{SECTION}（一）看船\n{item}\n{LEDGER}")
    assert [(bare(t.text), units(t.assignments)) for t in notice.tasks[:-1]] == [
        ("清掉旧网", "责区水务局"),
        ("装上航灯", "责区交通局"),
        ("刷新栏杆", "责区住建局"),
    ]
    assert messages(notice) == []


# --- units behind a dash, verbs that nobody listed, brackets of one name

DASHED = [
    ("——区交通局、各街道", "责区交通局 责各街道*", []),
    ("——区交通局挑头，区公安局、各街道搭手，9月底前办完。", "牵区交通局 配区公安局 配各街道*",
     ["date 2025-09-30"]),
    ("—— 区水务局牵头，区财政局帮衬", "牵区水务局 配区财政局", []),
    ("—区应急局等", "责区应急局 等", []),
    ("——各镇（街道）负责，区农业农村局出人出车，6月底前", "责各镇（街道）* 配区农业农村局",
     ["date 2025-06-30"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "assigned", "limit"), DASHED, ids=[d[0] for d in DASHED])
def test_units_behind_a_dash(said: str, assigned: str, limit: list[str]) -> None:
    notice = read_body(
        f"一、守好渡口\n1.旧绳剪断，新绳称重。{said}\n2.船上数人头。——区交通局、区海事处\n"
    )
    assert row(notice.tasks[0])[1:] == ("旧绳剪断，新绳称重。", assigned, limit)
    assert row(notice.tasks[1])[1:3] == ("船上数人头。", "责区交通局 责区海事处")


@pytest.mark.parametrize(
    "text",
    ["开往石埠头——望渡的渡船加开一班。", "坚持“先水后路”——水通了再修路。", "渡口—车站的路铺平。"],
)
def test_a_dash_in_a_sentence_assigns_nothing(text: str) -> None:
    notice = read_body(f"{SECTION}（一）看船。{text}\n{LEDGER}")
    assert notice.points[0].text == text


@pytest.mark.parametrize(
    "signs", [("①", "②", "③"), ("（1）", "（2）", "（3）"), ("1.", "2.", "3.")]
)
def test_a_plan_that_counts_with_one_sign_alone(signs: tuple[str, str, str]) -> None:
    said = [
        "旧绳剪断。（区水务局）",
        "新绳称重。（区市场监管局、各街道）",
        "每船一页。（区档案馆）",
    ]
    notice = read_body("".join(f"{sign}{text}\n" for sign, text in zip(signs, said, strict=True)))
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("旧绳剪断。", "责区水务局"),
        ("新绳称重。", "责区市场监管局 责各街道*"),
        ("每船一页。", "责区档案馆"),
    ]


def test_brackets_of_one_name_assign_where_others_do() -> None:
    said = (
        "旧绳剪断（区水务局、各街道，6月底前）。",
        "新绳称重（区市场监管局、各街道）。",
        "每周一碰头（区政府办公室）。",
        "空地种树（各街道，春节前）。",
    )
    notice = read_body("".join(f"{n}、{text}\n" for n, text in enumerate(said, 1)))
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("旧绳剪断。", "责区水务局 责各街道*"),
        ("新绳称重。", "责区市场监管局 责各街道*"),
        ("每周一碰头。", "责区政府办公室"),
        ("空地种树。", "责各街道*"),
    ]


def test_one_bracket_of_one_name_assigns_nothing() -> None:
    notice = read_body(f"{SECTION}（一）看船。名单报主管部门（区交通局）。\n{LEDGER}")
    assert notice.points[0].text == "名单报主管部门（区交通局）。"


@pytest.mark.parametrize("label", ["责任单位", "主责单位", "承办部门", "共同责任单位", "协同单位"])
def test_a_labelled_bracket_whose_end_is_lost(label: str) -> None:
    notice = read_body(
        SECTION
        + f"1.换缆绳，装航灯。（{label}：区水利局、区交通局\n2.教好人。（{label}：区教育局）\n"
    )
    first, second = notice.tasks
    assert [a.unit for a in first.assignments] == ["区水利局", "区交通局"]
    assert (first.text, first.damaged, second.damaged) == ("换缆绳，装航灯。", True, False)


@pytest.mark.parametrize(
    ("said", "said_units"),
    [
        ("（区水务局牵头，区财政局配合，甲山、乙水、丙江经济开发区管委会负责落实）",
         "牵区水务局 配区财政局 责甲山、乙水、丙江经济开发区管委会*"),
        ("（区水务局牵头，望渡、石埠头、青云街道办事处配合）",
         "牵区水务局 配望渡、石埠头、青云街道办事处*"),
        ("（县住建局负责，城关、河口和白沙镇人民政府按职责分工落实）",
         "责县住建局 责城关、河口和白沙镇人民政府*"),
        ("责任单位：区司法局，渡南、渡北工业园区管委会。",
         "责区司法局 责渡南、渡北工业园区管委会*"),
        ("（渡南、渡北高新技术产业开发区管委会牵头负责，市水务局配合）",
         "牵渡南、渡北高新技术产业开发区管委会* 配市水务局"),
        ("（区司法局牵头，历山、泉城区政府，各街道配合）",
         "牵区司法局 配历山、泉城区政府* 配各街道*"),
        ("（区司法局、发改、财政、渡口镇政府负责）", "责区司法局 责发改 责财政 责渡口镇政府"),
        ("（区教育局、渡口镇政府、石埠头镇政府负责）",
         "责区教育局 责渡口镇政府 责石埠头镇政府"),
    ],
)  # fmt: skip
def test_places_that_share_what_they_are_bodies_of(said: str, said_units: str) -> None:
    (task,) = read_body(f"一、守河\n（一）治水。清河道。{said}\n").tasks
    assert units(task.assignments, task.open_ended) == said_units
    assert task.text == "清河道。"


@pytest.mark.parametrize(
    "bracket",
    [
        "（区水务局牵头，渡南一片看着办，大伙配合着来）",
        "（区水务局、区财政局负责，这事急得很要紧盯着）",
        "（由区水务局牵头，渡口那边谁有空谁去。另请各村配合）",
        "（区水务局主办，其余的能帮就帮一把手）",
        "（旧绳没人要；区水务局负责）",
    ],
)
def test_a_bracket_assigns_or_is_told(bracket: str) -> None:
    notice = read_body(f"一、守河\n（一）治水。清河道。{bracket}\n（二）收绳。旧绳入库。\n")
    told = [m for m in messages(notice) if "bracket of units" in m]
    assigned = any(task.assignments for task in notice.tasks)
    assert [bracket[:12] in message for message in told] == ([] if assigned else [True])


@pytest.mark.parametrize(
    "bracket",
    [
        "（含各单位负责的部分）",
        "（以下简称牵头单位）",
        "（区水务局牵头）",
        "（配合度高，负责到底）",
    ],
)
def test_other_brackets_are_not_told(bracket: str) -> None:
    notice = read_body(f"一、守河\n（一）治水。清河道。{bracket}\n（二）收绳。旧绳入库。\n")
    assert not [m for m in messages(notice) if "bracket of units" in m]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("各区、县级市", "责各区、县级市*"),
        ("各区、县级市人民政府", "责各区、县级市人民政府*"),
        ("各旗县区、开发区", "责各旗县区、开发区*"),
        ("各县（市、区）、功能区", "责各县（市、区）、功能区*"),
        ("各市、县（市、区）", "责各市、县（市、区）*"),
        ("各盟市、旗县", "责各盟市、旗县*"),
        ("各地、州、市", "责各地、州、市*"),
        ("各街道、镇", "责各街道、镇*"),
        ("各区、县级市、经开区", "责各区、县级市* 责经开区"),
        ("各县（市、区）、开发区管委会", "责各县（市、区）* 责开发区管委会"),
        ("各镇、区政府", "责各镇* 责区政府"),
        ("各区、市教育局", "责各区* 责市教育局"),
        ("各区县、开发区建设局", "责各区县* 责开发区建设局"),
        ("各区、县教育局、市教育局", "责各区、县教育局* 责市教育局"),
        ("各市、县、自治县交通主管部门", "责各市、县、自治县交通主管部门*"),
        ("各县区、市直各部门", "责各县区* 责市直各部门*"),
        ("各街道、各社区", "责各街道* 责各社区*"),
    ],
)
def test_a_class_of_places_is_one_name(printed: str, said: str) -> None:
    (task,) = read_body(f"一、守河\n（一）治水。清河道。（责任单位：{printed}）\n").tasks
    assert units(task.assignments, task.open_ended) == said
