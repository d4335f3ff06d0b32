"""机构名称: the rest of a body's name, without that of its place, made full by tables of rules.

``unit_names.toml`` has whole stems (政府办 is 人民政府办公室) and collectives; the tables of duties
what names are made of: 发改 and 委 are 发展和改革委员会. Bodies are renamed with each reform and
differ from province to province, so a row may hold in some places, at some levels and in some years
only (:mod:`.scopes`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from zhengmai.model import Place
from zhengmai.ontology.scopes import ANYWHERE, Scope, chosen

Places = tuple[Place, ...]

DUTIES = (
    "unit_duties.toml",
    "unit_duties_local.toml",
    "unit_duties_services.toml",
    "unit_duties_former.toml",
    "unit_duties_towns.toml",
)
NAMES = ("unit_names.toml", "unit_names_party.toml")
BRANCHES = "unit_names_branches.toml"

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
# Of a development zone: 开发区管委会, 高新区管委; but 建管委 is 建设和管理委员会
_ZONE = re.compile(r"(?:(?<![建城])管委会|(?<=[区园城港山湖岛带])管委)$")


@dataclass(frozen=True, slots=True)
class Stem:
    """A short stem in full.

    Attributes:
        full: the full stem; ``{short}`` stands for the short name of the place.
        belongs: ``"city"`` or ``"state"`` where the body is a branch of a higher one, ``"own"``
            where ``full`` is the whole name, else "".
        why: the reason.
        scope: where and when it holds.
    """

    full: str
    belongs: str
    why: str
    scope: Scope = ANYWHERE


@dataclass(frozen=True, slots=True)
class _Duty:
    """What a body does: in full, before which offices, where and when a short form says it."""

    full: str
    offices: str
    why: str
    scope: Scope


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files("zhengmai.ontology").joinpath(name).read_text("utf-8"))


@cache
def _stems() -> dict[str, tuple[Stem, ...]]:
    found: dict[str, tuple[Stem, ...]] = {}
    for row in (row for name in NAMES for row in _table(name)["stem"]):
        stem = Stem(row["full"], row.get("belongs", ""), row["why"], Scope.of(row))
        for short in row["short"]:
            found[short] = (*found.get(short, ()), stem)
    return found


@cache
def _duties() -> dict[str, tuple[_Duty, ...]]:
    found: dict[str, tuple[_Duty, ...]] = {}
    for row in (row for name in DUTIES for row in _table(name)["duty"]):
        duty = _Duty(row["full"], row.get("offices", _USUAL), row["why"], Scope.of(row))
        for short in row["short"]:
            found[short] = (*found.get(short, ()), duty)
    return found


@cache
def _whole() -> frozenset[str]:
    """The duties that are full as printed: 商务 of 商务局 and 商务委."""
    fulls = (duty.full for rows in _duties().values() for duty in rows)
    return frozenset((*_table("unit_duties.toml")["whole"], *fulls))


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


def is_whole(duty: str) -> bool:
    """Whether a duty is known to be full as printed: 财政, 卫生健康."""
    return duty in _whole()


def is_bureau(stem: str) -> bool:
    """Whether a stem is a duty that is known, short or in full, and its office: 教体局, 财政局."""
    match = _OFFICE.fullmatch(stem)
    return match is not None and (match["duty"] in _whole() or match["duty"] in _duties())


_OF_ONE = ("局", "委", "厅", "办", "部")  # offices of one character


def mistyped(stem: str) -> tuple[str, ...]:
    """The names of bureaus that are written with one other character, those of known duties.

    >>> mistyped("住建居")[0]
    '住建局'
    """
    duty, office = stem[:-1], stem[-1:]
    if len(duty) < 2:
        return ()
    known = _duties().keys() | _whole()
    if duty in known and office not in _OF_ONE:
        return tuple(duty + one for one in _OF_ONE)
    if office not in _OF_ONE:
        return ()
    near = (one for one in known if len(one) == len(duty) and one != duty)
    others = (one for one in near if sum(map(str.__ne__, one, duty)) == 1)
    return tuple(sorted(one + office for one in others))


def in_full(stem: str, place: Places = (), day: date | None = None) -> Stem | None:
    """The full form of a stem in a notice of a place and day; None where it stays as printed.

    >>> in_full("经济信息化委").full
    '经济和信息化委员会'
    """
    rows = _stems().get(stem) or tuple(_made_of_duties(stem))
    if rows:
        row = chosen(rows, place, day)
        return row if row is not None and (row.belongs or row.full != stem) else None
    if stem.endswith("委") and stem.removesuffix("委") in _whole():
        return Stem(stem + "员会", "", "委 is 委员会")
    if _ZONE.search(stem):
        return Stem(_ZONE.sub("管理委员会", stem), "", "管委 is 管理委员会")
    return None


@cache
def _own() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = _table(BRANCHES)["own"]
    return tuple((re.compile(row["pattern"]), row["full"]) for row in rows)


def own_name(name: str) -> str:
    """The full form of a name that bears no name of the notice's place: 人行祁门县支行."""
    for pattern, full in _own():
        if pattern.match(name):
            return pattern.sub(full, name, count=1)
    return name


def _made_of_duties(stem: str) -> Iterable[Stem]:
    match = _OFFICE.fullmatch(stem)
    if match is None:
        return
    office = match["office"]
    for duty in _duties().get(match["duty"], ()):
        if office[0] in duty.offices:
            yield Stem(duty.full + _OFFICES[office], "", duty.why, duty.scope)
