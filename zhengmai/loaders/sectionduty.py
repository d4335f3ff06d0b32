"""Units that a section 一、 says of all its items, below or above them.

Below them all, each item that names none is given them:

    一、守好渡口 ¶ 1. 换缆绳。 ¶ 2. 装航灯。 ¶ （区水务局牵头，区交通局配合。）

The bracket stands on a line of its own, below items that each begin a line and are sentences.
Below a list that is one sentence (检查：1. 缆绳；2. 航灯。) it is that of the sentence. A point
（一） with such a bracket is one task, whatever it counts: its heading says the task.

In the heading itself, where it says no more: 一、县水利局牵头工作（3项） ¶ 1. 换缆绳。

Right under the heading, where no item names anybody: 一、守好渡口 ¶ 由区水务局承办。 ¶ 1. 换缆绳。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.outline import Item
from zhengmai.loaders.phrases.dutyclauses import from_names, is_all_duty
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.phrases.unitnames import begins_a_name
from zhengmai.loaders.segments import Segment, Segments, segments_of
from zhengmai.model import Role

Items = tuple[tuple[Item, tuple[Segment, ...]], ...]

# 成员单位：… tells who is in it
_OF_A_LIST = re.compile(r"(?:单位|部门|机构|成员|范围|对象|名单)$")
_FIRST_SIGN = re.compile(r"[\s#>*+_-]")  # of a line: blanks, and signs of Markdown
_GOES_ON = "；;，,、:：和及"  # what an item ends in that is a piece of a sentence
_STOPS = "。！？!?"
_MOST_WITH_OWN = 0.5  # of the items; where more have units of their own, the last has, too


def shared(above: Sequence[Segment], items: Items) -> Items:
    """The items of a section, those without units with what is said below them all.

    Args:
        above: the text of the section before its items.
        items: each with its segments.
    """
    closing = _closing(items)
    if closing is None or not are_tasks(above, items):
        return items
    before = items[:-1]
    own = [segments for _, segments in before if any(s.duty for s in segments)]
    if len(own) == len(before) or len(own) > _MOST_WITH_OWN * len(items):
        return items
    if any(_stands_alone(s) for segments in own for s in segments):
        return items  # the units of each item stand on a line below it
    last, said = items[-1]
    rest = (*said[:-1], replace(said[-1], text=closing.text, duty=None))
    heard = replace(closing, duty=closing.duty and replace(closing.duty, above=False))
    return (
        *((item, _given(segments, heard)) for item, segments in before),
        (last, _given(rest, closing)),  # 以上工作由…: what stands above the section hears it once
    )


def _closing(items: Items) -> Segment | None:
    """Who is named on a line of its own below the last of several items, which names nobody."""
    if len(items) < 2:
        return None
    *above, last = items[-1][1]
    if any(s.duty is not None for s in above):
        return None
    return last if last.duty is not None and _stands_alone(last) else None


def _stands_alone(segment: Segment) -> bool:
    """Whether the units begin a line."""
    return segment.bracket is not None and _begins_a_line(segment.bracket)


def _given(segments: Sequence[Segment], closing: Segment) -> tuple[Segment, ...]:
    """An item with what is said below all of them, where it names no units itself."""
    if any(s.duty is not None for s in segments):
        return tuple(segments)
    return (replace(closing, text=Excerpt.join(s.text for s in segments)),)


def are_tasks(above: Sequence[Segment], items: Items) -> bool:
    """Whether items are tasks: sentences on lines of their own, not pieces of a paragraph."""
    if not all(_begins_a_line(item.number) for item, _ in items):
        return False
    ends = [_last(segments) for _, segments in items]
    if any(end in _GOES_ON for end in ends):
        return False
    return all(end in _STOPS for end in ends) or _last(above) not in _GOES_ON


_FIRST_SENTENCE = re.compile(r"\s*[^。]{2,200}。?")


def opening_duty(paragraphs: Sequence[Excerpt]) -> Segment | None:
    """Who the first sentence under a heading names, where it says nothing else.

    Examples: 由区水务局承办，区交通局协办。 （区水务局牵头） 责任单位：区水务局。
    """
    first = next((p for p in paragraphs if p.text.strip()), None)
    match = _FIRST_SENTENCE.match(first.folded) if first is not None else None
    if first is None or match is None:
        return None
    segments = segments_of(first.slice(0, match.end()))
    return _all_duty(segments[0]) if len(segments) == 1 else None


def _all_duty(segment: Segment) -> Segment | None:
    """A stretch that is nothing but a duty, as one without text."""
    duty = segment.duty
    if duty is None or duty.above or not duty.assignments:
        return None
    if segment.bracket is not None and not segment.text.text.strip(_STOPS + " "):
        return segment
    if segment.bracket is None and is_all_duty(segment.text):
        return Segment(segment.text.slice(0, 0), segment.text, duty, segment.certain)
    return None


def under_opening(own: Sequence[Segment], items: Items) -> tuple[tuple[Segment, ...], Items]:
    """A section and its items 1., each with what the first paragraph says, where none names units.

    The paragraph stands on a line of its own and says nothing else: 由区水务局承办。
    """
    said = _all_duty(own[0]) if own else None
    named = any(s.duty is not None or s.lone >= 0 for _, segments in items for s in segments)
    if said is None or len(items) < 2 or named or any(s.duty is not None for s in own[1:]):
        return tuple(own), items
    if not _stands_alone(said) or not are_tasks(own[1:], items):
        return tuple(own), items
    return tuple(own[1:]), tuple((item, _given(segments, said)) for item, segments in items)


def under_heading(
    heading: Excerpt, duty: Responsibility, own: Segments, items: Items
) -> tuple[Segments, Items]:
    """What a section says whose heading names who does it all: itself, or its items.

    What these name is kept.
    """
    said = Segment(heading.slice(0, 0), heading, duty, certain=True)
    if not items:
        return _given_beside(own, said), items
    return own, tuple((item, _given_beside(segments, said)) for item, segments in items)


def _given_beside(segments: Sequence[Segment], said: Segment) -> tuple[Segment, ...]:
    """An item with what its section says, before those who only help it."""
    own = [s for s in segments if s.duty is not None]
    helped = len(own) == 1 and all(
        a.role is Role.COOPERATING for s in own if s.duty for a in s.duty.assignments
    )
    if not helped or said.duty is None:
        return _given(segments, said)
    return tuple(
        s if s.duty is None else replace(s, duty=_both(said.duty, s.duty)) for s in segments
    )


def _both(above: Responsibility, own: Responsibility) -> Responsibility:
    return replace(own, assignments=(*above.assignments, *own.assignments))


def _begins_a_line(printed: Excerpt) -> bool:
    text, at = printed.file_text, printed.start
    while at and text[at - 1] not in "\r\n" and _FIRST_SIGN.match(text[at - 1]):
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def _last(segments: Sequence[Segment]) -> str:
    """The last character of a text, a blank where there is none."""
    text = "".join(s.text.text for s in segments).strip()
    return text[-1:] or " "


def named_below(heading: Excerpt, own: Sequence[Segment]) -> tuple[Segment, ...]:
    """A point whose text is units and nothing else: 1.换缆绳。区水务局（牵头）、各村."""
    said = own[0].text if len(own) == 1 and own[0].duty is None else None
    if said is None or not heading or _OF_A_LIST.search(heading.folded):
        return tuple(own)
    names = said.strip(_STOPS + "….· ")
    duty = from_names(names) if begins_a_name(names.folded) else None
    return tuple(own) if duty is None else (Segment(said.slice(0, 0), said, duty),)
