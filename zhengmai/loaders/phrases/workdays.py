"""工作日: days counted with the public holidays of China, and the weekends worked in exchange.

The State Council sets them for each year; the package ``chinesecalendar`` holds what it has set.
For a year that is not in it yet nothing is counted.
"""

from __future__ import annotations

from datetime import date, timedelta


def after(day: date, count: int) -> date | None:
    """The last of ``count`` working days after a day, or None where the calendar does not reach.

    >>> after(date(2025, 9, 30), 1)  # the eight days of 国庆节 and 中秋节 lie between
    datetime.date(2025, 10, 9)
    """
    from chinese_calendar import is_workday

    while count > 0:
        day += timedelta(days=1)
        try:
            count -= is_workday(day)
        except NotImplementedError:
            return None
    return day
