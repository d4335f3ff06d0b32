"""Paragraphs and tables of a Word document → one text, and the grids in it."""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.loaders.formats.innertables import as_lines, lists_tasks, names_duties
from zhengmai.loaders.formats.word.tables import Block, Box, Table
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span


class Page:
    """The text while it is written, and the grids in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.grids: list[Grid] = []
        self._length = 0
        self._at_start = True  # of a line

    def write(self, blocks: Sequence[Block]) -> None:
        """Write paragraphs and tables, each beginning a line."""
        for block in blocks:
            self._begin_line()
            if isinstance(block, str):
                self._add(block + "\n")
            elif block.holds_table and not _is_of_tasks(block):
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

    def _table(self, table: Table) -> None:
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

    def _outer(self, table: Table) -> None:
        """A table with tables in its cells: those begin lines, what is beside them has tabs."""
        for row in table.rows:
            for index, box in enumerate(row):
                if box is not None and any(isinstance(b, Table) for b in box.blocks):
                    self.write(box.blocks)
                    continue
                if index and not self._at_start:
                    self._add("\t")
                if box is not None:
                    self._add(_cell_text(box))
            self._begin_line()


def _cell_text(box: Box) -> str:
    """The text of a cell; a table in it as lines of the cell."""
    lines = [
        line
        for block in box.blocks
        for line in ([block] if isinstance(block, str) else as_lines(_texts(block)))
    ]
    if any(isinstance(block, Table) for block in box.blocks):
        lines = [line for line in lines if line.strip()]  # Word has a paragraph around each table
    return "\n".join(lines).strip("\n")


def _texts(table: Table) -> list[list[str]]:
    return [[_cell_text(box) for box in row if box is not None] for row in table.rows]


def _is_of_tasks(table: Table) -> bool:
    """Whether a table with tables in its cells is one of tasks: they belong to its cells."""
    inner = [b for row in table.rows for box in row if box is not None
             for b in box.blocks if isinstance(b, Table)]  # fmt: skip
    own = [
        ["" if any(isinstance(b, Table) for b in box.blocks) else _cell_text(box)
         for box in row if box is not None]
        for row in table.rows[:5]
    ]  # fmt: skip
    return names_duties(own) and not any(lists_tasks(_texts(t)) for t in inner)
