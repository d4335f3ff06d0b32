"""Two names printed as one, where the notice prints each of them alone."""

from __future__ import annotations

import pytest

from tests.loaders.reading import at, read_body, units

ROWS = """序号	工作任务	责任单位	完成时限
1	换缆绳。	{}	6月底前
2	装航灯。	{}	7月底前
3	印手册。	{}	8月底前
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("文化宣传股", "文化馆"),
        ("渡口镇", "临江街道"),
        ("城投公司", "水务公司"),
        ("法规科", "信息中心"),
        ("区交通局", "水利局"),
        ("市发改委", "物价局"),
    ],
)
def test_they_are_two(first: str, second: str) -> None:
    notice = read_body(ROWS.format(first + second, first, second))
    found = notice.tasks[0].assignments
    assert [a.unit for a in found] == [first, second]
    assert [at(notice.text, a.spans) for a in found] == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("区政府", "办公室"),
        ("区卫健局", "疾控中心"),
        ("区公安局", "渡南分局"),
        ("区财政局", "预算科"),
        ("县委", "宣传部"),
        ("渡口镇", "水利站"),
    ],
)
def test_a_part_of_the_body_before_it(first: str, second: str) -> None:
    notice = read_body(ROWS.format(first + second, first, second))
    assert units(notice.tasks[0].assignments) == f"责{first}{second}"


def test_what_stands_nowhere_alone_stays() -> None:
    notice = read_body(ROWS.format("宣传股文化馆", "宣传股", "区司法局"))
    assert units(notice.tasks[0].assignments) == "责宣传股文化馆"
