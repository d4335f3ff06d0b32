"""The rows of a table whose cells stand on lines of their own, bars between them.

Where each row has a cell for each column, the first of them its number, these are the rows. Else a
number that goes on with the count begins a row; without numbers a row has as many cells as there
are columns, and where merged cells are missing it ends with what suits the last column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.brokencells import stand_in_place
from zhengmai.loaders.layout.linecells import goes_on, is_number, suits
from zhengmai.loaders.layout.linerows import ends_in_duty, under_one_number
from zhengmai.loaders.layout.numberedrows import by_number
from zhengmai.loaders.layout.printedrows import PrintedRows, chunks_of
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing

_FEWEST_NUMBERS = 2  # cells that count, from which they are numbers of rows


def barred_rows(cells: Sequence[Excerpt], names: tuple[Column, ...]) -> PrintedRows:
    """The rows of cells between which bars stand; those with nothing in them are cells, too."""
    if _counted_off(cells, names):
        return PrintedRows(names, tuple(chunks_of(cells, len(names))), whole=True)
    found = _with_numbers(names, cells)
    chunks = chunks_of(cells, len(found))
    if Column.NUMBER not in found and stand_in_place(chunks, found):
        return PrintedRows(found, tuple(chunks), whole=True)
    rows = tuple(_rows_between_bars(cells, found))
    clear = Column.NUMBER in found or all(_has_duty(row, found) for row in rows)
    return PrintedRows(found, rows, all(len(row) == len(found) for row in rows), clear)


def _has_duty(row: Sequence[Excerpt], names: Sequence[Column]) -> bool:
    """Whether units or a limit stand in a row, and where it is whole, where they should."""
    if len(row) == len(names):
        return _may_be(row, names)
    return len(row) < len(names) and any(
        suits(cell, name) for cell in row for name in names if name in DUTY_COLUMNS
    )


def _counted_off(cells: Sequence[Excerpt], names: tuple[Column, ...]) -> bool:
    """Whether as many cells as there are columns make a row each time, its number in front."""
    rows = chunks_of(cells, len(names))
    last = 0
    for row in rows:
        number = row[0].folded.strip()
        if len(row) != len(names) or not goes_on(number, last) or not _may_be(row, names):
            return False
        last = int(number)
    return names[0] is Column.NUMBER and len(rows) >= _FEWEST_NUMBERS


def _with_numbers(
    table_columns: tuple[Column, ...], cells: Sequence[Excerpt]
) -> tuple[Column, ...]:
    """The columns with one for numbers, where the cells count without a name over the count."""
    if Column.NUMBER in table_columns or Column.TEXT not in table_columns:
        return table_columns
    numbers = [int(text) for cell in cells if is_number(text := cell.folded.strip())]
    if len(numbers) < _FEWEST_NUMBERS or numbers != sorted(set(numbers)):
        return table_columns
    at = 0 if is_number(cells[0].folded.strip()) else table_columns.index(Column.TEXT)
    return (*table_columns[:at], Column.NUMBER, *table_columns[at:])


def _rows_between_bars(
    cells: Sequence[Excerpt], table_columns: tuple[Column, ...]
) -> Iterator[tuple[Excerpt, ...]]:
    """A row for each number; without numbers a row ends with what suits the last column."""
    first = table_columns.index(Column.NUMBER) if Column.NUMBER in table_columns else -1
    if first == 0:
        for _, row in by_number(cells, in_parts=ends_in_duty(table_columns)):
            yield from under_one_number(row, table_columns, barred=True)
        return
    around = _rows_around_numbers(cells, table_columns, first) if first > 0 else None
    if around is not None:
        yield from around
        return
    width = len(table_columns)
    chunks = chunks_of(cells, width)
    last_column = table_columns[-1]
    if all(not c[-1].text or suits(c[-1], last_column) for c in chunks):
        yield from chunks
        return
    yield from _rows_by_last(cells, last_column, width)


def _rows_around_numbers(
    cells: Sequence[Excerpt], table_columns: tuple[Column, ...], before: int
) -> list[tuple[Excerpt, ...]] | None:
    """Rows with all their cells behind the number, and before it those not merged with the above.

    None where cells behind a number are missing: then nothing but their words tells the columns.
    """
    behind = len(table_columns) - before - 1
    numbers: list[int] = []
    last = 0
    for at, cell in enumerate(cells):
        number = cell.folded.strip()
        free = not numbers or at - numbers[-1] > behind
        if free and is_number(number) and goes_on(number, last):
            numbers.append(at)
            last = int(number)
    rows: list[tuple[Excerpt, ...]] = []
    after = 0  # the row above
    for at in numbers:
        names = cells[after:at]
        row = cells[at : at + behind + 1]
        if len(names) > before or len(row) <= behind or not _may_be(row, table_columns[before:]):
            return None
        empty = cells[at].slice(0, 0)
        rows.append((*[empty] * (before - len(names)), *names, *row))
        after = at + behind + 1
    return rows if numbers and not any(cell.text for cell in cells[after:]) else None


def _may_be(row: Sequence[Excerpt], names: Sequence[Column]) -> bool:
    """Whether what stands under units and limits is such, or nothing: no name of the next row."""
    return all(
        says_nothing(cell.folded.strip())
        or suits(cell, name)
        or columns.fit(columns.nature(cell.folded), name) > 1
        for cell, name in zip(row, names, strict=True)
        if name in DUTY_COLUMNS
    )


def _rows_by_last(
    cells: Sequence[Excerpt], column: Column, width: int
) -> Iterator[tuple[Excerpt, ...]]:
    """Rows that each end with a cell of the last column, or are as wide as the table."""
    row: list[Excerpt] = []
    for cell in cells:
        row.append(cell)
        if len(row) == width or (len(row) > 1 and suits(cell, column)):
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)
