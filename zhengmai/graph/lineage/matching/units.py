"""What the responsible units say of a pair: one bureau at two levels, or its name in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.passages import Side

# What the names of bodies end with: 教育局 and 教育厅 are one trade.
_ENDINGS: Final = re.compile(
    "(?:委员会|办公室|管理局|监督局|局|厅|委|办|中心|政府|处|部|院|所|公司|社)$"
)
# What stands before the trade: 市教育局, 中共某某县委宣传部.
_PLACE: Final = re.compile("^.*?(?:省|市|区|县|旗|镇|乡)(?=.{2,})")


def unit_signals(child: Side, parents: Side) -> dict[str, Floats]:
    """How far the units of a child are those of a point, and stand in its text; 0 to 1."""
    mine = [_stems(node.units) for node in child.nodes]
    theirs = [_stems(node.units) for node in parents.nodes]
    shape = len(child), len(parents)
    share, alike, named = (np.zeros(shape, np.float32) for _ in range(3))
    for i, own in enumerate(mine):
        if not own:
            continue
        for j, other in enumerate(theirs):
            same = sum(any(_abbreviates(u, v) for v in other) for u in own)
            share[i, j] = same / len(own)
            alike[i, j] = same / len(own | other)
            named[i, j] = max(_share_named(u, parents.full[j]) for u in own)
    return {"units shared": share, "units alike": alike, "units named": named}


@lru_cache(maxsize=65536)
def _stem(unit: str) -> str:
    name = _PLACE.sub("", unit)
    stem = _ENDINGS.sub("", name)
    return stem if len(stem) > 1 else name


def _stems(units: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_stem, units))


@lru_cache(maxsize=65536)
def _abbreviates(one: str, other: str) -> bool:
    """Whether one name keeps the order of the other's characters: 发改 of 发展和改革."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _share_named(stem: str, text: str) -> float:
    """The share of a stem's pairs of characters that stand in a text."""
    pairs = len(stem) - 1
    return sum(stem[k : k + 2] in text for k in range(pairs)) / pairs if pairs > 0 else 0.0
