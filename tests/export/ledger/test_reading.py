"""A filled ledger is read, whatever was done to it on the way."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.export.ledger.filling import PLACE, fill, heads, key_in, opened, written
from zhengmai.api import Zhengmai
from zhengmai.errors import ZhengmaiError
from zhengmai.export.ledger.form import ALL, KEY
from zhengmai.export.ledger.reading import read_ledger

UNIT = "苍坪县林业局"


@pytest.fixture
def blank(sample_graph: Zhengmai, tmp_path: Path) -> Path:
    return written(sample_graph.store, tmp_path / "台账.xlsx", place=PLACE)


def said(file: Path) -> list[tuple[str, str, dict[int, str]]]:
    entries, refused = read_ledger(file)
    assert not refused
    return [(e.where.sheet, e.key.iri, e.changed) for e in entries if e.changed]


def test_a_blank_one_says_nothing(blank: Path) -> None:
    assert said(blank) == []
    assert len(read_ledger(blank)[0]) > 47


def sort_rows(_book: Any, sheet: Any) -> None:
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    for at, row in enumerate(sorted(rows, key=lambda r: str(r[2])), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def move_columns(_book: Any, sheet: Any) -> None:
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(reversed(row), 1):
            sheet.cell(at, column).value = value


def add_title(_book: Any, sheet: Any) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "苍坪县政务公开任务台账"
    sheet.merge_cells("A1:N1")
    sheet["A2"] = "填表说明：状态、进展情况请如实填写"


def delete_columns(_book: Any, sheet: Any) -> None:
    columns = heads(sheet)
    for name in sorted(set(columns) - {"状态", "进展情况", KEY}, key=columns.__getitem__)[::-1]:
        sheet.delete_cols(columns[name])


def add_columns(_book: Any, sheet: Any) -> None:
    sheet.insert_cols(3, 2)
    sheet.cell(1, 3).value = "分管领导"
    sheet.cell(1, sheet.max_column + 1).value = "备注"


def rename(book: Any, sheet: Any) -> None:
    sheet.title = "Sheet1"
    book["苍坪县司法局"].title = "司法"


def delete_rows(_book: Any, sheet: Any) -> None:
    sheet.delete_rows(20, 10)


def copy_a_row(_book: Any, sheet: Any) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.cell(60, column).value = sheet.cell(3, column).value


def hide_by_filter(_book: Any, sheet: Any) -> None:
    for row in range(2, 40):
        sheet.row_dimensions[row].hidden = True


def space_in_headings(_book: Any, sheet: Any) -> None:
    sheet.cell(1, heads(sheet)["状态"]).value = " 状\n态 "


def add_sheets(book: Any, _sheet: Any) -> None:
    other = book.create_sheet("汇总", 0)
    other["A1"], other["B1"] = "单位", "完成数"
    book.create_sheet("空")


@pytest.mark.parametrize(
    "change",
    [
        sort_rows, move_columns, add_title, delete_columns, add_columns, rename, delete_rows,
        copy_a_row, hide_by_filter, space_in_headings, add_sheets,
    ],
)  # fmt: skip
def test_it_is_read_after(blank: Path, change: Callable[[Any, Any], None]) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 状态="办结", 进展情况="好")
    fill(sheet, 3, 状态="进行中")
    one, other = (key_in(sheet, r).partition("#")[0] for r in (2, 3))
    change(book, sheet)
    book.save(blank)
    found = {(iri, tuple(sorted(changed.items()))) for _, iri, changed in said(blank)}
    assert found == {(one, ((0, "办结"), (1, "好"))), (other, ((0, "进行中"),))}


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1, "0%", "100%"), (0.5, "0.00%", "50%"), (1, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (datetime(2025, 6, 30), "yyyy-mm-dd", "2025-06-30"), (True, "General", "是"),
        ("  办结\r\n好 ", "@", "办结\n好"), (" ", "@", None),
    ],
)  # fmt: skip
def test_a_cell_says_what_it_shows(blank: Path, value: object, form: str, text: str | None) -> None:
    book, sheet = opened(blank)
    cell = sheet.cell(2, heads(sheet)["状态"])
    cell.value, cell.number_format = value, form
    book.save(blank)
    assert [changed for *_, changed in said(blank)] == ([] if text is None else [{0: text}])


def test_a_merged_cell_is_for_all_its_rows(blank: Path) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 进展情况="三项一并办理")
    letter = get_column_letter(heads(sheet)["进展情况"])
    sheet.merge_cells(f"{letter}2:{letter}4")
    sheet["A50"] = "填表人：张三"
    sheet.merge_cells("A50:N50")
    book.save(blank)
    assert [changed for *_, changed in said(blank)] == [{1: "三项一并办理"}] * 3


def refusals(file: Path) -> list[tuple[str, int, str]]:
    return [(r.where.sheet, r.where.row, r.why) for r in read_ledger(file)[1]]


def test_what_cannot_be_told_is_told(blank: Path) -> None:
    book, sheet = opened(blank)
    columns = heads(sheet)
    fill(sheet, 2, 状态="办结", **{KEY: None})
    fill(sheet, 3, 状态="办结", **{KEY: key_in(sheet, 3)[:-30]})
    fill(sheet, 4, 状态="=1+1")
    fill(sheet, 5, **{KEY: None})  # says nothing
    sheet.cell(60, columns["状态"]).value = "办结"
    cell = sheet.cell(6, columns["状态"])
    cell.value, cell.data_type = "#REF!", "e"
    book[UNIT].delete_cols(heads(book[UNIT])[KEY])
    fill(book[UNIT], 2, 状态="办结")
    twice = book["苍坪县司法局"]
    twice.cell(1, twice.max_column + 1).value = "状态"
    book.save(blank)
    found = {(sheet, row): why for sheet, row, why in refusals(blank)}
    assert set(found) == {
        (ALL, 2), (ALL, 3), (ALL, 4), (ALL, 6), (ALL, 60), (UNIT, 0), ("苍坪县司法局", 0),
    }  # fmt: skip
    assert "办结" in found[ALL, 2]
    assert "changed" in found[ALL, 3]
    assert "formula" in found[ALL, 4]
    assert "#REF!" in found[ALL, 6]
    assert "two columns" in found["苍坪县司法局", 0]


def test_a_column_that_has_another_name_is_told(blank: Path) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 状态="办结", 进展情况="好")
    sheet.cell(1, heads(sheet)["进展情况"]).value = "工作 进展"
    other = book[UNIT]
    other.cell(1, heads(other)["状态"]).value = "完成状态"  # nothing stands in it
    other.delete_cols(heads(other)["佐证材料"])
    book.save(blank)
    (told,) = refusals(blank)
    assert told[:2] == (ALL, 0)
    assert "no column 进展情况" in told[2]
    assert "工作进展" in told[2]
    assert [e.changed for e in read_ledger(blank)[0] if e.changed] == [{0: "办结"}]


def test_a_formula_counts_with_its_value(blank: Path, office: Callable[[Path], Path]) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 状态='="办"&"结"')
    book.save(blank)
    assert [changed for *_, changed in said(office(blank))] == [{0: "办结"}]


@pytest.fixture
def office(tmp_path: Path) -> Callable[[Path], Path]:
    """LibreOffice opens a workbook and saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine")

    def saved(file: Path) -> Path:
        out = tmp_path / "saved"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [program, "--headless", profile, "--convert-to", "xlsx", "--outdir", out, file],
            capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        if not (out / file.name).exists():
            pytest.skip("this LibreOffice opens no workbooks")
        return Path(out / file.name)

    return saved


def test_libreoffice_saves_it(blank: Path, office: Callable[[Path], Path]) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 状态="办结", 进展情况="第一行\n第二行", 佐证材料="http://x.cn/1")
    fill(book[UNIT], 3, 状态="100%")
    book.save(blank)
    file = office(blank)
    assert said(file) == said(blank)
    again = openpyxl.load_workbook(file)
    assert again.sheetnames == book.sheetnames
    for one in again.worksheets:
        assert one.column_dimensions[get_column_letter(heads(one)[KEY])].hidden
        assert one.data_validations.dataValidation
        assert one.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no .xlsx file"), (b"\xd0\xcf\x11\xe0old", "save it as .xlsx"),
        (b"PK\x03\x04cut", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_says_so(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    with pytest.raises(ZhengmaiError, match=why):
        read_ledger(file)


def test_another_workbook_is_no_ledger(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(ZhengmaiError, match="no ledger"):
        read_ledger(tmp_path / "a.xlsx")
    with pytest.raises(ZhengmaiError, match="cannot be read"):
        read_ledger(tmp_path / "none.xlsx")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (600 << 20))
    with pytest.raises(ZhengmaiError, match="too large"):
        read_ledger(file)


def test_a_cell_far_away_costs_nothing(blank: Path) -> None:
    book, sheet = opened(blank)
    fill(sheet, 2, 状态="办结")
    sheet.cell(1_048_576, 16_384).value = "x"
    book.save(blank)
    assert [changed for *_, changed in said(blank)] == [{0: "办结"}]
