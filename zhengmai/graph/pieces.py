"""A graph made ready for Neo4j: converted, with the digest that tells whether it changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.conversion import PropertyGraph, from_triples

STORE_IRI = iris.ID + "store"
FORMAT = 1


Kind = Literal["notice", "lineage", "review"]
DIGESTS: dict[Kind, str] = {"notice": "storedDigest", "lineage": "linksDigest", "review": "digest"}
"""Kind of graph → the property that keeps its digest."""


def kind_of(graph: str) -> tuple[Kind, str]:
    """What a graph holds, by its name, and the notice that it is about."""
    lineage, review = iris.notice_of_lineage(graph), iris.notice_of_review(graph)
    if lineage is not None:
        return "lineage", lineage
    return ("notice", graph) if review is None else ("review", review)


@dataclass(frozen=True, slots=True)
class Piece:
    """A notice, or the lineage of one, as a property graph.

    Attributes:
        iri: name of the graph.
        notice: the notice.
        kind: the notice itself, its lineage, or what people say of its lineage.
        digest: of its triples.
        content: the property graph.
    """

    iri: str
    notice: str
    kind: Kind
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
        kind, notice = kind_of(graph.iri)
        return cls(graph.iri, notice, kind, digest, from_triples(graph.iri, graph.ntriples))

    @property
    def bookkeeping(self) -> dict[str, Any]:
        """The properties of the notice that say what is stored of it."""
        return {DIGESTS[self.kind]: self.digest}
