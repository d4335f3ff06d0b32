"""Whether a text has the colour of what is behind it, as far as the page itself says so.

Source: CSS Color 4, CSS Backgrounds 3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
_NAMES: Mapping[str, Colour] = {
    "white": WHITE,
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
}
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-z])")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,9})[\s,]+(\d{1,9})[\s,]+(\d{1,9})(?:\s*[,/]\s*(\d*\.?\d+)(%?))?\s*\)"
)
_CLEAR = re.compile(r"(?<![\w-])transparent(?![\w-])")
_UNKNOWN = re.compile(r"url\(|gradient|var\(|image")
_NEAR = 8  # of 255: colours as near to each other are not told apart


def colour(value: str) -> Colour | None:
    """The colour that a value names first; None where it names none, or one that shows through."""
    found = _RGB.search(value)
    if found is not None:
        seen = found[4] is None or float(found[4]) > 0
        return (int(found[1]), int(found[2]), int(found[3])) if seen else None
    code = _HEX.search(value)
    if code is not None:
        digits = code[1] if len(code[1]) > 4 else "".join(d * 2 for d in code[1])
        if digits[6:] == "00":
            return None
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    return next((_NAMES[word] for word in re.findall(r"[a-z]+", value) if word in _NAMES), None)


def is_clear(value: str) -> bool:
    """Whether text of a colour is not drawn at all: transparent, rgba(…, 0), #fff0."""
    if _CLEAR.search(value):
        return True
    found, code = _RGB.search(value), _HEX.search(value)
    if found is not None:
        return found[4] is not None and float(found[4]) == 0
    return (
        code is not None and len(code[1]) in (4, 8) and set(code[1][-len(code[1]) // 4 :]) == {"0"}
    )


def background(values: Mapping[str, str], above: Colour | None) -> Colour | None:
    """What is behind a text; None where the page does not say it for certain."""
    said = " ".join(values.get(name, "") for name in ("background-color", "background"))
    if _UNKNOWN.search(said) or _UNKNOWN.search(values.get("background-image", "")):
        return None
    if not said.strip() or _CLEAR.search(said):
        return above
    return colour(said) or (None if re.search(r"[a-z#]", said) and "none" not in said else above)


def is_blended(own: Colour | None, behind: Colour | None) -> bool:
    """Whether a text of a colour cannot be told from what is behind it."""
    if own is None or behind is None:
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(own, behind, strict=True))
