"""Names of units that are printed as one, where the notice itself prints each of them alone.

A cell that lost what parted its lines reads 文化宣传股文化馆; elsewhere 文化宣传股 and 文化馆 stand
each by itself. What may be a part of the body before it stays with that: 区卫健局疾控中心.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases.unitlists import may_be_of_the_body_before
from zhengmai.model import Assignment, Task, UnitKind

_SHORTEST = 3  # characters of a name
# Who has no bodies under it. Examples: 文化宣传股, 城投公司
_LOWEST = re.compile(r"(?:股|科|处|室|站|所|队|馆|公司|学校)$")
_TOWN = re.compile(r"(?:街道|镇|乡)$")  # 渡口镇, but 渡口镇水利站
_BUREAU = re.compile(r"[局委办厅部]$")


def with_names_apart(tasks: Sequence[Task], file_text: str) -> list[Task]:
    """The tasks, each name that is two of the others as these two."""
    alone = {fold(a.unit) for task in tasks for a in task.assignments if a.kind is UnitKind.UNIT}
    cuts = {name: at for name in alone if (at := _cut(name, alone)) is not None}
    if not cuts:
        return list(tasks)
    return [
        replace(
            task,
            assignments=tuple(
                part for a in task.assignments for part in _apart(a, cuts, file_text)
            ),
        )
        for task in tasks
    ]


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


def _apart(assignment: Assignment, cuts: dict[str, int], file_text: str) -> list[Assignment]:
    at = cuts.get(fold(assignment.unit))
    printed = Excerpt(file_text, assignment.spans)
    if at is None or assignment.alias is not None or printed.text != assignment.unit:
        return [assignment]
    parts = (printed.slice(0, at), printed.slice(at))
    return [replace(assignment, unit=part.text, spans=part.spans) for part in parts]
