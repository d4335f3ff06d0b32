"""Every message of the code has its Chinese, every line of the catalogue is one of the code."""

from __future__ import annotations

import re

import pytest

from tests.wording.collecting import everything
from tests.wording.shown import fixed_words, of_help
from zhengmai.wording import catalogue, chinese
from zhengmai.wording.catalogue import ANSWERS, NOT_OURS
from zhengmai.wording.templates import Template

HAN = re.compile("[\u4e00-\u9fff]")
LINES = catalogue.entries()
OURS = {en: zh for room, lines in LINES.items() for en, zh in lines.items() if room != ANSWERS}


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """The templates of the code, each with a place where it stands."""
    return {one.template: one.where for one in everything()}


@pytest.fixture(scope="module")
def helping() -> dict[str, str]:
    """The words of help, as they stand there."""
    return {one.template: one.where for one in of_help()}


def test_every_message_has_its_chinese(said: dict[str, str]) -> None:
    lacking = [f"{where}: {words!r}" for words, where in sorted(said.items()) if words not in OURS]
    assert not lacking, "write these into zhengmai/wording/zh/:\n" + "\n".join(lacking)


def test_all_help_has_its_chinese(helping: dict[str, str]) -> None:
    lacking = [words for words in sorted(helping) if words not in OURS and chinese(words) == words]
    assert not lacking


def test_help_is_in_english(helping: dict[str, str]) -> None:
    """Examples may be Chinese, no sentence is."""
    assert not [words for words in helping if re.search("[\u4e00-\u9fff。]。", words)]


def test_every_line_is_a_message_of_the_code(said: dict[str, str], helping: dict[str, str]) -> None:
    kept = {en for room, lines in LINES.items() if room not in NOT_OURS | {ANSWERS} for en in lines}
    left = kept - said.keys() - helping.keys()
    templates = {line: Template.of(line) for line in left}
    shown = {en for en, of in templates.items() if of.gaps and any(map(of.match, helping))}
    assert not sorted(left - shown)


def test_no_message_has_two_lines() -> None:
    rooms = [lines for room, lines in LINES.items() if room != ANSWERS]
    assert sum(map(len, rooms)) == len(OURS)


@pytest.mark.parametrize("room", sorted(LINES))
def test_the_gaps_of_both_sides_agree(room: str) -> None:
    for english, other in LINES[room].items():
        there = [gap.at for gap in Template.of(english).gaps]
        here = sorted(gap.at for gap in Template.of(other).gaps)
        assert there == list(range(len(there))), english
        assert set(here) <= set(there), (english, other)
        assert len(set(here)) == len(here), (english, other)
        assert room not in ANSWERS or here == there, (english, other)


def test_the_chinese_is_chinese() -> None:
    """But for what is the same in both: names of files, of values."""
    same = [en for en, zh in OURS.items() if en == zh]
    assert [en for en in same if " " in Template.of(en).words[0]] == ["zhengmai {}"]
    other = [zh for en, zh in OURS.items() if en not in same]
    assert [zh for zh in other if " " in zh and not HAN.search(zh)] == []


def test_fixed_words_of_answers_have_their_english() -> None:
    words = fixed_words()
    lines = set(LINES[ANSWERS].values())
    assert not [f"{where}: {said!r}" for said, where in words.items() if said not in lines]
    assert not sorted(line for line in lines - words.keys() if HAN.search(line))


def test_each_answer_has_one_english() -> None:
    lines = LINES[ANSWERS]
    assert len(set(lines.values())) == len(lines)
