"""A write that does not end is stopped, with a word; one that ends is left alone."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store
from zhengmai.graph.stores.oxigraph.store import OxigraphStore

CODE = """
import sys, threading
from pathlib import Path
from zhengmai.graph.stores.oxigraph import stuck
stuck._LONGEST = float(sys.argv[1])
with stuck.ended_when_stuck(Path("z.db")):
    threading.Event().wait(float(sys.argv[2]))
print("went on")
"""


def run(longest: float, takes: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE, str(longest), str(takes)],
        capture_output=True, text=True, check=False, timeout=50,
    )  # fmt: skip


def test_a_write_that_does_not_end_ends_the_process() -> None:
    ended = run(0.05, 600)
    assert ended.returncode == 1
    assert ended.stderr.startswith("zhengmai: z.db: a write has not ended")
    assert ended.stderr.count("\n") == 1
    assert "repair" in ended.stderr
    assert not ended.stdout


def test_a_write_that_ends_is_left_alone() -> None:
    ended = run(600, 0)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "went on\n", "")


def test_writes_to_a_store_are_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of a transaction there is a thread that waits for its end."""
    watching: list[bool] = []
    written = OxigraphStore._replaced

    def noting(store: OxigraphStore, graph: GraphData) -> bool:
        watching.append(any(isinstance(t, threading.Timer) for t in threading.enumerate()))
        return written(store, graph)

    monkeypatch.setattr(OxigraphStore, "_replaced", noting)
    with open_store(tmp_path / "z.db", write=True) as opened:
        for value in (b"1", b"2"):
            ntriples = b'<http://e/a> <http://e/p> "%s" .\n' % value
            list(opened.put([GraphData("http://e/g", ntriples)]))
    assert watching == [True]
    assert not any(isinstance(t, threading.Timer) for t in threading.enumerate())
