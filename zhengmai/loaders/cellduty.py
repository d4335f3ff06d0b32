"""责任分工 in the cell of the task, behind its text or below it, where no column has units.

Example: | 1 | 修渡口，换缆绳。 ¶ 牵头单位：区水务局 ¶ 配合单位：区交通局 | 6月底 |
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.tables import Row, unit_columns
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.segments import segments_of


@dataclass(frozen=True, slots=True)
class Said:
    """What the cell of a task says.

    Attributes:
        row: that it stands in.
        text: of the task, or None where the row has none.
        duty: what stands behind it says, or None.
        behind: that, as printed.
    """

    row: Row
    text: Excerpt | None
    duty: Responsibility | None = None
    behind: Excerpt | None = None


def said_in(row: Row, table: Table) -> Said:
    """The text of a row, and who does it, where its own cell says so."""
    text = row.cell(Column.TEXT)
    if text is None or unit_columns(table):
        return Said(row, text)
    found = segments_of(text)
    if len(found) != 1 or found[0].duty is None:  # none, or several things by several units
        return Said(row, text)
    return Said(row, found[0].text, found[0].duty, found[0].bracket)
