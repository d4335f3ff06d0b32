"""The head and tail of a notice: title, document number, issuer, dates, addressees, copies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import issuers, noticetitles, planyear
from zhengmai.loaders.layout.furniture import is_contact, is_furniture
from zhengmai.loaders.layout.noticetitles import plain
from zhengmai.loaders.layout.ownnumbers import own_number
from zhengmai.loaders.phrases import addressees
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.sitefields import (
    ISSUED_KEYS,
    PUBLISHED_KEYS,
    first_day,
    site_fields,
)
from zhengmai.loaders.phrases.titles import is_organisation
from zhengmai.loaders.phrases.unitnames import CLASS_IN_PARTS

_ADDRESSED = re.compile(r"各|政府|部门|单位|委员会|办事处|机构|管委会|乡镇|街道")
_WHOLE_BODY = re.compile(r"(?:政府|办事处|管委会|管理委员会|中心|公司)$")
_LISTED = re.compile(r"[,、]")
_COPIED = re.compile(r"^抄[送报]\s*:")
_ATTACHMENT = re.compile(r"(?:附件|附表|附)\s*\d*\s*(?::[^。]*)?$")
# What stands in no name of an addressee: digits and signs of the page, the end of a sentence.
_NO_NAMES = re.compile(r"[\d:\[\]>|/•·。]")
# …提出如下意见: leads to the text, and is addressed to nobody.
_SAYS = re.compile(r"如下|现将|现就|[《》]|(?:通知|意见|要求|内容|方面|说明):$")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,40}文件?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and the tail of a notice say; None or empty where it is not printed.

    Attributes:
        plan_titles: the titles of all the plans that it issues, where it names them.
        year_from: what tells the plan year, where no title, number or signature does.
        read: the paragraphs (or parts) that these facts were read from.
    """

    title: Excerpt | None
    plan_title: str | None
    plan_titles: tuple[str, ...]
    document_number: str | None
    number_at: Excerpt | None
    issuer: str | None
    issued: date | None
    issued_at: Excerpt | None
    published: date | None
    plan_year: int | None
    year_from: str | None
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    read: tuple[Excerpt, ...]


def metadata(head: Sequence[Excerpt], closing: Sequence[Excerpt]) -> Metadata:
    """Read the head (paragraphs before the first section) and the tail of a notice."""
    pairs, pair_lines = site_fields(head)
    fields = set(pair_lines)
    body = [p for p in head if p not in fields]
    read: list[Excerpt] = list(pair_lines)

    title = noticetitles.title_lines(body)
    read.extend(title)
    named = noticetitles.title_field(pairs)
    title_text = noticetitles.without_number(title) if title else None
    if title_text is None and named is not None and noticetitles.is_title_of_notice(named):
        title_text = named
    number = own_number(body, title, pairs)
    title_text = title_text or number.title
    read.extend(number.read)
    sent_to, at = _addressees([p for p in body if p not in title])
    read.extend(at)
    issuer, issued, signed = issuers.signature([*body, *closing], title_text)
    read.extend(signed)
    copied_to, at = _copied_to([*body, *closing])
    read.extend(at)

    issued_plans = noticetitles.plan_titles(body, title_text)
    plan, intro = _plan(body, closing, title_text, named, issued_plans)
    if plan is None and title_text is None and signed:  # a notice without a title
        intro = noticetitles.below_signature([*body, *closing], signed[-1])
        plan = noticetitles.plain_title(intro) if intro else None
    read.extend(intro)
    read.extend(
        p for p in body if noticetitles.is_heading(p, plan, title_text) or _is_letterhead(p)
    )
    read.extend(p for p in closing if _is_letterhead(p) or _ATTACHMENT.match(plain(p)))
    read.extend(p for p in closing if noticetitles.is_heading(p, plan, title_text))
    if title_text is not None:
        read.extend(p for lines in noticetitles.prints(title_text, body) for p in lines)
    issued_at = signed[-1] if signed and issued is not None else None
    issued = issued or first_day(pairs, ISSUED_KEYS) or number.day
    published = first_day(pairs, PUBLISHED_KEYS)
    titles = [plan, title_text.folded if title_text else None]
    year, year_from = planyear.told_by(titles, body, number.printed, issued, published)
    return Metadata(
        title=title_text,
        plan_title=plan,
        plan_titles=tuple(title.text for title in issued_plans.titles),
        document_number=number.printed,
        number_at=number.at,
        issuer=issuer
        or issuers.issuer_told(title or ([title_text] if title_text else []), plan, pairs),
        issued=issued,
        issued_at=issued_at,
        published=published,
        plan_year=year,
        year_from=year_from,
        addressees=sent_to,
        copied_to=copied_to,
        read=tuple(read),
    )


def _plan(
    body: Sequence[Excerpt],
    closing: Sequence[Excerpt],
    title: Excerpt | None,
    named: Excerpt | None,
    plans: noticetitles.Plans,
) -> tuple[str | None, list[Excerpt]]:
    """The title of the plan, and the lines that say it."""
    intro = plans.read
    if plans.plan is not None:
        return plans.plan.text, intro
    below = noticetitles.below_annex([*body, *closing])
    if below:
        return noticetitles.plain_title(below), below
    if title is not None:
        return None, intro
    if named is not None and noticetitles.is_plan_title(named):
        return noticetitles.plain_title([named]), intro
    alone = noticetitles.plan_alone(body)
    if alone:
        return noticetitles.plain_title(alone), alone
    listed = noticetitles.listed_annex([*body, *closing])
    return (noticetitles.plain_title([listed]), [listed]) if listed is not None else (None, intro)


def _addressees(body: Sequence[Excerpt]) -> tuple[tuple[str, ...], list[Excerpt]]:
    """主送: the line that ends with ：, split at ， (at 、 where it has no ，)."""
    for at, paragraph in enumerate(body):
        text = plain(paragraph)
        if not text.endswith(":") or "。" in text or _SAYS.search(text) or is_contact(text):
            continue
        first = at
        while first and _begins_list(plain(body[first - 1]), plain(body[first])):
            first -= 1
        lines = list(body[first : at + 1])
        line = Excerpt.join(lines).cleaned()
        if _ADDRESSED.search(line.folded):
            return _split_names(line.slice(0, len(line) - 1)), lines
    return _without_colon(body)


def _without_colon(body: Sequence[Excerpt]) -> tuple[tuple[str, ...], list[Excerpt]]:
    """The list right above the first sentence, where no colon ends it."""
    for line, below in pairwise(body):
        if addressees.opens_below(plain(line), plain(below)):
            return _split_names(line.cleaned()), [line]
    return (), []


def _begins_list(above: str, line: str) -> bool:
    """Whether a list of addressees began in the line above."""
    if _NO_NAMES.search(above) or parse_date(above) or is_furniture(above):
        return False
    return (
        above.startswith("各") or line.startswith((",", "、", ";")) or bool(_LISTED.search(above))
    )


def _split_names(line: Excerpt, separators: str | None = None) -> tuple[str, ...]:
    if separators is None:
        separators = ",;" if any(c in line.folded for c in ",;") else "、"
    names, at, depth = [], 0, 0
    text = line.folded
    whole = [match.span() for match in CLASS_IN_PARTS.finditer(text)]
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth or any(start < index < end for start, end in whole):
            continue
        if character in separators or (character == "、" and _parts(text[at:index], text[index:])):
            names.append(line.text[at:index])
            at = index + 1
    names.append(line.text[at:])
    return tuple(name.strip("。. ") for name in names if name.strip("。. "))


def _parts(left: str, right: str) -> bool:
    """Whether 、 parts two addressees: 各乡镇政府、街道办事处, but not 市政府各部门、各直属机构."""
    if left.startswith("各") and right.startswith("、各"):
        return True
    return bool(_WHOLE_BODY.search(left)) and not right.startswith("、各")


def _copied_to(paragraphs: Sequence[Excerpt]) -> tuple[tuple[str, ...], list[Excerpt]]:
    for paragraph in paragraphs:
        line = paragraph.cleaned()
        label = _COPIED.match(line.folded)
        if label is not None:
            return _split_names(line.slice(label.end()), "，；、,;"), [paragraph]
    return (), []


def _is_letterhead(paragraph: Excerpt) -> bool:
    """红头: the issuer's name with 文件, or the issuer's name alone."""
    text = plain(paragraph)
    headed = text.endswith("文件") and bool(_LETTERHEAD.fullmatch(text))
    return headed or is_organisation(text)
