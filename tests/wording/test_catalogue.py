"""Every message of the code has its Chinese, every line of the catalogue is one of the code."""

from __future__ import annotations

import re

import pytest

from tests.wording.collecting import everything
from zhengmai.wording import catalogue
from zhengmai.wording.catalogue import ANSWERS, NOT_OURS
from zhengmai.wording.templates import Template

HAN = re.compile("[\u4e00-\u9fff]")
LINES = catalogue.entries()
OURS = {en: zh for room, lines in LINES.items() for en, zh in lines.items() if room != ANSWERS}


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """The templates of the code, each with a place where it stands."""
    return {one.template: one.where for one in everything()}


def test_every_message_has_its_chinese(said: dict[str, str]) -> None:
    lacking = [f"{where}: {words!r}" for words, where in sorted(said.items()) if words not in OURS]
    assert not lacking, "write these into zhengmai/wording/zh/:\n" + "\n".join(lacking)


def test_every_line_is_a_message_of_the_code(said: dict[str, str]) -> None:
    kept = {en for room, lines in LINES.items() if room not in NOT_OURS | {ANSWERS} for en in lines}
    assert not sorted(kept - said.keys())


def test_no_message_has_two_lines() -> None:
    rooms = [lines for room, lines in LINES.items() if room != ANSWERS]
    assert sum(map(len, rooms)) == len(OURS)


@pytest.mark.parametrize("room", sorted(LINES))
def test_the_gaps_of_both_sides_agree(room: str) -> None:
    for english, chinese in LINES[room].items():
        there = [gap.at for gap in Template.of(english).gaps]
        here = sorted(gap.at for gap in Template.of(chinese).gaps)
        assert there == list(range(len(there))), english
        assert set(here) <= set(there), (english, chinese)
        assert len(set(here)) == len(here), (english, chinese)
        assert room not in ANSWERS or here == there, (english, chinese)


def test_the_chinese_is_chinese() -> None:
    """But for what is the same in both: names of files, of values."""
    same = [en for en, zh in OURS.items() if en == zh]
    assert [en for en in same if " " in Template.of(en).words[0]] == ["zhengmai {}"]
    other = [zh for en, zh in OURS.items() if en not in same]
    assert [zh for zh in other if " " in zh and not HAN.search(zh)] == []
