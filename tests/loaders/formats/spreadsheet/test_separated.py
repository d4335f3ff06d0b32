"""Tables saved as text: what a program wrote, in its encoding, with its separator, is one table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.reading import row
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.loaders.formats.spreadsheet import separated

TITLE = "渡南区人民政府办公室关于印发2025年渡南区政务公开重点任务清单的通知"
HEAD = ("序号", "类别", "重点任务", "牵头单位", "配合单位", "完成时限")
ROWS = (
    ("1", "主动公开", "公开惠企政策，每季度更新清单。", "区司法局", "区财政局、区商务局",
     "2025年6月底前"),
    ("2", "", "公布“一件事”办事指南,附流程图。", "区教育局", "区医保局\n各街道", "2025/9/30"),
    ("3", "平台建设", "清理停更账号。", "区政府办公室", "", "长期坚持"),
)  # fmt: skip
READ = [
    ("1", "公开惠企政策，每季度更新清单。", "牵区司法局 配区财政局 配区商务局",
     ["date 2025-06-30", "recurring R/P3M"]),
    ("2", "公布“一件事”办事指南,附流程图。", "牵区教育局 配区医保局 配各街道*",
     ["date 2025-09-30"]),
    ("3", "清理停更账号。", "牵区政府办公室", ["ongoing"]),
]  # fmt: skip


def sheet(*rows: tuple[str, ...], separator: str = ",", end: str = "\r\n", **how: int) -> str:
    """Rows as programs write them, filled up to the longest."""
    out, most = io.StringIO(), max(map(len, rows))
    writer = csv.writer(out, delimiter=separator, lineterminator=end, **how)  # type: ignore[arg-type]
    writer.writerows([*one, *[""] * (most - len(one))] for one in rows)
    return out.getvalue()


def saved(folder: Path, text: str, encoding: str = "utf-8-sig", name: str = "清单.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    text = sheet((TITLE,), HEAD, *ROWS, separator=separator)
    notice = load(saved(tmp_path, text, encoding))
    assert [row(task) for task in notice.tasks] == READ
    assert notice.title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        sheet(HEAD, *ROWS),
        sheet(HEAD, *ROWS, end="\n", quoting=csv.QUOTE_ALL),
        sheet(HEAD, *ROWS, end="\r", quoting=csv.QUOTE_ALL),
        "sep=;\r\n" + sheet(HEAD, *ROWS, separator=";"),
        "\n" + sheet(HEAD, *ROWS) + ",,,,,\r\n" * 40,
        sheet(HEAD, *((f'="{number}"', *more) for number, *more in ROWS)),
        sheet(HEAD, *((f"{number}\t", *more) for number, *more in ROWS)),
    ],
    ids=["plain", "all in quotes", "old", "said", "empty rows", "kept as text", "blanks"],
)
def test_the_customs_of_programs(tmp_path: Path, text: str) -> None:
    assert [row(task) for task in load(saved(tmp_path, text)).tasks] == READ


def test_what_stands_over_and_below_the_table(tmp_path: Path) -> None:
    text = sheet(
        (TITLE,), ("渡南政办发〔2025〕8号",), ("各街道办事处，区政府各部门：",), HEAD, *ROWS,
        ("注：排在第一位的配合单位为主要配合单位。",),
        ("", "", "", "渡南区人民政府办公室"), ("", "", "", "2025年3月6日"),
    )  # fmt: skip
    notice = load(saved(tmp_path, text))
    assert [row(task) for task in notice.tasks] == READ
    assert (notice.document_number, notice.issuer) == (
        "渡南政办发〔2025〕8号",
        "渡南区人民政府办公室",
    )
    assert str(notice.issued) == "2025-03-06"


def test_a_signature_in_two_cells(tmp_path: Path) -> None:
    text = sheet(
        (TITLE,), HEAD, *ROWS, (), ("渡南区人民政府办公室", "", "", "", "", "2025年3月6日")
    )
    notice = load(saved(tmp_path, text))
    assert [row(task) for task in notice.tasks] == READ
    assert (notice.issuer, str(notice.issued)) == ("渡南区人民政府办公室", "2025-03-06")


def test_prose_in_one_column_is_prose(tmp_path: Path) -> None:
    lines = (
        TITLE, "各街道办事处：", "现印发给你们。", "2025年渡南区政务公开重点任务清单",
        "一、主动公开", "（一）公开政策。每月公布新政策，附解读。（区司法局负责）",
    )  # fmt: skip
    (task,) = load(saved(tmp_path, sheet(*((line,) for line in lines)))).tasks
    assert row(task)[2] == "责区司法局"


@pytest.mark.parametrize("wrong", ['"清理停更账号。', '"清理"停更账号。', '清理"停更"账号。'])
def test_a_quotation_mark_too_many_costs_no_row(tmp_path: Path, wrong: str) -> None:
    text = sheet(HEAD, *ROWS, *ROWS).replace("清理停更账号。", wrong, 1)
    tasks = load(saved(tmp_path, text)).tasks
    assert [row(task)[2] for task in tasks] == [units for _, _, units, _ in READ * 2]
    assert tasks[2].text == wrong


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(sheet(HEAD, *ROWS, *ROWS).encode().replace("账".encode(), b"\xe8\xb4", 1))
    notice = load(file)
    (told,) = [remark for remark in notice.remarks if "cannot be read" in remark.message]
    assert notice.quote(told.spans) == "\ufffd"
    with pytest.raises(UnreadableFileError, match="not a table parted by commas: field larger"):
        separated.read('1,"' + "x" * (csv.field_size_limit() + 1), "a.csv")


def test_a_page_and_a_workbook_by_this_name(tmp_path: Path) -> None:
    cells = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in one) + "</tr>" for one in (HEAD, *ROWS)
    )
    file = saved(tmp_path, f"<html><table>{cells}</table></html>", "utf-8")
    assert [row(task)[2] for task in load(file).tasks] == [units for _, _, units, _ in READ]
    file.write_bytes(b"PK\x03\x04" + bytes(60))
    with pytest.raises(UnreadableFileError, match="damaged or not complete"):
        load(file)


# Signs that part cells in other files would be told from commas only by how many there are.
CELLS = st.text(st.characters(exclude_characters=";\t"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8))
def test_each_cell_is_where_it_stood(rows: list[list[str]]) -> None:
    """Whatever stands in them, and however many a row has."""
    width = max([2, *map(len, rows)])
    filled = [[*one, *[""] * (width - len(one))] for one in rows]
    text = sheet(*map(tuple, filled)) if filled else ""
    (found,) = separated.read(text, "a.csv").sheets
    for (number, column), cell in found.texts.items():
        assert cell.said.split() == filled[number][column].split()
    said = {(n, c) for n, one in enumerate(filled) for c, cell in enumerate(one) if cell.strip()}
    assert set(found.texts) == said
