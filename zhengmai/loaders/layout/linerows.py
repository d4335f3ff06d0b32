"""The cells of a table printed one a line → its rows.

A number that goes on with the count begins a row. Without numbers a row has as many cells as there
are columns; where cells are missing, or have several lines, what is written in them tells where it
ends. A name of what stands below 一、 has no units beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.brokencells import in_columns, stand_in_place
from zhengmai.loaders.layout.columnroles import settled
from zhengmai.loaders.layout.furniture import is_contact
from zhengmai.loaders.layout.linecells import begins, goes_on, in_one, is_duty, is_number, suits
from zhengmai.loaders.layout.tables import place
from zhengmai.loaders.layout.unitlines import may_be_cut, whole_lists, whole_units
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    may_be_name,
)
from zhengmai.loaders.phrases.marks import Level, mark_of
from zhengmai.loaders.phrases.numerals import NUMERAL

_HAS_LIMIT = 1.0  # how well a time limit with words around it suits the column of limits
_SENTENCE = 4.0  # how well a cell that is a sentence suits the column of tasks
_SAYS_A_TASK = 1.5  # the same, of a text at the least
_MOST_BELOW = 3  # lines below the last row that are no cells
_FEWEST_WHOLE = 2  # rows, from which what stands below the last of them is no part of it
_MOST_UNKNOWN = 2  # names at the end of a header that are not known
_MOST_BANDS = 7  # names that stand above a row, one below the other
_BARE_MARK = re.compile(rf"{NUMERAL}{{1,3}}、|\({NUMERAL}{{1,3}}\)")


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """Rows put together from cells.

    Attributes:
        columns: those of the table; one more where rows have names above them, or numbers.
        rows: the cells of each.
        whole: each has a cell for each column.
        clear: False where it cannot be told which cells are those of a row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Excerpt, ...], ...]
    whole: bool = False
    clear: bool = True


def line_rows(
    cells: Sequence[Excerpt], names: tuple[Column, ...], gaps: frozenset[int]
) -> PrintedRows:
    """The rows of cells that stand each on a line, or on several.

    Args:
        cells: the lines.
        names: the columns.
        gaps: the cells before which an empty one is printed.
    """
    if Column.NUMBER not in names:
        return _rows_by_words(cells, names, gaps)
    if names[:2] == (Column.NAME, Column.NUMBER) and _counts_below_names(cells):
        return _by_number(cells, names[1:], named=True)
    return _by_number(cells, names)


def _by_number(
    cells: Sequence[Excerpt], names: tuple[Column, ...], *, named: bool = False
) -> PrintedRows:
    """The rows that numbers begin; ``named``: a name above them stands before each or some."""
    rows: list[tuple[Excerpt, ...]] = []
    bands: list[tuple[Excerpt, ...]] = []
    in_parts = ends_in_duty(names)
    counted = _counted(cells, in_parts=in_parts, named=named)
    sure = _sure_rows(counted, names)
    if sure is None and not in_parts:  # what has come of them stands behind units and limits
        sure = _sure_rows(_counted(cells, in_parts=True, named=named), names)
    if sure is not None:
        return PrintedRows(names, sure, whole=True)
    for band, row in counted:
        parts = [tuple(whole_units(part, names)) for part in under_one_number(row, names)]
        rows.extend(parts)
        bands.extend([band, *[()] * (len(parts) - 1)])
    if not any(bands):
        return PrintedRows(names, tuple(rows))
    empty = cells[0].slice(0, 0)
    deepest = max(map(len, bands))
    below_names = tuple(
        (*[empty] * (deepest - len(band)), *band, *row)
        for band, row in zip(bands, rows, strict=True)
    )
    return PrintedRows((*[Column.NAME] * deepest, *names), below_names)


def _counted(
    cells: Sequence[Excerpt], *, in_parts: bool, named: bool
) -> list[tuple[tuple[Excerpt, ...], list[Excerpt]]]:
    """The rows that numbers begin, their lists of units put together; and the names above them."""
    counted = by_number(cells, in_parts=in_parts, named=named)
    return [(band, list(whole_lists(row))) for band, row in counted]


def _counts_below_names(cells: Sequence[Excerpt]) -> bool:
    """Whether the first cell is a name, and the number of the first row stands behind it."""
    return (
        len(cells) > 1
        and not is_number(cells[0].folded.strip())
        and not is_duty(cells[0])
        and goes_on(cells[1].folded.strip(), 0)
    )


def _sure_rows(
    counted: Sequence[tuple[tuple[Excerpt, ...], list[Excerpt]]], names: tuple[Column, ...]
) -> tuple[tuple[Excerpt, ...], ...] | None:
    """Rows of which each cell stands surely in its column, or None.

    Where nothing is printed in the last column, no row has a cell for it.
    """
    if any(band for band, _ in counted):
        return None
    rows = [row for _, row in counted]
    sure = _in_columns(rows, names)
    if sure is not None or names[-1] in (*TASK_COLUMNS, *DUTY_COLUMNS) or len(rows) < _FEWEST_WHOLE:
        return sure
    shorter = _in_columns(rows, names[:-1])
    if shorter is None:
        return None
    empty = rows[0][0].slice(0, 0)
    return tuple((*row, empty) for row in shorter)


def _in_columns(
    rows: Sequence[Sequence[Excerpt]], names: tuple[Column, ...]
) -> tuple[tuple[Excerpt, ...], ...] | None:
    """Rows with a cell for each column, or None where that is not sure of one of them."""
    found: list[tuple[Excerpt, ...]] = []
    for row in rows:
        cells = in_columns(row, names) or in_columns(whole_units(row, names), names)
        if cells is None:
            return None
        found.append(cells)
    return tuple(found)


def by_number(
    cells: Sequence[Excerpt], *, in_parts: bool = False, named: bool = False
) -> Iterator[tuple[tuple[Excerpt, ...], list[Excerpt]]]:
    """The cells of each row that a number begins, and the names that stand above it.

    Where the table may be ``in_parts`` (3, 68, 69), any higher number behind units does: units and
    limits are its last columns, and no amount stands behind them. Where the rows are ``named`` in
    a column before the numbers, what stands right before a number is such a name.
    """
    row: list[Excerpt] = []
    bands: tuple[Excerpt, ...] = ()
    above: tuple[Excerpt, ...] = ()
    last = 0
    at = 0
    assigned = False  # units or a limit stand in the row
    while at < len(cells):
        number = cells[at].folded.strip()
        done = in_parts and _done(row, bands, assigned)
        counts = goes_on(number, last) or (done and _jumps(cells, at, last))
        if is_number(number) and (not row or counts):
            if row:
                yield above, row
            above, bands, row, assigned = bands, (), [], False
            last = int(number)
        size = _band_at(cells, at, last, in_parts=in_parts)
        size = size or int(named and _is_name_at(cells, at, last))
        if size and (assigned or not row):
            bands = (*bands[-_MOST_BANDS:], Excerpt.join(cells[at : at + size]))
            at += size
            continue
        row.append(cells[at])
        assigned = assigned or is_duty(cells[at])
        at += 1
    if row:
        yield above, row


def _done(row: Sequence[Excerpt], bands: Sequence[Excerpt], assigned: bool) -> bool:
    """Whether a row may end: units or a limit stand in it, or the name of the rows below does."""
    return bool(row) and (assigned or bool(bands))


def _jumps(cells: Sequence[Excerpt], at: int, last: int) -> bool:
    """Whether a higher number begins a row of a table that is but a part of one: 3, 68, 69.

    What a row says follows it: no page number and no amount does so.
    """
    number = cells[at].folded.strip()
    if not is_number(number) or int(number) <= last or at + 1 >= len(cells):
        return False
    text = cells[at + 1]
    return not is_duty(text) and columns.fit(columns.nature(text.folded), Column.TEXT) >= _SENTENCE


def _band_at(cells: Sequence[Excerpt], at: int, last: int, *, in_parts: bool) -> int:
    """How many cells from one on are the name of what stands below: 一、 | 守好渡口。; 0 if none.

    A number, or another such name, follows it.
    """
    text = cells[at].folded.strip()
    bare = _BARE_MARK.fullmatch(text) is not None
    size = 1 + bare
    mark = None if bare else mark_of(text)
    if (not bare and (mark is None or mark.level > Level.POINT)) or at + size >= len(cells):
        return 0
    after = cells[at + size].folded.strip()
    if is_number(after):
        jumps = in_parts and _jumps(cells, at + size, last)
        return size if goes_on(after, last) or jumps else 0
    below = mark_of(after + "-")
    return size if below is not None and below.level <= Level.POINT else 0


def _is_name_at(cells: Sequence[Excerpt], at: int, last: int) -> bool:
    """Whether a cell is neither units nor a limit, and the next number of the count follows it."""
    after = cells[at + 1].folded.strip() if at + 1 < len(cells) else ""
    return goes_on(after, last) and not is_duty(cells[at])


def chunks_of(cells: Sequence[Excerpt], width: int) -> list[tuple[Excerpt, ...]]:
    """Cells in rows of one width."""
    return [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]


def _rows_by_words(
    cells: Sequence[Excerpt], names: tuple[Column, ...], gaps: frozenset[int]
) -> PrintedRows:
    """The rows of a table without numbers: as wide as the table, or each up to its units."""
    wider = _with_more_names(cells, names)
    if wider is not None:
        return wider
    chunks = chunks_of(cells, len(names))
    ruled = all(len(chunk) == len(names) and _fits_place(chunk, names) for chunk in chunks)
    by_width = PrintedRows(
        names, tuple(chunks), whole=ruled, clear=ruled or not _are_mixed(chunks, names)
    )
    if ruled or not ends_in_duty(names):
        return by_width
    bands: list[Excerpt] = []
    kept: list[Excerpt] = []
    above: dict[int, list[Excerpt]] = {}  # the names above the text that is the n-th cell
    for at, cell in enumerate(cells):
        if at + 1 in gaps and mark_of(cell.folded) is not None and not is_duty(cell):
            bands.append(cell)
            continue
        if bands:
            above[len(kept)] = bands
            bands = []
        kept.append(cell)
    rows: list[tuple[Excerpt, ...]] = []
    done = 0
    for part in _parts(kept, _least(kept)):
        if [is_duty(cell) for cell in part] != sorted(map(is_duty, part)) or not is_duty(part[-1]):
            return by_width
        found = place(whole_units(part, names), names)
        named = above.get(done, [])
        done += len(part)
        row = [in_one(found.get(column, []), cells[0]) for column in names]
        rows.append((in_one(named, cells[0]), *row))
    if not above:
        return PrintedRows(names, tuple(row[1:] for row in rows), whole=True)
    return PrintedRows((Column.NAME, *names), tuple(rows), whole=True)


def _with_more_names(cells: Sequence[Excerpt], names: tuple[Column, ...]) -> PrintedRows | None:
    """The rows below names of which the last are not known, and were taken for cells."""
    if stand_in_place(chunks_of(cells, len(names)), names):
        return None
    for more in range(1, _MOST_UNKNOWN + 1):
        if not all(may_be_name(cell.text) for cell in cells[:more]):
            return None
        rows = chunks_of(cells[more:], len(names) + more)
        found = (*names, *[Column.OTHER] * more)
        if len(rows) >= _FEWEST_WHOLE and stand_in_place(rows, found):
            printed = [""] * len(names) + [cell.text.strip() for cell in cells[:more]]
            told = settled(
                printed, [*names, *[None] * more], list(map(list, zip(*rows, strict=True)))
            )
            return PrintedRows(told, tuple(rows), whole=True)
    return None


def _fits_place(row: Sequence[Excerpt], names: Sequence[Column]) -> bool:
    """Whether units stand in the columns of units, and none of them, or limits, in others."""
    looks = [columns.nature(cell.folded) for cell in row]
    heads = [cell for cell, name in zip(looks, names, strict=True) if name is Column.NAME]
    if any(cell.units for cell in heads) and any(columns.fit(c, Column.NAME) < 0 for c in heads):
        return False  # a text and its units, where the names above them are not printed again
    return all(
        columns.fit(cell, name) >= _SENTENCE if name in UNIT_COLUMNS else not _misplaced(cell, name)
        for cell, name in zip(looks, names, strict=True)
    )


def below_the_rows(cells: Sequence[Excerpt], names: tuple[Column, ...]) -> int:
    """How many cells are those of the rows; what stands behind them stands below the table.

    Only where the rows are all as wide as the table, and what follows the last of them is neither
    the number of another nor units or a limit.
    """
    width = len(names)
    below = list(takewhile(_stands_below, reversed(cells[-_MOST_BELOW:])))
    for count in range(1, min(len(below), len(cells) - 1) + 1):
        if _ends_above(cells[-count - 1], names[-1]):
            return len(cells) - count
    if names[0] is Column.NUMBER:
        starts: list[int] = []
        for at, cell in enumerate(cells):
            number = cell.folded.strip()
            if is_number(number) and goes_on(number, len(starts)):
                starts.append(at)
        whole = starts == list(range(0, len(starts) * width, width))
        end = len(starts) * width
    else:
        end = len(cells) - len(cells) % width
        chunks = chunks_of(cells[:end], width)
        whole = Column.NUMBER not in names and all(_fits_place(chunk, names) for chunk in chunks)
    some = whole and end >= _FEWEST_WHOLE * width and end < len(cells) < end + width
    # The name may be that of the row above, and its last cells empty.
    duties = sum(map(is_duty, cells[end + 1 :]))
    row = Column.NAME in names and duties > (len(cells) != end + width - 1)
    return end if some and _stands_below(cells[end]) and not row else len(cells)


def _ends_above(cell: Excerpt, column: Column) -> bool:
    """Whether a cell is the units or the limit of the last column."""
    return column in DUTY_COLUMNS and suits(cell, column)


def _stands_below(line: Excerpt) -> bool:
    """Whether a line is a sentence, or says whom to ask: no cell goes on in it."""
    text = line.folded.strip()
    if is_contact(text):
        return True
    return not is_duty(line) and mark_of(text) is None and columns.nature(text).sentence


def _are_mixed(chunks: Sequence[Sequence[Excerpt]], names: Sequence[Column]) -> bool:
    """Whether what are no units at all stand where units should, or hardly any units do."""
    fits = [
        columns.fit(columns.nature(cell.folded), name)
        for chunk in chunks
        for cell, name in zip(chunk, names, strict=False)
        if name in UNIT_COLUMNS
    ]
    return any(fit < 0 for fit in fits) or 2 * sum(fit >= _SENTENCE for fit in fits) < len(fits)


def _misplaced(cell: columns.Nature, name: Column) -> bool:
    return cell.units if name is Column.DEADLINE else name is Column.TEXT and cell.limit


def ends_in_duty(names: Sequence[Column]) -> bool:
    """Whether the columns of units and limits are the last, a text before them."""
    duty = [name in DUTY_COLUMNS for name in names]
    return any(duty) and Column.TEXT in names and duty == sorted(duty)


def _parts(cells: Sequence[Excerpt], least: float) -> Iterator[list[Excerpt]]:
    """Cells parted where a text stands behind units or a limit."""
    part: list[Excerpt] = []
    for at, cell in enumerate(cells):
        following = cells[at + 1] if at + 1 < len(cells) else None
        behind = bool(part) and is_duty(part[-1])
        if behind and (
            _says_a_task(cell, following, least)
            or (
                following is not None and not is_duty(cell) and _says_a_task(following, None, least)
            )
        ):
            yield part
            part = []
        part.append(cell)
    if part:
        yield part


def _least(cells: Sequence[Excerpt]) -> float:
    """How well a cell suits the column of tasks that says one: where sentences do, no word does."""
    texts = [cell for cell in cells if not is_duty(cell)]
    sentences = sum(suits(cell, Column.TEXT) for cell in texts)
    return _SENTENCE if 2 * sentences >= len(texts) else _SAYS_A_TASK


def _says_a_task(cell: Excerpt, following: Excerpt | None, least: float) -> bool:
    """Whether a cell is a text, and not the first line of a name: 市住房和城乡 | 建设局."""
    text = cell.folded.strip()
    if is_duty(cell):
        return False
    if mark_of(text) is None and columns.fit(columns.nature(text), Column.TEXT) < least:
        return False
    cut = following is not None and is_duty(following) and not begins(following)
    return not (cut and may_be_cut(cell))


def under_one_number(
    row: Sequence[Excerpt], table_columns: tuple[Column, ...], *, barred: bool = False
) -> Iterator[tuple[Excerpt, ...]]:
    """The rows that one number stands before: a text behind units or a limit begins another."""
    number, *cells = row
    if len(cells) < len(table_columns):
        yield tuple(row)
        return
    if table_columns[-1] in UNIT_COLUMNS and ends_in_duty(table_columns):
        parts = list(_parts(cells, _SENTENCE))
        if all(any(map(is_duty, part)) for part in parts):
            yield from ((number, *part) for part in parts)
            return
    if table_columns[-1] is not Column.DEADLINE:
        at = len(table_columns) - 1
        if (
            barred
            and len(cells) > at + 1
            and columns.fit(columns.nature(cells[at].folded), Column.TEXT) > 0
        ):
            yield tuple(row[: at + 1])
            yield (number, *cells[at:])
            return
        yield tuple(row)
        return
    part: list[Excerpt] = []
    limited = assigned = False
    for cell in cells:
        if limited and suits(cell, Column.TEXT):
            yield (number, *part)
            part, limited, assigned = [], False, False
        part.append(cell)
        looks = columns.nature(cell.folded)
        assigned = assigned or is_duty(cell)
        # The first line of a text may have a limit in it; a limit with more words is behind units.
        limited = looks.limit or (columns.fit(looks, Column.DEADLINE) >= _HAS_LIMIT and assigned)
    yield (number, *part)
