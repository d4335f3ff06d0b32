"""The matrix as a file: the cells of the answer, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from zhengmai.api import Zhengmai
from zhengmai.export.coverage import SUFFIXES, coverage_file
from zhengmai.queries.coverage import Coverage

EVIL = "=cmd|' /C calc'!A0"


@pytest.fixture
def matrix(sample_graph: Zhengmai) -> Coverage:
    """One place cannot be judged, and a point and a place have names that a program could run."""
    found = sample_graph.coverage("湄政办发〔2025〕11号")
    first, *points = found.points
    first = replace(first, point=replace(first.point, heading=EVIL, text="<r>a\x01</r>"))
    city, *places = found.places
    city = replace(city, missing=("《某文件》",), jurisdiction=(EVIL,))
    rows = [
        replace(p, cells=(p.cells[0] or None, *p.cells[1:]), maybe=(0,) * len(p.cells))
        for p in (first, *points)
    ]
    rows[-1] = replace(rows[-1], cells=(0,) * len(rows[-1].cells), maybe=(0, 2, 0))
    return replace(found, points=tuple(rows), places=(city, *places))


def lines(of: Coverage, suffix: str) -> list[list[object]]:
    made = b"".join(coverage_file(of, suffix))
    if suffix == ".csv":
        assert made.startswith(b"\xef\xbb\xbf")
        return [[*row] for row in csv.reader(io.StringIO(made.decode("utf-8-sig")))]
    sheet = openpyxl.load_workbook(io.BytesIO(made))["承接覆盖"]
    assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row)
    return [[c.value for c in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_file_has_the_cells_of_the_answer(matrix: Coverage, suffix: str) -> None:
    head, *rows = lines(matrix, suffix)
    places = len(matrix.places)
    assert head[:3] == ["序号", "要点", "内容"]
    assert head[4 : 3 + places] == ["".join(c.jurisdiction) for c in matrix.places[1:]]
    assert head[3 + places :] == ["任务合计", "承接地方数", "备注", "IRI"]
    for row, point in zip(rows, matrix.points, strict=False):
        cells = ["？" if cell is None else str(cell) for cell in point.cells]
        cells = ["0（疑2）" if n else cell for cell, n in zip(cells, point.maybe, strict=True)]
        assert [str(c) for c in row[3 : 3 + places]] == cells
        assert [str(c) for c in row[3 + places : 5 + places]] == [
            str(point.total),
            str(point.places),
        ]
    remarks = {str(row[5 + places] or "") for row in rows[: len(matrix.points)]}
    assert remarks == {"", "未见承接，无从判断", "未见承接，有疑似"}
    linked, tasks, missing = rows[len(matrix.points) :]
    assert [str(c) for c in linked[3 : 3 + places]] == [str(c.linked) for c in matrix.places]
    assert [str(c) for c in tasks[3 : 3 + places]] == [str(c.tasks) for c in matrix.places]
    assert missing[3] == "《某文件》"


def test_nothing_runs(matrix: Coverage) -> None:
    (head, first, *_) = lines(matrix, ".csv")
    assert head[3] == first[1] == f"'{EVIL}"
    (head, first, *_) = lines(matrix, ".xlsx")
    assert head[3] == first[1] == EVIL  # a text, as it stands
    assert str(first[2]).startswith("<r>a")


def test_counts_are_numbers_in_a_worksheet(matrix: Coverage) -> None:
    rows = lines(matrix, ".xlsx")
    assert {type(cell) for row in rows[1:4] for cell in row[4:6]} == {int}


def test_the_same_answer_gives_the_same_bytes(matrix: Coverage) -> None:
    for suffix in SUFFIXES:
        one, other = (b"".join(coverage_file(matrix, suffix)) for _ in range(2))
        assert one == other
