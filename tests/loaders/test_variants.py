"""Shapes of prose that offices print beside the usual ones, each in a small invented notice."""

from __future__ import annotations

import pytest

from zhengmai.model import Notice

from . import reading

HEAD = """榆津市石坝县人民政府办公室
关于印发2025年石坝县政务公开工作要点的通知

石政办发〔2025〕3号

"""


def read(body: str) -> Notice:
    return reading.read(HEAD + body)


def told(notice: Notice) -> list[tuple[str, str, str, str]]:
    """Number, text, units with the first letter of their role, and deadlines of each task."""
    return [
        (
            t.number,
            t.text,
            " ".join(f"{a.role.value[0]}:{a.unit}" for a in t.assignments),
            " ".join(d.as_written for d in t.deadlines),
        )
        for t in notice.tasks
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "一、主动公开\n1.晒出河段清单。（责任单位：县水利局）\n2.公布渡口名册。（责任单位：县交通局）\n"
            "二、组织保障\n3.查一次台账。（责任单位：县政府办）\n",
            [
                ("1", "晒出河段清单。", "r:县水利局", ""),
                ("2", "公布渡口名册。", "r:县交通局", ""),
                ("3", "查一次台账。", "r:县政府办", ""),
            ],
            id="items directly under sections",
        ),
        pytest.param(
            "1.晒出河段清单。（责任单位：县水利局）\n2.公布渡口名册。（责任单位：县交通局）\n",
            [
                ("1", "晒出河段清单。", "r:县水利局", ""),
                ("2", "公布渡口名册。", "r:县交通局", ""),
            ],
            id="nothing but items",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。\n责任单位：县水利局、县林业局\n完成时限：2025年6月底前\n"
            "（二）渡口。公布名册。\n牵头单位：县交通局\n配合单位：县民政局\n时间要求：12月底前\n",
            [
                ("（一）", "晒出清单。", "r:县水利局 r:县林业局", "2025年6月底前"),
                ("（二）", "公布名册。", "l:县交通局 c:县民政局", "12月底前"),
            ],
            id="labels on lines of their own",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局、县林业局，2025年6月底前）\n",
            [("（一）", "晒出清单。", "r:县水利局 r:县林业局", "2025年6月底前")],
            id="a limit at the end of a labelled list",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局；责任人：某某；10月15日前）\n",
            [("（一）", "晒出清单。", "r:县水利局", "10月15日前")],
            id="a person is no unit",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局牵头，县林业局配合）\n",
            [("（一）", "晒出清单。", "l:县水利局 c:县林业局", "")],
            id="verbs in a labelled list",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。【牵头单位：县水利局；责任单位：县林业局】\n",
            [("（一）", "晒出清单。", "l:县水利局 r:县林业局", "")],
            id="square brackets",
        ),
        pytest.param(
            "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局/县林业局.县交通局）\n",
            [("（一）", "晒出清单。", "r:县水利局 r:县林业局 r:县交通局", "")],
            id="odd separators",
        ),
    ],
)
def test_tasks(body: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(read(body)) == expected


def test_a_heading_of_one_word_does_not_swallow_the_line_below() -> None:
    notice = read(
        "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局）\n二、监督保障\n加强检查\n"
    )
    assert [(p.heading, p.text) for p in notice.points] == [
        ("河段", "晒出清单。"),
        ("监督保障", "加强检查"),
    ]


def test_nothing_of_the_prose_is_lost() -> None:
    """Each word of the body is in a fact or shown as unread."""
    body = (
        "一、主动公开\n（一）河段。晒出清单。（责任单位：县水利局）\n二、监督保障\n加强检查\n"
        "三、附则\n本要点自发布之日起施行。\n"
    )
    notice = read(body)
    shown = " ".join(
        [*(p.heading + p.text + (p.section or "") for p in notice.points)]
        + [u.text for u in notice.unread]
    )
    for word in ("晒出清单", "加强检查", "本要点自发布之日起施行", "监督保障", "附则"):
        assert word in shown


def test_the_only_unit_of_a_row_without_tabs_leads() -> None:
    table = (
        "序号\n重点任务\n牵头部门\n配合部门\n完成时间\n\n1\n建立名册。\n县交通局\n\n2025年9月底前\n"
    )
    (task,) = read(f"附件\n\n任务分工\n\n{table}").tasks
    assert [(a.role.value, a.unit) for a in task.assignments] == [("lead", "县交通局")]


HEADED = "一、主动公开\n（一）河段\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            HEADED + "1.晒出清单。（县水利局、县林业局）\n2.公布名册。（县交通局，年底前）\n",
            [
                ("1", "晒出清单。", "r:县水利局 r:县林业局", ""),
                ("2", "公布名册。", "r:县交通局", "年底前"),
            ],
            id="units without a word of duty",
        ),
        pytest.param(
            HEADED + "1.晒出清单。（县水利局负责，2025年6月底前出台具体办法）\n"
            "2.公布名册。（县交通局负责 12月底前完成）\n"
            "3.查验台账。（县审计局、县财政局按市场化原则推进）\n",
            [
                ("1", "晒出清单。", "r:县水利局", "2025年6月底前"),
                ("2", "公布名册。", "r:县交通局", "12月底前"),
                ("3", "查验台账。", "r:县审计局 r:县财政局", ""),
            ],
            id="brackets with a tail",
        ),
        pytest.param(
            HEADED + "1.晒出清单（县水利局负责）（县林业局配合）。\n"
            "2.公布名册（县交通局负责）；更新渡口牌（县民政局负责）。\n",
            [
                ("1", "晒出清单。", "r:县水利局 c:县林业局", ""),
                ("2", "公布名册；", "r:县交通局", ""),
                ("2", "更新渡口牌。", "r:县民政局", ""),
            ],
            id="brackets beside each other and in mid-sentence",
        ),
        pytest.param(
            HEADED + "1.晒出清单。由县水利局负责。\n2.公布名册，由县交通局牵头、各乡镇配合。\n"
            "二、保障\n（二）台账\n3.查验台账。由县审计局负责。\n",
            [
                ("1", "晒出清单。", "r:县水利局", ""),
                ("2", "公布名册，由县交通局牵头、各乡镇配合。", "l:县交通局 c:各乡镇", ""),
                ("3", "查验台账。", "r:县审计局", ""),
            ],
            id="closing words of items that are counted through",
        ),
        pytest.param(
            HEADED + "1.晒出清单。\n责 任 单 位：县水利局、\n县林业局\n完 成 时 限：6月底前\n"
            "2.公布名册。\n【责任单位】县交通局\n【完成时限】2025年9月\n",
            [
                ("1", "晒出清单。", "r:县水利局 r:县林业局", "6月底前"),
                ("2", "公布名册。", "r:县交通局", "2025年9月"),
            ],
            id="labels set wide and in square brackets, a list over two lines",
        ),
        pytest.param(
            HEADED
            + "1.12月底前晒出清单。（县水利局负责）\n2.2025—2027年公布名册。（县交通局负责）\n",
            [
                ("1", "12月底前晒出清单。", "r:县水利局", "12月底前"),
                ("2", "2025—2027年公布名册。", "r:县交通局", "2025—2027年"),
            ],
            id="items that begin with a date",
        ),
        pytest.param(
            HEADED + "1.晒出清单。（县水利局、县林业局负责，排在第一位的为牵头部门，下同）\n"
            "2.公布名册。（县交通局、县民政局负责）\n",
            [
                ("1", "晒出清单。", "l:县水利局 r:县林业局", ""),
                ("2", "公布名册。", "l:县交通局 r:县民政局", ""),
            ],
            id="the first leads, from here on",
        ),
        pytest.param(
            HEADED + "1.晒出清单。（县水利局牵头，县林业局、各乡镇按职责分工负责）\n"
            "2.公布名册。（县交通局牵头，县民政局负责）\n3.查台账。（县审计局主办，县财政局协办）\n",
            [
                ("1", "晒出清单。", "l:县水利局 c:县林业局 c:各乡镇", ""),
                ("2", "公布名册。", "l:县交通局 r:县民政局", ""),
                ("3", "查台账。", "l:县审计局 c:县财政局", ""),
            ],
            id="roles beside a lead unit",
        ),
    ],
)
def test_forms_of_duty(body: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(read(body)) == expected


def test_a_bracket_that_is_never_closed_is_read_and_told() -> None:
    notice = read(
        HEADED + "1.晒出清单。（责任单位：县水利局；完成时限：年底前\n2.公布。（县交通局负责）"
    )
    assert told(notice)[0] == ("1", "晒出清单。", "r:县水利局", "年底前")
    assert [t.damaged for t in notice.tasks] == [True, False]


def test_days_that_are_past_are_no_limits() -> None:
    body = HEADED + "1.巩固2023年12月底前完成的整治成果，2024年底已建成的不再重复。（县水利局负责）"
    assert told(read(body))[0][3] == ""


def test_the_rule_of_the_first_unit_said_in_the_opening() -> None:
    notice = read(
        "为做好工作，制定本要点。责任单位排在第一位的为牵头单位，下同。\n"
        + HEADED
        + "1.晒出清单。（责任单位：县水利局、县林业局）\n"
    )
    assert told(notice)[0][2] == "l:县水利局 r:县林业局"


def test_a_page_number_in_the_middle_of_a_sentence_is_left_out() -> None:
    notice = read(HEADED + "1.按时晒出河段清单\n3\n，不漏一项。（责任单位：县水利局）\n")
    assert told(notice)[0][:3] == ("1", "按时晒出河段清单，不漏一项。", "r:县水利局")


def test_an_l_that_ocr_read_for_a_1() -> None:
    notice = read(HEADED + "l.晒出清单。（责任单位：县水利局）\n2.公布。（责任单位：县交通局）\n")
    assert [t[0] for t in told(notice)] == ["l", "2"]


def test_who_only_watches_is_given_nothing_and_shown() -> None:
    notice = read(
        HEADED + "1.晒出清单。（指导单位：县司法局；责任单位：县水利局；责任人：某某）\n"
        "2.公布名册。（责任单位：县交通局，下同）\n"
    )
    assert [t[2] for t in told(notice)] == ["r:县水利局", "r:县交通局"]
    unread = "".join(u.text for u in notice.unread)
    assert "指导单位：县司法局" in unread
    assert "责任人：某某" in unread


def test_other_words_for_the_first_of_a_list() -> None:
    notice = read(
        HEADED + "1.晒出清单。（县水利局、县林业局负责，列首位的为牵头单位，下同）\n"
        "2.公布名册。（县交通局、县民政局负责）\n"
    )
    assert [t[2] for t in told(notice)] == ["l:县水利局 r:县林业局", "l:县交通局 r:县民政局"]


@pytest.mark.parametrize(
    ("bracket", "units", "limit"),
    [
        (
            "（证监会、外汇局按职责分工负责，2024年10月底前出台）",
            "r:证监会 r:外汇局",
            "2024年10月底前",
        ),
        ("（责任单位：县民政局，6月底前出台办法）", "r:县民政局", "6月底前"),
        ("（责任单位∶县民政局）", "r:县民政局", ""),
        ("（责任单位：人社局　财政局）", "r:人社局 r:财政局", ""),
        ("（责任单位：县发改局（县粮储局、县能源局））", "r:县发改局", ""),
        ("（责任单位：政策起草单位）", "r:政策起草单位", ""),
    ],
)
def test_brackets_that_testers_found(bracket: str, units: str, limit: str) -> None:
    assert told(read(f"{HEADED}1.晒出清单。{bracket}"))[0][2:] == (units, limit)
