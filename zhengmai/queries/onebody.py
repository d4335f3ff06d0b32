"""或为同一单位: pairs of units of one place that may be one body under two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from zhengmai.queries.reach import BodyRow

_MOST = 300  # pairs that are told
_TELLING = 2  # characters of a duty that tell it from others
# What a name ends with behind its duty, and what may stand before this.
_OFFICE = re.compile("(?:委员会|办公室|服务中心|管理局|总队|支队|大队|中心|局|委|办|厅|处|队)$")
_BODY = re.compile("^(?:中共)?(?:省|自治区|市|州|盟|区|县|旗|镇|乡)?(?:委(?!员)|人民政府|政府)?")


@dataclass(frozen=True, slots=True)
class OneBody:
    """Two units of a place that may be one.

    Attributes:
        one, other: the units.
        likeness: of their names without the place, 0 to 1: the share of characters in common.
    """

    one: BodyRow
    other: BodyRow
    likeness: float


def may_be_one(bodies: Iterable[BodyRow]) -> list[OneBody]:
    """The pairs, the likest first: 教育局 beside 教育和体育局, 水务局 beside 城乡水务局.

    The duty of one is told in that of the other, character by character in its order, or differs in
    one character, as a misprint does. Which of the pairs are one body only a person can tell.
    """
    of_place: defaultdict[tuple[str, ...], list[tuple[BodyRow, str]]] = defaultdict(list)
    for body in bodies:
        if not body.collective and body.place:
            duty = _BODY.sub("", body.short_name)
            of_place[body.place].append((body, _OFFICE.sub("", duty)))
    found = (row for own in of_place.values() for row in _pairs(own))
    ranked = sorted(found, key=lambda r: (-r.likeness, r.one.iri, r.other.iri))
    return ranked[:_MOST]


def _pairs(own: Iterable[tuple[BodyRow, str]]) -> Iterator[OneBody]:
    for (one, duty), (other, another) in combinations(sorted(own, key=lambda o: o[0].iri), 2):
        short, long = sorted((duty, another), key=len)
        if len(short) >= _TELLING and (_is_in(short, long) or _differs_in_one(short, long)):
            signs, others = (set(b.short_name) for b in (one, other))
            likeness = 2 * len(signs & others) / (len(signs) + len(others))
            yield OneBody(one, other, round(likeness, 2))


def _is_in(short: str, long: str) -> bool:
    """Whether a duty begins another one, and its characters follow there in their order."""
    rest = iter(long)
    return (short[0] == long[0] and all(sign in rest for sign in short)) or long.endswith(short)


def _differs_in_one(one: str, other: str) -> bool:
    """行政审枇 beside 行政审批: of two characters a difference in one says nothing."""
    if len(one) != len(other) or len(one) <= _TELLING:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
