"""Tables drawn with bars in which merged cells are printed once, so that later rows have fewer.

    序号 | 重点任务 | 具体措施 | 责任单位 | 完成时限 |
    1 | 守好渡口 | 缆绳换新。 | 区水务局 | 6月底前 |
    2 | 航标灯换新。 | 区交通局 | 年底前 |

The rows with a cell for each column tell what the columns hold; the cells of the others are given
to the columns by what is written in them (:mod:`.tables`), and what is surely merged with the row
above says it again (:mod:`.mergedabove`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.columnroles import below_merged_names
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.layout.grids import TaskTable, header_of, heads_of, names_what_follows
from zhengmai.loaders.layout.lattice import Lattice
from zhengmai.loaders.layout.linecells import goes_on, is_number
from zhengmai.loaders.layout.mergedabove import filled, merged
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.unitnames import ends_a_name
from zhengmai.loaders.source import Cell, Grid

_SUITS = 4.0  # how well a cell suits a column that it surely stands in
_BARS = ("|", "｜")
_BETWEEN_NAMES = ("、", ",", ";", " ")
_BETTER = 3.0  # by which the cells of a row that was filled up suit other columns than those above
_MOST = 100_000  # characters that merged cells say again for the rows below


def without_padding(visible: Excerpt, grid: Grid) -> Grid:
    """A grid without the empty cells that a page filled up its rows with, ragged where it did.

    守好渡口 | 换缆绳 | 区水务局 | ¶ 收旧绳 | 区交通局 | |: the second row lacks its first cell.
    """
    lattice = Lattice.of(visible, grid)
    ends = [_empty_at_the_end([lattice.text(cell) for cell in row]) for row in lattice.rows]
    least = min(ends, default=0)
    if max(ends, default=0) == least:
        return grid
    kept = {row: at for at, row in enumerate(r for r, end in enumerate(ends) if end == least)}
    whole = [_moved(cell, kept[cell.row]) for cell in grid.cells if cell.row in kept]
    found = header_of(Lattice.of(visible, Grid(grid.span, tuple(whole))))
    if found is None or found[0] < 0:
        return grid
    names = found[1]
    short: dict[int, int] = {}  # how many cells are left of a row
    for row, end in enumerate(ends):
        cells = [lattice.text(cell) for cell in lattice.rows[row][: len(names) - end]]
        if end > least and all(cells) and _is_moved(cells, names):
            short[row] = len(cells)
    if not short:
        return grid
    cells_left = (c for c in grid.cells if c.column < short.get(c.row, len(names)))
    return replace(grid, cells=tuple(cells_left), ragged=True)


def _empty_at_the_end(cells: Sequence[Excerpt]) -> int:
    return sum(1 for _ in takewhile(lambda text: not text, reversed(cells)))


def _is_moved(cells: Sequence[Excerpt], names: Sequence[Column]) -> bool:
    """Whether the cells of a row suit other columns far better than those that they stand in."""
    places = merged(cells, names)
    in_place = sum(fit(nature(c.folded), name) for c, name in zip(cells, names, strict=False))
    return places is not None and places.score > in_place + _BETTER


def _moved(cell: Cell, row: int) -> Cell:
    return replace(cell, row=row)


def ragged_table(visible: Excerpt, grid: Grid) -> TaskTable | None:
    """The table of tasks that a ragged grid is, or None where its whole rows do not say so."""
    whole = Lattice.of(visible, Grid(grid.span, tuple(_whole_rows(grid.cells))))
    found = header_of(whole)
    if found is None or found[0] < 0:
        return None
    at, names = found
    header = [whole.text(cell) for cell in whole.rows[at]]
    printed = [text.cleaned().text for text in header]
    below = [[whole.text(cell) for cell in row] for row in whole.rows[at + 1 :]]
    if below:  # else no row is whole but that of the names
        names = below_merged_names(printed, names, list(zip(*below, strict=True)))
    read = _Rows(names, printed, visible.slice(0, 0))
    cut = _is_cut(visible, grid)
    read.add_all(_printed_rows(Lattice.of(visible, grid)), cut=cut)
    rows, repeated, notes = read.rows, read.repeated, read.notes
    banded = any(row[0] for row in rows)
    table = Table(
        (Column.NAME, *names) if banded else names,
        tuple(header),
        tuple(row if banded else row[1:] for row in rows),
        notes=tuple(notes),
        untold=heads_of(whole, at, names, Column.OTHER),
        beside=heads_of(whole, at, names, Column.DETAIL),
        in_lines=True,
        cut=cut and read.last_is_cut,
    )
    return TaskTable(table, (), tuple(repeated))


def _printed_rows(lattice: Lattice) -> list[list[Excerpt]]:
    return [[lattice.text(cell) for cell in row if cell is not None] for row in lattice.rows]


def _is_cut(visible: Excerpt, grid: Grid) -> bool:
    """Whether the text ends in a table, in the middle of a row."""
    below = visible.file_text[grid.span.end :]
    return not below.strip() and not visible.file_text.rstrip().endswith(_BARS)


@dataclass
class _Rows:
    """The rows of a ragged table, read one after the other.

    Attributes:
        names: its columns.
        printed: what stands over them.
        band: what names the rows below; nothing where nothing does.
    """

    names: tuple[Column, ...]
    printed: list[str]
    band: Excerpt
    rows: list[tuple[Excerpt, ...]] = field(default_factory=list)
    repeated: list[Excerpt] = field(default_factory=list)
    notes: list[Excerpt] = field(default_factory=list)
    above: tuple[Excerpt, ...] | None = None
    named: bool = False  # the first of the rows names those below
    carried: int = 0  # characters
    last_is_cut: bool = False

    def add_all(self, printed: Sequence[list[Excerpt]], *, cut: bool) -> None:
        """Take all rows of a table; where the text is ``cut``, the last of them is."""
        begun = False
        for at, cells in enumerate(printed):
            if [text.cleaned().text for text in cells] == self.printed:
                self.repeated.extend(cells if begun else ())
                begun = True
            elif begun:
                below = printed[at + 1] if at + 1 < len(printed) else None
                self._add(cells, below, cut=cut and below is None)

    def _add(self, cells: list[Excerpt], below: list[Excerpt] | None, *, cut: bool) -> None:
        alone = sum(bool(text) for text in cells) == 1 and len(cells) != len(self.names)
        whole = None
        if not alone or self._goes_on(cells, below) or (cut and self._is_cut_text(cells[0])):
            whole = self._filled(cells, cut=cut)
        if alone and whole is None:
            (text,) = filter(None, cells)
            if names_what_follows(text):
                self.named |= not self.rows
                self.band = text
            else:
                self.notes.append(text)
            return
        if len(cells) == len(self.names):
            whole = tuple(cells)
        elif whole is None and cut and len(cells) < len(self.names) and self._is_next(cells):
            missing = [self.band.slice(0, 0)] * (len(self.names) - len(cells))
            whole = (*cells, *missing)
        self.last_is_cut = cut
        if whole is not None and cut:
            whole = tuple(_without_cut_name(c, n) for c, n in zip(whole, self.names, strict=True))
        self.rows.append((self.band, *(whole or _sure(cells, self.names))))
        self.above = whole or self.above
        self.band = self.band.slice(0, 0)

    def _goes_on(self, cells: list[Excerpt], below: list[Excerpt] | None) -> bool:
        """Whether a cell alone is the text of a row, and no name of those below.

        A number that goes on with the count stands above and below; other names have a mark, or
        one stands over the first row, too.
        """
        if self.named or self.above is None or below is None:
            return False
        return mark_of(cells[0].folded) is None and self._is_next(below)

    def _is_cut_text(self, cell: Excerpt) -> bool:
        """Whether all that is left of the last row begins its text, and no name of others.

        Nothing but the number stands before the text, or the texts themselves are counted.
        """
        if self.above is None:
            return False
        at = self.names.index(Column.TEXT)
        mark, last = mark_of(cell.folded), mark_of(self.above[at].folded)
        if mark is not None and last is not None:
            return mark.level is last.level and mark.value == last.value + 1
        return mark is None and self.names[:at] == (Column.NUMBER,)

    def _is_next(self, cells: list[Excerpt]) -> bool:
        """Whether the first cell of a row is the number that goes on with the count."""
        if self.names[0] is not Column.NUMBER or self.above is None:
            return False
        last = self.above[0].folded.strip()
        return is_number(last) and goes_on(cells[0].folded.strip(), int(last))

    def _filled(self, cells: list[Excerpt], *, cut: bool) -> tuple[Excerpt, ...] | None:
        """The row with what is merged with the row above, or None where that is not sure."""
        if self.above is None:
            return None
        places = merged(cells, self.names)
        if places is None:
            return None
        whole = filled(cells, places, self.above, self.names, cut=cut)
        self.carried += sum(map(len, whole)) - sum(map(len, cells))
        return whole if self.carried <= _MOST else None


def _without_cut_name(cell: Excerpt, column: Column) -> Excerpt:
    """Units without the last of them where it is a piece of a name: 区财政局、区."""
    at = max(map(cell.folded.rfind, _BETWEEN_NAMES))
    last = cell.folded[at + 1 :].strip()
    if column not in UNIT_COLUMNS or (len(last) > 1 and ends_a_name(last)):
        return cell
    return cell.slice(0, max(at, 0))


def _whole_rows(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of the rows that are as wide as the header, those rows counted anew."""
    widths: dict[int, int] = {}
    for cell in cells:
        widths[cell.row] = widths.get(cell.row, 0) + cell.columns
    width = widths.get(0, 0)  # that of the header
    kept = {row: at for at, row in enumerate(r for r in widths if widths[r] == width)}
    return [_moved(cell, kept[cell.row]) for cell in cells if cell.row in kept]


def _sure(cells: Sequence[Excerpt], names: Sequence[Column]) -> list[Excerpt]:
    """The cells of a row, without lists of units of which nothing tells in which column they stand.

    Of two columns of units one is missing: what is left may be the units of either.
    """
    columns = [name for name in names if name in UNIT_COLUMNS]
    if len(cells) >= len(names) or len(set(columns)) < 2:
        return list(cells)
    units = [fit(nature(cell.folded), Column.RESPONSIBLE) >= _SUITS for cell in cells]
    if sum(units) >= len(columns):
        return list(cells)
    return [cell for cell, are_units in zip(cells, units, strict=True) if not are_units]
