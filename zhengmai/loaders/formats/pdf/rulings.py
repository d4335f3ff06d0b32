"""The ruled lines that are drawn on a PDF page: those of its tables.

Source: ISO 32000-1:2008, 8.5 (paths).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from zhengmai.loaders.formats.pdf.ink import tint
from zhengmai.loaders.formats.pdf.painting import Box

if TYPE_CHECKING:
    from pdfminer.layout import LTCurve

_THIN = 3.0  # points; a thinner box is a line
_LEVEL = 1.0  # points; a line that rises less than this is level
_WHITE = 0.97


def rulings_of(curve: LTCurve) -> Iterator[Box]:
    """The level and upright lines of a drawing, and boxes so thin that they are lines."""
    x0, y0, x1, y1 = curve.bbox
    if min(x1 - x0, y1 - y0) <= _THIN:
        color = curve.stroking_color if curve.stroke else curve.non_stroking_color
        if (curve.stroke or curve.fill) and tint(color) < _WHITE:
            yield x0, y0, x1, y1
        return
    if not curve.stroke or tint(curve.stroking_color) >= _WHITE:
        return
    steps: list[tuple[Any, ...]] = list(curve.original_path or ())
    if any(step[0] not in "mlh" for step in steps):
        return  # it is bent
    points = [step[1] if len(step) > 1 else steps[0][1] for step in steps]
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) <= _LEVEL:
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
