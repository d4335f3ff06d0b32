"""A made-up notice in which every field of the model says something, and the same otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from zhengmai.model import (
    Assignment,
    Citation,
    Deadline,
    DeadlineKind,
    DeadlineSource,
    Notice,
    Place,
    Relation,
    Remark,
    Role,
    Severity,
    Span,
    Spans,
    Task,
    TaskSource,
    UnitKind,
    Unread,
    WorkPoint,
)


def at(*starts: int) -> Spans:
    return tuple(Span(start, start + 3) for start in starts)


TEXT = "文" * 400
UNIT = Assignment(
    Role.LEAD, "区财政局", "区金融办", UnitKind.UNIT, at(100, 110), "渡南区财政局", "更正一"
)
CLASS = Assignment(Role.LEAD, "区政府各部门", None, UnitKind.COLLECTIVE, at(120), "区政府各部门")
ALSO = tuple(replace(CLASS, role=role) for role in (Role.RESPONSIBLE, Role.COOPERATING))
LIMIT = Deadline(
    "7月底前", DeadlineKind.DATE, date(2025, 7, 31), "2025-07-01/2025-07-31",
    DeadlineSource.TEXT, at(130, 140), None,
)  # fmt: skip
NOTICE = Notice(
    file="made.txt",
    text=TEXT,
    title="关于印发要点的通知",
    plan_title="2025年渡南区政务公开工作要点",
    document_number="渡南政办发〔2025〕5号",
    issuer="渡南区人民政府办公室",
    issued=date(2025, 3, 4),
    published=date(2025, 3, 9),
    plan_year=2025,
    addressees=("各街道办事处", "区政府各部门"),
    copied_to=("区委办公室", "区人大办公室"),
    citations=(
        Citation(
            "2025年湄川省政务公开工作要点", "湄政办发〔2025〕11号", Relation.BASIS, "省要点",
            at(200, 210), "province",
        ),
        Citation("某规定", None, Relation.MENTIONS, "《某规定》", at(220), repeals=True),
    ),
    points=(
        WorkPoint("1", "（一）", "标题一", "一", "部分一", "正文一", at(10, 20), at(30, 40)),
        WorkPoint("2", "（二）", "标题二", "二", "部分二", "正文二", at(50), at(60)),
    ),
    tasks=(
        Task(
            "1", "1", "1", TaskSource.ITEM, "任务一",
            (UNIT, CLASS, *ALSO),
            True, (LIMIT, replace(LIMIT, rule=None)), True, at(70, 80), "更正二",
        ),
        Task("2", "2", "1", TaskSource.ITEM, "任务二", (UNIT,), False, (), False, at(90)),
    ),
    unread=(Unread(300, 310, "文" * 10), Unread(320, 321, "文", ("7月25日前",))),
    remarks=(Remark(Severity.NOTE, "一"), Remark(Severity.NOTE, "二")),
    jurisdiction=(
        Place("湄川省", "province", None), Place("榆津市", "city", None),
        Place("渡南区", "county", "429998"),
    ),
    title_spans=at(330, 340),
    number_spans=at(350, 360),
    issued_spans=at(370, 380),
)  # fmt: skip

OTHERWISE: dict[str, object] = {
    "Notice.document_number": "渡南政办发〔2025〕6号",
    "Task.point": "2",
    "Assignment.canonical": "渡南区教育局",
    "Citation.document_number": "湄政办发〔2025〕12号",
    "Citation.superior": "city",
    "Place.level": "town",
    "Place.code": "429999",
    "Deadline.counted": date(2025, 8, 1),
}
"""What a field says instead, where that is not told by its kind."""


def varied(field: str) -> tuple[Notice, Notice]:
    """The notice, and the same with another value in one field."""
    record, _, name = field.partition(".")
    first = _one(NOTICE, record)
    if field == "Deadline.counted":  # of a limit that has no day of its own
        first = replace(first, date=None)
    value = getattr(first, name)
    other = OTHERWISE.get(field, _other(value))
    return _with(NOTICE, first), _with(NOTICE, replace(first, **{name: other}))


def _other(value: object) -> object:
    if isinstance(value, StrEnum):
        values = list(type(value))
        return values[values.index(value) - 1]
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, tuple):
        return value[:-1]
    return value + 1 if isinstance(value, int) else f"{value}又"


def _one(of: Notice, record: str) -> Any:
    """The first record of a kind in a notice; of places and points the last."""
    return {
        "Notice": of, "Place": of.jurisdiction[-1], "WorkPoint": of.points[-1], "Task": of.tasks[0],
        "Assignment": of.tasks[0].assignments[0], "Deadline": of.tasks[0].deadlines[0],
        "Citation": of.citations[0],
    }[record]  # fmt: skip


def _with(of: Notice, record: Any) -> Notice:
    """The notice with a record in place of that one of its kind."""
    task = of.tasks[0]
    match record:
        case Notice():
            return record
        case Place():
            return replace(of, jurisdiction=(*of.jurisdiction[:-1], record))
        case WorkPoint():
            return replace(of, points=(*of.points[:-1], record))
        case Citation():
            return replace(of, citations=(record, *of.citations[1:]))
        case Task():
            return replace(of, tasks=(record, *of.tasks[1:]))
        case Assignment():
            return _with(of, replace(task, assignments=(record, *task.assignments[1:])))
        case _:
            return _with(of, replace(task, deadlines=(record, *task.deadlines[1:])))
