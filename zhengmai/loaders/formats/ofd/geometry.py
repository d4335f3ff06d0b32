"""Where things stand on an OFD page: boxes, matrices, steps between characters; in millimetres.

Source: GB/T 33190-2016, 11 (text: DeltaX and DeltaY).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.pages import Glyph, Ruling

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

POINTS = 72 / 25.4  # points in a millimetre

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute.

    Raises:
        ValueError: one of them is none, or not finite.
    """
    found = [float(part) for part in (text or "").split()]
    if not all(math.isfinite(number) for number in found):
        raise ValueError("not a number")
    return found


def in_points(box: Glyph | Ruling, x: float, y: float) -> Box:
    """A box in millimetres → in points from the corner (x, y) of the page."""
    return (
        (box.x0 - x) * POINTS,
        (box.top - y) * POINTS,
        (box.x1 - x) * POINTS,
        (box.bottom - y) * POINTS,
    )


def placed(element: Element, outer: Matrix) -> Matrix:
    """From the coordinates of an object to those of the page."""
    boundary = numbers(element.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    own = numbers(element.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else SAME
    return _times((a, b, c, d, e + x, f + y), outer)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(box: Box, matrix: Matrix) -> Box:
    """The box that a box takes on the page."""
    a, b, c, d, e, f = matrix
    points = [
        (x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])
    ]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def steps(text: str | None, count: int, usual: Sequence[float]) -> list[float]:
    """How far each character is from the one before it: ``g 3 4.2 5`` is 4.2 4.2 4.2 5."""
    parts = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < count:
        if parts[at] == "g" and at + 2 < len(parts):
            times = max(0, min(int(parts[at + 1]), count - len(found)))
            found.extend([float(parts[at + 2])] * times)
            at += 3
        else:
            found.append(float(parts[at]))
            at += 1
    found.extend(usual[len(found) : count])
    if not all(math.isfinite(step) for step in found):
        raise ValueError("not a number")
    return found
