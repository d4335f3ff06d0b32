"""Tables whose columns are parted by white space, or by level rulings at most.

Such a table is known by its header (序号 工作任务 牵头单位 …), and goes on as long as its lines
leave the space between the columns white.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.pages.columnheads import header_names, is_name
from zhengmai.loaders.formats.pages.longtables import Row, Table, TableCell
from zhengmai.loaders.formats.pages.paragraphs import cell_paragraphs
from zhengmai.loaders.formats.pages.sheets import Sheet
from zhengmai.loaders.formats.pages.tablerows import Placed, in_column, row_starts
from zhengmai.loaders.formats.pages.textlines import SAME_LINE, Line
from zhengmai.loaders.phrases.columnnames import Column, heading

_TABLE_END = 2.5  # times the height of characters: a gap that ends a table
_HEADER_LINES = 3  # of a header whose names are broken
_LONGEST_HEADER = 80  # characters
_LONGEST_NUMBER = 4  # characters in a column of numbers

_BELOW_TABLE = re.compile(r"注\s*(?:\d+\s*)?:|备注\s*:|说明\s*:|附件|附表|抄送|抄报")
_ROW_NUMBER = re.compile(r"\d{1,3}[.、]?")


@dataclass(frozen=True, slots=True)
class Item:
    """What stands on a page, in reading order.

    Attributes:
        page: counted from 0.
        what: the line or table.
        furniture: it belongs to the page.
    """

    page: int
    what: Line | Table
    furniture: bool = False


def with_open_tables(items: Sequence[Item], sheets: Sequence[Sheet]) -> Iterator[Item]:
    """The items with the lines of tables without rulings put together.

    Args:
        items: what stands on the pages, in reading order.
        sheets: the pages.
    """
    at = 0
    while at < len(items):
        end, table = _open_table(items, at)
        if table is None:
            yield items[at]
            at += 1
            continue
        built = table.table(sheets)
        yield Item(built.page, built)
        at = end


def _open_table(items: Sequence[Item], at: int) -> tuple[int, _Open | None]:
    """A table without rulings that is headed by an item, and the item after it."""
    end, names = _header_at(items, at)
    if not names:
        return at, None
    table = _Open(names)
    if not table.take_header(items[at:end], names):
        return at, None
    number = end
    waiting: list[Item] = []
    while number < len(items):
        item = items[number]
        if item.furniture:
            waiting.append(item)
            number += 1
            continue
        if not isinstance(item.what, Line):
            break
        before = len(table.lines)
        table.lines.extend(_Taken(w) for w in waiting)
        after, again = _header_at(items, number)
        if not (again and table.take_header(items[number:after], again)):
            after = number + 1
            if not table.take(item, item.what):
                del table.lines[before:]
                break
        waiting = []
        number = end = after
    rows = sum(not (taken.head or taken.item.furniture) for taken in table.lines)
    return (end, table) if rows else (at, None)


def _header_at(items: Sequence[Item], at: int) -> tuple[int, list[Line]]:
    """The item after a header that begins with an item, and the names in it; there may be none."""
    lines: list[Line] = []
    best: tuple[int, list[Line]] = at, []
    most = 0
    for number in range(at, min(at + _HEADER_LINES, len(items))):
        item = items[number]
        if item.furniture or not isinstance(item.what, Line) or item.page != items[at].page:
            break
        if lines and item.what.top - lines[-1].bottom > item.what.em:
            break
        lines.append(item.what)
        if len(item.what.glyphs) > _LONGEST_HEADER:
            break
        names = header_names(lines)
        known = sum(2 if is_name([name]) else -1 for name in names)
        if known > most:
            best, most = (number + 1, names), known
    return best


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken into a table; ``head``: of its header, ``first``: the first line of that."""

    item: Item
    head: bool = False
    first: bool = False


class _Open:
    """A table whose lines are taken one by one, as long as they suit its columns.

    Attributes:
        names: of its columns, from left to right.
        printed: what these say.
        numbered: whether the first column has the numbers of the rows.
        lines: what was taken.
        reach: the widest gap between two lines so far, in points.
        gutters: for each two columns what is white between them on all lines, from where to where.
    """

    def __init__(self, names: Sequence[Line]) -> None:
        self.names = names
        self.printed = [n.text for n in names]
        self.numbered = heading(names[0].text) is Column.NUMBER
        self.lines: list[_Taken] = []
        self.reach = 0.0
        self.gutters = [[((a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2)] for a, b in pairwise(names)]

    def take_header(self, items: Sequence[Item], names: Sequence[Line]) -> bool:
        """Take the lines of the header, at the top or on a later page."""
        narrowed = [self._narrowed(gutter, names) for gutter in self.gutters]
        if [n.text for n in names] != self.printed or not all(narrowed):
            return False
        self.gutters = narrowed
        self.lines.extend(_Taken(item, head=True, first=n == 0) for n, item in enumerate(items))
        return True

    def take(self, item: Item, line: Line) -> bool:
        """Take a line that suits the columns; False where the table ends before it."""
        above = next((t.item for t in reversed(self.lines) if not t.item.furniture), None)
        if above is not None and above.page == item.page and isinstance(above.what, Line):
            gap = line.top - above.what.bottom
            if gap > max(_TABLE_END * line.em, 2 * self.reach):
                return False
            self.reach = max(self.reach, gap)
        narrowed = [self._narrowed(gutter, line.parts(SAME_LINE)) for gutter in self.gutters]
        if _BELOW_TABLE.match(line.folded) or not all(narrowed):
            return False
        if not self._suits_number(line, narrowed):
            return False
        self.gutters = narrowed
        self.lines.append(_Taken(item))
        return True

    @staticmethod
    def _narrowed(
        gutter: Sequence[tuple[float, float]], parts: Sequence[Line]
    ) -> list[tuple[float, float]]:
        """What is left white of the space between two columns."""
        left = set(gutter)
        for part in parts:
            left = {
                side
                for start, end in left
                for side in ((start, min(end, part.x0)), (max(start, part.x1), end))
                if side[1] - side[0] > SAME_LINE * part.em
            }
        return sorted(left)

    def _suits_number(self, line: Line, gutters: Sequence[Sequence[tuple[float, float]]]) -> bool:
        """Whether what stands in the column of numbers may be one."""
        if not self.numbered:
            return True
        edge = max(start for start, _ in gutters[0])
        first = "".join(g.text for g in line.glyphs if g.center < edge)
        return len(first) <= _LONGEST_NUMBER and (not first or first[0].isalnum())

    def table(self, sheets: Sequence[Sheet]) -> Table:
        """The table of the lines taken."""
        widest = [max(gutter, key=lambda s: s[1] - s[0]) for gutter in self.gutters]
        borders = [(start + end) / 2 for start, end in widest]
        groups = self._rows(borders, sheets)
        cells = [
            [in_column(group, borders, c) for c in range(len(self.names))] for group, _ in groups
        ]
        inner = [
            (
                min((line.x0 for row in cells for line in row[c]), default=0.0),
                max((line.x1 for row in cells for line in row[c]), default=0.0),
            )
            for c in range(len(self.names))
        ]
        rows: list[Row | Line] = []
        for row, (_, furniture) in zip(cells, groups, strict=True):
            rows.append(
                tuple(
                    TableCell(c, 1, 1, tuple(cell_paragraphs(lines, inner[c])))
                    for c, lines in enumerate(row)
                )
            )
            rows.extend(furniture)
        xs = (min(n.x0 for n in self.names), *borders, max(n.x1 for n in self.names))
        return Table(self.lines[-1].item.page, xs, rows, ruled=False)

    def _rows(
        self, borders: Sequence[float], sheets: Sequence[Sheet]
    ) -> list[tuple[list[Line], list[Line]]]:
        """The lines of each row, and the furniture after it."""
        body = [
            Placed(t.item.page, line, t.head, t.first, self.numbered and _number_in(line, borders))
            for t in self.lines
            if not t.item.furniture and isinstance(line := t.item.what, Line)
        ]
        begins = iter(row_starts(body, borders, sheets))
        rows: list[tuple[list[Line], list[Line]]] = []
        for taken in self.lines:
            line = taken.item.what
            if not isinstance(line, Line):
                continue
            if taken.item.furniture:
                rows[-1][1].append(line)
            elif next(begins) or not rows:
                rows.append(([line], []))
            else:
                rows[-1][0].append(line)
        return rows


def _number_in(line: Line, borders: Sequence[float]) -> bool:
    first = "".join(g.text for g in line.glyphs if g.center < borders[0])
    return _ROW_NUMBER.fullmatch(fold(first)) is not None
