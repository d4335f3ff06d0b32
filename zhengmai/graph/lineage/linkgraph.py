"""承接关系图: the triples of a notice's lineage: its links, its candidates, what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import OWL, PROV, RDF, XSD

from zhengmai.graph.lineage.matching.nodes import ScoredLink
from zhengmai.graph.lineage.plans import Judgement
from zhengmai.graph.lineage.verdicts import Verdict
from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.triples import ZM

CONFIRMED: Final = "confirmed"
_PLACES: Final = 4
_DECIMAL, _INTEGER, _MOMENT = (
    ox.NamedNode(str(kind)) for kind in (XSD.decimal, XSD.integer, XSD.dateTime)
)

Pair = tuple[str, str]


@dataclass(frozen=True)
class LinkGraph:
    """What is to be told of a notice's lineage.

    Attributes:
        notice: which one.
        linked_by: what its links were made from.
        linked_with: the way in which texts were compared.
        links, candidates: the pairs.
        text: of a child or a parent, by its IRI; "" where it is gone.
        words: what was said of pairs.
        superiors: the plans that were looked at.
        same: documents cited by title alone, with the held notices that they are.
    """

    notice: str
    linked_by: str
    linked_with: str
    links: Iterable[ScoredLink]
    text: Callable[[str], str]
    words: Mapping[Pair, Judgement | Verdict] = field(default_factory=dict)
    candidates: Iterable[ScoredLink] = ()
    superiors: Iterable[str] = ()
    same: Iterable[Pair] = ()

    def data(self) -> GraphData:
        """The graph, under the name that the notice's lineage has."""
        lines = "\n".join(self._lines())
        return GraphData(iris.lineage_graph(self.notice), f"{lines}\n".encode())

    def _lines(self) -> Iterator[str]:
        yield _text(self.notice, ZM.linkedBy, self.linked_by)
        yield _text(self.notice, ZM.linkedWith, self.linked_with)
        for superior in sorted(set(self.superiors)):
            yield _iri(self.notice, ZM.answersTo, superior)
        for document, held in self.same:
            yield _iri(document, OWL.sameAs, held)
        for pair in self.links:
            yield from self._link(pair)
        for pair in self.candidates:
            node = iris.candidate(pair.child, pair.parent)
            yield _iri(node, RDF.type, ZM.Candidate)
            yield from self._pair(node, pair)

    def _link(self, pair: ScoredLink) -> Iterator[str]:
        node = iris.link(pair.child, pair.parent)
        word = self.words.get((pair.child, pair.parent))
        confirmed = word is not None and word.status == CONFIRMED
        yield _iri(pair.child, PROV.wasDerivedFrom, pair.parent)
        yield _iri(pair.child, PROV.qualifiedDerivation, node)
        yield _iri(node, RDF.type, ZM.Link)
        yield _text(node, ZM.method, pair.method)
        yield _text(node, ZM.status, CONFIRMED if confirmed else "proposed")
        yield _share(node, ZM.fidelity, pair.fidelity)
        yield from self._pair(node, pair)

    def _pair(self, node: str, pair: ScoredLink) -> Iterator[str]:
        """The ends of a pair, how likely it is, what it is seen by, and who judged it."""
        yield _iri(node, ZM.child, pair.child)
        yield _iri(node, ZM.parent, pair.parent)
        yield _share(node, ZM.score, pair.score)
        child, parent = self.text(pair.child), self.text(pair.parent)
        for number, evidence in enumerate(pair.evidence, 1):
            told = iris.evidence(node, number)
            yield _iri(node, ZM.evidence, told)
            yield _iri(told, RDF.type, ZM.Evidence)
            yield _literal(told, ZM.order, ox.Literal(str(number), datatype=_INTEGER))
            yield _text(told, ZM.childText, child[slice(*evidence.child)])
            yield _text(told, ZM.parentText, parent[slice(*evidence.parent)])
        word = self.words.get((pair.child, pair.parent))
        if word is not None:
            yield from _word(node, word)


def _word(node: str, word: Judgement | Verdict) -> Iterator[str]:
    """Who judged a pair, when, and in which words."""
    if word.by:
        yield _text(node, ZM.judgedBy, word.by)
    if word.note:
        yield _text(node, ZM.note, word.note)
    if word.at:
        yield _literal(node, ZM.judgedAt, ox.Literal(word.at, datatype=_MOMENT))


def _iri(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> <{value}> ."


def _text(subject: str, predicate: str, value: str) -> str:
    return _literal(subject, predicate, ox.Literal(value))


def _share(subject: str, predicate: str, value: float) -> str:
    number = f"{value:.{_PLACES}f}".rstrip("0")
    number = number + "0" if number.endswith(".") else number
    return _literal(subject, predicate, ox.Literal(number, datatype=_DECIMAL))


def _literal(subject: str, predicate: str, value: ox.Literal) -> str:
    return f"<{subject}> <{predicate}> {value} ."
