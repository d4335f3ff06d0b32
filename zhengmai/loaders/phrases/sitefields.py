"""信息表: the table of metadata that sites print over a notice, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER
from zhengmai.loaders.phrases.deadlines import parse_date

TITLE_KEYS = ("标题", "名称", "信息名称", "文件标题", "信息标题", "公文标题", "文件名称")
ISSUER_KEYS = (
    "发文机关",
    "发布部门",
    "颁发部门",
    "颁布机关",
    "颁布部门",
    "颁布单位",
    "发文机构",
    "发文单位",
    "制定机关",
    "制定单位",
    "制发机关",
    "印发机关",
)
PUBLISHER_KEYS = (
    "发布机构",
    "公开机构",
    "发布机关",
    "发布单位",
)  # often that of the site
NUMBER_KEYS = (
    "备注/文号",
    "文号",
    "发文字号",
    "发文文号",
    "文件编号",
    "发布文号",
    "文件号",
    "文件字号",
)
ISSUED_KEYS = ("成文日期", "发文日期", "发文时间", "印发日期", "制发日期", "生成日期")
PUBLISHED_KEYS = (
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "公布日期",
    "发表时间",
    "发表日期",
    "时间",
)
# A page names the time it was put there before a day, and never a text: 时间 : 2022-03-02 20:31
_BEFORE_A_DAY = {"时间": r"(?<![\u4e00-\u9fff])时间(?=\s*:\s*\d{4}[年\-/.])"}
# Keys that begin no sentence: they are told before a blank, too.
_SURE_KEYS = (
    *ISSUER_KEYS,
    *PUBLISHER_KEYS,
    *NUMBER_KEYS,
    *ISSUED_KEYS,
    *(key for key in PUBLISHED_KEYS if key not in _BEFORE_A_DAY),
    "索引号",
    "主题分类",
    "信息分类",
    "内容分类",
    "文件分类",
    "信息类别",
    "体裁分类",
    "组配分类",
    "法规类别",
    "效力级别",
    "效力属性",
    "时效性",
    "时效",
    "唯一标志",
    "印发单位",
    "公布机关",
    "施行日期",
    "实施日期",
    "颁布日期",
    "颁布时间",
    "颁发时间",
    "颁发日期",
    "有效性",
    "效力状态",
    "有效状态",
    "主题词",
    "统一登记号",
    "统一编号",
    "公开方式",
    "公开形式",
    "公开类别",
    "公开主体",
    "信息提供单位",
    "信息提供部门",
    "公开范围",
    "公开时限",
    "所属主题",
    "生效日期",
    "废止日期",
    "失效日期",
)
_OTHER_KEYS = (
    *TITLE_KEYS,
    "关键词",
    "信息来源",
    "服务对象",
    "类别",  # 类 别:其他法规文 号:…颁发日期:…: a site of laws
    "语种",
    "内容概述",
)
# Keys that may as well label the units of a task: they are fields below or beside other fields.
_BESIDE_OTHERS = (
    "责任部门",
    "责任单位",
    "责任处室",
    "责任科室",
    "公开责任部门",
    "公开责任单位",
    "主办单位",
    "主办部门",
    "承办单位",
    "承办部门",
)


def _any(keys: Iterable[str]) -> str:
    """A pattern of any of some keys; some are set wide: 标　　题."""
    longest_first = sorted(keys, key=len, reverse=True)
    return "|".join(_BEFORE_A_DAY.get(key) or r"\s*".join(key) for key in longest_first)


_SURE = _any(_SURE_KEYS)
_FIRST = (*_SURE_KEYS, *_OTHER_KEYS, *_BEFORE_A_DAY)
_KEYS = _any(_FIRST)
_ALL_KEYS = _any([*_FIRST, *_BESIDE_OTHERS])
# 发布日期： [发布日期] 【发布日期】 发布日期<tab> 发布日期 |, or right before a day
_AFTER_KEY = r"\s*(?:[:\]|]|\t|(?=\s*\d{4}[年\-/.]))"


def _named(keys: str) -> str:
    """A pattern of a key as it is printed before its value."""
    return rf"(?:\(\s*(?:{keys})\s*\)|\[?\s*(?:{keys}){_AFTER_KEY})"


_BULLET = r"[\s•·●▪*\-|]*"
_PAIR = re.compile(
    rf"(?P<key>{_ALL_KEYS})(?:{_AFTER_KEY}|\s*\)|(?=\s|$))\s*(?P<value>.*?)"
    rf"(?=[\s|]*+{_named(_ALL_KEYS)}|[\s|]++(?:{_SURE})(?=\s|$)|[\s|]*+$)"
)
_KEY_ALONE = re.compile(rf"(?P<bullet>{_BULLET})[\[(]?\s*(?P<key>{_KEYS})\s*[:\])]?[\s|]*")
# • [ 索号 ]: a key of a list of them whose name is not known, or lost a sign
_BRACKETED = re.compile(
    r"(?P<bullet>[\s•·●▪]*[•·●▪]\s*)[\[(]\s*(?P<key>[\u4e00-\u9fff\s]{2,8}?)\s*[\])]"
)
_KEY_FIRST = re.compile(rf"{_BULLET}(?:{_named(_KEYS)}|(?:{_SURE})(?=\s|$))")
_BESIDE = _any(_BESIDE_OTHERS)
_KEY_BELOW = re.compile(rf"{_BULLET}{_named(_BESIDE)}")  # below another field
_ALONE_BELOW = re.compile(rf"(?P<bullet>{_BULLET})[\[(]?\s*(?P<key>{_BESIDE})\s*[:\])]?[\s|]*")
_SPACES = re.compile(r"\s+")
_LABELS = re.compile(r"(?:^|[\s|])[\u4e00-\u9fff]{2,5}\s?:")
_FIELDS_OF_A_PAGE = 3
_DAY_FIRST = re.compile(r"\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?")
# A line of a page that has a field further on: 时间：2025-05-06 发布日期：2025-05-08
_FIELD_INSIDE = re.compile(r"\s(?:发布日期|发布时间|公开日期|成文日期|发表时间|时间)\s*:\s*\d{4}")


def is_site_field(line: str) -> bool:
    """Whether a folded, stripped line is a row of the table of metadata of a page."""
    return _begins_with_field(line) or _KEY_ALONE.fullmatch(line) is not None


def has_site_fields(line: str) -> bool:
    """Whether a line holds three fields and begins with one: 发布日期:… 来源:… 阅读:…."""
    return len(_LABELS.findall(line)) >= _FIELDS_OF_A_PAGE and _KEY_FIRST.match(line) is not None


def site_fields(head: Sequence[Excerpt]) -> tuple[dict[str, Excerpt], list[Excerpt]]:
    """``发布日期：2024-07-01 有效性：有效`` and the like by name, and the lines they stand in."""
    pairs: dict[str, Excerpt] = {}
    lines: list[Excerpt] = []
    waiting: tuple[str, str] | None = None  # a key whose value stands on the next line; its bullet
    below = False  # the line above is one of them
    for paragraph in head:
        line = paragraph.strip()
        text = line.folded
        alone = (
            _KEY_ALONE.fullmatch(text)
            or _BRACKETED.fullmatch(text)
            or (_ALONE_BELOW.fullmatch(text) if below else None)
        )
        if alone is not None:
            lines.append(paragraph)
            key = _SPACES.sub("", alone["key"])
            pairs.setdefault(key, line.slice(0, 0))
            waiting = key, alone["bullet"].strip()
        elif _begins_with_field(text) or (below and _KEY_BELOW.match(text)):
            lines.append(paragraph)
            found = [
                (_SPACES.sub("", m["key"]), line.slice(*m.span("value")).strip(" |｜　"))
                for m in _PAIR.finditer(text)
            ]
            for key, value in found:
                pairs.setdefault(key, value)
            last = found[-1][0] if found else ""
            waiting = (last, "") if len(found) == 1 and not pairs[last] else None
        elif waiting is not None and _may_be_value(text, *waiting, pairs[waiting[0]].folded):
            lines.append(paragraph)
            pairs[waiting[0]], waiting = line.slice(len(waiting[1])).strip(), None
        else:
            waiting = None
        below = bool(lines) and lines[-1] is paragraph
    return pairs, lines


def _begins_with_field(text: str) -> bool:
    return bool(_KEY_FIRST.match(text) or _FIELD_INSIDE.search(text))


def _may_be_value(text: str, key: str, bullet: str, known: str) -> bool:
    """Whether the line below a key says its value: it has the bullet of the key, if any.

    A value that is known from above is printed once more.
    """
    if not text.startswith(bullet) or (known and known != text[len(bullet) :].strip()):
        return False
    if key in NUMBER_KEYS:
        return DOCUMENT_NUMBER.search(text) is not None
    if key in (*ISSUED_KEYS, *PUBLISHED_KEYS):
        return _DAY_FIRST.match(text[len(bullet) :].strip()) is not None
    if DOCUMENT_NUMBER.fullmatch(text) or text.endswith(":"):
        return False
    return "关于" not in text or key in TITLE_KEYS


def first_day(pairs: Mapping[str, Excerpt], keys: Iterable[str]) -> date | None:
    """The day in the first of some fields that has one."""
    return next((day for key in keys if (day := _day(pairs.get(key))) is not None), None)


def _day(value: Excerpt | None) -> date | None:
    """The day in a field of metadata, which may go on with the time of day."""
    match = _DAY_FIRST.match(value.folded) if value is not None else None
    return parse_date(match[0]) if match is not None else None
