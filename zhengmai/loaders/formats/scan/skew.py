"""Pages that lie aslant in a picture: by how much, and their points turned straight."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zhengmai.loaders.formats.scan.ocrlines import ReadLine

_STRAIGHT = 0.001  # radians; a page that is turned less is straight
_MOST_SKEW = 0.2  # radians; a line that is turned more is no line of text


def skew(read: Sequence[ReadLine]) -> float:
    """By how much (radians) the lines of a page rise to the right."""
    angles = sorted(
        (math.atan2(b[1] - a[1], b[0] - a[0]), math.dist(a, b))
        for a, b in ((line.corners[0], line.corners[1]) for line in read)
    )
    angles = [(angle, long) for angle, long in angles if abs(angle) < _MOST_SKEW]
    half = sum(long for _, long in angles) / 2
    for angle, long in angles:
        half -= long
        if half <= 0:
            return angle if abs(angle) > _STRAIGHT else 0.0
    return 0.0


def turned(point: tuple[float, float], angle: float, size: tuple[int, int]) -> tuple[float, float]:
    """A point of a picture that is turned about its middle."""
    x, y = point[0] - size[0] / 2, point[1] - size[1] / 2
    return (
        x * math.cos(angle) - y * math.sin(angle) + size[0] / 2,
        x * math.sin(angle) + y * math.cos(angle) + size[1] / 2,
    )
