"""Tasks from prose: points and items with the brackets of units they end in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhengmai.loaders.cutitems import CutItem, cut_item
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.headduty import is_said_by, limit_of, named_by_headings
from zhengmai.loaders.ids import Ids
from zhengmai.loaders.layout.outline import Item, Outline
from zhengmai.loaders.leafduty import (
    FEWEST_LONE,
    all_lone,
    with_closing,
    with_later_sentences,
    with_lone_names,
    with_subject,
    with_words_within,
)
from zhengmai.loaders.phrases.dutyclauses import is_all_duty
from zhengmai.loaders.phrases.firstwords import as_subject
from zhengmai.loaders.phrases.groupheads import group_heads
from zhengmai.loaders.phrases.marks import Level
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.reading import Reading
from zhengmai.loaders.sectionduty import (
    are_tasks,
    named_below,
    opening_duty,
    shared,
    under_heading,
    under_opening,
)
from zhengmai.loaders.segments import Segment, Segments, segments_in
from zhengmai.loaders.subitems import apart, in_point, with_subitems
from zhengmai.model import Remark, Severity, Span, Task, TaskSource, WorkPoint

_MOST_SUBJECTS = 0.5  # of the points of a section
_FEWEST_CLOSINGS = 2  # items that end in who answers for them


@dataclass(frozen=True, slots=True)
class Draft:
    """A work point with what its tasks are made from.

    Attributes:
        point: the fact.
        number, heading: where these are printed.
        own: the segments of its own paragraphs.
        items: for each numbered item its printed number and its segments.
        level: of its mark: 一、 or （一） or 1.
        below: the line of units that it stands below, or None.
        listed: it is a section 一、 of items 1. 2. that each are a task.
    """

    point: WorkPoint
    number: Excerpt
    heading: Excerpt
    own: tuple[Segment, ...]
    items: tuple[tuple[Item, tuple[Segment, ...]], ...]
    level: Level
    below: Excerpt | None = None
    listed: bool = False

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
    heads = _group_heads(parts)
    drafts = []
    for point in parts.points:
        section = point.section
        name = str(point.mark.value)
        if repeated and section is not None:
            name = f"{section.mark.value}.{name}"
        heading = point.heading.cleaned()
        if point.items:
            own = segments_in(point.paragraphs)
            items = tuple(pair for item in apart(point.items) for pair in with_subitems(item))
        else:
            own, items = in_point(point)
            own = own if items else named_below(heading, own)
        if point.mark.level is Level.SECTION:
            own, items = under_opening(own, shared(own, items))
            head = heads.get(point.number.start)
            if head is not None:
                own, items = under_heading(point.heading, head, own, items)
        everything = [*own, *(s for _, segments in items for s in segments)]
        body = joined([s.text for s in everything], point.number).cleaned()
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
        listed = point.mark.level is Level.SECTION and len(items) > 1 and are_tasks(own, items)
        level = point.mark.level
        drafts.append(Draft(fact, point.number, heading, own, items, level, point.below, listed))
    return _with_duty_from_above(_with_duty_from_below(_with_headed(drafts)), parts)


def _with_headed(drafts: list[Draft]) -> list[Draft]:
    """The points; where all items name their units behind a heading, these do all of the item.

    A point without a heading of its own counts as an item.
    """
    leaves = [leaf for d in drafts for leaf in (_unheaded(d), *(said for _, said in d.items))]
    named = iter(named_by_headings(leaves))
    return [
        replace(
            draft,
            own=next(named) or draft.own,
            items=tuple((item, next(named)) for item, _ in draft.items),
        )
        for draft in drafts
    ]


def _unheaded(draft: Draft) -> tuple[Segment, ...]:
    """What a point without a heading and without items says."""
    return () if draft.heading or draft.items else draft.own


def _group_heads(parts: Outline) -> dict[int, Responsibility]:
    """For each section whose heading names who does all of it, by where it begins, who it is."""
    duties = group_heads([section.heading for section in parts.sections])
    return {
        section.number.start: duty
        for section, duty in zip(parts.sections, duties, strict=True)
        if duty is not None
    }


def name_of(point: str, item: Item) -> str:
    """The id of an item, made from the printed numbers: 2.1.3."""
    above = f"{item.under}." if item.under is not None else ""
    return f"{point}.{above}{item.mark.value}"


def _with_duty_from_below(drafts: list[Draft]) -> list[Draft]:
    """以上工作由区政府办公室负责: the points above of that section that name no units get these."""
    said = [
        next((s for s in draft.segments if s.duty is not None and s.duty.above), None)
        for draft in drafts
    ]
    below: dict[str | None, Segment] = {}  # the next that is said in a section from a point on
    given: list[Draft] = []
    for draft, own in zip(reversed(drafts), reversed(said), strict=True):
        section = draft.point.section_number
        if own is not None:
            below[section] = own
        duties = [s for s in draft.segments if s.duty is not None]
        heard = below.get(section) if not duties else own
        alone = heard is not None and all(s is heard for s in duties)
        given.append(_given(draft, heard) if heard is not None and alone else draft)
    return given[::-1]


def _with_duty_from_above(drafts: list[Draft], parts: Outline) -> list[Draft]:
    """Points under a section that says first who does it, where none of them names anybody."""
    said = {
        section.number.start: opening
        for section in parts.sections
        if section.points and (opening := opening_duty(section.paragraphs)) is not None
    }
    heads = _group_heads(parts)
    for section in parts.sections:
        if section.points and section.number.start in heads:
            duty = heads[section.number.start]
            said.setdefault(
                section.number.start,
                Segment(section.heading.slice(0, 0), section.heading, duty, certain=True),
            )
    under = [p.section.number.start if p.section is not None else None for p in parts.points]
    named = {at for at, draft in zip(under, drafts, strict=True) if _names_anybody(draft)}
    return [
        _given(draft, said[at]) if at is not None and at in said and at not in named else draft
        for at, draft in zip(under, drafts, strict=True)
    ]


def _names_anybody(draft: Draft) -> bool:
    if any(s.duty is not None or s.lone >= 0 for s in draft.segments):
        return True
    return any(leaf and as_subject(leaf[0].text) is not None for leaf in _leaves(draft))


def _given(draft: Draft, said: Segment) -> Draft:
    """A point with a duty that is said of it elsewhere (or in its own last words)."""
    segments = [s for s in draft.segments if s is not said or s.text]
    if said in segments:
        return draft
    text = joined([s.text for s in segments], draft.number)
    return replace(draft, own=(Segment(text, said.bracket, said.duty, said.certain),), items=())


def duties_in(drafts: Sequence[Draft], reading: Reading) -> list[Task]:
    """The tasks of a notice whose units stand in its prose.

    None where nothing surely assigns, and closing words or bare names do so for less than half.
    """
    drafts = _with_words_within(_with_closings(_with_subjects(drafts)))
    leaves = [leaf for draft in drafts for leaf in _leaves(draft)]
    assigned = sum(any(s.duty is not None for s in leaf) for leaf in leaves)
    lone = sum(any(s.duty is not None or s.lone >= 0 for s in leaf) for leaf in leaves)
    most = 2 * assigned >= len(leaves) or FEWEST_LONE <= lone == len(leaves)
    by_lone = [most or _lists_lone_names(draft) for draft in drafts]
    if not any(by_lone) and not any(s.certain for leaf in leaves for s in leaf):
        return []
    tasks: list[Task] = []
    ids = Ids()
    for draft, lone_assign in zip(drafts, by_lone, strict=True):
        heard = _with_lone_names(draft) if lone_assign else draft
        tasks.extend(_tasks_of_point(heard, ids, reading))
    if leaves and not leaves[-1] and drafts[-1].heading:  # cut in its heading
        leaves[-1] = [Segment(drafts[-1].heading)]
    cut = cut_item(leaves)
    return tasks if cut is None else _with_cut(tasks, drafts[-1], cut, ids, reading)


def _with_cut(
    tasks: list[Task], draft: Draft, cut: CutItem, ids: Ids, reading: Reading
) -> list[Task]:
    """The tasks and, damaged, what is left of the last item, or point, that the file cuts."""
    item = draft.items[-1][0] if draft.items else None
    number = item.number if item is not None else draft.number
    printed = number.cleaned().text
    message = f"item {printed}: the text ends in the middle of it"
    reading.remarks.append(Remark(Severity.DAMAGED, message, number.spans))
    name = name_of(draft.point.id, item) if item is not None else draft.point.id
    source = TaskSource.POINT if item is None else TaskSource.ITEM
    make = TaskMaker(draft.point.id, ids, reading)
    left = Segment(cut.text, cut.said, cut.duty, damaged=True)
    others = [t for t in tasks if not t.spans or t.spans[:1] != cut.text.spans[:1]]
    whole = make.tasks(source, name, number, [left])
    if not cut.text and draft.heading:
        whole = (replace(_said_by_heading(t, draft.heading, reading), damaged=True) for t in whole)
    return [*others, *whole]


def _with_subjects(drafts: Sequence[Draft]) -> list[Draft]:
    """The points; in a section most of which begin with who does them, these assign.

    Example: 市教育局负责逐校排队。
    """
    sections: dict[str | None, list[Draft]] = {}
    for draft in drafts:
        sections.setdefault(draft.point.section_number, []).append(draft)
    subjects = {number for number, section in sections.items() if _begin_with_subjects(section)}
    return [_by_subjects(d) if d.point.section_number in subjects else d for d in drafts]


def _begin_with_subjects(drafts: Iterable[Draft]) -> bool:
    leaves = [leaf for draft in drafts for leaf in _leaves(draft) if leaf]
    said = [leaf for leaf in leaves if leaf[0].duty is None and as_subject(leaf[0].text)]
    assigned = [leaf for leaf in leaves if leaf[0].duty is not None]
    both = len(said) + len(assigned)
    return bool(said) and both > 1 and both >= _MOST_SUBJECTS * len(leaves)


def _by_subjects(draft: Draft) -> Draft:
    return _with_leaves(draft, with_subject)


def _with_leaves(draft: Draft, changed: Callable[[Segments], Segments]) -> Draft:
    items = tuple((item, changed(segments)) for item, segments in draft.items)
    return replace(draft, own=draft.own if items else changed(draft.own), items=items)


def _with_closings(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The points; where most items end in 由区水务局负责落实, these words assign."""
    leaves = [leaf for draft in drafts for leaf in _leaves(draft) if leaf]
    said = [leaf for leaf in leaves if with_closing(tuple(leaf)) != tuple(leaf)]
    assigned = sum(any(s.duty is not None for s in leaf) for leaf in leaves)
    if len(said) < _FEWEST_CLOSINGS or len(said) + assigned < _MOST_SUBJECTS * len(leaves):
        return drafts
    return [_with_leaves(draft, with_closing) for draft in drafts]


def _with_words_within(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The points; where most items have units or clauses within that name them, these assign."""
    drafts = [_with_leaves(draft, with_later_sentences) for draft in drafts]
    within = [_with_leaves(draft, with_words_within) for draft in drafts]
    leaves = [leaf for draft in within for leaf in _leaves(draft) if leaf]
    said = sum(any(s.duty is not None for s in leaf) for leaf in leaves)
    meant = said >= _FEWEST_CLOSINGS and said > _MOST_SUBJECTS * len(leaves)
    return within if meant else drafts


def _lists_lone_names(draft: Draft) -> bool:
    """Whether all items of a point have units, brackets of one bare name among these."""
    named = all_lone([segments for _, segments in draft.items])
    return named and any(s.lone >= 0 for s in draft.segments)


def _with_lone_names(draft: Draft) -> Draft:
    """A point, its brackets of one bare name as assigning."""
    items = tuple((item, with_lone_names(segments)) for item, segments in draft.items)
    return replace(draft, own=with_lone_names(draft.own), items=items)


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
        own = own[:1] if is_said_by(draft.heading, own) else _behind_the_heading(own)
    make = TaskMaker(point.id, ids, reading)
    for task in make.tasks(TaskSource.POINT, point.id, draft.number, own):
        # （一）让贷款更便利。（某部牵头） ¶ 1.办好…（某部负责）: the heading is what is to be done
        only_heading = not task.text and bool(draft.heading) and not _starts_with_text(draft)
        yield (
            _said_by_heading(task, draft.heading, reading)
            if only_heading
            else with_limit_of(draft.heading, task, reading)
        )
    for item, segments in items:
        if item.heads:
            continue
        listed = list(segments)
        if not any(s.duty for s in listed):  # beside items with units, one without is a task too
            text = joined([s.text for s in listed], item.number)
            listed = [Segment(text, None, Responsibility((), False))]
        listed = _behind_the_heading(listed)
        for task in make.tasks(TaskSource.ITEM, name_of(point.id, item), item.number, listed):
            yield with_limit_of(draft.heading, task, reading)


def _starts_with_text(draft: Draft) -> bool:
    """Whether text stands between the heading of a point and the first units that it names."""
    first = next((s for s in draft.segments if s.text.text.strip() or s.duty is not None), None)
    return first is not None and bool(first.text.text.strip())


def _said_by_heading(task: Task, heading: Excerpt, reading: Reading) -> Task:
    """The task with its heading, and the stop behind that, as its text."""
    end = heading.spans[-1].end
    stop = end + heading.file_text.startswith("。", end)
    text = Excerpt.join([heading, Excerpt(heading.file_text, (Span(end, stop),))])
    limits = (*task.deadlines, *reading.deadlines(text))
    return replace(task, text=text.text, spans=text.spans, deadlines=limits, damaged=False)


def with_limit_of(heading: Excerpt, task: Task, reading: Reading) -> Task:
    """The task with the limit that its heading says, if any, behind those of its text."""
    said = limit_of(heading)
    if said is None:
        return task
    return replace(task, deadlines=(*task.deadlines, *reading.deadlines(said)))


def _behind_the_heading(segments: list[Segment]) -> list[Segment]:
    """A bracket printed before the text, right behind the heading, serves all that follows.

    So do words of duty that are a paragraph of their own: 由镇党政办承办，各村配合。
    """
    if len(segments) < 2 or any(s.duty for s in segments[1:]):
        return segments
    first, *others = segments
    if first.duty is not None and first.bracket is None and is_all_duty(first.text):
        text = Excerpt.join(s.text for s in others)
        return [Segment(text, first.text, first.duty)]
    if first.text.text.strip():
        return segments
    text = Excerpt.join(s.text for s in segments)
    return [Segment(text, first.bracket, first.duty)]


def _closes_the_point(items: Sequence[tuple[Item, tuple[Segment, ...]]]) -> bool:
    """Whether the only bracket stands on a line of its own below the items, and serves them all."""
    *before, (_, last) = items
    if not before or any(s.duty for _, segments in before for s in segments):
        return False
    brackets = [s.bracket for s in last if s.bracket is not None]
    if len(brackets) != 1:
        return False
    text, at = brackets[0].file_text, brackets[0].start
    while at and text[at - 1] in " \t\u3000":
        at -= 1
    return text[at - 1 : at] in ("\n", "\r")


@dataclass(frozen=True, slots=True)
class TaskMaker:
    """Makes the tasks of one point, or of none."""

    point: str | None
    ids: Ids
    reading: Reading

    def tasks(
        self, source: TaskSource, name: str, number: Excerpt, segments: Iterable[Segment]
    ) -> Iterator[Task]:
        """A task for each bracket of units; text after the last of them stays in the point."""
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


def joined(parts: Iterable[Excerpt], somewhere: Excerpt) -> Excerpt:
    """Pieces behind each other; none of them, as an empty piece of the same file."""
    pieces = list(parts)
    return Excerpt.join(pieces) if pieces else Excerpt(somewhere.file_text, ())
