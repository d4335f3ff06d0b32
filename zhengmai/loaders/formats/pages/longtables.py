"""Tables with their cells as paragraphs, over one or more pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.formats.pages.paragraphs import cell_paragraphs
from zhengmai.loaders.formats.pages.rulings import RuledTable
from zhengmai.loaders.formats.pages.textlines import Line, Pieces, usual_em

_SAME_BORDER = 4.0  # points


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell ready to be written.

    Attributes:
        column: where it begins, counted from 0 by the borders of the table.
        rows, columns: how many it takes.
        paragraphs: what it says; none where it is empty.
    """

    column: int
    rows: int
    columns: int
    paragraphs: tuple[Pieces, ...]


Row = tuple[TableCell, ...]


@dataclass(slots=True)
class Table:
    """A table over one or more pages.

    Attributes:
        page: the last page that it is on.
        xs: its borders from left to right, on its last page, in points.
        rows: its rows; a line among them is furniture of the page.
        ruled: whether it is drawn by rulings.
    """

    page: int
    xs: tuple[float, ...]
    rows: list[Row | Line]
    ruled: bool

    @classmethod
    def of(cls, page: int, ruled: RuledTable) -> Table:
        """A table that rulings draw on a page (counted from 0)."""
        lines = [line for region in ruled.regions for line in region.lines]
        em = usual_em(lines)
        sides = [
            side
            for r in ruled.regions
            for line in r.lines
            for side in (line.x0 - ruled.xs[r.column], ruled.xs[r.column + r.columns] - line.x1)
        ]
        blank = min(max(min(sides, default=0.0), 0.0), 1.5 * em)
        rows: list[list[TableCell]] = [[] for _ in ruled.ys[1:]]
        for r in ruled.regions:
            inner = (ruled.xs[r.column] + blank, ruled.xs[r.column + r.columns] - blank)
            paragraphs = tuple(cell_paragraphs(r.lines, inner))
            rows[r.row].append(TableCell(r.column, r.rows, r.columns, paragraphs))
        return cls(page, ruled.xs, [tuple(row) for row in rows], ruled=True)

    def continues(self, other: Table) -> bool:
        """Whether it goes on with a table of the page before: it has the same borders."""
        if not (self.ruled and other.ruled and self.page == other.page + 1):
            return False
        mine, theirs = self._offsets(), other._offsets()
        few, many = sorted((mine, theirs), key=len)
        return abs(mine[-1] - theirs[-1]) <= _SAME_BORDER and all(
            any(abs(a - b) <= _SAME_BORDER for b in many) for a in few
        )

    def extend(self, other: Table, between: Sequence[Line]) -> None:
        """Go on with a table that has the same borders."""
        mine, theirs = self._offsets(), other._offsets()
        borders = max((mine, theirs), key=len)
        self.rows = [
            *_with_borders(self.rows, mine, borders),
            *between,
            *_with_borders(other.rows, theirs, borders),
        ]
        self.xs = tuple(other.xs[0] + b for b in borders)
        self.page = other.page

    def _offsets(self) -> list[float]:
        return [x - self.xs[0] for x in self.xs]


def _with_borders(
    rows: Sequence[Row | Line], old: Sequence[float], new: Sequence[float]
) -> Iterator[Row | Line]:
    """The same rows, their columns counted by other borders."""
    where = [_nearest(new, border) for border in old]
    for row in rows:
        if isinstance(row, Line):
            yield row
            continue
        yield tuple(
            TableCell(
                where[c.column],
                c.rows,
                where[c.column + c.columns] - where[c.column],
                c.paragraphs,
            )
            for c in row
        )


def _nearest(borders: Sequence[float], at: float) -> int:
    return min(range(len(borders)), key=lambda n: abs(borders[n] - at))
