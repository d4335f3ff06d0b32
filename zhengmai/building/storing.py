"""Prepared graphs → the store, and what that changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhengmai.building.preparation import Prepared
from zhengmai.building.reports import FileReport
from zhengmai.graph.store import GraphData, Store


def stored(store: Store, prepared: Iterable[Prepared]) -> list[FileReport]:
    """Store what was read, one after the other; only the reports are kept."""
    reports: list[FileReport] = []
    sent: list[int] = []  # numbers of the reports whose graphs were given to the store

    def graphs() -> Iterator[GraphData]:
        for report, graph in prepared:
            reports.append(report)
            if graph is not None:
                sent.append(len(reports) - 1)
                yield graph

    for number, changed in enumerate(store.put(graphs())):
        reports[sent[number]] = replace(reports[sent[number]], changed=changed)
    return _without_namesakes(reports)


def _without_namesakes(reports: Sequence[FileReport]) -> list[FileReport]:
    """Of several files that are the same notice the last one is what the store holds."""
    last = {r.iri: r.file for r in reports if r.iri is not None}
    return [
        r
        if r.iri is None or last[r.iri] == r.file
        else FileReport(r.file, error=f"the same notice as {last[r.iri]}, which was stored instead")
        for r in reports
    ]
