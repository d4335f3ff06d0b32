"""名称相近: pairs of units of one place that may be one body under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from zhengmai.queries.reach import BodyRow

_LEAST = 0.6
_MOST = 300  # pairs that are told


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Two units of a place whose names are alike.

    Attributes:
        one, other: the units.
        likeness: of their names without the place, 0 to 1: the share of characters in common.
    """

    one: BodyRow
    other: BodyRow
    likeness: float


def alike(bodies: Iterable[BodyRow]) -> list[AlikeRow]:
    """The pairs, the likest first: 教育局 beside 教育和体育局, 水务局 beside 城乡水务局.

    Only names of the same office (局, 办公室) are compared; which of the pairs are one body only a
    person can tell.
    """
    of_place: dict[tuple[tuple[str, ...], str], list[tuple[BodyRow, frozenset[str]]]]
    of_place = defaultdict(list)
    for body in bodies:
        stem = body.name.removeprefix(body.own_place)
        if not body.collective and body.place and len(stem) > 2:
            of_place[body.place, stem[-1]].append((body, frozenset(stem)))
    found = (row for own in of_place.values() for row in _pairs(own))
    ranked = sorted(found, key=lambda r: (-r.likeness, r.one.iri, r.other.iri))
    return ranked[:_MOST]


def _pairs(own: Iterable[tuple[BodyRow, frozenset[str]]]) -> Iterator[AlikeRow]:
    for (one, signs), (other, others) in combinations(sorted(own, key=lambda o: o[0].iri), 2):
        likeness = 2 * len(signs & others) / (len(signs) + len(others))
        if likeness >= _LEAST:
            yield AlikeRow(one, other, round(likeness, 2))
