"""A whole notice on one line, as databases of laws print it → its lines again.

Where a long line counts 一、 （一） 1. on and on, each count begins a line; so do the signature of
the issuer with its date, and what follows the addressees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.marks import Level
from zhengmai.loaders.phrases.numerals import NUMERAL, to_int

_LONG = 300  # characters of a line that may hold a whole notice
_FEWEST = 4  # counts in it, from which it does
_MARK = re.compile(
    rf"(?P<section>(?<!第)(?<!{NUMERAL}){NUMERAL}{{1,3}})、|\((?P<point>{NUMERAL}{{1,3}})\)|"
    r"(?<![\d.])(?P<item>\d{1,2})\.(?!\d)"
)
_LEVELS = {"section": Level.SECTION, "point": Level.POINT, "item": Level.ITEM}
_STOPS = "。;:!?)》”"
_LONGEST_HEADING = 40  # characters between a heading's count and the first below it
_SIGNATURE = re.compile(
    r"(?<=[。:)])(?P<body>[\u4e00-\u9fff]{4,30}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅))"
    r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
)
_ADDRESSEES = re.compile(r"\s*各[^。;:]{4,120}:")


def parted(lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The lines, those that hold a whole notice taken apart."""
    for line in lines:
        starts = _starts(line.folded) if len(line) >= _LONG else []
        if not starts:
            yield line
            continue
        edges = [0, *starts, len(line)]
        for start, end in pairwise(edges):
            if start < end:
                yield line.slice(start, end)


def _starts(text: str) -> list[int]:
    """Where lines begin in a folded line; none where it does not count on and on."""
    counts: dict[Level, int] = {}
    starts: list[int] = []
    above, last = Level.SUBITEM, 0  # the level of the last count, and where it ends
    for match in _MARK.finditer(text):
        kind = str(match.lastgroup)
        level, value = _LEVELS[kind], to_int(match[kind]) or 0
        heading = text[last : match.start()]
        below = above < level and len(heading) <= _LONGEST_HEADING and "。" not in heading
        ended = match.start() == 0 or text[match.start() - 1] in _STOPS
        first = level is Level.SECTION and not counts
        counted = value == counts.get(level, 0) + 1 or (value == 1 and below)
        if not counted or not (below or ended or first):
            continue
        if level is Level.SECTION:
            counts.pop(Level.POINT, None)
        counts[level] = value
        starts.append(match.start())
        above, last = level, match.end()
    if len(starts) < _FEWEST:
        return []
    addressed = _ADDRESSEES.match(text)
    more = [addressed.end()] if addressed is not None else []
    for signed in _SIGNATURE.finditer(text, 0, starts[0]):
        more += [signed.start("body"), signed.start("day"), signed.end("day")]
    return sorted({*starts, *more})
