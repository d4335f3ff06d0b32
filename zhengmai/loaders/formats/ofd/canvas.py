"""OFD files → their text. OFD is the fixed layout of Chinese offices, as PDF is elsewhere.

Source: GB/T 33190-2016 开放版式文档: 7 (the files in the package), 8.5 (paths), 11 (text).
Lengths in the file are in millimetres.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS, checked, contents
from zhengmai.loaders.formats.pages import Glyph, Page, Ruling, layout
from zhengmai.loaders.source import Source
from zhengmai.model import Remark, Severity

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_PAGES = 500

_POINTS = 72 / 25.4  # points in a millimetre
_MOST_BYTES = 100_000_000  # of the file
_MOST_UNPACKED = 32_000_000  # bytes of one file in it that is read
_MOST_UNPACKED_IN_ALL = 256_000_000
_MOST_ELEMENTS = 1_000_000  # of one file in it
_MOST_RULINGS = 50_000  # on a page
_DEEPEST = 8  # drawings used within drawings

_A4 = (0.0, 0.0, 210.0, 297.0)
_ASCENT = 0.88  # of a character's size, above the line on which it stands
_NARROW = 0.5  # of a character's size: how wide letters and digits are
_SLANT = 0.2  # of a character's advance; one that rises more is not upright
_THIN = 1.0  # mm; a thinner box is a line
_LEVEL = 0.3  # mm; a line that rises less than this is level
_FEW = 30  # characters on a page that is a picture
_PICTURE = 0.3  # the part of a page that a scan takes, at the least
_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_POINTS_OF = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3}  # points after each operator

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_BROKEN = "not an OFD file that can be read, or a damaged one: save it as OFD or PDF anew"
_SCANNED = "its pages are pictures (a scan): save them as .pdf or .png, and read these"


def read(path: Path) -> Source:
    """The text of an OFD file.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, encrypted, too long, or holds
            pictures of text only.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    try:
        package = _Package(zipfile.ZipFile(io.BytesIO(data)))
        pages = [page for document in package.documents() for page in document.pages()]
    except _RefusedError as error:
        raise UnreadableFileError(name, str(error)) from error
    except Exception as error:  # a broken zip file fails in many ways
        raise UnreadableFileError(name, _BROKEN) from error
    if not pages:
        raise UnreadableFileError(name, _BROKEN)
    scanned = [number + 1 for number, page in enumerate(pages) if page.scanned]
    missing = [number + 1 for number, page in enumerate(pages) if page.missing]
    found = layout([page.page for page in pages])
    if not found.text.strip() and (scanned or missing):
        raise UnreadableFileError(name, _SCANNED if scanned else _BROKEN)
    remarks = [
        Remark(Severity.PROBLEM, f"pages {', '.join(map(str, numbers))} {what}")
        for numbers, what in (
            (scanned, f"hold pictures of text, which were not read; {_SCANNED}"),
            (missing, "are damaged: text of them is missing"),
        )
        if numbers
    ]
    return checked(Source(name, found.text, found.grids, found.furniture, tuple(remarks)))


# --- the files in the package


class _RefusedError(Exception):
    """A file is not read; the message is for the user."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page; ``scanned``: it is a picture; ``missing``: a part of it cannot be read."""

    page: Page
    scanned: bool
    missing: bool


class _Package:
    """The files in an OFD file; nothing is written to disk."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_plain(info.filename): info for info in archive.infolist()}
        self._left = _MOST_UNPACKED_IN_ALL
        self.characters = MAX_CHARACTERS
        self.page_count = 0

    def documents(self) -> Iterator[_Document]:
        """The documents: usually one."""
        for root in _each(self.tree("OFD.xml"), "DocRoot"):
            yield _Document(self, (root.text or "").strip())

    def tree(self, name: str) -> Element:
        """A file of the package, as a tree of elements."""
        info = self._names[_plain(name)]
        if info.flag_bits & 1:
            raise _RefusedError("encrypted: save it without a password")
        with self._archive.open(info) as file:
            most = min(_MOST_UNPACKED, self._left)
            data = file.read(most + 1)
        if len(data) > most:
            raise _RefusedError("the file holds far more than a notice: it is not read")
        self._left -= len(data)
        return _tree(data)

    def count_page(self) -> None:
        """Note that a page is read."""
        self.page_count += 1
        if self.page_count > MAX_PAGES:
            raise _RefusedError(f"more than {MAX_PAGES} pages: split it into one file a notice")

    def count_characters(self, number: int) -> None:
        """Note that characters are read."""
        self.characters -= number
        if self.characters < 0:
            raise _RefusedError(
                f"more than {MAX_CHARACTERS:,} characters: split it into one file a notice"
            )


def _plain(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/").lstrip("/")).lower()


def _tree(data: bytes) -> Element:
    """XML as a tree of elements, named without their namespaces.

    OFD has no document type declarations: one that is there is meant to harm.
    """
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    builder = TreeBuilder()
    left = _MOST_ELEMENTS

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _RefusedError("the file holds far more than a notice: it is not read")
        builder.start(tag.rpartition("}")[2], attributes)

    def end(tag: str) -> None:
        builder.end(tag.rpartition("}")[2])

    def refuse(*_: object) -> None:
        raise _RefusedError("the file has a document type declaration, as no OFD file has")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


def _each(element: Element, *tags: str) -> Iterator[Element]:
    """The elements of these names, at any depth."""
    return (e for e in element.iter() if e.tag in tags)


class _Document:
    """A document of the package."""

    def __init__(self, package: _Package, root: str) -> None:
        self._package = package
        self._root = root
        self._tree = package.tree(root)

    def pages(self) -> Iterator[_Drawn]:
        """Its pages."""
        usual = _box_of(self._tree, "PhysicalBox") or _A4
        beside = self._annotations()
        for pages in self._tree.findall("Pages"):
            for page in pages.findall("Page"):
                self._package.count_page()
                yield self._page(page, usual, beside.get(page.get("ID", ""), ()))

    def _page(
        self, listed: Element, usual: tuple[float, float, float, float], aside: Sequence[str]
    ) -> _Drawn:
        canvas = _Canvas(self._package, self._drawings)
        box = usual
        try:
            tree = self._package.tree(_beside(self._root, listed.get("BaseLoc", "")))
            box = _box_of(tree, "PhysicalBox") or usual
            for template in tree.findall("Template"):
                self._template(template.get("TemplateID", ""), canvas)
            for content in tree.findall("Content"):
                canvas.draw(content)
        except _RefusedError:
            raise
        except Exception:  # noqa: BLE001 (a page that is damaged is told as such)
            canvas.missing = True
        left, top, width, height = box
        return canvas.page((left, top), (width, height), aside)

    def _template(self, number: str, canvas: _Canvas) -> None:
        """Draw what several pages have in common."""
        for template in _each(self._tree, "TemplatePage"):
            if template.get("ID") == number:
                tree = self._package.tree(_beside(self._root, template.get("BaseLoc", "")))
                for content in tree.findall("Content"):
                    canvas.draw(content)

    @cached_property
    def _drawings(self) -> Mapping[str, Element]:
        """The drawings that pages use by their numbers."""
        found = {}
        for listed in _each(self._tree, "PublicRes", "DocumentRes"):
            try:
                tree = self._package.tree(_beside(self._root, (listed.text or "").strip()))
            except KeyError:
                continue  # fonts and colours are not needed
            for unit in _each(tree, "CompositeGraphicUnit"):
                found[unit.get("ID", "")] = unit
        return found

    def _annotations(self) -> Mapping[str, Sequence[str]]:
        """What is stamped on each page, by the number of the page."""
        found: dict[str, list[str]] = {}
        for listed in self._tree.findall("Annotations"):
            where = _beside(self._root, (listed.text or "").strip())
            try:
                for page in _each(self._package.tree(where), "Page"):
                    file = next((e.text or "" for e in page.findall("FileLoc")), "")
                    tree = self._package.tree(_beside(where, file.strip()))
                    texts = ["".join(e.itertext()).strip() for e in _each(tree, "TextCode")]
                    found.setdefault(page.get("PageID", ""), []).extend(filter(None, texts))
            except KeyError:
                continue
        return found


def _beside(file: str, location: str) -> str:
    """A place given in a file, from the root of the package."""
    return posixpath.join(posixpath.dirname("/" + file.lstrip("/")), location)


def _box_of(tree: Element, tag: str) -> tuple[float, float, float, float] | None:
    for element in _each(tree, tag):
        numbers = _numbers(element.text)
        if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
            return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def _numbers(text: str | None) -> list[float]:
    found = [float(part) for part in (text or "").split()]
    if not all(math.isfinite(number) for number in found):
        raise ValueError("not a number")
    return found


# --- what is drawn on a page


class _Canvas:
    """Collects what is drawn on a page, in millimetres."""

    def __init__(self, package: _Package, drawings: Mapping[str, Element]) -> None:
        self._package = package
        self._drawings = drawings
        self.glyphs: list[Glyph] = []
        self.rulings: list[Ruling] = []
        self.aside: list[str] = []
        self.pictures: list[tuple[float, float]] = []
        self.missing = False

    def page(
        self, origin: tuple[float, float], size: tuple[float, float], aside: Sequence[str]
    ) -> _Drawn:
        """The page, in points."""
        x, y = origin
        width, height = size
        large = any(w * h >= _PICTURE * width * height for w, h in self.pictures)
        printed = sum(bool(g.text.strip()) for g in self.glyphs)
        page = Page(
            width * _POINTS,
            height * _POINTS,
            tuple(Glyph(g.text, *_in_points(g, x, y)) for g in self.glyphs),
            tuple(Ruling(*_in_points(r, x, y)) for r in self.rulings),
            (*self.aside, *aside),
        )
        return _Drawn(page, large and printed < _FEW, self.missing)

    def draw(self, content: Element, matrix: _Matrix = _SAME, depth: int = 0) -> None:
        """Draw what stands in an element."""
        for element in content.iter():
            match element.tag:
                case "TextObject":
                    self._text(element, _placed(element, matrix))
                case "PathObject":
                    self._path(element, _placed(element, matrix))
                case "ImageObject":
                    box = _numbers(element.get("Boundary"))
                    self.pictures.append((box[2], box[3]) if len(box) == 4 else (0.0, 0.0))
                case "CompositeObject":
                    unit = self._drawings.get(element.get("ResourceID", ""))
                    if unit is not None and depth < _DEEPEST:
                        self._package.count_characters(1)  # it is bounded how much is drawn
                        self.draw(unit, _placed(element, matrix), depth + 1)

    def _text(self, element: Element, matrix: _Matrix) -> None:
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
            across = _steps(code.get("DeltaX"), len(text) - 1, widths)
            flat = [0.0] * len(text)
            down = _steps(code.get("DeltaY"), len(text) - 1, flat)
            if code.get("DeltaY") and not code.get("DeltaX"):
                across = flat  # written downwards
            at_x, at_y = x, y
            for number, character in enumerate(text):
                width = widths[number]
                if number < len(across) and 0 < across[number] < width:
                    width = across[number]
                box = (at_x, at_y - _ASCENT * size, at_x + width, at_y + (1 - _ASCENT) * size)
                self.glyphs.append(Glyph(character, *_moved(box, matrix)))
                at_x += across[number] if number < len(across) else widths[number]
                at_y += down[number] if number < len(down) else 0.0

    def _path(self, element: Element, matrix: _Matrix) -> None:
        strokes = element.get("Stroke", "true").strip().lower() not in ("false", "0")
        fills = element.get("Fill", "false").strip().lower() in ("true", "1")
        if not (strokes or fills):
            return
        for data in element.findall("AbbreviatedData"):
            lines, bent = _segments(data.text or "")
            boxes = [_moved(line, matrix) for line in lines]
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


def _in_points(box: Glyph | Ruling, x: float, y: float) -> tuple[float, float, float, float]:
    return (
        (box.x0 - x) * _POINTS,
        (box.top - y) * _POINTS,
        (box.x1 - x) * _POINTS,
        (box.bottom - y) * _POINTS,
    )


def _placed(element: Element, outer: _Matrix) -> _Matrix:
    """From the coordinates of an object to those of the page."""
    boundary = _numbers(element.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    own = _numbers(element.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else _SAME
    return _times((a, b, c, d, e + x, f + y), outer)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(
    box: tuple[float, float, float, float], matrix: _Matrix
) -> tuple[float, float, float, float]:
    """The box that a box takes on the page."""
    a, b, c, d, e, f = matrix
    points = [
        (x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])
    ]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _steps(text: str | None, count: int, usual: Sequence[float]) -> list[float]:
    """How far each character is from the one before it: ``g 3 4.2 5`` is 4.2 4.2 4.2 5."""
    parts = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < count:
        if parts[at] == "g" and at + 2 < len(parts):
            times = max(0, min(int(parts[at + 1]), count - len(found)))
            found.extend([float(parts[at + 2])] * times)
            at += 3
        else:
            found.append(float(parts[at]))
            at += 1
    found.extend(usual[len(found) : count])
    if not all(math.isfinite(step) for step in found):
        raise ValueError("not a number")
    return found


def _segments(data: str) -> tuple[list[tuple[float, float, float, float]], bool]:
    """The straight lines of a path, and whether it has others."""
    tokens = _PATH.findall(data)
    found: list[tuple[float, float, float, float]] = []
    bent = False
    start = here = (0.0, 0.0)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        at += 1
        if operator == "C" and here != start:
            found.append((*here, *start))
            here = start
        size = 7 if operator == "A" else 2 * _POINTS_OF.get(operator, 0)
        numbers = [float(t) for t in tokens[at : at + size] if not t.isalpha()]
        if not size or len(numbers) < size:
            continue
        at += size
        point = (numbers[-2], numbers[-1])
        if operator in ("S", "M"):
            start = point
        elif operator == "L":
            found.append((*here, *point))
        else:
            bent = True
        here = point
    return found, bent
