"""进展情况: what was reported on tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengmai.graph.progress import Report
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris
from zhengmai.queries.notices import notices
from zhengmai.queries.questions import ask, optional, text
from zhengmai.queries.states import Stage, stage
from zhengmai.queries.taskkeys import TaskIndex, wording
from zhengmai.queries.tasks import TaskRow, tasks


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report, and the task that it is about.

    Attributes:
        report: itself.
        task: the task, as it stands now; None where it is gone, or where it cannot be told any more
            which one it was.
        latest: no later one is about the same task.
    """

    report: Report
    task: TaskRow | None
    latest: bool

    @property
    def stage(self) -> Stage | None:
        """What its status says, where it is one of the usual words."""
        return stage(self.report.status)


def progress(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    history: bool = False,
) -> list[ReportRow]:
    """What was reported on tasks, by notice and task; of a task the latest report.

    Args:
        store: where to look.
        place: only on notices of this place and the places in it.
        year: only on plans of this year.
        history: all reports, the latest of a task first.

    Raises:
        NotFoundError: the store knows no such place.
    """
    chosen = None
    if place is not None or year is not None:
        chosen = [n.iri for n in notices(store, place=place, year=year)]
    rows = rows_of(reports(store, chosen), store)
    return rows if history else [row for row in rows if row.latest]


def reports(store: Store, of: Iterable[str] | None = None) -> list[Report]:
    """All reports, or those on the tasks of some notices, the latest first."""
    if of is None:
        rows = ask(store, "reports")
    else:
        rows = []
        for some in in_parts(sorted(set(of))):
            graphs = [Iri(iris.progress_graph(notice)) for notice in some]
            rows += ask(store, "reports", {"graph": graphs, "notice": [Iri(n) for n in some]})
    told = sorted(rows, key=lambda r: (text(r, "at"), text(r, "report")), reverse=True)
    return [_report(row) for row in told]


def _report(row: Row) -> Report:
    parts = ("context", "status", "progress", "material", "by", "file", "instead")
    told = {name: optional(row, name) or "" for name in parts}
    return Report(task=text(row, "task"), text=text(row, "text"), at=text(row, "at"), **told)


def rows_of(found: Sequence[Report], store: Store) -> list[ReportRow]:
    """Reports (the latest first) with their tasks; by notice and order of these."""
    index = index_of(store, {iris.notice_of_node(r.task) for r in found})
    rows, seen = [], set()
    for report in found:
        task = index.find(*told_by(report))
        about = report.task + "\n" + report.text if task is None else task.iri
        rows.append(ReportRow(report, task, about not in seen))
        seen.add(about)
    return sorted(rows, key=_place)


def _place(row: ReportRow) -> tuple[str, bool, int, str]:
    """Where a report stands in a list: by its notice, what is gone last."""
    of = row.task
    notice = iris.notice_of_node(row.report.task) if of is None else of.notice
    return notice, of is None, 0 if of is None else of.order, row.report.task if of is None else ""


def told_by(report: Report) -> tuple[str, str, str]:
    """By what the task of a report is found: IRI, text and context in short."""
    told = wording(report.context) if report.context else ""
    return report.task, wording(report.text), told


def index_of(store: Store, of: Iterable[str]) -> TaskIndex:
    """The tasks of some notices, to be found by what they say."""
    return TaskIndex.of(task for notice in sorted(set(of)) for task in tasks(store, notice=notice))


def latest(store: Store, of: Iterable[str]) -> dict[str, ReportRow]:
    """Of the tasks of some notices that were reported on: task → its latest report."""
    rows = rows_of(reports(store, of), store)
    return {row.task.iri: row for row in rows if row.task is not None and row.latest}
