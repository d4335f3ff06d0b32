"""Jobs done in other processes: in order, with their errors, and never waited for in vain."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from zhengmai.errors import ZhengmaiError
from zhengmai.workers import Processes

if (os.cpu_count() or 1) < 2:
    pytest.skip("needs two processors", allow_module_level=True)


class NotToBeReadError(Exception):
    """Its pickle says less than it takes to make it again."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def slow_first(job: int) -> tuple[int, int]:
    time.sleep(0.2 if job == 0 else 0)
    return job, os.getpid()


def fails(job: int) -> int:
    if job == 3:
        raise ValueError("three")
    if job == 5:
        raise NotToBeReadError("not", "read")
    return job


def large(job: int) -> bytes:
    return bytes([job]) * 5_000_000


def says_half(sign: Path) -> str:
    """Answer with the first bytes of a message, and say so; the rest never comes."""

    def half(self: Any, content: bytes, *_: Any) -> None:
        os.write(self.fileno(), content[:6])
        sign.touch()
        time.sleep(3600)

    Connection._send = half  # type: ignore[method-assign,attr-defined]
    return "x" * 100


def lasts_but_the_first(job: int) -> int:
    if job:
        time.sleep(3600)
    return job


def dies(job: int) -> int:
    if job == 1:
        os._exit(7)
    return job


def test_results_come_in_the_order_of_the_jobs_and_from_two_processes() -> None:
    found = list(Processes(2).in_order(slow_first, range(30), "died"))
    assert [job for job, _ in found] == list(range(30))
    assert len({process for _, process in found} - {os.getpid()}) == 2


def test_more_than_a_pipe_holds_goes_through() -> None:
    found = list(Processes(2).in_order(large, range(6), "died"))
    assert [(one[0], len(one)) for one in found] == [(job, 5_000_000) for job in range(6)]


def test_no_process_for_no_job() -> None:
    assert list(Processes(2).in_order(slow_first, [], "died")) == []


def test_an_error_is_raised_here_and_says_where_it_was_raised_there() -> None:
    results = Processes(2).in_order(fails, range(9), "died")
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three") as raised:
        next(results)
    assert "in fails" in str(raised.value.__cause__)


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="NotToBeReadError: not read"):
        list(Processes(2).in_order(fails, [4, 5], "died"))


def test_a_process_that_dies_is_told() -> None:
    results = Processes(2).in_order(dies, range(9), "a process died")
    assert next(results) == 0
    with pytest.raises(ZhengmaiError, match=r"a process died: .*fewer --workers"):
        next(results)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_half_a_message_is_not_waited_for(tmp_path: Path) -> None:
    """Ctrl-C while a result is being sent."""
    sign = tmp_path / "sign"
    results = Processes(2).in_order(says_half, [sign], "died")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, stop)

    def when_half_is_said() -> None:
        while not sign.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGUSR1)

    thread = threading.Thread(target=when_half_is_said)
    thread.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            next(results)
    finally:
        thread.join()
        signal.signal(signal.SIGUSR1, before)


def test_what_is_not_wanted_any_more_is_ended() -> None:
    results = Processes(2).in_order(lasts_but_the_first, [0, 1, 2, 3], "died")
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
