"""Where the rows of a table begin that has no rulings between its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from zhengmai.loaders.formats.pages.sheets import Sheet
from zhengmai.loaders.formats.pages.textlines import ROW_GAP, Line


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a table.

    Attributes:
        page: on which it stands, counted from 0.
        line: the line, over all columns.
        head: it is of the header, at the top of the table or again on a later page.
        first: it is the first line of that.
        number: a number stands in the column of numbers.
    """

    page: int
    line: Line
    head: bool
    first: bool
    number: bool


def in_column(lines: Iterable[Line], borders: Sequence[float], column: int) -> list[Line]:
    """What of some lines stands in a column.

    Args:
        lines: over all columns.
        borders: between the columns, in points, from left to right: one less than there are.
        column: counted from 0.

    Returns:
        a line for each that has characters there.
    """
    found = []
    for line in lines:
        inside = tuple(g for g in line.glyphs if bisect_right(borders, g.center) == column)
        if inside:
            found.append(Line(inside))
    return found


def row_starts(
    body: Sequence[Placed], borders: Sequence[float], sheets: Sequence[Sheet]
) -> list[bool]:
    """For each line of a table whether a row begins with it.

    Rows are what rulings part, or else greater gaps in the column that has most lines, if that
    gives each number a row of its own; else they begin where a number stands.

    Args:
        body: the lines of the table without furniture, from the top.
        borders: between its columns, in points, from left to right.
        sheets: all pages.
    """
    edges = [
        placed.first or (not placed.head and at > 0 and body[at - 1].head)
        for at, placed in enumerate(body)
    ]
    for parted in (_parted_by_rules(body, sheets), _parted_by_gaps(body, borders)):
        starts = [edge or part for edge, part in zip(edges, parted, strict=True)]
        if any(parted) and _one_number_each(starts, body):
            return starts
    if any(placed.number for placed in body):
        return [edge or placed.number for edge, placed in zip(edges, body, strict=True)]
    return [not placed.head or placed.first for placed in body]


def _parted_by_rules(body: Sequence[Placed], sheets: Sequence[Sheet]) -> list[bool]:
    """Before which lines of a table a level ruling stands."""
    inside = [False]
    for above, below in pairwise(body):
        a, b = above.line, below.line
        inside.append(
            above.page == below.page
            and not (above.head or below.head)
            and any(
                a.middle < s.at < b.middle and s.end - s.start > abs(a.x0 - b.x0)
                for s in sheets[above.page].levels
            )
        )
    return inside


def _parted_by_gaps(body: Sequence[Placed], borders: Sequence[float]) -> list[bool]:
    """Before which lines of a table a row begins, by the gaps of the column with most lines.

    Where the others are set in the middle of a row, their lines stand between those of it.
    """
    lines = [placed.line for placed in body if not placed.head]
    by_column = [in_column(lines, borders, c) for c in range(len(borders) + 1)]
    main = max(range(len(by_column)), key=lambda c: len(by_column[c]))
    rows: list[int] = []  # for each line the row, counted over all pages
    count = -1
    for _, group in groupby(body, key=lambda placed: (placed.page, placed.head)):
        placed = list(group)
        blocks = _blocks(in_column([p.line for p in placed], borders, main))
        if placed[0].head or not blocks:
            count += 1
            rows.extend([count] * len(placed))
            continue
        for one in placed:
            near = min(range(len(blocks)), key=lambda n: _distance(one.line.middle, blocks[n]))
            rows.append(count + 1 + near)
        count += len(blocks)
    return [False, *(a < b for a, b in pairwise(rows))] if rows == sorted(rows) else []


def _blocks(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Lines below each other in blocks parted by greater gaps, from where to where."""
    gaps = [b.middle - a.middle for a, b in pairwise(lines)]
    least = min(gaps, default=0.0)
    found: list[tuple[float, float]] = []
    for at, line in enumerate(lines):
        if found and gaps[at - 1] <= ROW_GAP * least:
            found[-1] = (found[-1][0], line.middle)
        else:
            found.append((line.middle, line.middle))
    return found


def _distance(at: float, block: tuple[float, float]) -> float:
    return max(block[0] - at, at - block[1], 0.0)


def _one_number_each(starts: Sequence[bool], body: Sequence[Placed]) -> bool:
    """Whether each row has one number, or no row has any; a page may begin within a row."""
    if not any(placed.number for placed in body):
        return True
    counts: list[int] = []
    page = -1
    for start, placed in zip(starts, body, strict=True):
        if placed.head:
            page = placed.page
            continue
        if start or not counts or placed.page != page:
            counts.append(0)
        page = placed.page
        counts[-1] += placed.number
    return counts.count(1) >= len(counts) - len({placed.page for placed in body}) + 1 and (
        max(counts) == 1
    )
