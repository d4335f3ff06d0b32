"""Rows whose cells stand in lines, one of them broken over several.

    1 | 渡口 | 更换渡口全部缆 | 绳，旧绳入库 | 区水务局 | 6月底前

Six lines of five columns: the one way to put the lines of a text together in which units and limits
stand where they should is the row. Names of units over several lines are put together before
(:mod:`.unitlines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations_with_replacement, pairwise
from typing import Final

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.linecells import duties_suit, is_duty, suits
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, TASK_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.phrases.unitnames import begins_a_name

_IN_PLACE: Final = 0.8  # of the cells of units and limits are such
_MOST_BROKEN: Final = 3  # lines more than columns
_MOST_COLUMNS: Final = 12
_FULL: Final = 0.8  # of the longest line of a cell
_HALF_NAME: Final = 12  # characters of a name of which the rest stands in the next line
_MARGIN: Final = 1.0  # by which one way suits better than any other


def stand_in_place(rows: Sequence[Sequence[Excerpt]], names: Sequence[Column]) -> bool:
    """Whether rows have a cell for each column, and who and when stand in those of their own.

    Nothing is empty that a task has: an empty cell may be a lost one, and the others have drifted.
    """
    if not rows or any(len(row) != len(names) for row in rows):
        return False
    duties = [
        (cell, name)
        for row in rows
        for cell, name in zip(row, names, strict=True)
        if name in (Column.TEXT, *DUTY_COLUMNS)
    ]
    if not all(cell.text.strip() for cell, _ in duties):
        return False
    fitting = [
        says_nothing(cell.folded.strip()) or suits(cell, name)
        for cell, name in duties
        if name in DUTY_COLUMNS
    ]
    return sum(fitting) >= _IN_PLACE * len(fitting)


def in_columns(row: Sequence[Excerpt], names: Sequence[Column]) -> tuple[Excerpt, ...] | None:
    """A cell for each column, a broken text put together; None where that is not sure."""
    if duties_suit(row, names) and any(map(is_duty, row)):
        return tuple(row)
    if not len(names) < len(row) <= len(names) + _MOST_BROKEN or len(names) > _MOST_COLUMNS:
        return None
    if names[0] is not Column.NUMBER:
        return None
    ways = [way for way in _ways(row, names) if _says_no_duty(way, names)]
    found = sorted(((_score(way, names), way) for way in ways), key=lambda way: -way[0])
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _MARGIN):
        return None
    joined = tuple(map(Excerpt.join, found[0][1]))
    return joined if stand_in_place([joined], names) else None


def _ways(row: Sequence[Excerpt], names: Sequence[Column]) -> Iterator[list[list[Excerpt]]]:
    """Each way in which all lines more than columns are those of texts."""
    texts = [at for at, name in enumerate(names) if name is Column.TEXT]
    for broken in combinations_with_replacement(texts, len(row) - len(names)):
        ends = accumulate(1 + broken.count(at) for at in range(len(names)))
        yield [list(row[a:b]) for a, b in pairwise((0, *ends))]


def _says_no_duty(cells: Sequence[Sequence[Excerpt]], names: Sequence[Column]) -> bool:
    """Whether no units and no limit are taken for a name or a text, nor two cells for one.

    区市场监督 before 管理局 is half a name of a unit.
    """
    for at, (lines, name) in enumerate(zip(cells, names, strict=True)):
        if name not in TASK_COLUMNS:
            continue
        behind = cells[at + 1][0].folded.strip() if at + 1 < len(cells) else ""
        half = _may_be_half_a_name(lines[-1].folded.strip(), behind)
        if half or any(map(is_duty, lines)) or not _may_be_one(lines):
            return False
    return True


def _may_be_half_a_name(last: str, behind: str) -> bool:
    """Whether the last line of a text may be the first half of the units behind it."""
    if len(last) > _HALF_NAME or not columns.nature(last + behind).units:
        return False
    return begins_a_name(last) or not begins_a_name(behind)


def _may_be_one(lines: Sequence[Excerpt]) -> bool:
    """Whether lines may be one cell: all but the last are full, and none has a mark （一）.

    A short line above a long one is a name that stands over the text.
    """
    if len(lines) == 1:
        return True
    longest = max(map(len, lines))
    full = all(len(line) >= _FULL * longest for line in lines[:-1])
    return full and not any(columns.nature(line.folded).marked for line in lines)


def _score(cells: Sequence[Sequence[Excerpt]], names: Sequence[Column]) -> float:
    """How well lines suit the columns, put together so."""
    return sum(
        columns.fit(columns.nature(Excerpt.join(lines).folded), name)
        for lines, name in zip(cells, names, strict=True)
    )
