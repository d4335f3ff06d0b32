"""Which names of a header over two lines are those of the columns, where its grid is lost.

    序号 | 工作任务 | 责任分工 | 完成要求
    牵头单位 | 配合单位 | 完成时限 | 工作标准
    1 | 换缆绳。 | 区水务局 | 区财政局 | 6月底前 | 全部合格

So many names of the upper line stand over those of the lower one that the others are as many as the
cells of a row. Which ones is told by what is written in the rows; where more than one way suits, it
is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from operator import itemgetter
from typing import Final

from zhengmai.loaders.layout.columns import Nature
from zhengmai.loaders.layout.wideheads import suits
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, UNIT_COLUMNS, Column

_FEWEST_BELOW: Final = 2  # names that one name stands over
_MOST_NAMES: Final = 20  # of both lines
_MOST_WAYS: Final = 4000
_MARGIN: Final = 0.5  # by which one way suits better than all others, a row
_KNOWN: Final = 0.5  # of the names of the lower line
_KIN: Final = 2.0  # how much it counts that all names below one have a word of it
_SAYS_NOTHING: Final = frozenset({"清单", "情况", "内容", "工作"})


def may_be_lower(names: Sequence[str]) -> bool:
    """Whether names may stand below others: who or when is among them, and most are known."""
    if len(names) < _FEWEST_BELOW or not all(map(columnnames.may_be_name, names)):
        return False
    known = [found for name in names if (found := columnnames.heading(name)) is not None]
    duties = any(column in DUTY_COLUMNS for column in known)
    return duties and len(known) >= _KNOWN * len(names) and Column.NUMBER not in known


def named(
    names: Sequence[str], uppers: Iterable[int], rows: Sequence[Sequence[Nature]]
) -> tuple[int, ...] | None:
    """Which of the names are those of the columns, in their order; None where that is not sure.

    Args:
        names: of the upper line, then of the lower one.
        uppers: how many the upper line may have.
        rows: what the cells of some rows look like; all are as wide.
    """
    width = len(rows[0]) if rows else 0
    over = len(names) - width  # so many have others below them
    if not 0 < over <= _MOST_NAMES or not 0 < width <= len(names) <= _MOST_NAMES:
        return None
    # Which of two names that stand side by side a third one is below says nothing of the columns.
    ways: dict[tuple[int, ...], float] = {}
    looked_at = 0
    for upper in uppers:
        if not 0 < upper < len(names) or not may_be_lower(names[upper:]):
            continue
        for way in _ways(upper, len(names) - upper, over):
            looked_at += 1
            if looked_at > _MOST_WAYS:
                return None
            if _may_all_stand_over(names, way):
                columns = _columns(upper, way)
                ways[columns] = max(ways.get(columns, 0.0), _KIN * _kinship(names, way))
    fits = [_fits(name, rows) for name in names] if ways else []
    found = [
        (kin + sum(fits[name][at] for at, name in enumerate(columns)), columns)
        for columns, kin in ways.items()
    ]
    best, *others = sorted(found, key=itemgetter(0), reverse=True) or [(0.0, ())]
    sure = best[0] > 0 and all(best[0] - score >= _MARGIN for score, _ in others[:1])
    return best[1] if sure else None


def _ways(upper: int, lower: int, over: int) -> Iterator[tuple[int, ...]]:
    """For each way in which some upper names stand over the lower ones, over how many each does."""
    spare = lower - _FEWEST_BELOW * over
    if spare < 0:
        return
    for chosen in combinations(range(upper), over):
        for cuts in combinations(range(spare + over - 1), over - 1):
            sizes = [b - a - 1 for a, b in zip((-1, *cuts), (*cuts, spare + over - 1), strict=True)]
            below = dict(zip(chosen, (size + _FEWEST_BELOW for size in sizes), strict=True))
            yield tuple(below.get(name, 0) for name in range(upper))


def _columns(upper: int, way: Sequence[int]) -> tuple[int, ...]:
    found: list[int] = []
    at = upper
    for name, below in enumerate(way):
        found.extend(range(at, at + below) if below else [name])
        at += below
    return tuple(found)


def _may_all_stand_over(names: Sequence[str], way: Sequence[int]) -> bool:
    at = len(way)
    for name, below in zip(names, way, strict=False):
        if below and not _may_stand_over(name, names[at : at + below]):
            return False
        at += below
    return True


def _may_stand_over(name: str, below: Sequence[str]) -> bool:
    """Whether a name may head a group of columns: 责任分工 does, 牵头单位 is one column itself.

    Else a table whose rows leave a cell out would be taken for one with fewer columns.
    """
    role = columnnames.heading(name)
    roles = {columnnames.heading(other) for other in below}
    if role is None:
        return True
    if role is Column.RESPONSIBLE:
        return bool(roles & set(UNIT_COLUMNS))
    if role is Column.DEADLINE:
        return Column.DEADLINE in roles
    if role is Column.NUMBER or role in UNIT_COLUMNS:
        return False
    return not roles & set(DUTY_COLUMNS) or any(_kin(name, other) for other in below)


def _kinship(names: Sequence[str], way: Sequence[int]) -> float:
    """How many of the lower names have a word of the one above: 责任清单 over 责任领导 | 责任处室.

    A share for each upper name.
    """
    found, at = 0.0, len(way)
    for name, below in zip(names, way, strict=False):
        alike = sum(_kin(name, other) for other in names[at : at + below])
        found += alike / below if below else 0.0
        at += below
    return found


def _kin(name: str, below: str) -> bool:
    """Whether a name has a word of the one above it."""
    words = {name[n : n + 2] for n in range(len(name) - 1)} - _SAYS_NOTHING
    return any(word in below for word in words)


def _fits(name: str, rows: Sequence[Sequence[Nature]]) -> list[float]:
    """How well the cells of each column suit a name, a row."""
    role = columnnames.heading(name)
    return [
        sum(suits(row[at], role, name) for row in rows) / len(rows) for at in range(len(rows[0]))
    ]
