"""Tables printed in lines with tabs under names that nobody listed → their grids.

Where the names over the columns are known, such a table is read as its lines stand
(:mod:`.linetables`): its cells may be broken. Where they are not, the cells must tell the columns,
and that needs a whole grid: lines on end with as many tabs each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zhengmai.loaders.excerpt import Excerpt, fold, placed_lines
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_TABS = 2
_FEWEST_LINES = 3


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text, in its order, whose names are not known by themselves."""
    text = visible.file_text
    if "\t" not in text:
        return
    for tabs, group in groupby(_lines(text), key=lambda line: line[1].strip().count("\t")):
        lines = list(group)
        if tabs < _FEWEST_TABS or len(lines) < _FEWEST_LINES:
            if tabs > _FEWEST_TABS and all(_is_row(line) for _, line in lines):
                # 四、渡口, 换缆绳, 区水务局, 13艘: too few to tell columns, but surely no prose
                yield Grid(Span(lines[0][0], lines[-1][0] + len(lines[-1][1])), ())
            continue
        if columnnames.of_names(lines[0][1].strip().split("\t")) is None:
            end = lines[-1][0] + len(lines[-1][1])
            yield Grid(Span(lines[0][0], end), tuple(_cells(lines)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, each with its place."""
    return ((at, line) for at, line in placed_lines(text) if line.strip())


def _is_row(line: str) -> bool:
    first = fold(line).strip().split("\t")[0].strip()
    return first.isdigit() or mark_of(f"{first}-") is not None


def _cells(lines: Sequence[tuple[int, str]]) -> Iterator[Cell]:
    for row, (start, line) in enumerate(lines):
        at = start + len(line) - len(line.lstrip())
        for column, cell in enumerate(line.strip().split("\t")):
            yield Cell(row, column, 1, 1, Span(at, at + len(cell)))
            at += len(cell) + 1
