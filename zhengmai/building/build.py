"""A build from end to end: files and folders → a store with its lineage, and a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.building.files import files_in
from zhengmai.building.preparation import corrections_of
from zhengmai.building.processes import prepared
from zhengmai.building.reports import BuildReport, FileReport, Progress, untold
from zhengmai.building.storing import stored
from zhengmai.graph.store import Store
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store

if TYPE_CHECKING:
    from zhengmai.graph.lineage.judging import Judge


def build_store(
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int = 1,
    corrections: Path | str | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
) -> BuildReport:
    """Read files and folders into a store and link their lineage; the store is closed again.

    Short names are settled by the full ones that other notices of the place print, those of this
    build and those that the store holds. Notices that an earlier build stored and that are not
    among the files of this one are left as they are. A ``judge`` is asked about the tasks of the
    whole store that have doubtful links; without one nothing is sent anywhere.
    """
    corrected = corrections_of(corrections)
    files = files_in([paths] if isinstance(paths, str | Path) else paths)
    tell = progress or untold
    with open_store(store, write=True) as opened:
        reports = stored(opened, files, lambda jobs: prepared(jobs, workers, corrected, tell))
        return _linked(opened, reports, tell, judge)


def _linked(
    store: Store, reports: Sequence[FileReport], tell: Progress, judge: Judge | None
) -> BuildReport:
    """Link the lineage of the store; report that, and the parents that are not held."""
    from zhengmai.graph.lineage.linking import link
    from zhengmai.queries.gaps import missing_parents

    links = link(store, lambda done, of: tell("linking", done, of))
    consulted = None
    if judge is not None:
        from zhengmai.graph.lineage.judging import consult

        consulted, links = consult(store, judge, lambda done, of: tell("judging", done, of))
    own = {r.iri for r in reports}
    missing = [(m.notice, m.label) for m in missing_parents(store) if m.notice in own]
    return BuildReport(tuple(reports), links, tuple(missing), consulted)
