"""Tables of which nothing parts the cells any more: names and rows run on in one line.

    序号工作任务责任单位1守好渡口。旧绳剪断。区水务局牵头；各街道配合2装航灯。区交通局

So copied pages and papers look. With a number, texts and one column of units a row comes out where
its text ends in a stop and all that stands behind it, up to the next number, is units; two columns
of text are one there. Any other such table is said not to be understood: its rows are no prose, and
its numbers no points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt, fold, placed_lines
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.dutyverbs import verb_of
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.unitnames import and_others, begins_a_name, ends_a_name, is_collective
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_HEADER = re.compile(r"(?P<number>序号|编号)(?P<names>[\u4e00-\u9fff()、]{4,60})(?=\d)")
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_NAME = 16  # characters of a name of a column
_FEWEST_NAMES = 2  # beside the number
_USUAL, _UNUSUAL = 2, 3  # what a name costs
_LONGEST_UNITS = 400  # characters
_LONGEST_ROW = 4_000
_MOST_TRIED = 40  # numbers in a row that might begin the next
_ENDS = tuple("。;!?)")
_SIGNS = "\t|｜"


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of columns, run together: what they say, and where they stand in their line."""

    columns: tuple[Column, ...]
    names: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        return self.names[-1][1]

    @property
    def units(self) -> int | None:
        """The column of units, where nothing but texts stands before it, and remarks behind."""
        at = next((n for n, column in enumerate(self.columns) if column in UNIT_COLUMNS), 0)
        texts, behind = self.columns[1:at], self.columns[at + 1 :]
        plain = set(texts) == {Column.TEXT} and set(behind) <= {Column.REMARK}
        return at if plain else None


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables of a whole text whose names run together; one that does not come out is empty."""
    text = visible.file_text
    if "序号" not in text and "编号" not in text:
        return
    lines = list(placed_lines(text))
    at = 0
    while at < len(lines):
        start, line = lines[at]
        header = _header(fold(line)) if not any(sign in line for sign in _SIGNS) else None
        if header is None:
            at += 1
            continue
        last = at
        while last + 1 < len(lines) and _is_cut(fold(lines[last][1])):
            last += 1
        end = lines[last][0] + len(lines[last][1])
        before = line[: header.names[0][0]].strip()
        if header.units is not None and not mark_of(fold(before)):
            yield _table(text, Span(start, end), header, header.units)
        else:  # what is printed before it in its line may be the whole plan
            yield Grid(Span(start + (header.names[0][0] if "。" in before else 0), end), ())
        at = last + 1


def _is_cut(line: str) -> bool:
    """Whether a row goes on below a folded line: it ends neither in a stop nor in a whole name."""
    said = line.rstrip()
    return bool(said) and not said.endswith(_ENDS) and not _is_whole(said[-_LONGEST_ROW:])


def _is_whole(units: str) -> bool:
    """Whether the last name of a list, or the verb behind it, is whole."""
    last = re.split("[、,;。]", units)[-1].strip()
    if len(last) < 2:
        return False
    return (
        ends_a_name(last)
        or is_collective(last)
        or and_others(last) is not None
        or verb_of(last) is not None
    )


def _header(line: str) -> _Header | None:
    """The first names of columns in a folded line that stand together, a number behind them."""
    match = _HEADER.search(line)
    if match is None:
        return None
    names = _names_in(match["names"])
    if names is None or len(names) < _FEWEST_NAMES:
        return None
    at = match.start("names")
    placed = (match.span("number"), *((at + a, at + b) for a, b in names))
    columns = columnnames.of_names([line[a:b] for a, b in placed])
    if columns is None or Column.TEXT not in columns:
        return None
    if not any(column in DUTY_COLUMNS for column in columns):
        return None
    return _Header(columns, tuple(placed))


def _names_in(text: str) -> list[tuple[int, int]] | None:
    """A text as names of columns on end, as few and as usual as may be; None where it is not such.

    目标任务责任单位 is 目标任务 | 责任单位, not 目标 | 任务责任单位.
    """
    below: list[tuple[int, list[tuple[int, int]]] | None] = [None] * len(text) + [(0, [])]
    for at in reversed(range(len(text))):
        for end in range(at + 2, min(len(text), at + _LONGEST_NAME) + 1):
            others = below[end]
            name = text[at:end]
            if others is None or columnnames.heading(name) is None:
                continue
            cost = others[0] + (_USUAL if name in columnnames.HEADINGS else _UNUSUAL)
            best = below[at]
            if best is None or cost < best[0]:
                below[at] = cost, [(at, end), *others[1]]
    return below[0][1] if below[0] is not None else None


def _table(text: str, span: Span, header: _Header, units: int) -> Grid:
    """The rows of a table behind its header; what does not come out is left out.

    Where the file ends in the middle of the last row, it is cut in its text, or in its units: what
    stands behind the last stop is left where it may be these.
    """
    at = span.start + header.end
    title = Span(span.start, span.start + header.names[0][0])
    cells = [Cell(0, 0, 1, len(header.names), title)]
    cells += [
        Cell(1, column, 1, 1, Span(span.start + a, span.start + b))
        for column, (a, b) in enumerate(header.names)
    ]
    folded = fold(text[at : span.end])
    row = 1
    start = 0
    while (found := _row(folded, start)) is not None:
        row += 1
        cells.extend(
            Cell(row, column, 1, 1, Span(at + a, at + b))
            for column, (a, b) in zip((0, 1, units), found, strict=True)
        )
        start = found[-1][1]
    if row == 1:
        return Grid(span, ())
    rest = Span(at + start, span.end)
    if not folded[start:].strip():
        return Grid(span, tuple(cells))
    own = None if text[span.end :].strip() else _cut_row(folded, start)
    if own is None:
        return Grid(span, tuple(cells), left_out=(rest,))
    cells.extend(Cell(row + 1, column, 1, 1, Span(at + a, at + b)) for column, (a, b) in own)
    return Grid(span, tuple(cells), cut=True)


def _cut_row(folded: str, start: int) -> Sequence[tuple[int, tuple[int, int]]] | None:
    """Number and text of a last row that ends in the middle of its text, or of its units."""
    number = _NUMBER.match(folded, start)
    if number is None or len(folded) - start > _LONGEST_ROW:
        return None
    if _following(number).search(folded, number.end()) or folded.rstrip().endswith(_ENDS):
        return None
    end = folded.rfind("。", number.end()) + 1
    rest = folded[end:].strip()
    in_units = end > 0 and (nature(rest).units or begins_a_name(rest))
    return (0, number.span()), (1, (number.end(), end if in_units else len(folded)))


def _following(number: re.Match[str]) -> re.Pattern[str]:
    """Where the number of the next row may stand."""
    return re.compile(rf"(?<!\d){int(number[0]) + 1}(?!\d)")


def _row(folded: str, start: int) -> Sequence[tuple[int, int]] | None:
    """Where number, text and units of the row stand that begins at a place, or None."""
    number = _NUMBER.match(folded, start)
    if number is None:
        return None
    until = min(len(folded), start + _LONGEST_ROW)
    ends = [m.start() for m in _following(number).finditer(folded, number.end(), until)][
        :_MOST_TRIED
    ]
    for end in (*ends, *([len(folded)] if until == len(folded) else [])):
        units = _units_at(folded, number.end(), end)
        if units is not None:
            return number.span(), (number.end(), units), (units, end)
        if folded[:end].endswith("。"):
            return None  # the next row may begin here, and this one has no units
    return None


def _units_at(folded: str, start: int, end: int) -> int | None:
    """Where the units begin that end a row, behind the last stop of its text, or None."""
    at = folded.rfind("。", max(start, end - _LONGEST_UNITS), end) + 1
    said = folded[at:end].strip()
    if not at or not said or (end == len(folded) and not _is_whole(said)):
        return None  # the last name may be cut
    return at if nature(said).units else None
