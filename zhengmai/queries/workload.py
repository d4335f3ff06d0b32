"""任务量: which units carry most tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from zhengmai.graph.store import Row, Store
from zhengmai.model import Role
from zhengmai.queries.places import PlaceRow, places, within
from zhengmai.queries.questions import ask, integer, text

_ROLES = ("lead", "responsible", "cooperating")


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
    wanted = None if role is None else Role(role).value
    known = places(store)
    reached = _reached(store, filters, wanted)
    per_unit: dict[str, list[Row]] = defaultdict(list)
    for row in ask(store, "workload", filters):
        per_unit[text(row, "unit")].append(row)
    rows = [_row(iri, loads, reached, known, wanted) for iri, loads in per_unit.items()]
    rows = [r for r in rows if r.tasks]
    rows.sort(key=lambda r: (-r.tasks, r.unit, r.iri))
    return rows if top is None else rows[:top]


def _reached(
    store: Store, filters: Mapping[str, object], role: str | None
) -> dict[tuple[str, str], int]:
    """(place, class) → tasks that name the class in notices of the place."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in ask(store, "collectives", filters):
        found[text(row, "within"), text(row, "reaches")] += integer(row, role or "tasks")
    return found


def _row(
    iri: str,
    loads: list[Row],
    reached: dict[tuple[str, str], int],
    known: dict[str, PlaceRow],
    role: str | None,
) -> WorkloadRow:
    first = loads[0]
    place, rank = text(first, "place"), text(first, "rank")
    also = "also" if role is None else f"also{role.capitalize()}"
    through = _through(place, rank, reached, known) - sum(integer(r, also) for r in loads)
    by_role = {r: sum(integer(load, r) for load in loads) for r in _ROLES}
    return WorkloadRow(
        unit=text(first, "name"),
        iri=iri,
        jurisdiction=known[place].full_name,
        tasks=sum(integer(r, role or "tasks") for r in loads),
        lead=by_role["lead"],
        responsible=by_role["responsible"],
        cooperating=by_role["cooperating"],
        through_collectives=through,
    )


def _through(
    place: str, rank: str, reached: dict[tuple[str, str], int], known: dict[str, PlaceRow]
) -> int:
    """Tasks of collectives that a unit of a place and class belongs to.

    A county's government is reached by 各区县政府 of the city above it.
    """
    if rank != "county":
        return reached.get((place, rank), 0)
    above = known[place].path[:-1]
    return sum(n for (p, r), n in reached.items() if r == rank and known[p].path == above)
