"""The XML of .xlsx workbooks: names of elements, numbers, places of cells, texts.

Source: ECMA-376-1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.spreadsheet.sheets import MOST_COLUMNS, MOST_ROWS, Area

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}pic"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
OFF = frozenset({"0", "false", "off"})
_ROW = rb'row\s(?>[^<>]*?\br="\d+")[^<>]*+'
_CELL = rb'c\s(?>[^<>]*?\br="[A-Z]+\d+")[^<>]*+(?<=/)>'
# Rows and cells that say nothing: some programs write a million of them. No step is taken back.
EMPTY = re.compile(rb"<(?:" + _ROW + rb"(?:(?<=/)>|>(?:<" + _CELL + rb")*+</row>)|" + _CELL + rb")")

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def number(said: str | None, default: int) -> int:
    """A whole number that is not negative; the default for anything else."""
    return int(said) if said is not None and _NUMBER.fullmatch(said.strip()) else default


def is_on(element: Element, name: str) -> bool:
    """Whether an attribute says yes."""
    return str(element.get(name, "0")) not in OFF


def place(said: str | None) -> tuple[int, int] | None:
    """Row and column of a cell: B3 → (2, 1); None where there is no such cell."""
    match = _PLACE.fullmatch(said.strip()) if said else None
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if 0 < row <= MOST_ROWS and column <= MOST_COLUMNS else None


def area(said: str | None) -> Area | None:
    """The cells from one to another: A1:C2."""
    first, _, last = (said or "").partition(":")
    begins, ends = place(first), place(last or first)
    return None if begins is None or ends is None else Area(*begins, *ends)


def plain(text: str | None) -> str:
    """A text without the signs by which the format writes what XML cannot hold: _x000D_."""
    said = text or ""
    return _SIGN.sub(lambda match: chr(int(match[1], 16)), said) if "_x" in said else said
