"""Through a page in the order of its text: what a visitor sees is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.innertables import as_lines
from zhengmai.loaders.formats.webpage.cuttext import is_cut, whole
from zhengmai.loaders.formats.webpage.elements import (
    BESIDE,
    BLOCKS,
    DEEPEST,
    TEXT,
    children,
    is_markup,
)
from zhengmai.loaders.formats.webpage.shown import Screen
from zhengmai.loaders.formats.webpage.tables import is_grid, places, texts
from zhengmai.loaders.formats.webpage.writing import Writer
from zhengmai.loaders.phrases.marks import mark_of, opens_box
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_DIGITS = 9  # of the first number of a list


@dataclass
class Left:
    """What of the notice was left out while it was written down, and where it is cut."""

    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    deep: list[str] = field(default_factory=list)
    cut: list[Span] = field(default_factory=list)


@dataclass
class Walk:
    """Goes through a page.

    Attributes:
        main: the part that is the notice.
        in_main: it is in that part now.
        in_cell: it is in a cell of a table of data: a table there becomes lines.
        entries: for each list ``<ol>`` the numbers of its entries.
        set_out: it is in text that is set out in lines already (``<pre>``).
    """

    out: Writer
    screen: Screen
    main: int = 0
    left: Left = field(default_factory=Left)
    in_main: bool = False
    in_cell: bool = False
    set_out: bool = False
    entries: dict[int, dict[int, int]] = field(default_factory=dict)

    def node(self, node: LexborNode, depth: int) -> None:
        """Write down a node and what is in it."""
        tag = node.tag or ""
        if tag == TEXT:
            self._text(node)
            return
        if is_markup(node):
            return
        if depth > DEEPEST:
            self._leave(node.text(deep=True) or "", self.left.deep)
            return
        if self.screen.look(node).away:
            self._leave(node.text(deep=True) or "", self.left.hidden)
            return
        if tag == "br":
            self.out.line()
            return
        if tag in BLOCKS:
            self.out.line()
        before = self.in_main, self.set_out
        self.in_main |= node.mem_id == self.main
        self.set_out |= tag == "pre"
        start = self.out.length
        if tag == "li":
            self.out.words(self._number(node))
        self._inside(node, tag, depth)
        self.in_main, self.set_out = before
        if tag in BLOCKS:
            self.out.line()
        self._note(node, tag, start)

    def _inside(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag == "table" and self.in_cell:
            for line in as_lines(texts(node, self.screen, self._text_of)):
                self.out.line()
                self.out.words(line)
        elif tag == "table" and self.is_grid(node):
            self._table(node, depth)
        else:
            self._content(node, depth)

    def _content(self, node: LexborNode, depth: int) -> None:
        full = whole(node) if self.in_main else None
        if full is not None:
            self.out.words(full)
            return
        for child in children(node):
            self.node(child, depth + 1)

    def _text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        look = self.screen.look(node.parent) if node.parent is not None else None
        if look is not None and (look.unseen or look.struck):
            self._leave(text, self.left.hidden if look.unseen else self.left.struck)
        elif self.set_out:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.out.line()
                self.out.words(line)
        else:
            self.out.words(text)

    def _leave(self, text: str, kept: list[str]) -> None:
        plain = " ".join(text.split())
        if self.in_main and plain:
            kept.append(plain)

    def _note(self, node: LexborNode, tag: str, start: int) -> None:
        end = self.out.length
        if node.mem_id == self.main:
            self.out.main = Span(start, end)
        if end > start and tag in ("a", "button", "label"):
            self.out.links.append(Span(start, end))
        if end > start and tag in BESIDE:
            self.out.beside.append(Span(start, end))

    def _number(self, li: LexborNode) -> str:
        """The number that a browser writes before an entry of a list, if it has none of its own."""
        above = li.parent
        if above is None or above.tag != "ol":
            return ""
        if above.mem_id not in self.entries:
            entries = (child for child in children(above) if child.tag == "li")
            self.entries[above.mem_id] = {
                entry.mem_id: number for number, entry in enumerate(entries, _first_number(above))
            }
        if "none" in (above.attributes.get("style") or "") or _begins_with_a_mark(li):
            return ""
        return f"{self.entries[above.mem_id][li.mem_id]}."

    # --- tables

    def is_grid(self, table: LexborNode) -> bool:
        """Whether a table shows data; one of layout is read as if it were none."""
        if table.css_first("td table, th table") is None and opens_box(fold(table.text(deep=True))):
            return True
        return is_grid(table, self.screen, self._text_of)

    def _table(self, table: LexborNode, depth: int) -> None:
        """A table of data: a line a row, its cells parted by tabs; its caption stands above."""
        for caption in children(table):
            if caption.tag == "caption":
                self.node(caption, depth + 1)
        start = self.out.length
        cells: list[Cell] = []
        self.in_cell = True
        for row in places(table, self.screen):
            for number, place in enumerate(row):
                if number:
                    self.out.tab()
                span = self._cell(place.td, depth + 1)
                cells.append(Cell(place.row, place.column, place.rows, place.columns, span))
            self.out.line()
        self.in_cell = False
        self.out.grids.append(Grid(Span(start, self.out.length), tuple(cells)))

    def _cell(self, td: LexborNode, depth: int) -> Span:
        start = self.out.length
        if self.screen.look(td).away:
            self._leave(td.text(deep=True) or "", self.left.hidden)
        else:
            self._content(td, depth)
        span = self.out.end_cell(start)
        if not self.in_main or span.start == span.end or not is_cut(self.out.last()):
            return span
        self.out.cut_with("…")  # three points may end a name, … does not
        self.left.cut.append(Span(start, self.out.length))
        return self.left.cut[-1]

    def _text_of(self, td: LexborNode) -> str:
        """What stands in a cell of a table that is not written down as one."""
        aside = Walk(Writer(), self.screen, self.main, in_main=self.in_main, in_cell=True)
        span = aside._cell(td, 0)
        return aside.out.text()[span.start : span.end]


_MOST_BEFORE = 200  # nodes looked at for the first words of an entry
_FIRST_WORDS = 60  # characters that hold a mark


def _begins_with_a_mark(node: LexborNode) -> bool:
    """Whether the text in an element begins with an outline mark of its own."""
    words = ""
    for text in _texts(node):
        words = (words + text).lstrip()
        if len(words) >= _FIRST_WORDS:
            break
    return mark_of(fold(words.strip())) is not None


def _texts(node: LexborNode) -> Iterator[str]:
    """The first texts in an element."""
    waiting = [node.first_child]
    for _ in range(_MOST_BEFORE):
        child = waiting.pop() if waiting else None
        if child is None:
            return
        if child.next is not None:
            waiting.append(child.next)
        if child.tag == TEXT:
            yield child.text_content or ""
        elif child.first_child is not None:
            waiting.append(child.first_child)


def _first_number(ol: LexborNode) -> int:
    first = (ol.attributes.get("start") or "1").strip()
    return int(first) if first.isascii() and first.isdigit() and len(first) < _MOST_DIGITS else 1
