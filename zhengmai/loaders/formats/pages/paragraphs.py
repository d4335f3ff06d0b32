"""Lines that the page broke become paragraphs again: on a page within its margins, in a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.formats.pages.textlines import (
    SAME_LINE,
    SAME_SIZE,
    Line,
    Pieces,
    joined,
    usual_em,
)
from zhengmai.loaders.phrases.marks import mark_of

# In parts of a character's height.
_RAGGED = 0.6  # how far a full line may end before the margin, beyond the word that did not fit
_INDENT = 0.7  # a line that begins further right than this is indented

_LARGER = 1.15  # times the usual size: of a heading in large type
_LEFT_SHARE = 0.12  # the part of the lines that begin at the left margin, at the least
_RIGHT_SHARE = 0.1  # the part of the lines that end at the right margin, at the least
_ENOUGH = 8  # lines that show where the margins of a page are

_SENTENCE_END = re.compile(r"[。!?;:][”’)]?$")
# Two units in a cell, a line each, where the line is full: 市财政局 ¶ 市教育局.
_UNIT_ENDS = frozenset("局委办府部院处室会")
_UNIT_BEGINS = frozenset("省市州区县各")


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which places the lines of a page's text run.

    Attributes:
        left, right: in points from the left edge of the page.
    """

    left: float
    right: float


def is_one_heading(above: Line, line: Line, margins: Margins, usual: float) -> bool:
    """Whether two lines of a page, at the distance of lines, are a heading set in the middle.

    Args:
        above: the upper line.
        line: the lower one.
        margins: of their page.
        usual: the height of characters of most lines, in points.
    """
    em = max(above.em, line.em)
    middle = (margins.left + margins.right) / 2
    return (
        min(above.em, line.em) >= _LARGER * usual
        and abs(above.em - line.em) <= SAME_SIZE * em
        and all(abs((x.x0 + x.x1) / 2 - middle) <= em for x in (above, line))
        and not mark_of(line.folded)
    )


def goes_on(
    above: Sequence[Line], line: Line, margins: tuple[Margins, Margins], pitch: float | None
) -> bool:
    """Whether a line goes on with the paragraph whose lines are ``above`` it.

    Args:
        above: the lines so far.
        line: the next one.
        margins: of the page of the last line, and of the page of the next one.
        pitch: the greatest distance of lines within a paragraph, in points; None over a page
            break.
    """
    last = above[-1]
    here, there = margins
    em = last.em
    if abs(em - line.em) > SAME_SIZE * max(em, line.em):
        return False
    if pitch is not None and line.middle - last.middle > pitch:
        return False
    if here.right - last.x1 > line.first_word + _RAGGED * em:
        return False  # there was room for the next word: the paragraph ended here
    indent = line.x0 - there.left
    if indent < -_INDENT * em:
        return False
    if indent > _INDENT * em:  # a new paragraph, if this one is not set in as a whole
        return len(above) > 1 and abs(indent - (last.x0 - here.left)) < _INDENT * em
    return not (_SENTENCE_END.search(last.folded) and mark_of(line.folded))


def margins_of(bodies: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[Margins]:
    """The margins of each page; lying pages, odd and even pages may have their own.

    Args:
        bodies: the lines of each page that are in no table and no furniture.
        widths: of the pages, in points.

    Returns:
        as many as there are pages.
    """
    found = []
    for number, (own, width) in enumerate(zip(bodies, widths, strict=True)):
        same = [n for n, other in enumerate(widths) if abs(other - width) < 1]
        alike = [line for n in same if n % 2 == number % 2 for line in bodies[n]]
        if len(alike) < _ENOUGH:
            alike = [line for n in same for line in bodies[n]]
        left, right = _left(alike), _right(alike)
        if len(own) >= _ENOUGH:
            # A page of single lines shows no line at the margin: all are indented.
            left = left if 0 < _left(own) - left < 3 * usual_em(own) else _left(own)
            right = _right(own) or right
        if right is None or right < 0.6 * width:
            right = max(width - left, left)
        found.append(Margins(left, right))
    return found


def _left(lines: Sequence[Line]) -> float:
    """Where the most left lines begin; a few of many lines may stand out."""
    starts = sorted(line.x0 for line in lines)
    near = _INDENT * usual_em(lines)
    enough = max(1.0, _LEFT_SHARE * len(starts))
    for at, start in enumerate(starts):
        if bisect_right(starts, start + near) - at >= enough:
            return start
    return starts[0] if starts else 0.0


def _right(lines: Sequence[Line]) -> float | None:
    """Where the most right lines end that are not alone there."""
    ends = sorted(-line.x1 for line in lines)
    near = _INDENT * usual_em(lines)
    enough = max(2.0, _RIGHT_SHARE * len(ends))
    for at, end in enumerate(ends):
        if bisect_right(ends, end + near) - at >= enough:
            return -end
    return None


def cell_paragraphs(lines: Sequence[Line], inner: tuple[float, float]) -> Iterator[Pieces]:
    """The paragraphs of a cell.

    Args:
        lines: its lines, from the top.
        inner: between which places they may run, in points from the left edge of the page.
    """
    group: list[Line] = []
    stacked = all(len(line.glyphs) == 1 for line in lines)  # 类 ¶ 别: written downwards
    left = min((line.x0 for line in lines), default=0.0)
    for line in lines:
        if group and not stacked and _breaks(group[-1], line, inner, left):
            yield joined(group)
            group = []
        group.append(line)
    if group:
        yield joined(group)


def _breaks(line: Line, after: Line, inner: tuple[float, float], left: float) -> bool:
    """Whether a paragraph of a cell ends with a line."""
    em = line.em
    before, behind = line.x0 - inner[0], inner[1] - line.x1
    # A line in the middle has blanks on both sides; one that is set in ends at the right.
    free = before + behind if abs(before - behind) < SAME_LINE * em else behind
    if free > after.first_word + _RAGGED * em:
        return True
    if line.glyphs[-1].text in _UNIT_ENDS and after.glyphs[0].text in _UNIT_BEGINS:
        return True  # a list with 、 has it at the end of the line
    ends = bool(_SENTENCE_END.search(line.folded))
    indented = line.x0 - left <= _INDENT * em < after.x0 - left
    return ends and (indented or mark_of(after.folded) is not None)
