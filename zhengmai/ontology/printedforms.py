"""印出的全称: a full name that is printed settles what a short one of the same place means.

文广旅局 is three bodies in as many provinces and stays as printed where nothing is known of the
place; where 文化广电和旅游局 of that place is printed too, it is that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from zhengmai.ontology.places import Chain
from zhengmai.ontology.stems import is_whole
from zhengmai.ontology.units import UnitName

# Kinds of office, in short and in full.
_OFFICES = (("局", "局"), ("委", "委员会"), ("办", "办公室"))
_LONGEST_SHORT = 7  # characters of a duty in short: 文广新旅
_MOST = 50  # full names of a place that begin alike; with more of them nothing is settled

_Key = tuple[Chain, str, str]  # place, office, first character


def settled(names: Iterable[UnitName]) -> dict[str, str]:
    """Names that stayed as printed → the only full name among the others that they shorten."""
    given = {name.canonical: name for name in names}
    fulls: defaultdict[_Key, set[tuple[str, str]]] = defaultdict(set)
    shorts: list[tuple[_Key, str, str]] = []
    for canonical, name in given.items():
        for short, full in _OFFICES:
            if name.stem.endswith(full):
                duty = name.stem.removesuffix(full)
                if duty:
                    fulls[name.place, short, duty[0]].add((duty, canonical))
            if name.stem.endswith(short) and not name.why:
                duty = name.stem.removesuffix(short)
                if 1 < len(duty) <= _LONGEST_SHORT and not is_whole(duty):
                    shorts.append(((name.place, short, duty[0]), duty, canonical))
    found: dict[str, str] = {}
    for key, duty, canonical in shorts:
        meant = [c for d, c in fulls[key] if shortens(duty, d)] if len(fulls[key]) <= _MOST else []
        if len(meant) == 1:
            found[canonical] = meant[0]
    return {short: full for short, full in found.items() if full not in found}


def shortens(short: str, full: str) -> bool:
    """Whether a duty is another one in short: its characters stand in that one, in order.

    The beginning of a name is none, it may be another body: 规划局 beside 规划和自然资源局.

    >>> shortens("文广旅", "文化广电和旅游"), shortens("规划", "规划和自然资源")
    (True, False)
    """
    rest = iter(full)
    return (
        len(short) < len(full)
        and short[0] == full[0]
        and not full.startswith(short)
        and all(character in rest for character in short)
    )
