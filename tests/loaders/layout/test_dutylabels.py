"""Items with a heading on a line of their own, a text below, and their units on a line 承办：…."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.loaders.reading import parsed, read_body, row, whole
from zhengmai.loaders.layout.dutylabels import found_in

Row = tuple[str, str, str, list[str]]

FERRY = """一、渡口上的事

1. 换缆绳

旧绳一律剪断，送到港务公司库房，6月底前换完。

承办：区水务局、区财政局

2. 三个码头都要亮

南、北、中三个码头各装一盏航标灯，坏了当天修好。

承办：区交通局

二、集市上的事

1. 秤要准

每月逢五校秤，校过的贴绿签；不准的当场收走。

承办：区市场监管局、各街道

2. 垃圾有人收

散集后当天清完，冲洗一遍。

承办：区城管局
"""
FERRY_ROWS: list[Row] = [
    ("1", "旧绳一律剪断，送到港务公司库房，6月底前换完。", "责区水务局 责区财政局",
     ["date 2025-06-30"]),
    ("2", "南、北、中三个码头各装一盏航标灯，坏了当天修好。", "责区交通局", []),
    ("1", "每月逢五校秤，校过的贴绿签；不准的当场收走。", "责区市场监管局 责各街道*",
     ["recurring R/P1M"]),
    ("2", "散集后当天清完，冲洗一遍。", "责区城管局", []),
]  # fmt: skip
HEADINGS = [
    ("渡口上的事", "换缆绳"),
    ("渡口上的事", "三个码头都要亮"),
    ("集市上的事", "秤要准"),
    ("集市上的事", "垃圾有人收"),
]


def markdown(text: str) -> str:
    text = re.sub(r"^(?=[一二]、)", "## ", text, flags=re.M)
    return re.sub(r"^(?=\d\.)", "### ", text, flags=re.M)


def close(text: str) -> str:
    return text.replace("\n\n", "\n")


def bold(text: str) -> str:
    return re.sub(r"^(\d\. .*)$", r"**\1**", text, flags=re.M)


def stopped(text: str) -> str:
    return re.sub(r"^(\d\. .*)$", r"\1。", text, flags=re.M)


def colons(text: str) -> str:
    return re.sub(r"^(\d)\. (.*)$", r"\1、\2：", text, flags=re.M)


def units_first(text: str) -> str:
    return re.sub(r"\n\n(.*)\n\n(承办：.*)", r"\n\2\n\1", text)


def units_behind(text: str) -> str:
    return re.sub(r"\n\n(.*)\n\n(承办：.*)", r"（\2）\n\1", text)


def in_brackets(text: str) -> str:
    return re.sub(r"\n\n承办：(.*)", r"（\1负责）", text)


LAYOUTS = [
    str, markdown, close, bold, stopped, colons, units_first, units_behind, in_brackets,
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_item_is_a_task_under_its_heading(layout: Callable[[str], str]) -> None:
    notice = read_body(layout(FERRY))
    assert [(p.section, p.heading) for p in notice.points] == HEADINGS
    assert [row(t) for t in notice.tasks] == FERRY_ROWS


def plan(*labels: str) -> str:
    """Two items of a section, each with one of the labels."""
    first, second = labels if len(labels) == 2 else labels * 2
    return (
        f"一、街面\n1. 清沟\n南街的沟每周清一遍，清出的泥当天运走。\n{first}\n"
        f"2. 补灯\n北巷坏了的路灯十天内补齐，报修电话贴到灯杆上。\n{second}\n"
    )


LABELS = [
    ("承办：区城管局、区水务局", "责区城管局 责区水务局"),
    ("承办单位：区城管局、区水务局。", "责区城管局 责区水务局"),
    ("主办：区城管局；协办：区水务局", "牵区城管局 配区水务局"),
    ("主办：区城管局\n协办：区水务局、各社区", "牵区城管局 配区水务局 配各社区*"),
    ("承办：区城管局牵头，区水务局配合", "牵区城管局 配区水务局"),
    ("承办：区城管局等", "责区城管局 等"),
    ("落实单位：区城管局", "责区城管局"),
    ("落实：区城管局、各街道", "责区城管局 责各街道*"),
    ("办理：区城管局", "责区城管局"),
    ("办理单位：区城管局", "责区城管局"),
    ("经办：区城管局；协助：各街道", "责区城管局 配各街道*"),
    ("【承办】区城管局", "责区城管局"),
    ("责任单位：区城管局", "责区城管局"),
    ("牵头单位：区城管局；配合单位：区水务局", "牵区城管局 配区水务局"),
]


@pytest.mark.parametrize(("label", "assigned"), LABELS, ids=[label for label, _ in LABELS])
def test_labels_below_a_text(label: str, assigned: str) -> None:
    tasks = [row(t) for t in read_body(plan(label)).tasks]
    assert [t[:3] for t in tasks] == [
        ("1", "南街的沟每周清一遍，清出的泥当天运走。", assigned),
        ("2", "北巷坏了的路灯十天内补齐，报修电话贴到灯杆上。", assigned),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "落实：逐条街过筛子。",
        "办理：网上登记，当天派工。",
        "责任：压实到人。",
        "实施：分三步走。",
        "承办：第九届渔火节。",
    ],
)
def test_words_behind_such_a_label_are_no_units(said: str) -> None:
    (task,) = read_body(plan(said, "责任单位：区城管局")).tasks
    assert row(task)[:3] == ("2", "北巷坏了的路灯十天内补齐，报修电话贴到灯杆上。", "责区城管局")


def test_a_person_behind_such_a_label_is_unread() -> None:
    notice = read_body(plan("负责：张三；配合：区城管局"))
    assert [row(t)[2] for t in notice.tasks] == ["配区城管局"] * 2
    assert "负责：张三" in [u.text for u in notice.unread]


def numbers(text: str) -> list[int]:
    return sorted(found_in(list(whole(text).lines())))


@pytest.mark.parametrize(
    "text",
    [
        "一、街面\n1. 清沟。\n渡南区人民政府\n2025年6月18日\n主办：渡南区人民政府\n承办：区数据局",
        "一、街面\n1. 清沟。（区城管局负责）\n2. 补灯。（区住建局负责）\n主办：渡南区人民政府",
        "主办：渡南区人民政府\n一、街面\n1. 清沟。\n2. 补灯。\n主办：渡南区人民政府",
        "1. 清沟。\n2025年6月18日\n承办：区数据局\n1. 补灯。\n2025年6月19日\n承办：区数据局",
        "一、街面\n1. 清沟。\n承办：第九届渔火节\n2. 补灯。\n承办：第十届渔火节",
    ],
    ids=["below the signature", "once below the plan", "above and below", "two pages", "no units"],
)
def test_who_runs_a_site_is_no_label(text: str) -> None:
    assert numbers(text) == []


def test_the_foot_of_a_page_below_such_labels() -> None:
    text = plan("承办：区城管局") + "主办：渡南区人民政府\n"
    assert numbers(text) == [3, 6]
    signed = plan("承办：区城管局") + "渡南区人民政府\n2025年6月18日\n承办：区数据局\n"
    assert numbers(signed) == [3, 6]
    assert [row(t)[2] for t in read_body(signed).tasks] == ["责区城管局"] * 2
    assert "承办：区数据局" in [f.text for f in parsed(signed).furniture]


def test_a_request_below_the_last_label_is_no_part_of_its_task() -> None:
    notice = read_body(plan("承办：区城管局") + "以上事项，承办单位每月25日前报区政府办公室。\n")
    assert notice.points[-1].text == "北巷坏了的路灯十天内补齐，报修电话贴到灯杆上。"
    assert "以上事项，承办单位每月25日前报区政府办公室。" in [u.text for u in notice.unread]


# (plan, texts of the tasks, why): where items are no headings
OTHERS = [
    (
        "一、街面\n1. 清出南街的三条沟\n承办：区城管局\n2. 补齐北巷的八盏灯\n承办：区住建局\n",
        ["清出南街的三条沟", "补齐北巷的八盏灯"],
        "units right below say nothing to be done",
    ),
    (
        "一、街面\n1. 南街的沟每周清一遍，清出的泥当\n天运走。（区城管局负责）\n"
        "2. 北巷坏了的路灯十天内补齐，报修\n电话贴到灯杆上。（区住建局负责）\n",
        [
            "南街的沟每周清一遍，清出的泥当天运走。",
            "北巷坏了的路灯十天内补齐，报修电话贴到灯杆上。",
        ],
        "lines that the margin broke",
    ),
    (
        "一、街面\n（一）南街\n1. 清沟\n沟里的泥每周清一遍，清出的泥当天运走。\n承办：区城管局\n"
        "2. 补灯\n坏了的路灯十天内补齐，报修电话贴到灯杆上。\n承办：区住建局\n",
        [
            "清沟沟里的泥每周清一遍，清出的泥当天运走。",
            "补灯坏了的路灯十天内补齐，报修电话贴到灯杆上。",
        ],
        "items of a point: the lead words belong to the text",
    ),
]


@pytest.mark.parametrize(("body", "texts", "why"), OTHERS, ids=[o[2] for o in OTHERS])
def test_items_that_head_nothing(body: str, texts: list[str], why: str) -> None:
    assert [t.text for t in read_body(body).tasks] == texts
