"""地名简称: names of bodies that begin with their place in short, given the whole name of it.

密云公安分局 in a notice of 密云区, 顺德教育局 in one of 佛山市, 遂调队 in one of 遂宁市. Other
names begin so and are whole: 榆津学院, 佛山供电局.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from zhengmai.ontology.autonomous import said_with_kind
from zhengmai.ontology.gazetteer import Chain, gazetteer, short_name
from zhengmai.ontology.stems import in_full, is_bureau

_BUREAUS = ("局", "委")
_BRANCHES = ("税务局",)  # branches are named so too, beside what is_bureau knows
_SURVEY = "调队"  # 遂调队 is the 调查队 of 遂宁


def with_whole_place(name: str, chain: Chain, day: date | None) -> str:
    """The name with that of its place whole, where it begins with that in short: 密云区公安分局."""
    if not chain:
        return name
    own = chain[-1].name
    short = short_name(chain[-1])
    if name.startswith(own):
        return name
    said = said_with_kind(own)  # 湘西州财政局
    if said and name.startswith(said) and name != said:
        return own + name.removeprefix(said)
    if name == short[0] + _SURVEY:
        return own + _SURVEY
    if name.startswith(short) and _is_short(name.removeprefix(short), chain, day):
        return own + name.removeprefix(short)
    return _of_county(name, chain) if name.endswith(_BUREAUS) else name


def _is_short(stem: str, chain: Chain, day: date | None) -> bool:
    """Whether a stem is one that the tables make full, a branch or a bureau."""
    rule = in_full(stem, chain, day)
    return rule is not None and (bool(rule.belongs) or is_bureau(stem))


def _of_county(name: str, chain: Chain) -> str:
    for short, whole in _counties(chain):
        if name.startswith(short) and not name.startswith(whole):
            stem = name.removeprefix(short)
            if is_bureau(stem) or stem in _BRANCHES:
                return whole + stem
    return name


@cache
def _counties(chain: Chain) -> tuple[tuple[str, str], ...]:
    """The known counties right below a place: in short, and whole."""
    if chain[-1].code is None:
        return ()
    names = ((short_name(c[-1]), c[-1].name) for c in gazetteer().below(chain))
    return tuple((short, whole) for short, whole in names if short != whole)
