"""相关度: how far two plans are about the same, told by their texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Bag, Floats
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.passages import side

_PAIRS: Final = (2, 3)
_KEPT: Final = 256  # plans: those of a province and its cities; some 100 kB each


def relatedness(children: Sequence[LineageNode], points: Iterable[LineageNode]) -> float:
    """How far two plans are about the same, 0 to 1.

    The mean over the children of the best share of their pairs and triples of characters, the rare
    ones weighing more, that one point has. Rare is what few nodes of the two plans have (see
    :class:`~zhengmai.graph.lineage.matching.passages.Rarity`, which is told here of one plan's
    grams alone: a plan may be compared with hundreds).
    """
    own, other = tuple(children), tuple(points)
    if not own or not other:
        return 0.0
    mine, theirs = _bag(own), _bag(other, merged=True)
    at = np.searchsorted(theirs.vocabulary, mine.vocabulary)
    at = np.minimum(at, max(len(theirs.vocabulary) - 1, 0))
    both = theirs.vocabulary[at] == mine.vocabulary if len(theirs.vocabulary) else at < 0
    spread = mine.spread.astype(np.float64)
    spread[both] += theirs.spread[at[both]]
    rarity = np.log((mine.rows + theirs.rows + 1) / (spread + 0.5)).astype(np.float32)
    weights: Floats = rarity[mine.column]
    left = mine.dense(np.flatnonzero(both), weights)
    right = theirs.dense(at[both], np.ones_like(theirs.count))
    shares = left @ right.T / np.maximum(mine.sums(weights)[:, None], np.float32(1e-9))
    return float(shares.max(1).mean())


@lru_cache(maxsize=_KEPT)
def _bag(nodes: tuple[LineageNode, ...], *, merged: bool = False) -> Bag:
    """The pairs and triples of each node; rows of a table are one with their point if *merged*."""
    return Bag.of((parents(nodes).side if merged else side(nodes)).full, _PAIRS)
