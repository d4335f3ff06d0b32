"""Characters that Word draws: those of picture fonts (Wingdings, Symbol), and 带圈字符 ① 密.

Source: ECMA-376-1, 17.3.3.30 (sym); 带圈字符 are fields with the instruction EQ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhengmai.loaders.formats.word.markup import whole
from zhengmai.loaders.formats.word.numerals import written

_CODE = re.compile(r"(?![Dd][89A-Fa-f]|00[01])[0-9A-Fa-f]{4}")  # no half, no control character
# 带圈字符: a character drawn in a circle, as a field. Example: eq \o\ac(○,1)
_IN_CIRCLE = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇◯Ｏ]\s*[,;，；]\s*([^()]*?)\s*\)", re.I)

# w:sym in fonts of pictures → what it looks like, by the last byte of its code.
_SYMBOLS: Mapping[str, Mapping[int, str]] = {
    "Wingdings": {
        **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
        **{0x8B + n: "⓿❶❷❸❹❺❻❼❽❾❿"[n] for n in range(11)},
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "Wingdings 2": {
        **{0x69 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
        0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "□",
    },
    "Symbol": {0xB7: "•", 0x2D: "-", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥"},
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """What a symbol of a font looks like: ``code`` is hexadecimal; "" where it is none."""
    if not _CODE.fullmatch(code):
        return ""
    known = _SYMBOLS.get(font, {})
    return known.get(int(code, 16) & 0xFF, chr(int(code, 16)))


def in_circle(instruction: str) -> str | None:
    """The character that the instruction of a field draws in a circle; None where it does not."""
    found = _IN_CIRCLE.match(instruction)
    return None if found is None else _circled(found[1])


def _circled(text: str) -> str:
    number = whole(text[:3])
    return text if number is None else written(number, "decimalEnclosedCircle")
