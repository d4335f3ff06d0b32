"""单位: the units and classes of units that an answer names, with places and numbers of tasks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.model import Role
from zhengmai.queries.places import places
from zhengmai.queries.questions import ask, integer, optional, text

SHOWN = 12
"""So many units are told where several may be meant, or none."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, or a class of units (统称).

    Attributes:
        iri: it.
        unit: its full name; of a class as it is printed.
        jurisdiction: the place that it belongs to, names from the province down, or "".
        tasks: how many tasks of the store name it; where it is meant by a second name, how many
            print that.
        second: the second name that it is meant by, as notices print it in brackets behind its
            own (区大数据中心); empty where it is meant by its own.
        besides: how many more tasks name it, without that second name.
    """

    iri: str
    unit: str
    jurisdiction: str
    tasks: int
    second: tuple[str, ...] = ()
    besides: int = 0

    @property
    def called(self) -> str:
        """Its name, and the second one that it is meant by: 区政府办公室（区大数据中心）."""
        return f"{self.unit}（{'、'.join(self.second)}）" if self.second else self.unit

    def __str__(self) -> str:
        """For a list to choose from. Example: 各街道办事处（山东省济南市天桥区）  36."""
        place = f"（{self.jurisdiction}）" if self.jurisdiction else ""
        every = f"/{self.tasks + self.besides}" if self.second else ""
        return f"{self.called}{place}  {self.tasks}{every}"

    def is_named(self, iri: str, *printed: str | None) -> bool:
        """Whether a unit that is printed so is this one, by the name that it is meant by."""
        return iri == self.iri and (not self.second or any(p in self.second for p in printed))


def first(rows: Iterable[UnitRow]) -> tuple[UnitRow, ...]:
    """Most tasks first."""
    return tuple(sorted(rows, key=lambda r: (-r.tasks, r.unit, r.iri)))


def listed(rows: Sequence[UnitRow]) -> str:
    """Units below a message, some of them where they are many."""
    more = ["  …"] if len(rows) > SHOWN else []
    return "\n".join([*(f"  {row}" for row in rows[:SHOWN]), *more])


def counted(store: Store, found: Mapping[str, str]) -> list[UnitRow]:
    """Units and classes with their numbers of tasks, most first."""
    counts: Counter[str] = Counter()
    of: dict[str, str] = {}
    for some in in_parts([Iri(iri) for iri in found]):
        for row in ask(store, "totals", {"unit": some}):
            unit, _, _, place, tasks, *_ = text(row, "line").split("\t")
            counts[unit], of[unit] = int(tasks), place
        for row in ask(store, "classload", {"class": some}):
            counts[text(row, "class")] += integer(row, "tasks")
        for row in ask(store, "classes", {"class": some}):
            of[text(row, "class")] = text(row, "place")
    known = places(store, of.values())
    names = {iri: known[place].full_name for iri, place in of.items() if place in known}
    rows = [UnitRow(iri, name, names.get(iri, ""), counts[iri]) for iri, name in found.items()]
    return list(first(rows))


def counted_in(
    store: Store,
    found: Sequence[UnitRow],
    *,
    inside: Sequence[Iri] | None,
    year: int | None,
    role: Role | None,
) -> tuple[UnitRow, ...]:
    """Those of some units that have tasks in notices of places, a year, a role; with these alone.

    Args:
        store: where to look.
        found: the units, each by the name that it is meant by.
        inside: the places; None for all.
        year: only plans of this year.
        role: only tasks that they have in this role.
    """
    of_unit: defaultdict[str, set[str]] = defaultdict(set)
    meant: defaultdict[str, set[str]] = defaultdict(set)
    by_iri = {row.iri: row for row in found}
    where = None if inside is None else frozenset(inside)

    # Left out here and not by the store: the embedded one would look at all notices of a year.
    def is_asked(line: Row) -> bool:
        return (
            (role is None or text(line, "role") == role.value)
            and (year is None or integer(line, "year") == year)
            and (where is None or text(line, "place") in where)
        )

    for some in in_parts([Iri(iri) for iri in by_iri]):
        for line in filter(is_asked, ask(store, "secondnames", {"unit": some})):
            unit, task = text(line, "unit"), text(line, "task")
            of_unit[unit].add(task)
            if by_iri[unit].is_named(unit, text(line, "written"), optional(line, "second")):
                meant[unit].add(task)
    return first(
        replace(
            row,
            tasks=len(meant[row.iri]),
            besides=len(of_unit[row.iri] - meant[row.iri]),
        )
        for row in found
        if meant[row.iri]
    )
