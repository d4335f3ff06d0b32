"""Turtle: all facts as one graph, for people and for RDF tools."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.graph.store import Store


def turtle(store: Store) -> Iterator[bytes]:
    """The facts of all notices, sorted and with short names, in one piece."""
    from rdflib import Graph

    from zhengmai.ontology.triples import PREFIXES

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for name in store.graphs():
        graph.parse(data=store.graph(name), format="nt")
    yield graph.serialize(format="turtle").encode()
