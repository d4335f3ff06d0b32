"""Rows put together from the cells of a table whose grid is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.columnnames import Column

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """Rows put together from cells.

    Attributes:
        columns: those of the table; one more where rows have names above them, or numbers.
        rows: the cells of each.
        whole: each has a cell for each column.
        clear: False where it cannot be told which cells are those of a row.
        left_out: the lines of rows that were not understood.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Excerpt, ...], ...]
    whole: bool = False
    clear: bool = True
    left_out: tuple[Excerpt, ...] = ()


def chunks_of(cells: Sequence[_T], width: int) -> list[tuple[_T, ...]]:
    """Cells in rows of one width."""
    return [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]


def below_names(
    rows: Sequence[tuple[Excerpt, ...]],
    bands: Sequence[tuple[Excerpt, ...]],
    names: tuple[Column, ...],
) -> PrintedRows:
    """Rows with the names that stand above them in columns of their own."""
    if not any(bands):
        return PrintedRows(names, tuple(rows))
    empty = rows[0][0].slice(0, 0)
    deepest = max(map(len, bands))
    below_names = tuple(
        (*[empty] * (deepest - len(band)), *band, *row)
        for band, row in zip(bands, rows, strict=True)
    )
    return PrintedRows((*[Column.NAME] * deepest, *names), below_names)
