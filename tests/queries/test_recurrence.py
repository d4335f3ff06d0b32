"""Limits that come round: a day where they tell one, and none made up."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.rrule import rrulestr
from icalendar import vRecur

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.deadlines import from_column, from_text
from zhengmai.queries.recurrence import Recurrence, recurrence

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)


def told(text: str) -> Recurrence | None:
    """What a sentence is read as, and what that tells."""
    (limit, *_) = from_text(Excerpt.whole(text), 2025) or from_column(Excerpt.whole(text), 2025)
    return recurrence(limit.rule, limit.as_written, text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每月10日前公布", [date(2024, n, 10) for n in range(1, 13)]),
        ("每月31日前公布", [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]),
        ("每月底前公布", [date(2024, 1, 31), date(2024, 2, 29)]),
        ("每季度末月25日前报送", [date(2024, 3, 25), date(2024, 6, 25)]),
        ("每季度首月5日前报送", [date(2024, 1, 5), date(2024, 4, 5)]),
        ("每季度末报送", [date(2024, 3, 31), date(2024, 6, 30)]),
        ("每年12月底前报送", [date(2024, 12, 31), date(2025, 12, 31)]),
        ("每年2月底前报送", [date(2024, 2, 29), date(2025, 2, 28)]),
        ("每年1月31日前公布年报", [date(2024, 1, 31), date(2025, 1, 31)]),
        ("每周五更新一次", [date(2024, 1, 5), date(2024, 1, 12)]),
    ],
)
def test_a_day_is_told(text: str, days: list[date]) -> None:
    found = told(text)
    assert found is not None
    falls = list(found.days(FIRST, LAST))
    assert falls[: len(days)] == days
    # The rule of the calendar gives the same days.
    rule = vRecur(found.rule()).to_ical().decode()
    start = f"DTSTART:{falls[0]:%Y%m%d}T000000\nRRULE:{rule};UNTIL={LAST:%Y%m%d}T000000"
    assert [moment.date() for moment in rrulestr(start)] == falls


@pytest.mark.parametrize(
    "text",
    [
        "每季度公布", "每月公布一次", "每年至少开展2次", "每两个月更新一次", "每周一次",
        "每周发布一次", "每天25元", "每周一至周五开放", "每月初公布", "每半年组织一次",
        "按季度公布",
    ],
)  # fmt: skip
def test_no_day_is_made_up(text: str) -> None:
    limits = from_text(Excerpt.whole(text), 2025) or from_column(Excerpt.whole(text), 2025)
    assert all(recurrence(one.rule, one.as_written, text) is None for one in limits)


def test_a_day_that_no_month_has_is_none() -> None:
    assert recurrence("R/P1Y (by --02-31)", "每年2月31日前", "") is None
    assert recurrence("R/P1M (day 45)", "每月45日前", "") is None
    assert recurrence(None, "每年3月、9月", "") is None
