"""上级依据: which superior plans a plan answers to.

1. A plan that it cites by number or title settles it, whatever the verb.
2. Else the plans of the year by the places above, the nearest level first, that are about the same.
3. Else, where the place above is not known (a zone, a place in no list), the plan of the year of a
   higher level that is clearly about the same, and that no other place's plan comes near.

What a superior itself answers to stands above it, too. Whether two plans are about the same is told
by their texts: the mean over the tasks of the best share of pairs and triples of characters, the
rare ones weighing more, that one point has. Plans and their direct superiors have 0.12 and more, in
the median 0.23; plans of one place on other subjects 0.09 at most, on the same subject by other
places 0.12.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from zhengmai import model
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.relatedness import relatedness
from zhengmai.graph.lineage.plans import LEVELS, CitedDocument, Hierarchy
from zhengmai.ontology.gazetteer import short_name

RELATED: Final = 0.10  # two plans are about the same
_NAMED: Final = 0.10  # … where the place above is only named somewhere in the text
_ALONE: Final = 0.15  # … and where nothing names it
_PROVINCE: Final = LEVELS.index("province")
_AHEAD: Final = 1.3  # how far the plan of a place must be ahead of that of another one
_CITED_AS: Final = ("basis", "implements")


class Binding:
    """The superiors of the plans of a store."""

    def __init__(self, found: Hierarchy, nodes: Linkable) -> None:
        self._found = found
        self._nodes = nodes
        self._superiors: dict[str, frozenset[str]] = {}
        self._basis: dict[str, str] = {}
        self._related: dict[tuple[str, str], float] = {}
        self._line: dict[str, tuple[str, ...]] = {}

    def superiors(self, notice: str) -> list[list[str]]:
        """The plans that a plan answers to, level by level, the nearest first."""
        return self._found.by_level(self._all(notice))

    def basis(self, notice: str) -> str:
        """What the superiors of a plan depend on, as one value; no text is read for it."""
        if notice not in self._basis:
            self._basis[notice] = ""  # a circle of citations ends here
            above = [(plan, self.basis(plan)) for plan in self._candidates(notice)]
            self._basis[notice] = basis_of(self._found.plans[notice].digest, above)
        return self._basis[notice]

    def line(self, notice: str) -> tuple[str, ...]:
        """A plan below what it cites, down from the top; no text is read for it.

        In the order of these, plans that have superiors in common stand behind each other, and each
        superior before what answers to it: what was found for one is wanted for the next.
        """
        if notice not in self._line:
            plan = self._found.plans[notice]
            cited = [c.held for c in self._citations(notice) if c.held and self._is_sure(c)]
            places = [*reversed(self._found.above(plan.place)), plan.place]
            nearest = max(cited, key=lambda p: (self._height(p), p), default=None)
            above = (str(plan.year), *places) if nearest is None else self.line(nearest)
            self._line[notice] = (*above, notice)
        return self._line[notice]

    def _all(self, notice: str) -> frozenset[str]:
        if notice not in self._superiors:
            self._superiors[notice] = frozenset()  # a circle of citations ends here
            direct = self._direct(notice)
            own = self._height(notice)
            above = {p for plan in direct for p in self._all(plan) if self._height(p) < own}
            self._superiors[notice] = frozenset({*direct, *above} - {notice})
        return self._superiors[notice]

    def _direct(self, notice: str) -> set[str]:
        cited = {c.held for c in self._citations(notice) if c.held and self._counts(c)}
        levels = {self._height(plan) for plan in cited}
        placed = {
            plan
            for plan in self._above(notice)
            if self._height(plan) not in levels  # what is cited there settles that level
            and self._likeness(notice, plan) >= RELATED
        }
        return {*cited, *placed} or self._by_text(notice)

    def _candidates(self, notice: str) -> set[str]:
        """Whatever may turn out to be a superior."""
        cited = {c.held for c in self._citations(notice) if c.held}
        return {*cited, *self._above(notice)} or set(self._anywhere_above(notice))

    # ---- what is cited ---------------------------------------------------------------------------

    def _citations(self, notice: str) -> Iterator[CitedDocument]:
        for citation in self._found.cited_by(notice):
            held = citation.held
            if held and self._is_above(held, notice) and not _only_repealed(citation):
                yield citation

    def _is_above(self, plan: str, notice: str) -> bool:
        """Of a higher level; or the government's plan, above that of a bureau of the place."""
        one, other = self._found.plans[plan], self._found.plans[notice]
        if one.place == other.place:
            return one.government and not other.government
        return self._height(plan) < self._height(notice)

    def _counts(self, citation: CitedDocument) -> bool:
        """Whether a plan answers to what it cites; to a mention, if it is about the same."""
        if self._is_sure(citation):
            return True
        return self._likeness(citation.notice, citation.held or "") >= RELATED

    def _is_sure(self, citation: CitedDocument) -> bool:
        """Whether it counts without a look at the texts: so cited, or a plan of the same year."""
        own, other = (self._found.plans[iri] for iri in (citation.notice, citation.held or ""))
        return citation.relation in _CITED_AS or own.year == other.year

    # ---- the places above ------------------------------------------------------------------------

    def _above(self, notice: str) -> Iterator[str]:
        """The plans of the year by the own place's government and the places above."""
        own = self._found.plans[notice]
        for place in (own.place, *self._found.above(own.place)):
            plans = self._found.of_place(place, own.year)
            yield from (p for p in plans if self._is_above(p, notice))

    # ---- the text alone --------------------------------------------------------------------------

    def _anywhere_above(self, notice: str) -> list[str]:
        """The plans of the year of higher levels, where it is not known what the place lies in."""
        own = self._found.plans[notice]
        known = [own.place, *self._found.above(own.place)]
        heights = filter(None, map(self._found.height, known))  # the nation is above all: 0
        top = min(heights, default=0)
        if top <= _PROVINCE:  # it lies in one, as far as is known
            return []
        return sorted(
            plan.iri
            for plan in self._found.plans.values()
            if plan.year == own.year and self._found.height(plan.place) < top
        )

    def _by_text(self, notice: str) -> set[str]:
        """The plan of a higher level that the text alone tells, if it is clearly one."""
        found = [(self._likeness(notice, plan), plan) for plan in self._anywhere_above(notice)]
        words = "".join(n.text for n in self._nodes.of(notice))
        for level in self._found.by_level(p for _, p in found):
            here = sorted(((v, p) for v, p in found if p in level), reverse=True)
            value, best = here[0]
            place = self._found.plans[best].place
            others = [v for v, p in here if self._found.plans[p].place != place]
            known = self._found.places[place]
            name = short_name(model.Place(known.name, known.level, known.code))
            least = _NAMED if len(name) > 1 and name in words else _ALONE
            if value >= least and value >= _AHEAD * max(others, default=0.0):
                return {p for v, p in here if v >= least and self._found.plans[p].place == place}
        return set()

    # ---- what is about the same ------------------------------------------------------------------

    def _likeness(self, notice: str, plan: str) -> float:
        pair = notice, plan
        if pair not in self._related:
            self._related[pair] = relatedness(self._nodes.of(notice), self._nodes.of(plan))
        return self._related[pair]

    def _height(self, plan: str) -> int:
        return self._found.height(self._found.plans[plan].place)


def _only_repealed(citation: CitedDocument) -> bool:
    """Whether all that a notice says of a document is that it is in force no more."""
    return citation.repeals and citation.relation not in _CITED_AS


def basis_of(digest: str, above: Iterable[tuple[str, str]]) -> str:
    """What the superiors of a plan depend on: its content, and all there may be with their own."""
    return hashlib.sha256(repr((digest, sorted(above))).encode()).hexdigest()
