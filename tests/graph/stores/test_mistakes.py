"""What a user is told of a query that is wrong, or that finds nothing: place and likely cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhengmai.errors import QueryError
from zhengmai.graph.store import GraphData, Limits
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology.namespaces import PREFIXES, ZM

FACTS = GraphData(
    "http://g/1",
    f"<http://s> <{PREFIXES['rdf']}type> <{ZM.namespace}Task> .\n"
    f'<http://s> <{ZM.namespace}number> "1" .\n'.encode(),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mistakes") / "z.db"
    with open_store(path, write=True) as store:
        list(store.put([FACTS]))
    return path


MISTAKES = [
    # the query, line and column, what is told
    ("SELECT ?s { ?s a zm:Task ?s zm:number ?n }", (1, 26), "a . or ; lacks before '?s'"),
    ("SELECT ?s {\n  ?s a zm:Task .\n  ?s zm:number ?n\n  ?s zm:text ?t }", (4, 3), "a . or ;"),
    ('SELECT ?s { """a\nb""" a ?x . # c\n ?s a zm:Task ?t }', (3, 15), "a . or ; lacks"),
    ("SELECT ?s { ?s a skoss:Concept }", (1, 18), "did you mean skos:"),
    ("SELECT ?s { ?s a zn:Task }", (1, 18), "did you mean zm:"),
    ("SELECT ?s { ?s a somebody:Task }", (1, 18), "add PREFIX somebody: <…>"),
    ("SELECT ?s {\n ?s a zm:Task", (1, 11), "this { is not closed: a } lacks"),
    ("SELECT ?s { ?s a zm:Task } }", (1, 28), "this } closes nothing"),
    ("SELECT ?s { FILTER(?s > 1 }", (1, 27), ") is missing before this }"),
    ("SELECT ?s { ?s a zm:Task。 }", (1, 25), "'。' is a full-width sign; write '.'"),
    ("SELECT ?s，?n { ?s zm:number ?n }", (1, 10), "'，' is a full-width sign; write ','"),
    ("SELECT ?s { ?s zm:number “1” }", (1, 26), "“' is a full-width sign"),
    ("SELECT ?s { ?s a zm:Task ； zm:number ?n }", (1, 26), "write ';'"),
    ("SELECT ?s { ?s a zm:Task FILTER（?s > 1） }", (1, 32), "write '('"),
    ("SELEC ?s { ?s a zm:Task }", (1, 1), "did you mean SELECT?"),
    ("SELECT ?s { ?s a zm:Task } ORDER ?s", (1, 34), "expected BY"),
    ("SELECT ?s { BIND(1 AS ?s) BIND(2 AS ?s) }", (1, 37), "has a value before"),
    ("SELECT ?s { ?s a zm:Task ; zm:number }", (1, 38), "'}' cannot stand here"),
]


@pytest.mark.parametrize(("query", "place", "cause"), MISTAKES, ids=lambda v: str(v)[:40])
def test_place_and_cause(path: Path, query: str, place: tuple[int, int], cause: str) -> None:
    where = f"in line {place[0]}, column {place[1]}: .*"
    with open_store(path) as store, pytest.raises(QueryError, match=where + re.escape(cause)):
        store.ask(query, {}, Limits())


def test_values_bound_do_not_shift_the_place(path: Path) -> None:
    query = "SELECT ?s { ?s zm:number ?n ?s a zm:Task }"
    with open_store(path) as store, pytest.raises(QueryError, match="line 1, column 29: a"):
        store.ask(query, {"n": "1"}, Limits())
    wide = "SELECT ?s { ?s zm:number ?n。 }"
    with open_store(path) as store, pytest.raises(QueryError, match="line 1, column 28"):
        store.ask(wide, {"n": "1"}, Limits())


@pytest.mark.parametrize(
    "query", ["MATCH (t:Task) RETURN t", "// all\nOPTIONAL MATCH (t) RETURN t", "unwind [1] AS x"]
)
def test_the_other_language(path: Path, query: str) -> None:
    with open_store(path) as store, pytest.raises(QueryError, match="looks like Cypher"):
        store.ask(query, {}, Limits())


def test_variables_that_are_not_grouped(path: Path) -> None:
    query = "SELECT ?n (COUNT(?s) AS ?c) { ?s zm:number ?n } GROUP BY ?s"
    with open_store(path) as store, pytest.raises(QueryError, match="GROUP BY does not"):
        store.ask(query, {}, Limits())


def test_names_that_nobody_defines_are_hints_where_nothing_is_found(path: Path) -> None:
    with open_store(path) as store:
        found = store.ask("SELECT ?s { ?s a zm:task ; zm:nmber ?n ; zm:qqq 1 }", {}, Limits())
        assert found.hints == (
            "the vocabulary has no zm:task; the nearest is zm:Task",
            "the vocabulary has no zm:nmber; the nearest is zm:number",
            "the vocabulary has no zm:qqq",
        )
        full = f"ASK {{ ?s a <{ZM.namespace}Tasc> }}"
        assert store.ask(full, {}, Limits()).hints == (
            "the vocabulary has no zm:Tasc; the nearest is zm:Task",
        )
        assert not store.ask("PREFIX zm: <http://x/> ASK { ?s a zm:Tasc }", {}, Limits()).hints
        some = store.ask("SELECT ?s { ?s a zm:Task OPTIONAL { ?s zm:nmber ?n } }", {}, Limits())
        assert (len(some.rows), some.hints) == (1, ())


def test_prefixes_are_there_and_ones_own_win(path: Path) -> None:
    with open_store(path) as store:
        every = " ".join(f"OPTIONAL {{ ?s {prefix}:x ?{prefix} }}" for prefix in PREFIXES)
        assert len(store.ask(f"SELECT * {{ ?s a zm:Task {every} }}", {}, Limits()).rows) == 1
        own = f"PREFIX skos: <{ZM.namespace}> SELECT ?n {{ ?s skos:number ?n }}"
        assert store.ask(own, {}, Limits()).rows == [{"n": "1"}]
        empty = (
            f"BASE <http://b/> PREFIX : <{ZM.namespace}> SELECT ?n {{ ?s a :Task ; zm:number ?n }}"
        )
        assert store.ask(empty, {}, Limits()).rows == [{"n": "1"}]


def test_forms(path: Path) -> None:
    with open_store(path) as store:
        yes = store.ask("ASK { ?s a zm:Task }", {}, Limits())
        assert (yes.form, yes.rows) == ("truth", [{"answer": True}])
        no = store.ask("ASK { ?s a zm:Notice }", {}, Limits())
        assert (no.form, no.rows) == ("truth", [{"answer": False}])
        made = store.ask("CONSTRUCT { ?s zm:text ?n } { ?s ?p ?o ; zm:number ?n }", {}, Limits())
        triple = {"subject": "http://s", "predicate": f"{ZM.namespace}text", "object": "1"}
        assert (made.form, made.rows) == ("graph", [triple])
        assert made.ntriples == (f'<http://s> <{ZM.namespace}text> "1" .',)
        assert len(store.ask("DESCRIBE <http://s>", {}, Limits()).rows) == 2
        cut = store.ask("CONSTRUCT WHERE { ?s ?p ?o }", {}, Limits(rows=1))
        assert (len(cut.rows), len(cut.ntriples)) == (1, 1)
        assert cut.stopped == "there are more than 1 rows"


def test_a_slow_look_for_the_language_is_none(path: Path) -> None:
    with open_store(path) as store, pytest.raises(QueryError, match="SPARQL has no word x"):
        store.ask("# # " * 50_000 + "\n" + "# a\n" * 5_000 + "x", {}, Limits())


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (
            'SELECT ?n { ?n zm:planYear "1024" }',
            "zm:planYear is a number: write 1024 without quotes",
        ),
        (
            'SELECT ?n { ?n zm:planYear ?y FILTER(?y = "1024") }',
            "?y is a number: write 1024 without quotes",
        ),
        (
            'SELECT (COUNT(*) AS ?c) { ?n zm:planYear ?y FILTER("1024" < ?y) }',
            "?y is a number: write 1024 without quotes",
        ),
        ("SELECT ?s { ?s zm:number 7 }", 'zm:number is a text: write "7"'),
        (
            'ASK { ?s zm:lastDay ?d FILTER(?d < "1999-01-01") }',
            '?d is a day: write "1999-01-01"^^xsd:date',
        ),
        (
            'ASK { ?s zm:openEnded "true" }',
            "zm:openEnded is true or false: write it without quotes",
        ),
        ('ASK { ?s zm:planYear "1024"^^xsd:integer }', None),
        ('ASK { ?s zm:number "没有" ; zm:planYear 1024 }', None),
        ('ASK { ?s skos:prefLabel "没有" }', None),
        (
            "SELECT (COUNT(*) AS ?c) { ?s zm:nmber ?n }",
            "the vocabulary has no zm:nmber; the nearest is zm:number",
        ),
    ],
)
def test_values_of_a_wrong_kind_are_hints_where_nothing_is_found(
    path: Path, query: str, hint: str | None
) -> None:
    with open_store(path) as store:
        assert store.ask(query, {}, Limits()).hints == (() if hint is None else (hint,))
