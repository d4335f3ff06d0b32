"""Rows without a point: which prose point of the same notice a table row breaks down.

A table of tasks repeats the plan before it, in its order, row by row. Where the rows have neither
the numbers nor the names of the points, they are told by their words: the alignment that keeps the
order of both and shares most. Rows of one number (a merged cell) go together. What shares too
little with its point stays by itself, unless the rows around leave just that point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.likeness import cosine
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.passages import Rarity, side

_FEWEST: Final = 3  # rows, and points, from which it is a table beside its plan
_ALIKE: Final = 0.08  # cosine from which a row is one of the point


def points_of(rows: Sequence[LineageNode], points: Sequence[LineageNode]) -> list[int | None]:
    """For each row the number of the point that it breaks down, or None."""
    if len(rows) < _FEWEST or len(points) < _FEWEST:
        return [None] * len(rows)
    groups = [list(own) for _, own in groupby(rows, key=lambda row: row.number)]
    whole = [replace(own[0], text="。".join(row.text for row in own)) for own in groups]
    one, other = side(tuple(whole)), side(tuple(points))
    alike = cosine(one.whole, other.whole, Rarity.among([one, other]))
    found = [j if alike[i, j] >= _ALIKE else None for i, j in enumerate(_aligned(alike))]
    told = _between(found, len(points))
    return [at for at, own in zip(told, groups, strict=True) for _ in own]


def _between(found: Sequence[int | None], points: int) -> list[int | None]:
    """Groups that stand between two that are told, and as many free points between: in order."""
    told = list(found)
    start, before = 0, -1
    for at, point in enumerate([*found, points]):
        if point is None:
            continue
        if point - before - 1 == at - start:
            told[start:at] = range(before + 1, point)
        start, before = at + 1, point
    return told


def _aligned(alike: Floats) -> list[int]:
    """The columns, never going back, whose values add up to most."""
    rows, columns = alike.shape
    gain = np.maximum(alike - _ALIKE, 0)
    total = np.zeros((rows + 1, columns), np.float32)
    for i in range(rows):
        total[i + 1] = np.maximum.accumulate(total[i]) + gain[i]
    at = int(np.argmax(total[rows]))
    found = [at]
    for i in range(rows - 1, 0, -1):
        at = int(np.argmax(total[i][: at + 1]))
        found.append(at)
    return found[::-1]
