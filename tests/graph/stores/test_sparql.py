"""A user's own SPARQL: what is refused before Oxigraph sees it, and what is not."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pyoxigraph as ox
import pytest

from tests.conftest import SHARED
from zhengmai.errors import QueryError
from zhengmai.graph.store import GraphData, Limits
from zhengmai.graph.stores.opening import open_store
from zhengmai.graph.stores.oxigraph import bounded
from zhengmai.graph.stores.oxigraph.sparql import checked

DEEP = 3000
FACTS = GraphData("http://g/1", b'<http://s> <http://p> "1" .\n<http://s> <http://p> "2" .\n')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "z.db", write=True) as store:
        list(store.put([FACTS]))
    return tmp_path / "z.db"


@contextmanager
def listening() -> Iterator[tuple[str, list[int]]]:
    """An address, and who came there."""
    came: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    visitor, (_, port) = server.accept()
                except OSError:
                    return
                came.append(port)
                visitor.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"<http://127.0.0.1:{server.getsockname()[1]}/>", came


SERVICES = [
    "SELECT * { SERVICE %s { ?s ?p ?o } }",
    "SELECT * { SERVICE # c\n %s { ?s ?p ?o } }",
    "PREFIX e: %s SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "PREFIX e: %s SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX : %s SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX servicee: %s PREFIX e: %s SELECT * { servicee:x { ?s ?p ?o } }",
    "PREFIX e: %s SELECT * { SERVICESILENTe:x { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT %s { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE%s{ ?s ?p ?o } } } } }",
    "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE %s { ?s ?p ?o } } }",
    "SELECT * { VALUES ?e { %s } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE %s { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE %s { ?s ?p ?o } }",
    "SELECT * { # \r SERVICE %s { ?s ?p ?o } \n}",
    "PREFIX e: %s SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE?c#>\n { ?s ?p ?o } }",
    "PREFIX e: %s SELECT * { BIND(1 AS ?a) FILTER(?a<?b)#> GRAPH\nSERVICEe:x { ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<?b)#> '''\nSERVICE %s { ?s ?p ?o } #'''\n }",
    "SELECT * FROM %s { ?s ?p ?o }",
    "SELECT * FROM NAMED %s { GRAPH ?g { ?s ?p ?o } }",
    "LOAD %s",
]


@pytest.mark.parametrize("query", SERVICES)
def test_nothing_is_sent_anywhere(path: Path, query: str) -> None:
    with listening() as (address, came), open_store(path) as store:
        try:
            store.ask(query.replace("%s", address), {}, Limits())
        except QueryError:
            pass
        else:
            assert "FROM" in query or "FILTER(?a<?b)" in query
        assert came == []


def test_what_was_not_refused_has_no_network(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "checked", lambda query: query)
    with listening() as (address, came), open_store(path) as store:
        with pytest.raises(QueryError, match="Permission denied"):
            store.ask(SERVICES[0] % address, {}, Limits())
        assert came == []


def test_a_text_or_name_that_says_service_is_none(path: Path) -> None:
    query = """PREFIX service: <http://service/> # SERVICE <http://x> {}
        SELECT ?service ("SERVICE <http://x> {}" AS ?x) ('''a
        "SERVICE''' AS ?y) (1 < 2 && 3 > 2 AS ?z) {
        ?service <http://p> "1" . OPTIONAL { ?service service:service <http://x/(a)#service> } }"""
    with open_store(path) as store:
        (row,) = store.ask(query, {}, Limits()).rows
    assert row["service"] == "http://s"
    assert row["x"] == "SERVICE <http://x> {}"
    assert row["y"] == 'a\n        "SERVICE'
    assert row["z"] is True


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * DEEP + "}" * DEEP + " }",
        "SELECT * { ?s ?p ?o FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * DEEP + "true) }",
        "SELECT * { ?s " + "(" * DEEP + "<a:b>" + ")*" * DEEP + " ?o }",
        "SELECT * { ?s ?p " + "[ <a:b> " * DEEP + "1" + "]" * DEEP + " }",
        "SELECT * { ?s ?p " + "(" * DEEP + "1" + ")" * DEEP + " }",
        "SELECT * { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * DEEP + "}" * DEEP + " }",
        "SELECT * { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 100_000) + ") }",
        "SELECT * { " + "<< " * DEEP + "?s ?p ?o" + " >> ?p ?o" * DEEP + " }",
        "SELECT * {} #" + "x" * 10_000_000,
    ],
    ids=lambda q: q[:30],
)
def test_what_is_too_deep_or_long_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"nested more than|over \d+ (?:words|MB)"):
        checked(query)


def test_a_query_that_would_end_the_process_ends_a_child(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "checked", lambda query: query)
    deep = "SELECT * { " + "{" * 200_000 + "}" * 200_000 + " }"
    with open_store(path) as store, pytest.raises(QueryError, match=r"nested|plan"):
        store.ask(deep, {}, Limits())


ENDLESS = "SELECT * { VALUES ?a { %s } VALUES ?b { %s } VALUES ?c { %s } VALUES ?d { %s } %s }"


def test_limits_are_told(path: Path) -> None:
    numbers = " ".join(map(str, range(300)))
    many = ENDLESS.replace("%s", numbers, 4)
    with open_store(path) as store:
        some = store.ask(many.replace("%s", ""), {}, Limits(rows=7))
        assert (len(some.rows), some.stopped) == (7, "there are more than 7 rows")
        slow = store.ask(many.replace("%s", "FILTER(?a + ?b + ?c + ?d < 0)"), {}, Limits(seconds=1))
        assert (slow.rows, slow.stopped) == ([], "the time of 1 s is over")
        all_of_them = store.ask(
            "SELECT ?o { ?s ?p ?o FILTER(STRLEN(?o) = 1) } ORDER BY ?o",
            {},
            Limits(None, None, None),
        )
        assert (all_of_them.rows, all_of_them.stopped) == ([{"o": "1"}, {"o": "2"}], None)


def test_updates_and_other_forms_are_refused(path: Path) -> None:
    with open_store(path) as store:
        for query in ("INSERT DATA { <a:b> <a:b> 1 }", "DROP ALL", "CLEAR ALL", "SELEC", "", "\0"):
            with pytest.raises(QueryError):
                store.ask(query, {}, Limits())


def test_own_questions_pass(path: Path) -> None:
    for file in Path(bounded.__file__).parents[3].rglob("*.rq"):
        ox.Store().query(checked(file.read_text("utf-8")))


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this checkout")
def test_the_attacks() -> None:
    for file in sorted((SHARED / "attack").glob("q-*.rq")):
        with pytest.raises(QueryError):
            checked(file.read_text("utf-8"))


def test_who_listens_to_a_question_has_a_pipe_of_its_own(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may still listen when the pipe is closed, and its number is that of another question."""
    listened: list[int] = []
    listen = bounded._listen

    def listening(pipe: int, pieces: SimpleQueue[bytes]) -> None:
        listened.append(pipe)
        listen(pipe, pieces)

    monkeypatch.setattr(bounded, "_listen", listening)
    opened: list[int] = []
    popen = subprocess.Popen

    def opening(*args: Any, **kwargs: Any) -> subprocess.Popen[bytes]:
        child = popen(*args, **kwargs)
        opened.append(child.stdout.fileno())
        return child

    monkeypatch.setattr(bounded.subprocess, "Popen", opening)
    with open_store(path) as store:
        for number in range(3):
            asked = f"SELECT ({number} AS ?n) {{}}"
            assert store.ask(asked, {}, Limits()).rows == [{"n": number}]
    assert len(listened) == len(opened) == 3
    assert all(own != pipe for own, pipe in zip(listened, opened, strict=True))
