"""Tables with bars whose rows run on in one line: the numbers of the rows part them.

A page that loses its line breaks keeps the bars::

    序号 | 事项 | 承办单位 | 完成时间 | 1 | 修堤 | 水务局 | 5月 | 2 | 建站 | 民政局 | 6月 |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengmai.loaders.layout.barlines import BarLine, between_bars
from zhengmai.loaders.phrases import columnnames
from zhengmai.loaders.phrases.columnnames import Column

_FEWEST_COLUMNS = 3


def parted(line: BarLine) -> Iterator[BarLine]:
    """The header and the rows of a table in one line; a line that is not one as it is."""
    if len(line.bars) < 2 * _FEWEST_COLUMNS - 1:
        yield line
        return
    cells = between_bars(line.start, line.end, line.bars, outer=line.opens)
    said = [line.said(cell).strip() for cell in cells]
    # Where a bar opens each row, it is the one before its first cell.
    starts = [line.start, *(cells[at].start - line.opens for at in _begins(said))]
    for start, end in pairwise([*starts, line.end]):
        bars = tuple(bar for bar in line.bars if start <= bar < end)
        yield BarLine(start, line.text[start - line.start : end - line.start], bars)


def _begins(said: Sequence[str]) -> list[int]:
    """Which cells begin a row: each holds the next number, and stands as far from the last."""
    if columnnames.heading(said[0]) is not Column.NUMBER or "1" not in said:
        return []
    first = said.index("1")
    if first < _FEWEST_COLUMNS or columnnames.of_names([s for s in said[:first] if s]) is None:
        return []
    begins = list(range(first, len(said), first))
    if not any(said[begins[-1] :]):
        begins.pop()  # behind the last bar
    return begins if [said[at] for at in begins] == [str(n + 1) for n in range(len(begins))] else []
