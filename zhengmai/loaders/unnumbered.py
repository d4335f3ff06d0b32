"""Tasks from texts, or from parts of them, that count nothing.

Examples: 普及公办园。（市教育局牵头负责）, and lists of who does what 部门职责分工: 省教育厅：负责…
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengmai.loaders.assembly import TaskMaker
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.ids import Ids, trace
from zhengmai.loaders.phrases.firstwords import in_label
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.sitefields import site_fields
from zhengmai.loaders.reading import Reading
from zhengmai.loaders.segments import Segment, segments_of
from zhengmai.model import Task, TaskSource, UnitKind

_HEADING = re.compile(r"\s*[\u4e00-\u9fff“”]{2,12}(?:\([^()]*\))?[ \u3000]+(?=\S[^ ]{8,})")
_FEWEST = 2  # tasks, from which a text without any number holds some
_SHARE = 0.4  # of its characters
_FEWEST_NAMED = 2  # paragraphs that begin with the name of a unit, from which these assign


def unnumbered_tasks(paragraphs: Sequence[Excerpt], reading: Reading) -> list[Task]:
    """The tasks of paragraphs without any outline mark; none where nothing surely assigns."""
    tasks: list[Task] = []
    ids = Ids()
    for segment in _segments(paragraphs):
        number, text = _without_number(segment)
        make = TaskMaker(None, ids, reading)
        name = f"~{trace(text.text)}"
        tasks.extend(make.tasks(TaskSource.ITEM, name, number, [replace(segment, text=text)]))
        reading.understood.extend(e for e in (number, segment.bracket) if e)
        reading.left.extend(segment.duty.left if segment.duty is not None else ())
    return tasks


def _without_number(segment: Segment) -> tuple[Excerpt, Excerpt]:
    """A number in the middle of a line （3）, and the text behind it and behind its heading.

    The heading stands nowhere else: it is shown as unread. Behind a name a number counts what that
    unit does: 区水务局：（1）…；（2）….
    """
    text = segment.text
    named = segment.bracket is not None and segment.bracket.start < text.start
    mark = None if named else mark_of(text.folded)
    number = text.slice(0, 0) if mark is None else text.slice(mark.start, mark.end)
    body = text if mark is None else text.slice(mark.body)
    heading = _HEADING.match(body.folded)
    return number, body if heading is None else body.slice(heading.end())


def has_duties(paragraphs: Sequence[Excerpt]) -> bool:
    """Whether paragraphs without any outline mark say who does what: it is what most of them do."""
    found = list(_segments(paragraphs))
    said = sum(len(s.text) + (len(s.bracket) if s.bracket is not None else 0) for s in found)
    return len(found) >= _FEWEST and said >= _SHARE * sum(map(len, paragraphs))


def _segments(paragraphs: Sequence[Excerpt]) -> Iterator[Segment]:
    """What surely has units, in reading order; fields of the page name none."""
    fields = set(site_fields(paragraphs)[1])
    paragraphs = [paragraph for paragraph in paragraphs if paragraph not in fields]
    named = [(paragraph, _named(paragraph)) for paragraph in paragraphs]
    several = sum(s is not None and not _is_of_classes(s) for _, s in named) >= _FEWEST_NAMED
    for paragraph, segment in named:
        if segment is not None and several:
            yield segment
        else:
            yield from (
                s
                for s in segments_of(paragraph)
                # 责任部门：区政府办公室 by itself is a label of the page that has the notice
                if s.certain and s.duty and s.duty.assignments and s.text.text.strip()
            )


def _named(paragraph: Excerpt) -> Segment | None:
    """A paragraph that begins with units and a colon: 省教育厅：负责…."""
    label = in_label(paragraph)
    if label is None or not label.colon or not paragraph.folded[label.end :].strip():
        return None
    said = paragraph.slice(0, label.end)
    return Segment(paragraph.slice(label.end), said, label.duty, certain=True)


def _is_of_classes(segment: Segment) -> bool:
    """Whether classes of bodies stand first: 各镇：…."""
    duty = segment.duty
    return duty is None or any(a.kind is UnitKind.COLLECTIVE for a in duty.assignments)
