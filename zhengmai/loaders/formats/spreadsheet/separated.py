"""A table saved as text (.csv) → a sheet, as Excel shows such a file when it is opened.

Excel and WPS save what is seen of one sheet: no merged cells, no widths. A title stands alone in
its row, and the rows below the first of a merged cell have nothing in its place. Office systems and
sites of open data write the same, with a header in the first row.

Source: RFC 4180; what is parted by semicolons or tabs has the same name in some countries.
"""

from __future__ import annotations

import csv
import re
from collections import Counter as Counts
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.encoding import decode
from zhengmai.loaders.formats.files import beginning, briefly
from zhengmai.loaders.formats.spreadsheet.sheets import MOST_COLUMNS, Book, Counter, Sheet, Text
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column, heading
from zhengmai.shown import is_own_head

_SEPARATORS = ",;\t"  # the usual one first
_OF_TASKS = (Column.TEXT, *DUTY_COLUMNS)
_HEADER_WITHIN = 8  # rows
_FIRST_LINE = 2_000  # bytes that it has at most
_BEGINNING = 8_000  # bytes in which those rows stand
_LOOKED_AT = 50  # lines
_LONGEST_ROW = 200  # lines of its cells; a mark that is open for longer is no cell's
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# What tells Excel the separator, in a line that is not shown. Example: sep=;
_SAID_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[ ,;\t]*(?:\r\n?|\n)', re.IGNORECASE)
# A number that is to stay as it is written. Example: ="001"
_KEPT = re.compile(r'="([^"]*)"')


def read(text: str, file: str) -> Book:
    """The rows of a text as the one sheet of a workbook.

    Raises:
        UnreadableFileError: a cell is longer than any cell is, or there is too much of it.
    """
    sheet, counter = Sheet(""), Counter(file)
    try:
        for number, row in enumerate(_rows(text)):
            for column, cell in enumerate(row[:MOST_COLUMNS]):
                kept = _KEPT.fullmatch(cell.strip())
                said = (kept[1] if kept else cell).strip()
                if said:
                    shown = counter.counted(said)
                    sheet.texts[number, column] = Text(shown, runs_on="\n" not in shown)
    except csv.Error as error:
        raise UnreadableFileError(
            file, f"not a table parted by commas: {briefly(error)}"
        ) from error
    return Book([sheet])


def is_own(data: bytes) -> bool:
    """Whether a text begins as a list does that this program has written."""
    first = data[:_FIRST_LINE].split(b"\n", 1)[0].rstrip(b"\r")
    try:
        return is_own_head(decode(first, ""))
    except (UnreadableFileError, csv.Error):
        return False


def is_of_other_things(path: Path) -> bool:
    """Whether none of the first rows of a list names a column of tasks, of units or of limits.

    So do lists that lie beside notices. What cannot be looked at is not said to be one.
    """
    try:
        text = decode(beginning(path, _BEGINNING), str(path))
    except UnreadableFileError:
        return False
    first = islice(_rows(text), _HEADER_WITHIN)
    return not any(heading(cell) in _OF_TASKS for row in first for cell in row)


def _rows(text: str) -> Iterator[list[str]]:
    said = _SAID_SEPARATOR.match(text)
    if said is not None:
        return _parted(_LINE.findall(text, said.end()), said[1])
    lines = _LINE.findall(text)
    first = lines[:_LOOKED_AT]
    return _parted(lines, max(_SEPARATORS, key=lambda sign: _fits(first, sign)))


def _parted(lines: Sequence[str], separator: str) -> Iterator[list[str]]:
    """The cells of each row; a quotation mark that is never closed is one of the text."""
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=separator, strict=True)
        try:
            yield next(reader)
            at += reader.line_num
        except csv.Error:
            yield from csv.reader([lines[at]], delimiter=separator, quoting=csv.QUOTE_NONE)
            at += 1


def _fits(lines: Sequence[str], separator: str) -> int:
    """How many rows have the same number of cells, where that is more than one."""
    widths = Counts(len(row) for row in _parted(lines, separator) if len(row) > 1)
    return max(widths.values(), default=0)
