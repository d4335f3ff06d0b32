"""Cells as the XML of a workbook has them, and what a workbook may cost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.loaders.formats import spreadsheet
from zhengmai.loaders.source import Source

from .making import (
    HEADER,
    ROWS,
    TITLE,
    book,
    cells,
    packed,
    sheet_of,
    sheet_xml,
    source,
    text_cell,
    written,
)

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def read(folder: Path, data: bytes) -> Source:
    return spreadsheet.read(written(folder, data))


def row(number: int, *said: str, more: str = "") -> str:
    made = "".join(
        text_cell(f"{'ABCDEFGH'[n]}{number}", text) for n, text in enumerate(said) if text
    )
    return f'<row r="{number}"{more}>{made}</row>'


def test_the_text_is_rows_of_cells_parted_by_tabs(tmp_path: Path) -> None:
    made = book((("标题",), ("甲", "乙", "丙"), ("一\n二", None, "三"), ("四", "五", None)))
    sheet_of(made).merge_cells("A1:C1")
    sheet_of(made).merge_cells("C3:C4")
    found = source(made, tmp_path)
    assert found.text == "标题\n甲\t乙\t丙\n一\n二\t\t三\n四\t五\t\n"
    assert cells(found)[-1] == (2, 1, 1, 1, "五")
    assert (1, 2, 2, 1, "三") in cells(found)


def test_kinds_of_values(tmp_path: Path) -> None:
    strings = (
        f"<sst {_MAIN}><si><t>=1+1</t></si><si><r><t>公布</t></r><r><rPr><strike/></rPr>"
        "<t>不</t></r><r><t>目录</t></r>"
        "<rPh><t>ping yin</t></rPh></si><si><t>甲_x000D_\n乙</t></si></sst>"
    )
    data = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>'
        '<row><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>算得</v></c>'
        '<c t="e"><v>#REF!</v></c></row>'
        '<row><c><v>1.50</v></c><c t="d"><v>2025-07-31T00:00:00Z</v></c>'
        '<c t="s"><v>99</v></c></row>'
        "<row><c><f>SUM(A1:A2)</f></c><c><v>1e999</v></c><c><v>-</v></c></row>"
    )
    found = read(tmp_path, packed(data, {"xl/sharedStrings.xml": strings}))
    assert found.text.split("\n") == [
        "=1+1\t公布目录\t甲", "乙", "TRUE\t算得\t#REF!", "1.5\t45869\t", "\t1e999\t-", "",
    ]  # fmt: skip
    assert [remark.message for remark in found.remarks] == [
        "a cell is struck out, and not read: '不'",
        "a formula has no value in the file, and is not read: open it in Excel or WPS and save it "
        "again (sheet '表')",
    ]


def test_places_that_are_missing_or_far_away(tmp_path: Path) -> None:
    data = (
        f"<row><c t='inlineStr'><is><t>甲</t></is></c>{text_cell('C1', '乙')}</row>"
        f"{row(900_000, '丙', '丁')}<row r='1048576'>{text_cell('XFD1048576', '戊')}</row>"
        f"<row r='99999999999'>{text_cell('A1', '己')}{text_cell('ZZZ9', '庚')}</row>"
    )
    found = read(tmp_path, packed(data))
    assert all(sign in found.text for sign in "乙丙丁戊己庚")
    assert len(found.text) < 60


def test_styles_that_cannot_be_read_are_done_without(tmp_path: Path) -> None:
    data = "<row><c s='7'><v>3</v></c><c s='x'><v>4</v></c></row>"
    for styles in ("<styleSheet", f"<styleSheet {_MAIN}><fills><fill/></fills></styleSheet>"):
        assert read(tmp_path, packed(data, {"xl/styles.xml": styles})).text == "3\t4\n"


def test_merged_cells_that_no_program_writes(tmp_path: Path) -> None:
    areas = ("A1:XFD1048576", "B2:A1", "A1", "A1:B2", "C3:", "$A$4:$B$4", "#REF!")
    after = "<mergeCells>" + "".join(f'<mergeCell ref="{a}"/>' for a in areas) + "</mergeCells>"
    part = sheet_xml(row(1, "甲", "乙") + row(2, "丙", "丁"), after=after)
    found = read(tmp_path, packed(parts={"xl/worksheets/sheet1.xml": part}))
    assert found.text == "甲\n"
    assert found.remarks[0].message.startswith("3 cells are below a merged cell")


def test_a_text_box_is_told(tmp_path: Path) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    drawing = (
        '<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:sp><d:txBody><a:p>'
        "<a:r><a:t>关于</a:t></a:r><a:r><a:t>通知</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>"
    )
    parts = {
        "xl/drawings/d.xml": drawing,
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships><Relationship Id="r" '
        f'Type="{relation}" Target="../drawings/d.xml"/></Relationships>',
    }
    found = read(tmp_path, packed(row(1, "甲"), parts))
    assert [remark.message for remark in found.remarks] == [
        "1 text box is not read: copy the text into a cell: '关于通知'"
    ]


# --- what is refused


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": "<workbook"}, "damaged or not complete"),
        ({"xl/worksheets/sheet1.xml": sheet_xml("")}, "there is no text in this workbook$"),
        (
            {"xl/worksheets/sheet1.xml": sheet_xml(row(1, "甲", more=' hidden="1"'))},
            "no text in this workbook that is not hidden",
        ),
        (
            {"xl/sharedStrings.xml": "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"},
            "declares a document type",
        ),
        ({"xl/sharedStrings.xml": "<x>" + " " * 21_000_000 + "</x>"}, "unpacks to more than 20 MB"),
        ({"xl/sharedStrings.xml": "<x>" + "<a/>" * 1_000_001 + "</x>"}, "1,000,000 tags"),
        ({"xl/worksheets/sheet1.xml": b" " * 260_000_000}, "unpacks to more than 20 MB"),
        ({"xl/worksheets/sheet1.xml": b"<c/>" * 60_000_000}, "unpacks to more than 20 MB"),
        ({"xl/workbook.xml": "", "word/document.xml": "<x/>"}, "damaged"),
        ({"xl/workbook.xml": "<x/>", "word/document.xml": "<x/>"}, "rename it to end in .docx"),
        ({"xl/workbook.xml": "<x/>", "xl/workbook.bin": b""}, "a binary workbook"),
        ({"xl/workbook.xml": "<x/>"}, "a zip file, but no workbook"),
    ],
)
def test_what_is_refused(tmp_path: Path, parts: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read(tmp_path, packed(parts=parts))


def test_one_text_shown_very_often_is_stopped(tmp_path: Path) -> None:
    strings = f"<sst {_MAIN}><si><t>{'甲' * 30_000}</t></si></sst>"
    data = "<row>" + '<c t="s"><v>0</v></c>' * 10_000 + "</row>"
    with pytest.raises(UnreadableFileError, match="too long for one notice"):
        read(tmp_path, packed(data, {"xl/sharedStrings.xml": strings}))


def test_a_table_of_millions_of_places_is_stopped(tmp_path: Path) -> None:
    data = "".join(
        f'<row r="{n}">{text_cell(f"{column}{n}", "甲")}{text_cell(f"A{n}", "乙")}</row>'
        for n, column in zip(
            range(1, 2001),
            (a + b for a in "BCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4),
            strict=False,
        )
    )
    with pytest.raises(UnreadableFileError, match="too much for one notice"):
        read(tmp_path, packed(data))


def test_many_merged_cells_over_each_other_are_stopped(tmp_path: Path) -> None:
    rows = "".join(row(n, "甲", "乙") for n in range(1, 1500))
    merged = "".join(f'<mergeCell ref="A{n}:A1500"/>' for n in range(1, 1500))
    part = sheet_xml(rows, after=f"<mergeCells>{merged}</mergeCells>")
    with pytest.raises(UnreadableFileError, match="cover far more than a table has"):
        read(tmp_path, packed(parts={"xl/worksheets/sheet1.xml": part}))


def test_a_million_empty_rows_are_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" spans="1:9" s="1" ht="15"/>' for n in range(2, 1_000_001))
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 300_000))
    closed = '<row r="1000001" s="1"></row>'
    table = row(1, TITLE) + row(2, *HEADER) + row(3, "1", "公布目录。", "区水利局")
    for more in (empty, styled, closed):
        (task,) = load(written(tmp_path, packed(table + more))).tasks
        assert task.text == "公布目录。"


def test_an_empty_row_between_is_one(tmp_path: Path) -> None:
    between = '<row r="2" ht="15"/><row r="3"><c r="A3" s="1"/></row>'
    found = read(tmp_path, packed(row(1, "甲", "乙") + between + row(4, "丙")))
    assert len(found.grids) == 1  # 丙 stands below the table
    assert found.text == "甲\t乙\n丙\n"


@pytest.mark.parametrize("password", [True, False])
def test_a_workbook_in_an_old_container(tmp_path: Path, password: bool) -> None:
    inside = ("EncryptedPackage" if password else "WordDocument").encode("utf-16-le")
    file = written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside)
    with pytest.raises(UnreadableFileError, match="password" if password else "no workbook"):
        load(file)


def test_a_zip_that_is_cut_off(tmp_path: Path) -> None:
    data = packed(row(1, *HEADER[:4]))
    with pytest.raises(UnreadableFileError, match="damaged or not complete"):
        load(written(tmp_path, data[: len(data) // 2]))


def test_a_thousand_rows_are_read_within_the_limits(tmp_path: Path) -> None:
    made = book(((TITLE,), HEADER, *[(n, *ROWS[0][1:]) for n in range(1, 1001)]))
    made.save(tmp_path / "a.xlsx")
    assert len(load(tmp_path / "a.xlsx").tasks) == 1000


def test_a_link_to_another_workbook_is_not_followed(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.save(tmp_path / "a.xlsx")
    relations = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/_rels/workbook.xml.rels").decode()
    outside = relations.replace("worksheets/sheet1.xml", "file:///etc/passwd").replace(
        'Id="rId1"', 'Id="rId1" TargetMode="External"'
    )
    parts = {"xl/_rels/workbook.xml.rels": outside}
    with pytest.raises(UnreadableFileError, match="there is no text"):
        read(tmp_path, packed(parts=parts))
