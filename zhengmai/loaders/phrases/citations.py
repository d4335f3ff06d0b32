"""引用: the documents a notice names, and how it uses them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases.repeals import repeals
from zhengmai.loaders.phrases.shorttitles import is_given, is_kind_alone, short_titles
from zhengmai.model import Citation, Relation

# 文号: issuer code, year in brackets, serial. Example: 鲁政办发〔2024〕2号
DOCUMENT_NUMBER = re.compile(
    # the title of a plan may stand right before it: …行动方案遵府发〔2020〕9号
    r"(?P<code>(?![案知见划点])(?:(?!方案|通知|意见|计划|要点|办法)[\u4e00-\u9fff]){2,12}"
    r"(?:发|字|函|办|规|通|文|电|令|号)?)\s*"
    r"[\[(]\s*(?P<year>(?:19|20)\d\d)\s*[\])]\s*第?\s*(?P<serial>\d{1,4})\s*号"
)
_TITLE = re.compile(r"《(?P<title>[^《》]*(?:《[^》]{0,300}》[^《》]*)*)》")
_AROUND = re.compile(r"[\s《》()]")  # 〈〉 are () when folded
_AFTER_TITLE = re.compile(r"\s*\(\s*")
# The superior places' plans of the year, named without a title. Example: 省、市政务公开工作要点
_FORMULA = re.compile(
    r"(?:(?P<verb>按照|根据|依据|贯彻落实|落实|对照)|(?<![\u4e00-\u9fff》\d]))"
    r"(?P<levels>(?:国家|国务院|全国|省|市|区|县|、|和|及|级|委|政府){1,30})(?:\d{4}年)?"
    r"(?:年度)?政务公开(?:重点)?工作要点"
)
_LEVELS = {"国家": "nation", "国务院": "nation", "全国": "nation", "省": "province", "市": "city"}

_BASIS = re.compile(r"根据|按照|依据|遵照|依照")
_CARRIES_OUT = re.compile(r"按照|落实|遵照|依照")
_USES = re.compile(r"根据|按照|依据|遵照|依照|落实|贯彻|执行|对照")
# What a sentence says of a document that the task itself is to make. Example: 制定《…规范》
_MAKES = re.compile(
    r"(?:制定|编制|出台|印发|形成|更新|修订|完善|制订|起草|建立|编写|编印|填报|公布|发布|报送)(?!的)"
)
_LEADING_WORDS = re.compile(r"^.*?(?:根据|按照|依据|遵照|依照|落实|贯彻|参照|对照|执行|见)")
# Who issued it may stand right before the code: 某省人民政府办公厅某政办发〔2026〕1号,
# 某市教育局某教发〔2026〕8号. In a code there is no such body: 国市监办函, 某新区管委会办发.
_ISSUER = re.compile(
    r"^.*(?:人民政府(?:办公[厅室])?|办公[厅室]|"
    r"(?:省|市(?!监)|区|县)[\u4e00-\u9fff]{1,12}?(?:厅|局|(?<!管)委(?![员会办])|委员会))"
    r"(?=[\u4e00-\u9fff]{3})"
)
# No code has these: 县政府办公室印发的某政办〔2025〕12号, 和市里某政发〔2025〕1号
_NOT_IN_CODE = re.compile(
    r"^.*(?:的|文件|[省市州区县乡镇]里|上[级头面]|[这那一本]份)(?=[\u4e00-\u9fff]{2})"
)
_FIELD = re.compile(r"^(?:发文字号|文件编号|文号)")  # of a page: 文号某政办发〔2025〕2号
_STOPS = "。;"
_ORDER = {
    Relation.BASIS: 0,
    Relation.IMPLEMENTS: 1,
    Relation.MENTIONS: 2,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text to look for citations in.

    Attributes:
        text: the stretch.
        opening: it stands before the first section of the plan.
        duty: it is of a task that units are named for.
        foot: it stands behind the plan; of what it names only what it repeals is listed.
    """

    text: Excerpt
    opening: bool
    duty: bool = False
    foot: bool = False


def normal_number(match: re.Match[str], printed: str | None = None) -> str:
    """A document number in its normal form: ``鲁政办发〔2024〕2号``.

    Words that run into the code (根据鲁政办发…) are taken off, and so is the body that issued it.

    Args:
        match: the number in folded text.
        printed: the same text as printed, that says in which characters its words are.
    """
    printed = printed or match.string
    code = match["code"]
    for before in (_LEADING_WORDS, _NOT_IN_CODE, _ISSUER, _FIELD):
        code = before.sub("", code)
    written = printed[match.end("code") - len(code) : match.end("code")]
    return f"{written}〔{match['year']}〕{int(match['serial'])}{printed[match.end() - 1]}"


def citations(
    passages: Iterable[Passage], own_titles: Iterable[str], own_number: str | None
) -> tuple[Citation, ...]:
    """The documents named in the passages, each once with its strongest relation.

    The notice itself, its plan, and documents that a task is to produce are left out.
    """
    own = {_plain(title) for title in own_titles}
    found: dict[tuple[str, str], Citation] = {}
    passages = list(passages)
    short = short_titles(passage.text.folded for passage in passages)
    for passage in passages:
        for said in _in_passage(passage, own):
            citation = _in_full(said, short)
            if (
                citation is None
                or _is_own(citation, own, own_number, passage)
                or (passage.foot and not citation.repeals)
            ):
                continue
            key = (
                citation.document_number or "",
                _plain(citation.title or citation.superior or ""),
            )
            known = found.get(key)
            found[key] = citation if known is None else stronger(known, citation)
    return tuple(_without_repeats(found))


def _in_full(citation: Citation, short: Mapping[str, str | None]) -> Citation | None:
    """A citation with the whole title, where it has the short one; None where nobody can tell it.

    What a kind of document 《方案》 stands for is told by what is called so before.
    """
    if citation.document_number is not None or citation.title is None:
        return citation
    plain = _plain(citation.title)
    if short.get(plain) is not None:
        return replace(citation, title=short[plain])
    return None if plain in short or is_kind_alone(plain) else citation


def _is_own(
    citation: Citation, own: Collection[str], own_number: str | None, passage: Passage
) -> bool:
    """Whether the notice names itself, or its plan; what it repeals is an older one.

    In its head a title may have run into its number.
    """
    number = citation.document_number
    same = number is not None and number == own_number
    if same or (own_number and passage.opening and (number or "").endswith(own_number)):
        return True
    older = citation.repeals and number is not None
    return _plain(citation.title or "") in own and not older


def stronger(one: Citation, other: Citation) -> Citation:
    """One citation of two of a document: its strongest use, and the place where it is repealed."""
    first, second = (one, other) if _ORDER[one.relation] <= _ORDER[other.relation] else (other, one)
    if second.repeals and not first.repeals:
        return replace(second, relation=first.relation)
    return first


def _without_repeats(found: Mapping[tuple[str, str], Citation]) -> list[Citation]:
    """A document cited once with its number and again by title alone is one document."""
    numbered = {title: key for key, c in found.items() if (title := key[1]) and key[0] and c.title}
    kept = dict(found)
    for key, citation in found.items():
        same = None if key[0] or citation.superior else numbered.get(key[1])
        if same is not None:
            del kept[key]
            if citation.repeals and not kept[same].repeals:
                kept[same] = replace(
                    citation,
                    document_number=kept[same].document_number,
                    relation=kept[same].relation,
                )
    return list(kept.values())


def _plain(title: str) -> str:
    return _AROUND.sub("", fold(title))


def _in_passage(passage: Passage, own: Collection[str]) -> list[Citation]:
    text = passage.text.folded
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Citation]] = []
    # Looking for the words that each form must have is much faster than matching it everywhere.
    if "《" in text:
        found.extend(_titled(passage, taken, own))
    if "号" in text:
        found.extend(_numbered(passage, taken, own))
    if "政务公开" in text:
        for match in _FORMULA.finditer(text):
            found.extend(_superior_plans(passage.text, match, opening=passage.opening))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _titled(
    passage: Passage, taken: list[tuple[int, int]], own: Collection[str]
) -> Iterator[tuple[int, Citation]]:
    """《title》 with or without a document number behind it."""
    text = passage.text.folded
    for match in _TITLE.finditer(text):
        if is_given(text, match.start()):
            continue
        end = match.end()
        number = None
        gap = _AFTER_TITLE.match(text, end)
        numbered = DOCUMENT_NUMBER.match(text, gap.end()) if gap is not None else None
        if numbered is not None:
            number = normal_number(numbered, passage.text.text)
            closing = text.find(")", numbered.end())
            end = closing + 1 if closing >= 0 else numbered.end()
        taken.append((match.start(), end))
        said = _said(passage, (match.start(), end), own, titled=True)
        if said is not None:
            title = passage.text.slice(match.start("title"), match.end("title")).cleaned().text
            span = match.start(), end
            yield match.start(), _citation(passage.text, span, title, number, said)


def _numbered(
    passage: Passage, taken: list[tuple[int, int]], own: Collection[str]
) -> Iterator[tuple[int, Citation]]:
    """A document number without a title: 根据某政办发〔2024〕12号文件精神."""
    text = passage.text.folded
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))  # of all that begin so far
    for match in DOCUMENT_NUMBER.finditer(text):
        before, until = bisect_right(starts, match.start()), bisect_left(starts, match.end())
        if before and match.start() < ends[before - 1]:
            continue
        if until and match.end() <= ends[until - 1]:
            continue
        place = match.start("year"), match.end()
        said = _said(passage, place, own, titled=False)
        if said is not None:
            number = normal_number(match, passage.text.text)
            span = match.end() - len(number), match.end()
            yield match.start(), _citation(passage.text, span, None, number, said)


def _citation(
    text: Excerpt, span: tuple[int, int], title: str | None, number: str | None, said: _Said
) -> Citation:
    written = text.slice(*span).cleaned()
    relation, repealed = said
    return Citation(title, number, relation, written.text, written.spans, repeals=repealed)


def _superior_plans(
    text: Excerpt, match: re.Match[str], *, opening: bool
) -> list[tuple[int, Citation]]:
    """省、市政务公开工作要点: one citation for each superior place."""
    relation = Relation.BASIS if opening else Relation.IMPLEMENTS
    written = text.slice(match.start("levels"), match.end()).cleaned()
    levels = [_LEVELS[w] for w in re.findall("国家|国务院|全国|省|市", match["levels"])]
    base = Citation(None, None, relation, written.text, written.spans)
    return [(match.start(), replace(base, superior=level)) for level in dict.fromkeys(levels)]


_REACH = 600  # characters before a document in which the words stand that say how it is used

_Said: TypeAlias = tuple[Relation, bool]
"""How a document is used, and whether the notice repeals it."""


def _said(
    passage: Passage, place: tuple[int, int], own: Collection[str], *, titled: bool
) -> _Said | None:
    """What the words around a document say of it; None where the task itself makes it."""
    text, at = passage.text.folded, place[0]
    from_ = max(0, at - _REACH)
    stop = max(text.rfind(stop, from_, at) for stop in _STOPS)
    sentence = text[max(from_, stop + 1) : at]
    if repeals(text, place, sentence, own, opening=passage.opening, duty=passage.duty):
        return Relation.MENTIONS, True
    relation = _relation(sentence, opening=passage.opening, titled=titled)
    return None if relation is None else (relation, False)


def _relation(sentence: str, *, opening: bool, titled: bool) -> Relation | None:
    """How the words of a sentence before a document use it."""
    clause = sentence[max(sentence.rfind(stop) for stop in (",", ":")) + 1 :]
    if opening:
        # 按照…要点，落实《…》: what is nearest says how a document is used
        uses = _USES.findall(sentence)
        return Relation.BASIS if uses and _BASIS.match(uses[-1]) else Relation.MENTIONS
    if _CARRIES_OUT.search(clause):
        return Relation.IMPLEMENTS
    if titled and _MAKES.search(clause):
        return None
    return Relation.MENTIONS
