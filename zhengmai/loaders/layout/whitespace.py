"""Long runs of white space: what of them says nothing, and is passed over.

A few blanks part columns and words, and an empty line parts paragraphs; thousands of either say no
more than that. Patterns that look for white space at several places of a line look at each blank of
a run once for each place: with runs of any length they would take a time that grows with its cube.

A page that changed its encoding on the way shows a question mark for each blank that indents a line
or fills its end: ????（一）守好渡口. These are white space, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengmai.model import Span

_MOST_BLANKS = 60  # of a line that are kept; pages printed as text have some 40 on end
_BLANKS = re.compile(rf"(?<![^\S\r\n])[^\S\r\n]{{{_MOST_BLANKS + 1},}}")
_EMPTY = re.compile(r"(?<!\s)\s{200,}")
_LOST = re.compile(
    r"^[^\S\r\n]*(?P<indent>[?？]{2,}|"
    r"[?？](?=[(（][一二三四五六七八九十\d]|[一二三四五六七八九十\d]{1,3}[、.．]))|"
    r"(?<=[^?？\s])(?P<end>[?？]{3,})[^\S\r\n]*$",
    re.MULTILINE,
)


def superfluous(text: str) -> tuple[Span, ...]:
    """The stretches of a text that are white space behind much white space, in order."""
    found = [*_blanks(text), *_empty_lines(text), *_lost_blanks(text)]
    kept: list[Span] = []
    for span in sorted(found):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)


def _lost_blanks(text: str) -> Iterator[Span]:
    if "??" in text or "？？" in text:
        for match in _LOST.finditer(text):
            yield Span(*match.span(match.lastgroup or 0))


def _blanks(text: str) -> Iterator[Span]:
    for match in _BLANKS.finditer(text):
        yield Span(match.start() + _MOST_BLANKS, match.end())


def _empty_lines(text: str) -> Iterator[Span]:
    """All but the first and the last line end of a long run of empty lines."""
    for match in _EMPTY.finditer(text):
        first = text.find("\n", *match.span())
        last = text.rfind("\n", *match.span())
        if first + 1 < last:
            yield Span(first + 1, last)
