"""Tables drawn by rulings: lines on the page that touch each other part it into cells.

What is drawn by hand or by an office program is seldom whole: rulings end short of each other,
are dashed, or stop where the page does. A border counts where most of it is ruled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengmai.loaders.formats.pages.glyphs import Glyph, Ruling
from zhengmai.loaders.formats.pages.textlines import Line, lines_of

# In points.
_SNAP = 3.0  # rulings nearer than this are one
_SHORTEST_RULING = 6.0
_OUTSIDE = 8.0  # how far a ruling must stand out to show where an undrawn border would be

_COVERED = 0.5  # the part of a cell's side that must be ruled to divide it from its neighbour
_MOST_RULINGS = 2000  # on a page; more are a drawing
_MOST_TABLES = 100  # on a page
_MOST_COLUMNS = 60
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Side:
    """A ruling: where it stands, and from where to where it runs.

    Attributes:
        at: its y if it is level, its x if it is upright.
        start, end: from left to right, or from top to bottom.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: a stretch not divided by rulings, and the lines in it.

    Attributes:
        row, column: where it begins, counted from 0 by the borders of the table.
        rows, columns: how many it takes.
        lines: from the top.
    """

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn by rulings.

    Attributes:
        xs: its borders from left to right, one more than there are columns.
        ys: its borders from top to bottom, one more than there are rows.
        regions: its cells.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]


def ruled_tables(
    rulings: Sequence[Ruling], glyphs: Iterable[Glyph]
) -> tuple[list[RuledTable], list[Glyph], list[Side]]:
    """The tables that rulings draw on a page.

    Args:
        rulings: the straight lines of the page; where there are too many they are a drawing, and
            no tables.
        glyphs: its characters.

    Returns:
        the tables; the characters outside of them; the level rulings outside of them.
    """
    left = list(glyphs)
    level = _sides(rulings, level=True)
    upright = _sides(rulings, level=False)
    if len(level) + len(upright) > _MOST_RULINGS:
        level = upright = []
    drawn = map(_Frame.of, _drawings(level, upright)[:_MOST_TABLES])
    frames = _outermost_left_out([f for f in drawn if f is not None], left)
    tables = []
    for frame in frames:
        tables.append(frame.filled(left))
        left = [g for g in left if frame.place(g) is None]
    used = {side for frame in frames for side in frame.levels}
    return tables, left, [side for side in level if side not in used]


def _sides(rulings: Iterable[Ruling], *, level: bool) -> list[Side]:
    """The level or the upright rulings; those that meet in one line are made one."""
    plain = []
    for r in rulings:
        if (r.x1 - r.x0 >= r.bottom - r.top) is level:
            at = (r.top + r.bottom) / 2 if level else (r.x0 + r.x1) / 2
            plain.append(Side(at, *((r.x0, r.x1) if level else (r.top, r.bottom))))
    plain.sort(key=lambda s: s.at)
    found: list[Side] = []
    first = 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or plain[at].at - plain[first].at > _SNAP:
            found.extend(_merged(plain[first:at]))
            first = at
    return [s for s in found if s.end - s.start >= _SHORTEST_RULING]


def _merged(sides: Sequence[Side]) -> Iterator[Side]:
    """Rulings in one line, dashes made one."""
    at = sum(s.at for s in sides) / len(sides)
    start, end = min((s.start, s.end) for s in sides)
    for side in sorted(sides, key=lambda s: s.start):
        if side.start > end + _SNAP:
            yield Side(at, start, end)
            start = side.start
            end = side.end
        end = max(end, side.end)
    yield Side(at, start, end)


def _drawings(
    level: Sequence[Side], upright: Sequence[Side]
) -> list[tuple[list[Side], list[Side]]]:
    """Rulings that touch each other, together."""
    union = _Union(len(level) + len(upright))
    for i, h in enumerate(level):
        for j, v in enumerate(upright):
            if (
                h.start - _SNAP <= v.at <= h.end + _SNAP
                and v.start - _SNAP <= h.at <= v.end + _SNAP
            ):
                union.join(i, len(level) + j)
    found: dict[int, tuple[list[Side], list[Side]]] = {}
    for at, side in enumerate([*level, *upright]):
        both = found.setdefault(union.root(at), ([], []))
        both[at >= len(level)].append(side)
    return [(h, v) for h, v in found.values() if len(h) > 1 and v]


class _Union:
    """Things of which some belong together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, at: int) -> int:
        """The thing that stands for all with which one belongs together."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, a: int, b: int) -> None:
        """Put together two things and all that belong to either."""
        a, b = self.root(a), self.root(b)
        self._above[max(a, b)] = min(a, b)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The borders of a table and the stretches that they part.

    Attributes:
        xs, ys: the borders, left to right and top to bottom.
        regions: the cells as (row, column, rows, columns).
        owner: for each smallest rectangle (row, column) the number of its cell.
        levels, uprights: the rulings.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[tuple[int, int, int, int], ...]
    owner: dict[tuple[int, int], int]
    levels: tuple[Side, ...]
    uprights: tuple[Side, ...]

    @classmethod
    def of(cls, drawing: tuple[list[Side], list[Side]]) -> _Frame | None:
        """The frame that rulings draw, or None where they part nothing into columns."""
        level, upright = drawing
        xs, ys = _borders(upright, level), _borders(level, upright)
        rows, width = len(ys) - 1, len(xs) - 1
        if not (1 < width <= _MOST_COLUMNS and 1 <= rows <= _MOST_ROWS):
            return None
        walls = [[s for s in upright if abs(s.at - x) <= _SNAP] for x in xs]
        floors = [[s for s in level if abs(s.at - y) <= _SNAP] for y in ys]
        union = _Union(rows * width)
        for row in range(rows):
            for column in range(width):
                at = row * width + column
                if column + 1 < width and not _ruled(walls[column + 1], ys[row], ys[row + 1]):
                    union.join(at, at + 1)
                if row + 1 < rows and not _ruled(floors[row + 1], xs[column], xs[column + 1]):
                    union.join(at, at + width)
        stretches: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for at in range(rows * width):
            stretches[union.root(at)].add(divmod(at, width))
        regions = sorted(r for stretch in stretches.values() for r in _rectangles(stretch))
        owner = {
            (row + r, column + c): number
            for number, (row, column, down, across) in enumerate(regions)
            for r in range(down)
            for c in range(across)
        }
        if len(regions) < 2:
            return None
        return cls(xs, ys, tuple(regions), owner, tuple(level), tuple(upright))

    def place(self, glyph: Glyph) -> int | None:
        """The number of the cell in which a character stands."""
        row = _between(self.ys, glyph.middle)
        column = _between(self.xs, glyph.center)
        return None if row is None or column is None else self.owner[row, column]

    def within(self, other: _Frame) -> bool:
        """Whether it lies inside another frame."""
        return self is not other and (
            other.xs[0] < self.xs[0] < self.xs[-1] < other.xs[-1]
            and other.ys[0] < self.ys[0] < self.ys[-1] < other.ys[-1]
        )

    def filled(self, glyphs: Iterable[Glyph]) -> RuledTable:
        """The table with its text."""
        inside: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            number = self.place(glyph)
            if number is not None:
                inside[number].append(glyph)
        regions = [
            Region(*region, tuple(lines_of(inside[number])))
            for number, region in enumerate(self.regions)
            if number in inside or self._closed(*region)
        ]
        return RuledTable(self.xs, self.ys, tuple(regions))

    def _closed(self, row: int, column: int, rows: int, across: int) -> bool:
        """Whether an empty cell is drawn: not just the space beside a narrower table."""
        for border in (column, column + across):
            if border in (0, len(self.xs) - 1):
                walls = [s for s in self.uprights if abs(s.at - self.xs[border]) <= _SNAP]
                if not _ruled(walls, self.ys[row], self.ys[row + rows]):
                    return False
        return True


def _borders(sides: Sequence[Side], across: Sequence[Side]) -> tuple[float, ...]:
    """Where the borders stand; an outer one that is not drawn is where the others end."""
    places = sorted({s.at for s in sides})
    first, last = min(s.start for s in across), max(s.end for s in across)
    if first < places[0] - _OUTSIDE:
        places.insert(0, first)
    if last > places[-1] + _OUTSIDE:
        places.append(last)
    found = places[:1]
    found.extend(b for a, b in pairwise(places) if b - a > _SNAP / 2)
    return tuple(found)


def _ruled(sides: Iterable[Side], start: float, end: float) -> bool:
    """Whether rulings cover a stretch of a border."""
    covered = sum(max(0.0, min(s.end, end) - max(s.start, start)) for s in sides)
    return covered >= _COVERED * (end - start)


def _rectangles(stretch: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """A stretch of smallest rectangles as cells: one, where the rulings are whole."""
    left = set(stretch)
    for row, column in sorted(stretch):
        if (row, column) not in left:
            continue
        across = 1
        while (row, column + across) in left:
            across += 1
        down = 1
        while all((row + down, column + c) in left for c in range(across)):
            down += 1
        left -= {(row + r, column + c) for r in range(down) for c in range(across)}
        yield row, column, down, across


def _between(borders: tuple[float, ...], at: float) -> int | None:
    if not borders[0] - _SNAP <= at <= borders[-1] + _SNAP:
        return None
    return min(max(bisect_right(borders, at) - 1, 0), len(borders) - 2)


def _outermost_left_out(frames: Sequence[_Frame], glyphs: Sequence[Glyph]) -> list[_Frame]:
    """The frames with text in them, without those that hold another table."""
    filled = {id(f): {f.place(g) for g in glyphs} - {None} for f in frames}
    tables = [f for f in frames if len(filled[id(f)]) > 1]
    return [f for f in frames if filled[id(f)] and not any(inner.within(f) for inner in tables)]
