"""Tables drawn with bars in which merged cells are printed once, so that later rows have fewer.

    序号 | 重点任务 | 具体措施 | 责任单位 | 完成时限 |
    1 | 守好渡口 | 缆绳换新。 | 区水务局 | 6月底前 |
    2 | 航标灯换新。 | 区交通局 | 年底前 |

The rows with a cell for each column tell what the columns hold; the cells of the others are given
to the columns by what is written in them (:mod:`.tables`).
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.columnroles import below_merged_names
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.layout.grids import TaskTable, header_of, heads_of, names_what_follows
from zhengmai.loaders.layout.lattice import Lattice
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column
from zhengmai.loaders.source import Cell, Grid

_SUITS = 4.0  # how well a cell suits a column that it surely stands in


def ragged_table(visible: Excerpt, grid: Grid) -> TaskTable | None:
    """The table of tasks that a ragged grid is, or None where its whole rows do not say so."""
    whole = Lattice.of(visible, Grid(grid.span, tuple(_whole_rows(grid.cells))))
    found = header_of(whole)
    if found is None or found[0] < 0:
        return None
    at, names = found
    header = [whole.text(cell) for cell in whole.rows[at]]
    printed = [text.cleaned().text for text in header]
    below = [[whole.text(cell) for cell in row] for row in whole.rows[at + 1 :]]
    names = below_merged_names(printed, names, list(zip(*below, strict=True)))
    all_rows = Lattice.of(visible, grid)
    rows: list[tuple[Excerpt, ...]] = []
    repeated: list[Excerpt] = []
    notes: list[Excerpt] = []
    band = visible.slice(0, 0)
    begun = False
    for row in all_rows.rows:
        cells = [all_rows.text(cell) for cell in row if cell is not None]
        if [text.cleaned().text for text in cells] == printed:
            repeated.extend(cells if begun else ())
            begun = True
        elif begun and sum(bool(text) for text in cells) == 1 and len(cells) != len(names):
            (text,) = filter(None, cells)
            if names_what_follows(text):
                band = text
            else:
                notes.append(text)
        elif begun:
            rows.append((band, *_sure(cells, names)))
            band = visible.slice(0, 0)
    banded = any(row[0] for row in rows)
    table = Table(
        (Column.NAME, *names) if banded else names,
        tuple(header),
        tuple(row if banded else row[1:] for row in rows),
        notes=tuple(notes),
        untold=heads_of(whole, at, names, Column.OTHER),
        beside=heads_of(whole, at, names, Column.DETAIL),
        in_lines=True,
    )
    return TaskTable(table, (), tuple(repeated))


def _whole_rows(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of the rows that have as many as the widest, those rows counted anew."""
    counts: dict[int, int] = {}
    for cell in cells:
        counts[cell.row] = counts.get(cell.row, 0) + 1
    width = counts.get(0, 0)  # that of the header
    kept = {row: at for at, row in enumerate(r for r in counts if counts[r] == width)}
    return [
        Cell(kept[cell.row], cell.column, cell.rows, cell.columns, cell.span)
        for cell in cells
        if cell.row in kept
    ]


def _sure(cells: Sequence[Excerpt], names: Sequence[Column]) -> list[Excerpt]:
    """The cells of a row, without lists of units of which nothing tells in which column they stand.

    Of two columns of units one is missing: what is left may be the units of either.
    """
    columns = [name for name in names if name in UNIT_COLUMNS]
    if len(cells) >= len(names) or len(set(columns)) < 2:
        return list(cells)
    units = [fit(nature(cell.folded), Column.RESPONSIBLE) >= _SUITS for cell in cells]
    if sum(units) >= len(columns):
        return list(cells)
    return [cell for cell, are_units in zip(cells, units, strict=True) if not are_units]
