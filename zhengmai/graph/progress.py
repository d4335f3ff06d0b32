"""进展报告: what was reported on tasks, kept in a graph of its own over every rebuild.

A report is never changed: a later one comes beside it, and the latest counts. Nothing here knows
whether a task is still there; :mod:`zhengmai.queries.progress` finds it again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhengmai.graph.said import MOMENT
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import REPORT
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported on a task at one time; all as written, ``""`` where nothing was.

    Attributes:
        task: the task, by the IRI that it had then.
        text: what the task said then.
        context: heading, units and limits of the task then, where others had the same text.
        status: 办结, 进行中…
        progress: what was done.
        material: what shows it.
        by: who reported, or took it in.
        at: when: 2025-06-01T08:30:00Z.
        file: name of the file that it was read from.
        instead: what stood in the ledger when it was handed out (:class:`..taskkeys.TaskKey`).
    """

    task: str
    text: str
    context: str
    status: str
    progress: str
    material: str
    by: str
    at: str
    file: str
    instead: str

    @property
    def said(self) -> tuple[str, str, str]:
        """Status, progress and material."""
        return self.status, self.progress, self.material


def after(moment: str | None, earliest: str) -> str:
    """The later of two moments, and never the first: what comes later must be told as later."""
    if moment is None or moment < earliest:
        return earliest
    return (datetime.strptime(moment, MOMENT) + timedelta(seconds=1)).strftime(MOMENT)


def record(store: Store, reports: Iterable[Report]) -> None:
    """Keep reports beside those that are kept already."""
    of_notice: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_notice[iris.notice_of_node(report.task)].append(report)
    graphs = []
    for notice, own in sorted(of_notice.items()):
        name = iris.progress_graph(notice)
        content = from_triples(name, store.graph(name))
        for report in own:
            content.nodes[REPORT.label][_iri(report)] = _properties(report)
        graphs.append(GraphData(name, to_triples(name, content)))
    list(store.put(graphs))


def _iri(of: Report) -> str:
    told = "\n".join((of.at, of.instead, of.by, *of.said))
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return iris.report(of.task, digest[:20])


def _properties(of: Report) -> dict[str, str]:
    told = {
        "taskContext": of.context,
        "status": of.status,
        "progress": of.progress,
        "material": of.material,
        "reportedBy": of.by,
        "reportedIn": of.file,
        "instead": of.instead,
    }
    kept = {key: value for key, value in told.items() if value}
    return {"task": of.task, "taskText": of.text, "reportedAt": of.at, **kept}
