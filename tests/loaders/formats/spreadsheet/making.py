"""Workbooks for tests: through a library, and part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zhengmai.loaders.formats import spreadsheet
from zhengmai.loaders.source import Source

TITLE = "榆津市渡南区人民政府办公室关于印发2025年政务公开工作要点的通知"
NUMBER = "渡南政办发〔2025〕6号"
HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
ROWS = (
    (1, "公布河段目录。", "区水利局", "区司法局、区财政局", "2025年7月31日"),
    (2, "完善办理台账。", "区司法局", None, "长期坚持"),
    (3, "清理过期文件。", "区财政局", "各街道办事处", "2025年12月31日"),
)

Rows = Iterable[Sequence[Any]]


def fill(sheet: Worksheet, rows: Rows, *merged: str) -> Worksheet:
    """Write rows into a sheet, and merge some of its cells."""
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    return sheet


def book(*sheets: Rows) -> openpyxl.Workbook:
    """A workbook of some sheets."""
    made = openpyxl.Workbook()
    first = made.active
    assert isinstance(first, Worksheet)
    for number, rows in enumerate(sheets):
        fill(first if not number else made.create_sheet(f"表{number + 1}"), rows)
    return made


def sheet_of(made: openpyxl.Workbook, number: int = 0) -> Worksheet:
    found = made.worksheets[number]
    assert isinstance(found, Worksheet)
    return found


def saved(made: openpyxl.Workbook, folder: Path, name: str = "分工表.xlsx") -> Path:
    made.save(folder / name)
    return folder / name


def source(made: openpyxl.Workbook, folder: Path) -> Source:
    return spreadsheet.read(saved(made, folder))


def cells(found: Source, grid: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, how many of them, and text of each cell of a grid that says something."""
    return [
        (c.row, c.column, c.rows, c.columns, found.text[c.span.start : c.span.end])
        for c in found.grids[grid].cells
        if c.span.start < c.span.end
    ]


# --- part by part

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet_xml(data: str, *, before: str = "", after: str = "") -> str:
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{before}<sheetData>{data}</sheetData>'
        f"{after}</worksheet>"
    )


def text_cell(place: str, text: str, more: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{text}</t></is></c>'


def packed(data: str | None = None, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, of its XML; parts by name take the place of the usual ones."""
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet_xml(data or ""),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in every.items():
            package.writestr(name, content)
    return out.getvalue()


def written(folder: Path, data: bytes, name: str = "分工表.xlsx") -> Path:
    (folder / name).write_bytes(data)
    return folder / name
