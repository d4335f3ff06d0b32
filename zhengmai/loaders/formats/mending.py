"""Single bad bytes in a text: what they are shown as, and how the characters around them are kept.

In UTF-8 a bad byte harms its own character. In GB18030 characters are pairs of bytes: a byte too
many or too few makes other characters of all that follow in the line. So a line that cannot be read
is mended: the one byte is looked for without which what is left reads as common Chinese.
"""

from __future__ import annotations

import re
from functools import lru_cache

REPLACED = "\ufffd"
MOST_SHARE = 0.01  # of the characters may be broken in a text that does not say its encoding

_LONGEST_LINE = 1_000  # bytes; of a longer one what follows a bad byte is searched no further
_FEW = 3  # bad bytes that any text may have
_MANY = 40  # and that none may have: each costs a search of its line
_MOST_BAD = 8  # bytes that are looked for in one line
_COMMON = re.compile(r"[\x20-\x7e\u3000-\u3002\u300a-\u3011\u3014\u3015\uff08-\uff1f\u2014\u2026]")
_LEVEL_1 = range(0xB0A1, 0xD7FA)  # the characters of GB 2312 in daily use


def mended_utf8(data: bytes) -> str | None:
    """A text in UTF-8 with a few bad bytes shown as U+FFFD; None where there are many."""
    text = data.decode("utf-8", errors="replace")
    wide = sum(1 for c in text if c > "\x7f")
    return text if 0 < text.count(REPLACED) <= max(1, MOST_SHARE * wide) < wide else None


def mended_gb(data: bytes) -> str | None:
    """A text in GB18030 with a few bad bytes shown as U+FFFD; None where there are many."""
    lines = data.split(b"\n")  # no byte of a character is a line feed
    found: list[str] = []
    bad = 0
    for line in lines:
        try:
            found.append(line.decode("gb18030"))
        except UnicodeDecodeError:
            found.append(_mended(line))
            bad += found[-1].count(REPLACED)
            if bad > min(_MANY, max(_FEW, MOST_SHARE * len(data) / 2)):
                return None
    return "\n".join(found)


def _mended(line: bytes) -> str:
    """A line with its bad bytes shown as U+FFFD."""
    begun = ""
    for _ in range(_MOST_BAD):
        try:
            return begun + line.decode("gb18030")
        except UnicodeDecodeError as error:
            if len(line) > _LONGEST_LINE:
                break
            kept, line = _without_bad_byte(line, error.start)
            begun += kept + REPLACED
    return begun + line.decode("gb18030", errors="replace")


def _without_bad_byte(line: bytes, at: int) -> tuple[str, bytes]:
    """What surely stands before a bad byte, and the bytes that surely are text after it.

    It stands where the decoder stops, or before: the pairs since then may be shifted by it. Where
    several bytes may be the bad one, what they would make different is given up.
    """
    # A bad byte stands between two characters of what can be read before the decoder stops.
    after, before, bad = _scores(line), 0, 0
    scores = {0: after[1]}
    while bad < at:
        size = _length(line[bad : bad + 2])
        before += _worth(line[bad : bad + size].decode("gb18030"))
        bad += size
        scores[bad] = before + after[bad + 1]
    most = max(scores.values())
    best = [bad for bad, score in scores.items() if score == most]
    return line[: best[0]].decode("gb18030"), line[best[-1] + 1 :]


def _scores(line: bytes) -> list[int]:
    """For each place in a line how much common Chinese there is from it to the next bad byte."""
    scores = [0] * (len(line) + 2)
    for at in range(len(line) - 1, -1, -1):
        size = _length(line[at : at + 2])
        char = _character(line[at : at + size])
        if char is not None:
            scores[at] = _worth(char) + scores[at + size]
    return scores


def _length(begins: bytes) -> int:
    """How many bytes the character has that begins so."""
    if begins[0] < 0x80:
        return 1
    return 4 if begins[1:].isdigit() else 2


@lru_cache(maxsize=8192)
def _character(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _worth(char: str) -> int:
    return 1 if _is_common(char) else -1


@lru_cache(maxsize=8192)
def _is_common(char: str) -> bool:
    if _COMMON.match(char):
        return True
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and int.from_bytes(code, "big") in _LEVEL_1
