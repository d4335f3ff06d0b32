"""The plans that a store holds, their places, what they cite, and what was said of links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.lineage.verdicts import Verdict
from zhengmai.graph.store import Row, Store
from zhengmai.ontology import iris

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
        answers_to: the superior plans that it was linked with.
        government: it is of a government or a body in its place, not of one of its bureaus.
    """

    iri: str
    place: str
    year: int
    titles: frozenset[str]
    numbered: bool = True
    digest: str = ""
    linked_by: str | None = None
    answers_to: frozenset[str] = frozenset()
    government: bool = True


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a notice cites, and the held notice that it is, or None."""

    notice: str
    document: str
    relation: str
    held: str | None
    repeals: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What a person said of a lineage link.

    Attributes:
        child, parent: the ends of the link.
        status: ``confirmed`` or ``rejected``.
        by: who said so, or None where that was not recorded.
        at: when: 2025-06-01T08:30:00Z, or None.
        note: what else the person said, or None.
        child_text, parent_text: what the ends said then, by which they are found again; None where
            that was not recorded.
    """

    child: str
    parent: str
    status: str
    by: str | None = None
    at: str | None = None
    note: str | None = None
    child_text: str | None = None
    parent_text: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Child and parent."""
        return self.child, self.parent


@dataclass(frozen=True)
class Hierarchy:
    """The plans of a store and how they stand to each other."""

    plans: Mapping[str, Plan]
    places: Mapping[str, Place]
    cited: tuple[CitedDocument, ...]
    judged: tuple[Judgement, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

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
    def _verdicts_in(self) -> dict[str, list[Verdict]]:
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            found[iris.notice_of_node(verdict.child)].append(verdict)
        return found

    def verdicts_in(self, notice: str) -> list[Verdict]:
        """What the office's model said of pairs of a notice's tasks."""
        return self._verdicts_in.get(notice, [])

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
        return found + [iri for iri in self._nations if iri not in (*found, place)]

    @cached_property
    def _nations(self) -> list[str]:
        return [iri for iri, known in self.places.items() if known.level == "nation"]

    def plans_above(self, notice: str, level: str) -> set[str]:
        """The held plans of the same year by the place above that is of a level."""
        own = self.plans[notice]
        places = [p for p in self.above(own.place) if self.places[p].level == level]
        return {iri for place in places for iri in self.of_place(place, own.year)}

    def of_place(self, place: str, year: int) -> list[str]:
        """The held plans of a place for a year."""
        return self._by_place_and_year.get((place, year), [])

    def superiors(self, notice: str) -> list[list[str]]:
        """The plans that a plan was linked with, level by level, the nearest first."""
        return self.by_level(self.plans[notice].answers_to & self.plans.keys())

    def by_level(self, plans: Iterable[str]) -> list[list[str]]:
        """Plans by the level of their place, the lowest level first."""
        levels: dict[int, list[str]] = defaultdict(list)
        for iri in sorted(plans):
            levels[self.height(self.plans[iri].place)].append(iri)
        return [levels[height] for height in sorted(levels, reverse=True)]

    def cited_by(self, notice: str) -> list[CitedDocument]:
        """The documents that a notice cites."""
        return self._cited_by.get(notice, [])

    def height(self, place: str) -> int:
        """How many levels lie above that of a place; the nation is 0."""
        at = self.places.get(place)
        return LEVELS.index(at.level) if at is not None and at.level in LEVELS else len(LEVELS)


@dataclass(frozen=True, slots=True)
class Held:
    """A held notice: what tells whether it changed, and its place."""

    digest: str
    place: str


def held(store: Store) -> dict[str, Held]:
    """The notices that a store holds."""
    rows = ask(store, "held")
    return {str(row["notice"]): Held(str(row["digest"]), str(row["place"])) for row in rows}


def held_plans(store: Store) -> dict[str, Plan]:
    """The plans of a store by their notice, without what they were linked with."""
    found = {}
    for row in ask(store, "held"):
        titles = {_plain(row["plan"]), _plain(row["title"])} - {""}
        iri = str(row["notice"])
        found[iri] = Plan(
            iri,
            str(row["place"]),
            _integer(row["year"]),
            frozenset(titles),
            row["number"] is not None,
            str(row["digest"]),
            government=_is_government(row["issuer"]),
        )
    return found


def hierarchy(store: Store) -> Hierarchy:
    """Read the plans, places and citations of a store."""
    linked = {str(row["notice"]): str(row["linked"]) for row in ask(store, "linked")}
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(store, "answers"):
        answers[str(row["notice"])].add(str(row["superior"]))
    plans = {
        iri: replace(plan, linked_by=linked.get(iri), answers_to=frozenset(answers[iri]))
        for iri, plan in held_plans(store).items()
    }
    found = Hierarchy(plans, known_places(store), ())
    return replace(
        found,
        judged=tuple(sorted(map(_judgement, ask(store, "judged")), key=lambda j: j.pair)),
        verdicts=tuple(sorted(_verdict(row) for row in ask(store, "verdicts"))),
        cited=tuple(_cited(ask(store, "cited"), found)),
    )


_TOLD: Final = ("by", "at", "note", "childText", "parentText")


def _judgement(row: Row) -> Judgement:
    told = (None if row[k] is None else str(row[k]) for k in _TOLD)
    return Judgement(str(row["child"]), str(row["parent"]), str(row["status"]), *told)


def _verdict(row: Row) -> Verdict:
    return Verdict(*(str(row[field.name]) for field in fields(Verdict)))


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

    That is told by the number; without a number by the title, also where it is nested (关于印发
    〈…〉的通知), lacks the issuer before it, or the place and the year; and 省、市政务公开工作要点
    by the place above, at the level named, and the year.
    """
    by_title: dict[str, set[str]] = defaultdict(set)
    by_short: dict[str, set[str]] = defaultdict(set)
    for plan in found.plans.values():
        for title in plan.titles:
            for key in _keys(title):
                by_title[key].add(plan.iri)
                by_short[_short(key, found.places.get(plan.place))].add(plan.iri)
    known: dict[tuple[str, str], CitedDocument] = {}
    for row in rows:
        notice, document = str(row["notice"]), str(row["document"])
        same = {document} & found.plans.keys() or _of_title(row, found, by_title)
        same = same or _of_short_title(row, found, by_short)
        # Another build may have stored a notice since the plans were asked for.
        if not same and row["level"] is not None and notice in found.plans:
            same = found.plans_above(notice, str(row["level"]))
        held = next(iter(same)) if len(same) == 1 else None
        if held == notice:
            continue
        pair = notice, document
        if pair not in known or (held and not known[pair].held):
            repeals = bool(row["repeals"])
            known[pair] = CitedDocument(notice, document, str(row["relation"]), held, repeals)
    return sorted(known.values(), key=lambda c: (c.notice, c.document))


def _of_title(row: Row, found: Hierarchy, by_title: Mapping[str, set[str]]) -> set[str]:
    """The plans of a title; of several places' plans, that of a place above.

    What is repealed is of the place itself: nobody repeals what others have issued.
    """
    notice = str(row["notice"])
    same = {iri for key in _keys(str(row["title"] or "")) for iri in by_title.get(key, ())}
    if row["number"] is not None:  # a saved page often lacks the number that others cite
        same = {iri for iri in same if not found.plans[iri].numbered}
    same -= {notice}
    if row["repeals"]:
        own = found.plans[notice].place
        return {iri for iri in same if found.plans[iri].place == own}
    above = found.above(found.plans[notice].place) if len(same) > 1 else []
    return {iri for iri in same if found.plans[iri].place in above} or same


_YEAR = re.compile(r"^(?P<year>20\d\d)年度?")


def _short(title: str, place: Place | None) -> str:
    """A title without its year and the place that it is of: 2025年澄阳市|城市更新任务方案."""
    named = _YEAR.sub("", title).removeprefix(place.name if place is not None else "")
    return _YEAR.sub("", named)


def _of_short_title(row: Row, found: Hierarchy, by_short: Mapping[str, set[str]]) -> set[str]:
    """The plan of the year by a place above that a title without place or year is short for."""
    notice = str(row["notice"])
    if row["number"] is not None or row["repeals"] or notice not in found.plans:
        return set()
    own = found.plans[notice]
    above = found.above(own.place)
    same: set[str] = set()
    for key in _keys(str(row["title"] or "")):
        said = _YEAR.match(key)
        year = own.year if said is None else int(said["year"])
        plans = by_short.get(_YEAR.sub("", key), set()) - {notice}
        same.update(
            p for p in plans if found.plans[p].place in above and found.plans[p].year == year
        )
    return same


# 某省人民政府办公厅关于印发〈2024年全省安全生产重点工作安排〉的通知
_ISSUES = re.compile(r"^(?P<issuer>[^《〈]*?)(?P<rest>关于.+)$")
_ISSUED = re.compile(r"关于(?:印发|转发|下发|发布|公布)(?P<plan>.+)的(?:通知|公告|意见)$")
_NO_GOVERNMENT = re.compile(r"(?:局|厅|委员会|委|中心|总队|支队)(?:办公室|办公厅)?$")
_GOVERNMENT = re.compile(
    r"政府|管理委员会|管委会|党工委|县委|市委|省委|区委|安全生产委员会|领导小组"
)


def _keys(title: str) -> set[str]:
    """What a document is cited as by its title: whole, without its issuer, and the plan in it."""
    whole = _plain(title)
    if not whole:
        return set()
    keys = {whole}
    issued = _ISSUES.match(whole)
    if issued is not None:
        keys.add(issued["rest"])
        inner = _ISSUED.search(issued["rest"])
        if inner is not None:
            keys.add(inner["plan"])
    return keys


def _is_government(issuer: object) -> bool:
    """Whether a body acts for a whole place; 市教育局 does not."""
    name = str(issuer or "")
    return _GOVERNMENT.search(name) is not None or _NO_GOVERNMENT.search(name) is None


def _plain(title: object) -> str:
    return re.sub(r"[\s《》〈〉⟨⟩<>＜＞]", "", str(title)) if title is not None else ""


def _integer(value: object) -> int:
    return int(str(value))
