"""Notices printed on one line, as databases of laws show them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.layout.printing import page
from tests.loaders.reading import read, read_body, row, whole
from zhengmai.loaders.layout.onelines import parted
from zhengmai.model import Notice

TITLE = "榆津市渡南区人民政府办公室关于印发2025年渡南区渡口工作要点的通知"
NUMBER = "渡南政办发〔2025〕16号"
TO = "各街道办事处，区政府各部门："
OPENING = "《2025年渡南区渡口工作要点》已经区政府同意，现印发给你们，请认真落实。"
SIGNED = ("榆津市渡南区人民政府办公室", "2025年6月18日")
BODY = (
    "一、守好渡口",
    "（一）看住船。开航前查一遍救生衣，缺一件不开船。（责任单位：区交通局）",
    "（二）看住岸。夜里巡两趟，9月底前补齐1.5公里的栏杆。（责任单位：区水务局、各街道）",
    "二、记好账",
    "（三）记一本账。第一、每船一页；第二、每月交档案馆。（责任单位：区档案馆）",
    "（四）对一次账。年底前请审计的人对一遍，对不上的写明缘由。（责任单位：区审计局）",
    "三、教好人",
    "（五）讲一堂课。请老船工到十一所小学讲课。（牵头单位：区教体局；配合单位：区交通局）",
    "（六）印一本书。每条船发一本。（责任单位：区文旅局）",
)
TASKS = [
    ("（一）", "开航前查一遍救生衣，缺一件不开船。", "责区交通局", []),
    (
        "（二）",
        "夜里巡两趟，9月底前补齐1.5公里的栏杆。",
        "责区水务局 责各街道*",
        ["date 2025-09-30"],
    ),
    ("（三）", "第一、每船一页；第二、每月交档案馆。", "责区档案馆", ["recurring R/P1M"]),
    ("（四）", "年底前请审计的人对一遍，对不上的写明缘由。", "责区审计局", ["date 2025-12-31"]),
    ("（五）", "请老船工到十一所小学讲课。", "牵区教体局 配区交通局", []),
    ("（六）", "每条船发一本。", "责区文旅局", []),
]
POINTS = ["看住船", "看住岸", "记一本账", "对一次账", "讲一堂课", "印一本书"]
HEAD = (TITLE, NUMBER, TO, OPENING, *SIGNED)
ALL = (*HEAD, *BODY)


def check(notice: Notice) -> None:
    assert [row(t) for t in notice.tasks] == TASKS
    assert [p.heading for p in notice.points] == POINTS
    assert [p.section for p in notice.points][::2] == ["守好渡口", "记好账", "教好人"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(ALL), id="nothing between"),
        pytest.param("".join((TITLE, NUMBER, TO, OPENING, *BODY, *SIGNED)), id="signed at the end"),
        pytest.param("　　".join(ALL), id="wide blanks between"),
        pytest.param(" ".join(ALL), id="a blank between"),
        pytest.param("    ".join(ALL), id="four blanks between"),
        pytest.param("\u00a0\u00a0".join(ALL), id="no-break blanks between"),
        pytest.param("\t".join(ALL), id="tabs between"),
        pytest.param("\n".join(HEAD) + "\n" + "".join(BODY), id="the plan on one line, no blank"),
        pytest.param("\n".join(HEAD) + "\n" + "　　".join(BODY), id="the plan on one line"),
        pytest.param("　　".join(HEAD) + "\n" + "\n".join(BODY), id="the head on one line"),
        pytest.param(
            "　　".join((TITLE, NUMBER, TO, OPENING, *BODY, *SIGNED)),
            id="wide blanks, signed at the end",
        ),
    ],
)
def test_points_and_tasks_on_one_line(text: str) -> None:
    check(read(text + "\n"))


@pytest.mark.parametrize("blank", ["　　", " ", "&nbsp;&nbsp;&nbsp;&nbsp;", "<br>", ""])
def test_one_paragraph_of_a_web_page(blank: str) -> None:
    """Under the head of a page in paragraphs, the plan is one paragraph."""
    check(page(f"<p>{blank.join(BODY)}</p>"))


@pytest.mark.parametrize("blank", ["", "　　", " ", "    ", "\u00a0\u00a0", "\t"])
def test_the_head_on_one_line(blank: str) -> None:
    notice = read(blank.join(ALL) + "\n")
    assert notice.title == TITLE
    assert notice.plan_title == "2025年渡南区渡口工作要点"
    assert notice.document_number == NUMBER
    assert notice.issuer == SIGNED[0]
    assert notice.issued == date(2025, 6, 18)
    assert notice.addressees == ("各街道办事处", "区政府各部门")


@pytest.mark.parametrize("annex", ["渡口工作方案", "2025年渡口任务表", "守好渡口的意见"])
def test_who_signs_behind_the_name_of_an_annex(annex: str) -> None:
    lines = (TITLE, NUMBER, TO, OPENING, f"附件：{annex}", *SIGNED, f"附件{annex}", *BODY)
    notice = read("".join(lines) + "\n")
    assert notice.issuer == SIGNED[0]
    assert notice.issued == date(2025, 6, 18)
    assert [row(t) for t in notice.tasks] == TASKS


ITEMS = [
    pytest.param(
        ("一、看船", "1.查救生衣。（区交通局负责）", "2.换缆绳。（区水务局负责）", "二、看岸",
         "3.装航灯。（区住建局负责）", "4.刷栏杆。（各街道负责）", "三、记账",
         "5.每船一页。（区档案馆负责）"),
        [("1", "查救生衣。", "责区交通局"), ("2", "换缆绳。", "责区水务局"),
         ("3", "装航灯。", "责区住建局"), ("4", "刷栏杆。", "责各街道*"),
         ("5", "每船一页。", "责区档案馆")],
        id="items of sections",
    ),
    pytest.param(
        ("一、看船", "（一）查救生衣", "1.每船四十件。（区交通局负责）",
         "2.每月晒一遍。（区应急局负责）",
         "（二）换缆绳", "1.旧绳剪断。（区水务局负责）", "2.新绳称重。（区市场监管局负责）",
         "二、看岸",
         "（一）装航灯", "1.夜里有人值守。（区住建局负责）"),
        [("1", "每船四十件。", "责区交通局"), ("2", "每月晒一遍。", "责区应急局"),
         ("1", "旧绳剪断。", "责区水务局"), ("2", "新绳称重。", "责区市场监管局"),
         ("1", "夜里有人值守。", "责区住建局")],
        id="three levels",
    ),
    pytest.param(
        ("一、查救生衣。每船四十件。（区交通局负责）", "二、换缆绳。旧绳剪断。（区水务局负责）",
         "三、装航灯。坏了当天修好。（区住建局负责）", "四、刷栏杆。雨季前刷完。（各街道负责）",
         "五、记账。每船一页。（区档案馆负责）"),
        [("一", "每船四十件。", "责区交通局"), ("二", "旧绳剪断。", "责区水务局"),
         ("三", "坏了当天修好。", "责区住建局"), ("四", "雨季前刷完。", "责各街道*"),
         ("五", "每船一页。", "责区档案馆")],
        id="one level",
    ),
    pytest.param(
        ("一、看船", "（一）查救生衣。每船四十件。责任单位：区交通局",
         "（二）换缆绳。旧绳剪断。责任单位：区水务局、区财政局", "二、看岸",
         "（三）装航灯。坏了当天修好。责任单位：区住建局",
         "（四）刷栏杆。雨季前刷完。责任单位：各街道"),
        [("（一）", "每船四十件。", "责区交通局"),
         ("（二）", "旧绳剪断。", "责区水务局 责区财政局"),
         ("（三）", "坏了当天修好。", "责区住建局"), ("（四）", "雨季前刷完。", "责各街道*")],
        id="labels without brackets",
    ),
    pytest.param(
        ("一、看船",
         "（一）查救生衣。按照“一、二、三”三步走，每船2.5倍配足。（责任单位：区交通局）",
         "（二）换缆绳。旧绳（含十、十一号）剪断。（责任单位：区水务局）", "二、看岸",
         "（三）装航灯。一是装得高，二是照得远。（责任单位：区住建局）",
         "（四）刷栏杆。按《办法》第（一）项刷两遍。（责任单位：各街道）"),
        [("（一）", "按照“一、二、三”三步走，每船2.5倍配足。", "责区交通局"),
         ("（二）", "旧绳（含十、十一号）剪断。", "责区水务局"),
         ("（三）", "一是装得高，二是照得远。", "责区住建局"),
         ("（四）", "按《办法》第（一）项刷两遍。", "责各街道*")],
        id="numbers in sentences cut nothing",
    ),
]  # fmt: skip


@pytest.mark.parametrize("blank", ["", "　　"], ids=["nothing", "wide"])
@pytest.mark.parametrize(("body", "tasks"), ITEMS)
def test_other_plans_on_one_line(
    body: tuple[str, ...], tasks: list[tuple[str, str, str]], blank: str
) -> None:
    notice = read("\n".join(HEAD) + "\n" + blank.join(body) + "\n")
    assert [row(t)[:3] for t in notice.tasks] == tasks


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_short_plan_on_one_line(number: int) -> None:
    notice = read("\n".join(HEAD) + "\n" + "".join(BODY[:number]) + "\n")
    assert [p.heading for p in notice.points] == POINTS[: min(number - 1, 2)]


@pytest.mark.parametrize(("sections", "each"), [(3, 3), (4, 4), (5, 5), (3, 5), (6, 3)])
@pytest.mark.parametrize("head", ["", "\n"], ids=["head on the line", "head in lines"])
def test_a_long_plan_without_a_blank(sections: int, each: int, head: str) -> None:
    """Points counted anew in each section."""
    count = "一二三四五六"
    text = "开航前把救生衣点一遍，少一件不开船，点完在簿上签字。"
    plan = "".join(
        f"{count[s]}、守好{count[s]}号渡口"
        + "".join(
            f"（{count[p]}）看住{count[s]}{count[p]}号船。{text}（责任单位：区交通局）"
            for p in range(each)
        )
        for s in range(sections)
    )
    notice = read(head.join(HEAD) + head + plan + "\n")
    assert [p.heading for p in notice.points] == [
        f"看住{count[s]}{count[p]}号船" for s in range(sections) for p in range(each)
    ]
    assert [row(t)[1:3] for t in notice.tasks] == [(text, "责区交通局")] * (sections * each)


# --- the head of a notice and what follows, in one line

ADDRESSED = ("各街道办事处", "区政府各部门")
HEAD_LINES = [
    " 渡南政办发[2025]6号 2025年6月18日 各街道办事处，区政府各部门：  为守好渡口，通知如下。\n",
    "渡南政办发〔2025〕6号各街道办事处，区政府各部门：为守好渡口，通知如下。\n",
    "渡南政办发〔2025〕6号 各街道办事处，区政府各部门： 为守好渡口，通知如下。"
    " 渡南区人民政府办公室? 2025年6月18日（此件公开发布）附件2025年渡口工作要点\n",
    "渡南区人民政府办公室 渡南政办发〔2025〕6 号 渡南区人民政府办公室 关于印发"
    "《2025年渡口工作要点》的通知 各街道办事处，区政府各部门： 为守好渡口，现印发给你们。"
    " 渡南区人民政府办公室 2025 年 6 月 18 日 — 1 — \n",
    "渡南政办发〔2025〕6号 2025-06-18 各街道办事处，区政府各部门：为守好渡口，通知如下。\n",
]


@pytest.mark.parametrize("line", HEAD_LINES, ids=[str(n) for n in range(len(HEAD_LINES))])
def test_a_head_on_one_line(line: str) -> None:
    title = "渡南区人民政府办公室关于印发《2025年渡口工作要点》的通知\n"
    notice = read(title + line + "一、守渡口\n（一）看船。查救生衣。\n")
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert notice.addressees == ADDRESSED
    assert notice.issuer == "渡南区人民政府办公室"
    assert notice.plan_title == "2025年渡口工作要点"
    if "2025" in line.partition("号")[2]:
        assert notice.issued is not None
        assert notice.issued.isoformat() == "2025-06-18" or "《2025" in line
    assert [p.text for p in notice.points] == ["查救生衣。"]


def test_a_whole_notice_behind_its_head() -> None:
    text = HEAD_LINES[3].rstrip() + " 2025年渡口工作要点 一、守渡口 （一）看船。查救生衣。\n"
    notice = read(text)
    assert notice.addressees == ADDRESSED
    assert [p.text for p in notice.points] == ["查救生衣。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "按照渡南政办发〔2025〕6号要求，各街道办事处要做到：看船、修船。",
        "根据渡南政办发〔2025〕6号文件，各部门分工如下：区交通局看船。",
        "落实市政府办公室 渡南政办发〔2025〕6号精神，由各街道报送：船只清单。",
    ],
)
def test_a_sentence_that_cites_a_number_stays_whole(sentence: str) -> None:
    (point,) = read(f"一、守渡口\n（一）看船。{sentence}\n").points
    assert point.text == sentence.replace(" ", "")


BEFORE = "为守好渡口，经区政府同意，现提出以下意见。"
ROPE_AND_LAMP = [
    ("换下旧缆绳，旧绳入库。", "责区水务局 责区财政局"),
    ("三个码头各装一盏航标灯。", "责区交通局"),
]


@pytest.mark.parametrize(
    "body",
    [
        "1.换下旧缆绳，旧绳入库。责任单位：区水务局、区财政局。"
        "2.三个码头各装一盏航标灯。责任单位：区交通局。",
        "（一）换下旧缆绳，旧绳入库。（责任单位：区水务局、区财政局）"
        "（二）三个码头各装一盏航标灯。（责任单位：区交通局）",
        "一、换下旧缆绳，旧绳入库。承办单位：区水务局、区财政局。"
        "二、三个码头各装一盏航标灯。承办单位：区交通局。",
        "1.换下旧缆绳，旧绳入库。（区水务局、区财政局负责）"
        " 2.三个码头各装一盏航标灯。（区交通局负责）",
        "（1）换下旧缆绳，旧绳入库。责任部门：区水务局；区财政局。"
        "（2）三个码头各装一盏航标灯。责任部门：区交通局",
    ],
)
def test_a_paragraph_that_counts_its_tasks_behind_an_opening(body: str) -> None:
    for text in (BEFORE + body, f"关于守好渡口的两条意见。{BEFORE}{body}"):
        notice = read_body(text + "\n")
        assert [row(t)[1:3] for t in notice.tasks] == ROPE_AND_LAMP
        alone = read(text)
        assert [row(t)[1:3] for t in alone.tasks] == ROPE_AND_LAMP


@pytest.mark.parametrize(
    "text",
    [
        "渡口长1.5公里，码头2.3公里。责任单位：区水务局。",
        "会上提出：1.换缆绳。2.装航灯。责任单位：区水务局。",
        "按表1.换下旧绳。责任单位：区水务局。此外另有安排。",
    ],
)
def test_counts_without_units_of_their_own_are_no_lines(text: str) -> None:
    assert len(list(parted([whole(text)]))) == 1


def test_an_item_that_begins_with_its_steps() -> None:
    """No line ends in a mark: 1.（1）…；（2）… is one item."""
    steps = "（1）数清旧绳；（2）登记造册；（3）剪断入库。"
    notice = read_body(
        f"一、守好渡口\n（一）换缆绳\n1.{steps}（区水务局、区财政局负责）\n2.装航标灯。（区交通局负责）\n"
    )
    assert [row(t)[:3] for t in notice.tasks] == [
        ("1", steps, "责区水务局 责区财政局"), ("2", "装航标灯。", "责区交通局"),
    ]  # fmt: skip
