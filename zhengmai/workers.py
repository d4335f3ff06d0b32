"""进程: jobs done one after the other, in this process or in others, results in their order."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from typing import Any, Final, TypeVar, cast

from zhengmai.errors import ZhengmaiError
from zhengmai.lifeline import end_with

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD: Final = 4
"""Results that wait to be taken, for each job that is done at a time."""


class Workers(ABC):
    """Who does jobs.

    Attributes:
        remote: they are on machines that do not have the files of this one.
    """

    remote: bool = False

    @property
    @abstractmethod
    def many(self) -> bool:
        """Whether jobs go to other processes, which costs more than it brings for a few."""

    @abstractmethod
    def in_order(
        self, task: Callable[[Job], Result], jobs: Iterable[Job], died: str
    ) -> Iterator[Result]:
        """What becomes of each job.

        Args:
            task: what is done with a job; both, and the result, go from process to process.
            jobs: taken as they are needed: only a few wait.
            died: what to tell the user where a worker died; how to go on is added to it.

        Raises:
            ZhengmaiError: a worker died.
        """

    def must_have_model(self) -> None:  # noqa: B027 - who works on this machine has what it has
        """See to it that the sentence model is where texts are compared.

        Raises:
            ZhengmaiError: a worker has not got it.
        """


@dataclass(frozen=True)
class Processes(Workers):
    """Processes of this machine.

    Attributes:
        count: no more are begun than there are processors, and none but this one where it is 1.
    """

    count: int = 1

    @property
    def many(self) -> bool:
        """Whether there is more than this process."""
        return self.count > 1

    def in_order(
        self, task: Callable[[Job], Result], jobs: Iterable[Job], died: str
    ) -> Iterator[Result]:
        """What becomes of each job: see :meth:`Workers.in_order`."""
        count = min(self.count, os.cpu_count() or 1)
        if count <= 1:
            yield from map(task, jobs)
            return
        begun: list[_Process] = []
        idle: SimpleQueue[_Process] = SimpleQueue()

        def done(job: Job) -> Result:
            process = idle.get()
            try:
                return process.do(task, job)
            finally:
                idle.put(process)

        def submit(job: Job) -> Future[Result]:
            with _deaf():
                if len(begun) < count:
                    begun.append(_Process())
                    idle.put(begun[-1])
                return threads.submit(done, job)

        with ThreadPoolExecutor(count) as threads:
            try:
                yield from in_turn(submit, jobs, lambda: count * AHEAD, Future.result)
                for process in begun:
                    process.dismiss()
            except BaseException as error:  # of Ctrl-C, too: what they do is not wanted any more
                threads.shutdown(wait=False, cancel_futures=True)
                for process in begun:
                    process.kill()
                if isinstance(error, _DiedError):
                    raise ZhengmaiError(f"{died}: try again with fewer --workers") from error
                raise


HERE: Final = Processes()
"""This process alone."""


def in_turn(
    submit: Callable[[Job], Future[Result]],
    jobs: Iterable[Job],
    most: Callable[[], int],
    take: Callable[[Future[Result]], Result],
) -> Iterator[Result]:
    """The results of jobs in the order of the jobs.

    Args:
        submit: gives a job to who does it.
        jobs: taken as they are needed.
        most: how many may be given away while the first of them is waited for.
        take: waits for a result.
    """
    waiting: deque[Future[Result]] = deque()
    for job in jobs:
        waiting.append(submit(job))
        if len(waiting) > most():
            yield take(waiting.popleft())
    while waiting:
        yield take(waiting.popleft())


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are begun meanwhile do not hear Ctrl-C before they can say so themselves."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes that are begun meanwhile do not run the script of the user once more.

    They would where it has no ``if __name__ == "__main__":``, and nothing in it is needed there.
    """
    script = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {
        name: script.pop(name) for name in ("__spec__", "__file__") if name in script
    }
    script["__spec__"] = None
    try:
        yield
    finally:
        del script["__spec__"]
        script.update(hidden)


class _DiedError(Exception):
    """A process ended before it had done its job."""


class _ThereError(Exception):
    """Where in another process an error came from: its traceback there."""


class _Process:
    """A process that does one job after the other.

    The pipe to it is its alone, and no lock is shared: where it is killed half way through a
    message, the pipe ends, and nobody waits for the other half.
    """

    def __init__(self) -> None:
        # A forked process would share the database and its threads with this one.
        anew = multiprocessing.get_context("spawn")
        self._pipe, there = anew.Pipe()
        self._process = anew.Process(target=_work, args=(there, os.getpid()), daemon=True)
        with _without_main():
            self._process.start()
        there.close()

    def do(self, task: Callable[[Job], Result], job: Job) -> Result:
        """What becomes of a job, or the error that it raises there.

        Raises:
            _DiedError: the process ended.
        """
        try:
            self._pipe.send((task, job))
            result, error, trace = self._pipe.recv()
        except (EOFError, OSError) as lost:
            raise _DiedError from lost
        if error is not None:
            raise error from _ThereError(trace)
        return cast(Result, result)

    def dismiss(self) -> None:
        """No job is left for it; it has ended when this returns."""
        self._pipe.close()
        self._process.join()

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.join()


def _work(pipe: Connection, parent: int) -> None:
    """Do jobs until there are none.

    A worker does not hear Ctrl-C, which is for the process that gives it work, and it ends with
    that process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)
    while True:
        try:
            task, job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ForkingPickler.dumps((task(job), None, ""))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is waited for
            answer = _failed(error)
        pipe.send_bytes(answer)


def _failed(error: Exception) -> Any:
    """An error on its way to the other process; one that cannot be sent is told in words."""
    trace = traceback.format_exc()
    try:
        # Some can be written, and not be read.
        pickle.loads(ForkingPickler.dumps(error))  # noqa: S301 - its own
    except Exception:  # noqa: BLE001 - what an error's class does with pickles is its affair
        error = RuntimeError(f"{type(error).__name__}: {error}")
    return ForkingPickler.dumps((None, error, trace))
