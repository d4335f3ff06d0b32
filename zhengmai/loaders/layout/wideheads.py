"""Headers whose names stand over several columns, where the grid that said so is lost.

    项目 | 目标 | 责任单位 |
    渡口 | 换缆绳（根） | 1300 | 区水务局 |

The rows have more cells than the header. Over which of them a name stands is told by what is
written in them: units under names of units, figures under aims, words under all others. Where
more than one way suits, the table is not understood: read in place, its units would be texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations_with_replacement
from operator import itemgetter

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import Nature, nature
from zhengmai.loaders.layout.figures import is_figure, may_head_figures
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.source import Cell, Grid

_MARGIN = 0.5  # by which one way suits better than all others, a row
_MOST_WIDER = 6  # columns more than names
_MOST_WAYS = 500
_MOST_ROWS = 20  # that are looked at
_SHORT = 8  # characters of a remark: a person, a class
_SURE, _LIKELY, _BAD = 3.0, 1.0, -3.0


def with_wide_header(visible: Excerpt, grid: Grid) -> Grid:
    """A grid whose first row names as many columns as the rows have; empty where that is not sure.

    One whose rows are no wider than its header stays as it is; so does one whose header is filled
    up with empty cells, unless what stands in place is no unit or limit where it should be.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    padded, *others = rows.values()
    header = padded[: _printed(visible, padded)]
    width = max((_printed(visible, row) for row in others), default=0)
    if width <= len(header):
        return grid
    if width > len(header) + _MOST_WIDER:
        return replace(grid, cells=())
    full = [row for row in others if _printed(visible, row) == width][:_MOST_ROWS]
    names = [_text(visible, cell) for cell in header]
    natures = [[nature(_text(visible, cell)) for cell in row[:width]] for row in full]
    if width <= len(padded) and _in_place(names, natures):
        return grid
    spans = _spans(names, natures, width)
    if spans is None:
        return replace(grid, cells=())
    starts = [0, *accumulate(spans)]
    wide = tuple(
        replace(cell, column=at, columns=columns)
        for cell, at, columns in zip(header, starts, spans, strict=False)
    )
    kept = (cell for row in others for cell in row if cell.column < width)
    ragged = any(len(row) < width for row in others)
    return replace(grid, cells=(*wide, *kept), ragged=ragged)


def _text(visible: Excerpt, cell: Cell) -> str:
    return visible.within(cell.span.start, cell.span.end).folded.strip()


def _printed(visible: Excerpt, row: Sequence[Cell]) -> int:
    """How many cells a row has, without empty ones at its end."""
    return max((at + 1 for at, cell in enumerate(row) if _text(visible, cell)), default=0)


def _spans(
    names: Sequence[str], rows: Sequence[Sequence[Nature]], width: int
) -> tuple[int, ...] | None:
    """Over how many columns each name stands, or None where that is not sure."""
    roles = [columnnames.heading(name) for name in names]
    ways = []
    for number, spans in enumerate(_ways(len(names), width)):
        if number == _MOST_WAYS:
            return None
        over = [at for at, columns in enumerate(spans) for _ in range(columns)]
        score = sum(
            suits(cell, roles[name], names[name])
            for row in rows
            for cell, name in zip(row, over, strict=True)
        )
        ways.append((score / len(rows), spans))
    best, *others = sorted(ways, key=itemgetter(0), reverse=True)
    sure = best[0] > 0 and (not others or best[0] - others[0][0] >= _MARGIN)
    return best[1] if sure else None


def _in_place(names: Sequence[str], rows: Sequence[Sequence[Nature]]) -> bool:
    """Whether the first cells of most rows suit the names that they stand under."""
    roles = [columnnames.heading(name) for name in names]
    fitting = [
        all(
            suits(cell, role, name) > _BAD
            for cell, role, name in zip(row, roles, names, strict=False)
        )
        for row in rows
    ]
    return 2 * sum(fitting) > len(fitting)


def _ways(names: int, width: int) -> Iterator[tuple[int, ...]]:
    """All ways in which some names may stand over so many columns."""
    for wider in combinations_with_replacement(range(names), width - names):
        yield tuple(1 + wider.count(at) for at in range(names))


def suits(cell: Nature, role: Column | None, name: str) -> float:
    """How well a cell suits a name, whatever else stands under it."""
    if says_nothing(cell.text):
        return 0.0
    if role in UNIT_COLUMNS:
        return _SURE if cell.units else _BAD
    if role is Column.DEADLINE:
        return _SURE if cell.limit else _BAD
    if role is Column.NUMBER:
        return _SURE if cell.number else _BAD
    if role is Column.REMARK:
        return _LIKELY if len(cell.text) <= _SHORT and not cell.units else 0.0
    if cell.units or (cell.limit and not cell.number):
        return _BAD
    return _suits_words(cell, role, name)


def _suits_words(cell: Nature, role: Column | None, name: str) -> float:
    """How well a cell that is neither units nor a limit suits a name of words or figures."""
    if is_figure(cell.text) and not may_head_figures(name):
        return 0.0 if cell.number and role is Column.TEXT else -_LIKELY  # 1 | 换缆绳: its number
    if is_figure(cell.text) or (cell.marked and role is Column.NAME):
        return 2 * _LIKELY
    return 0.0 if may_head_figures(name) and len(cell.text) <= 2 * _SHORT else _LIKELY
