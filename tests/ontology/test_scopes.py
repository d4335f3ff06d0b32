"""适用范围: where and when rows of the tables of names hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from zhengmai.model import Place
from zhengmai.ontology.scopes import ANYWHERE, Scope, chosen

PROVINCE = (Place("湄川省", "province", None),)
CITY = (*PROVINCE, Place("榆津市", "city", None))
COUNTY = (*CITY, Place("苍坪县", "county", None))


@dataclass(frozen=True)
class Row:
    full: str
    scope: Scope = ANYWHERE


HERE = frozenset(("湄川省",))
OLD = Row("旧", Scope(until=date(2018, 10, 1)))
NEW = Row("新", Scope(since=date(2019, 4, 1)))
LOCAL = Row("本地", Scope(within=HERE))
FORMER_LOCAL = Row("本地旧", Scope(within=HERE, until=date(2018, 10, 1)))
ELSEWHERE = Row("他处", Scope(outside=HERE))
OF_CITIES = Row("市级", Scope(levels=frozenset(("city",))))


@pytest.mark.parametrize(
    ("rows", "place", "day", "full"),
    [
        ([OLD, NEW], CITY, date(2018, 9, 30), "旧"),
        ([OLD, NEW], CITY, date(2018, 12, 1), None),  # between them nothing is certain
        ([OLD, NEW], CITY, date(2019, 4, 1), "新"),
        ([OLD, NEW], CITY, None, None),
        ([OLD], CITY, None, "旧"),  # a name that died with the body
        ([OLD], CITY, date(2021, 1, 1), None),
        ([ELSEWHERE, LOCAL], CITY, None, "本地"),
        ([ELSEWHERE, LOCAL], (Place("海州省", "province", None),), None, "他处"),
        ([ELSEWHERE], COUNTY, date(2020, 1, 1), None),
        ([Row("通"), LOCAL], CITY, date(2020, 1, 1), "本地"),  # the row of the place goes first
        ([Row("通"), FORMER_LOCAL], CITY, date(2020, 1, 1), "通"),
        ([Row("通"), FORMER_LOCAL], CITY, date(2017, 1, 1), "本地旧"),
        ([Row("通"), FORMER_LOCAL], CITY, None, None),
        ([OF_CITIES], CITY, None, "市级"),
        ([OF_CITIES], COUNTY, None, None),
        ([OF_CITIES], (), None, None),
    ],
)
def test_which_row_holds(
    rows: list[Row], place: tuple[Place, ...], day: date | None, full: str | None
) -> None:
    row = chosen(rows, place, day)
    assert (row.full if row else None) == full
