"""Blocks of a document → a :class:`~zhengmai.model.Notice`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.assembly import Draft, duties_in, point_texts
from zhengmai.loaders.cutitems import without_cut_unit
from zhengmai.loaders.dutylists import duties_apart, duty_tasks
from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.gluednames import with_names_apart
from zhengmai.loaders.layout import noticetitles, planyear
from zhengmai.loaders.layout.blocks import (
    Document,
    Paragraph,
    table_not_understood,
    tells_of_a_table,
)
from zhengmai.loaders.layout.issuers import lost_days
from zhengmai.loaders.layout.lostheaders import lost_headers, traces
from zhengmai.loaders.layout.metadata import Metadata, metadata
from zhengmai.loaders.layout.outline import Outline, outline
from zhengmai.loaders.leadrules import lead_rules, printed
from zhengmai.loaders.phrases import deadlines
from zhengmai.loaders.phrases.citations import Passage, citations
from zhengmai.loaders.phrases.sitefields import is_site_field
from zhengmai.loaders.phrases.siteremarks import is_site_remark
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.reading import Reading
from zhengmai.loaders.rows import row_tasks
from zhengmai.loaders.saidcolumns import with_said_columns
from zhengmai.loaders.segments import not_understood
from zhengmai.loaders.unnumbered import has_duties, unnumbered_tasks
from zhengmai.loaders.wholepoints import whole_points
from zhengmai.model import (
    Notice,
    Remark,
    Severity,
    Span,
    Task,
    TaskSource,
    Told,
    Unread,
    WorkPoint,
)
from zhengmai.wording import phrase

_CELLS = re.compile(r"\t+|\s*\|\s*")
_FEWEST_ROWS = 3
_SHOWN = 60  # characters of a bracket that is not understood
_NOTHING = re.compile(r"[\s\W_]*")  # punctuation and white space say nothing by themselves


def assemble(document: Document, told: Told | None = None) -> Notice:
    """Read a document as a notice, with what a person says of it.

    One without work points and tasks is read for what its head says, and told.

    Raises:
        UnreadableFileError: it holds no work point and no table of tasks, and has not the head of
            a notice: it is not one of the kind read here.
    """
    parts = outline(document.blocks)
    if _is_empty(parts) and not _may_be_notice(parts, document):
        raise UnreadableFileError(
            document.file,
            "no work points (一、 （一） 1.) and no table of tasks (序号, 工作任务, 责任单位…) "
            "found: is this a notice?",
        )
    meta = metadata(parts.head, parts.closing)
    told = told or Told()
    if told.year is not None:
        meta = replace(meta, plan_year=told.year, year_from=None)
    reading = Reading(meta.plan_year, meta.issued)
    drafts = point_texts(parts)
    tasks = _tasks(document, parts, drafts, reading)
    if meta.plan_year is None:
        year = planyear.of_limits(tasks)
        if year is not None:  # read again: 6月底前 is in that year
            meta = replace(
                meta, plan_year=year, year_from=phrase("the only year in its time limits")
            )
            reading = Reading(year)
            drafts = point_texts(parts)
            tasks = _tasks(document, parts, drafts, reading)
    tasks = _touched(with_names_apart(tasks, document.text, meta.issuer), document.remarks)
    passages = _passages(document.text, parts, tasks)
    cites = citations(passages, _own_titles(meta, document), meta.document_number)
    notice = Notice(
        file=document.file,
        text=document.text,
        title=told.title or (meta.title.text if meta.title else None),
        plan_title=meta.plan_title,
        document_number=meta.document_number,
        issuer=meta.issuer,
        issued=meta.issued,
        published=meta.published,
        plan_year=meta.plan_year,
        addressees=meta.addressees,
        copied_to=meta.copied_to,
        citations=cites,
        points=tuple(d.point for d in drafts),
        tasks=tuple(tasks),
        unread=(),
        remarks=tuple(_remarks(parts, meta, reading, document, told)),
        title_spans=meta.title.spans if meta.title and not told.title else (),
        number_spans=meta.number_at.spans if meta.number_at else (),
        issued_spans=meta.issued_at.spans if meta.issued_at else (),
    )
    unread = tuple(_unread(notice, document, parts, meta, reading))
    limits = [_unread_limits(stretch, reading) for stretch in unread]
    remarks = (
        *notice.remarks,
        *_units_between(notice.tasks, unread),
        *(remark for found in limits for remark in found.values()),
    )
    unread = tuple(replace(u, limits=tuple(f)) for u, f in zip(unread, limits, strict=True))
    return replace(notice, unread=unread, remarks=remarks)


def _is_empty(parts: Outline) -> bool:
    """Whether nothing of a plan is in a text."""
    return not (parts.points or parts.tables or has_duties(parts.head))


def _may_be_notice(parts: Outline, document: Document) -> bool:
    """Whether a text without points and tasks is a notice all the same.

    The plan is in another file: it has the parts of a head, or a table that was not understood.
    """
    told = any(map(tells_of_a_table, document.remarks))
    if told or any(lost_headers(document.blocks)) or any(traces(document.blocks)):
        return True
    meta = metadata(parts.head, parts.closing)
    named = meta.title is not None or meta.plan_title is not None
    signed = meta.issuer is not None and meta.issued is not None
    numbered = meta.document_number is not None
    if meta.addressees:
        return signed or (named and numbered)
    return named and signed and numbered


def _touched(tasks: list[Task], remarks: Iterable[Remark]) -> list[Task]:
    """The tasks, damaged where signs in them, or in their units, could not be read."""
    lost = [s for r in remarks if r.severity is Severity.DAMAGED for s in r.spans]
    if not lost:
        return tasks
    return [replace(t, damaged=t.damaged or _overlaps(t, lost)) for t in tasks]


def _overlaps(task: Task, lost: Sequence[Span]) -> bool:
    of_task = [*task.spans, *(s for a in task.assignments for s in a.spans)]
    return any(a.start < b.end and b.start < a.end for a in of_task for b in lost)


def _units_between(tasks: Iterable[Task], unread: Iterable[Unread]) -> Iterator[Remark]:
    """Units of a row that are shown as unread: of two columns of units either may have them."""
    of_rows = []
    for task in tasks:
        starts = [s.start for a in task.assignments for s in a.spans]
        if task.source is TaskSource.TABLE and task.spans and starts:
            of_rows.append((max(task.spans[-1].end, min(starts)), max(starts)))
    of_rows.sort()
    for stretch in unread:
        at = bisect_left(of_rows, (stretch.start + 1, 0)) - 1
        if at < 0 or of_rows[at][1] < stretch.start or not looks_like_units(fold(stretch.text)):
            continue
        units = "、".join(stretch.text.split())
        yield Remark(
            Severity.PROBLEM,
            f"in which of the columns of units {units} stands is not told: shown as unread",
            (Span(stretch.start, stretch.end),),
        )


def _unread_limits(stretch: Unread, reading: Reading) -> dict[str, Remark]:
    """Time limits that stand in sentences which no task was read from: 各单位要于7月25日前…."""
    text, found = Excerpt.whole(stretch.text), dict[str, Remark]()
    for limit in deadlines.from_text(text, reading.plan_year, reading.issued):
        places = tuple(Span(s.start + stretch.start, s.end + stretch.start) for s in limit.spans)
        message = f"unread limit {limit.as_written!r}: it stands in a sentence that is no task"
        found.setdefault(limit.as_written, Remark(Severity.NOTE, message, places))
    return found


def _tasks(document: Document, parts: Outline, drafts: list[Draft], reading: Reading) -> list[Task]:
    """The tasks: rows where there is a table, else items and points with units, else the points."""
    reading.understood.extend(item.number for d in drafts for item, _ in d.items)
    for segment in (s for d in drafts for s in d.segments):
        if segment.bracket is not None:
            reading.understood.append(segment.bracket)
        if segment.duty is not None:
            reading.left.extend(segment.duty.left)
        for bracket in not_understood(segment.text):
            said = f"a bracket of units is not understood: {bracket.cleaned().text[:_SHOWN]!r}"
            reading.remarks.append(Remark(Severity.PROBLEM, said, bracket.spans))
    rules = lead_rules(document, parts)
    reading.first_leads = rules.whole
    if parts.tables:
        tables = with_said_columns(parts.tables, printed(document.blocks))
        rows = row_tasks(tables, rules.tables, [d.point for d in drafts], reading)
        if rows:
            return without_cut_unit(rows, document.text)
    if not drafts:
        return unnumbered_tasks(parts.head, reading)
    others, duties = duties_apart(drafts)
    tasks = duties_in(others, reading) or whole_points(others, reading)
    return _in_order([*tasks, *duty_tasks(duties, reading)]) if duties else tasks


def _in_order(tasks: Iterable[Task]) -> list[Task]:
    """Tasks in the order in which the file has them."""
    return sorted(tasks, key=lambda task: task.spans[0].start if task.spans else 0)


def _own_titles(meta: Metadata, document: Document) -> list[str]:
    """The titles of the notice, of the plans that it issues and of the tables annexed to it."""
    named = (meta.title.text if meta.title else None, meta.plan_title, *meta.plan_titles)
    paragraphs = (block.text for block in document.blocks if isinstance(block, Paragraph))
    return [*filter(None, named), *noticetitles.annex_titles(paragraphs)]


def _passages(file_text: str, parts: Outline, tasks: list[Task]) -> Iterator[Passage]:
    given = sorted(s for t in tasks if t.assignments for s in t.spans)

    def passage(paragraph: Excerpt, *, opening: bool) -> Passage:
        text = paragraph.cleaned()
        return Passage(text, opening, duty=any(_meets(given, s) for s in text.spans))

    for paragraph in _said_by_the_notice(parts.head):
        yield passage(paragraph, opening=True)
    for section in parts.sections:
        for paragraph in section.paragraphs:
            yield passage(paragraph, opening=not section.points)
    for point in parts.points:
        for paragraph in [*point.paragraphs, *(p for i in point.items for p in i.paragraphs)]:
            yield passage(paragraph, opening=False)
    for task in tasks:
        if task.source is TaskSource.TABLE:
            yield Passage(
                Excerpt(file_text, task.spans), opening=False, duty=bool(task.assignments)
            )
    for paragraph in _said_by_the_notice(parts.closing):
        yield Passage(paragraph.cleaned(), opening=False, foot=True)


def _said_by_the_notice(paragraphs: Iterable[Excerpt]) -> Iterator[Excerpt]:
    """The paragraphs without what the site says of the notice."""
    return (p for p in paragraphs if not is_site_remark(p.folded.strip()))


def _meets(spans: Sequence[Span], one: Span) -> bool:
    """Whether a stretch shares a character with one of some, which are in order and apart."""
    at = bisect_left(spans, Span(one.end, one.end)) - 1
    return at >= 0 and spans[at].end > one.start


def _remarks(
    parts: Outline, meta: Metadata, reading: Reading, document: Document, told: Told
) -> Iterator[Remark]:
    yield from document.remarks
    yield from reading.remarks
    empty = _is_empty(parts)
    headers = list(lost_headers(document.blocks))
    headers = headers or (list(traces(document.blocks))[:1] if empty else [])
    yield from map(table_not_understood, headers)
    lost = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph)
        and len(_CELLS.findall(block.text.text.strip())) > 1
        and not is_site_field(block.text.folded.strip())
    ]
    if len(lost) >= _FEWEST_ROWS and not headers:
        yield Remark(
            Severity.PROBLEM,
            f"{len(lost)} lines look like rows of a table, but no header with names known here "
            "(序号, 工作任务, 责任单位, 完成时限…) stands over them: they are shown as unread",
            lost[0].spans,
        )
    for day in lost_days([*parts.head, *parts.closing]):
        yield Remark(
            Severity.DAMAGED,
            f"the day {day.cleaned().text!r} below the signature lost its signs: it is not read",
            day.spans,
        )
    if meta.year_from is not None:
        yield Remark(Severity.NOTE, f"the plan year {meta.plan_year} is that of {meta.year_from}")
    if empty:
        yield Remark(
            Severity.PROBLEM,
            "no work points (一、 （一） 1.) and no table of tasks are in it: is the plan in "
            "another file, or a picture?",
        )
    if meta.plan_year is None:
        yield Remark(
            Severity.PROBLEM,
            "the plan year cannot be told: no year in the title, the document number or the date",
        )
    if meta.issuer is None and meta.plan_title is None and told.title is None:
        yield Remark(Severity.PROBLEM, "neither an issuer nor the title of a plan was found")


def _unread(
    notice: Notice, document: Document, parts: Outline, meta: Metadata, reading: Reading
) -> Iterator[Unread]:
    """The stretches of the file that no fact and no recognised furniture points to."""
    read = bytearray(len(document.text))
    understood = [
        *document.furniture,
        *meta.read,
        *reading.understood,
        *(s.number for s in parts.sections),
        *(s.heading for s in parts.sections if s.points),
        *(p.number for p in parts.points),
        *(i.number for p in parts.points for i in p.items),
        *(c for t in parts.tables for c in t.header),
    ]
    for span in (s for excerpt in understood for s in excerpt.spans):
        read[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in (s for excerpt in reading.left for s in excerpt.spans):
        read[span.start : span.end] = bytes(span.end - span.start)
    for span in _facts(notice):
        read[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in re.finditer(rb"\0+", bytes(read)):
        text = document.text[match.start() : match.end()]
        if _NOTHING.fullmatch(text):
            continue
        start = match.start() + len(text) - len(text.lstrip())
        stripped = text.strip()
        yield Unread(start, start + len(stripped), stripped)


def _facts(notice: Notice) -> Iterator[Span]:
    groups: Iterable[WorkPoint | Task] = (*notice.points, *notice.tasks)
    for fact in groups:
        yield from fact.spans
        if isinstance(fact, WorkPoint):
            yield from fact.heading_spans
        else:
            for assignment in fact.assignments:
                yield from assignment.spans
            for deadline in fact.deadlines:
                yield from deadline.spans
    for citation in notice.citations:
        yield from citation.spans
    yield from notice.title_spans
    yield from notice.number_spans
    yield from notice.issued_spans
