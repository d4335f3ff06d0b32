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
from zhengmai.loaders.phrases.firstleads import rule_in

_END_OF_TABLE = re.compile(r"(?:抄送|抄报|附件|附表|附:|[备附]?注:|注\d|说明:)|\(?此页无正文")
_LONGEST_HEADER = 120  # characters of a line that names columns
_BARS = ("|", "｜")
_FEWEST_BARRED = 4  # lines that end in a bar, from which they are cells of a table
_FEWEST_NUMBERS = 2  # cells that count, from which they are numbers of rows
_HAS_LIMIT = 1.0  # the same, of a time limit with words around it
_SUITS = 4.0  # how well a cell suits a column that it surely stands in
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
        closed: one stands behind the last name of the row, too.
    """

    columns: tuple[Column, ...]
    cells: tuple[Excerpt, ...]
    end: int
    one_line: bool
    tabbed: bool
    barred: bool = False
    closed: bool = False


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


def bars_apart(lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The lines, a bar at the end of a line on a line of its own, where many lines end so.

    Pages that are saved as text print a table as its cells, a bar behind each.
    """
    single = [_ends_in_a_bar(line) for line in lines]
    if sum(single) < _FEWEST_BARRED:
        yield from lines
        return
    for line, barred in zip(lines, single, strict=True):
        if not barred:
            yield line
            continue
        cut = len(line.text.rstrip()) - 1
        yield line.slice(0, cut)
        yield line.slice(cut)


def _ends_in_a_bar(line: Excerpt) -> bool:
    text = line.text.strip()
    return len(text) > 1 and text.endswith(_BARS) and sum(map(text.count, _BARS)) == 1


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
    found = columns.header(names, drawn=barred)
    if not found:
        return None
    tabbed = first.text.startswith("\t")
    closed = barred and _next_line(lines, end) in _BARS
    return Header(found, tuple(names), end, False, tabbed, barred, closed)


def _bars_on(lines: Sequence[Excerpt], at: int) -> Iterator[bool]:
    """Once for each bar on a line of its own, from a line on, before anything else stands."""
    for line in lines[at:]:
        text = line.text.strip()
        if text and text not in _BARS:
            return
        if text:
            yield True


def _next_line(lines: Sequence[Excerpt], at: int) -> str:
    """The next line that is not empty, from a line on."""
    return next((text for line in lines[at:] if (text := line.text.strip())), "")


def table_below(lines: Sequence[Excerpt], header: Header, visible: Excerpt) -> LineTable:
    """The table below a header; ``visible`` is the whole text that the lines are pieces of."""
    rows: list[tuple[Excerpt, ...]] = []
    cells: list[Excerpt] = []  # of a table printed one cell a line
    furniture: list[Excerpt] = []
    barred = False  # a bar comes before the next cell
    after_bar = False
    parted = sum(_bars_on(lines, header.end)) > 1  # bars at both ends of each row
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
        if ends_table(line):
            break
        if header.barred and line in _BARS:
            if after_bar and not parted:
                cells.append(lines[at].slice(0, 0))  # nothing stands between two bars
            barred, after_bar = False, True
            at += 1
            continue
        after_bar = False
        if not in_cell and is_furniture(line):
            furniture.append(lines[at])
        elif header.one_line:
            _row_line(rows, lines[at], header.columns)
        else:
            full = not header.closed and len(cells) % len(header.columns) == 0
            goes_on = header.tabbed or (barred and not full and not is_number(line))
            _cell_line(cells, lines[at], visible, goes_on=goes_on)
            barred = header.barred
        at += 1
    table_columns = header.columns
    carried: tuple[tuple[bool, ...], ...] = ()
    if not header.one_line:
        cells = [c for c in cells if c.text.strip() or not c.text] if header.barred else cells
        table_columns = _with_numbers(header.columns, cells) if header.barred else header.columns
        rows = list(_rows_of_cells(cells, table_columns, barred=header.barred))
        whole = header.barred and all(len(row) == len(table_columns) for row in rows)
        carried = tuple((False,) * len(row) for row in rows) if whole else ()
    heads = list(zip(header.columns, header.cells, strict=True))
    table = Table(
        table_columns,
        header.cells,
        tuple(rows),
        carried,
        untold=tuple(cell for column, cell in heads if column is Column.OTHER),
        beside=tuple(cell for column, cell in heads if column is Column.DETAIL),
    )
    return LineTable(table, tuple(furniture), at)


def ends_table(line: str) -> bool:
    """Whether a folded, stripped line stands below a table: 抄送：…, 附件2, 注：…."""
    if _END_OF_TABLE.match(line) or is_imprint(line):
        return True
    return line.startswith("(") and line.endswith(")") and rule_in(line) is not None


def is_number(text: str) -> bool:
    """Whether a line or cell is the number of a row, or of a page."""
    return text.isdecimal() and len(text) <= 3


def _row_line(
    rows: list[tuple[Excerpt, ...]], line: Excerpt, table_columns: tuple[Column, ...]
) -> None:
    """Add a line of a table whose rows are lines; one without tabs goes on with the last cell."""
    numbers = (r[0].folded.strip() for r in reversed(rows) if r[0].text.strip())
    above = next((int(n) for n in numbers if is_number(n)), 0)
    alone = Column.NUMBER in table_columns and goes_on(line.folded.strip(), above)
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


def _rows_of_cells(
    cells: Sequence[Excerpt], table_columns: tuple[Column, ...], *, barred: bool = False
) -> Iterator[tuple[Excerpt, ...]]:
    """Cells in a row of their own for each number that goes on with the count.

    Without numbers a row has as many cells as there are columns; where merged cells are missing, it
    ends with the cell that suits the last column.
    """
    first = table_columns.index(Column.NUMBER) if Column.NUMBER in table_columns else -1
    around = _rows_around_numbers(cells, table_columns, first) if barred and first > 0 else None
    if around is not None:
        yield from around
        return
    if first < 0 or (barred and first > 0):
        width = len(table_columns)
        chunks = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
        last_column = table_columns[-1]
        if not barred or all(not c[-1].text or _suits(c[-1], last_column) for c in chunks):
            yield from chunks
            return
        yield from _rows_by_last(cells, last_column, width)
        return
    row: list[Excerpt] = []
    last = 0
    for cell in cells:
        number = cell.folded.strip()
        if is_number(number) and (not row or goes_on(number, last)):
            if row:
                yield from _under_one_number(row, table_columns)
            row = []
            last = int(number)
        row.append(cell)
    if row:
        yield from _under_one_number(row, table_columns)


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
        if len(names) > before or len(row) <= behind:
            return None
        empty = cells[at].slice(0, 0)
        rows.append((*[empty] * (before - len(names)), *names, *row))
        after = at + behind + 1
    return rows if numbers and not any(cell.text for cell in cells[after:]) else None


def _under_one_number(
    row: Sequence[Excerpt], table_columns: tuple[Column, ...]
) -> Iterator[tuple[Excerpt, ...]]:
    """The rows that one number stands before: a text behind a time limit begins another."""
    number, *cells = row
    if table_columns[-1] is not Column.DEADLINE or len(cells) < len(table_columns):
        yield tuple(row)
        return
    part: list[Excerpt] = []
    limited = False
    for cell in cells:
        if limited and _suits(cell, Column.TEXT):
            yield (number, *part)
            part, limited = [], False
        part.append(cell)
        limited = columns.fit(columns.nature(cell.folded), Column.DEADLINE) >= _HAS_LIMIT
    yield (number, *part)


def goes_on(number: str, last: int) -> bool:
    """Whether a number goes on with the count of a table's rows; some may be left out."""
    return is_number(number) and last < int(number) <= last + _MOST_LEFT_OUT


def _suits(cell: Excerpt, column: Column) -> bool:
    if is_number(cell.folded.strip()):  # 12 may be a piece of 12月
        return column is Column.NUMBER
    return columns.fit(columns.nature(cell.folded), column) >= _SUITS


def _rows_by_last(
    cells: Sequence[Excerpt], column: Column, width: int
) -> Iterator[tuple[Excerpt, ...]]:
    """Rows that each end with a cell of the last column, or are as wide as the table."""
    row: list[Excerpt] = []
    for cell in cells:
        row.append(cell)
        if len(row) == width or (len(row) > 1 and _suits(cell, column)):
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)
