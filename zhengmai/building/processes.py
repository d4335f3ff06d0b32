"""Files prepared one after the other, in this process or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from zhengmai.building.preparation import Prepared, prepare
from zhengmai.building.reports import Progress
from zhengmai.workers import in_order

if TYPE_CHECKING:
    from zhengmai.ontology.corrections import Corrections
    from zhengmai.ontology.printedforms import PrintedName

Job: TypeAlias = "tuple[Path, Sequence[PrintedName]]"
"""A file, and the full names that it is read with."""

_DIED: Final = (
    "a reading process died, perhaps for want of memory; what was read before it is stored: try "
    "again with fewer --workers"
)


def prepared(
    jobs: Sequence[Job], workers: int, corrections: Corrections, tell: Progress
) -> Iterator[Prepared]:
    """Every file prepared, in the order of the files; only a few wait to be taken.

    Raises:
        ZhengmaiError: a process died.
    """
    task = partial(_prepared, corrections)
    results = in_order(task, jobs, min(workers, len(jobs)), _DIED)
    for done, result in enumerate(results, 1):
        tell("reading", done, len(jobs))
        yield result


def _prepared(corrections: Corrections, job: Job) -> Prepared:
    file, known = job
    return prepare(file, known, corrections=corrections)
