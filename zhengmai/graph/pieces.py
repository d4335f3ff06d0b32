"""A graph made ready for Neo4j: converted, with the digest that tells whether it changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.conversion import PropertyGraph, from_triples

STORE_IRI = iris.ID + "store"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A notice, or the lineage of one, as a property graph.

    Attributes:
        iri: name of the graph.
        notice: the notice.
        lineage: it is the lineage of the notice.
        digest: of its triples.
        content: the property graph.
    """

    iri: str
    notice: str
    lineage: bool
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
        notice = iris.notice_of_lineage(graph.iri)
        content = from_triples(graph.iri, graph.ntriples)
        return cls(graph.iri, notice or graph.iri, notice is not None, digest, content)

    @property
    def bookkeeping(self) -> dict[str, Any]:
        """The properties of the notice that say what is stored of it."""
        return {"linksDigest" if self.lineage else "storedDigest": self.digest}
