"""The cells of a table printed one a line → its rows.

A number that goes on with the count begins a row. Without numbers a row has as many cells as there
are columns; where cells are missing, or have several lines, what is written in them tells where it
ends. A name of what stands below 一、 has no units beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.brokencells import in_columns, stand_in_place
from zhengmai.loaders.layout.cellwidths import WidthRow, rows_by_width, unnumbered_rows
from zhengmai.loaders.layout.columnroles import settled
from zhengmai.loaders.layout.furniture import is_contact
from zhengmai.loaders.layout.linecells import (
    begins,
    goes_on,
    in_one,
    is_band,
    is_duty,
    is_number,
    suits,
)
from zhengmai.loaders.layout.numberedrows import by_number, by_own_numbers, counts_below_names
from zhengmai.loaders.layout.printedrows import PrintedRows, below_names, chunks_of
from zhengmai.loaders.layout.tables import place
from zhengmai.loaders.layout.unitlines import may_be_cut, whole_lists, whole_units
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    may_be_name,
)
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.unitnames import is_company_cut

_HAS_LIMIT = 1.0  # how well a time limit with words around it suits the column of limits
_SENTENCE = 4.0  # how well a cell that is a sentence suits the column of tasks
_SAYS_A_TASK = 1.5  # the same, of a text at the least
_MOST_BELOW = 3  # lines below the last row that are no cells
_FEWEST_BROKEN = 2  # rows with more lines than columns, which a column is too narrow for
_FEWEST_WHOLE = 2  # rows, from which what stands below the last of them is no part of it
_PAIR = 2  # columns, of tasks and of their units
_MOST_UNKNOWN = 2  # names at the end of a header that are not known


def line_rows(
    cells: Sequence[Excerpt],
    names: tuple[Column, ...],
    gaps: frozenset[int],
    *,
    broken: bool,
) -> PrintedRows:
    """The rows of cells that stand each on a line, or on several.

    Args:
        cells: the lines.
        names: the columns.
        gaps: the cells before which an empty one is printed.
        broken: cells may be broken over lines.
    """
    if Column.NUMBER not in names:
        return _rows_by_words(cells, names, gaps, broken=broken)
    if names[:2] == (Column.NAME, Column.NUMBER) and counts_below_names(cells):
        return _by_number(cells, names[1:], named=True, broken=broken)
    return _by_number(cells, names, broken=broken)


def _by_number(
    cells: Sequence[Excerpt], names: tuple[Column, ...], *, broken: bool, named: bool = False
) -> PrintedRows:
    """The rows that numbers begin; ``named``: a name above them stands before each or some."""
    in_parts = ends_in_duty(names)
    printed = list(by_number(cells, in_parts=in_parts, named=named))
    bands, lines = [band for band, _ in printed], [row for _, row in printed]
    broken &= sum(len(row) > len(names) for row in lines) >= _FEWEST_BROKEN
    by_width = rows_by_width(lines, names) if broken else None
    if by_width is not None:
        return _told_by_width(by_width, bands, names)
    counted = _with_whole_lists(printed)
    sure = _sure_rows(counted, names)
    if sure is None and not in_parts:  # what has come of them stands behind units and limits
        sure = _sure_rows(_with_whole_lists(by_number(cells, in_parts=True, named=named)), names)
    if sure is not None:
        return PrintedRows(names, sure, whole=True)
    rows: list[tuple[Excerpt, ...]] = []
    above: list[tuple[Excerpt, ...]] = []
    for band, row in counted:
        parts = [tuple(whole_units(part, names)) for part in under_one_number(row, names)]
        rows.extend(parts)
        above.extend([band, *[()] * (len(parts) - 1)])
    return below_names(rows, above, names)


def _told_by_width(
    rows: Sequence[WidthRow], bands: Sequence[tuple[Excerpt, ...]], names: tuple[Column, ...]
) -> PrintedRows:
    """The rows that the widths of the columns tell, and the lines of the others."""
    told = [(band, row.cells) for band, row in zip(bands, rows, strict=True) if row.cells]
    unsure = [[line for line in row.lines if line] for row in rows if not row.cells]
    left = tuple(in_one(lines, lines[0]) for lines in unsure if lines)
    found = below_names([row for _, row in told], [band for band, _ in told], names)
    return replace(found, whole=True, left_out=left)


def _with_whole_lists(
    printed: Iterable[tuple[tuple[Excerpt, ...], list[Excerpt]]],
) -> list[tuple[tuple[Excerpt, ...], list[Excerpt]]]:
    """Rows below their names, the lists of units in them put together."""
    return [(band, list(whole_lists(row))) for band, row in printed]


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


def _rows_by_words(
    cells: Sequence[Excerpt], names: tuple[Column, ...], gaps: frozenset[int], *, broken: bool
) -> PrintedRows:
    """The rows of a table without numbers: as wide as the table, or each up to its units."""
    chunks = chunks_of(cells, len(names))
    ruled = all(len(chunk) == len(names) and _fits_place(chunk, names) for chunk in chunks)
    told = None if ruled else _by_own_numbers(cells, names, broken=broken)
    told = told or (_unnumbered(cells, names) if broken and not ruled else None)
    told = told or _with_more_names(cells, names)
    if told is not None:
        return told
    # Of two columns nothing else tells which of them a line stands in.
    clear = ruled or not (len(names) == _PAIR or _are_mixed(chunks, names))
    as_wide = PrintedRows(names, tuple(chunks), whole=ruled, clear=clear)
    if ruled or not ends_in_duty(names):
        return as_wide
    return _rows_up_to_units(cells, names, gaps) or as_wide


def _rows_up_to_units(
    cells: Sequence[Excerpt], names: tuple[Column, ...], gaps: frozenset[int]
) -> PrintedRows | None:
    """The rows that each end in units or a limit, None where they do not."""
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
        elif kept and _is_company_cut(kept[-1], cell):
            kept[-1] = Excerpt.join([kept[-1], cell])
            continue
        kept.append(cell)
    rows: list[tuple[Excerpt, ...]] = []
    done = 0
    for part in _parts(kept, _least(kept)):
        if [is_duty(cell) for cell in part] != sorted(map(is_duty, part)) or not is_duty(part[-1]):
            return None
        if rows and is_duty(Excerpt.join([kept[done - 1], part[0]])):
            return None  # the list of units above goes on: …、区住房城乡建设 | 局、区残联
        found = place(whole_units(part, names), names)
        named = above.get(done, [])
        done += len(part)
        row = [in_one(found.get(column, []), cells[0]) for column in names]
        rows.append((in_one(named, cells[0]), *row))
    if not above:
        return PrintedRows(names, tuple(row[1:] for row in rows), whole=True)
    return PrintedRows((Column.NAME, *names), tuple(rows), whole=True)


def _is_company_cut(above: Excerpt, below: Excerpt) -> bool:
    """Whether a line that is no list of units ends in the middle of a company's name."""
    return not is_duty(above) and is_company_cut(above.folded.strip(), below.folded.strip())


def _by_own_numbers(
    cells: Sequence[Excerpt], names: tuple[Column, ...], *, broken: bool
) -> PrintedRows | None:
    """The rows that the numbers of the texts in their first column begin, where they are sure."""
    rows = by_own_numbers(cells) if names[0] in TASK_COLUMNS else None
    if rows is None:
        return None
    counted = [[cells[0].slice(0, 0), *row] for row in rows]  # as if the number had a column
    by_width = rows_by_width(counted, (Column.NUMBER, *names)) if broken else None
    if by_width is not None:
        wide = [replace(row, cells=row.cells[1:]) for row in by_width]
        return _told_by_width(wide, [()] * len(wide), names)
    told = [_in_columns([list(whole_lists(row))], names) for row in rows]
    sure = tuple(cells for one in told if one is not None for cells in one)
    left = tuple(in_one(r, r[0]) for r, one in zip(rows, told, strict=True) if one is None)
    return PrintedRows(names, sure, whole=True, left_out=left) if len(sure) >= len(left) else None


def _unnumbered(cells: Sequence[Excerpt], names: tuple[Column, ...]) -> PrintedRows | None:
    """The rows that the widths of the columns tell, also where names stand above some of them."""
    best: tuple[float, PrintedRows] | None = None
    for parts in _parted(cells):
        found = unnumbered_rows([lines for _, lines in parts], names)
        if found is None or (best is not None and found[0] <= best[0]):
            continue
        bands = [band for (band, _), rows in zip(parts, found[1], strict=True) for _ in rows]
        best = found[0], _told_by_width([row for rows in found[1] for row in rows], bands, names)
    return best and best[1]


def _parted(
    cells: Sequence[Excerpt],
) -> Iterator[list[tuple[tuple[Excerpt, ...], list[Excerpt]]]]:
    """The cells below the names 一、 that may be such, and as one part without a name."""
    parts: list[tuple[tuple[Excerpt, ...], list[Excerpt]]] = [((), [])]
    for cell in cells:
        if is_band(cell):
            parts.append(((cell,), []))
        else:
            parts[-1][1].append(cell)
    if len(parts) > 1:
        yield [part for part in parts if part[1]]
    yield [((), list(cells))]


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
    """Whether units stand where limits should, or a limit, or a piece of a list, where a text."""
    if name is Column.DEADLINE:
        return cell.units
    listed = cell.units or cell.text.startswith("、") or cell.text.endswith("、")
    return name is Column.TEXT and (cell.limit or listed)


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
