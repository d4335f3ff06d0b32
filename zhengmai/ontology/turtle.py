"""Triples as Turtle, for people and for RDF tools (RDF 1.1 Turtle, W3C 2014)."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyoxigraph as ox

from zhengmai.ontology.namespaces import PREFIXES, RDF

_TYPE = f"<{RDF.namespace}type>".encode()


def turtle(ntriples: Iterable[bytes]) -> str:
    """What some files of N-Triples say, each fact once, each subject in one piece."""
    lines = sorted({line for file in ntriples for line in file.splitlines()}, key=_order)
    # Line by line: the parser would have all of them in memory, in one piece, once more.
    kind = ox.RdfFormat.N_TRIPLES
    triples = (fact for line in lines for fact in ox.parse(line, format=kind, lenient=True))
    written = io.BytesIO()
    ox.serialize(triples, written, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    # The prefixes come in no order. A subject begins a line; no text goes over the end of one.
    pieces = written.getvalue().decode().split("\n")
    head, body = sorted(pieces[: len(PREFIXES)]), pieces[len(PREFIXES) : -1]
    return "\n".join([*head, *(line if line[0] == "\t" else f"\n{line}" for line in body)]) + "\n"


def _order(line: bytes) -> tuple[bytes, bool, bytes]:
    """By subject, then what it is, then the rest."""
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate != _TYPE, predicate + rest
