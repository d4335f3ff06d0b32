"""Numbers in each format of Word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.loaders.formats.word.numerals import written


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 九 十 十一 二十 九十九 一○○ 一一○"),
        ("taiwaneseCounting", "一 九 十 十一 二十 九十九 一○○ 一一○"),
        ("chineseCountingThousand", "一 九 十 十一 二十 九十九 一百 一百一十"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 九十九 一百 一百一十"),
        ("japaneseCounting", "一 九 十 十一 二十 九十九 百 百十"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 玖拾玖 壹佰 壹佰壹拾"),
        ("ideographLegalTraditional", "壹 玖 壹拾 壹拾壹 貳拾 玖拾玖 壹佰 壹佰壹拾"),
        ("ideographDigital", "一 九 一〇 一一 二〇 九九 一〇〇 一一〇"),
        ("ideographTraditional", "甲 壬 癸 11 20 99 100 110"),
        ("ideographZodiac", "子 申 酉 戌 20 99 100 110"),
        ("ideographEnclosedCircle", "㈠ ㈨ ㈩ 11 20 99 100 110"),
        ("decimal", "1 9 10 11 20 99 100 110"),
        ("decimalZero", "01 09 10 11 20 99 100 110"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ９９ １００ １１０"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 99 100 110"),
        ("decimalEnclosedCircleChinese", "① ⑨ ⑩ ⑪ ⑳ 99 100 110"),
        ("decimalEnclosedFullstop", "⒈ ⒐ ⒑ ⒒ ⒛ 99 100 110"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 99 100 110"),
        ("upperLetter", "A I J K T UUUU VVVV FFFFF"),
        ("lowerLetter", "a i j k t uuuu vvvv fffff"),
        ("upperRoman", "I IX X XI XX XCIX C CX"),
        ("lowerRoman", "i ix x xi xx xcix c cx"),
        ("001", "001 009 010 011 020 099 100 110"),
        ("ordinalText", "1 9 10 11 20 99 100 110"),
    ],
)
def test_each_format(form: str, expected: str) -> None:
    assert " ".join(written(n, form) for n in (1, 9, 10, 11, 20, 99, 100, 110)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (101, "一百零一"),
        (111, "一百一十一"),
        (1_001, "一千零一"),
        (1_010, "一千零一十"),
        (10_001, "一万零一"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (110_100, "十一万零一百"),
        (1_000_000, "一百万"),
        (100_000_001, "一亿零一"),
        (120_034_000, "一亿二千零三万四千"),
    ],
)
def test_large_numbers_are_spelled_out(number: int, expected: str) -> None:
    assert written(number, "chineseCountingThousand") == expected


def _value(text: str) -> int:
    """A spelled-out number read back."""
    total, group, digit = 0, 0, 0
    for c in text:
        if c in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(c)
        elif c in "十百千":
            leading = c == "十" and not digit and not group
            group += (1 if leading else digit) * 10 ** ("十百千".index(c) + 1)
            digit = 0
        else:
            total += (group + digit) * 10_000 ** ("万亿".index(c) + 1)
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_a_spelled_out_number_is_the_number(number: int) -> None:
    assert _value(written(number, "chineseCountingThousand")) == number


@given(st.integers(1, 3999))
def test_roman_numbers_grow_by_their_letters(number: int) -> None:
    worth = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
    values = [worth[c] for c in written(number, "upperRoman")]
    signed = [-v if v < max(values[i:]) else v for i, v in enumerate(values)]
    assert sum(signed) == number


@given(
    st.integers(0, 2**31),
    st.sampled_from(["upperLetter", "lowerRoman", "001", "chineseCounting", "japaneseCounting"]),
)
def test_no_number_is_written_at_length(number: int, form: str) -> None:
    assert 0 < len(written(number, form)) <= 50


def test_a_format_of_nothing_writes_nothing() -> None:
    assert written(3, "none") == written(3, "bullet") == ""
