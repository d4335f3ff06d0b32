"""任务台账: the tasks as offices keep them, each with where it comes from and how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhengmai.graph.lineage.linkgraph import CONFIRMED
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
from zhengmai.queries.links import NodeRow, certainty, nodes
from zhengmai.queries.notices import NoticeRow, notices
from zhengmai.queries.progress import ReportRow, reports, rows_of
from zhengmai.queries.questions import ask, text
from zhengmai.queries.standing import Standing, standing
from zhengmai.queries.taskkeys import TaskIndex, TaskKey
from zhengmai.queries.tasks import TaskRow, classes_of, listed, meant_by
from zhengmai.queries.unitnames import find_unit
from zhengmai.queries.unitrows import UnitRow

SURE = "很可能"


@dataclass(frozen=True, slots=True)
class ParentRow:
    """What a task carries out 上级要点.

    Attributes:
        node: the point or task of the superior.
        certainty: how sure that is, as a word; None where a person confirmed it or it is very sure.
    """

    node: NodeRow
    certainty: str | None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A task in a ledger.

    Attributes:
        task: itself.
        notice: the notice it stands in.
        point: IRI of its point, or None.
        point_number: of its point, as printed, or "".
        line: of the file, or None where the store was built before lines were kept.
        open_ended: the list of its units ends with 等.
        damaged: the source lost a part of it.
        day: the first last day of its limits, or None.
        parents: what it carries out, the surest first.
        said: status, progress and material that were reported last; "" where nothing was.
        key: by what it is known again.
    """

    task: TaskRow
    notice: NoticeRow
    point: str | None
    point_number: str
    line: int | None
    open_ended: bool
    damaged: bool
    day: date | None
    parents: tuple[ParentRow, ...]
    said: tuple[str, str, str]
    key: TaskKey


@dataclass(frozen=True, slots=True)
class Ledger:
    """The tasks of a ledger.

    Attributes:
        rows: by notice (year, level, place) and printed order.
        unit: the one unit that it is of, or None.
        lost: reports whose task is gone, or cannot be told any more.
    """

    rows: tuple[LedgerRow, ...]
    unit: UnitRow | None
    lost: tuple[ReportRow, ...]


def ledger(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    unit: str | None = None,
    with_collectives: bool = False,
) -> Ledger:
    """The tasks of a ledger.

    Args:
        store: where to look.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        unit: only tasks that name this unit.
        with_collectives: also tasks that do not name the unit, but reach it through a class of
            units of its place (区政府各部门): their ``through`` tells which.

    Raises:
        NotFoundError: no such unit or place, or several.
    """
    held = {n.iri: n for n in notices(store, place=place, year=year)}
    # All are read: what tells tasks of the same words apart can only be said of all.
    every = listed(store, place=place, year=year)
    of_year = None if with_collectives else year
    body = None if unit is None else find_unit(store, unit, place=place, year=of_year)
    index = TaskIndex.of(every)
    chosen = every
    if body is not None:
        classes = classes_of(store, [body]) if with_collectives else frozenset()
        chosen = [replace(task, role=None) for task in meant_by(every, [body], classes)]
    told = rows_of(reports(store, None if place is None and year is None else held), store)
    said = {r.task.iri: r.report.said for r in told if r.task is not None and r.latest}
    lost = tuple(row for row in told if row.task is None and row.latest) if unit is None else ()
    stands = standing(store, [task.iri for task in chosen])
    parents = _parents(store, {task.notice for task in chosen})
    order = {iri: n for n, iri in enumerate(held)}
    rows = [
        _row(task, held[task.notice], stands[task.iri], parents.get(task.iri, ()), index, said)
        for task in sorted(chosen, key=lambda t: (order[t.notice], t.order, t.iri))
    ]
    return Ledger(tuple(rows), body, lost)


def _row(
    task: TaskRow,
    notice: NoticeRow,
    stands: Standing,
    parents: tuple[ParentRow, ...],
    index: TaskIndex,
    said: Mapping[str, tuple[str, str, str]],
) -> LedgerRow:
    reported = said.get(task.iri, ("", "", ""))
    return LedgerRow(
        task,
        notice,
        stands.point,
        stands.point_number,
        stands.line,
        stands.open_ended,
        stands.damaged,
        min((d.date for d in task.deadlines if d.date is not None), default=None),
        parents,
        reported,
        index.key(task, reported),
    )


def _parents(store: Store, of: Iterable[str]) -> dict[str, tuple[ParentRow, ...]]:
    """Task → what it carries out, of the tasks of some notices."""
    rows = [
        row
        for some in in_parts([Iri(notice) for notice in sorted(of)])
        for row in ask(store, "links", {"notice": some})
    ]
    known = nodes(store, {text(row, "parent") for row in rows})
    found: defaultdict[str, list[tuple[float, str, ParentRow]]] = defaultdict(list)
    for row in rows:
        parent, score = text(row, "parent"), float(str(row["score"]))
        if parent in known:  # it may have gone from its notice since the link was made
            word = certainty(score)
            sure = text(row, "status") == CONFIRMED or word == SURE
            one = ParentRow(known[parent], None if sure else word)
            found[text(row, "child")].append((-score, parent, one))
    return {
        child: tuple(one for *_, one in sorted(own, key=lambda o: o[:2]))
        for child, own in found.items()
    }
