"""The header rows of tables in lines: with tabs, or one name of a column a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.phrases.columnnames import (
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    heading,
    may_be_name,
)
from zhengmai.loaders.phrases.marks import mark_of

_LONGEST_HEADER = 120  # characters of a line that names columns
BARS = ("|", "｜")
_LONGEST_PIECE = 8  # characters of a line of a name that is broken over two
_MOST_BETWEEN = 4  # lines that the second of them stands below the first
_FEWEST_BARRED = 4  # lines that end in a bar, from which they are cells of a table
_MOST_COLUMNS = 60  # of a table of tasks
_PAIR = 2  # names, of the tasks and of their units
_FEWEST_PAIRS = 3  # rows below them
_LONGEST_CELL = 12  # lines of a text, or of its units
_PRINTED = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Header:
    """A header row found in lines.

    Attributes:
        columns: what it names.
        cells: the names as printed.
        end: the number of the line after it.
        one_line: all names stand in one line.
        tabbed: a tab begins each cell.
        barred: a bar on a line of its own stands between cells.
        closed: one stands behind the last name of the row, too.
        spaced: all names stand in one line, with blanks between; the cells stand on lines.
    """

    columns: tuple[Column, ...]
    cells: tuple[Excerpt, ...]
    end: int
    one_line: bool
    tabbed: bool
    barred: bool = False
    closed: bool = False
    spaced: bool = False

    def end_again(self, lines: Sequence[Excerpt], at: int) -> int | None:
        """The line after all of its names, where they are printed again from a line on.

        They stand on a line or on several, as a page prints them.
        """
        names = "".join(map(_plain, self.cells))
        said = ""
        while at < len(lines) and names.startswith(said):
            said += _plain(lines[at])
            at += 1
            if said == names:
                return at
        return None

    def is_again(self, other: Header) -> bool:
        """Whether it is another header, printed again: of the same columns, or the same names."""
        if self.columns == other.columns:
            return True
        return set(map(_plain, self.cells)) == set(map(_plain, other.cells))

    @property
    def lists_contacts(self) -> bool:
        """Whether a column says whom to ask: 联系人, 联系电话."""
        return any("联系" in cell.text or "电话" in cell.text for cell in self.cells)


def _plain(printed: Excerpt) -> str:
    return "".join(printed.folded.split())


def bars_apart(lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The lines, a bar at the end of a line on a line of its own, where many lines end so.

    Pages that are saved as text print a table as its cells, a bar behind each.
    """
    single = [_ends_in_a_bar(line) for line in lines]
    if sum(single) < _FEWEST_BARRED:
        yield from lines
        return
    for line, barred in zip(lines, single, strict=True):
        if not barred:
            yield from _empty_cells(line)
            continue
        cut = len(line.text.rstrip()) - 1
        yield line.slice(0, cut)
        yield line.slice(cut)


def _empty_cells(line: Excerpt) -> Iterator[Excerpt]:
    """A line of nothing but bars as a line for each: empty cells stand between them."""
    text = line.text.strip()
    if len(text) < 2 or text.strip("".join(BARS)):
        yield line
        return
    at = line.text.index(text[0])
    yield from (line.slice(n, n + 1) for n in range(at, at + len(text)))


def _ends_in_a_bar(line: Excerpt) -> bool:
    text = line.text.strip()
    return len(text) > 1 and text.endswith(BARS) and sum(map(text.count, BARS)) == 1


def header_at(lines: Sequence[Excerpt], at: int) -> Header | None:
    """A header row beginning at a line: all in one line, or one name a line."""
    first = lines[at]
    if not 0 < len(first) <= _LONGEST_HEADER:
        return None
    if "\t" in first.text.strip():
        return _tabbed_header(first, at)
    return spaced_header(lines, at) or _header_of_lines(lines, at)


def _header_of_lines(lines: Sequence[Excerpt], at: int) -> Header | None:
    """The header that begins at a line with one name a line."""
    first = lines[at]
    text = first.text.strip()
    if heading(text) is None and (
        not 0 < len(text) <= _LONGEST_PIECE or heading(_name_at(lines, at)[0].text) is None
    ):
        return None
    names: list[Excerpt] = []
    end = at
    numbered = heading(first.text) is Column.NUMBER
    barred = False
    until = 0  # the line after a name that is broken over lines
    for index in range(at, len(lines)):
        if index < until:
            continue
        name, until = _name_at(lines, index)
        known = heading(name.text) is not None
        if name.text in BARS:
            barred = True
            continue
        # Where rows begin with a number, a name that is not known can still be told from a cell.
        told = known or _may_be_unknown(name, lines, until, numbered=numbered, first=not names)
        if (name and not told) or len(names) > _MOST_COLUMNS:
            break
        if name:
            names.append(name)
            end = until
    drawn = barred or _are_a_pair(names, lines, end)
    found = columns.header(names, drawn=drawn) if len(names) <= _MOST_COLUMNS else None
    if not found:
        return None
    tabbed = first.text.startswith("\t")
    closed = barred and _next_line(lines, end) in BARS
    return Header(found, tuple(names), end, False, tabbed, barred, closed)


def _may_be_unknown(
    name: Excerpt, lines: Sequence[Excerpt], after: int, *, numbered: bool, first: bool
) -> bool:
    """Whether a line between names is one that is not known.

    Where rows begin with a number all lines before it are; else one between two that are known,
    and neither units nor a limit: 项目名称 | 办什么事 | 责任单位.
    """
    possible = may_be_name(name.text) and not is_furniture(name.folded.strip())
    if numbered or first or not possible:
        return numbered and possible
    looks = columns.nature(name.folded)
    known = heading(_next_line(lines, after)) is not None
    return bool(name) and known and not (looks.units or looks.limit or looks.marked)


def _tabbed_header(line: Excerpt, at: int) -> Header | None:
    """The header row that a line with tabs is, the number of which is given."""
    cells = tuple(c.strip() for c in split_at_tabs(line) if c.text.strip())
    found = columns.header(cells) if len(cells) <= _MOST_COLUMNS else None
    return Header(found, cells, at + 1, True, True) if found else None


def spaced_header(lines: Sequence[Excerpt], at: int) -> Header | None:
    """The header of a table one cell a line whose own cells fitted on a line of the page.

    Below it the first row begins with its number: 序号 工作任务 责任单位 | 1 | 换缆绳。 | 区水务局.
    Where rows have none, each name is known, and the line below is a cell.
    """
    line = lines[at]
    names = line.text.split()
    if len(names) < _PAIR or heading(names[0]) is None:
        return None
    if not all(map(may_be_name, names)):
        return None
    found = list(map(heading, names))
    below, second = (*islice(_printed_lines(lines, at + 1), 2), "", "")[:2]
    if found[0] is Column.NUMBER:
        begins = "1" in (below, second if mark_of(fold(below)) is not None else "")
    else:
        begins = None not in found and Column.TEXT in found and len(below.split()) == 1
    cells = tuple(line.slice(*match.span()) for match in _PRINTED.finditer(line.text))
    paired = _are_a_pair(cells, lines, at + 1)
    roles = columns.header(cells, drawn=paired) if begins or paired else None
    return Header(roles, cells, at + 1, False, False, spaced=True) if roles else None


def _name_at(lines: Sequence[Excerpt], at: int) -> tuple[Excerpt, int]:
    """The name of a column that begins on a line, and the line after it: 主 | 要 内 容 is one."""
    text = lines[at].text.strip()
    if not 0 < len(text) <= _LONGEST_PIECE or text in BARS:
        return lines[at].strip(), at + 1
    below = at + 1
    while below < min(at + _MOST_BETWEEN, len(lines)) - 1 and not lines[below].text.strip():
        below += 1
    rest = lines[below].text.strip() if below < len(lines) else ""
    if not 0 < len(rest) <= _LONGEST_PIECE or heading(text + rest) is None:
        return lines[at].strip(), at + 1
    if heading(text) is not None and heading(rest) is not None:
        return lines[at].strip(), at + 1
    return Excerpt.join([lines[at].strip(), lines[below].strip()]), below + 1


def _are_a_pair(names: Sequence[Excerpt], lines: Sequence[Excerpt], at: int) -> bool:
    """Whether two names alone are those of a table: a text and its units take turns below them.

    >>> 工作任务 | 责任单位 | 换缆绳。 | 区水务局 | 装航灯。 | 区交通局 | …
    """
    found = [heading(name.text) for name in names]
    if len(found) != _PAIR or found[0] not in TASK_COLUMNS or found[1] not in UNIT_COLUMNS:
        return False
    pairs, size, units = 0, 0, False
    for text in _printed_lines(lines, at):
        looks = columns.nature(fold(text))
        if looks.units != units:
            pairs += not looks.units
            units, size = looks.units, 0
        size += 1
        if pairs == _FEWEST_PAIRS or size > _LONGEST_CELL:
            break
    return pairs + units >= _FEWEST_PAIRS


def bars_on(lines: Sequence[Excerpt], at: int) -> Iterator[bool]:
    """Once for each bar on a line of its own, from a line on, before anything else stands."""
    for number in range(at, len(lines)):
        text = lines[number].text.strip()
        if text and text not in BARS:
            return
        if text:
            yield True


def _next_line(lines: Sequence[Excerpt], at: int) -> str:
    """The next line that is not empty, from a line on."""
    return next(_printed_lines(lines, at), "")


def _printed_lines(lines: Sequence[Excerpt], at: int) -> Iterator[str]:
    """The lines that are not empty, from a line on."""
    return filter(None, (lines[number].text.strip() for number in range(at, len(lines))))


def split_at_tabs(line: Excerpt) -> Iterator[Excerpt]:
    """The cells of a line with tabs, empty ones too."""
    at = 0
    for match in re.finditer("\t", line.text):
        yield line.slice(at, match.start())
        at = match.end()
    yield line.slice(at)
