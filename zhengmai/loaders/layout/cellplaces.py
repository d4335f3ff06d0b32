"""In which columns the cells of a row stand that has fewer of them than the table has columns.

The cells keep their order. Of all ways that the kind of table allows, the one is taken in which
what is written suits the columns best, and only where any way that would say something else suits
clearly less: a row that may be read in two ways is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengmai.loaders.layout.columns import Nature
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column
from zhengmai.loaders.phrases.emptycells import says_nothing

MOST_COLUMNS = 12  # of a table whose rows may leave some out
# How well a cell suits a column that it stands in, at the least: surely, for units and limits.
_LEAST = {**dict.fromkeys(DUTY_COLUMNS, 4.0), Column.TEXT: 0.5}
_MARGIN = 2.0  # by which the cells suit their columns better than any others
_READ = (Column.NUMBER, Column.NAME, Column.TEXT, Column.FIGURE, *DUTY_COLUMNS)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the cells of a row stand.

    Attributes:
        columns: the column of each cell.
        score: how well the cells suit them.
    """

    columns: tuple[int, ...]
    score: float


def surest(
    cells: Sequence[Nature],
    names: Sequence[Column],
    ways: Iterable[tuple[int, ...]],
    suits: Sequence[Sequence[float]],
) -> Places | None:
    """Where the cells of a row stand, or None where that is not sure.

    Args:
        cells: what they look like.
        names: the columns of the table.
        ways: for each way that is looked at, the column of each cell.
        suits: for each cell how well it suits each column.
    """
    empty = [says_nothing(looks.text) for looks in cells]
    found = sorted(
        (
            Places(columns, sum(suits[at][column] for at, column in enumerate(columns)))
            for columns in ways
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
    return found[0]


def _says(way: Places, names: Sequence[Column]) -> tuple[Column | None, ...]:
    """What each cell is read as, a remark as nothing."""
    return tuple(names[c] if names[c] in _READ else None for c in way.columns)
