"""Both passes over a plan and all its superiors: the probability of every pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain as chained
from typing import TypeAlias

import numpy as np

from zhengmai.graph.lineage.matching.choice import Choice, Weights, weights
from zhengmai.graph.lineage.matching.context import KEPT, Line, context
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.meaning import Meanings, nearness
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.parts import best_of, in_parts
from zhengmai.graph.lineage.matching.passages import Rarity, Side, side
from zhengmai.graph.lineage.matching.signals import signals

Chain: TypeAlias = tuple[tuple[LineageNode, ...], ...]
"""The nodes of a plan, then those of its superiors, the nearest first."""
Signals: TypeAlias = Iterator[tuple[str, Floats]]


def sides_of(chain: Chain) -> list[Side]:
    """A plan as tasks, and its superiors as parents."""
    return [side(chain[0]), *(parents(nodes).side for nodes in chain[1:])]


def first_signals(chain: Chain, meanings: Meanings | None = None) -> list[Signals]:
    """The signals of the first pass: one stream for each superior.

    Args:
        chain: the plan and its superiors.
        meanings: sentence vectors of plans, or None where letters have to do.
    """
    sides = sides_of(chain)
    rarity = Rarity.among(sides)
    streams = [signals(sides[0], p, rarity, level) for level, p in enumerate(sides[1:])]
    if meanings is None:
        return streams
    centre = meanings.centre(tuple(s.nodes for s in sides))
    own, *above = (centre.of(meanings.of(s.nodes)) for s in sides)
    return [chained(s, nearness(own, points)) for s, points in zip(streams, above, strict=True)]


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
    """Both passes with some weights; what was found for a plan is kept for those below it."""

    def __init__(self, weights: Weights, meanings: Meanings | None = None) -> None:
        self._weights = weights
        self._meanings = meanings
        self._first = lru_cache(maxsize=64)(self._found)
        self.probabilities = lru_cache(maxsize=64)(self._probabilities)

    def _probabilities(self, chain: Chain) -> list[Floats]:
        """For each superior the probability of each of its points for each task of the plan.

        A task that is several duties carries out what any of them does.
        """
        if len(chain) < 2:
            return []
        whole = self._compared(chain)
        parts, of = in_parts(chain[0])
        if len(parts) == len(chain[0]):
            return whole
        each = self._compared((parts, *chain[1:]))
        return [
            np.maximum(own, best_of(more, of, len(chain[0])))
            for own, more in zip(whole, each, strict=True)
        ]

    def _compared(self, chain: Chain) -> list[Floats]:
        second = second_signals(chain, self._first)
        return [
            self._weights.calibrated(self._weights.second.probabilities(streamed))
            for streamed in second
        ]

    def centred(self, chain: Chain) -> Callable[[Sequence[str]], Floats] | None:
        """What makes vectors of texts without what the plans have in common; None for letters."""
        if self._meanings is None:
            return None
        centre = self._meanings.centre(tuple(s.nodes for s in sides_of(chain)))
        vectors = self._meanings.vectors
        return lambda texts: centre.less(vectors.of(texts))

    def _found(self, chain: Chain) -> list[Found]:
        streams = first_signals(chain, self._meanings)
        return [Found(self._weights.first, streamed) for streamed in streams]


@cache
def by_letters() -> Matcher:
    """The matcher that needs nothing but the texts."""
    return Matcher(weights(), None)
