"""How much of one passage stands in another: cosine, containment, and the best part of a node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhengmai.graph.lineage.matching.grams import Bag, Floats, Ints, of_sizes
from zhengmai.graph.lineage.matching.passages import Parts, Rarity

_LITTLE = np.float32(1e-9)
_NONE = np.zeros(0, np.int64)


def cosine(one: Bag, other: Bag, rarity: Rarity) -> Floats:
    """TF-IDF cosine of every row of one bag with every row of another; grams of 1 to 3."""
    mine, theirs = _weights(one, rarity, (1, 2, 3)), _weights(other, rarity, (1, 2, 3))
    a, b = one.damped * mine[one.column], other.damped * theirs[other.column]
    norm = np.sqrt(one.sums(a**2))[:, None] * np.sqrt(other.sums(b**2))[None]
    left, right = common(one, other, (1, 2, 3))
    found: Floats = one.dense(left, a) @ other.dense(right, b).T / np.maximum(norm, _LITTLE)
    return found


def containment(one: Bag, other: Bag, rarity: Rarity | None, sizes: Sequence[int]) -> Floats:
    """The share of the grams of every row of one bag that every row of another has, 0 to 1.

    Rare grams weigh more, unless no *rarity* is given. What 5-grams without weights give is the
    fidelity 照抄程度 that studies of policy texts count.
    """
    mine = _weights(one, rarity, sizes)[one.column]
    left, right = common(one, other, sizes)
    ones = np.ones_like(other.count)
    shared: Floats = one.dense(left, mine) @ other.dense(right, ones).T
    return (shared / np.maximum(one.sums(mine)[:, None], _LITTLE)).astype(np.float32)


def best_parts(values: Floats, parts: Parts) -> Floats:
    """Of the parts that each column's node has, the best one."""
    starts = np.searchsorted(parts.owner, np.arange(parts.owners))
    found: Floats = np.maximum.reduceat(values, starts, axis=1)
    return found


def of_parts(values: Floats, parts: Parts) -> tuple[Floats, Floats]:
    """Of the parts that each row's node has, the best one and the mean of all."""
    starts = np.searchsorted(parts.owner, np.arange(parts.owners))
    counts: Floats = np.diff([*starts, len(parts.owner)]).astype(np.float32)
    best: Floats = np.maximum.reduceat(values, starts, axis=0)
    mean: Floats = (np.add.reduceat(values, starts, axis=0) / counts[:, None]).astype(np.float32)
    return best, mean


def least_parts(values: Floats, parts: Parts) -> Floats:
    """Of the parts that each row's node has, the worst one."""
    starts = np.searchsorted(parts.owner, np.arange(parts.owners))
    found: Floats = np.minimum.reduceat(values, starts, axis=0)
    return found


def _weights(bag: Bag, rarity: Rarity | None, sizes: Sequence[int]) -> Floats:
    counted = of_sizes(bag.sizes, sizes)
    if rarity is None:
        return counted.astype(np.float32)
    return np.where(counted, rarity.of(bag.vocabulary), np.float32(0)).astype(np.float32)


def common(one: Bag, other: Bag, sizes: Sequence[int]) -> tuple[Ints, Ints]:
    """The columns of the grams of such sizes that both have, in each of them."""
    if len(one.vocabulary) > len(other.vocabulary):
        right, left = common(other, one, sizes)
        return left, right
    if not len(other.vocabulary):
        return _NONE, _NONE
    at = np.minimum(np.searchsorted(other.vocabulary, one.vocabulary), len(other.vocabulary) - 1)
    both = (other.vocabulary[at] == one.vocabulary) & of_sizes(one.sizes, sizes)
    left = np.flatnonzero(both)
    return left, at[left]
