"""What is drawn on a PDF page → its characters and ruled lines, upright; or that it is a picture.

Source: ISO 32000-1:2008, 7.7.3.3 (rotation of pages).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.pages import Glyph, Page, Ruling
from zhengmai.loaders.formats.pdf.fonts import is_unknown
from zhengmai.loaders.formats.pdf.marks import Box, Mark, mark_of, once
from zhengmai.loaders.formats.pdf.rulings import rulings_of

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent, LTItem, LTPage

_LIGHT = 0.75  # from black 0 to white 1
_LARGE = 1.8  # times the usual height of characters: of a watermark
_FEW = 30  # characters: of a page number or stamp on a scanned page
_PICTURE = 0.3  # the part of a page that a scan takes, at the least
_DRAWN = 100  # curves on a page without text: its characters are drawn


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page.

    Attributes:
        page: its characters and lines; None where it cannot be read.
        scanned: it is a picture of a page.
        unknown: the part of its characters whose meaning the file does not give.
    """

    page: Page | None
    scanned: bool = False
    unknown: float = 0.0


def page_of(drawn: LTPage) -> Drawn:
    """A page's characters, lines, and whether it is a picture."""
    from pdfminer.layout import LTChar, LTCurve, LTImage

    marks: list[Mark] = []
    rulings: list[Box] = []
    curves = 0
    picture = 0.0
    for item in _flat(drawn):
        if isinstance(item, LTChar):
            marks.append(mark_of(item))
        elif isinstance(item, LTCurve):  # lines and boxes are curves, too
            curves += 1
            rulings.extend(rulings_of(item))
        elif isinstance(item, LTImage):
            picture = max(picture, _area(item, drawn))
    printed = [m for m in marks if m.text.strip()]
    scanned = len(printed) < _FEW and (picture >= _PICTURE or (not printed and curves >= _DRAWN))
    page = _upright(marks, rulings, (drawn.width, drawn.height))
    unknown = sum(is_unknown(m.text) for m in printed) / max(1, len(printed))
    return Drawn(page, scanned, unknown)


def _flat(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """What is in a page and in the figures in it, in the order of drawing."""
    from pdfminer.layout import LTFigure

    stack = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTFigure):
            stack.append(iter(item))
        else:
            yield item


def _area(item: LTComponent, page: LTPage) -> float:
    """The part of a page that something takes."""
    across = min(item.x1, page.width) - max(item.x0, 0)
    down = min(item.y1, page.height) - max(item.y0, 0)
    return max(0, across) * max(0, down) / max(1.0, page.width * page.height)


def _upright(marks: Sequence[Mark], rulings: Sequence[Box], size: tuple[float, float]) -> Page:
    """A page turned so that most of its characters are upright; the others are aside."""
    counts = Counter(m.turns for m in marks if m.text.strip() and m.turns is not None)
    turns = max(counts, key=lambda t: (counts[t], -t), default=0)
    width, height = size if turns % 2 == 0 else size[::-1]
    glyphs: list[Glyph] = []
    aside: list[list[Mark]] = []
    usual = median([m.box[3] - m.box[1] for m in marks if m.turns == turns] or [1.0])
    for mark in once(marks):
        x0, y0, x1, y1 = _turned(mark.box, turns, size)
        large = mark.tint > _LIGHT and y1 - y0 > _LARGE * usual
        inside = x1 > 0 and y1 > 0 and x0 < width and y0 < height
        if mark.turns == turns and inside and not large:
            glyphs.append(Glyph(mark.text, x0, height - y1, x1, height - y0))
        elif mark.text.strip():
            if not aside or aside[-1][-1].turns != mark.turns:
                aside.append([])
            aside[-1].append(mark)
    lines = []
    for box in rulings:
        x0, y0, x1, y1 = _turned(box, turns, size)
        lines.append(Ruling(x0, height - y1, x1, height - y0))
    said = tuple("".join(m.text for m in run) for run in aside)
    return Page(width, height, tuple(glyphs), tuple(lines), said)


def _turned(box: Box, turns: int, size: tuple[float, float]) -> Box:
    """A box on a page that is turned clockwise by quarter turns."""
    x0, y0, x1, y1 = box
    width, height = size
    match turns:
        case 1:
            return y0, width - x1, y1, width - x0
        case 2:
            return width - x1, height - y1, width - x0, height - y0
        case 3:
            return height - y1, x0, height - y0, x1
        case _:
            return box
