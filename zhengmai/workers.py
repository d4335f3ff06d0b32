"""进程: jobs done one after the other, in this process or in several, results in their order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

from zhengmai.errors import ZhengmaiError
from zhengmai.lifeline import end_with

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD: Final = 4  # results that wait to be taken, a process


def in_order(
    task: Callable[[Job], Result], jobs: Iterable[Job], workers: int, died: str
) -> Iterator[Result]:
    """What becomes of each job.

    Args:
        task: what is done with a job; both, and the result, go from process to process.
        jobs: taken as they are needed.
        workers: processes; no more than there are processors, and none but this one where it is 1.
        died: what to tell the user where one of them died, perhaps for want of memory.

    Raises:
        ZhengmaiError: a process died.
    """
    workers = min(workers, os.cpu_count() or 1)
    if workers <= 1:
        yield from map(task, jobs)
        return
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(os.getpid(),)) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(task, job))
                if len(waiting) > workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ZhengmaiError(died) from error


def _begin(parent: int) -> None:
    """A worker that was started by the process which gives it work ends with it."""
    if os.getppid() == parent:  # else by another, which Python keeps for that
        end_with(parent)
