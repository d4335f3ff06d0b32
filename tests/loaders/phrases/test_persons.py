"""Persons and telephones beside the names of units."""

from __future__ import annotations

import pytest

from tests.loaders.reading import whole
from zhengmai.loaders.phrases.persons import is_person
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
