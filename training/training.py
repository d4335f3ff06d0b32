"""Both passes, trained on some cascades: the second one on what the first says of unseen ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from training.cascades import Cascade
from training.fit import Block, Start, blocks_of, choice
from zhengmai.graph.lineage.matching.choice import Choice, Weights
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.meaning import Meanings
from zhengmai.graph.lineage.matching.passes import Chain, Found, first_signals, second_signals

FOLDS = 4
PENALTY = (10.0, 30.0)  # of the first and the second pass
UNCALIBRATED = (1.0, 0.0)
# What speaks for or against "none of these points": the best value of it among them.
NONE_FIRST = (
    "sentences", "sentences lead in row", "wholes", "wholes in row", "contained",
    "contained lead in row", "clauses", "clauses lead in row", "clauses back", "units shared",
    "units named", "length", "generic", "not nearest", "points", "group contained",
    "group contained lead in row", "contained in section", "characters", "breadth", "wording",
    "acts shared", "acts shared lead in row", "acts alike", "first act shared", "in plan",
    "in plan in notice", "characters in plan", "triples in plan", "strangest clause",
    "worst clause", "clause count", "last of heading", "first of heading", "last of section",
    "position", "alone in heading", "units", "no units",
)  # fmt: skip
NONE_BY_MEANING = (
    "meaning of sentences", "meaning of sentences in row", "meaning of sentences lead in row",
    "meaning of clauses", "meaning of wholes", "meaning of wholes lead in row",
)  # fmt: skip
NONE_SECOND = (
    "probability", "odds", "odds lead in row", "all points", "best anywhere", "line",
    "off the line", "siblings by heading", "siblings by section", "count by heading", "wholes",
    "contained", "not nearest", "length", "generic", "units shared", "units named", "points",
    "acts shared", "acts alike", "in plan", "in plan in notice", "characters in plan",
    "triples in plan", "strangest clause", "worst clause", "clause count", "last of heading",
    "last of section", "position", "alone in heading", "units", "no units",
)  # fmt: skip

T = TypeVar("T")


class Trainer:
    """Trains both passes on labelled cascades.

    Args:
        meanings: sentence vectors of plans, or None for weights of letters alone.
    """

    def __init__(self, meanings: Meanings | None = None) -> None:
        self._meanings = meanings
        self._signals = lru_cache(maxsize=512)(self._made)
        self._starts = Start(), Start()  # of the first and the second pass

    def weights(
        self, cascades: Sequence[Cascade], calibration: tuple[float, float] = UNCALIBRATED
    ) -> Weights:
        """Train both passes."""
        with threadpool_limits(1, "blas"):  # several threads take four times as long
            first = self._first(cascades)
            folds = _folds(cascades, self._first)
            found = {id(c): self._finder(made) for made, held in folds for c in held}
            return Weights(first, self._second(cascades, found), calibration)

    def calibrated(self, cascades: Sequence[Cascade]) -> Weights:
        """Train both passes, and learn what their probabilities are worth on unseen cascades."""
        return self.weights(cascades, self.calibration(cascades))

    def calibration(self, cascades: Sequence[Cascade]) -> tuple[float, float]:
        """Slope and shift of the log-odds of cascades that were not trained on (Platt 1999).

        Cascades of which only some pairs are known (:mod:`.verdicts`) say nothing of rates.
        """
        values, true = [], []
        for made, held in _folds(cascades, self.weights):
            for cascade in (c for c in held if c.direct):
                for plan, found in zip(
                    cascade.plans, self.probabilities(cascade, made), strict=True
                ):
                    for links, weight, p in zip(plan.links, plan.weights, found, strict=True):
                        values.append(p[weight > 0].ravel())
                        true.append(links[weight > 0].ravel())
        return _platt(np.concatenate(values), np.concatenate(true))

    def probabilities(self, cascade: Cascade, made: Weights) -> list[list[Floats]]:
        """For each plan, for each of its superiors, the probability of every pair."""
        found = self._finder(made.first)
        return [
            [
                made.calibrated(made.second.probabilities(s))
                for s in second_signals(plan.chain, found)
            ]
            for plan in cascade.plans
        ]

    def _made(self, chain: Chain) -> list[dict[str, Floats]]:
        return [dict(stream) for stream in first_signals(chain, self._meanings)]

    def _first(self, cascades: Sequence[Cascade]) -> Choice:
        plans = [plan for cascade in cascades for plan in cascade.plans]
        names = list(self._signals(plans[0].chain)[0])
        blocks = [b for p in plans for b in blocks_of(p, self._signals(p.chain), names)]
        none = NONE_FIRST if self._meanings is None else NONE_FIRST + NONE_BY_MEANING
        return choice(blocks, names, none, "wholes", PENALTY[0], self._starts[0])

    def _second(
        self, cascades: Sequence[Cascade], found: Mapping[int, Callable[[Chain], list[Found]]]
    ) -> Choice:
        names: list[str] = []
        blocks: list[Block] = []
        for cascade in cascades:
            for plan in cascade.plans:
                streams = [dict(s) for s in second_signals(plan.chain, found[id(cascade)])]
                names = names or list(streams[0])
                blocks.extend(blocks_of(plan, streams, names))
        return choice(blocks, names, NONE_SECOND, "probability", PENALTY[1], self._starts[1])

    def _finder(self, first: Choice) -> Callable[[Chain], list[Found]]:
        @lru_cache(maxsize=512)
        def found(chain: Chain) -> list[Found]:
            return [Found(first, iter(signals.items())) for signals in self._signals(chain)]

        return found


def _folds(
    cascades: Sequence[Cascade], train: Callable[[Sequence[Cascade]], T]
) -> Iterable[tuple[T, list[Cascade]]]:
    """What is trained without some cascades, and these."""
    for fold in range(FOLDS):
        held = [c for n, c in enumerate(cascades) if n % FOLDS == fold]
        if held:
            yield train([c for n, c in enumerate(cascades) if n % FOLDS != fold]), held


def _platt(values: Floats, true: Floats) -> tuple[float, float]:
    kept = np.clip(values.astype(np.float64), 1e-6, 1 - 1e-6)
    odds = np.log(kept / (1 - kept))

    def loss(x: np.ndarray) -> float:
        z = x[0] * odds + x[1]
        return float((np.logaddexp(0, z) - true * z).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 4), round(float(shift), 4)
