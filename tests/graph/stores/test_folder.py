"""A store is never emptied by accident, and what is wrong with it is told in one line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.cli.running import run
from zhengmai.errors import StoreError
from zhengmai.graph.stores.opening import open_store, repair_store
from zhengmai.graph.stores.oxigraph import folder as folders


@pytest.fixture
def path(sample_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_path, tmp_path / "z.db"))


def content(path: Path) -> dict[str, bytes]:
    with open_store(path) as store:
        return {name: store.graph(name) for name in store.graphs()}


@pytest.mark.parametrize("said", [None, "", "{", "[]", '{"zhengmai": 2}', "[" * 100_000])
def test_data_without_a_format_file_are_kept_and_repaired(path: Path, said: str | None) -> None:
    before = content(path)
    file = path / "format.json"
    file.unlink() if said is None else file.write_text(said)
    for write in (False, True):
        with pytest.raises(StoreError, match="zhengmai repair"), open_store(path, write=write):
            pass
    code, out, _ = run("repair", "--store", path)
    assert code == 0
    assert "format.json was written anew" in out
    assert content(path) == before


def test_a_summary_that_is_gone_is_made_anew(path: Path) -> None:
    _, before, _ = run("workload", "--json", "--store", path)
    database = ox.Store(path / "quads")
    database.remove_graph(ox.NamedNode("https://w3id.org/zhengmai/id/summary"))
    database.flush()
    del database
    assert run("workload", "--json", "--store", path)[1] != before
    assert "the summary was made anew" in repair_store(path).done
    assert run("workload", "--json", "--store", path)[1] == before
    assert "the summary was made anew" not in repair_store(path).done


def test_what_cannot_be_repaired(path: Path, tmp_path: Path) -> None:
    (path / "format.json").write_text(json.dumps({"zhengmai": 99, "state": "ready"}))
    with pytest.raises(StoreError, match="newer"):
        repair_store(path)
    (path / "format.json").write_text(json.dumps({"zhengmai": 2, "state": "filling"}))
    with pytest.raises(StoreError, match="interrupted"):
        repair_store(path)
    with pytest.raises(StoreError, match="no data"):
        repair_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("pattern", ["*", "CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("how", ["gone", "empty", "zeroed"])
def test_damage_is_told_and_makes_no_new_store(path: Path, pattern: str, how: str) -> None:
    for file in (path / "quads").glob(pattern):
        if how == "gone":
            file.unlink()
        else:
            file.write_bytes(b"" if how == "empty" else b"\0" * file.stat().st_size)
    for write in (False, True):
        with pytest.raises(StoreError, match="damaged") as told, open_store(path, write=write):
            pass
        assert "\n" not in str(told.value)


def test_what_a_killed_reader_left_is_removed(path: Path) -> None:
    holder = (
        "import sys\nfrom zhengmai.graph.stores.opening import open_store\n"
        "with open_store(sys.argv[1]): print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"open\n"
        content(path)  # leaves the snapshot of one that is alive
        assert len(list((path / "snapshots").iterdir())) == 2
        reader.send_signal(signal.SIGKILL)
    content(path)
    assert list((path / "snapshots").iterdir()) == []


def test_a_writer_waits_for_the_short_lock_of_a_reader(path: Path) -> None:
    entered, leave = threading.Event(), threading.Event()

    def read() -> None:
        with folders.locked(path, write=False):
            entered.set()
            leave.wait(30)

    reader = threading.Thread(target=read)
    reader.start()
    assert entered.wait(30)
    threading.Timer(0.2, leave.set).start()
    with open_store(path, write=True):
        assert leave.is_set()
    reader.join()


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\xff.db"))
    for write in (False, True):
        with pytest.raises(StoreError, match="UTF-8"), open_store(path, write=write):
            pass
    assert not path.exists()
