"""Labels before a list of units or a limit: 责任单位：…, 【牵头单位】…, 完成时限：….

What may head a column of a table may label a list in prose, too: a label is known by the same
words (:mod:`.columnnames`), and by some that only prose has (部门分工：…牵头，…配合).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from zhengmai.loaders.phrases.columnnames import Column, heading
from zhengmai.loaders.phrases.dutyclauses import gives_duty
from zhengmai.loaders.phrases.persons import is_person
from zhengmai.loaders.phrases.unitlists import ROLE_WORDS, looks_like_units
from zhengmai.loaders.phrases.unitnames import ends_a_name
from zhengmai.model import Role


class Says(Enum):
    """What stands behind a label."""

    LEAD = auto()
    RESPONSIBLE = auto()
    COOPERATING = auto()
    FIRST_LEADS = auto()  # 牵头单位及责任单位
    TIME = auto()
    PERSON = auto()  # a person is no unit: 责任人
    GUIDE = auto()  # bodies that watch or advise: 指导单位
    OTHER = auto()  # 备注


ROLES: dict[Says, Role] = {
    Says.LEAD: Role.LEAD,
    Says.RESPONSIBLE: Role.RESPONSIBLE,
    Says.COOPERATING: Role.COOPERATING,
    Says.FIRST_LEADS: Role.RESPONSIBLE,
}
_OF_ROLE = {
    Role.LEAD: Says.LEAD,
    Role.RESPONSIBLE: Says.RESPONSIBLE,
    Role.COOPERATING: Says.COOPERATING,
}
_OF_COLUMN: dict[Column, Says] = {
    Column.LEAD: Says.LEAD,
    Column.RESPONSIBLE: Says.RESPONSIBLE,
    Column.COOPERATING: Says.COOPERATING,
    Column.FIRST_LEADS: Says.FIRST_LEADS,
    Column.FIRST_LEADS_OTHERS_HELP: Says.FIRST_LEADS,
    Column.DEADLINE: Says.TIME,
    Column.REMARK: Says.OTHER,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label in folded text: where it stands, and what follows it."""

    start: int
    end: int
    says: Says


def set_wide(words: str) -> str:
    """Words as a pattern that lets them be set wide: 责 任 单 位."""
    return "|".join(r"\s*".join(word) for word in words.split())


_PLAIN = "|".join(ROLE_WORDS)
_WORD = set_wide(" ".join(ROLE_WORDS))
_BODY = set_wide("单位 部门 科室 处室 股室 机构")
_OPENS = r"(?:[\[(](?=[^()\[\]:]{2,12}[\])]))?"  # 【责任单位】
# 责任单位： 责任单位】 责任单位为
_ENDS = r"\s*(?::|[\])]\s*:?|为(?=[\u4e00-\u9fff])(?!牵头|责任))"
_UNIT_LABEL = re.compile(
    rf"{_OPENS}(?P<word>{_WORD})\s*(?:(?:责\s*任\s*)?(?:{_BODY}){_ENDS}|"
    rf"(?:(?<=[;,。、\s(](?:{_PLAIN}))|(?<=^(?:{_PLAIN})))\s*:)"
)
_LIMIT = set_wide("时限 时间 期限 时间节点")
_AT = r"(?:^|(?<=[;,。、\s([]))"  # where a label may begin
_OTHERS: tuple[tuple[re.Pattern[str], Says], ...] = (
    (
        re.compile(
            rf"{_OPENS}(?:{set_wide('完成 工作 办理 落实')})\s*(?:{_LIMIT})(?:要求)?"
            r"\s*(?::|[\])]\s*:?|为(?=[\d年长每]))|"
            rf"{_OPENS}(?:时间|时限)要求\s*(?::|[\])]\s*:?)|"
            rf"(?:^|(?<=[;,。、\s])){_OPENS}(?:{_LIMIT})(?:要求)?\s*(?::|[\])]\s*:?)"
        ),
        Says.TIME,
    ),
    (  # 责任人：某某
        re.compile(
            rf"{_AT}(?:{set_wide('责任人 负责人 联系人 联络员')}|"
            r"(?:[市县区州省镇]?(?:政府)?)?(?:牵头|分管|责任|包保|负责|主管|挂钩|联系|督办)+"
            rf"(?:[市县区州省镇]级?)?(?:{set_wide('领导 人')}))\s*:"
        ),
        Says.PERSON,
    ),
    (  # 指导单位：某局
        re.compile(r"(?:指导|督导|监督|支持|审核|考核|联系|督办|督促|统筹|协调)(?:单位|部门)\s*:"),
        Says.GUIDE,
    ),
    (  # 部门分工：某局牵头，某局配合
        re.compile(rf"{_AT}(?:部门|责任|任务|职责|工作|单位)分工\s*:"),
        Says.RESPONSIBLE,
    ),
    (  # 数据提供单位：某局
        re.compile(
            rf"{_AT}[\u4e00-\u9fff]{{0,4}}(?:提供|支撑|保障|协作|协助|会同)(?:单位|部门)\s*:"
        ),
        Says.COOPERATING,
    ),
)
# Words that label units only where units stand behind them: prose has them, too.
# Example: 办理：区数据局, but 办理：网上申请，当日办结。
_ACTS: dict[str, Says] = {
    "主责": Says.LEAD,
    "领办": Says.LEAD,
    "办理": Says.RESPONSIBLE,
    "经办": Says.RESPONSIBLE,
    "承担": Says.RESPONSIBLE,
    "承接": Says.RESPONSIBLE,
    "实施": Says.RESPONSIBLE,
    "会办": Says.COOPERATING,
    "协助": Says.COOPERATING,
    "协同": Says.COOPERATING,
}
_BOXED = {word: _OF_ROLE[role] for word, role in ROLE_WORDS.items()}  # 【承办】区数据局
_BARE = re.compile(
    rf"{_AT}(?P<word>{'|'.join(_ACTS)})\s*:|"
    rf"(?:^|(?<=[。;]))[\[(](?P<boxed>{'|'.join((*_BOXED, *_ACTS))})[\])]\s*:?"
)
# The same of the words of roles: 落实：逐村过筛子。
_ACTS_OF_ROLES = ("责任", "负责", "落实", "承办", "主办", "配合", "参加", "参与")
_LISTED = re.compile(r"[^。;:]*")  # behind a label
_BETWEEN = re.compile(r"[、,\s]")
# What may be a name as columns have it: 共同责任单位： 【共同责任单位】
_WORDS = r"[\u4e00-\u9fff]{2,10}(?:[/、()][\u4e00-\u9fff]{2,8}\)?)?"
_NAME = re.compile(rf"{_AT}(?:(?P<name>{_WORDS})\s*:|\[(?P<boxed>{_WORDS})\]\s*:?)")
_QUALIFIED = re.compile(rf"{_AT}[\u4e00-\u9fff]{{1,4}}$")  # 共同|责任单位：
# No label ends but so; most texts have none of these.
_END = re.compile(
    r"[:\]]|(?:^|[。;])\([\u4e00-\u9fff]{2}\)|[位门室构限间点求]\s*\)|[位门室构]\s*为"
)
_LONGEST = 16  # characters of a label, with the colon


def labels_in(text: str) -> tuple[Label, ...]:
    """The labels of folded text, in its order; of two that overlap, the one that begins first."""
    return _labels(text) if _END.search(text) else ()


@lru_cache(maxsize=256)  # several readers ask of the same text
def _labels(text: str) -> tuple[Label, ...]:
    labels = (label for label in _found(text) if label is not None)
    found = sorted(labels, key=lambda label: (label.start, -label.end))
    kept: list[Label] = []
    for label in found:
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return tuple(kept)


def _found(text: str) -> Iterator[Label | None]:
    for match in _UNIT_LABEL.finditer(text):
        if match[0][0] in "([" and ends_a_name(text[: match.start()][-_LONGEST:]):
            continue  # 市教育局（牵头单位）：…
        role = ROLE_WORDS["".join(match["word"].split())]
        before = _QUALIFIED.search(text, max(0, match.start() - _LONGEST), match.start())
        qualified = before is not None and not ends_a_name(before[0])
        start = before.start() if before is not None and qualified else match.start()
        named = heading(text[start : match.end()].strip("[](): ")) if qualified else None
        says = _OF_COLUMN.get(named, _OF_ROLE[role]) if named is not None else _OF_ROLE[role]
        yield _said(text, Label(start, match.end(), says))
    for pattern, says in _OTHERS:
        for match in pattern.finditer(text):
            yield Label(match.start(), match.end(), says)
    for match in _BARE.finditer(text):
        if _units_follow(text, match.end()):
            says = {**_BOXED, **_ACTS}[match["word"] or match["boxed"]]
            yield Label(match.start(), match.end(), says)
    for match in _NAME.finditer(text):
        column = heading(match["name"] or match["boxed"])
        if column in _OF_COLUMN:
            yield _said(text, Label(match.start(), match.end(), _OF_COLUMN[column]))


def _units_follow(text: str, at: int) -> bool:
    """Whether units are listed from a place of folded text on."""
    listed = _LISTED.match(text, at)
    said = listed[0].strip() if listed is not None else ""
    names = [name for name in _BETWEEN.split(said) if name]
    return any(map(looks_like_units, names)) or gives_duty(said)


def _said(text: str, label: Label) -> Label | None:
    """A label found by its word; a person behind it is no unit, and words are no list of units.

    Examples: 负责：张三; 落实：逐村过筛子。
    """
    if text[label.start : label.end].rstrip(": ") not in _ACTS_OF_ROLES:
        return label
    listed = _LISTED.match(text, label.end)
    behind = listed[0].strip() if listed is not None else ""
    if not behind or _units_follow(text, label.end):
        return label
    return replace(label, says=Says.PERSON) if is_person(behind) else None


def is_labelled(text: str) -> bool:
    """Whether folded text has a label of units in it: 责任单位：…."""
    return any(label.says in ROLES for label in labels_in(text))


def names_guides(text: str) -> bool:
    """Whether folded text begins with who only watches or advises: 指导单位：…."""
    labels = labels_in(text)
    return bool(labels) and labels[0].says is Says.GUIDE and labels[0].start == 0


def is_label(text: str) -> bool:
    """Whether folded text is nothing but a label: 责任单位, 完成时限."""
    labels = labels_in(f"{text}:") if len(text) < _LONGEST else ()
    return bool(labels) and (labels[0].start, labels[0].end) == (0, len(text) + 1)


def begins_with_label(text: str) -> bool:
    """Whether folded text begins with 责任单位： or the like."""
    plain = text.lstrip()
    if not any(mark in plain[:_LONGEST] for mark in ":)]"):
        return False
    labels = labels_in(plain[: 2 * _LONGEST])
    return bool(labels) and labels[0].start == 0


def lists_units(text: str) -> bool:
    """Whether folded text begins with a label, and ends in a list of units behind one."""
    labels = labels_in(text) if begins_with_label(text) else ()
    return bool(labels) and labels[-1].says in ROLES


# …。责任单位为区水务局，完成时限为4月底前。
_IN_WORDS = re.compile(rf"(?:^|[。;])\s*(?:{_PLAIN})(?:单位|部门|科室)为")


def label_outside_brackets(text: str) -> int | None:
    """Where 责任单位： stands in folded prose, with what else is labelled before it, or None."""
    if not any(mark in text for mark in ":)]") and _IN_WORDS.search(text) is None:
        return None
    labels = labels_in(text)
    first = next((label for label in labels if label.says in ROLES), None)
    if first is None or "(" in text[max(0, first.start - 1) : first.start]:
        return None
    return min(label.start for label in labels)
