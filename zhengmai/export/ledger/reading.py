"""A filled ledger, as Excel, WPS or LibreOffice saved it.

Its rows may be sorted, filtered, copied or gone, its sheets renamed, columns added, moved or gone:
what counts is found by the headings and by the hidden column of each sheet. A file that was sent in
is anybody's, so what it may cost is bounded, and only values are read: no formula is worked out.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from zhengmai.errors import ZhengmaiError
from zhengmai.export.ledger.form import HEADINGS, KEY, REPORTED
from zhengmai.queries.taskkeys import TaskKey
from zhengmai.reporting import Entry, Refusal, Where
from zhengmai.shown import shortened
from zhengmai.wording import phrase

_MOST: Final = 64 << 20  # bytes of a file
_MOST_INSIDE: Final = 512 << 20  # bytes of what is packed in it
_MOST_CELLS: Final = 4_000_000
_LONGEST: Final = 32767  # characters that are kept of a cell
_TOLD: Final = 60  # characters of a text that are told
_HEADING: Final = 40  # characters that one has at most, with breaks
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_BLANKS = re.compile(r"\s+")

Rows = dict[int, dict[int, Any]]
"""Row → column → cell; only those that hold something."""


def read_ledger(file: Path) -> tuple[list[Entry], list[Refusal]]:
    """What a filled ledger says, row by row, and which rows cannot be read.

    Raises:
        ZhengmaiError: the file cannot be read, or is no ledger.
    """
    _check(file)
    book, formulas = _book(file)
    entries: list[Entry] = []
    refused: list[Refusal] = []
    keyed = 0
    for sheet in book.worksheets:
        rows = _rows(sheet)
        where = Where(file.name, sheet.title, 0)
        try:
            head, columns = _columns(rows)
        except ValueError as error:
            refused.append(Refusal(where, str(error)))
            continue
        if KEY not in columns:
            if len(columns) > 1 and _is_filled(rows, head, columns):
                why = phrase(
                    "no column 任务标识 any more: it cannot be told which tasks its rows are about"
                )
                refused.append(Refusal(where, why))
            continue
        keyed += 1
        renamed = _renamed(rows, head, columns)
        refused += [Refusal(where, renamed)] if renamed else []
        unknown = {(row, at) for row, at in formulas[sheet.title] if at not in rows.get(row, {})}
        for found in _entries(rows, head, columns, where, unknown):
            if isinstance(found, Entry):
                entries.append(found)
            else:
                refused.append(found)
    if not keyed and not refused:
        raise ZhengmaiError(
            f"{file}: no sheet has the hidden column {KEY}: this is no ledger that was written by "
            "zhengmai ledger"
        )
    return entries, refused


def _book(file: Path) -> tuple[Any, Mapping[str, set[tuple[int, int]]]]:
    """The workbook with the values of its formulas, and in which cells of which sheet these stand.

    Raises:
        ZhengmaiError: it cannot be read.
    """
    from openpyxl import load_workbook

    formulas: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    try:
        book = load_workbook(file, data_only=True, keep_links=False)
        if _has_formulas(file):
            for sheet in load_workbook(file, keep_links=False).worksheets:
                cells = getattr(sheet, "_cells", {})
                formulas[sheet.title] = {at for at, cell in cells.items() if cell.data_type == "f"}
    except Exception as error:  # a damaged file may fail in any way
        why = shortened(str(error), _TOLD)
        raise ZhengmaiError(
            f"{file}: cannot be read as a workbook: {why}; open it and save it once more as .xlsx"
        ) from error
    return book, formulas


def _has_formulas(file: Path) -> bool:
    with zipfile.ZipFile(file) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(packed.read(name)) for name in sheets if name.endswith(".xml"))


def _check(file: Path) -> None:
    """See that a file is a workbook that can be read at a bounded cost.

    Raises:
        ZhengmaiError: it is not.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            begins = opened.read(8)
        if not begins.startswith(b"PK"):
            raise ZhengmaiError(f"{file}: no .xlsx file: open it in Excel or WPS, save it as .xlsx")
        with zipfile.ZipFile(file) as packed:
            inside = sum(part.file_size for part in packed.infolist())
    except OSError as error:
        raise ZhengmaiError(f"{file}: cannot be read: {error.strerror}") from error
    except zipfile.BadZipFile as error:
        raise ZhengmaiError(f"{file}: the file is damaged; send it once more") from error
    if size > _MOST or inside > _MOST_INSIDE:
        raise ZhengmaiError(f"{file}: too large for a ledger")


def _rows(sheet: Any) -> Rows:
    """The cells that hold something, with what several rows of a column say in one merged cell.

    Raises:
        ZhengmaiError: there are too many of them.
    """
    cells = getattr(sheet, "_cells", {})  # the only way that does not make those that are not there
    if len(cells) > _MOST_CELLS:
        raise ZhengmaiError(f"{sheet.title}: over {_MOST_CELLS} cells: too large for a ledger")
    rows: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for (row, column), cell in cells.items():
        if cell.value is not None:
            rows[row][column] = cell
    for merged in sheet.merged_cells.ranges:
        first = rows.get(merged.min_row, {}).get(merged.min_col)
        if first is not None and merged.min_col == merged.max_col:
            for row in range(merged.min_row + 1, merged.max_row + 1):
                if row in rows:  # a row that holds something else, too
                    rows[row].setdefault(merged.min_col, first)
    return dict(sorted(rows.items()))


def _columns(rows: Rows) -> tuple[int, dict[str, int]]:
    """The row of the headings, and where the columns stand that count.

    The row with most of them is that of the headings: people put titles above, and sort.

    Raises:
        ValueError: two columns have the same heading.
    """
    best, found = 0, dict[str, int]()
    wanted = (KEY, *REPORTED)
    for row, cells in rows.items():
        texts = ((cell.value, at) for at, cell in cells.items() if isinstance(cell.value, str))
        named = [(_BLANKS.sub("", text), at) for text, at in texts if len(text) < _HEADING]
        own = {name: at for name, at in named if name in wanted}
        if len(own) > len(found):
            twice = [name for name in wanted if sum(name == other for other, _ in named) > 1]
            if twice and KEY in own:
                raise ValueError(phrase(f"two columns are called {twice[0]}: which one counts?"))
            best, found = row, own
        if len(found) == len(wanted):
            break
    return best, found


def _renamed(rows: Rows, head: int, columns: Mapping[str, int]) -> str | None:
    """What to say where a column that counts is missing, and one that is not ours may be it.

    One that is gone is nothing to report; where a filled one has another name, it would be lost.
    """
    missing = [name for name in REPORTED if name not in columns]
    filled = {at for row, cells in rows.items() if row > head for at in cells if _text(cells[at])}
    named = {at: _BLANKS.sub("", _text(cell) or "") for at, cell in rows.get(head, {}).items()}
    others = [name for at, name in named.items() if at in filled and name not in HEADINGS]
    if not missing or not others:
        return None
    return phrase(
        f"no column {'、'.join(missing)} any more; not read: {'、'.join(others)}. "
        "If one of these was renamed, give it its old heading"
    )


def _is_filled(rows: Rows, head: int, columns: Mapping[str, int]) -> bool:
    ours = [at for name, at in columns.items() if name in REPORTED]
    return any(_text(cells[at]) for row, cells in rows.items() if row > head for at in ours
               if at in cells)  # fmt: skip


def _entries(
    rows: Rows,
    head: int,
    columns: Mapping[str, int],
    where: Where,
    unknown: Collection[tuple[int, int]],
) -> Iterator[Entry | Refusal]:
    places = [columns.get(name) for name in REPORTED]
    for row, cells in rows.items():
        if row == head:
            continue
        here = Where(where.file, where.sheet, row)
        written = _text(cells.get(columns[KEY])) or ""
        broken = [cells[at].value for at in places if at in cells and cells[at].data_type == "e"]
        said = [None if at is None else _text(cells.get(at)) or "" for at in places]
        key = TaskKey.read(written)
        if key is None:
            if any(said) and written != KEY:  # a head that is repeated further down says nothing
                if written:
                    why = phrase(f"任务标识 was changed; filled in was {_shown(said)}")
                else:
                    why = phrase(
                        f"no 任务标识: a row that was added by hand; filled in was {_shown(said)}"
                    )
                yield Refusal(here, why)
        elif any((row, at) in unknown for at in places):
            why = phrase("a formula was not worked out yet: open it in Excel and save it")
            yield Refusal(here, why)
        elif broken:
            yield Refusal(here, phrase(f"a formula gives {broken[0]}"))
        else:
            status, progress, material = said
            yield Entry(here, key, (status, progress, material))


def _shown(said: list[str | None]) -> str:
    parts = zip(REPORTED, said, strict=True)
    return "，".join(f"{name}“{shortened(text, _TOLD)}”" for name, text in parts if text)


def _text(cell: Any) -> str | None:
    """What a cell shows: 100% where that was typed, and a day as such."""
    if cell is None or cell.value is None:
        return None
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.10g}%" if percent else f"{value:.15g}"
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()[:_LONGEST]
