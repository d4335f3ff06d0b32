"""全称: names as printed in real places and times, and the bodies they stand for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhengmai.ontology import units
from zhengmai.ontology.gazetteer import Chain, gazetteer

_TABLE = tomllib.loads(Path(__file__).with_name("full_names.toml").read_text("utf-8"))


_FOSHAN = ("广东省", "佛山市")
_TIANQIAO = ("山东省", "济南市", "天桥区")


def _chain(names: list[str]) -> Chain:
    (found,) = (
        chain
        for chain in gazetteer().find(names[-1])
        if set(names) <= {place.name for place in chain}
    )
    return found


def _cases() -> Iterator[Any]:
    for notice in _TABLE["notice"]:
        for printed, full in notice["names"].items():
            day = notice.get("day")
            name = f"{notice['places'][-1]}-{day.year if day else 'undated'}-{printed}"
            yield pytest.param(printed, notice["places"], day, full, id=name)


@pytest.mark.parametrize(("printed", "places", "day", "full"), list(_cases()))
def test_full_name(printed: str, places: list[str], day: Any, full: str) -> None:
    assert units.resolve(printed, _chain(places), day).canonical == full


@pytest.mark.parametrize(
    ("printed", "places", "full"),
    [
        ("顺德教育局", _FOSHAN, "顺德区教育局"),
        ("三水卫健局", _FOSHAN, "三水区卫生健康局"),
        ("高明税务局", _FOSHAN, "国家税务总局佛山市高明区税务局"),
        ("佛山供电局", _FOSHAN, "佛山供电局"),
        ("佛山海关", _FOSHAN, "佛山海关"),
        ("禅城区", _FOSHAN, "禅城区人民政府"),
        ("佛山市禅城区", _FOSHAN, "禅城区人民政府"),
        ("天桥教体局", _TIANQIAO, "天桥区教育和体育局"),
        ("天桥公安分局", _TIANQIAO, "济南市公安局天桥分局"),
        ("天桥调查队", _TIANQIAO, "国家统计局天桥调查队"),
        ("天桥工业园管委会", _TIANQIAO, "天桥工业园管理委员会"),
        ("市中医药局", ("山东省", "济南市"), "济南市中医药局"),
        ("市中区", ("山东省", "济南市"), "市中区人民政府"),
        ("市民营经济局", ("山东省", "济南市"), "济南市民营经济局"),
        ("市市监局", ("山东省", "济南市"), "济南市市场监督管理局"),
        ("泰州医药高新区", ("江苏省", "泰州市"), "泰州医药高新区"),
    ],
)
def test_places_in_names(printed: str, places: tuple[str, ...], full: str) -> None:
    assert units.resolve(printed, _chain(list(places)), date(2021, 5, 6)).canonical == full


@pytest.mark.parametrize(
    ("unknown", "place"),
    [
        ("市旅委", "南昌市"),
        ("市人工委", "南昌市"),
        ("市三农委", "南昌市"),
        ("市农委", "昆明市"),
        ("市建管委", "昆明市"),
        ("市科工贸信委", "汕头市"),
        ("市营商局", "汕头市"),
    ],
)
def test_what_is_not_known_of_a_place_is_not_half_made_full(unknown: str, place: str) -> None:
    (chain,) = gazetteer().find(place)
    name = units.resolve(unknown, chain, date(2016, 5, 6)).canonical
    assert name == place + unknown.removeprefix("市")
