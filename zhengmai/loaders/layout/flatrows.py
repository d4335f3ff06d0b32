"""Tables whose cells single blanks part, one line a row.

Rule (what is left of a page or a PDF that was copied as text)::

    序号 类别 主要任务 具体措施 牵头单位 责任单位
    1 守好渡 口 换缆绳 旧绳一律剪断,不得再用。 市水利局 市财政局、各县
    2  装航灯 三个码头各装一盏航标灯,夜里有人值守。 市交通局 各县

A blank is left, too, where a cell broke over lines, and merged cells are missing: the count of the
pieces says little. The last columns are sure where as many pieces at the end of a line are lists of
units 单位名单, or limits 时限; right before them stands the text, a sentence. Where it begins is
told by how cells break: a line of a cell is full before it breaks, a name has no comma and is far
shorter than the text. What does not come out so is told and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt, fold, placed_lines
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.linecells import goes_on, is_number
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.phrases.marks import Level, mark_of
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.phrases.unitnames import and_others, ends_a_name, is_collective
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_WORD = re.compile(r"[^ \u3000]+")
_OTHER_SIGNS = ("\t", "|", "｜")  # what tables of other kinds are drawn with
_STOP = re.compile(r"[,。;:!?]")  # on folded text: no name of a column has one
_WORDS = re.compile(r"[^,。;:!?\x21\x23-\x7e](?:[^,。;:!?]*[^,。;:!?\x21\x23-\x26\x2a-\x7e])?")
_SENTENCE = re.compile(r"[。;!?][)”]?$")
_NAMES = re.compile(r"[、,;]")
_FEWEST_COLUMNS = 3
_MOST_PIECES = 3  # that blanks part a name of a column into: 工 作 任务
_LONGEST_HEADER = 160  # characters
_LONGEST_BAND = 30  # characters of a line that names the rows below it
_MOST_IN_VAIN = 10_000  # lines below names without a row, from which on no more names are read
_MOST_BETWEEN = 6  # lines that a row may go on in
_FAR_LONGER = 2  # times: a text beside the name before it
_NEARLY = 1  # characters that a full line of a cell may stop short
_TEXTS = (Column.TEXT, Column.DETAIL)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, and where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def folded(self) -> str:
        return fold(self.text).strip()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two blanks; nothing between two on end."""

    span: Span
    text: str  # folded


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of the columns.

    Attributes:
        columns: what they say.
        names: where they stand.
        duty: how many columns of units and limits end the row, before those of remarks.
        remarks: how many columns of remarks stand behind them.
    """

    columns: tuple[Column, ...]
    names: tuple[Span, ...]
    duty: int
    remarks: int

    @property
    def numbered(self) -> bool:
        return self.columns[0] is Column.NUMBER

    @property
    def text(self) -> int:
        """The column right before those of units and limits."""
        return len(self.columns) - self.remarks - self.duty - 1

    @property
    def clear(self) -> bool:
        """Whether that column says the tasks, and those of units stand on end behind it."""
        others = (*self.columns[: self.text], *self.columns[self.text + 1 + self.duty :])
        return (
            self.duty > 0
            and self.text >= self.numbered
            and self.columns[self.text] is Column.TEXT
            and not any(column in DUTY_COLUMNS for column in others)
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells that are sure, each with its column."""

    cells: tuple[tuple[int, Span], ...]


@dataclass
class _Lines:
    """The lines of a row, or of what should be one."""

    start: int
    end: int
    row: _Row | None
    band: bool = False


@dataclass
class _Reading:
    """What is read below a header."""

    header: _Header
    found: list[_Lines] = field(default_factory=list)
    last: int = 0  # the number of the row above

    def begins(self, line: _Line) -> bool:
        """Whether a row begins on a line: with the next number, or where it comes out as one."""
        if not self.header.numbered:
            return _row(line, self.header) is not None
        first = _WORD.match(line.folded)
        return first is not None and goes_on(first[0], self.last)

    def add(self, line: _Line) -> None:
        """Read the row that begins on a line."""
        first = _WORD.match(line.folded)
        if self.header.numbered and first is not None:
            self.last = int(first[0])
        self.found.append(_Lines(line.start, line.end, _row(line, self.header)))


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text in its order; one that is not understood has no cells."""
    text = visible.file_text
    lines = [_Line(at, line) for at, line in placed_lines(text)]
    at = vain = 0  # lines that were read below names without a row
    while at < len(lines):
        header = _header(lines[at])
        if header is None or _is_drawn(lines, at + 1):
            at += 1
            continue
        grid, after, stop = _table(lines, at, header)
        vain += 0 if grid.cells else stop - at
        if vain > _MOST_IN_VAIN:
            return
        yield grid
        at = after


def _is_drawn(lines: Sequence[_Line], at: int) -> bool:
    """Whether the next line that says something has the signs of another kind of table in it."""
    texts = (lines[number].text for number in range(at, len(lines)))
    following = next((text for text in texts if text.strip()), "")
    return any(sign in following for sign in _OTHER_SIGNS)


def _header(line: _Line) -> _Header | None:
    """The names of columns in a line, every one of which is known."""
    text = line.text.strip()
    if not 0 < len(text) <= _LONGEST_HEADER or any(sign in text for sign in _OTHER_SIGNS):
        return None
    words = [(m.start(), m.end()) for m in _WORD.finditer(line.text)]
    if len(words) < _FEWEST_COLUMNS:
        return None
    named = _names_in(line.text, words)
    if named is None or len(named) < _FEWEST_COLUMNS:
        return None
    columns = columnnames.of_names([line.text[a:b] for a, b in named])
    if columns is None or Column.TEXT not in columns:
        return None
    if not any(column in DUTY_COLUMNS for column in columns):
        return None
    remarks = _on_end(columns, (Column.REMARK,))
    duty = _on_end(columns[: len(columns) - remarks], DUTY_COLUMNS)
    names = tuple(Span(line.start + a, line.start + b) for a, b in named)
    return _Header(columns, names, duty, remarks)


def _on_end(columns: Sequence[Column], wanted: Sequence[Column]) -> int:
    """How many of the last columns are of a kind."""
    return next((n for n, c in enumerate(reversed(columns)) if c not in wanted), len(columns))


def _names_in(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """Words as the names of columns, those that a blank broke made one; None where one is none."""
    below: list[list[tuple[int, int]] | None] = [[]]  # from each word on
    for at in reversed(range(len(words))):
        found = None
        for size in range(1, min(_MOST_PIECES, len(words) - at) + 1):
            start, end = words[at][0], words[at + size - 1][1]
            others = below[-size]
            if others is not None and columnnames.heading(text[start:end]) is not None:
                found = [(start, end), *others]
                break
        below.append(found)
    return below[-1]


def _table(lines: Sequence[_Line], at: int, header: _Header) -> tuple[Grid, int, int]:
    """The table below a header, the number of the line after it, and of the last one looked at."""
    reading = _Reading(header)
    after = number = at + 1
    names = lines[at].folded.split()
    apart = False  # an empty line stands above
    for number in range(at + 1, len(lines)):
        line = lines[number]
        folded = line.folded
        if not folded:
            apart = True
            continue
        if ends_table(folded):
            break
        if is_furniture(folded) or folded.split() == names:
            continue
        if reading.begins(line):
            reading.add(line)
        elif _is_band(folded) and _row_below(reading, lines, number, anew=True):
            reading.found.append(_Lines(line.start, line.end, None, band=True))
            reading.last = 0
        elif not _goes_on(reading, lines, number, apart=apart):
            break
        after, apart = number + 1, False
    span = Span(lines[at].start, lines[after - 1].end)
    rows = [found for found in reading.found if found.row is not None or found.band]
    if not any(found.row is not None for found in rows):
        return Grid(span, ()), after, number
    left_out = tuple(
        Span(found.start, found.end)
        for found in reading.found
        if found.row is None and not found.band
    )
    return Grid(span, tuple(_cells(header, rows)), left_out=left_out), after, number


def _is_band(folded: str) -> bool:
    """Whether a line may name the rows below it: 二、装航灯."""
    mark = mark_of(folded)
    short = len(folded) <= _LONGEST_BAND and not _SENTENCE.search(folded)
    return mark is not None and mark.level <= Level.POINT and short


def _row_below(reading: _Reading, lines: Sequence[_Line], at: int, *, anew: bool = False) -> bool:
    """Whether a row begins not far below a line; its number may begin anew."""
    for line in lines[at + 1 : at + 1 + _MOST_BETWEEN]:
        if ends_table(line.folded):
            return False
        if reading.begins(line) or (anew and line.folded.startswith("1 ")):
            return True
    return False


def _goes_on(reading: _Reading, lines: Sequence[_Line], at: int, *, apart: bool) -> bool:
    """Whether a line is part of the row above, which then does not come out; else False."""
    folded = lines[at].folded
    rows = reading.found
    if not rows:
        if apart or mark_of(folded) is not None:
            return False
        rows.append(_Lines(lines[at].start, lines[at].end, None))
        return True
    if not _row_below(reading, lines, at):
        above = rows[-1]
        broken = above.row is None and not above.band
        if apart or not (broken or looks_like_units(folded)) or mark_of(folded) is not None:
            return False
    rows[-1].end, rows[-1].row, rows[-1].band = lines[at].end, None, False
    return True


def _row(line: _Line, header: _Header) -> _Row | None:
    """The sure cells of a row, or None where it does not come out."""
    pieces = list(_pieces(line))
    if not header.clear or not pieces:
        return None
    number = pieces[: int(header.numbered)]
    if number and not is_number(number[0].text):
        return None
    rest = pieces[len(number) :]
    found: list[_Row] = []
    for remarks in range(header.remarks + 1):
        end = len(rest) - remarks
        start = end - header.duty
        if start < 1 or not _are_duties(rest[start:end], header):
            continue
        wanted = header.text - len(number) + 1  # pieces up to the text
        text = _text(rest[:start], header, whole=start == wanted)
        if text is None:
            continue
        cells = [(0, piece.span) for piece in number]
        cells.append((header.text, text))
        cells += [(header.text + 1 + n, p.span) for n, p in enumerate(rest[start:end])]
        cells += [(len(header.columns) - remarks + n, p.span) for n, p in enumerate(rest[end:])]
        found.append(_Row(tuple((column, span) for column, span in cells if span.start < span.end)))
    return found[0] if len(found) == 1 else None


def _pieces(line: _Line) -> Iterator[_Piece]:
    """What the blanks of a line part, nothing between two of them on end."""
    text = line.text.strip()
    at = line.start + (line.text.index(text) if text else 0)
    for piece in re.split(r"[ \u3000]", text):
        yield _Piece(Span(at, at + len(piece)), fold(piece))
        at += len(piece) + 1


def _are_duties(pieces: Sequence[_Piece], header: _Header) -> bool:
    """Whether pieces are what stands in the columns of units and limits, some of it not nothing."""
    columns = header.columns[header.text + 1 :]
    return any(not says_nothing(piece.text) for piece in pieces) and all(
        says_nothing(piece.text)
        or (_are_units(piece.text) if column in UNIT_COLUMNS else nature(piece.text).limit)
        for piece, column in zip(pieces, columns, strict=False)
    )


def _are_units(text: str) -> bool:
    """Whether a piece is a list of units whose last name is whole."""
    last = _NAMES.split(text)[-1]
    whole = ends_a_name(last) or is_collective(last) or and_others(last) is not None
    return whole and looks_like_units(text)


def _text(pieces: Sequence[_Piece], header: _Header, *, whole: bool) -> Span | None:
    """The text that ends the pieces before the units, or None where it is not sure.

    Args:
        pieces: those between the number and the units.
        header: the names of the columns.
        whole: there are as many as there are columns.
    """
    last = pieces[-1]
    if not _SENTENCE.search(last.text) or looks_like_units(last.text):
        return None
    before = pieces[:-1]
    if sum(column in _TEXTS for column in header.columns) > 1:
        return last.span if whole and _are_cells(before, header) else None
    if whole:
        above = before[-1].text if before else ""
        return last.span if _are_names(before) and len(above) <= len(last.text) else None
    start = last.span.start
    longest = len(last.text)
    columns = header.text - int(header.numbered)  # before the text
    ended = False  # a sentence ends in the text before its last piece
    for at in reversed(range(len(before))):
        piece = before[at]
        stops = _STOP.search(piece.text) is not None
        if not stops and _FAR_LONGER * len(piece.text) <= longest:
            # 植树 200 亩: a blank stands beside figures, too, where nothing breaks
            names = before[: at + 1]
            sure = _are_names(names) and _may_fill(names, columns)
            return _from(start, last) if sure and not (ended and at + 1 < columns) else None
        full = len(piece.text) + _NEARLY >= longest or _SENTENCE.search(piece.text) is not None
        if not (stops and full):
            return None
        ended = ended or _SENTENCE.search(piece.text) is not None
        start = piece.span.start
        longest = max(longest, len(piece.text))
    return None if ended and columns else _from(start, last)


def _may_fill(names: Sequence[_Piece], columns: int) -> bool:
    """Whether pieces may be the cells of so many columns: of a broken one, the first line is full.

    Example: 加固堤 | 防; but 装灯 | 在两个渡口 are no lines of one cell.
    """
    broken = sum(
        bool(below.text) and len(above.text) >= len(below.text) for above, below in pairwise(names)
    )
    return len(names) - columns <= broken


def _from(start: int, last: _Piece) -> Span:
    return Span(start, last.span.end)


def _are_names(pieces: Sequence[_Piece]) -> bool:
    """Whether pieces may be names of tasks, or parts of them: words without stops and figures."""
    return all(not piece.text or _WORDS.fullmatch(piece.text) for piece in pieces)


def _are_cells(pieces: Sequence[_Piece], header: _Header) -> bool:
    """Whether pieces are what stands in the columns before the text: sentences, and names."""
    columns = header.columns[int(header.numbered) :]
    return all(
        not piece.text
        or bool(_SENTENCE.search(piece.text) if column in _TEXTS else not _STOP.search(piece.text))
        for piece, column in zip(pieces, columns, strict=False)
    )


def _cells(header: _Header, rows: Sequence[_Lines]) -> Iterator[Cell]:
    for column, span in enumerate(header.names):
        yield Cell(0, column, 1, 1, span)
    for number, found in enumerate(rows, 1):
        if found.row is None:
            yield Cell(number, 0, 1, len(header.columns), Span(found.start, found.end))
            continue
        for column, span in found.row.cells:
            yield Cell(number, column, 1, 1, span)
