"""Single characters that the search for lines does not see: the numbers of rows in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengmai.loaders.formats.scan.engine import ocr
from zhengmai.loaders.formats.scan.ocrlines import ReadLine
from zhengmai.loaders.formats.scan.rulings import Drawn, stretches
from zhengmai.loaders.formats.scan.skew import turned

_LOWEST, _HIGHEST = 0.35, 1.3  # heights of a single character, in those of lines
_LONGEST_LONE = 4.0  # times its height: what is looked at as overlooked
_MOST_LONE = 100  # on a page
_SURE = 0.8  # confidence from which what was overlooked is taken


def overlooked(drawn: Drawn, read: Sequence[ReadLine], angle: float) -> Iterator[ReadLine]:
    """Single characters that the search for lines does not see: the numbers of rows."""
    import cv2
    import numpy as np

    em = drawn.em
    height, width = drawn.gray.shape
    left = np.where(drawn.lines > 0, 0, drawn.ink).astype(np.uint8)
    for line in read:
        corners = [turned(c, -angle, (width, height)) for c in line.corners]
        (x0, x1), (y0, y1) = ((min(v), max(v)) for v in zip(*corners, strict=True))
        left[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1] = 0
    near = np.ones((3, max(3, int(em / 2))), np.uint8)
    boxes = [
        (x, y, w, h)
        for x, y, w, h in stretches(cv2.morphologyEx(left, cv2.MORPH_CLOSE, near))
        if _LOWEST * em <= h <= _HIGHEST * em and w <= _LONGEST_LONE * em
    ]
    for x, y, w, h in boxes[:_MOST_LONE]:
        around = int(em / 2)
        part = drawn.gray[
            max(0, y - around // 2) : y + h + around // 2, max(0, x - around) : x + w + around
        ]
        result, _ = ocr()(cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False)
        for text, score in result or ():
            if text.strip() and score >= _SURE:
                box = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                corners = [turned(c, angle, (width, height)) for c in box]
                yield ReadLine(tuple(corners), text.strip(), float(score), ())
