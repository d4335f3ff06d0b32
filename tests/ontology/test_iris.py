"""IRIs: readable, stable, and never shared by two things."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from tests.ontology.madeup import NOTICE
from zhengmai.model import Span
from zhengmai.ontology import iris


def test_a_notice_is_named_by_its_number() -> None:
    assert iris.numbered("济天政办发〔2024〕5号") == f"{iris.ID}notice/济天政办发-2024-5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教育和体育局", "教育和体育局"),
        ("a/b", "a%2Fb"),
        ("a b", "a%20b"),
        ("各县(市、区)政府", "各县(市、区)政府"),
        ('<"x">', "%3C%22x%22%3E"),
        ("100%", "100%25"),
    ],
)
def test_parts_are_escaped(text: str, expected: str) -> None:
    assert iris.part(text) == expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_texts_never_share_a_part(one: str, other: str) -> None:
    assert (iris.part(one) == iris.part(other)) == (one == other)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_makes_an_iri_that_can_be_written_and_read(text: str) -> None:
    node = URIRef(f"{iris.ID}unit/{iris.part(text)}")
    graph = Graph()
    graph.add((node, RDF.value, Literal(text)))
    again = ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    assert [(str(t.subject.value), t.object.value) for t in again] == [(str(node), text)]


def test_characters_of_a_source_by_rfc_5147() -> None:
    notice = iris.numbered("甲发〔2024〕1号")
    assert iris.characters(notice, Span(3, 9)) == f"{notice}/source#char=3,9"


@pytest.mark.parametrize("kind", ["lineage", "review", "progress"])
def test_no_title_makes_a_notice_of_a_graph_about_one(kind: str) -> None:
    told = replace(NOTICE, document_number=None, title=None, plan_title=f"2025年要点/{kind}")
    assert iris.graph_kind(iris.notice(told)) == ("notice", iris.notice(told))
    assert iris.notice(told) != iris.notice(replace(told, plan_title=f"2025年要点%2F{kind}"))
    assert iris.graph_kind(f"{iris.notice(told)}/{kind}") == (kind, iris.notice(told))
