"""Both passes over a plan and all its superiors: the probability of every pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from zhengmai.graph.lineage.matching.choice import Choice, Weights
from zhengmai.graph.lineage.matching.context import KEPT, Line, context
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.signals import signals

Chain: TypeAlias = tuple[tuple[LineageNode, ...], ...]
"""The nodes of a plan, then those of its superiors, the nearest first."""
Signals: TypeAlias = Iterator[tuple[str, Floats]]


def first_signals(chain: Chain) -> list[Signals]:
    """The signals of the first pass: one stream for each superior."""
    child = side(chain[0])
    above = [parents(nodes) for nodes in chain[1:]]
    rarity = Rarity.among([child, *(p.side for p in above)])
    return [signals(child, p.side, rarity, level) for level, p in enumerate(above)]


def second_signals(chain: Chain, found: Callable[[Chain], list[Found]]) -> list[Signals]:
    """The signals of the second pass: one stream for each superior.

    Args:
        chain: the plan and its superiors.
        found: what the first pass found for a plan and its superiors.
    """
    child = side(chain[0])
    own = found(chain)
    between = {
        (near, near + 1 + far): parents(chain[near + 1]).merged(link.probabilities)
        for near in range(len(own) - 1)
        for far, link in enumerate(found(chain[near + 1 :]))
    }
    probabilities = [f.probabilities for f in own]
    return [
        context(
            child, parents(nodes).side, f.probabilities, Line(probabilities, between, at), f.kept
        )
        for at, (nodes, f) in enumerate(zip(chain[1:], own, strict=True))
    ]


class Found:
    """What the first pass found with one superior, and the signals that the second one wants."""

    __slots__ = ("kept", "probabilities")

    def __init__(self, choice: Choice, streamed: Signals) -> None:
        self.kept: dict[str, Floats] = {}
        self.probabilities = choice.probabilities(self._keeping(streamed))

    def _keeping(self, streamed: Signals) -> Signals:
        for name, values in streamed:
            if name in KEPT:
                self.kept[name] = values
            yield name, values


class Matcher:
    """Both passes with some weights; what was found for superiors is kept for the next plan."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._first = lru_cache(maxsize=64)(self._found)

    def probabilities(self, chain: Chain) -> list[Floats]:
        """For each superior the probability of each of its points for each task of the plan."""
        if len(chain) < 2:
            return []
        second = second_signals(chain, self._first)
        return [
            self._weights.calibrated(self._weights.second.probabilities(streamed))
            for streamed in second
        ]

    def _found(self, chain: Chain) -> list[Found]:
        return [Found(self._weights.first, streamed) for streamed in first_signals(chain)]
