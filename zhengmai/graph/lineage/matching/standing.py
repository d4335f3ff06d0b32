"""How a likeness stands beside its rivals: among a child's points, and a point's children.

Whether 0.3 is much depends on what else there is: a child whose words are few, a point whose words
all have. So each value is also given as its distance from the mean of its row and of its column (in
standard deviations), and as its lead over the best other one there.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats

_STEADY = np.float32(0.02)  # so that a row without differences has none


def standings(name: str, values: Floats) -> Iterator[tuple[str, Floats]]:
    """A likeness as it is, and as it stands in its row and its column."""
    yield name, values
    yield f"{name} in row", deviation(values)
    yield f"{name} in column", deviation(values.T).T
    yield f"{name} lead in row", lead(values)
    yield f"{name} lead in column", lead(values.T).T


def across(values: Floats, columns: int) -> Floats:
    """A value of each row, in every column."""
    return np.repeat(values[:, None].astype(np.float32), columns, axis=1)


def lead(values: Floats) -> Floats:
    """Each value less the best other one of its row."""
    if values.shape[1] < 2:
        return values
    two = np.partition(values, -2, axis=1)
    second, first = two[:, -2:-1], two[:, -1:]
    ahead: Floats = values - np.where(values >= first, second, first)
    return ahead


def deviation(values: Floats) -> Floats:
    """Each value as standard deviations from the mean of its row."""
    from_mean: Floats = values - values.mean(1, keepdims=True)
    found: Floats = from_mean / (values.std(1, keepdims=True) + _STEADY)
    return found
