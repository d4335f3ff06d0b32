"""Where the units of a map stand: near those that they work with, and no label upon another.

A spring layout with a fixed seed draws together what is joined; then labels that overlap are pushed
apart. Positions are whole pixels, so that the same store gives the same page on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import cos, pi, sin, sqrt
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point: TypeAlias = tuple[int, int]

_STEPS, _PUSHES = 60, 150
_ROOM = 2.2  # times the area of all boxes that a drawing takes
_TOGETHER = 3.0  # a line within a group draws as much as so many between groups
_SHAPE = 1.5  # wider than high, as windows are
_GAP = 6.0  # pixels between two boxes
_ROW = 1.25  # rows of what is joined to nothing, in heights of a box


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes with its label, in pixels: its middle is that of the node."""

    width: float
    height: float


def groups(graph: nx.Graph[int], most: int) -> list[list[int]]:
    """Nodes that are joined more with one another than with others, the largest group first.

    Louvain's method with a fixed seed. Where there are more groups than ``most``, the last one
    holds all the others; nodes that are joined to nothing are in none.
    """
    joined = graph.subgraph([n for n in graph if graph.degree(n)])
    found = nx.community.louvain_communities(joined, weight="weight", seed=1) if joined else []
    ranked = sorted((sorted(group) for group in found), key=lambda g: (-len(g), g))
    if len(ranked) <= most:
        return ranked
    return [*ranked[: most - 1], sorted(n for group in ranked[most - 1 :] for n in group)]


def spread(
    graph: nx.Graph[int], together: Sequence[Sequence[int]], boxes: Sequence[Box]
) -> list[Point]:
    """The middle of each node 0, 1, 2 …; what is joined to nothing stands in rows below.

    Args:
        graph: its edges have a ``weight``.
        together: groups of nodes that are drawn near one another.
        boxes: of each node.
    """
    joined = [n for group in together for n in group]
    placed = np.zeros((len(boxes), 2))
    if joined:
        placed[joined] = _apart(_drawn(graph, together), [boxes[n] for n in joined])
    bottom = max((placed[n][1] + boxes[n].height for n in joined), default=0.0)
    alone = [n for n in range(len(boxes)) if n not in set(joined)]
    _in_rows(alone, boxes, bottom, placed)
    return [(round(x), round(y)) for x, y in placed.tolist()]


def _drawn(graph: nx.Graph[int], together: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """A spring layout that begins with a circle of circles, a group each; in their order."""
    begin: dict[int, tuple[float, float]] = {}
    for g, group in enumerate(together):
        angle = 2 * pi * g / len(together)
        for n, node in enumerate(group):
            turn = 2 * pi * n / len(group)
            begin[node] = cos(angle) + 0.3 * cos(turn), sin(angle) + 0.3 * sin(turn)
    group_of = {node: g for g, group in enumerate(together) for node in group}
    drawn: nx.Graph[int] = nx.Graph()
    drawn.add_nodes_from(begin)
    for one, other, weight in graph.edges(data="weight"):
        inside = group_of[one] == group_of[other]
        drawn.add_edge(one, other, weight=sqrt(weight) * (_TOGETHER if inside else 1))
    if len(begin) == 1:
        return np.zeros((1, 2))
    found = nx.spring_layout(
        drawn, pos=begin, k=2.2 / sqrt(len(begin)), iterations=_STEPS, weight="weight", seed=1
    )
    return np.array([found[node] for node in begin], dtype=np.float64)


def _apart(at: NDArray[np.float64], boxes: Sequence[Box]) -> NDArray[np.float64]:
    """The same, so large that boxes have room, those that overlap pushed apart."""
    size = np.array([(b.width + _GAP, b.height + _GAP) for b in boxes])
    area = _ROOM * float(size.prod(axis=1).sum())
    # Ranks, not distances: what a spring layout crowds in its middle gets as much room.
    ranks = (at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 0.5) / len(at)
    spread_ = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
    found = (2 * ranks + spread_) / 3 * np.array([sqrt(area * _SHAPE), sqrt(area / _SHAPE)])
    found = np.round(found)
    need = (size[:, None, :] + size[None, :, :]) / 2
    upper = np.triu(np.ones((len(at), len(at)), dtype=bool), 1)
    for step in count():
        between = found[None, :, :] - found[:, None, :]
        over = need - np.abs(between)
        hit = upper & (over > 0.5).all(axis=2)
        if not hit.any() or step >= _PUSHES * 4:
            return found
        # Along the way that is shorter; a pair at one place parts by its order.
        way = over[:, :, 1] <= over[:, :, 0]
        for axis, wanted in ((0, hit & ~way), (1, hit & way)):
            sign = np.where(between[:, :, axis] >= 0, 1.0, -1.0)
            push = np.where(wanted, sign * (over[:, :, axis] / 2 + 0.5), 0.0)
            shared = np.maximum(1.0, (wanted | wanted.T).sum(axis=1) / 2)
            found[:, axis] += (push.sum(axis=0) - push.sum(axis=1)) / shared
        found = np.round(found, 1)


def _in_rows(
    alone: Sequence[int], boxes: Sequence[Box], top: float, placed: NDArray[np.float64]
) -> None:
    wide = max(float(np.ptp(placed[:, 0])) if len(placed) else 0.0, 700.0)
    left = float(placed[:, 0].min()) if len(placed) else 0.0
    x, y = left, top
    for n in alone:
        if x > left and x + boxes[n].width > left + wide:
            x, y = left, y + boxes[n].height * _ROW
        placed[n] = x + boxes[n].width / 2, y + boxes[n].height
        x += boxes[n].width + _GAP
