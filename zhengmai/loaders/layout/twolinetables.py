"""Tables in lines whose header has two → their grids: with tabs, or one cell a line.

    序号⇥工作任务⇥责任分工⇥完成时限          序号 工作任务 责任分工 完成时限 牵头单位 配合单位
    牵头单位⇥配合单位                         1 换缆绳。 区水务局 区财政局 6月底前
    1⇥换缆绳。⇥区水务局⇥区财政局⇥6月底前      2 …

A page that is saved as text prints a cell that was merged once, so the names are more than the
cells of a row (:mod:`.twolineheads`); where it keeps the empty cells, their places tell. Read as
it stands such a table would give the units of one column to another: where it cannot be told which
names are those of the columns, it is not understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linecells import is_dash, row_number
from zhengmai.loaders.layout.lineheaders import split_at_tabs
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.layout.twolineheads import may_be_lower, named
from zhengmai.loaders.phrases.columnnames import Column, heading, may_be_name
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_KNOWN = 2  # names of the upper line
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3
_MOST_NAMES = 20
_LOOKED_AT = 8  # rows that tell what stands over what
_WHOLE = 0.8  # of the rows printed one cell a line have a line for each column
_MOST_ROWS = 2000
_MOST_IN_VAIN = 30_000  # lines below names without a table, from which on no more are looked at


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text whose header has two lines, in its order."""
    lines = [line for line in visible.lines() if line.text.strip()]
    at = vain = 0
    while at < len(lines) and vain < _MOST_IN_VAIN:
        read = _tabbed if "\t" in lines[at].text.strip() else _one_a_line
        found, after = read(lines, at)
        if found is not None:
            yield found
            at = after
            continue
        vain += after - at - 1
        at += 1


def _tabbed(lines: Sequence[Excerpt], at: int) -> tuple[Grid | None, int]:
    """The table of lines with tabs that begins on a line, and the line after it."""
    if at + 1 >= len(lines) or "\t" not in lines[at + 1].text.strip():
        return None, at + 1
    upper = _cells(lines[at])
    if sum(heading(cell.text) is not None for cell in upper) < _FEWEST_KNOWN:
        return None, at + 1
    lower = _cells(lines[at + 1])
    names, below = _said(upper), _said(lower)
    if names == below or not (all(map(may_be_name, names)) and may_be_lower(below)):
        return None, at + 1  # or printed again
    rows: list[list[Excerpt]] = []
    after = at + 2
    while (
        after < len(lines) and "\t" in lines[after].text and not ends_table(_folded(lines[after]))
    ):
        rows.append(_cells(lines[after]))
        after += 1
    span = Span(lines[at].start, lines[after - 1].spans[-1].end)
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    whole = [row for row in rows if len(row) == width]
    columns = _in_place(upper, lower, width) or _of_both(upper, lower, whole)
    if columns is None or len(whole) < max(_FEWEST_ROWS, _WHOLE * len(rows)):
        return Grid(span, ()), after
    return _grid(span, columns, rows, width), after


def _in_place(
    upper: Sequence[Excerpt], lower: Sequence[Excerpt], width: int
) -> list[Excerpt] | None:
    """The names of the columns where empty cells keep all others in their places."""
    if not len(upper) == len(lower) == width:
        return None
    columns = [below or above for above, below in zip(upper, lower, strict=True)]
    return columns if all(columns) else None


def _of_both(
    upper: Sequence[Excerpt], lower: Sequence[Excerpt], rows: Sequence[Sequence[Excerpt]]
) -> list[Excerpt] | None:
    """The names of the columns where the empty cells of the header are lost."""
    above = [cell for cell in upper if cell]
    names = [*above, *(cell for cell in lower if cell)]
    looks = [[nature(cell.folded) for cell in row] for row in rows[:_LOOKED_AT]]
    found = named([name.text for name in names], [len(above)], looks)
    return None if found is None else [names[n] for n in found]


def _one_a_line(lines: Sequence[Excerpt], at: int) -> tuple[Grid | None, int]:
    """The table printed one cell a line that begins on a line, and the line after it."""
    if heading(lines[at].text.strip()) is not Column.NUMBER:
        return None, at + 1
    most = range(at + 1, min(len(lines), at + _MOST_NAMES + 1))
    first = next((n for n in most if row_number(lines[n]) == 1), at)
    names = [line.strip() for line in lines[at:first]]
    if len(names) <= _FEWEST_COLUMNS or not all(_is_a_name(name) for name in names):
        return None, at + 1
    if not any(may_be_lower([n.text for n in names[s:]]) for s in range(2, len(names) - 1)):
        return None, at + 1
    rows, after = _counted(lines, first)
    if len(rows) < _FEWEST_ROWS:
        return None, after
    width = Counter(map(len, rows)).most_common(1)[0][0]
    whole = [row for row in rows if len(row) == width]
    if not _FEWEST_COLUMNS <= width < len(names):
        return None, after
    if len(whole) < max(_FEWEST_ROWS, _WHOLE * len(rows)):
        return None, after
    looks = [[nature(cell.folded) for cell in row] for row in whole[:_LOOKED_AT]]
    found = named([name.text for name in names], range(2, len(names) - 1), looks)
    if found is None:
        return None, after
    span = Span(lines[at].start, rows[-1][-1].spans[-1].end)
    end = first + sum(map(len, rows))
    return _grid(span, [names[n] for n in found], rows, width), end


def _counted(lines: Sequence[Excerpt], first: int) -> tuple[list[list[Excerpt]], int]:
    """The rows that numbers which count on begin, and the line up to which was looked.

    The last one has as many lines as the others: nothing else ends it.
    """
    starts: list[int] = []
    after = first
    while after < len(lines) and len(starts) < _MOST_ROWS:
        line = _folded(lines[after])
        if "\t" in lines[after].text or ends_table(line):
            break
        if not is_dash(line) and is_furniture(line):
            break
        if row_number(lines[after]) == len(starts) + 1:
            starts.append(after)
        after += 1
    if not starts:  # the 1 is a piece of furniture
        return [], after
    rows = [list(lines[a:b]) for a, b in zip(starts, [*starts[1:], after], strict=True)]
    sizes = Counter(len(row) for row in rows[:-1]) or Counter([len(rows[-1])])
    rows[-1] = rows[-1][: sizes.most_common(1)[0][0]]
    return rows, after


def _grid(
    span: Span, names: Sequence[Excerpt], rows: Sequence[Sequence[Excerpt]], width: int
) -> Grid:
    """The rows that are whole below their names; the others are left out, and told."""
    whole = [row for row in rows if len(row) == width]
    cells = [
        Cell(at, column, 1, 1, _span(cell))
        for at, row in enumerate([names, *whole])
        for column, cell in enumerate(row)
        if cell
    ]
    others = [[cell for cell in row if cell] for row in rows if len(row) != width]
    left_out = tuple(Span(_span(o[0]).start, _span(o[-1]).end) for o in others if o)
    return Grid(span, tuple(cells), left_out=left_out)


def _cells(line: Excerpt) -> list[Excerpt]:
    """The cells between tabs, without white space around them; empty ones at the end left out."""
    said = line.slice(0, len(line.text.rstrip()))
    return [cell.strip() for cell in split_at_tabs(said)]


def _is_a_name(cell: Excerpt) -> bool:
    """Whether a line may name a column; a bar between cells does not."""
    return may_be_name(cell.text) and any(map(str.isalpha, cell.text))


def _said(cells: Sequence[Excerpt]) -> list[str]:
    return [cell.text for cell in cells if cell]


def _folded(line: Excerpt) -> str:
    return line.folded.strip()


def _span(cell: Excerpt) -> Span:
    return Span(cell.spans[0].start, cell.spans[-1].end)
