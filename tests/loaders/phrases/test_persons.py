"""Persons and telephones beside the names of units."""

from __future__ import annotations

import pytest

from tests.loaders.reading import whole
from zhengmai.loaders.phrases.persons import are_posts, is_person
from zhengmai.loaders.phrases.unitlists import from_list
from zhengmai.model import Role


@pytest.mark.parametrize(
    ("cell", "units", "left"),
    [
        ("区水务局 李大山", ["区水务局"], [" 李大山"]),
        ("区水务局 李 明", ["区水务局"], [" 李 明"]),
        ("区水务局：李大山；区林业局：周小满", ["区水务局", "区林业局"], ["：李大山", "：周小满"]),
        ("区水务局 李大山、周小满", ["区水务局"], [" 李大山", "周小满"]),
        ("区水务局\n局长李大山", ["区水务局"], ["\n局长李大山"]),
        ("区水务局（李大山、周小满）", ["区水务局"], ["（李大山、周小满）"]),
        ("区水务局 0000-8321177", ["区水务局"], [" 0000-8321177"]),
        ("区水务局 李大山 8321177、区林业局", ["区水务局", "区林业局"], [" 李大山 8321177"]),
        ("区水务局 欧阳平", ["区水务局"], [" 欧阳平"]),
    ],
)
def test_persons_are_no_part_of_a_name(cell: str, units: list[str], left: list[str]) -> None:
    duty = from_list(whole(cell), Role.RESPONSIBLE)
    assert [a.unit for a in duty.assignments] == units
    assert [e.text for e in duty.left] == left


@pytest.mark.parametrize(
    "cell",
    [
        "区水务局 文旅局",
        "区政府各部门(单位)",
        "市生态环境局（金融办）",
        "区水务局 高新区",
        "各镇（街）",
        "区教体局（考试院）",
        "国家铁路局 国铁集团",
        "文旅、住建、水务",
    ],
)
def test_units_are_no_persons(cell: str) -> None:
    assert from_list(whole(cell), Role.RESPONSIBLE).left == ()


def test_names_of_units_are_no_persons() -> None:
    assert not is_person("金融办")
    assert not is_person("文化馆")
    assert is_person("张某某")


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("李大山" * 300, True),
        ("李大山" * 300 + "x", False),
        ("8321177 " * 300 + "电话", False),
        ("局长李大山、" * 300 + "周小满", True),
        ("欧阳 平(组长) 8321177", True),
        ("李大山、", False),
        ("", False),
    ],
)
def test_many_persons_side_by_side(text: str, are: bool) -> None:
    assert is_person(text) is are


def test_many_posts_side_by_side() -> None:
    assert are_posts("市长和" * 300 + "副市长")
    assert not are_posts("市长和" * 300 + "甲")
    assert are_posts("规划和建设局主任、分管副区长")
