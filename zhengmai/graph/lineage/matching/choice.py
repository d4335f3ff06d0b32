"""The learned choice: which of a superior's points a task carries out, or none of them.

A conditional logit (McFadden 1974): the points of one superior and *none* compete for the task, so
that what counts is how a point stands beside the others. The weights are data
(:file:`weights.json`, and :file:`weights_with_vectors.json` where there are sentence vectors), made
by :file:`training/train.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats

LETTERS: Final = "weights.json"
WITH_VECTORS: Final = "weights_with_vectors.json"
_RULES: Final = b"2"  # counts on when the same weights give other links: 2, duties of a task


@dataclass(frozen=True, slots=True)
class Scale:
    """A weight for a signal that is brought to mean 0 and deviation 1."""

    weight: float
    mean: float
    deviation: float

    def of(self, values: Floats) -> Floats:
        """What the signal adds."""
        return (values - np.float32(self.mean)) * np.float32(self.weight / self.deviation)


@dataclass(frozen=True, slots=True)
class Choice:
    """The weights of one pass.

    Attributes:
        points: of each signal of a pair.
        none: of the best value that each of these signals has among the points, for *none*.
        bias: of *none*.
    """

    points: Mapping[str, Scale]
    none: Mapping[str, Scale]
    bias: float

    def probabilities(self, signals: Iterable[tuple[str, Floats]]) -> Floats:
        """The probability of each point for each child; what is missing to 1 is *none*."""
        score: Floats | None = None
        none: Floats | None = None
        for name, values in signals:
            if name in self.points:
                part = self.points[name].of(values)
                score = part if score is None else score + part
            if name in self.none:
                part = self.none[name].of(values.max(1))
                none = part if none is None else none + part
        if score is None:
            raise ValueError("no signal that has a weight")
        rest = np.float32(self.bias) if none is None else none[:, None] + np.float32(self.bias)
        odds = score - rest
        top = np.maximum(odds.max(1, keepdims=True), 0)
        shares = np.exp(odds - top)
        found: Floats = shares / (shares.sum(1, keepdims=True) + np.exp(-top))
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The weights as they are kept."""
        return cls(_scales(data["points"]), _scales(data["none"]), data["bias"])


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned.

    Attributes:
        first: of the texts alone.
        second: with the choices of the first pass around.
        calibration: slope and shift of the log-odds that make them the observed rates.
    """

    first: Choice
    second: Choice
    calibration: tuple[float, float]

    def calibrated(self, probabilities: Floats) -> Floats:
        """The observed rate that a probability stands for."""
        slope, shift = self.calibration
        kept = np.clip(probabilities, 1e-6, 1 - 1e-6)
        rate: Floats = 1 / (1 + np.exp(-(slope * np.log(kept / (1 - kept)) + shift)))
        return rate

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The weights as they are kept."""
        slope, shift = data["calibration"]
        first, second = Choice.from_json(data["first"]), Choice.from_json(data["second"])
        return cls(first, second, (slope, shift))


@cache
def weights(file: str = LETTERS) -> Weights:
    """The weights that are shipped: of letters alone, or with vectors."""
    return Weights.from_json(json.loads(_kept(file)))


@cache
def fingerprint(file: str = LETTERS) -> str:
    """Of the weights that are shipped and of what they are used for: others give other links."""
    return hashlib.sha256(_kept(file) + _RULES).hexdigest()


def _kept(file: str) -> bytes:
    return files(__package__).joinpath(file).read_bytes()


def _scales(data: Mapping[str, Sequence[float]]) -> dict[str, Scale]:
    return {name: Scale(*numbers) for name, numbers in data.items()}
