"""Tasks of a notice that names no units in brackets: its points, or what its sections list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhengmai.loaders.assembly import Draft, joined, name_of, with_limit_of
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.ids import Ids
from zhengmai.loaders.layout.outline import Item
from zhengmai.loaders.reading import Reading
from zhengmai.loaders.segments import Segment
from zhengmai.model import Task, TaskSource


def whole_points(drafts: Iterable[Draft], reading: Reading) -> list[Task]:
    """The tasks of a notice without brackets of units: each point is one.

    Of a section 一、 that lists items, each item is one: the heading 一、 says no task. Closing
    words may assign all the same.
    """
    tasks = []
    ids = Ids()
    for draft in drafts:
        point = draft.point
        if draft.listed:
            tasks += [_listed(draft, item, said, ids, reading) for item, said in draft.items]
            continue
        found = _whole(draft.segments, draft.number, reading)
        found = with_limit_of(draft.heading, found, reading)
        tasks.append(replace(found, id=point.id, number=point.number, point=point.id))
    return tasks


def _listed(draft: Draft, item: Item, said: Sequence[Segment], ids: Ids, reading: Reading) -> Task:
    """An item of a section as a task."""
    found = _whole(said, item.number, reading)
    name = ids.unique(name_of(draft.point.id, item), found.text)
    number = item.number.cleaned().text
    return replace(found, id=name, number=number, point=draft.point.id, source=TaskSource.ITEM)


def _whole(segments: Iterable[Segment], number: Excerpt, reading: Reading) -> Task:
    """A text as a task, with what its closing words assign."""
    segments = list(segments)
    duties = [reading.applied(s.duty) for s in segments if s.duty is not None]
    text = joined([s.text for s in segments], number).cleaned()
    return Task(
        id="",
        number="",
        point=None,
        source=TaskSource.POINT,
        text=text.text,
        assignments=tuple(a for duty in duties for a in duty.assignments),
        open_ended=any(duty.open_ended for duty in duties),
        deadlines=reading.deadlines(text, *(duty.deadline for duty in duties)),
        damaged=False,
        spans=text.spans,
    )
