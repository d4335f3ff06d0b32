"""Builds on a real cluster of two worker processes on this machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from tests.cli.running import run
from zhengmai.api import build_store
from zhengmai.building import cluster, sameness
from zhengmai.building.cluster import ClusterError
from zhengmai.building.reports import BuildReport
from zhengmai.errors import ModelError, ZhengmaiError
from zhengmai.graph.lineage import proposing, ways
from zhengmai.graph.stores.opening import open_store

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
CASCADES = ROOT / "training" / "cascades"
_PATIENCE = 60  # seconds in which a process must have said that it is there


class Started:
    """A process of a cluster, with what it says."""

    def __init__(self, module: str, *options: str, package: Path = ROOT) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=package,
            env={**os.environ, "PYTHONPATH": str(package)},
        )  # fmt: skip
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()

    def _hear(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            for line in self.process.stderr:
                self._lines.put(line)

    def says(self, pattern: str) -> re.Match[str]:
        """What it says when it is so far."""
        heard = ""
        try:
            while True:
                heard += self._lines.get(timeout=_PATIENCE)
                if found := re.search(pattern, heard):
                    return found
        except Empty:
            raise AssertionError(heard) from None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._hearing.join()


@contextmanager
def started(module: str, *options: str, package: Path = ROOT) -> Iterator[Started]:
    found = Started(module, *options, package=package)
    try:
        yield found
    finally:
        found.kill()


@contextmanager
def scheduler() -> Iterator[str]:
    with started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as one:
        yield one.says(r"Scheduler at: *(tcp://\S+)")[1]


@contextmanager
def worker(address: str, folder: Path, *options: str, package: Path = ROOT) -> Iterator[Started]:
    given = ("--no-nanny", "--nthreads", "2", "--no-dashboard", "--local-directory", str(folder))
    with started("dask_worker", address, *given, *options, package=package) as one:
        one.says(r"Registered to:")
        yield one


@pytest.fixture
def address() -> Iterator[str]:
    """A scheduler without workers."""
    with scheduler() as found:
        yield found


@pytest.fixture
def two(address: str, tmp_path: Path) -> Iterator[tuple[str, list[Started]]]:
    """A scheduler, and two workers."""
    with ExitStack() as stack, ThreadPoolExecutor() as together:
        begun = [worker(address, tmp_path / f"w{number}") for number in range(2)]
        yield address, list(together.map(stack.enter_context, begun))


@pytest.fixture
def files(tmp_path: Path, samples: Path) -> Path:
    """Notices of several formats, more than wait at a time, and some that cannot be read."""
    folder = tmp_path / "files"
    folder.mkdir()
    for file in (CASCADES / "schooling-2025").iterdir():
        if file.suffix != ".json":
            shutil.copy(file, folder)
    for file in samples.glob("*.txt"):
        shutil.copy(file, folder)
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 no document")
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "诗.txt").write_text("床前明月光，疑是地上霜。\n", "utf-8")
    os.mkfifo(folder / "pipe.txt")
    return folder


def graphs(store: Path) -> dict[str, list[str]]:
    with open_store(store) as opened:
        return {name: sorted(opened.graph(name).splitlines()) for name in opened.graphs()}


def build(files: Path, store: Path, address: str | None = None, **more: object) -> BuildReport:
    paths = [p for p in (files, files / "pipe.txt") if p.exists()]
    return build_store(paths, store, scheduler=address, way=ways.letters(), anew=True, **more)  # type: ignore[arg-type]


def test_a_build_on_a_cluster_that_loses_a_worker_is_the_same(
    two: tuple[str, list[Started]], files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = two
    monkeypatch.setattr(proposing, "_FEW", 1)  # so few plans would be compared here
    killed: list[int] = []
    seen: list[str] = []

    def tell(what: str, done: int, of: int) -> None:
        seen.append(what)
        if what == "reading" and done == 2 and not killed:
            os.kill(workers[0].process.pid, signal.SIGKILL)
            killed.append(workers[0].process.wait())

    there = build(files, tmp_path / "there", address, progress=tell)
    here = build(files, tmp_path / "here", workers=1)
    assert killed == [-signal.SIGKILL]
    assert "linking" in seen
    assert there == here
    assert graphs(tmp_path / "there") == graphs(tmp_path / "here")
    assert {f.file for f in here.files if f.error} >= {
        str(files / name) for name in ("bad.docx", "empty.txt", "诗.txt", "pipe.txt")
    }
    assert not list(Path(tempfile.gettempdir()).glob("zhengmai-*/诗.txt"))


def test_when_all_workers_are_lost_what_was_read_stays_and_it_is_told(
    two: tuple[str, list[Started]],
    files: Path,
    samples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, workers = two
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    build(samples, tmp_path / "z.db")
    before = graphs(tmp_path / "z.db")

    def tell(_what: str, done: int, _of: int) -> None:
        if done == 3:
            for one in workers:
                one.kill()

    with pytest.raises(ClusterError, match=r"what was stored before stays.*build again"):
        build(files, tmp_path / "z.db", address, progress=tell)
    after = graphs(tmp_path / "z.db")
    assert {name: after[name] for name in before} == before


def test_a_cluster_without_workers_is_told(
    address: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1.0)
    store = tmp_path / "z.db"
    code, _, err = run("build", samples, "--scheduler", address, "--store", store)
    assert code == 1
    assert f"the cluster at {address} has no workers: start some with dask worker {address}" in err
    assert not store.exists()


@pytest.mark.parametrize("listens", [False, True])
def test_a_scheduler_that_does_not_answer_is_told(
    listens: bool, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1.0)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if listens:
            other.listen()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        code, out, err = run("build", samples, "--scheduler", address, "--store", tmp_path / "z.db")
    assert (code, out) == (1, "")
    assert f"no scheduler of Dask that can be used answers at {address}" in err
    assert "is it running there (dask scheduler)" in err
    assert not (tmp_path / "z.db").exists()


def test_a_worker_that_reads_otherwise_is_refused(
    address: str, samples: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(
        ROOT / "zhengmai", other / "zhengmai", ignore=shutil.ignore_patterns("__pycache__")
    )
    with (other / "zhengmai" / "loaders" / "rows.py").open("a", encoding="utf-8") as file:
        file.write("# another reader\n")
    with (
        worker(address, tmp_path / "w0", "--name", "one"),
        worker(address, tmp_path / "w1", "--name", "two", package=other) as strange,
        pytest.raises(ClusterError) as told,
    ):
        build(samples, tmp_path / "z.db", address)
    assert strange.process.returncode is not None
    said = str(told.value)
    assert "not all machines of the cluster" in said
    assert re.search(r"of the worker tcp://\S+ \(the code of zhengmai: \w+ here, \w+ there\)", said)
    assert said.count("of the worker") == 1
    assert not (tmp_path / "z.db").exists()


def test_a_worker_that_comes_later_and_reads_otherwise_refuses_its_job() -> None:
    with pytest.raises(ClusterError, match="a worker that came later works with another zhengmai"):
        cluster.done("of another program", b"")


def test_workers_without_the_model_are_told(
    two: tuple[str, list[Started]], samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "models" / ways.modelfiles.NAME
    there.mkdir(parents=True)
    for name in (ways.modelfiles.MODEL, ways.modelfiles.TOKENIZER):
        (there / name).write_bytes(b"")
    monkeypatch.setenv("ZHENGMAI_MODELS", str(there.parent))
    way = ways.Way(ways.modelfiles.NAME, "", ways.letters().matcher)
    with pytest.raises(
        ModelError, match=r"the sentence model: installed here, not installed there"
    ):
        build_store(samples, tmp_path / "z.db", scheduler=two[0], way=way)


def test_differences_are_told_in_words() -> None:
    own = {"Python": "3.11.7", "lxml": "6.0", "pillow": ""}
    assert sameness.differences(own, dict(own)) == []
    assert sameness.differences(own, {"Python": "3.12.1", "pillow": "12.2"}) == [
        "Python: 3.11.7 here, 3.12.1 there",
        "lxml: 6.0 here, not installed there",
        "pillow: not installed here, 12.2 there",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--workers", "2", "--scheduler", "tcp://10.0.0.1:8786"), "give one of --workers and"),
        (("--scheduler", "10.0.0.1"), "give tcp://HOST:PORT"),
        (("--scheduler", "http://10.0.0.1:8787"), "give tcp://HOST:PORT"),
        (("--workers", "0"), "neither auto nor a number above 0"),
        (("--workers", "some"), "neither auto nor a number above 0"),
    ],
)
def test_wrong_use_is_told(
    options: tuple[str, ...], said: str, samples: Path, tmp_path: Path
) -> None:
    code, _, err = run("build", samples, "--store", tmp_path / "z.db", *options)
    assert code == 2
    assert said in " ".join(re.sub(r"[│╭╮╰╯─]", " ", err).split())
    assert not (tmp_path / "z.db").exists()


def test_auto_is_the_default(samples: Path, tmp_path: Path) -> None:
    code, out, _ = run("build", samples, "--workers", "auto", "--store", tmp_path / "z.db")
    assert (code, "5 份通知入库" in out) == (0, True)
    assert build_store(samples, tmp_path / "z.db", workers="auto").ok


def test_workers_and_a_scheduler_are_not_both_taken(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="not both"):
        build_store(samples, tmp_path / "z.db", workers=2, scheduler="tcp://127.0.0.1:1")


def test_without_the_extra_it_is_told(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(ClusterError, match=re.escape('pip install "zhengmai[dask]"')):
        build_store(samples, tmp_path / "z.db", scheduler="tcp://127.0.0.1:1")
