"""文号: the number of the notice itself, as its head prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.noticetitles import may_be_title
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER, normal_number
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.sitefields import NUMBER_KEYS

_BRACKETS = "()（）[]【】 　"
_DAY = r"\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?"
# 渡政发〔2025〕6号 on a line, with or without the day, or who signed it
_LINE = re.compile(
    rf"(?:(?P<before>{_DAY})(?:印发|发布)?[,、]?\s*)?(?P<number>[^,。:\s\d][^,。:]*?\d\s*号)"
    rf"(?:[,、]?\s*(?P<behind>{_DAY})(?:印发|发布|公布|施行)?|\s*签发人\s*:.{{1,16}})?"
)
# 政策文号：渡政发〔2025〕6号: a field, whatever its name is in full
_FIELD = re.compile(r"[•·●▪*\-|\s\[(]*[\u4e00-\u9fff]{0,4}(?:文号|字号|编号)[\s\])]*[:|]?\s*(?=\S)")
# Beside other fields: 字号：渡政发〔2025〕6号　有效性：有效
_LABEL = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}(?:文号|字号|发文号|文件号)\s*:\s*")
_IN_QUOTES = re.compile(r"《[^》]*$")
# In a line that names another document. Example: 转发市政府…的通知（渡政发〔2025〕6号）
_OF_ANOTHER = re.compile(r"转发|批转|根据|按照|依据|依照|遵照|落实|贯彻|执行|参照|对照|[详参]见")
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Number:
    """文号 as printed in the head, the day that stands beside it, and the title that does.

    Attributes:
        printed: the number in its normal form.
        at: where it is printed.
        day: the day beside it.
        title: the title that it is printed beside, where this is not told to be one otherwise.
        read: the lines that say it.
    """

    printed: str | None = None
    at: Excerpt | None = None
    day: date | None = None
    title: Excerpt | None = None
    read: tuple[Excerpt, ...] = ()


def own_number(
    body: Sequence[Excerpt], title: Sequence[Excerpt], pairs: Mapping[str, Excerpt]
) -> Number:
    """The number on a line of its own, else in a field, else beside the title, else beside a line.

    Such a line reads as a title does: 2025年渡口整治任务（渡政办发〔2025〕6号）.
    """
    for found in (
        _on_lines(body),
        _in_fields(pairs, title),
        _labelled([*pairs.values(), *body]),
        _beside_titles(body),
    ):
        number = next(found, None)
        if number is not None:
            return number
    return Number()


def _on_lines(body: Sequence[Excerpt]) -> Iterator[Number]:
    for paragraph in body:
        line = paragraph.cleaned().strip(_BRACKETS)
        if "号" not in line.folded or next(_beside_titles([paragraph]), None) is not None:
            continue
        field = _FIELD.match(line.folded)
        said = line.slice(field.end() if field is not None else 0)
        match = _LINE.fullmatch(said.folded.rstrip(" |"))
        number = DOCUMENT_NUMBER.search(said.folded, match.start("number")) if match else None
        if match is not None and number is not None:
            day = match["before"] or match["behind"]
            yield _number(said, number, day=parse_date(day) if day else None, read=(line,))


def _in_fields(pairs: Mapping[str, Excerpt], title: Sequence[Excerpt]) -> Iterator[Number]:
    fields = [pairs[key] for key in NUMBER_KEYS if key in pairs]
    for line in (*fields, *([Excerpt.join(title).cleaned()] if title else [])):
        match = DOCUMENT_NUMBER.search(line.folded)
        if match is not None and not _IN_QUOTES.search(line.folded, 0, match.start()):
            yield _number(line, match)


def _labelled(lines: Sequence[Excerpt]) -> Iterator[Number]:
    """The number behind a label of any name, among other fields on the line."""
    for line in lines:
        label = _LABEL.search(line.folded) if "号" in line.folded else None
        match = DOCUMENT_NUMBER.match(line.folded, label.end()) if label is not None else None
        if match is not None:
            yield _number(line, match)


def _beside_titles(body: Sequence[Excerpt]) -> Iterator[Number]:
    """The number right before or behind a line that is a title."""
    for paragraph in body:
        line = paragraph.strip()
        text = line.folded
        if "号" not in text or len(text) > _LONGEST_TITLE or _OF_ANOTHER.search(text):
            continue
        for match in DOCUMENT_NUMBER.finditer(text):
            before, behind = line.slice(0, match.start()), line.slice(match.end())
            if not before.text.strip(_BRACKETS):
                title = behind
            elif not behind.text.strip(_BRACKETS) and text[match.start() - 1] in "( [":
                title = before
            else:
                continue
            title = title.strip(_BRACKETS).cleaned()
            if may_be_title(title.folded):
                yield _number(line, match, title=title, read=(paragraph,))


def _number(
    line: Excerpt,
    match: re.Match[str],
    *,
    day: date | None = None,
    title: Excerpt | None = None,
    read: tuple[Excerpt, ...] = (),
) -> Number:
    printed = normal_number(match, line.text)
    code = len(printed.partition("〔")[0])
    return Number(printed, line.slice(match.end("code") - code, match.end()), day, title, read)
