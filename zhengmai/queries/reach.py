"""统称涵盖: which classes of units (区政府各部门) reach which units, for a whole store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from zhengmai.graph.store import Store
from zhengmai.queries.places import places
from zhengmai.queries.questions import ask, text
from zhengmai.queries.unitforms import COUNTY


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A unit, or a class of units (统称).

    Attributes:
        iri: it.
        name: its full name; of a class as it is printed.
        place: the place that it belongs to, names from the province down; empty if not known.
        collective: whether it is a class of units.
        reached_by: the classes of units that reach it.
    """

    iri: str
    name: str
    place: tuple[str, ...]
    collective: bool
    reached_by: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Its name; that of a class of units with the place, without which it says nothing."""
        if not (self.collective and self.place):
            return self.name
        # 渡南区, 区政府各部门: 渡南区政府各部门
        return self.own_place + self.name.removeprefix(self.own_place[-1])

    @property
    def own_place(self) -> str:
        """The name of its place, without those above; "" if not known."""
        return self.place[-1] if self.place else ""

    @property
    def short_name(self) -> str:
        """Its name without its place in front: 财政局."""
        return self.name.removeprefix(self.own_place) or self.name


def bodies(store: Store) -> dict[str, BodyRow]:
    """All units and classes of units of a store that tasks name, by IRI, in their order."""
    units = [text(row, "line").split("\t") for row in ask(store, "totals", {"role": "tasks"})]
    classes = ask(store, "classes")
    known = places(store)
    parents = {place.path: iri for iri, place in known.items()}
    by_rank: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in classes:
        by_rank[text(row, "place"), text(row, "reaches")].append(text(row, "class"))

    def path(place: str) -> tuple[str, ...]:
        return known[place].path if place in known else ()

    found = {
        text(r, "class"): BodyRow(
            text(r, "class"), text(r, "name"), path(text(r, "place")), collective=True
        )
        for r in classes
    }
    for iri, name, rank, place, *_ in units:
        # The government of a county is reached by 各区县政府 of its city.
        at = parents.get(path(place)[:-1], "") if rank == COUNTY and place in known else place
        reached = tuple(sorted(by_rank.get((at, rank), ())))
        found[iri] = BodyRow(iri, name, path(place), collective=False, reached_by=reached)
    return dict(sorted(found.items()))


def reached(found: Mapping[str, BodyRow]) -> dict[str, list[str]]:
    """Class of units → the units that it reaches."""
    of: dict[str, list[str]] = defaultdict(list)
    for body in found.values():
        for collective in body.reached_by:
            of[collective].append(body.iri)
    return dict(of)
