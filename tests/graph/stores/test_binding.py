"""Binding parameters into SPARQL."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.errors import QueryError
from zhengmai.graph.store import Iri
from zhengmai.graph.stores.binding import bind

QUESTION = """SELECT ?s ?o WHERE {
  ?s <http://x/p> ?o .
#if wanted
  FILTER(?o = $wanted)
#end
}"""


def answers(question: str, **parameters: object) -> set[str]:
    store = ox.Store()
    for value in ("one", "two"):
        store.add(
            ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal(value))
        )
    found = store.query(bind(question, parameters))
    assert isinstance(found, ox.QuerySolutions)
    return {s["o"].value for s in found}


def test_a_block_is_kept_only_with_its_parameter() -> None:
    assert answers(QUESTION) == {"one", "two"}
    assert answers(QUESTION, wanted=None) == {"one", "two"}
    assert answers(QUESTION, wanted="one") == {"one"}


@given(st.text(max_size=40))
def test_text_never_becomes_query(value: str) -> None:
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        return
    assert answers(QUESTION, wanted=value) == ({value} & {"one", "two"})


@pytest.mark.parametrize("value", ['x" } DROP ALL #', "\\", "'''", "}\n#end", "?s", "<http://x>"])
def test_injection_finds_nothing(value: str) -> None:
    assert answers(QUESTION, wanted=value) == set()


def test_a_needed_parameter_is_asked_for() -> None:
    with pytest.raises(QueryError, match="needs the parameter node"):
        bind("SELECT * WHERE {\n#bind node\n ?node ?p ?o }", {})


def test_values_of_all_kinds() -> None:
    bound = bind(
        "SELECT * WHERE {\n#bind v\n}", {"v": [Iri("http://x/y"), 3, date(2024, 5, 1), "t"]}
    )
    assert "VALUES ?v { <http://x/y>" in bound
    assert '"2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date>' in bound


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(QueryError, match="not an IRI"):
        bind("SELECT * WHERE {\n#bind v\n}", {"v": Iri("http://x/ y>")})


def test_a_users_own_query_is_bound_at_the_head_of_its_pattern() -> None:
    own = "SELECT ?o WHERE { ?s <http://x/p> ?o FILTER(?o = $wanted) }"
    assert answers(own, wanted="two") == {"two"}


def test_a_brace_in_a_comment_is_none() -> None:
    own = "# counts per {unit}\nSELECT ?o WHERE { ?s <http://x/p> ?o FILTER(?o = $wanted) }"
    assert answers(own, wanted="two") == {"two"}


def test_a_parameter_that_the_query_does_not_ask_for_is_told() -> None:
    with pytest.raises(QueryError, match=r"no variable \?nosuch"):
        answers("SELECT ?o WHERE { ?s <http://x/p> ?o }", nosuch=3)


def test_a_name_that_is_no_variable_is_refused() -> None:
    with pytest.raises(QueryError, match="cannot be the name"):
        bind("SELECT * WHERE { ?s ?p ?o }", {"a b": 1})
