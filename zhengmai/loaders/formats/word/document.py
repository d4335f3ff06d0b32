"""A Word document (.docx, .docm, .dotx) → its text as a person sees it in Word or WPS, its grids.

What is deleted under review or hidden does not appear; what is inserted does. The numbers that
Word writes before paragraphs by itself stand in the text (:mod:`.numbering`). Running heads,
footnotes and comments are left out: they are not part of the notice.

Source: ECMA-376-1, 17 (WordprocessingML); ECMA-376-2 (the package).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS, checked, contents
from zhengmai.loaders.formats.word.numbering import Numbers, Styles, W, is_on, value, whole, written
from zhengmai.loaders.source import Cell, Grid, Source
from zhengmai.model import Remark, Severity, Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES = 100_000_000  # of a file: notices with scanned annexes have some 30 MB of pictures
OLE = b"\xd0\xcf\x11\xe0"  # how an old office file begins, and a new one that has a password
LOCKED = "it has a password: open it in Word or WPS and save it without one"

_OLD_FILE = "this is an old Word or WPS file by the name of a .docx: rename it to end in .doc"
_OTHER_FILES = (  # a part of theirs, what they are, what to do
    ("xl/workbook.xml", "an Excel workbook", "copy its text into a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "copy its text into a Word document"),
    ("ofd.xml", "an OFD document", "open it and save it as a PDF"),
    ("content.xml", "an OpenDocument file by another name", "rename it to end in .odt"),
    ("", "a zip file, but no Word document", "unpack it and read what is in it"),
)
_MOST_XML = 20_000_000  # bytes of one part, unpacked; a table of 500 tasks has some 3 MB
_MOST_TAGS = 1_000_000  # of one part; the same table has some 100,000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # the names in Strict files
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_VML = "{urn:schemas-microsoft-com:vml}"

_UNSEEN = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
        "del", "moveFrom", "delText", "delInstrText", "rt",
    )
)  # fmt: skip
_REVISIONS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_WIDEST = 1_000  # columns that a cell may cover; Word draws no more than 63
_HAIR = 60  # twips, some 1 mm: edges of cells so near to each other were meant to be one
_TABS = re.compile(r"\t+")
_CODE = re.compile(r"(?![Dd][89A-Fa-f]|00[01])[0-9A-Fa-f]{4}")  # no half, no control character
_SPACES = " \t\r\n"
# 带圈字符: a character drawn in a circle, as a field. Example: eq \o\ac(○,1)
_IN_CIRCLE = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇◯Ｏ]\s*[,;，；]\s*([^()]*?)\s*\)", re.I)

# w:sym in fonts of pictures → what it looks like, by the last byte of its code.
_SYMBOLS: Mapping[str, Mapping[int, str]] = {
    "Wingdings": {
        **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
        **{0x8B + n: "⓿❶❷❸❹❺❻❼❽❾❿"[n] for n in range(11)},
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "Wingdings 2": {
        **{0x69 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
        0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "□",
    },
    "Symbol": {0xB7: "•", 0x2D: "-", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥"},
}  # fmt: skip

_NOT_READ: Mapping[str, tuple[Severity, str]] = {
    "picture": (Severity.NOTE, "{n} not read: what may be written there is not known"),
    "embedded object": (Severity.DAMAGED, "{n} not read: copy its text into the document"),
    "diagram": (Severity.DAMAGED, "{n} not read: write its text into the document"),
    "inserted file": (
        Severity.DAMAGED,
        "{n} not read: open the document in Word and save it again, then it becomes text",
    ),
}


def read(path: Path) -> Source:
    """The text of a Word document and the grids of its tables.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, has a password, is too long,
            is no Word document, or holds nothing but pictures.
    """
    file = str(path)
    package = _package(contents(path, MOST_BYTES), file)
    reader = _Reader(file, package.styles, Numbers(package.numbering, package.styles))
    page = _Page()
    try:
        page.write(reader.blocks(package.document))
    except RecursionError as error:
        raise UnreadableFileError(file, "its tables are nested too deeply to be read") from error
    text = "".join(page.parts)
    if not text.strip() and reader.not_read:
        raise UnreadableFileError(
            file,
            "there is no text in this document, only pictures: save them as .png or .jpg and read "
            "those, with the extra zhengmai[ocr]",
        )
    remarks = (*package.remarks, *_remarks(package.document, reader.not_read))
    return checked(Source(file, text, tuple(page.grids), remarks=remarks))


def has_password(data: bytes) -> bool:
    """Whether a file that begins like an old office file is a new one with a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _remarks(document: Element, not_read: Counter[str]) -> Iterator[Remark]:
    if next(document.iter(*_REVISIONS), None) is not None:
        yield Remark(
            Severity.NOTE, "the document has changes under review: read as if all were accepted"
        )
    for kind, number in sorted(not_read.items()):
        severity, message = _NOT_READ[kind]
        count = f"{number} {kind}{'s are' if number > 1 else ' is'}"
        yield Remark(severity, message.format(n=count))


# --- the package


@dataclass(frozen=True)
class _Package:
    """The parts of a document that are read."""

    document: Element
    styles: Styles
    numbering: Element | None
    remarks: tuple[Remark, ...]


def _package(data: bytes, file: str) -> _Package:
    if data.startswith(OLE):
        reason = LOCKED if has_password(data) else _OLD_FILE
        raise UnreadableFileError(file, reason)
    if not data.startswith(b"PK"):
        raise UnreadableFileError(
            file, "this is no Word document (.docx): open it in Word or WPS and save it as one"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(_Archive(archive, file))
    except _DAMAGED as error:
        raise UnreadableFileError(
            file, f"damaged or not complete ({error}): fetch or save it again"
        ) from error


class _Archive:
    """The parts of a package by name, unpacked no further than is safe."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._infos = {
            i.filename.replace("\\", "/").lstrip("/").lower(): i for i in archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return not name or name.lower() in self._infos

    def part(self, name: str) -> Element:
        """A part's XML.

        Raises:
            UnreadableFileError: it is too large, or declares entities, which no document does.
            ValueError: it is not XML.
        """
        from lxml import etree

        info = self._infos[name.lower()]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{name} is packed in a way that no Word document is")
        with self._archive.open(info) as stream:
            data = stream.read(_MOST_XML + 1)
        if len(data) > _MOST_XML or data.count(b"<") > _MOST_TAGS:
            raise UnreadableFileError(
                self.file,
                f"{name} in it unpacks to more than {_MOST_XML // 1_000_000} MB or {_MOST_TAGS:,} "
                "tags, too much for one notice: split it into one file a notice",
            )
        try:
            parser = etree.XMLParser(
                remove_blank_text=True, resolve_entities=False, no_network=True
            )
            root = etree.fromstring(_STRICT.sub(_USUAL, data), parser)
        except SyntaxError as error:  # what lxml raises is one
            raise ValueError(f"{name} is not XML: {error}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFileError(
                self.file, f"{name} in it declares a document type, which no Word document does"
            )
        return root

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the kind of relation."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self:
            return {}
        found: dict[str, str] = {}
        for relation in self.part(listed):
            kind = str(relation.get("Type")).rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target"))))
            if relation.get("TargetMode") != "External":
                found.setdefault(kind, target.lstrip("/"))
        return found


def _parts(archive: _Archive) -> _Package:
    name = archive.targets("").get("officeDocument", "word/document.xml")
    document = archive.part(name) if name in archive else None
    if document is None or document.tag != W + "document":
        kind = next(f"{what}: {advice}" for part, what, advice in _OTHER_FILES if part in archive)
        raise UnreadableFileError(archive.file, f"this is {kind}")
    targets = archive.targets(name)
    found: dict[str, Element] = {}
    remarks: list[Remark] = []
    for kind in ("styles", "numbering"):
        part = targets.get(kind, posixpath.join(posixpath.dirname(name), f"{kind}.xml"))
        try:
            if part in archive:
                found[kind] = archive.part(part)
        except _DAMAGED as error:
            remarks.append(
                Remark(
                    Severity.DAMAGED,
                    f"{part} cannot be read ({error}): numbers that Word writes before "
                    "paragraphs by itself may be missing",
                )
            )
    return _Package(
        document, Styles.of(found.get("styles")), found.get("numbering"), tuple(remarks)
    )


# --- what is read


@dataclass(eq=False, slots=True)
class _Box:
    """A cell of a table while it is read."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: Sequence[_Block]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its rows of cells; None where one from above reaches down."""

    rows: tuple[tuple[_Box | None, ...], ...]

    @property
    def holds_table(self) -> bool:
        """Whether there is a table in one of its cells."""
        boxes = (box for row in self.rows for box in row if box is not None)
        return any(isinstance(block, _Table) for box in boxes for block in box.blocks)


_Block = str | _Table  # a paragraph, or a table


@dataclass(slots=True)
class _Field:
    """A field that is open: an instruction that is not seen, then its result, which is.

    An instruction that does not end in the paragraph is a broken one: what is in it is kept.
    """

    at: int  # the pieces of the paragraph before it
    instruction: list[str] | None = field(default_factory=list)  # None: it is read


@dataclass(slots=True)
class _Line:
    """A paragraph while it is read."""

    style_hides: bool = False
    pieces: list[str] = field(default_factory=list)
    boxes: list[_Block] = field(default_factory=list)  # text boxes: read after the paragraph
    fields: list[_Field] = field(default_factory=list)

    def text(self) -> str:
        """The paragraph, its tabs made spaces: tabs are for tables."""
        lines = "".join(self.pieces).strip("\n").split("\n")
        return "\n".join(_TABS.sub(" ", line.strip("\t")) for line in lines)


@dataclass(frozen=True, slots=True)
class _RawCell:
    """A cell as a row gives it, in the columns of ``w:tblGrid``."""

    start: int
    end: int
    merge: str | None  # "restart" or "continue" where it is merged downwards
    elements: tuple[Element, ...]  # more than one where cells are merged sideways


class _Reader:
    """Walks down a document once; what it does not know it looks into."""

    def __init__(self, file: str, styles: Styles, numbers: Numbers) -> None:
        self.not_read: Counter[str] = Counter()
        self._file = file
        self._styles = styles
        self._numbers = numbers
        self._characters = 0

    # --- blocks

    def blocks(self, container: Element) -> list[_Block]:
        """The paragraphs and tables in an element, in order."""
        found: list[_Block] = []
        carried = self._collect(container, found, "")
        if carried:
            found.append(carried)
        return found

    def _collect(self, container: Element, found: list[_Block], carried: str) -> str:
        """Add what an element holds; the text of a paragraph without an end of its own is left."""
        for child in _children(container):
            if child.tag == W + "p":
                carried = self._paragraph(child, found, carried)
            elif child.tag == W + "tbl":
                if carried:
                    found.append(carried)
                    carried = ""
                table = self._table(child)
                if table.rows:
                    found.append(table)
            elif child.tag == W + "altChunk":
                self.not_read["inserted file"] += 1
            elif child.tag == _MC + "AlternateContent":
                carried = self._collect(_branch(child), found, carried)
            else:
                carried = self._collect(child, found, carried)
        return carried

    def _paragraph(self, paragraph: Element, found: list[_Block], carried: str) -> str:
        line = self._line(paragraph)
        text = line.text()
        marks = _child(paragraph, "pPr", "rPr")
        deleted = _has(marks, "del") or _has(marks, "moveFrom")
        hidden = _hidden(marks, line.style_hides)
        if deleted or hidden:  # its end is not seen: it goes on in the next paragraph
            number = self._numbers.label(paragraph) if text and not deleted else ""
            found.extend(line.boxes)
            return self._counted(carried + number + text)
        number = self._numbers.label(paragraph)
        whole_text = self._counted(
            (number + carried + text).rstrip(" ") if number else carried + text
        )
        if whole_text or not line.boxes:
            found.append(whole_text)
        found.extend(line.boxes)
        return ""

    def _counted(self, text: str) -> str:
        """The same text; stops a document that unpacks to far more than its size."""
        self._characters += len(text)
        if self._characters > 2 * MAX_CHARACTERS:  # the exact limit is told by files.checked
            raise UnreadableFileError(
                self._file,
                f"too long for one notice (more than {MAX_CHARACTERS:,} characters): "
                "split it into one file a notice",
            )
        return text

    # --- inside a paragraph

    def _line(self, paragraph: Element) -> _Line:
        line = _Line(self._styles.hides(value(paragraph.find(W + "pPr"), "pStyle")))
        self._walk(paragraph, line)
        return line

    def _walk(self, element: Element, line: _Line) -> None:
        for child in _children(element):
            action = _ACTIONS.get(str(child.tag))
            if action is None:
                self._walk(child, line)
            else:
                action(self, child, line)

    def _run(self, run: Element, line: _Line) -> None:
        properties = run.find(W + "rPr")
        hides = line.style_hides or self._styles.hides(value(properties, "rStyle"))
        if not _hidden(properties, hides):
            self._walk(run, line)
            return
        for mark in run.iterfind(W + "fldChar"):  # a hidden field ends where it is said to end
            self._field(mark, line)

    def _text(self, element: Element, line: _Line) -> None:
        text = element.text or ""
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(_SPACES)
        line.pieces.append(text.replace("\r\n", " ").translate(_BLANKS))

    def _symbol(self, element: Element, line: _Line) -> None:
        code = str(element.get(W + "char"))
        if not _CODE.fullmatch(code):
            return
        known = _SYMBOLS.get(str(element.get(W + "font")), {})
        line.pieces.append(known.get(int(code, 16) & 0xFF, chr(int(code, 16))))

    def _field(self, element: Element, line: _Line) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            line.fields.append(_Field(len(line.pieces)))
        elif line.fields and kind in ("separate", "end"):
            opened = line.fields.pop() if kind == "end" else line.fields[-1]
            if opened.instruction is None:
                return
            del line.pieces[opened.at :]
            circled = _IN_CIRCLE.match("".join(opened.instruction))
            if circled and kind == "end":
                line.pieces.append(_circled(circled[1]))
            opened.instruction = None

    def _instruction(self, element: Element, line: _Line) -> None:
        opened = line.fields[-1].instruction if line.fields else None
        if opened is not None:
            opened.append(element.text or "")

    def _text_box(self, element: Element, line: _Line) -> None:
        line.boxes.extend(self.blocks(element))

    def _shape_text(self, element: Element, line: _Line) -> None:
        """Text that a drawing holds without the markup of Word: a paragraph of DrawingML."""
        text = "".join(t.text or "" for t in element.iter(_DRAWING + "t"))
        if text.strip():
            line.boxes.append(self._counted(text.translate(_BLANKS)))

    def _word_art(self, element: Element, line: _Line) -> None:
        """艺术字: letterheads of old documents are drawn so."""
        text = str(element.get("string") or "")
        if text.strip():
            line.boxes.append(self._counted(text.translate(_BLANKS)))

    def _alternatives(self, element: Element, line: _Line) -> None:
        self._walk(_branch(element), line)

    def _not_read(self, element: Element, _line: _Line) -> None:
        self.not_read[_KINDS_NOT_READ[str(element.tag)]] += 1

    # --- tables

    def _table(self, table: Element) -> _Table:
        raw = [cells for row in _inside(table, "tr") if (cells := self._raw_cells(row))]
        places = _columns(raw, _widths(table))
        above: dict[int, _Box] = {}  # cells that may reach down into the next row, by column
        rows: list[tuple[_Box | None, ...]] = []
        for number, cells in enumerate(raw):
            open_now: dict[int, _Box] = {}
            printed: list[_Box | None] = []
            for cell in cells:
                column, columns = places[cell.start], places[cell.end] - places[cell.start]
                box = above.get(column) if cell.merge == "continue" else None
                if box is not None and columns >= box.columns and _adds_nothing(cell, box):
                    box.rows += 1
                    printed.append(None)
                else:
                    blocks = [b for element in cell.elements for b in self.blocks(element)]
                    box = _Box(number, column, 1, columns, blocks)
                    printed.append(box)
                if cell.merge is not None:
                    open_now[column] = box
            above = open_now
            rows.append(tuple(printed))
        return _Table(tuple(rows))

    def _raw_cells(self, row: Element) -> list[_RawCell]:
        properties = row.find(W + "trPr")
        if _has(properties, "del") or is_on(properties, "hidden"):
            return []
        at = min(whole(value(properties, "gridBefore")) or 0, _WIDEST)
        found: list[_RawCell] = []
        for element in _inside(row, "tc"):
            own = element.find(W + "tcPr")
            if _has(own, "cellDel"):
                continue
            end = at + min(max(whole(value(own, "gridSpan")) or 1, 1), _WIDEST)
            merge = _merge(own, "vMerge")
            if _merge(own, "hMerge") == "continue" and found:
                last = found[-1]
                found[-1] = _RawCell(last.start, end, last.merge, (*last.elements, element))
            else:
                found.append(_RawCell(at, end, merge, (element,)))
            at = end
        return found


_BLANKS = str.maketrans("\t\r\n", "   ")

_KINDS_NOT_READ: Mapping[str, str] = {
    _PICTURE + "pic": "picture",
    _VML + "imagedata": "picture",
    W + "object": "embedded object",
    _DIAGRAM + "relIds": "diagram",
    _CHART + "chart": "diagram",
}

_ACTIONS: Mapping[str, Callable[[_Reader, Element, _Line], None]] = {
    W + "r": _Reader._run,
    W + "t": _Reader._text,
    _MATH + "t": _Reader._text,
    W + "tab": lambda _, __, line: line.pieces.append("\t"),
    W + "ptab": lambda _, __, line: line.pieces.append("\t"),
    W + "br": lambda _, __, line: line.pieces.append("\n"),
    W + "cr": lambda _, __, line: line.pieces.append("\n"),
    W + "noBreakHyphen": lambda _, __, line: line.pieces.append("-"),
    W + "sym": _Reader._symbol,
    W + "fldChar": _Reader._field,
    W + "instrText": _Reader._instruction,
    W + "txbxContent": _Reader._text_box,
    _DRAWING + "p": _Reader._shape_text,
    _VML + "textpath": _Reader._word_art,
    _MC + "AlternateContent": _Reader._alternatives,
    **dict.fromkeys(_KINDS_NOT_READ, _Reader._not_read),
}


def _children(element: Element) -> Iterator[Element]:
    """The elements in an element that can be seen."""
    return (c for c in element if isinstance(c.tag, str) and c.tag not in _UNSEEN)


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The nearest elements of a name, also those in content controls and other wrappers."""
    for child in _children(element):
        if child.tag == W + name:
            yield child
        elif child.tag == _MC + "AlternateContent":
            yield from _inside(_branch(child), name)
        elif child.tag != W + "tbl":
            yield from _inside(child, name)


def _branch(alternatives: Element) -> Element:
    """Which of the alternatives to read: the first with anything in it.

    Both hold the same, once for newer and once for older programs (ECMA-376-3, 7).
    """
    branches = [b for b in _children(alternatives) if b.tag in (_MC + "Choice", _MC + "Fallback")]
    return next((b for b in branches if len(b)), alternatives if not branches else branches[0])


def _child(element: Element, *names: str) -> Element | None:
    found: Element | None = element
    for name in names:
        found = None if found is None else found.find(W + name)
    return found


def _has(parent: Element | None, name: str) -> bool:
    return parent is not None and parent.find(W + name) is not None


def _hidden(properties: Element | None, inherited: bool) -> bool:
    own = is_on(properties, "vanish")
    return inherited if own is None else own


def _circled(text: str) -> str:
    number = whole(text[:3])
    return text if number is None else written(number, "decimalEnclosedCircle")


def _adds_nothing(cell: _RawCell, box: _Box) -> bool:
    """Whether a cell under a merged one is empty, or says again what stands there.

    Some programs leave text in it that Word does not show; it is kept, as a cell of its own.
    """
    own = "".join(t.text or "" for e in cell.elements for t in e.iter(W + "t"))
    printed = "".join(b for b in box.blocks if isinstance(b, str))
    return not own.strip() or "".join(own.split()) == "".join(printed.split())


def _merge(properties: Element | None, name: str) -> str | None:
    """How a cell is merged: without a value it goes on with the one before it."""
    if not _has(properties, name):
        return None
    return "restart" if value(properties, name) == "restart" else "continue"


def _widths(table: Element) -> list[int | None]:
    """The widths of a table's columns in twips, as far as it gives them."""
    grid = table.find(W + "tblGrid")
    columns = () if grid is None else grid.iterfind(W + "gridCol")
    return [whole(c.get(W + "w")) for c in columns]


def _columns(rows: Sequence[Sequence[_RawCell]], widths: Sequence[int | None]) -> dict[int, int]:
    """The edges of cells → columns from 0.

    Lines that no cell begins or ends at are left out. Where cells were drawn by hand, edges of
    neighbouring rows can be a hair apart; they are taken for one, unless a cell is so narrow.
    """
    cells = [cell for row in rows for cell in row]
    ends: dict[int, int] = {}  # the nearest end of the cells that begin at an edge
    for cell in cells:
        ends[cell.start] = min(cell.end, ends.get(cell.start, cell.end))
    places: dict[int, int] = {}
    together: list[int] = []  # edges that are one
    column = -1
    for edge in sorted({e for cell in cells for e in (cell.start, cell.end)}):
        drawn = any(ends.get(e, edge + 1) <= edge for e in together)  # a cell lies between
        if drawn or not together or not _is_hair(widths[together[0] : edge], edge - together[0]):
            together = []
            column += 1
        together.append(edge)
        places[edge] = column
    return places


def _is_hair(widths: Sequence[int | None], count: int) -> bool:
    """Whether so many columns are known to be, together, no wider than a hair."""
    known = [w for w in widths if w]
    return len(known) == count and sum(known) <= _HAIR


# --- writing it down


class _Page:
    """The text while it is written, and the grids in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.grids: list[Grid] = []
        self._length = 0
        self._at_start = True  # of a line

    def write(self, blocks: Sequence[_Block]) -> None:
        """Write paragraphs and tables, each beginning a line."""
        for block in blocks:
            self._begin_line()
            if isinstance(block, str):
                self._add(block + "\n")
            elif block.holds_table:
                self._outer(block)
            else:
                self._table(block)

    def _add(self, text: str) -> Span:
        start = self._length
        if text:
            self.parts.append(text)
            self._length += len(text)
            self._at_start = text.endswith("\n")
        return Span(start, self._length)

    def _begin_line(self) -> None:
        if not self._at_start:
            self._add("\n")

    def _table(self, table: _Table) -> None:
        """A table as lines of cells, and its grid."""
        start = self._length
        cells: list[Cell] = []
        for row in table.rows:
            for index, box in enumerate(row):
                if index:
                    self._add("\t")
                if box is not None:
                    span = self._add(_cell_text(box))
                    cells.append(Cell(box.row, box.column, box.rows, box.columns, span))
            self._add("\n")
        if any(cell.span.start < cell.span.end for cell in cells):
            self.grids.append(Grid(Span(start, self._length - 1), tuple(cells)))

    def _outer(self, table: _Table) -> None:
        """A table with tables in its cells: those begin lines, what is beside them has tabs."""
        for row in table.rows:
            for index, box in enumerate(row):
                if box is not None and any(isinstance(b, _Table) for b in box.blocks):
                    self.write(box.blocks)
                    continue
                if index and not self._at_start:
                    self._add("\t")
                if box is not None:
                    self._add(_cell_text(box))
            self._begin_line()


def _cell_text(box: _Box) -> str:
    return "\n".join(b for b in box.blocks if isinstance(b, str)).strip("\n")
