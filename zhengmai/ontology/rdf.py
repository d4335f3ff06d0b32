"""A notice's triples as a graph of rdflib, for who works with them in Python."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from zhengmai.model import Notice
from zhengmai.ontology.namespaces import PREFIXES
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.ontology.triples import notice_triples

_STRING = str(XSD.string)


def notice_graph(notice: Notice, known: Iterable[PrintedName] = ()) -> Graph:
    """The graph of one notice; see :func:`~zhengmai.ontology.triples.notice_triples`."""
    return graph_of([notice_triples(notice, known)])


def graph_of(ntriples: Iterable[bytes]) -> Graph:
    """What some files of N-Triples say, as one graph with the short names of the vocabularies."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for piece in ntriples:
        # The parser of rdflib takes a time that grows with the square of the length of a line.
        for triple in ox.parse(piece, format=ox.RdfFormat.N_TRIPLES, lenient=True):
            graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> URIRef | BNode | Literal:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language is not None:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == _STRING else URIRef(datatype))
