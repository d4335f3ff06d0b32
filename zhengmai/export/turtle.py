"""Turtle: all facts as one graph, for people and for RDF tools."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.graph.store import Store
from zhengmai.shown import escaped


def turtle(store: Store) -> Iterator[bytes]:
    """The facts of all notices, sorted and with short names, in one piece."""
    from zhengmai.ontology.rdf import graph_of

    graph = graph_of(store.graph(name) for name in store.graphs())
    yield escaped(graph.serialize(format="turtle")).encode()
