"""Tables whose columns stand apart by blanks alone, as text printed from a page has them.

Rule::

    序号    工作任务                  责任单位              完成时限
    一、压实责任
    1-1     签订防火责任书。          县林业局、县公安局    2月底前

A row is read where its line has a cell for each column. Where cells are empty or broken over lines,
empty lines must part the rows, and the places of the pieces tell the columns (:mod:`.placedrows`);
nothing else in the text tells for certain which column a piece belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

from zhengmai.loaders.excerpt import Excerpt, fold, placed_lines
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.layout.placedrows import PrintedLine, placed_rows
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.unitlists import goes_on_below
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_PIECE = re.compile(r"\S+(?:[ \u3000]\S+)*")  # cells have single blanks in them: 工 作 任 务
_GAPS = ("  ", " \u3000", "\u3000 ", "\u3000\u3000")
_OTHER_SIGNS = ("\t", "|", "｜")  # what tables of other kinds are drawn with
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 160  # characters of a line that names columns
_LONGEST_BAND = 30  # characters; a longer line of one piece is no name of what follows
_SURE = 4.0  # how well a cell suits a column that it surely stands in
_MOST_LINES = 2000  # of a table
_MOST_IN_VAIN = 10_000  # lines read by their places, from which on no more are read so
_MOST_BETWEEN = 3  # lines of one piece between two rows
_BESIDE = 6  # columns of a printer that the two lines of a name may stand apart


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text and the pieces that blanks part it into."""

    start: int
    text: str
    pieces: tuple[Span, ...]  # in the file

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def names(self) -> list[str]:
        return [self.text[p.start - self.start : p.end - self.start] for p in self.pieces]

    def printed_at(self) -> list[int]:
        """Where the pieces begin in print: a Chinese character is two wide."""
        places = [0, *(p.start - self.start for p in self.pieces)]
        widths = (_printed(self.text[a:b]) for a, b in pairwise(places))
        return list(accumulate(widths))


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text in its order; one that can't be read has no cells."""
    text = visible.file_text
    if not any(_has_gap(line.strip()) for line in text.splitlines()):
        return  # as most texts
    lines = list(_lines(text))
    at = vain = 0  # lines that were read by their places without a table
    while at < len(lines):
        found = _header(lines, at)
        if found is None:
            at += 1
            continue
        columns, below = found
        grid, after = _table(lines, at, below, columns)
        if (grid is None or not grid.cells) and vain <= _MOST_IN_VAIN:
            placed = _placed(lines, at, below, text)
            vain += 0 if placed is not None else min(_MOST_LINES, len(lines) - at)
            grid, after = placed if placed is not None else (grid, after)
        at = after
        if grid is not None:
            yield grid


def _lines(text: str) -> Iterator[_Line]:
    for at, line in placed_lines(text):
        yield _Line(at, line, tuple(_pieces(line, at)))


def _placed(lines: Sequence[_Line], at: int, below: int, text: str) -> tuple[Grid, int] | None:
    """The table whose header stands on a line, read by the places of its pieces."""
    printed = [
        PrintedLine(line.end, line.text, line.pieces, tuple(line.printed_at()))
        for line in lines[at : at + _MOST_LINES]
    ]
    found = placed_rows(printed, below - at, partial(_width, text))
    return None if found is None else (found[0], at + found[1])


def _width(text: str, span: Span) -> int:
    return _printed(text[span.start : span.end])


def _has_gap(line: str) -> bool:
    return any(gap in line for gap in _GAPS)


def _pieces(body: str, at: int) -> Iterator[Span]:
    if any(sign in body for sign in _OTHER_SIGNS):
        return
    inside = body.strip()
    if not _has_gap(inside):
        if inside:
            start = at + body.index(inside)
            yield Span(start, start + len(inside))
        return
    for match in _PIECE.finditer(body):
        yield Span(at + match.start(), at + match.end())


def _printed(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _header(lines: Sequence[_Line], at: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns that a line names, alone or with the line below it, and the line after."""
    line = lines[at]
    if len(line.pieces) < _FEWEST_COLUMNS or len(line.text.strip()) > _LONGEST_HEADER:
        return None
    names = line.names()
    both = _with_line_below(line, lines[at + 1]) if at + 1 < len(lines) else None
    two = columnnames.of_names(both) if both is not None else None
    if two is not None and Column.OTHER not in two:
        return two, at + 2
    one = columnnames.of_names(names)
    return None if one is None else (one, at + 1)


def _with_line_below(line: _Line, below: _Line) -> list[str] | None:
    """The names of columns that are broken over two lines, or None where they are not."""
    if not 0 < len(below.pieces) < len(line.pieces):
        return None
    names = line.names()
    places = line.printed_at()
    for place, name in zip(below.printed_at(), below.names(), strict=True):
        nearest = min(range(len(places)), key=lambda n: abs(places[n] - place))
        if abs(places[nearest] - place) > _BESIDE:
            return None
        names[nearest] += name
    return names


def _table(
    lines: Sequence[_Line], header: int, at: int, columns: Sequence[Column]
) -> tuple[Grid | None, int]:
    """The table below a header, and the number of the line after it; None where no row follows."""
    width = len(columns)
    remarks = next((n for n, c in enumerate(reversed(columns)) if c is not Column.REMARK), width)
    rows: list[_Line] = [lines[header]]
    between: list[_Line] = []
    whole = True
    after = at
    for number in range(at, len(lines)):
        line = lines[number]
        folded = fold(line.text).strip()
        if not line.pieces and not folded:
            continue
        if not line.pieces or ends_table(folded) or len(between) > _MOST_BETWEEN:
            break
        if is_furniture(folded):
            continue
        if len(line.pieces) == 1:
            between.append(line)
            continue
        if _header(lines, number) is not None and line.names() != lines[header].names():
            break  # another table
        bands = [b for b in between if len(b.text.strip()) <= _LONGEST_BAND]
        whole &= width - remarks <= len(line.pieces) <= width and len(between) == len(bands) <= 1
        whole &= len(line.pieces) == width or _suits(line, columns)
        whole &= not (between and goes_on_below(fold(rows[-1].text)))
        rows.extend((*bands, line))
        between = []
        after = number + 1
    if after == at:
        return None, at
    span = Span(lines[header].start, lines[after - 1].end)
    return Grid(span, tuple(_cells(rows, width)) if whole else ()), after


def _suits(line: _Line, columns: Sequence[Column]) -> bool:
    """Whether who and when stand in their columns, where the last ones are left out.

    Else another is: 1 | 换缆绳 | 区水务局 | 续建, without a limit before the remark.
    """
    return all(
        fit(nature(fold(name)), column) >= _SURE
        for name, column in zip(line.names(), columns, strict=False)
        if column in (Column.NUMBER, *columnnames.DUTY_COLUMNS)
    )


def _cells(rows: Sequence[_Line], width: int) -> Iterator[Cell]:
    for number, row in enumerate(rows):
        if len(row.pieces) == 1:
            yield Cell(number, 0, 1, width, row.pieces[0])
            continue
        for column, piece in enumerate(row.pieces):
            yield Cell(number, column, 1, 1, piece)
