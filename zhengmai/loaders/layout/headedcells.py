"""Cells of tasks that begin with the name of the task on a line of its own.

Example, in each row of a table::

    提升投放点环境
    完成120个投放点微更新，增设洗手设施。

Where lines are broken by the width of a column, the first is as long as the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.phrases.columnnames import Column

T = TypeVar("T")
_FEWEST = 3  # rows
_MOST = 0.8  # of them begin with a name
_NAME = re.compile(r"\s*(?P<name>[^\n,;:。!?()]{2,18})\n\s*(?P<text>[^\n]+)")
_STOPS = re.compile(r"[,;:。!?]")
_LONGER = 4  # characters that what a name heads has more, on its first line alone


def with_heads_apart(table: Table) -> Table:
    """A table with a column of the names that its cells of tasks begin with, where they do."""
    if Column.TEXT not in table.columns or len(table.rows) < _FEWEST:
        return table
    at = table.columns.index(Column.TEXT)
    own = [not carried[at] for carried in table.carried]
    cells = [row[at] for row, is_own in zip(table.rows, own, strict=True) if is_own and row[at]]
    if sum(map(_begins_with_name, cells)) < max(_FEWEST, _MOST * len(cells)):
        return table
    parted = [_parted(row[at]) for row in table.rows]
    return replace(
        table,
        columns=_put_in(table.columns, at, Column.NAME, Column.TEXT),
        rows=tuple(_put_in(row, at, *p) for row, p in zip(table.rows, parted, strict=True)),
        carried=tuple(_put_in(c, at, c[at], c[at]) for c in table.carried),
    )


def _begins_with_name(cell: Excerpt) -> bool:
    match = _NAME.match(cell.folded)
    if match is None or not _STOPS.search(cell.folded, match.start("text")):
        return False
    return len(match["text"]) >= len(match["name"].rstrip()) + _LONGER


def _parted(cell: Excerpt) -> tuple[Excerpt, Excerpt]:
    """The name that a cell begins with, and the rest of it."""
    match = _NAME.match(cell.folded)
    if match is None:
        return cell.slice(0, 0), cell
    return cell.slice(*match.span("name")), cell.slice(match.start("text"))


def _put_in(row: Sequence[T], at: int, *cells: T) -> tuple[T, ...]:
    return (*row[:at], *cells, *row[at + 1 :])
