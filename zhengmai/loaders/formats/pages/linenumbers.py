"""Numbers of lines in the margin: they belong to the page.

Such numbers stand beside all text, below each other, one more (or five) at each line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zhengmai.loaders.formats.pages.glyphs import Glyph
from zhengmai.loaders.formats.pages.textlines import SAME_LINE, Line, lines_of

_STEPS = (1, 2, 5, 10)
_FEWEST = {1: 5, 2: 4, 5: 3, 10: 3}  # numbers of a page, by their steps
_SURE = 10  # numbers that may be as large as the text
_SMALLER = 0.9  # of the height of the text: of fewer
_APART = 0.4  # of a character's height: from the text
_EVEN = 0.15  # of the usual distance: how much another may differ
_MOST = 0.8  # the part of the numbers that are regular


@dataclass(frozen=True, slots=True)
class _Number:
    glyphs: tuple[Glyph, ...]
    value: int

    @property
    def middle(self) -> float:
        return self.glyphs[0].middle


def line_numbers(outside: Collection[Glyph], printed: Sequence[Glyph]) -> list[Glyph]:
    """The characters of the numbers of lines on a page, from the top; none where it has no such.

    Args:
        outside: the characters outside of its tables.
        printed: all its characters but white space.
    """
    text = [g for g in printed if not g.text.isdecimal()]
    if not text:
        return []
    em = median(g.height for g in text)
    left, right = min(g.x0 for g in text), max(g.x1 for g in text)
    found: list[Glyph] = []
    for side in (
        [g for g in outside if g.text.isdecimal() and g.x1 < left - _APART * g.height],
        [g for g in outside if g.text.isdecimal() and g.x0 > right + _APART * g.height],
    ):
        numbers = list(_numbers(side))
        if _count_lines(numbers, text, em):
            found.extend(g for number in numbers for g in number.glyphs)
    return found


def _numbers(glyphs: Sequence[Glyph]) -> Iterator[_Number]:
    for line in lines_of(glyphs):
        said = "".join(g.text for g in line.glyphs)
        if len(said) <= 4:
            yield _Number(line.glyphs, int(said))


def _count_lines(numbers: Sequence[_Number], text: Sequence[Glyph], em: float) -> bool:
    """Whether numbers count the lines of a page."""
    steps = {b.value - a.value for a, b in pairwise(numbers)}
    if len(steps) != 1:
        return False
    (step,) = steps
    if step not in _STEPS or len(numbers) < _FEWEST[step]:
        return False
    if median(n.glyphs[0].height for n in numbers) > _SMALLER * em:
        return len(numbers) >= _SURE and _even(numbers)
    return _even(numbers) or _beside(numbers, lines_of(text))


def _even(numbers: Sequence[_Number]) -> bool:
    """Whether they are as far from each other, one as the other."""
    gaps = [b.middle - a.middle for a, b in pairwise(numbers)]
    usual = median(gaps)
    return sum(abs(gap - usual) <= _EVEN * usual for gap in gaps) >= _MOST * len(gaps)


def _beside(numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Whether each has a line of text beside it."""
    middles = [(line.middle, SAME_LINE * line.em) for line in lines]
    found = sum(any(abs(n.middle - at) <= near for at, near in middles) for n in numbers)
    return found >= _MOST * len(numbers)
