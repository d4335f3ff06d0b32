"""Rows of a table that tell of the notice and not of a task.

A page puts what it knows of a notice below its table, in a row of the same grid::

    | 1 | 更换渡口缆绳 | 区水务局 | 6月底前 |
    | 索引号： | 37…/2025-11 | 发布日期： | 2025-03-08 |
"""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST = 2  # labels
_LONGEST = 10  # characters of one


def tells_of_the_notice(cells: Sequence[str]) -> bool:
    """Whether every other of the folded cells of a row is a label with a colon."""
    said = [cell.strip() for cell in cells if cell.strip()]
    labels = [cell for cell in said if cell.endswith(":") and len(cell) <= _LONGEST]
    return len(labels) >= _FEWEST and labels == said[::2]
