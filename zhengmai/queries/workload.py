"""任务量: which units carry most tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from zhengmai.graph.questions import AT_ONCE, in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.model import Role
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import COUNTS
from zhengmai.queries.places import PlaceRow, places, within
from zhengmai.queries.questions import ask, integer, text
from zhengmai.queries.unitforms import COUNTY


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One unit's tasks.

    Attributes:
        unit: full name.
        iri: the unit.
        jurisdiction: the place it belongs to, names from the province down.
        tasks: distinct tasks that name the unit itself (in the role asked for, if one was).
        lead, responsible, cooperating: of these, by role; where one role was asked for, no others.
        through_collectives: tasks that do not name it but reach it through a collective
            (区政府各部门, 各街道办事处) of its place.
    """

    unit: str
    iri: str
    jurisdiction: str
    tasks: int
    lead: int
    responsible: int
    cooperating: int
    through_collectives: int


def workload(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
    top: int | None = None,
) -> list[WorkloadRow]:
    """The units by number of tasks, most first, ties by name.

    Args:
        store: where to look.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        role: count only tasks that the unit has in this role.
        top: at most so many rows.

    Raises:
        NotFoundError: the store knows no such place.
    """
    filters = {"within": within(store, place), "year": year}
    counted = "tasks" if role is None else Role(role).value
    classes: list[Row]
    if place is None and year is None:
        # A store that tells the busiest ones apart gives these alone; Oxigraph gives all.
        loads = _totals(ask(store, "totals", {"role": counted, "top": top}))
        classes = _classes(ask(store, "reached"))
    elif place is None and year is not None:
        of_year: dict[str, object] = {"year": year, "summary": Iri(f"{iris.ID}summary/{year}")}
        loads = _totals(ask(store, "yearly", of_year))
        classes = _classes(ask(store, "yearlyreached", of_year))
    else:
        loads = _with_names(store, ask(store, "workload", filters))
        classes = ask(store, "collectives", filters)
    count = attrgetter(counted)
    chosen = [load for load in loads if count(load)]
    chosen = sorted(chosen, key=lambda load: (-count(load), load.name, load.unit))[:top]
    known = _places_of(store, chosen, classes)
    reached = _Reached.of(classes, known, counted)
    names = {iri: row.full_name for iri, row in known.items()}
    also = attrgetter("also" if role is None else f"also_{counted}")
    return [
        WorkloadRow(
            unit=of.name,
            iri=of.unit,
            jurisdiction=names[of.place],
            tasks=count(of),
            **_by_role(partial(getattr, of), counted),
            through_collectives=reached.through(known[of.place], of.rank) - also(of),
        )
        for of in chosen
    ]


def collectives(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
    top: int | None = None,
) -> list[WorkloadRow]:
    """统称: the classes of units (各街道办事处) by number of tasks; else as :func:`workload`.

    Raises:
        NotFoundError: the store knows no such place.
    """
    counted = "tasks" if role is None else Role(role).value
    inside = within(store, place)
    named = {text(row, "class"): row for row in ask(store, "classes", {"within": inside})}
    known = places(store, {text(row, "place") for row in named.values()})
    found = [
        WorkloadRow(
            unit=text(named[iri], "name"),
            iri=iri,
            jurisdiction=known[text(named[iri], "place")].full_name,
            tasks=integer(row, counted),
            **_by_role(partial(integer, row), counted),
            through_collectives=0,
        )
        for row in ask(store, "classload", {"within": inside, "year": year})
        if (iri := text(row, "class")) in named and integer(row, counted)
    ]
    return sorted(found, key=lambda row: (-row.tasks, row.unit, row.iri))[:top]


_ROLES = tuple(role.value for role in Role)


def _by_role(count: Callable[[str], int], counted: str) -> dict[str, int]:
    """The counts by role: of all, or of the one role that is counted."""
    return {name: count(name) if counted in ("tasks", name) else 0 for name in _ROLES}


class _Load(NamedTuple):
    """What some notices say of a unit: fields and order as ``zm:totals`` has them."""

    unit: str
    name: str
    rank: str
    place: str
    tasks: int
    lead: int
    responsible: int
    cooperating: int
    also: int
    also_lead: int
    also_responsible: int
    also_cooperating: int


_COUNTS = tuple(count.key for count in COUNTS)
_REACHED = ("within", "reaches", "tasks", "lead", "responsible", "cooperating")


def _classes(rows: Iterable[Row]) -> list[Row]:
    lines = (text(row, "line").split("\t") for row in rows)
    return [dict(zip(_REACHED, line, strict=True)) for line in lines]


def _totals(rows: Iterable[Row]) -> list[_Load]:
    """What all notices say of units; there may be a hundred thousand."""
    loads = []
    for row in rows:
        unit, name, rank, place, *counts = text(row, "line").split("\t")
        loads.append(_Load(unit, name, rank, place, *map(int, counts)))
    return loads


def _with_names(store: Store, rows: Iterable[Row]) -> list[_Load]:
    """Counts with the names, ranks and places of their units, which the totals tell."""
    counts = {text(row, "unit"): [integer(row, name) for name in _COUNTS] for row in rows}
    named = (
        of
        for some in in_parts([Iri(u) for u in counts])
        for of in _totals(ask(store, "totals", {"unit": some}))
    )
    return [_Load(of.unit, of.name, of.rank, of.place, *counts[of.unit]) for of in named]


def _places_of(
    store: Store, loads: Iterable[_Load], classes: Iterable[Row]
) -> Mapping[str, PlaceRow]:
    """The places of units, and those whose counties' governments are named as a class."""
    named = {load.place for load in loads}
    named |= {text(r, "within") for r in classes if text(r, "reaches") == COUNTY}
    return places(store, named if len(named) < AT_ONCE else None)


@dataclass(frozen=True)
class _Reached:
    """How many tasks name a class of units."""

    here: Mapping[tuple[str, str], int]
    """(place, class) → in notices of the place."""

    of_city: Mapping[tuple[str, ...], int]
    """Names of a city's places → in its notices, of all its counties (各区县政府)."""

    @classmethod
    def of(cls, rows: Iterable[Row], known: Mapping[str, PlaceRow], count: str) -> _Reached:
        here: dict[tuple[str, str], int] = {}
        of_city: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows:
            place, rank, tasks = text(row, "within"), text(row, "reaches"), integer(row, count)
            here[place, rank] = tasks
            if rank == COUNTY:
                of_city[known[place].path] += tasks
        return cls(here, of_city)

    def through(self, place: PlaceRow, rank: str) -> int:
        """Tasks of collectives that a unit of a place and class belongs to.

        A county's government is reached by 各区县政府 of the city above it.
        """
        if rank != COUNTY:
            return self.here.get((place.iri, rank), 0)
        return self.of_city.get(place.path[:-1], 0)
