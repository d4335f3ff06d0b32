"""Files prepared one after the other, in this process or in several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from zhengmai.building.preparation import Prepared, prepare
from zhengmai.building.reports import Progress
from zhengmai.errors import ZhengmaiError

if TYPE_CHECKING:
    from zhengmai.ontology.corrections import Corrections
    from zhengmai.ontology.printedforms import PrintedName

Job: TypeAlias = "tuple[Path, Sequence[PrintedName]]"
"""A file, and the full names that it is read with."""

_AHEAD = 4  # files read before they are asked for, a process


def prepared(
    jobs: Sequence[Job], workers: int, corrections: Corrections, tell: Progress
) -> Iterator[Prepared]:
    """Every file prepared, in the order of the files; only a few wait to be taken.

    Raises:
        ZhengmaiError: a process died.
    """
    with _mapper(min(workers, len(jobs)), corrections) as mapped:
        for done, result in enumerate(mapped(jobs), 1):
            tell("reading", done, len(jobs))
            yield result


@contextmanager
def _mapper(
    workers: int, corrections: Corrections
) -> Iterator[Callable[[Iterable[Job]], Iterator[Prepared]]]:
    """Prepares files, in this process or in several."""
    task = partial(prepare, corrections=corrections)
    if workers <= 1:
        yield lambda jobs: starmap(task, jobs)
        return
    with ProcessPoolExecutor(min(workers, os.cpu_count() or 1)) as pool:
        try:
            yield lambda jobs: _in_order(pool, task, jobs, workers * _AHEAD)
        except BrokenProcessPool as error:
            raise ZhengmaiError(
                "a reading process died, perhaps for want of memory; what was read before it is "
                "stored: try again with fewer --workers"
            ) from error


def _in_order(
    pool: ProcessPoolExecutor,
    task: Callable[[Path, Sequence[PrintedName]], Prepared],
    jobs: Iterable[Job],
    ahead: int,
) -> Iterator[Prepared]:
    """Results in the order of the files, with only so many of them waiting to be taken."""
    waiting: deque[Future[Prepared]] = deque()
    for file, known in jobs:
        waiting.append(pool.submit(task, file, known))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
