"""The points of a plan as parents: a prose point and the table rows that break it down are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats, Ints
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parts import best_of
from zhengmai.graph.lineage.matching.passages import Side, side


@dataclass(frozen=True, slots=True)
class Parents:
    """What a task of a lower plan chooses from.

    Attributes:
        side: one node for each point, with the text of its rows.
        members: the nodes of the plan that each of these stands for.
        of: for each node of the plan, which of these it is in.
    """

    side: Side
    members: tuple[tuple[LineageNode, ...], ...]
    of: Ints

    def merged(self, values: Floats) -> Floats:
        """A value for each node of the plan (rows) as one for each point: the best one."""
        return best_of(values, self.of, len(self.members))


@lru_cache(maxsize=64)
def parents(nodes: tuple[LineageNode, ...]) -> Parents:
    """The points of a plan as parents."""
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(node.point or node.iri, len(numbers)) for node in nodes]
    members: list[list[LineageNode]] = [[] for _ in numbers]
    for number, node in zip(of, nodes, strict=True):
        members[number].append(node)
    merged = tuple(own[0] if len(own) == 1 else _one(own) for own in members)
    return Parents(side(merged), tuple(map(tuple, members)), np.array(of, np.int64))


def _one(nodes: Sequence[LineageNode]) -> LineageNode:
    """A prose point with its rows, as one node."""
    point = next((node for node in nodes if node.iri == node.point), nodes[0])
    return replace(
        point,
        text="。".join(node.text for node in nodes),
        units=tuple(unit for node in nodes for unit in node.units),
    )
