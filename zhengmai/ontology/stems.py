"""机构名称: the rest of a body's name, without that of its place, made full by tables of rules.

``unit_names.toml`` has whole stems (政府办 is 人民政府办公室) and collectives, ``unit_duties.toml``
the duties that names are made of: 发改 and 委 are 发展和改革委员会.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_SPACE = re.compile(r"\s+")
_WIDTHS = str.maketrans("（）〈〉", "()()")

# Kinds of office, as printed and in full. A name may have both: 发展改革委员会
_OFFICES = {
    "局": "局",
    "委员会": "委员会",
    "委": "委员会",
    "厅": "厅",
    "办公室": "办公室",
    "办": "办公室",
}
_OFFICE = re.compile(rf"(?P<duty>.+?)(?P<office>{'|'.join(_OFFICES)})")
_USUAL = "局委厅"
# 委 is 委员会 whatever the duty is, but for committees of the Party and the like: 市商务委
_COMMITTEE = re.compile(
    r"(?!.*(?:纪|党|工|政法|监|团|民|组|党组|市|区|县|省|州|镇)委$)[^委]{2,}委$"
)
_ZONE = re.compile(r"管委(?:会)?$")  # of a development zone 开发区管委会


@dataclass(frozen=True, slots=True)
class Stem:
    """A short stem in full.

    Attributes:
        full: the full stem; ``{short}`` stands for the short name of the county.
        belongs: ``"city"`` or ``"state"`` where the body is a branch of a higher one, else "".
        why: the reason.
    """

    full: str
    belongs: str
    why: str


@dataclass(frozen=True, slots=True)
class _Duty:
    """What a body does: in full, before which offices and in which places a short form says it."""

    full: str
    offices: str
    within: frozenset[str]
    outside: frozenset[str]
    why: str

    def holds(self, office: str, places: Container[str]) -> bool:
        """Whether the row is meant before an office in some places."""
        if office[0] not in self.offices:
            return False
        if self.within and not any(place in places for place in self.within):
            return False
        return not any(place in places for place in self.outside)


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files("zhengmai.ontology").joinpath(name).read_text("utf-8"))


@cache
def _stems() -> dict[str, Stem]:
    return {
        short: Stem(row["full"], row.get("belongs", ""), row["why"])
        for row in _table("unit_names.toml")["stem"]
        for short in row["short"]
    }


@cache
def _duties() -> dict[str, tuple[_Duty, ...]]:
    found: dict[str, tuple[_Duty, ...]] = {}
    for row in _table("unit_duties.toml")["duty"]:
        duty = _Duty(
            row["full"],
            row.get("offices", _USUAL),
            frozenset(row.get("in", ())),
            frozenset(row.get("not_in", ())),
            row["why"],
        )
        for short in row["short"]:
            found[short] = (*found.get(short, ()), duty)
    return found


@cache
def _collectives() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = _table("unit_names.toml")["collective"]
    return tuple((re.compile(row["pattern"]), row["reaches"]) for row in rows)


def reaches(collective: str) -> str:
    """The class of units a collective stands for: department, town, county, or unknown."""
    plain = _SPACE.sub("", collective).translate(_WIDTHS)
    for pattern, rank in _collectives():
        if pattern.search(plain):
            return rank
    return "unknown"


def in_full(stem: str, places: Container[str] = ()) -> Stem | None:
    """The full form of a stem in a notice of some places (by name), or None where it is full.

    >>> in_full("经济信息化委").full
    '经济和信息化委员会'
    """
    known = _stems().get(stem)
    if known is not None:
        return known
    match = _OFFICE.fullmatch(stem)
    if match is not None:
        office = _OFFICES[match["office"]]
        for duty in _duties().get(match["duty"], ()):
            if duty.holds(match["office"], places):
                return Stem(duty.full + office, "", duty.why)
    if _ZONE.search(stem):
        return Stem(_ZONE.sub("管理委员会", stem), "", "管委 is 管理委员会")
    if _COMMITTEE.fullmatch(stem):
        return Stem(stem + "员会", "", "委 is 委员会")
    return None
