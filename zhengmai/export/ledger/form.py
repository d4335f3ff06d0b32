"""The columns of a ledger: what is written into them, and by what they are found again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

KEY: Final = "任务标识"
"""The hidden column that says which task a row is about."""

STATUS, PROGRESS, MATERIAL = "状态", "进展情况", "佐证材料"
REPORTED: Final = (STATUS, PROGRESS, MATERIAL)
"""The columns that people fill in, in the order in which they are kept."""

CHOICES: Final = ("未开展", "进行中", "办结")
"""What the column of the status offers; anything else may be written, too."""


class Per(StrEnum):
    """What there is a sheet for."""

    UNIT = "unit"
    PLACE = "place"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        name: its heading.
        width: in digits; a Chinese character takes two.
    """

    name: str
    width: int


# 序号 counts the rows of a sheet; the number that the notice prints stands in 出处.
COLUMNS: Final = (
    Column("序号", 5),
    Column("要点", 15),
    Column("任务", 42),
    Column("牵头单位", 13),
    Column("责任单位", 15),
    Column("配合单位", 12),
    Column("时限", 13),
    Column("到期日", 11),
    Column("上级要点", 21),
    Column("出处", 20),
    Column(PROGRESS, 26),
    Column(STATUS, 8),
    Column(MATERIAL, 15),
    Column(KEY, 20),
)
ROLE: Final = Column("角色", 6)
"""On the sheet of a unit: what it does for the task; behind the task."""
ROLE_AT: Final = 3
PLACE: Final = Column("地区", 9)
"""Where a sheet has tasks of several places: whose they are; behind the number."""
PLACE_AT: Final = 1
THROUGH: Final = "经统称"
"""Where a task does not name the unit that the ledger is of, but a class of units that it is of."""
PAGE: Final = Column("网页", 6)
"""Before the hidden column, where there are pages: a link to the one that shows the notice."""
HEADINGS: Final = frozenset(column.name for column in (*COLUMNS, ROLE, PLACE, PAGE))
"""All headings that a ledger is handed out with."""
ALL: Final = "全部任务"
"""The sheet of all tasks."""
