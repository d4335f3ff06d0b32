"""Tables printed one cell a line whose rows leave cells out → grids with holes.

    序号 | 实事名称 | 项目内容 | 完成率 | 牵头单位 | 分管领导
    1 | 修路 | 修好三条村道。 | 40% | 县交通局
    2 | 通水 | 三个村通自来水。 | 县水利局

An empty cell leaves nothing on such a page. The running numbers part the rows; in which columns
the cells of a row stand is told by what the columns are, by what their cells look like in the
rows with most cells, and only where no other way to read the row is near (:mod:`.cellplaces`). A
row of which that is not sure is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from statistics import fmean

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.cellplaces import MOST_COLUMNS, surest
from zhengmai.loaders.layout.columnroles import Cells
from zhengmai.loaders.layout.columns import Nature, fit, nature
from zhengmai.loaders.layout.figures import is_figure
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linecells import is_band, is_dash, is_number, row_number
from zhengmai.loaders.layout.lineheaders import Header, header_at
from zhengmai.loaders.layout.linestyle import signatures
from zhengmai.loaders.layout.linetables import MOST_EMPTY, ends_table, opens_row
from zhengmai.loaders.layout.unitlines import whole_lists
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column, heading
from zhengmai.loaders.phrases.columnwords import names_bodies
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_ROWS = 3
_MOST_ROWS = 600
_FEWEST_CELLS = 3  # of a row: its number, its text, and who or when
_SURE = 0.7  # of the rows, at the least, are read
_SUITS = 5.0  # how well units suit a column in which they stand in other rows
_NEVER = -9.0
_LIKE = 1.0  # how much a look that a column has, or has not, counts for
_FEWEST_SEEN = 2  # cells from which a column has a look
_MOST_LINES = 60  # of the names, empty ones too
_KIND = 0.6  # of the cells of a column are of a kind
_MOST_IN_VAIN = 30_000  # lines below names without a table, from which on no more are looked at
_WHETHER, _ANSWER = "是否", re.compile("[是否]")  # 是否督办 | 是，已督办
_ENDED = re.compile(r"[。;!?)]$")
_SENTENCE = re.compile("[。;]")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the cells of a column look like in the rows that have most of them.

    Attributes:
        length: the mean logarithm of their length.
        sentences, figures, ended: the share of them that are such.
        units, limits: whether most of them are such.
    """

    length: float
    sentences: float
    figures: float
    ended: float
    units: bool
    limits: bool

    @classmethod
    def of(cls, cells: Sequence[Excerpt]) -> _Look | None:
        """Look at cells; None where they are too few."""
        if len(cells) < _FEWEST_SEEN:
            return None
        looks = [nature(cell.folded) for cell in cells]
        shares = Cells.of(cells)
        return cls(
            fmean(log(1 + len(cell.text)) for cell in looks),
            fmean(bool(_SENTENCE.search(cell.text)) for cell in looks),
            fmean(is_figure(cell.text) for cell in looks),
            fmean(bool(_ENDED.search(cell.text)) for cell in looks),
            shares.units >= _KIND,
            shares.limits >= _KIND,
        )

    def likeness(self, cell: Nature) -> float:
        """How much a cell is like those of the column, from 0 on."""
        alike = (
            max(0.0, 1 - abs(log(1 + len(cell.text)) - self.length)),
            self.sentences if _SENTENCE.search(cell.text) else 1 - self.sentences,
            self.figures if is_figure(cell.text) else 1 - self.figures,
        )
        return _LIKE * sum(alike)


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of a row, its number first, and the line above that names it and those below."""

    lines: tuple[Excerpt, ...]
    band: Excerpt | None = None


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a text whose rows leave cells out, in its order."""
    lines = list(visible.lines())
    starts = [n for n, line in enumerate(lines) if heading(line.text.strip()) is Column.NUMBER]
    signed = signatures(lines) if starts else frozenset()
    end = vain = 0
    for at in starts:
        header = _header(lines, at) if at >= end else None
        if header is None or not _may_leave_out(header):
            continue
        below = list(_below(lines, at + header.end, signed))
        rows = [] if _prints_empty(lines, below) else _rows([lines[n] for n in below], header)
        found = _grid(header, rows) if rows else None
        if found is None:
            vain += len(below)
            if vain > _MOST_IN_VAIN:
                return
            continue
        yield found
        end = next((n for n in below if lines[n].start >= found.span.end), len(lines))


def _header(lines: Sequence[Excerpt], at: int) -> Header | None:
    """The names that stand between a line and the first number below it."""
    most = range(at + 1, min(len(lines), at + _MOST_LINES))
    first = next((n for n in most if row_number(lines[n]) == 1), at)
    return header_at(lines[at:first], 0) if first > at else None


def _may_leave_out(header: Header) -> bool:
    """Whether names printed one a line head a table whose rows can be put together."""
    names = header.columns
    if header.one_line or header.tabbed or header.barred or len(names) > MOST_COLUMNS:
        return False
    head = names[0] is Column.NUMBER and names.count(Column.NUMBER) == 1
    has_units = any(name in UNIT_COLUMNS for name in names)
    return head and has_units and names.count(Column.TEXT) == 1 and len(names) >= _FEWEST_CELLS


def _below(lines: Sequence[Excerpt], at: int, signed: frozenset[int]) -> Iterator[int]:
    """The lines below the names up to what ends a table; empty ones and the page's left out."""
    for number in range(at, len(lines)):
        line = lines[number].folded.strip()
        if number in signed or "\t" in line or ends_table(line):
            return
        if line and (is_dash(line) or not is_furniture(line)):
            yield number


def _prints_empty(lines: Sequence[Excerpt], below: Sequence[int]) -> bool:
    """Whether now and then an empty line stands for an empty cell: nothing is left out."""
    empty = sum(
        not lines[at - 1].text and not opens_row(lines[at]) for at in below[1:] if lines[at].text
    )
    return 0 < empty <= MOST_EMPTY * len(below)


def _rows(lines: Sequence[Excerpt], header: Header) -> list[_Row]:
    """The rows that the running numbers part; none where a number may begin one or be a cell.

    The last one has at most as many lines as there are columns: nothing but that ends it.
    """
    width = len(header.columns)
    numbers = [row_number(line) for line in lines]
    starts: list[int] = []
    for at, number in enumerate(numbers):
        if number == len(starts) + 1:
            starts.append(at)
    bands = {at - 1 for at in starts if at and is_band(lines[at - 1])}
    first = starts[0] - (starts[0] - 1 in bands) if starts else 1
    if first or not _FEWEST_ROWS <= len(starts) <= _MOST_ROWS:
        return []
    found: list[_Row] = []
    ends = [after - (after - 1 in bands) for after in starts[1:]]
    for at, end in zip(starts, [*ends, min(len(lines), starts[-1] + width)], strict=True):
        row = tuple(whole_lists(lines[at:end]))
        if numbers[at] in numbers[at + 1 : end]:
            return []  # one of the two is a cell
        stop = next((n for n, line in enumerate(row) if is_band(line)), len(row))
        found.append(_Row(row[:stop], lines[at - 1] if at - 1 in bands else None))
        if stop < len(row):
            break
    sizes = [len(row.lines) for row in found]
    plain = all(is_number(row.lines[0].folded.strip()) for row in found)
    whole = plain and min(sizes, default=0) >= width  # as :mod:`.linetables` reads them
    return [] if whole or sorted(sizes)[len(sizes) // 2] > width else found


def _grid(header: Header, rows: Sequence[_Row]) -> Grid | None:
    """The rows below the names as a grid, without cells where too few of them are sure.

    None where cells may have several lines: what is written in them tells the rows then.
    """
    width = len(header.columns)
    widest = max(len(row.lines) for row in rows if len(row.lines) <= width)
    looks: list[_Look | None] = [None] * width
    seen: list[list[Excerpt]] = [[] for _ in range(width)]
    for row in rows:
        if len(row.lines) == widest and (columns := _places(row.lines, header, looks)):
            for column, line in zip(columns, row.lines, strict=True):
                seen[column].append(line)
    looks = [_Look.of(cells) for cells in seen]
    placed = [_places(row.lines, header, looks) for row in rows[:-1]]
    placed.append(_last(rows[-1], header, looks, {row[-1] for row in placed if row is not None}))
    sure = sum(columns is not None for columns in placed)
    if sure < max(_FEWEST_ROWS, _SURE * len(rows)):
        broken = any(len(row.lines) > width for row in rows)  # cells may go on in another line
        return None if broken else Grid(_span([*header.cells, *rows[-1].lines]), ())
    cells = [Cell(0, n, 1, 1, _span((name,))) for n, name in enumerate(header.cells)]
    left_out: list[Span] = []
    at = 1
    for row, columns in zip(rows, placed, strict=True):
        if row.band is not None:
            cells.append(Cell(at, 0, 1, width, _span((row.band,))))
            at += 1
        if columns is None:
            left_out.append(_span(row.lines))
            continue
        cells.extend(
            Cell(at, column, 1, 1, _span((line,)))
            for column, line in zip(columns, row.lines, strict=False)  # below the last, others
        )
        at += 1
    end = max([cell.span.end for cell in cells] + [span.end for span in left_out])
    span = Span(header.cells[0].start, end)
    return Grid(span, tuple(cells), left_out=tuple(left_out))


def _places(
    row: Sequence[Excerpt], header: Header, looks: Sequence[_Look | None]
) -> tuple[int, ...] | None:
    """The column of each cell of a row, or None where that is not sure."""
    names = header.columns
    if not _FEWEST_CELLS <= len(row) <= len(names):
        return None
    cells = [nature(line.folded) for line in row]
    suits = [
        [
            _fit(cell, name, look, printed.text)
            for name, look, printed in zip(names, looks, header.cells, strict=True)
        ]
        for cell in cells
    ]
    suits[0] = [0.0] * len(names)  # the number stands first, whatever is behind it
    found = surest(cells, names, _ways(len(cells), names), suits)
    if found is None:
        return None
    at = names.index(Column.TEXT)
    look, text = looks[at], cells[found.columns.index(at)]
    cut = look is not None and look.ended >= _KIND and not _ENDED.search(text.text)
    if cut and not set(range(at + 1, len(names))) <= set(found.columns):
        return None  # the rest of it would be taken for another cell
    return found.columns


def _fit(cell: Nature, name: Column, look: _Look | None, printed: str) -> float:
    """How well a cell suits a column, by what both are and by what other rows have there."""
    if cell.number:  # 12 may be a piece of 12月, but counts what was done
        return 0.0 if name in (Column.OTHER, Column.REMARK, Column.DETAIL) else _NEVER
    suits = fit(cell, name)
    if name in (Column.OTHER, Column.REMARK):
        # 督导单位 may hold units, 是否督办 not; of a name that is not known the rows must tell.
        unknown = name is Column.OTHER
        units = names_bodies(printed) or (unknown and (look is None or look.units))
        limits = look.limits if look is not None else unknown
        if printed.strip().startswith(_WHETHER) and _ANSWER.match(cell.text):
            suits = _SUITS
        suits = _SUITS if (units and cell.units) or (limits and cell.limit) else suits
    return suits + (look.likeness(cell) if look is not None else _LIKE)


def _ways(count: int, names: Sequence[Column]) -> Iterator[tuple[int, ...]]:
    """The columns that some cells may stand in: the number and the text are always printed."""
    text = names.index(Column.TEXT)
    others = [column for column in range(1, len(names)) if column != text]
    for beside in combinations(others, count - 2):
        yield (0, *sorted((text, *beside)))


def _last(
    row: _Row, header: Header, looks: Sequence[_Look | None], ends: set[int]
) -> tuple[int, ...] | None:
    """The columns of the last row: with as many lines as end it in a column that others end in."""
    sizes = range(len(row.lines), _FEWEST_CELLS - 1, -1)
    found = (_places(row.lines[:size], header, looks) for size in sizes)
    return next((columns for columns in found if columns and columns[-1] in ends), None)


def _span(parts: Sequence[Excerpt]) -> Span:
    return Span(parts[0].spans[0].start, parts[-1].spans[-1].end)
