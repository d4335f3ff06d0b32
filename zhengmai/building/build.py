"""A build from end to end: files and folders → a store with its lineage, and a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.building.files import files_in
from zhengmai.building.preparation import corrections_of
from zhengmai.building.processes import prepared
from zhengmai.building.readings import none, readings
from zhengmai.building.reports import BuildReport, FileReport, Progress, untold
from zhengmai.building.storing import stored
from zhengmai.graph.store import Store
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store

if TYPE_CHECKING:
    from zhengmai.graph.lineage.judging import Judge
    from zhengmai.graph.lineage.ways import Way

_MANY = 48  # files that are worth a second process


def build_store(  # noqa: PLR0913 - what a user may choose
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int | None = None,
    corrections: Path | str | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
    way: Way | None = None,
    anew: bool = False,
) -> BuildReport:
    """Read files and folders into a store and link their lineage; the store is closed again.

    A file that was read before, by whatever build, is not read again while the store holds its
    notice. Short names are settled by the full ones that other notices of the place print, those of
    this build and those that the store holds. Notices that an earlier build stored and that are not
    among the files of this one are left as they are. A ``judge`` is asked about the tasks of the
    whole store that have doubtful links; without one nothing is sent anywhere.

    Args:
        paths: files and folders.
        store: where to.
        workers: processes that read and compare; None: one a core where there is much to do.
        corrections: a file of a person's corrections.
        progress: told of what is being done.
        judge: a model that is asked about doubtful links.
        way: how texts are compared; None: as the store was linked before, or by the sentence model
            where one has been installed.
        anew: read all files, also those that are known.

    Raises:
        ZhengmaiError: a path does not exist; the store cannot be written; the way cannot be gone.
    """
    from zhengmai.graph.lineage.ways import for_build

    corrected = corrections_of(corrections)
    files = files_in([paths] if isinstance(paths, str | Path) else paths)
    tell = progress or untold
    many = workers or ((os.cpu_count() or 1) if len(files) >= _MANY else 1)
    known = none if anew else readings
    with open_store(store, write=True) as opened, known(corrected) as read_before:
        chosen = for_build(opened) if way is None else way
        reports = stored(
            opened, files, lambda jobs: prepared(jobs, many, corrected, tell), read_before
        )
        links = _link(opened, chosen, many, tell)
        return _reported(opened, reports, links, tell, judge)


def _link(store: Store, way: Way, workers: int, tell: Progress) -> int:
    from zhengmai.graph.lineage.linking import link

    return link(store, lambda done, of: tell("linking", done, of), way=way, workers=workers)


def _reported(
    store: Store, reports: Sequence[FileReport], links: int, tell: Progress, judge: Judge | None
) -> BuildReport:
    """Ask the judge; report that, the links, and the parents that are not held."""
    from zhengmai.queries.gaps import missing_parents

    consulted = None
    if judge is not None:
        from zhengmai.graph.lineage.judging import consult

        consulted, links = consult(store, judge, lambda done, of: tell("judging", done, of))
    own = {r.iri for r in reports}
    missing = [(m.notice, m.label) for m in missing_parents(store) if m.notice in own]
    return BuildReport(tuple(reports), links, tuple(missing), consulted)
