"""Cells of a sheet → paragraphs and tables, as Word documents have them.

A sheet knows no paragraphs: the title, notes and signatures stand in cells as the table does, over
and below it. A row of which one cell alone says something, over the width of the others, is a
paragraph; what stands between is the table, merged cells whole. Hidden rows and columns, and what
merged cells cover, are not seen.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.innertables import names_duties
from zhengmai.loaders.formats.spreadsheet.sheets import HIDDEN, UNDER, Area, Sheet, Text
from zhengmai.loaders.formats.word.tables import Block, Box, Table
from zhengmai.loaders.phrases.titles import ISSUERS_END

_MOST_COVERED = 500_000  # places that the merged cells of a sheet cover
_MOST_PLACES = 1_000_000  # of a table, written or not
_NOTE = re.compile(r"\s*(?:[备附]?注|说明|填表说明)\s*\d*\s*[:：.]")
# Below or above a table. Example: 填表人：张三 | 审核人：李四 | 填报日期：2025年7月1日
_LABEL = re.compile(r"\s*(?:填[表报]|上报|审[核批]|制表|联系|经办|分管|主管|主要)\S{0,6}\s*[:：]")
# A signature in two cells. Example: 渡南区人民政府办公室 | 2025年3月6日
_SIGNED = re.compile(rf"\S{{2,40}}(?:{ISSUERS_END})\s+\d{{4}}年\d{{1,2}}月\d{{1,2}}日")
_WIDE = 4  # columns of a table of which no row says but these two


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cell that is seen, in the rows and columns of the sheet."""

    area: Area
    text: Text


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says something.

    Attributes:
        at: its number in the sheet.
        cells: what begins in it or reaches into it from above, from left to right.
        gap: an empty row stands above it.
    """

    at: int
    cells: tuple[_Seen, ...]
    gap: bool

    @property
    def texts(self) -> list[str]:
        return [cell.text.said.strip() for cell in self.cells]


class Layout:
    """Lays out the sheets of a workbook, one after the other.

    A table on a sheet may go on with the one before: it then has its columns.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._columns: list[int] = []  # of the last table

    def blocks(self, sheet: Sheet) -> list[Block]:
        """The paragraphs and tables of a sheet, in order.

        Raises:
            UnreadableFileError: its merged cells cover, or its table has, too many places.
        """
        rows = self._rows(sheet)
        found: list[Block] = []
        for group in _groups(rows):
            found.extend(self._group(sheet, group))
        return found

    # --- what is seen

    def _rows(self, sheet: Sheet) -> list[_Row]:
        seen = list(_seen(sheet))
        covered: dict[int, list[_Seen]] = {}
        starts = sorted({cell.area.top for cell in seen})
        places = 0
        for cell in seen:
            first = bisect_left(starts, cell.area.top)
            for at in starts[first : bisect_right(starts, cell.area.bottom)]:
                places += 1
                if places > _MOST_COVERED:
                    raise UnreadableFileError(
                        self._file,
                        "its merged cells cover far more than a table has: is it damaged?",
                    )
                covered.setdefault(at, []).append(cell)
        return list(_with_gaps(sheet, starts, covered))

    # --- laying out

    def _group(self, sheet: Sheet, rows: Sequence[_Row]) -> Iterator[Block]:
        """A stretch of rows: paragraphs above, a table, paragraphs below."""
        duties = _names_duties(rows)
        first = next((n for n, row in enumerate(rows) if len(row.cells) > 1), len(rows))
        last = self._end(sheet, rows, first)
        for row in rows[:first]:
            yield _paragraph(row)
        if duties:
            yield from self._table(sheet, rows[first:last], goes_on=False)
        else:
            yield from self._parted(sheet, rows[first:last])
        for row in rows[last:]:
            yield _paragraph(row)

    def _end(self, sheet: Sheet, rows: Sequence[_Row], first: int) -> int:
        """Where the rows end that are of the table which begins at a row."""
        last = below = len(rows)
        while below > first and _may_be_below(rows[below - 1]):
            below -= 1
            if rows[below].gap:
                last = below
        columns = _columns(rows[first:last])
        while last > first and self._is_below(sheet, rows[last - 1], columns):
            last -= 1
        return last

    def _parted(self, sheet: Sheet, rows: Sequence[_Row]) -> Iterator[Block]:
        """Rows that name no duties: each line over the width is a paragraph of its own.

        Where they go on with the table above, such lines name what follows.
        """
        if self._goes_on(rows):
            yield from self._table(sheet, rows, goes_on=True)
            return
        open_rows: list[_Row] = []
        columns = _columns(rows)
        for row in rows:
            if _is_line(sheet, row, columns):
                yield from self._table(sheet, open_rows, goes_on=False)
                open_rows = []
                yield _paragraph(row)
            else:
                open_rows.append(row)
        yield from self._table(sheet, open_rows, goes_on=False)

    def _goes_on(self, rows: Sequence[_Row]) -> bool:
        return bool(rows and self._columns) and set(_columns(rows)) <= set(self._columns)

    def _table(self, sheet: Sheet, rows: Sequence[_Row], *, goes_on: bool) -> Iterator[Table]:
        if not rows:
            return
        if not goes_on:
            self._columns = _columns(rows)
        columns = self._columns
        if len(rows) * len(columns) > _MOST_PLACES:
            raise UnreadableFileError(
                self._file,
                f"the sheet {sheet.name!r} has a table of {len(rows):,} rows and {len(columns):,} "
                "columns, too much for one notice: split it into one file a notice",
            )
        numbers = [row.at for row in rows]
        yield Table(tuple(self._boxes(sheet, n, rows, numbers) for n in range(len(rows))))

    def _boxes(
        self, sheet: Sheet, number: int, rows: Sequence[_Row], numbers: Sequence[int]
    ) -> tuple[Box | None, ...]:
        """A row of a table: its cells, empty ones too; None where one from above reaches down."""
        row, columns = rows[number], self._columns
        lone = _is_line(sheet, row, columns)
        boxes: list[Box | None] = []
        at = 0
        for cell in row.cells:
            left = bisect_left(columns, cell.area.left)
            boxes.extend(Box(number, n, 1, 1, [""]) for n in range(at, left))
            right = len(columns) if lone else bisect_right(columns, cell.area.right)
            at = max(left + 1, right)
            bottom = bisect_right(numbers, cell.area.bottom)
            begins = cell.area.top == row.at or number == 0
            if begins:
                boxes.append(Box(number, left, bottom - number, at - left, [cell.text.said]))
            else:
                boxes.append(None)
        boxes.extend(Box(number, n, 1, 1, [""]) for n in range(at, len(columns)))
        return tuple(boxes)

    # --- what is a line

    def _is_below(self, sheet: Sheet, row: _Row, columns: Sequence[int]) -> bool:
        """Whether a last row is none of the table above it: a note, a signature, who filled it in.

        A signature stands on the right, where a table has its units and limits, but alone.
        """
        if not _may_be_below(row) or not columns:
            return False
        if _is_signed(row):
            return len(columns) >= _WIDE
        (cell, *more) = row.cells
        right = bisect_left(columns, cell.area.left) >= len(columns) / 2
        noted = _NOTE.match(row.texts[0]) is not None
        return bool(more) or right or noted or _is_line(sheet, row, columns)


def _may_be_below(row: _Row) -> bool:
    """Whether a row can stand below a table: one text, a signature, labels of who filled it in."""
    if all(_LABEL.match(text) for text in row.texts) or _is_signed(row):
        return True
    return len(row.cells) == 1 and row.cells[0].area.top == row.at


def _is_signed(row: _Row) -> bool:
    return len(row.cells) == 2 and _SIGNED.fullmatch(" ".join(row.texts)) is not None


def _is_line(sheet: Sheet, row: _Row, columns: Sequence[int]) -> bool:
    """Whether a row is one text over most of the width of a table with such columns."""
    if len(row.cells) != 1:
        return False
    (cell,) = row.cells
    covered = bisect_right(columns, cell.area.right) - bisect_left(columns, cell.area.left)
    if covered > max(1, len(columns) // 2):
        return True
    runs_on = cell.text.runs_on and cell.area.left <= min(columns, default=0)
    return runs_on and _width(cell.text.said) > sheet.width(cell.area.left)


def _seen(sheet: Sheet) -> Iterator[_Seen]:
    """The cells that are seen; what is not is noted in the sheet."""
    merged: dict[tuple[int, int], Area] = {}
    by_top = sorted(sheet.merged, key=lambda area: (area.top, area.left))
    for area in by_top:
        merged.setdefault((area.top, area.left), area)
    under = _Under(by_top)
    for (row, column), text in sorted(sheet.texts.items()):
        area = merged.get((row, column), Area(row, column, row, column))
        if (row, column) not in merged and under.covers(row, column):
            sheet.leave_out(UNDER, text.said)
            continue
        shown = _shown(sheet, area)
        if shown is None:
            sheet.leave_out(HIDDEN, text.said)
        else:
            yield _Seen(shown, text)


def _shown(sheet: Sheet, area: Area) -> Area | None:
    """The part of an area that is seen; None where all of it is hidden."""
    top, left = area.top, area.left
    while top <= area.bottom and top in sheet.hidden_rows:
        top += 1
    while left <= area.right and sheet.is_hidden_column(left):
        left += 1
    return Area(top, left, area.bottom, area.right) if top <= area.bottom and left <= area.right \
        else None  # fmt: skip


class _Under:
    """Tells which cells lie under merged ones; asked row by row, downwards."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._waiting = list(reversed(areas))
        self._open: list[Area] = []

    def covers(self, row: int, column: int) -> bool:
        while self._waiting and self._waiting[-1].top <= row:
            self._open.append(self._waiting.pop())
        self._open = [area for area in self._open if area.bottom >= row]
        return any(a.left <= column <= a.right for a in self._open)


def _with_gaps(
    sheet: Sheet, starts: Sequence[int], covered: dict[int, list[_Seen]]
) -> Iterator[_Row]:
    reached = -1  # the last row that a cell so far reaches
    for at in starts:
        between = range(reached + 1, at) if reached >= 0 else range(0)
        gap = any(row not in sheet.hidden_rows for row in between)
        cells = sorted(covered[at], key=lambda cell: cell.area.left)
        yield _Row(at, tuple(_apart(cells)), gap)
        reached = max(reached, *(cell.area.bottom for cell in cells))


def _apart(cells: Sequence[_Seen]) -> Iterator[_Seen]:
    """The cells of a row without those that begin inside another one, as no program writes them."""
    right = -1
    for cell in cells:
        if cell.area.left > right:
            right = cell.area.right
            yield cell


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows in stretches: below an empty row, a table of tasks with a header begins a new one."""
    runs: list[list[_Row]] = []
    for row in rows:
        if row.gap or not runs:
            runs.append([])
        runs[-1].append(row)
    group: list[_Row] = []
    for run in runs:
        if group and _names_duties(run):
            yield group
            group = []
        group.extend(run)
    if group:
        yield group


def _names_duties(rows: Sequence[_Row]) -> bool:
    """Whether one of the first rows with several cells names the columns of a table of tasks."""
    several = (row.texts for row in rows if len(row.cells) > 1)
    return names_duties([texts for texts, _ in zip(several, range(5), strict=False)])


def _columns(rows: Sequence[_Row]) -> list[int]:
    """The columns that a cell begins in."""
    return sorted({cell.area.left for row in rows for cell in row.cells})


def _paragraph(row: _Row) -> str:
    return "\t".join(row.texts)


def _width(text: str) -> int:
    """How wide a text is, in digits."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text.strip())
