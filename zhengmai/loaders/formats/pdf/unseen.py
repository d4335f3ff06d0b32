"""Characters of a PDF page that a person does not see, or sees struck out: they say nothing.

Source: ISO 32000-1:2008, 8.2 (what is painted later lies on top).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from zhengmai.loaders.formats.pdf.ink import RGB, WHITE
from zhengmai.loaders.formats.pdf.painting import (
    Box,
    Ground,
    Mark,
    Painting,
    Unseen,
    area,
    holds,
    shared,
)

_TINY = 1.5  # points; also less than a quarter of the usual height
_SAME = 0.04  # the difference of two colours that nobody sees
_COVERED = 0.8  # the part of a character's box
_MOST_LINES = 2_000  # on a page
_MOST_NEAR = 5_000  # characters at the height of a line
_OCR = 5.0  # times as many invisible characters as seen ones are those of a scan
_MIDDLE = (0.3, 0.7)  # of a character's height: where a line strikes it out
_ACROSS = 0.6  # of its width, that the line takes at the least
_BEYOND = 0.6  # of its height: how far the line goes on beyond what it strikes out

_OF_A_SCAN = (Unseen.INVISIBLE, Unseen.GROUND)


def unseen(painting: Painting) -> list[Unseen | None]:
    """For each character why it is not seen, or None.

    The text that OCR lays invisibly over (or under) a picture of a page is what the page says.
    """
    marks = painting.marks
    usual = median([m.height for m in marks] or [0.0])
    struck = _struck(marks, [*painting.rulings, *painting.strikes])
    found = []
    for number, mark in enumerate(marks):
        why = mark.unseen
        if why is None and not holds(painting.visible, mark.center):
            why = Unseen.OUTSIDE
        elif why is None and mark.height < min(_TINY, usual / 4):
            why = Unseen.TINY
        why = why or _painted_away(mark, painting.grounds)
        found.append(why or (Unseen.STRUCK if number in struck else None))
    seen = sum(why is None and bool(m.text.strip()) for m, why in zip(marks, found, strict=True))
    scan = [
        why in _OF_A_SCAN and any(holds(box, m.center) for box in painting.pictures)
        for m, why in zip(marks, found, strict=True)
    ]
    if sum(scan) > _OCR * seen:
        return [None if laid else why for laid, why in zip(scan, found, strict=True)]
    return found


def _painted_away(mark: Mark, grounds: Sequence[Ground]) -> Unseen | None:
    """Whether something is painted over a character, or it is of the colour of its ground."""
    later = bisect_right(grounds, mark.at, key=lambda ground: ground.at)
    for ground in grounds[later:]:
        if ground.ink is None or not ground.ink.covers or not holds(ground.box, mark.center):
            continue
        if area(shared(ground.box, mark.box)) >= _COVERED * area(mark.box):
            return Unseen.COVERED
    below = ground_of(mark, grounds)
    if below is not None and mark.ink.plain and mark.ink.difference(below) < _SAME:
        return Unseen.GROUND
    return None


def ground_of(mark: Mark, grounds: Sequence[Ground]) -> RGB | None:
    """The colour of what is below a character; None where it is not known."""
    before = bisect_left(grounds, mark.at, key=lambda ground: ground.at)
    for ground in reversed(grounds[:before]):
        if holds(ground.box, mark.center):
            opaque = ground.ink is not None and ground.ink.covers
            return ground.ink.color if opaque and ground.ink is not None else None
    return WHITE


def _struck(marks: Sequence[Mark], lines: Sequence[Box]) -> set[int]:
    """The characters that a line strikes out, by their places; it ends where they do.

    The ruling of a table is longer than what stands beside it.
    """
    order = sorted(range(len(marks)), key=lambda n: marks[n].center[1])
    heights = [marks[n].center[1] for n in order]
    tallest = max((m.height for m in marks), default=0.0)
    found: set[int] = set()
    for line in lines[:_MOST_LINES]:
        x0, y0, x1, y1 = line
        if y1 - y0 >= x1 - x0:
            continue
        middle = (y0 + y1) / 2
        near = order[
            bisect_left(heights, middle - tallest) : bisect_right(heights, middle + tallest)
        ]
        hit = [n for n in near[:_MOST_NEAR] if marks[n].text.strip() and _strikes(line, marks[n])]
        if not hit:
            continue
        beyond = _BEYOND * max(marks[n].height for n in hit)
        first, last = min(marks[n].box[0] for n in hit), max(marks[n].box[2] for n in hit)
        if first - x0 <= beyond and x1 - last <= beyond:
            found.update(hit)
    return found


def _strikes(line: Box, mark: Mark) -> bool:
    """Whether a level line goes through the middle of a character."""
    x0, y0, x1, y1 = mark.box
    middle = (line[1] + line[3]) / 2
    low, high = (y0 + part * (y1 - y0) for part in _MIDDLE)
    return low <= middle <= high and min(line[2], x1) - max(line[0], x0) >= _ACROSS * (x1 - x0)


def excerpts(
    marks: Sequence[Mark], reasons: Sequence[Unseen | None]
) -> Iterator[tuple[Unseen, str]]:
    """What is not seen and why, in the order of painting."""
    for why in Unseen:
        text = "".join(m.text for m, reason in zip(marks, reasons, strict=True) if reason is why)
        if text.strip():
            yield why, text.strip()
