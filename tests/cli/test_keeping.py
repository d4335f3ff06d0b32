"""``notices``, ``remove``, ``check``, ``export``: keeping a store."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run, run_json
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store


def test_remove(tmp_path: Path, samples: Path) -> None:
    assert run("build", samples, "--store", tmp_path / "z.db")[0] == 0
    code, out, _ = run("remove", "瓷岭政办发〔2024〕7号", "--store", tmp_path / "z.db")
    assert (code, "瓷岭政办发-2024-7" in out) == (0, True)
    found = run_json("notices", "--store", tmp_path / "z.db")
    assert len(found) == 4  # type: ignore[arg-type]
    code, _, err = run("remove", "瓷岭政办发〔2024〕7号", "--store", tmp_path / "z.db")
    assert (code, "no notice" in err) == (1, True)


@pytest.mark.parametrize("kind", ["turtle", "nquads", "graphml", "csv"])
def test_export(sample_path: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    assert run("export", "--format", kind, "--out", out, "--store", sample_path)[0] == 0
    data = out.read_bytes()
    code, printed, _ = run("export", "--format", kind, "--store", sample_path)
    assert code == 0
    assert printed.encode().replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")
    assert not list(tmp_path.glob("*.partial"))


def export_xlsx(store: Path, stdout: int) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zhengmai", "export", "--format", "xlsx", "--store", str(store)],
        stdout=stdout, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip


def test_export_of_a_workbook(sample_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("export", "--format", "xlsx", "--out", out, "--store", sample_path)[0] == 0
    assert list(tmp_path.iterdir()) == [out]
    assert export_xlsx(sample_path, subprocess.PIPE).stdout == out.read_bytes()


def test_a_workbook_is_not_sent_to_a_terminal(sample_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = export_xlsx(sample_path, theirs)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
    assert b"give --out FILE.xlsx" in done.stderr


@pytest.mark.parametrize("kind", ["csv", "neo4j-import"])
def test_export_to_where_nothing_can_be_written(
    sample_path: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "out"
    code, _, err = run("export", "--format", kind, "--out", out, "--store", sample_path)
    assert (code, f"{out}: cannot be written: Not a directory" in err) == (1, True)


def test_check_looks_at_the_lineage_too(sample_path: Path, tmp_path: Path) -> None:
    """A candidate that somebody has given a status would be counted as a link."""
    shutil.copytree(sample_path, tmp_path / "z.db")
    with open_store(tmp_path / "z.db", write=True) as store:
        name, content = next(
            (g, store.graph(g)) for g in store.graphs() if b"ns#Candidate>" in store.graph(g)
        )
        of = re.search(rb"^(<[^>]+>) .*ns#Candidate> \.$", content, re.MULTILINE)
        assert of is not None
        more = of[1] + b' <https://w3id.org/zhengmai/ns#status> "proposed" .\n'
        list(store.put([GraphData(name, content + more)]))
    code, out, _ = run("check", "--store", tmp_path / "z.db")
    assert code == 1
    assert "a candidate is no link" in out
    assert "1 violations" in out
