"""Tables drawn with bars in plain text and Markdown → their grids.

Rule (GitHub Flavored Markdown, 4.10, and what converters make of it)::

    | 序号 | 工作任务 | 责任单位 |
    |:---:|---|---|
    | 1 | 晒清单，每季
    度更新 | 区司法局 |

A row may be broken over lines; a cell may be empty; the outer bars and the line of dashes may be
missing where the names of the columns are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_BAR = re.compile(r"(?<!\\)[|｜]")
_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FEWEST_BARS = 2
_LONGEST_ROW = 60  # lines that one row may be broken over


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: where it stands, and where the bars in it stand."""

    start: int
    text: str
    bars: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def opens(self) -> bool:
        """It begins with a bar."""
        return bool(self.bars) and not self.text[: self.bars[0] - self.start].strip()

    @property
    def closes(self) -> bool:
        """It ends with a bar."""
        return bool(self.bars) and not self.text[self.bars[-1] - self.start + 1 :].strip()


def grids(visible: Excerpt) -> tuple[Grid, ...]:
    """The tables drawn with bars in a whole text, in its order.

    Bars are looked for in the text as it is; their names are read without signs of markup.
    """
    text = visible.file_text
    if "|" not in text and "｜" not in text:
        return ()
    lines = list(_lines(text))
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid, at = _table_at(visible, lines, at)
        if grid is not None:
            found.append(grid)
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        yield _Line(at, body, tuple(at + m.start() for m in _BAR.finditer(body)))
        at += len(line)


def _table_at(visible: Excerpt, lines: Sequence[_Line], at: int) -> tuple[Grid | None, int]:
    """The table whose header stands on a line, and the number of the line after it."""
    header = lines[at]
    if not header.bars:
        return None, at + 1
    names = _cells(header.start, header.end, header.bars, outer=header.opens)
    dashes = at + 1 < len(lines) and _is_dashes(lines[at + 1])
    known = columnnames.of_names(
        [visible.within(s.start, s.end).text.strip() for s in names], fewest=2
    )
    few = len(header.bars) < _FEWEST_BARS  # 工作任务 | 责任单位: both must be known
    if known is None and (few or not dashes):
        return None, at + 1
    table = _Table(len(names), outer=header.opens)
    table.add(names)
    at += 2 if dashes else 1
    while at < len(lines):
        after = _row(table, lines, at)
        if after is None:
            break
        at = after
    return Grid(Span(header.start, table.end), tuple(table.cells)), at


@dataclass
class _Table:
    """The cells read so far."""

    width: int
    outer: bool  # rows begin and end with a bar
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    end: int = 0

    def add(self, spans: Sequence[Span]) -> None:
        """Add a row; where cells are missing at its end, they are empty."""
        self.cells.extend(Cell(self.rows, column, 1, 1, span) for column, span in enumerate(spans))
        self.rows += 1
        self.end = max((s.end for s in spans), default=self.end)


def _row(table: _Table, lines: Sequence[_Line], at: int) -> int | None:
    """Read the row that begins on a line; None where the table has ended."""
    first = lines[at]
    if _is_dashes(first):
        return at + 1
    if not first.bars or (table.outer and not first.opens):
        return None
    needed = table.width + 1 if table.outer else table.width - 1
    bars: list[int] = []
    last = at
    for number in range(at, min(at + _LONGEST_ROW, len(lines))):
        line = lines[number]
        if number > at and table.outer and line.opens and lines[number - 1].closes:
            break  # the next row has begun: cells are missing in this one
        if not line.text.strip() and len(bars) >= needed:
            break
        bars.extend(line.bars)
        last = number
        if len(bars) >= needed:
            break
    table.add(_cells(first.start, lines[last].end, bars, outer=table.outer))
    return last + 1


def _cells(start: int, end: int, bars: Sequence[int], *, outer: bool) -> list[Span]:
    """The stretches between bars."""
    edges = [start - 1, *bars, end]
    spans = [Span(a + 1, max(a + 1, b)) for a, b in pairwise(edges)]
    return spans[1:-1] if outer and len(spans) > 2 else spans


def _is_dashes(line: _Line) -> bool:
    return bool(line.bars) and _DASHES.fullmatch(fold(line.text).replace("｜", "|")) is not None
