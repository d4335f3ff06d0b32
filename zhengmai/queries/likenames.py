"""也可能指的单位: what a name may stand for beside the bodies that it is the name of.

A body that a notice prints with that second name: 区政府办公室（区大数据中心）. A bureau whose
duties include those of the name: 教育和体育局, where 教育局 is asked for. A class of units that is
printed with another ending: 区政府各部门（单位）.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
from zhengmai.ontology import iris, units
from zhengmai.ontology.gazetteer import Chain
from zhengmai.ontology.units import UnitName
from zhengmai.queries.questions import ask, optional, text
from zhengmai.queries.unitforms import (
    OFFICES,
    WITH_OFFICE,
    bodies,
    chains,
    classes_by,
    days,
    without_place,
)

_KIND = re.compile(r"^[省市区县旗镇乡](?=.{3})")  # 区大数据中心
_JOINED = re.compile("[和、]")  # 教育和体育局
_ENDING = re.compile(r"（[^（）]*）$")  # 区政府各部门（单位）


@dataclass(frozen=True, slots=True)
class Second:
    """A second name of a body.

    Attributes:
        forms: as notices print it.
        tasks: how many tasks print it.
    """

    forms: tuple[str, ...]
    tasks: int


@dataclass(frozen=True)
class Asked:
    """A name, and what it would be in full in notices of each place.

    Attributes:
        wanted: the name, plain.
        inside: the places that are meant; None for all.
        known: the places by IRI.
        times: days in the times between reforms.
        here: place → the bodies that the name stands for in its notices, there or not, by IRI.
    """

    wanted: str
    inside: Sequence[Iri] | None
    known: Mapping[str, Chain]
    times: Sequence[date | None]
    here: Mapping[str, Mapping[str, UnitName]]

    @classmethod
    def of(
        cls, store: Store, wanted: str, inside: Sequence[Iri] | None, *, whole: bool = False
    ) -> Asked:
        """A name; a ``whole`` one has that of its place in it."""
        known = {
            iri: chain
            for iri, chain in chains(store, inside).items()
            if chain and (not whole or chain[-1].name in wanted)
        }
        times = days(store)
        here = {iri: bodies(chain, [wanted], times) for iri, chain in known.items()}
        return cls(wanted, inside, known, times, here)

    def is_said_by(self, form: str, place: str) -> bool:
        """Whether a name in a notice of a place is that of the body that is asked for."""
        name = units.plain(form)
        if name == self.wanted:
            return True
        there = bodies(self.known[place], [name], self.times)
        return bool(there.keys() & self.here[place].keys())

    def called(self, store: Store) -> dict[str, tuple[str, set[str]]]:
        """The units that are called in part as the name says: full name and written names."""
        parts = {_duties(_KIND.sub("", self._bare(chain)))[0] for chain in self.known.values()}
        parts |= {_duties(name.stem)[0] for of in self.here.values() for name in of.values()}
        least = {part for part in parts if not any(p in part and p != part for p in parts)}
        found: dict[str, tuple[str, set[str]]] = {}
        for part in sorted(least):
            for row in ask(store, "units", {"part": part, "within": self.inside}):
                _, written = found.setdefault(text(row, "unit"), (text(row, "name"), set()))
                written |= {optional(row, "other") or ""} - {""}
        return found

    def _bare(self, chain: Chain) -> str:
        return without_place(self.wanted, chain) or self.wanted


def second_names(
    store: Store, asked: Asked, called: Mapping[str, tuple[str, set[str]]], given: Iterable[str]
) -> dict[str, Second]:
    """The units that notices print with the name as a second one.

    Args:
        store: where to look.
        asked: the name.
        called: units that are called in part as it says (:meth:`Asked.called`).
        given: more units to look at.
    """
    of_key = {_home(chain): iri for iri, chain in asked.known.items()}
    may_be = set(given)
    for iri, (_, written) in called.items():
        place = of_key.get(_place_of(iri))
        if place is not None and iri not in asked.here[place]:
            may_be |= {iri for form in written if asked.is_said_by(form, place)}
    return printed_with(store, asked, may_be)


def printed_with(store: Store, asked: Asked, may_be: Iterable[str]) -> dict[str, Second]:
    """Those of some units that notices print with the name as a second one, in brackets."""
    return _printed(store, asked, may_be, asked.is_said_by)


def with_part(store: Store, asked: Asked, may_be: Iterable[str]) -> dict[str, Second]:
    """Those of some units that only their second names have the name in."""
    return _printed(store, asked, may_be, lambda form, _: asked.wanted in units.plain(form))


def _printed(
    store: Store, asked: Asked, may_be: Iterable[str], says: Callable[[str, str], bool]
) -> dict[str, Second]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    rows = [
        row
        for some in in_parts([Iri(iri) for iri in sorted(may_be)])
        for row in ask(store, "secondnames", {"unit": some})
        if text(row, "place") in asked.known
    ]
    for row in rows:
        second = optional(row, "second")
        if second is not None and says(second, text(row, "place")):
            forms[text(row, "unit")].add(second)
    tasks: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        unit, written = text(row, "unit"), text(row, "written")
        if unit in forms and says(written, text(row, "place")):
            forms[unit].add(written)  # it may stand alone, too
        if unit in forms and forms[unit] & {written, optional(row, "second")}:
            tasks[unit].add(text(row, "task"))
    return {iri: Second(tuple(sorted(of)), len(tasks[iri])) for iri, of in forms.items()}


def alike(store: Store, asked: Asked, called: Mapping[str, tuple[str, set[str]]]) -> dict[str, str]:
    """The units and classes that may be meant as well, though the name is not theirs."""
    wanted: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for of in asked.here.values():
        for iri, name in of.items():
            if WITH_OFFICE.fullmatch(name.stem):
                wanted[_place_of(iri)].add(_duties(name.stem))
    found = {
        iri: name
        for iri, (name, _) in called.items()
        if any(_includes(_stem(iri), duties) for duties in wanted.get(_place_of(iri), ()))
    }
    return found | _classes(store, asked)


def _classes(store: Store, asked: Asked) -> dict[str, str]:
    """The classes of units whose names say as much, and more or less behind it."""
    found: dict[str, str] = {}
    wanted = asked.wanted
    named = {iri: rest for iri, of in asked.known.items() if (rest := without_place(wanted, of))}
    if named:
        for place, rest in named.items():
            found |= classes_by(store, [Iri(place)], {"part": _core(rest)})
        return found
    return classes_by(store, asked.inside, {"part": _core(wanted)})


def _core(name: str) -> str:
    return _ENDING.sub("", units.collective_name(name))


def _duties(stem: str) -> tuple[str, ...]:
    """教育和体育局 → 教育, 体育; 大数据中心 as it is."""
    match = WITH_OFFICE.fullmatch(stem)
    if match is None:
        return (stem,)
    parts = tuple(part for part in _JOINED.split(match["duty"]) if len(part) > 1)
    return parts or (match["duty"],)


def _includes(stem: str, duties: Iterable[str]) -> bool:
    return stem.endswith(OFFICES) and all(duty in stem for duty in duties)


def _home(chain: Chain) -> str:
    """What the IRIs of the bodies of a place begin with."""
    return _place_of(iris.unit(UnitName(chain, "-", "", "", "")))


def _place_of(iri: str) -> str:
    return iri.rpartition("/")[0]


def _stem(iri: str) -> str:
    return unquote(iri.rpartition("/")[2])
