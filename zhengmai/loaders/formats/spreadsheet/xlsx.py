"""A .xlsx workbook (also .xlsm, and the new .et of WPS) → its sheets.

Read from the XML itself: of the libraries that read workbooks one fails on formats that WPS and
many programs write carelessly, the other tells neither what is hidden nor how numbers are shown.

Source: ECMA-376-1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.packages import DAMAGED, Archive
from zhengmai.loaders.formats.spreadsheet.markup import (
    CHART,
    DRAWING,
    EMPTY,
    OFF,
    PICTURE,
    RELATION,
    S,
    area,
    is_on,
    number,
    place,
    plain,
)
from zhengmai.loaders.formats.spreadsheet.numberformats import shown
from zhengmai.loaders.formats.spreadsheet.sheets import (
    HIDDEN,
    MOST_COLUMNS,
    STRUCK_OUT,
    WHITE,
    Book,
    Counter,
    Sheet,
    Text,
)
from zhengmai.loaders.formats.spreadsheet.styles import (
    PLAIN,
    Format,
    Formats,
    is_struck_out,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_SHEETS = 200
_NO_WIDTH = 0.01
_CHART_SHEET = "chartsheet"
_MARKED = ("tableParts", "conditionalFormatting")  # what may paint a cell without its format


@dataclass(frozen=True, slots=True)
class _Shared:
    """A text that several cells show, and what of it is struck out."""

    said: str
    struck_out: str = ""


def read(archive: Archive, name: str) -> Book:
    """The sheets of a workbook of which a part of a package is the root.

    Raises:
        UnreadableFileError: it holds too much.
        Exception: one of ``packages.DAMAGED``.
    """
    root = archive.part(name)
    relations = archive.relations(name)
    targets = dict(relations.values())  # one of each is read
    properties = root.find(S + "workbookPr")
    from_1904 = properties is not None and is_on(properties, "date1904")
    shared = _shared(archive, targets.get("sharedStrings", ""))
    formats = Formats.read(_optional(archive, targets.get("styles", "")))
    reader = _Reader(shared, formats, from_1904, Counter(archive.file))
    book = Book()
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        title = str(sheet.get("name") or "")
        kind, part = relations.get(str(sheet.get(RELATION + "id")), ("", ""))
        if str(sheet.get("state", "visible")) != "visible":
            book.hidden.append(title)
        elif kind == _CHART_SHEET:
            book.not_read["diagram"] += 1
        elif kind == "worksheet" and part in archive and len(book.sheets) < _MOST_SHEETS:
            book.sheets.append(reader.sheet(title, archive.part(part, EMPTY)))
            _look_at_drawings(archive, part, book)
    return book


def _optional(archive: Archive, part: str) -> Element | None:
    """A part without which the cells can be read all the same."""
    try:
        return archive.part(part) if part and part in archive else None
    except DAMAGED:
        return None


def _shared(archive: Archive, part: str) -> list[_Shared]:
    if not part or part not in archive:
        return []
    return [_said(one) for one in archive.part(part).iterfind(S + "si")]


def _said(item: Element) -> _Shared:
    """The text of an item, without how it is spoken (rPh) and what is struck out."""
    texts: list[str] = []
    struck_out: list[str] = []
    for child in item:
        if child.tag == S + "t":
            texts.append(plain(child.text))
        elif child.tag == S + "r":
            said = "".join(plain(t.text) for t in child.iterfind(S + "t"))
            (struck_out if is_struck_out(child.find(S + "rPr")) else texts).append(said)
    return _Shared("".join(texts), "".join(struck_out))


@dataclass(frozen=True, slots=True)
class _Value:
    """What a cell holds: a text; else a number; else nothing that is known."""

    text: str | None = None
    number: float | None = None
    struck_out: str = ""


@dataclass
class _Reader:
    shared: Sequence[_Shared]
    formats: Formats
    from_1904: bool
    count: Counter

    def sheet(self, name: str, root: Element) -> Sheet:
        """What a sheet shows."""
        found = Sheet(name)
        self._columns(root, found)
        found.merge(a for m in root.iter(S + "mergeCell") if (a := area(m.get("ref"))) is not None)
        painted = any(root.find(S + mark) is not None for mark in _MARKED)
        row = -1
        for element in root.iterfind(f"{S}sheetData/{S}row"):
            row = number(element.get("r"), row + 2) - 1
            flat = is_on(element, "customHeight") and _size(element.get("ht"), 1.0) < _NO_WIDTH
            if is_on(element, "hidden") or flat:
                found.hidden_rows.add(row)
            column = -1
            for cell in element.iterfind(S + "c"):
                row, column = place(cell.get("r")) or (row, column + 1)
                self._cell(cell, found, (row, column), painted=painted)
        return found

    def _columns(self, root: Element, found: Sheet) -> None:
        usual = root.find(S + "sheetFormatPr")
        if usual is not None:
            base = _size(usual.get("baseColWidth"), found.usual_width)
            found.usual_width = _size(usual.get("defaultColWidth"), base)
        for column in root.iterfind(f"{S}cols/{S}col"):
            first, last = number(column.get("min"), 0) - 1, number(column.get("max"), 0) - 1
            if not 0 <= first <= last < MOST_COLUMNS:
                continue
            width = _size(column.get("width"), found.usual_width)
            if is_on(column, "hidden") or width < _NO_WIDTH:
                found.hidden_columns.append((first, last))
            found.widths.append((first, last, width))
        found.hidden_columns.sort()

    def _cell(self, cell: Element, found: Sheet, at: tuple[int, int], *, painted: bool) -> None:
        value = self._value(cell)
        if value is None:
            return
        style = self.formats.of(cell.get("s")) if cell.get("s") else PLAIN
        if value.text is None and value.number is None:
            found.unknown += 1
            return
        if value.text is not None:
            said = value.text
        else:
            said = shown(value.number or 0.0, style.code, from_1904=self.from_1904)
        said = self.count.counted(said)
        found.leave_out(STRUCK_OUT, value.struck_out)
        why = _why_left_out(value, said, style, painted=painted)
        if why is not None:
            found.leave_out(why, said or str(value.number))
        elif said.strip():
            runs_on = value.text is not None and not style.wrapped and "\n" not in said.strip()
            found.texts[at] = Text(said, runs_on)

    def _value(self, cell: Element) -> _Value | None:
        """What a cell holds; None where it is empty."""
        kind = str(cell.get("t", "n"))
        if kind == "inlineStr":
            item = cell.find(S + "is")
            text = _said(item) if item is not None else _Shared("")
            return _Value(text.said, struck_out=text.struck_out)
        written = cell.find(S + "v")
        said = None if written is None else written.text
        if said is None:
            formula = cell.find(S + "f")
            return None if formula is None or kind == "str" else _Value()
        match kind:
            case "s":
                at = number(said, len(self.shared))
                known = self.shared[at] if at < len(self.shared) else _Shared("")
                return _Value(known.said, struck_out=known.struck_out)
            case "b":
                return _Value("FALSE" if said.strip() in OFF else "TRUE")
            case "str" | "e":
                return _Value(plain(said))
            case "d":
                return _of_day(said.strip())
            case _:
                return _of_number(said.strip())


def _why_left_out(value: _Value, said: str, style: Format, *, painted: bool) -> str | None:
    if style.struck_out:
        return STRUCK_OUT
    if style.white and not painted:
        return WHITE
    if not said and value.number is not None:  # ;;;
        return HIDDEN
    return None


def _of_number(said: str) -> _Value:
    try:
        found = float(said)
    except ValueError:
        return _Value(said)
    return _Value(number=found) if math.isfinite(found) else _Value(said)


def _of_day(said: str) -> _Value:
    """A day that is written as one (ISO 8601), as the number by which others are written."""
    try:
        day = datetime.fromisoformat(said)
    except ValueError:
        return _Value(said)
    since = day.replace(tzinfo=None) - datetime(1899, 12, 30)
    return _Value(number=since.days + since.seconds / 86_400)


def _size(said: str | None, usual: float) -> float:
    try:
        return float(said) if said else usual
    except ValueError:
        return usual


def _look_at_drawings(archive: Archive, part: str, book: Book) -> None:
    """Count what is drawn over a sheet, and take the texts of text boxes."""
    for kind, target in archive.relations(part).values():
        if kind != "drawing" or target not in archive:
            continue
        drawing = _optional(archive, target)
        if drawing is None:
            continue
        book.not_read["picture"] += sum(1 for _ in drawing.iter(PICTURE))
        book.not_read["diagram"] += sum(1 for _ in drawing.iter(CHART))
        for said in _boxes(drawing):
            book.not_read["text box"] += 1
            book.boxes.append(said)


def _boxes(drawing: Element) -> Iterator[str]:
    shapes = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}txBody"
    for body in drawing.iter(shapes):
        said = "".join(t.text or "" for t in body.iter(DRAWING + "t"))
        if said.strip():
            yield " ".join(said.split())
