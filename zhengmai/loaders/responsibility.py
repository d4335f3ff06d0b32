"""责任分工: who is given a task, from a bracket in the prose or from the cells of a table.

The forms of the genre, each with an example:

=====================  ==========================================================
labelled bracket       （牵头单位：区司法局；责任单位：各镇〈街〉；完成时限：6月底前）
verbs in a bracket     （经济发展局牵头，大数据中心、商务局配合，10月底前完成）
plain verb             （体育总局、教育部负责）
closing words          …，由区司法局牵头、各街道配合。 此项工作由区数据局负责。
for all that is above  以上工作由区政府办公室负责。
column of a table      区发展改革局、区财政局等有关部门，各街道办事处
role beside a name     区委编办（牵头）、区司法局
=====================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhengmai.loaders import unitnames
from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.timephrases import phrases_in, whole_phrase
from zhengmai.model import Assignment, Role, UnitKind

_SPACE = re.compile(r"\s+")

# Labels before a list of units, and the role they give. Example: 牵头单位：区财政局
LABELS: dict[str, Role] = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "责任": Role.RESPONSIBLE,
    "负责": Role.RESPONSIBLE,
    "落实": Role.RESPONSIBLE,
    "承办": Role.RESPONSIBLE,
    "配合": Role.COOPERATING,
    "协办": Role.COOPERATING,
    "参加": Role.COOPERATING,
    "参与": Role.COOPERATING,
}
_WORD = "|".join(LABELS)
_UNIT_LABEL = re.compile(
    rf"({_WORD})(?:(?:责任)?(?:单位|部门|科室|处室|股室|机构)\s*(?::|为(?=[\u4e00-\u9fff])(?!牵头|责任))|"
    rf"(?:(?<=[;,。、\s(](?:{_WORD}))|(?<=^(?:{_WORD})))\s*:)"
)
_TIME_LABEL = re.compile(
    r"(?:完成|工作|办理|落实)(?:时限|时间|期限|时间节点)(?:要求)?\s*:|(?:时间|时限)要求\s*:|"
    r"(?:^|(?<=[;,。、\s]))(?:时限|时间|期限|时间节点)(?:要求)?\s*:"
)
# A person is no unit. Example: 责任人：某某
_PERSON_LABEL = re.compile(
    r"(?:^|(?<=[;,。、\s]))(?:责任人|负责人|联系人|联络员|(?:牵头|分管|责任|包保)(?:领导|人))\s*:"
)

# Verbs after a list of units, and the role they give. Example: 区财政局牵头
_VERBS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"(?:负责)?(?:共同)?牵头(?:负责|落实|组织实施)?$"), Role.LEAD),
    (
        re.compile(
            r"(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责(?:分工)?|依职责|分别|分工|共同|具体|统筹|组织)*"
            r"(?:负责|落实|承办|组织实施|实施|推进落实)(?:落实|指导|统筹|推进|督促|组织实施)?$"
        ),
        Role.RESPONSIBLE,
    ),
    (
        re.compile(
            r"(?:按(?:照)?(?:各自)?职责(?:分工)?|共同|予以|做好|积极)*(?:配合|参与|参加|协助|协办)(?:落实|做好)?$"
        ),
        Role.COOPERATING,
    ),
)
_ROLE_BESIDE = re.compile(r"\((牵头|主办|责任|负责|配合|协办)(?:单位|部门)?\)$")
_ROLE_BEHIND = re.compile(r"(?<=[局委办厅部中心会院镇街乡站所馆位门组])(牵头|配合|负责|参加|协办)$")
_ROLE_INSIDE = re.compile(r"\((?:牵头|主办|责任|负责|配合|协办)(?:单位|部门)?\)")
# Brackets that explain what was said: （含区属国有企业，由区国资局负责）
_EXPLAINS = re.compile(r"\s*(?:含|包括|不含|包含|详见|即|如|例如|指|不包括)")
_FIRST_LEADS = re.compile(r"排在?(?:第一|首)位?的?(?:单位|部门)?(?:的)?为牵头(?:单位|部门)")
_DUTY_WORDS = re.compile(r"牵头|负责|责任|配合|落实|参加|协办")
_LIST_SEPARATORS = "、;,\r\n\t /."
_SAYS_NOTHING = re.compile(r"[略无空/-]*")  # what offices print in an empty cell
# A name of a class broken in two: 各乡 | 镇人民政府, 区政府 | 各部门.
_GOES_ON = re.compile(
    r"(?:^|各)[省市区县乡镇街] [省市区县乡镇街]|政府 (?:各|有关|相关)[^、,;]{0,4}(?:部门|单位)"
)
_WHOLE_NAME = 4  # characters; a shorter piece before a space is not a name by itself
# 由区司法局牵头，会同区财政局落实; 此项工作由区司法局负责
_LEADING_WORD = re.compile(
    r"\s*(?:(?:[此该本]项(?:工作|任务)|(?:以上|上述)(?:各项)?(?:工作|任务|事项|内容)|"
    r"具体(?:工作)?|统一|共同|均|都|主要|原则上)*由|会同)"
)
# The last words of a paragraph. Examples: …，由区司法局牵头、各街道配合。 此项工作由区数据局负责。
_CLOSING = re.compile(
    r"(?:^|(?P<mark>[。;,、]))\s*(?P<duty>(?:[此该本]项(?:工作|任务)|(?:以上|上述)(?:各项)?"
    r"(?:工作|任务|事项|内容)|具体(?:工作)?)?(?:统一|共同|均|都)?由[^。]{2,160}?)[。;]?\s*$"
)
_ABOVE = re.compile(r"(?:以上|上述)")
_LONGEST_LABEL = 16  # characters, with the colon
_IN_A_YEAR = re.compile(r"20\d\d年")
_LONGEST_STEP = 14  # characters
_CUT = 8  # characters; a name cut by a page break leaves a short piece


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What a bracket or the unit cells of a row say.

    Attributes:
        assignments: in printed order.
        open_ended: a list ends with 等.
        deadline: the words of a time limit given beside the units, or None.
        above: it is said of all that stands above 以上工作由…负责.
        first_leads: from here on, the first of a list is the lead unit 排在第一位的为牵头单位.
    """

    assignments: tuple[Assignment, ...]
    open_ended: bool
    deadline: Excerpt | None = None
    first_leads: bool = False
    above: bool = False


def from_list(names: Excerpt, role: Role) -> Responsibility:
    """The units of a list such as a cell of the column 责任单位."""
    assignments: list[Assignment] = []
    open_ended = False
    after_others = False
    for piece in _pieces(names):
        if after_others and piece.folded.strip() in ("单位", "部门", "机构"):
            continue  # 等有关部门、单位
        found, others = _assignments(piece, role)
        after_others = others
        assignments.extend(found)
        open_ended |= others
    return Responsibility(tuple(assignments), open_ended)


def looks_like_units(text: str) -> bool:
    """Whether folded text is a list of units as a whole, or a piece of one cut off by a page."""
    if "。" in text:
        return False
    pieces = [p for p in re.split(r"[、;,\n](?![^()]*\))", _whole_brackets(text)) if p]
    if not pieces:
        return False
    likely = [_names_one(piece) for piece in pieces]
    if all(likely):
        return True
    # A page break may have cut the first or the last name: 区教体局、区卫健 | 局
    cut = [not name and len(piece) <= _CUT for piece, name in zip(pieces, likely, strict=True)]
    return any(likely) and sum(likely) + 1 == len(pieces) and (cut[0] or cut[-1])


def _whole_brackets(text: str) -> str:
    """Text without the bracket that a page break left open: 区政府各部门(单."""
    if text.count("(") > text.count(")"):
        return text[: text.rfind("(")]
    if text.count(")") > text.count("("):
        return text[text.find(")") + 1 :].lstrip("、")
    return text


def _names_one(piece: str) -> bool:
    others = unitnames.and_others(piece)
    bare = _ROLE_BESIDE.sub("", piece[: others.start()] if others else piece)
    return not bare or unitnames.looks_like_name(bare)


def from_bracket(content: Excerpt) -> Responsibility | None:
    """Who a bracket assigns, or None where it is a bracket of another kind.

    ``content`` is what stands between the brackets.
    """
    text = content.folded
    if not _DUTY_WORDS.search(text) or _EXPLAINS.match(text):
        return None
    if _ABOVE.match(text.lstrip()):
        duty = _by_verbs(content)
        return None if duty is None else replace(duty, above=True)
    if _UNIT_LABEL.search(text):
        return _labelled(content)
    if _ROLE_INSIDE.search(text) and looks_like_units(_SPACE.sub("", text)):
        return from_list(content, Role.RESPONSIBLE)
    return _by_verbs(content)


def in_closing_words(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who the last words of a paragraph assign it to, and where these words begin.

    Only where they do nothing but assign: a unit that a sentence is about (区政府办公室要…) is not
    assigned. After a comma they must name a lead unit; a sentence of its own need not.
    """
    match = _CLOSING.search(text.folded)
    if match is None:
        return None
    duty = _by_verbs(text.slice(match.start("duty"), match.end("duty")))
    alone = match["mark"] not in (",", "、")
    if duty is None or not (alone or any(a.role is Role.LEAD for a in duty.assignments)):
        return None
    above = bool(_ABOVE.match(match["duty"]))
    # What is said of the task itself stays in its text, and a limit is read from there.
    limit = duty.deadline if above else None
    return match.start("duty"), replace(duty, above=above, deadline=limit)


def first_leads(text: str) -> bool:
    """Whether the text sets the rule that the first unit of a list is its lead unit."""
    return bool(_FIRST_LEADS.search(text))


def with_first_as_lead(duty: Responsibility) -> Responsibility:
    """The rule 排在第一位的为牵头单位 applied: the first responsible unit leads."""
    if not duty.assignments or any(a.role is Role.LEAD for a in duty.assignments):
        return duty
    first, *others = duty.assignments
    if first.role is not Role.RESPONSIBLE:
        return duty
    return replace(duty, assignments=(replace(first, role=Role.LEAD), *others))


def _labelled(content: Excerpt) -> Responsibility:
    text = content.folded
    marks = sorted(
        [(m.start(), m.end(), LABELS[m[1]]) for m in _UNIT_LABEL.finditer(text)]
        + [(m.start(), m.end(), "time") for m in _TIME_LABEL.finditer(text)]
        + [(m.start(), m.end(), "person") for m in _PERSON_LABEL.finditer(text)]
    )
    assignments: list[Assignment] = []
    open_ended = False
    limits: list[Excerpt] = []
    for index, (_, start, says) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        value = content.slice(start, end).strip("；;，,。. \n\t")
        if says == "time":
            limits.append(value)
            continue
        listed, limit = _without_limit(_without_note(value))
        limits.extend([limit] if limit is not None else [])
        if says != "person":
            duty = _list_or_verbs(listed, Role(says))
            assignments.extend(duty.assignments)
            open_ended |= duty.open_ended
    deadline = Excerpt.join(limits) if len(limits) == 1 else _spanning(content, limits)
    return Responsibility(tuple(assignments), open_ended, deadline, first_leads(text))


def _without_limit(value: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """A list and the time limit it may close with: 区水利局、区发改局，2025年6月底前."""
    cut = max(value.folded.rfind(mark) for mark in ",;")
    last = value.slice(cut + 1).strip() if cut >= 0 else None
    if last is None or whole_phrase(_SPACE.sub("", last.folded)) is None:
        return value, None
    return value.slice(0, cut), last


def _list_or_verbs(value: Excerpt, role: Role) -> Responsibility:
    """A labelled list; where verbs give other roles in it, they say more than the label."""
    text = value.folded
    if any(_verb(text[start:end].rstrip()) for start, end in _clauses(text)):
        return _by_verbs(value) or from_list(value, role)
    return from_list(value, role)


def _spanning(content: Excerpt, limits: list[Excerpt]) -> Excerpt | None:
    """Several limits as one text, with what stands between them."""
    if not limits:
        return None
    start, end = limits[0].spans[0].start, limits[-1].spans[-1].end
    return Excerpt.whole(content.file_text).slice(start, end)


def begins_with_label(text: str) -> bool:
    """Whether folded text begins with 责任单位： or the like, outside brackets."""
    plain = text.lstrip()
    if ":" not in plain[:_LONGEST_LABEL]:
        return False
    return any(p.match(plain) for p in (_UNIT_LABEL, _TIME_LABEL, _PERSON_LABEL))


def label_outside_brackets(text: str) -> int | None:
    """Where 责任单位： stands in folded prose, or None."""
    match = _UNIT_LABEL.search(text) if ":" in text else None
    if match is None or "(" in text[max(0, match.start() - 1) : match.start()]:
        return None
    return match.start()


def _without_note(value: Excerpt) -> Excerpt:
    """A list without the sentence that sets 排在第一位的为牵头单位."""
    match = _FIRST_LEADS.search(value.folded)
    if match is None:
        return value
    cut = max(value.folded.rfind(mark, 0, match.start()) for mark in ",;。(")
    return value.slice(0, max(cut, 0))


def _by_verbs(content: Excerpt) -> Responsibility | None:
    """（X牵头，Y、Z配合，8月底前完成）: clauses of units closed by a verb, and a time limit."""
    assignments: list[Assignment] = []
    open_ended, limits = False, []
    listed_from: int | None = None  # where a list of units began that has no verb yet
    for at, end in _clauses(content.folded):
        leading = _LEADING_WORD.match(content.folded, at)
        start = leading.end() if leading else at
        clause = content.slice(start, end)
        text = _SPACE.sub("", clause.folded)
        verb = _verb(text=clause.folded.rstrip())
        if verb is not None:
            verb_at, role = verb
            first = start if listed_from is None else listed_from
            duty = from_list(content.slice(first, start + verb_at), role)
            if not _are_names(duty.assignments):
                return None
            assignments.extend(duty.assignments)
            open_ended |= duty.open_ended
            listed_from = None
        elif whole_phrase(text) is not None or _is_step(text):
            limits.append(clause.strip())
        elif looks_like_units(text):
            listed_from = start if listed_from is None else listed_from
        else:
            return None
    if listed_from is not None or not assignments:
        return None
    deadline = Excerpt.join(limits) if len(limits) == 1 else _spanning(content, limits)
    return Responsibility(tuple(_beside_a_lead(assignments)), open_ended, deadline)


def _are_names(assignments: Sequence[Assignment]) -> bool:
    """Whether a list names units: all are shaped so, or most, and the others may be."""
    known = sum(_is_name(a) for a in assignments)
    others = all(_is_name(a) or unitnames.may_be_name(fold(a.unit)) for a in assignments)
    return known > 0 and others and 2 * known >= len(assignments)


def _is_step(text: str) -> bool:
    """Whether a clause sets a limit for a step: 2025年启动."""
    if len(text) > _LONGEST_STEP or looks_like_units(text):
        return False
    return bool(phrases_in(text)) or bool(_IN_A_YEAR.match(text))


def _beside_a_lead(assignments: list[Assignment]) -> list[Assignment]:
    """X牵头，Y、Z按职责分工负责: beside a lead unit the others cooperate."""
    if not any(a.role is Role.LEAD for a in assignments):
        return assignments
    return [
        replace(a, role=Role.COOPERATING) if a.role is Role.RESPONSIBLE else a for a in assignments
    ]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between commas and semicolons outside inner brackets."""
    depth, at = 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character in ",;。" and depth <= 0:
            yield at, index
            at = index + 1
    if text[at:].strip():
        yield at, len(text)


def _verb(text: str) -> tuple[int, Role] | None:
    """Where the closing verb of a clause begins, and the role it gives."""
    best: tuple[int, Role] | None = None
    for pattern, role in _VERBS:
        match = pattern.search(text)
        if match is not None and (best is None or match.start() < best[0]):
            best = match.start(), role
    return best


def _pieces(names: Excerpt) -> Iterator[Excerpt]:
    """A list taken apart at 、；， and at white space that stands between two whole names."""
    depth, at = 0, 0
    text = names.folded
    whole = [match.span() for match in unitnames.CLASS_IN_PARTS.finditer(text)]
    for index, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if depth or character not in _LIST_SEPARATORS:
            continue
        if any(start < index < end for start, end in whole):
            continue
        if character not in "、;," and not _parts_two_names(text, index):
            continue
        yield names.slice(at, index)
        at = index + 1
    yield names.slice(at)


def _parts_two_names(text: str, at: int) -> bool:
    """Whether the white space at ``at`` stands between two names, not inside one."""
    before = re.split(r"[、;,\n](?![^()]*\))", text[:at].rstrip())[-1].strip()
    after = text[at:].lstrip(" \r\n\t/.")
    if not before or not after or _GOES_ON.search(f"{before} {after}"):
        return False
    if text[at] in " \t" and len(before) < _WHOLE_NAME:
        return False  # a stray space: 区 政府办公室
    return unitnames.ends_a_name(before) and unitnames.begins_a_name(after)


def _assignments(piece: Excerpt, role: Role) -> tuple[list[Assignment], bool]:
    """The names in one piece of a list (usually one), and whether 等 follows them."""
    piece = piece.without(_SPACE).strip("。.：:")
    if _SAYS_NOTHING.fullmatch(piece.folded):
        return [], False
    beside = _ROLE_BESIDE.search(piece.folded)
    if beside is not None:
        role = LABELS[beside[1]]
        piece = piece.slice(0, beside.start())
    behind = _ROLE_BEHIND.search(piece.folded)
    if behind is not None:  # 各镇街配合
        role = LABELS[behind[1]]
        piece = piece.slice(0, behind.start())
    others = unitnames.and_others(piece.folded)
    if others is None:
        return [_assignment(part, role) for part in _joined_names(piece) if part], False
    found = [
        _assignment(part, role) for part in _joined_names(piece.slice(0, others.start())) if part
    ]
    following = unitnames.joined_after_others(piece.folded, others.start())
    if following is not None:
        found.extend(_assignments(piece.slice(following), role)[0])
    return found, True


def _joined_names(piece: Excerpt) -> Iterator[Excerpt]:
    """区司法局和区财政局 as two names; 教育和体育局 as one."""
    at = 0
    text = piece.folded
    for match in re.finditer(r"以及|会同|和|与|及", text):
        left, right = text[at : match.start()], text[match.end() :]
        begins = match[0] == "会同" or unitnames.begins_a_name(right)
        if unitnames.looks_like_name(left) and begins:
            yield piece.slice(at, match.start())
            at = match.end()
    yield piece.slice(at)


def _assignment(name: Excerpt, role: Role) -> Assignment:
    text = name.folded
    alias = None
    bracket = re.search(r"\(([^()]*)\)$", text)
    if (
        bracket
        and bracket.start()
        and unitnames.is_second_name(text[: bracket.start()], bracket[1])
    ):
        alias = name.text[bracket.start(1) : bracket.end(1)]
        name = name.slice(0, bracket.start())
    kind = UnitKind.COLLECTIVE if unitnames.is_collective(name.folded) else UnitKind.UNIT
    return Assignment(role, name.text, alias, kind, name.spans)


def _is_name(assignment: Assignment) -> bool:
    return unitnames.looks_like_name(fold(assignment.unit))
