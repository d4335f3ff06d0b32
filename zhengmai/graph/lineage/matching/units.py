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
    own, others = sorted(set().union(*mine)), sorted(set().union(*theirs))
    shape = len(child), len(parents)
    if not own:
        nothing = np.zeros(shape, np.float32)
        return {"units shared": nothing, "units alike": nothing, "units named": nothing}
    has, have = _members(mine, own), _members(theirs, others)
    same = np.array([[_abbreviates(u, v) for v in others] for u in own], np.float32)
    met = (same.reshape(len(own), len(others)) @ have.T > 0).astype(np.float32)
    shared = has @ met
    count = has.sum(1, keepdims=True)
    union = count + have.sum(1)[None] - _members(mine, others) @ have.T
    named = np.array([[_share_named(u, text) for text in parents.full] for u in own], np.float32)
    return {
        "units shared": shared / np.maximum(count, 1),
        "units alike": shared / np.maximum(union, 1),
        "units named": np.stack([named[row > 0].max(0, initial=0) for row in has]),
    }


def _members(sets: Sequence[frozenset[str]], names: Sequence[str]) -> Floats:
    """Which of the names each set has."""
    return np.array([[name in own for name in names] for own in sets], np.float32).reshape(
        len(sets), len(names)
    )


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
