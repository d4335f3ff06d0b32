"""承接关系图: the triples of a notice's lineage: its links, its candidates, what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zhengmai.graph.lineage.matching.nodes import ScoredLink
from zhengmai.graph.lineage.plans import Judgement
from zhengmai.graph.lineage.verdicts import Verdict
from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.namespaces import OWL, PROV, RDF, ZM
from zhengmai.ontology.ntriples import Term, document, iri, number, text, triple, typed

CONFIRMED: Final = "confirmed"
_PLACES: Final = 4

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
        return GraphData(iris.lineage_graph(self.notice), document(self._lines()))

    def _lines(self) -> Iterator[str]:
        notice = iri(self.notice)
        yield triple(notice, ZM.linkedBy, text(self.linked_by))
        yield triple(notice, ZM.linkedWith, text(self.linked_with))
        for superior in sorted(set(self.superiors)):
            yield triple(notice, ZM.answersTo, iri(superior))
        for cited, held in self.same:
            yield triple(iri(cited), OWL.sameAs, iri(held))
        for pair in self.links:
            yield from self._link(pair)
        for pair in self.candidates:
            node = iris.candidate(pair.child, pair.parent)
            yield triple(iri(node), RDF.type, ZM.Candidate)
            yield from self._pair(node, pair)

    def _link(self, pair: ScoredLink) -> Iterator[str]:
        name = iris.link(pair.child, pair.parent)
        node, child = iri(name), iri(pair.child)
        word = self.words.get((pair.child, pair.parent))
        confirmed = word is not None and word.status == CONFIRMED
        yield triple(child, PROV.wasDerivedFrom, iri(pair.parent))
        yield triple(child, PROV.qualifiedDerivation, node)
        yield triple(node, RDF.type, ZM.Link)
        yield triple(node, ZM.method, text(pair.method))
        yield triple(node, ZM.status, text(CONFIRMED if confirmed else "proposed"))
        yield triple(node, ZM.fidelity, _share(pair.fidelity))
        yield from self._pair(name, pair)

    def _pair(self, name: str, pair: ScoredLink) -> Iterator[str]:
        """The ends of a pair, how likely it is, what it is seen by, and who judged it."""
        node = iri(name)
        yield triple(node, ZM.child, iri(pair.child))
        yield triple(node, ZM.parent, iri(pair.parent))
        yield triple(node, ZM.score, _share(pair.score))
        child, parent = self.text(pair.child), self.text(pair.parent)
        for count, evidence in enumerate(pair.evidence, 1):
            told = iri(iris.evidence(name, count))
            yield triple(node, ZM.evidence, told)
            yield triple(told, RDF.type, ZM.Evidence)
            yield triple(told, ZM.order, number(count))
            yield triple(told, ZM.childText, text(child[slice(*evidence.child)]))
            yield triple(told, ZM.parentText, text(parent[slice(*evidence.parent)]))
        word = self.words.get((pair.child, pair.parent))
        if word is not None:
            yield from _word(node, word)


def _word(node: Term, word: Judgement | Verdict) -> Iterator[str]:
    """Who judged a pair, when, and in which words."""
    if word.by:
        yield triple(node, ZM.judgedBy, text(word.by))
    if word.note:
        yield triple(node, ZM.note, text(word.note))
    if word.at:
        yield triple(node, ZM.judgedAt, typed(word.at, "dateTime"))


def _share(value: float) -> Term:
    share = f"{value:.{_PLACES}f}".rstrip("0")
    return typed(share + "0" if share.endswith(".") else share, "decimal")
