"""The characters that are drawn on a PDF page: where, how turned, how light, and which twice.

Source: ISO 32000-1:2008, 9.4 (text objects).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.pdf.fonts import meant

if TYPE_CHECKING:
    from pdfminer.layout import LTChar

_SLANT = 0.2  # of a character's advance; one that rises more is not upright
_TWICE = 0.12  # of a character's height; the same one drawn again nearer than this is for boldness

Box = tuple[float, float, float, float]  # x0, y0, x1, y1; y runs up


@dataclass(frozen=True, slots=True)
class Mark:
    """A character as it is drawn: its text, its box, its quarter turns (None: aslant), its tint."""

    text: str
    box: Box
    turns: int | None
    tint: float


def mark_of(char: LTChar) -> Mark:
    """A character that the library drew."""
    a, b, *_ = char.matrix
    turns = None
    if abs(b) <= _SLANT * abs(a):
        turns = 0 if a > 0 else 2
    elif abs(a) <= _SLANT * abs(b):
        turns = 1 if b > 0 else 3
    return Mark(meant(char.get_text()), char.bbox, turns, tint(char.graphicstate.ncolor))


def tint(color: object) -> float:
    """How light a colour is, from 0 to 1; a pattern counts as dark."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    values = [float(p) for p in parts if isinstance(p, (int, float))]
    if not values or len(values) != len(parts):
        return 0.0
    if len(values) == 4:  # inks: cyan, magenta, yellow, black
        return 1.0 - min(1.0, max(values))
    return min(values)


def once(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The characters without those drawn again for boldness or a shadow."""
    seen: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in marks:
        x0, y0, _, y1 = mark.box
        near = _TWICE * (y1 - y0)
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
