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
from itertools import combinations

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.cellplaces import MOST_COLUMNS, Places, surest
from zhengmai.loaders.layout.columns import fit, nature
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column

_HEADS = (Column.NUMBER, Column.NAME)


def merged(cells: Sequence[Excerpt], names: Sequence[Column]) -> Places | None:
    """Where the cells of a row stand whose first columns are merged with the row above, or None."""
    if Column.TEXT not in names or not 0 < len(cells) < len(names) <= MOST_COLUMNS:
        return None
    natures = [nature(cell.folded) for cell in cells]
    suits = [[fit(looks, name) for name in names] for looks in natures]
    found = surest(natures, names, _ways(len(cells), names), suits)
    return None if found is None or found.columns == tuple(range(len(cells))) else found


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
    at: Places,
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
