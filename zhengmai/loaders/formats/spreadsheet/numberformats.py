"""数字格式: a number in a cell and the code of its format → the text that a person sees.

Examples: 45869 and ``yyyy"年"m"月"d"日"`` → 2025年7月31日; 0.9 and ``0%`` → 90%.

Source: ECMA-376-1, 18.8.30 and 18.8.31 (numFmt), with the built-in formats of Chinese Excel.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

_GENERAL = "General"
_DAY, _DAY_LONG = "yyyy/m/d", 'yyyy"年"m"月"d"日"'
_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HOUR, _HOUR_LONG = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
BUILT_IN: Mapping[int, str] = {
    0: _GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m/d/yy", 31: _DAY_LONG,
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: _HOUR, 35: _HOUR_LONG, 36: _MONTH,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _MONTH, 51: _MONTH_DAY, 52: _MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: _HOUR,
    56: _HOUR_LONG, 57: _MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""Formats that files name by number alone, as Excel in Chinese shows them."""

_OF_THE_SYSTEM = (("[$-F800]", _DAY_LONG), ("[$-F400]", "h:mm:ss"))  # as Windows is set up
_LONGEST_CODE = 255  # characters
_DIGITS = 15  # of a number that Excel keeps
_LAST_SERIAL = 2_958_465  # 9999-12-31
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<blank>.)|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+)"
    r"|(?P<power>E[+-])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_TESTS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq,
    "<>": operator.ne,
}  # fmt: skip
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CHINESE = re.compile(r"DBNum([12])", re.IGNORECASE)
_NUMERALS = {"1": ("〇一二三四五六七八九", "十百千"), "2": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Token = tuple[str, str]  # kind, what stands there


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as a cell with a format shows it; where the format is unknown, the bare number.

    Args:
        value: the number.
        code: of the format.
        from_1904: days are counted from 1904 on, as on old Macs.

    >>> shown(45869, "yyyy-mm-dd"), shown(0.125, "0.0%"), shown(3, '"第"0"批"')
    ('2025-07-31', '12.5%', '第3批')
    """
    if not math.isfinite(value):
        return str(value)
    code = next((own for mark, own in _OF_THE_SYSTEM if code.startswith(mark)), code) or _GENERAL
    try:
        section, alone = _section(value, code[:_LONGEST_CODE])
        return _by(section, value if alone else abs(value), from_1904=from_1904).strip()
    except (ValueError, OverflowError, ArithmeticError):
        return _general(value)


def _general(value: float) -> str:
    """A number without a format, with the digits that a cell shows."""
    if value == int(value) and abs(value) < 10**_DIGITS:
        return str(int(value))
    return f"{value:.10g}".replace("e", "E")


# --- the code of a format


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    """The parts of a format between semicolons, in tokens."""
    parts: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind == "other" and match[0] == ";":
            parts.append([])
        else:
            parts[-1].append((kind, match[kind]))
    return tuple(map(tuple, parts))


def _section(value: float, code: str) -> tuple[Sequence[_Token], bool]:
    """The part of a format for a number, and whether the number keeps its sign in it."""
    parts = _sections(code)
    told = [_condition(part) for part in parts[:2]]
    if any(told):
        for part, condition in zip(parts, told, strict=False):
            if condition is not None and _TESTS[condition[0]](value, condition[1]):
                return part, True
        return parts[min(len(parts) - 1, 2 if told[-1] else 1)], True
    if len(parts) == 1:
        return parts[0], True
    if value < 0:
        return parts[1], False
    return (parts[2] if value == 0 and len(parts) > 2 else parts[0]), True


def _condition(part: Sequence[_Token]) -> tuple[str, float] | None:
    """Which numbers a part is for: [>=100]."""
    for kind, said in part:
        if kind == "bracket" and (match := _CONDITION.fullmatch(said)):
            return match[1], float(match[2])
    return None


def _by(part: Sequence[_Token], value: float, *, from_1904: bool) -> str:
    kinds = {kind for kind, _ in part}
    numerals = next((m[1] for k, s in part if k == "bracket" and (m := _CHINESE.match(s))), None)
    elapsed = any(k == "bracket" and _ELAPSED.fullmatch(s) for k, s in part)
    if "date" in kinds or elapsed:
        return _Moment(part, value, from_1904, numerals).shown()
    if kinds & {"general", "text"} or not kinds & {"digit", "percent"}:
        said = [_literal(k, s, _general(value)) for k, s in part]
        return "".join(said)
    if "power" in kinds or any(token == ("other", "/") for token in part):
        return _general(value)  # powers of ten and fractions: seen in no notice
    found = _number(part, value)
    return _in_chinese(found, numerals) if numerals else found


def _literal(kind: str, said: str, value: str) -> str:
    """What a token prints that is no digit."""
    match kind:
        case "general" | "text":
            return value
        case "bracket":
            money = _CURRENCY.match(said)
            return money[1] if money else ""
        case "blank":
            return " "
        case "fill":
            return ""
        case _:
            return said


# --- numbers


def _number(part: Sequence[_Token], value: float) -> str:
    """A number by its digits 0, # and ?, with all that stands between them."""
    at = [n for n, (kind, _) in enumerate(part) if kind == "digit"]
    point = next((n for n, (kind, _) in enumerate(part) if kind == "point"), len(part))
    whole = [n for n in at if n < point]
    decimals = [n for n in at if n > point]
    last = max(at, default=point)
    commas = [n for n, (kind, _) in enumerate(part) if kind == "comma"]
    grouped = bool(whole) and any(whole[0] < n < whole[-1] for n in commas)
    scaled = sum(n > last for n in commas) if at else 0  # each one divides by a thousand
    hundreds = sum(kind == "percent" for kind, _ in part)
    with localcontext() as context:
        context.prec = 400
        exact = Decimal(repr(float(value))).scaleb(2 * hundreds - 3 * scaled)
        rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = f"{abs(rounded):f}".partition(".")
    put = _placed(part, whole, digits, grouped) | _decimals(part, decimals, fraction)
    said = [
        put.get(n, "") if kind in ("digit", "comma") else _literal(kind, text, "")
        for n, (kind, text) in enumerate(part)
    ]
    if not whole and point < len(part):
        said.insert(point, digits.lstrip("0"))
    return ("-" if rounded < 0 else "") + "".join(said)


def _placed(
    part: Sequence[_Token], whole: Sequence[int], digits: str, grouped: bool
) -> dict[int, str]:
    """The digits before the point, each in its place; those left over stand in the first."""
    digits = digits.lstrip("0")
    put: dict[int, str] = {}
    for number, n in enumerate(reversed(whole)):
        if number == len(whole) - 1:
            one = digits[: len(digits) - number] if number < len(digits) else ""
        else:
            one = digits[-1 - number] if number < len(digits) else ""
        one = one or {"0": "0", "?": " "}.get(part[n][1], "")
        if grouped:
            one = _grouped(one, number)
        put[n] = one
    return put


def _grouped(digits: str, behind: int) -> str:
    """Digits with a comma behind each one that has a multiple of three behind it."""
    parts = [
        d + ("," if (place := behind + len(digits) - 1 - n) and place % 3 == 0 else "")
        for n, d in enumerate(digits)
    ]
    return "".join(parts) if digits.strip() else digits


def _decimals(part: Sequence[_Token], places: Sequence[int], fraction: str) -> dict[int, str]:
    """The digits behind the point, without the last zeros that # does not print."""
    kept = len(fraction.rstrip("0"))
    return {
        n: digit if number < kept else {"0": "0", "?": " "}.get(part[n][1], "")
        for number, (n, digit) in enumerate(zip(places, fraction, strict=True))
    }


def _in_chinese(text: str, numerals: str) -> str:
    """Whole numbers in a text in Chinese: 12 → 十二."""
    return re.sub(r"\d+", lambda match: _numeral(match[0], numerals), text)


def _numeral(digits: str, numerals: str) -> str:
    """A number in Chinese; one of more than four digits, digit by digit."""
    names, units = _NUMERALS[numerals]
    if len(digits) > 4 or digits.startswith("0"):
        return "".join(names[int(d)] for d in digits)
    found = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            found += names[int(digit)] + (units[place - 1] if place else "")
        elif found and found[-1] != names[0]:
            found += names[0]
    found = found.rstrip(names[0])
    return found[1:] if numerals == "1" and 10 <= int(digits) < 20 else found


# --- dates and times


class _Moment:
    """A number as a day and a time of day."""

    def __init__(
        self, part: Sequence[_Token], value: float, from_1904: bool, numerals: str | None
    ) -> None:
        if not 0 <= value <= _LAST_SERIAL:
            raise ValueError(value)
        self._part = part
        self._numerals = numerals
        self._noon = any(kind == "noon" for kind, _ in part)
        self._seconds = value * 86_400
        tenths = any(k == "date" and "." in s for k, s in part)
        rounded = round(self._seconds, 3) if tenths else round(self._seconds)
        # 1900 is no leap year, but Excel counts its 29 February.
        first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 + (value < 60))
        self._when = first + timedelta(seconds=rounded)

    def shown(self) -> str:
        """The text."""
        said: list[str] = []
        before = ""  # the letter of the part of the time before
        for n, (kind, text) in enumerate(self._part):
            if kind == "date":
                minutes = text[0] in "mM" and (before == "h" or self._next(n) == "s")
                said.append(self._piece(text.lower(), minutes=minutes and len(text) <= 2))
                before = text[0].lower()
            elif kind == "noon":
                morning, afternoon = text.split("/")
                said.append(morning if self._when.hour < 12 else afternoon)
            elif kind == "bracket" and _ELAPSED.fullmatch(text):
                unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
                said.append(str(int(round(self._seconds) // unit)).zfill(len(text)))
                before = text[0].lower()
            elif kind == "digit":
                said.append("0")
            else:
                said.append(_literal(kind, text, ""))
        return "".join(said)

    def _next(self, n: int) -> str:
        """The letter of the part of the time after."""
        return next((s[0].lower() for k, s in self._part[n + 1 :] if k == "date"), "")

    def _piece(self, code: str, *, minutes: bool) -> str:
        when = self._when
        if minutes:
            return self._whole(when.minute, len(code))
        match code[0]:
            case "y":
                return self._year(code)
            case "e":
                return self._year("yyyy")
            case "m":
                return self._month(code)
            case "d":
                name = _NAMES[when.weekday()]
                return self._whole(when.day, len(code)) if len(code) < 3 else (
                    name[:3] if len(code) == 3 else name)  # fmt: skip
            case "a":
                return ("星期" if len(code) == 4 else "") + _WEEKDAYS[when.weekday()]
            case "h":
                hour = (when.hour - 1) % 12 + 1 if self._noon else when.hour
                return self._whole(hour, len(code))
            case _:
                whole, _, tenths = code.partition(".")
                rest = f".{when.microsecond:06d}"[: len(tenths) + 1] if tenths else ""
                return self._whole(when.second, len(whole)) + rest

    def _year(self, code: str) -> str:
        digits = str(self._when.year) if len(code) > 2 else f"{self._when.year % 100:02d}"
        if self._numerals is None:
            return digits
        return "".join(_NUMERALS[self._numerals][0][int(d)] for d in digits)

    def _month(self, code: str) -> str:
        name = _MONTHS[self._when.month - 1]
        match len(code):
            case 1 | 2:
                return self._whole(self._when.month, len(code))
            case 3:
                return name[:3]
            case 5:
                return name[0]
            case _:
                return name

    def _whole(self, number: int, width: int) -> str:
        if self._numerals is not None:
            return _numeral(str(number), self._numerals) or _NUMERALS[self._numerals][0][0]
        return str(number).zfill(min(width, 2))
