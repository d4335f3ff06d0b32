"""承接关系: linking the tasks of each plan to the points of the superior plans they carry out.

Which plans are compared is decided by citation, place, year and text (:mod:`.binding`); which of
their points a task carries out by the texts (:mod:`.matching`). The links of a notice are a graph
of their own, so they can be made again without touching what was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import astuple, replace
from decimal import Decimal
from itertools import groupby, islice

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, XSD

from zhengmai.graph.lineage.binding import Binding
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.choice import fingerprint
from zhengmai.graph.lineage.matching.nodes import ScoredLink
from zhengmai.graph.lineage.matching.proposals import MOST_CANDIDATES, candidates, propose
from zhengmai.graph.lineage.plans import Hierarchy, Judgement, hierarchy
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.lineage.verdicts import CHOSEN, Question, Verdict, questions
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.triples import ZM

_SCORE_PLACES = 4
CONFIRMED, REJECTED = "confirmed", "rejected"
JUDGED, PERSON = "judged", "person"  # methods: what a link rests on, beside the texts
METHOD_VERSION = 3  # raised when the same texts get other links, so that a store is linked anew


def link(store: Store, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the lineage links of all notices for which they are missing or out of date.

    Each notice's links carry what they were made from, so a build that was interrupted, a superior
    that was loaded later and one that was removed are all put right by the next call.

    Returns how many links the store holds then.
    """
    lineage = Lineage(store, hierarchy(store))
    outdated = lineage.outdated()
    for done, _ in enumerate(store.put(map(lineage.graph, outdated)), 1):
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

    def __init__(self, store: Store, found: Hierarchy) -> None:
        self.found = found
        self._nodes = Linkable(store)
        self._binding = Binding(found, self._nodes)

    def outdated(self) -> list[str]:
        """The notices whose links are missing, or were made from something else."""
        plans = self.found.plans
        return [n for n in self.notices() if plans[n].linked_by != self._basis(n)]

    def notices(self) -> list[str]:
        """All, those with the same superiors behind each other, which are then read once."""
        return _by_place(self.found)

    def with_words(self, found: Hierarchy) -> Lineage:
        """The same with other judgements and verdicts; what was read is not read again."""
        other = copy(self)
        other.found = found
        return other

    def questions(self, notice: str) -> list[Question]:
        """What a model may be asked about the tasks of a notice."""
        links, possible = self._pairs(notice)
        return list(questions(links, possible, self._nodes.nodes))

    def graph(self, notice: str) -> GraphData:
        """The lineage graph of a notice, with what it was made from."""
        judged = self.found.judged_in(notice)
        verdicts = {(v.child, v.parent): v for v in self.found.verdicts_in(notice)}
        links, possible = self._pairs(notice)
        asked = questions(links, possible, self._nodes.nodes) if verdicts else ()
        pairs = _Pairs(links, possible, {(j.child, j.parent) for j in judged})
        for question in asked:
            for verdict in question.decided(verdicts).values():
                pairs.hear_model(verdict)
        for judgement in judged:
            pairs.hear_person(judgement, self._nodes.texts)
        graph = _graph(
            pairs.links.values(),
            self._nodes.texts,
            _same_as(self.found, notice),
            {(v.child, v.parent): v for v in pairs.verdicts}
            | {(j.child, j.parent): j for j in judged},
            pairs.candidates(),
        )
        graph.add((URIRef(notice), ZM.linkedBy, Literal(self._basis(notice))))
        for superior in sorted({p for level in self._binding.superiors(notice) for p in level}):
            graph.add((URIRef(notice), ZM.answersTo, URIRef(superior)))
        return GraphData(iris.lineage_graph(notice), graph.serialize(format="nt").encode())

    def _pairs(self, notice: str) -> tuple[list[ScoredLink], list[ScoredLink]]:
        """What the texts propose, and what they leave open."""
        own = self._nodes.of(notice)
        above = [
            [n for plan in level for n in self._nodes.of(plan)]
            for level in self._binding.superiors(notice)
        ]
        return propose(own, above), candidates(own, above)

    def _basis(self, notice: str) -> str:
        """What the links of a notice depend on, as one value."""
        words = [astuple(judgement) for judgement in self.found.judged_in(notice)]
        words += [astuple(verdict) for verdict in self.found.verdicts_in(notice)]
        return linked_by(self._binding.basis(notice), list(_same_as(self.found, notice)), words)


def _by_place(found: Hierarchy) -> list[str]:
    """The plans, those with the same superiors behind each other, which are then read once."""
    return sorted(
        found.plans,
        key=lambda n: (
            found.plans[n].year,
            [*reversed(found.above(found.plans[n].place)), found.plans[n].place],
            n,
        ),
    )


class _Pairs:
    """The pairs of a notice: its links, and what is left open, as words on them are heard."""

    def __init__(
        self,
        links: Iterable[ScoredLink],
        possible: Iterable[ScoredLink],
        judged: Container[tuple[str, str]],
    ) -> None:
        self.links = {(k.child, k.parent): k for k in links}
        self.verdicts: list[Verdict] = []
        self._possible = {(k.child, k.parent): k for k in possible}
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

    def hear_person(self, judgement: Judgement, texts: Container[str]) -> None:
        """A link that a person rejected is gone; one that a person confirmed is there."""
        pair = judgement.child, judgement.parent
        known = self._possible.pop(pair, None)
        if judgement.status == REJECTED:
            self.links.pop(pair, None)
        elif judgement.child in texts and pair not in self.links:
            self.links[pair] = (
                ScoredLink(*pair, 1.0, PERSON, ())
                if known is None
                else replace(known, score=1.0, method=PERSON)
            )

    def candidates(self) -> Iterator[ScoredLink]:
        """The likeliest of what is left open."""
        rest = sorted(self._possible.values(), key=lambda k: (k.child, -k.score, k.parent))
        for _, own in groupby(rest, key=lambda k: k.child):
            yield from islice(own, MOST_CANDIDATES)


def linked_by(
    basis: str, same: Sequence[tuple[str, str]], judged: Sequence[tuple[str | None, ...]]
) -> str:
    """What links depend on: the weights, the superiors, documents cited by title, judgements."""
    parts = METHOD_VERSION, fingerprint(), basis, same, judged
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _same_as(found: Hierarchy, notice: str) -> Iterator[tuple[str, str]]:
    """Documents cited by title alone, with the held notices that they are."""
    for cited in found.cited_by(notice):
        if cited.held and cited.held != cited.document:
            yield cited.document, cited.held


def _graph(
    links: Iterable[ScoredLink],
    texts: Mapping[str, str],
    same: Iterable[tuple[str, str]],
    said: Mapping[tuple[str, str], Judgement | Verdict] | None = None,
    candidates: Iterable[ScoredLink] = (),
) -> Graph:
    graph = Graph(bind_namespaces="none")
    for document, held in same:
        graph.add((URIRef(document), OWL.sameAs, URIRef(held)))
    for found in links:
        child, parent = URIRef(found.child), URIRef(found.parent)
        node = URIRef(iris.link(found.child, found.parent))
        graph.add((child, PROV.wasDerivedFrom, parent))
        graph.add((child, PROV.qualifiedDerivation, node))
        graph.add((node, RDF.type, ZM.Link))
        graph.add((node, ZM.method, Literal(found.method)))
        word = (said or {}).get((found.child, found.parent))
        confirmed = word is not None and word.status == CONFIRMED
        graph.add((node, ZM.status, Literal(CONFIRMED if confirmed else "proposed")))
        _add_pair(graph, node, found, texts)
        _add_word(graph, node, word)
    for found in candidates:
        node = URIRef(iris.candidate(found.child, found.parent))
        graph.add((node, RDF.type, ZM.Candidate))
        _add_pair(graph, node, found, texts)
        _add_word(graph, node, (said or {}).get((found.child, found.parent)))
    return graph


def _add_pair(graph: Graph, node: URIRef, found: ScoredLink, texts: Mapping[str, str]) -> None:
    """The ends of a link or a candidate, how likely it is, and what it is seen by."""
    graph.add((node, ZM.child, URIRef(found.child)))
    graph.add((node, ZM.parent, URIRef(found.parent)))
    graph.add((node, ZM.score, Literal(Decimal(str(round(found.score, _SCORE_PLACES))))))
    for number, evidence in enumerate(found.evidence, 1):
        pair = URIRef(iris.evidence(node, number))
        graph.add((node, ZM.evidence, pair))
        graph.add((pair, RDF.type, ZM.Evidence))
        graph.add((pair, ZM.order, Literal(number)))
        graph.add((pair, ZM.childText, Literal(texts[found.child][slice(*evidence.child)])))
        graph.add((pair, ZM.parentText, Literal(texts[found.parent][slice(*evidence.parent)])))


def _add_word(graph: Graph, node: URIRef, word: Judgement | Verdict | None) -> None:
    """Who judged a pair, when, and in which words."""
    if word is None:
        return
    for predicate, value in ((ZM.judgedBy, word.by), (ZM.note, word.note)):
        if value:
            graph.add((node, predicate, Literal(value)))
    if word.at:
        moment = Literal(word.at, datatype=XSD.dateTime, normalize=False)
        graph.add((node, ZM.judgedAt, moment))
