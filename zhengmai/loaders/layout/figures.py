"""Tables of figures: what is to be reached, and beside it by how much.

    序号 | 指标名称 | 目标值 | 责任单位
    1 | 货运量 | 增长6%以上 | 区交通局

The figure alone is no task: the task is to raise what it is the figure of.
"""

from __future__ import annotations

import re

_OF_FIGURES = re.compile(r"目标|指标|[数量值]$|规模")
_SPACE = re.compile(r"\s+")
# Examples: 增长5.5%(市下达指标), ≥98%, 1300, 不低于3.2万人, 与上年持平
_FIGURE = re.compile(
    r"(?:(?:年均|同比|累计|总量|力争|确保)*(?:增长|增加|新增|增幅|增速|下降|降低|降幅|提高|上升|达到?|为|不低于|不高于|不少于|不超过|"
    r"超过|高于|低于|完成|控制在|保持在?|突破)*(?:约|>|<|≥|≤|=|大于|小于)*"
    r"\d+(?:[.,]\d+)*(?:[-—~]\d+(?:\.\d+)?)?[%‰]?(?:个?百分点|[十百千万亿]*[一-鿿]{0,3})?(?:以上|以下|以内|左右)?|与?上年持平|全覆盖)(?:\([^()]{1,20}\))?"
)


def is_figure(text: str) -> bool:
    """Whether folded text says nothing but how much: 增长6%以上."""
    return _FIGURE.fullmatch(_SPACE.sub("", text)) is not None


def may_head_figures(name: str) -> bool:
    """Whether a column may be named so that numbers alone below it are figures, not counts."""
    return _OF_FIGURES.search(name) is not None
