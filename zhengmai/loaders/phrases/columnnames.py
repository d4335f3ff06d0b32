"""How offices name the columns of a table of tasks 任务分工表."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from zhengmai.loaders.excerpt import fold


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"  # the name of the point or section, often in two levels of merged cells
    TEXT = "text"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    DEADLINE = "deadline"
    REMARK = "remark"
    OTHER = "other"  # a column whose name is not known: told, and its cells shown as unread


UNIT_COLUMNS = (Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING)
DUTY_COLUMNS = (*UNIT_COLUMNS, Column.DEADLINE)  # who, and by when

# What may be named as responsible. Example: 责任科室
_BODIES = r"(?:单位|部门|科室|股室|处室|机构|单位[、及和(/]部门\)?|部门[、及和(/]单位\)?|主体)"

# How offices head their columns. 工作任务 and its like head the text where no 具体要求 follows.
HEADINGS: dict[str, Column] = {
    "序号": Column.NUMBER,
    "编号": Column.NUMBER,
    "工作任务": Column.NAME,
    "重点任务": Column.NAME,
    "主要任务": Column.NAME,
    "重点工作": Column.NAME,
    "工作要点": Column.NAME,
    "重点工作任务": Column.NAME,
    "任务名称": Column.NAME,
    "任务事项": Column.NAME,
    "工作事项": Column.NAME,
    "事项": Column.NAME,
    "任务": Column.NAME,
    "项目": Column.NAME,
    "类别": Column.NAME,
    "任务类别": Column.NAME,
    "具体要求": Column.TEXT,
    "具体任务": Column.TEXT,
    "具体措施": Column.TEXT,
    "具体内容": Column.TEXT,
    "工作措施": Column.TEXT,
    "工作要求": Column.TEXT,
    "工作内容": Column.TEXT,
    "主要内容": Column.TEXT,
    "任务内容": Column.TEXT,
    "任务分解": Column.TEXT,
    "落实措施": Column.TEXT,
    "工作任务及要求": Column.TEXT,
    "任务要求": Column.TEXT,
    "目标要求": Column.TEXT,
    "重点内容": Column.TEXT,
    "具体工作": Column.TEXT,
    "具体工作任务": Column.TEXT,
    "具体工作措施": Column.TEXT,
    "主要措施": Column.TEXT,
    "牵头": Column.LEAD,
    "主办": Column.LEAD,
    "责任": Column.RESPONSIBLE,
    "负责": Column.RESPONSIBLE,
    "配合": Column.COOPERATING,
    "协办": Column.COOPERATING,
    "牵头单位": Column.LEAD,
    "牵头部门": Column.LEAD,
    "牵头责任单位": Column.LEAD,
    "牵头科室": Column.LEAD,
    "主办单位": Column.LEAD,
    "责任单位": Column.RESPONSIBLE,
    "责任部门": Column.RESPONSIBLE,
    "责任科室": Column.RESPONSIBLE,
    "责任股室": Column.RESPONSIBLE,
    "责任单位(部门)": Column.RESPONSIBLE,
    "责任部门(单位)": Column.RESPONSIBLE,
    "负责单位": Column.RESPONSIBLE,
    "承办单位": Column.RESPONSIBLE,
    "落实单位": Column.RESPONSIBLE,
    "配合单位": Column.COOPERATING,
    "配合部门": Column.COOPERATING,
    "协办单位": Column.COOPERATING,
    "配合责任单位": Column.COOPERATING,
    "参加单位": Column.COOPERATING,
    "参与单位": Column.COOPERATING,
    "完成时限": Column.DEADLINE,
    "完成时间": Column.DEADLINE,
    "完成期限": Column.DEADLINE,
    "完成时限要求": Column.DEADLINE,
    "时限": Column.DEADLINE,
    "时间安排": Column.DEADLINE,
    "落实时限": Column.DEADLINE,
    "时限要求": Column.DEADLINE,
    "时间要求": Column.DEADLINE,
    "时间节点": Column.DEADLINE,
    "工作时限": Column.DEADLINE,
    "办理时限": Column.DEADLINE,
    "备注": Column.REMARK,
}

# Names that offices make up as they go, by the words they are made of: (pattern, column, example).
# Looked at only where the table above does not know the name.
_PATTERNS: tuple[tuple[re.Pattern[str], Column, str], ...] = tuple(
    (re.compile(pattern), column, example)
    for pattern, column, example in (
        (r"序号?|任务序号|任务编号", Column.NUMBER, "任务序号"),
        (
            rf"(?:牵头|主办|主责|主要责任)(?:责任|负责|落实)?(?:及责任|、责任)?{_BODIES}",
            Column.LEAD,
            "主办处室",
        ),
        (
            rf"(?:配合|协办|协助|协同|参加|参与)(?:责任|落实)?{_BODIES}",
            Column.COOPERATING,
            "协同部门",
        ),
        (
            rf"(?:具体)?(?:责任|负责|承办|落实|承担|完成|执行|实施)(?:责任|落实)?{_BODIES}",
            Column.RESPONSIBLE,
            "落实责任单位",
        ),
        (
            r"(?:任务)?(?:完成|落实|办理|办结|工作|推进|实施|整改|进度|时间|责任)?"
            r"(?:时限|时间|期限|时间节点|时间进度|进度安排|时间安排|时间表)(?:要求|安排|节点)?",
            Column.DEADLINE,
            "进度安排",
        ),
        (
            r"(?:具体|主要|重点|工作|落实|推进|实施|任务|贯彻|细化|公开)*"
            r"(?:措施|举措|内容|要求|目标|事项及要求|标准)(?:及要求|和要求|及措施)?",
            Column.TEXT,
            "工作目标及要求",
        ),
        (
            r"(?:重点|主要|工作|年度|任务|公开|具体|目标)*(?:任务|事项|项目|要点|领域|类别|分类|方面|名称)",
            Column.NAME,
            "公开领域",
        ),
        (
            r"备注|说明|备考|责任人|(?:责任|分管|牵头)领导|联系人|联系(?:方式|电话)",
            Column.REMARK,
            "分管领导",
        ),
    )
)

_SPACE = re.compile(r"\s+")
_FEWEST_NAMES = 3  # a line with fewer known column names is not taken for a header
_LONGEST_HEADING = 24  # characters of a header cell, with the blanks that set it wide
_LONGEST_KNOWN = 14  # characters of a column name
_LONGEST_NAME = 8  # characters of a column name that is not known here


def heading(cell: str) -> Column | None:
    """The column that a header cell names; white space inside the name does not matter."""
    return _named(_SPACE.sub("", fold(cell))) if len(cell) <= _LONGEST_HEADING else None


@lru_cache(maxsize=1024)
def _named(name: str) -> Column | None:
    known = HEADINGS.get(name)
    if known is not None or not 2 <= len(name) <= _LONGEST_KNOWN:
        return known
    for pattern, column, _ in _PATTERNS:
        if pattern.fullmatch(name):
            return column
    return None


def may_be_name(cell: str) -> bool:
    """Whether a header cell may name a column that is not known here."""
    plain = _SPACE.sub("", fold(cell))
    return len(plain) <= _LONGEST_NAME and not plain.isdigit()


def of_names(names: Sequence[str], fewest: int = _FEWEST_NAMES) -> tuple[Column, ...] | None:
    """The columns that the names in a header row stand for, or None where it is not one.

    An empty name is a column that nothing is printed over. With fewer known names than ``fewest``
    it is no header.
    """
    printed = [_SPACE.sub("", fold(name)) for name in names]
    found = [heading(name) or Column.OTHER for name in printed]
    unknown = [n for n, c in zip(printed, found, strict=True) if n and c is Column.OTHER]
    known = sum(1 for c in found if c is not Column.OTHER)
    if known < max(fewest, 2 * len(unknown)):
        return None
    if not all(may_be_name(name) for name in unknown):
        return None
    if not any(c in found for c in (*DUTY_COLUMNS, Column.NUMBER)):
        return None
    if Column.TEXT not in found and Column.NAME in found:
        last = len(found) - 1 - found[::-1].index(Column.NAME)
        found[last] = Column.TEXT
    return tuple(found)
