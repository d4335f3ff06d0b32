"""The rule that the first of a list, or who bears a sign, is its lead unit."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, read_body, row, table, units, whole
from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.phrases.firstleads import FirstLeads, applied, rule_in
from zhengmai.loaders.phrases.responsibility import from_bracket
from zhengmai.model import Role


@pytest.mark.parametrize(
    "words",
    [
        "责任单位：区司法局、区财政局，排在第一位的为牵头单位，下同",
        "责任单位：区司法局、区财政局。排在第一位的为牵头单位，下同",
        "责任单位：区司法局、区财政局（排在首位的为牵头单位，下同）",
        "责任单位：区司法局、区财政局；排第一位的部门为牵头部门",
    ],
)
def test_the_first_of_a_list_leads_where_the_notice_says_so(words: str) -> None:
    duty = from_bracket(whole(words))
    assert duty is not None
    assert duty.first_leads
    assert rule_in(fold(words)) is not None
    assert units(duty.assignments) == "责区司法局 责区财政局"
    assert units(applied(FirstLeads(), duty).assignments) == "牵区司法局 责区财政局"


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("牵头单位：区司法局；责任单位：区财政局", "牵区司法局 责区财政局"),
        ("配合单位：区财政局", "配区财政局"),
        ("责任单位：无", ""),
    ],
)
def test_the_rule_leaves_lists_alone_that_name_roles(words: str, roles: str) -> None:
    duty = from_bracket(whole(words))
    assert duty is not None
    assert units(applied(FirstLeads(), duty).assignments) == roles


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("责任单位第一个为牵头单位", FirstLeads()),
        ("列第一位的责任单位为牵头单位，下同", FirstLeads(below=True)),
        ("责任单位（第一个为牵头单位）", FirstLeads()),
        ("排名第一的责任单位为牵头单位，其他列入单位为参与单位", FirstLeads(Role.COOPERATING)),
        ("注：首位单位牵头，其余单位配合", FirstLeads(Role.COOPERATING)),
        ("各项任务排在首位的部门是牵头部门，其他为责任部门", FirstLeads()),
        ("牵头单位为责任单位中排在第一位的单位", FirstLeads()),
        ("第一责任单位为牵头单位", FirstLeads()),
        ("位列第一的科室为主办科室，其他科室协办", FirstLeads(Role.COOPERATING)),
        ("居首位的系主要责任单位", FirstLeads()),
        ("注：标★的为牵头单位", FirstLeads(sign="★")),
        ("带“※”号的单位为牵头单位，其他为配合单位", FirstLeads(Role.COOPERATING, sign="※")),
        ("责任单位：区司法局、区财政局", None),
        ("把第一季度的任务牵头抓好", None),
        ("牵头单位要于每月25日前报送进展", None),
        ("各牵头单位要把安全放在第一位", None),
    ],
)
def test_how_the_rule_is_said(words: str, rule: FirstLeads | None) -> None:
    assert rule_in(fold(words)) == rule


PLAN = "一、工作\n（一）晒清单。按月晒清单。\n"
TWO = ("1|晒清单。|区司法局、区财政局|6月底前", "2|换清单。|区财政局、区商务局、区教育局|年底前")
NAMES = "序号|工作任务|责任单位|完成时限"
LED = ["牵区司法局 责区财政局", "牵区财政局 责区商务局 责区教育局"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            table(NAMES.replace("责任单位", "责任单位（第一个为牵头单位）"), *TWO),
            id="in the header",
        ),
        pytest.param("（列首位的为牵头单位）\n" + table(NAMES, *TWO), id="above the table"),
        pytest.param(table(NAMES, *TWO) + "注：排在第一位的为牵头单位。\n", id="below it"),
        pytest.param(
            table(NAMES, TWO[0].replace("财政局", "财政局（首位为牵头单位，下同）"), TWO[1]),
            id="in a cell, for what follows too",
        ),
        pytest.param(
            table(NAMES, *(r.replace("|区", "|★区") for r in TWO)) + "注：标★的单位为牵头单位。\n",
            id="by a sign",
        ),
    ],
)
def test_wherever_it_is_said(body: str) -> None:
    assert [row(t)[2] for t in read_body(PLAN + body).tasks] == LED


def test_in_a_cell_it_holds_for_the_row_alone() -> None:
    rows = TWO[0].replace("财政局", "财政局（首位为牵头单位）"), TWO[1]
    found = [row(t)[2] for t in read_body(PLAN + table(NAMES, *rows)).tasks]
    assert found == [LED[0], "责区财政局 责区商务局 责区教育局"]


def test_in_a_bracket_it_holds_there_alone() -> None:
    body = (
        "一、工作\n1.晒清单。（区司法局、区财政局负责，排第一位的为牵头单位）\n"
        "2.换清单。（区财政局、区商务局负责）\n"
    )
    found = [row(t)[2] for t in read_body(body).tasks]
    assert found == ["牵区司法局 责区财政局", "责区财政局 责区商务局"]


def test_it_is_said_in_the_opening() -> None:
    head = HEAD + "列第一位的责任单位为牵头单位，其他为配合单位。\n"
    body = "一、工作\n1.晒清单。（责任单位：区司法局、区财政局）\n"
    assert head
    found = [
        row(t)[2] for t in read_body("列第一位的责任单位为牵头单位，其他配合。\n" + body).tasks
    ]
    assert found == ["牵区司法局 配区财政局"]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("责任单位中列第一位的为牵头单位", FirstLeads()),
        ("注：牵头单位为排在首位的单位", FirstLeads()),
        ("责任单位（首位为牵头）", FirstLeads()),
        ("责任单位（牵头单位列第一位）", FirstLeads()),
        ("责任单位（牵头单位排在首位）", FirstLeads()),
        ("第一个单位为牵头单位，其余为配合单位", FirstLeads(Role.COOPERATING)),
        ("备注：各项工作的第一责任单位是牵头单位", FirstLeads()),
        ("注：加△的为牵头单位", FirstLeads(sign="△")),
        ("注：单位名称后标“●”者为牵头单位", FirstLeads(sign="●")),
        ("注：排在牵头单位首位的为第一牵头单位", None),
        ("注：牵头单位排在首位的为总牵头单位", None),
        ("牵头单位中居第一位的为首要牵头单位", None),
        ("排名不分先后", None),
        ("责任单位排名不分先后，牵头单位另行明确", None),
        ("首位负责制由牵头单位落实", None),
        ("各责任单位要于第一时间报牵头单位", None),
    ],
)
def test_more_words_for_the_rule(words: str, rule: FirstLeads | None) -> None:
    assert rule_in(fold(words)) == rule


MORE_HEADERS = [
    ("责任单位（首位牵头）", ["牵区司法局 责区财政局", "牵区财政局 责区商务局 责区教育局"]),
    ("责任单位（牵头单位列第一位）", ["牵区司法局 责区财政局", "牵区财政局 责区商务局 责区教育局"]),
    ("责任单位（第一位为牵头单位，其他为配合单位）",
     ["牵区司法局 配区财政局", "牵区财政局 配区商务局 配区教育局"]),
    ("责任部门（排序第一的为牵头部门）",
     ["牵区司法局 责区财政局", "牵区财政局 责区商务局 责区教育局"]),
    ("责任单位（排名不分先后）", ["责区司法局 责区财政局", "责区财政局 责区商务局 责区教育局"]),
    ("牵头单位及配合单位（首位为牵头单位）",
     ["牵区司法局 配区财政局", "牵区财政局 配区商务局 配区教育局"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "led"), MORE_HEADERS, ids=[h[0] for h in MORE_HEADERS])
def test_more_headers(name: str, led: list[str]) -> None:
    body = PLAN + table(NAMES.replace("责任单位", name), *TWO)
    assert [row(t)[2] for t in read_body(body).tasks] == led


@pytest.mark.parametrize(
    "line",
    [
        "注：责任单位中排在首位的为牵头单位。",
        "备注：1.列第一位的单位为牵头单位；2.未写明时限的年底前完成。",
        "（各项任务的第一责任单位为牵头单位）",
        "说明：排第一的是牵头单位。",
        "附注：责任单位一栏首个单位为牵头单位。",
    ],
)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_lines_beside_the_table(line: str, above: bool) -> None:
    made = table(NAMES, *TWO)
    body = f"{line}\n{made}" if above else f"{made}{line}\n"
    assert [row(t)[2] for t in read_body(PLAN + body).tasks] == LED


@pytest.mark.parametrize(
    ("note", "second"),
    [
        ("注：责任单位中列第一位的为牵头单位。", "责区文旅局 责区档案馆"),
        ("注：责任单位中列第一位的为牵头单位，下同。", "牵区文旅局 责区档案馆"),
    ],
)
def test_a_note_below_a_table_holds_for_its_annex(note: str, second: str) -> None:
    printed = (
        "附件1",
        "序号\t工作任务\t责任单位\t完成时限",
        "1\t给渡口的缆绳换新。\t区水务局、区交通局\t6月底前",
        note,
        "附件2",
        "序号\t工作任务\t责任单位\t完成时限",
        "1\t编一本渡口手册。\t区文旅局、区档案馆\t9月底前",
    )
    notice = read_body("\n".join(printed))
    assert [units(t.assignments) for t in notice.tasks] == ["牵区水务局 责区交通局", second]
