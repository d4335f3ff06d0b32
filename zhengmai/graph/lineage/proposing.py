"""Plans compared one after the other, in this process or in others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final, TypeAlias

from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.proposals import Proposals, propose
from zhengmai.graph.lineage.ways import Way, of_name
from zhengmai.wording import phrase
from zhengmai.workers import HERE, Workers

Job: TypeAlias = tuple[tuple[LineageNode, ...], tuple[tuple[LineageNode, ...], ...]]
"""The tasks of a plan, and the points of its superiors."""

_TOGETHER: Final = 4, 32  # plans that go to a process together: of few plans, of many
_SHARES: Final = 32  # into which the plans are parted, so that all processes end at the same time
_FEW: Final = 24  # plans that are done before a second process has started
_DIED: Final = phrase(
    "a process that compares plans died, perhaps for want of memory; what was linked before is kept"
)


def proposed(
    jobs: Iterable[Job], count: int, way: Way, workers: Workers = HERE
) -> Iterator[Proposals]:
    """What the texts of each plan propose, in the order of the plans; only a few of them wait.

    Args:
        jobs: the plans.
        count: how many there are.
        way: how texts are compared; an endpoint is asked from this process alone.
        workers: who compares.

    Raises:
        ZhengmaiError: a process died.
    """
    if not workers.many or count < _FEW or not way.everywhere:
        return (propose(*job, way.matcher) for job in jobs)
    found = workers.in_order(partial(_proposed, way.name), _neighbours(jobs, count), _DIED)
    return chain.from_iterable(found)


def _neighbours(jobs: Iterable[Job], count: int) -> Iterator[list[Job]]:
    """Some plans at a time: those behind each other have superiors in common."""
    least, most = _TOGETHER
    together = min(max(least, count // _SHARES), most)
    rest = iter(jobs)
    while some := list(islice(rest, together)):
        yield some


def _proposed(way: str, jobs: Sequence[Job]) -> list[Proposals]:
    """Some plans, in a process of its own: the way is known there by its name."""
    matcher = of_name(way).matcher
    return [propose(*job, matcher) for job in jobs]
