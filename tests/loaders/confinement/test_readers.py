"""Files read in a process of its own, which is ended where one costs more than it may."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.loaders.confinement import misbehaving
from zhengmai.errors import InternalError, OverLimitError, UnreadableFileError
from zhengmai.loaders.confinement import Limits, confined, frames
from zhengmai.loaders.confinement.usage import TOLD, relatives, usage
from zhengmai.loaders.source import Source

MODULE = "tests.loaders.confinement.misbehaving"
ENOUGH = Limits(seconds=20)
LITTLE = Limits(seconds=0.3)

linux = pytest.mark.skipif(not TOLD, reason="the system does not tell what a process uses")


def reading(folder: Path, text: str, limits: Limits = ENOUGH) -> Source:
    file = folder / "notice.doc"
    file.write_text(text, encoding="utf-8")
    return confined(file, MODULE, limits)


def until(true: Callable[[], bool]) -> bool:
    """Whether something becomes true within half a minute."""
    end = time.monotonic() + 30
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def is_running(pid: int) -> bool:
    try:
        return b") Z" not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False


def test_what_is_read_is_the_same_as_in_this_process(tmp_path: Path) -> None:
    found = reading(tmp_path, "plain 甲\ud800".encode("utf-8", "replace").decode())
    assert found == misbehaving.read(tmp_path / "notice.doc")


def test_one_process_reads_many_files(tmp_path: Path) -> None:
    first = reading(tmp_path, "who").text
    with pytest.raises(UnreadableFileError, match="no notice"):
        reading(tmp_path, "refused")
    assert reading(tmp_path, "who").text == first != str(os.getpid())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("loop", r"took more time than such a file needs .*ZHENGMAI_TIME_LIMIT="),
        ("sleep", r"took more time than such a file needs"),
        ("memory", r"took more memory .*the limit is 100 MB.*ZHENGMAI_MEMORY_LIMIT=400"),
        ("long", r"takes more than 1 MB"),
    ],
)
@linux
def test_what_costs_too_much_is_ended_and_told(tmp_path: Path, text: str, told: str) -> None:
    limits = Limits(0.3 if text in ("loop", "sleep") else 20, 100, 1)
    before = reading(tmp_path, "who").text
    with pytest.raises(OverLimitError, match=rf"notice\.doc: not read: .*{told}") as raised:
        reading(tmp_path, text, limits)
    assert "\n" not in str(raised.value)
    after = reading(tmp_path, "who").text
    assert (after == before) == (text == "long")
    assert text == "long" or not is_running(int(before))


@pytest.mark.parametrize(("text", "told"), [("segfault", "died (SIGSEGV)"), ("exit", "died (0)")])
def test_a_process_that_dies_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnreadableFileError) as raised:
        reading(tmp_path, text)
    assert told in str(raised.value)
    assert reading(tmp_path, "plain").text == "plain"


@pytest.mark.parametrize("text", ["assertion", "recursion"])
def test_a_mistake_of_the_reader_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(InternalError, match=r"\[E-[0-9A-F]{6}\] .*Error in .*") as raised:
        reading(tmp_path, text)
    assert raised.value.file == str(tmp_path / "notice.doc")
    assert "misbehaving.py" in raised.value.details
    assert "secret" not in str(raised.value)
    assert reading(tmp_path, "plain").text == "plain"


@linux
def test_each_page_adds_to_the_time_where_the_file_has_room_for_it(tmp_path: Path) -> None:
    room = " " * 50_000
    assert reading(tmp_path, "pages" + room, Limits(seconds=0.25)).text.startswith("pages")
    with pytest.raises(OverLimitError):
        reading(tmp_path, "pages", Limits(seconds=0.25))


def test_what_a_library_prints_is_not_seen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert reading(tmp_path, "prints").text == "prints"
    assert capfd.readouterr() == ("", "")


def test_a_path_is_one_from_where_the_user_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(tmp_path, "who")
    monkeypatch.chdir(tmp_path)
    Path("here.doc").write_text("where", encoding="utf-8")
    found = confined(Path("here.doc"), MODULE)
    assert (found.file, found.text) == ("here.doc", str(tmp_path.resolve()))


def test_threads_have_processes_of_their_own(tmp_path: Path) -> None:
    found: list[str] = []

    def read(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        found.append(reading(folder, "who").text)

    threads = [threading.Thread(target=read, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({*found, reading(tmp_path, "who").text}) == 3
    assert until(lambda: not any(is_running(int(pid)) for pid in found))


@linux
def test_what_a_reader_started_is_ended_with_it(tmp_path: Path) -> None:
    reader = int(reading(tmp_path, "who").text)
    seen: set[int] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.update(relatives(reader))

    watching = threading.Thread(target=watch)
    watching.start()
    with pytest.raises(OverLimitError):
        reading(tmp_path, "others", LITTLE)
    done.set()
    watching.join()
    assert len(seen) > 1
    assert until(lambda: not any(map(is_running, seen)))


@linux
def test_processes_may_end_while_they_are_looked_for() -> None:
    many = "i=0; while [ $i -lt 2000 ]; do (:) & i=$((i+1)); done; wait"
    with subprocess.Popen(["sh", "-c", many]) as parent:
        while parent.poll() is None:
            assert relatives(parent.pid)[0] == parent.pid
            assert usage(os.getpid(), family=True) is not None


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_where_the_parent_ends(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "notice.doc").write_text("loop", encoding="utf-8")
    code = (
        "from pathlib import Path; from zhengmai.loaders.confinement import Limits, confined; "
        f"confined(Path('notice.doc'), '{MODULE}', Limits(seconds=1000))"
    )
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.DEVNULL,
    )
    family: list[int] = []

    def reads() -> bool:
        family[:] = relatives(parent.pid)
        return len(family) > 1

    try:
        assert until(reads)
        parent.send_signal(how)
        parent.wait(30)
        assert until(lambda: not any(map(is_running, family)))
    finally:
        for pid in family:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        parent.wait()


def test_a_fork_does_not_use_the_process_of_its_parent(tmp_path: Path) -> None:
    mine = reading(tmp_path, "who").text
    code = (
        "import os, sys; from pathlib import Path; "
        "from zhengmai.loaders.confinement import confined; "
        f"read = lambda: confined(Path('notice.doc'), '{MODULE}').text; "
        "mine = read(); pid = os.fork()\n"
        "if pid == 0: os._exit(0 if read() != mine else 3)\n"
        "status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"
        "sys.exit(status if read() == mine else 4)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
    )
    assert done.returncode == 0
    assert reading(tmp_path, "who").text == mine


class Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo harm",)


def test_what_the_process_says_can_do_nothing() -> None:
    with pytest.raises(pickle.UnpicklingError):
        frames.loaded(pickle.dumps(Harm()))
