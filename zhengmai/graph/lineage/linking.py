"""承接关系: linking the tasks of each plan to the points of the superior plans they carry out.

Which plans are compared is decided by citation, place, year and text (:mod:`.binding`); which of
their points a task carries out by the texts (:mod:`.matching`). The links of a notice are a graph
of their own, so they can be made again without touching what was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator, Sequence
from copy import copy
from dataclasses import astuple, replace
from itertools import groupby, islice

from zhengmai.graph.lineage.binding import Binding
from zhengmai.graph.lineage.foundagain import found_again
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.linkgraph import LinkGraph
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.lineage.matching.nodes import LineageNode, ScoredLink
from zhengmai.graph.lineage.matching.proposals import Proposals
from zhengmai.graph.lineage.matching.thresholds import MOST_CANDIDATES
from zhengmai.graph.lineage.plans import Hierarchy, Judgement, hierarchy
from zhengmai.graph.lineage.proposing import Job, proposed
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.lineage.verdicts import CHOSEN, Question, Verdict, questions
from zhengmai.graph.lineage.ways import Way, recorded
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.workers import HERE, Workers

REJECTED = "rejected"
JUDGED, PERSON = "judged", "person"  # methods: what a link rests on, beside the texts
METHOD_VERSION = 5  # raised when the same texts get other links, so that a store is linked anew


def link(
    store: Store,
    progress: Callable[[int, int], None] | None = None,
    *,
    way: Way | None = None,
    workers: Workers = HERE,
    found: Hierarchy | None = None,
) -> int:
    """Make the lineage links of all notices for which they are missing or out of date.

    Each notice's links carry what they were made from, so a build that was interrupted, a superior
    that was loaded later and one that was removed are all put right by the next call.

    Args:
        store: what to link.
        progress: told of each notice that is done, and of how many there are.
        way: how texts are compared; as the store was linked before where none is given.
        workers: who compares.
        found: the plans of the store, where they have been asked for.

    Returns:
        How many links the store holds then.

    Raises:
        ModelError: the way cannot be gone; links that were made before it are kept.
        ZhengmaiError: a worker died; so are they.
    """
    lineage = Lineage(store, found or hierarchy(store), way)
    outdated = lineage.outdated()
    for done, _ in enumerate(store.put(lineage.graphs(outdated, workers)), 1):
        if progress is not None:
            progress(done, len(outdated))
    return count(store)


def count(store: Store) -> int:
    """How many links a store holds."""
    return next(int(str(row["links"])) for row in ask(store, "linkcount"))


class Lineage:
    """The lineage of the notices of a store, as it follows from what is known of them.

    ``found`` may know more than the store: what somebody has said just now.
    """

    def __init__(self, store: Store, found: Hierarchy, way: Way | None = None) -> None:
        self._nodes = Linkable(store)
        words = found_again(store, found.judged)
        self.found = replace(found, judged=words.judged)
        self.lost = words.lost
        self._way = recorded(store) if way is None else way
        self._binding = Binding(found, self._nodes)

    def outdated(self) -> list[str]:
        """The notices whose links are missing, or were made from something else."""
        plans = self.found.plans
        return [n for n in self.notices() if plans[n].linked_by != self._basis(n)]

    def notices(self) -> list[str]:
        """All, those with the same superiors behind each other, which are then compared once."""
        return sorted(self.found.plans, key=self._binding.line)

    def with_words(self, found: Hierarchy) -> Lineage:
        """The same with other judgements and verdicts; what was read is not read again."""
        other = copy(self)
        other.found = found
        return other

    def questions(self, notice: str) -> list[Question]:
        """What a model may be asked about the tasks of a notice."""
        (found,) = self._proposed([notice])
        return list(questions(found.links, found.candidates, self._known(found)))

    def graph(self, notice: str) -> GraphData:
        """The lineage graph of a notice, with what it was made from."""
        (graph,) = self.graphs([notice])
        return graph

    def graphs(self, notices: Sequence[str], workers: Workers = HERE) -> Iterator[GraphData]:
        """The lineage graphs of notices, one after the other."""
        for notice, found in zip(notices, self._proposed(notices, workers), strict=True):
            yield self._graph(notice, found).data()

    def _proposed(self, notices: Sequence[str], workers: Workers = HERE) -> Iterator[Proposals]:
        """What the texts of notices propose."""
        return proposed(map(self._job, notices), len(notices), self._way, workers)

    def _job(self, notice: str) -> Job:
        above = self._binding.superiors(notice)
        points = tuple(tuple(n for plan in level for n in self._nodes.of(plan)) for level in above)
        return tuple(self._nodes.of(notice)), points

    def _graph(self, notice: str, found: Proposals) -> LinkGraph:
        judged = self.found.judged_in(notice)
        verdicts = {(v.child, v.parent): v for v in self.found.verdicts_in(notice)}
        asked = questions(found.links, found.candidates, self._known(found)) if verdicts else ()
        pairs = _Pairs(found, {(j.child, j.parent) for j in judged})
        for question in asked:
            for verdict in question.decided(verdicts).values():
                pairs.hear_model(verdict)
        for judgement in judged:
            pairs.hear_person(judgement, self._nodes)
        return LinkGraph(
            notice,
            self._basis(notice),
            self._way.name,
            pairs.links.values(),
            self._nodes.text,
            {(v.child, v.parent): v for v in pairs.verdicts}
            | {(j.child, j.parent): j for j in judged},
            pairs.candidates(),
            (p for level in self._binding.superiors(notice) for p in level),
            _same_as(self.found, notice),
        )

    def _known(self, found: Proposals) -> dict[str, LineageNode]:
        """The ends of pairs, by IRI."""
        ends = {end for k in (*found.links, *found.candidates) for end in (k.child, k.parent)}
        return {end: node for end in ends if (node := self._nodes.node(end)) is not None}

    def _basis(self, notice: str) -> str:
        """What the links of a notice depend on, as one value."""
        words = [
            (*astuple(judgement), _digest(self.found, judgement.parent))
            for judgement in self.found.judged_in(notice)
        ]
        words += [astuple(verdict) for verdict in self.found.verdicts_in(notice)]
        same = list(_same_as(self.found, notice))
        return linked_by(self._way, self._binding.basis(notice), same, words)


class _Pairs:
    """The pairs of a notice: its links, and what is left open, as words on them are heard."""

    def __init__(self, found: Proposals, judged: Container[tuple[str, str]]) -> None:
        self.links = {(k.child, k.parent): k for k in found.links}
        self.verdicts: list[Verdict] = []
        self._possible = {(k.child, k.parent): k for k in found.candidates}
        self._judged = judged

    def hear_model(self, verdict: Verdict) -> None:
        """A pair that the model chose is a link, another one is none; a person's word wins."""
        pair = verdict.child, verdict.parent
        if pair in self._judged:
            return
        self.verdicts.append(verdict)
        known = self.links.pop(pair, None) or self._possible.pop(pair)
        if verdict.status == CHOSEN:
            self.links[pair] = replace(known, method=JUDGED)
        else:
            self._possible[pair] = known

    def hear_person(self, judgement: Judgement, nodes: Linkable) -> None:
        """A link that a person rejected is gone; one that a person confirmed is there."""
        pair = judgement.child, judgement.parent
        known = self._possible.pop(pair, None)
        if judgement.status == REJECTED:
            self.links.pop(pair, None)
        elif nodes.node(judgement.child) is not None and pair not in self.links:
            if known is None:
                known = ScoredLink(*pair, 1.0, PERSON, (), fidelity(*map(nodes.text, pair)))
            self.links[pair] = replace(known, score=1.0, method=PERSON)

    def candidates(self) -> Iterator[ScoredLink]:
        """The likeliest of what is left open."""
        rest = sorted(self._possible.values(), key=lambda k: (k.child, -k.score, k.parent))
        for _, own in groupby(rest, key=lambda k: k.child):
            yield from islice(own, MOST_CANDIDATES)


def _digest(found: Hierarchy, node: str) -> str:
    """Of the notice that a task or point stands in: a person may link beyond the superiors."""
    plan = found.plans.get(iris.notice_of_node(node))
    return "" if plan is None else plan.digest


def linked_by(
    way: Way,
    basis: str,
    same: Sequence[tuple[str, str]],
    words: Sequence[tuple[str | None, ...]],
) -> str:
    """What links depend on: how texts are compared, the superiors, documents cited by title, words.

    The words are those of people and of a model on single pairs.
    """
    parts = METHOD_VERSION, way.name, way.made_from, basis, same, words
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _same_as(found: Hierarchy, notice: str) -> Iterator[tuple[str, str]]:
    """Documents cited by title alone, with the held notices that they are."""
    for cited in found.cited_by(notice):
        if cited.held and cited.held != cited.document:
            yield cited.document, cited.held
