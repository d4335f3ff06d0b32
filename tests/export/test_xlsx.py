"""The workbook, read back: the lines of the CSV, and texts that stay texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

import zhengmai
from zhengmai.api import Zhengmai
from zhengmai.errors import ZhengmaiError
from zhengmai.export import Format, export, xlsx
from zhengmai.export.tasklines import HEAD, TaskLine


def sheet_of(graph: Zhengmai) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(export(graph.store, Format.XLSX))))
    assert book.sheetnames == ["任务"]
    found = book["任务"]
    assert isinstance(found, Worksheet)
    return found


def rows_of(sheet: Worksheet) -> list[list[str]]:
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


def cells_of(sheet: Worksheet) -> Iterable[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row)


def line(**cells: str) -> TaskLine:
    return TaskLine(*[""] * len(HEAD))._replace(**cells)


def test_it_holds_the_rows_of_the_csv(sample_graph: Zhengmai) -> None:
    lines = b"".join(export(sample_graph.store, Format.CSV)).decode("utf-8-sig")
    expected = list(csv.reader(io.StringIO(lines, newline="")))
    assert len(expected) > 136
    assert rows_of(sheet_of(sample_graph)) == expected


def test_the_head_stays_in_sight_and_filters(sample_graph: Zhengmai) -> None:
    sheet = sheet_of(sample_graph)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:S{sheet.max_row}"
    widths = {letter: found.width for letter, found in sheet.column_dimensions.items()}
    assert len(widths) == len(HEAD)
    assert max(widths, key=lambda letter: widths[letter]) == "G", "the text of the task"
    assert all(cell.alignment.wrap_text for cell in cells_of(sheet))


def test_the_same_store_gives_the_same_bytes(sample_graph: Zhengmai) -> None:
    one, other = (b"".join(export(sample_graph.store, Format.XLSX)) for _ in range(2))
    assert one == other


def test_it_is_not_taken_for_a_notice(sample_graph: Zhengmai, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"".join(export(sample_graph.store, Format.XLSX)))
    with pytest.raises(ZhengmaiError, match="written by zhengmai and is no notice"):
        zhengmai.read(tmp_path / "list.xlsx")


def test_a_task_that_looks_like_a_formula_stays_text(tmp_path: Path, samples: Path) -> None:
    hostile = '=HYPERLINK("https://example.org","围绕")'
    file = tmp_path / "x.txt"
    text = (samples / "tabs-2024.txt").read_text("utf-8")
    file.write_text(text.replace("\t围绕日用陶瓷", f"\t{hostile}日用陶瓷"), "utf-8")
    with zhengmai.build(file, tmp_path / "z.db") as graph:
        sheet = sheet_of(graph)
    found = [cell for cell in cells_of(sheet) if str(cell.value).startswith("=")]
    assert len(found) == 3, "one a unit"
    for cell in found:
        assert str(cell.value).startswith(f"{hostile}日用陶瓷和窑炉装备改造升级")
        assert (cell.column_letter, cell.data_type, cell.hyperlink) == ("G", "s", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{=1+1}", "{=1+1}"),
        ("https://example.org", "https://example.org"),
        ("007", "007"),
        (" 首尾有空格 ", " 首尾有空格 "),
        ("一\n二\t三", "一\n二\t三"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("<r><t>公</t></r>", "<r><t>公</t></r>"),
        ("<r></c></row><f>1</f></r>", "<r></c></row><f>1</f></r>"),
        ("𰀀" * 16383, "𰀀" * 16383),
        ("\x00公\x1b[31m开\x0b\r\uffff", "␀公␛[31m开␋␍⟨U+FFFF⟩"),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_texts_stay_texts(
    sample_graph: Zhengmai, monkeypatch: pytest.MonkeyPatch, text: str, shown: str
) -> None:
    monkeypatch.setattr(xlsx, "task_lines", lambda _store, _chosen: [line(text=text)])
    sheet = sheet_of(sample_graph)
    cell = sheet["G2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (shown, "s", None)


def test_a_text_longer_than_a_cell_is_told(
    sample_graph: Zhengmai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        xlsx, "task_lines", lambda _store, _chosen: [line(iri="x:y", text="长" * 32768)]
    )
    with pytest.raises(ZhengmaiError, match="32767 characters, and x:y has a longer text; use"):
        sheet_of(sample_graph)


def test_a_list_longer_than_a_worksheet_is_told(
    sample_graph: Zhengmai, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (line() for _ in range(3))
    monkeypatch.setattr(xlsx, "task_lines", lambda _store, _chosen: lines)
    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet.write_string", lambda *_: -1)
    with pytest.raises(ZhengmaiError, match="holds 1048576 lines, and there are more; use"):
        sheet_of(sample_graph)


def test_a_store_without_tasks_has_the_head_alone(
    sample_graph: Zhengmai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "task_lines", lambda _store, _chosen: [])
    assert rows_of(sheet_of(sample_graph)) == [list(HEAD)]
