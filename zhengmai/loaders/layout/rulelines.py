"""Tables of Markdown whose rows are broken over lines anywhere, the header, too.

Rule (what pages leave that are copied with their line breaks)::

    序号 |
    任务 | 责任
    单位 |
    :--|:--|:--|
    1 |
    换缆绳。 | 区水务局 |

The line of dashes says how many columns there are, and so how many bars end a row; without it
names do that are known one and all, above a row that begins with 1. A row with another count of
bars is not understood: it is told and left out. Without numbers a row that does not come out leaves
no sure place to go on, and nothing of the table is read; nor is it where the dashes say another
count than the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout.barlines import BarLine, between_bars, is_rule
from zhengmai.loaders.layout.linecells import goes_on
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_COLUMNS = 3
_MOST_LINES = 40  # that a header is broken over
_LONGEST_ROW = 80  # lines


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines that make a row, or something that is none (no cells)."""

    span: Span
    cells: tuple[Span, ...]
    after: int  # the number of the line below it


@dataclass
class _Rows:
    """What is read below the line of dashes.

    Attributes:
        lines: those of the text.
        header: the names of the columns.
        width: how many columns there are.
        outer: a bar stands before the first cell of a row, too.
        counted: the first cell of a row is its number.
        last: the number of the row above.
        before: the same, also below a name of rows 二、: there the count goes on or begins anew.
        found: the rows that come out.
        left_out: those that do not.
    """

    lines: Sequence[BarLine]
    header: tuple[str, ...]
    width: int
    outer: bool
    counted: bool
    last: int = 0
    before: int = 0
    found: list[_Row] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)

    def read(self, at: int) -> int:
        """Read the rows from a line on; the number of the line below the table."""
        after = at
        while (first := self._filled(at)) is not None and self._may_begin(first):
            row = self._whole(first) or self._up_to_next(first)
            if row.cells:
                self.found.append(row)
            else:
                self.left_out.append(row.span)
            self._count(first)
            at = after = row.after
        return after

    def _filled(self, at: int) -> int | None:
        """The next line that says something; lines of dashes say nothing."""
        for number in range(at, len(self.lines)):
            if self.lines[number].text.strip() and not is_rule(self.lines[number]):
                return number
        return None

    def _may_begin(self, at: int) -> bool:
        """Whether a row may begin on a line."""
        line = self.lines[at]
        if not line.bars or line.opens is not self.outer or ends_table(fold(line.text).strip()):
            return False
        return not self.counted or self._begins(line)

    def _begins(self, line: BarLine) -> bool:
        """Whether the next number, a mark 二、 or the first name of the header opens a line.

        Or the line is a whole row, as of sums: | | 合计（4个） | 148,630 | |.
        """
        if not line.bars or line.opens is not self.outer:
            return False
        first = _first_cell(line)
        if self.counted and self._is_next(first):
            return True
        if len(line.bars) == self.width + self.outer and line.closes and not first.isdigit():
            return True
        mark = mark_of(first + "-")
        return first == self.header[0] or (mark is not None and not first.isdigit())

    def _is_next(self, number: str) -> bool:
        return goes_on(number, self.last) or goes_on(number, self.before)

    def _count(self, at: int) -> None:
        first = _first_cell(self.lines[at])
        if self._is_next(first):
            self.last = self.before = int(first)
        elif first and not first.isdigit() and first != self.header[0]:
            self.last = 0

    def _whole(self, at: int) -> _Row | None:
        """The row that begins on a line, where as many bars end it as there are columns."""
        wanted = self.width + self.outer
        bars: list[int] = []
        for number in range(at, min(at + _LONGEST_ROW, len(self.lines))):
            line = self.lines[number]
            if is_rule(line):
                return None
            bars.extend(line.bars)
            if len(bars) >= wanted:
                if len(bars) > wanted or not line.closes or not self._is_end(at, number + 1):
                    return None
                span = Span(self.lines[at].start, line.end)
                cells = between_bars(span.start, bars[-1], bars[:-1], outer=False)[self.outer :]
                return _Row(span, tuple(cells), number + 1)
        return None

    def _is_end(self, first: int, after: int) -> bool:
        """Whether a row that began on a line may end above another."""
        following = self._filled(after)
        if following is None or not self.lines[following].bars:
            return True
        if not self.counted:
            return self.lines[following].opens is self.outer
        counts = self.last, self.before
        self._count(first)
        begins = self._begins(self.lines[following])
        self.last, self.before = counts
        return begins

    def _up_to_next(self, at: int) -> _Row:
        """What stands from a line up to the next row, or to the end of the table."""
        counts = self.last, self.before
        self._count(at)
        end = self._next_row(at + 1)
        self.last, self.before = counts
        return _Row(Span(self.lines[at].start, self.lines[end - 1].end), (), end)

    def _next_row(self, at: int) -> int:
        """The line on which the next row begins; where none does, that below the last bar."""
        barred = at
        for number in range(at, min(at + _LONGEST_ROW, len(self.lines))):
            line = self.lines[number]
            if self.counted and self._begins(line):
                return number
            if ends_table(fold(line.text).strip()):
                break
            barred = number + 1 if line.bars else barred
        return barred


def broken_table(visible: Excerpt, lines: Sequence[BarLine], at: int) -> tuple[Grid, int] | None:
    """The table whose header begins on a line and ends on another, and the line after it.

    It has no cells where it is not understood.
    """
    if at + 1 >= len(lines) or is_rule(lines[at]) or is_rule(lines[at + 1]):
        return None
    rule = next((n for n in range(at, min(at + _MOST_LINES, len(lines))) if is_rule(lines[n])), at)
    header = None if rule == at else _header(lines, at, rule)
    ruled = header is not None and len(header.cells) == _width(lines[rule])
    if header is None or not ruled:
        # Without the dashes, or with others than the names need, the names must be known.
        header = _header_above_count(visible, lines, at)
    if header is None:
        return None
    names = tuple(visible.within(s.start, s.end).cleaned().text for s in header.cells)
    counted = columnnames.heading(names[0]) is Column.NUMBER
    rows = _Rows(lines, tuple(map(fold, names)), len(names), lines[at].opens, counted)
    after = rows.read(header.after)
    span = Span(lines[at].start, lines[after - 1].end)
    contradicted = not ruled and at < rule < header.after
    if contradicted or not rows.found or (rows.left_out and not counted):
        return Grid(span, ()), after
    cells = tuple(_cells(visible, [header, *rows.found]))
    return Grid(span, cells, left_out=tuple(rows.left_out)), after


def _width(rule: BarLine) -> int:
    """How many columns a line of dashes has."""
    return rule.folded.strip().strip("|").count("|") + 1


def _header(lines: Sequence[BarLine], at: int, below: int) -> _Row | None:
    """The header that begins on a line and ends above another, a bar behind its last name."""
    last = max((n for n in range(at, below) if lines[n].text.strip()), default=at)
    bars = [bar for line in lines[at:below] for bar in line.bars]
    outer = lines[at].opens
    if len(bars) < _FEWEST_COLUMNS + outer or not lines[last].closes:
        return None
    span = Span(lines[at].start, lines[last].end)
    cells = between_bars(span.start, bars[-1], bars[:-1], outer=False)[outer:]
    return _Row(span, tuple(cells), below)


def _header_above_count(visible: Excerpt, lines: Sequence[BarLine], at: int) -> _Row | None:
    """The header that ends above the line of the first number, every name of which is known.

    Where each cell stands on a line of its own the table is of another kind.
    """
    if columnnames.heading(_first_cell(lines[at])) is not Column.NUMBER:
        return None
    numbers = range(at + 1, min(at + _MOST_LINES, len(lines)))
    first = next((n for n in numbers if lines[n].bars and _first_cell(lines[n]) == "1"), at)
    named = [n for n in range(at, first) if lines[n].bars and not is_rule(lines[n])]
    if len(named) < 2 or all(len(lines[n].bars) == 1 for n in named):
        return None
    header = _header(lines, at, named[-1] + 1)
    if header is None:
        return None
    names = [visible.within(s.start, s.end).cleaned().text for s in header.cells]
    known = all(columnnames.heading(name) is not None for name in names)
    if not known or columnnames.of_names(names) is None:
        return None
    return _Row(header.span, header.cells, first)


def _first_cell(line: BarLine) -> str:
    """What stands in the first cell of a line, folded."""
    return line.folded.strip().removeprefix("|").split("|")[0].strip()


def _cells(visible: Excerpt, rows: Sequence[_Row]) -> Iterator[Cell]:
    """The cells of rows; one that holds nothing but 二、… names the rows below it."""
    for number, row in enumerate(rows):
        filled = [s for s in row.cells if visible.within(s.start, s.end).text.strip()]
        if len(filled) == 1:
            yield Cell(number, 0, 1, len(row.cells), filled[0])
            continue
        for column, span in enumerate(row.cells):
            yield Cell(number, column, 1, 1, span)
