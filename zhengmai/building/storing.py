"""Files → the store, and what that changed in it.

Files are read and stored one after the other. Where a short name stands for the full one that
another notice of the place prints (:mod:`.teaching`), the file is read once more when the names of
all of them are known; only names are kept until then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from zhengmai.building.preparation import Prepared
from zhengmai.building.processes import Job
from zhengmai.building.reports import FileReport
from zhengmai.building.teaching import Teaching
from zhengmai.graph.store import GraphData, Store

Preparing: TypeAlias = Callable[[Sequence[Job]], Iterable[Prepared]]


def stored(store: Store, files: Sequence[Path], prepare: Preparing) -> list[FileReport]:
    """Store what is read, one after the other; only the reports and names are kept."""
    teaching = Teaching(store)
    reports: list[FileReport] = []
    changes: defaultdict[int, list[bool]] = defaultdict(list)  # of each file that is put
    waiting: set[int] = set()  # files that are not put before all names are known

    def first() -> Iterator[tuple[int, GraphData]]:
        for number, found in enumerate(prepare([(file, ()) for file in files])):
            reports.append(found.report)
            if found.graph is None:
                continue
            if teaching.heard(found.graph.iri, found.names):
                waiting.add(number)
            else:
                yield number, found.graph

    _put(store, first(), changes)
    last = {r.iri: number for number, r in enumerate(reports) if r.iri is not None}
    lessons = teaching.lessons()
    again = sorted(n for iri, n in last.items() if n in waiting or iri in lessons)

    def second() -> Iterator[tuple[int, GraphData]]:
        jobs = [(files[n], lessons.get(reports[n].iri or "", ())) for n in again]
        for number, found in zip(again, prepare(jobs), strict=True):
            reports[number] = found.report
            if found.graph is not None:
                yield number, found.graph

    if again:
        _put(store, second(), changes)
    back = teaching.unchanged(reports[n].iri or "" for n, of in changes.items() if sum(of) > 1)
    for number, changed in changes.items():
        # What changed twice may have changed back.
        is_new = any(changed) and reports[number].iri not in back
        reports[number] = replace(reports[number], changed=is_new)
    return _without_namesakes(reports)


def _put(
    store: Store, graphs: Iterable[tuple[int, GraphData]], changes: defaultdict[int, list[bool]]
) -> None:
    """Put graphs, each with the number of its file, and note for each one what that changed."""
    sent: list[int] = []

    def numbered() -> Iterator[GraphData]:
        for number, graph in graphs:
            sent.append(number)
            yield graph

    for at, changed in enumerate(store.put(numbered())):
        changes[sent[at]].append(changed)


def _without_namesakes(reports: Sequence[FileReport]) -> list[FileReport]:
    """Of several files that are the same notice the last one is what the store holds."""
    last = {r.iri: r.file for r in reports if r.iri is not None}
    return [
        r
        if r.iri is None or last[r.iri] == r.file
        else FileReport(r.file, error=f"the same notice as {last[r.iri]}, which was stored instead")
        for r in reports
    ]
