"""Runs the contents of PDF pages: the library's machine, with what it leaves out.

The library forgets what hides characters: clipping paths, opacity, layers, how text is rendered;
and it starts each drawing within a drawing anew, where it should go on. It is imported only where
a PDF file is read, as the library is.

Source: ISO 32000-1:2008, 8.4 (graphics state), 8.5.4 (clipping), 8.11 (layers), 14.8.2.2
(artifacts).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import PSEOF, PSKeyword, PSLiteral, keyword_name
from pdfminer.utils import Matrix, apply_matrix_pt

from zhengmai.loaders.formats.pdf.bounded import ContentParser
from zhengmai.loaders.formats.pdf.canvas import Canvas, State
from zhengmai.loaders.formats.pdf.objects import is_off, name, number, table
from zhengmai.loaders.formats.pdf.painting import box_around, shared
from zhengmai.loaders.formats.pdf.streams import TooMuchError

_DEEPEST = 1_000  # states that are kept at a time; 28 are what every program can read


class Machine(PDFPageInterpreter):
    """The library's machine; it knows the state of what it draws, and of layers."""

    def __init__(
        self, rsrcmgr: PDFResourceManager, device: Canvas, layers_off: Collection[int] = ()
    ) -> None:
        super().__init__(rsrcmgr, device)
        self.canvas = device
        self._layers_off = layers_off
        self._tags: list[tuple[bool, bool]] = []  # outside of each: hidden, artifact
        self._tagged = (False, False)  # now

    def dup(self) -> Machine:
        """One for a drawing within a drawing."""
        return Machine(self.rsrcmgr, self.canvas, self._layers_off)

    def execute(self, streams: Sequence[object]) -> None:
        """Run the operators of a page or drawing, but none that is being drawn already."""
        self.stream_ids.clear()
        own: list[PDFStream] = []
        for stream in map(stream_value, streams):
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                own.append(stream)
                self.stream_ids.add(stream.objid)
        parser = ContentParser(own, self.canvas.count_object)
        with contextlib.suppress(PSEOF):
            while True:
                _, found = parser.nextobject()
                if isinstance(found, PSKeyword):
                    self._operate(keyword_name(found))
                else:
                    self.push(found)

    def _operate(self, operator: str) -> None:
        method = "do_" + operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
        action = getattr(self, method, None)
        if action is None:
            return
        count = action.__code__.co_argcount - 1
        given = self.pop(count)
        if len(given) == count:
            action(*given)

    def do_q(self) -> None:
        """Keep a state."""
        if len(self.gstack) >= _DEEPEST:
            raise TooMuchError
        super().do_q()

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page, or a drawing that goes on from the state of the one it stands in."""
        super().init_state(ctm)
        self.graphicstate: State = self.canvas.state.copy() if self.canvas.state else State()
        self._tagged = (self.graphicstate.hidden, self.graphicstate.artifact)

    def do_Q(self) -> None:  # noqa: N802 (these names are the library's)
        """Go back to a state; marked content goes on (14.6)."""
        super().do_Q()
        self.graphicstate.hidden, self.graphicstate.artifact = self._tagged

    def do_W(self) -> None:  # noqa: N802
        """Clip by a path."""
        points = [
            apply_matrix_pt(self.ctm, (float(x), float(y)))
            for _, *numbers in self.curpath
            for x, y in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        if not points:
            return
        state = self.graphicstate
        state.clip = shared(state.clip, box_around(points))
        sides = [{round(point[axis], 2) for point in points} for axis in (0, 1)]
        state.sharp = state.sharp and len(sides[0]) == len(sides[1]) == 2

    def do_W_a(self) -> None:  # noqa: N802
        """Clip by a path, by the even-odd rule."""
        self.do_W()

    def do_gs(self, name_arg: Any) -> None:
        """Set opacity and blending."""
        given = table(table(self.resources.get("ExtGState")).get(name(name_arg)))
        state = self.graphicstate
        state.fills = number(given.get("ca"), state.fills)
        state.strokes = number(given.get("CA"), state.strokes)
        modes = resolve1(given.get("BM"))
        if modes is not None:
            first = modes[0] if isinstance(modes, list) and modes else modes
            state.blended = name(first) not in ("Normal", "Compatible")

    def do_Tr(self, render: Any) -> None:  # noqa: N802
        """Set how text is rendered."""
        super().do_Tr(render)
        self.graphicstate.render = self.textstate.render

    def do_sh(self, name: object) -> None:  # noqa: ARG002
        """Paint a gradient."""
        self.canvas.ground(self.graphicstate.clip, None)

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Begin marked content."""
        self._begin(tag, None)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin marked content of which something is told: its layer, or that it is no content."""
        self._begin(tag, props)

    def do_EMC(self) -> None:  # noqa: N802
        """End marked content."""
        if self._tags:
            self._tag(self._tags.pop())

    def _begin(self, tag: Any, props: Any) -> None:
        self._tags.append(self._tagged)
        hidden, artifact = self._tagged
        told = props
        if isinstance(props, PSLiteral):
            told = table(self.resources.get("Properties")).get(props.name)
        match name(tag):
            case "OC":
                hidden = hidden or is_off(told, self._layers_off)
            case "Artifact":
                artifact = artifact or name(table(told).get("Subtype")) == "Watermark"
        self._tag((hidden, artifact))

    def _tag(self, tagged: tuple[bool, bool]) -> None:
        self._tagged = tagged
        self.graphicstate.hidden, self.graphicstate.artifact = tagged

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a drawing or picture, in the state that there is."""
        found = resolve1(self.xobjmap.get(name(xobjid_arg)))
        outer, state = self.canvas.state, self.graphicstate.copy()
        if isinstance(found, PDFStream):
            state.hidden = state.hidden or is_off(found.get("OC"), self._layers_off)
            if state.hidden and name(found.get("Subtype")) == "Image":
                return
            self._clip_by(found, state)
        self.canvas.state = state
        try:
            super().do_Do(xobjid_arg)
        finally:
            self.canvas.state = outer

    def _clip_by(self, drawing: PDFStream, state: State) -> None:
        """A drawing is clipped by its box."""
        box, matrix = resolve1(drawing.get("BBox")), resolve1(drawing.get("Matrix"))
        if not isinstance(box, list) or len(box) != 4:
            return
        x0, y0, x1, y1 = (number(n, 0.0) for n in box)
        corners = [(x0, y0), (x0, y1), (x1, y0), (x1, y1)]
        if isinstance(matrix, list) and len(matrix) == 6:
            a, b, c, d, e, f = (number(n, 0.0) for n in matrix)
            corners = [apply_matrix_pt((a, b, c, d, e, f), corner) for corner in corners]
        around = box_around([apply_matrix_pt(self.ctm, corner) for corner in corners])
        state.clip = shared(state.clip, around)
