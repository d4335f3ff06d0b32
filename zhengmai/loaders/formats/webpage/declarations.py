"""What a style says: properties and their values, and what these values do to a text.

Source: CSS Cascading and Inheritance 4, CSS Display 3, CSS Values 4 (https://www.w3.org/TR/CSS/).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_DECLARATION = re.compile(
    r"(?<![a-z-])([a-z-]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\)?)*)", re.I
)
_IMPORTANT = re.compile(r"!\s*important\s*$", re.IGNORECASE)
_LENGTH = re.compile(
    r"^([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|em|rem|ex|ch|cm|mm|in|vw|vh|%)?$", re.I
)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "%": 10.0,
           "vw": 10.0, "vh": 10.0, "ex": 8.0, "ch": 8.0}  # fmt: skip
_EM = 16.0  # pixels
_FAR = -900.0  # pixels to the left of a page or above it: nobody scrolls there
_THIN = 1.0  # pixels: a box as thin shows nothing of its text
_TINY = 1.5  # pixels: the size of letters that nobody reads
_FAINT = 0.02  # opacity


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property with its value, lower case."""

    name: str
    value: str
    important: bool = False


def declarations(style: str) -> Iterator[Declaration]:
    """What is declared in a ``style`` attribute or in the braces of a rule.

    >>> [d.value for d in declarations("color: RED; display:none !important")]
    ['red', 'none']
    """
    for match in _DECLARATION.finditer(_COMMENT.sub(" ", style)):
        value = match[2].strip().lower()
        plain = _IMPORTANT.sub("", value).strip()
        yield Declaration(match[1].lower(), plain, plain != value)


def pixels(value: str) -> float | None:
    """A length in pixels, roughly; None where it is none (auto, calc…)."""
    found = _LENGTH.match(value.strip())
    if found is None:
        return None
    unit = (found[2] or "").lower()
    return float(found[1]) * _PIXELS.get(unit, _EM)


# --- what takes a whole element away, or all of its text

Values = Mapping[str, str]


def _is_faint(values: Values) -> bool:
    found = _number(values.get("opacity", ""))
    return found is not None and found <= _FAINT


def _is_filtered(values: Values) -> bool:
    return bool(re.search(r"(?<![\w-])opacity\(\s*0?\.?0*%?\s*\)", values.get("filter", "")))


def _is_off_page(values: Values) -> bool:
    sides = ["margin-left", "margin-top", "text-indent"]
    if values.get("position") in ("absolute", "fixed", "relative"):
        sides += ["left", "right", "top", "bottom"]
    lengths = (pixels(values[side]) for side in sides if side in values)
    return any(length is not None and length <= _FAR for length in lengths)


def _is_moved_away(values: Values) -> bool:
    moved = values.get("transform", "")
    if re.search(r"scale[xy]?\(\s*0?\.?0*\s*(?:,|\))", moved):
        return True
    ways = re.findall(r"translate(?:x|y|3d)?\(([^)]*)\)", moved)
    lengths = (pixels(part) for way in ways for part in way.split(","))
    return any(length is not None and length <= _FAR for length in lengths)


def _is_clipped(values: Values) -> bool:
    rect = re.match(r"rect\(([^)]*)\)", values.get("clip", ""))
    if rect is not None and values.get("position") in ("absolute", "fixed"):
        sides = [pixels(side) for side in re.split(r"[\s,]+", rect[1].strip())]
        if len(sides) == 4 and all(s is not None and s <= _THIN for s in sides):
            return True
    path = values.get("clip-path", "")
    inset = re.match(r"inset\(\s*(\d{1,9})%\s*\)", path)
    return (inset is not None and int(inset[1]) >= 50) or bool(re.match(r"circle\(\s*0", path))


def _is_shut(values: Values) -> bool:
    """A box without room that shows nothing of what does not fit: no picture's frame (padding)."""
    over = " ".join(values.get(f"overflow{way}", "") for way in ("", "-x", "-y"))
    if not re.search(r"hidden|clip", over) or any(name.startswith("padding") for name in values):
        return False
    room = (values.get(side, "") for side in ("width", "height", "max-width", "max-height"))
    return any((size := pixels(side)) is not None and size <= _THIN for side in room)


# What takes an element away with all that is in it, and an example of a style that does.
AWAY: tuple[tuple[Callable[[Values], bool], str], ...] = (
    (lambda values: values.get("display") == "none", "display:none"),
    (lambda values: values.get("content-visibility") == "hidden", "content-visibility:hidden"),
    (_is_faint, "opacity:0"),
    (_is_filtered, "filter:opacity(0)"),
    (_is_off_page, "position:absolute;left:-9999px"),
    (_is_moved_away, "transform:translateX(-9999px)"),
    (_is_clipped, "clip-path:inset(100%)"),
    (_is_shut, "height:0;overflow:hidden"),
)


def takes_away(values: Values) -> bool:
    """Whether an element with such a style is not shown, whatever is in it."""
    return any(test(values) for test, _ in AWAY)


def has_no_size(values: Values, above: bool) -> bool:
    """Whether letters have no size: it is inherited, and a text inside may have one again."""
    size = values.get("font-size")
    if size is None:
        given = re.search(
            r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?:\s*/|\s)", values.get("font", "")
        )
        size = given[1] if given else None
    if size is None or size == "inherit":
        return above
    length = pixels(size)
    if length is None:
        return False
    return (above and size.endswith(("em", "%")) and not size.endswith("rem")) or length <= _TINY


def is_invisible(values: Values, above: bool) -> bool:
    """Whether a text keeps its place, but is not drawn (``visibility``, inherited)."""
    said = values.get("visibility")
    return above if said in (None, "inherit", "unset") else said in ("hidden", "collapse")


def is_struck(values: Values) -> bool:
    """Whether a line goes through the text; styles further in do not take it off again."""
    said = values.get("text-decoration-line", values.get("text-decoration", ""))
    return "line-through" in said


def _number(value: str) -> float | None:
    found = re.fullmatch(r"(\d*\.?\d+)(%?)", value)
    return None if found is None else float(found[1]) / (100 if found[2] else 1)
