"""Days and years as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.cli.days import day, days, days_of, horizon, year

TODAY = date(2025, 3, 12)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2025-07-31", "2025-07-31", "2025-07-31"),
        ("1999-01-01", "1999-01-01", "1999-01-01"),
        ("2025/7/1", "2025-07-01", "2025-07-01"),
        ("2025.7.1", "2025-07-01", "2025-07-01"),
        ("20250701", "2025-07-01", "2025-07-01"),
        ("2025年6月30日", "2025-06-30", "2025-06-30"),
        ("2025年6月30日前", "2025-06-30", "2025-06-30"),
        ("二〇二五年六月三十日", "2025-06-30", "2025-06-30"),
        ("6月30日", "2025-06-30", "2025-06-30"),
        ("2025-7", "2025-07-01", "2025-07-31"),
        ("2025-07", "2025-07-01", "2025-07-31"),
        ("2024/2", "2024-02-01", "2024-02-29"),
        ("2025年7月", "2025-07-01", "2025-07-31"),
        ("7月", "2025-07-01", "2025-07-31"),
        ("7月底", "2025-07-31", "2025-07-31"),
        ("6月底前", "2025-06-30", "2025-06-30"),
        ("2025年6月底", "2025-06-30", "2025-06-30"),
        ("7月中旬", "2025-07-20", "2025-07-20"),
        ("年底", "2025-12-31", "2025-12-31"),
        ("年底前", "2025-12-31", "2025-12-31"),
        ("明年底", "2026-12-31", "2026-12-31"),
        ("2026年", "2026-01-01", "2026-12-31"),
        ("明年3月", "2026-03-01", "2026-03-31"),
        ("明年3月底", "2026-03-31", "2026-03-31"),
        ("第三季度", "2025-07-01", "2025-09-30"),
        ("三季度", "2025-07-01", "2025-09-30"),
        ("本季度", "2025-01-01", "2025-03-31"),
        ("下季度", "2025-04-01", "2025-06-30"),
        ("上半年", "2025-01-01", "2025-06-30"),
        ("下半年", "2025-07-01", "2025-12-31"),
        ("本月", "2025-03-01", "2025-03-31"),
        ("月底", "2025-03-31", "2025-03-31"),
        ("下个月", "2025-04-01", "2025-04-30"),
        ("上月底", "2025-02-28", "2025-02-28"),
        ("今天", "2025-03-12", "2025-03-12"),
        ("明天", "2025-03-13", "2025-03-13"),
        ("today", "2025-03-12", "2025-03-12"),
        ("本周", "2025-03-10", "2025-03-16"),
        ("下周五", "2025-03-21", "2025-03-21"),
        ("星期天", "2025-03-16", "2025-03-16"),
        ("7天内", "2025-03-12", "2025-03-19"),
        ("两周后", "2025-03-26", "2025-03-26"),
        ("1个月内", "2025-03-12", "2025-04-12"),
        ("30d", "2025-03-12", "2025-04-11"),
        ("3天前", "2025-03-09", "2025-03-09"),
        ("周五前", "2025-03-14", "2025-03-14"),
        ("6月前", "2025-05-31", "2025-05-31"),
        ("国庆节前", "2025-10-01", "2025-10-01"),
        (" 7 月底 ", "2025-07-31", "2025-07-31"),
    ],
)
def test_what_is_understood(said: str, first: str, last: str) -> None:
    assert days(said, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "said",
    ["", "soon", "何时", "2025-13", "2月30日", "2025-02-30", "长期", "每月", "印发后30日内",
     "9" * 9, "区政府", "7月底；8月底", "9999个月后", "30日前"],
)  # fmt: skip
def test_what_is_not_understood_is_refused(said: str) -> None:
    assert days(said, TODAY) is None


def test_the_end_of_a_month_is_reached_from_a_longer_one() -> None:
    assert days("1个月后", date(2025, 1, 31)) == (date(2025, 2, 28), date(2025, 2, 28))


def test_one_day() -> None:
    assert day("明天", TODAY) == date(2025, 3, 13)
    assert day("7月", TODAY) is None
    assert day("soon", TODAY) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [("2025", 2025), ("2025年", 2025), ("2025年度", 2025), ("今年", 2025), ("明年", 2026),
     ("去年", 2024), ("上年度", 2024), ("25", None), ("某年", None), ("", None), ("2025-26", None),
     ("0000", None), ("1899", None), ("2200年", None), ("1900", 1900)],
)  # fmt: skip
def test_years(said: str, meant: int | None) -> None:
    assert year(said, TODAY) == meant


@given(st.text(max_size=12))
def test_whatever_is_said_the_first_day_is_not_after_the_last(said: str) -> None:
    found = days(said, TODAY)
    assert found is None or found[0] <= found[1]


@pytest.mark.parametrize(
    ("span", "day"),
    [
        ("30d", date(2025, 3, 2)), ("2w", date(2025, 2, 14)), ("2周", date(2025, 2, 14)),
        ("1个月", date(2025, 2, 28)), ("1m", date(2025, 2, 28)), ("12月", date(2026, 1, 31)),
        ("１０天", date(2025, 2, 10)), ("1年", date(2026, 1, 31)), ("0d", date(2025, 1, 31)),
        ("三十天", date(2025, 3, 2)), ("一周", date(2025, 2, 7)), ("两个星期", date(2025, 2, 14)),
        ("两个月", date(2025, 3, 31)), ("半年", date(2025, 7, 31)), ("十日内", date(2025, 2, 10)),
        ("半个月", date(2025, 2, 15)), ("二年", date(2027, 1, 31)), ("一百天", date(2025, 5, 11)),
    ],
)  # fmt: skip
def test_a_span_ends(span: str, day: date) -> None:
    assert horizon(span, date(2025, 1, 31)) == day


@pytest.mark.parametrize(
    "span", ["", "30", "d", "-3d", "soon", "9999y", "99999d", "几天", "半天", "两"]
)
def test_what_is_no_span(span: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        horizon(span, date(2025, 1, 31))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("6月30日", "2022-06-30"),
        ("6月底前", "2022-06-30"),
        ("第三季度", "2022-09-30"),
        ("年底", "2022-12-31"),
        ("2023年3月", "2023-03-31"),  # what a plan of 2022 asks for may be due later
        ("今年6月", "2025-06-30"),
        ("明年底", "2026-12-31"),
        ("下周五", "2025-03-21"),
        ("7天内", "2025-03-19"),
    ],
)
def test_a_day_without_its_year_is_of_the_year_of_the_plans(said: str, last: str) -> None:
    found = days_of(said, TODAY, 2022)
    assert found is not None
    assert found[1] == date.fromisoformat(last)
    assert days_of(said, TODAY, None) == days(said, TODAY)
