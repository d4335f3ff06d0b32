"""A ledger as a workbook: set for reading, filling in, filtering and printing.

What stands in a notice is text, never a formula; the only links are those to the pages.
"""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zhengmai.export import sources
from zhengmai.export.ledger.form import (
    ALL,
    CHOICES,
    COLUMNS,
    KEY,
    MATERIAL,
    PAGE,
    PLACE,
    PLACE_AT,
    PROGRESS,
    ROLE,
    ROLE_AT,
    STATUS,
    THROUGH,
    Column,
    Per,
)
from zhengmai.export.ledger.sheets import Group, groups, legal, names
from zhengmai.export.xlsx import HEADING, PIECE, PROPERTIES, TEXTS_ONLY, WRAPPED, held
from zhengmai.queries.ledger import Ledger, LedgerRow
from zhengmai.queries.progress import ReportRow
from zhengmai.shown import cleaned
from zhengmai.wholefiles import scratch_folder

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST: Final = 32767  # characters of a cell
_MOST_LINKS: Final = 65530  # of a sheet
_LONGEST_HEADER: Final = 120  # characters; a printed header may have 255 with its marks
_A4: Final = 9
_MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.6}  # inches
_LINE, _HIGHEST = 14.5, 409.0  # points; no row of a spreadsheet is higher
_BORDER: Final = {"border": 1, "border_color": "#9AA5B1"}
_LOST: Final = (
    Column("原任务", 60), Column("所报状态", 12), Column("所报进展", 40), Column("所报材料", 24),
    Column("报送人", 14), Column("报送时间（UTC）", 20), Column("报送文件", 24),
)  # fmt: skip

Cell = str | int | date


@dataclass(frozen=True, slots=True)
class Written:
    """What a ledger holds.

    Attributes:
        tasks: on its first sheet.
        sheets: beside that one, as many as there are units, places or points.
        lost: reports whose task is gone.
    """

    tasks: int
    sheets: int
    lost: int


def title_of(place: str | None, year: int | None, unit: str | None) -> str:
    """What is printed over each page: 2025年渡南区任务台账."""
    parts = (f"{year}年" if year else "", place or "", unit or "")
    return "".join(parts) + "任务台账"


def links_from(out: Path, pages: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Notice → the address of its page, as a workbook in its place links to it.

    Args:
        out: the workbook.
        pages: the folder of the pages.
        files: notice → file in that folder; those that are not there get no link.
    """
    found = {}
    for notice, file in files.items():
        page = pages / file
        if page.is_file():
            found[notice] = f"external:{_way(out.resolve().parent, page.resolve())}"
    return found


def _way(start: Path, page: Path) -> str:
    try:
        return Path(os.path.relpath(page, start)).as_posix()
    except ValueError:  # on another drive of Windows
        return page.as_posix()


def workbook(
    of: Ledger, per: Per, title: str, links: Mapping[str, str] | None = None
) -> tuple[Written, Iterator[bytes]]:
    """What a ledger holds, and its file, piece by piece."""
    parts = groups(of, per)
    return Written(len(of.rows), len(parts), len(of.lost)), _pieces(of, parts, title, links or {})


def _pieces(
    of: Ledger, parts: Sequence[Group], title: str, links: Mapping[str, str]
) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    with scratch_folder() as folder:
        file = folder / "ledger.xlsx"
        with Workbook(file, {"tmpdir": str(folder), **TEXTS_ONLY}) as book:
            book.set_properties({**PROPERTIES, "title": cleaned(title)})
            writer = _Writer(book, title, links)
            writer.sheet(ALL, "", of.rows, None)
            found = names(parts, [ALL])
            for group, name in zip(parts, found, strict=True):
                with_role = group.roles if any(group.roles) else None
                writer.sheet(name, group.name, group.rows, with_role)
            if of.lost:
                writer.lost(legal("待核对的报告", [n.casefold() for n in (ALL, *found)]), of.lost)
        with _growing(file).open("rb") as made:
            while piece := made.read(PIECE):
                yield piece


def _growing(file: Path) -> Path:
    """The same workbook with rows that grow when somebody types into them.

    The height of a row is written down, as LibreOffice and printers want it. The writer then says
    that a person chose it, and Excel would keep to it for ever.
    """
    out = file.with_name("growing.xlsx")
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as grown:
        for part in made.infolist():
            content = made.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                content = _CHOSEN.sub(rb"\1", content)
            grown.writestr(part, content)
    return out


_CHOSEN: Final = re.compile(rb'(<row [^>]*?) customHeight="1"')


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, title: str, links: Mapping[str, str]) -> None:
        self._book = book
        self._title = title
        self._links = links
        cell = {**WRAPPED, **_BORDER, "font_size": 10}
        centred = {**cell, "align": "center"}
        self._heading = book.add_format(
            {**HEADING, **_BORDER, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
        )
        self._cell = book.add_format(cell)
        self._number = book.add_format(centred)
        self._day = book.add_format({**centred, "num_format": "yyyy-mm-dd"})
        self._link = book.add_format({**centred, "font_color": "#0563C1", "underline": 1})
        # As texts, so that 100% and 1-2 stay what was typed; with room to type in.
        filled = {"num_format": "@", "bg_color": "#FFFBE6"}
        self._filled = {
            PROGRESS: book.add_format({**cell, **filled}),
            STATUS: book.add_format({**centred, **filled}),
            MATERIAL: book.add_format({**cell, **filled}),
        }

    def sheet(
        self, name: str, of: str, rows: Sequence[LedgerRow], roles: Sequence[str] | None
    ) -> None:
        """A sheet of tasks."""
        columns = list(COLUMNS)
        if roles is not None:
            columns.insert(ROLE_AT, ROLE)
        several = len({row.notice.jurisdiction for row in rows}) > 1
        if several:
            columns.insert(PLACE_AT, PLACE)
        if self._links:
            columns.insert(-1, PAGE)
        sheet = self._begin(name, of, columns)
        for number, row in enumerate(rows, 1):
            cells = _cells(row, number)
            if roles is not None:
                cells.insert(ROLE_AT, roles[number - 1])
            if several:
                cells.insert(PLACE_AT, _place(row))
            if self._links:
                cells.insert(-1, "查看" if row.notice.iri in self._links else "")
            for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                self._write(sheet, number, at, cell, column, row.notice.iri)
            sheet.set_row(number, _height(zip(columns, cells, strict=True)))
        self._end(sheet, columns, len(rows))
        if rows:
            at = columns.index(next(c for c in columns if c.name == STATUS))
            offer = {"validate": "list", "source": list(CHOICES), "show_error": False}
            sheet.data_validation(1, at, len(rows), at, offer)

    def lost(self, name: str, rows: Iterable[ReportRow]) -> None:
        """The sheet of the reports whose task is gone."""
        sheet = self._begin(name, "任务已变更或移除的报告", _LOST)
        count = 0
        for count, row in enumerate(rows, 1):
            said = row.report
            cells = (said.text, *said.said, said.by, said.at, said.file)
            for at, cell in enumerate(cells):
                self._write(sheet, count, at, cell, _LOST[at], "")
            sheet.set_row(count, _height(zip(_LOST, cells, strict=True)))
        self._end(sheet, _LOST, count)

    def _begin(self, name: str, of: str, columns: Sequence[Column]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for at, column in enumerate(columns):
            hidden = {"hidden": True} if column.name == KEY else {}
            sheet.set_column(at, at, column.width, None, hidden)
            sheet.write_string(0, at, column.name, self._heading)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, _frozen(columns))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(**_MARGINS)
        told = f"{self._title}　{of}" if of else self._title
        shown = " ".join(cleaned(told).split())[:_LONGEST_HEADER].replace("&", "&&")
        sheet.set_header(f"&C&B&14{_apart(shown)}")
        sheet.set_footer("&C第 &P 页，共 &N 页")
        return sheet

    def _end(self, sheet: Worksheet, columns: Sequence[Column], count: int) -> None:
        last = len(columns) - 1
        shown = last - (columns[last].name == KEY)
        sheet.autofilter(0, 0, count, shown)
        sheet.print_area(0, 0, max(count, 1), shown)
        if count:  # numbers of documents are texts on purpose
            from xlsxwriter.utility import xl_range

            sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, count, last)})

    def _write(
        self, sheet: Worksheet, row: int, at: int, cell: Cell, column: Column, notice: str
    ) -> None:
        form = self._filled.get(column.name, self._cell)
        if isinstance(cell, int):
            sheet.write_number(row, at, cell, self._number)
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, cell, self._day)
        elif not cell:
            sheet.write_blank(row, at, None, form)
        elif column is PAGE and row <= _MOST_LINKS:
            sheet.write_url(row, at, self._links[notice], self._link, cell)
        else:
            sheet.write_string(row, at, _fitting(held(cell)), form)


def _frozen(columns: Sequence[Column]) -> int:
    """How many columns stay in sight: up to the text of the task, where there is one."""
    names = [column.name for column in columns]
    return names.index("任务") + 1 if "任务" in names else 1


def _height(cells: Iterable[tuple[Column, Cell]]) -> float:
    """How high a row must be for all its texts, in points; a spreadsheet knows it no better."""
    shown = ((column.width, cell) for column, cell in cells if column.name != KEY)
    lines = max(_lines(cell, width) for width, cell in shown if isinstance(cell, str))
    return min(max(lines, 2) * _LINE + 3, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """The lines that a text takes in a column, each Chinese character as wide as two digits."""
    found = 0
    for line in text.split("\n"):
        wide = sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)
        found += max(1, -(-wide // (width - 1)))
    return found


def _apart(text: str) -> str:
    """A text behind the size of its letters: a digit would be taken for one more of that."""
    return f" {text}" if text[:1].isdigit() else text


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _cells(of: LedgerRow, number: int) -> list[Any]:
    task = of.task
    status, progress, material = of.said
    return [
        number,
        f"{of.point_number}{task.heading or ''}",
        task.text,
        *_units(of),
        _limits(of),
        of.day or "",
        "\n".join(map(sources.parent, of.parents)),
        _source(of),
        progress,
        status,
        material,
        str(of.key),
    ]


def _place(of: LedgerRow) -> str:
    """Whose task it is: 济川市渡南区; a province by its own name."""
    path = of.notice.jurisdiction
    return "".join(path[1:] or path)


def _units(of: LedgerRow) -> list[str]:
    """The names in each role as they are written.

    That the list ends with 等 stands with them where all are in one role; else with the source: of
    which role's names it was said is not kept.
    """
    units = of.task.units
    found = []
    for role in ("lead", "responsible", "cooperating"):
        written = "、".join(dict.fromkeys(u.printed for u in units if u.role == role))
        found.append(f"{written}等" if written and of.open_ended and _one_role(of) else written)
    return found


def _one_role(of: LedgerRow) -> bool:
    return len({unit.role for unit in of.task.units}) == 1


def _limits(of: LedgerRow) -> str:
    limits = {d.as_written: d.date for d in of.task.deadlines}
    several = len({day for day in limits.values() if day}) > 1
    return "；".join(
        f"{written}（{day.isoformat()}）" if several and day else written
        for written, day in limits.items()
    )


def _source(of: LedgerRow) -> str:
    number = f" 序号{of.task.number}" if of.task.number else ""
    remarks = "（原文残缺）" if of.damaged else ""
    if of.open_ended and not _one_role(of):
        remarks += "（原文单位名单带“等”）"
    if of.task.through is not None:
        remarks += f"（{THROUGH}“{of.task.through}”）"
    named = of.notice.document_number or f"《{of.notice.plan or of.notice.title}》"
    return f"{named}{number}\n{sources.place(of)}{remarks}"
