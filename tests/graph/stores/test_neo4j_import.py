"""The files for Neo4j's offline import: imported by a real server, they are the same store."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j_server import Server
from typer.testing import CliRunner

import zhengmai
from tests.ontology.madeup import NOTICE
from zhengmai.api import Zhengmai
from zhengmai.cli.app import app
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.neo4j.offline import COMMAND, write_import
from zhengmai.graph.stores.opening import open_store
from zhengmai.model import Place, Remark, Severity, Span
from zhengmai.ontology import iris
from zhengmai.ontology.triples import notice_triples
from zhengmai.queries.source import as_read

HOSTILE = '文\x00\x1b\x1f\x7f\x85\u202e\uffff"\\\',;\t\u2028\ufeff\U0010ffff" \r\n\r"\n'
DRAWN = '文␀␛␟␡\ufffd\ufffd\ufffd"\\\',;\t\u2028\ufeff\U0010ffff" ␍\n␍"\n'


def contents(graph: Zhengmai) -> dict[str, bytes]:
    return {name: graph.store.graph(name) for name in graph.store.graphs()}


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    assert one.keys() == other.keys()
    return {name for name, said in one.items() if other[name] != said}


def test_an_import_is_the_same_store(
    neo4j_server: Server,
    sample_path: Path,
    samples: Path,
    tmp_path: Path,
) -> None:
    out, store = tmp_path / "csv", tmp_path / "z.db"
    shutil.copytree(sample_path, store)
    with open_store(store, write=True) as opened:
        elsewhere = (Place("洛川省", "province", None),)
        said = (Remark(Severity.NOTE, f"{HOSTILE}。", (Span(0, len(HOSTILE)),)),)
        hostile = replace(
            replace(NOTICE, citations=(), tasks=()),
            text=HOSTILE + NOTICE.text, jurisdiction=elsewhere, remarks=said,
        )  # fmt: skip
        assert [*opened.put([GraphData(iris.notice(hostile), notice_triples(hostile))])] == [True]
    done = CliRunner().invoke(
        app, ["export", "--format", "neo4j-import", "--out", str(out), "--store", str(store)]
    )
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(out / COMMAND)
    server = Server(tmp_path / "home")
    server.make()
    path = f"{server.command().parent}:{os.environ['PATH']}"
    imported = subprocess.run(
        ["sh", out / COMMAND],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert imported.returncode == 0, imported.stdout + imported.stderr
    server.start()
    try:
        with zhengmai.open(server.url) as graph, zhengmai.open(store) as sample_graph:
            record = as_read(graph.store, iris.notice(hostile))
            assert record == replace(hostile, text=DRAWN + NOTICE.text)
            assert unlike(contents(graph), contents(sample_graph)) == {iris.notice(hostile)}
            assert graph.workload() == sample_graph.workload()
            assert graph.workload(top=3, role="lead") == sample_graph.workload(top=3, role="lead")
            assert graph.find("政策 解读") == sample_graph.find("政策 解读")
            assert graph.gaps() == sample_graph.gaps()
            assert graph.links() == sample_graph.links()
            assert graph.unit("区司法局", place="渡南区") == sample_graph.unit(
                "区司法局", place="渡南区"
            )
            only_in_full = "榆津学院"  # no notice calls it otherwise
            assert graph.unit(only_in_full) == sample_graph.unit(only_in_full)
            assert graph.due() == sample_graph.due()
        with zhengmai.build(samples, server.url) as graph:  # nothing is new there
            assert graph.report is not None
            assert not any(f.changed for f in graph.report.files)
    finally:
        server.stop()


def test_the_import_reads_as_much_at_once_as_the_longest_text_has(tmp_path: Path) -> None:
    for size, said in ((1000, False), (1_000_000, True)):
        notice = replace(NOTICE, text="文" * size)
        graph = GraphData(iris.notice(notice), notice_triples(notice))
        command = write_import([graph], tmp_path / str(size)).read_text("utf-8")
        found = re.search(r"--read-buffer-size=(\d+)", command)
        assert (found is not None) == said
        assert found is None or int(found[1]) > 3 * size


def test_the_command_line_names_every_file(sample_graph: Zhengmai, tmp_path: Path) -> None:
    store = sample_graph.store
    graphs = [GraphData(name, store.graph(name)) for name in store.graphs()]
    command = write_import(graphs, tmp_path / "a b")
    script = command.read_text("utf-8")
    assert {p.name for p in (tmp_path / "a b").glob("*.csv")} == set(
        re.findall(r"=([\w-]+\.csv)", script)
    )
    assert command.stat().st_mode & 0o100


@pytest.mark.parametrize(("given", "database"), [([], "neo4j"), (["my plans"], "my plans")])
def test_the_database_may_be_named(tmp_path: Path, given: list[str], database: str) -> None:
    command = write_import([], tmp_path / "csv")
    admin = tmp_path / "neo4j-admin"
    admin.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    admin.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", command, *given],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[:4] == ["database", "import", "full", database]


def test_the_export_needs_a_folder(sample_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["export", "--format", "neo4j-import", "--store", str(sample_path)]
    )
    assert done.exit_code == 2
    assert "--out DIR" in done.stderr
