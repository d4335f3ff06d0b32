"""The first words of a text that say who does it: 由区司法局负责，区财政局配合，编制目录."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import (
    Clauses,
    clauses,
    from_clauses,
    is_name,
    is_surely_name,
)
from zhengmai.loaders.phrases.dutyverbs import verb_of
from zhengmai.loaders.phrases.labels import is_label
from zhengmai.loaders.phrases.lastwords import at_end
from zhengmai.loaders.phrases.timephrases import whole_phrase
from zhengmai.loaders.phrases.unitlists import Responsibility, from_list, looks_like_units
from zhengmai.model import Role

# 由区司法局负责，区财政局配合，: before the text of the task
_OPENING = re.compile(
    r"\s*(?:[此该本]项(?:工作|任务)|具体)?由(?=[^。]{2,200}?(?:牵头|负责|承办|主办|办理))"
)


# 区文旅局牵头、区交通局配合，: the same without 由
_OPENING_VERB = re.compile(
    r"\s*[\u4e00-\u9fff、()]{2,80}?(?:牵头|负责|承办|主办)(?=[、,:;]|[\u4e00-\u9fff]{0,4}[,:])"
)


def in_opening_words(text: Excerpt) -> tuple[int, Responsibility] | None:
    """Who the first words of a paragraph assign it to, and where its own text begins.

    Without 由 they must give two roles, or end in a colon: a unit that a sentence is about is not
    assigned by it.
    """
    folded = text.folded
    said = _OPENING.match(folded) is not None
    if not said and _OPENING_VERB.match(folded) is None:
        return None
    stop = min((at for mark in "。:" if (at := folded.find(mark)) >= 0), default=len(folded))
    reading = Clauses(text, manner=False)
    until: int | None = None  # the end of the clauses that assign by themselves
    for at, end in clauses(folded[:stop]):
        limits, named = len(reading.limits), len(reading.assignments)
        if not reading.take(at, end):
            break
        clause = folded[at:end].strip()
        if len(reading.limits) > limits and whole_phrase(clause) is None:
            break  # 9月底前换缆绳 is what is to be done
        helping = reading.assignments[named:] if verb_of(clause) is None else []
        if not all(map(is_surely_name, helping)):
            break  # 设立现场|医疗点, too
        if reading.assigns:
            until = end
        elif until is not None:
            break
    duty = None if until is None else from_clauses(text.slice(0, until), manner=False)
    if until is None or duty is None or not folded[until + 1 :].strip("。;. "):
        return None  # nothing but the duty: closing words
    roles = {a.role for a in duty.assignments}
    alone = not said and len(roles) < 2 and not (until == stop and folded[stop] == ":")
    return None if alone else (until + 1, duty)


# 危房217栋，由区住建局牵头，区应急局配合，逐栋建台账；区供电公司配合勘察。
# 水渠清淤由区水务局牵头，各镇配合，3月底前完成。
_WITHIN = re.compile(r"(?:^|[。;,:])\s*[^。;,:()由]{0,40}?(?<!自)(?=由)")
_MOST_WITHIN = 60  # clauses of a text that may name somebody
_NEAR = 600  # characters from the first word of one
_HELPS = re.compile(
    r"(?<=[。;,])\s*(?P<names>[\u4e00-\u9fff、()]{2,80}?)(?:积极|全力|主动|予以)?(?:配合|协助)(?=[\u4e00-\u9fff,;。])"
)


def by_words_within(text: Excerpt) -> list[tuple[Excerpt, Responsibility]]:
    """A text with clauses within it that say who leads or answers, cut where a sentence does so.

    Whether they are meant as assignments the other items of the notice tell. Nothing where no
    clause is one.
    """
    folded = text.folded
    found = [
        (match.end(), said)
        for match in islice(_WITHIN.finditer(folded), _MOST_WITHIN)
        if (said := _said_from(text.slice(match.end(), match.end() + _NEAR))) is not None
    ]
    if not found:
        return []
    cuts = [max(folded.rfind(stop, 0, at) for stop in "。;") + 1 for at, _ in found[1:]]
    cuts = sorted({at for at in cuts if at > found[0][0]})
    parts = pairwise([0, *cuts, len(text)])
    named = [
        (text.slice(start, end), [duty for at, duty in found if start <= at < end])
        for start, end in parts
    ]
    return [(part, _within(part, duties)) for part, duties in named if duties]


def _said_from(text: Excerpt) -> Responsibility | None:
    """Who the first words of a text name, or all of its first sentence."""
    opening = in_opening_words(text)
    if opening is not None:
        return opening[1]
    sentence, _, _ = text.folded.partition("。")
    whole = from_clauses(text.slice(0, len(sentence)), manner=False)
    if whole is not None and whole.assignments:
        return whole
    led = as_subject(text.slice(len("由")))  # 由区城管局牵头限期拆除; not 由区住建局负责审批的渡亭
    return led if led is not None and any(a.role is Role.LEAD for a in led.assignments) else None


def _within(text: Excerpt, said: Sequence[Responsibility]) -> Responsibility:
    """Who clauses within a text name, and whom it says to help."""
    helpers = [
        helper
        for match in _HELPS.finditer(text.folded)
        if looks_like_units(match["names"])
        and (helper := _named(text, {"names": Role.COOPERATING}, match)) is not None
    ]
    both = _together([*said, *helpers])  # a clause and the next may both read a name
    return replace(both, assignments=tuple(dict.fromkeys(both.assignments)))


SIGNS = "★●○◆■▲•·"  # before an entry of a list, beside dashes
_SIGNS = rf"\s*(?:[{SIGNS}]|-{{1,2}})?\s*"
# 市教育局负责逐校排队，5月20日前交出名单。
_SUBJECT = re.compile(
    rf"{_SIGNS}(?P<names>[\u4e00-\u9fff、()]{{2,60}}?)"
    r"(?P<verb>(?:具体)?牵头(?:负责)?|(?:具体)?(?:负责|承担|主办|承办))(?!人|同志)(?=[\u4e00-\u9fff“《])"
)


# 市教育局：逐校排队。 市教育局（牵头），市财政局。逐校排队。
_LABEL = re.compile(
    rf"{_SIGNS}(?P<names>[\u4e00-\u9fff、,()]{{3,160}}?)\s*(?:(?P<colon>:)|。|$)\s*"
)
# 【市教育局】逐校排队。 （市教育局、市财政局）逐校排队。
_IN_BRACKETS = re.compile(
    rf"{_SIGNS}[(\[](?P<names>(?:[\u4e00-\u9fff、,]|\([^()]{{1,12}}\)){{2,80}})[)\]](?P<colon>:)?"
    r"\s*(?=[^\s。;)\]])"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Units that stand before what they do, and are not a piece of the sentence.

    Attributes:
        duty: the units.
        end: where the text behind them begins.
        colon: a colon parts them from it, or 【】, not a full stop.
    """

    duty: Responsibility
    end: int
    colon: bool


def in_label(text: Excerpt) -> Label | None:
    """The units that a text begins with, before a colon or as a sentence, or None.

    Whether they are meant as an assignment its neighbours tell. Example: 市教育局：逐校排队。
    """
    match = _IN_BRACKETS.match(text.folded) or _LABEL.match(text.folded)
    if match is None or not looks_like_units(match["names"]) or is_label(match["names"]):
        return None
    duty = _named(text, {"names": Role.RESPONSIBLE}, match)
    boxed = text.text.lstrip().startswith("【")
    return None if duty is None else Label(duty, match.end(), boxed or match["colon"] is not None)


_TO_HELP = r"(?:积极|全力|主动)?(?:配合|协助)"
# 市财政局配合市教育局对旧校舍逐间登记。
_HELPER = re.compile(
    rf"\s*(?P<names>[\u4e00-\u9fff、()]{{2,60}}?){_TO_HELP}"
    r"(?P<helped>[\u4e00-\u9fff、()]{2,40}?)(?=对|做好|开展|完成|进行|推进|抓好|落实|组织|实施)"
)


def as_subject(text: Excerpt) -> Responsibility | None:
    """Who a sentence says that it leads or answers for what follows, as its subject, or helps whom.

    Whether it is meant as an assignment the other points of the notice tell.
    """
    match = _SUBJECT.match(text.folded)
    if match is not None and looks_like_units(match["names"]):
        role = Role.LEAD if "牵头" in match["verb"] else Role.RESPONSIBLE
        return _named(text, {"names": role}, match)
    helper = _HELPER.match(text.folded)
    if helper is not None:
        return _named(text, {"names": Role.COOPERATING, "helped": Role.LEAD}, helper)
    helping = _HELPING.match(text.folded)
    return helping and _named(text, {"names": Role.COOPERATING}, helping)


# 县人武部协助做好秩序维护。
_HELPING = re.compile(
    rf"\s*(?P<names>[\u4e00-\u9fff、()]{{2,60}}?){_TO_HELP}(?=做好|开展|完成|推进|抓好|落实)"
)
# …，清水铺镇人民政府配合。 at the end of what another does
_AND_HELPS = re.compile(
    rf"(?<=[,;])\s*(?P<names>[\u4e00-\u9fff、()]{{2,60}}?){_TO_HELP}[,;。]?\s*$"
)
_NEXT_CLAUSE = re.compile(r"[,;。]\s*(?=\S)")
_SUBJECT_LENGTH = 120  # characters that a subject and its verb take at most


def by_subjects(text: Excerpt) -> list[tuple[Excerpt, Responsibility]]:
    """A text whose clauses begin with who does them, cut there; nothing where the first does not.

    Example: 市教育局负责逐校排队，各街道配合；市财政局负责拨款。
    """
    first = as_subject(text)
    if first is None:
        return []
    cuts, duties = [0], [first]
    for match in _NEXT_CLAUSE.finditer(text.folded):
        duty = as_subject(text.slice(match.end(), match.end() + _SUBJECT_LENGTH))
        if duty is not None:
            cuts.append(match.end())
            duties.append(duty)
    parts = [text.slice(*edge) for edge in pairwise([*cuts, len(text)])]
    return [(part, _with_helpers(part, duty)) for part, duty in zip(parts, duties, strict=True)]


def _with_helpers(text: Excerpt, duty: Responsibility) -> Responsibility:
    """Who does a thing, with those whom its last words name as helping."""
    match = at_end(_AND_HELPS, text.folded)
    if match is None or not looks_like_units(match["names"]):
        return duty
    helpers = _named(text, {"names": Role.COOPERATING}, match)
    return duty if helpers is None else _together([duty, helpers])


def _named(text: Excerpt, roles: Mapping[str, Role], match: re.Match[str]) -> Responsibility | None:
    """The units that the groups of a match list, or None where one of them is no unit."""
    found = []
    for group, role in roles.items():
        duty = from_list(text.slice(*match.span(group)), role)
        if not duty.assignments or not all(is_name(a) for a in duty.assignments):
            return None
        found.append(duty)
    return _together(found)


def _together(duties: Sequence[Responsibility]) -> Responsibility:
    """All whom several clauses name, in this order."""
    return Responsibility(
        tuple(a for duty in duties for a in duty.assignments), any(d.open_ended for d in duties)
    )
