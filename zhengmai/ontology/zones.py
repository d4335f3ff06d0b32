"""开发区: development zones that are named after the place they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from zhengmai.ontology.gazetteer import Chain, gazetteer

_ZONE = re.compile(
    r"^(?P<seat>[\u4e00-\u9fff]{2,4}?)(?:国家级?)?"
    r"(?:高新|经济|经开|工业|综合(?:保税|改革|配套)?|自由贸易)[\u4e00-\u9fff]*(?:区|园)$"
)
_OF_PROVINCE = re.compile("综合实验区$")  # 平潭综合实验区: governed by the province
_KINDS_OF_COUNTY = "县区旗"
_ABOVE = re.compile("(?:省|自治区|市|自治州|地区|盟)$")
_CITY_DEPTH = 2


def above_zone(name: str, around: Iterable[str]) -> tuple[Chain, str | None]:
    """What a zone lies in, as its name tells: known places, or the name of a city; else nothing.

    A city of that name where one is known (青岛高新区: 青岛市); else what a county of that name
    lies in (昌乐经济开发区: that of 昌乐县); neither against the text, which names provinces and
    cities, but not those of the known place. Else a city of that name, as most zones have.

    Args:
        name: of the zone.
        around: names of places in the text.
    """
    match = _ZONE.match(name)
    if match is None:
        return (), None
    city = f"{match['seat']}市"
    named_above = {other for other in around if _ABOVE.search(other)}
    for named in (city, *(f"{match['seat']}{kind}" for kind in _KINDS_OF_COUNTY)):
        known = gazetteer().find(named)
        if len(known) == 1 and not _is_denied(known[0], named_above):
            depth = _CITY_DEPTH - 1 if _OF_PROVINCE.search(name) else _CITY_DEPTH
            return known[0][:depth], None
    return (), city


def beside_zone(chain: Chain) -> Chain:
    """The known county that the zone at the end of a chain is named after: 平潭县."""
    match = _ZONE.match(chain[-1].name) if chain else None
    if match is None:
        return ()
    known = gazetteer().find(f"{match['seat']}县")
    return known[0] if len(known) == 1 and known[0][0] == chain[0] else ()


def _is_denied(chain: Chain, named: Set[str]) -> bool:
    """Whether the text names places above, and none that a chain has."""
    return bool(named) and named.isdisjoint(place.name for place in chain)


_OWN_KIND = re.compile(
    r"(?P<kind>新区|经开区|高新区|开发区|管理区|度假区|保税区|示范区|合作区|试验区|实验区|园区)(?=..)"
)
_IN_FULL = {"经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}


def without_own_kind(name: str, chain: Chain) -> str:
    """The rest of a name that begins as the zone of the notice ends: 新区财政局 in 湄北新区."""
    kind = _OWN_KIND.match(name)
    if kind is None or not chain:
        return name
    ends = kind["kind"], _IN_FULL.get(kind["kind"], kind["kind"])
    return name[kind.end() :] if chain[-1].name.endswith(ends) else name
