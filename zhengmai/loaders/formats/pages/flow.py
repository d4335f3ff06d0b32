"""Everything on the pages in reading order, written as one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.formats.pages.glyphs import Glyph, Page
from zhengmai.loaders.formats.pages.longtables import Table
from zhengmai.loaders.formats.pages.opentables import Item, with_open_tables
from zhengmai.loaders.formats.pages.pagenumbers import page_furniture
from zhengmai.loaders.formats.pages.paragraphs import Margins, goes_on, is_one_heading, margins_of
from zhengmai.loaders.formats.pages.sheets import Sheet
from zhengmai.loaders.formats.pages.textlines import Line, joined, text_of, usual_em, usual_pitch
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_HEADING_PITCH = 2.2  # heights of a character between the lines of a heading, at most
_WIDE_PITCH = 1.35  # of the distance of lines: a greater one sets a line apart


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of pages: what :class:`~zhengmai.loaders.source.Source` is made of.

    Attributes:
        text, grids, furniture: as there.
        doubtful: the stretches of ``text`` that may have been read wrongly.
    """

    text: str
    grids: tuple[Grid, ...]
    furniture: tuple[Span, ...]
    doubtful: tuple[Span, ...]


def layout(pages: Sequence[Page]) -> Layout:
    """The text of pages, one paragraph a line, in reading order."""
    sheets = [Sheet.of(page) for page in pages]
    items = list(with_open_tables(list(_items(sheets)), sheets))
    flow = _Flow.of(items, [page.width for page in pages])
    for item in items:
        flow.item(item)
    flow.close()
    return flow.writer.layout()


def _items(sheets: Sequence[Sheet]) -> Iterator[Item]:
    """What stands on the pages, from the top."""
    for number, (sheet, beside) in enumerate(zip(sheets, page_furniture(sheets), strict=True)):
        found: list[tuple[float, Item]] = [
            (table.ys[0], Item(number, Table.of(number, table))) for table in sheet.tables
        ]
        found.extend(
            (line.middle, Item(number, line, at in beside)) for at, line in enumerate(sheet.lines)
        )
        yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))
        for text in sheet.page.aside:
            yield Item(number, Line((Glyph(text, 0.0, 0.0, 0.0, 0.0),)), furniture=True)


class _Writer:
    """Writes the text and remembers what stands where."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.grids: list[Grid] = []
        self.furniture: list[Span] = []
        self.doubtful: list[Span] = []

    def put(self, pieces: Iterable[Glyph | str]) -> Span:
        """Write pieces; where they stand."""
        start = self.length
        for piece in pieces:
            text = text_of(piece)
            if isinstance(piece, Glyph) and piece.doubtful:
                self._doubt(Span(self.length, self.length + len(text)))
            self.parts.append(text)
            self.length += len(text)
        return Span(start, self.length)

    def _doubt(self, span: Span) -> None:
        last = self.doubtful[-1] if self.doubtful else None
        between = "".join(self.parts[-1:]) if last and last.end == span.start - 1 else ""
        if last is not None and (last.end == span.start or between == " "):
            self.doubtful[-1] = Span(last.start, span.end)
        else:
            self.doubtful.append(span)

    def aside(self, line: Line) -> None:
        """Write a line that belongs to the page."""
        self.furniture.append(self.put(line.pieces))
        self.put("\n")

    def table(self, table: Table) -> None:
        """Write a table: a line a row, its cells parted by tabs."""
        start = self.length
        cells: list[Cell] = []
        row = 0
        for printed in table.rows:
            if isinstance(printed, Line):
                self.aside(printed)
                continue
            for number, cell in enumerate(printed):
                if number:
                    self.put("\t")
                begin = self.length
                for at, paragraph in enumerate(cell.paragraphs):
                    self.put("\n" if at else "")
                    self.put(paragraph)
                span = Span(begin, self.length)
                cells.append(Cell(row, cell.column, cell.rows, cell.columns, span))
            self.put("\n")
            row += 1
        self.grids.append(Grid(Span(start, self.length), tuple(cells)))

    def layout(self) -> Layout:
        """What was written."""
        return Layout(
            "".join(self.parts), tuple(self.grids), tuple(self.furniture), tuple(self.doubtful)
        )


@dataclass
class _Flow:
    """Goes through the items once, holding back what may go on."""

    margins: Sequence[Margins]
    pitch: float  # the usual distance of lines
    em: float  # the usual height of characters
    writer: _Writer = field(default_factory=_Writer)
    lines: list[Line] = field(default_factory=list)
    page: int = 0  # of the last line
    table: Table | None = None
    waiting: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[Item], widths: Sequence[float]) -> _Flow:
        """Look at how the text of pages of these widths is set."""
        bodies: list[list[Line]] = [[] for _ in widths]
        for item in items:
            if isinstance(item.what, Line) and not item.furniture:
                bodies[item.page].append(item.what)
        lines = [line for body in bodies for line in body]
        return cls(margins_of(bodies, widths), usual_pitch(bodies), usual_em(lines))

    def item(self, item: Item) -> None:
        """Take the next item."""
        if isinstance(item.what, Table):
            self._table(item.what)
        elif item.furniture:
            self.waiting.append(item.what)
            if not self.lines and self.table is None:
                self.close()
        else:
            self._line(item.page, item.what)

    def _line(self, page: int, line: Line) -> None:
        if not self.lines or not self._goes_on(page, line):
            self.close()
        self.lines.append(line)
        self.page = page

    def _goes_on(self, page: int, line: Line) -> bool:
        pitch = None
        if page == self.page:
            pitches = [b.middle - a.middle for a, b in pairwise(self.lines) if b.middle > a.middle]
            last = self.lines[-1]
            if line.middle - last.middle <= _HEADING_PITCH * last.em and is_one_heading(
                last, line, self.margins[page], self.em
            ):
                return True
            pitch = _WIDE_PITCH * (min(pitches) if pitches else self.pitch)
        return goes_on(self.lines, line, (self.margins[self.page], self.margins[page]), pitch)

    def _table(self, table: Table) -> None:
        if self.table is not None and table.continues(self.table):
            self.table.extend(table, self.waiting)
            self.waiting = []
            return
        self.close()
        self.table = table

    def close(self) -> None:
        """Write what was held back."""
        if self.lines:
            self.writer.put(joined(self.lines))
            self.writer.put("\n")
        if self.table is not None:
            self.writer.table(self.table)
        for line in self.waiting:
            self.writer.aside(line)
        self.lines, self.table, self.waiting = [], None, []
