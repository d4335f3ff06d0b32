"""The answers to questions on tasks, units, deadlines and notices: one table each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.terminal.forms import Form, chosen
from zhengmai.terminal.tables import add_row, as_text, console, new_table, worded
from zhengmai.viz.labels import ROLES, STATES
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.graph.store import Row
    from zhengmai.queries.due import DueRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.tasks import TaskRow
    from zhengmai.queries.unitrows import UnitRow
    from zhengmai.queries.workload import WorkloadRow


def workload(rows: Iterable[WorkloadRow]) -> None:
    """Units by number of tasks."""
    table = new_table(
        ("单位", "text"), ("行政区", "left"), ("任务", "right"), ("牵头", "right"),
        ("责任", "right"), ("配合", "right"), ("经统称", "right"),
    )  # fmt: skip
    for row in rows:
        add_row(
            table, row.unit, row.jurisdiction, row.tasks, row.lead, row.responsible,
            row.cooperating, row.through_collectives,
        )  # fmt: skip
    console().print(table)


def notices(rows: Iterable[NoticeRow]) -> None:
    """The notices of a store, and which of them are in force no more."""
    rows = list(rows)
    table = new_table(
        ("年度", "right"), ("行政区", "left"), ("文号", "left"), ("要点", "text"),
        ("要点数", "right"), ("任务", "right"), ("残缺", "right"), ("文件", "left"),
    )  # fmt: skip
    for row in rows:
        add_row(
            table, row.year, "".join(row.jurisdiction), row.document_number,
            row.plan or row.title,
            row.points, row.tasks, row.damaged or "", row.file,
        )  # fmt: skip
    out = console()
    out.print(table)
    for row in rows:
        name = row.document_number or row.title
        for other in row.repealed_by:
            out.print(worded(f"已废止  {name}  由 {other.document_number or other.label} 废止"))
        for other in row.repeals:
            if not other.held:
                out.print(worded(f"废止    {name} 废止了 {other.label}（未入库）"))


def of_units(
    found: Iterable[tuple[UnitRow, Sequence[TaskRow]]], *, with_collectives: bool = False
) -> None:
    """The tasks of units, each unit under its full name."""
    for unit, rows in found:
        if rows:
            place = f"（{unit.jurisdiction}）" if unit.jurisdiction else ""
            title = f"{unit.called}{place}  {len(rows)} 项任务"
            tasks(rows, with_role=True, with_class=with_collectives, title=title)


def found(rows: Iterable[TaskRow], named: Iterable[UnitRow] = ()) -> None:
    """What was found, with the words that were looked for marked, below the bodies they name."""
    rows = list(rows)
    plans = _plans(rows)
    bodies = [f"{of.called}（{of.jurisdiction}）" if of.jurisdiction else of.called for of in named]
    title = "  ".join(filter(None, (*bodies, plans.title))) or None
    table = new_table(
        *plans.column, ("要点", "left"), ("序号", "left"), ("内容", "text"), ("单位", "left"),
        ("时限", "left"), title=title,
    )  # fmt: skip
    for row in rows:
        said = as_text(row.text)
        if said.plain == row.text:  # else signs were made visible, and the stretches have moved
            for start, end in row.found:
                said.stylize("bold reverse", start, end)
        add_row(table, *plans.of(row), row.heading, row.number, said, *_units_and_limits(row))
    console().print(table)


def tasks(
    rows: Iterable[TaskRow],
    *,
    with_role: bool = False,
    with_class: bool = False,
    title: str | None = None,
) -> None:
    """Tasks in a list; with the role of a unit, and the class of units by which it is reached."""
    rows = list(rows)
    plans = _plans(rows)
    role = [("角色", "left")] if with_role else []
    through = [("经统称", "left")] if with_class else []
    title = "  ".join(filter(None, (title, plans.title))) or None
    table = new_table(
        *plans.column, ("要点", "left"), ("序号", "left"), ("任务", "text"), *role, *through,
        ("单位", "left"), ("时限", "left"), title=title,
    )  # fmt: skip
    for row in rows:
        between = [answered(ROLES.get(row.role or "", ""))] if with_role else []
        between += [row.through or ""] if with_class else []
        cells = (row.heading, row.number, row.text, *between, *_units_and_limits(row))
        add_row(table, *plans.of(row), *cells)
    console().print(table)


@dataclass(frozen=True)
class _Plans:
    """The plan of rows: above them where it is one, else in a column."""

    title: str | None
    column: tuple[tuple[str, str], ...]

    def of(self, row: TaskRow) -> tuple[str, ...]:
        return (row.called,) if self.column else ()


def _plans(rows: Sequence[TaskRow]) -> _Plans:
    listed = chosen() in (Form.CSV, Form.TSV)  # these have no line above
    if listed or len({row.notice for row in rows}) > 1:
        return _Plans(None, (("通知", "left"),))
    return _Plans(rows[0].called if rows else None, ())


def _units_and_limits(row: TaskRow) -> tuple[str, str]:
    units = "、".join(unit.printed for unit in row.units)
    return units, "；".join(limit.as_written for limit in row.deadlines)


def due(rows: Iterable[DueRow], *, with_class: bool = False) -> None:
    """Deadlines by day, and how many are in which state; the class by which a unit is reached."""
    rows = list(rows)
    plans = _plans([row.task for row in rows])
    through = [("经统称", "left")] if with_class else []
    table = new_table(
        ("截止日", "left"), ("状态", "left"), ("原文", "left"), *plans.column, ("要点", "left"),
        ("任务", "text"), *through, ("单位", "left"), title=plans.title,
    )  # fmt: skip
    counted: Counter[str] = Counter()
    for row in rows:
        units = "、".join(u.printed for u in row.task.units)
        word = STATES[row.state]
        counted[word] += 1
        cells = (row.date.isoformat(), answered(word), row.as_written, *plans.of(row.task))
        between = [row.task.through or ""] if with_class else []
        add_row(table, *cells, row.task.heading, row.task.text, *between, units)
    out = console()
    out.print(table)
    words = (f"{answered(w)} {counted[w]}" for w in STATES.values() if counted[w])
    out.print(as_text(" · ".join(words)))


def rows(found: Sequence[Row]) -> None:
    """The answers to a question of the user's own."""
    table = new_table(*((name, "text") for name in found[0]))
    for row in found:
        add_row(table, *row.values())
    console().print(table)
