"""Tasks that are several duties, each under a heading of its own in the text.

    （二）河道。清淤河道。每月清一次南河。加固堤岸。汛前补好险段。

A point without units is one task, whatever stands in it; but what it carries out may be several
points above it, each of which one of its duties says. So its duties are compared, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats, Ints
from zhengmai.graph.lineage.matching.nodes import LineageNode

# A sentence that heads those behind it: short, and without a pause.
_HEAD: Final = re.compile(
    r"(?:^|(?<=[。；;!！]))[^。；;!！？?，,、：:\s（）()]{4,18}。(?=[^。；;]{8,})"
)
_FEWEST: Final = 2
_MOST: Final = 8  # duties of a task: with more, it is compared as a whole


def in_parts(nodes: Sequence[LineageNode]) -> tuple[tuple[LineageNode, ...], Ints]:
    """The nodes, such as are several duties as these; and of which node each of them is."""
    parts: list[LineageNode] = []
    of: list[int] = []
    for number, node in enumerate(nodes):
        own = _duties(node)
        parts.extend(own)
        of.extend([number] * len(own))
    return tuple(parts), np.array(of, np.int64)


def best_of(values: Floats, of: Ints, count: int) -> Floats:
    """A value for each part (rows) as one for each of so many wholes: the best one."""
    best = np.full((count, values.shape[1]), -np.inf, np.float32)
    np.maximum.at(best, of, values)
    return best


def _duties(node: LineageNode) -> list[LineageNode]:
    starts = [match.start() for match in _HEAD.finditer(node.text)]
    if not _FEWEST <= len(starts) <= _MOST:
        return [node]
    ends = [*starts[1:], len(node.text)]
    duties = [replace(node, text=node.text[a:b]) for a, b in zip(starts, ends, strict=True)]
    return [replace(node, text=node.text[: starts[0]]), *duties] if starts[0] else duties
