"""Names of places → the chain from the province down: a known one, or a made one.

Places that are not known (renamed, invented, development zones) get those above them from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from zhengmai.model import Place
from zhengmai.ontology.gazetteer import Chain, gazetteer
from zhengmai.ontology.zones import above_zone

_COUNTY_DEPTH = 3  # province, city, county
# Names that say nothing without the name of their city.
_BARE_ZONE = re.compile(
    r"^(?:国家级?)?(?:高新(?:技术产业开发)?|经济(?:技术)?开发|经开|开发|新|功能|示范)区$"
)


def chain_of(names: Sequence[str], around: Iterable[str]) -> Chain:
    """The chain that names stand for: a known one that fits the words around, else a made one."""
    last = names[-1]
    context = {*names[:-1], *around}
    candidates = [
        c for c in gazetteer().find(last) if all(name in {p.name for p in c} for name in names[:-1])
    ]
    if len(candidates) > 1:
        scored = [(len(context & {p.name for p in c[:-1]}), c) for c in candidates]
        best = max(score for score, _ in scored)
        candidates = [c for score, c in scored if score == best]
    if len(candidates) == 1 and not _elsewhere(candidates[0], context):
        return candidates[0]
    return _made_chain(names, around)


def is_doubtful(chain: Chain) -> bool:
    """Whether a name without a code is one that several places bear."""
    last = chain[-1]
    if last.code is not None:
        return False
    if _BARE_ZONE.match(last.name) and not any(p.level == "city" for p in chain):
        return True
    return len(gazetteer().find(last.name)) > 1 and not any(p.level == "city" for p in chain)


def _elsewhere(chain: Chain, context: Set[str]) -> bool:
    """Whether a county of this name lies in places that nobody knows: a namesake of a known one.

    One name that is not known may be a slip of OCR; a province and a city are not.
    """
    if len(chain) < _COUNTY_DEPTH or context & {p.name for p in chain[:-1]}:
        return False
    unknown = {_level(name, has_city=False) for name in context if not gazetteer().find(name)}
    return {"province", "city"} <= unknown


def _made_chain(names: Sequence[str], around: Iterable[str]) -> Chain:
    """A chain for a place that the gazetteer does not hold, from the text alone."""
    last = names[-1]
    above = list(names[:-1])
    upper: Chain = ()
    if not above:
        upper, city = above_zone(last, around)
        above.extend([city] if city is not None else [])
    level = _level(last, has_city=any(_level(n, has_city=False) == "city" for n in above))
    if above:
        known = [c for c in gazetteer().find(above[-1]) if len(c) <= 2]
        upper = known[0] if len(known) == 1 else _made_chain(above, around)
    elif not upper and level != "province":
        upper = _around_chain(level, around, last)
    if upper and upper[0].level == "city":
        upper = (*_around_chain("city", around, upper[0].name), *upper)
    return (*upper, Place(last, level, None))


def _around_chain(level: str, around: Iterable[str], below: str) -> Chain:
    """Places above that the head or the citations of the notice name."""
    named = [name for name in around if name != below]
    provinces = [n for n in named if _level(n, has_city=False) == "province"]
    cities = [n for n in named if _level(n, has_city=False) == "city"]
    chain: list[Place] = []
    if provinces:
        chain.append(_known_or_made(provinces[0], "province"))
    if level == "county" and cities:
        if not chain:
            known = [c for c in gazetteer().find(cities[0]) if len(c) == 2]
            if len(known) == 1:
                return known[0]
        chain.append(_known_or_made(cities[0], "city"))
    return tuple(chain)


def _known_or_made(name: str, level: str) -> Place:
    for chain in gazetteer().find(name):
        if chain[-1].level == level:
            return chain[-1]
    return Place(name, level, None)


def _level(name: str, *, has_city: bool) -> str:
    if re.search(r"(?:省|自治区|特别行政区)$", name):
        return "province"
    if re.search(r"(?:市|自治州|地区|盟)$", name) and not has_city:
        return "city"
    return "county"
