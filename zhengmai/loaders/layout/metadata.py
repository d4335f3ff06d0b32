"""The head and tail of a notice: title, document number, issuer, dates, addressees, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout import noticetitles, planyear
from zhengmai.loaders.layout.furniture import is_furniture
from zhengmai.loaders.layout.noticetitles import plain
from zhengmai.loaders.layout.ownnumbers import own_number
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.sitefields import (
    ISSUED_KEYS,
    ISSUER_KEYS,
    PUBLISHED_KEYS,
    PUBLISHER_KEYS,
    first_day,
    site_fields,
)
from zhengmai.loaders.phrases.titles import is_organisation
from zhengmai.loaders.phrases.unitnames import CLASS_IN_PARTS

_ADDRESSED = re.compile(r"各|政府|部门|单位|委员会|办事处|机构|管委会|乡镇|街道")
_WHOLE_BODY = re.compile(r"(?:政府|办事处|管委会|管理委员会|中心|公司)$")
_LISTED = re.compile(r"[,、]")
_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{3,})人民政府(?:办公室|办公厅)?$")
_KINDS_ALONE = ("区", "县", "市", "省", "镇", "乡", "街道")  # 区政府办公室 is no signature
_SENT_TO = re.compile(r"^\((?:此件|此文|本件)[^()]{1,14}\)")  # （此件发至村） 2025年3月8日
_DAY_BEFORE_ANNEX = re.compile(r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)附(?:件|表)")
_COPIED = re.compile(r"^抄[送报]\s*:")
_ATTACHMENT = re.compile(r"(?:附件|附表|附)\s*\d*\s*(?::[^。]*)?$")
# What stands in no name of an addressee: digits and signs of the page, the end of a sentence.
_NO_NAMES = re.compile(r"[\d:\[\]>|/•·。]")
# …提出如下意见: leads to the text, and is addressed to nobody.
_SAYS = re.compile(r"如下|现将|现就|[《》]|(?:通知|意见|要求|内容|方面|说明):$")
_ISSUER_END = re.compile(r"\s*(?:关于|印发|转发|批转|发布)")
_BODY_END = re.compile(r"[\u4e00-\u9fff](?:委|会|中心|院|公司|处|办|馆|站|校)$")
_LOST_DAY = re.compile(r"20\d{4,6}日?")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,40}文件?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and the tail of a notice say; None or empty where it is not printed.

    Attributes:
        year_from: what tells the plan year, where no title, number or signature does.
        read: the paragraphs (or parts) that these facts were read from.
    """

    title: Excerpt | None
    plan_title: str | None
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
    addressees, at = _addressees([p for p in body if p not in title])
    read.extend(at)
    issuer, issued, signature = _signature([*body, *closing], title_text)
    read.extend(signature)
    copied_to, at = _copied_to([*body, *closing])
    read.extend(at)

    plan, intro = _plan(body, closing, title_text, named)
    read.extend(intro)
    read.extend(
        p for p in body if noticetitles.is_heading(p, plan, title_text) or _is_letterhead(p)
    )
    read.extend(p for p in closing if _is_letterhead(p) or _ATTACHMENT.match(plain(p)))
    read.extend(p for p in closing if noticetitles.is_heading(p, plan, title_text))
    if title_text is not None:
        read.extend(p for lines in noticetitles.prints(title_text, body) for p in lines)
    issued_at = signature[-1] if signature and issued is not None else None
    issued = issued or first_day(pairs, ISSUED_KEYS) or number.day
    published = first_day(pairs, PUBLISHED_KEYS)
    titles = [plan, title_text.folded if title_text else None]
    year, year_from = planyear.told_by(titles, body, number.printed, issued, published)
    return Metadata(
        title=title_text,
        plan_title=plan,
        document_number=number.printed,
        number_at=number.at,
        issuer=issuer or _issuer(title or ([title_text] if title_text else []), plan, pairs),
        issued=issued,
        issued_at=issued_at,
        published=published,
        plan_year=year,
        year_from=year_from,
        addressees=addressees,
        copied_to=copied_to,
        read=tuple(read),
    )


def _plan(
    body: Sequence[Excerpt],
    closing: Sequence[Excerpt],
    title: Excerpt | None,
    named: Excerpt | None,
) -> tuple[str | None, list[Excerpt]]:
    """The title of the plan, and the lines that say it."""
    plan, intro = noticetitles.plan_title(body, title)
    if plan is not None:
        return plan.text, intro
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
        if not text.endswith(":") or "。" in text or _SAYS.search(text):
            continue
        first = at
        while first and _begins_list(plain(body[first - 1]), plain(body[first])):
            first -= 1
        lines = list(body[first : at + 1])
        line = Excerpt.join(lines).cleaned()
        if _ADDRESSED.search(line.folded):
            return _split_names(line.slice(0, len(line) - 1)), lines
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


def _signature(
    paragraphs: Sequence[Excerpt], title: Excerpt | None
) -> tuple[str | None, date | None, list[Excerpt]]:
    """落款: the issuer and, below it (or beside it), the date that stands on a line of its own.

    Of several dates the one below the body that the title names counts, else the first below a
    body that is not named by its kind alone, else the first.
    """
    found = list(_signatures(paragraphs))
    named = _issuer_in_title([title]) if title is not None else None

    def order(signature: tuple[str | None, date | None, list[Excerpt]]) -> int:
        issuer = signature[0]
        if issuer is not None and issuer == named:
            return 0
        return 2 if issuer is None else 1 + 2 * issuer.startswith(_KINDS_ALONE)

    return min(found, key=order, default=(None, None, []))


def _signatures(
    paragraphs: Sequence[Excerpt],
) -> Iterator[tuple[str | None, date | None, list[Excerpt]]]:
    for at, paragraph in enumerate(paragraphs):
        text = _SENT_TO.sub("", plain(paragraph))
        signed = parse_date(text)
        if signed is not None:
            yield from _signed_above(paragraphs, at, signed)
            continue
        headed = _DAY_BEFORE_ANNEX.match(text)
        if headed is not None:  # a page break lost the line break before 附件
            yield from _signed_above(paragraphs, at, parse_date(headed["day"]))
            continue
        beside = re.fullmatch(r"(\D{4,60}?)(\d{4}年\d{1,2}月\d{1,2}日)", text)
        if beside is not None and is_organisation(beside[1]):
            signer = paragraph.cleaned().text[: len(beside[1])]
            yield signer, parse_date(beside[2]), [paragraph]


def _signed_above(
    paragraphs: Sequence[Excerpt], at: int, day: date | None
) -> Iterator[tuple[str | None, date | None, list[Excerpt]]]:
    """The body, or two of them, above the day that stands on a line."""
    above = list(paragraphs[max(0, at - 2) : at])
    bodies = [p for p in above if is_organisation(plain(p))]
    if not bodies or bodies[-1] is not above[-1]:
        yield None, day, [paragraphs[at]]
        return
    party = len(bodies) > 1 and plain(bodies[0]).startswith("中共")
    signed = bodies if party else bodies[-1:]
    yield " ".join(p.cleaned().text for p in signed), day, [*signed, paragraphs[at]]


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


def _issuer(title: Sequence[Excerpt], plan: str | None, pairs: Mapping[str, Excerpt]) -> str | None:
    """Who issued it, where nobody signed: the title says it, else a field of metadata.

    Who put it on the site is the issuer only where the plan has that name in its title.
    """
    said = _issuer_in_title(title)
    if said is not None and not said.startswith(_KINDS_ALONE):
        return said
    named = next((pairs[key].cleaned().text for key in ISSUER_KEYS if pairs.get(key)), None)
    if named or said:
        return named or said
    publishers = [pairs[key].cleaned().text for key in PUBLISHER_KEYS if pairs.get(key)]
    return next((name for name in publishers if plan and _is_plan_of(plan, name)), None)


def _is_plan_of(plan: str, publisher: str) -> bool:
    """Whether the title of a plan names its publisher, or the place that this governs."""
    place = _GOVERNMENT.match(publisher)
    return plan.startswith(publisher) or (place is not None and plan.startswith(place[1]))


def _issuer_in_title(title: Sequence[Excerpt]) -> str | None:
    """X关于…, X印发…; two bodies stay parted where they are printed so."""
    names: list[str] = []
    for line in title:
        end = _ISSUER_END.search(line.folded)
        name = line.slice(0, end.start() if end is not None else None)
        number = DOCUMENT_NUMBER.search(name.folded)
        names.extend(name.slice(number.end() if number else 0).text.strip("《").split())
        if end is not None:
            break
    else:
        return None
    parted = len(names) > 1 and all(_is_body(name) for name in names)
    issuer = (" " if parted else "").join(names)
    return issuer if _is_body(issuer) else None


def _is_body(name: str) -> bool:
    text = fold(name)
    return is_organisation(text) or _BODY_END.search(text) is not None


def lost_days(paragraphs: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Days below a signature that lost their signs: 2024222日 may be two days, and is none."""
    for above, paragraph in pairwise(paragraphs):
        if _LOST_DAY.fullmatch(plain(paragraph)) and is_organisation(plain(above)):
            yield paragraph
