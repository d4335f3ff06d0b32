"""The READMEs are true: their commands and programs are run, their outputs compared."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import zhengmai
from zhengmai import interchange
from zhengmai.cli.app import app

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]
RUN = [*READMES, "docs/diffusion.md"]
Printed = Callable[[list[str], Path, dict[str, str]], str]
"""What a command prints in a folder, with an environment."""


def blocks(readme: str, kind: str) -> list[str]:
    text = (ROOT / readme).read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after ``make demo``, with the samples beside it."""
    path = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "samples", path / "samples")
    done = run(["demo"], path, {})
    assert done.returncode == 0, done.stderr
    return path


def run(arguments: list[str], cwd: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-m", "zhengmai", *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def plain(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def printed(arguments: list[str], cwd: Path, more: dict[str, str]) -> str:
    """What a command of the program prints, in a process of its own."""
    return run(arguments, cwd, more).stdout


def check_console(
    readme: str, folder: Path, more: dict[str, str], printed: Printed = printed
) -> None:
    """Run the console examples; ``more`` goes before what they export."""
    # The Chinese page shows what people see whose system speaks Chinese.
    environment = {"ZHENGMAI_LANG": "zh"} if ".zh." in readme else {}
    checked = 0
    for block in blocks(readme, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, expected = part.partition("\n")
            program, *arguments = shlex.split(line)
            if program == "export":
                name, _, value = arguments[-1].partition("=")
                environment[name] = value
                continue
            assert program == "zhengmai"
            said = printed(arguments, folder, environment | more)
            assert plain(said) == plain(expected), line
            checked += 1
    assert checked


def check_python(readme: str, folder: Path, store: str) -> None:
    """Run the Python examples with a store in place of ``my.db``."""
    text = (ROOT / readme).read_text("utf-8")
    found = re.findall(r"^```python\n(.*?)^```\n\n```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found
    for example, expected in found:
        assert example.count('store="my.db"') == 1
        program = example.replace('store="my.db"', f'store="{store}"')
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert plain(done.stdout) == plain(expected)


@pytest.mark.parametrize("readme", RUN)
def test_console_examples(readme: str, folder: Path) -> None:
    check_console(readme, folder, {})


@pytest.mark.parametrize("readme", [*RUN, "docs/python.md"])
def test_python_examples(readme: str, folder: Path) -> None:
    shutil.rmtree(folder / "my.db", ignore_errors=True)
    check_python(readme, folder, "my.db")


def test_all_of_it_is_the_same_in_neo4j(
    neo4j_store: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process: that the program runs is seen above."""

    def here(arguments: list[str], cwd: Path, more: dict[str, str]) -> str:
        monkeypatch.chdir(cwd)
        return CliRunner().invoke(app, arguments, env=more).stdout

    store = {"ZHENGMAI_STORE": neo4j_store}
    assert here(["build", "samples"], folder, store)
    check_console("README.md", folder, store, here)
    check_python("README.md", folder, neo4j_store)


@pytest.mark.parametrize("readme", READMES)
def test_the_first_example(readme: str, tmp_path: Path) -> None:
    (piece, *_), (facts,) = blocks(readme, ""), blocks(readme, "json")
    file = tmp_path / "x.txt"
    head = "苍坪县人民政府办公室\n关于印发2025年苍坪县政务公开工作要点的通知\n\n一、公众参与\n\n"
    file.write_text(head + piece, "utf-8")
    (task,) = interchange.notice(zhengmai.read(file))["tasks"]
    shown = json.loads(facts)
    assert {key: task[key] for key in shown} == shown


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    for command in (
        "build", "read", "workload", "unit", "due", "find", "trace", "gaps", "links", "notices",
        "remove", "check", "export", "query", "view", "copy", "confirm", "reject", "compare",
        "coverage", "review", "changes", "model",
        "ledger", "progress",
    ):  # fmt: skip
        assert re.search(rf"`{command}\b", text), command


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
