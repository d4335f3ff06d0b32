"""The places of a table with its grid: which cell stands where, how far a merged one reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.source import Cell, Grid

_MOST_PLACES = 100_000  # of one table
_PLACES_OF_A_CELL = 20  # that the cells of a table cover on average, beyond those of a small one
_FEW_PLACES = 2_000


@dataclass(frozen=True, slots=True)
class Lattice:
    """The places of a grid, row by row; a merged cell stands in each place that it covers.

    Attributes:
        rows: the places.
        visible: the text of the file, without signs of markup.
        given: what cells say that are the rest of a merged cell on another page.
        said: what the cells say that were asked.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    visible: Excerpt
    given: Mapping[Cell, Excerpt] = field(default_factory=dict)
    said: dict[Cell, Excerpt] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, visible: Excerpt, grid: Grid) -> Lattice:
        """The places of a grid; none where there are too many for one table."""
        height = max((c.row + 1 for c in grid.cells), default=0)
        width = max((c.column + c.columns for c in grid.cells), default=0)
        most = min(_MOST_PLACES, _FEW_PLACES + _PLACES_OF_A_CELL * len(grid.cells))
        if height * width > most:
            height = width = 0
        places: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.rows, height)):
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    places[row][column] = cell
        return cls(tuple(tuple(row) for row in places), visible)

    def turned(self) -> Lattice:
        """The same with rows for columns: a table whose first column names what stands beside."""
        cells = {
            c: Cell(c.column, c.row, c.columns, c.rows, c.span, c.pieces)
            for row in self.rows
            for c in row
            if c is not None
        }
        rows = zip(*self.rows, strict=True)
        return Lattice(tuple(tuple(c and cells[c] for c in row) for row in rows), self.visible)

    def text(self, cell: Cell | None) -> Excerpt:
        """What stands in a cell; what was printed in it several times, once."""
        if cell is None:
            return self.visible.slice(0, 0)
        if cell in self.given:
            return self.given[cell]
        if cell not in self.said:
            self.said[cell] = _once(self._printed(cell))
        return self.said[cell]

    def doubled(self) -> Iterator[Excerpt]:
        """What cells hold beyond what stands in them once."""
        for cell in dict.fromkeys(c for row in self.rows for c in row if c is not None):
            printed = self._printed(cell)
            yield printed.slice(len(_once(printed)))

    def _printed(self, cell: Cell) -> Excerpt:
        parts = [self.visible.within(p.start, p.end) for p in cell.pieces or (cell.span,)]
        return Excerpt.join(parts).strip()

    def names(self, row: int) -> list[str]:
        """What a row would name its columns; the row below it fills in what it says more of."""
        return [self.text(cell).cleaned().text for cell in self.rows[row]]

    def distinct(self, row: int) -> list[Cell]:
        """The cells of a row, each once, those with nothing in them left out."""
        cells = [cell for cell, _ in groupby(self.rows[row])]
        return [c for c in cells if c is not None and self.text(c)]

    def over_pages(self, headers: Sequence[int], columns: Sequence[int]) -> Lattice:
        """The same where merged cells that a page break cut are whole again.

        A header printed again (its rows are ``headers``) parts two pages. The last cell above it
        and the first below it are one where one of them is merged over rows and at most one of them
        says something.
        """
        given: dict[Cell, Excerpt] = {}
        for column in columns:
            for chain in self._chains(headers, column):
                said = [self.text(cell) for cell in chain if self.text(cell)]
                if len(said) == 1:
                    given.update({cell: said[0] for cell in chain if not self.text(cell)})
        return replace(self, given=given) if given else self

    def _chains(self, headers: Sequence[int], column: int) -> Iterator[list[Cell]]:
        """The cells of a column that may be one cell cut by pages."""
        chain: list[Cell] = []
        texts = 0  # cells of it that say something
        for header in headers:
            above = self.rows[header - 1][column] if header else None
            below = self.rows[header + 1][column] if header + 1 < len(self.rows) else None
            if above is None or below is None:
                continue
            if chain and chain[-1] is not above:
                yield chain
                chain = []
            if not chain:
                chain, texts = [above], int(bool(self.text(above)))
            texts += bool(self.text(below))
            if max(above.rows, below.rows) > 1 and texts <= 1:
                chain.append(below)
            else:
                yield chain
                chain, texts = [below], int(bool(self.text(below)))
        if chain:
            yield chain


def _once(text: Excerpt) -> Excerpt:
    """A text without its repetition: cells that Word merges keep the paragraphs of each of them."""
    lines = text.text.split("\n")
    for count in range(1, len(lines) // 2 + 1):
        if len(lines) % count == 0 and lines == lines[:count] * (len(lines) // count):
            return text.slice(0, len("\n".join(lines[:count])))
    return text
