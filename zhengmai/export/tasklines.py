"""任务清单: what a spreadsheet holds, one line a task and unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhengmai.graph.store import Store


class TaskLine(NamedTuple):
    """One unit of one task; a task that names none has one line without."""

    year: str
    plan: str
    heading: str
    number: str
    text: str
    role: str
    unit: str
    as_written: str
    deadlines: str
    days: str
    file: str
    iri: str


HEAD = TaskLine(
    year="年度",
    plan="要点",
    heading="要点标题",
    number="序号",
    text="任务",
    role="角色",
    unit="单位",
    as_written="原文写法",
    deadlines="完成时限",
    days="截止日",
    file="来源文件",
    iri="IRI",
)


def task_lines(store: Store) -> Iterator[TaskLine]:
    """The lines below the head, in the order of the notices."""
    from zhengmai.queries.tasks import tasks

    for row in tasks(store):
        due = "；".join(d.as_written for d in row.deadlines)
        days = "；".join(d.date.isoformat() for d in row.deadlines if d.date)
        units = [(u.role, u.unit, u.as_written) for u in row.units] or [("", "", "")]
        for role, unit, written in units:
            yield TaskLine(
                year=str(row.year),
                plan=row.plan,
                heading=row.heading or "",
                number=row.number,
                text=row.text,
                role=role,
                unit=unit,
                as_written=written,
                deadlines=due,
                days=days,
                file=row.file,
                iri=row.iri,
            )
