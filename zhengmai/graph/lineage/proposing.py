"""Plans compared one after the other, in this process or in several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Final, TypeAlias

from zhengmai.errors import ZhengmaiError
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.proposals import Proposals, propose
from zhengmai.graph.lineage.ways import Way, of_name

Job: TypeAlias = tuple[tuple[LineageNode, ...], tuple[tuple[LineageNode, ...], ...]]
"""The tasks of a plan, and the points of its superiors."""

_AHEAD: Final = 4  # plans handed out before their turn, a process
_FEW: Final = 24  # plans that are done before a second process has started


def proposed(jobs: Iterable[Job], count: int, way: Way, workers: int = 1) -> Iterator[Proposals]:
    """What the texts of each plan propose, in the order of the plans; only a few of them wait.

    Args:
        jobs: the plans.
        count: how many there are.
        way: how texts are compared; an endpoint is asked from this process alone.
        workers: processes that compare.

    Raises:
        ZhengmaiError: a process died.
    """
    workers = min(workers, os.cpu_count() or 1)
    if workers <= 1 or count < _FEW or not way.everywhere:
        for children, above in jobs:
            yield propose(children, above, way.matcher)
        return
    with ProcessPoolExecutor(workers) as pool:
        try:
            yield from _in_order(pool, partial(_task, way.name), jobs, workers * _AHEAD)
        except BrokenProcessPool as error:
            raise ZhengmaiError(
                "a process that compares plans died, perhaps for want of memory; what it linked "
                "before is kept: try again with fewer --workers"
            ) from error


def _in_order(
    pool: ProcessPoolExecutor, task: partial[Proposals], jobs: Iterable[Job], ahead: int
) -> Iterator[Proposals]:
    waiting: deque[Future[Proposals]] = deque()
    for job in jobs:
        waiting.append(pool.submit(task, job))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _task(way: str, job: Job) -> Proposals:
    """One plan, in a process of its own: the way is known there by its name."""
    children, above = job
    return propose(children, above, of_name(way).matcher)
