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
    assert "1 violation\n" in out


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize(
    "chosen",
    [("--year", "1999"), ("--role", "cooperating", "--unit", "渡南区司法局", "--year", "1999")],
)
def test_an_export_of_nothing_says_so_and_leaves_no_file(
    sample_path: Path, tmp_path: Path, kind: str, chosen: tuple[str, ...]
) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    out = tmp_path / f"out.{kind}"
    out.write_text("kept")
    told = run("export", "--format", kind, "--out", out, *chosen, "--store", sample_path)
    assert told == (1, "", "zhengmai: no tasks to be written: no file was made")
    assert out.read_text() == "kept"
    out.unlink()
    run("export", "--format", kind, "--out", out, *chosen, "--store", sample_path)
    assert not list(tmp_path.iterdir())
    code, printed, _ = run("export", "--format", kind, *chosen, "--store", sample_path)
    assert (code, printed) == (1, "")


def test_every_notice_has_a_name_in_lists(tmp_path: Path) -> None:
    """A document without a plan is called by its number, one without a number by its title."""
    head = "各省、自治区、直辖市人民政府，国务院各部委：\n现印发给你们。\n{sign}\n2025年1月6日\n"
    body = "一、主动公开\n（一）公开规划。年内公开发展规划。（教育部负责）\n"
    sign = head.format(sign="国务院办公厅") + body
    (tmp_path / "a.txt").write_text(
        f"国务院办公厅关于推进公开工作的指导意见\n国办发〔2025〕3号\n{sign}", "utf-8"
    )
    (tmp_path / "b.txt").write_text(f"国务院办公厅关于校园公开工作的指导意见\n{sign}", "utf-8")
    store = tmp_path / "z.db"
    assert run("build", tmp_path / "a.txt", tmp_path / "b.txt", "--store", store)[0] == 0
    names = {"国办发〔2025〕3号", "国务院办公厅关于校园公开工作的指导意见"}
    for command in (("unit", "教育部"), ("find", "公开规划"), ("due", "--year", "2025")):
        code, out, err = run(*command, "--format", "tsv", "--store", store)
        assert code == 0, err
        heading, *rows = [line.split("\t") for line in out.splitlines()]
        assert {row[heading.index("通知")] for row in rows} == names, command
    code, out, _ = run("notices", "--format", "tsv", "--store", store)
    heading, *rows = [line.split("\t") for line in out.splitlines()]
    assert all(row[heading.index("要点")] for row in rows)
    code, out, _ = run("export", "--format", "csv", "--store", store)
    assert all(line.split(",")[3] for line in out.splitlines())
