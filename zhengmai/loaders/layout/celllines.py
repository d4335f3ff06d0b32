"""Tables printed one cell a line under names that nobody listed → their grids.

    序号 | 办什么事 | 谁来办 | 什么时候办完 | 1 | 换缆绳。 | 区水务局 | 6月底 | 2 | 装航灯。 | …

Where the names of the columns are known, such a table is read as its lines stand
(:mod:`.linetables`). Where they are not, its numbers say how wide it is: as many names stand before
the 1 as lines from each number to the next. What the columns hold their cells tell (:mod:`.grids`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.figures import is_figure
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linecells import is_band, is_dash, row_number, suits
from zhengmai.loaders.layout.lineheaders import header_at
from zhengmai.loaders.layout.linestyle import ends_sentence, signatures
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    UNIT_COLUMNS,
    Column,
    heading,
    may_be_name,
    roles_of,
)
from zhengmai.loaders.phrases.persons import is_person
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 10
_FEWEST_ROWS = 3  # from which these tell what the columns hold, whatever their names
_FEWEST_KNOWN = 2  # names, of rows that are fewer
_MOST_OF_SHORT = 100  # lines, empty ones too, of a table of two rows, and some below it
_CLEAR = (Column.NUMBER, *DUTY_COLUMNS)  # what stands in them is seen
_SHORTEST_TEXT = 8  # characters of a task
_MOST_OTHERS = 0.2  # of the rows have fewer or more cells than there are columns
_MOST_ALIKE = 0.75  # of the cells of a column are of a kind
_WIDEST = 2  # times: a row that is broken over lines
_LONGEST_CELL = 40  # lines
_MOST_IN_VAIN = 30_000  # lines below names without a table, from which on no more are looked at


@dataclass
class _Rows:
    """What is read below the names of the columns.

    Attributes:
        names: the lines of the names.
        rows: the lines of each row; of a name of what stands below, the one line.
        numbers: how many of these are rows with a number.
        whole: how many of them have a line for each column.
        ended: nothing stands below the last one, or an empty line parts it from what does.
    """

    names: list[Excerpt]
    rows: list[list[Excerpt]] = field(default_factory=list)
    numbers: int = 0
    whole: int = 0
    ended: bool = False

    @property
    def ragged(self) -> bool:
        """Whether not all rows have a line for each column."""
        return self.whole < self.numbers

    @property
    def is_table(self) -> bool:
        """Whether the numbers tell for sure how wide the table is."""
        others = self.numbers - self.whole
        return self.whole >= _FEWEST_ROWS and others <= max(1, _MOST_OTHERS * self.numbers)

    @property
    def is_short_table(self) -> bool:
        """Whether a row or two stand clearly under their names, units under one of units.

        A name that is not known stands over the tasks, else one of them.
        """
        if not self.ended or self.ragged or not 0 < self.whole < _FEWEST_ROWS:
            return False
        names = roles_of([name.text for name in self.names], fewest=_FEWEST_KNOWN)
        if names is None or not set(UNIT_COLUMNS) & set(names):
            return False
        text = next((n for n in (None, Column.TEXT, Column.NAME) if n in names), Column.OTHER)
        if names.count(text) != 1:
            return False
        rows = [row for row in self.rows if len(row) == len(names)]
        return all(
            _may_be_task(cell) if name is text else name not in _CLEAR or suits(cell, name)
            for row in rows
            for cell, name in zip(row, names, strict=True)
        )


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text, in its order, whose names are not known by themselves."""
    lines = list(visible.lines())
    yield from _between_bars(visible, lines)
    starts = [at for at, line in enumerate(lines) if heading(line.text.strip()) is Column.NUMBER]
    signed = signatures(lines) if starts else frozenset()
    end = vain = 0  # lines that were read below names without a table
    for at in starts:
        if lines[at].start < end:
            continue
        known = header_at(lines, at) is not None
        below = _up_to_the_end(lines, at, signed, _MOST_OF_SHORT if known else len(lines))
        found = _table(below, known=known)
        if found is not None:
            yield found
            end = found.span.end
        else:
            vain += len(below)
        if vain > _MOST_IN_VAIN:
            return


def _between_bars(visible: Excerpt, lines: Sequence[Excerpt]) -> Iterator[Grid]:
    """The tables of which each cell, broken or not, ends in a bar: 序号 | ¶ 办什 ¶ 么事 |."""
    if "|" not in visible.file_text and "｜" not in visible.file_text:
        return
    starts = [at for at, line in enumerate(lines) if _ends_name_of_number(line)]
    end = 0
    for number, at in enumerate(starts):
        until = starts[number + 1] if number + 1 < len(starts) else len(lines)
        if lines[at].start < end:
            continue
        cells = list(_up_to_bars(visible, lines[at:until]))
        found = _table(cells, known=False)
        if found is not None and not (found.ragged and header_at(cells, 0) is not None):
            yield found
            end = found.span.end


def _ends_name_of_number(line: Excerpt) -> bool:
    name, bar, behind = line.folded.replace("｜", "|").partition("|")
    return bool(bar) and not behind.strip() and heading(name.strip()) is Column.NUMBER


def _up_to_bars(visible: Excerpt, lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The cells that end in bars, those with nothing in them left out; up to one too long."""
    begun: Excerpt | None = None
    broken = 0  # lines
    for line in lines:
        said = line.folded.replace("｜", "|").rstrip()
        broken += 1
        if said.endswith("|"):
            end = line.slice(0, len(said) - 1)
            cell = end if begun is None else visible.within(begun.start, _end(end, begun))
            begun, broken = None, 0
            if cell.text.strip():
                yield cell.strip()
        elif broken > _LONGEST_CELL:
            return
        elif begun is None and said:
            begun = line


def _end(last: Excerpt, before: Excerpt) -> int:
    """Where a cell ends whose last line may have nothing in it."""
    return (last if last.spans else before).spans[-1].end


def _table(below: Sequence[Excerpt], *, known: bool) -> Grid | None:
    """The table that lines begin with, or None where its numbers do not say that it is one.

    Where its names are ``known``, only one of a row or two is: others are read as they stand.
    Empty lines are empty cells where the rows come out as wide as the names with them, and nothing
    else where they do without.
    """
    with_empty = None if known else _rows(below)
    if with_empty is not None and with_empty.is_table and not with_empty.ragged:
        return _grid(with_empty)
    apart = frozenset(b.start for a, b in pairwise(below) if b.text.strip() and not a.text.strip())
    found = _rows([line for line in below if line.text.strip()], apart)
    if found is None or not (found.is_short_table or (found.is_table and not known)):
        return None
    return _grid(found)


def _up_to_the_end(
    lines: Sequence[Excerpt], at: int, signed: frozenset[int], most: int
) -> list[Excerpt]:
    """The lines from one on, up to what surely stands below a table, those of the page left out."""
    found: list[Excerpt] = []
    for number in range(at, len(lines)):
        line = lines[number].folded.strip()
        if number in signed or "\t" in line or ends_table(line) or len(found) >= most:
            break
        if is_dash(line) or not is_furniture(line):
            found.append(lines[number])
    return found


def _rows(lines: Sequence[Excerpt], apart: frozenset[int] = frozenset()) -> _Rows | None:
    """The rows of lines that begin with the names of columns; None where these are none.

    Args:
        lines: those of the names, and what stands below.
        apart: where lines begin that an empty one stands above.
    """
    width = next((n for n, line in enumerate(lines) if row_number(line) == 1), 0)
    width -= width > 0 and is_band(lines[width - 1])
    names = list(lines[:width])
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS:
        return None
    if not all(name.text.strip() and may_be_name(name.text) for name in names):
        return None
    found = _Rows(names)
    printed = _without_names(lines, found)
    spread = any(name.start in apart for name in names[1:])  # an empty line between all cells
    at, last = 0, 0
    while at < len(printed):
        if is_band(printed[at]) and at + 1 < len(printed) and row_number(printed[at + 1]):
            found.rows.append([printed[at]])
            last = 0 if row_number(printed[at + 1]) == 1 else last
            at += 1
        if _is_of_a_page(printed, at, last + 1):
            at += 1
        if row_number(printed[at]) != last + 1:
            break
        size = _size(printed, at, last + 2, width)
        gap = len(printed) - at if spread else _gap(printed, at, apart)
        size = size or _last_size(printed[at:], found, gap)
        if not size:
            break
        last += 1
        found.rows.append(list(printed[at : at + size]))
        found.numbers += 1
        found.whole += size == width
        at += size
    inside = any(line.start in apart for line in printed[1:at])
    found.ended = at == len(printed) or (not inside and printed[at].start in apart)
    return found


def _may_be_task(cell: Excerpt) -> bool:
    """Whether a cell says something, and neither who nor when nor how many."""
    looks = nature(cell.folded)
    duty = looks.units or looks.limit or is_person(cell.folded)
    return len(looks.text) >= _SHORTEST_TEXT and not duty and not is_figure(looks.text)


def _without_names(lines: Sequence[Excerpt], found: _Rows) -> list[Excerpt]:
    """The lines below the names; where these are printed again, they are a row by themselves."""
    wanted = [name.text.strip() for name in found.names]
    kept: list[Excerpt] = []
    at = len(wanted)
    while at < len(lines):
        here = list(lines[at : at + len(wanted)])
        if [line.text.strip() for line in here] == wanted:
            found.rows.append(here)
            at += len(wanted)
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _size(lines: Sequence[Excerpt], at: int, number: int, width: int) -> int:
    """How many lines a row takes before the next one begins: if it can, one for each column."""
    sizes = (width, *range(2, _WIDEST * width + 1))
    return next((size for size in sizes if _begins(lines, at + size, number)), 0)


def _gap(lines: Sequence[Excerpt], at: int, apart: frozenset[int]) -> int:
    """How many lines stand before an empty one from a row on, where none stands in those above."""
    rest = len(lines) - at
    if any(line.start in apart for line in lines[1 : at + 1]):
        return rest
    return next((n for n in range(1, rest) if lines[at + n].start in apart), rest)


def _last_size(lines: Sequence[Excerpt], found: _Rows, gap: int) -> int:
    """How many lines the last row takes, which no number ends; 0 where nothing tells.

    Args:
        lines: it, and what stands below.
        found: what is read above.
        gap: how many lines stand before an empty one.
    """
    width = len(found.names)
    above = [row for row in found.rows if len(row) == width and row_number(row[0]) is not None]
    columns = list(zip(*above, strict=True))
    if gap > width and not all(map(_may_stand_below, lines[:width], columns)):
        return gap if gap <= _WIDEST * width else 0
    size = min(width, gap)
    # A sentence below words is the paragraph below the table.
    return size - (size == len(columns) and _is_sentence_below(lines[size - 1], columns[-1]))


def _may_stand_below(cell: Excerpt, column: Sequence[Excerpt]) -> bool:
    """Whether a cell is of the kind of those above it: units below units, limits below limits."""
    if not cell.text.strip():
        return True
    looks = nature(cell.folded)
    above = [nature(other.folded) for other in column if other.text.strip()]
    most = _MOST_ALIKE * len(above)
    units = sum(other.units for other in above)
    limits = sum(other.limit for other in above)
    return (units < most or looks.units) and (limits < most or looks.limit)


def _is_sentence_below(cell: Excerpt, column: Sequence[Excerpt]) -> bool:
    return ends_sentence(cell.folded.strip()) and not any(
        ends_sentence(other.folded.strip()) for other in column
    )


def _begins(lines: Sequence[Excerpt], at: int, number: int) -> bool:
    """Whether a row begins on a line, or what a table prints between rows stands there."""
    if at >= len(lines):
        return False
    if _is_of_a_page(lines, at, number):
        return True
    if is_band(lines[at]) and at + 1 < len(lines):
        return row_number(lines[at + 1]) in (1, number)
    return row_number(lines[at]) == number


def _is_of_a_page(lines: Sequence[Excerpt], at: int, number: int) -> bool:
    """Whether a line is the number of a page: the next row begins right below it."""
    here = row_number(lines[at])
    return (
        here not in (None, number) and at + 1 < len(lines) and row_number(lines[at + 1]) == number
    )


def _grid(found: _Rows) -> Grid:
    """The rows as a grid; empty lines are holes in it."""
    cells = [
        Cell(row, column, 1, len(found.names) if len(lines) == 1 else 1, _span(line))
        for row, lines in enumerate([found.names, *found.rows])
        for column, line in enumerate(lines)
        if line.text.strip()
    ]
    span = Span(found.names[0].start, max(cell.span.end for cell in cells))
    return Grid(span, tuple(cells), ragged=found.ragged)


def _span(line: Excerpt) -> Span:
    return Span(line.spans[0].start, line.spans[-1].end)
