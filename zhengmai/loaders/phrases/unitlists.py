"""Lists of units 单位名单: names parted by 、；， or by white space, closed by 等.

What is read from a list is a :class:`Responsibility`: who, in which role, and whether 等 says that
there are more. Example: 区发展改革局、区财政局等有关部门，各街道办事处
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases import unitnames
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.phrases.nameblanks import parts_two_names
from zhengmai.loaders.phrases.persons import end_of_name, is_person
from zhengmai.model import Assignment, Role, UnitKind

if TYPE_CHECKING:
    from zhengmai.loaders.phrases.firstleads import FirstLeads

# Words of duty, and the role they give. Example: 牵头单位：区财政局, 区司法局（牵头）
ROLE_WORDS: dict[str, Role] = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "责任": Role.RESPONSIBLE,
    "负责": Role.RESPONSIBLE,
    "落实": Role.RESPONSIBLE,
    "承办": Role.RESPONSIBLE,
    "配合": Role.COOPERATING,
    "协办": Role.COOPERATING,
    "会办": Role.COOPERATING,
    "参加": Role.COOPERATING,
    "参与": Role.COOPERATING,
}
_SPACE = re.compile(r"\s+")
ROLE_IN_BRACKETS = r"\((牵头|主办|责任|负责|配合|协办|会办)(?:单位|部门)?\)"
_ROLE_BESIDE = re.compile(rf"{ROLE_IN_BRACKETS}$")
_ROLE_BEHIND = re.compile(
    r"(?<=[局委办厅部中心会院镇街乡站所馆位门组处科股队司校府室])(?:分别|共同|具体|组织)*"
    r"(牵头|配合|负责|参加|协办|承办|主办|落实|实施)$"
)
_ROLE_BEFORE = re.compile(r"(?:会同|商同|联合)(?=[省市区县州盟旗镇乡街各国])")
_BETWEEN = re.compile(r"[、;,\n]")
_BETWEEN_OR_BRACKET = re.compile(r"[、;,\n()]")
# 宣传处会办公室: 会 for 会同; but 协会办公室, 会计科
_AND = re.compile(r"以及|会同|和|与|及|(?<=[局办室处科股司厅部院])会(?!计|展|议|务|员)")
_BRACKET_BEHIND = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")
_LIST_SEPARATORS = "、;,\r\n\t /."
_CUT = 8  # characters; a name cut by a page break leaves a short piece
_LONGEST_JOINED = 400  # characters of names that no sign parts
_PRINTED = re.compile(r"[^ \r\n\t/.]|\Z")


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What a bracket, closing words or the unit cells of a row say.

    Attributes:
        assignments: in printed order.
        open_ended: a list ends with 等.
        deadline: the words of a time limit given beside the units, or None.
        above: it is said of all that stands above 以上工作由…负责.
        left: what it says of persons, and of bodies that only watch or advise.
        first_leads: the rule that the first of a list is its lead unit, where it is said here.
    """

    assignments: tuple[Assignment, ...]
    open_ended: bool
    deadline: Excerpt | None = None
    first_leads: FirstLeads | None = None
    above: bool = False
    left: tuple[Excerpt, ...] = ()


def from_list(names: Excerpt, role: Role) -> Responsibility:
    """The units of a list such as a cell of the column 责任单位."""
    assignments: list[Assignment] = []
    left: list[Excerpt] = []  # what is no name of a unit is shown as unread
    open_ended = False
    after_others = False
    persons = False
    for printed in _pieces(names):
        end = end_of_name(printed.folded)
        piece = printed if end is None else printed.slice(0, end)
        if end is not None or (persons and is_person(printed.folded)):
            persons = True
            left.append(printed if end is None else printed.slice(end))
            if end is None:
                continue
        piece, beside, note = _without_clause(piece)
        left.extend([note] if note is not None else [])
        if after_others and piece.folded.strip() in ("单位", "部门", "机构"):
            continue  # 等有关部门、单位
        found, others = _assignments(piece, role)
        for one in found:
            if unitnames.may_stand(fold(one.unit)):
                assignments.append(one)
            else:
                left.append(piece)
        assignments.extend(beside)
        after_others = others
        open_ended |= others
    return Responsibility(tuple(assignments), open_ended, left=tuple(left))


# What a bracket behind a unit says of another, or of what it does: （区应急局配合）, （负责巡查）
_CLAUSE_BESIDE = re.compile(
    r"[(\[](?P<names>[^()\[\]:]{0,30}?)(?:(?P<role>牵头|负责|配合|协助|协办|参与)(?P<what>[^()\[\]:]{0,16})|"
    r"(?:复核|审核|审定|把关|汇总|指导|监督|督导|抽查))[)\]]$"
)


def _without_clause(
    piece: Excerpt,
) -> tuple[Excerpt, tuple[Assignment, ...], Excerpt | None]:
    """A name without the clause in brackets behind it; the units of that, or it as a note."""
    match = _CLAUSE_BESIDE.search(piece.folded) if piece.folded[-1:] in (")", "]") else None
    if match is None or not match.start() or _ROLE_BESIDE.search(piece.folded):
        return piece, (), None
    name = piece.slice(0, match.start())
    if match["role"] and not match["what"] and looks_like_units(match["names"]):
        names = piece.slice(match.start("names"), match.end("names"))
        role = ROLE_WORDS.get(match["role"], Role.COOPERATING)
        return name, from_list(names, role).assignments, None
    return name, (), piece.slice(match.start())


def goes_on_below(text: str) -> bool:
    """Whether folded text ends in what parts two names: the list goes on in the next line."""
    return text.rstrip().endswith(("、", ",", ";"))


def looks_like_units(text: str) -> bool:
    """Whether folded text is a list of units as a whole, or a piece of one cut off by a page."""
    if "。" in text:
        return False
    pieces = [p for p in _listed(_whole_brackets(text)) if p]
    if not pieces:
        return False
    likely = [_names_one(piece) for piece in pieces]
    if all(likely):
        return True
    # A page break may have cut the first or the last name: 区教体局、区卫健 | 局
    cut = [not name and len(piece) <= _CUT for piece, name in zip(pieces, likely, strict=True)]
    return any(likely) and sum(likely) + 1 == len(pieces) and (cut[0] or cut[-1])


def _listed(text: str) -> list[str]:
    """A folded list taken apart at 、；， and line breaks that stand in no bracket."""
    if ")" not in text:
        return _BETWEEN.split(text)
    pieces: list[str] = []
    end = len(text)
    following = ""  # the bracket that stands next behind
    for match in reversed(list(_BETWEEN_OR_BRACKET.finditer(text))):
        if match[0] in "()":
            following = match[0]
        elif following != ")":
            pieces.append(text[match.end() : end])
            end = match.start()
    return [text[:end], *reversed(pieces)]


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


def _pieces(names: Excerpt) -> Iterator[Excerpt]:
    """A list taken apart at 、；， and at white space that stands between two whole names."""
    depth, at = 0, 0
    text = names.folded
    whole = [match.span() for match in unitnames.CLASS_IN_PARTS.finditer(text)]
    printed = end = following = 0
    for index, character in enumerate(text):
        printed = end  # where what is printed before this character ends
        if not character.isspace():
            end = index + 1
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if depth or character not in _LIST_SEPARATORS:
            continue
        while whole and whole[0][1] <= index:
            whole.pop(0)
        if whole and whole[0][0] < index:
            continue
        if character not in "、;,":
            if following <= index:
                following = _next_printed(text, index)
            if not parts_two_names(text, (at, index), printed, following):
                continue
        yield names.slice(at, index)
        at = index + 1
    yield names.slice(at)


def _next_printed(text: str, at: int) -> int:
    """Where the next name may begin from a place of folded text on."""
    found = _PRINTED.search(text, at)
    return len(text) if found is None else found.start()


def _assignments(piece: Excerpt, role: Role) -> tuple[list[Assignment], bool]:
    """The names in one piece of a list (usually one), and whether 等 follows them."""
    piece = piece.without(_SPACE).strip("。.：:")
    if len(piece) > _LONGEST_JOINED:  # no names: it is told as one, which no unit can have
        return [_assignment(piece, role)], False
    if piece.folded.count(")") > piece.folded.count("("):
        piece = piece.strip(")）〉﹚")  # its opening bracket is lost
    if says_nothing(piece.folded):
        return [], False
    beside = _ROLE_BESIDE.search(piece.folded)
    if beside is not None:
        role = ROLE_WORDS[beside[1]]
        piece = piece.slice(0, beside.start())
    behind = _ROLE_BEHIND.search(piece.folded)
    if behind is not None:  # 各镇街配合
        role = ROLE_WORDS.get(behind[1], Role.RESPONSIBLE)
        piece = piece.slice(0, behind.start())
    before = _ROLE_BEFORE.match(piece.folded)
    if before is not None:  # 区司法局牵头，会同区财政局
        role = Role.COOPERATING
        piece = piece.slice(before.end())
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
    glued = [piece]
    while glued:
        part = glued.pop()
        at = unitnames.glued_at(part.folded)
        if at is None:
            yield from _names_and_names(part)
        else:
            glued.extend([part.slice(at), part.slice(0, at)])


def _names_and_names(piece: Excerpt) -> Iterator[Excerpt]:
    at = 0
    text = piece.folded
    for match in _AND.finditer(text):
        left, right = text[at : match.start()], text[match.end() :]
        begins = (
            match[0] == "会同"
            or unitnames.begins_a_name(right)
            or (match[0] == "会" and unitnames.looks_like_name(right))
        )
        if unitnames.looks_like_name(left) and begins:
            yield piece.slice(at, match.start())
            at = match.end()
    yield piece.slice(at)


# A person's post, or a person, behind a unit: 区财政局（局长）, （张某某）, （科长张三，电话1）
_POST = re.compile(
    r"[(\[](?:[一-鿿]{0,4}(?:书记|主任|副?[局镇区县市处科所队院厅部股会校行董]长|理事长|主席|经理|总[一-鿿]{1,3}师|"
    r"负责人|负责同志|领导|代表人|联系人)(?:[一-鿿]{2,3})?(?:[,、:;][^()]{0,24})?|[一-鿿]某{1,2})[)\]]$"
)


def _assignment(name: Excerpt, role: Role) -> Assignment:
    post = _POST.search(name.folded)
    if post is not None and post.start():
        name = name.slice(0, post.start())
    text = name.folded
    alias = None
    bracket = _BRACKET_BEHIND.search(text) if text[-1:] in ")]" else None
    if (
        bracket
        and bracket.start()
        and unitnames.is_second_name(text[: bracket.start()], bracket[1])
    ):
        alias = name.text[bracket.start(1) : bracket.end(1)]
        name = name.slice(0, bracket.start())
    kind = UnitKind.COLLECTIVE if unitnames.is_collective(name.folded) else UnitKind.UNIT
    return Assignment(role, name.text, alias, kind, name.spans)
