"""Files prepared one after the other: in this process, in several, or on other machines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from zhengmai.building.preparation import Prepared, prepare
from zhengmai.building.reports import Progress
from zhengmai.errors import ZhengmaiError
from zhengmai.wording import phrase
from zhengmai.workers import HERE, Workers

if TYPE_CHECKING:
    from zhengmai.loaders.confinement import Limits
    from zhengmai.ontology.corrections import Corrections
    from zhengmai.ontology.printedforms import PrintedName

Job: TypeAlias = "tuple[Path, Sequence[PrintedName]]"
"""A file, and the full names that it is read with."""

_DIED: Final = phrase(
    "a reading process died, perhaps for want of memory; what was stored before stays"
)
_FEW: Final = 3  # files that are read before a second process has started
_LARGEST: Final = 100_000_000  # bytes; a larger file is none of a notice, and is told of here


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way to a machine that does not have it.

    Attributes:
        file: as it was given here.
        name: its name, of which the ending says how it is read.
        content: its bytes.
        known: the full names that it is read with.
    """

    file: str
    name: str
    content: bytes
    known: Sequence[PrintedName]


def prepared(
    jobs: Sequence[Job], workers: Workers, corrections: Corrections, tell: Progress
) -> Iterator[Prepared]:
    """Every file prepared, in the order of the files; only a few wait to be taken.

    Raises:
        ZhengmaiError: a process died.
    """
    if workers.remote and jobs:
        from zhengmai.loaders.confinement import Limits

        there = partial(_received, corrections, Limits.given())
        sent = (_sent(job, corrections) for job in jobs)
        results = workers.in_order(there, sent, _DIED)
    else:
        who = HERE if len(jobs) < _FEW else workers
        results = who.in_order(partial(_prepared, corrections), jobs, _DIED)
    for done, result in enumerate(results, 1):
        tell("reading", done, len(jobs))
        yield result


def _prepared(corrections: Corrections, job: Job) -> Prepared:
    file, known = job
    return prepare(file, known, corrections=corrections)


def _sent(job: Job, corrections: Corrections) -> Sent | Prepared:
    """A file to be sent; where it cannot be opened, what is told of that."""
    from zhengmai.loaders.formats.files import beginning

    file, known = job
    try:
        content = beginning(file, _LARGEST + 1)
    except ZhengmaiError:
        return _prepared(corrections, job)
    if len(content) > _LARGEST:
        return _prepared(corrections, job)
    return Sent(str(file), file.name, content, known)


def _received(corrections: Corrections, limits: Limits, job: Sent | Prepared) -> Prepared:
    """What becomes of a file that was sent; it is told of by the path that it has there."""
    if isinstance(job, Prepared):
        return job
    with tempfile.TemporaryDirectory(prefix="zhengmai-") as folder:
        file = Path(folder) / job.name
        file.write_bytes(job.content)
        found = prepare(file, job.known, corrections=corrections, limits=limits)
    said = found.report.error
    error = None if said is None else said.replace(str(file), job.file)
    return replace(found, report=replace(found.report, file=job.file, error=error))
