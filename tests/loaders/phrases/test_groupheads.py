"""Headings that name who does all that stands below them."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, read, read_body, row, units, whole
from zhengmai.loaders.phrases.groupheads import group_head, group_heads


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("县发改局牵头工作（8项）", "牵县发改局"),
        ("由区教体局、区卫健局负责的重点任务（共12项）", "责区教体局 责区卫健局"),
        ("县示范区管委会牵头负责事项：3项", "牵县示范区管委会"),
        ("市财政局承办实事 5件", "责市财政局"),
        ("各乡镇配合事项（2项）", "配各乡镇*"),
    ],
)
def test_a_heading_that_counts_what_units_do(heading: str, found: str) -> None:
    head = group_head(whole(heading))
    assert head is not None
    assert head.sure
    assert units(head.duty.assignments) == found


@pytest.mark.parametrize(
    "heading",
    [
        "加快产业转型（8项）",
        "压实责任，牵头推进重点工作",
        "县发改局",
        "改善民生实事（12件）",
        "抓好落实工作",
        "民生保障工作（6项）",
    ],
)
def test_other_headings(heading: str) -> None:
    head = group_head(whole(heading))
    assert head is None or not head.sure


def test_headings_without_a_count_are_sure_beside_each_other() -> None:
    assert group_heads([whole("区水务局牵头任务")]) == [None]
    two = group_heads([whole("区水务局牵头任务"), whole("区交通局牵头任务"), whole("保障措施")])
    assert [d is not None for d in two] == [True, True, False]
    names = group_heads([whole("区水务局（2项）"), whole("区交通局（1项）")])
    assert all(names)
    assert group_heads([whole("区水务局（2项）"), whole("保障措施")]) == [None, None]
    assert all(group_heads([whole("区水务局"), whole("区交通局、各街道"), whole("各镇")]))
    assert group_heads([whole("学校"), whole("医院")]) == [None, None]
    assert group_heads([whole("区水务局"), whole("强化保障")]) == [None, None]


PLAN = """一、区水务局牵头工作（2项）
1.缆绳一律换新，旧绳入库。
2.渡口水尺重漆。（配合单位：区交通局）
二、区交通局牵头工作（2项）
1.三个码头各装一盏航标灯。
2.灯油备足。
"""


def test_the_items_below_are_given_the_units() -> None:
    notice = read_body(PLAN)
    assert [row(t)[:3] for t in notice.tasks] == [
        ("1", "缆绳一律换新，旧绳入库。", "牵区水务局"),
        ("2", "渡口水尺重漆。", "牵区水务局 配区交通局"),
        ("1", "三个码头各装一盏航标灯。", "牵区交通局"),
        ("2", "灯油备足。", "牵区交通局"),
    ]
    assert [p.heading for p in notice.points] == [
        "区水务局牵头工作（2项）",
        "区交通局牵头工作（2项）",
    ]


def test_points_below_are_given_the_units() -> None:
    notice = read_body(
        "一、由区水务局负责的事项\n（一）换缆绳。旧绳剪断，入库记账。\n（二）漆水尺。汛前漆完。\n"
        "二、由区交通局负责的事项\n（一）装航灯。三个码头各装一盏。\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == [
        "责区水务局",
        "责区水务局",
        "责区交通局",
    ]


def test_a_plan_in_groups_below_a_notice_that_counts_its_own_demands() -> None:
    head, title = HEAD.rstrip().rsplit("榆津市", 1)
    demands = (
        "一、责任到人。逐项细化，明确标准。\n二、动态调度。每月盘点，强化研判。\n"
        "三、协同发力。主动对接，按期兑现。\n"
    )
    notice = read(f"{head}{demands}榆津市{title}\n附件1\n渡南区重点工作清单\n{PLAN}")
    assert [t.number for t in notice.tasks] == ["1", "2", "1", "2"]
    assert units(notice.tasks[0].assignments) == "牵区水务局"
