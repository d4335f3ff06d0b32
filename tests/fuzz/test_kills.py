"""Builds, copies and imports that are killed, or find no room: done again they come out right."""

from __future__ import annotations

import csv
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

import zhengmai
from tests.conftest import ROOT, SAMPLES
from tests.fuzz import running
from zhengmai.api import build_store
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology.iris import graph_kind

KILLS = int(os.environ.get("ZHENGMAI_FUZZ_KILLS", "6"))
"""How many kills there are of the embedded store; a third as many of Neo4j."""

# When a person said so, and the digest that is made of it too.
_WHEN = re.compile(
    rb'"[^"]*"\^\^<http://www.w3.org/2001/XMLSchema#dateTime>|(?<=#linkedBy> )"[0-9a-f]*"'
)
_SMALL = 300_000  # bytes of a disk that is too small for a store

Graphs = dict[str, bytes]


def held(store: Path | str) -> tuple[Graphs, list[object]]:
    """What a store holds, graph by graph, without the time of a person's word; and answers."""
    with open_store(store) as opened:
        graphs = {name: opened.graph(name) for name in opened.graphs()}
    if any(graph_kind(name)[0] == "review" for name in graphs):
        graphs = {name: _WHEN.sub(b"", graph) for name, graph in graphs.items()}
    with zhengmai.open(store) as asked:
        links = [replace(link, judged_at=None) for link in asked.links()]
        return graphs, [*asked.workload(), *links]


def command(*words: str | Path, at: int = 0, told: Path | None = None) -> list[str]:
    module = ["zhengmai"] if told is None else ["tests.fuzz.dying", str(at), str(told)]
    return [sys.executable, "-m", *module, *map(str, words)]


def done(*words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    given = {"cwd": ROOT, "capture_output": True, "text": True, **more}
    return subprocess.run(command(*words), check=False, **given)  # type: ignore[call-overload]


@dataclass(frozen=True)
class Work:
    """Something that changes a store.

    Attributes:
        name: of it.
        words: the command, without the option that names the store.
        base: the store that is there before, or None.
        option: that names the store.
    """

    name: str
    words: Sequence[str | Path]
    base: Path | None = None
    option: str = "--store"

    def on(self, store: Path | str) -> list[str | Path]:
        return [*self.words, self.option, store]

    def begun(self, store: Path) -> None:
        """Put there what is there before."""
        shutil.rmtree(store, ignore_errors=True)
        if self.base is not None:
            shutil.copytree(self.base, store)


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    folder = tmp_path_factory.mktemp("works")
    built, changed = folder / "built", folder / "changed"
    build_store(SAMPLES, built)
    shutil.copytree(SAMPLES, changed)
    (changed / "district-b-2025.txt").unlink()
    for name in ("city-2025.txt", "province-2025.txt"):
        text = (changed / name).read_text("utf-8")
        (changed / name).write_text(text.replace("公开", "公布", 9), "utf-8")
    new = ROOT / "training" / "cascades" / "water-2022"
    for file in new.glob("[cp]*.*"):
        shutil.copy(file, changed / f"water-{file.name}")
    sheet = folder / "sheet.csv"
    assert done("review", "--store", built, "--export", sheet).returncode == 0
    _judge(sheet)
    return [
        Work("build", ("build", SAMPLES)),
        Work("rebuild", ("build", changed), built),
        Work("copy", ("copy", "--store", built), None, "--to"),
        Work("import", ("review", "--by", "a", "--import", sheet), built),
    ]


def _judge(sheet: Path) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("判断")
    for number, row in enumerate(rows[1:]):
        row[at] = ("是", "否")[number % 2]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


@dataclass(frozen=True)
class Whole:
    """A work that nobody stopped: what it came to, how many calls and bytes it took."""

    graphs: tuple[Graphs, list[object]]
    calls: int
    written: int


@pytest.fixture(scope="module")
def wholes(works: Sequence[Work], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Whole]:
    folder = tmp_path_factory.mktemp("wholes")
    found = {}
    for work in works:
        store, told = folder / work.name, folder / f"{work.name}.calls"
        work.begun(store)
        with pytest.MonkeyPatch.context() as patch:  # every work reads its files
            patch.setenv("XDG_CACHE_HOME", str(folder / f"{work.name}.cache"))
            subprocess.run(
                command(*work.on(store), told=told), cwd=ROOT, check=True, capture_output=True
            )
        said = told.read_text("ascii")
        found[work.name] = Whole(held(store), _number("calls", said), _number("wchar", said))
    return found


def killed_at_a_call(
    random: Random, work: Work, whole: Whole, store: Path | str, told: Path
) -> str:
    """Have a work kill itself."""
    at = random.randint(1, whole.calls)
    ended = subprocess.run(
        command(*work.on(store), at=at, told=told), cwd=ROOT, check=False, capture_output=True
    )
    assert ended.returncode in (-signal.SIGKILL, 0), ended.stderr.decode()
    return f"{work.name} at call {at} of {whole.calls}"


def killed_at_a_byte(random: Random, work: Work, whole: Whole, store: Path, told: Path) -> str:
    """Kill a work when it has written so many bytes, wherever it is then."""
    most = random.randint(1, whole.written)
    child = subprocess.Popen(
        command(*work.on(store)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while child.poll() is None and _written(child.pid) < most:
        pass
    child.kill()
    child.wait()
    return f"{work.name} at byte {most} of {whole.written}"


def _written(process: int) -> int:
    try:
        said = Path(f"/proc/{process}/io").read_text("ascii")
    except OSError:
        return sys.maxsize
    return _number("wchar", said)


def _number(name: str, said: str) -> int:
    found = re.search(rf"^{name}: (\d+)", said, re.MULTILINE)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("number", range(KILLS))
def test_what_was_killed_is_done_again(
    number: int, works: Sequence[Work], wholes: dict[str, Whole], tmp_path: Path
) -> None:
    random = Random(f"{running.seed()}/kill/{number}")  # noqa: S311
    work = works[number % len(works)]
    store = tmp_path / "store"
    work.begun(store)
    in_turn = [killed_at_a_call]
    if Path("/proc/self/io").exists():
        in_turn.append(killed_at_a_byte)
    kill: Callable[..., str] = in_turn[number // len(works) % len(in_turn)]
    for _ in range(random.choice((1, 1, 2))):  # what is done again may be killed, too
        how = kill(random, work, wholes[work.name], store, tmp_path / "told")
    again = done(*work.on(store))
    assert again.returncode == 0, (how, again.stderr)
    assert held(store) == wholes[work.name].graphs, how


@pytest.mark.parametrize("number", range(max(2, KILLS // 3) if KILLS else 0))
def test_what_was_killed_on_a_server_is_done_again(
    number: int, works: Sequence[Work], wholes: dict[str, Whole], tmp_path: Path, neo4j_store: str
) -> None:
    random = Random(f"{running.seed()}/server/{number}")  # noqa: S311
    work = works[(2 * number + number // 2) % len(works)]
    if work.base is not None:
        assert done("copy", "--store", work.base, "--to", neo4j_store).returncode == 0
    how = killed_at_a_call(random, work, wholes[work.name], neo4j_store, tmp_path / "told")
    again = done(*work.on(neo4j_store))
    assert again.returncode == 0, (how, again.stderr)
    assert held(neo4j_store)[0] == wholes[work.name].graphs[0], how


# --- no room


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; only root can have one."""
    path = tmp_path / "disk"
    path.mkdir()
    made = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", path],
            check=False,
            capture_output=True,
        ).returncode
    )
    if not made:
        pytest.skip("no disk can be mounted here")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


def remounted(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def told_in_a_line(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 1
    lines = [line for line in ended.stderr.splitlines() if line.startswith("zhengmai: ")]
    assert len(lines) == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "mistake" not in lines[0]
    return lines[0]


@pytest.mark.parametrize("name", ["build", "copy"])
def test_a_full_disk_is_told_and_with_room_it_goes_on(
    name: str, works: Sequence[Work], wholes: dict[str, Whole], disk: Path
) -> None:
    work = next(w for w in works if w.name == name)
    assert "No space left" in told_in_a_line(done(*work.on(disk / "store")))
    remounted(disk, "size=100m")
    again = done(*work.on(disk / "store"))
    assert again.returncode == 0, again.stderr
    assert held(disk / "store") == wholes[name].graphs


def test_files_that_may_not_grow_are_told(
    works: Sequence[Work], wholes: dict[str, Whole], tmp_path: Path
) -> None:
    """As with a quota: RLIMIT_FSIZE, which every system has."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    work = works[0]
    told_in_a_line(done(*work.on(tmp_path / "store"), preexec_fn=bounded))
    again = done(*work.on(tmp_path / "store"))
    assert again.returncode == 0, again.stderr
    assert held(tmp_path / "store") == wholes[work.name].graphs


def test_a_disk_that_is_read_only_is_told(works: Sequence[Work], disk: Path) -> None:
    remounted(disk, "size=100m")
    build, rebuild = works[:2]
    assert done(*build.on(disk / "store")).returncode == 0
    before = held(disk / "store")
    remounted(disk, "ro")
    assert held(disk / "store") == before
    for work in (build, rebuild):
        assert "Read-only" in told_in_a_line(done(*work.on(disk / "store")))
        assert "Read-only" in told_in_a_line(done(*work.on(disk / "new")))
    assert held(disk / "store") == before
