"""The lines of text in a picture, as the library reads them; a tall picture is read in parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from zhengmai.loaders.formats.scan.engine import ocr

if TYPE_CHECKING:
    from zhengmai.loaders.formats.scan.pictures import Picture

_TALL = 1.6  # height by width; a taller picture is cut where no text stands


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read: its corners (from the upper left, clockwise), its text, how surely.

    Attributes:
        corners: in pixels.
        text: as read.
        score: the confidence, from 0 to 1.
        starts: the part of the line's width at which each character of the text begins, and its
            end; empty where the library does not tell.
    """

    corners: tuple[tuple[float, float], ...]
    text: str
    score: float
    starts: tuple[float, ...]

    @property
    def height(self) -> float:
        """Its size across the line."""
        return math.dist(self.corners[0], self.corners[3])


def read_lines(picture: Picture) -> list[ReadLine]:
    """The lines of a picture; a tall one (of a whole web page) is read in parts."""
    found: list[ReadLine] = []
    if picture.min() == picture.max():  # an empty page
        return found
    for start, end in _bands(picture):
        result, _ = ocr()(picture[start:end], return_word_box=True, text_score=0.0)
        for corners, text, score, *boxes in result or ():
            if text.strip():
                moved = tuple((float(x), float(y) + start) for x, y in corners)
                found.append(ReadLine(moved, text, float(score), _starts(corners, text, boxes)))
    return found


def _bands(picture: Picture) -> list[tuple[int, int]]:
    """The rows of a picture in parts that are not tall, cut where no text stands."""
    height, width = picture.shape[:2]
    part = max(int(_TALL * width), 400)
    if height <= part:
        return [(0, height)]
    busy = _busy(picture)
    found = []
    start = 0
    while height - start > part:
        low, high = start + part // 2, start + part
        cut = max(range(low, high), key=lambda row: (-busy[row], row))
        found.append((start, cut))
        start = cut
    return [*found, (start, height)]


def _busy(picture: Picture) -> list[float]:
    """How much is drawn in each row of a picture."""
    import numpy as np

    gray = picture.mean(axis=2)
    change = np.abs(np.diff(gray, axis=1)).sum(axis=1)
    return [float(round(value)) for value in change]


def _starts(
    corners: Sequence[Sequence[float]], text: str, boxes: Sequence[Any]
) -> tuple[float, ...]:
    """Where the library saw each character, as parts of the line's width."""
    if not boxes or len(boxes[0]) != len(text):
        return ()
    (ax, ay), (bx, by) = corners[0], corners[1]
    long = math.dist((ax, ay), (bx, by)) or 1.0
    places = [
        ((box[0][0] - ax) * (bx - ax) + (box[0][1] - ay) * (by - ay)) / long**2 for box in boxes[0]
    ]
    places = [min(max(p, 0.0), 1.0) for p in places]
    rises = all(a <= b for a, b in pairwise(places))
    return (0.0, *places[1:], 1.0) if rises else ()
