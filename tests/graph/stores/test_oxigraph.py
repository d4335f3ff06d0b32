"""The embedded store."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.store import GraphData, Iri, Store
from zhengmai.graph.stores.opening import open_store
from zhengmai.graph.stores.oxigraph.folder import FORMAT

ONE = GraphData("http://g/1", b'<http://s> <http://p> "one" .\n')
OTHER = GraphData(
    "http://g/1", b'<http://s> <http://p> "other" .\n<http://s> <http://p> "more" .\n'
)
SECOND = GraphData("http://g/2", b'<http://t> <http://p> "two" .\n')
THIRD = GraphData("http://g/3", b'<http://t> <http://p> "three" .\n')
ALL = "SELECT ?o WHERE { ?s <http://p> ?o } ORDER BY ?o"


def put(store: Store, *graphs: GraphData) -> list[bool]:
    return list(store.put(graphs))


def texts(path: Path) -> list[object]:
    with open_store(path) as store:
        return [row["o"] for row in store.rows(ALL, {})]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "z.db"


def test_a_graph_is_replaced_as_a_whole(path: Path) -> None:
    with open_store(path, write=True) as store:
        assert put(store, ONE, SECOND) == [True, True]
        assert put(store, OTHER) == [True]
        assert put(store, OTHER) == [False]
    assert texts(path) == ["more", "other", "two"]


def test_what_was_made_from_the_old_graph_goes_with_it(path: Path) -> None:
    lineage = GraphData("http://g/1/lineage", SECOND.ntriples)
    with open_store(path, write=True) as store:
        put(store, ONE, lineage)
        assert put(store, ONE) == [False]
        assert store.graphs() == ["http://g/1", "http://g/1/lineage"]
        put(store, OTHER)
        assert store.graphs() == ["http://g/1"]


def test_a_graph_that_cannot_be_written_leaves_the_old_one(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
        with pytest.raises(SyntaxError):
            put(store, GraphData("http://g/1", b"<http://s> <http://p> broken\n"))
    assert texts(path) == ["one"]


def test_removing(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE, SECOND)
        store.remove(["http://g/1", "http://g/none"])
    assert texts(path) == ["two"]


def test_of_a_graph_that_comes_twice_the_last_one_counts(path: Path) -> None:
    with open_store(path, write=True) as store:
        assert put(store, ONE, SECOND, OTHER) == [True, True, True]
    assert texts(path) == ["more", "other", "two"]


def test_no_store_to_read(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"), open_store(path):
        pass
    assert not path.exists()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="other files"), open_store(tmp_path, write=True):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("x")
    with pytest.raises(StoreError, match="a store is a folder"), open_store(file, write=True):
        pass


def test_a_newer_format_is_refused_with_advice(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    (path / "format.json").write_text(json.dumps({"zhengmai": FORMAT + 1, "state": "ready"}))
    for write in (False, True):
        with (
            pytest.raises(StoreError, match=r"newer Zhengmai.*upgrade"),
            open_store(path, write=write),
        ):
            pass


def test_a_format_file_that_cannot_be_read(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    (path / "format.json").write_text("{")
    with pytest.raises(StoreError, match=r"format\.json cannot be read"), open_store(path):
        pass


def test_a_store_whose_making_was_stopped_is_made_anew(path: Path) -> None:
    (path / "quads").mkdir(parents=True)
    (path / "quads" / "LOCK").write_text("")
    with open_store(path, write=True) as store:
        put(store, ONE)
    assert texts(path) == ["one"]


@pytest.mark.parametrize("there", [False, True])
def test_what_was_made_before_somebody_stops_is_kept(path: Path, there: bool) -> None:
    """In a first fill, and beside what is there."""

    def stopped() -> Iterator[GraphData]:
        yield ONE
        yield SECOND
        os.kill(os.getpid(), signal.SIGINT)
        yield ONE  # is not reached

    if there:
        with open_store(path, write=True) as store:
            put(store, THIRD)
    with pytest.raises(KeyboardInterrupt), open_store(path, write=True) as store:
        list(store.put(stopped()))
    assert texts(path) == (["one", "three", "two"] if there else ["one", "two"])


def test_a_failed_first_fill_is_begun_again(path: Path) -> None:
    def half() -> Iterator[GraphData]:
        yield ONE
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), open_store(path, write=True) as store:
        list(store.put(half()))
    with pytest.raises(StoreError, match="interrupted"), open_store(path):
        pass
    with open_store(path, write=True) as store:
        assert store.is_empty()
        put(store, SECOND)
    assert texts(path) == ["two"]


HOLDER = """
import sys
from zhengmai.graph.stores.opening import open_store
with open_store(sys.argv[1], write=sys.argv[2] == "write"):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("write", [False, True])
def test_a_store_that_is_written_says_so(path: Path, write: bool) -> None:
    holder = "write"
    with open_store(path, write=True) as store:
        put(store, ONE)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), holder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with (
            pytest.raises(StoreError, match="in use by another process"),
            open_store(path, write=write),
        ):
            pass
        other.stdin.write("\n")
        other.stdin.close()
        other.wait(timeout=30)
    assert texts(path) == ["one"]


def test_a_writer_does_not_disturb_a_reader_nor_wait_for_it(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    with open_store(path) as reader:
        with open_store(path, write=True) as writer:
            put(writer, OTHER)
        assert [row["o"] for row in reader.rows(ALL, {})] == ["one"]
    assert texts(path) == ["more", "other"]
    assert list((path / "snapshots").iterdir()) == []


def test_snapshots_of_dead_processes_are_removed(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    left = path / "snapshots" / f"{dead.stdout.strip()}-0"
    left.mkdir(parents=True)
    assert texts(path) == ["one"]
    assert not left.exists()


def test_a_damaged_store_says_what_to_do(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    (path / "quads" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=r"cannot be opened.*build it again"), open_store(path):
        pass


def test_two_readers_do_not_disturb_each_other(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    with open_store(path), open_store(path) as second:
        assert [row["o"] for row in second.rows(ALL, {})] == ["one"]


def test_a_moved_store_is_still_a_store(path: Path, tmp_path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
    shutil.move(path, tmp_path / "elsewhere.db")
    assert texts(tmp_path / "elsewhere.db") == ["one"]


def test_a_mistake_in_a_query_is_told(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
        with pytest.raises(QueryError, match="mistake"):
            list(store.rows("SELECT WHERE", {}))
        with pytest.raises(QueryError, match="only SELECT"):
            list(store.rows("ASK { ?s ?p ?o }", {}))


def test_a_number_that_is_none_comes_back_as_text(path: Path) -> None:
    with open_store(path, write=True) as store:
        put(store, ONE)
        xsd = "http://www.w3.org/2001/XMLSchema#integer"
        assert list(store.rows(f'SELECT ("abc"^^<{xsd}> AS ?x) {{}}', {})) == [{"x": "abc"}]


def test_values_come_back_as_pythons_own(path: Path) -> None:
    typed = b"""<http://s> <http://i> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://s> <http://d> "0.25"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<http://s> <http://b> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
"""
    with open_store(path, write=True) as store:
        put(store, GraphData("http://g", typed))
        question = """SELECT ?i ?d ?b ?none WHERE {
#bind s
  ?s <http://i> ?i ; <http://d> ?d ; <http://b> ?b . OPTIONAL { ?s <http://none> ?none } }"""
        assert list(store.rows(question, {"s": Iri("http://s")})) == [
            {"i": 3, "d": 0.25, "b": True, "none": None}
        ]
