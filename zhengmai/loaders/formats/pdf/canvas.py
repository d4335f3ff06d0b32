"""What the library paints a page on: it keeps all in order, and what hides it.

Imported only where a PDF file is read, as the library is.

Source: ISO 32000-1:2008, 8.4 (graphics state), 8.5 (paths), 9.3.6 (rendering of text).
"""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTLayoutContainer
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, apply_matrix_pt

from zhengmai.loaders.formats.files import MAX_CHARACTERS
from zhengmai.loaders.formats.pdf.fonts import meant
from zhengmai.loaders.formats.pdf.ink import Ink, ink
from zhengmai.loaders.formats.pdf.marks import direction
from zhengmai.loaders.formats.pdf.objects import struck
from zhengmai.loaders.formats.pdf.painting import (
    Box,
    Ground,
    Mark,
    Painting,
    Unseen,
    area,
    box_around,
    holds,
    shared,
)
from zhengmai.loaders.formats.pdf.rulings import rulings_of
from zhengmai.loaders.formats.pdf.streams import TooMuchError

_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_MOST_FIGURES = 2_000  # drawings within drawings, on a page
_MOST_PATHS = 200_000  # on a page
_MOST_OBJECTS = 300_000  # operators of a page, and numbers and words that they work on
_MOST_GROUNDS = 1_000  # areas that are painted, on a page
_LOW = 4.0  # points: a lower area is no ground of text
_BARE = 0.02  # opacity below which nothing is seen
_STROKED = (1, 5)  # modes of text of which the outline is drawn only
_UNPAINTED = (3, 7)


class State(PDFGraphicState):
    """The library's state of graphics, and what hides things."""

    def __init__(self) -> None:
        super().__init__()
        self.clip = _EVERYWHERE
        self.sharp = True  # the clipping path is the box itself
        self.fills = self.strokes = 1.0  # opacity
        self.blended = False
        self.render = 0
        self.hidden = False
        self.artifact = False

    def copy(self) -> State:
        """Another one that says the same."""
        other = State()
        other.__dict__.update(self.__dict__)
        return other

    def filled(self) -> Ink:
        """What areas are painted with."""
        return ink(self.ncolor, self.ncs.name, self.fills, blended=self.blended)

    def stroked(self) -> Ink:
        """What lines are painted with."""
        return ink(self.scolor, self.scs.name, self.strokes, blended=self.blended)


class Canvas(PDFPageAggregator):
    """What the library draws a page on, here with bounds: a drawing can hold itself many times."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.painting = Painting()
        self.state: State | None = None  # of the drawing that a drawing goes on from
        self._counts: Counter[str] = Counter()
        self._objects = 0

    def _count(self, what: str, most: int) -> None:
        self._counts[what] += 1
        if self._counts[what] > most:
            raise TooMuchError

    def count_object(self) -> None:
        """Note an operator, or something that one works on."""
        self._objects += 1
        if self._objects > _MOST_OBJECTS:
            raise TooMuchError

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a page: what of it is shown."""
        super().begin_page(page, ctm)
        whole = _moved(page.mediabox, ctm)
        shown = shared(whole, _moved(page.cropbox, ctm))
        self.painting.visible = shown if area(shown) > 1 else whole
        self.painting.strikes.extend(_moved(box, ctm) for box in struck(page))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Begin a drawing or picture."""
        self._count("figures", _MOST_FIGURES)
        super().begin_figure(name, bbox, matrix)

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        """Paint a picture."""
        box = _ordered(self.cur_item.bbox)
        self.painting.pictures.append(box)
        self.ground(box, None)

    def ground(self, box: Box, painted: Ink | None) -> None:
        """Paint an area, with None of unknown colour."""
        if len(self.painting.grounds) <= _MOST_GROUNDS:
            self.painting.grounds.append(Ground(box, painted, self.painting.next()))
        if len(self.painting.grounds) == _MOST_GROUNDS:  # what has more is not looked at
            self.painting.grounds = [Ground(_EVERYWHERE, None, 0)]
            self._counts["grounds"] += 1

    def render_char(self, *args: Any, **keywords: Any) -> float:
        """Paint a character."""
        self._count("characters", MAX_CHARACTERS)
        outer = self.cur_item
        self.cur_item = tray = _Tray()
        try:
            advance = super().render_char(*args, **keywords)
            items = list(tray)
        finally:
            self.cur_item = outer
        self.painting.marks.extend(self._mark(item) for item in items if isinstance(item, LTChar))
        return advance

    def _mark(self, char: LTChar) -> Mark:
        state = cast(State, char.graphicstate)
        box = _ordered(char.bbox)
        center = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        painted = state.stroked() if state.render in _STROKED else state.filled()
        unseen = None
        if state.hidden:
            unseen = Unseen.LAYER
        elif state.render in _UNPAINTED or painted.alpha < _BARE:
            unseen = Unseen.INVISIBLE
        elif not holds(state.clip, center):
            unseen = Unseen.CLIPPED
        turns, skew = direction(char.matrix[0], char.matrix[1])
        return Mark(
            meant(char.get_text()),
            box,
            turns,
            skew,
            painted,
            self.painting.next(),
            unseen,
            state.artifact,
        )

    def paint_path(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Any
    ) -> None:
        """Paint lines and shapes."""
        self._count("paths", _MOST_PATHS)
        if sum(step[0] == "m" for step in path) > 1:  # the library paints each by itself
            super().paint_path(gstate, stroke, fill, evenodd, path)
            return
        outer = self.cur_item
        self.cur_item = tray = _Tray()
        try:
            super().paint_path(gstate, stroke, fill, evenodd, path)
            items = list(tray)
        finally:
            self.cur_item = outer
        for item in items:
            if isinstance(item, LTCurve):
                self._curve(item, cast(State, gstate))

    def _curve(self, curve: LTCurve, state: State) -> None:
        self.painting.curves += 1
        if state.hidden:
            return
        drawn = _ordered(curve.bbox)
        self.painting.rulings.extend(b for b in rulings_of(curve) if _meet(b, state.clip))
        box = shared(drawn, state.clip)
        if not curve.fill or box[3] - box[1] < _LOW or box[2] - box[0] < _LOW:
            return
        known = state.sharp and _is_box(curve)
        self.ground(box, state.filled() if known else None)


class _Tray(LTLayoutContainer):
    """Takes what the library draws, to be looked at one by one."""

    def __init__(self) -> None:
        super().__init__((0.0, 0.0, 0.0, 0.0))


def _moved(box: Any, matrix: Matrix) -> Box:
    x0, y0, x1, y1 = box
    return box_around([apply_matrix_pt(matrix, (x0, y0)), apply_matrix_pt(matrix, (x1, y1))])


def _ordered(box: Any) -> Box:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_box(curve: LTCurve) -> bool:
    """Whether a shape fills the box that it takes; the last side may be left to the filling."""
    bent = any(step[0] not in "mlh" for step in curve.original_path or ())
    corners = {(round(x, 2), round(y, 2)) for x, y in curve.pts}
    sides = {x for x, _ in corners}, {y for _, y in corners}
    return not bent and len(corners) == 4 and len(sides[0]) == len(sides[1]) == 2


def _meet(a: Box, b: Box) -> bool:
    x0, y0, x1, y1 = shared(a, b)
    return x0 <= x1 and y0 <= y1
