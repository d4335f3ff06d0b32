"""Rows of a table printed in columns by blanks, whose cells are broken over lines.

Rule (what programs make of a PDF that keep its layout)::

    序号  重点任务    具体措施              责任单位        完成时限

    1     换缆绳      旧绳剪断，新绳称重，  县水利局、县财  6月底前
                      送到库房。            政局

An empty line parts the rows; a piece of a line belongs to the column at whose place it begins.
Where a piece begins elsewhere, nothing is told of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_ASTRAY = 3  # printed columns that a piece may begin beside the name over it
_NEARLY = 3  # printed columns that a full line of a cell may stop short
_LONGEST_BAND = 40  # characters of a line that names the rows below
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line: where it ends in the file, its pieces, and at which printed column each begins."""

    end: int
    text: str
    pieces: tuple[Span, ...]
    places: tuple[int, ...]


@dataclass
class _Row:
    """The pieces of each column, with the printed column and the end of their line."""

    columns: dict[int, list[tuple[Span, int]]] = field(default_factory=dict)
    band: Span | None = None


def placed_rows(
    lines: Sequence[PrintedLine], at: int, width_of: Callable[[Span], int]
) -> tuple[Grid, int] | None:
    """The table below a header, and the number of the line after it, or None.

    Args:
        lines: those of the text from the header on.
        at: the number of the line below the header.
        width_of: how many printed columns a stretch of the text takes.
    """
    starts = lines[0].places
    rows: list[_Row] = []
    open_row: _Row | None = None
    after = at
    for number in range(at, len(lines)):
        line = lines[number]
        folded = fold(line.text).strip()
        if not folded:
            open_row = None
            continue
        if ends_table(folded):
            break
        if is_furniture(folded) or _is_header(line, lines[:at]):
            open_row = None
            continue
        columns = [_column(place, starts) for place in line.places]
        if None in columns:
            return None
        if open_row is None:
            open_row = _Row()
            rows.append(open_row)
        for column, piece in zip(columns, line.pieces, strict=True):
            open_row.columns.setdefault(column or 0, []).append((piece, line.end))
        after = number + 1
    found = [_named(row) for row in rows]
    if sum(row.band is None for row in found) < _FEWEST_ROWS or not _are_rows(found):
        return None
    widths = _widths(starts, found, width_of)
    cells = [*_header_cells(lines[:at], starts), *_cells(found, widths, width_of)]
    return Grid(Span(lines[0].pieces[0].start, lines[after - 1].end), tuple(cells)), after


def _column(place: int, starts: Sequence[int]) -> int | None:
    """The column at whose place a piece begins."""
    near = min(range(len(starts)), key=lambda n: abs(starts[n] - place))
    return near if abs(starts[near] - place) <= _ASTRAY else None


def _is_header(line: PrintedLine, header: Sequence[PrintedLine]) -> bool:
    """Whether a page prints the header, or its second line, again."""
    return any(line.text.split() == one.text.split() for one in header)


def _named(row: _Row) -> _Row:
    """A row of one short piece is the name of the rows below: 二、移动源低碳行动."""
    pieces = [piece for found in row.columns.values() for piece in found]
    if len(pieces) == 1 and pieces[0][0].end - pieces[0][0].start <= _LONGEST_BAND:
        return _Row(band=pieces[0][0])
    return row


def _are_rows(rows: Sequence[_Row]) -> bool:
    """Whether each has cells in several columns, and no more than one number in the first."""
    return all(
        row.band is not None or (len(row.columns) > 1 and len(row.columns.get(0, [])) <= 1)
        for row in rows
    )


def _widths(
    starts: Sequence[int], rows: Sequence[_Row], width_of: Callable[[Span], int]
) -> list[int]:
    """How wide the longest line of each column is."""
    return [
        max((width_of(p) for row in rows for p, _ in row.columns.get(n, [])), default=0)
        for n in range(len(starts))
    ]


def _header_cells(header: Sequence[PrintedLine], starts: Sequence[int]) -> Iterator[Cell]:
    """The names of the columns, some of which may go on in the line below: 完成 | 时限."""
    first, *others = header
    for column, piece in enumerate(first.pieces):
        below = [
            p
            for line in others
            for p, place in zip(line.pieces, line.places, strict=True)
            if min(range(len(starts)), key=lambda n: abs(starts[n] - place)) == column
        ]
        whole = Span(piece.start, below[-1].end if below else piece.end)
        yield Cell(0, column, 1, 1, whole, (piece, *below) if below else ())


def _cells(
    rows: Sequence[_Row], widths: Sequence[int], width_of: Callable[[Span], int]
) -> Iterator[Cell]:
    for number, row in enumerate(rows, 1):
        if row.band is not None:
            yield Cell(number, 0, 1, len(widths), row.band)
            continue
        for column, width in enumerate(widths):
            pieces = row.columns.get(column, [])
            if not pieces:
                yield Cell(number, column, 1, 1, Span(0, 0))
                continue
            spans: list[Span] = []
            for piece, end in pieces[:-1]:
                spans.append(piece)
                if width_of(piece) < width - _NEARLY:  # the line is not full: the cell breaks there
                    spans.append(Span(end, end + 1))
            last = pieces[-1][0]
            whole = Span(pieces[0][0].start, last.end)
            yield Cell(number, column, 1, 1, whole, (*spans, last) if spans else ())
