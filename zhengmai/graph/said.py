"""What people say of notices, in graphs that outlive these: two stores' words put together."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Final

from zhengmai.graph.store import GraphData
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import SAID_OF
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples

MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
"""How it is recorded when something was said: 2025-06-01T08:30:00Z."""


def now() -> str:
    """This moment, as it is recorded."""
    return datetime.now(UTC).strftime(MOMENT)


def outlives(graph: str) -> bool:
    """Whether a graph holds what people say, and so is kept when its notice changes or goes."""
    return iris.graph_kind(graph)[0] in SAID_OF


def merged(graph: GraphData, own: bytes) -> GraphData:
    """A graph of judgements or reports with a store's own ones.

    Where both judge a link the store's own word counts; of reports both are kept.
    """
    content = from_triples(graph.iri, graph.ntriples)
    mine = from_triples(graph.iri, own)
    for of in SAID_OF[iris.graph_kind(graph.iri)[0]]:
        content.nodes[of.label] |= mine.nodes[of.label]
    return GraphData(graph.iri, to_triples(graph.iri, content))


def words_alone(text: str) -> str:
    """The words of a text, whatever signs and blanks stand between them; of signs alone these.

    By these a task is known again that somebody has said something of.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded
