"""Tables in Word: rows, merged cells (gridSpan, vMerge, hMerge), and columns from the edges drawn.

Source: ECMA-376-1, 17.4 (Tables).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.markup import W, has, inside, is_on, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WIDEST = 1_000  # columns that a cell may cover; Word draws no more than 63
_HAIR = 60  # twips, some 1 mm: edges of cells so near to each other were meant to be one


@dataclass(eq=False, slots=True)
class Box:
    """A cell of a table while it is read."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells; None where one from above reaches down."""

    rows: tuple[tuple[Box | None, ...], ...]

    @property
    def holds_table(self) -> bool:
        """Whether there is a table in one of its cells."""
        boxes = (box for row in self.rows for box in row if box is not None)
        return any(isinstance(block, Table) for box in boxes for block in box.blocks)


Block = str | Table  # a paragraph, or a table


@dataclass(frozen=True, slots=True)
class _RawCell:
    """A cell as a row gives it, in the columns of ``w:tblGrid``."""

    start: int
    end: int
    merge: str | None  # "restart" or "continue" where it is merged downwards
    elements: tuple[Element, ...]  # more than one where cells are merged sideways


def table_of(element: Element, blocks_of: Callable[[Element], Sequence[Block]]) -> Table:
    """A table as it is seen; ``blocks_of`` reads what is in a cell, and is asked in order."""
    raw = [cells for row in inside(element, "tr") if (cells := _raw_cells(row))]
    places = _columns(raw, _widths(element))
    above: dict[int, Box] = {}  # cells that may reach down into the next row, by column
    rows: list[tuple[Box | None, ...]] = []
    for number, cells in enumerate(raw):
        open_now: dict[int, Box] = {}
        printed: list[Box | None] = []
        for cell in cells:
            column, columns = places[cell.start], places[cell.end] - places[cell.start]
            box = above.get(column) if cell.merge == "continue" else None
            if box is not None and columns >= box.columns and _adds_nothing(cell, box):
                box.rows += 1
                printed.append(None)
            else:
                blocks = [b for part in cell.elements for b in blocks_of(part)]
                box = Box(number, column, 1, columns, blocks)
                printed.append(box)
            if cell.merge is not None:
                open_now[column] = box
        above = open_now
        rows.append(tuple(printed))
    return Table(tuple(rows))


def _raw_cells(row: Element) -> list[_RawCell]:
    properties = row.find(W + "trPr")
    if has(properties, "del") or is_on(properties, "hidden"):
        return []
    at = min(whole(value(properties, "gridBefore")) or 0, _WIDEST)
    found: list[_RawCell] = []
    for element in inside(row, "tc"):
        own = element.find(W + "tcPr")
        if has(own, "cellDel"):
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


def _adds_nothing(cell: _RawCell, box: Box) -> bool:
    """Whether a cell under a merged one is empty, or says again what stands there.

    Some programs leave text in it that Word does not show; it is kept, as a cell of its own.
    """
    own = "".join(t.text or "" for e in cell.elements for t in e.iter(W + "t"))
    printed = "".join(b for b in box.blocks if isinstance(b, str))
    return not own.strip() or "".join(own.split()) == "".join(printed.split())


def _merge(properties: Element | None, name: str) -> str | None:
    """How a cell is merged: without a value it goes on with the one before it."""
    if not has(properties, name):
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
