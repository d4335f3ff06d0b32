"""What fonts tell of characters, and what is meant."""

from __future__ import annotations

from zhengmai.loaders.formats.pdf.fonts import meant


def test_radicals_that_stand_for_characters_are_read_as_these() -> None:
    assert meant("⼈") == "人"
    assert meant("⺠") == "民"
    assert meant("\u200b") == ""
    assert meant("民") == "民"
