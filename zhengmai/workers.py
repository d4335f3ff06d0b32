"""进程: jobs done one after the other, in this process or in others, results in their order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar

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
        # Forked processes would share the database and its threads with this one.
        anew = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, anew, _begin, (os.getpid(),)) as pool:

            def submit(job: Job) -> Future[Result]:
                with _deaf(), _without_main():
                    return pool.submit(task, job)

            try:
                yield from in_turn(submit, jobs, lambda: count * AHEAD, Future.result)
            except BrokenProcessPool as error:
                raise ZhengmaiError(f"{died}: try again with fewer --workers") from error
            except BaseException:  # of Ctrl-C, too: what they do is not wanted any more
                _end(pool)
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


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool, whatever they are at."""
    begun = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in begun:
        process.terminate()


def _begin(parent: int) -> None:
    """A worker does not hear Ctrl-C, which is for the process that gives it work.

    Where it was started by that process, it ends with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.getppid() == parent:  # else by another, which Python keeps for that
        end_with(parent)
