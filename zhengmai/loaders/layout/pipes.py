"""Tables drawn with bars in plain text and Markdown → their grids.

Rule (GitHub Flavored Markdown, 4.10, and what converters make of it)::

    | 序号 | 工作任务 | 责任单位 |
    |:---:|---|---|
    | 1 | 晒清单，每季
    度更新 | 区司法局 |

A row may be broken over lines; a cell may be empty; the outer bars and the line of dashes may be
missing where the names of the columns are known. Where merged cells are printed once, the rows
below have fewer cells (:mod:`.raggedtables`); a number that counts on begins a row. Where the
header itself is broken over lines, the line of dashes counts the cells (:mod:`.rulelines`).

Where the whole table stands in one line, its count parts the rows (:mod:`.barruns`).

Lines with bars under no name that is known are a table, too, which its cells may tell; a row that
stands alone is not understood. Neither is ever prose: 一、渡口 | 换缆绳 | 区水务局 |.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout.barlines import BarLine, bar_lines, between_bars, is_rule
from zhengmai.loaders.layout.barruns import parted
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.fieldrows import tells_of_the_notice
from zhengmai.loaders.layout.furniture import is_contact, is_furniture
from zhengmai.loaders.layout.linecells import goes_on
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.layout.raggedtables import without_padding
from zhengmai.loaders.layout.rulelines import broken_table
from zhengmai.loaders.layout.twolineheads import may_be_lower
from zhengmai.loaders.layout.twolineheads import named as columns_named
from zhengmai.loaders.layout.wideheads import with_wide_header
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.unitlists import goes_on_below, looks_like_units
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FEWEST_BARS = 2
_FEWEST_ROWS = 2  # of a table with no name over it that is known
_LONGEST_ROW = 60  # lines that one row may be broken over
# What stands over the columns of several kinds of units. Example: 责任分工
_ABOVE_UNITS = re.compile(r"(?:责任|任务|工作|职责|部门)*(?:分工|单位|部门)(?:情况)?")
_ENDS = tuple("。;:!?)")  # of a text that is not cut
_MOST_EMPTY = 3  # lines between two rows
_LOOKED_AT = 8  # rows that tell what stands over what


def grids(visible: Excerpt) -> tuple[Grid, ...]:
    """The tables drawn with bars in a whole text, in its order.

    Bars are looked for in the text as it is; their names are read without signs of markup.
    """
    text = visible.file_text
    if "|" not in text and "｜" not in text:
        return ()
    lines = [row for line in bar_lines(text) for row in parted(line)]
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid, at = (None, at + 1) if _is_title(lines, at) else _table_at(visible, lines, at)
        if grid is not None:
            found.append(grid)
    return tuple(found)


def _is_title(lines: Sequence[BarLine], at: int) -> bool:
    """Whether a line is one cell over a header, drawn as wide as the table: 渡口分工表 | | | |.

    Of one that is broken before it, nothing but bars is left.
    """
    if len(lines[at].bars) < _FEWEST_BARS or at + 1 >= len(lines):
        return False
    said = _filled(lines[at])
    if not said:
        return not lines[at + 1].bars or not lines[at + 1].text.strip("|｜ \t")
    return len(said) == 1 and columnnames.heading(said[0]) is None and _is_header(lines[at + 1])


def _table_at(visible: Excerpt, lines: Sequence[BarLine], at: int) -> tuple[Grid | None, int]:
    """The table whose header stands on a line, and the number of the line after it."""
    header = lines[at]
    if not header.bars:
        return None, at + 1
    broken = broken_table(visible, lines, at)
    if broken is not None:
        return broken
    names = between_bars(header.start, header.end, header.bars, outer=header.opens)
    dashes = at + 1 < len(lines) and is_rule(lines[at + 1])
    printed = [visible.within(s.start, s.end).text.strip() for s in names]
    known = columnnames.of_names(printed, fewest=2)
    few = len(header.bars) < _FEWEST_BARS  # 工作任务 | 责任单位: both must be known
    unheaded = known is None and not dashes
    if known is None and few:
        return _broken_row(lines, at)
    closed = not header.opens and len(names) > 1 and not printed[-1]
    counted = columnnames.heading(printed[0]) is Column.NUMBER
    on_end = known is not None and _on_end(known)
    at += 2 if dashes else 1
    below = None if known is None else _below_names(visible, lines, at, header, printed)
    if below is not None:  # 责任分工 over 牵头单位 | 配合单位: the lower ones name columns
        (over, lower), on_end, at = below, False, at + 1
        end = len(names) - closed
        filled = end - (len(lower) - 1)  # where a page put an empty cell for each that is merged
        rest = names[over + 1 : end if any(printed[filled:end]) else filled]
        names = [*names[:over], *lower, *rest, *names[end:]]
    elif (both := _both_lines(visible, lines, at, header)) is not None:
        names, on_end, at = [*both, *(names[-1:] if closed else ())], False, at + 1
        printed = [visible.within(s.start, s.end).text.strip() for s in names]
    named = len(names) - closed
    width = named if known is None else max(named, _width_below(lines, at, header))
    table = _Table(width, header.opens, closed, counted, on_end)
    table.add(names)
    at = _rows(table, lines, at, known=known is not None)
    span = Span(header.start, table.end)
    if unheaded and table.rows < _FEWEST_ROWS:
        return (Grid(span, ()) if _is_row(header) else None), at
    grid = Grid(span, tuple(table.cells), ragged=table.ragged)
    padded = known is not None and not all(printed[: len(printed) - closed])
    if table.width > named or padded:
        grid = with_wide_header(visible, grid)
    return (without_padding(visible, grid) if grid.cells else grid), at


def _rows(table: _Table, lines: Sequence[BarLine], at: int, *, known: bool) -> int:
    """Read the rows below a header; the number of the line after them.

    Args:
        table: takes the rows.
        lines: those of the text.
        at: the first line below the header.
        known: the names of the table are; what the text ends in right below may be the
            beginning of a row.
    """
    while at < len(lines):
        if not known and table.rows > 1 and _is_header(lines[at]):
            break  # 发文日期 | 2022年7月14日 | stands above 序号 | 工作任务 | 责任单位 |
        if known and table.rows > 1 and tells_of_the_notice(_said(lines[at])):
            break
        if table.rows > 1 and _stands_below(lines[at]):
            break
        after = _row(table, lines, at)
        if after is None:
            break
        at = after
    if known and table.rows > 1 and _is_cut_off(table, lines, at):
        table.add([Span(lines[at].start, lines[at].end)], said_last=True)
        return at + 1
    return at


def _stands_below(line: BarLine) -> bool:
    """Whether a line is one cell of what stands below a table: 抄送：… |, …2025年3月1日印发 |."""
    said = _filled(line)
    return len(said) == 1 and ends_table(said[0].strip())


def _both_lines(
    visible: Excerpt, lines: Sequence[BarLine], at: int, header: BarLine
) -> list[Span] | None:
    """The names of the columns where a header has two lines, or None where it has not."""
    if at + 1 >= len(lines) or len(lines[at].bars) < _FEWEST_BARS:
        return None
    upper, lower = (_printed(visible, line) for line in (header, lines[at]))
    texts = [
        [visible.within(s.start, s.end).text.strip() for s in names] for names in (upper, lower)
    ]
    if not all(all(names) for names in texts) or not may_be_lower(texts[1]):
        return None
    below = [_printed(visible, line) for line in lines[at + 1 : at + 1 + _LOOKED_AT]]
    width = max(map(len, below), default=0)
    rows = [
        [nature(visible.within(s.start, s.end).folded.strip()) for s in row]
        for row in below
        if len(row) == width
    ]
    found = columns_named([*texts[0], *texts[1]], [len(upper)], rows)
    return None if found is None else [[*upper, *lower][name] for name in found]


def _printed(visible: Excerpt, line: BarLine) -> list[Span]:
    """The cells of a line, without empty ones at its end."""
    cells = between_bars(line.start, line.end, line.bars, outer=line.opens)
    while cells and not visible.within(cells[-1].start, cells[-1].end).text.strip():
        cells.pop()
    return cells


def _is_header(line: BarLine) -> bool:
    """Whether the names on a line head a table of tasks."""
    if len(line.bars) < _FEWEST_BARS:
        return False
    return columnnames.of_names(_filled(line)) is not None


def _below_names(
    visible: Excerpt,
    lines: Sequence[BarLine],
    at: int,
    header: BarLine,
    printed: Sequence[str],
) -> tuple[int, list[Span]] | None:
    """Which name of a header stands over the names of the next line, and where these stand."""
    lower = _lower_names(visible, lines, at, header)
    over = [n for n, name in enumerate(printed) if _ABOVE_UNITS.fullmatch(fold(name))]
    return (over[0], lower) if lower and len(over) == 1 else None


def _lower_names(
    visible: Excerpt, lines: Sequence[BarLine], at: int, header: BarLine
) -> list[Span]:
    """The cells of the line below a header, where each of them names a column of units."""
    line = lines[at] if at < len(lines) else header
    if (line.opens, line.closes) != (header.opens, header.closes) or len(line.bars) < _FEWEST_BARS:
        return []
    cells = _printed(visible, line)
    texts = [visible.within(cell.start, cell.end).text.strip() for cell in cells]
    named = all(columnnames.heading(text) in UNIT_COLUMNS for text in texts)
    return cells if named and len(cells) > 1 else []


def _width_below(lines: Sequence[BarLine], at: int, header: BarLine) -> int:
    """How many cells the first row below a header has, where it is one line drawn as that is."""
    first = next((line for line in lines[at : at + _MOST_EMPTY] if line.text.strip()), header)
    if (first.opens, first.closes) != (header.opens, header.closes):
        return 0
    cells = between_bars(first.start, first.end, first.bars, outer=first.opens)
    said = [bool(first.text[c.start - first.start : c.end - first.start].strip()) for c in cells]
    return max((number for number, says in enumerate(said, 1) if says), default=0)


def _is_cut_off(table: _Table, lines: Sequence[BarLine], at: int) -> bool:
    """Whether a text ends right below a table, in the first cell of a row."""
    if not (table.closed or table.outer) or at >= len(lines) or lines[at].bars:
        return False
    said = fold(lines[at].text).strip()
    below = any(line.text.strip() for line in lines[at + 1 :])
    beside = ends_table(said) or is_contact(said) or is_furniture(said)
    whole = at + 1 < len(lines)  # the file ends in a line break
    if below or beside or (whole and table.counted and not said[:1].isdigit()):
        return False
    return bool(said) and not said.endswith(_ENDS)


def _broken_row(lines: Sequence[BarLine], at: int) -> tuple[Grid | None, int]:
    """A row of a table that is broken over lines, under no name that is known; it has no cells.

    A mark begins it, and a bar ends it: （一）渡口 | 换新 ¶ 缆绳 | 区水务局 |
    """
    bars, after = 0, at
    for number in range(at, min(at + _LONGEST_ROW, len(lines))):
        line = lines[number]
        if not line.text.strip() or (number > at and mark_of(fold(line.text)) is not None):
            break
        bars += len(line.bars)
        after = number + 1
        if line.closes:
            break
    mark = mark_of(fold(lines[at].text).lstrip("| \t"))
    if bars <= _FEWEST_BARS or not lines[after - 1].closes or mark is None:
        return None, at + 1
    return Grid(Span(lines[at].start, lines[after - 1].end), ()), after


def _is_row(line: BarLine) -> bool:
    """Whether a line with bars is a row of a table, by the mark or number it begins with."""
    drawn = line.opens or line.closes or len(line.bars) > _FEWEST_BARS
    first = line.folded.lstrip("| \t").split("|")[0].strip()
    return drawn and bool(first) and (first.isdigit() or mark_of(first) is not None)


@dataclass
class _Table:
    """The cells read so far.

    Attributes:
        width: how many columns have names.
        outer: rows begin and end with a bar.
        closed: they end with one alone.
        counted: the first cell of a row is its number.
        on_end: nothing else stands between the columns of units and limits.
        ragged: a row has fewer cells than there are columns.
    """

    width: int
    outer: bool
    closed: bool
    counted: bool
    on_end: bool = False
    ragged: bool = False
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    end: int = 0
    last: int = 0  # number of a row

    @property
    def bars(self) -> int:
        """How many bars a row has."""
        return self.width + self.outer - (not self.outer and not self.closed)

    def add(self, spans: Sequence[Span], *, said_last: bool = False) -> None:
        """Add a row; where bars end the others, its last cell may be one that nothing ends."""
        kept = spans[:-1] if self.closed and (len(spans) > self.width or not said_last) else spans
        self.ragged |= len(kept) < self.width
        self.cells.extend(Cell(self.rows, column, 1, 1, span) for column, span in enumerate(kept))
        self.rows += 1
        self.end = max((s.end for s in spans), default=self.end)

    def begins(self, line: BarLine) -> bool:
        """Whether a line begins with a number that goes on with the count."""
        return self.counted and goes_on(self.number(line), self.last)

    def number(self, line: BarLine) -> str:
        """What stands in the first cell of a row that begins on a line."""
        edges = [line.start - 1, *line.bars][line.opens :]  # an outer bar stands before the cell
        if len(edges) < 2:
            return ""
        return fold(line.text[edges[0] + 1 - line.start : edges[1] - line.start]).strip()


def _row(table: _Table, lines: Sequence[BarLine], at: int) -> int | None:
    """Read the row that begins on a line; None where the table has ended."""
    first = lines[at]
    if is_rule(first) or _is_passed(table, lines, at):
        return at + 1
    if not first.bars or (table.outer and not first.opens):
        return None
    if table.begins(first):
        table.last = int(table.number(first))
    bars = list(first.bars)
    last = at
    barred = table.outer or table.closed
    for number in range(at + 1, min(at + _LONGEST_ROW, len(lines))):
        if len(bars) >= table.bars:
            break
        line = lines[number]
        if not line.text.strip():
            if table.counted and not barred:
                break  # nothing shows that a row goes on below
            continue
        if _ends_row(table, lines[last], line, len(bars)):
            break
        bars.extend(line.bars)
        last = number
    last = max(n for n in range(at, last + 1) if lines[n].bars)
    if not barred:
        last = _last_of_list(lines, last)
    closes = lines[last].closes
    outer = table.outer and closes
    cells = between_bars(first.start, lines[last].end, bars, outer=outer)
    cells = cells[1:] if table.outer and not closes else cells
    table.add(cells, said_last=not closes)
    return last + 1


def _last_of_list(lines: Sequence[BarLine], at: int) -> int:
    """The last line of a row that no bar ends, where its last cell is a list broken over lines."""
    while at + 1 < len(lines) and not lines[at + 1].bars:
        below = lines[at + 1].folded.strip()
        if not (goes_on_below(lines[at].folded) and looks_like_units(below)):
            break
        at += 1
    return at


def _on_end(columns: Sequence[Column]) -> bool:
    """Whether columns of units and limits stand on end."""
    at = [n for n, column in enumerate(columns) if column in DUTY_COLUMNS]
    return bool(at) and at[-1] - at[0] + 1 == len(at)


def _duties(line: BarLine) -> list[bool]:
    """For each cell on a line that says something whether it is a list of units or a limit."""
    looks = list(map(nature, _filled(line)))
    return [(cell.units or cell.limit) and not cell.number for cell in looks]


def _said(line: BarLine) -> list[str]:
    """What the cells on a line say, folded."""
    return [line.said(cell) for cell in _cells(line)]


def _filled(line: BarLine) -> list[str]:
    """What the cells on a line say that are not empty, folded."""
    return [cell for cell in _said(line) if cell.strip()]


def _cells(line: BarLine) -> list[Span]:
    return between_bars(line.start, line.end, line.bars, outer=False)


def _is_row_of_duties(line: BarLine) -> bool:
    """Whether a line says something and then, by whom or by when: a row by itself."""
    duties = _duties(line)
    return len(duties) > 1 and not duties[0] and any(duties)


def _is_passed(table: _Table, lines: Sequence[BarLine], at: int) -> bool:
    """Whether a line is empty and a number that goes on with the count stands below it."""
    below = lines[at : at + _MOST_EMPTY + 1]
    following = next((line for line in below if line.text.strip()), None)
    return following is not None and following is not lines[at] and table.begins(following)


def _ends_row(table: _Table, above: BarLine, line: BarLine, bars: int) -> bool:
    """Whether a row with so many bars that is not whole goes on no further than the line above."""
    if table.begins(line) or is_rule(line) or bars + len(line.bars) > table.bars:
        return True
    if not above.closes:
        return False
    if table.outer:
        return line.opens  # the next row has begun: cells are missing in this one
    if line.opens:
        return False  # an empty cell
    if len(line.bars) == 1 and mark_of(fold(line.text)) is not None:
        return True  # 二、…: the name of the rows below
    if table.on_end and _duties(above)[-1:] == [True] and _is_row_of_duties(line):
        return True
    return not line.bars or (not table.counted and bars + len(line.bars) != table.bars)
