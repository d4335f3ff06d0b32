"""Units that may be one under two names; of many pairs only these are shown to a person."""

from __future__ import annotations

from itertools import count

import pytest

from zhengmai.queries.onebody import may_be_one
from zhengmai.queries.reach import BodyRow

_IRIS = count()


def body(name: str, place: tuple[str, ...] = ("湄川省", "榆津市", "渡南区")) -> BodyRow:
    return BodyRow(f"iri/{next(_IRIS):03}", name, place, collective=False, reached_by=())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教育局", "教育和体育局"),
        ("水务局", "城乡水务局"),
        ("行政审枇局", "行政审批局"),
        ("文旅局", "文化和旅游局"),
    ],
)
def test_may_be_one(one: str, other: str) -> None:
    (pair,) = may_be_one([body("渡南区" + one), body("渡南区" + other)])
    assert {pair.one.name, pair.other.name} == {"渡南区" + one, "渡南区" + other}
    assert 0 < pair.likeness <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("民政局", "财政局"),
        ("市场监督管理局", "城市管理局"),
        ("自然资源局", "人力资源局"),
        ("委办公室", "委网络安全和信息化委员会办公室"),
        ("司法局", "审计局"),
    ],
)
def test_are_two(one: str, other: str) -> None:
    assert may_be_one([body("渡南区" + one), body("渡南区" + other)]) == []


def test_units_of_two_places_are_two() -> None:
    other = ("湄川省", "榆津市", "苍坪县")
    assert may_be_one([body("渡南区教育局"), body("苍坪县教育和体育局", other)]) == []
