"""The lines of a text and the bars in them, with which a table may be drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengmai.loaders.excerpt import fold, placed_lines
from zhengmai.model import Span

_BAR = re.compile(r"(?<!\\)[|｜]")
_MISREAD = re.compile(r"丨|(?<=\s)[Il](?=\s)")  # what OCR makes of some bars
_RULE = re.compile(r"\s*+\|?+\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")


@dataclass(frozen=True, slots=True)
class BarLine:
    """A line of the text: where it stands, and where the bars in it stand."""

    start: int
    text: str
    bars: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.start + len(self.text)

    @property
    def folded(self) -> str:
        """The text folded, its bars too."""
        return fold(self.text).replace("｜", "|")

    def said(self, cell: Span) -> str:
        """What a stretch of the line says, folded."""
        return fold(self.text[cell.start - self.start : cell.end - self.start])

    @property
    def opens(self) -> bool:
        """It begins with a bar."""
        return bool(self.bars) and not self.text[: self.bars[0] - self.start].strip()

    @property
    def closes(self) -> bool:
        """It ends with a bar."""
        return bool(self.bars) and not self.text[self.bars[-1] - self.start + 1 :].strip()


def bar_lines(text: str) -> Iterator[BarLine]:
    """The lines of a text."""
    lines = [(at, line, _found(_BAR, at, line)) for at, line in placed_lines(text)]
    if _MISREAD.search(text) is None:
        yield from (BarLine(*line) for line in lines)
        return
    every = [sorted([*bars, *_found(_MISREAD, at, line)]) for at, line, bars in lines]
    counts = Counter(len(both) for both, (*_, bars) in zip(every, lines, strict=True) if bars)
    usual = counts.most_common(1)[0][0] if counts else 0
    for both, (at, line, bars) in zip(every, lines, strict=True):
        mends = bars and len(bars) < usual == len(both)  # the line is as the others with them
        yield BarLine(at, line, tuple(both) if mends else bars)


def _found(pattern: re.Pattern[str], at: int, line: str) -> tuple[int, ...]:
    return tuple(at + match.start() for match in pattern.finditer(line))


def between_bars(start: int, end: int, bars: Sequence[int], *, outer: bool) -> list[Span]:
    """The stretches between bars."""
    edges = [start - 1, *bars, end]
    spans = [Span(a + 1, max(a + 1, b)) for a, b in pairwise(edges)]
    return spans[1:-1] if outer and len(spans) > 2 else spans


def is_rule(line: BarLine) -> bool:
    """Whether a line is that of dashes below a header: |:--|:--|."""
    return bool(line.bars) and _RULE.fullmatch(line.folded) is not None
