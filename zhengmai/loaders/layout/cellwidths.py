"""Rows whose cells were broken over lines at the width of their columns → a cell for each column.

    5 | 市政管网 | 新增市政消火栓32个， | 管网压力不足的地段加 | 装增压设施。 | 县住建局

The lines of a PDF are those of its cells. So each column has a width at which its cells are broken,
the same in all rows; the widths that let every row come out, with units, limits and sentences where
they should stand, tell which lines are one cell. Where others suit as well, nothing is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.cellpieces import (
    ANY,
    MEASURES,
    Measure,
    best_score,
    cell_of,
    pieces_of,
)
from zhengmai.loaders.layout.cellways import (
    MARGIN,
    NONE,
    Cell,
    Lines,
    RowLines,
    RunLines,
    Widths,
    with_width,
)
from zhengmai.loaders.layout.printedrows import chunks_of
from zhengmai.loaders.phrases.columnnames import Column

_MOST_COLUMNS: Final = 10
_MOST_LINES: Final = 1500  # of a table
_LONGEST_LINE: Final = 80  # characters
_SAMPLE: Final = 16  # rows that the widths are told from
_SAMPLE_LINES: Final = 80  # the same, of a table without numbers
_CANDIDATES: Final = 24  # lengths of lines that may be widths
_STARTS: Final = 4  # of them, one of which is the width of the texts
_SWEEPS: Final = 4
_FEWEST_ROWS: Final = 3
_FEWEST_FITTING: Final = 0.6  # of the rows
_FEWEST_SHOWN: Final = 0.3  # of those of the sample
_FEWEST_BROKEN: Final = 2  # of them have a cell that is broken at a width
_FEWEST_MERGED: Final = 2  # without a name of their own
_LONGER: Final = 1.6  # times as long as any name they are
_LONG: Final = 11.0  # characters that they have at the least
_NAME_AND_TEXT: Final = (Column.NAME, Column.TEXT)


@dataclass(frozen=True, slots=True)
class WidthRow:
    """A row told by the widths of the columns.

    Attributes:
        lines: those of it.
        fits: no line of its most likely cells is wider than its column, or ends before its end.
        broken: at least one of them is broken at that width.
        cells: one for each column; none where that is not sure.
    """

    lines: tuple[Excerpt, ...]
    fits: bool
    broken: bool
    cells: tuple[Excerpt, ...] = ()


def rows_by_width(
    rows: Sequence[Sequence[Excerpt]], names: Sequence[Column]
) -> list[WidthRow] | None:
    """The cells of rows that begin with a number.

    Args:
        rows: the lines of each.
        names: the columns.

    Returns:
        The rows, or None where hardly one of them comes out: the lines are no pieces of cells.
    """
    if names[0] is not Column.NUMBER or not _may_be_broken(rows, names):
        return None
    behind = names[1:]
    most = sorted(rows, key=len, reverse=True)[:_SAMPLE]  # lines tell most
    lines = [line for row in rows for line in row[1:]]
    told = max(
        _told([RowLines(pieces_of(row[1:], behind, m)) for row in most], lines, behind, m)
        for m in MEASURES
    )
    if sum(told.sure) < _FEWEST_SHOWN * len(most):
        return None
    parted: list[_Parted] = []
    for row in rows:
        read = RowLines(pieces_of(row[1:], behind, told.measure))
        way, *others = map(read.way, told.widths)
        parted.append(_Parted(row[:1], row[1:], way, _is_sure(way, others)))
    found = [_row(each, behind) for each in _with_merged_names(parted, behind, told)]
    return found if _are_told(found) else None


def unnumbered_rows(
    parts: Sequence[Sequence[Excerpt]], names: Sequence[Column]
) -> tuple[float, list[list[WidthRow]]] | None:
    """The rows of a table whose rows have no number, and their cells.

    Args:
        parts: the lines of each part of it, row by row and cell by cell.
        names: the columns.

    Returns:
        How well they suit the columns, and the rows of each part; None where hardly one of them
        comes out: the lines are no pieces of cells.
    """
    if Column.NUMBER in names or names.count(Column.TEXT) != 1:
        return None
    if not _may_be_broken(parts, names):
        return None
    lines = [line for part in parts for line in part]
    sample = list(_first_lines(parts))
    told = max(
        _told([_run(part, names, m, cut=cut) for part, cut in sample], lines, names, m)
        for m in MEASURES
    )
    if sum(told.sure) < _FEWEST_SHOWN * len(told.sure):
        return None
    found = [
        [_row(row, names) for row in _with_merged_names(_parted(part, names, told), names, told)]
        for part in parts
    ]
    return (told.total, found) if _are_told([row for rows in found for row in rows]) else None


def _may_be_broken(parts: Sequence[Sequence[Excerpt]], names: Sequence[Column]) -> bool:
    """Whether lines may be those of cells, and are not too many to tell."""
    lines = [line for part in parts for line in part]
    few = len(lines) <= _MOST_LINES and len(names) <= _MOST_COLUMNS
    return few and all(len(line) <= _LONGEST_LINE for line in lines)


def _are_told(rows: Sequence[WidthRow]) -> bool:
    """Whether most rows fit, and cells of some are broken."""
    fitting = sum(row.fits for row in rows)
    broken = sum(row.fits and row.broken for row in rows)
    return fitting >= max(_FEWEST_ROWS, _FEWEST_FITTING * len(rows)) and broken >= _FEWEST_BROKEN


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sample of a table tells.

    Attributes:
        total: how well its lines suit the columns.
        measure: of how long they are.
        widths: of each column; behind it those with another width of one, which suit as well.
        sure: for each row of the sample whether it is.
    """

    total: float
    measure: Measure
    widths: list[Widths]
    sure: list[bool]

    def __lt__(self, other: _Told) -> bool:
        return self.total < other.total


def _told(
    sample: Sequence[Lines],
    lines: Sequence[Excerpt],
    names: Sequence[Column],
    measure: Measure,
) -> _Told:
    """What a sample of lines tells by one measure."""
    total, widths = _widths(sample, lines, names, measure)
    ways = [row for each in sample for row in chunks_of(each.way(widths[0]), len(names))]
    return _Told(total, measure, widths, [all(cell.sure for cell in way) for way in ways])


def _run(
    lines: Sequence[Excerpt], names: Sequence[Column], measure: Measure, *, cut: bool = False
) -> RunLines:
    pieces = pieces_of(lines, names, measure)
    return RunLines(pieces, names.index(Column.TEXT), sum(map(best_score, names)), cut=cut)


def _first_lines(
    parts: Sequence[Sequence[Excerpt]],
) -> Iterator[tuple[Sequence[Excerpt], bool]]:
    """The lines that the widths are told from, part by part, and whether they are cut."""
    left = _SAMPLE_LINES
    for part in parts:
        if left > 0:
            yield part[:left], len(part) > left
        left -= len(part)


def _parted(lines: Sequence[Excerpt], names: Sequence[Column], told: _Told) -> list[_Parted]:
    """The rows that the widths make of lines; not sure where others make other ones."""
    run = _run(lines, names, told.measure)
    ways, *others = (chunks_of(run.way(each), len(names)) for each in told.widths)
    rivals = [{row[0].start: row for row in other} for other in others]
    return [
        _Parted((), lines, way, _is_sure(way, [rival.get(way[0].start, []) for rival in rivals]))
        for way in ways
    ]


def _is_sure(way: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> bool:
    """Whether each cell of a way is sure, and other widths give the same ones."""
    ends = [cell.piece.end for cell in way]
    same = all([cell.piece.end for cell in other] == ends for other in others)
    return same and all(cell.sure for cell in way)


def _with_merged_names(
    rows: Sequence[_Parted], names: Sequence[Column], told: _Told
) -> Iterator[_Parted]:
    """Rows whose name may be the first line of the text: it is one where names are merged cells.

    Such lines are as long as those of the texts, and much longer than any other name; of a single
    one nothing is told.
    """
    at = next((n for n, pair in enumerate(pairwise(names)) if pair == _NAME_AND_TEXT), None)
    if at is None:
        yield from rows
        return
    width, measure = told.widths[0][at + 1], told.measure
    doubts = [row.goes_on(at, width, measure) for row in rows]
    lengths = [row.length(at, measure) for row in rows]
    named = max((n for n, doubt in zip(lengths, doubts, strict=True) if not doubt), default=0.0)
    doubtful = min((n for n, doubt in zip(lengths, doubts, strict=True) if doubt), default=0.0)
    enough = named > 0 and sum(doubts) >= _FEWEST_MERGED
    merged = enough and doubtful >= max(_LONGER * named, _LONG)
    for row, doubt in zip(rows, doubts, strict=True):
        if not doubt:
            yield row
        elif merged:
            yield row.without_name(at)
        else:
            yield replace(row, sure=False)


def _row(row: _Parted, names: Sequence[Column]) -> WidthRow:
    """A row with its cells, where they are sure."""
    start, end = row.way[0].start, row.way[-1].piece.end
    printed = (*row.before, *row.lines[start:end])
    fits = all(cell.fits for cell in row.way)
    broken = any(cell.piece.is_broken for cell in row.way)
    if not row.sure:
        return WidthRow(printed, fits, broken)
    cells = (
        cell_of(row.lines[cell.start : cell.piece.end], name, printed[0])
        for cell, name in zip(row.way, names, strict=True)
    )
    return WidthRow(printed, fits, broken, (*row.before, *cells))


@dataclass(frozen=True, slots=True)
class _Parted:
    """Lines parted into the cells of a row.

    Attributes:
        before: the cells before them.
        lines: they, and those of other rows.
        way: the cells.
        sure: no others are about as likely.
    """

    before: Sequence[Excerpt]
    lines: Sequence[Excerpt]
    way: Sequence[Cell]
    sure: bool

    def length(self, at: int, measure: Measure) -> float:
        """How long the longest line of a cell is."""
        cell = self.way[at]
        lines = self.lines[cell.start : cell.piece.end]
        return max((measure.length(line.folded.strip()) for line in lines), default=0.0)

    def goes_on(self, at: int, width: float, measure: Measure) -> bool:
        """Whether the only line of a cell may be the first one of the next, so wide a cell."""
        cell, text = self.way[at : at + 2]
        if cell.piece.end != cell.start + 1 or text.piece.end == text.start or width == ANY:
            return False
        line, below = (each.folded.strip() for each in self.lines[cell.start : cell.start + 2])
        length = measure.length(line)
        return length - measure.over <= width < length + measure.first(below)

    def without_name(self, at: int) -> _Parted:
        """The same with a cell as the first line of the next."""
        cell, text = self.way[at : at + 2]
        piece = replace(text.piece, below=ANY)  # its first line goes on
        empty = replace(cell, piece=replace(cell.piece, end=cell.start))
        whole = replace(text, start=cell.start, piece=piece)
        return replace(self, way=[*self.way[:at], empty, whole, *self.way[at + 2 :]])


def _widths(
    sample: Sequence[Lines],
    lines: Sequence[Excerpt],
    names: Sequence[Column],
    measure: Measure,
) -> tuple[float, list[Widths]]:
    """How well lines suit the columns, and the width of each.

    Behind it those with another width of one column, which suit about as well.
    """
    lengths = Counter(measure.length(line.folded.strip()) for line in lines)
    common = [length for length, _ in lengths.most_common(_CANDIDATES)]
    candidates = [ANY, *sorted({*common, *(length - measure.over for length in common)})]
    climbed = [
        _climb(sample, tuple(start if n is Column.TEXT else ANY for n in names), candidates)
        for start in (ANY, *common[:_STARTS])
    ]
    total, best = max(climbed)
    rivals = [
        with_width(best, column, width)
        for column in range(len(names))
        for width, rival in zip(candidates, _totals(sample, best, column, candidates), strict=True)
        if rival > total - MARGIN and width != best[column]
    ]
    return total, [best, *rivals]


def _climb(
    sample: Sequence[Lines], widths: Widths, candidates: Sequence[float]
) -> tuple[float, Widths]:
    """How well lines suit, and the widths, each changed to the best as long as that helps."""
    total = NONE
    for _ in range(_SWEEPS):
        before = total
        for column in range(len(widths)):
            totals = _totals(sample, widths, column, candidates)
            total = max(totals)
            widths = with_width(widths, column, candidates[totals.index(total)])
        if total <= before:
            break
    return total, widths


def _totals(
    sample: Sequence[Lines], widths: Widths, column: int, candidates: Sequence[float]
) -> list[float]:
    each = [lines.totals(widths, column, candidates) for lines in sample]
    return [sum(scores) for scores in zip(*each, strict=True)]
