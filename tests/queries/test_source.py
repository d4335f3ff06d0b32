"""The source of a notice and all that was read from it, as a store keeps them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import zhengmai
from tests.cli.running import run
from zhengmai.api import Zhengmai, build_store, remove
from zhengmai.errors import StoreError
from zhengmai.graph.store import GraphData, Wording
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology import iris
from zhengmai.queries.source import as_read

KEPT = (f"{iris.NS}sourceText>".encode(), f"{iris.NS}reading>".encode())


def test_a_store_gives_back_what_was_read(sample_graph: Zhengmai, samples: Path) -> None:
    held = sample_graph.notices()
    assert len(held) >= 5
    for one in held:
        assert as_read(sample_graph.store, one.iri) == zhengmai.read(samples / one.file)


def test_the_text_is_in_no_index_of_words(sample_graph: Zhengmai) -> None:
    (notice,) = (n for n in sample_graph.notices() if n.file == "city-2025.txt")
    record = as_read(sample_graph.store, notice.iri)
    assert record is not None
    word = "当前位置"  # of the web page that it was copied from
    assert word in record.text
    assert sample_graph.find(word) == []
    assert sample_graph.store.saying(Wording((word,))) == []


def test_what_keeps_everything_keeps_it_and_tables_do_not(
    sample_path: Path, tmp_path: Path
) -> None:
    for kind, there in (("turtle", 1), ("nquads", 1), ("graphml", 0), ("csv", 0)):
        out = tmp_path / kind
        assert run("export", "--format", kind, "--out", out, "--store", sample_path)[0] == 0
        assert ("当前位置" in out.read_text("utf-8")) == there, kind


@pytest.fixture
def older(sample_path: Path, tmp_path: Path) -> Path:
    """A store as it was before the texts of sources were kept."""
    path = tmp_path / "older.db"
    with open_store(sample_path) as store, open_store(path, write=True) as out:
        names = store.graphs()
        graphs = [GraphData(name, without_source(store.graph(name))) for name in names]
        assert all(out.put(graphs))
    return path


def without_source(ntriples: bytes) -> bytes:
    lines = ntriples.splitlines(keepends=True)
    left = [line for line in lines if not any(kept in line for kept in KEPT)]
    return b"".join(line.replace(b'#contentDigest> "', b'#contentDigest> "0') for line in left)


def test_an_older_store_answers_and_the_next_build_adds_it(
    older: Path, sample_graph: Zhengmai, samples: Path
) -> None:
    with zhengmai.open(older) as graph:
        held = graph.notices()
        assert held == sample_graph.notices()
        assert graph.workload() == sample_graph.workload()
        assert [as_read(graph.store, n.iri) for n in held] == [None] * len(held)
    assert all(f.changed for f in build_store(samples, older).files if f.error is None)
    assert not any(f.changed for f in build_store(samples, older).files)
    with zhengmai.open(older) as graph:
        assert [graph.store.graph(n.iri) for n in held] == [
            sample_graph.store.graph(n.iri) for n in held
        ]
        assert graph.links() == sample_graph.links()


def test_what_is_removed_is_gone_and_what_is_repaired_is_there(
    sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "z.db"
    shutil.copytree(sample_path, path)
    with zhengmai.open(path) as graph:
        first, *others = graph.notices()
    remove(first.iri, path)
    (path / "format.json").unlink()
    assert run("repair", "--store", path)[0] == 0
    with zhengmai.open(path) as graph:
        assert as_read(graph.store, first.iri) is None
        assert all(as_read(graph.store, n.iri) is not None for n in others)


def test_a_record_of_another_version_is_told_of(older: Path, sample_graph: Zhengmai) -> None:
    name = sample_graph.notices()[0].iri
    triples = sample_graph.store.graph(name).replace(
        b'{\\"addressees', b'{\\"feeling\\":1,\\"addressees'
    )
    assert triples != sample_graph.store.graph(name)
    with open_store(older, write=True) as store:
        assert list(store.put([GraphData(name, triples)])) == [True]
        with pytest.raises(StoreError, match="another version of Zhengmai kept what was read"):
            as_read(store, name)
