"""Graphs as N-Quads, however their triples are laid out."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.oxigraph.filling import quads

ONE = b'<http://e/a> <http://e/p> "\xe7\x94\xb2 .\\n\xe4\xb9\x99 ." .'
TWO = b"<http://e/b> <http://e/p> <http://e/c> ."


@pytest.mark.parametrize(
    "ntriples",
    [
        ONE + b"\n" + TWO + b"\n",
        ONE + b"\n" + TWO,
        ONE + b"\n\n" + TWO + b"\n\n",
        ONE.removesuffix(b" .") + b".\n" + TWO + b" \n",
        ONE + b"\r\n" + TWO + b"\r\n",
    ],
)
def test_every_triple_is_in_the_graph(ntriples: bytes) -> None:
    found = set(ox.parse(quads(GraphData("http://e/g", ntriples)), format=ox.RdfFormat.N_QUADS))
    wanted = {
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("http://e/g"))
        for t in ox.parse(ONE + b"\n" + TWO, format=ox.RdfFormat.N_TRIPLES)
    }
    assert found == wanted


def test_nothing_stays_nothing() -> None:
    assert quads(GraphData("http://e/g", b"")) == b""
