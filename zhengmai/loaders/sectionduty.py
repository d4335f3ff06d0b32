"""Units that a section 一、 says below all its items: each item that names none is given them.

    一、守好渡口 ¶ 1. 换缆绳。 ¶ 2. 装航灯。 ¶ （区水务局牵头，区交通局配合。）

The bracket stands on a line of its own, below items that each begin a line and are sentences.
Below a list that is one sentence (检查：1. 缆绳；2. 航灯。) it is that of the sentence. A point
（一） with such a bracket is one task, whatever it counts: its heading says the task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.outline import Item
from zhengmai.loaders.phrases.dutyclauses import from_names
from zhengmai.loaders.segments import Segment

Items = tuple[tuple[Item, tuple[Segment, ...]], ...]

_FIRST_SIGN = re.compile(r"[\s#>*+_-]")  # of a line: blanks, and signs of Markdown
_ALL_BRACKET = re.compile(r"\s*\((?P<names>[^();。:]*(?:\([^()]*\)[^();。:]*)*)\)[。;]?\s*")
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
    closing = last if last.duty is not None else _bare_names(last)
    return closing if closing is not None and _stands_alone(closing) else None


def _bare_names(segment: Segment) -> Segment | None:
    """A paragraph that is nothing but units in a bracket: （区水务局、区交通局）."""
    match = _ALL_BRACKET.fullmatch(segment.text.folded)
    duty = from_names(segment.text.slice(*match.span("names"))) if match is not None else None
    return None if duty is None else Segment(segment.text.slice(0, 0), segment.text, duty)


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


def _begins_a_line(printed: Excerpt) -> bool:
    text, at = printed.file_text, printed.start
    while at and text[at - 1] not in "\r\n" and _FIRST_SIGN.match(text[at - 1]):
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def _last(segments: Sequence[Segment]) -> str:
    """The last character of a text, a blank where there is none."""
    text = "".join(s.text.text for s in segments).strip()
    return text[-1:] or " "
