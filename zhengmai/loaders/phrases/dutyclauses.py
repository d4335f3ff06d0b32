"""Clauses of duty 分工: units closed by a verb that says what they do.

The forms, each with an example:

=====================  ==========================================================
verbs in a bracket     （经济发展局牵头，大数据中心、商务局配合，10月底前完成）
plain verb             （体育总局、教育部负责）
no verb                …。（区司法局、区财政局）
closing words          …，由区司法局牵头、各街道配合。 此项工作由区数据局负责。
last sentence          …。区司法局牵头，各街道配合。
for all that is above  以上工作由区政府办公室负责。
=====================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases import unitnames
from zhengmai.loaders.phrases.dutyverbs import (
    ASSIGNING_WORDS,
    BY_DUTY,
    MINDS,
    THIS_WORK,
    VERB_WORDS,
    WORKS_ABOVE,
    verb_of,
)
from zhengmai.loaders.phrases.firstleads import end_of_list, rule_in
from zhengmai.loaders.phrases.lastwords import LAST_CLAUSE, at_end
from zhengmai.loaders.phrases.persons import are_posts
from zhengmai.loaders.phrases.timephrases import phrases_in, whole_phrase
from zhengmai.loaders.phrases.unitlists import Responsibility, from_list, looks_like_units
from zhengmai.model import Assignment, Role

_SPACE = re.compile(r"\s+")

# Who only guides or watches is given no part: 生态环境部指导
_GUIDES = re.compile(
    r"(?:加强|负责|给予|予以|共同|统筹)*(?:指导|督导|监督|督办|督促|支持)+(?:落实|实施|推进)?$"
)
# What a person does beside the units: 由某某同志协调
_COORDINATES = re.compile(
    r"(?:负责|具体)*(?:协调|统筹|挂帅|包抓|包保|分管|指挥|调度|总抓|负总责|总负责)+\s*$"
)
_SHARES = re.compile(rf"{BY_DUTY}|根据职责|依职责|分工")
# 由区司法局牵头，会同区财政局落实; 此项工作由区司法局负责
_LEADING_WORD = re.compile(
    rf"\s*(?:(?:{THIS_WORK}|{WORKS_ABOVE}|"
    r"具体(?:工作)?|统一|共同|均|都|主要|原则上)*由|会同)"
)
# The last words of a paragraph. Examples: …，由区司法局牵头、各街道配合。 此项工作由区数据局负责。
_CLOSING = re.compile(
    rf"(?:^|(?P<mark>[。;,、]))\s*(?P<duty>(?:{THIS_WORK}|{WORKS_ABOVE}|"
    r"具体(?:工作)?)?(?:统一|共同|均|都)?由[^。]{2,160}?)[。;]?\s*$"
)
# The last sentence, and what may stand in it before the units: 这事镇水利站牵头，各村配合。
_LAST_SENTENCE = re.compile(
    r"(?:^|[。;!?])\s*(?P<duty>(?:[此该本这](?:项工作|项任务|项|件事|事)?)?"
    r"(?P<units>[^。;!?]{3,160}))[。;!]?\s*$"
)
_ABOVE = re.compile(r"\s*(?:以上|上述)")
_IN_A_YEAR = re.compile(r"20\d\d年")
_AFTER_VERB = re.compile(r"(?:牵头|负责|配合|落实|参加|参与)$")  # white space behind ends a clause
_VERB_LENGTH = 3  # characters of it, with a line break behind
_BEFORE_WHAT = re.compile(r"[\u4e00-\u9fff\d]{1,8}[前后]")  # 插秧前
_LONGEST_VERB = 6  # characters
_JOINS = "、和与及"
_WATCHES = re.compile(r"[督导查核验审访不未勿非]|考评|通报|除外")  # no cooperation
_SAYS_HOW = re.compile(r"\s*(?:[把使让按并]|确保|做好|抓好|切实|认真)")  # 把渡口的事办|好
# What a unit is to do beside the others: 县工业园管委会负责建站
_WITH_OBJECT = re.compile(
    r"(?P<names>[\u4e00-\u9fff()、]{2,60}?)(?P<verb>牵头|负责|承担|配合|协助|参与)[\u4e00-\u9fff\d]{1,12}"
)
_LONGEST_LIST = 4_000  # characters of units in several clauses before their verb
_LONGEST_STEP = 40  # characters of a clause that says when or how, not who
_SHORTEST_SAID = 2  # characters
# Beside a limit it says nothing more. Examples: 前完成, 办妥, 全部整改到位
_DONE = re.compile(
    r"[前内]?(?:全部|全面|基本|按时|按期|务必)*[\u4e00-\u9fff]{0,2}(?:[完妥好成毕]|完成|结束|到位|见效|落实)"
)


def from_clauses(content: Excerpt, *, manner: bool = True) -> Responsibility | None:
    """（X牵头，Y、Z配合，8月底前完成）: clauses of units closed by a verb, and a time limit.

    Behind them a clause may say how it is done (按市场化原则推进), unless ``manner`` is off.
    """
    reading = Clauses(content, manner=manner)
    if not all(reading.take(at, end) for at, end in clauses(content.folded)):
        return None
    if reading.listed_from is not None or not (reading.assignments or reading.guided):
        return None
    limit = limit_in(content, reading.limits)
    return Responsibility(
        tuple(reading.assignments), reading.open_ended, limit, left=tuple(reading.left)
    )


@dataclass
class Clauses:
    """What clauses say, one after the other.

    Attributes:
        content: the text that they stand in.
        manner: behind the units a clause may say how it is done.
        left: what they say beside who and when: who guides, what is to be done, and how.
        listed_from: where a list of units began that has no verb yet.
        led: a lead unit is named.
        guided: it is named who guides.
    """

    content: Excerpt
    manner: bool
    assignments: list[Assignment] = field(default_factory=list)
    open_ended: bool = False
    limits: list[Excerpt] = field(default_factory=list)
    left: list[Excerpt] = field(default_factory=list)
    listed_from: int | None = None
    led: bool = False
    guided: bool = False

    @property
    def assigns(self) -> bool:
        """Whether the clauses so far assign by themselves."""
        return bool(self.assignments) and self.listed_from is None

    def take(self, at: int, end: int) -> bool:
        """Read the next clause; False where it is none of duty."""
        content = self.content
        leading = _LEADING_WORD.match(content.folded, at)
        start = leading.end() if leading else at
        first = start if self.listed_from is None else self.listed_from
        if self.listed_from is not None and end - first > _LONGEST_LIST:
            return False
        clause = content.slice(start, end)
        text = _SPACE.sub("", clause.folded)
        verb = verb_of(clause.folded.rstrip())
        if _gives_no_part(content, first, end, None if verb is None else start + verb[0]):
            self.left.append(content.slice(first, end))
            self.guided = True
            self.listed_from = None
        elif verb is not None:
            return self._verb(first, at, (start + verb[0], end), verb[1])
        elif says_when(text):
            self.limits.append(clause.strip())
            self.left.extend(_beside_limits(clause))
        elif self.assignments and (helping := _helping(content, first, end)):
            self._assign(helping)
            self.left.extend(_object_of(clause))
            self.listed_from = None
        elif looks_like_units(text):
            self.listed_from = first
        elif (
            not self.manner
            or self.listed_from is not None
            or not self.assignments
            or len(text) > _LONGEST_STEP
        ):
            return False
        else:
            self.left.append(clause.strip())
        return True

    def _verb(self, first: int, at: int, verb: tuple[int, int], role: Role) -> bool:
        """Read a list of units closed by a verb."""
        duty = from_list(self.content.slice(first, verb[0]), role)
        assigns = ASSIGNING_WORDS.search(self.content.folded, *verb) is not None
        are_names = _are_names if assigns else _are_surely_names
        if not are_names(duty.assignments):
            return False
        clause = self.content.folded[at : verb[1]]
        self._assign(_beside_a_lead(duty.assignments, clause, led=self.led))
        self.open_ended |= duty.open_ended
        self.listed_from = None
        return True

    def _assign(self, found: Iterable[Assignment]) -> None:
        for assignment in found:
            self.assignments.append(assignment)
            self.led |= assignment.role is Role.LEAD


def _gives_no_part(content: Excerpt, start: int, end: int, verb: int | None) -> bool:
    """Whether a clause is of who only guides, or of persons: 分管副市长负责."""
    if verb is None:
        person = at_end(_COORDINATES, content.folded[start:end])
        until = start + person.start() if person is not None else start
        return are_posts(content.folded[start:until]) or _guides(content, start, end)
    return are_posts(content.folded[start:verb])


def _helping(content: Excerpt, start: int, end: int) -> tuple[Assignment, ...]:
    """The units of a clause with a verb that nobody listed: 县公安局、各乡镇搭把手.

    Beside units that lead or answer they cooperate, whatever the word for it is, but for one that
    says what a unit answers for itself.
    """
    text = content.folded[start:end].rstrip()
    said = _WITH_OBJECT.fullmatch(text)
    if said is not None and (verb := verb_of(text[: said.end("verb")])) is not None:
        names = from_list(content.slice(start, start + said.end("names")), verb[1])
        if names.assignments and all(is_name(a) for a in names.assignments):
            return names.assignments
    behind = _behind_names(text)
    if behind is None or _WATCHES.search(text[behind:]):
        return ()
    if _SAYS_HOW.match(text):
        return ()
    found = from_list(content.slice(start, start + behind), Role.COOPERATING).assignments
    return found if all(is_name(a) for a in found) else ()


def _object_of(clause: Excerpt) -> Iterator[Excerpt]:
    """What units are to do that help: 县工业园管委会负责|建站."""
    said = _WITH_OBJECT.fullmatch(clause.folded.rstrip())
    if said is not None:
        yield clause.slice(said.end("verb")).strip()


def _beside_limits(clause: Excerpt) -> Iterator[Excerpt]:
    """What a clause that sets a limit says beside it: 10月底前|抽样60批次; nothing of 完成."""
    if whole_phrase(_SPACE.sub("", clause.folded)) is not None:
        return
    at = 0
    for _, match in phrases_in(clause.folded):
        yield from _said(clause.slice(at, match.start()))
        at = match.end()
    yield from _said(clause.slice(at))


def _said(text: Excerpt) -> Iterator[Excerpt]:
    plain = text.strip()
    if len(plain) >= _SHORTEST_SAID and _DONE.fullmatch(plain.folded) is None:
        yield plain


def _behind_names(text: str) -> int | None:
    """Where a short verb begins behind a list of units: 县公安局、各乡镇|搭把手."""
    last_at = max(map(text.rfind, _JOINS)) + 1  # 各村和镇民兵连出人
    last = text[last_at:]
    if unitnames.looks_like_name(last):
        return None
    cuts = range(len(last) - 1, max(1, len(last) - _LONGEST_VERB - 1), -1)
    return next(
        (
            last_at + at
            for at in cuts
            if unitnames.looks_like_name(last[:at]) and not unitnames.is_in_a_word(last, at)
        ),
        None,
    )


def _guides(content: Excerpt, start: int, end: int) -> bool:
    """Whether a clause says who guides: 农业农村部、市场监管总局指导, 请市海事局指导."""
    start += content.folded.startswith("请", start)
    text = content.folded[start:end].rstrip()
    match = at_end(_GUIDES, text)
    if match is None or not text[: match.start()].strip():
        return False
    behind = _behind_names(text)  # 县水利局来人指导
    until = match.start() if behind is None else min(behind, match.start())
    return _are_names(from_list(content.slice(start, start + until), Role.LEAD).assignments)


def gives_duty(text: str) -> bool:
    """Whether folded text is clauses of units closed by verbs: 区司法局牵头，各街道配合."""
    duty = from_clauses(Excerpt.whole(text)) if VERB_WORDS.search(text) else None
    return duty is not None and bool(duty.assignments)


def from_names(content: Excerpt) -> Responsibility | None:
    """Who a bracket without a verb assigns: （区司法局、区财政局，6月底前）, or None.

    ``content`` stands between the brackets; each name in it must be shaped like that of a unit.
    Behind them it may say that the first leads.
    """
    assignments: list[Assignment] = []
    open_ended, limits = False, []
    for at, end in clauses(content.folded[: end_of_list(content.folded)]):
        clause = content.slice(at, end)
        plain = _SPACE.sub("", clause.folded)
        if says_when(plain) or (assignments and _BEFORE_WHAT.fullmatch(plain)):
            limits.append(clause.strip())
            continue
        duty = from_list(clause, Role.RESPONSIBLE)
        if not duty.assignments or not all(is_name(a) for a in duty.assignments):
            return None
        assignments.extend(duty.assignments)
        open_ended |= duty.open_ended
    if not assignments:
        return None
    rule = rule_in(content.folded)
    limit = limit_in(content, limits)
    return Responsibility(tuple(assignments), open_ended, limit, first_leads=rule)


def in_closing_words(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who the last words of a paragraph assign it to, and where these words begin.

    Only where they do nothing but assign: a unit that a sentence is about (区政府办公室要…) is not
    assigned. After a comma they must name a lead unit; a sentence of its own need not.
    """
    match = at_end(_CLOSING, text.folded)
    if match is None:
        return _in_last_sentence(text)
    duty = from_clauses(text.slice(match.start("duty"), match.end("duty")), manner=False)
    alone = match["mark"] not in (",", "、")
    if duty is None or not (alone or any(a.role is Role.LEAD for a in duty.assignments)):
        return None
    return match.start("duty"), replace(duty, above=is_above(match["duty"]))


def closing_clause(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who the last clause says that answers for what stands before: …，由区司法局负责落实.

    Whether it is meant as an assignment the other items of the notice tell.
    """
    closing = at_end(_CLOSING, text.folded)
    said = closing is not None and closing["duty"].startswith("由")
    match = closing if said else at_end(LAST_CLAUSE, text.folded)
    duty = from_clauses(text.slice(*match.span("duty")), manner=False) if match else None
    return (match.start("duty"), duty) if match and duty else None


def _in_last_sentence(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who the last sentence assigns a paragraph to without 由, and where it does so.

    Where more than that stands in the sentence, a lead unit and others must be named.
    """
    match = at_end(_LAST_SENTENCE, text.folded)
    if match is None or "由" in match["duty"]:
        return None
    if not VERB_WORDS.search(match["duty"]) and not MINDS.search(match["duty"]):
        return None
    start, end = match.span("units")
    for at, until in clauses(text.folded[start:end]):
        if says_when(_SPACE.sub("", text.folded[start + at : start + until])):
            continue
        duty = from_clauses(text.slice(start + at, end), manner=False)
        roles = {a.role for a in duty.assignments} if duty is not None else set()
        if duty is None or not roles - {Role.COOPERATING}:
            continue
        if at == 0:
            return match.start("duty"), duty
        return (start + at, duty) if len(roles) > 1 else None
    return None


def is_all_duty(text: Excerpt) -> bool:
    """Whether a paragraph says nothing but who does what: 由镇党政办承办，各村配合."""
    closing = in_closing_words(text)
    return closing is not None and not text.folded[: closing[0]].strip()


def is_above(text: str) -> bool:
    """Whether folded text speaks of all that stands above it: 以上工作由…."""
    return bool(_ABOVE.match(text))


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between commas and semicolons outside inner brackets of folded text.

    White space behind a verb parts them, too: 区司法局负责 12月底前完成.
    """
    depth, at = 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > 0:
            continue
        parted = character in ",;。" or (
            character.isspace()
            and _AFTER_VERB.search(text, max(at, index - _VERB_LENGTH), index) is not None
        )
        if parted and text[at:index].strip():
            yield at, index
        if parted:
            at = index + 1
    if text[at:].strip():
        yield at, len(text)


def _are_surely_names(assignments: Sequence[Assignment]) -> bool:
    """Whether each name of a list is one also where a sentence may end as the list does."""
    return bool(assignments) and all(unitnames.is_surely_name(fold(a.unit)) for a in assignments)


def _are_names(assignments: Sequence[Assignment]) -> bool:
    """Whether a list names units: all are shaped so, or most, and the others may be."""
    known = sum(is_name(a) for a in assignments)
    others = all(is_name(a) or unitnames.may_be_name(fold(a.unit)) for a in assignments)
    return known > 0 and others and 2 * known >= len(assignments)


def says_when(text: str) -> bool:
    """Whether a clause sets a limit, by itself or for a step: 2025年启动, 6月底前出台政策."""
    if whole_phrase(text) is not None:
        return True
    found = phrases_in(text)
    if found and found[0][1].start() <= 1:  # 6月底前出台, though 出台 ends as names do
        return True
    if len(text) > _LONGEST_STEP or looks_like_units(text):
        return False
    return bool(found) or bool(_IN_A_YEAR.match(text))


def _beside_a_lead(found: Sequence[Assignment], clause: str, *, led: bool) -> list[Assignment]:
    """X牵头，Y、Z按职责分工负责 and X牵头，会同Y落实: beside a lead unit these cooperate.

    Who is said to be responsible without such words (X牵头，Y负责) is responsible.
    """
    shared = _SHARES.search(clause) or clause.lstrip().startswith("会同")
    beside = shared and led
    return [
        replace(a, role=Role.COOPERATING) if beside and a.role is Role.RESPONSIBLE else a
        for a in found
    ]


def limit_in(content: Excerpt, limits: Sequence[Excerpt]) -> Excerpt | None:
    """The limits of a bracket as one text: the only one, or several with what is between them."""
    limits = [limit for limit in limits if limit.spans]  # 完成时限：； says none
    if len(limits) < 2:
        return limits[0] if limits else None
    return content.within(limits[0].spans[0].start, limits[-1].spans[-1].end)


def is_surely_name(assignment: Assignment) -> bool:
    """Whether it is one also where a sentence may end so, or begins as names do: 镇民兵连."""
    name = fold(assignment.unit)
    return unitnames.is_surely_name(name) or (
        is_name(assignment) and (unitnames.begins_a_name(name) or unitnames.is_a_town(name))
    )


def is_name(assignment: Assignment) -> bool:
    """Whether what is assigned is shaped like the name of a unit."""
    return unitnames.looks_like_name(fold(assignment.unit))
