"""Characters side by side are lines, with blanks where the page shows wide gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.pages.glyphs import Glyph

# In parts of a character's height.
SAME_LINE = 0.45  # how far the middles of two characters of a line may lie apart
_BLANK = 0.7  # a gap between two characters that is printed as a blank
_WORD_BLANK = 0.18  # the same between letters, digits and half-width marks
SAME_SIZE = 0.15  # how much the sizes of the lines of a paragraph may differ

ROW_GAP = 1.12  # of the distance of lines in a column: a greater one parts two rows

_NOT_BEFORE = frozenset("，。、；：！？）〕］】》〉”’」』％,.;:!?)]}%…—·")  # 行首禁则
_NOT_AFTER = frozenset("（〔［【《〈“‘「『([{")  # 行尾禁则

Pieces = list[Glyph | str]  # characters, and the blanks between them


@dataclass(frozen=True)
class Line:
    """Characters side by side, left to right.

    Attributes:
        glyphs: one or more of them.
    """

    glyphs: tuple[Glyph, ...]

    @cached_property
    def x0(self) -> float:
        """Where it begins on the left."""
        return min(g.x0 for g in self.glyphs)

    @cached_property
    def x1(self) -> float:
        """Where it ends on the right."""
        return max(g.x1 for g in self.glyphs)

    @cached_property
    def top(self) -> float:
        """The upper edge of its highest character."""
        return min(g.top for g in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """The lower edge of its lowest character."""
        return max(g.bottom for g in self.glyphs)

    @cached_property
    def middle(self) -> float:
        """Halfway down its characters: the median of theirs."""
        return median(g.middle for g in self.glyphs)

    @cached_property
    def em(self) -> float:
        """Height of its characters: the median of theirs."""
        return median(g.height for g in self.glyphs) or 1.0

    @cached_property
    def pieces(self) -> Pieces:
        """The characters with the blanks between them."""
        found: Pieces = [self.glyphs[0]]
        for before, after in pairwise(self.glyphs):
            wide = _WORD_BLANK if f"{before.text}{after.text}".isascii() else _BLANK
            if after.x0 - before.x1 > wide * self.em:
                found.append(" ")
            found.append(after)
        return found

    @cached_property
    def text(self) -> str:
        """What it says."""
        return "".join(text_of(p) for p in self.pieces)

    @cached_property
    def folded(self) -> str:
        """What it says in half-width signs, as patterns are written for."""
        return fold(self.text).strip()

    def parts(self, gap: float) -> list[Line]:
        """The stretches parted by gaps wider than ``gap`` (in heights of a character)."""
        found: list[list[Glyph]] = [[]]
        reach = self.x1
        for glyph in self.glyphs:
            if found[-1] and glyph.x0 - reach > gap * self.em:
                found.append([])
            reach = max(reach, glyph.x1) if found[-1] else glyph.x1
            found[-1].append(glyph)
        return [Line(tuple(part)) for part in found]

    @cached_property
    def first_word(self) -> float:
        """Width of what a line break would not have parted from its first character."""
        at = 0
        while at < len(self.glyphs) - 1 and self.glyphs[at].text in _NOT_AFTER:
            at += 1
        while at < len(self.glyphs) - 1 and self._sticks(at):
            at += 1
        return max(g.x1 for g in self.glyphs[: at + 1]) - self.x0

    def _sticks(self, at: int) -> bool:
        glyph, after = self.glyphs[at], self.glyphs[at + 1]
        if after.text in _NOT_BEFORE:
            return True
        together = _is_latin(glyph) and _is_latin(after)
        return together and after.x0 - glyph.x1 <= _WORD_BLANK * self.em


def text_of(piece: Glyph | str) -> str:
    """What a character says, or a blank."""
    return piece if isinstance(piece, str) else piece.text


def _is_latin(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text[-1:].isalnum()


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters in lines, from the top; each stands in exactly one line."""
    found: list[list[Glyph]] = []
    total = tallest = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        limit = SAME_LINE * max(tallest, glyph.height)
        if found and glyph.middle - total / len(found[-1]) <= limit:
            found[-1].append(glyph)
        else:
            found.append([glyph])
            total = tallest = 0.0
        total += glyph.middle
        tallest = max(tallest, glyph.height)
    return [Line(tuple(sorted(line, key=lambda g: (g.x0, g.top)))) for line in found]


def joined(lines: Sequence[Line]) -> Pieces:
    """Lines that the page broke as one, with the blanks that stood where Latin words broke."""
    found: Pieces = []
    for line in lines:
        if found and _needs_blank(text_of(found[-1]), line.glyphs[0].text):
            found.append(" ")
        found.extend(line.pieces)
    return found


def _needs_blank(before: str, after: str) -> bool:
    """Whether a line break stands for the blank between two Latin words."""
    a, b = before[-1:], after[:1]
    letters = (a.isalpha() and a.isascii()) or (b.isalpha() and b.isascii())
    return letters and f"{a}{b}".isascii() and a not in "-/([" and b not in _NOT_BEFORE


def usual_em(lines: Sequence[Line]) -> float:
    """The height of characters of most lines, in points; 1 where there are none."""
    return median(line.em for line in lines) if lines else 1.0


def usual_pitch(bodies: Sequence[Sequence[Line]]) -> float:
    """The usual distance of two lines of text, in points, from middle to middle.

    Args:
        bodies: for each page its lines, from the top.

    Returns:
        the most frequent distance, to a tenth; 0 where no two lines of a size follow each other.
    """
    gaps = [
        round(b.middle - a.middle, 1)
        for body in bodies
        for a, b in pairwise(body)
        if abs(a.em - b.em) <= SAME_SIZE * a.em
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 0.0
