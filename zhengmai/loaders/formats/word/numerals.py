"""A number in each of the formats of Word: Chinese numerals, 甲乙丙, ①②③, Roman, letters.

Source: ECMA-376-1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

PADDED = re.compile(r"0{1,9}1(?=,|$)")  # a format of one's own. Example: 001, 002, 003, ...

_LONGEST_RUN = 30  # of one letter: after zz comes aaa; Word counts no further than 30 × z
_HIGHEST_ROMAN = 32_767


def written(number: int, name: str) -> str:
    """A number in a format of ECMA-376-1, 17.18.59; those not known here are written 1, 2, 3.

    ``none`` and ``bullet`` write nothing. ``001`` stands for numbers of so many digits.
    """
    if name in ("none", "bullet"):
        return ""
    if PADDED.fullmatch(name):
        return f"{number:0{len(name)}d}"
    return _FORMATS.get(name, str)(number)


@dataclass(frozen=True, slots=True)
class _Words:
    """How numbers are spelled out, in groups of four digits."""

    digits: str  # from 0
    units: str  # 10, 100, 1,000
    groups: str  # 10,000 and 100,000,000
    one: str  # when the 一 of 一十 and 一百 is said: "always", "inside" (一百一十 but 十), "never"
    zero: bool = True  # whether a gap is spoken: 一百零一

    def write(self, number: int) -> str:
        if number == 0:
            return self.digits[0]
        parts: list[str] = []
        gap = False
        for place in (2, 1, 0):
            group = number // 10_000**place % 10_000
            if group == 0:
                gap = bool(parts)
                continue
            if self.zero and parts and (gap or group < 1_000):
                parts.append(self.digits[0])
            parts.append(self._group(group) + (self.groups[place - 1] if place else ""))
            gap = False
        text = "".join(parts)
        drop = self.one == "inside" and text.startswith(self.digits[1] + self.units[0])
        return text[1:] if drop else text

    def _group(self, number: int) -> str:
        parts: list[str] = []
        gap = False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(parts)
                continue
            if gap and self.zero:
                parts.append(self.digits[0])
            if digit > 1 or place == 0 or self.one != "never":
                parts.append(self.digits[digit])
            parts.append(self.units[place - 1] if place else "")
            gap = False
        return "".join(parts)


_THOUSAND = _Words("零一二三四五六七八九", "十百千", "万亿", "inside")
_THOUSAND_TRADITIONAL = replace(_THOUSAND, groups="萬億")
_JAPANESE = _Words("〇一二三四五六七八九", "十百千", "万億", "never", zero=False)
_LEGAL = _Words("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", "always")
_LEGAL_TRADITIONAL = _Words("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", "always")


def _digits(digits: str) -> Callable[[int], str]:
    """Each digit by itself: 一〇一."""
    return lambda number: "".join(digits[int(d)] for d in str(number))


def _counting(number: int) -> str:
    """十, 十一, 九十九, and from there on digits: 一○○."""
    return _THOUSAND.write(number) if 0 < number < 100 else _digits("○一二三四五六七八九")(number)


def _one_of(characters: str) -> Callable[[int], str]:
    """A character of a set; the numbers after the last one are written 1, 2, 3."""
    return lambda n: characters[n - 1] if 0 < n <= len(characters) else str(n)


def _run(first: str, last: str) -> str:
    return "".join(chr(code) for code in range(ord(first), ord(last) + 1))


def _letter(number: int) -> str:
    """A to Z, then AA, BB and so on."""
    if not 0 < number <= 26 * _LONGEST_RUN:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number <= _HIGHEST_ROMAN:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


_CIRCLED = _one_of(_run("①", "⑳"))
_WIDE = _digits("０１２３４５６７８９")

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,  # 一 十 一○○
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _THOUSAND.write,  # 一 十 一百零一
    "taiwaneseCountingThousand": _THOUSAND_TRADITIONAL.write,
    "japaneseCounting": _JAPANESE.write,  # 一 十 百一
    "chineseLegalSimplified": _LEGAL.write,  # 壹 壹拾 壹佰零壹
    "ideographLegalTraditional": _LEGAL_TRADITIONAL.write,
    "ideographDigital": _digits("〇一二三四五六七八九"),  # 一 一〇 一〇一
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _one_of(_run("㈠", "㈩")),
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _one_of(_run("⒈", "⒛")),
    "decimalEnclosedParen": _one_of(_run("⑴", "⒇")),
    "numberInDash": "- {} -".format,
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
