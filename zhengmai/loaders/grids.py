"""A table with its grid, as web pages, Word and PDF have it → a table of tasks.

The grid says for certain which cells stand in which column and how far a merged cell reaches: a
merged cell is the cell of every row that it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zhengmai.loaders import columns
from zhengmai.loaders.blocks import Table
from zhengmai.loaders.columns import Column
from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.source import Cell, Grid

_SPACE = re.compile(r"\s+")
_LOOKED_AT = 8  # rows from the top in which a header is looked for
_MOST_CELLS = 100_000  # of one table, merged ones counted as often as they cover
_LONGEST_BAND = 60  # characters; a longer row of one cell is a remark, not a name
_NOTE = re.compile(r"(?:注|备注|说明|填表)\s*\d*\s*:")  # below a table. Example: 注：…


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A grid that is a table of tasks.

    Attributes:
        table: its columns and rows.
        above: what is printed in the grid over the header: usually its title.
        repeated: headers that a page break printed again, and what a cell has in it twice.
        goes_on: it goes on with a table above, whose rows are in it.
    """

    table: Table
    above: tuple[Excerpt, ...]
    repeated: tuple[Excerpt, ...]
    goes_on: bool = False


def task_table(file_text: str, grid: Grid) -> TaskTable | None:
    """The table of tasks that a grid is, or None where no row of it heads columns known here."""
    upright = _Lattice.of(file_text, grid)
    for lattice in (upright, upright.turned()):
        found = _header(lattice)
        if found is not None:
            return _task_table(lattice, *found)
    return None


def rows_below(file_text: str, grid: Grid, above: Table) -> TaskTable | None:
    """A table with the rows of a grid that has no header, or None where the columns are others."""
    lattice = _Lattice.of(file_text, grid)
    names = above.columns
    banded = bool(above.rows) and len(lattice.rows[0] if lattice.rows else ()) == len(names) - 1
    if not lattice.rows or not (banded or len(lattice.rows[0]) == len(names)):
        return None
    more = _task_table(lattice, -1, names[1:] if banded else names).table
    rows = tuple((above.rows[-1][0], *row) for row in more.rows) if banded else more.rows
    carried = tuple((True, *row) for row in more.carried) if banded else more.carried
    if len(more.columns) != len(names) - banded:
        return None  # names over its whole width: read by itself
    whole = Table(names, above.header, (*above.rows, *rows), (*above.carried, *carried))
    return TaskTable(whole, (), (), goes_on=True)


@dataclass(frozen=True, slots=True)
class _Lattice:
    """The places of a grid, row by row; a merged cell stands in each place that it covers."""

    rows: tuple[tuple[Cell | None, ...], ...]
    whole: Excerpt

    @classmethod
    def of(cls, file_text: str, grid: Grid) -> _Lattice:
        height = max((c.row + 1 for c in grid.cells), default=0)
        width = max((c.column + c.columns for c in grid.cells), default=0)
        if height * width > _MOST_CELLS:
            height = width = 0
        places: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.rows, height)):
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    places[row][column] = cell
        return cls(tuple(tuple(row) for row in places), Excerpt.whole(file_text))

    def turned(self) -> _Lattice:
        """The same with rows for columns: a table whose first column names what stands beside."""
        cells = {
            c: Cell(c.column, c.row, c.columns, c.rows, c.span)
            for row in self.rows
            for c in row
            if c is not None
        }
        rows = zip(*self.rows, strict=True)
        return _Lattice(tuple(tuple(c and cells[c] for c in row) for row in rows), self.whole)

    def text(self, cell: Cell | None) -> Excerpt:
        """What stands in a cell; what was printed in it several times, once."""
        if cell is None:
            return self.whole.slice(0, 0)
        return _once(self._printed(cell))

    def doubled(self) -> Iterator[Excerpt]:
        """What cells hold beyond what stands in them once."""
        for cell in dict.fromkeys(c for row in self.rows for c in row if c is not None):
            printed = self._printed(cell)
            yield printed.slice(len(_once(printed)))

    def _printed(self, cell: Cell) -> Excerpt:
        return self.whole.slice(cell.span.start, cell.span.end).strip()

    def names(self, row: int) -> list[str]:
        """What a row would name its columns; the row below it fills in what it says more of."""
        return [self.text(cell).cleaned().text for cell in self.rows[row]]

    def distinct(self, row: int) -> list[Cell]:
        """The cells of a row, each once, those with nothing in them left out."""
        cells = [cell for cell, _ in groupby(self.rows[row])]
        return [c for c in cells if c is not None and self.text(c)]


def _header(lattice: _Lattice) -> tuple[int, tuple[Column, ...]] | None:
    """The last row of the header and the columns it names.

    A header in two rows (责任分工 over 牵头单位 and 配合单位) is named by the lower one, where that
    says something.
    """
    for row in range(min(_LOOKED_AT, len(lattice.rows))):
        if len(lattice.distinct(row)) < 2:
            continue  # a title over the whole width
        names = lattice.names(row)
        below = _names_below(lattice, row)
        if below is not None:
            both = [lower or upper for lower, upper in zip(below, names, strict=True)]
            found = columns.of_names(both, fewest=2)
            if found is not None:
                return row + 1, found
        found = columns.of_names(names, fewest=2)
        if found is not None:
            return row, found
    return None


def _names_below(lattice: _Lattice, row: int) -> list[str] | None:
    """What the row below names columns, where it does nothing else; "" where it names none."""
    if row + 1 >= len(lattice.rows):
        return None
    below = lattice.names(row + 1)
    named = [columns.heading(name) is not None for name in below if name]
    return below if named and all(named) else None


def _task_table(lattice: _Lattice, at: int, names: tuple[Column, ...]) -> TaskTable:
    """The rows below a header whose last row is ``at``."""
    first = _first_of_header(lattice, at) if at >= 0 else 0
    header = list(_cells_of(lattice, range(first, at + 1)))
    printed = {_plain(lattice.text(c).text) for c in header}
    rows: list[tuple[Excerpt, ...]] = []
    carried: list[tuple[bool, ...]] = []
    # What a merged cell says that a page break has cut, by column, and the part of it below.
    merged: dict[int, tuple[Excerpt, Cell | None]] = {}
    repeated: list[Excerpt] = []
    band = lattice.text(None)
    for row in range(at + 1, len(lattice.rows)):
        distinct = lattice.distinct(row)
        texts = [lattice.text(c) for c in distinct if c.row == row]
        if len(distinct) > 1 and {_plain(lattice.text(c).text) for c in distinct} <= printed:
            repeated.extend(texts)
            merged = dict(_reaches_down(lattice, row, names))
        elif len(distinct) == 1 and _is_band(distinct[0], row, len(names)):
            if _names_what_follows(texts[0]):  # else a note below the table: unread
                band = texts[0]
        elif texts:
            cells = _by_column(lattice, row, names)
            merged = {
                column: (text, below or lattice.rows[row][column])
                for column, (text, below) in merged.items()
                if not cells[column][0] and below in (None, lattice.rows[row][column])
            }
            cells = [
                (merged[column][0], True) if column in merged else cell
                for column, cell in enumerate(cells)
            ]
            rows.append((band, *(text for text, _ in cells)))
            carried.append((True, *(above for _, above in cells)))
    columns_ = (Column.NAME, *names)
    if not any(row[0] for row in rows):  # no row names what follows: no column for such names
        columns_, rows, carried = names, [r[1:] for r in rows], [c[1:] for c in carried]
    return TaskTable(
        Table(columns_, tuple(map(lattice.text, header)), tuple(rows), tuple(carried)),
        tuple(lattice.text(c) for row in range(first) for c in lattice.distinct(row)),
        tuple(t for t in (*repeated, *lattice.doubled()) if t),
    )


def _reaches_down(
    lattice: _Lattice, row: int, names: Sequence[Column]
) -> dict[int, tuple[Excerpt, None]]:
    """The merged cells that end above a header printed again: they may go on below it.

    Only such as are merged over rows; what stands in them by column, units and limits alone.
    """
    found: dict[int, tuple[Excerpt, None]] = {}
    for column, cell in enumerate(lattice.rows[row - 1] if row else ()):
        kept = names[column] in (*columns.UNIT_COLUMNS, Column.DEADLINE)
        if kept and cell is not None and cell.rows > 1 and lattice.text(cell):
            found[column] = lattice.text(cell), None
    return found


def _first_of_header(lattice: _Lattice, at: int) -> int:
    """The first row of a header: a row above belongs to it where a cell of it reaches down."""
    first = at
    while first and any(c is not None and c.row < first for c in lattice.rows[first]):
        first -= 1
    return first


def _cells_of(lattice: _Lattice, rows: range) -> Iterator[Cell]:
    seen: set[Cell] = set()
    for row in rows:
        for cell in lattice.distinct(row):
            if cell not in seen:
                seen.add(cell)
                yield cell


def _is_band(cell: Cell, row: int, width: int) -> bool:
    """Whether a row is one cell over most of the width: the name of what stands below."""
    return cell.row == row and cell.columns > max(1, width // 2)


def _names_what_follows(text: Excerpt) -> bool:
    return len(text) <= _LONGEST_BAND and not _NOTE.match(text.folded)


def _by_column(lattice: _Lattice, row: int, names: Sequence[Column]) -> list[tuple[Excerpt, bool]]:
    """For each column what stands in it, and whether a merged cell brought it from above.

    A cell over several columns stands in that of the text, else in the first of them.
    """
    found = [(lattice.text(None), False)] * len(names)
    for cell, places in groupby(range(len(names)), key=lambda c: lattice.rows[row][c]):
        covered = list(places)
        at = next((c for c in covered if names[c] is Column.TEXT), covered[0])
        for column in covered:
            text = lattice.text(cell if column == at else None)
            found[column] = text, cell is not None and cell.row < row
    return found


def _once(text: Excerpt) -> Excerpt:
    """A text without its repetition: cells that Word merges keep the paragraphs of each of them."""
    lines = text.text.split("\n")
    for count in range(1, len(lines) // 2 + 1):
        if len(lines) % count == 0 and lines == lines[:count] * (len(lines) // count):
            return text.slice(0, len("\n".join(lines[:count])))
    return text


def _plain(name: str) -> str:
    return _SPACE.sub("", fold(name))
