"""Chinese numerals as numbers."""

from __future__ import annotations

import re

import pytest

from zhengmai.loaders.phrases.numerals import NUMERAL, to_int


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("一百", 100),
        ("一百零八", 108),
        ("百二十", 120),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("二零二五", 2025),
        ("〇", 0),
        ("15", 15),
        ("007", 7),
    ],
)
def test_numerals(written: str, value: int) -> None:
    assert to_int(written) == value


@pytest.mark.parametrize("written", ["", "几", "十个", "1.5", "-3", "½", "三³", "第一", "②"])
def test_anything_else_is_no_number(written: str) -> None:
    assert to_int(written) is None


def test_every_number_of_a_long_outline_comes_back() -> None:
    digits = "〇一二三四五六七八九"
    for value in range(1, 100):
        tens, ones = divmod(value, 10)
        written = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
            digits[ones] if ones else ""
        )
        assert to_int(written) == value
        assert re.fullmatch(f"{NUMERAL}+", written)
