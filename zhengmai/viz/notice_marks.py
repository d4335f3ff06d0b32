"""What was read from a notice, as marks on its text.

The model has no places for a few things that a notice prints in plain words: numbers of points and
tasks, headings of sections, issuer, addressees. These words are looked up where they must stand,
and only in text that was understood and is no other fact; where they are not found there, they
have no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from zhengmai.model import (
    Citation,
    Deadline,
    Notice,
    Relation,
    Remark,
    Span,
    Spans,
    Task,
    TaskSource,
    UnitKind,
    WorkPoint,
)
from zhengmai.viz.labels import DOCUMENT_RELATIONS, LEVELS, ROLES, SEVERITIES, due_words
from zhengmai.viz.marked_text import Kind, Mark
from zhengmai.wording import chinese

_ORDER = {kind: place for place, kind in enumerate(Kind)}
_NEAR = 300  # characters before a text in which its number is looked for
_MOST_NAMES = 200  # addressees that are looked for; each search may read the whole text
_DAY = re.compile(r"(?P<year>\d{4})\D{1,3}(?P<month>\d{1,2})\D{1,3}(?P<day>\d{1,2})日?")


def notice_marks(notice: Notice) -> tuple[Mark, ...]:
    """Every mark of a notice, outer kinds first; within a kind in the order of the notice."""
    facts = [*_about(notice), *_points(notice), *_tasks(notice), *_citations(notice)]
    unread = list(_unread(notice))
    found = [*facts, *unread]
    words = _Understood(notice.text, found)
    found += [*_numbers(notice, words), *_named(notice, words), *_remarks(notice)]
    return tuple(sorted(found, key=lambda mark: _ORDER[mark.kind]))


def task_group(index: int) -> str:
    """The group of the marks of a task, by its place in ``notice.tasks``."""
    return f"t{index}"


def point_group(index: int) -> str:
    """The group of the marks of a point, by its place in ``notice.points``."""
    return f"p{index}"


def remark_group(index: int) -> str:
    """The group of the mark of a remark, by its place in ``notice.remarks``."""
    return f"r{index}"


def unread_group(index: int) -> str:
    """The group of the mark of an unread stretch, by its place in ``notice.unread``."""
    return f"n{index}"


def _about(notice: Notice) -> Iterator[Mark]:
    for name, value, spans in (
        ("标题", notice.title, notice.title_spans),
        ("文号", notice.document_number, notice.number_spans),
        ("成文日期", notice.issued, notice.issued_spans),
    ):
        if value is not None:
            yield _of_notice(name, str(value), spans)


def _of_notice(name: str, value: str, spans: Spans) -> Mark:
    return Mark(f"a-{name}", Kind.ABOUT, name, f"{name} → {value}", spans)


def _points(notice: Notice) -> Iterator[Mark]:
    for index, point in enumerate(notice.points):
        group = point_group(index)
        name = point_name(point)
        yield Mark(group, Kind.HEADING, name, f"{name}的标题", point.heading_spans)
        yield Mark(group, Kind.POINT, "", f"{name}的正文", point.spans)


def _tasks(notice: Notice) -> Iterator[Mark]:
    points = {p.id: p for p in notice.points}
    for index, task in enumerate(notice.tasks):
        group = task_group(index)
        point = points.get(task.point) if task.point is not None else None
        yield Mark(group, Kind.TASK, task_name(task), _task_words(task, point), task.spans)
        for assignment in task.assignments:
            role = ROLES[assignment.role.value]
            collective = "（统称）" if assignment.kind is UnitKind.COLLECTIVE else ""
            full = assignment.canonical or assignment.unit
            says = f"{role}单位{collective} → {full}"
            yield Mark(group, Kind(assignment.role.value), role, says, assignment.spans)
        for deadline in task.deadlines:
            yield _deadline(group, deadline)


def task_name(task: Task) -> str:
    """任务 3, 任务（三）; 任务（无序号） where no number is printed."""
    return _numbered("任务", task.number or "（无序号）")


def point_name(point: WorkPoint) -> str:
    """要点（三）."""
    return _numbered("要点", point.number)


def _numbered(name: str, number: str) -> str:
    return f"{name}{number}" if number.startswith("（") else f"{name} {number}"


def _task_words(task: Task, point: WorkPoint | None) -> str:
    of = f"，属于{point_name(point)}" if point is not None else ""
    return f"{task_name(task)}{of}{'，原文残缺' if task.damaged else ''}"


def _deadline(group: str, deadline: Deadline) -> Mark:
    normal = due_words(deadline)
    rule = f"（{deadline.rule}）" if deadline.rule else ""
    return Mark(group, Kind.DEADLINE, f"→ {normal}", f"完成时限 → {normal}{rule}", deadline.spans)


def _citations(notice: Notice) -> Iterator[Mark]:
    for index, cited in enumerate(notice.citations):
        relation = DOCUMENT_RELATIONS[cited.relation.value]
        if cited.repeals:
            relation = "废止" if cited.relation is Relation.MENTIONS else f"{relation}、废止"
        says = f"引用（{relation}） → {cited_words(cited)}"
        yield Mark(f"c{index}", Kind.CITATION, f"引用·{relation}", says, cited.spans)


def cited_words(cited: Citation) -> str:
    """《标题》（文号）; where no title is printed, whose plan is meant."""
    number = f"（{cited.document_number}）" if cited.document_number else ""
    if cited.title is not None:
        return f"《{cited.title}》{number}"
    if cited.superior is not None:
        return f"{LEVELS.get(cited.superior, cited.superior)}文件（原文未写标题）{number}"
    return cited.document_number or cited.as_written


def _unread(notice: Notice) -> Iterator[Mark]:
    for index, piece in enumerate(notice.unread):
        spans = (Span(piece.start, piece.end),)
        says = "未读：没有从这里读出任何内容，请人工核对"
        yield Mark(unread_group(index), Kind.UNREAD, f"未读 {index + 1}", says, spans)


def _remarks(notice: Notice) -> Iterator[Mark]:
    for index, remark in enumerate(notice.remarks):
        words = chinese(remark.message)
        tag = f"注意 {index + 1}：{words}"
        yield Mark(remark_group(index), Kind.REMARK, tag, _remark_says(index, remark), remark.spans)


def _remark_says(index: int, remark: Remark) -> str:
    weight = SEVERITIES[remark.severity.value]
    return f"注意 {index + 1}（{weight}）：{chinese(remark.message)}"


def _numbers(notice: Notice, words: _Understood) -> Iterator[Mark]:
    """Numbers of points and tasks, headings of sections: they stand before what they number."""
    sections: set[tuple[str | None, str | None]] = set()
    before = 0
    for index, point in enumerate(notice.points):
        start = _start((*point.heading_spans, *point.spans))
        if start is None:
            continue
        number = words.last(point.number, _near(start), start)
        yield Mark(point_group(index), Kind.HEADING, "", f"{point_name(point)}的序号", number)
        section = (point.section_number, point.section)
        if point.section and section not in sections:
            sections.add(section)
            printed = f"{point.section_number or ''}、{point.section}"
            spans = words.last(printed, before, start)
            yield Mark(f"s{len(sections)}", Kind.HEADING, "", "上一级标题", spans)
        before = start
    before = 0
    for index, task in enumerate(notice.tasks):
        start = _start(task.spans)
        if start is None:
            continue
        if task.source is not TaskSource.POINT:
            spans = words.last(task.number, max(_near(start), before), start)
            yield Mark(task_group(index), Kind.TASK, "", f"{task_name(task)}的序号", spans)
        before = start


def _near(start: int) -> int:
    return max(0, start - _NEAR)


def _named(notice: Notice, words: _Understood) -> Iterator[Mark]:
    """Issuer, addressees, copies, and the day of publication."""
    head = _start(s for p in notice.points for s in (*p.heading_spans, *p.spans))
    end_of_head = len(notice.text) if head is None else head
    signed = _start(notice.issued_spans)
    if notice.issuer:
        spans = words.last(notice.issuer, 0, len(notice.text) if signed is None else signed)
        yield _of_notice("发文机关", notice.issuer, spans)
    after_title = max((s.end for s in notice.title_spans), default=0)
    for label, names, begin, end in (
        ("主送", notice.addressees, after_title, end_of_head),
        ("抄送", notice.copied_to, end_of_head, len(notice.text)),
    ):
        start = begin
        for name in names[:_MOST_NAMES]:
            spans = words.first(name, start, end)
            start = max((s.end for s in spans), default=start)
            yield _of_notice(label, name, spans)
    if notice.published is not None:
        yield _of_notice("发布日期", str(notice.published), words.day(notice.published))


def _start(spans: Iterable[Span]) -> int | None:
    return min((s.start for s in spans), default=None)


class _Understood:
    """The text that was understood and is no fact: what words can be looked up in."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        for mark in marks:
            for span in mark.spans:
                end = min(span.end, len(text))
                self._taken[span.start : end] = b"\1" * max(0, end - span.start)

    def first(self, words: str, start: int, end: int) -> Spans:
        """Where the words stand for the first time; white space may stand within them."""
        return next(self._all(words, start, end), ())

    def last(self, words: str, start: int, end: int) -> Spans:
        """Where the words stand for the last time."""
        found: Spans = ()
        for spans in self._all(words, start, end):
            found = spans
        return found

    def day(self, wanted: date) -> Spans:
        """Where a day is printed in figures."""
        for match in _DAY.finditer(self._text):
            printed = (int(match["year"]), int(match["month"]), int(match["day"]))
            if printed == (wanted.year, wanted.month, wanted.day) and self._free(match):
                return (Span(*match.span()),)
        return ()

    def _all(self, words: str, start: int, end: int) -> Iterator[Spans]:
        signs = [re.escape(sign) for sign in words if not sign.isspace()]
        if not signs:
            return
        # A number is not looked for within a longer one.
        edge = r"(?<!\d)", r"(?!\d)"
        pattern = re.compile(
            (edge[0] if words[0].isdigit() else "")
            + r"\s*".join(signs)
            + (edge[1] if words[-1].isdigit() else "")
        )
        for match in pattern.finditer(self._text, start, end):
            if self._free(match):
                yield (Span(*match.span()),)

    def _free(self, match: re.Match[str]) -> bool:
        return not any(self._taken[match.start() : match.end()])
