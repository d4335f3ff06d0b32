"""Turtle: the same facts, in one order, each subject once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

import zhengmai
from zhengmai.ontology.ntriples import text
from zhengmai.ontology.rdf import graph_of
from zhengmai.ontology.triples import notice_triples
from zhengmai.ontology.turtle import turtle

A = "<https://example.org/a>"


def test_it_is_what_the_notice_says(samples: Path) -> None:
    triples = notice_triples(zhengmai.read(samples / "tabs-2024.txt"))
    written = turtle([triples])
    assert isomorphic(Graph().parse(data=written, format="turtle"), graph_of([triples]))
    subjects = [line.split()[0] for line in written.splitlines() if line[:1] == "<"]
    assert subjects == sorted(set(subjects))
    assert turtle([triples, triples]) == written
    shuffled = b"\n".join(reversed(triples.splitlines())) + b"\n"
    assert turtle([shuffled]) == written


def test_what_a_thing_is_stands_first_and_names_are_short(samples: Path) -> None:
    written = turtle([notice_triples(zhengmai.read(samples / "tabs-2024.txt"))])
    head, body = written.split("\n\n", 1)
    assert head.splitlines() == sorted(head.splitlines())
    assert "@prefix zm: <https://w3id.org/zhengmai/ns#> ." in head
    blocks = body.split("\n\n")
    typed = [block for block in blocks if " a zm:" in block or "\ta zm:" in block]
    assert len(typed) > 50
    assert all(" a zm:" in block.splitlines()[0] for block in typed)


@given(st.lists(st.text(), max_size=4))
def test_any_text_is_kept(texts: list[str]) -> None:
    kept = [t.encode("utf-8", "replace").decode() for t in texts]
    lines = [f"{A} <https://example.org/says> {text(t)} .\n".encode() for t in kept]
    facts = ox.parse(turtle(lines), format=ox.RdfFormat.TURTLE)
    assert {fact.object.value for fact in facts} == set(kept)


def test_of_nothing_nothing_is_said() -> None:
    assert {line.split()[0] for line in turtle([]).splitlines() if line} <= {"@prefix"}
