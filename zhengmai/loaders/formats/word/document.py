"""Walking down a Word document: paragraphs, runs, fields, revisions, text boxes → blocks in order.

Source: ECMA-376-1, 17.2, 17.3 (paragraphs and runs) and 17.13.5 (revisions).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS
from zhengmai.loaders.formats.word.looks import HIDDEN, Looks, is_filled
from zhengmai.loaders.formats.word.markup import (
    DRAWING,
    MATH,
    MC,
    VML,
    W,
    branch,
    children,
    has,
    is_on,
    value,
)
from zhengmai.loaders.formats.word.numbering import Numbers
from zhengmai.loaders.formats.word.paragraph import Line
from zhengmai.loaders.formats.word.remarks import KINDS_NOT_READ
from zhengmai.loaders.formats.word.styles import Styles
from zhengmai.loaders.formats.word.symbols import symbol
from zhengmai.loaders.formats.word.tables import Block, Table, table_of
from zhengmai.loaders.steps import Step, step

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_A_PAGE = 800  # characters
_SPACES = " \t\r\n"
_BLANKS = str.maketrans("\t\r\n", "   ")


class Reader:
    """Walks down a document once; what it does not know it looks into."""

    def __init__(
        self,
        file: str,
        styles: Styles,
        numbers: Numbers,
        notes: Mapping[tuple[str, str], Element] | None = None,
    ) -> None:
        self.not_read: Counter[str] = Counter()
        self.left_out: dict[str, list[str]] = {}  # why → texts
        self.notes_read = 0
        self._file = file
        self._looks = Looks(styles)
        self._numbers = numbers
        self._notes = notes or {}
        self._waiting: list[str] = []  # notes whose marks stand in a table that has not ended
        self._tables = 0  # that are open
        self._on_white = True
        self._characters = 0

    # --- blocks

    def blocks(self, container: Element) -> list[Block]:
        """The paragraphs and tables in an element, in order."""
        found: list[Block] = []
        carried = self._collect(container, found, "")
        if carried:
            found.append(carried)
        return found

    def _collect(self, container: Element, found: list[Block], carried: str) -> str:
        """Add what an element holds; the text of a paragraph without an end of its own is left."""
        for child in children(container):
            if child.tag == W + "p":
                carried = self._paragraph(child, found, carried)
                self._put_notes(found)
            elif child.tag == W + "tbl":
                if carried:
                    found.append(carried)
                    carried = ""
                table = self._table(child)
                if table.rows:
                    found.append(table)
                self._put_notes(found)
            elif child.tag == W + "altChunk":
                self.not_read["inserted file"] += 1
            elif child.tag == MC + "AlternateContent":
                carried = self._collect(branch(child), found, carried)
            else:
                carried = self._collect(child, found, carried)
        return carried

    def _table(self, element: Element) -> Table:
        before = self._on_white
        self._tables += 1
        self._on_white &= not self._looks.fills(element.find(W + "tblPr"))
        table = table_of(element, self._cell)
        self._tables -= 1
        self._on_white = before
        return table

    def _cell(self, cell: Element) -> list[Block]:
        before = self._on_white
        self._on_white &= not is_filled(cell.find(W + "tcPr"))
        found = self.blocks(cell)
        self._on_white = before
        return found

    def _put_notes(self, found: list[Block]) -> None:
        """Footnotes stand below the paragraph or the table that has their marks."""
        if not self._tables:
            found.extend(self._waiting)
            self._waiting.clear()

    def _paragraph(self, paragraph: Element, found: list[Block], carried: str) -> str:
        line = self._line(paragraph)
        text = line.text()
        marks = _child(paragraph, "pPr", "rPr")
        deleted = has(marks, "del") or has(marks, "moveFrom")
        own = paragraph.find(W + "pPr")
        hidden = self._looks.why_left_out(marks, value(own, "pStyle"), False) == HIDDEN
        if deleted or hidden:  # its end is not seen: it goes on in the next paragraph
            number = self._numbers.label(paragraph) if text and not deleted else ""
            found.extend(line.boxes)
            return self._counted(carried + number + text)
        number = self._numbers.label(paragraph)
        if line.left_out and not text.strip():
            number = ""  # its number is struck out with it
        whole_text = self._counted(
            (number + carried + text).rstrip(" ") if number else carried + text
        )
        if whole_text or not line.boxes:
            found.append(whole_text)
        found.extend(line.boxes)
        return ""

    def _counted(self, text: str) -> str:
        """The same text; stops a document that unpacks to far more than its size."""
        before = self._characters
        self._characters += len(text)
        if self._characters // _A_PAGE > before // _A_PAGE:
            step(Step.PAGE)
        if self._characters > 2 * MAX_CHARACTERS:  # the exact limit is told by files.checked
            raise UnreadableFileError(
                self._file,
                f"too long for one notice (more than {MAX_CHARACTERS:,} characters): "
                "split it into one file a notice",
            )
        return text

    # --- inside a paragraph

    def _line(self, paragraph: Element) -> Line:
        own = paragraph.find(W + "pPr")
        line = Line(value(own, "pStyle"), self._on_white and not is_filled(own))
        self._walk(paragraph, line)
        return line

    def _walk(self, element: Element, line: Line) -> None:
        for child in children(element):
            action = _ACTIONS.get(str(child.tag))
            if action is None:
                self._walk(child, line)
            else:
                action(self, child, line)

    def _run(self, run: Element, line: Line) -> None:
        why = self._looks.why_left_out(run.find(W + "rPr"), line.style, line.on_white)
        if why is None:
            self._walk(run, line)
            return
        text = "".join(t.text or "" for t in run.iterfind(W + "t"))
        if text.strip():
            line.left_out = True
            self.left_out.setdefault(why, []).append(text.strip())
        for mark in run.iterfind(W + "fldChar"):  # a hidden field ends where it is said to end
            self._field(mark, line)

    def _text(self, element: Element, line: Line) -> None:
        text = element.text or ""
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(_SPACES)
        line.pieces.append(text.replace("\r\n", " ").translate(_BLANKS))

    def _symbol(self, element: Element, line: Line) -> None:
        line.pieces.append(symbol(str(element.get(W + "font")), str(element.get(W + "char"))))

    def _field(self, element: Element, line: Line) -> None:
        line.mark_field(element.get(W + "fldCharType"))

    def _instruction(self, element: Element, line: Line) -> None:
        line.instruct(element.text or "")

    def _text_box(self, element: Element, line: Line) -> None:
        before = self._on_white
        self._on_white = False  # what is drawn behind a box is not looked at
        line.boxes.extend(self.blocks(element))
        self._on_white = before

    def _note(self, element: Element, _line: Line) -> None:
        """A footnote or endnote, by its mark: a paragraph of its own that begins with 注."""
        kind = str(element.tag).removeprefix(W).removesuffix("Reference")
        note = self._notes.get((kind, str(element.get(W + "id"))))
        if note is None:
            return
        inside = Reader(self._file, self._looks.styles, self._numbers).blocks(note)
        text = " ".join(block.strip() for block in inside if isinstance(block, str)).strip()
        if text:
            self.notes_read += 1
            self._waiting.append(self._counted(text if text[0] == "注" else f"注：{text}"))

    def _control(self, element: Element, line: Line) -> None:
        """A content control; what it shows until somebody fills it in is no text."""
        if not is_on(element.find(W + "sdtPr"), "showingPlcHdr"):
            self._walk(element, line)

    def _shape_text(self, element: Element, line: Line) -> None:
        """Text that a drawing holds without the markup of Word: a paragraph of DrawingML."""
        text = "".join(t.text or "" for t in element.iter(DRAWING + "t"))
        if text.strip():
            line.boxes.append(self._counted(text.translate(_BLANKS)))

    def _word_art(self, element: Element, line: Line) -> None:
        """艺术字: letterheads of old documents are drawn so."""
        text = str(element.get("string") or "")
        if text.strip():
            line.boxes.append(self._counted(text.translate(_BLANKS)))

    def _alternatives(self, element: Element, line: Line) -> None:
        self._walk(branch(element), line)

    def _not_read(self, element: Element, _line: Line) -> None:
        self.not_read[KINDS_NOT_READ[str(element.tag)]] += 1


_ACTIONS: Mapping[str, Callable[[Reader, Element, Line], None]] = {
    W + "r": Reader._run,
    W + "t": Reader._text,
    MATH + "t": Reader._text,
    W + "tab": lambda _, __, line: line.pieces.append("\t"),
    W + "ptab": lambda _, __, line: line.pieces.append("\t"),
    W + "br": lambda _, __, line: line.pieces.append("\n"),
    W + "cr": lambda _, __, line: line.pieces.append("\n"),
    W + "noBreakHyphen": lambda _, __, line: line.pieces.append("-"),
    W + "sym": Reader._symbol,
    W + "sdt": Reader._control,
    W + "footnoteReference": Reader._note,
    W + "endnoteReference": Reader._note,
    W + "fldChar": Reader._field,
    W + "instrText": Reader._instruction,
    W + "txbxContent": Reader._text_box,
    DRAWING + "p": Reader._shape_text,
    VML + "textpath": Reader._word_art,
    MC + "AlternateContent": Reader._alternatives,
    **dict.fromkeys(KINDS_NOT_READ, Reader._not_read),
}


def _child(element: Element, *names: str) -> Element | None:
    found: Element | None = element
    for name in names:
        found = None if found is None else found.find(W + name)
    return found
