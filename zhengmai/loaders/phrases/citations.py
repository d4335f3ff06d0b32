"""引用: the documents a notice names, and how it uses them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.model import Citation, Relation

# 文号: issuer code, year in brackets, serial. Example: 鲁政办发〔2024〕2号
DOCUMENT_NUMBER = re.compile(
    # the title of a plan may stand right before it: …行动方案遵府发〔2020〕9号
    r"(?P<code>(?![案知见划点])(?:(?!方案|通知|意见|计划|要点|办法)[\u4e00-\u9fff]){2,12}"
    r"(?:发|字|函|办|规|通|文|电|令|号)?)\s*"
    r"[\[(]\s*(?P<year>(?:19|20)\d\d)\s*[\])]\s*第?\s*(?P<serial>\d{1,4})\s*号"
)
_TITLE = re.compile(r"《(?P<title>[^《》]*(?:《[^》]*》[^《》]*)*)》")
_AROUND = re.compile(r"[\s《》()]")  # 〈〉 are () when folded
_AFTER_TITLE = re.compile(r"\s*\(\s*")
# The superior places' plans of the year, named without a title. Example: 省、市政务公开工作要点
_FORMULA = re.compile(
    r"(?:(?P<verb>按照|根据|依据|贯彻落实|落实|对照)|(?<![\u4e00-\u9fff》\d]))"
    r"(?P<levels>(?:国家|国务院|全国|省|市|区|县|、|和|及|级|委|政府)+)(?:\d{4}年)?"
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
_FIELD = re.compile(r"^(?:发文字号|文件编号|文号)")  # of a page: 文号某政办发〔2025〕2号
_STOPS = "。;"
_ORDER = {
    Relation.BASIS: 0,
    Relation.IMPLEMENTS: 1,
    Relation.REPEALS: 2,
    Relation.MENTIONS: 3,
}
# Behind a document, or behind a list of them, to the end of the sentence: 《甲办法》同时废止
_REPEALED = re.compile(
    r"(?:\([^()]*\)|[、和及,]|《[^》]*》|原|自[^。;]{1,16}起|相应|即行|即)*"
    r"(?:同时|予以|一并|自行|不再|停止|即行)*(?:废止|失效|停止执行|不再执行|停止施行)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text to look for citations in.

    Attributes:
        text: the stretch.
        opening: it stands before the first section of the plan.
    """

    text: Excerpt
    opening: bool


def normal_number(match: re.Match[str], printed: str | None = None) -> str:
    """A document number in its normal form: ``鲁政办发〔2024〕2号``.

    Words that run into the code (根据鲁政办发…) are taken off.

    Args:
        match: the number in folded text.
        printed: the same text as printed, that says in which characters its words are.
    """
    printed = printed or match.string
    code = _FIELD.sub("", _LEADING_WORDS.sub("", match["code"]))
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
    for passage in passages:
        for citation in _in_passage(passage):
            number = citation.document_number
            if _plain(citation.title or "") in own or (number and number == own_number):
                continue
            key = (number or "", _plain(citation.title or citation.superior or ""))
            known = found.get(key)
            if known is None or _ORDER[citation.relation] < _ORDER[known.relation]:
                found[key] = citation
    return tuple(_without_repeats(found.values()))


def _without_repeats(citations_: Iterable[Citation]) -> list[Citation]:
    """A document cited once with its number and again by title alone is one document."""
    kept = list(citations_)
    numbered = {_plain(c.title) for c in kept if c.title and c.document_number}
    return [
        c for c in kept if c.document_number or c.superior or _plain(c.title or "") not in numbered
    ]


def _plain(title: str) -> str:
    return _AROUND.sub("", fold(title))


def _in_passage(passage: Passage) -> list[Citation]:
    text = passage.text.folded
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Citation]] = []
    # Looking for the words that each form must have is much faster than matching it everywhere.
    if "《" in text:
        found.extend(_titled(passage, taken))
    if "号" in text:
        found.extend(_numbered(passage, taken))
    if "政务公开" in text:
        for match in _FORMULA.finditer(text):
            found.extend(_superior_plans(passage.text, match, opening=passage.opening))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _titled(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[tuple[int, Citation]]:
    """《title》 with or without a document number behind it."""
    text = passage.text.folded
    for match in _TITLE.finditer(text):
        end = match.end()
        number = None
        gap = _AFTER_TITLE.match(text, end)
        numbered = DOCUMENT_NUMBER.match(text, gap.end()) if gap is not None else None
        if numbered is not None:
            number = normal_number(numbered, passage.text.text)
            closing = text.find(")", numbered.end())
            end = closing + 1 if closing >= 0 else numbered.end()
        taken.append((match.start(), end))
        relation = _relation(text, (match.start(), end), passage.opening, titled=True)
        if relation is not None:
            title = passage.text.slice(match.start("title"), match.end("title")).cleaned().text
            span = match.start(), end
            yield match.start(), _citation(passage.text, span, title, number, relation)


def _numbered(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[tuple[int, Citation]]:
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
        relation = _relation(text, place, passage.opening, titled=False)
        if relation is not None:
            number = normal_number(match, passage.text.text)
            span = match.end() - len(number), match.end()
            yield match.start(), _citation(passage.text, span, None, number, relation)


def _citation(
    text: Excerpt, span: tuple[int, int], title: str | None, number: str | None, relation: Relation
) -> Citation:
    written = text.slice(*span).cleaned()
    return Citation(title, number, relation, written.text, written.spans)


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
_LONGEST_LIST = 4000  # characters of a list of documents that are repealed together


def _relation(text: str, place: tuple[int, int], opening: bool, *, titled: bool) -> Relation | None:
    """How the words around a document use it; None where the task itself makes the document."""
    at, end = place
    if _REPEALED.match(text, end, end + _LONGEST_LIST):
        return Relation.REPEALS
    from_ = max(0, at - _REACH)
    stop = max(text.rfind(stop, from_, at) for stop in _STOPS)
    sentence = text[max(from_, stop + 1) : at]
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
