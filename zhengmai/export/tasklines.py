"""任务清单: what a spreadsheet holds, one line a task and unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhengmai.graph.store import Store


class TaskLine(NamedTuple):
    """One unit of one task; a task that names none has one line without."""

    year: str
    place: str
    number_of_notice: str
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
    place="行政区",
    number_of_notice="文号",
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


def task_lines(
    store: Store, *, place: str | None = None, year: int | None = None
) -> Iterator[TaskLine]:
    """The lines below the head, in the order of the notices.

    Args:
        store: where to look.
        place: only notices of this place and the places in it.
        year: only plans of this year.

    Raises:
        NotFoundError: the store knows no such place.
    """
    from zhengmai.queries.notices import notices
    from zhengmai.queries.tasks import listed
    from zhengmai.viz.labels import ROLES

    held = {notice.iri: notice for notice in notices(store, place=place, year=year)}
    for row in listed(store, place=place, year=year):
        notice = held[row.notice]
        due = "；".join(d.as_written for d in row.deadlines)
        days = "；".join(d.date.isoformat() for d in row.deadlines if d.date)
        units = [(ROLES[u.role], u.unit, u.as_written) for u in row.units] or [("", "", "")]
        for role, unit, written in units:
            yield TaskLine(
                year=str(row.year),
                place="".join(notice.jurisdiction),
                number_of_notice=notice.document_number or "",
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
