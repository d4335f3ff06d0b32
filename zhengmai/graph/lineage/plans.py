"""The plans that a store holds, their places, and which superior plans each one answers to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.store import Row, Store
from zhengmai.ontology import iris

_ANSWERS = ("basis", "implements")  # a plan answers to what it cites so
LEVELS = ("nation", "province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the store, with the place it lies in (None at the top, or where not known)."""

    iri: str
    name: str
    level: str
    parent: str | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice that is held.

    Attributes:
        iri: the notice.
        place: the place it applies to.
        year: its plan year.
        titles: the titles that others may cite it by.
        numbered: it has a document number.
        digest: of its content.
        linked_by: what its lineage links were made from, or None where there are none yet.
    """

    iri: str
    place: str
    year: int
    titles: frozenset[str]
    numbered: bool = True
    digest: str = ""
    linked_by: str | None = None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a notice cites, and the held notice that it is, or None."""

    notice: str
    document: str
    relation: str
    held: str | None


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What a person said of a lineage link: ``confirmed`` or ``rejected``."""

    child: str
    parent: str
    status: str


@dataclass(frozen=True)
class Hierarchy:
    """The plans of a store and how they stand to each other."""

    plans: Mapping[str, Plan]
    places: Mapping[str, Place]
    cited: tuple[CitedDocument, ...]
    judged: tuple[Judgement, ...] = ()

    @cached_property
    def _judged_in(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.judged:
            found[iris.notice_of_node(judgement.child)].append(judgement)
        return found

    def judged_in(self, notice: str) -> list[Judgement]:
        """What people said of the links of a notice's tasks."""
        return self._judged_in.get(notice, [])

    @cached_property
    def _by_place_and_year(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for plan in self.plans.values():
            found[plan.place, plan.year].append(plan.iri)
        return found

    @cached_property
    def _cited_by(self) -> dict[str, list[CitedDocument]]:
        found: dict[str, list[CitedDocument]] = defaultdict(list)
        for citation in self.cited:
            found[citation.notice].append(citation)
        return found

    def above(self, place: str) -> list[str]:
        """The places that a place lies in, the nearest first; the nation is above all."""
        found: list[str] = []
        at = self.places.get(place)
        while at is not None and at.parent is not None and at.parent not in found:
            if at.parent not in self.places:
                break
            found.append(at.parent)
            at = self.places[at.parent]
        nations = [iri for iri, known in self.places.items() if known.level == "nation"]
        return found + [iri for iri in nations if iri not in (*found, place)]

    def plans_above(self, notice: str, level: str) -> set[str]:
        """The held plans of the same year by the place above that is of a level."""
        own = self.plans[notice]
        places = [p for p in self.above(own.place) if self.places[p].level == level]
        return {
            iri for place in places for iri in self._by_place_and_year.get((place, own.year), ())
        }

    def superiors(self, notice: str) -> list[list[str]]:
        """The held plans that a plan answers to, level by level, the nearest first.

        These are the plans of the same year by the places above, and the held plans of higher
        levels that it cites as basis or carries out, of whatever year. Plans of another year that
        it does not cite are none of them, nor are plans of its own level.
        """
        own = self.plans[notice]
        found = {
            c.held for c in self.cited_by(notice) if c.held is not None and c.relation in _ANSWERS
        }
        for place in self.above(own.place):
            found.update(self._by_place_and_year.get((place, own.year), ()))
        by_level: dict[int, list[str]] = defaultdict(list)
        for iri in sorted(found - {notice}):
            by_level[self._height(self.plans[iri].place)].append(iri)
        own_height = self._height(own.place)
        return [by_level[h] for h in sorted(by_level, reverse=True) if h < own_height]

    def cited_by(self, notice: str) -> list[CitedDocument]:
        """The documents that a notice cites."""
        return self._cited_by.get(notice, [])

    def _height(self, place: str) -> int:
        at = self.places.get(place)
        return LEVELS.index(at.level) if at is not None and at.level in LEVELS else len(LEVELS)


def hierarchy(store: Store) -> Hierarchy:
    """Read the plans, places and citations of a store."""
    plans = {}
    linked = {str(row["notice"]): str(row["linked"]) for row in ask(store, "linked")}
    for row in ask(store, "held"):
        titles = {_plain(row["plan"]), _plain(row["title"])} - {""}
        iri = str(row["notice"])
        plans[iri] = Plan(
            iri,
            str(row["place"]),
            _integer(row["year"]),
            frozenset(titles),
            row["number"] is not None,
            str(row["digest"]),
            linked.get(iri),
        )
    found = Hierarchy(plans, known_places(store), ())
    judged = tuple(
        sorted(
            Judgement(str(r["child"]), str(r["parent"]), str(r["status"]))
            for r in ask(store, "judged")
        )
    )
    return replace(found, judged=judged, cited=tuple(_cited(ask(store, "cited"), found)))


def known_places(store: Store, **only: Sequence[str]) -> dict[str, Place]:
    """The places of a store; where only some notices tell what a place lies in, these are heard.

    Args:
        store: where to look.
        **only: not all places, but those of a ``name``, of a division ``code``, those that the
            ``lowest`` lie in (and these themselves), or those inside the ``highest``.
    """
    found: dict[str, Place] = {}
    for row in ask(store, "places", only):
        parent, code = (None if row[k] is None else str(row[k]) for k in ("parent", "code"))
        place = Place(str(row["place"]), str(row["name"]), str(row["level"]), parent, code)
        known = found.get(place.iri)
        if known is None or (known.parent or "") < (parent or ""):
            found[place.iri] = place
    return found


def _cited(rows: Iterable[Row], found: Hierarchy) -> Iterable[CitedDocument]:
    """Citations, each with the held notice that it means, if there is one.

    That is told by the number; without a number by the title; and 省、市政务公开工作要点 by the
    place above, at the level named, and the year.
    """
    by_title: dict[str, set[str]] = defaultdict(set)
    for plan in found.plans.values():
        for title in plan.titles:
            by_title[title].add(plan.iri)
    known: dict[tuple[str, str], CitedDocument] = {}
    for row in rows:
        notice, document = str(row["notice"]), str(row["document"])
        same = {document} & found.plans.keys()
        if not same:  # a saved page often lacks the number that others cite
            same = by_title.get(_plain(row["title"]), set())
            if row["number"] is not None:
                same = {iri for iri in same if not found.plans[iri].numbered}
        if not same and row["level"] is not None:
            same = found.plans_above(notice, str(row["level"]))
        held = next(iter(same)) if len(same) == 1 else None
        if held == notice:
            continue
        key = notice, document
        if key not in known or (held and not known[key].held):
            known[key] = CitedDocument(notice, document, str(row["relation"]), held)
    return sorted(known.values(), key=lambda c: (c.notice, c.document))


def _plain(title: object) -> str:
    return re.sub(r"[\s《》]", "", str(title)) if title is not None else ""


def _integer(value: object) -> int:
    return int(str(value))
