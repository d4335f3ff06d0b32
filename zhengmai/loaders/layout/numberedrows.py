"""The rows of a table printed one cell a line that numbers begin, and the names above them.

A number that goes on with the count begins a row; a name 一、 that another one or the next number
follows stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.linecells import begins, goes_on, is_duty, is_number, suits
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.marks import Level, mark_of
from zhengmai.loaders.phrases.numerals import NUMERAL

_MOST_BANDS = 7  # names that stand above a row, one below the other
_FEWEST_OWN = 3  # texts that begin with numbers of their own
# 1.换缆绳, up to three digits: an outline has but two.
_OWN_NUMBER = re.compile(r"(\d{1,3})[.、](?!\d)")
_BARE_MARK = re.compile(rf"{NUMERAL}{{1,3}}、|\({NUMERAL}{{1,3}}\)")


def counts_below_names(cells: Sequence[Excerpt]) -> bool:
    """Whether the first cell is a name, and the number of the first row stands behind it."""
    return (
        len(cells) > 1
        and not is_number(cells[0].folded.strip())
        and not is_duty(cells[0])
        and goes_on(cells[1].folded.strip(), 0)
    )


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
        again = number == "1" and bool(bands)  # the rows below each name are counted by themselves
        counts = again or goes_on(number, last) or (done and _jumps(cells, at, last))
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


def by_own_numbers(cells: Sequence[Excerpt]) -> list[list[Excerpt]] | None:
    """The cells of each row, where the texts that rows begin with are counted: 1. and the like.

    None where another number is among them, or a row is without units or a limit: the texts may
    count what is in them.
    """
    rows: list[list[Excerpt]] = []
    for cell in cells:
        match = _OWN_NUMBER.match(cell.folded.strip())
        if match is not None:
            if int(match[1]) != len(rows) + 1:
                return None
            rows.append([])
        elif not rows:
            return None
        rows[-1].append(cell)
    named = all(any(is_duty(cell) or begins(cell) for cell in row) for row in rows)
    return rows if len(rows) >= _FEWEST_OWN and named else None


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
    return not is_duty(text) and suits(text, Column.TEXT)


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
        return size if after == "1" or goes_on(after, last) or jumps else 0
    below = mark_of(after + "-")
    return size if below is not None and below.level <= Level.POINT else 0


def _is_name_at(cells: Sequence[Excerpt], at: int, last: int) -> bool:
    """Whether a cell is neither units nor a limit, and the next number of the count follows it."""
    after = cells[at + 1].folded.strip() if at + 1 < len(cells) else ""
    return goes_on(after, last) and not is_duty(cells[at])
