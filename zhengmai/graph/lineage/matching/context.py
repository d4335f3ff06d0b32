"""What the choices around a pair say: its rivals, its siblings, its neighbours, the line above.

The second pass sees the probabilities of the first. A task whose words are few goes where the tasks
under its heading go; a point that another task fits better is taken; what the middle level carries
out explains a likeness with the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats, Ints
from zhengmai.graph.lineage.matching.passages import Side
from zhengmai.graph.lineage.matching.standing import across, deviation, standings

_NEAR: Final = (1.0, 3.0)  # how many places away a neighbour still counts (standard deviation)
# The signals of the first pass that the second one weighs anew.
KEPT: Final = (
    "sentences", "wholes", "contained", "clauses", "clauses back", "sentence contained",
    "wording", "characters", "units shared", "units named", "length", "point length", "generic",
    "generic point", "generic both", "not nearest", "points", "children", "distance",
    "acts shared", "acts alike", "in plan", "in plan in notice", "characters in plan",
    "triples in plan", "strangest clause", "worst clause", "clause count", "last of heading",
    "last of section", "position", "alone in heading", "units", "no units",
)  # fmt: skip


def context(
    child: Side,
    parents: Side,
    here: Floats,
    elsewhere: Line,
    kept: Mapping[str, Floats],
) -> Iterator[tuple[str, Floats]]:
    """The signals of the second pass, by name; each a matrix of children by points.

    Args:
        child: the tasks.
        parents: the points of one superior plan.
        here: the probabilities of the first pass.
        elsewhere: what the first pass found with the other superiors.
        kept: signals of the first pass, :data:`KEPT`.
    """
    yield from _rivals(here, elsewhere.best)
    for name, keys in (("heading", child.group), ("section", child.part)):
        yield from _siblings(name, here, keys)
    yield "section mass", _others(here.T, parents.part).T
    yield from _neighbours(here)
    yield "line", elsewhere.explained
    yield "off the line", elsewhere.unexplained
    yield from kept.items()
    for name in ("wholes", "contained"):
        yield f"best {name}", across(kept[name].max(1), len(parents))


def _rivals(here: Floats, best: Floats) -> Iterator[tuple[str, Floats]]:
    odds = _log_odds(here)
    yield from standings("odds", odds)
    yield "probability", here
    yield "rank in row", _rank(odds)
    yield "rank in column", _rank(odds.T).T
    yield "best anywhere", across(best, here.shape[1])
    yield "all points", across(here.sum(1), here.shape[1])
    yield "other children", here.sum(0, keepdims=True) - here


def _siblings(name: str, here: Floats, keys: Ints) -> Iterator[tuple[str, Floats]]:
    """Where the other tasks under the same heading go, and how many they are."""
    others: Floats = (np.bincount(keys)[keys] - 1).astype(np.float32)
    mean = (_others(here, keys) / np.maximum(others, 1)[:, None]).astype(np.float32)
    yield f"siblings by {name}", mean
    yield f"count by {name}", across(np.log1p(others), here.shape[1])


def _others(values: Floats, keys: Ints) -> Floats:
    """For each row the sum of the other rows of its key."""
    sums = np.zeros((int(keys.max()) + 1, values.shape[1]), np.float32)
    np.add.at(sums, keys, values)
    return sums[keys] - values


def _neighbours(here: Floats) -> Iterator[tuple[str, Floats]]:
    """Where the tasks before and behind go: to this point, or to points near it."""
    rows, columns = here.shape
    for down, right in ((1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)):
        yield f"neighbour {down} {right}", _shifted(here, down, right)
    for width in _NEAR:
        weight = _bell(rows, width)
        np.fill_diagonal(weight, 0)
        total = np.maximum(weight.sum(1, keepdims=True), np.float32(1e-9))
        same = weight @ here / total
        near = same @ _bell(columns, width)
        yield f"near {width:g}", near
        yield f"near {width:g} in row", deviation(near)
        yield f"near {width:g} share", _share(near)
        yield f"same {width:g}", same
        yield f"same {width:g} share", _share(same)


class Line:
    """What the first pass found for a plan with all its superiors, as seen from one of them."""

    def __init__(self, found: list[Floats], above: Mapping[tuple[int, int], Floats], at: int):
        """See where a likeness is explained by another level.

        Args:
            found: for each superior, the nearest first, the probabilities.
            above: for two superiors the probabilities of the nearer one's points with the other.
            at: which of the superiors is looked at.
        """
        here = found[at]
        self.best: Floats = np.max([f.max(1) for f in found], axis=0)
        self.explained: Floats = np.zeros_like(here)
        self.unexplained: Floats = np.zeros_like(here)
        for other, values in enumerate(found):
            if other == at:
                continue
            link = above[min(at, other), max(at, other)]
            if other > at:  # this one lies between: what it carries out is there, too
                link = link.T
            np.maximum(self.explained, _through(values, link), out=self.explained)
            np.maximum(self.unexplained, _through(values, 1 - link), out=self.unexplained)


def _through(values: Floats, link: Floats) -> Floats:
    """The best way over a point of another level: max over k of values[i, k] · link[k, j]."""
    best = np.zeros((len(values), link.shape[1]), np.float32)
    for row, over in zip(values.T, link, strict=True):
        np.maximum(best, row[:, None] * over[None], out=best)
    return best


def _log_odds(values: Floats) -> Floats:
    """The logarithm of the odds; bounded."""
    kept = np.clip(values, np.float32(1e-4), np.float32(1 - 1e-4))
    odds: Floats = np.log(kept / (1 - kept))
    return odds


def _rank(values: Floats) -> Floats:
    """The place of each value in its row, the best one 0; 4 for all behind it."""
    return np.minimum((-values).argsort(1, kind="stable").argsort(1, kind="stable"), 4).astype(
        np.float32
    )


def _share(values: Floats) -> Floats:
    share: Floats = values / np.maximum(values.max(1, keepdims=True), np.float32(1e-6))
    return share


def _bell(size: int, width: float) -> Floats:
    at = np.arange(size)
    return np.exp(-0.5 * ((at[:, None] - at[None]) / width) ** 2).astype(np.float32)


def _shifted(values: Floats, down: int, right: int) -> Floats:
    """The value of the neighbour so many rows down and columns right; 0 outside."""
    rows, columns = values.shape
    moved = np.zeros_like(values)
    moved[max(0, -down) : rows - max(0, down), max(0, -right) : columns - max(0, right)] = values[
        max(0, down) : rows + min(0, down), max(0, right) : columns + min(0, right)
    ]
    return moved
