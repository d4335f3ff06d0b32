"""A binary workbook (.xls, .et), also one without the container of old office files → its sheets.

Source: [MS-XLS] (BIFF8) and its forerunners, as xlrd reads them.
"""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import briefly
from zhengmai.loaders.formats.packages import LOCKED
from zhengmai.loaders.formats.spreadsheet.numberformats import BUILT_IN, shown
from zhengmai.loaders.formats.spreadsheet.sheets import (
    HIDDEN,
    STRUCK_OUT,
    WHITE,
    Area,
    Book,
    Counter,
    Sheet,
    Text,
)

if TYPE_CHECKING:
    from xlrd.book import Book as Workbook
    from xlrd.sheet import Sheet as Worksheet

_FIRST_OWN_FORMAT = 164  # numbers below are built in
_WHITES = (1, 9)  # of the palette
_A_DIGIT = 256  # units of width
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip


def read(data: bytes, file: str) -> Book:
    """The sheets of a binary workbook.

    Raises:
        UnreadableFileError: it is none, is damaged, has a password, or holds too much.
    """
    import xlrd

    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True,
            logfile=io.StringIO(),
        ) as workbook:  # fmt: skip
            return _book(workbook, file)
    except (UnreadableFileError, MemoryError):
        raise
    except Exception as error:  # it raises whatever a damaged file makes it
        if "encrypted" in str(error):
            raise UnreadableFileError(file, LOCKED) from error
        raise UnreadableFileError(
            file,
            f"no workbook that can be read, or a damaged one ({briefly(error)}): open it in Excel "
            "or WPS and save it as .xlsx",
        ) from error


def _book(workbook: Workbook, file: str) -> Book:
    book = Book()
    reader = _Reader(workbook, Counter(file))
    for number, name in enumerate(workbook.sheet_names()):
        if workbook.sheet_by_index(number).visibility:
            book.hidden.append(name)
        else:
            book.sheets.append(reader.sheet(workbook.sheet_by_index(number)))
        workbook.unload_sheet(number)
    return book


class _Reader:
    def __init__(self, workbook: Workbook, count: Counter) -> None:
        self._workbook = workbook
        self._count = count

    def sheet(self, sheet: Worksheet) -> Sheet:
        """What a sheet shows."""
        found = Sheet(sheet.name)
        found.merge(Area(t, le, b - 1, r - 1) for t, b, le, r in sheet.merged_cells)
        found.hidden_rows = {n for n, row in sheet.rowinfo_map.items() if row.hidden}
        for column, info in sheet.colinfo_map.items():
            if info.hidden or not info.width:
                found.hidden_columns.append((column, column))
            found.widths.append((column, column, info.width / _A_DIGIT))
        found.hidden_columns.sort()
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                self._cell(sheet.cell(row, column), found, row, column)
        return found

    def _cell(self, cell: Any, found: Sheet, row: int, column: int) -> None:
        import xlrd

        style = self._style(cell.xf_index)
        match cell.ctype:
            case xlrd.XL_CELL_TEXT:
                said = str(cell.value)
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                from_1904 = bool(self._workbook.datemode)
                said = shown(cell.value, self._code(style), from_1904=from_1904)
            case xlrd.XL_CELL_BOOLEAN:
                said = "TRUE" if cell.value else "FALSE"
            case xlrd.XL_CELL_ERROR:
                said = _ERRORS.get(cell.value, "#N/A")
            case _:
                return
        said = self._count.counted(said)
        why = self._why_left_out(style)
        if why is None and not said and cell.ctype != xlrd.XL_CELL_TEXT:
            why, said = HIDDEN, str(cell.value)
        if why is not None:
            found.leave_out(why, said)
        elif said.strip():
            wrapped = style is not None and bool(style.alignment.text_wrapped)
            runs_on = cell.ctype == xlrd.XL_CELL_TEXT and not wrapped
            found.texts[row, column] = Text(said, runs_on and "\n" not in said.strip())

    def _style(self, index: int | None) -> Any:
        with suppress(IndexError, TypeError):
            return self._workbook.xf_list[index]
        return None

    def _code(self, style: Any) -> str:
        if style is None:
            return "General"
        key = style.format_key
        if key < _FIRST_OWN_FORMAT and key in BUILT_IN:
            return BUILT_IN[key]
        known = self._workbook.format_map.get(key)
        return str(known.format_str) if known is not None else "General"

    def _why_left_out(self, style: Any) -> str | None:
        if style is None:
            return None
        with suppress(IndexError):
            font = self._workbook.font_list[style.font_index]
            if font.struck_out:
                return STRUCK_OUT
            if font.colour_index in _WHITES and not style.background.fill_pattern:
                return WHITE
        return None
