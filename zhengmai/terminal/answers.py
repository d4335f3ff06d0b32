"""The answers to questions on tasks, units, deadlines and notices: one table each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zhengmai.terminal.tables import add_row, as_text, console, new_table, worded
from zhengmai.viz.labels import ROLES, STATES
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.graph.store import Row
    from zhengmai.queries.due import DueRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.tasks import TaskRow
    from zhengmai.queries.unitnames import UnitRow
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
            table, row.year, "".join(row.jurisdiction), row.document_number, row.plan,
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
            console().print(worded(f"{unit.unit}{place}  {len(rows)} 项任务"))
            tasks(rows, with_role=True, with_class=with_collectives)


def found(rows: Iterable[TaskRow]) -> None:
    """What was found, with the words that were looked for marked."""
    table = new_table(
        ("要点", "left"), ("序号", "left"), ("内容", "text"), ("单位", "left"), ("时限", "left")
    )
    for row in rows:
        units = "、".join(u.as_written for u in row.units)
        dues = "；".join(d.as_written for d in row.deadlines)
        said = as_text(row.text)
        if said.plain == row.text:  # else signs were made visible, and the stretches have moved
            for start, end in row.found:
                said.stylize("bold reverse", start, end)
        cells = (as_text(row.heading or row.plan), as_text(row.number), said)
        table.add_row(*cells, as_text(units), as_text(dues))
    console().print(table)


def tasks(rows: Iterable[TaskRow], *, with_role: bool = False, with_class: bool = False) -> None:
    """Tasks in a list; with the role of a unit, and the class of units by which it is reached."""
    columns = [
        ("要点", "left"),
        ("序号", "left"),
        ("任务", "text"),
        ("单位", "left"),
        ("时限", "left"),
    ]
    if with_role:
        columns.insert(3, ("角色", "left"))
    if with_class:
        columns.insert(4, ("经统称", "left"))
    table = new_table(*columns)
    for row in rows:
        units = "、".join(u.as_written for u in row.units)
        dues = "；".join(d.as_written for d in row.deadlines)
        cells: list[object] = [row.plan, row.number, row.text, units, dues]
        if with_role:
            cells.insert(3, answered(ROLES.get(row.role or "", "")))
        if with_class:
            cells.insert(4, row.through)
        add_row(table, *cells)
    console().print(table)


def due(rows: Iterable[DueRow]) -> None:
    """Deadlines by day, and how many are in which state."""
    table = new_table(
        ("截止日", "left"), ("状态", "left"), ("原文", "left"), ("任务", "text"), ("单位", "left"),
        ("要点", "left"),
    )  # fmt: skip
    counted: Counter[str] = Counter()
    for row in rows:
        units = "、".join(u.as_written for u in row.task.units)
        word = STATES[row.state]
        counted[word] += 1
        add_row(
            table, row.date.isoformat(), word, row.as_written, row.task.text, units, row.task.plan
        )
    out = console()
    out.print(table)
    out.print(as_text(" · ".join(f"{w} {counted[w]}" for w in STATES.values() if counted[w])))


def rows(found: Sequence[Row]) -> None:
    """The answers to a question of the user's own."""
    table = new_table(*((name, "text") for name in found[0]))
    for row in found:
        add_row(table, *row.values())
    console().print(table)
