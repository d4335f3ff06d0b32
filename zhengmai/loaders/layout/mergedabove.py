"""Cells merged with those above, found again in rows that print them no more.

    序号 | 重点任务 | 责任单位 | 时限 |
    1 | 缆绳换新 | 区水务局 | 6月底前 |
    旧绳入库 | |||                          its number, units and limit are those of row 1

A page loses how far its merged cells reach: what is left of a row moves to the left, and some
pages fill the row up with empty cells. Merged cells nest from the left, so the columns before the
first cell that is left are merged with the row above, up to the text, which is the row's own;
behind it units and limits are told by what they are. A row that may be read in two ways is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing

# How well a cell suits a column that it stands in, at the least: surely, for units and limits.
_LEAST = {**dict.fromkeys(DUTY_COLUMNS, 4.0), Column.TEXT: 0.5}
_MARGIN = 2.0  # by which the cells suit their columns better than any others
_MOST_COLUMNS = 12
_READ = (Column.NUMBER, Column.NAME, Column.TEXT, Column.FIGURE, *DUTY_COLUMNS)
_HEADS = (Column.NUMBER, Column.NAME)


@dataclass(frozen=True, slots=True)
class Merged:
    """Where the cells of a row stand in which cells of the row above are missing.

    Attributes:
        columns: the column of each cell.
        score: how well the cells suit them.
    """

    columns: tuple[int, ...]
    score: float


def merged(cells: Sequence[Excerpt], names: Sequence[Column]) -> Merged | None:
    """Where the cells of a row stand whose first columns are merged with the row above, or None."""
    if Column.TEXT not in names or not 0 < len(cells) < len(names) <= _MOST_COLUMNS:
        return None
    natures = [nature(cell.folded) for cell in cells]
    suits = [[fit(looks, name) for name in names] for looks in natures]
    empty = [says_nothing(looks.text) for looks in natures]
    found = sorted(
        (
            Merged(columns, sum(suits[at][column] for at, column in enumerate(columns)))
            for columns in _ways(len(cells), names)
            if all(
                suits[at][column] >= _LEAST.get(names[column], -1.0)
                or (empty[at] and names[column] in DUTY_COLUMNS)
                for at, column in enumerate(columns)
            )
        ),
        key=lambda way: -way.score,
    )
    said = next((way for way in found if _says(way, names) != _says(found[0], names)), None)
    if not found or (said is not None and found[0].score - said.score < _MARGIN):
        return None
    return found[0] if found[0].columns[: len(cells)] != tuple(range(len(cells))) else None


def _says(way: Merged, names: Sequence[Column]) -> tuple[Column | None, ...]:
    """What each cell is read as, a remark as nothing."""
    return tuple(names[c] if names[c] in _READ else None for c in way.columns)


def _ways(count: int, names: Sequence[Column]) -> Iterator[tuple[int, ...]]:
    """The columns that some cells may stand in: on end up to the text, behind it any."""
    text = names.index(Column.TEXT)
    behind = range(text + 1, len(names))
    numbered = names[0] is Column.NUMBER
    heads = [tuple(range(first, text + 1)) for first in range(text + 1)]
    # 2 | 旧绳入库 | 区财政局: the number is the row's own, the name behind it merged
    heads += [(0, *range(first, text + 1)) for first in range(2, text + 1) if numbered]
    for own in heads:
        if len(own) <= count:
            for others in combinations(behind, count - len(own)):
                yield (*own, *others)


def filled(
    cells: Sequence[Excerpt],
    at: Merged,
    above: Sequence[Excerpt],
    names: Sequence[Column],
    *,
    cut: bool,
) -> tuple[Excerpt, ...]:
    """A row with a cell for each column, those that are merged as in the row above.

    A row whose first cell is its own, and one that the file ``cut``s, has no units and limits but
    what is left of them.
    """
    own = dict(zip(at.columns, cells, strict=True))
    empty = cells[0].slice(0, 0)
    carried = _HEADS if cut or 0 in own else (*_HEADS, *DUTY_COLUMNS)
    return tuple(
        own[column] if column in own else above[column] if name in carried else empty
        for column, name in enumerate(names)
    )
