"""A page of a government site (.html, .htm) → the text that a visitor sees.

The page is parsed as browsers parse it. Which part of it is the notice is told by where the
sentences stand, not by rules for single sites: the page is followed down as long as one part of it
holds all that is written in sentences. What stands outside of that part is furniture, but for the
table of metadata 信息表, the title and the document number; a sentence outside stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.encoding import decode_page
from zhengmai.loaders.formats.files import MAX_CHARACTERS, checked, contents
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, heading
from zhengmai.loaders.phrases.marks import mark_of, opens_box
from zhengmai.loaders.phrases.sitefields import is_site_field
from zhengmai.loaders.phrases.titles import is_head_or_foot
from zhengmai.loaders.source import Cell, Grid, Source
from zhengmai.model import Remark, Span

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_BYTES = 20 * MAX_CHARACTERS  # pages pasted from Word carry ten times their text in markup
_DEEPEST = 400  # levels of markup that are followed

_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "option",
        "button",
        "textarea",
        "input",
        "iframe",
        "object",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
    ]
)
_BESIDE = frozenset(["nav", "footer", "aside"])  # never the notice, wherever they stand
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；;]|^\s*[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_FEW = 80  # characters in sentences that a footer may have
_MOST = 0.1  # and the share of a short page that these may be
_SMALL = 0.02  # the share of a long page that it may have in sentences
_LONGEST_CELL = 3_000  # characters; a longer cell makes a table one of layout
_MOST_SPAN = 1_000  # rows or columns that one cell may cover (HTML allows 65534)


def read(path: Path) -> Source:
    """The text of a page, with its tables.

    Raises:
        UnreadableFileError: the file cannot be opened, is empty, too long, or not text.
    """
    text, remarks = decode_page(contents(path, _MAX_BYTES), str(path))
    return checked(parse(text, str(path), remarks))


def parse(markup: str, file: str, remarks: tuple[Remark, ...] = ()) -> Source:
    """The text of a page that is already decoded."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(markup).root
    if root is None:
        return Source(file, "", remarks=remarks)
    main = _main_part(root)
    writer = _Writer()
    _Walk(writer, main.mem_id).node(root, 0)
    writer.line()
    text = writer.text()
    start, end = writer.main
    outside = _outside(text, (Span(0, start), Span(end, len(text))), writer.links)
    furniture = _merged(sorted([*outside, *writer.beside]))
    return Source(file, text, tuple(writer.grids), furniture, remarks)


# --- which part of the page is the notice

_CONTAINERS = frozenset(
    [
        "html",
        "body",
        "div",
        "td",
        "tr",
        "tbody",
        "table",
        "article",
        "section",
        "main",
        "form",
        "center",
        "fieldset",
        "details",
    ]
)


@dataclass(frozen=True, slots=True)
class _Weight:
    """What a part of a page holds: characters in sentences, and names of columns of tasks."""

    characters: int = 0
    columns: int = 0

    def __add__(self, other: _Weight) -> _Weight:
        return _Weight(self.characters + other.characters, self.columns + other.columns)


def _main_part(root: LexborNode) -> LexborNode:
    """The smallest part of a page that holds (nearly) all sentences and every table of tasks."""
    weights: dict[int, _Weight] = {}
    total = _weigh(root, weights, 0).characters
    few = max(min(_FEW, _MOST * total), _SMALL * total)
    part = root
    while True:
        inside = [c for c in _children(part) if c.tag in _CONTAINERS and c.mem_id in weights]
        heaviest = max(inside, key=lambda c: weights[c.mem_id].characters, default=None)
        if heaviest is None or not weights[heaviest.mem_id].characters:
            return part
        whole, held = weights[part.mem_id], weights[heaviest.mem_id]
        if whole.characters - held.characters > few or whole.columns > held.columns:
            return part
        part = heaviest


def _weigh(node: LexborNode, weights: dict[int, _Weight], depth: int) -> _Weight:
    """What a node holds, links and what is not shown left out."""
    if node.tag == "-text":
        text = node.text_content or ""
        if _SENTENCE.search(text):
            return _Weight(len(_HAN.findall(text)))
        return _Weight(0, int(heading(text.strip()) in DUTY_COLUMNS))
    if depth > _DEEPEST or node.tag == "a" or not _is_shown(node) or node.tag in _BESIDE:
        return _Weight()
    weight = sum((_weigh(child, weights, depth + 1) for child in _children(node)), _Weight())
    weights[node.mem_id] = weight
    return weight


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _is_shown(node: LexborNode) -> bool:
    if node.tag in _HIDDEN or (node.tag or "").startswith(("-comment", "!")):
        return False
    attributes = node.attributes
    return "hidden" not in attributes and not _NOT_SHOWN.search(attributes.get("style") or "")


# --- writing it down


@dataclass
class _Writer:
    """Writes text down as a page shows it, and keeps what stands where."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    at_start: bool = True  # of a line or a cell: white space is dropped
    blank: bool = False  # white space waits for the next word
    main: tuple[int, int] = (0, 0)
    links: list[Span] = field(default_factory=list)
    beside: list[Span] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def words(self, text: str) -> None:
        """Text of the page, its white space as HTML has it: a run counts as one blank."""
        plain = _BLANKS.sub(" ", text)
        body = plain.strip(" ")
        if not body:
            self.blank |= bool(plain)
            return
        if (self.blank or plain[0] == " ") and not self.at_start:
            self._put(" ")
        self._put(body)
        self.at_start = False
        self.blank = plain[-1] == " "

    def line(self) -> None:
        """End the line, if one has begun."""
        if self.parts and self.parts[-1] != "\n":
            self._put("\n")
        self.at_start, self.blank = True, False

    def tab(self) -> None:
        """Begin the next cell of a row."""
        self._put("\t")
        self.at_start, self.blank = True, False

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        return "".join(self.parts)


@dataclass
class _Walk:
    """Goes through the page in the order of its text."""

    out: _Writer
    main: int  # the part that is the notice

    def node(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.out.words(node.text_content or "")
            return
        if not _is_shown(node) or depth > _DEEPEST:
            return
        if tag == "br":
            self.out.line()
            return
        if tag in _BLOCKS:
            self.out.line()
        start = self.out.length
        if tag == "li":
            self.out.words(_number(node))
        if tag == "table" and _is_grid(node):
            self._table(node, depth)
        elif tag == "pre":
            self._lines(node)
        else:
            for child in _children(node):
                self.node(child, depth + 1)
        if tag in _BLOCKS:
            self.out.line()
        self._note(node, tag, start)

    def _note(self, node: LexborNode, tag: str, start: int) -> None:
        end = self.out.length
        if node.mem_id == self.main:
            self.out.main = (start, end)
        if end > start and tag in ("a", "button", "label"):
            self.out.links.append(Span(start, end))
        if end > start and tag in _BESIDE:
            self.out.beside.append(Span(start, end))

    def _lines(self, node: LexborNode) -> None:
        """Text that is set out in lines already."""
        for line in (node.text(deep=True) or "").splitlines():
            self.out.words(line)
            self.out.line()

    def _table(self, table: LexborNode, depth: int) -> None:
        """A table of data: a line a row, its cells parted by tabs."""
        start = self.out.length
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        for row, tr in enumerate(_rows(table)):
            column = 0
            for number, td in enumerate(c for c in _children(tr) if c.tag in ("td", "th")):
                if number:
                    self.out.tab()
                while (row, column) in taken:
                    column += 1
                down, across = _size(td, "rowspan"), _size(td, "colspan")
                cells.append(Cell(row, column, down, across, self._cell(td, depth + 1)))
                taken.update((row + r, column + c) for r in range(down) for c in range(across))
                column += across
            self.out.line()
        self.out.grids.append(Grid(Span(start, self.out.length), tuple(cells)))

    def _cell(self, td: LexborNode, depth: int) -> Span:
        start = self.out.length
        for child in _children(td):
            self.node(child, depth)
        if self.out.parts and self.out.parts[-1] == "\n" and self.out.length > start:
            self.out.parts.pop()  # the row goes on behind the last paragraph of the cell
            self.out.length -= 1
        return Span(start, self.out.length)


def _is_grid(table: LexborNode) -> bool:
    """Whether a table shows data: several columns, no table inside, no whole article in a cell."""
    cells = [td for tr in _rows(table) for td in _children(tr) if td.tag in ("td", "th")]
    if any(td.css_first("table") is not None for td in cells):
        return False
    rows = sum(1 for _ in _rows(table))
    if opens_box(fold(table.text(deep=True))):
        return True
    return len(cells) > rows and all(len(c.text(deep=True)) <= _LONGEST_CELL for c in cells)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (c for c in _children(child) if c.tag == "tr")


def _number(li: LexborNode) -> str:
    """The number that a browser writes before an entry of a list, where it has none of its own."""
    above = li.parent
    if above is None or above.tag != "ol" or mark_of(fold(li.text(deep=True).strip())) is not None:
        return ""
    if "none" in (above.attributes.get("style") or ""):
        return ""
    entries = [child.mem_id for child in _children(above) if child.tag == "li"]
    before = entries.index(li.mem_id)
    first = (above.attributes.get("start") or "1").strip()
    return f"{before + (int(first) if first.isascii() and first.isdigit() else 1)}."


def _size(td: LexborNode, name: str) -> int:
    value = (td.attributes.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else 1


# --- what stands beside the notice


def _outside(text: str, parts: Iterable[Span], links: list[Span]) -> Iterator[Span]:
    """The lines outside of the notice that belong to the page."""
    linked = bytearray(len(text))
    for link in links:
        linked[link.start : link.end] = b"\1" * (link.end - link.start)
    for part in parts:
        at = part.start
        waiting = False  # the line above is a field of metadata; its value may stand here
        for line in text[part.start : part.end].splitlines(keepends=True):
            end = at + len(line)
            shown = sum(1 for i in range(at, end) if not linked[i] and not text[i].isspace())
            plain = fold(line).strip()
            kept = (
                is_site_field(plain) or is_head_or_foot(plain) or _SENTENCE.search(plain) or waiting
            )
            if not shown or not kept:
                yield Span(at, end)
            waiting = bool(plain) and is_site_field(plain)
            at = end


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        elif span.start < span.end:
            kept.append(span)
    return tuple(kept)
