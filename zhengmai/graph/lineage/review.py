"""人工判断: what a person says of a lineage link; kept in a graph of its own over every rebuild."""

from __future__ import annotations

from zhengmai.errors import NotFoundError
from zhengmai.graph.lineage.linking import link
from zhengmai.graph.lineage.plans import LEVELS
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import JUDGEMENT
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples


def judge(store: Store, child: str, parent: str, status: str) -> None:
    """Say that a task carries out a parent (``confirmed``), or does not (``rejected``).

    The last word on a pair counts. The links of the notice are made anew: a rejected link is gone,
    a confirmed one is there even where none was proposed.
    """
    name = iris.review_graph(iris.notice_of_node(child))
    content = from_triples(name, store.graph(name))
    said = {"child": child, "parent": parent, "status": status}
    content.nodes[JUDGEMENT.label][iris.judgement(child, parent)] = said
    list(store.put([GraphData(name, to_triples(name, content))]))
    link(store)


def merged(graph: GraphData, own: bytes) -> GraphData:
    """A graph of judgements with a store's own ones, which count where both judge a link."""
    content = from_triples(graph.iri, graph.ntriples)
    content.nodes[JUDGEMENT.label] |= from_triples(graph.iri, own).nodes[JUDGEMENT.label]
    return GraphData(graph.iri, to_triples(graph.iri, content))


def check_levels(child: str, parent: str) -> None:
    """See that a parent is of a higher level than its child.

    Raises:
        NotFoundError: it is not.
    """
    if LEVELS.index(parent) >= LEVELS.index(child):
        raise NotFoundError(
            f"a task of the level {child} carries out one of a higher level, not of {parent}"
        )
