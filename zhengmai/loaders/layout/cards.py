"""任务卡: a table of one task, each label beside what it says, in one or more pairs a row.

Example::

    任务编号 | 3 | 任务名称 | 修渡口
    工作内容 | 换缆绳，立警示牌。
    牵头单位 | 区水务局 | 完成时限 | 6月底前
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zhengmai.loaders.layout.lattice import Lattice
from zhengmai.loaders.phrases.columnnames import heading
from zhengmai.loaders.source import Cell

_MOST_PAIRS = 4  # of a row
_KNOWN = 0.5  # of the labels are names of columns, at least


def one_pair_a_row(lattice: Lattice) -> Lattice:
    """A card with each label in the first column and what it says in the second.

    A table that is no card, or has one pair a row already, stays as it is.
    """
    rows = [_pairs(row) for row in lattice.rows]
    if not rows or any(pairs is None for pairs in rows):
        return lattice
    pairs = [pair for row in rows for pair in row or ()]
    labels = [lattice.text(label).folded.strip(" :") for label, _ in pairs]
    known = sum(heading(label) is not None for label in labels)
    if len(pairs) == len(rows) or not all(labels) or known < _KNOWN * len(labels):
        return lattice
    return replace(lattice, rows=tuple(_placed(pairs)))


def _pairs(row: Sequence[Cell | None]) -> list[tuple[Cell, Cell | None]] | None:
    """The labels of a row, each with the cell beside it; None where it is not made of pairs."""
    cells = [cell for cell, _ in groupby(row)]
    if len(cells) % 2 or not 0 < len(cells) <= 2 * _MOST_PAIRS:
        return None
    labels, values = cells[::2], cells[1::2]
    if any(cell is not None and cell.rows > 1 for cell in cells):
        return None
    found = [(label, value) for label, value in zip(labels, values, strict=True) if label]
    return found if len(found) == len(labels) else None


def _placed(pairs: Sequence[tuple[Cell, Cell | None]]) -> Iterator[tuple[Cell | None, ...]]:
    for row, pair in enumerate(pairs):
        yield tuple(
            cell and replace(cell, row=row, column=column, columns=1)
            for column, cell in enumerate(pair)
        )
