"""Characters that are drawn twice."""

from __future__ import annotations

from pathlib import Path

from .making import LINES, TEXT, pdf, show, source


def test_what_is_drawn_twice_for_boldness_is_read_once(tmp_path: Path) -> None:
    again = show(LINES[0], 200.4, 700)
    assert source(pdf(TEXT + again), tmp_path).text.splitlines() == LINES
    assert source(pdf(show("人人有责", 200, 700)), tmp_path).text == "人人有责\n"
