"""What every file format is turned into: paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.model import Remark, Severity

_TABLE_NOT_UNDERSTOOD = "a table is not understood"
_ROW_NOT_UNDERSTOOD = "a row of a table is not understood"
_DRAWN = re.compile(r"[|\u2500-\u257f]{2,}|[\u2500-\u257f]")  # lines of a table: ├──┼──┤
_SHOWN = 60  # characters of what is not understood


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its broken lines joined."""

    text: Excerpt


@dataclass(frozen=True, slots=True)
class Table:
    """A table of tasks as it is printed.

    Attributes:
        columns: what the header names, left to right.
        header: the cells of the header row.
        rows: the cells of each printed row, empty ones included; a row that a page break cut in
            two is two rows here.
        carried: empty where the grid of the table is lost and a cell's place says little. Else
            each row has a cell for each column, and this says which of them belong to a merged cell
            that began in a row above.
        notes: what is printed over its width between or below the rows: remarks on the whole.
        untold: the names of columns that were not understood.
        beside: the names of columns of text beside that of the tasks.
        in_lines: each of the rows is a row by itself, though a cell's place says little.
        by_order: each cell, and each name in one, stands on a line: of two columns of units only
            the order of the names tells which one has them.
        cut: the text ends in the middle of its last row.
        left_out: rows that were not understood, which are told of by themselves.
    """

    columns: tuple[Column, ...]
    header: tuple[Excerpt, ...]
    rows: tuple[tuple[Excerpt, ...], ...]
    carried: tuple[tuple[bool, ...], ...] = ()
    notes: tuple[Excerpt, ...] = ()
    untold: tuple[Excerpt, ...] = ()
    beside: tuple[Excerpt, ...] = ()
    in_lines: bool = False
    by_order: bool = False
    cut: bool = False
    left_out: tuple[Excerpt, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file, ready to be read as a notice.

    Attributes:
        file: its name.
        text: its text, to which all places refer.
        blocks: paragraphs and tables in reading order.
        furniture: what belongs to the page and not to the notice (page numbers, repeated table
            headers, navigation): understood, and left out.
        remarks: what a reader should know about how the file was read.
    """

    file: str
    text: str
    blocks: tuple[Block, ...]
    furniture: tuple[Excerpt, ...]
    remarks: tuple[Remark, ...] = ()


def table_not_understood(table: Excerpt) -> Remark:
    """How a table that is passed over is told of."""
    return _told(_TABLE_NOT_UNDERSTOOD, _DRAWN.sub("|", table.cleaned().text).strip("|"), table)


def row_not_understood(row: Excerpt) -> Remark:
    """How a row that is left out of a table is told of."""
    return _told(_ROW_NOT_UNDERSTOOD, row.cleaned().text, row)


def tells_of_a_table(remark: Remark) -> bool:
    """Whether a remark tells of a table that is passed over."""
    return remark.message.startswith(_TABLE_NOT_UNDERSTOOD)


def _told(what: str, said: str, place: Excerpt) -> Remark:
    message = f"{what}, and shown as unread: {said[:_SHOWN]!r}"
    return Remark(Severity.PROBLEM, message, place.spans)
