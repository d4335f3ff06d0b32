"""The head and tail of a notice: title, document number, issuer, dates, addressees, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER, normal_number
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.sitefields import (
    ISSUED_KEYS,
    ISSUER_KEYS,
    PUBLISHED_KEYS,
    TITLE_KEYS,
    first_day,
    site_fields,
)
from zhengmai.loaders.phrases.titles import TITLE_END, is_organisation
from zhengmai.loaders.phrases.unitnames import CLASS_IN_PARTS

_ISSUES = re.compile(
    r"(?:印发|发布|下发|公布|转发)(?P<plan>.+?)(?:的通知|的函|的通告|的公告)$|"
    r"(?:印发|发布|下发|公布)(?P<named>《.+》)$"
)
# A line that issues a plan without 关于: 某市人民政府办公厅印发《关于…的意见》
_ISSUING_LINE = re.compile(r"[\u4e00-\u9fff]{4,40}(?:印发|发布|下发)《[^。]+》(?:的通知)?")
_IN_MARKS = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_INTRO = re.compile(r"(?:现将)?《(?P<plan>[^》]+)》(?:已经?|印发|予以印发|发给)")
_INTRO_ISSUES = re.compile(r"(?:已经?[^。]{0,40}(?:同意|通过|审定|批准)|印发给|现予印发|予以印发)")
_ADDRESSED = re.compile(r"各|政府|部门|单位|委员会|办事处|机构|管委会|乡镇|街道")
_WHOLE_BODY = re.compile(r"(?:政府|办事处|管委会|管理委员会|中心|公司)$")
_LISTED = re.compile(r"[,、]")
_KINDS_ALONE = ("区", "县", "市", "省", "镇", "乡", "街道")  # 区政府办公室 is no signature
_DAY_BEFORE_ANNEX = re.compile(r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)附(?:件|表)")
_COPIED = re.compile(r"^抄[送报]\s*:")
_YEAR = re.compile(r"(20\d\d)\s*年?(?:度)?")
_ATTACHMENT = re.compile(r"(?:附件|附表|附)\s*\d*\s*(?::[^。]*)?$")
_PLAN_HEADING = re.compile(r"[^。;,:]*(?:要点|方案|分工|分工表|任务表|计划|安排|清单|台账|一览表)")
_PLAN_ALONE = re.compile(
    r"[^。;:]{6,}?(?:要点|方案|分工|分工表|分解表|任务表|计划|安排|清单|台账|一览表|任务分解|意见|规划|措施|任务|纲要)"
    r"(?:\([^()]{2,16}\))?(?:的通知)?"
)
_TITLE_FIELD = re.compile(rf"[\s·•*\-]*\[?\s*(?:{'|'.join(TITLE_KEYS)})\s*[:\]]\s*")
_LONGEST_TITLE = 70
_LONGEST_HEADING = 50
_REPEATED = 8  # characters; shorter lines repeat a part of the title by chance
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,40}文件?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and the tail of a notice say; None or empty where it is not printed.

    Attributes:
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
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    read: tuple[Excerpt, ...]


def metadata(head: Sequence[Excerpt], closing: Sequence[Excerpt]) -> Metadata:
    """Read the head (paragraphs before the first section) and the tail of a notice."""
    pairs, pair_lines = site_fields(head)
    body = [p for p in head if p not in pair_lines]
    read: list[Excerpt] = list(pair_lines)

    title = _title(body)
    read.extend(title)
    number, number_at = _own_number(body, pairs)
    if number_at is not None:
        read.append(number_at)
    addressees, at = _addressees([p for p in body if p not in title])
    read.extend(at)
    title_text = Excerpt.join(title).cleaned() if title else _title_field(pair_lines)
    issuer, issued, signature = _signature([*body, *closing], title_text)
    read.extend(signature)
    copied_to, at = _copied_to([*body, *closing])
    read.extend(at)

    plan, intro = _plan_title(body, title_text)
    if plan is None and title_text is None:
        alone = _plan_alone(body)
        plan, intro = (_plain_title(alone), alone) if alone else (None, intro)
    read.extend(intro)
    read.extend(p for p in body if _is_heading(p, plan, title_text) or _is_letterhead(p))
    read.extend(p for p in closing if _is_letterhead(p) or _ATTACHMENT.match(_plain(p)))
    read.extend(p for p in closing if _is_heading(p, plan, title_text))
    issued_at = signature[-1] if signature and issued is not None else None
    issued = issued or first_day(pairs, ISSUED_KEYS)
    named = next((pairs[key] for key in ISSUER_KEYS if pairs.get(key)), None)
    issuer = issuer or named or _issuer_in_title(title_text)
    return Metadata(
        title=title_text,
        plan_title=plan,
        document_number=number,
        number_at=number_at,
        issuer=issuer,
        issued=issued,
        issued_at=issued_at,
        published=first_day(pairs, PUBLISHED_KEYS),
        plan_year=_plan_year(plan, title_text, number, issued),
        addressees=addressees,
        copied_to=copied_to,
        read=tuple(read),
    )


def _title(body: Sequence[Excerpt]) -> list[Excerpt]:
    """The lines of the title, from 关于 (with the issuer before it) to 的通知."""
    best: list[Excerpt] = []
    for at, paragraph in enumerate(body):
        plain = _plain(paragraph)
        broken = plain.endswith("关") and at + 1 < len(body) and _plain(body[at + 1])[:1] == "于"
        issuing = _ISSUING_LINE.fullmatch(plain) is not None
        if not (broken or issuing or "关于" in plain) or plain.endswith(":") or "。" in plain:
            continue
        lines = [paragraph]
        if issuing:
            best = best or lines
            continue
        while not TITLE_END.search(_plain_all(lines)):
            following = at + len(lines)
            if following >= len(body) or len(lines) > 4 or _plain(body[following]).endswith(":"):
                lines = []
                break
            lines.append(body[following])
        if not lines:
            continue
        if plain.startswith("关于") and at and is_organisation(_plain(body[at - 1])):
            lines.insert(0, body[at - 1])
        if not best or len(_plain_all(lines)) > len(_plain_all(best)):
            best = lines
    return best


def _title_field(lines: Sequence[Excerpt]) -> Excerpt | None:
    """The title in a field of metadata, where it is that of a notice: 标题：…关于…的通知."""
    for line in lines:
        match = _TITLE_FIELD.match(line.folded)
        title = line.slice(match.end()).cleaned() if match is not None else None
        if title is not None and "关于" in title.folded and TITLE_END.search(title.folded):
            return title
    return None


def _plan_alone(body: Sequence[Excerpt]) -> list[Excerpt]:
    """The title of a plan that stands without a notice around it, in one or two lines."""
    for at, paragraph in enumerate(body):
        for count in (2, 1):
            lines = list(body[at : at + count])
            if count == 2 and not _plain(lines[-1]).startswith("("):
                continue  # the second line is a bracket: （2021—2023年）
            plain = _plain_all(lines)
            if len(plain) > _LONGEST_TITLE or "。" in plain or plain.endswith(":"):
                continue
            if _PLAN_ALONE.fullmatch(plain) and (
                count == 1 or not _PLAN_ALONE.match(_plain(lines[1]))
            ):
                return lines
        if "。" in paragraph.folded:
            break  # the text has begun
    return []


def _plain_title(lines: Sequence[Excerpt]) -> str:
    return Excerpt.join(lines).cleaned().text.strip("《》")


def _plain(excerpt: Excerpt) -> str:
    return excerpt.cleaned().folded.strip()


def _plain_all(lines: Sequence[Excerpt]) -> str:
    return "".join(_plain(line) for line in lines)


def _own_number(
    body: Sequence[Excerpt], pairs: dict[str, str]
) -> tuple[str | None, Excerpt | None]:
    for paragraph in body:
        line = paragraph.cleaned().strip("()（）[]【】 ")
        match = DOCUMENT_NUMBER.fullmatch(line.folded)
        if match is not None:
            return normal_number(match), line
    for key in ("文号", "发文字号", "文件编号", "发布文号", "文件号"):
        match = DOCUMENT_NUMBER.search(pairs.get(key, ""))
        if match is not None:
            return normal_number(match), None
    return None, None


def _addressees(body: Sequence[Excerpt]) -> tuple[tuple[str, ...], list[Excerpt]]:
    """主送: the line that ends with ：, split at ， (at 、 where it has no ，)."""
    for at, paragraph in enumerate(body):
        plain = _plain(paragraph)
        if not plain.endswith(":") or "。" in plain:
            continue
        first = at
        while first and _begins_list(_plain(body[first - 1]), _plain(body[first])):
            first -= 1
        lines = list(body[first : at + 1])
        line = Excerpt.join(lines).cleaned()
        if _ADDRESSED.search(line.folded):
            return _split_names(line.slice(0, len(line) - 1)), lines
    return (), []


def _begins_list(above: str, line: str) -> bool:
    """Whether a list of addressees began in the line above."""
    if DOCUMENT_NUMBER.fullmatch(above) or parse_date(above) or above.endswith(("。", ":")):
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
    named = _issuer_in_title(title) or ""

    def order(signature: tuple[str | None, date | None, list[Excerpt]]) -> int:
        issuer = signature[0]
        if issuer is not None and named and issuer == named:
            return 0
        return 2 if issuer is None else 1 + 2 * issuer.startswith(_KINDS_ALONE)

    return min(found, key=order, default=(None, None, []))


def _signatures(
    paragraphs: Sequence[Excerpt],
) -> Iterator[tuple[str | None, date | None, list[Excerpt]]]:
    for at, paragraph in enumerate(paragraphs):
        plain = _plain(paragraph)
        signed = parse_date(plain)
        if signed is not None:
            yield from _signed_above(paragraphs, at, signed)
            continue
        headed = _DAY_BEFORE_ANNEX.match(plain)
        if headed is not None:  # a page break lost the line break before 附件
            yield from _signed_above(paragraphs, at, parse_date(headed["day"]))
            continue
        beside = re.fullmatch(r"(\D{4,60}?)(\d{4}年\d{1,2}月\d{1,2}日)", plain)
        if beside is not None and is_organisation(beside[1]):
            text = paragraph.cleaned().text[: len(beside[1])]
            yield text, parse_date(beside[2]), [paragraph]


def _signed_above(
    paragraphs: Sequence[Excerpt], at: int, day: date | None
) -> Iterator[tuple[str | None, date | None, list[Excerpt]]]:
    """The body, or two of them, above the day that stands on a line."""
    above = list(paragraphs[max(0, at - 2) : at])
    bodies = [p for p in above if is_organisation(_plain(p))]
    if not bodies or bodies[-1] is not above[-1]:
        yield None, day, [paragraphs[at]]
        return
    party = len(bodies) > 1 and _plain(bodies[0]).startswith("中共")
    signed = bodies if party else bodies[-1:]
    yield " ".join(p.cleaned().text for p in signed), day, [*signed, paragraphs[at]]


def _copied_to(paragraphs: Sequence[Excerpt]) -> tuple[tuple[str, ...], list[Excerpt]]:
    for paragraph in paragraphs:
        line = paragraph.cleaned()
        label = _COPIED.match(line.folded)
        if label is not None:
            return _split_names(line.slice(label.end()), "，；、,;"), [paragraph]
    return (), []


def _plan_title(body: Sequence[Excerpt], title: Excerpt | None) -> tuple[str | None, list[Excerpt]]:
    """The plan that the notice issues: 《…》 in its first sentence, else in its title."""
    for at, paragraph in enumerate(body):
        if "《" not in paragraph.text:
            continue
        for lines in (1, 2, 3):  # a sentence that stops in the middle of a line goes on below
            sentence = list(body[at : at + lines])
            line = Excerpt.join(sentence).cleaned()
            match = _INTRO.search(line.folded)
            if match is not None and _INTRO_ISSUES.search(line.folded):
                return line.text[match.start("plan") : match.end("plan")], sentence
            if line.folded.endswith(("。", ":")):
                break
    if title is None:
        return None, []
    match = _ISSUES.search(title.folded)
    if match is None:
        return None, []
    group = "plan" if match["plan"] is not None else "named"
    plan = title.slice(match.start(group), match.end(group))
    if _IN_MARKS.fullmatch(plan.text):  # 《政府工作报告》任务分工 has its marks within
        plan = plan.slice(1, len(plan) - 1)
    return plan.text, []


def _is_heading(paragraph: Excerpt, plan: str | None, title: Excerpt | None) -> bool:
    """The title of the plan or of its table, or a second print of the notice's title."""
    plain = _plain(paragraph)
    if plan is not None and paragraph.cleaned().text.strip("《》") == plan:
        return True
    if title is not None and len(plain) > _REPEATED and plain in title.folded:
        return True
    return len(plain) <= _LONGEST_HEADING and bool(_PLAN_HEADING.fullmatch(plain))


def _is_letterhead(paragraph: Excerpt) -> bool:
    """红头: the issuer's name with 文件, or the issuer's name alone."""
    plain = _plain(paragraph)
    headed = plain.endswith("文件") and bool(_LETTERHEAD.fullmatch(plain))
    return headed or is_organisation(plain)


def _issuer_in_title(title: Excerpt | None) -> str | None:
    if title is None:
        return None
    before = title.text.partition("关于")[0]
    return before or None


def _plan_year(
    plan: str | None, title: Excerpt | None, number: str | None, issued: date | None
) -> int | None:
    """The year of the plan: from its title, else the notice's title, its number, its date."""
    for text in (plan, title.text if title else None, number):
        match = _YEAR.search(text) if text else None
        if match is not None:
            return int(match[1])
    return issued.year if issued else None
