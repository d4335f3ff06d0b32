"""Ledgers filled in as people do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from zhengmai.export.ledger.form import ALL, KEY, Per
from zhengmai.export.ledger.writing import title_of, workbook
from zhengmai.graph.store import Store
from zhengmai.queries.ledger import ledger

PLACE = "苍坪县"


def written(store: Store, file: Path, *, per: Per = Per.UNIT, **chosen: Any) -> Path:
    """A ledger that was written."""
    _, pieces = workbook(ledger(store, **chosen), per, title_of(chosen.get("place"), None, None))
    file.write_bytes(b"".join(pieces))
    return file


def heads(sheet: Any) -> dict[str, int]:
    """Heading → column."""
    return {cell.value: cell.column for cell in sheet[1]}


def fill(sheet: Any, row: int, **said: object) -> None:
    """Write into cells of a row by their headings."""
    columns = heads(sheet)
    for name, value in said.items():
        sheet.cell(row, columns[name]).value = value


def row_of(sheet: Any, key: str) -> int:
    """The row of a task."""
    column = heads(sheet)[KEY]
    return next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, column).value == key)


def key_in(sheet: Any, row: int) -> str:
    """The hidden key of a row."""
    return str(sheet.cell(row, heads(sheet)[KEY]).value)


def opened(file: Path) -> tuple[Any, Any]:
    """A workbook and its sheet of all tasks."""
    book = openpyxl.load_workbook(file)
    return book, book[ALL]
