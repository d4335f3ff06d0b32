"""Turtle: all facts as one graph, for people and for RDF tools."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.graph.store import Store
from zhengmai.ontology import turtle as written
from zhengmai.shown import escaped


def turtle(store: Store) -> Iterator[bytes]:
    """The facts of all notices, sorted and with short names, in one piece."""
    facts = written.turtle(store.graph(name) for name in store.graphs())
    yield escaped(facts).encode()
