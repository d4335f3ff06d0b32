"""完成时限: what the time phrases of a notice mean as days, intervals and repetitions."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases import workdays
from zhengmai.loaders.phrases.numerals import to_int
from zhengmai.loaders.phrases.timephrases import (
    TimePhrase,
    phrases_in,
    sets_no_limit,
    whole_phrase,
)
from zhengmai.loaders.phrases.timewords import HOLIDAYS, MONTH
from zhengmai.model import Deadline, DeadlineKind, DeadlineSource

# (last day, rule); both None where the phrase cannot be a real date (2月31日).
_Meaning = tuple[date | None, str | None]

_SPACE = re.compile(r"\s+")
_REACHED = re.compile("[\u4e00-\u9fff]{2,4}")  # 动工, 投入使用
_SEPARATORS = re.compile(
    r"(?:[、,，;；/]|(?<=[前成改]))并?(?=长期|持续|常态)|[;；\n]|(?<=[前底末日旬])[、,，]"
)
_PART_DAYS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "底": (1, 31),
}
_EVERY = {
    "半年": "P6M",
    "季度末月": "P3M",
    "季末月": "P3M",
    "季度首月": "P3M",
    "季首月": "P3M",
    "季度": "P3M",
    "季": "P3M",
    "月": "P1M",
    "个月": "P1M",
    "周": "P1W",
    "星期": "P1W",
    "日": "P1D",
    "天": "P1D",
    "工作日": "P1D",
    "个工作日": "P1D",
    "学期": "P6M",
    "小时": "PT1H",
    "年度": "P1Y",
    "年": "P1Y",
}
_WITHIN = {
    "日": "P{}D",
    "天": "P{}D",
    "工作日": "P{}D (working days)",
    "小时": "PT{}H",
    "分钟": "PT{}M",
    "周": "P{}W",
    "星期": "P{}W",
    "月": "P{}M",
    "年": "P{}Y",
}
# Counted from the issue of the notice itself, not of what the task makes. Example: 本要点印发后
_OWN_ISSUE = re.compile(r"自?(?:印发|本(?:文件|通知|方案|要点|计划|意见)(?:印发|下发|发布))")
_CLAUSE_ENDS = "。;,:、( "
_MOST_DAYS = 1000
_AT_LEAST = re.compile("至少|不少于|不低于|不得少于|以上")
_SEVERAL = re.compile(r"(.+?)个?(月|周|年|小时)")
_MONTH_POINT = re.compile(
    r"(\d{1,2})(?:月(\d{1,2})日|月份?(底|末|初|上旬|中旬|下旬|上中旬|中下旬)?)?"
)


def from_column(
    column: Excerpt, plan_year: int | None, issued: date | None = None, *, cell: bool = False
) -> tuple[Deadline, ...]:
    """The time limits that a deadline column, or 完成时限 in a bracket, states.

    A cell with words around its limits (持续推进，12月底前见成效) gives the limits; one that sets
    no limit (及时, 按时限要求) gives none. Any other comes back as written, without a date: it is
    not dropped. Of a cell of a table what is to be reached by then is told with it.
    """
    found: list[Deadline] = []
    for part in _split(column):
        written = part.without(_SPACE)
        text = written.folded
        if not text or sets_no_limit(text):
            continue
        whole = whole_phrase(text)
        read = [whole] if whole is not None else phrases_in(text)
        limits = [_deadline(written, r, plan_year, issued, DeadlineSource.COLUMN) for r in read]
        dated = cell and whole is None and [limit.kind for limit in limits] == [DeadlineKind.DATE]
        if dated and _tells_what_for(text, read[0][1]):
            limits = [replace(limits[0], as_written=written.text, spans=written.spans)]
        found.extend(limits)
        if not read:
            found.append(
                Deadline(
                    written.text,
                    DeadlineKind.DATE,
                    None,
                    None,
                    DeadlineSource.COLUMN,
                    written.spans,
                )
            )
    return tuple(found)


def _tells_what_for(text: str, limit: re.Match[str]) -> bool:
    """Whether a cell says right behind its limit what is to be reached by then: 5月底前动工.

    Without it the task itself would seem to be due.
    """
    return limit.start() == 0 and _REACHED.fullmatch(text, limit.end()) is not None


def from_text(
    text: Excerpt, plan_year: int | None, issued: date | None = None
) -> tuple[Deadline, ...]:
    """The time limits stated in the sentences of a task, left to right."""
    found = (
        _deadline(text, read, plan_year, issued, DeadlineSource.TEXT)
        for read in phrases_in(text.folded)
    )
    return tuple(d for d in found if not _is_past(d, plan_year))


def _is_past(deadline: Deadline, plan_year: int | None) -> bool:
    """Whether a day in a sentence lies before the year of the plan: it tells what was done."""
    return deadline.date is not None and plan_year is not None and deadline.date.year < plan_year


def _deadline(
    text: Excerpt,
    read: tuple[TimePhrase, re.Match[str]],
    plan_year: int | None,
    issued: date | None,
    where: DeadlineSource,
) -> Deadline:
    phrase, match = read
    day, rule = _meaning(phrase, match, plan_year)
    kind = phrase.kind
    if phrase.name == "month" and where is DeadlineSource.COLUMN:
        kind, rule = DeadlineKind.DATE, None  # 完成时限：9月 is the end of it
    written = text.slice(match.start(), match.end())
    counted = _counted(match, issued) if phrase.name == "within" and issued is not None else None
    return Deadline(written.text, kind, day, rule, where, written.spans, counted)


def _counted(match: re.Match[str], issued: date) -> date | None:
    """The last day of a limit that is counted from the issue of the notice; None for all else."""
    before = match.string[match.start() - 1] if match.start() else "。"
    number = to_int(match["number"])
    if not _OWN_ISSUE.match(match[0]) or before not in _CLAUSE_ENDS or not number:
        return None
    unit = match["unit"]
    if unit == "工作日":
        return workdays.after(issued, number) if number <= _MOST_DAYS else None
    days = {"日": 1, "天": 1, "周": 7, "星期": 7}.get(unit)
    return issued + timedelta(days=days * number) if days and number <= _MOST_DAYS else None


def _split(cell: Excerpt) -> list[Excerpt]:
    whole = _SPACE.sub("", cell.folded)
    if whole_phrase(whole) is not None:
        return [cell]
    parts, at = [], 0
    for match in _SEPARATORS.finditer(cell.text):
        parts.append(cell.slice(at, match.start()))
        at = match.end()
    parts.append(cell.slice(at))
    said = [_SPACE.sub("", p.folded) for p in parts]
    readable = all(whole_phrase(text) or sets_no_limit(text) for text in said if text)
    return parts if readable else [cell]


def _meaning(phrase: TimePhrase, match: re.Match[str], plan_year: int | None) -> _Meaning:
    try:
        return _MEANINGS[phrase.name](match, plan_year)
    except ValueError:  # a day that no calendar has: kept as written
        return None, None


def _year(match: re.Match[str], plan_year: int | None) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return to_int(groups["year"])
    if groups.get("next") and plan_year is not None:
        return plan_year + 1
    return plan_year


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _interval(first: date, last: date) -> _Meaning:
    return last, f"{first.isoformat()}/{last.isoformat()}"


# 每年12月核对一次, not 每年3月、9月各一次, nor 每年1月至3月
_IN_MONTH = re.compile(rf"每年(?P<month>{MONTH})月(?![\d份底末初上中下前、和及与至到-])")


def _times(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    count = _amount(match["count"], 10_000 if match["wan"] else 1)
    every = re.sub(r"^每|^上.*下(?=半年$)", "", match["every"])
    step = "P1Y" if every in ("全年", "年内", "一年") else _step(every)
    if count == 1 and not _AT_LEAST.search(match[0]):
        month = _IN_MONTH.match(match[0])
        if month is not None:
            number = _whole(month["month"])
            return None, f"R/{step} (by --{number:02}-{_last_day(2024, number):02})"
        return None, f"R/{step}"
    return None, f"R/{step}>={count}"


def _every(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    every = re.sub(r"^[每按逐一](?=.)|一次$|^上.*下(?=半年$)", "", match["every"])
    return None, f"R/{_step(every)}"


def _step(every: str) -> str:
    """The length of 季度, 月 or 两个月."""
    several = _SEVERAL.fullmatch(every)
    if every in _EVERY or several is None:
        return _EVERY[every]
    return _WITHIN[several[2]].format(_whole(several[1]))


def _every_month_by(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    step = _EVERY[match["every"].removeprefix("每")]
    return None, f"R/{step} (day {int(match['day'])})"


def _every_year_by(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    month = _month_of(match)
    day = match["day"] or _PART_DAYS[(match["part"] or "底").replace("末", "底")][1]
    last = min(int(day), _last_day(2024, month))  # a leap year: the 29th of February may be meant
    return None, f"R/P1Y (by --{month:02}-{last:02})"


def _month_of(match: re.Match[str]) -> int:
    return _whole(match["month"])


def _whole(text: str) -> int:
    """A number; a limit with one that nobody counts to is kept as written."""
    number = to_int(text)
    if number is None:
        raise ValueError(text)
    return number


def _amount(text: str, unit: int) -> int:
    """A number of ones or of ten thousands: 4.7万."""
    if "." not in text:
        return _whole(text) * unit
    amount = Decimal(text) * unit
    if amount != int(amount):
        raise ValueError(text)
    return int(amount)


def _years(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    return _interval(date(int(match["from"]), 1, 1), date(int(match["to"]), 12, 31))


def _point(text: str, year: int) -> tuple[date, date]:
    """First and last day of ``6月中旬``, ``6月15日`` or ``6月``."""
    match = _MONTH_POINT.match(text)
    if match is None:
        raise ValueError(text)
    month, last = int(match[1]), _last_day(year, int(match[1]))
    if match[2]:
        day = date(year, month, int(match[2]))
        return day, day
    low, high = _PART_DAYS.get((match[3] or "底").replace("末", "底"), (1, 31))
    return date(year, month, low), date(year, month, min(high, last))


def _months(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    if year is None:
        return None, None
    to = match["to"]
    if "月" not in to:  # 8月10日至20日
        to = match["from"].partition("月")[0] + "月" + to
    first, last = _point(match["from"], year)[0], _point(to, int(match["to_year"] or year))[1]
    if last < first:  # 11月至2月 runs into the next year
        last = _point(to, year + 1)[1]
    return _interval(first, last)


def _quarter(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    quarter = to_int(match["quarter"])
    if year is None or quarter is None:
        return None, None
    last = 3 * quarter
    return _interval(date(year, last - 2, 1), date(year, last, _last_day(year, last)))


def _first_quarters(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year, last = _year(match, plan_year), 3 * (to_int(match["quarter"]) or 0)
    if year is None:
        return None, None
    return _interval(date(year, 1, 1), date(year, last, _last_day(year, last)))


def _quarter_end(match: re.Match[str], plan_year: int | None) -> _Meaning:
    return _quarter(match, plan_year)[0], None


def _quarters(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    first, last = to_int(match["from"]), to_int(match["to"])
    if year is None or first is None or last is None or last < first:
        return None, None
    return _interval(date(year, 3 * first - 2, 1), date(year, 3 * last, _last_day(year, 3 * last)))


def _dotted_months(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    first = date(int(match["year"]), int(match["from"]), 1)
    year, month = int(match["to_year"] or match["year"]), int(match["to"])
    return _interval(first, date(year, month, _last_day(year, month)))


def _half_year(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    if year is None:
        return None, None
    if match["half"] == "上":
        return _interval(date(year, 1, 1), date(year, 6, 30))
    return _interval(date(year, 7, 1), date(year, 12, 31))


def _day(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    day = to_int(match["day"])
    if year is None or day is None:
        return None, None
    return date(year, _month_of(match), day), None


def _month_part(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    if year is None:
        return None, None
    return _point(f"{_month_of(match)}月{match['part']}", year)[1], None


def _before_month(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    if year is None:
        return None, None
    return date(year, _month_of(match), 1) - timedelta(days=1), None


def _month(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    return (None, None) if year is None else _interval(*_point(f"{_month_of(match)}月", year))


def _holiday(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    return (None if year is None else date(year, *HOLIDAYS[match["holiday"]])), None


def _year_end(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    return (None if year is None else date(year, 12, 31)), None


def _year_as_such(match: re.Match[str], plan_year: int | None) -> _Meaning:
    year = _year(match, plan_year)
    return (None, None) if year is None else _interval(date(year, 1, 1), date(year, 12, 31))


def _within(match: re.Match[str], _plan_year: int | None) -> _Meaning:
    return None, _WITHIN[match["unit"]].format(_whole(match["number"]))


def _ongoing(_match: re.Match[str], _plan_year: int | None) -> _Meaning:
    return None, None


_MEANINGS: dict[str, Callable[[re.Match[str], int | None], _Meaning]] = {
    "times_a_year": _times,
    "every": _every,
    "every_month_by": _every_month_by,
    "every_year_by": _every_year_by,
    "years": _years,
    "months": _months,
    "first_quarters": _first_quarters,
    "quarter_end": _quarter_end,
    "quarters": _quarters,
    "dotted_months": _dotted_months,
    "quarter": _quarter,
    "half_year": _half_year,
    "day": _day,
    "month_part": _month_part,
    "before_month": _before_month,
    "month": _month,
    "holiday": _holiday,
    "year_end": _year_end,
    "by_year": _year_end,
    "within_year": _year_end,
    "whole_year": _year_end,
    "year_as_such": _year_as_such,
    "within": _within,
    "ongoing": _ongoing,
}


def parse_date(text: str) -> date | None:
    """``2024年6月30日``, ``2024-06-30``, ``二〇二四年六月三十日`` → the day; None for all else."""
    plain = _SPACE.sub("", fold(text))
    match = _DATE.fullmatch(plain)
    if match is None:
        return None
    parts = [to_int(part) for part in match.groups()]
    try:
        return date(*[part for part in parts if part is not None])
    except (TypeError, ValueError):
        return None


_DATE = re.compile(
    r"([12]\d{3}|[〇○零一二三四五六七八九]{4})[年\-/.]"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})[月\-/.](\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
