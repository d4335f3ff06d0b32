"""Tables whose grid is lost: printed in lines with tabs, or one cell a line.

What stands below a header row (:mod:`.lineheaders`), up to the end of the table, are the cells of
its rows. Which cell belongs to which column is told later (:mod:`.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.barrows import barred_rows
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.brokencells import stand_in_place
from zhengmai.loaders.layout.columnroles import settled
from zhengmai.loaders.layout.fieldrows import tells_of_the_notice
from zhengmai.loaders.layout.furniture import begins_web_tail, is_contact, is_furniture, is_imprint
from zhengmai.loaders.layout.linecells import (
    ended_by_blanks,
    goes_on,
    is_before_blank,
    is_dash,
    is_number,
    suits,
)
from zhengmai.loaders.layout.lineheaders import (
    BARS,
    Header,
    bars_on,
    header_at,
    split_at_tabs,
)
from zhengmai.loaders.layout.linerows import below_the_rows, line_rows
from zhengmai.loaders.layout.linestyle import ends_sentence
from zhengmai.loaders.layout.printedrows import PrintedRows
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    heading,
    roles_of,
)
from zhengmai.loaders.phrases.firstleads import rule_in
from zhengmai.loaders.phrases.marks import mark_of

_END_OF_TABLE = re.compile(
    r"(?:抄送|抄报|附件|附表|附:|[备附]?注:|注\d|说明:|公开(?:方式|形式|属性|类别):)|\(?此页无正文"
)
MOST_EMPTY = 0.15  # of the cells may be empty, where an empty line stands for one
_SAID = (*TASK_COLUMNS, *DUTY_COLUMNS)
_LOOKED_BELOW = 40  # lines below one that may stand below a table
_MOST_LINES = 8000  # of a text, of which the widths of columns are told: no notice has more
_FEWEST_WHOLE = 3  # rows that have a cell for each column, from which these tell what it holds


@dataclass(frozen=True, slots=True)
class LineTable:
    """A table read from lines.

    Attributes:
        table: its columns and printed rows.
        furniture: headers printed again, page numbers and the like between its rows.
        end: the number of the line after it.
        clear: False where it cannot be told which cells are those of a row.
    """

    table: Table
    furniture: tuple[Excerpt, ...]
    end: int
    clear: bool


def table_below(
    lines: Sequence[Excerpt], header: Header, visible: Excerpt, signed: Set[int]
) -> LineTable:
    """The table below a header.

    Args:
        lines: those of the text.
        header: it.
        visible: the whole text that the lines are pieces of.
        signed: the numbers of the lines that are who signs, over a day.
    """
    at = header.end
    parted = sum(bars_on(lines, at)) > 1
    below = _Below(header, visible, parted, blanks_end=ended_by_blanks(lines, at))
    while at < len(lines):
        end = header.end_again(lines, at)
        if end is not None:
            below.drop_page_number()
            below.furniture.extend(lines[at:end])
            at = end
            continue
        again = header_at(lines, at)
        if again is not None:
            if not again.is_again(header):
                break
            below.furniture.extend(lines[at : again.end])
            at = again.end
            continue
        if _stands_below(below, lines, at) or (at in signed and _is_signed(lines, at, header)):
            break
        if not below.add(lines[at]):
            break
        at += 1
    below.drop_page_number(last=True)
    at = below.without_what_follows(lines, at)
    printed = below.printed()
    clear = printed.clear and not (header.barred and any(map(_has_bars, below.cells)))
    # A page that kept the names on one line may have broken the cells: which, only blanks tell.
    clear &= not header.spaced or printed.whole or below.blanks_end
    return LineTable(below.table(printed), tuple(below.furniture), at, clear)


def _is_signed(lines: Sequence[Excerpt], at: int, header: Header) -> bool:
    """Whether a body and the day on the line below it are no units and their limit."""
    dated = set(header.columns) - {Column.NUMBER, *TASK_COLUMNS, *UNIT_COLUMNS}
    return not dated or _is_named_above(lines, at, header)


def _is_named_above(lines: Sequence[Excerpt], at: int, header: Header) -> bool:
    """Whether a line above the table begins with what stands on one."""
    body = lines[at].folded.strip()
    return any(line.folded.strip().startswith(body) for line in lines[: header.end])


def _stands_below(below: _Below, lines: Sequence[Excerpt], at: int) -> bool:
    """Whether a line stands below a table with tabs: it is no part of the last cell."""
    line = lines[at]
    if below.header.one_line and tells_of_the_notice(line.folded.split("\t")):
        return True
    if not below.header.tabbed or "\t" in line.text or not line.text.strip():
        return False
    return below.is_whole(line) and not any(
        "\t" in other.text for other in lines[at + 1 : at + 1 + _LOOKED_BELOW]
    )


def _is_whole(cell: Excerpt, column: Column, line: Excerpt) -> bool:
    """Whether a cell does not go on in a line: its units or its limit are whole without it."""
    if not cell.text.strip():
        return ends_sentence(line.folded.strip())
    if column in DUTY_COLUMNS:
        return suits(cell, column) and not suits(Excerpt.join([cell, line]), column)
    if column in (Column.TEXT, Column.NAME):
        return False
    return ends_sentence(line.folded.strip()) and not ends_sentence(cell.folded.strip())


def _has_bars(cell: Excerpt) -> bool:
    """Whether bars stand in what should be one cell: the lines are broken elsewhere, too."""
    return any(bar in cell.text for bar in BARS)


@dataclass
class _RowLines:
    """The rows of a table whose rows are lines.

    Attributes:
        rows: the cells of each, the last one of the last row left out.
        open_cell: the lines of that.
        last: the number of the last row above that has one.
    """

    rows: list[tuple[Excerpt, ...]] = field(default_factory=list)
    open_cell: list[Excerpt] = field(default_factory=list)
    last: int = 0

    def add(self, line: Excerpt, table_columns: tuple[Column, ...]) -> None:
        """Add a line; one without tabs goes on with the last cell."""
        if "\t" in line.text or not self.open_cell or self._is_next(line, table_columns):
            *cells, last = split_at_tabs(line)
            if self.open_cell and self._goes_on_in(cells, last, table_columns):
                broken, *others = cells
                self.rows[-1] = (*self.rows[-1], Excerpt.join([*self.open_cell, broken]), *others)
                self.open_cell = [last]
                return
            self._close()
            self.rows.append(tuple(cells))
            self.open_cell = [last]
        else:  # a cell that was broken over two lines
            self.open_cell.append(line)

    def _goes_on_in(
        self, cells: Sequence[Excerpt], last: Excerpt, table_columns: tuple[Column, ...]
    ) -> bool:
        """Whether a cell is broken over two lines: both together are a row, each is none."""
        above = self.rows[-1]
        if not cells or len(above) + len(cells) + 1 != len(table_columns):
            return False
        broken, *others = cells
        if Column.NUMBER in table_columns and is_number(broken.folded.strip()):
            return False
        row = (*above, Excerpt.join([*self.open_cell, broken]), *others, last)
        return stand_in_place([row], table_columns)

    def _is_next(self, line: Excerpt, table_columns: tuple[Column, ...]) -> bool:
        """Whether a line is the number of the next row."""
        if Column.NUMBER not in table_columns:
            return False
        number = self._number()
        return goes_on(line.folded.strip(), self.last if number is None else number)

    def _number(self) -> int | None:
        """The number of the last row."""
        cells = self.rows[-1] or self.open_cell[:2]  # in two lines it is none
        first = cells[0].folded.strip() if self.rows[-1] or len(cells) == 1 else ""
        return int(first) if is_number(first) else None

    def _close(self) -> None:
        if not self.open_cell:
            return
        number = self._number()
        self.last = self.last if number is None else number
        self.rows[-1] = (*self.rows[-1], Excerpt.join(self.open_cell))
        self.open_cell = []

    def are_whole(self, table_columns: tuple[Column, ...], line: Excerpt) -> bool:
        """Whether the last row has all its cells, and its units or limit do not go on in a line."""
        if not self.open_cell or len(self.rows[-1]) + 1 != len(table_columns):
            return False
        return _is_whole(Excerpt.join(self.open_cell), table_columns[-1], line)

    def printed(self) -> list[tuple[Excerpt, ...]]:
        """All rows, whole."""
        self._close()
        return self.rows


@dataclass
class _Below:
    """What is read below a header.

    Attributes:
        header: it.
        visible: the whole text.
        parted: a bar stands at both ends of each row.
        blanks_end: a blank stands behind the last line of each cell.
        rows: those of a table whose rows are lines, the last one as long as it goes on.
        cells: those of a table printed one cell a line.
        gaps: the cells before which a line of blanks stands.
        empty: the cells before which a line with nothing on it stands.
        below: the lines that the last of the cells goes on in.
        furniture: page numbers and the like, headers printed again.
        barred: a bar comes before the next cell.
        after_bar: nothing stands behind the last bar yet.
        ended: the last line ends its cell, where blanks tell.
        page: the number of the page that ended last.
    """

    header: Header
    visible: Excerpt
    parted: bool
    blanks_end: bool
    rows: _RowLines = field(default_factory=_RowLines)
    cells: list[Excerpt] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    below: list[Excerpt] = field(default_factory=list)
    furniture: list[Excerpt] = field(default_factory=list)
    barred: bool = False
    after_bar: bool = False
    ended: bool = True
    page: int = -9

    def add(self, printed: Excerpt) -> bool:
        """Read a line; False where it stands below the table."""
        line = printed.folded.strip()
        in_cell = "\t" in printed.text
        if not line and not in_cell:
            (self.gaps if printed.text else self.empty).append(len(self.cells))
            return True
        header = self.header
        if ends_table(line) or (is_contact(line) and not header.lists_contacts):
            return False
        if header.barred and line in BARS:
            if self.after_bar and not self.parted:
                self._close_cell()
                self.cells.append(printed.slice(0, 0))  # nothing stands between two bars
            self.barred, self.after_bar = False, True
            return True
        self.after_bar = False
        empty_cell = header.barred and is_dash(line)
        if not in_cell and not empty_cell and is_furniture(line):
            self.furniture.append(printed)
        elif header.one_line:
            self.rows.add(printed, header.columns)
        else:
            full = not header.closed and len(self.cells) % len(header.columns) == 0
            goes_on = header.tabbed or (self.barred and not full and not is_number(line))
            self._cell_line(printed, goes_on=goes_on or not self.ended)
            self.ended = not self.blanks_end or is_before_blank(printed)
            self.barred = header.barred
        return True

    def _cell_line(self, line: Excerpt, *, goes_on: bool) -> None:
        """Add a line of a table printed one cell a line; a tab begins one where they have tabs."""
        if not goes_on or line.text.startswith("\t") or not self.cells:
            self._close_cell()
            self.cells.append(line.slice(1) if line.text.startswith("\t") else line)
        else:
            self.below.append(line)

    def _close_cell(self) -> None:
        """The lines of the last cell as one piece."""
        if not self.below:
            return
        # Taken with the line breaks between: in a list of units they can part two names.
        printed = [line for line in (self.cells[-1], *self.below) if line]
        between = self.visible.within(printed[0].start, printed[-1].spans[-1].end)
        self.cells[-1] = Excerpt.join(printed) if self.blanks_end else between
        self.below = []

    def drop_page_number(self, *, last: bool = False) -> None:
        """A number right above names printed again is that of the page, and the next at the end.

        Not where cells are told apart, or the last column may hold numbers.
        """
        header = self.header
        told = header.tabbed or header.barred or header.columns[-1] not in _SAID
        if told or self.below or not self.cells or not is_number(self.cells[-1].folded.strip()):
            return
        number = int(self.cells[-1].folded.strip())
        if last and number != self.page + 1:
            return
        self.page = number
        self.furniture.append(self.cells.pop())
        self.gaps = [gap for gap in self.gaps if gap < len(self.cells)]
        self.empty = [gap for gap in self.empty if gap < len(self.cells)]

    def without_what_follows(self, lines: Sequence[Excerpt], end: int) -> int:
        """Leave cells that stand below the last row to what follows; the line that follows it."""
        self._close_cell()
        if self.header.tabbed or not self.cells:
            return end
        columns = self.header.columns
        kept = self._closed() if self.header.barred else below_the_rows(self.cells, columns)
        if kept == len(self.cells):
            return end
        start = self.cells[kept].start
        del self.cells[kept:]
        self.gaps = [gap for gap in self.gaps if gap <= kept]
        self.empty = [gap for gap in self.empty if gap <= kept]
        self.furniture = [line for line in self.furniture if line.start < start]
        printed = (at for at in reversed(range(end)) if lines[at].text.strip())
        return min(takewhile(lambda at: lines[at].start >= start, printed), default=end)

    def _closed(self) -> int:
        """How many cells a bar ends, where one stands behind each but the last.

        That begins with a sentence; who signs may stand below it.
        """
        rest = len(self.cells) % len(self.header.columns)
        first, _, _ = self.cells[-1].folded.strip().partition("\n")
        outside = self.header.closed and not self.after_bar and rest == 1
        return len(self.cells) - (outside and ends_sentence(first.rstrip()))

    def is_whole(self, line: Excerpt) -> bool:
        """Whether the last row of a table with tabs is whole, and does not go on in a line."""
        names = self.header.columns
        if self.header.one_line:
            return self.rows.are_whole(names, line)
        if not self.cells or len(self.cells) % len(names):
            return False
        return _is_whole(Excerpt.join([self.cells[-1], *self.below]), names[-1], line)

    def printed(self) -> PrintedRows:
        """The rows that were read."""
        self._close_cell()
        names = self.header.columns
        if not self.cells:
            rows = tuple(self.rows.printed())
            return PrintedRows(names, rows, whole=stand_in_place(rows, names))
        if self.header.barred:
            cells = [c for c in self.cells if c.text.strip() or not c.text]
            return barred_rows(cells, names)
        cells = self._with_empty_cells() if Column.NUMBER in names else self.cells
        told = self.header.tabbed or self.blanks_end  # where a cell ends that is broken
        broken = not told and self.header.end < _MOST_LINES
        return line_rows(cells, names, frozenset(self.gaps), broken=broken)

    def _with_empty_cells(self) -> list[Excerpt]:
        """The cells, where hardly a line is empty with an empty one for each that is.

        Not before a number or the name of what stands below: there it parts rows.
        """
        at = {n for n in self.empty if 0 < n < len(self.cells) and not opens_row(self.cells[n])}
        if not at or len(at) > MOST_EMPTY * len(self.cells):
            return self.cells
        return [
            made
            for n, cell in enumerate(self.cells)
            for made in ([cell.slice(0, 0), cell] if n in at else [cell])
        ]

    def table(self, found: PrintedRows) -> Table:
        """The same as a table."""
        header = self.header
        same = found.columns == header.columns
        names = _settled(header, found.rows) if same else header.columns
        heads = list(zip(names, header.cells, strict=True))
        return Table(
            names if same else found.columns,
            header.cells,
            found.rows,
            tuple((False,) * len(row) for row in found.rows) if found.whole else (),
            in_lines=header.one_line and all(len(row) == len(names) for row in found.rows),
            by_order=not (header.one_line or header.tabbed or header.barred),
            untold=tuple(cell for column, cell in heads if column is Column.OTHER),
            beside=tuple(cell for column, cell in heads if column is Column.DETAIL),
            left_out=found.left_out,
        )


def opens_row(cell: Excerpt) -> bool:
    """Whether a cell may be the first of a row, or a name of what stands below."""
    text = cell.folded.strip()
    return is_number(text) or mark_of(text) is not None


def _settled(header: Header, rows: Sequence[tuple[Excerpt, ...]]) -> tuple[Column, ...]:
    """The columns of a table, one with a name that is not known told by its cells.

    Only rows that have a cell for each column say which cells are its own.
    """
    printed = [cell.text for cell in header.cells]
    names = roles_of(printed, fewest=1) or [heading(name) for name in printed]
    told = Column.TEXT in names or Column.DETAIL not in names
    if Column.OTHER not in header.columns and told:
        return header.columns
    whole = [row for row in rows if len(row) == len(header.columns)]
    if len(whole) < _FEWEST_WHOLE:
        return header.columns
    found = settled(printed, names, [list(cells) for cells in zip(*whole, strict=True)])
    return found if Column.TEXT in found else header.columns


def ends_table(line: str) -> bool:
    """Whether a folded, stripped line stands below a table: 抄送：…, 附件2, 相关链接."""
    if _END_OF_TABLE.match(line) or is_imprint(line) or begins_web_tail(line):
        return True
    return line.startswith("(") and line.endswith(")") and rule_in(line) is not None
