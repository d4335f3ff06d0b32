"""适用范围: where, at which level and when a row of the tables of names holds.

经信委 was renamed in 2018, 文广旅局 is one name in 江苏 and another in 四川, 法院 one in a city and
another in a county. Where rows leave two readings open, none of them is taken.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from zhengmai.model import Place


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a row holds; empty fields set no bound.

    Attributes:
        within: provinces and cities; the place is one of them or lies in one.
        outside: provinces and cities where it does not hold.
        levels: of the place that the body belongs to: province, city, county.
        since: the first day.
        until: the day after the last one.
    """

    within: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Scope:
        """The scope of a row of a table: ``in``, ``not_in``, ``levels``, ``from``, ``until``."""
        return cls(
            frozenset(row.get("in", ())),
            frozenset(row.get("not_in", ())),
            frozenset(row.get("levels", ())),
            row.get("from"),
            row.get("until"),
        )

    @property
    def is_timeless(self) -> bool:
        """Whether it holds at all times."""
        return self.since is None and self.until is None

    def covers(self, place: tuple[Place, ...]) -> bool:
        """Whether it holds in a place at some time."""
        names = {p.name for p in place}
        if self.within and not self.within & names:
            return False
        if self.levels and (not place or place[-1].level not in self.levels):
            return False
        return not self.outside & names

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


ANYWHERE = Scope()

# 机构改革: bodies were renamed at the end of 2018 (counties until spring), and again in 2024.
_REFORMED = (2019, 2024)


def era(year: int) -> int:
    """Which time between two reforms a year lies in; names of bodies last as long as that.

    >>> era(2018), era(2019), era(2023), era(2024)
    (0, 1, 1, 2)
    """
    return bisect(_REFORMED, year)


class _Row(Protocol):
    """A row of a table: a name in full, and where it holds."""

    @property
    def full(self) -> str: ...

    @property
    def scope(self) -> Scope: ...


R = TypeVar("R", bound=_Row)


def chosen(rows: Sequence[R], place: tuple[Place, ...], day: date | None) -> R | None:
    """The row that holds in a place on a day: one for some places goes before one for all.

    Where the day is not known, a row is taken only if no row of another time says otherwise.
    """
    covering = [row for row in rows if row.scope.covers(place)]
    local = [row for row in covering if row.scope.within]
    if day is not None:
        ordered = [*local, *(row for row in covering if not row.scope.within)]
        return next((row for row in ordered if row.scope.holds_on(day)), None)
    meant = local if any(row.scope.is_timeless for row in local) else covering
    return meant[0] if len({row.full for row in meant}) == 1 else None
