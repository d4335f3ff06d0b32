"""重复入库: one plan that is held twice, as from two sites; its tasks are counted twice then.

A notice is known by its document number. A page that shows the plan without the number, or has it
misread, is another notice to the store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from zhengmai.graph.lineage.linkable import wording
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.plans import Plan, held_plans
from zhengmai.graph.store import Store

_ALIKE = 0.5  # share of the shorter one's texts that the other one has, too
_MOST = 20  # notices of one place, year and title that are compared
_SIGNS = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Twin:
    """Two notices of one place, year and title that say the same.

    Attributes:
        one, other: the notices.
        shared: the share of the tasks and points of the shorter one that the other one has, 0 to 1.
    """

    one: str
    other: str
    shared: float


def twins(
    store: Store, notices: Collection[str] | None = None, plans: Iterable[Plan] | None = None
) -> list[Twin]:
    """The notices that may be one; a person removes one of them.

    Args:
        store: where to look.
        notices: only pairs with one of these.
        plans: those of the store, where they have been asked for.
    """
    groups: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
    for plan in held_plans(store).values() if plans is None else plans:
        for title in plan.titles:
            groups[plan.place, plan.year, _SIGNS.sub("", title)].add(plan.iri)
    pairs = {
        pair
        for group in groups.values()
        if len(group) <= _MOST
        for pair in combinations(sorted(group), 2)
        if notices is None or not {*pair}.isdisjoint(notices)
    }
    if not pairs:
        return []
    words = wording(store, {notice for pair in pairs for notice in pair})
    said = {notice: _texts(nodes) for notice, nodes in words.items()}
    found = [Twin(one, other, _shared(said[one], said[other])) for one, other in sorted(pairs)]
    return [twin for twin in found if twin.shared >= _ALIKE]


def _texts(nodes: Iterable[LineageNode]) -> set[str]:
    return {_SIGNS.sub("", node.text) for node in nodes}


def _shared(one: set[str], other: set[str]) -> float:
    least = min(len(one), len(other))
    return round(len(one & other) / least, 2) if least else 0.0
