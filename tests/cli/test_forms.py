"""`--format`: each answer in each form says what its JSON says, and what is piped is whole."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.running import run, run_json
from zhengmai.cli.app import app
from zhengmai.loaders.formats.spreadsheet.separated import is_own

COMMANDS = {
    "workload": ("--in", "渡南区"),
    "unit": ("渡南区司法局",),
    "due": ("--in", "渡南区"),
    "find": ("公开", "--top", "9"),
    "notices": (),
    "links": ("--top", "9"),
    "gaps": (),
    "trace": ("每季度请村民代表",),
    "coverage": ("湄政办发〔2025〕11号",),
    "compare": ("渡南区", "苍坪县"),
}


def piped(*arguments: str, store: Path) -> bytes:
    """What a command prints into a pipe, with nothing that says how wide its reader is."""
    words = [*arguments, "--store", str(store)]
    return CliRunner().invoke(app, words, env={"COLUMNS": None}).stdout_bytes


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_and_tsv_are_one_list(command: str, sample_path: Path) -> None:
    asked = (command, *COMMANDS[command])
    sheet = piped(*asked, "--format", "csv", store=sample_path)
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any("…" in cell and cell.endswith("…") for row in rows for cell in row)
    assert is_own(sheet)
    tabs = piped(*asked, "--format", "tsv", store=sample_path).decode()
    lines = [line.split("\t") for line in tabs.splitlines()]
    assert lines[0] == rows[0]
    assert len(lines) == len(rows)


@pytest.mark.parametrize("command", ["workload", "unit", "due", "find", "notices", "links"])
def test_there_is_a_line_for_each_row(command: str, sample_path: Path) -> None:
    asked = (command, *COMMANDS[command], "--store", sample_path)
    rows = run_json(*asked)
    code, out, _ = run(*asked, "--format", "tsv")
    assert code == 0
    assert len(out.splitlines()) == len(rows) + 1
    code, page, _ = run(*asked, "--format", "md")
    assert code == 0
    assert sum(line.startswith("| ") for line in page.splitlines()) == len(rows) + 2
    assert run(*asked, "--format", "json")[1] == run(*asked, "--json")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_piped_is_not_cut_and_not_boxed(command: str, sample_path: Path) -> None:
    out = piped(command, *COMMANDS[command], store=sample_path).decode()
    assert out.strip()
    assert "─" not in out.replace("──", "", out.count("└──") + out.count("├──"))
    assert not any(line != line.rstrip() for line in out.splitlines())
    assert not any(line.endswith("…") for line in out.splitlines())


def test_a_piped_list_has_a_line_for_each_task(sample_path: Path) -> None:
    """Of the program itself, in a process of its own."""
    rows = run_json("find", "公开", "--store", sample_path)
    assert isinstance(rows, list)
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "find", "公开", "--store", str(sample_path)],
        capture_output=True, env={k: v for k, v in os.environ.items() if k != "COLUMNS"},
        check=True,
    )  # fmt: skip
    assert done.stdout == piped("find", "公开", store=sample_path)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == len(rows) + 1
    for row in rows:
        assert any(row["text"] in line for line in lines)


def test_the_plan_is_told_once(sample_path: Path) -> None:
    one = piped("unit", "渡南区司法局", store=sample_path).decode()
    assert one.count("2025年渡南区政务公开工作要点") == 1
    several = piped("find", "公开", store=sample_path).decode().splitlines()
    assert several[0].split()[0] == "通知"


def test_nothing_in_a_notice_is_a_formula_or_a_column(tmp_path: Path, notice_with: object) -> None:
    store = notice_with(tmp_path, "=1+1 | 公开\t目录 `x`")  # type: ignore[operator]
    sheet = piped("find", "目录", "--format", "csv", store=store).decode("utf-8-sig")
    assert not any(c.startswith("=") for row in csv.reader(io.StringIO(sheet)) for c in row)
    page = piped("find", "目录", "--format", "md", store=store).decode()
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1
    tabs = piped("find", "目录", "--format", "tsv", store=store).decode()
    assert len({line.count("\t") for line in tabs.splitlines()}) == 1


@pytest.fixture
def notice_with() -> object:
    def make(folder: Path, words: str) -> Path:
        from zhengmai.api import build_store

        (folder / "a.txt").write_text(
            "临澜市人民政府办公室关于印发2025年临澜市公开工作要点的通知\n临澜政办发〔2025〕5号\n"
            "各区县人民政府，市政府各部门：\n现印发给你们。\n临澜市人民政府办公室\n2025年3月6日\n"
            "2025年临澜市公开工作要点\n一、主动公开\n"
            f"（一）推进公开。{words}。（市教育局负责）\n",
            "utf-8",
        )
        build_store(folder, folder / "z.db")
        return folder / "z.db"

    return make


def test_a_form_that_is_none_is_refused(sample_path: Path) -> None:
    code, _, err = run("workload", "--format", "doc", "--store", sample_path)
    assert code == 2
    assert "'doc' is no form: give table, csv, tsv, json or md" in err
    assert run("workload", "--top", 1, "--format", "表格", "--store", sample_path)[0] == 0
