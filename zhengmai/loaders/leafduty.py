"""Items whose own words say who does them: as the subject, in the last clause, or within.

市教育局负责逐校排队。 缆绳一律换新，由区水务局负责落实。 A unit that a sentence is about is not
assigned by it; where most items of a plan are such sentences, they say who does what, and so does
a clause within a text (…，由区水务局牵头，…) where most others have units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import closing_clause
from zhengmai.loaders.phrases.firstwords import by_subjects, by_words_within
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.segments import Segment, Segments, with_lone, without_closing

FEWEST_LONE = 3
"""Items that all end in a bracket of one bare name: then these assign."""


def with_subject(segments: Segments) -> Segments:
    """The segments of an item as one that its subject is assigned to; each clause to its own."""
    return _apart(segments, by_subjects)


def with_closing(segments: Segments) -> Segments:
    """The segments of an item without units, its last clause as one that assigns."""
    if not segments or any(s.duty is not None for s in segments):
        return segments
    closing = closing_clause(segments[-1].text)
    if closing is None:
        return segments
    return (*segments[:-1], replace(without_closing(segments[-1], *closing), certain=True))


def with_words_within(segments: Segments) -> Segments:
    """The segments of an item without units as those that clauses within it assign."""
    return _apart(segments, by_words_within)


def with_later_sentences(segments: Segments) -> Segments:
    """The segments of an item, of which one may begin with who does it and go on with others.

    由区水务局牵头，换缆绳。水渠清淤由各镇负责，3月底前完成。
    """
    return tuple(part for segment in segments for part in _later_apart(segment))


def _later_apart(segment: Segment) -> Iterator[Segment]:
    said, text = segment.bracket, segment.text
    begun = segment.certain and said is not None and said and text and said.start < text.start
    own = text.folded.find("。") + 1 if begun else 0
    parts = by_words_within(text.slice(own)) if own else []
    if not parts:
        yield segment
        return
    yield replace(segment, text=text.slice(0, own))
    yield from (Segment(text, None, duty, certain=True) for text, duty in parts)


def _apart(
    segments: Segments, way: Callable[[Excerpt], list[tuple[Excerpt, Responsibility]]]
) -> Segments:
    if not segments or any(s.duty is not None for s in segments):
        return segments
    found = way(Excerpt.join(s.text for s in segments))
    return tuple(Segment(text, None, duty, certain=True) for text, duty in found) or segments


def with_lone_names(segments: Segments) -> Segments:
    """The segments of an item; what ends in a bracket of one bare name is assigned by it."""
    return tuple(map(with_lone, segments))


def all_lone(items: Sequence[Segments]) -> bool:
    """Whether each of several items has its units in a bracket, be it of one bare name."""
    named = [any(s.duty is not None or s.lone >= 0 for s in segments) for segments in items]
    return len(named) >= FEWEST_LONE and all(named)
