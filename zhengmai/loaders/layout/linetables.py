"""Tables whose grid is lost: printed in lines with tabs, or one cell a line.

A header row is found by the names of its columns; what stands below it, up to the end of the table,
are the cells of its rows. Which cell belongs to which column is told later (:mod:`.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.furniture import is_furniture, is_imprint
from zhengmai.loaders.phrases.columnnames import Column, heading, may_be_name

_END_OF_TABLE = re.compile(r"(?:抄送|抄报|附件|附表|附:|注:|注\d)|\(?此页无正文")
_LONGEST_HEADER = 120  # characters of a line that names columns
_BARS = ("|", "｜")
_MOST_LEFT_OUT = 9  # rows of a count that may be missing


@dataclass(frozen=True, slots=True)
class Header:
    """A header row found in lines.

    Attributes:
        columns: what it names.
        cells: the names as printed.
        end: the number of the line after it.
        one_line: all names stand in one line.
        tabbed: a tab begins each cell.
        barred: a bar on a line of its own stands between cells.
    """

    columns: tuple[Column, ...]
    cells: tuple[Excerpt, ...]
    end: int
    one_line: bool
    tabbed: bool
    barred: bool = False


@dataclass(frozen=True, slots=True)
class LineTable:
    """A table read from lines.

    Attributes:
        table: its columns and printed rows.
        furniture: headers printed again, page numbers and the like between its rows.
        end: the number of the line after it.
    """

    table: Table
    furniture: tuple[Excerpt, ...]
    end: int


def header_at(lines: Sequence[Excerpt], at: int) -> Header | None:
    """A header row beginning at a line: all in one line, or one name a line."""
    first = lines[at]
    if not 0 < len(first) <= _LONGEST_HEADER:
        return None
    if "\t" in first.text.strip():
        cells = tuple(c.strip() for c in _split_at_tabs(first) if c.text.strip())
        found = columns.header(cells)
        return Header(found, cells, at + 1, True, True) if found else None
    if heading(first.text.strip()) is None:
        return None
    names: list[Excerpt] = []
    end = at
    numbered = heading(first.text) is Column.NUMBER
    barred = False
    for index in range(at, len(lines)):
        name = lines[index].strip()
        known = heading(name.text) is not None
        if name.text in _BARS:
            barred = True
            continue
        # Where rows begin with a number, a name that is not known can still be told from a cell.
        if name and not known and (not numbered or not may_be_name(name.text)):
            break
        if name:
            names.append(name)
            end = index + 1
    found = columns.header(names)
    if not found:
        return None
    return Header(found, tuple(names), end, False, first.text.startswith("\t"), barred)


def table_below(lines: Sequence[Excerpt], header: Header, visible: Excerpt) -> LineTable:
    """The table below a header; ``visible`` is the whole text that the lines are pieces of."""
    rows: list[tuple[Excerpt, ...]] = []
    cells: list[Excerpt] = []  # of a table printed one cell a line
    furniture: list[Excerpt] = []
    barred = False  # a bar comes before the next cell
    at = header.end
    while at < len(lines):
        again = header_at(lines, at)
        if again is not None:
            furniture.extend(lines[at : again.end])
            at = again.end
            continue
        line = lines[at].folded.strip()
        in_cell = "\t" in lines[at].text
        if not line and not in_cell:
            at += 1
            continue
        if _END_OF_TABLE.match(line) or is_imprint(line):
            break
        if header.barred and line in _BARS:
            barred = False
        elif not in_cell and is_furniture(line):
            furniture.append(lines[at])
        elif header.one_line:
            _row_line(rows, lines[at], header.columns)
        else:
            goes_on = header.tabbed or (barred and not is_number(line))
            _cell_line(cells, lines[at], visible, goes_on=goes_on)
            barred = header.barred
        at += 1
    if not header.one_line:
        rows = list(_rows_of_cells(cells, header.columns))
    heads = list(zip(header.columns, header.cells, strict=True))
    table = Table(
        header.columns,
        header.cells,
        tuple(rows),
        untold=tuple(cell for column, cell in heads if column is Column.OTHER),
        beside=tuple(cell for column, cell in heads if column is Column.DETAIL),
    )
    return LineTable(table, tuple(furniture), at)


def is_number(text: str) -> bool:
    """Whether a line or cell is the number of a row, or of a page."""
    return text.isdecimal() and len(text) <= 3


def _row_line(
    rows: list[tuple[Excerpt, ...]], line: Excerpt, table_columns: tuple[Column, ...]
) -> None:
    """Add a line of a table whose rows are lines; one without tabs goes on with the last cell."""
    numbers = (r[0].folded.strip() for r in reversed(rows) if r[0].text.strip())
    above = next((int(n) for n in numbers if is_number(n)), 0)
    alone = Column.NUMBER in table_columns and _goes_on(line.folded.strip(), above)
    if "\t" in line.text or not rows or alone:
        rows.append(tuple(_split_at_tabs(line)))
    else:  # a cell that was broken over two lines
        *before, last = rows[-1]
        rows[-1] = (*before, Excerpt.join([last, line]))


def _split_at_tabs(line: Excerpt) -> Iterator[Excerpt]:
    at = 0
    for match in re.finditer("\t", line.text):
        yield line.slice(at, match.start())
        at = match.end()
    yield line.slice(at)


def _cell_line(cells: list[Excerpt], line: Excerpt, visible: Excerpt, *, goes_on: bool) -> None:
    """Add a line of a table printed one cell a line; a tab begins a cell where they are printed."""
    if not goes_on or line.text.startswith("\t") or not cells:
        cells.append(line.slice(1) if line.text.startswith("\t") else line)
        return
    last = cells[-1]
    start = last.spans[0].start if last.spans else line.start
    end = line.spans[-1].end if line.spans else start
    # Taken with the line breaks between: in a list of units they can part two names.
    cells[-1] = visible.within(start, end)


def _rows_of_cells(
    cells: Sequence[Excerpt], table_columns: tuple[Column, ...]
) -> Iterator[tuple[Excerpt, ...]]:
    """Cells in a row of their own for each number that goes on with the count."""
    if Column.NUMBER not in table_columns:
        width = len(table_columns)
        for at in range(0, len(cells), width):
            yield tuple(cells[at : at + width])
        return
    row: list[Excerpt] = []
    last = 0
    for cell in cells:
        number = cell.folded.strip()
        if is_number(number) and (not row or _goes_on(number, last)):
            if row:
                yield tuple(row)
            row = []
            last = int(number)
        row.append(cell)
    if row:
        yield tuple(row)


def _goes_on(number: str, last: int) -> bool:
    """Whether a number goes on with the count of a table's rows; some may be left out."""
    return is_number(number) and last < int(number) <= last + _MOST_LEFT_OUT
