"""The CSV: nothing in it is run by a spreadsheet."""

from __future__ import annotations

from zhengmai.export.csv import _harmless


def test_csv_is_safe_for_spreadsheets() -> None:
    assert _harmless("=1+1") == "'=1+1"
    assert _harmless("@x") == "'@x"
    assert _harmless("渡南区") == "渡南区"
