"""Days and years as people write them: ``2025-7``, 7月底, 明年3月, 第三季度, 下周五.

What a notice may say of its time limits is understood here, too (:mod:`zhengmai.loaders.phrases`).
Whatever means more than one day has a first and a last one; which of them counts, says the option.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.deadlines import from_column, parse_date
from zhengmai.loaders.phrases.numerals import NUMERAL, to_int

Days: TypeAlias = tuple[date, date]
"""The first day and the last."""

_SPACE = re.compile(r"\s+")
_FURTHEST = 3650  # days, weeks or months from today
_NUMBER = r"(?P<number>\d{1,4}|[一二两三四五六七八九十]{1,3})"
_BEHIND = re.compile(r"(?:之前|以前|前|止|为止)$")
_COUNTED = re.compile(_NUMBER + r"(?:天|周|个月|日)")  # 3天前
_OF_DAYS = re.compile("[日天号周底末]")  # 7月前 is another day than 7月底前
_WEEKDAYS = "一二三四五六日"
_NAMED = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1,
          "后天": 2, "大后天": 3, "today": 0, "tomorrow": 1, "yesterday": -1}  # fmt: skip


def days(text: str, today: date) -> Days | None:
    """The days that are meant, seen from today; None for what is not understood."""
    said = _SPACE.sub("", text).lower().replace("礼拜", "周").replace("星期", "周")
    written = parse_date(said)
    if written is not None:
        return _once(written)
    if said in _NAMED:
        return _once(today + timedelta(_NAMED[said]))
    if _OF_DAYS.search(said) and not _COUNTED.match(said):
        said = _BEHIND.sub("", said)
    try:
        for pattern, meaning in _MEANINGS.items():
            found = pattern.fullmatch(said)
            if found is not None:
                return meaning(found, today)
        return _as_in_a_notice(said, today)
    except (ValueError, OverflowError):  # no such day: 2月30日, 13月
        return None


def day(text: str, today: date) -> date | None:
    """The one day that is meant; None for what is not understood, or is several days."""
    found = days(text, today)
    return found[0] if found is not None and found[0] == found[1] else None


def year(text: str, today: date) -> int | None:
    """``2025``, 2025年, 2025年度, 今年, 明年, 去年; None for what is no year."""
    said = _SPACE.sub("", text)
    found = re.fullmatch(r"(\d{4})(?:年度?)?", said)
    if found is not None:
        return int(found[1]) if 1900 <= int(found[1]) < 2200 else None
    away = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "去年": -1, "上年": -1, "上年度": -1}
    return today.year + away[said] if said in away else None


_SAYS_YEAR = re.compile("[今本明去上次]年")


def days_of(text: str, today: date, plan_year: int | None) -> Days | None:
    """The days that are meant where plans of a year are asked for: 6月30日 is one of that year.

    What names a year (明年3月) or is counted from today (下周, 7天内) is seen from today.
    """
    if plan_year is None or not 1900 < plan_year < 2200 or _SAYS_YEAR.search(text):
        return days(text, today)
    first, last = (days(text, date(plan_year, *end)) for end in ((1, 1), (12, 31)))
    return first if first == last else days(text, today)


_SPAN = re.compile(
    rf"(?:(?P<n>\d{{1,4}}|{NUMERAL}{{1,5}})(?:(?P<days>d|days?|天|日)|"
    r"(?P<weeks>w|weeks?|周|个?星期|个?礼拜)|(?P<months>m|months?|个?月)|(?P<years>y|years?|年))|"
    r"(?P<half_year>半年)|(?P<half_month>半个?月))(?:[之以]?内)?",
    re.IGNORECASE,
)
_HALF_MONTH = 15  # days


def horizon(span: str, today: date) -> date:
    """The last day of a span that begins today: 30d, 2w, 三十天, 一个月, 半年.

    Raises:
        ValueError: it is no span.
    """
    found = _SPAN.fullmatch(_SPACE.sub("", unicodedata.normalize("NFKC", span)))
    if found is None:
        raise ValueError(span)
    if found["half_month"]:
        return today + timedelta(_HALF_MONTH)
    count = 6 if found["half_year"] else to_int(found["n"])
    if count is None:
        raise ValueError(span)
    try:
        if found["days"] or found["weeks"]:
            return today + timedelta(count * (7 if found["weeks"] else 1))
        return _months_on(today, count * (12 if found["years"] else 1))
    except OverflowError as error:
        raise ValueError(span) from error


def _months_on(today: date, count: int) -> date:
    """The same day so many months on, or the last one of that month."""
    months = today.year * 12 + today.month - 1 + count
    of_year, month = months // 12, months % 12 + 1
    return date(of_year, month, min(today.day, calendar.monthrange(of_year, month)[1]))


def _as_in_a_notice(said: str, today: date) -> Days | None:
    """What the deadline column of a notice of this year would mean by it."""
    limits = from_column(Excerpt.whole(said), today.year)
    if len(limits) != 1:
        return None
    if limits[0].date is not None and limits[0].rule is None:
        return _once(limits[0].date)
    first, between, last = (limits[0].rule or "").partition("/")
    return (date.fromisoformat(first), date.fromisoformat(last)) if between else None


def _once(at: date) -> Days:
    return at, at


_YEARS_AWAY = {"今": 0, "本": 0, "明": 1, "次": 1, "去": -1, "上": -1, "": 0}


def _of_month(found: re.Match[str], today: date) -> Days:
    """2025-7, 7月, 明年3月."""
    of_year = int(found["year"] or today.year + _YEARS_AWAY[found["named"] or ""])
    month = to_int(found["month"])
    return _whole_month(of_year, 0 if month is None else month)


def _whole_month(of_year: int, month: int) -> Days:
    last = calendar.monthrange(of_year, month)[1]
    return date(of_year, month, 1), date(of_year, month, last)


def _month_from_now(found: re.Match[str], today: date) -> Days:
    """本月, 下月, 上个月底."""
    away = {"本": 0, "这": 0, "当": 0, "下": 1, "上": -1, "": 0}[found["which"] or ""]
    months = today.year * 12 + today.month - 1 + away
    first, last = _whole_month(months // 12, months % 12 + 1)
    return _once(last) if found["end"] else (first, last)


def _week(found: re.Match[str], today: date) -> Days:
    """本周, 下周五, 周三."""
    away = {"本": 0, "这": 0, "下": 7, "上": -7, "": 0}[found["which"] or ""]
    monday = today - timedelta(today.weekday() - away)
    named = found["day"]
    if not named:
        return monday, monday + timedelta(6)
    return _once(monday + timedelta(_WEEKDAYS.index(named.replace("天", "日"))))


def _quarter_from_now(found: re.Match[str], today: date) -> Days:
    """本季度, 下季度."""
    away = {"本": 0, "下": 1, "上": -1}[found["which"]]
    quarters = today.year * 4 + (today.month - 1) // 3 + away
    of_year, quarter = divmod(quarters, 4)
    return (
        _whole_month(of_year, 3 * quarter + 1)[0],
        _whole_month(of_year, 3 * quarter + 3)[1],
    )


def _year_from_now(found: re.Match[str], today: date) -> Days:
    """今年, 明年底, 2025年, 2025年底."""
    named = found["named"] or ""
    of_year = int(named) if named.isdigit() else today.year + _YEARS_AWAY[named]
    last = date(of_year, 12, 31)
    return _once(last) if found["end"] else (date(of_year, 1, 1), last)


def _from_today(found: re.Match[str], today: date) -> Days:
    """7天内, 30d: from today to then. 两周后, 3天前: then."""
    count = to_int(found["number"].replace("两", "二"))
    if count is None or count > _FURTHEST:
        raise ValueError(found[0])
    where, unit = (found["where"] or "内")[-1], found["unit"]
    away = -count if where == "前" else count
    if unit in ("天", "日", "d"):
        then = today + timedelta(away)
    elif unit in ("周", "w"):
        then = today + timedelta(7 * away)
    else:
        then = _months_on(today, away)
    return (today, then) if where == "内" else _once(then)


_MEANINGS: Mapping[re.Pattern[str], Callable[[re.Match[str], date], Days]] = {
    re.compile(
        r"(?:(?P<year>\d{4})年|(?P<named>[今本明去上次])年)?"
        r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?内?"
    ): _of_month,
    re.compile(r"(?P<year>\d{4})(?P<named>)[-/.](?P<month>\d{1,2})月?"): _of_month,
    re.compile(r"(?:(?P<which>[本这当下上])个?)?月份?(?P<end>底|末)?"): _month_from_now,
    re.compile(r"(?P<which>[本这下上])?个?周(?P<day>[一二三四五六日天])?"): _week,
    re.compile(r"(?P<which>[本下上])个?季度"): _quarter_from_now,
    re.compile(r"(?P<named>\d{4}|[今本明去上])?年度?(?P<end>底|末)?"): _year_from_now,
    re.compile(
        _NUMBER + r"(?P<unit>天|周|个月|[dwm]|日(?=[之以]?[内后]))(?P<where>[之以]?[内后前])?"
    ): (_from_today),
}
