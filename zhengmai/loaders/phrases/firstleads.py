"""排在第一位的为牵头单位: the rule that the first of a list, or who bears a sign, is its lead unit.

It is said in the opening, above or below a table, in the head of a column, in a cell or a bracket;
there it holds for what follows only where 下同 says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.model import Assignment, Role, Span

_SPACE = re.compile(r"\s+")
_BODY = r"(?:单位|部门|科室|处室|股室|机构|镇街|的)"
_LEADS = rf"(?:牵头|主办|主责|主要责任|总牵头)(?:责任|负责)?{_BODY}?"
_FIRST = rf"(?:第[一1](?:位|个|家|名|顺位)?|首(?:位|个|家|名)|最前(?:面)?)(?:{_BODY}|责任|承办|者)*"
# Examples: 排在第一位的为牵头单位, 第一个为牵头单位, 列首位的责任单位系牵头部门, 首位单位牵头
_RULES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?:排|列|名列|居|位|位于|位居|处于|写)?(?:名|列|序|位)?(?:在|于)?{_FIRST}"
        rf"(?:的)?(?:均|都|即|就)?(?:为|是|作为|系|任|担任)?(?:本项|该项|该|此项)?(?:任务|工作|事项)?的?{_LEADS}"
    ),
    # 牵头单位为排在第一位的单位, 牵头单位列第一位
    re.compile(
        rf"(?:牵头|主办){_BODY}(?:为|是|系|均|都)?(?:各)?(?:责任{_BODY})?(?:中|里)?(?:排|列|位|居)[^,;。]{{0,4}}?{_FIRST}"
    ),
    # 责任单位中第一个单位牵头 (who leads is a verb)
    re.compile(rf"{_FIRST}(?:负责)?牵头"),
)  # fmt: skip
# Which of several lead units comes first, not who leads.
# Examples: 排在牵头单位首位的为第一牵头单位, 牵头单位排在第一位的为总牵头单位
_AMONG_LEADS = re.compile(
    rf"牵头{_BODY}(?:名单)?(?:中|里|的)?(?:排|列|名列|居|位|位于|位居|处于)?(?:名|列|序|位)?(?:在|于)?{_FIRST}"
    r"(?:的)?(?:均|都|即|就)?(?:为|是|作为|系|任|担任)[^,;。]{0,4}牵头"
)
# Examples: 其他为配合单位, 其他列入单位为参与单位, 其余单位配合
_OTHERS = re.compile(
    r"其(?:他|它|余)(?:列入|所列|参加|各)*(?:的)?(?:责任)?(?:单位|部门|科室|处室)?(?:均|都)?(?:为|是|作为|系)?"
    r"(?P<role>参与|配合|协办|协同|参加|协助|责任|负责)"
)
# Example: 注：标★的为牵头单位
_SIGNS = "★☆※▲△●◆◎*#"
_SIGNED = re.compile(
    rf"(?:标|带|加|注|打|有|画)(?:注|有|记|示)?[“\"'‘(]*(?P<sign>[{re.escape(_SIGNS)}])[”\"'’)]*(?:号|标志|标记|符号|者)?"
    rf"的?{_BODY}?(?:均|都)?(?:为|是|系)?{_LEADS}"
)
# No rule is without a word for who leads and one for which; most texts have none.
_HINTS = ("牵头", "主办", "主责", "主要责任")
_WHICH = re.compile(rf"[第首最{re.escape(_SIGNS)}]")
_SAME_BELOW = re.compile(r"[,;。(]?\s*以?下同\s*[)。;]*$")
_HERE_BELOW = re.compile(r"下同|以下")
_STOPS = ",;。("


@dataclass(frozen=True, slots=True)
class FirstLeads:
    """The rule, as it is said.

    Attributes:
        others: the role of the other units of a list.
        below: it holds for what follows, too 下同.
        sign: not the first leads, but who bears this sign; "" where it is the first.
    """

    others: Role = Role.RESPONSIBLE
    below: bool = False
    sign: str = ""


def rule_in(text: str) -> FirstLeads | None:
    """The rule that folded text sets, or None."""
    plain = _SPACE.sub("", text) if _WHICH.search(text) else ""
    if not any(hint in plain for hint in _HINTS):
        return None
    signed = _SIGNED.search(plain)
    plain = _AMONG_LEADS.sub("", plain)
    if signed is None and not any(rule.search(plain) for rule in _RULES):
        return None
    others = _OTHERS.search(plain)
    answers = others is None or others["role"] in ("责任", "负责")
    return FirstLeads(
        Role.RESPONSIBLE if answers else Role.COOPERATING,
        bool(_HERE_BELOW.search(plain)),
        signed["sign"] if signed is not None else "",
    )


def without_rule(value: Excerpt) -> Excerpt:
    """A list without the sentence that sets the rule, and without 下同."""
    return value.slice(0, end_of_list(value.folded))


def end_of_list(text: str) -> int:
    """Where a folded list ends before the sentence that sets the rule, or before 下同."""
    same = _SAME_BELOW.search(text) if "下同" in text else None
    end = same.start() if same is not None else len(text)
    if not _WHICH.search(text) or not any(hint in text for hint in _HINTS):
        return end
    rules = (rule.search(text, 0, end) for rule in (*_RULES, _SIGNED))
    found = [match.start() for match in rules if match is not None]
    return max(0, *(text.rfind(mark, 0, min(found) + 1) for mark in _STOPS)) if found else end


def applied(rule: FirstLeads | None, duty: Responsibility) -> Responsibility:
    """A list of units under the rule; one that names its lead units itself stays as it is."""
    if rule is None or not duty.assignments:
        return duty
    if any(a.role is Role.LEAD for a in duty.assignments):
        return duty
    if rule.sign:
        leads = [rule.sign in a.unit for a in duty.assignments]
        roles = [Role.LEAD if leading else rule.others for leading in leads]
        found = zip(duty.assignments, roles if any(leads) else [], strict=False)
        by_sign = tuple(replace(a, role=role) for a, role in found)
        return replace(duty, assignments=by_sign) if by_sign else duty
    first, *others = duty.assignments
    if first.role is not Role.RESPONSIBLE:
        return duty
    rest = (replace(a, role=rule.others) if a.role is Role.RESPONSIBLE else a for a in others)
    return replace(duty, assignments=(replace(first, role=Role.LEAD), *rest))


def without_signs(duty: Responsibility) -> Responsibility:
    """The same units; a sign before or behind a name is no part of it: ★区教育局."""
    if not any(a.unit[:1] in _SIGNS or a.unit[-1:] in _SIGNS for a in duty.assignments):
        return duty
    return replace(duty, assignments=tuple(map(_without_sign, duty.assignments)))


def _without_sign(assignment: Assignment) -> Assignment:
    name = assignment.unit.strip(_SIGNS)
    if name == assignment.unit:
        return assignment
    if len(assignment.spans) != 1:
        return replace(assignment, unit=name)
    (span,) = assignment.spans
    start = span.start + len(assignment.unit) - len(assignment.unit.lstrip(_SIGNS))
    return replace(assignment, unit=name, spans=(Span(start, start + len(name)),))
