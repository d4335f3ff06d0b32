"""A table with its grid, as web pages, Word and PDF have it → a table of tasks.

The grid says for certain which cells stand in which column and how far a merged cell reaches: a
merged cell is the cell of every row that it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.cards import one_pair_a_row
from zhengmai.loaders.layout.columnroles import settled, told_by_cells
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.layout.fieldrows import tells_of_the_notice
from zhengmai.loaders.layout.headedcells import with_heads_apart
from zhengmai.loaders.layout.lattice import Lattice
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.sitefields import is_site_field
from zhengmai.loaders.source import Cell, Grid

_SPACE = re.compile(r"\s+")
_DEEPEST_HEADER = 3  # rows
_LOOKED_AT = 8  # rows from the top in which a header is looked for
_SUITS = 4.0  # how well a cell suits a column that it surely stands in
_LONGEST_BAND = 60  # characters; a longer row of one cell is a remark, not a name
# The title or number of a notice, in a table that only sets it out.
_HEAD_OF_NOTICE = re.compile(r"关于.{4,60}的(?:通知|意见|公告|函)$|[〔\[(]\d{4}[〕\])]\d+号")
_MOST = 100_000  # characters that merged cells say again for the rows below
_DATA = 0.5  # of the rows of a table of data have several cells
_FEWEST_MARKED = 2  # rows
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


def task_table(visible: Excerpt, grid: Grid) -> TaskTable | None:
    """The table of tasks that a grid is, or None where no row of it heads columns known here."""
    if sum((cell.span.end - cell.span.start) * (cell.rows - 1) for cell in grid.cells) > _MOST:
        return None
    lattice = Lattice.of(visible, grid)
    found = header_of(lattice)
    if found is None:
        lattice = one_pair_a_row(lattice).turned()
        found = header_of(lattice)
    if found is None:
        return None
    read = _task_table(lattice, *found)
    whole = with_heads_apart(read.table)
    left_out = tuple(visible.within(row.start, row.end) for row in grid.left_out)
    return replace(read, table=replace(whole, cut=grid.cut, left_out=left_out))


def is_data(visible: Excerpt, grid: Grid) -> Excerpt | None:
    """The first row of a grid that is a table of data, not of layout or of metadata, or None.

    It has several columns in most of its rows, and none of it is the head of a notice.
    """
    lattice = Lattice.of(visible, grid)
    several = [row for row in range(len(lattice.rows)) if len(lattice.distinct(row)) > 1]
    if len(several) < 2 or len(several) < _DATA * len(lattice.rows):
        return None
    texts = (lattice.text(cell).folded.strip() for row in lattice.rows for cell in row if cell)
    if any(is_site_field(text) or _HEAD_OF_NOTICE.search(text) for text in texts):
        return None
    return Excerpt.join(lattice.text(cell) for cell in lattice.distinct(several[0]))


def counts_rows(visible: Excerpt, grid: Grid) -> bool:
    """Whether rows of several cells begin with a mark or a number: read as prose they were points.

    Example: 一、渡口 | 1.换缆绳 | 区水务局, in the first or the second cell. Under names that are
    known the cells, line by line, are those of a table.
    """
    lattice = Lattice.of(visible, grid)
    if any(columnnames.roles_of(lattice.names(row)) for row in range(min(2, len(lattice.rows)))):
        return False
    marked = 0
    for row in range(len(lattice.rows)):
        cells = [cell for cell in lattice.distinct(row) if cell.row == row]
        texts = [lattice.text(cell).folded.strip() for cell in cells[:2]]
        marked += len(cells) > 1 and any(_is_marked(text) for text in texts)
    return marked >= _FEWEST_MARKED


def _is_marked(text: str) -> bool:
    return bool(text) and (mark_of(text) is not None or (text.isdigit() and len(text) < 4))


def rows_below(visible: Excerpt, grid: Grid, above: Table) -> TaskTable | None:
    """A table with the rows of a grid that has no header, or None where the columns are others."""
    lattice = Lattice.of(visible, grid)
    names = above.columns
    banded = bool(above.rows) and len(lattice.rows[0] if lattice.rows else ()) == len(names) - 1
    if not lattice.rows or not (banded or len(lattice.rows[0]) == len(names)):
        return None
    more = _task_table(lattice, -1, names[1:] if banded else names).table
    rows, carried = more.rows, more.carried
    if banded and len(more.columns) == len(names):  # names over its whole width, as above
        rows = tuple((row[0] or above.rows[-1][0], *row[1:]) for row in rows)
    elif banded:
        rows = tuple((above.rows[-1][0], *row) for row in rows)
        carried = tuple((True, *row) for row in carried)
    elif len(more.columns) != len(names):
        return None  # names over its whole width: read by itself
    whole = Table(
        names,
        above.header,
        (*above.rows, *rows),
        (*above.carried, *carried),
        (*above.notes, *more.notes),
    )
    return TaskTable(whole, (), (), goes_on=True)


def header_of(lattice: Lattice) -> tuple[int, tuple[Column, ...]] | None:
    """The last row of the header (-1 where there is none) and the columns of the table.

    A header in two rows (责任分工 over 牵头单位 and 配合单位) is named by the lower one, where that
    says something.
    """
    tops = [r for r in range(min(_LOOKED_AT, len(lattice.rows))) if len(lattice.distinct(r)) > 1]
    for top in tops:  # others are titles over the whole width
        row = _bottom(lattice, top)
        names = lattice.names(row)
        below = _names_below(lattice, row)
        if below is not None:
            both = [lower or upper for lower, upper in zip(below, names, strict=True)]
            roles = columnnames.roles_of(both, fewest=2)
            if roles is not None:
                return _with_text(row + 1, settled(both, roles, _columns_below(lattice, row + 1)))
        roles = columnnames.roles_of(names, fewest=2)
        if roles is not None:
            return _with_text(row, settled(names, roles, _columns_below(lattice, row)))
    for row in tops[:1]:
        return _told_by_cells(lattice, _bottom(lattice, row))
    return None


def _with_text(row: int, found: tuple[Column, ...]) -> tuple[int, tuple[Column, ...]] | None:
    """The same, where a column says tasks; a list of telephone numbers is no table of tasks."""
    return (row, found) if Column.TEXT in found else None


def _told_by_cells(lattice: Lattice, row: int) -> tuple[int, tuple[Column, ...]] | None:
    """The columns of a table whose first row names too few that are known, or names none."""
    printed = lattice.names(row)
    names = [columnnames.heading(name) for name in printed]
    if not any(names):
        silent = [""] * len(printed)
        found = told_by_cells(silent, names, _columns_below(lattice, row - 1))
        if found is not None and _says_the_same(lattice, row, found):
            return row - 1, found
    found = told_by_cells(printed, names, _columns_below(lattice, row))
    return None if found is None else (row, found)


def _says_the_same(lattice: Lattice, row: int, found: Sequence[Column]) -> bool:
    """Whether the first row says what the rows below it say: it is none of names.

    Where rows are numbered, a first one without a number is (干什么 | 谁来办 | ).
    """
    numbers = (c for c, name in zip(lattice.rows[row], found, strict=True) if name is Column.NUMBER)
    if any(not lattice.text(cell) for cell in numbers):
        return False
    says = [
        fit(nature(text.folded), column) >= _SUITS
        for cell, column in zip(lattice.rows[row], found, strict=True)
        if (text := lattice.text(cell)) and column in (*columnnames.DUTY_COLUMNS, Column.NUMBER)
    ]
    return bool(says) and all(says)


def _columns_below(lattice: Lattice, row: int) -> list[list[Excerpt]]:
    """The cells below a row, column by column; merged ones once, names over the width left out."""
    width = len(lattice.rows[row])
    columns: list[list[Excerpt]] = [[] for _ in range(width)]
    for at in range(row + 1, len(lattice.rows)):
        if len(lattice.distinct(at)) < 2:
            continue
        for column, cell in enumerate(lattice.rows[at]):
            own = cell is not None and (cell.row, cell.column) == (at, column)
            columns[column].append(lattice.text(cell if own else None))
    return columns


def _bottom(lattice: Lattice, row: int) -> int:
    """The last row of a header that begins in a row: cells merged downwards reach it."""
    down = [cell.rows for cell in lattice.distinct(row) if cell.row == row]
    least = min(down, default=1)
    deepest = max(down, default=1)
    parted = least < deepest <= _DEEPEST_HEADER
    return row + deepest - 1 if parted and row + deepest < len(lattice.rows) else row


def _names_below(lattice: Lattice, row: int) -> list[str] | None:
    """What the row below names columns, where it does nothing else; "" where it names none."""
    if row + 1 >= len(lattice.rows):
        return None
    below = lattice.names(row + 1)
    named = [columnnames.heading(name) is not None for name in below if name]
    return below if named and all(named) else None


def _task_table(lattice: Lattice, at: int, names: tuple[Column, ...]) -> TaskTable:
    """The rows below a header whose last row is ``at``."""
    first = _first_of_header(lattice, at) if at >= 0 else 0
    header = list(_cells_of(lattice, range(first, at + 1)))
    printed = {_plain(lattice.text(c).text) for c in header}
    below = range(at + 1, len(lattice.rows))
    again = [row for row in below if _is_header(lattice, row, printed)]
    headers = set(again)
    lattice = lattice.over_pages(
        again, [column for column, name in enumerate(names) if name in columnnames.DUTY_COLUMNS]
    )
    rows: list[tuple[Excerpt, ...]] = []
    carried: list[tuple[bool, ...]] = []
    repeated: list[Excerpt] = []
    notes: list[Excerpt] = []
    band = lattice.text(None)
    for row in below:
        distinct = lattice.distinct(row)
        texts = [lattice.text(c) for c in distinct if c.row == row and c not in lattice.given]
        if row in headers:
            repeated.extend(texts)
        elif len(distinct) == 1 and _is_band(distinct[0], row, len(names)):
            if names_what_follows(texts[0]):
                band = texts[0]
            else:
                notes.append(texts[0])
        elif tells_of_the_notice([text.folded for text in texts]):
            notes.append(Excerpt.join(texts))
        elif texts:
            cells = _by_column(lattice, row, names)
            rows.append((band, *(text for text, _ in cells)))
            carried.append((True, *(above for _, above in cells)))
    columns_ = (Column.NAME, *names)
    if not any(row[0] for row in rows):  # no row names what follows: no column for such names
        columns_, rows, carried = names, [r[1:] for r in rows], [c[1:] for c in carried]
    return TaskTable(
        Table(
            columns_,
            tuple(map(lattice.text, header)),
            tuple(rows),
            tuple(carried),
            tuple(notes),
            untold=heads_of(lattice, at, names, Column.OTHER),
            beside=heads_of(lattice, at, names, Column.DETAIL),
        ),
        tuple(lattice.text(c) for row in range(first) for c in lattice.distinct(row)),
        tuple(t for t in (*repeated, *lattice.doubled()) if t),
    )


def heads_of(
    lattice: Lattice, at: int, names: Sequence[Column], wanted: Column
) -> tuple[Excerpt, ...]:
    """What is printed over the columns of a kind, in the last row of the header."""
    if at < 0:
        return ()
    cells = [cell for cell, name in zip(lattice.rows[at], names, strict=True) if name is wanted]
    return tuple(text for cell in dict.fromkeys(cells) if (text := lattice.text(cell)))


def _is_header(lattice: Lattice, row: int, printed: set[str]) -> bool:
    """Whether a row is the header printed again."""
    distinct = lattice.distinct(row)
    return len(distinct) > 1 and {_plain(lattice.text(c).text) for c in distinct} <= printed


def _first_of_header(lattice: Lattice, at: int) -> int:
    """The first row of a header: a row above belongs to it where a cell of it reaches down."""
    first = at
    while first and any(c is not None and c.row < first for c in lattice.rows[first]):
        first -= 1
    return first


def _cells_of(lattice: Lattice, rows: range) -> Iterator[Cell]:
    seen: set[Cell] = set()
    for row in rows:
        for cell in lattice.distinct(row):
            if cell not in seen:
                seen.add(cell)
                yield cell


def _is_band(cell: Cell, row: int, width: int) -> bool:
    """Whether a row is one cell over most of the width: the name of what stands below."""
    return cell.row == row and cell.columns > max(1, width // 2)


def names_what_follows(text: Excerpt) -> bool:
    """Whether what is printed over the whole width names the rows below it."""
    return len(text) <= _LONGEST_BAND and not _NOTE.match(text.folded)


def _by_column(lattice: Lattice, row: int, names: Sequence[Column]) -> list[tuple[Excerpt, bool]]:
    """For each column what stands in it, and whether a merged cell brought it from above.

    A cell over several columns stands in that of the text, else in the first of them.
    """
    found = [(lattice.text(None), False)] * len(names)
    for cell, places in groupby(range(len(names)), key=lambda c: lattice.rows[row][c]):
        covered = list(places)
        at = next((c for c in covered if names[c] is Column.TEXT), covered[0])
        for column in covered:
            text = lattice.text(cell if column == at else None)
            above = cell is not None and (cell.row < row or cell in lattice.given)
            found[column] = text, above
    return found


def _plain(name: str) -> str:
    return _SPACE.sub("", fold(name))
