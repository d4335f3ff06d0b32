"""Pictures of pages → their characters and ruled lines, by optical character recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.pages import Glyph, Page, Ruling
from zhengmai.loaders.formats.scan.ocrlines import ReadLine, read_lines
from zhengmai.loaders.formats.scan.overlooked import overlooked
from zhengmai.loaders.formats.scan.pictures import MAX_PAGES, rendered
from zhengmai.loaders.formats.scan.rulings import Drawn
from zhengmai.loaders.formats.scan.skew import skew, turned

if TYPE_CHECKING:
    from zhengmai.loaders.formats.scan.pictures import Picture

DOUBTFUL = 0.6  # confidence in a line, from 0 to 1

_WIDTH, _HEIGHT = 595.0, 842.0  # points; a picture is taken for A4, upright or lying
_LYING = 1.5  # height by width of the box of a line that runs upwards


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from a picture.

    Attributes:
        page: its characters and rulings.
        confidence: of its characters, the mean, from 0 to 1; None where there are none.
        lines: the number of its lines.
        doubtful: the number of those that may be wrong.
    """

    page: Page
    confidence: float | None
    lines: int
    doubtful: int


def pdf_pages(data: bytes, numbers: Sequence[int], name: str) -> dict[int, Recognised]:
    """Pages of a PDF file, counted from 0, read as pictures; without those that cannot be drawn.

    Raises:
        UnreadableFileError: there are too many.
    """
    if len(numbers) > MAX_PAGES:
        raise UnreadableFileError(
            name, f"{len(numbers)} scanned pages; at most {MAX_PAGES} are read: split the file"
        )
    return {n: _recognised(p, scale, name) for n, p, scale in rendered(data, numbers)}


def read_picture(picture: Picture, name: str) -> Recognised:
    """A page read from a picture of it, taken for A4."""
    height, width = picture.shape[:2]
    scale = width / (_WIDTH if height >= width else _HEIGHT)
    return _recognised(picture, scale, name)


def _recognised(picture: Picture, scale: float, name: str) -> Recognised:
    """A page read from a picture with ``scale`` pixels a point."""
    try:
        picture, read = _best_turn(picture)
        angle = skew(read)
        height, width = picture.shape[:2]
        em = median(line.height for line in read) if read else 0.0
        rulings: tuple[Ruling, ...] = ()
        if read:
            drawn = Drawn.of(picture, angle, em)
            read.extend(overlooked(drawn, read, angle))
            rulings = tuple(drawn.rulings(scale))
        glyphs = tuple(g for line in read for g in _glyphs(line, angle, scale, (width, height)))
    except Exception as error:
        raise UnreadableFileError(
            name, f"the picture cannot be read ({type(error).__name__}): save it as .png anew"
        ) from error
    weight = sum(len(line.text) for line in read)
    mean = sum(line.score * len(line.text) for line in read) / weight if weight else None
    page = Page(width / scale, height / scale, glyphs, rulings)
    return Recognised(page, mean, len(read), sum(line.score < DOUBTFUL for line in read))


def _best_turn(picture: Picture) -> tuple[Picture, list[ReadLine]]:
    """A picture turned so that its lines are level, and these lines."""
    import numpy as np

    read = read_lines(picture)
    lying = sum(len(line.text) for line in read if _is_lying(line))
    if lying * 2 <= sum(len(line.text) for line in read):
        return picture, read
    rotated = [np.ascontiguousarray(np.rot90(picture, turns)) for turns in (1, 3)]
    both = [(p, read_lines(p)) for p in rotated]
    return max(both, key=lambda found: sum(line.score * len(line.text) for line in found[1]))


def _is_lying(line: ReadLine) -> bool:
    xs, ys = zip(*line.corners, strict=True)
    return bool(max(ys) - min(ys) > _LYING * (max(xs) - min(xs)))


def _glyphs(line: ReadLine, angle: float, scale: float, size: tuple[int, int]) -> Iterator[Glyph]:
    """The characters of a line side by side on the page, turned straight."""
    straight = [turned(corner, -angle, size) for corner in line.corners]
    x0 = (straight[0][0] + straight[3][0]) / 2
    x1 = (straight[1][0] + straight[2][0]) / 2
    middle = sum(y for _, y in straight) / 4
    top, bottom = (middle - line.height / 2) / scale, (middle + line.height / 2) / scale
    starts = line.starts or _even(line.text)
    for at, character in enumerate(line.text):
        left, right = (x0 + (x1 - x0) * part for part in starts[at : at + 2])
        yield Glyph(character, left / scale, top, right / scale, bottom, line.score < DOUBTFUL)


def _even(text: str) -> tuple[float, ...]:
    """Where the characters of a line begin by their usual widths, and its end."""
    widths = [0.5 if c.isascii() else 1.0 for c in text]
    whole = sum(widths)
    return (0.0, *(sum(widths[: at + 1]) / whole for at in range(len(widths))))
