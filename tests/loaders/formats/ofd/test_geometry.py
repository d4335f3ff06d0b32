"""Where characters stand on OFD pages."""

from __future__ import annotations

from pathlib import Path

from .making import package, page, source, text


def test_steps_between_characters_may_be_run_lengths_or_missing(tmp_path: Path) -> None:
    code = '<ofd:TextCode X="0" Y="4.4" DeltaX="5 g 2 5 9">一二三四五</ofd:TextCode>'
    bare = '<ofd:TextCode X="0" Y="4.4">公开</ofd:TextCode>'
    objects = [
        f'<ofd:TextObject Boundary="30 {y} 90 5" Size="5">{c}</ofd:TextObject>'
        for y, c in ((40, code), (60, bare))
    ]
    assert source(package(page(*objects)), tmp_path).text == "一二三四 五\n公开\n"


def test_a_matrix_moves_and_sizes_text(tmp_path: Path) -> None:
    big = 'CTM="2 0 0 2 15 0"'
    content = page(text("乙", 20, 40, 5, big), text("甲", 20, 42, 5))
    assert source(package(content), tmp_path).text == "甲 乙\n"
