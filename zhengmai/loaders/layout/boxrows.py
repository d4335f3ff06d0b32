"""The rows of a drawn table that no line across parts: its cells → those of a grid.

A cell may hold a name and below it several tasks, each with a sign before it::

    │守好渡口      │区水务局、│
    │△缆绳换新。  │区交通局  │
    │△旧绳入库。  │          │

Where a table has no lines across below its header, the numbers of its rows part them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from zhengmai.loaders.source import Cell
from zhengmai.model import Span

# A sign before a task; ○ may be the zero of a year that goes on: 二 | ○二五年.
_ITEM = re.compile(r"(?:[△▲●◎◇◆□■☆★※·•▪]|○(?![○〇零一二三四五六七八九十]))\s*")
_LONGEST_NAME = 30  # characters
_SENTENCE = re.compile(r"[。；;：:]")
_ENDED = re.compile(r"[。；;.!！)）]$")
_GOES_ON = re.compile(r"[、,，;；(（]$")
_NUMBER = re.compile(r"\d{1,3}")
_BARS = "│┃║|"
_MANY = 3  # lines in which several cells say something, from which they are rows


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a cell: the number of the line, what stands in it, and where the line breaks."""

    line: int
    span: Span
    line_break: int


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell as it is drawn: its place in the grid of the lines across, and its lines."""

    row: int
    column: int
    rows: int
    columns: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a row is parted.

    Attributes:
        starts: the lines on which a row begins; none where it is one.
        column: the column of the tasks with signs before them, None where numbers part the row.
        name: the lines of what names the tasks below.
    """

    starts: tuple[int, ...] = ()
    column: int | None = None
    name: tuple[Piece, ...] = ()

    @property
    def height(self) -> int:
        return max(1, len(self.starts)) + bool(self.name)


def is_clear(text: str, cells: Sequence[DrawnCell], *, alone: bool) -> bool:
    """Whether it can be told how many rows the cells between two lines across are.

    Args:
        text: the file's.
        cells: those between the two lines.
        alone: there are no other lines across below the header.
    """
    if any(_is_cut_by_others(text, cell, cells) for cell in cells):
        return False
    for row in _by_row(cells).values():
        numbers = _numbers(text, row)
        if len(numbers) > 1:
            if not _numbers_part(text, row, numbers):
                return False
        elif alone and not _plan(text, row).starts and _has_many_lines(row):
            return False
    return True


def _is_cut_by_others(text: str, cell: DrawnCell, cells: Sequence[DrawnCell]) -> bool:
    """Whether a line beside a cell with several tasks parts others, and none of these.

    Which of the tasks is whose nothing tells.
    """
    within = range(cell.row + 1, cell.row + cell.rows)
    cut = any(other.row in within for other in cells)
    return cut and sum(_is_item(text, piece) for piece in cell.pieces) > 1


def parted(text: str, cells: Sequence[DrawnCell], width: int) -> Iterator[Cell]:
    """The cells of the grid: a row for each task, names over the whole width above them."""
    plans = {row: _plan(text, found) for row, found in _by_row(cells).items()}
    last = max((cell.row + cell.rows for cell in cells), default=0)
    heights = [plans.get(row, _Plan()).height for row in range(last)]
    begins = list(accumulate(heights, initial=0))
    for row, plan in sorted(plans.items()):
        if plan.name:
            yield _cell(text, begins[row], 0, 1, width, plan.name)
    for cell in cells:
        plan = plans[cell.row]
        first = begins[cell.row] + bool(plan.name)
        pieces = _without_name(text, cell, plan)
        if cell.rows == 1 and _is_parted(text, cell, plan):
            for at, part in enumerate(_parts(pieces, plan.starts)):
                yield _cell(text, first + at, cell.column, 1, cell.columns, part)
            continue
        # A name below stands over the whole width: it parts cells that are merged downwards.
        below = range(cell.row + 1, cell.row + cell.rows)
        names = [begins[row] for row in below if plans.get(row, _Plan()).name]
        edges = [first - 1, *names, begins[cell.row + cell.rows]]
        for above, end in pairwise(edges):
            yield _cell(text, above + 1, cell.column, end - above - 1, cell.columns, pieces)


def _by_row(cells: Sequence[DrawnCell]) -> dict[int, list[DrawnCell]]:
    """The cells that begin in each row."""
    rows: dict[int, list[DrawnCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _cell(
    text: str, row: int, column: int, rows: int, columns: int, pieces: Sequence[Piece]
) -> Cell:
    """A cell of the grid; a line that is full goes on in the next, in the middle of a name."""
    if not pieces:
        return Cell(row, column, rows, columns, Span(0, 0))
    whole = Span(pieces[0].span.start, pieces[-1].span.end)
    if len(pieces) == 1:
        return Cell(row, column, rows, columns, whole)
    spans: list[Span] = []
    for piece in pieces[:-1]:
        spans.append(piece.span)
        if text[piece.span.end] not in _BARS:
            spans.append(Span(piece.line_break, piece.line_break + 1))
    return Cell(row, column, rows, columns, whole, (*spans, pieces[-1].span))


def _text(text: str, piece: Piece) -> str:
    return text[piece.span.start : piece.span.end]


def _plan(text: str, row: Sequence[DrawnCell]) -> _Plan:
    numbers = _numbers(text, row)
    if len(numbers) > 1:
        return _Plan(tuple(piece.line for piece in numbers))
    with_items = [c for c in row if c.rows == 1 and any(_is_item(text, p) for p in c.pieces)]
    if len(with_items) != 1:
        return _Plan()
    (cell,) = with_items
    starts = [piece.line for piece in cell.pieces if _is_item(text, piece)]
    name = tuple(piece for piece in cell.pieces if piece.line < starts[0])
    said = "".join(_text(text, piece) for piece in name)
    if len(said) > _LONGEST_NAME or _SENTENCE.search(said):
        return _Plan()  # a task that counts what it is made of
    return _Plan(tuple(starts), cell.column, name)


def _is_item(text: str, piece: Piece) -> bool:
    return _ITEM.match(_text(text, piece)) is not None


def _without_name(text: str, cell: DrawnCell, plan: _Plan) -> list[Piece]:
    """The lines of a cell; of that with the tasks, without their name and their signs."""
    if cell.column != plan.column or cell.rows > 1:
        return list(cell.pieces)
    return [
        Piece(p.line, Span(p.span.start + _sign(_text(text, p)), p.span.end), p.line_break)
        for p in cell.pieces
        if p not in plan.name
    ]


def _sign(line: str) -> int:
    found = _ITEM.match(line)
    return found.end() if found is not None else 0


def _is_parted(text: str, cell: DrawnCell, plan: _Plan) -> bool:
    """Whether the rows of a plan part a cell; any other holds for all of them."""
    if not plan.starts or plan.column in (None, cell.column):
        return bool(plan.starts)
    lines = [piece.line for piece in cell.pieces]
    if not set(plan.starts) <= set(lines) or lines[0] < plan.starts[0]:
        return False
    above = (piece for piece, below in pairwise(cell.pieces) if below.line in plan.starts)
    return not any(_GOES_ON.search(_text(text, piece)) for piece in above)


def _parts(pieces: Sequence[Piece], starts: Sequence[int]) -> Iterator[list[Piece]]:
    """The lines of each row."""
    for start, after in pairwise((*starts, None)):
        yield [p for p in pieces if p.line >= (start or 0) and (after is None or p.line < after)]


def _numbers(text: str, row: Sequence[DrawnCell]) -> list[Piece]:
    """The numbers that stand below each other in the first column."""
    first = next((cell for cell in row if cell.column == 0 and cell.rows == 1), None)
    if first is None:
        return []
    return [piece for piece in first.pieces if _NUMBER.fullmatch(_text(text, piece))]


def _numbers_part(text: str, row: Sequence[DrawnCell], numbers: Sequence[Piece]) -> bool:
    """Whether each number counts on and stands on the first line of its row."""
    values = [int(_text(text, piece)) for piece in numbers]
    first = min(piece.line for cell in row for piece in cell.pieces)
    only = next(len(cell.pieces) for cell in row if cell.column == 0)
    if values != list(range(values[0], values[0] + len(values))) or len(numbers) != only:
        return False
    if numbers[0].line != first:
        return False
    longest = max(row, key=lambda cell: sum(p.span.end - p.span.start for p in cell.pieces))
    starts = {piece.line for piece in numbers[1:]}
    above = [piece for piece, below in pairwise(longest.pieces) if below.line in starts]
    return len(above) == len(starts) and all(_ENDED.search(_text(text, p)) for p in above)


def _has_many_lines(row: Sequence[DrawnCell]) -> bool:
    """Whether several cells say something in several lines each, as rows without lines do."""
    return sum(len(cell.pieces) >= _MANY for cell in row) > 1
