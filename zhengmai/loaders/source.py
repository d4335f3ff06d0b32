"""What a file format is turned into: the file's text, and what the format says about it.

A reader of a format (:mod:`.textfile`, :mod:`.webpage`, :mod:`.word`, :mod:`.pdf`…) writes
down the text as a person sees it, one paragraph a line, and keeps what plain text cannot say: the
grid of its tables, and which lines belong to the page and not to the notice. Everything after it
is the same for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengmai.model import Remark, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, merged ones once.

    Attributes:
        row, column: where it begins in the grid, from 0.
        rows, columns: how many rows and columns it covers (rowspan and colspan), at least 1.
        span: where its text stands; empty (start = end) where nothing is printed in it.
        pieces: the same where other cells stand between its lines: each line, and the line breaks
            between them. Empty where all of the span is its text.
    """

    row: int
    column: int
    rows: int
    columns: int
    span: Span
    pieces: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the format draws it.

    Attributes:
        span: the stretch of text that the table takes: whole lines, one row after the other, its
            cells parted by tabs. A cell of several paragraphs has line breaks in it.
        cells: its cells, by row, then by column. A grid may have holes.
        ragged: some rows have fewer cells than there are columns, and nothing but what is written
            in them tells which are missing; the cells are counted from the left.
        cut: the text ends in the middle of its last row.
        left_out: rows of which nothing tells the cells: they are told, and shown as unread.
    """

    span: Span
    cells: tuple[Cell, ...]
    ragged: bool = False
    cut: bool = False
    left_out: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and what its format says about it.

    Attributes:
        file: name of the file, as the user gave it.
        text: the text to which all places refer. It is the same each time the file is read.
        grids: the tables, in the order of the text; they do not overlap. A table inside the cell
            of another is given, and the outer one is not.
        furniture: what the format shows to belong to the page: running heads, page numbers,
            navigation. Stretches of ``text``, in order; they may lie inside a grid.
        remarks: what a reader should know about how the file was read.
        plain: the format knows no tables: one that is drawn with signs is told from the text.
    """

    file: str
    text: str
    grids: tuple[Grid, ...] = ()
    furniture: tuple[Span, ...] = ()
    remarks: tuple[Remark, ...] = ()
    plain: bool = False
