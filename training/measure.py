"""What lineage finds on labelled cascades: precision, recall, F1, own additions, reliability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from training.cascades import Cascade, closure
from zhengmai.graph.lineage.matching.grams import Floats

Link = tuple[str, str]


@dataclass(frozen=True)
class Measured:
    """How links compare with the true ones.

    A link is right when the true links, followed upwards, contain it; a true link is found when
    the links, followed upwards, contain it.

    Attributes:
        precision, recall: shares, 0 to 1.
        own_left_alone: the share of nodes without a true parent that got none.
        found: of each kind of link, how many were found, and of how many.
    """

    precision: float
    recall: float
    own_left_alone: float
    found: dict[str, tuple[int, int]]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def links(cascade: Cascade, values: Sequence[Sequence[Floats]], least: float) -> set[Link]:
    """The links of probability *least* and more."""
    return {
        (child, point)
        for plan, levels in zip(cascade.plans, values, strict=True)
        for points, p in zip(plan.points, levels, strict=True)
        for child, row in zip(plan.children, p, strict=True)
        for point, value in zip(points, row, strict=True)
        if child is not None and point is not None and value >= least and child in cascade.below
    }


def measured(cascade: Cascade, made: set[Link]) -> Measured:
    """How links compare with the true ones."""
    true, all_made = closure(cascade.direct), closure(made)
    right, found = made & true, cascade.direct & all_made
    own = cascade.below - {child for child, _ in cascade.direct}
    of = Counter(cascade.kinds.values())
    got = Counter(cascade.kinds[link] for link in found)
    return Measured(
        len(right) / len(made) if made else 0.0,
        len(found) / len(cascade.direct),
        1 - len(own & {child for child, _ in made}) / len(own) if own else 1.0,
        {kind: (got[kind], of[kind]) for kind in sorted(of)},
    )
