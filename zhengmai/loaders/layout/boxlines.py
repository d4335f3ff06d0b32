"""The lines of a table that is drawn with box signs: their bars, and what stands between them.

Source: Unicode 16, Box Drawing (U+2500 to U+257F); the name of each sign tells which ways its lines
go. Tables in ASCII have + where lines meet: it does not tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from zhengmai.loaders.excerpt import placed_lines
from zhengmai.model import Span

_BOXES = [chr(code) for code in range(0x2500, 0x2580)]


def _named(*words: str) -> frozenset[str]:
    """The signs whose names have one of some words in them."""
    names = {sign: unicodedata.name(sign).replace("DIAGONAL", "").split() for sign in _BOXES}
    return frozenset(sign for sign in _BOXES if any(word in names[sign] for word in words))


_UP, _DOWN = _named("UP", "VERTICAL"), _named("DOWN", "VERTICAL")
_BARS = _UP | _DOWN
_ACROSS = _named("HORIZONTAL", "LEFT", "RIGHT") - _BARS
_STRAIGHT = (_named("VERTICAL") - _named("HORIZONTAL", "LEFT", "RIGHT")) | set("|｜")  # not ┠
_ASCII_BARS = "+|｜"
_BOX_BAR = re.compile(f"[{''.join(sorted(_BARS))}]")
_ASCII_BAR = re.compile(rf"(?<!\\)[{re.escape(_ASCII_BARS)}]")
_PIPE = re.compile(r"(?<!\\)[|｜]")  # where no line across is drawn + is a sign of the text
_RULE = re.compile(f"[{''.join(sorted(_ACROSS))}=-]{{2,}}|[{''.join(sorted(_ACROSS))}]")
_ASCII_TABLE = re.compile(r"\+[-=]{2,}")
_LONGEST_LINE = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar or a crossing; whether a line goes up or down from it, None where it does not tell."""

    up: bool | None
    down: bool | None


_THROUGH = Bar(up=True, down=True)


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two bars.

    Attributes:
        span: where its text stands, without the blanks around it.
        rule: it is a piece of a line across.
    """

    span: Span
    rule: bool


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A line of the text.

    Attributes:
        start, end: where it stands, without its line break.
        bars: those in it; one more at each end where the table is drawn without outer lines.
            None where the line belongs to no such table.
        segments: what stands between them, one fewer.
        blank: nothing stands in it.
        boxed: its bars are box signs, not those of ASCII.
        opens, closes: a bar stands at its beginning, and at its end.
    """

    start: int
    end: int
    bars: tuple[Bar, ...]
    segments: tuple[Segment, ...]
    blank: bool = False
    boxed: bool = False
    opens: bool = True
    closes: bool = True

    def without_outer(self) -> BoxLine:
        """The same in a table without outer lines: beside a bar at an end a cell is empty."""
        first, last = Span(self.start, self.start), Span(self.end, self.end)
        before = ((_THROUGH,), (Segment(first, rule=False),)) if self.opens else ((), ())
        behind = ((_THROUGH,), (Segment(last, rule=False),)) if self.closes else ((), ())
        return replace(
            self,
            bars=(*before[0], *self.bars, *behind[0]),
            segments=(*before[1], *self.segments, *behind[1]),
        )

    @property
    def is_border(self) -> bool:
        """A line across ends some of the cells above."""
        return any(segment.rule for segment in self.segments)

    @property
    def is_whole_border(self) -> bool:
        """A line across ends all of them."""
        return bool(self.segments) and all(segment.rule for segment in self.segments)

    @property
    def begins(self) -> bool:
        """It is the upper line of a table."""
        return self.is_whole_border and self.boxed and not any(bar.up for bar in self._drawn)

    @property
    def ends(self) -> bool:
        """It is the lower line of a table."""
        return self.is_whole_border and self.boxed and not any(bar.down for bar in self._drawn)

    @property
    def _drawn(self) -> tuple[Bar, ...]:
        """The bars that are drawn."""
        return self.bars[not self.opens : len(self.bars) - (not self.closes)]


def may_draw(text: str) -> bool:
    """Whether signs stand in a text with which such tables are drawn, as in few texts."""
    return _BOX_BAR.search(text) is not None or _ASCII_TABLE.search(text) is not None


def lines(text: str) -> Iterator[BoxLine]:
    """The lines of a text."""
    for at, line in placed_lines(text):
        yield _line(line, at)


def _line(body: str, at: int) -> BoxLine:
    plain = body.strip()
    end = at + len(body)
    if not plain or len(body) > _LONGEST_LINE:
        return BoxLine(at, end, (), (), blank=not plain)
    box = _BOX_BAR.search(plain) is not None
    if not box and not plain.startswith(tuple(_ASCII_BARS)):
        return BoxLine(at, end, (), ())
    first = body.index(plain)
    signs = _BOX_BAR if box else _ASCII_BAR if _ASCII_TABLE.search(plain) else _PIPE
    edges = [(m.start(), _bar(m[0])) for m in signs.finditer(body)]
    if not edges:  # +1, and no other sign of a table
        return BoxLine(at, end, (), ())
    opens, closes = edges[0][0] == first, edges[-1][0] == first + len(plain) - 1
    if not opens:
        edges.insert(0, (first - 1, _THROUGH))
    if not closes:
        edges.append((first + len(plain), _THROUGH))
    segments = tuple(_segment(body, at, a[0], b[0]) for a, b in pairwise(edges))
    bars = tuple(bar for _, bar in edges)
    return BoxLine(at, end, bars, segments, boxed=box, opens=opens, closes=closes)


def _bar(sign: str) -> Bar:
    if sign == "+":
        return Bar(None, None)
    if sign in _ASCII_BARS:
        return _THROUGH
    return Bar(sign in _UP, sign in _DOWN)


def _segment(body: str, at: int, left: int, right: int) -> Segment:
    """What stands between two bars of a line that begins at ``at``."""
    inside = body[left + 1 : right]
    rule = _RULE.fullmatch(inside) is not None and (_meets(body, left) or _meets(body, right))
    text = inside.strip()
    start = at + left + 1 + (inside.index(text) if text else 0)
    return Segment(Span(start, start + len(text)), rule)


def _meets(body: str, at: int) -> bool:
    """Whether a line across can meet what stands at a place: a crossing, or the end of the line."""
    return not 0 <= at < len(body) or body[at] not in _STRAIGHT
