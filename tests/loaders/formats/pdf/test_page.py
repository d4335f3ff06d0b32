"""Pages of PDF files: turned upright; what lies aslant is aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import LINES, TEXT, furniture, pdf, show, source


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (0, "0 -1 1 0")]
)
def test_turned_pages_are_read_upright(rotate: int, matrix: str, tmp_path: Path) -> None:
    along = {"0 1 -1 0": (200, 100), "-1 0 0 -1": (500, 300), "0 -1 1 0": (300, 700)}
    step = {"0 1 -1 0": (40, 0), "-1 0 0 -1": (0, 40), "0 -1 1 0": (-40, 0)}
    (x, y), (dx, dy) = along[matrix], step[matrix]
    content = show(LINES[0], x, y, 12, matrix) + show(LINES[1][:20], x + dx, y + dy, 12, matrix)
    assert source(pdf(content, rotate=rotate), tmp_path).text.splitlines() == [
        LINES[0],
        LINES[1][:20],
    ]


def test_text_aslant_and_large_pale_text_are_aside(tmp_path: Path) -> None:
    aslant = show("内部资料", 200, 300, 40, "0.7 0.7 -0.7 0.7")
    pale = show("样本", 250, 500, 60, tint=0.85)
    found = source(pdf(aslant + TEXT + pale), tmp_path)
    assert found.text.splitlines() == [*LINES, "内部资料", "样本"]
    assert furniture(found) == ["内部资料", "样本"]
