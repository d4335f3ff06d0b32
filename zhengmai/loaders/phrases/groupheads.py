"""Headings that name who does all that stands below them, and no more.

Examples: 县发改局牵头工作（8项）, 由区教体局负责的事项, 区水务局（5件）, 区水务局
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import is_name
from zhengmai.loaders.phrases.labels import lists_units
from zhengmai.loaders.phrases.responsibility import from_bracket
from zhengmai.loaders.phrases.unitlists import Responsibility, from_list, looks_like_units
from zhengmai.loaders.phrases.unitnames import begins_a_name
from zhengmai.model import Role

_ROLES = {"牵头": Role.LEAD, "主办": Role.LEAD, "配合": Role.COOPERATING, "协办": Role.COOPERATING}
_HEAD = re.compile(
    r"\s*由?(?P<names>[\u4e00-\u9fff、()]{2,80}?)"
    r"(?:(?P<verb>牵头|主办|负责|承办|承担|落实|配合|协办)(?:负责|办理|落实|推进|承办|承担|实施|完成)*的?"
    r"(?P<what>(?:重点|主要|年度|目标|民生|具体)*(?:工作|任务|事项|项目|实事|指标|建议|提案)+)?)?"
    r"\s*:?\s*(?P<count>\(?共?\d{1,3}[项个件条]\)?)?[:。]?\s*"
)
_WITHIN = re.compile(r"\s*[\[(]([^\[\]():]+)[\])]:?\s*")  # 【区水务局】
_FEWEST = 2  # headings that all name units, from which words without a count do


@dataclass(frozen=True, slots=True)
class GroupHead:
    """Who a heading names.

    Attributes:
        duty: the units.
        sure: by its words alone: it says what they do, and how many things.
        worded: it says what they do.
    """

    duty: Responsibility
    sure: bool
    worded: bool


def group_head(heading: Excerpt) -> GroupHead | None:
    """Who a heading names, or None where it may say anything else."""
    match = _HEAD.fullmatch(heading.folded)
    if match is None or not looks_like_units(match["names"]):
        return None
    names = match["names"]
    begins = begins_a_name(names) or (names.endswith(")") and begins_a_name(names.split("(")[-1]))
    if not (match["what"] or match["count"] or begins):
        return None  # 学校: what stands below is of schools; but 水利部门（县水务局）
    role = _ROLES.get(match["verb"] or "", Role.RESPONSIBLE)
    duty = from_list(heading.slice(*match.span("names")), role)
    if not duty.assignments or duty.left or not all(map(is_name, duty.assignments)):
        return None
    worded = match["verb"] is not None
    return GroupHead(duty, sure=worded and match["count"] is not None, worded=worded)


def named_alone(line: Excerpt) -> Responsibility | None:
    """Who a line names that says no more: 区水务局（2项）, 【区水务局】, 责任单位：区水务局."""
    inside = _WITHIN.fullmatch(line.folded)
    line = line if inside is None else line.slice(*inside.span(1))
    head = group_head(line)
    if head is not None:
        return head.duty
    duty = from_bracket(line) if lists_units(line.folded) else None
    if duty is None or not duty.assignments or not all(map(is_name, duty.assignments)):
        return None
    return duty


def group_heads(headings: Sequence[Excerpt]) -> list[Responsibility | None]:
    """For each heading of a plan who does what stands below it, or None.

    A heading that has no count is sure beside another; one of a name alone, where all are.
    """
    heads = [group_head(heading) for heading in headings]
    worded = sum(head is not None and head.worded for head in heads) >= _FEWEST
    alone = len(heads) >= _FEWEST and None not in heads
    return [
        head.duty if head is not None and (head.sure or alone or (worded and head.worded)) else None
        for head in heads
    ]
