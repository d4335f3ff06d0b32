"""Ctrl-C in each phase: one line, what was done is kept, and the same command goes on."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import zhengmai
from tests.conftest import ROOT, SAMPLES
from zhengmai.graph.stores.opening import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")

BUILDING, GRAPH, STORE = "zhengmai.building", "zhengmai.graph", "zhengmai.graph.stores.oxigraph"
GOES_ON = "what was stored stays. To go on, run the same command again"


def stopped(at: tuple[str, str, int], *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command that is stopped at a call; it has a process group of its own."""
    module, function, number = at
    return subprocess.run(
        [sys.executable, "-m", "tests.cli.stopped", module, function, str(number),
         *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False, start_new_session=True,
    )  # fmt: skip


def done(*words: object) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "zhengmai", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def said(ran: subprocess.CompletedProcess[str]) -> str:
    """The one line that is told."""
    assert ran.returncode == 130, (ran.returncode, ran.stderr)
    (line,) = ran.stderr.splitlines()
    assert line.startswith("zhengmai: stopped")
    return line


def held(store: Path) -> dict[str, bytes]:
    with open_store(store) as opened:
        return {name: opened.graph(name) for name in opened.graphs()}


def leftovers(folder: Path) -> list[str]:
    """Files that nobody would miss, and names of files that are half written."""
    inside = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return [name for name in inside if re.search(r"partial|\.new$|snapshots/|format\.json\.", name)]


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the store of the samples holds, built at one go."""
    store = tmp_path_factory.mktemp("whole") / "z.db"
    zhengmai.build(SAMPLES, store=store).close()
    return held(store)


PHASES = {
    "opening": (f"{STORE}.folder", "open_database", 1),
    "loading": (f"{GRAPH}.lineage.ways", "for_build", 1),
    "looking for changes": (f"{BUILDING}.readings", "_hash", 3),
    "the first file": (f"{BUILDING}.preparation", "prepare", 1),
    "reading": (f"{BUILDING}.preparation", "prepare", 4),
    "inside a file": ("zhengmai.loaders.layout.lines", "document", 3),
    "keeping": (f"{BUILDING}.readings", "keep", 3),
    "filling": (f"{STORE}.store", "_load", 1),
    "the summary of a fill": (f"{STORE}.summary", "renew", 1),
    "names": (f"{BUILDING}.teaching", "lessons", 1),
    "linking": (f"{GRAPH}.lineage.matching.proposals", "propose", 2),
    "writing links": (f"{STORE}.store", "_add", 1),
    "counting links": (f"{GRAPH}.lineage.linking", "count", 1),
    "summing up": ("zhengmai.queries.gaps", "missing_parents", 1),
    "the index of words": (f"{STORE}.store", "finish", 1),
}


@pytest.mark.parametrize("phase", PHASES)
def test_a_build_that_is_stopped_goes_on(
    phase: str, whole: dict[str, bytes], tmp_path: Path
) -> None:
    store = tmp_path / "z.db"
    ran = stopped(PHASES[phase], "build", SAMPLES, "--store", store)
    assert GOES_ON in said(ran)
    assert not ran.stdout
    assert not leftovers(tmp_path)
    if phase in ("reading", "inside a file", "keeping"):
        assert 0 < len(held(store)) < len(whole)
    zhengmai.build(SAMPLES, store=store).close()
    assert held(store) == whole


def test_a_rebuild_that_is_stopped_keeps_what_is_new(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    store = tmp_path / "z.db"
    done("build", SAMPLES / "province-2025.txt", "--store", store)
    said(stopped((f"{BUILDING}.preparation", "prepare", 3), "build", SAMPLES, "--store", store))
    kept = held(store)
    assert len([name for name in kept if kept[name] == whole[name]]) >= 2
    zhengmai.build(SAMPLES, store=store).close()
    assert held(store) == whole


@pytest.mark.parametrize(
    "at",
    [
        ("zhengmai.workers", "_deaf", 1),
        ("zhengmai.workers", "in_turn", 1),
        (f"{GRAPH}.lineage.linking", "_graph", 3),
        (f"{BUILDING}.readings", "keep", 6),
    ],
)
def test_other_processes_say_nothing(
    at: tuple[str, str, int], whole: dict[str, bytes], tmp_path: Path
) -> None:
    folder, store = tmp_path / "notices", tmp_path / "z.db"
    folder.mkdir()
    for number in range(2):
        for file in SAMPLES.glob("*-2025.txt"):
            text = file.read_text("utf-8").replace("〔2025〕", f"〔2025〕{number + 1}")
            (folder / f"{number}-{file.name}").write_text(text, "utf-8")
    ran = stopped(at, "build", folder, "--store", store, "--workers", "2")
    said(ran)
    assert not leftovers(tmp_path)
    zhengmai.build(folder, store=store, workers=2).close()


@pytest.mark.parametrize(
    ("at", "command", "told"),
    [
        ((f"{STORE}.store", "graph", 4), "copy --to", "what was copied stays"),
        (("zhengmai.viz.pages", "page", 2), "view --out", "pages that were written are whole"),
        (("zhengmai.export.turtle", "turtle", 1), "export --format turtle --out", "no file"),
        (("zhengmai.export.xlsx", "_fill", 1), "export --format xlsx --out", "no file"),
        (
            ("zhengmai.export.neo4jimport", "export_for_import", 1),
            "export --format neo4j-import --out",
            "no file",
        ),
    ],
)  # fmt: skip
def test_what_is_written_from_a_store(
    at: tuple[str, str, int], command: str, told: str, sample_path: Path, tmp_path: Path
) -> None:
    out, words = tmp_path / "out", command.split()
    ran = stopped(at, *words, out, "--store", sample_path)
    assert told in said(ran)
    assert not leftovers(tmp_path)
    assert not leftovers(sample_path)
    if words[0] == "export":
        assert not out.is_file()
    done(*words, out, "--store", sample_path)


def test_the_model_that_is_installed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMAI_MODELS", str(tmp_path / "models"))
    at = ("zhengmai.graph.lineage.vectors.modelfiles", "_taken", 1)
    assert "what was installed before stays" in said(stopped(at, "model", "install", tmp_path))
    assert not (tmp_path / "models").exists()


def test_while_the_program_is_being_loaded(tmp_path: Path) -> None:
    code = (
        "import builtins, os, signal\n"
        "real = builtins.__import__\n"
        "def find(name, *more, **other):\n"
        "    if name == 'rich.console' or name == 'typer':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *more, **other)\n"
        "builtins.__import__ = find\n"
        "from zhengmai.cli import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "build", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (130, "")


# --- progress


def seen(*words: object) -> tuple[str, str]:
    """What is printed, and what a terminal shows on standard error."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "zhengmai", *map(str, words)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, text=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    out, _ = child.communicate()
    assert child.returncode == 0, shown.decode()
    return out, shown.decode("utf-8", "replace")


def test_each_step_of_a_build_is_shown(tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    out, shown = seen("build", SAMPLES, "--store", store)
    for what in ("opening the store", "loading what compares", "looking for changes", "reading",
                 "comparing names", "linking", "summing up"):  # fmt: skip
        assert what in shown
    assert "5 份通知入库" in out
    assert "入库" not in shown  # what is printed goes to standard output
    _, again = seen("build", SAMPLES, "--store", store)
    assert "looking for changes" in again
    assert "100%" in again


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("view", "--out"), ("asking the store", "writing pages")),
        (("export", "--format", "turtle", "--out"), ("exporting",)),
        (("copy", "--to"), ("copying",)),
    ],
)
def test_other_steps_are_shown(
    words: tuple[str, ...], what: tuple[str, ...], sample_path: Path, tmp_path: Path
) -> None:
    _, shown = seen(*words, tmp_path / "out", "--store", sample_path)
    assert all(one in shown for one in what)


def test_a_check_is_shown_beside_what_it_finds(sample_path: Path) -> None:
    out, shown = seen("check", "--store", sample_path)
    assert "checking" in shown
    assert out == "5 notices checked, 0 violations\n"


def test_nothing_is_shown_where_there_is_no_terminal(sample_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "zhengmai", "check", "--store", str(sample_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
