"""Tasks from prose: points and items with the brackets they end in."""

from __future__ import annotations

import pytest

from zhengmai.model import TaskSource

from .reading import read_body, row

# (plan, [(source, number, text, units, deadlines)], why)
PLANS = [
    (
        "（一）晒清单。贴到村口。（责任单位：区发改局）",
        [("point", "（一）", "贴到村口。", "责区发改局", [])],
        "a point that ends in a bracket",
    ),
    (
        "（一）晒清单\n1. 写牌子。（责任单位：区发改局）\n2. 立牌子，8月底前。（区司法局负责）",
        [
            ("item", "1", "写牌子。", "责区发改局", []),
            ("item", "2", "立牌子，8月底前。", "责区司法局", ["date 2025-08-31"]),
        ],
        "items with brackets",
    ),
    (
        "（一）晒清单。贴到村口。（区发改局负责，8月底前完成）再换新。（责任单位：各镇）",
        [
            ("point", "（一）", "贴到村口。", "责区发改局", ["date 2025-08-31"]),
            ("point", "（一）", "再换新。", "责各镇*", []),
        ],
        "several brackets in one point",
    ),
    (
        "（一）把牌子立到村口，字要大。（区发改局牵头，各镇配合）\n具体措施：\n"
        "1. 写牌子。（区发改局负责）\n2. 立牌子。（各镇负责）",
        [
            ("point", "（一）", "把牌子立到村口，字要大。", "牵区发改局 配各镇*", []),
            ("item", "1", "写牌子。", "责区发改局", []),
            ("item", "2", "立牌子。", "责各镇*", []),
        ],
        "a heading that is the task, and items below it",
    ),
    (
        "（一）晒清单（责任单位：区发改局）\n1. 写牌子。（责任单位：各镇）\n2. 立牌子。",
        [
            ("point", "（一）", "晒清单", "责区发改局", []),
            ("item", "1", "写牌子。", "责各镇*", []),
            ("item", "2", "立牌子。", "", []),
        ],
        "a short heading with units, and items below it",
    ),
    (
        "（一）晒清单\n（责任单位：区发改局）\n1. 写牌子。（责任单位：各镇）\n"
        "2. 立牌子。（区司法局负责）",
        [
            ("point", "（一）", "晒清单", "责区发改局", []),
            ("item", "1", "写牌子。", "责各镇*", []),
            ("item", "2", "立牌子。", "责区司法局", []),
        ],
        "its units on the line below a heading",
    ),
    (
        "（一）晒清单\n1. 写牌子。\n2. 立牌子。\n（责任单位：区发改局）",
        [("point", "（一）", "写牌子。立牌子。", "责区发改局", [])],
        "a bracket on a line below the items serves the whole point",
    ),
    (
        "（一）晒清单\n1. 写牌子。（责任单位：区发改局）\n2. 立牌子。\n（责任单位：区司法局）",
        [("item", "1", "写牌子。", "责区发改局", []), ("item", "2", "立牌子。", "责区司法局", [])],
        "below items that have brackets it is the last one's",
    ),
    (
        "（一）晒清单（责任单位：区发改局）\n贴到村口。换新。",
        [("point", "（一）", "贴到村口。换新。", "责区发改局", [])],
        "a bracket behind the heading serves the text below",
    ),
    (
        "（一）晒清单。贴到村口（含自然村）。（责任单位：区发改局）",
        [("point", "（一）", "贴到村口（含自然村）。", "责区发改局", [])],
        "a bracket of another kind stays in the text",
    ),
    (
        "（一）晒清单。贴到村口。（责任单位：区发改局（区粮储局）、各镇（街））。",
        [("point", "（一）", "贴到村口。", "责区发改局〈区粮储局〉 责各镇（街）*", [])],
        "brackets inside the bracket",
    ),
    (
        "（一）晒清单。贴到村口。(责任单位:区发改局;完成时限:长期坚持)",
        [("point", "（一）", "贴到村口。", "责区发改局", ["ongoing"])],
        "half-width, with a time limit",
    ),
    (
        "（一）晒清单。贴到村口。\n（二）讲政策。配漫画。",
        [("point", "（一）", "贴到村口。", "", []), ("point", "（二）", "配漫画。", "", [])],
        "no units anywhere: each point is a task",
    ),
    (
        "（一）晒清单\n1. 写牌子。\n2. 立牌子。",
        [("point", "（一）", "写牌子。立牌子。", "", [])],
        "no units anywhere: items are text of the point",
    ),
]


@pytest.mark.parametrize(("plan", "tasks", "why"), PLANS, ids=[p[2] for p in PLANS])
def test_tasks_of_prose(
    plan: str, tasks: list[tuple[str, str, str, str, list[str]]], why: str
) -> None:
    """Rule 1: the smallest text with units of its own."""
    notice = read_body("一、做实公开\n" + plan)
    assert [(t.source.value, *row(t)) for t in notice.tasks] == tasks
    for task in notice.tasks:
        assert notice.quote(task.spans).replace("\n", "") == task.text


def test_the_first_leads_from_where_it_is_said() -> None:
    notice = read_body(
        "一、做实公开\n"
        "（一）甲。写牌子。（责任单位：区发改局、区司法局）\n"
        "（二）乙。立牌子。（责任单位：区发改局、区司法局，排在第一位的为牵头单位，下同）\n"
        "（三）丙。换牌子。（责任单位：区财政局、各镇等）\n"
        "（四）丁。看牌子。（牵头单位：区财政局；责任单位：各镇）\n"
    )
    assert [row(t)[2] for t in notice.tasks] == [
        "责区发改局 责区司法局",
        "牵区发改局 责区司法局",
        "牵区财政局 责各镇* 等",
        "牵区财政局 责各镇*",
    ]


def test_the_text_of_a_point_has_its_items_and_no_brackets() -> None:
    notice = read_body(
        "一、做实公开\n（一）晒清单\n1. 写牌子。（责任单位：区发改局）\n2. 立牌子。（各镇负责）\n"
    )
    (point,) = notice.points
    assert point.text == "写牌子。立牌子。"
    assert (point.number, point.heading) == ("（一）", "晒清单")
    assert (point.section_number, point.section) == ("一", "做实公开")
    assert notice.quote(point.heading_spans) == "晒清单"


def test_ids_are_made_from_the_printed_numbers() -> None:
    notice = read_body(
        "一、做实公开\n（一）晒清单\n1. 写牌子。（责任单位：区发改局）\n2. 立牌子。（各镇负责）\n"
        "（二）讲政策。配漫画。（责任单位：区司法局）\n"
    )
    assert [p.id for p in notice.points] == ["1", "2"]
    assert [t.id for t in notice.tasks] == ["1.1", "1.2", "2"]
    assert [t.point for t in notice.tasks] == ["1", "1", "2"]


def test_points_counted_anew_in_each_section_have_ids_of_their_own() -> None:
    notice = read_body("一、甲\n（一）晒清单。贴。\n二、乙\n（一）讲政策。配。\n")
    assert [p.id for p in notice.points] == ["1.1", "2.1"]


def test_a_number_printed_twice_gets_an_id_that_does_not_move() -> None:
    plan = "一、甲\n（一）晒清单。贴到村口。\n（一）讲政策。配漫画。\n"
    ids = [p.id for p in read_body(plan).points]
    longer = [p.id for p in read_body(plan + "（三）收信。登记。\n").points]
    assert len(set(ids)) == 2
    assert longer[:2] == ids


def test_text_behind_the_last_bracket_stays_in_the_point_and_makes_no_task() -> None:
    notice = read_body(
        "一、做实公开\n（一）晒清单。贴到村口。（责任单位：区发改局）另行通报。\n（二）讲政策。配。"
    )
    assert [t.text for t in notice.tasks] == ["贴到村口。"]
    assert notice.points[0].text == "贴到村口。另行通报。"
    assert {t.source for t in notice.tasks} == {TaskSource.POINT}
