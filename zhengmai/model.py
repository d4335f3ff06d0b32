"""What a notice says, as plain data: frozen records without logic beyond their own consistency.

Every record that states a fact carries ``spans``: the half-open ranges ``[start, end)`` of the
file's text it was read from. ``"".join(file_text[s.start:s.end] for s in spans)`` is what stands
there in print.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Day: TypeAlias = date  # where a field is itself called date


class Role(StrEnum):
    """What a unit does for a task."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 责任、负责
    COOPERATING = "cooperating"  # 配合、参加


class UnitKind(StrEnum):
    """Whether a name stands for one body or for a class of bodies."""

    UNIT = "unit"  # 单位
    COLLECTIVE = "collective"  # 各部门、各街道办事处、有关单位


class DeadlineKind(StrEnum):
    """How a time limit is stated."""

    DATE = "date"  # 12月底前
    ONGOING = "ongoing"  # 长期坚持
    RELATIVE = "relative"  # 印发后30日内
    RECURRING = "recurring"  # 每年至少1次
    PERIOD = "period"  # 6月中旬至7月中旬、2025—2027年、三季度


class DeadlineSource(StrEnum):
    """Where a deadline is printed."""

    COLUMN = "column"  # the deadline column of a table, or 完成时限 in the bracket of units
    TEXT = "text"  # a sentence of the task


class TaskSource(StrEnum):
    """What in the layout a task was read from."""

    TABLE = "table"  # a row of the table of tasks 任务分工表
    ITEM = "item"  # a numbered item 1. 2. 3.
    POINT = "point"  # a work point 要点


class Relation(StrEnum):
    """How a notice uses another document."""

    BASIS = "basis"  # 根据、按照, in the opening
    IMPLEMENTS = "implements"  # 按照、落实, inside a task
    MENTIONS = "mentions"


class Severity(StrEnum):
    """How much a remark about the reading weighs."""

    NOTE = "note"  # worth knowing; nothing was lost
    DAMAGED = "damaged"  # the source lost something; what is left was kept
    PROBLEM = "problem"  # the reading cannot be relied on there


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range ``[start, end)`` of characters in the file's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of characters: [{self.start}, {self.end})")


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """责任分工: a unit that a task is given to.

    Attributes:
        role: what the unit does.
        unit: the name as written, without its alias.
        alias: a second name in brackets (区政府办公室（区大数据中心）), or None.
        kind: one body, or a class of bodies.
        spans: where the name stands.
        canonical: the ordinary full name with the short name of its place (天桥区教育和体育局);
            None until the names have been resolved.
        corrected: the entry of the corrections that changed it, with its reason, or None.
    """

    role: Role
    unit: str
    alias: str | None
    kind: UnitKind
    spans: Spans
    canonical: str | None = None
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """完成时限: when a task is due.

    Attributes:
        as_written: the phrase in the source, line breaks removed.
        kind: how the limit is stated.
        date: the last day, where there is one.
        rule: an ISO 8601 interval (``2024-06-11/2024-07-20``) or a repetition
            (``R/P1Y>=1``: at least once a year; ``P30D``: within 30 days), or None.
        where: column or text.
        spans: where the phrase stands.
        counted: the last day of a limit that is counted from the issue of this notice itself
            (印发后30日内), where that day is known; ``date`` stays None.
    """

    as_written: str
    kind: DeadlineKind
    date: date | None
    rule: str | None
    where: DeadlineSource
    spans: Spans
    counted: Day | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """引用: another document this notice names.

    Attributes:
        title: its title without 《》, or None where only the number is printed.
        document_number: 文号 in the normal form ``鲁政办发〔2024〕2号``, or None.
        relation: how the document is used.
        as_written: the words in the source.
        spans: where they stand.
        superior: for the untitled 省、市政务公开工作要点: the level of the place whose plan is
            meant (``"province"`` or ``"city"``); the title is filled in when places are resolved.
        repeals: 废止: this notice puts it out of force; the spans are those of the place that says
            so.
    """

    title: str | None
    document_number: str | None
    relation: Relation
    as_written: str
    spans: Spans
    superior: str | None = None
    repeals: bool = False


@dataclass(frozen=True, slots=True)
class WorkPoint:
    """要点: the lowest headed level of the prose, normally （一）.

    Attributes:
        id: unique in the notice and made from the printed numbers.
        number: as printed, e.g. ``（一）``; ``一`` where the points are the level 一、.
        heading: without its final 。
        section_number: number of the section 一、 it stands in (``一``), or None.
        section: heading of that section, or None.
        text: the body after the heading, cleaned.
        spans: where the body stands.
        heading_spans: where the heading stands.
    """

    id: str
    number: str
    heading: str
    section_number: str | None
    section: str | None
    text: str
    spans: Spans
    heading_spans: Spans


@dataclass(frozen=True, slots=True)
class Task:
    """任务: the smallest text that carries its own responsible units.

    Attributes:
        id: unique in the notice and made from the printed numbers.
        number: as printed, without its dot.
        point: id of the point it belongs to, or None.
        source: row, item or point.
        text: cleaned; without its number and its bracket of units.
        assignments: in printed order.
        open_ended: the list of units ends with 等.
        deadlines: the column first, then those in the text.
        damaged: the source lost a part of the record.
        spans: where the text stands.
        corrected: the entry of the corrections that gave its units, and what was read, or None.
    """

    id: str
    number: str
    point: str | None
    source: TaskSource
    text: str
    assignments: tuple[Assignment, ...]
    open_ended: bool
    deadlines: tuple[Deadline, ...]
    damaged: bool
    spans: Spans
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of the file that no fact was read from.

    Attributes:
        start, end: where it stands.
        text: what stands there.
        limits: the time limits in it, as written: they are of no task.
    """

    start: int
    end: int
    text: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader of the facts should know about how they were read.

    Attributes:
        severity: how much it weighs.
        message: what was found and what was done about it.
        spans: where, possibly empty.
    """

    severity: Severity
    message: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Place:
    """行政区: a jurisdiction.

    Attributes:
        name: 天桥区
        level: ``nation``, ``province``, ``city``, ``county`` or ``town``.
        code: GB/T 2260 division code, or None where the place is not in it (development zones,
            renamed or invented places).
    """

    name: str
    level: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a notice that does not print it.

    Attributes:
        year: the year that its plan is for, or None.
        title: its title, or None.
    """

    year: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """通知: one notice, as read.

    Attributes:
        file: name of the file.
        text: the file's text, to which all spans refer.
        title: full title of the notice, or None where it is not printed.
        plan_title: title of the plan 要点 that it issues.
        document_number: 文号 in the normal form ``济天政办发〔2024〕5号``, or None.
        issuer: the body that signed.
        issued: 成文日期, the date under the signature.
        published: 发布日期, only where it is printed as such.
        plan_year: the year the plan is for.
        addressees: 主送.
        copied_to: 抄送.
        citations, points, tasks: what it says.
        unread: what no fact was read from.
        remarks: what a reader should know about the reading.
        jurisdiction: the places it applies to, from the highest down; empty until resolved.
        title_spans, number_spans, issued_spans: where those facts stand.
    """

    file: str
    text: str
    title: str | None
    plan_title: str | None
    document_number: str | None
    issuer: str | None
    issued: date | None
    published: date | None
    plan_year: int | None
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    citations: tuple[Citation, ...]
    points: tuple[WorkPoint, ...]
    tasks: tuple[Task, ...]
    unread: tuple[Unread, ...]
    remarks: tuple[Remark, ...]
    jurisdiction: tuple[Place, ...] = ()
    title_spans: Spans = ()
    number_spans: Spans = ()
    issued_spans: Spans = ()

    def quote(self, spans: Spans) -> str:
        """What stands in the file at ``spans``, to the letter."""
        return "".join(self.text[s.start : s.end] for s in spans)
