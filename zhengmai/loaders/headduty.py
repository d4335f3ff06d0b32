"""A bracket behind a heading: the units in it do all that stands below it; or when that is done.

Examples: 1.修渡口（区水务局牵头，区交通局配合）。换缆绳，立警示牌。
（一）排查阶段（5月8日至15日）。数救生衣。 Behind a sentence a bracket of units closes what stands
before it, and what follows is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import says_when
from zhengmai.loaders.phrases.lastwords import at_end
from zhengmai.loaders.segments import Segment, Segments

_HEADING = re.compile(r"[^,;:。!?]{2,24}[。;:]?")
_WHEN = re.compile(r"\((?P<when>[^()]{2,40})\)[。:]?\s*$")
_FEWEST = 2  # items; of one nobody knows whether its first sentence is a heading


def named_by_headings(items: Sequence[Segments]) -> list[Segments]:
    """The segments of items, of which all that name units do so right behind a heading.

    What a colon follows is a heading wherever it stands: 修渡口（区水务局牵头）：换缆绳。
    """
    named = [item for item in items if any(s.duty is not None for s in item)]
    headed = len(named) >= _FEWEST and all(_is_head(i) and _begins_so(i[0]) for i in named)
    return [
        (_whole(item, item[0]),)
        if item and _is_head(item) and (headed or _announces(item[0]))
        else item
        for item in items
    ]


def limit_of(heading: Excerpt) -> Excerpt | None:
    """The time in the bracket that a heading ends in: 排查阶段（5月8日至15日）."""
    match = at_end(_WHEN, heading.folded)
    if match is None or not says_when(match["when"]):
        return None
    return heading.slice(*match.span("when"))


def is_said_by(heading: Excerpt, segments: Sequence[Segment]) -> bool:
    """Whether a heading and its units are one line, and what stands below belongs to neither.

    2.收旧绳，立警示牌。责任单位：区交通局。 ¶ 请各单位认真落实。
    """
    if len(segments) < 2 or not heading or any(s.duty for s in segments[1:]):
        return False
    first, second, *_ = segments
    if first.duty is None or first.bracket is None or first.text.text.strip():
        return False
    text, end, until = heading.file_text, heading.spans[-1].end, first.bracket.spans[-1].end
    sentence = text.startswith("。", end) and "，" in heading.text
    one_line = "\n" not in text[end:until].strip()
    return sentence and one_line and "\n" in text[until : second.text.start]


def _is_head(segments: Segments) -> bool:
    """Whether the first of some segments has units, and none behind it does."""
    first, *rest = segments
    return first.duty is not None and bool(rest) and all(s.duty is None for s in rest)


def _begins_so(segment: Segment) -> bool:
    return _HEADING.fullmatch(segment.text.folded.strip()) is not None


def _announces(segment: Segment) -> bool:
    return _begins_so(segment) and segment.text.folded.rstrip().endswith(":")


def _whole(texts: Sequence[Segment], head: Segment) -> Segment:
    """Some texts as one, with the units of a bracket."""
    return replace(head, text=Excerpt.join([s.text for s in texts]))
