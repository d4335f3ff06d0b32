"""Tables with bars whose merged first cell is printed once, with line breaks inside cells."""

from __future__ import annotations

import pytest

from tests.loaders.reading import limits, read, read_body, units

ROPES = "换新缆绳三根；旧绳收回入库，登记造册，不得外流。"
LIGHTS = "加装航灯五盏，每处查一回，坏了当天换，换下的收回。"
CANAL = "清淤两处，每处挖深一米，泥土运走，岸边铺石。"

# (names of the columns, what stands before the task in the first row and in the second)
HEADS = [
    (
        "任务 内容 | 渡口 建设要求 | 工作内容及要求",
        "渡 口 安 全 | 1、缆绳完好，无断股。",
        "2、航灯齐全，夜里亮。",
    ),
    ("任务内容 | 工作内容及要求", "渡口安全", ""),
    ("重点任务 | 具体措施", "渡口安全", ""),
    ("工作任务 | 主要举措", "渡 口", ""),
]


@pytest.mark.parametrize("outer", ["", "| "], ids=["closed", "outer bars"])
@pytest.mark.parametrize(("names", "first", "second"), HEADS, ids=[h[0] for h in HEADS])
def test_the_task_is_what_stands_below_the_merged_name(
    names: str, first: str, second: str, outer: str
) -> None:
    below = f"{second} | {LIGHTS}" if second else LIGHTS
    notice = read_body(
        f"{outer}{names} | 责任单位 | 协助单位 | 完成期限 |\n"
        f"{outer}{first} | {ROPES} | 区水务局 | 区交通局\n区农牧林业局 | 2025年9月20日前 |\n"
        f"{outer}{below} | 区水务局\n区住建局 | 有关部门 | 2025年10月20日前 |\n"
    )
    assert [(t.text, units(t.assignments), limits(t.deadlines)) for t in notice.tasks] == [
        (ROPES, "责区水务局 配区交通局 配区农牧林业局", ["date 2025-09-20"]),
        (LIGHTS, "责区水务局 责区住建局 配有关部门*", ["date 2025-10-20"]),
    ]


@pytest.mark.parametrize("below", ["有关部门", "各街道", "渡口镇", "区财政局"])
def test_units_on_two_lines_of_a_cell_are_two(below: str) -> None:
    notice = read_body(
        "| 类别 | 工作内容 | 责任单位 | 完成期限 |\n"
        f"| 渡口安全 | {ROPES} | 区农牧林业局\n{below} | 9月底前 |\n"
        f"| {LIGHTS} | 区农牧林业局\n{below} | 10月底前 |\n"
    )
    assert [[a.unit for a in t.assignments] for t in notice.tasks] == [["区农牧林业局", below]] * 2


def test_who_leads_or_answers_is_said_to_answer() -> None:
    for name in ("责任单位或牵头单位", "牵头单位或责任单位", "牵头或责任单位", "责任或者主办部门"):
        (one, _) = read(
            f"| 序号 | 工作任务 | {name} |\n|--|--|--|\n"
            f"| 1 | {ROPES} | 区水务局 |\n| 2 | {CANAL} | 区水务局 |\n"
        ).tasks
        assert units(one.assignments) == "责区水务局"
