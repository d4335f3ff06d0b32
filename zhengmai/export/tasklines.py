"""任务清单: what a spreadsheet holds, one line a task and unit.

Headings and values are Chinese; in English where that was asked for aloud (``--lang en``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from zhengmai.errors import NotFoundError
from zhengmai.graph.store import Store
from zhengmai.model import Role
from zhengmai.viz.labels import ROLES
from zhengmai.wording import answered
from zhengmai.wording.languages import ENGLISH, Spoken, spoken

if TYPE_CHECKING:
    from zhengmai.queries.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines are wanted.

    Attributes:
        place: only notices of this place and the places in it.
        year: only plans of this year.
        unit: only lines of this unit, or class of units.
        role: only lines in this role.
    """

    place: str | None = None
    year: int | None = None
    unit: str | None = None
    role: Role | None = None


ALL: Final = Chosen()


class TaskLine(NamedTuple):
    """One unit of one task; a task that names none has one line without.

    Attributes:
        year: of the plan.
        place: of the notice, names from the province down.
        document_number: of the notice.
        plan: its title; of a notice without a plan its number, or its own title.
        heading: of the point.
        number: of the task, as printed.
        text: of the task.
        role: of the unit.
        unit: full name; of a class of units as printed.
        as_written: as the notice writes it.
        alias: the second name that stands in brackets behind it there.
        open_ended: the list of units ends with 等.
        deadlines: as written.
        days: the last days of these.
        damaged: the source lost a part of the task.
        parent: the surest of what it carries out: number, heading, document number.
        file: that the notice was read from.
        source: the file and the line in it.
        iri: of the task.
    """

    year: str
    place: str
    document_number: str
    plan: str
    heading: str
    number: str
    text: str
    role: str
    unit: str
    as_written: str
    alias: str
    open_ended: str
    deadlines: str
    days: str
    damaged: str
    parent: str
    file: str
    source: str
    iri: str


HEAD: Final = TaskLine(
    year="年度",
    place="行政区",
    document_number="文号",
    plan="要点",
    heading="要点标题",
    number="序号",
    text="任务",
    role="角色",
    unit="单位",
    as_written="原文写法",
    alias="别名",
    open_ended="名单带等",
    deadlines="完成时限",
    days="截止日",
    damaged="残缺",
    parent="上级要点",
    file="来源文件",
    source="出处",
    iri="IRI",
)
_ENGLISH_HEAD: Final = TaskLine(
    year="year",
    place="place",
    document_number="document number",
    plan="plan",
    heading="point",
    number="number",
    text="task",
    role="role",
    unit="unit",
    as_written="as written",
    alias="second name",
    open_ended="and others",
    deadlines="time limits",
    days="due",
    damaged="damaged",
    parent="point above",
    file="file",
    source="line in file",
    iri="IRI",
)


def head() -> TaskLine:
    """The headings, in the language of answers."""
    return _ENGLISH_HEAD if _in_english() else HEAD


def yes() -> str:
    """What stands in a column that says yes or nothing."""
    return "yes" if _in_english() else "是"


def _in_english() -> bool:
    return spoken() == Spoken(ENGLISH, aloud=True)


def task_lines(store: Store, chosen: Chosen = ALL) -> Iterator[TaskLine]:
    """The lines below the head, by notice (year, level, place) and printed order.

    A name that finds nothing is told at once, before the first line is taken; so is a choice that
    leaves no line.

    Raises:
        NotFoundError: no such unit or place, or several; or there is no line.
    """
    from zhengmai.queries.ledger import ledger

    found = ledger(store, place=chosen.place, year=chosen.year, unit=chosen.unit)
    lines = _lines(found, chosen.role)
    first = next(lines, None)
    if first is None:
        raise NotFoundError("no tasks to be written: no file was made")
    return chain([first], lines)


def _lines(found: Ledger, role: Role | None) -> Iterator[TaskLine]:
    from zhengmai.export.sources import parent, place
    from zhengmai.queries.tasks import names

    for row in found.rows:
        task = row.task
        wanted = [
            u
            for u in task.units
            if (found.unit is None or names(found.unit, u)) and role in (None, u.role)
        ]
        line = TaskLine(
            year=str(task.year),
            place="".join(row.notice.jurisdiction),
            document_number=row.notice.document_number or "",
            plan=task.called,
            heading=task.heading or "",
            number=task.number,
            text=task.text,
            role="",
            unit="",
            as_written="",
            alias="",
            open_ended=yes() if row.open_ended else "",
            deadlines="；".join(d.as_written for d in task.deadlines),
            days="；".join(day.isoformat() for day in task.days),
            damaged=yes() if row.damaged else "",
            parent=parent(row.parents[0], answered) if row.parents else "",
            file=task.file,
            source=place(row, answered),
            iri=task.iri,
        )
        if not task.units and role is None:
            yield line
        for unit in wanted:
            yield line._replace(
                role=_role(unit.role),
                unit=unit.unit,
                as_written=unit.as_written,
                alias=unit.alias or "",
            )


def _role(of: str) -> str:
    return of if _in_english() else ROLES[of]
