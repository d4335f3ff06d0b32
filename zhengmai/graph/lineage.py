"""承接关系: linking the tasks of each plan to the points of the superior plans they carry out.

Which plans are compared is decided by place, year and citation (:mod:`.plans`); which of their
points a task carries out by the texts (:mod:`.similarity`). The links of a notice are a graph of
their own, so they can be made again without touching what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF

from zhengmai.graph.binding import Iri
from zhengmai.graph.plans import Hierarchy, hierarchy
from zhengmai.graph.similarity import LineageNode, ScoredLink, propose
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.triples import ZM

_NODES = """
PREFIX zm: <https://w3id.org/zhengmai/ns#>
SELECT ?node ?number ?section ?heading ?text ?order WHERE {
#bind notice
  {
    ?node zm:partOf ?notice ; a zm:Task ; zm:order ?order ; zm:number ?number ; zm:text ?text .
    OPTIONAL { ?node zm:under ?point . ?point zm:heading ?heading .
               OPTIONAL { ?point zm:section ?section } }
  } UNION {
    ?node zm:partOf ?notice ; a zm:WorkPoint ; zm:order ?order ; zm:number ?number ;
          zm:heading ?heading ; zm:text ?text .
    OPTIONAL { ?node zm:section ?section }
    FILTER NOT EXISTS { ?task zm:under ?node }
  }
}
"""
_SCORE_PLACES = 4


def link(
    store: Store, changed: Iterable[str], progress: Callable[[int, int], None] | None = None
) -> int:
    """Make the lineage links anew of the changed notices and of those that answer to them.

    Returns how many links these notices have now.
    """
    found = hierarchy(store)
    affected = _affected(found, set(changed))
    nodes = _Nodes(store)
    total = 0
    for done, notice in enumerate(affected, 1):
        links = propose(
            nodes.of(notice),
            [[n for plan in level for n in nodes.of(plan)] for level in found.superiors(notice)],
        )
        total += len(links)
        graph = _graph(links, nodes, _same_as(found, notice))
        store.replace(GraphData(iris.lineage_graph(notice), graph.serialize(format="nt").encode()))
        if progress is not None:
            progress(done, len(affected))
    return total


def _affected(found: Hierarchy, changed: set[str]) -> list[str]:
    """The changed notices that are held, and the notices below that answer to one of them."""
    return [
        notice
        for notice in sorted(found.plans)
        if notice in changed
        or any(plan in changed for level in found.superiors(notice) for plan in level)
    ]


class _Nodes:
    """The tasks and points of notices, read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of: dict[str, list[LineageNode]] = {}
        self.texts: dict[str, str] = {}

    def of(self, notice: str) -> list[LineageNode]:
        """The tasks of a notice, and its points that no task stands under; in printed order."""
        if notice not in self._of:
            rows = self._store.rows(_NODES, {"notice": Iri(notice)})
            unique = {str(r["node"]): r for r in rows if r["text"]}
            ordered = sorted(unique.items(), key=lambda pair: (int(str(pair[1]["order"])), pair[0]))
            self._of[notice] = [
                LineageNode(
                    iri,
                    str(row["number"]),
                    str(row["section"] or ""),
                    str(row["heading"] or ""),
                    str(row["text"]),
                )
                for iri, row in ordered
            ]
            self.texts.update((n.iri, n.text) for n in self._of[notice])
        return self._of[notice]


def _same_as(found: Hierarchy, notice: str) -> Iterator[tuple[str, str]]:
    """Documents cited by title alone, with the held notices that they are."""
    for cited in found.cited:
        if cited.notice == notice and cited.held and cited.held != cited.document:
            yield cited.document, cited.held


def _graph(links: Iterable[ScoredLink], nodes: _Nodes, same: Iterable[tuple[str, str]]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for document, held in same:
        graph.add((URIRef(document), OWL.sameAs, URIRef(held)))
    for found in links:
        child, parent = URIRef(found.child), URIRef(found.parent)
        node = URIRef(f"{found.child}/link/{iris.part(found.parent.removeprefix(iris.ID))}")
        score = Literal(Decimal(str(round(found.score, _SCORE_PLACES))))
        graph.add((child, PROV.wasDerivedFrom, parent))
        graph.add((child, PROV.qualifiedDerivation, node))
        graph.add((node, RDF.type, ZM.Link))
        graph.add((node, ZM.child, child))
        graph.add((node, ZM.parent, parent))
        graph.add((node, ZM.score, score))
        graph.add((node, ZM.method, Literal(found.method)))
        graph.add((node, ZM.status, Literal("proposed")))
        for number, evidence in enumerate(found.evidence, 1):
            pair = URIRef(f"{node}/evidence/{number}")
            graph.add((node, ZM.evidence, pair))
            graph.add((pair, RDF.type, ZM.Evidence))
            graph.add((pair, ZM.order, Literal(number)))
            graph.add(
                (pair, ZM.childText, Literal(nodes.texts[found.child][slice(*evidence.child)]))
            )
            graph.add(
                (pair, ZM.parentText, Literal(nodes.texts[found.parent][slice(*evidence.parent)]))
            )
    return graph
