"""A graph made ready for Neo4j: converted, with the digest that tells whether it changed."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.iris import GraphKind
from zhengmai.ontology.propertygraph.content import PropertyGraph
from zhengmai.ontology.propertygraph.reading import from_triples

STORE_IRI = iris.ID + "store"
FORMAT = 1
DIGESTS: dict[GraphKind, str] = {
    "notice": "storedDigest",
    "lineage": "linksDigest",
    "review": "digest",
    "progress": "digest",
}
"""Kind of graph → the property that keeps its digest."""


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from looking through what is only just being made.

    A graph becomes thousands of small containers, none of them in a cycle; looking for cycles again
    and again while they are made takes a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Piece:
    """A notice, or the lineage of one, as a property graph.

    Attributes:
        iri: name of the graph.
        notice: the notice.
        kind: the notice itself, its lineage, or what people say of these.
        digest: of its triples.
        content: the property graph.
    """

    iri: str
    notice: str
    kind: GraphKind
    digest: str
    content: PropertyGraph

    @classmethod
    def of(cls, graph: GraphData) -> Piece:
        """Convert a graph.

        Raises:
            ConversionError: it holds something that the property graph has no place for.
        """
        lines = sorted(graph.ntriples.splitlines())
        digest = hashlib.sha256(b"\n".join(lines)).hexdigest()
        kind, notice = iris.graph_kind(graph.iri)
        with _collector_paused():
            content = from_triples(graph.iri, graph.ntriples)
        return cls(graph.iri, notice, kind, digest, content)

    @property
    def bookkeeping(self) -> dict[str, Any]:
        """The properties of the notice that say what is stored of it."""
        return {DIGESTS[self.kind]: self.digest}
