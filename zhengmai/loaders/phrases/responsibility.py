"""责任分工: who is given a task, from a bracket in the prose.

The forms of the genre, each with an example (those with verbs are in :mod:`.dutyclauses`, the cells
of a table and lists in :mod:`.unitlists`):

=====================  ==========================================================
labelled bracket       （牵头单位：区司法局；责任单位：各镇〈街〉；完成时限：6月底前）
verbs in a bracket     （经济发展局牵头，大数据中心、商务局配合，10月底前完成）
role beside a name     （区委编办（牵头）、区司法局）
the first leads        （区司法局、区财政局负责，排在第一位的为牵头部门，下同）
behind a dash          …找人摘。——镇应急办、各村等
=====================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import (
    clauses,
    from_clauses,
    from_names,
    is_above,
    is_surely_name,
    limit_in,
    says_when,
)
from zhengmai.loaders.phrases.dutyverbs import GUIDING_WORDS, VERB_WORDS, WRITING_WORDS, verb_of
from zhengmai.loaders.phrases.firstleads import FirstLeads, applied, rule_in, without_rule
from zhengmai.loaders.phrases.labels import (
    ROLES,
    Says,
    begins_with_label,
    is_labelled,
    labels_in,
    names_guides,
)
from zhengmai.loaders.phrases.lastwords import at_end
from zhengmai.loaders.phrases.timephrases import is_time_phrase
from zhengmai.loaders.phrases.unitlists import (
    ROLE_IN_BRACKETS,
    Responsibility,
    from_list,
    looks_like_units,
)
from zhengmai.model import Assignment, Role

_SPACE = re.compile(r"\s+")
_STOP = re.compile("。")
_ROLE_INSIDE = re.compile(ROLE_IN_BRACKETS)
# Brackets that explain what was said: （含区属国有企业，由区国资局负责）
_EXPLAINS = re.compile(
    r"\s*(?:含|包括|不含|包含|详见|即|如|例如|指(?!导)|不包括|"
    r"(?:以下|上述|下列|各项)(?:各?项?(?:任务|工作|事项|措施)?)(?:均|都))"
)
# A remark behind a list. Example: 以下任务均需各区落实，不再一一列出
_REMARK = re.compile(
    r"[。;,(]\s*(?:以下|下列|上述|其余|其他|后续|各项)(?:各?项?(?:任务|工作|事项|措施)?)(?:均|都|不再)[^。]*[。)]?\s*$|"
    r"[。;,(]\s*(?:恕|以下)?不再(?:一一|逐一|重复|单独)?(?:列|赘|注)[^。]*[。)]?\s*$|"
    r"[。;][^。;]*不再?(?:逐一|一一)列出[^。;]*。?\s*$"
)
_SAYS_MORE = re.compile("均|都|不再?")


def from_bracket(content: Excerpt) -> Responsibility | None:
    """Who a bracket assigns, or None where it is a bracket of another kind.

    ``content`` is what stands between the brackets.
    """
    remark = at_end(_REMARK, content.folded) if _SAYS_MORE.search(content.folded) else None
    at = _sentences_behind(content) if remark is None else remark.start()
    if at is None:
        return _assigned(content)
    duty = _assigned(content.slice(0, at))
    return None if duty is None else replace(duty, left=(*duty.left, content.slice(at)))


def _sentences_behind(content: Excerpt) -> int | None:
    """Where the sentences of a bracket begin that only remark on what its units do, or None.

    Example: 区司法局牵头，区财政局配合|。所需经费由原渠道列支。
    """
    text = content.folded
    stops = [at for at in _outer_stops(text) if text[at + 1 :].strip()]
    if not stops or is_labelled(text) or rule_in(text) is not None:
        return None
    found = None
    for at, until in zip(reversed(stops), [len(text), *reversed(stops)], strict=False):
        if not _is_remark(content.slice(at + 1, until).strip("。 ")):
            break
        found = at
    return found


def _outer_stops(text: str) -> Iterator[int]:
    """Where the stops of folded text stand that are in no bracket."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "。" and depth <= 0:
            yield at


def _is_remark(sentence: Excerpt) -> bool:
    """Whether a sentence says neither who does a thing nor when."""
    said = [_SPACE.sub("", sentence.folded[at:end]) for at, end in clauses(sentence.folded)]
    if looks_like_units(_SPACE.sub("", sentence.folded)) or all(map(says_when, said)):
        return False
    return from_clauses(sentence, manner=False) is None


def _assigned(content: Excerpt) -> Responsibility | None:
    text = content.folded
    if _EXPLAINS.match(text):
        return None
    if is_labelled(without_rule(content).folded) or names_guides(text):
        return _labelled(content)
    if not any(words.search(text) for words in (VERB_WORDS, GUIDING_WORDS, WRITING_WORDS)):
        return None
    if _ROLE_INSIDE.search(text) and looks_like_units(_SPACE.sub("", text)):
        return from_list(content, Role.RESPONSIBLE)
    duty = from_clauses(without_rule(content))
    rule = rule_in(text)
    return None if duty is None else replace(duty, above=is_above(text), first_leads=rule)


def from_cell(cell: Excerpt, role: Role) -> Responsibility:
    """The units of a cell of a table: a list; labels in it (牵头单位：…；配合单位：…) say more."""
    if is_labelled(without_rule(cell).folded):
        return _labelled(cell)
    duty = _list_or_verbs(without_rule(cell), role)
    return replace(duty, first_leads=rule_in(cell.folded))


def _labelled(content: Excerpt) -> Responsibility:
    text = content.folded
    marks = labels_in(text)
    assignments: list[Assignment] = []
    open_ended = False
    limits: list[Excerpt] = []
    left: list[Excerpt] = []  # what assigns nothing is shown as unread
    if marks:
        limits.extend(_limits_before(content.slice(0, marks[0].start)))
    for index, label in enumerate(marks):
        end = marks[index + 1].start if index + 1 < len(marks) else len(text)
        value = content.slice(label.end, end).strip("；;，,。. \n\t【［[")
        if label.says is Says.TIME:
            limits.append(value)
            continue
        value, behind = _first_sentence(value)
        left.extend([behind] if behind is not None else [])
        listed, limit = _without_limit(without_rule(value))
        limits.extend([limit] if limit is not None else [])
        role = ROLES.get(label.says)
        if role is None:
            left.extend([content.slice(label.start, label.end), listed])
            continue
        duty = _list_or_verbs(listed, role)
        if label.says is Says.FIRST_LEADS:
            duty = applied(FirstLeads(), duty)
        assignments.extend(duty.assignments)
        left.extend(duty.left)
        open_ended |= duty.open_ended
    return Responsibility(
        tuple(assignments),
        open_ended,
        limit_in(content, limits),
        rule_in(text),
        left=tuple(left),
    )


def _limits_before(said: Excerpt) -> Iterator[Excerpt]:
    """The time limits before the first label of a bracket: 6月底前完成，|责任单位：区水务局."""
    for at, end in clauses(said.folded):
        clause = said.slice(at, end).strip()
        if says_when(_SPACE.sub("", clause.folded)):
            yield clause


def _first_sentence(value: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """A list of units, and the sentences behind it, which name none: 区水利局。每日巡堤两次."""
    for stop in (m.start() for m in _STOP.finditer(value.folded)):
        behind = value.slice(stop + 1).strip()
        if behind and not _is_list(_SPACE.sub("", behind.folded.rstrip("。"))):
            return value.slice(0, stop), behind
    return value, None


# A sentence that ends as names do: 进度较慢的是石浦镇、青云镇; but 未成年人保护办公室
_SAYS_SOMETHING = re.compile("[为是较]|未(?!成年)|的(?!单位|部门|机构|企业)")


def _is_list(text: str) -> bool:
    return looks_like_units(text) and _SAYS_SOMETHING.search(text) is None


def _without_limit(value: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """A list and the time limit it may close with: 区水利局、区发改局，2025年6月底前."""
    cut = max(value.folded.rfind(mark) for mark in ",;")
    last = value.slice(cut + 1).strip() if cut >= 0 else None
    if last is None or not says_when(_SPACE.sub("", last.folded)):
        return value, None
    return value.slice(0, cut), last


def _list_or_verbs(value: Excerpt, role: Role) -> Responsibility:
    """A labelled list; where verbs give other roles in it, they say more than the label."""
    text = value.folded
    if any(verb_of(text[start:end].rstrip()) for start, end in clauses(text)):
        return from_clauses(value) or from_list(value, role)
    return from_list(value, role)


# 牵头单位为县住建局，责任单位为各镇：清疏管网
_LABELS_FIRST = re.compile(
    r"\s*(?:责任|牵头|配合|主办|协办|承办)(?:单位|部门|科室)(?:为|是)(?P<rest>[^:。]{2,200}):"
)


# 责任单位：镇应急办、各村。密切监视水情
_LIST_FIRST = re.compile(r"\s*(?P<said>[^。]{2,20}:[^。]{2,160})。\s*(?=[^。\s][^。]{2,})")


def in_opening_labels(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who labels assign a paragraph to before its own text, and where that begins."""
    match = _LABELS_FIRST.match(text.folded)
    if match is None:
        return _in_first_sentence(text)
    duty = _labelled(text.slice(0, match.end() - 1))
    return (match.end(), duty) if duty.assignments else None


def _in_first_sentence(text: Excerpt) -> tuple[int, Responsibility] | None:
    """The first sentence as nothing but labelled units, with text behind it that has no label."""
    match = _LIST_FIRST.match(text.folded)
    if match is None or not begins_with_label(match["said"]):
        return None
    if is_labelled(text.folded[match.end() :]) or begins_with_label(text.folded[match.end() :]):
        return None
    duty = _labelled(text.slice(match.start("said"), match.end("said")))
    behind = _SPACE.sub("", text.folded[match.end() :]).rstrip("。")
    if not duty.assignments or looks_like_units(behind) or is_time_phrase(behind):
        return None
    return match.end(), duty


# …，别自己捅。——镇应急办、各村等
_DASHED = re.compile(r"(?:^|[。;!?)])\s*(?P<dash>-{1,2})\s*(?P<duty>[^。;!?-]{2,120})。?\s*$")


# …，缓解“入园难” —— 区教育局、各县（区）政府（8月底前）
_DASHED_LINE = re.compile(r"(?P<dash>--)\s*(?P<duty>[^。;!?-]{2,120})。?\s*$")
_LIMIT_BEHIND = re.compile(r"\((?P<limit>[^()]{2,40})\)\s*$")


def behind_a_dash(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who a paragraph assigns behind a dash at its end, and where the dash stands.

    A limit may stand behind them in a bracket. Where no sentence ends before the dash, they are
    surely names.
    """
    if "-" not in text.folded:
        return None
    match = at_end(_DASHED, text.folded) or at_end(_DASHED_LINE, text.folded)
    if match is None:
        return None
    said, limit = text.slice(match.start("duty"), match.end("duty")), None
    when = at_end(_LIMIT_BEHIND, said.folded)
    if when is not None and says_when(when["limit"]):
        said, limit = said.slice(0, when.start()), said.slice(*when.span("limit"))
    duty = from_bracket(said) or from_names(said)
    if duty is None or not duty.assignments:
        return None
    if match.re is _DASHED_LINE and not all(map(is_surely_name, duty.assignments)):
        return None
    return match.start("dash"), replace(duty, deadline=duty.deadline or limit)
