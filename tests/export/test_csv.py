"""The CSV: nothing in it is run by a spreadsheet."""

from __future__ import annotations

from zhengmai.shown import in_cell


def test_csv_is_safe_for_spreadsheets() -> None:
    assert in_cell("=1+1") == "'=1+1"
    assert in_cell("@x") == "'@x"
    assert in_cell("渡南区") == "渡南区"
