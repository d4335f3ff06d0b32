"""Tables drawn with box signs, as databases of laws print them → their grids.

Rule::

    ┌──────┬─────┬────┐
    │工作任务    │责任单位  │完成时限│
    ├──────┼─────┼────┤
    │换新缆绳    │区水务局、│6月底前 │
    │△旧绳入库。│区交通局  │        │
    ├──────┼─────┤        │
    │△新绳编号。│区水务局  │        │
    └──────┴─────┴────┘

Blanks inside may be lost, so the bars of a line are counted, and where they stand does not matter.
A line across that is open under some columns lets the cells in them go on. Where a line has too few
bars, what stands between the lines across around it is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.boxlines import Bar, BoxLine, lines, may_draw
from zhengmai.loaders.layout.boxrows import DrawnCell, Piece, is_clear, parted
from zhengmai.loaders.source import Grid
from zhengmai.model import Span

_FEWEST_BARS = 3  # in the first line of a table whose upper line is lost
_OUTER = 2  # bars of a line with one cell over the whole width
_MOST_BARS = 40


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text in its order; what can't be read of one has no cells."""
    text = visible.file_text
    if not may_draw(text):
        return
    found = list(lines(text))
    at = 0
    while at < len(found):
        if not _begins_table(found[at]):
            at += 1
            continue
        after = _end_of_table(found, at)
        yield from _Drawing(text).grids(found[at:after])
        at = after


def _begins_table(line: BoxLine) -> bool:
    if line.is_border:
        return line.is_whole_border
    return line.boxed and len(line.bars) >= _FEWEST_BARS


def _end_of_table(found: Sequence[BoxLine], at: int) -> int:
    """The number of the line after the table that begins on a line."""
    last = at
    for number in range(at + 1, len(found)):
        line = found[number]
        if line.blank:
            continue
        both = line.is_whole_border and found[last].is_whole_border
        if not line.bars or line.begins or both:
            break
        last = number
        if line.ends:
            break
    return last + 1


@dataclass(frozen=True, slots=True)
class _Open:
    """A cell that no line across has ended yet: where it begins, between which edges, its lines."""

    row: int
    left: int
    right: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class _Region:
    """What stands between two lines across the whole width: its cells, None where not clear."""

    span: Span
    cells: list[tuple[_Open, int]] | None  # with the row after the last
    rows: int


class _UnclearError(Exception):
    """The bars of a line do not fit those above."""


@dataclass
class _Drawing:
    """Goes down the lines of one table."""

    text: str
    order: list[int] = field(default_factory=list)  # the names of all edges, left to right
    edges: list[int] = field(default_factory=list)  # of the rows read now; none where not clear

    def grids(self, table: Sequence[BoxLine]) -> Iterator[Grid]:
        """The grids of a table: one where all of it is clear."""
        if not any(line.is_border for line in table):
            return
        drawn = [line for line in table if not line.blank]
        if not next(line for line in drawn if line.is_border).opens:
            drawn = [line.without_outer() for line in drawn]
        regions = list(self._regions(drawn))
        if len(self.order) <= _OUTER or not regions:
            return
        only = regions[1] if len(regions) == _OUTER else None  # below the header
        if self._cells(regions[0], alone=False) is None or (
            only is not None and self._cells(only, alone=True) is None
        ):
            yield Grid(Span(regions[0].span.start, regions[-1].span.end), ())
            return
        yield from self._clear_grids(regions)

    def _clear_grids(self, regions: Sequence[_Region]) -> Iterator[Grid]:
        """The grids below a header that is clear, cut at what is not."""
        read: list[DrawnCell] = []
        start, end, row = regions[0].span.start, 0, 0
        for number, region in enumerate(regions):
            cells = self._cells(region, alone=number == 1 and len(regions) == _OUTER)
            if cells is None:
                if read:
                    yield self._grid(Span(start, end), read)
                yield Grid(region.span, ())
                read, start, row = [], region.span.end, 0
                continue
            if not read:
                start = region.span.start
            read.extend(
                DrawnCell(c.row + row, c.column, c.rows, c.columns, c.pieces) for c in cells
            )
            row += region.rows
            end = region.span.end
        if read:
            yield self._grid(Span(start, end), read)

    def _grid(self, span: Span, cells: Sequence[DrawnCell]) -> Grid:
        found = parted(self.text, cells, len(self.order) - 1)
        return Grid(span, tuple(sorted(found, key=lambda cell: (cell.row, cell.column))))

    def _cells(self, region: _Region, *, alone: bool) -> list[DrawnCell] | None:
        """The cells of a region in their columns; None where they are not clear."""
        if region.cells is None:
            return None
        columns = {edge: at for at, edge in enumerate(self.order)}
        cells = [
            DrawnCell(
                cell.row,
                columns[cell.left],
                after - cell.row,
                columns[cell.right] - columns[cell.left],
                tuple(cell.pieces),
            )
            for cell, after in region.cells
        ]
        return cells if is_clear(self.text, cells, alone=alone) else None

    def _regions(self, table: Sequence[BoxLine]) -> Iterator[_Region]:
        """What stands between lines across the whole width."""
        above: BoxLine | None = None
        body: list[BoxLine] = []
        for line in table:
            if not line.is_whole_border:
                body.append(line)
                continue
            if body:
                yield self._region(above, body, line.end if line is table[-1] else line.start)
            above, body = line, []
        if body:
            yield self._region(above, body, body[-1].end)

    def _region(self, above: BoxLine | None, body: Sequence[BoxLine], end: int) -> _Region:
        span = Span((above or body[0]).start, end)
        try:
            self._enter(above, len(body[0].bars))
            cells, rows = self._read(body)
        except _UnclearError:
            self.edges = []
            return _Region(span, None, 0)
        return _Region(span, cells, rows)

    def _enter(self, above: BoxLine | None, count: int) -> None:
        """See which edges the lines below a line across the whole width have."""
        if not self.order:
            if count > _MOST_BARS:
                raise _UnclearError
            self.order = list(range(count))
            self.edges = list(self.order)
            return
        if above is not None and self.edges:
            try:
                self.edges = [edge for edge, _ in self._crossed(above.bars, count)]
                return
            except _UnclearError:
                pass  # drawn by hand: what the signs say is not so
        if count not in (len(self.order), _OUTER):
            raise _UnclearError
        self.edges = list(self.order) if count > _OUTER else [self.order[0], self.order[-1]]

    def _read(self, body: Sequence[BoxLine]) -> tuple[list[tuple[_Open, int]], int]:
        """The cells of lines between two lines across the whole width, and how many rows."""
        closed: list[tuple[_Open, int]] = []
        cells = [_Open(0, left, right, []) for left, right in pairwise(self.edges)]
        row = 0
        filled = False
        for number, line in enumerate(body):
            if not line.is_border:
                if len(line.bars) != len(self.edges):
                    raise _UnclearError
                for cell, segment in zip(cells, line.segments, strict=True):
                    _add(cell, line, segment.span)
                filled = True
                continue
            row += filled
            filled = False
            below = body[number + 1] if number + 1 < len(body) else None
            count = len(below.bars) if below is not None and not below.is_border else None
            cells = self._below(line, count, cells, row, closed)
        closed.extend((cell, row + 1) for cell in cells)
        return closed, row + 1

    def _below(
        self,
        line: BoxLine,
        count: int | None,
        cells: Sequence[_Open],
        row: int,
        closed: list[tuple[_Open, int]],
    ) -> list[_Open]:
        """The cells below a line across that may be open under some columns."""
        above = dict(zip(self.edges, _chosen(line.bars, "up", len(self.edges)), strict=True))
        crossed = self._crossed(line.bars, count)
        going_on: dict[tuple[int, int], _Open] = {}
        for cell in cells:
            covered = line.segments[above[cell.left] : above[cell.right]]
            if all(segment.rule for segment in covered):
                closed.append((cell, row))
            elif len(covered) == 1:
                _add(cell, line, covered[0].span)
                going_on[cell.left, cell.right] = cell
            else:
                raise _UnclearError
        self.edges = [edge for edge, _ in crossed]
        below = list(pairwise(self.edges))
        if not going_on.keys() <= set(below):
            raise _UnclearError
        return [going_on.get(edges) or _Open(row, *edges, []) for edges in below]

    def _crossed(self, bars: Sequence[Bar], count: int | None) -> list[tuple[int, int]]:
        """The edges below a line across, each with the number of its bar in the line."""
        known = dict(zip(_chosen(bars, "up", len(self.edges)), self.edges, strict=True))
        below = _chosen(bars, "down", count)
        new: list[int] = []
        last: int | None = None
        for bar in sorted({*known, *below}):
            if bar not in known:
                new.append(bar)
                continue
            if new:
                known.update(zip(new, self._between(last, known[bar], len(new)), strict=True))
                new = []
            last = known[bar]
        if new:
            raise _UnclearError
        return [(known[bar], bar) for bar in below]

    def _between(self, left: int | None, right: int, count: int) -> list[int]:
        """The edges that begin between two: those that ended there before, or new ones."""
        if left is None:
            raise _UnclearError
        at, end = self.order.index(left) + 1, self.order.index(right)
        ended = self.order[at:end]
        if not ended and len(self.order) + count <= _MOST_BARS:
            ended = list(range(len(self.order), len(self.order) + count))
            self.order[at:at] = ended
        if len(ended) != count:
            raise _UnclearError
        return ended


def _add(cell: _Open, line: BoxLine, span: Span) -> None:
    if span.start < span.end:
        cell.pieces.append(Piece(line.start, span, line.end))


def _chosen(bars: Sequence[Bar], way: str, count: int | None) -> list[int]:
    """The numbers of the bars in a line across from which lines go up, or down.

    Where the signs tell another number than the lines beside them have, it is drawn by hand: all of
    them are meant, or the outer ones alone.
    """
    told = [n for n, bar in enumerate(bars) if (bar.up if way == "up" else bar.down) is not False]
    if count is None or len(told) == count:
        return told
    if len(bars) == count:
        return list(range(count))
    if count == _OUTER:
        return [0, len(bars) - 1]
    raise _UnclearError
