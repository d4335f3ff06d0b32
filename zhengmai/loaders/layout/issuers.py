"""发文机关: who issued a notice, as the signature, the title or a field of the page says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout.noticetitles import plain, without_tag
from zhengmai.loaders.phrases.bodies import (
    KINDS_ALONE,
    bodies_in,
    is_body,
    names_on,
    sign_together,
)
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.sitefields import ISSUER_KEYS, PUBLISHER_KEYS
from zhengmai.loaders.phrases.titles import is_organisation

_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{3,})人民政府(?:办公室|办公厅)?$")
# （国家中医药管理局代章）, between who issued a notice and its day
_SEALED_BY = re.compile(r"\(?[\u4e00-\u9fff]{0,24}(?:代章|代印|盖章)\)?")
_SENT_TO = re.compile(r"^\((?:此件|此文|本件)[^()]{1,14}\)")  # （此件发至村） 2025年3月8日
_DAY_BEFORE_ANNEX = re.compile(r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)附(?:件|表)")
_LOST_DAY = re.compile(r"20\d{4,6}日?")
# Others that issued it, too, and are not named: 工业和信息化部等八部门
_AND_OTHERS = re.compile(
    r"等(?:[一二三四五六七八九十\d]{1,3}|多|有关|相关)?个?(?:部门|单位|部委|厅局)(?:单位)?$"
)
_ISSUER_END = re.compile(r"\s*(?:关于|印发|转发|批转|发布)")
_MOST_LINES = 12  # of names above a day
# Who put it on the site and issues plans: a government with the name of its place, or a town
_PUBLISHER = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:[省市区县旗州盟镇乡](?:人民)?政府(?:办公[室厅])?|镇|乡|街道(?:办事处)?)"
)
_RANKS = ("国", "省", "市州盟", "县区旗", "镇乡")  # from the nation down
_OF_PLACE = re.compile(
    r"(?:印发|发布|^)(?:\d{4}年?(?:度)?)?(?!全|我|本|各)(?P<place>[\u4e00-\u9fff]{2,6}?[省市区县旗州盟])"
)
_ALL_OF = re.compile(r"全(?P<kind>[国省市州盟县区旗镇乡])")

Signature: TypeAlias = tuple[str | None, date | None, list[Excerpt]]
"""Who signed, when, and the lines that say it."""


def signature(paragraphs: Sequence[Excerpt], title: Excerpt | None) -> Signature:
    """落款: the issuer and, below it (or beside it), the date that stands on a line of its own.

    Of several dates the one below the body that the title names counts, else the first below a
    body that is not named by its kind alone, else the first.
    """
    found = list(_signatures(paragraphs))
    named = _in_title([title]) if title is not None else None

    def order(signature: Signature) -> int:
        issuer = signature[0]
        if issuer is not None and named is not None and _is_of(named, issuer):
            return 0
        return 2 if issuer is None else 1 + 2 * issuer.startswith(KINDS_ALONE)

    return min(found, key=order, default=(None, None, []))


def _is_of(named: str, signers: str) -> bool:
    """Whether the body that the title names is one of those that signed."""
    return named == signers or named in signers.split()


def _signatures(paragraphs: Sequence[Excerpt]) -> Iterator[Signature]:
    for at, paragraph in enumerate(paragraphs):
        text = _SENT_TO.sub("", plain(paragraph))
        signed = parse_date(text)
        if signed is not None:
            yield _signed_above(paragraphs, at, signed)
            continue
        headed = _DAY_BEFORE_ANNEX.match(text)
        if headed is not None:  # a page break lost the line break before 附件
            yield _signed_above(paragraphs, at, parse_date(headed["day"]))
            continue
        if _LOST_DAY.fullmatch(text):
            issuer, _, lines = _signed_above(paragraphs, at, None)
            if issuer is not None:
                yield issuer, None, lines[:-1]
            continue
        beside = re.fullmatch(r"(\D{4,60}?)(\d{4}年\d{1,2}月\d{1,2}日)", text)
        if beside is not None and is_organisation(beside[1]):
            signer = paragraph.cleaned().text[: len(beside[1])]
            yield signer, parse_date(beside[2]), [paragraph]


def _signed_above(paragraphs: Sequence[Excerpt], at: int, day: date | None) -> Signature:
    """The body, or those that sign together, above the day that stands on a line."""
    lines: list[Excerpt] = []
    names: list[str] = []
    for paragraph in reversed(paragraphs[max(0, at - _MOST_LINES) : at]):
        if not names and _SEALED_BY.fullmatch(plain(paragraph)):
            lines.insert(0, paragraph)  # whose seal stands in is not who issued it
            continue
        above = names_on(paragraph)
        if not above or (names and not sign_together(above, names)):
            break
        names[:0] = above
        lines.insert(0, paragraph)
    if not names or not any(is_organisation(fold(name)) for name in names):
        return None, day, [paragraphs[at]]
    return " ".join(names), day, [*lines, paragraphs[at]]


def issuer_told(
    title: Sequence[Excerpt], plan: str | None, pairs: Mapping[str, Excerpt]
) -> str | None:
    """Who issued it, where nobody signed: the title says it, else a field of metadata.

    Who put it on the site is the issuer where the plan has that name in its title; a government,
    where no title speaks of another place.
    """
    said = _in_title(title)
    if said is not None and not said.startswith(KINDS_ALONE):
        return said
    named = next((pairs[key].cleaned().text for key in ISSUER_KEYS if pairs.get(key)), None)
    if named or said:
        return named or said
    publishers = [pairs[key].cleaned().text for key in PUBLISHER_KEYS if pairs.get(key)]
    titles = [*([plan] if plan else []), *(line.text for line in title)]
    return next((name for name in publishers if _may_have_issued(name, titles)), None)


def _may_have_issued(publisher: str, titles: Sequence[str]) -> bool:
    """Whether a publisher is a body that may issue what has these titles."""
    text = fold(publisher)
    if any(_is_plan_of(title, text) for title in titles):
        return True
    if not _PUBLISHER.fullmatch(text):
        return False
    return not any(_is_of_others(fold(title), text) for title in titles)


def _is_of_others(title: str, publisher: str) -> bool:
    """Whether a title speaks of a place that the publisher does not govern: 全省, 石桥县."""
    kinds = [c for c in publisher if any(c in rank for rank in _RANKS)]
    lowest = max((_rank(kind) for kind in kinds), default=0)
    if any(_rank(match["kind"]) < lowest for match in _ALL_OF.finditer(title)):
        return True
    named = _OF_PLACE.search(title)
    return named is not None and named["place"][:2] not in publisher


def _rank(kind: str) -> int:
    return next(at for at, kinds in enumerate(_RANKS) if kind in kinds)


def _is_plan_of(plan: str, publisher: str) -> bool:
    """Whether the title of a plan names its publisher, or the place that this governs."""
    place = _GOVERNMENT.match(publisher)
    return plan.startswith(publisher) or (place is not None and plan.startswith(place[1]))


def _in_title(title: Sequence[Excerpt]) -> str | None:
    """X关于…, X印发…; bodies that issue it together are parted by a blank."""
    names: list[str] = []
    for line in [without_tag(line) for line in title[:1]] + list(title[1:]):
        end = _ISSUER_END.search(line.folded)
        name = line.slice(0, end.start() if end is not None else None)
        number = DOCUMENT_NUMBER.search(name.folded)
        names.extend(name.slice(number.end() if number else 0).text.strip("《").split())
        if end is not None:
            break
    else:
        return None
    names = [_AND_OTHERS.sub("", name) for name in names]
    parted = len(names) > 1 and all(is_body(name) for name in names)
    whole = names if parted else ["".join(names)]
    bodies = [body for name in whole for body in bodies_in(name)]
    issuer = " ".join(bodies)
    several = len(bodies) > 1  # 苍坪县委 县政府
    named = all(is_body(body) or (several and body.endswith("政府")) for body in bodies)
    return issuer if bodies and named else None


def lost_days(paragraphs: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Days below a signature that lost their signs: 2024222日 may be two days, and is none."""
    for above, paragraph in pairwise(paragraphs):
        if _LOST_DAY.fullmatch(plain(paragraph)) and is_organisation(plain(above)):
            yield paragraph
