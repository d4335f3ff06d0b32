"""A build from end to end: files and folders → a store with its lineage, and a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zhengmai.building.files import files_in
from zhengmai.building.preparation import corrections_of
from zhengmai.building.processes import prepared
from zhengmai.building.readings import none, readings
from zhengmai.building.reports import BuildReport, FileReport, Progress, untold
from zhengmai.building.storing import stored
from zhengmai.errors import ZhengmaiError
from zhengmai.graph.store import Store
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store
from zhengmai.workers import Processes, Workers

if TYPE_CHECKING:
    from zhengmai.graph.lineage.judging import Judge
    from zhengmai.graph.lineage.plans import Hierarchy
    from zhengmai.graph.lineage.ways import Way

_MANY = 48  # files that are worth a second process


def build_store(  # noqa: PLR0913 - what a user may choose
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int | Literal["auto"] | None = None,
    scheduler: str | None = None,
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
        workers: processes that read and compare; ``auto`` or None: one a core where there is much
            to do.
        scheduler: the address of a Dask cluster (``tcp://HOST:PORT``) that reads and compares in
            their place. The files' bytes are sent to it; this process alone writes to the store.
            Where an endpoint compares, it is asked from here.
        corrections: a file of a person's corrections.
        progress: told of what is being done.
        judge: a model that is asked about doubtful links.
        way: how texts are compared; None: as the store was linked before, or by the sentence model
            where one has been installed.
        anew: read all files, also those that are known.

    Raises:
        ZhengmaiError: a path does not exist; the store cannot be written; the way cannot be gone;
            the cluster cannot be used or was lost.
    """
    from zhengmai.graph.lineage.linking import link
    from zhengmai.graph.lineage.plans import hierarchy
    from zhengmai.graph.lineage.ways import for_build

    corrected = corrections_of(corrections)
    found = files_in([paths] if isinstance(paths, str | Path) else paths)
    files = found.files
    tell = progress or untold
    tell("opening the store", 0, 0)
    known = none if anew else readings
    with (
        _hired(workers, scheduler, len(files)) as hired,
        open_store(store, write=True) as opened,
        known(corrected) as read_before,
    ):
        tell("loading what compares", 0, 0)
        chosen = for_build(opened) if way is None else way
        _check(hired, chosen)
        reports = stored(
            opened, files, lambda jobs: prepared(jobs, hired, corrected, tell), read_before, tell
        )
        tell("linking", 0, 0)
        plans = hierarchy(opened)
        links = link(
            opened,
            lambda done, of: tell("linking", done, of),
            way=chosen,
            workers=hired,
            found=plans,
        )
        reported = _reported(opened, reports, links, plans, tell, judge)
        return replace(reported, left_out=found.left_out)


@contextmanager
def _hired(
    workers: int | Literal["auto"] | None, scheduler: str | None, files: int
) -> Iterator[Workers]:
    """Who reads and compares."""
    given = None if workers == "auto" else workers
    if scheduler is None:
        yield Processes(given or ((os.cpu_count() or 1) if files >= _MANY else 1))
        return
    if given is not None:
        raise ZhengmaiError("give workers of this machine or a scheduler, not both")
    from zhengmai.building.cluster import cluster

    with cluster(scheduler) as found:
        yield found


def _check(workers: Workers, way: Way) -> None:
    """See to it that who compares can go the way, before anything is read."""
    from zhengmai.graph.lineage.vectors import modelfiles

    if way.name == modelfiles.NAME:
        workers.must_have_model()


def _reported(
    store: Store,
    reports: Sequence[FileReport],
    links: int,
    plans: Hierarchy,
    tell: Progress,
    judge: Judge | None,
) -> BuildReport:
    """Ask the judge; report that, the links, and the parents that are not held."""
    from zhengmai.graph.lineage.foundagain import found_again
    from zhengmai.queries.gaps import missing_parents
    from zhengmai.queries.notices import names_of
    from zhengmai.queries.twins import twins

    consulted = None
    if judge is not None:
        from zhengmai.graph.lineage.judging import consult

        consulted, links = consult(store, judge, lambda done, of: tell("judging", done, of))
    tell("summing up", 0, 0)
    own = {r.iri for r in reports if r.iri is not None}
    missing = [
        (m.notice, m.label)
        for m in missing_parents(store)
        if m.notice in own and not m.within  # what only some tasks cite is no superior plan
    ]
    pairs = [(t.one, t.other) for t in twins(store, own, plans.plans.values())]
    names = names_of(store, (iri for pair in pairs for iri in pair))
    named = tuple((names[one], names[other]) for one, other in pairs)
    lost = found_again(store, plans.judged).lost
    return BuildReport(tuple(reports), links, tuple(missing), consulted, twins=named, lost=lost)
