"""Pictures of pages → their text, by optical character recognition (the extra ``ocr``).

The models come with the library; nothing is fetched. What was read this way says so.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import checked, contents
from zhengmai.loaders.formats.pages import Glyph, Page, Ruling, layout
from zhengmai.loaders.source import Source
from zhengmai.model import Remark, Severity, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # rows, columns, (blue, green, red)

ADVICE = 'to have pictures of text read, install the extra: pip install "zhengmai[ocr]"'
SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
MAX_PAGES = 200  # of a scan; each takes some seconds

_MOST_BYTES = 100_000_000
_MOST_PIXELS = 60_000_000  # of a picture; A4 at 600 dpi has 35 million
_DPI = 200  # at which pages of a PDF file are drawn
_LONGEST_SIDE = 4000  # pixels of a page that is drawn
_WIDTH, _HEIGHT = 595.0, 842.0  # points; a picture is taken for A4, upright or lying
_TALL = 1.6  # height by width; a taller picture is cut where no text stands
_DOUBTFUL = 0.6  # confidence in a line, from 0 to 1
_WEAK = 0.8
_LYING = 1.5  # height by width of the box of a line that runs upwards
_STRAIGHT = 0.001  # radians; a page that is turned less is straight
_MOST_SKEW = 0.2  # radians; a line that is turned more is no line of text
_RULING = 1.8  # times the height of characters; a shorter stroke belongs to one
_CONTRAST = 12  # by how much ink is darker than what is around it, of 255
_LOWEST, _HIGHEST = 0.35, 1.3  # heights of a single character, in those of lines
_LONGEST_LONE = 4.0  # times its height: what is looked at as overlooked
_MOST_LONE = 100  # on a page
_SURE = 0.8  # confidence from which what was overlooked is taken
_THICKEST = 0.5  # of the height of characters; a thicker stroke is no ruling


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


def available() -> bool:
    """Whether the extra that reads pictures is installed."""
    return all(find_spec(name) for name in ("rapidocr_onnxruntime", "pypdfium2"))


def read(path: Path) -> Source:
    """The text of a picture, or of the pictures of a multi-page TIFF file.

    Raises:
        UnreadableFileError: it cannot be opened, is no picture or too large, no text is in it, or
            the extra is not installed.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    if not available():
        raise UnreadableFileError(name, f"a picture of text; {ADVICE}")
    pages = {n: _read_picture(picture, name) for n, picture in enumerate(_pictures(data, name))}
    found = layout([page.page for page in pages.values()])
    if not found.text.strip():
        raise UnreadableFileError(name, "no text was found in this picture")
    said = tuple(remarks(pages, found.doubtful, len(pages)))
    return checked(Source(name, found.text, found.grids, found.furniture, said))


def pdf_pages(data: bytes, numbers: Sequence[int], name: str) -> dict[int, Recognised]:
    """Pages of a PDF file, counted from 0, read as pictures; without those that cannot be drawn.

    Raises:
        UnreadableFileError: there are too many.
    """
    if len(numbers) > MAX_PAGES:
        raise UnreadableFileError(
            name, f"{len(numbers)} scanned pages; at most {MAX_PAGES} are read: split the file"
        )
    return {n: _recognised(p, scale, name) for n, p, scale in _rendered(data, numbers)}


def remarks(
    pages: Mapping[int, Recognised], doubtful: Sequence[Span], total: int
) -> Iterator[Remark]:
    """What to know about pages that were read from pictures."""
    if not pages:
        return
    named = "the text" if len(pages) == total else f"the text of pages {_listed(pages)}"
    yield Remark(
        Severity.NOTE,
        f"{named} was read from pictures (OCR): characters may be wrong, and tables may have lost "
        "cells; compare with the original",
    )
    weights = [(p.confidence, len(p.page.glyphs)) for p in pages.values() if p.confidence]
    mean = sum(c * n for c, n in weights) / max(1, sum(n for _, n in weights))
    if weights and mean < _WEAK:
        yield Remark(
            Severity.PROBLEM,
            f"the pictures are hard to read (mean confidence {mean:.2f}): the text cannot be "
            "trusted; scan the paper again at 300 dpi",
        )
    if doubtful:
        count = sum(p.doubtful for p in pages.values())
        yield Remark(
            Severity.DAMAGED,
            f"lines that may have been read wrongly (confidence below {_DOUBTFUL}): {count}",
            tuple(doubtful),
        )


def _listed(numbers: Mapping[int, object]) -> str:
    return ", ".join(str(n + 1) for n in sorted(numbers))


# --- pictures


def _pictures(data: bytes, name: str) -> Iterator[Picture]:
    """The pictures of an image file, upright as its camera noted."""
    import numpy as np
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                frames = getattr(image, "n_frames", 1)
                _check_size(image.size, frames, name)
                for frame in range(frames):
                    image.seek(frame)
                    _check_size(image.size, frames, name)
                    plain = _on_white(ImageOps.exif_transpose(image))
                    yield np.ascontiguousarray(np.asarray(plain)[:, :, ::-1])
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(
            name, "not a picture that can be read, or a damaged one: save it as .png anew"
        ) from error


def _check_size(size: tuple[int, int], frames: int, name: str) -> None:
    if size[0] * size[1] > _MOST_PIXELS:
        raise UnreadableFileError(
            name,
            f"the picture is too large ({size[0]} by {size[1]} pixels; at most "
            f"{_MOST_PIXELS // 1_000_000} million are read): save it with fewer",
        )
    if frames > MAX_PAGES:
        raise UnreadableFileError(
            name, f"{frames} pictures; at most {MAX_PAGES} are read: split the file"
        )


def _on_white(image: Any) -> Any:
    """A picture in red, green and blue; what is transparent is white, as on paper."""
    from PIL import Image

    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(image)
        image = white
    return image.convert("RGB")


def _rendered(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Picture, float]]:
    """Pages of a PDF file as pictures, and how many pixels a point has on them.

    Pages that cannot be drawn are left out.
    """
    import numpy as np

    pypdfium2 = import_module("pypdfium2")  # it has no types
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in numbers:
            try:
                page = document[number]
                scale = min(_DPI / 72, _LONGEST_SIDE / max(1.0, *page.get_size()))
                bitmap = page.render(scale=scale)
                picture = np.array(bitmap.to_pil().convert("RGB"))[:, :, ::-1]
                bitmap.close()
                page.close()
            except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
                continue
            yield number, np.ascontiguousarray(picture), scale
    finally:
        document.close()


# --- from a picture to characters


@dataclass(frozen=True, slots=True)
class _Read:
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
    def width(self) -> float:
        """Its length along the line."""
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        """Its size across the line."""
        return math.dist(self.corners[0], self.corners[3])


def _read_picture(picture: Picture, name: str) -> Recognised:
    height, width = picture.shape[:2]
    scale = width / (_WIDTH if height >= width else _HEIGHT)
    return _recognised(picture, scale, name)


def _recognised(picture: Picture, scale: float, name: str) -> Recognised:
    """A page read from a picture with ``scale`` pixels a point."""
    try:
        picture, read = _best_turn(picture)
        angle = _skew(read)
        height, width = picture.shape[:2]
        em = median(line.height for line in read) if read else 0.0
        rulings: tuple[Ruling, ...] = ()
        if read:
            drawn = _Drawn.of(picture, angle, em)
            read.extend(drawn.overlooked(read, angle))
            rulings = tuple(drawn.rulings(scale))
        glyphs = tuple(g for line in read for g in _glyphs(line, angle, scale, (width, height)))
    except Exception as error:
        raise UnreadableFileError(
            name, f"the picture cannot be read ({type(error).__name__}): save it as .png anew"
        ) from error
    weight = sum(len(line.text) for line in read)
    mean = sum(line.score * len(line.text) for line in read) / weight if weight else None
    page = Page(width / scale, height / scale, glyphs, rulings)
    return Recognised(page, mean, len(read), sum(line.score < _DOUBTFUL for line in read))


def _best_turn(picture: Picture) -> tuple[Picture, list[_Read]]:
    """A picture turned so that its lines are level, and these lines."""
    import numpy as np

    read = _read_lines(picture)
    lying = sum(len(line.text) for line in read if _is_lying(line))
    if lying * 2 <= sum(len(line.text) for line in read):
        return picture, read
    turned = [np.ascontiguousarray(np.rot90(picture, turns)) for turns in (1, 3)]
    both = [(p, _read_lines(p)) for p in turned]
    return max(both, key=lambda found: sum(line.score * len(line.text) for line in found[1]))


def _is_lying(line: _Read) -> bool:
    xs, ys = zip(*line.corners, strict=True)
    return bool(max(ys) - min(ys) > _LYING * (max(xs) - min(xs)))


def _read_lines(picture: Picture) -> list[_Read]:
    """The lines of a picture; a tall one (of a whole web page) is read in parts."""
    found = []
    for start, end in _bands(picture):
        result, _ = _engine()(picture[start:end], return_word_box=True, text_score=0.0)
        for corners, text, score, *boxes in result or ():
            if text.strip():
                moved = tuple((float(x), float(y) + start) for x, y in corners)
                found.append(_Read(moved, text, float(score), _starts(corners, text, boxes)))
    return found


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The models, loaded once; the library has no types."""
    library = import_module("rapidocr_onnxruntime")
    return library.RapidOCR(text_score=0.0, max_side_len=_LONGEST_SIDE)


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


def _skew(read: Sequence[_Read]) -> float:
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


def _glyphs(line: _Read, angle: float, scale: float, size: tuple[int, int]) -> Iterator[Glyph]:
    """The characters of a line side by side on the page, turned straight."""
    straight = [_turned(corner, -angle, size) for corner in line.corners]
    x0 = (straight[0][0] + straight[3][0]) / 2
    x1 = (straight[1][0] + straight[2][0]) / 2
    middle = sum(y for _, y in straight) / 4
    top, bottom = (middle - line.height / 2) / scale, (middle + line.height / 2) / scale
    starts = line.starts or _even(line.text)
    for at, character in enumerate(line.text):
        left, right = (x0 + (x1 - x0) * part for part in starts[at : at + 2])
        yield Glyph(character, left / scale, top, right / scale, bottom, line.score < _DOUBTFUL)


def _even(text: str) -> tuple[float, ...]:
    """Where the characters of a line begin by their usual widths, and its end."""
    widths = [0.5 if c.isascii() else 1.0 for c in text]
    whole = sum(widths)
    return (0.0, *(sum(widths[: at + 1]) / whole for at in range(len(widths))))


def _turned(point: tuple[float, float], angle: float, size: tuple[int, int]) -> tuple[float, float]:
    """A point of a picture that is turned about its middle."""
    x, y = point[0] - size[0] / 2, point[1] - size[1] / 2
    return (
        x * math.cos(angle) - y * math.sin(angle) + size[0] / 2,
        x * math.sin(angle) + y * math.cos(angle) + size[1] / 2,
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
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
    def of(cls, picture: Picture, angle: float, em: float) -> _Drawn:
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
            for x, y, w, h in _stretches(strokes):
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

    def overlooked(self, read: Sequence[_Read], angle: float) -> Iterator[_Read]:
        """Single characters that the search for lines does not see: the numbers of rows."""
        import cv2
        import numpy as np

        em = self.em
        height, width = self.gray.shape
        left = np.where(self.lines > 0, 0, self.ink).astype(np.uint8)
        for line in read:
            corners = [_turned(c, -angle, (width, height)) for c in line.corners]
            (x0, x1), (y0, y1) = ((min(v), max(v)) for v in zip(*corners, strict=True))
            left[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1] = 0
        near = np.ones((3, max(3, int(em / 2))), np.uint8)
        stretches = [
            (x, y, w, h)
            for x, y, w, h in _stretches(cv2.morphologyEx(left, cv2.MORPH_CLOSE, near))
            if _LOWEST * em <= h <= _HIGHEST * em and w <= _LONGEST_LONE * em
        ]
        for x, y, w, h in stretches[:_MOST_LONE]:
            around = int(em / 2)
            part = self.gray[
                max(0, y - around // 2) : y + h + around // 2, max(0, x - around) : x + w + around
            ]
            result, _ = _engine()(
                cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False
            )
            for text, score in result or ():
                if text.strip() and score >= _SURE:
                    box = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                    corners = [_turned(c, angle, (width, height)) for c in box]
                    yield _Read(tuple(corners), text.strip(), float(score), ())


def _stretches(mask: NDArray[Any]) -> list[tuple[int, int, int, int]]:
    """The boxes (x, y, width, height) of what hangs together."""
    import cv2

    count, _, boxes, _ = cv2.connectedComponentsWithStats(mask)
    return sorted((int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:count].tolist())
