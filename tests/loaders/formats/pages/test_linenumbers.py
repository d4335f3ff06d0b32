"""Numbers of lines in the margin belong to the page; those of rows do not."""

from __future__ import annotations

import pytest

from zhengmai.loaders.formats.pages import Glyph, Page, layout

LINES = ["推进决策公开，由区政府办公室牵头，区司法局配合，二〇二五年六月底前完成"] * 12


def line(text: str, x: float, y: float, size: float = 12) -> list[Glyph]:
    glyphs = []
    for sign in text:
        wide = size / 2 if sign.isascii() else size
        glyphs.append(Glyph(sign, x, y, x + wide, y + size))
        x += wide
    return glyphs


def page(numbers: list[Glyph], lines: list[str], pitch: float = 20) -> Page:
    text = [g for n, said in enumerate(lines) for g in line(said, 70, 80 + pitch * n)]
    return Page(595, 842, (*numbers, *text))


def margin(
    values: range, x: float = 40, top: float = 82, pitch: float = 20, size: float = 8
) -> list[Glyph]:
    return [g for n, value in enumerate(values) for g in line(str(value), x, top + n * pitch, size)]


@pytest.mark.parametrize(
    "numbers",
    [
        margin(range(1, 13)),
        margin(range(97, 109), x=34),  # they go on from the page before
        margin(range(1, 31), pitch=17.3),  # at even distances, not beside the lines
        margin(range(5, 11, 5), top=162, pitch=100) + margin(range(15, 16), top=362),
        margin(range(1, 13), x=540),  # on the right
        margin(range(1, 13), size=12, top=80),  # as large as the text
    ],
)
def test_line_numbers_are_furniture(numbers: list[Glyph]) -> None:
    found = layout([page(numbers, LINES)])
    beside = [found.text[f.start : f.end] for f in found.furniture]
    assert beside == [" ".join(said.split()) for said in beside]
    assert "".join(LINES) in found.text.replace("\n", "")
    assert "".join(beside).replace(" ", "") == "".join(
        g.text for g in sorted(numbers, key=lambda g: (g.middle, g.x0))
    )


@pytest.mark.parametrize(
    "numbers",
    [
        margin(range(1, 5)),  # too few
        margin(range(1, 13), x=68),  # not beside the text
        [*line("序号", 30, 60), *margin(range(1, 13), x=38, size=12)],  # of rows
        [g for n, v in enumerate((3, 1, 4, 1, 5, 9, 2)) for g in line(str(v), 40, 82 + 20 * n, 8)],
    ],
)
def test_other_numbers_are_no_line_numbers(numbers: list[Glyph]) -> None:
    assert layout([page(numbers, LINES)]).furniture == ()
