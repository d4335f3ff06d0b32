"""Copying a store into another, there and back, and going on with a copy that was stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import zhengmai
from zhengmai import api
from zhengmai.api import Zhengmai
from zhengmai.cli.app import app
from zhengmai.errors import StoreError
from zhengmai.graph.stores.neo4j.store import Neo4jStore


def contents(graph: Zhengmai) -> list[tuple[str, bytes]]:
    return [(name, graph.store.graph(name)) for name in graph.store.graphs()]


def test_there_and_back(
    neo4j_store: str, sample_path: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["copy", "--store", str(sample_path), "--to", neo4j_store])
    assert done.exit_code == 0, done.output
    assert done.stdout == f"10 graphs copied to {neo4j_store}, 10 of them new or changed there\n"
    assert api.copy(neo4j_store, tmp_path / "back.db") == (10, 10)
    with zhengmai.open(tmp_path / "back.db") as back:
        assert contents(back) == contents(sample_graph)
        assert back.workload() == sample_graph.workload()
        assert back.gaps() == sample_graph.gaps()
    again = CliRunner().invoke(app, ["copy", "--store", str(sample_path), "--to", neo4j_store])
    assert ", 0 of them" in again.stdout


def test_a_stopped_copy_goes_on(
    neo4j_store: str,
    sample_path: Path,
    sample_graph: Zhengmai,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhengmai.graph.stores.neo4j.store._BATCH", 3)
    written = 0
    write = Neo4jStore._write

    def stopped(self: Neo4jStore, batch: object) -> list[bool]:
        nonlocal written
        written += 1
        if written == 3:
            raise KeyboardInterrupt
        return write(self, batch)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Neo4jStore, "_write", stopped)
        with pytest.raises(KeyboardInterrupt):
            api.copy(sample_path, neo4j_store)
    with zhengmai.open(neo4j_store) as graph:
        assert 0 < len(contents(graph)) < 10
    copied, changed = api.copy(sample_path, neo4j_store)
    assert copied == 10
    assert 0 < changed < 10
    with zhengmai.open(neo4j_store) as graph:
        assert contents(graph) == contents(sample_graph)


def test_a_judgement_in_the_target_holds(
    sample_path: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    api.copy(sample_path, tmp_path / "z.db")
    rejected = sample_graph.links()[0]
    api.reject(rejected.child.iri, rejected.parent.iri, tmp_path / "z.db")
    api.copy(sample_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert graph.links() == sample_graph.links()[1:]


def test_judgements_of_both_stores_hold(
    sample_path: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    """Of two on the same link that of the target."""
    stores = tmp_path / "source.db", tmp_path / "target.db"
    for store in stores:
        api.copy(sample_path, store)
    child = sample_graph.links()[0].child.iri.rpartition("/")[0]
    links = [n for n in sample_graph.links() if n.child.iri.startswith(f"{child}/")][:3]
    first, second, third = ((n.child.iri, n.parent.iri) for n in links)
    api.reject(*first, stores[0])
    api.reject(*second, stores[0])
    api.confirm(*second, stores[1])
    api.reject(*third, stores[1])
    api.copy(*stores)
    with zhengmai.open(stores[1]) as graph:
        left = {(n.child.iri, n.parent.iri): n.status for n in graph.links()}
    assert first not in left
    assert left[second] == "confirmed"
    assert third not in left


def test_what_is_copied_is_linked_to_what_is_there(
    samples: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    files = sorted(samples.glob("*.txt"))
    api.build_store(files[::2], tmp_path / "one.db")
    api.build_store(files[1::2], tmp_path / "other.db")
    api.copy(tmp_path / "one.db", tmp_path / "other.db")
    with zhengmai.open(tmp_path / "other.db") as graph:
        assert contents(graph) == contents(sample_graph)


def test_a_stopped_copy_into_a_folder_goes_on(
    sample_path: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.copy(sample_path, tmp_path / "z.db", progress=stop)
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert len(contents(graph)) == 4
    assert api.copy(sample_path, tmp_path / "z.db") == (10, 6)
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert contents(graph) == contents(sample_graph)


def test_what_else_is_in_the_target_stays(samples: Path, tmp_path: Path) -> None:
    notice = samples / "tabs-2024.txt"
    api.build_store(notice, tmp_path / "one.db")
    other = tmp_path / "other.txt"
    other.write_text(notice.read_text("utf-8").replace("〔2024〕7号", "〔2024〕8号"), "utf-8")
    api.build_store(other, tmp_path / "two.db")
    api.copy(tmp_path / "one.db", tmp_path / "two.db")
    with zhengmai.open(tmp_path / "two.db") as graph:
        assert len(graph.notices()) == 2


def test_a_store_is_not_copied_to_itself(sample_path: Path, tmp_path: Path) -> None:
    (tmp_path / "same").symlink_to(sample_path)
    for to in (sample_path, tmp_path / "same"):
        with pytest.raises(StoreError, match="to itself"):
            api.copy(sample_path, to)
