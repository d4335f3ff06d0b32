"""Sections, points and items, and what belongs to none."""

from __future__ import annotations

import pytest

from tests.loaders.reading import parsed
from zhengmai.loaders.layout.outline import Outline, outline


def outline_of(text: str) -> Outline:
    return outline(parsed(text).blocks)


def shape(parts: Outline) -> list[str]:
    """``一/（一）晒清单: 正文 [1. 条目]`` for each point."""
    found = []
    for point in parts.points:
        section = point.section.number.text + "/" if point.section else ""
        body = "".join(p.cleaned().text for p in point.paragraphs)
        items = "".join(
            f" [{i.number.text}. {''.join(p.cleaned().text for p in i.paragraphs)}]"
            for i in point.items
        )
        found.append(f"{section}{point.number.text}{point.heading.text}: {body}{items}")
    return found


# (plan, points, why)
FORTY = "把沿街摊位、码头、渡船的收费标准逐一核清，该降的降、该退的退，让来往的人看得明白。"
PLANS = [
    (
        "一、做实\n（一）晒清单。贴到村口。\n（二）讲政策。配漫画。\n二、立规矩\n（三）收信。登记。",
        ["一/（一）晒清单: 贴到村口。", "一/（二）讲政策: 配漫画。", "二/（三）收信: 登记。"],
        "sections and points",
    ),
    (
        "一、挂图亮灯。画成图。\n二、上门算账。配管家。",
        ["一挂图亮灯: 画成图。", "二上门算账: 配管家。"],
        "sections without points are the points",
    ),
    (
        "一、做实\n（一）晒清单\n1. 写牌子。\n2. 立牌子。\n换牌要快。",
        ["一/（一）晒清单:  [1. 写牌子。] [2. 立牌子。换牌要快。]"],
        "items, and a paragraph that goes on with one",
    ),
    (
        "一、做实\n（一）晒清单。先看样。\n（1）看牌子；\n（2）看字号。",
        ["一/（一）晒清单: 先看样。（1）看牌子；（2）看字号。"],
        "the level below items is text",
    ),
    (
        "（一）晒清单。贴到村口。\n（二）讲政策。配漫画。",
        ["（一）晒清单: 贴到村口。", "（二）讲政策: 配漫画。"],
        "points without sections",
    ),
    (
        "一、做实\n（一）晒清单：把价目贴到村口。",
        ["一/（一）晒清单: 把价目贴到村口。"],
        "a heading that ends with a colon",
    ),
    (
        "一、做实\n（一）晒清单（责任单位：区发改局）。贴到村口。",
        ["一/（一）晒清单: （责任单位：区发改局）。贴到村口。"],
        "a heading with its bracket before the text",
    ),
    (
        "一、做实\n（一）让价目，看得见。贴到村口。",
        ["一/（一）让价目，看得见: 贴到村口。"],
        "a heading with a comma",
    ),
    (
        "一、做实\n（一）晒清单（责任单位：区发改局）",
        ["一/（一）晒清单: （责任单位：区发改局）"],
        "a heading with its bracket and no sentence",
    ),
    (
        "一、做实\n（一）" + "把沿街各处摊位的收费标准逐一写清楚" * 4 + "。贴到村口。",
        ["一/（一）: " + "把沿街各处摊位的收费标准逐一写清楚" * 4 + "。贴到村口。"],
        "a first sentence that is too long for a heading",
    ),
    (
        f"一、做实\n（一）{FORTY}贴到村口。",
        [f"一/（一）: {FORTY}贴到村口。"],
        "a first sentence of forty characters",
    ),
]


@pytest.mark.parametrize(("plan", "points", "why"), PLANS, ids=[p[2] for p in PLANS])
def test_plans(plan: str, points: list[str], why: str) -> None:
    assert shape(outline_of(plan)) == points


PLAN = "一、做实\n（一）晒清单。把价目贴到村口。\n"

# (what follows the last point, whether it is a part of the point)
AFTER = [
    ("换牌的次日拍照留底。", True),
    ("各街道、各部门要对照分工抓好落实。", False),
    ("各县（区）政府要细化措施。", False),
    ("请各镇于5月31日前报送方案。", False),
    ("全区各级各部门要提高认识。", False),
    ("附件：任务分工表", False),
    ("榆津市渡南区人民政府办公室", False),
    ("2025年6月18日", False),
    ("抄送：区委办公室。", False),
    ("各街道要拍照留底。（责任单位：各街道）", True),
]


@pytest.mark.parametrize(("paragraph", "inside"), AFTER, ids=[a[0] for a in AFTER])
def test_what_follows_the_last_point(paragraph: str, inside: bool) -> None:
    """Rule 1: a sentence that stands outside points is no task, even if it sets a date."""
    parts = outline_of(PLAN + paragraph)
    texts = [p.text.strip() for p in parts.points[-1].paragraphs]
    assert (paragraph in texts) is inside
    assert (paragraph in [c.text for c in parts.closing]) is not inside


@pytest.mark.parametrize(
    "line",
    [
        "联系人：某某，联系电话：000-8321177。",
        "联系单位：县政府办公室督查科",
        "联系方式：8321177",
        "咨询电话：8321177",
    ],
)
def test_a_contact_below_the_last_point_is_no_part_of_it(line: str) -> None:
    text = "一、守好渡口\n1.查船。每月查一遍。\n2.记账。每船一页。\n" + line + "\n"
    parts = outline(parsed(text).blocks)
    last = parts.points[-1]
    said = [p.text for p in (last.items[-1].paragraphs if last.items else last.paragraphs)]
    assert line not in said
    assert line in [p.text for p in parts.closing]


def test_after_a_bracket_of_units_nothing_more_belongs_to_the_last_point() -> None:
    parts = outline_of(
        PLAN.replace("村口。", "村口。（责任单位：区发改局）")
        + "工作进展于12月5日前报区政府办公室。"
    )
    assert [c.text for c in parts.closing] == ["工作进展于12月5日前报区政府办公室。"]


def test_what_follows_the_plan_is_in_reading_order() -> None:
    after = ["各街道要抓好落实。", "渡南区人民政府办公室", "2025年6月18日", "抄送：区委办公室。"]
    assert [c.text for c in outline_of(PLAN + "\n".join(after)).closing] == after


def test_the_head_stands_before_the_first_mark() -> None:
    parts = outline_of("渡南区政务公开工作要点\n各街道：\n一、做实\n晒清单。\n")
    assert [h.text for h in parts.head] == ["渡南区政务公开工作要点", "各街道："]
    assert not parts.closing


def test_marked_lines_below_the_table_are_not_points() -> None:
    parts = outline_of(
        PLAN + "序号\t工作任务\t责任单位\n1\t晒清单。\t区发改局\n注：\n一、表内各项\n"
    )
    assert len(parts.points) == 1
    assert len(parts.tables) == 1


def test_a_text_without_marks_has_no_points() -> None:
    parts = outline_of("春眠不觉晓\n处处闻啼鸟\n")
    assert (parts.points, parts.sections, parts.tables) == ((), (), ())
