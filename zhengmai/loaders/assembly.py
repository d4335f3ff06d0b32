"""Tasks from prose: points and items with the brackets of units they end in."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.outline import Item, Outline
from zhengmai.loaders.phrases import deadlines
from zhengmai.loaders.phrases.dutyclauses import from_names, in_closing_words
from zhengmai.loaders.phrases.responsibility import (
    from_bracket,
    is_label,
    label_outside_brackets,
    with_first_as_lead,
)
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.model import (
    Deadline,
    DeadlineKind,
    Remark,
    Severity,
    Task,
    TaskSource,
    WorkPoint,
)

_SPACE = re.compile(r"\s+")
_STOPS = "。;!?"
_LABELLED = re.compile(r"[(\[](?=(?:责任|牵头|配合|主办|协办)(?:单位|部门|科室)\s*:)")
_PUNCTUATION = re.compile(r"(?P<mark>[。;])?[。;,.、: ]*")  # behind a bracket of units
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(slots=True)
class Reading:
    """What is known while one notice is read.

    Attributes:
        plan_year: the year that a date without one is in.
        issued: the day of the notice, from which 印发后30日内 is counted.
        first_leads: 排在第一位的为牵头单位 has been said; it holds from there on (下同).
        remarks: what a reader should know.
        understood: text that was understood but states no fact of its own (labels, brackets).
        left: what stands in such text and is shown as unread all the same.
    """

    plan_year: int | None
    issued: date | None = None
    first_leads: bool = False
    remarks: list[Remark] = field(default_factory=list)
    understood: list[Excerpt] = field(default_factory=list)
    left: list[Excerpt] = field(default_factory=list)

    def deadlines(self, text: Excerpt, *columns: Excerpt | None) -> tuple[Deadline, ...]:
        """The deadlines of a task: its column (or bracket) first, then those in its text."""
        stated = [
            deadline
            for column in columns
            if column is not None
            for deadline in deadlines.from_column(column, self.plan_year, self.issued)
        ]
        said = deadlines.from_text(text, self.plan_year, self.issued)
        for deadline in (*stated, *said):
            if deadline.kind is DeadlineKind.DATE and deadline.date is None:
                self.remarks.append(
                    Remark(
                        Severity.NOTE,
                        f"the time limit {deadline.as_written!r} is not understood",
                        deadline.spans,
                    )
                )
        return (*stated, *said)

    def applied(self, duty: Responsibility) -> Responsibility:
        """A list of units under the rules the notice has set so far."""
        self.first_leads |= duty.first_leads
        return with_first_as_lead(duty) if self.first_leads else duty


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of prose, up to and with the bracket of units it ends in.

    Attributes:
        text: the stretch, without the bracket.
        bracket: the bracket as printed, or None.
        duty: what the bracket says, or None.
        certain: it is a bracket with words of duty, not closing words or bare names.
        damaged: the bracket was never closed.
    """

    text: Excerpt
    bracket: Excerpt | None = None
    duty: Responsibility | None = None
    certain: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A work point with what its tasks are made from.

    Attributes:
        point: the fact.
        number, heading: where these are printed.
        own: the segments of its own paragraphs.
        items: for each numbered item its printed number and its segments.
    """

    point: WorkPoint
    number: Excerpt
    heading: Excerpt
    own: tuple[Segment, ...]
    items: tuple[tuple[Item, tuple[Segment, ...]], ...]

    @property
    def segments(self) -> Iterator[Segment]:
        """All segments in reading order."""
        yield from self.own
        for _, segments in self.items:
            yield from segments


def point_texts(parts: Outline) -> list[Draft]:
    """The work points of a notice, with ids made from their printed numbers."""
    values = Counter(p.mark.value for p in parts.points)
    repeated = any(count > 1 for count in values.values())
    ids = Ids()
    drafts = []
    for point in parts.points:
        section = point.section
        name = str(point.mark.value)
        if repeated and section is not None:
            name = f"{section.mark.value}.{name}"
        heading = point.heading.cleaned()
        own = tuple(s for p in point.paragraphs for s in _segments(p))
        items = tuple(
            (i, tuple(s for p in i.paragraphs for s in _segments(p))) for i in point.items
        )
        everything = [*own, *(s for _, segments in items for s in segments)]
        body = _joined([s.text for s in everything], point.number).cleaned()
        fact = WorkPoint(
            id=ids.unique(name, body.text),
            number=point.number.cleaned().text,
            heading=heading.text,
            section_number=section.number.cleaned().text if section else None,
            section=section.heading.cleaned().text if section else None,
            text=body.text,
            spans=body.spans,
            heading_spans=heading.spans,
        )
        drafts.append(Draft(fact, point.number, heading, own, items))
    return _with_duty_from_below(drafts)


def _with_duty_from_below(drafts: list[Draft]) -> list[Draft]:
    """以上工作由区政府办公室负责: the points above of that section that name no units get these."""
    given = list(drafts)
    for at, draft in enumerate(drafts):
        said = next((s for s in draft.segments if s.duty is not None and s.duty.above), None)
        if said is None:
            continue
        section = draft.point.section_number
        for number, above in enumerate(drafts[: at + 1]):
            if above.point.section_number == section and not any(
                s.duty is not None and s is not said for s in above.segments
            ):
                given[number] = _given(above, said)
    return given


def _given(draft: Draft, said: Segment) -> Draft:
    """A point with a duty that is said of it elsewhere (or in its own last words)."""
    segments = [s for s in draft.segments if s is not said or s.text]
    if said in segments:
        return draft
    text = _joined([s.text for s in segments], draft.number)
    return replace(draft, own=(Segment(text, said.bracket, said.duty),), items=())


def whole_points(drafts: Iterable[Draft], reading: Reading) -> list[Task]:
    """The tasks of a notice without brackets of units: each point is one.

    The closing words of a point may assign it all the same.
    """
    tasks = []
    for draft in drafts:
        point = draft.point
        duties = [reading.applied(s.duty) for s in draft.segments if s.duty is not None]
        text = _joined([s.text for s in draft.segments], draft.number).cleaned()
        tasks.append(
            Task(
                id=point.id,
                number=point.number,
                point=point.id,
                source=TaskSource.POINT,
                text=text.text,
                assignments=tuple(a for duty in duties for a in duty.assignments),
                open_ended=any(duty.open_ended for duty in duties),
                deadlines=reading.deadlines(text, None),
                damaged=False,
                spans=text.spans,
            )
        )
    return tasks


def duties_in(drafts: Sequence[Draft], reading: Reading) -> list[Task]:
    """The tasks of a notice whose units stand in brackets in the prose.

    None where no bracket surely assigns, and closing words or bare names in brackets do so for less
    than half of the items and points: such a notice has a task for each point.
    """
    leaves = [leaf for draft in drafts for leaf in _leaves(draft)]
    assigned = sum(any(s.duty is not None for s in leaf) for leaf in leaves)
    if not any(s.certain for leaf in leaves for s in leaf) and 2 * assigned < len(leaves):
        return []
    tasks: list[Task] = []
    ids = Ids()
    for draft in drafts:
        tasks.extend(_tasks_of_point(draft, ids, reading))
    return tasks


def _leaves(draft: Draft) -> Iterator[Sequence[Segment]]:
    """The items of a point, or the point itself where it has none."""
    if not draft.items:
        yield draft.own
    for _, segments in draft.items:
        yield segments


def _tasks_of_point(draft: Draft, ids: Ids, reading: Reading) -> Iterator[Task]:
    point = draft.point
    own, items = list(draft.own), draft.items
    if not any(s.duty for _, segments in items for s in segments):
        # No item has units of its own: a bracket, if there is one, serves the whole point.
        own, items = list(draft.segments), ()
    elif _closes_the_point(items):
        own, items = list(draft.segments), ()
    if not items:
        own = _behind_the_heading(own)
    make = _TaskMaker(point.id, ids, reading)
    for task in make.tasks(TaskSource.POINT, point.id, draft.number, own):
        # 3.收信（责任单位：…）: a point that is only a heading says there what is to be done.
        only_heading = not task.text and not point.text and bool(draft.heading)
        yield _said_by_heading(task, draft.heading) if only_heading else task
    for item, segments in items:
        listed = list(segments)
        if not any(s.duty for s in listed):  # beside items with units, one without is a task too
            text = _joined([s.text for s in listed], item.number)
            listed = [Segment(text, None, Responsibility((), False))]
        yield from make.tasks(TaskSource.ITEM, f"{point.id}.{item.mark.value}", item.number, listed)


def _said_by_heading(task: Task, heading: Excerpt) -> Task:
    return replace(task, text=heading.text, spans=heading.spans, damaged=False)


def _behind_the_heading(segments: list[Segment]) -> list[Segment]:
    """A bracket printed before the text, right behind the heading, serves all that follows."""
    if len(segments) < 2 or segments[0].text.text.strip() or any(s.duty for s in segments[1:]):
        return segments
    text = Excerpt.join(s.text for s in segments)
    return [Segment(text, segments[0].bracket, segments[0].duty)]


def _closes_the_point(items: Sequence[tuple[Item, tuple[Segment, ...]]]) -> bool:
    """Whether the only bracket stands on a line of its own below the items, and serves them all."""
    *before, (_, last) = items
    if not before or any(s.duty for _, segments in before for s in segments):
        return False
    brackets = [s.bracket for s in last if s.bracket is not None]
    if len(brackets) != 1:
        return False
    above = brackets[0].file_text[: brackets[0].start].rstrip(" \t\u3000")
    return above.endswith(("\n", "\r"))


@dataclass(frozen=True, slots=True)
class _TaskMaker:
    """Makes the tasks of one point."""

    point: str
    ids: Ids
    reading: Reading

    def tasks(
        self, source: TaskSource, name: str, number: Excerpt, segments: Iterable[Segment]
    ) -> Iterator[Task]:
        """A task for each bracket of units, from the text that stands before it.

        Text after the last bracket has no units of its own: it stays in the point.
        """
        pending: list[Excerpt] = []
        for segment in segments:
            pending.append(segment.text)
            if segment.duty is None:
                continue
            duty = self.reading.applied(segment.duty)
            text = Excerpt.join(pending).cleaned()
            pending = []
            yield Task(
                id=self.ids.unique(name, text.text),
                number=number.cleaned().text,
                point=self.point,
                source=source,
                text=text.text,
                assignments=duty.assignments,
                open_ended=duty.open_ended,
                deadlines=self.reading.deadlines(text, duty.deadline),
                damaged=segment.damaged or not text.text,
                spans=text.spans or number.spans,
            )


def _segments(paragraph: Excerpt) -> list[Segment]:
    """A paragraph cut behind each bracket of units."""
    found: list[Segment] = []
    at = 0
    folded = paragraph.folded
    for start, end in _brackets(folded):
        content = paragraph.slice(start + 1, end - 1)
        if is_label(content.folded):
            continue  # 【责任单位】 stands before its list
        duty = from_bracket(content)
        certain = duty is not None
        if duty is None:
            duty = _bare_names(content, folded[at:start].rstrip(), folded[end:].strip("。;. "))
        if duty is None:
            continue
        after = _PUNCTUATION.match(folded, end)
        mark = after["mark"] if after is not None else None
        text = paragraph.slice(at, start)
        if mark is not None and not folded[at:start].rstrip().endswith(tuple(_STOPS)):
            text = Excerpt.join([text, paragraph.slice(end, end + len(mark))])  # （…负责）。
        at = after.end() if after is not None else end
        bracket = paragraph.slice(start, at)
        if found and found[-1].duty is not None and not text.text.strip(_STOPS + " "):
            # （区司法局负责）（区财政局配合）
            found[-1] = _with_more(found[-1], text, bracket, duty)
        else:
            found.append(Segment(text, bracket, duty, certain))
    label = label_outside_brackets(folded[at:])
    duty = from_bracket(paragraph.slice(at + label)) if label is not None else None
    if label is not None and duty is not None and duty.assignments:
        text, said = paragraph.slice(at, at + label), paragraph.slice(at + label)
        found.append(Segment(text, said, duty, True))
    elif folded[at:].strip() or not found:
        rest = paragraph.slice(at)
        found.append(_never_closed(rest) or _closed(rest))
    return found


def _never_closed(text: Excerpt) -> Segment | None:
    """A stretch that ends in a bracket of units whose end is lost: …（责任单位：区司法局."""
    opening = _LABELLED.search(text.folded)
    if opening is None:
        return None
    rest = text.folded[opening.start() :]
    if rest.count("(") + rest.count("[") <= rest.count(")") + rest.count("]"):
        return None
    duty = from_bracket(text.slice(opening.end()))
    if duty is None or not duty.assignments:
        return None
    at = opening.start()
    return Segment(text.slice(0, at), text.slice(at), duty, certain=True, damaged=True)


def _bare_names(content: Excerpt, before: str, behind: str) -> Responsibility | None:
    """Units in a bracket without a word of duty, behind a sentence: …。（区司法局）.

    Before the end of the sentence they must be several, and end the paragraph.
    """
    if not before:
        return None
    duty = from_names(content)
    if duty is None or before.endswith(tuple(_STOPS)):
        return duty
    return duty if len(duty.assignments) > 1 and not behind else None


def _with_more(segment: Segment, stop: Excerpt, bracket: Excerpt, more: Responsibility) -> Segment:
    """A stretch with a second bracket right behind the first, and the stop behind it."""
    duty, said = segment.duty, segment.bracket
    if duty is None or said is None:
        return segment
    both = replace(
        duty,
        assignments=(*duty.assignments, *more.assignments),
        open_ended=duty.open_ended or more.open_ended,
        deadline=duty.deadline or more.deadline,
        first_leads=duty.first_leads or more.first_leads,
    )
    text = Excerpt.join([segment.text, stop])
    return replace(segment, text=text, bracket=Excerpt.join([said, bracket]), duty=both)


def _closed(text: Excerpt) -> Segment:
    """A stretch without a bracket of units; its closing words may assign it: 由区司法局牵头."""
    closing = in_closing_words(text)
    if closing is None:
        return Segment(text)
    start, duty = closing
    if duty.above:  # no words of the task itself
        return Segment(text.slice(0, start), text.slice(start), duty)
    return Segment(text, None, duty)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets of folded text."""
    depth, start = 0, 0
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


def _joined(parts: Iterable[Excerpt], somewhere: Excerpt) -> Excerpt:
    pieces = list(parts)
    return Excerpt.join(pieces) if pieces else Excerpt(somewhere.file_text, ())


class Ids:
    """Ids that stay the same when the same file is read again, and when others are added to it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str, text: str) -> str:
        """The printed number; where a notice prints one twice, with a trace of the text."""
        candidate = name
        if candidate in self._taken:
            candidate = f"{name}~{trace(text)}"
        while candidate in self._taken:
            candidate += "~"
        self._taken.add(candidate)
        return candidate


def trace(text: str) -> str:
    """A few letters that stand for a text, where no printed number does."""
    return hashlib.sha256(_SPACE.sub("", text).encode()).hexdigest()[:6]
