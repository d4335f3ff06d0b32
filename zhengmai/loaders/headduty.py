"""A bracket of units right behind a heading: they do all that stands below it, in one paragraph.

Example: （一）修渡口（区水务局牵头，区交通局配合）。换缆绳，立警示牌。 Behind a sentence such a
bracket closes what stands before it, and what follows is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.segments import Segment

_HEADING = re.compile(r"[^,;:。!?]{2,24}[。;:]?")
_STOPS = "。;:!? "
_FEWEST = 2  # items; of one nobody knows whether its first sentence is a heading

Segments = tuple[Segment, ...]


def named_by_heading(segments: Segments) -> Segments:
    """The segments of a point; the units behind its heading, which is read apart, do the rest."""
    if not segments or not _is_head(segments) or segments[0].text.folded.strip(_STOPS):
        return segments
    return (_whole(segments[1:], segments[0]),)


def named_by_headings(items: Sequence[Segments]) -> list[Segments]:
    """The segments of items, of which all that name units do so right behind a heading.

    What a colon follows is a heading wherever it stands: 修渡口（区水务局牵头）：换缆绳。
    """
    named = [item for item in items if any(s.duty is not None for s in item)]
    headed = len(named) >= _FEWEST and all(_is_head(i) and _begins_so(i[0]) for i in named)
    wholes = named if headed else [i for i in named if _is_head(i) and _announces(i[0])]
    return [(_whole(item, item[0]),) if item in wholes else item for item in items]


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
