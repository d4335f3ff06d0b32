"""What the cells of a table whose grid is lost look like: numbers, units, limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.linestyle import ends_sentence
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.phrases.marks import Level, mark_of
from zhengmai.loaders.phrases.unitnames import begins_a_name
from zhengmai.model import Span

_ROW_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_SUITS = 4.0  # how well a cell suits a column that it surely stands in
_MOST_LEFT_OUT = 9  # rows of a count that may be missing
_LONGEST_DASH = 2  # characters that stand for an empty cell: —, ——
_FEWEST_NUMBERS = 3  # of rows with blanks behind
_LONGEST_ROW = 200  # lines from one of them to the next
_FEWEST_ENDED, _MOST_ENDED = 0.3, 0.9  # of the lines between end a cell
_LONGEST_BAND = 30  # characters of a line that names the rows below it


def is_number(text: str) -> bool:
    """Whether a line or cell is the number of a row, or of a page."""
    return text.isdecimal() and len(text) <= 3


def row_number(line: Excerpt) -> int | None:
    """The number of a row that is all of a line, a dot behind it or not: 12, 12、; None if none."""
    match = _ROW_NUMBER.fullmatch(line.folded.strip())
    return int(match[1]) if match is not None else None


def goes_on(number: str, last: int) -> bool:
    """Whether a number goes on with the count of a table's rows; some may be left out."""
    return is_number(number) and last < int(number) <= last + _MOST_LEFT_OUT


def is_before_blank(line: Excerpt) -> bool:
    """Whether a blank stands behind a line, as Word puts one at the end of a cell in a PDF."""
    end = line.spans[-1].end if line.spans else 0
    return line.text[-1:].isspace() or line.file_text[end : end + 1] in ("\t", " ", "\xa0")


def ended_by_blanks(lines: Sequence[Excerpt], at: int) -> bool:
    """Whether, in a table one cell a line, blanks tell where a cell ends that is broken over lines.

    They stand behind each number of a row, and behind some of the other lines.
    """
    numbers, last, end = 0, 0, at
    for number in range(at, len(lines)):
        text = lines[number].folded.strip()
        if number > end + _LONGEST_ROW:
            break
        if goes_on(text, last):
            if not is_before_blank(lines[number]):
                return False
            numbers, last, end = numbers + 1, int(text), number
    told = [is_before_blank(line) for line in lines[at:end] if line.text.strip()]
    share = sum(told) / max(1, len(told))
    return numbers >= _FEWEST_NUMBERS and _FEWEST_ENDED <= share <= _MOST_ENDED


def is_dash(line: str) -> bool:
    """Whether a folded line stands for an empty cell: —."""
    return len(line) <= _LONGEST_DASH and says_nothing(line)


def is_band(line: Excerpt) -> bool:
    """Whether a line may name the rows below it: 二、集市上的事."""
    text = line.folded.strip()
    mark = mark_of(text)
    if mark is None or mark.level > Level.POINT:
        return False
    return len(text) <= _LONGEST_BAND and not ends_sentence(text)


def suits(cell: Excerpt, column: Column) -> bool:
    """Whether a cell surely may stand in a column."""
    if is_number(cell.folded.strip()):  # 12 may be a piece of 12月
        return column is Column.NUMBER
    return columns.fit(columns.nature(cell.folded), column) >= _SUITS


def duties_suit(row: Sequence[Excerpt], names: Sequence[Column]) -> bool:
    """Whether units and limits stand in columns of their own, in a row that has all its cells."""
    return len(row) == len(names) and all(
        says_nothing(cell.folded.strip()) or suits(cell, name)
        for cell, name in zip(row, names, strict=True)
        if name in DUTY_COLUMNS and cell.text.strip()
    )


def is_duty(cell: Excerpt) -> bool:
    """Whether a cell is a list of units or a time limit."""
    looks = columns.nature(cell.folded)
    return (looks.units or looks.limit) and not looks.number


def begins(cell: Excerpt) -> bool:
    """Whether a cell begins as names of units do: 区…."""
    return begins_a_name(cell.folded.strip())


def in_one(cells: Sequence[Excerpt], any_cell: Excerpt) -> Excerpt:
    """Cells that stand below each other as one, a line break between them."""
    if not cells:
        return any_cell.slice(0, 0)
    parts: list[Excerpt] = []
    for cell in cells[:-1]:
        end = cell.spans[-1].end
        parts.extend((cell, Excerpt(cell.file_text, (Span(end, end + 1),))))
    return Excerpt.join([*parts, cells[-1]])
