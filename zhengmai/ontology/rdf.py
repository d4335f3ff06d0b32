"""A notice's triples as a graph of rdflib, for who works with them in Python."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph

from zhengmai.model import Notice
from zhengmai.ontology.namespaces import PREFIXES
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.ontology.triples import notice_triples


def notice_graph(notice: Notice, known: Iterable[PrintedName] = ()) -> Graph:
    """The graph of one notice; see :func:`~zhengmai.ontology.triples.notice_triples`."""
    return graph_of([notice_triples(notice, known)])


def graph_of(ntriples: Iterable[bytes]) -> Graph:
    """What some files of N-Triples say, as one graph with the short names of the vocabularies."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for piece in ntriples:
        graph.parse(data=piece, format="nt")
    return graph
