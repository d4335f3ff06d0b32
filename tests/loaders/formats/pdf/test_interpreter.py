"""PDF files that are encrypted, or draw without bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai.errors import UnreadableFileError

from .making import LINES, TEXT, pdf, source


def test_an_empty_password_opens_and_any_other_is_told(tmp_path: Path) -> None:
    found = source(pdf(TEXT, password=""), tmp_path)
    assert found.text.splitlines() == LINES
    assert found.remarks == ()
    with pytest.raises(UnreadableFileError, match="password"):
        source(pdf(TEXT, password="x"), tmp_path)  # noqa: S106


def test_drawings_in_drawings_are_read_but_not_without_bounds(tmp_path: Path) -> None:
    assert source(pdf(b"/X Do", forms=(TEXT,)), tmp_path).text.splitlines() == LINES
    bomb = (b"/X Do " * 20,) * 12
    found = source(pdf(TEXT, b"/X Do", forms=bomb), tmp_path)
    assert found.remarks[0].message.startswith("page 2 cannot be read")
    with pytest.raises(UnreadableFileError, match="far more"):
        source(pdf(TEXT, *[b"/X Do"] * 99, forms=bomb), tmp_path)
