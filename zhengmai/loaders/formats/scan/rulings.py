"""The ruled lines that are drawn on a picture of a page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhengmai.loaders.formats.pages import Ruling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from zhengmai.loaders.formats.scan.pictures import Picture

_RULING = 1.8  # times the height of characters; a shorter stroke belongs to one
_CONTRAST = 12  # by how much ink is darker than what is around it, of 255
_THICKEST = 0.5  # of the height of characters; a thicker stroke is no ruling


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a picture, turned straight.

    Attributes:
        gray: the picture, from black 0 to white 255.
        ink: 255 where something is drawn.
        lines: where it is a level or upright line.
        boxes: the lines as (x, y, width, height).
        em: the height of characters.
    """

    gray: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    lines: NDArray[np.uint8]
    boxes: tuple[tuple[int, int, int, int], ...]
    em: float

    @classmethod
    def of(cls, picture: Picture, angle: float, em: float) -> Drawn:
        """Look at a picture whose lines of text rise by ``angle``."""
        import cv2
        import numpy as np

        gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        height, width = gray.shape
        if angle:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), math.degrees(angle), 1.0)
            gray = cv2.warpAffine(gray, turn, (width, height), borderValue=255)
        ink = cv2.adaptiveThreshold(
            gray,
            255,
            cv2.ADAPTIVE_THRESH_MEAN_C,
            cv2.THRESH_BINARY_INV,
            max(15, int(em) | 1),
            _CONTRAST,
        )
        long = max(12, int(_RULING * em))
        thick = max(6.0, _THICKEST * em)
        lines = np.zeros_like(ink)
        boxes: list[tuple[int, int, int, int]] = []
        for shape in ((1, long), (long, 1)):
            strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
            # Lines of a scan waver by a pixel: pieces beside each other are one.
            strokes = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
            for x, y, w, h in stretches(strokes):
                if min(w, h) <= thick and max(w, h) >= long:
                    boxes.append((x, y, w, h))
            lines = np.maximum(lines, strokes)
        return cls(
            gray.astype(np.uint8), ink.astype(np.uint8), lines.astype(np.uint8), tuple(boxes), em
        )

    def rulings(self, scale: float) -> Iterator[Ruling]:
        """The lines, in points."""
        for x, y, w, h in self.boxes:
            yield Ruling(x / scale, y / scale, (x + w) / scale, (y + h) / scale)


def stretches(mask: NDArray[Any]) -> list[tuple[int, int, int, int]]:
    """The boxes (x, y, width, height) of what hangs together."""
    import cv2

    count, _, boxes, _ = cv2.connectedComponentsWithStats(mask)
    return sorted((int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:count].tolist())
