"""The rows of a table and the places of its cells, as browsers lay them out.

Source: HTML, 4.9.12 Processing model (forming a table), and the rules for parsing integers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.innertables import lists_tasks, names_duties
from zhengmai.loaders.formats.webpage.elements import children
from zhengmai.loaders.formats.webpage.shown import Screen

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_INTEGER = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")
_WIDEST = 1_000  # columns that a cell may cover
_HIGHEST = 65_534  # rows
_MOST_COLUMNS = 100  # of a table; beyond, cells cover no columns that no other begins in
_MOST_REACHING = 200  # cells of a row that reach into the next one
_LONGEST_CELL = 3_000  # characters; a longer cell makes a table one of layout
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with its place in the grid: row, column, and how many of them it covers."""

    td: LexborNode
    row: int
    column: int
    rows: int
    columns: int


def row_groups(table: LexborNode, screen: Screen) -> list[list[LexborNode]]:
    """The rows of a table in their groups, in the order in which they are shown.

    Head and foot stand above and below, wherever they are written; what is not displayed takes no
    place.
    """
    groups: dict[str, list[list[LexborNode]]] = {name: [] for name in _GROUPS}
    loose: list[LexborNode] = []
    for child in children(table):
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUPS and screen.look(child).displayed:
            at = "tbody" if groups[child.tag] and child.tag != "tbody" else child.tag
            groups[at].append([tr for tr in children(child) if tr.tag == "tr"])
    every = [*groups["thead"], loose, *groups["tbody"], *groups["tfoot"]]
    return [kept for g in every if (kept := [tr for tr in g if screen.look(tr).displayed])]


def cells_of(tr: LexborNode, screen: Screen) -> list[LexborNode]:
    """The cells of a row that take a place in it."""
    found = (c for c in children(tr) if c.tag in ("td", "th"))
    return [td for td in found if screen.look(td).displayed]


def places(table: LexborNode, screen: Screen) -> list[list[Place]]:
    """The cells of a table, row by row, with their places."""
    first = 0
    rows: list[list[Place]] = []
    for group in row_groups(table, screen):
        end = first + len(group)
        above: list[Place] = []  # cells that reach down into the next row
        for row, tr in enumerate(group, first):
            found = list(_row(cells_of(tr, screen), row, end, above))
            reaching = [p for p in (*above, *found) if p.row + p.rows > row + 1]
            above = sorted(reaching, key=lambda place: place.column)[:_MOST_REACHING]
            rows.append(found)
        first = end
    return _narrowed(rows)


def _row(cells: Sequence[LexborNode], row: int, end: int, above: list[Place]) -> Iterator[Place]:
    """The cells of a row beside those that reach into it from above, which are in order."""
    column = at = 0
    for td in cells:
        while at < len(above) and above[at].column <= column:
            column = max(column, above[at].column + above[at].columns)
            at += 1
        rows = integer(td.attributes.get("rowspan"), 1, _HIGHEST) or end - row
        rows = min(rows, end - row)  # no cell leaves its group of rows
        columns = max(1, integer(td.attributes.get("colspan"), 1, _WIDEST))
        yield Place(td, row, column, rows, columns)
        column += columns


def _narrowed(rows: list[list[Place]]) -> list[list[Place]]:
    """The same without columns that no cell begins in, where there are very many."""
    if max((p.column + p.columns for row in rows for p in row), default=0) <= _MOST_COLUMNS:
        return rows
    begins = sorted({p.column for row in rows for p in row})
    return [
        [
            replace(p, column=at, columns=bisect_left(begins, p.column + p.columns) - at)
            for p in row
            for at in (bisect_left(begins, p.column),)
        ]
        for row in rows
    ]


def integer(value: str | None, default: int, most: int) -> int:
    """A number as browsers read it: the digits that it begins with.

    >>> [integer(v, 1, 1000) for v in ("2", " 3px", "2;", "0", "x", "-2", None)]
    [2, 3, 2, 0, 1, 1, 1]
    """
    found = _INTEGER.match(value or "")
    return default if found is None else min(int(found[1][:6]), most)


def is_grid(table: LexborNode, screen: Screen, text_of: Callable[[LexborNode], str]) -> bool:
    """Whether a table shows data: several columns, no whole article in a cell.

    One with tables in its cells does so where it names the columns of a table of tasks, and they
    list none.
    """
    rows = [cells_of(tr, screen) for group in row_groups(table, screen) for tr in group]
    cells = [td for row in rows for td in row]
    if len(cells) <= len(rows) or any(len(td.text(deep=True)) > _LONGEST_CELL for td in cells):
        return False
    inner = [t for td in cells for t in tables_in(td, screen)]
    if not inner:
        return True
    named = [["" if any(True for _ in tables_in(td, screen)) else text_of(td) for td in row]
             for row in rows[:5]]  # fmt: skip
    return names_duties(named) and not any(lists_tasks(texts(t, screen, text_of)) for t in inner)


def tables_in(node: LexborNode, screen: Screen) -> Iterator[LexborNode]:
    """The outermost tables in an element that are shown."""
    waiting = [node.first_child]
    while waiting:
        found = waiting.pop()
        if found is None:
            continue
        waiting.append(found.next)
        if found.tag != "table":
            waiting.append(found.first_child)
        elif not screen.is_away(found):
            yield found


def texts(
    table: LexborNode, screen: Screen, text_of: Callable[[LexborNode], str]
) -> list[list[str]]:
    """What stands in the cells of a table, row by row."""
    groups = row_groups(table, screen)
    return [[text_of(td) for td in cells_of(tr, screen)] for group in groups for tr in group]
