"""Characters that Word draws: symbols of picture fonts, and characters in circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import field, instruction, lines, source


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:t>公开</w:t></w:r>',
            "①公开",
            id="circled digit of a picture font",
        ),
        pytest.param(
            '<w:r><w:sym w:font="SimSun" w:char="2460"/><w:t>公开</w:t></w:r>',
            "①公开",
            id="symbol of a usual font",
        ),
        pytest.param(
            '<w:r><w:sym w:font="SimSun" w:char="D800"/><w:sym/><w:t>公开</w:t></w:r>',
            "公开",
            id="symbol that is none",
        ),
    ],
)
def test_symbols_are_read_as_what_they_look_like(tmp_path: Path, inner: str, expected: str) -> None:
    assert source(tmp_path, f"<w:p>{inner}</w:p>").text == expected + "\n"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            field("begin") + instruction("eq \\o\\ac(○,") + instruction("3)") + field("end"),
            "③",
            id="a digit in a circle",
        ),
        pytest.param(
            field("begin") + instruction("EQ \\o\\ac(○,密)") + field("end"),
            "密",
            id="a character in a circle",
        ),
    ],
)
def test_characters_in_circles_are_fields(tmp_path: Path, inner: str, expected: str) -> None:
    assert lines(tmp_path, f"<w:p>{inner}</w:p>") == [expected]
