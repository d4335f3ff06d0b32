"""A character as the library draws it, and which are drawn twice.

Source: ISO 32000-1:2008, 9.4 (text objects).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhengmai.loaders.formats.pdf.painting import Mark

_SLANT = 0.2  # of a character's advance; one that rises more is not upright
_TWICE = 0.12  # of a character's height; the same one drawn again nearer than this is for boldness


def direction(a: float, b: float) -> tuple[int | None, float]:
    """The quarter turns of a character whose line runs to (a, b), None aslant; and its skew."""
    if abs(b) <= _SLANT * abs(a):
        return (0 if a > 0 else 2), b / a if a else 0.0
    if abs(a) <= _SLANT * abs(b):
        return (1 if b > 0 else 3), -a / b
    return None, 1.0


def once(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The characters without those drawn again for boldness or a shadow."""
    seen: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in marks:
        x0, y0, _, _ = mark.box
        near = _TWICE * mark.height
        places = (
            (round(x0 / 8) + dx, round(y0 / 8) + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)
        )
        if mark.text.strip() and any(
            abs(other.box[0] - x0) <= near and abs(other.box[1] - y0) <= near
            for x, y in places
            for other in seen.get((mark.text, x, y), ())
        ):
            continue
        seen.setdefault((mark.text, round(x0 / 8), round(y0 / 8)), []).append(mark)
        yield mark
