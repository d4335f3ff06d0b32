"""Chinese numerals 一二三 as numbers, as far as headings, counts and dates use them."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_LONGEST = 18  # characters; nothing is counted in numbers that are longer
NUMERAL = "[〇○零一二两三四五六七八九十百]"  # for use inside a pattern


def to_int(text: str) -> int | None:
    """``十二`` → 12, ``二十`` → 20, ``二〇二四`` → 2024, ``15`` → 15; None for anything else."""
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in "十百" for c in text):
        return None
    if not any(c in "十百" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in "十百":
            total += (1 if digit is None else digit) * (10 if c == "十" else 100)
            digit = None
        else:
            digit = _DIGITS[c]
    return total + (digit or 0)
