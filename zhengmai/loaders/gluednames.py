"""Names of units that are printed as one, and that the notice itself shows to be two.

A cell that lost what parted its lines reads 文化宣传股文化馆; elsewhere 文化宣传股 and 文化馆 stand
each by itself. What may be a part of the body before it stays with that: 区卫健局疾控中心. White
space parts a bureau of the own place from a body with the name of that: 县妇联 | 渡南城投公司.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases.nameblanks import may_be_of_the_body_before
from zhengmai.loaders.phrases.unitnames import ends_a_name, looks_like_name, stand_apart
from zhengmai.model import Assignment, Task, UnitKind

_SHORTEST = 3  # characters of a name
# Who has no bodies under it. Examples: 文化宣传股, 城投公司
_LOWEST = re.compile(r"(?:股|科|处|室|站|所|队|馆|公司|学校)$")
_TOWN = re.compile(r"(?:街道|镇|乡)$")  # 渡口镇, but 渡口镇水利站
_BUREAU = re.compile(r"[局委办厅部]$")
_PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?P<kind>[市县区旗州盟镇乡])")
# What may be a part of another body, though it has the name of the place: 县公安局 | 渡南派出所
_OF_ANOTHER = re.compile(r"(?:分局|支局|分院|[支大中]队|所|站)$")


def with_names_apart(tasks: Sequence[Task], file_text: str, issuer: str | None) -> list[Task]:
    """The tasks, each name that is two of the others, or of the issuer's place, as these two."""
    alone = {fold(a.unit) for task in tasks for a in task.assignments if a.kind is UnitKind.UNIT}
    cuts = {name: at for name in alone if (at := _cut(name, alone)) is not None}
    *_, place = [None, *_PLACE.finditer(fold(issuer or ""))]

    def parts(assignment: Assignment) -> list[Assignment]:
        at = cuts.get(fold(assignment.unit))
        if at is None and place is not None:
            at = _before_own_place(assignment, place["name"], place["kind"])
        return [assignment] if at is None else _apart(assignment, at, file_text)

    return [
        replace(task, assignments=tuple(part for a in task.assignments for part in parts(a)))
        for task in tasks
    ]


def _before_own_place(assignment: Assignment, place: str, kind: str) -> int | None:
    """Where white space parts a name from one that begins with the place of the notice, or None."""
    name = fold(assignment.unit)
    for at in accumulate(span.end - span.start for span in assignment.spans[:-1]):
        first, second = name[:at], name[at:]
        if kind not in first[:2] or not ends_a_name(first) or not second.startswith(place):
            continue
        if looks_like_name(second) and (
            stand_apart(first, second) or not _OF_ANOTHER.search(second)
        ):
            return at
    return None


def _cut(name: str, alone: set[str]) -> int | None:
    """Where a name is parted into two of some others, or None."""
    for at in range(_SHORTEST, len(name) - _SHORTEST + 1):
        first, second = name[:at], name[at:]
        if first in alone and second in alone and _are_two(first, second):
            return at
    return None


def _are_two(first: str, second: str) -> bool:
    """Whether the second of two names is surely no part of the first."""
    if _LOWEST.search(first) or (_TOWN.search(first) and _TOWN.search(second)):
        return True
    bureaus = bool(_BUREAU.search(first) and _BUREAU.search(second))
    return bureaus and not may_be_of_the_body_before(second)


def _apart(assignment: Assignment, at: int, file_text: str) -> list[Assignment]:
    printed = Excerpt(file_text, assignment.spans)
    if assignment.alias is not None or printed.text != assignment.unit:
        return [assignment]
    parts = (printed.slice(0, at), printed.slice(at))
    return [replace(assignment, unit=part.text, spans=part.spans) for part in parts]
