"""What is painted on PDF pages → characters and ruled lines, upright; or that it is a picture.

Source: ISO 32000-1:2008, 7.7.3.3 (rotation of pages), 14.11.2 (what of a page is shown).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from zhengmai.loaders.formats.pages import Glyph, Page, Ruling
from zhengmai.loaders.formats.pdf import watermarks
from zhengmai.loaders.formats.pdf.fonts import is_unknown
from zhengmai.loaders.formats.pdf.marks import once
from zhengmai.loaders.formats.pdf.painting import Box, Mark, Painting, Unseen, area, shared
from zhengmai.loaders.formats.pdf.unseen import excerpts, ground_of, unseen

SUSPECT = 0.05  # the part of a page's characters that may be unknown

_LIGHT = 0.75  # from black 0 to white 1
_LARGE = 1.8  # times the usual height of characters: of a watermark
_LEVEL = 0.005  # how much a line rises that is meant to be level
_RISING = 0.02
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
        unseen: what it says that a person does not see, or sees struck out, and why.
        watermarks: what was told from the text by its ink and place.
    """

    page: Page | None
    scanned: bool = False
    unknown: float = 0.0
    unseen: tuple[tuple[Unseen, str], ...] = ()
    watermarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """A page turned upright, its characters told apart; y runs up."""

    painting: Painting
    unseen: tuple[tuple[Unseen, str], ...]
    body: list[watermarks.Inked] = field(default_factory=list)
    aside: list[Mark] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        x0, y0, x1, y1 = self.painting.visible
        return x1 - x0, y1 - y0


def drawn(paintings: Sequence[Painting | None]) -> list[Drawn]:
    """The characters and lines of pages, and whether they are pictures."""
    sheets = [None if painting is None else _sheet(painting) for painting in paintings]
    looked_at = [None if s is None else watermarks.page_of(s.body) for s in sheets]
    known = watermarks.sayings([page for page in looked_at if page is not None])
    return [
        Drawn(None) if sheet is None or page is None else _drawn(sheet, page, known)
        for sheet, page in zip(sheets, looked_at, strict=True)
    ]


def _sheet(painting: Painting) -> _Sheet:
    """A page turned so that most of its characters are upright; the others are aside."""
    counts = Counter(m.turns for m in painting.marks if m.text.strip() and m.turns is not None)
    turns = max(counts, key=lambda t: (counts[t], -t), default=0)
    upright = _upright(painting, turns)
    reasons = unseen(upright)
    seen = [m for m, why in zip(upright.marks, reasons, strict=True) if why is None]
    found = _Sheet(upright, tuple(excerpts(upright.marks, reasons)))
    usual = median([m.height for m in seen if m.turns == turns] or [1.0])
    level = median([abs(m.skew) for m in seen if m.turns == turns] or [0.0]) < _LEVEL
    for mark in once(seen):
        large = mark.ink.tint > _LIGHT and mark.height > _LARGE * usual
        rises = level and abs(mark.skew) > _RISING
        if mark.turns == turns and not (large or rises or mark.artifact):
            below = ground_of(mark, upright.grounds)
            pale = mark.ink.paleness(below) if below is not None and mark.ink.plain else 0.0
            found.body.append(watermarks.Inked(mark, pale))
        elif mark.text.strip():
            found.aside.append(mark)
    return found


def _drawn(sheet: _Sheet, looked_at: watermarks.Page, known: set[watermarks.Saying]) -> Drawn:
    width, height = sheet.size
    stamped = watermarks.marked(looked_at, known)
    doubtful = watermarks.doubtful(looked_at, known)
    marks = [(n, one.mark) for n, one in enumerate(sheet.body) if n not in stamped]
    printed = [m.text for _, m in marks if m.text.strip()]
    unknown = sum(map(is_unknown, printed)) / max(1, len(printed))
    if unknown <= SUSPECT:  # else the whole page is told as unsure
        doubtful |= {n for n, m in marks if is_unknown(m.text)}
    glyphs = []
    for number, mark in marks:
        x0, y0, x1, y1 = mark.box
        glyphs.append(Glyph(mark.text, x0, height - y1, x1, height - y0, number in doubtful))
    lines = [
        Ruling(x0, height - y1, x1, height - y0)
        for x0, y0, x1, y1 in sheet.painting.rulings
        if x1 >= 0 and y1 >= 0 and x0 <= width and y0 <= height
    ]
    aside: list[list[Mark]] = []
    for mark in sheet.aside:
        if not aside or aside[-1][-1].turns != mark.turns:
            aside.append([])
        aside[-1].append(mark)
    said = watermarks.texts(r for r in looked_at.runs if stamped.issuperset(r.places))
    beside = (*("".join(m.text for m in run) for run in aside), *said)
    page = Page(width, height, tuple(glyphs), tuple(lines), beside)
    pictured = max((_part(box, sheet.size) for box in sheet.painting.pictures), default=0.0)
    every = len(printed) + len(sheet.aside)
    drawings = not every and sheet.painting.curves >= _DRAWN
    scanned = every < _FEW and (pictured >= _PICTURE or drawings)
    return Drawn(page, scanned, unknown, sheet.unseen, said)


def _part(box: Box, size: tuple[float, float]) -> float:
    """The part of a page that something takes."""
    width, height = size
    return area(shared(box, (0.0, 0.0, width, height))) / max(1.0, width * height)


def _upright(painting: Painting, turns: int) -> Painting:
    """A page turned clockwise by quarter turns; what is shown of it begins at 0, 0."""
    x0, y0, x1, y1 = painting.visible
    size = x1 - x0, y1 - y0
    whole = (0.0, 0.0, *(size if turns % 2 == 0 else size[::-1]))
    if turns == 0 and (x0, y0) == (0, 0):
        return painting

    def turned(box: Box) -> Box:
        return _turned((box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0), turns, size)

    return replace(
        painting,
        visible=whole,
        marks=[replace(m, box=turned(m.box)) for m in painting.marks],
        grounds=[replace(g, box=turned(g.box)) for g in painting.grounds],
        rulings=[turned(box) for box in painting.rulings],
        strikes=[turned(box) for box in painting.strikes],
        pictures=[turned(box) for box in painting.pictures],
    )


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
