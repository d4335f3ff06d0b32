"""What a notice says of the columns of its tables: 表中“主抓”为牵头单位，“协同方”为配合单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column

_SPACE = re.compile(r"\s+")
_BODY = r"(?:单位|部门|科室|处室|机构)"
# Examples: “主抓”为牵头单位; 责任方一栏所列为责任单位; 主责即牵头部门
_SAYS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)[”\"』」》]?(?:这?一?[栏列项])?(?:中|内|里)?(?:所列)?的?"
    rf"{_BODY}?(?:均|都)?(?:为|是|即为?|系|指)(?:本项|该项|各项)?(?:任务|工作)?的?"
    rf"(?P<role>牵头|主办|总?责任|承办|配合|协办|参与|协同){_BODY}"
)
_COLUMNS = {
    "牵头": Column.LEAD,
    "主办": Column.LEAD,
    "责任": Column.RESPONSIBLE,
    "总责任": Column.RESPONSIBLE,
    "承办": Column.RESPONSIBLE,
    "配合": Column.COOPERATING,
    "协办": Column.COOPERATING,
    "参与": Column.COOPERATING,
    "协同": Column.COOPERATING,
}


def with_said_columns(tables: Sequence[Table], texts: Iterable[Excerpt]) -> list[Table]:
    """The tables; a column of units that the notice speaks of by its name is what it says."""
    said: dict[str, Column] = {}
    for text in texts:
        for match in _SAYS.finditer(_SPACE.sub("", text.folded)):
            # The name may stand behind other words: 表中主抓为牵头单位.
            for start in range(len(match["name"]) - 1):
                said.setdefault(match["name"][start:], _COLUMNS[match["role"]])
    return [_told(table, said) for table in tables] if said else list(tables)


def _told(table: Table, said: dict[str, Column]) -> Table:
    if len(table.header) != len(table.columns):
        return table
    names = [_SPACE.sub("", cell.folded) for cell in table.header]
    columns = tuple(
        said.get(name, column) if column in UNIT_COLUMNS else column
        for name, column in zip(names, table.columns, strict=True)
    )
    return replace(table, columns=columns)
