"""The fit of a choice: the weights under which the labelled choices are the likeliest.

Maximum likelihood of a conditional logit with an L2 penalty, by L-BFGS. A child with several true
points chooses any of them. Only the likeliest wrong points of a child are kept: the others say next
to nothing and are nine tenths of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from training.cascades import Labelled
from zhengmai.graph.lineage.matching.choice import Choice, Scale
from zhengmai.graph.lineage.matching.grams import Floats

_RIVALS = 8
_DIGITS = 6  # of a weight, as kept
_STEPS = 300
_REMEMBERED = 60  # steps, of which the curvature is told; with ten it takes twice as many


@dataclass(frozen=True)
class Block:
    """One plan with one superior.

    Attributes:
        signals: children by points by signals.
        links: the true pairs; of a child with several any one is right.
        weights: of the children.
        none: 1 for a child to which *none* may be right, too, though it has pairs.
    """

    signals: Floats
    links: Floats
    weights: Floats
    none: Floats


def blocks_of(
    plan: Labelled, streams: Sequence[Mapping[str, Floats]], names: Sequence[str]
) -> Iterator[Block]:
    """A plan with each of its superiors, the signals in the order of the names."""
    open_ = plan.none or tuple(np.zeros_like(w) for w in plan.weights)
    for signals, *labels in zip(streams, plan.links, plan.weights, open_, strict=True):
        yield Block(np.stack([signals[name] for name in names], -1), *labels)


@dataclass
class Start:
    """Where the next fit of the same signals begins; at nothing, while there was none."""

    at: npt.NDArray[np.float64] | None = None


def choice(
    blocks: Sequence[Block],
    names: Sequence[str],
    none: Sequence[str],
    leading: str,
    penalty: float,
    start: Start | None = None,
) -> Choice:
    """Fit a choice.

    Args:
        blocks: what is labelled.
        names: of the signals of the blocks.
        none: those whose best value among the points speaks for or against *none*.
        leading: the signal by which the likeliest points are told.
        penalty: L2, of weights of signals with deviation 1.
        start: where a fit like this one ended: there is one best, which is soon reached from near
            it; and where this one ends.
    """
    at = [names.index(name) for name in none]
    every = np.concatenate([b.signals.reshape(-1, len(names)) for b in blocks])
    best = np.concatenate([b.signals[..., at].max(1) for b in blocks])
    mean, deviation = every.mean(0), every.std(0) + 1e-6
    none_mean, none_deviation = best.mean(0), best.std(0) + 1e-6
    problem = _Problem(
        blocks,
        names.index(leading),
        lambda x: (x - mean) / deviation,
        (best - none_mean) / none_deviation,
        penalty,
    )
    start = start or Start()
    begin = np.zeros(len(names) + len(none) + 1) if start.at is None else start.at
    found = minimize(
        problem.loss,
        begin,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "maxcor": _REMEMBERED, "ftol": 1e-9},
    ).x
    start.at = found
    own, others = found[: len(names)], found[len(names) : -1]
    return Choice(
        _scales(names, own, mean, deviation),
        _scales(none, others, none_mean, none_deviation),
        round(float(found[-1]), _DIGITS),
    )


class _Problem:
    def __init__(
        self,
        blocks: Sequence[Block],
        leading: int,
        scaled: Callable[[Floats], Floats],
        best: Floats,
        penalty: float,
    ) -> None:
        signals, links, counts = [], [], []
        for b in blocks:
            points = b.links.shape[1]
            lead = b.signals[..., leading]
            least = np.partition(lead, -min(_RIVALS, points), axis=1)[:, -min(_RIVALS, points)]
            kept = (lead >= least[:, None]) | (b.links > 0)
            signals.append(scaled(b.signals[kept]))
            links.append(b.links[kept])
            counts.append(kept.sum(1))
        count = np.concatenate(counts)
        # The kept points of each child, moved to the left; in the last column stands *none*.
        self.kept = np.arange(count.max()) < count[:, None]
        self.true = np.zeros((len(count), count.max() + 1))
        self.true[:, :-1][self.kept] = np.concatenate(links)
        self.true[:, -1] = np.concatenate([(b.links.sum(1) == 0) | (b.none > 0) for b in blocks])
        self.signals = np.concatenate(signals).astype(np.float64)
        self.best = best.astype(np.float64)
        self.weights = np.concatenate([b.weights for b in blocks]).astype(np.float64)
        self.penalty = penalty

    def loss(self, x: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        count = self.signals.shape[1]
        own, none, bias = x[:count], x[count:-1], x[-1]
        scores = np.full(self.true.shape, -1e9)
        scores[:, :-1][self.kept] = self.signals @ own
        scores[:, -1] = self.best @ none + bias
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        right = shares * self.true
        total = np.maximum(right.sum(1, keepdims=True), 1e-12)
        loss = -(self.weights * np.log(total[:, 0])).sum()
        loss += self.penalty / 2 * (own @ own + none @ none)
        slope = (shares - right / total) * self.weights[:, None]
        return loss, np.concatenate(
            [
                slope[:, :-1][self.kept] @ self.signals + self.penalty * own,
                slope[:, -1] @ self.best + self.penalty * none,
                [slope[:, -1].sum()],
            ]
        )


def _scales(
    names: Sequence[str], weights: Floats, means: Floats, deviations: Floats
) -> dict[str, Scale]:
    return {
        name: Scale(*(round(float(n), _DIGITS) for n in numbers))
        for name, *numbers in zip(names, weights, means, deviations, strict=True)
    }
