"""What is drawn on an OFD page: its characters, ruled lines and pictures.

Source: GB/T 33190-2016, 8.5 (paths), 11 (text).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.ofd.geometry import (
    POINTS,
    SAME,
    Matrix,
    in_points,
    moved,
    numbers,
    placed,
    steps,
)
from zhengmai.loaders.formats.ofd.package import Package, RefusedError
from zhengmai.loaders.formats.ofd.paths import segments
from zhengmai.loaders.formats.pages import Glyph, Page, Ruling

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_RULINGS = 50_000  # on a page
_MOST_DRAWN = 100_000  # elements, and parts of paths, on a page
_MOST_DRAWN_IN_ALL = 2_000_000
_PART = 8  # letters of a part of a path
_DEEPEST = 8  # drawings used within drawings

_ASCENT = 0.88  # of a character's size, above the line on which it stands
_NARROW = 0.5  # of a character's size: how wide letters and digits are
_SLANT = 0.2  # of a character's advance; one that rises more is not upright
_THIN = 1.0  # mm; a thinner box is a line
_LEVEL = 0.3  # mm; a line that rises less than this is level
_FEW = 30  # characters on a page that is a picture
_PICTURE = 0.3  # the part of a page that a scan takes, at the least


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page; ``scanned``: it is a picture; ``missing``: a part of it cannot be read."""

    page: Page
    scanned: bool
    missing: bool


class Canvas:
    """Collects what is drawn on a page, in millimetres."""

    def __init__(self, package: Package, drawings: Mapping[str, Element]) -> None:
        self._package = package
        self._drawings = drawings
        self.glyphs: list[Glyph] = []
        self.rulings: list[Ruling] = []
        self.aside: list[str] = []
        self.pictures: list[tuple[float, float]] = []
        self.missing = False
        self._drawn = 0

    def page(
        self, origin: tuple[float, float], size: tuple[float, float], aside: Sequence[str]
    ) -> Drawn:
        """The page, in points."""
        x, y = origin
        width, height = size
        large = any(w * h >= _PICTURE * width * height for w, h in self.pictures)
        printed = sum(bool(g.text.strip()) for g in self.glyphs)
        page = Page(
            width * POINTS,
            height * POINTS,
            tuple(Glyph(g.text, *in_points(g, x, y)) for g in self.glyphs),
            tuple(Ruling(*in_points(r, x, y)) for r in self.rulings),
            (*self.aside, *aside),
        )
        return Drawn(page, large and printed < _FEW, self.missing)

    def draw(self, content: Element, matrix: Matrix = SAME, depth: int = 0) -> None:
        """Draw what stands in an element."""
        for element in content.iter():
            self._count(1)
            match element.tag:
                case "TextObject":
                    self._text(element, placed(element, matrix))
                case "PathObject":
                    self._path(element, placed(element, matrix))
                case "ImageObject":
                    box = numbers(element.get("Boundary"))
                    self.pictures.append((box[2], box[3]) if len(box) == 4 else (0.0, 0.0))
                case "CompositeObject":
                    unit = self._drawings.get(element.get("ResourceID", ""))
                    if unit is not None and depth < _DEEPEST:
                        self._package.count_characters(1)  # it is bounded how much is drawn
                        self.draw(unit, placed(element, matrix), depth + 1)

    def _count(self, number: int) -> None:
        """See to it that a page does not draw more than a page can; drawings may be drawn often."""
        self._drawn += number
        self._package.drawn += number
        if self._drawn > _MOST_DRAWN or self._package.drawn > _MOST_DRAWN_IN_ALL:
            raise RefusedError("its pages hold far more than those of a notice: it is not read")

    def _text(self, element: Element, matrix: Matrix) -> None:
        size = float(element.get("Size", "0")) or 1.0
        wide = float(element.get("HScale", "1")) or 1.0
        a, b = matrix[0], matrix[1]
        upright = a > 0 and abs(b) <= _SLANT * a
        x = y = 0.0
        for code in element.findall("TextCode"):
            text = (code.text or "").strip("\r\n\t")
            self._package.count_characters(len(text))
            x, y = float(code.get("X", x)), float(code.get("Y", y))
            if not upright:
                self.aside.extend([text] if text.strip() else [])
                continue
            widths = [size * wide * (_NARROW if c.isascii() else 1.0) for c in text]
            across = steps(code.get("DeltaX"), len(text) - 1, widths)
            flat = [0.0] * len(text)
            down = steps(code.get("DeltaY"), len(text) - 1, flat)
            if code.get("DeltaY") and not code.get("DeltaX"):
                across = flat  # written downwards
            at_x, at_y = x, y
            for number, character in enumerate(text):
                width = widths[number]
                if number < len(across) and 0 < across[number] < width:
                    width = across[number]
                box = (at_x, at_y - _ASCENT * size, at_x + width, at_y + (1 - _ASCENT) * size)
                self.glyphs.append(Glyph(character, *moved(box, matrix)))
                at_x += across[number] if number < len(across) else widths[number]
                at_y += down[number] if number < len(down) else 0.0

    def _path(self, element: Element, matrix: Matrix) -> None:
        strokes = element.get("Stroke", "true").strip().lower() not in ("false", "0")
        fills = element.get("Fill", "false").strip().lower() in ("true", "1")
        if not (strokes or fills):
            return
        for data in element.findall("AbbreviatedData"):
            self._count(len(data.text or "") // _PART)
            lines, bent = segments(data.text or "")
            boxes = [moved(line, matrix) for line in lines]
            if not boxes or len(self.rulings) + len(boxes) > _MOST_RULINGS:
                continue
            whole = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
            if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN:
                self.rulings.append(Ruling(*whole))
            elif strokes and not bent:
                self.rulings.extend(
                    Ruling(*b) for b in boxes if min(b[2] - b[0], b[3] - b[1]) <= _LEVEL
                )
