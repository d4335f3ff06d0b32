"""定期任务: on which days a limit falls that comes round again and again, where it tells a day.

每月10日前 and 每年12月底前 tell one, 每季度末 and 每周五 too; 每季度 and 每年至少2次 do not, and no
day is made up for them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MONTHLY = re.compile(r"R/P(?P<months>1|3)M \(day (?P<day>\d{1,2})\)")
_YEARLY = re.compile(r"R/P1Y \(by --(?P<month>\d{2})-(?P<day>\d{2})\)")
_ENDS: Final = {  # rule and how the phrase begins → the months at the end of which it falls
    "R/P1M": (re.compile(r"每个?月[底末](?!月)"), tuple(range(1, 13))),
    "R/P3M": (re.compile(r"每季度?[底末](?!月)"), (3, 6, 9, 12)),
    "R/P6M": (re.compile(r"每半年[底末]"), (6, 12)),
}
_LAST_MONTHS, _FIRST_MONTHS = (3, 6, 9, 12), (1, 4, 7, 10)
_WEEK = re.compile(r"每(?:周|星期)")
_WEEKDAY = re.compile(
    r"每(?:周|星期)(?P<day>[一二三四五六日天])(?![次期场轮回遍篇条个项批件报至到、和及])"
)
_DAYS: Final = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_TWO_LETTERS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days that come round: one of some months, or one of the week.

    Attributes:
        months: those in which it falls; empty for each week.
        day: of the month, at most its last; or of the week, from Monday, 0.
    """

    months: tuple[int, ...]
    day: int

    @property
    def is_yearly(self) -> bool:
        """Whether it falls once a year."""
        return len(self.months) == 1

    def falls_on(self, day: date) -> bool:
        """Whether it falls on a day."""
        if not self.months:
            return day.weekday() == self.day
        last = calendar.monthrange(day.year, day.month)[1]
        return day.month in self.months and day.day == min(self.day, last)

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days between two, these two among them."""
        for after in range((last - first).days + 1):
            day = first + timedelta(days=after)
            if self.falls_on(day):
                yield day

    def rule(self) -> dict[str, object]:
        """The same as a recurrence rule of RFC 5545."""
        if not self.months:
            return {"FREQ": "WEEKLY", "BYDAY": _TWO_LETTERS[self.day]}
        of_year: dict[str, object] = {"FREQ": "MONTHLY"}
        if self.is_yearly:
            of_year = {"FREQ": "YEARLY", "BYMONTH": list(self.months)}
        elif len(self.months) < 12:
            of_year["BYMONTH"] = list(self.months)
        shortest = min(calendar.monthrange(2025, month)[1] for month in self.months)
        if self.day <= shortest:
            return {**of_year, "BYMONTHDAY": self.day}
        longest = max(calendar.monthrange(2024, month)[1] for month in self.months)
        if self.day >= longest:
            return {**of_year, "BYMONTHDAY": -1}
        # A day that some months have not: there it is the last.
        return {**of_year, "BYMONTHDAY": list(range(shortest, self.day + 1)), "BYSETPOS": -1}


def recurrence(rule: str | None, phrase: str, text: str) -> Recurrence | None:
    """The days that a limit tells; None where it tells none.

    Args:
        rule: as it was read: ``R/P1M (day 10)``.
        phrase: as it stands in the notice: 每月10日前.
        text: the whole text of the task: of 每周五 the phrase is 每周.
    """
    if rule is None:
        return None
    monthly, yearly = _MONTHLY.fullmatch(rule), _YEARLY.fullmatch(rule)
    if yearly is not None:
        return _possible((int(yearly["month"]),), int(yearly["day"]))
    if monthly is not None:
        every = _months(monthly["months"], phrase)
        return None if every is None else _possible(every, int(monthly["day"]))
    begins = _ENDS.get(rule)
    if begins is not None and begins[0].match(phrase):
        return Recurrence(begins[1], 31)
    if rule == "R/P1W":
        said = text if _WEEK.fullmatch(phrase) else phrase
        named = {_DAYS[found["day"]] for found in _WEEKDAY.finditer(said)}
        if len(named) == 1:
            return Recurrence((), named.pop())
    return None


def span(falls: Recurrence, year: int, issued: str | None) -> tuple[date, date | None] | None:
    """The first day, and the last one that it may fall on: what is not for each year ends with it.

    A plan is for one year; 每年 says that its limit goes on.

    Args:
        falls: the days.
        year: of the plan.
        issued: the day of the notice, or None.
    """
    first = date(year, 1, 1)
    if issued is not None:
        first = max(first, date.fromisoformat(issued))
    last = first + timedelta(days=366) if falls.is_yearly else date(year, 12, 31)
    begins = next(falls.days(first, last), None)
    if begins is None:
        return None
    return begins, None if falls.is_yearly else last


def rule_text(falls: Recurrence, until: date | None) -> str:
    """The rule as a calendar file writes it: ``FREQ=MONTHLY;BYMONTHDAY=10;UNTIL=20251231``."""
    parts = {**falls.rule(), **({} if until is None else {"UNTIL": f"{until:%Y%m%d}"})}
    return ";".join(f"{key}={_listed(value)}" for key, value in parts.items())


def _listed(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _months(step: str, phrase: str) -> tuple[int, ...] | None:
    """The months of 每月10日, 每季度末月25日 and 每季度首月10日."""
    if step == "1":
        return tuple(range(1, 13))
    if "末" in phrase:
        return _LAST_MONTHS
    return _FIRST_MONTHS if "首" in phrase else None


def _possible(months: tuple[int, ...], day: int) -> Recurrence | None:
    """No day that no month of these has: 每年2月31日."""
    if not 1 <= day <= 31 or any(not 1 <= month <= 12 for month in months):
        return None
    longest = max(calendar.monthrange(2024, month)[1] for month in months)
    return Recurrence(months, day) if day <= longest else None
