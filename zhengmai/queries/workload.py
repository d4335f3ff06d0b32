"""任务量: which units carry most tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhengmai.graph.binding import Iri
from zhengmai.graph.store import Row, Store
from zhengmai.model import Role
from zhengmai.queries.places import PlaceRow, places, within
from zhengmai.queries.questions import ask, integer, text

_COUNTY = "county"  # the rank of a county's government


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One unit's tasks.

    Attributes:
        unit: full name.
        iri: the unit.
        jurisdiction: the place it belongs to, names from the province down.
        tasks: distinct tasks that name the unit itself (in the role asked for, if one was).
        lead, responsible, cooperating: of these, by role.
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
    if place is None and year is None:
        counts = shares = _busiest(_totals(store, counted), top)
        classes = _lines(store, "reached", _REACHED)
        known = places(store)
    else:
        wanted = {**filters, "role": counted, f"by_{counted}": True, "top": top}
        counts = ask(store, "counts", wanted)
        units = [Iri(text(r, "unit")) for r in counts]
        shares = ask(store, "workload", {**filters, "unit": units}) if units else []
        classes = ask(store, "collectives", filters)
        named = {text(r, "place") for r in shares} | {text(r, "within") for r in classes}
        known = places(store, named)
    reached = _Reached.of(classes, known, counted)
    by_unit = {text(r, "unit"): r for r in shares}
    also = "also" if role is None else f"also{counted.capitalize()}"
    rows = [_row(r, by_unit[text(r, "unit")], also, reached, known) for r in counts]
    return sorted(rows, key=lambda r: (-r.tasks, r.unit, r.iri))


_ROLES = ("lead", "responsible", "cooperating")
_TOTALS = (
    *("unit", "name", "rank", "place", "tasks", *_ROLES),
    *("also", "alsoLead", "alsoResponsible", "alsoCooperating"),
)
_REACHED = ("within", "reaches", "tasks", *_ROLES)


def _lines(store: Store, question: str, fields: Sequence[str]) -> list[Row]:
    """The answers to a question that gives each row as one line."""
    lines = (text(row, "line").split("\t") for row in ask(store, question))
    return [dict(zip(fields, line, strict=True)) for line in lines]


def _totals(store: Store, counted: str) -> list[Row]:
    rows = _lines(store, "totals", _TOTALS)
    return [{**row, "count": row[counted]} for row in rows if integer(row, counted)]


def _busiest(rows: list[Row], top: int | None) -> list[Row]:
    rows.sort(key=lambda r: (-integer(r, "count"), text(r, "name"), text(r, "unit")))
    return rows if top is None else rows[:top]


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
            if rank == _COUNTY:
                of_city[known[place].path] += tasks
        return cls(here, of_city)

    def through(self, place: PlaceRow, rank: str) -> int:
        """Tasks of collectives that a unit of a place and class belongs to.

        A county's government is reached by 各区县政府 of the city above it.
        """
        if rank != _COUNTY:
            return self.here.get((place.iri, rank), 0)
        return self.of_city.get(place.path[:-1], 0)


def _row(
    count: Row, share: Row, also: str, reached: _Reached, known: Mapping[str, PlaceRow]
) -> WorkloadRow:
    place = known[text(share, "place")]
    through = reached.through(place, text(share, "rank")) - integer(share, also)
    return WorkloadRow(
        unit=text(count, "name"),
        iri=text(count, "unit"),
        jurisdiction=place.full_name,
        tasks=integer(count, "count"),
        lead=integer(share, "lead"),
        responsible=integer(share, "responsible"),
        cooperating=integer(share, "cooperating"),
        through_collectives=through,
    )
