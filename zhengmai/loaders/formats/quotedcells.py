"""Tables pasted from a spreadsheet as text: cells with line breaks stand in quotes.

A spreadsheet parts its cells by tabs and its rows by line ends. A cell that has a line break, a tab
or a quote in it is written in quotes, each quote in it twice. Example::

    1⇥公开惠企政策⇥"区财政局
    区商务局"⇥2025年6月底前

Source: RFC 4180, 2 (the same with commas); what Excel and WPS put on the clipboard as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_QUOTE, _TAB = '"', "\t"
_LONGEST_CELL = 3_000  # characters; a quote that is open for longer is no cell's
_FEWEST_CELLS = 3  # of a row
_MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class _Field:
    """A cell: what stands in it, and the signs around and in it that are no text."""

    span: Span
    signs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """The tables in a text that have cells in quotes, and their quotes."""

    grids: tuple[Grid, ...] = ()
    signs: tuple[Span, ...] = ()


def quoted_cells(text: str) -> Quoted:
    """The tables of a text with cells in quotes; other tables are told from their lines."""
    grids: list[Grid] = []
    signs: list[Span] = []
    if f"{_TAB}{_QUOTE}" not in text and f"\n{_QUOTE}" not in text:
        return Quoted()
    for rows in _tables(text):
        quotes = [sign for row in rows for field in row for sign in field.signs]
        if quotes:
            grids.append(_grid(rows))
            signs.extend(quotes)
    return Quoted(tuple(grids), tuple(sorted(signs)))


def _tables(text: str) -> Iterator[list[list[_Field]]]:
    """Rows below each other; one may lack cells at its end, where tabs were trimmed."""
    rows: list[list[_Field]] = []
    at = 0
    while at < len(text):
        row, after = _row(text, at)
        if rows and not 1 < len(row) <= len(rows[0]):
            yield rows
            rows = []
        if rows or len(row) >= _FEWEST_CELLS:
            rows.append(row)
        at = after
    if rows:
        yield rows


def _row(text: str, at: int) -> tuple[list[_Field], int]:
    """The cells of the row that begins at a place, and where the next one begins."""
    found: list[_Field] = []
    while len(found) < _MOST_CELLS:
        field, end = _field(text, at)
        found.append(field)
        if not text.startswith(_TAB, end):
            return found, _next_line(text, end)
        at = end + 1
    return [], _next_line(text, at)


def _field(text: str, at: int) -> tuple[_Field, int]:
    if text.startswith(_QUOTE, at):
        quoted = _quoted(text, at)
        if quoted is not None:
            return quoted, quoted.span.end + 1
    tab, line = text.find(_TAB, at), _line_end(text, at)
    end = tab if 0 <= tab < line else line
    return _Field(Span(at, end)), end


def _quoted(text: str, at: int) -> _Field | None:
    """The cell in quotes that begins at a quote; None where the quote is one of the text."""
    inside: list[Span] = []
    found = at + 1
    while True:
        found = text.find(_QUOTE, found, at + _LONGEST_CELL)
        if found < 0:
            return None
        if not text.startswith(_QUOTE, found + 1):
            break
        inside.append(Span(found, found + 1))  # of two quotes in a cell, one is meant
        found += 2
    if found + 1 < len(text) and text[found + 1] not in "\t\r\n":
        return None
    if not inside and "\n" not in text[at:found] and _TAB not in text[at:found]:
        return None  # nothing in it asks for quotes: they are the text's own
    return _Field(Span(at + 1, found), (Span(at, at + 1), *inside, Span(found, found + 1)))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _grid(rows: Sequence[Sequence[_Field]]) -> Grid:
    cells = tuple(
        Cell(number, column, 1, 1, field.span)
        for number, row in enumerate(rows)
        for column, field in enumerate(row)
    )
    last = rows[-1][-1]
    end = max([last.span.end, *(sign.end for sign in last.signs)])
    first = rows[0][0]
    return Grid(Span(min([first.span.start, *(s.start for s in first.signs)]), end), cells)
