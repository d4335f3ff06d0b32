"""信息表: the table of metadata that sites print over a notice, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.deadlines import parse_date

# Keys of the table of metadata 信息表 that sites print over a notice.
_KEYS = "|".join(
    r"\s*".join(key)  # some are set wide: 标　　题
    for key in [
        "索引号",
        "主题分类",
        "体裁分类",
        "组配分类",
        "发文机关",
        "发文机构",
        "发布部门",
        "颁布机关",
        "法规类别",
        "效力级别",
        "时效性",
        "唯一标志",
        "发文单位",
        "发布单位",
        "制定机关",
        "制定单位",
        "印发机关",
        "印发单位",
        "公布机关",
        "发布机构",
        "公开机构",
        "制发机关",
        "发布机关",
        "成文日期",
        "公布日期",
        "施行日期",
        "实施日期",
        "制发日期",
        "发文日期",
        "生成日期",
        "印发日期",
        "发布日期",
        "公开日期",
        "发布时间",
        "公开时间",
        "发布文号",
        "文件号",
        "文号",
        "发文字号",
        "文件编号",
        "文件标题",
        "信息标题",
        "公文标题",
        "文件名称",
        "标题",
        "名称",
        "信息名称",
        "有效性",
        "效力状态",
        "有效状态",
        "关键词",
        "主题词",
        "统一登记号",
        "统一编号",
        "公开方式",
        "公开范围",
        "公开时限",
        "信息来源",
        "所属主题",
        "服务对象",
        "生效日期",
        "废止日期",
        "失效日期",
        "语种",
        "内容概述",
    ]
)
# 发布日期： [发布日期] 发布日期<tab>, or right before a day
_AFTER_KEY = r"\s*(?:[:\]]|\t|(?=\s*\d{4}[年\-/.]))"
_PAIR = re.compile(
    rf"(?P<key>{_KEYS}){_AFTER_KEY}\s*(?P<value>.*?)(?=\s*\[?\s*(?:{_KEYS}){_AFTER_KEY}|$)"
)
_KEY_ALONE = re.compile(rf"\[?\s*(?P<key>{_KEYS})\s*[:\]]?")
_SPACES = re.compile(r"\s+")
_DAY_FIRST = re.compile(r"\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?")
_KEY_FIRST = re.compile(rf"\[?\s*(?:{_KEYS}){_AFTER_KEY}")
TITLE_KEYS = ("标题", "名称", "信息名称", "文件标题", "信息标题", "公文标题", "文件名称")
ISSUER_KEYS = (
    "发文机关",
    "发布部门",
    "颁布机关",
    "发文机构",
    "发文单位",
    "制定机关",
    "制定单位",
    "制发机关",
    "印发机关",
)
ISSUED_KEYS = ("成文日期", "发文日期", "印发日期", "制发日期", "生成日期")
PUBLISHED_KEYS = ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期")


# A line of a page that has a field further on: 时间：2025-05-06 发布日期：2025-05-08
_FIELD_INSIDE = re.compile(r"\s(?:发布日期|发布时间|公开日期|成文日期)\s*:\s*\d{4}")


def is_site_field(line: str) -> bool:
    """Whether a folded, stripped line is a row of the table of metadata of a page."""
    return bool(_KEY_FIRST.match(line) or _KEY_ALONE.fullmatch(line) or _FIELD_INSIDE.search(line))


def site_fields(head: Sequence[Excerpt]) -> tuple[dict[str, str], list[Excerpt]]:
    """``发布日期：2024-07-01 有效性：有效`` and the like by name, and the lines they stand in."""
    pairs: dict[str, str] = {}
    lines: list[Excerpt] = []
    waiting: str | None = None  # a key whose value stands on the next line
    for paragraph in head:
        text = paragraph.folded.strip()
        alone = _KEY_ALONE.fullmatch(text)
        if alone is not None:
            lines.append(paragraph)
            key = _SPACES.sub("", alone["key"])
            waiting = None if pairs.setdefault(key, "") else key
        elif _KEY_FIRST.match(text) or _FIELD_INSIDE.search(text):
            lines.append(paragraph)
            found = [(_SPACES.sub("", m["key"]), m["value"].strip()) for m in _PAIR.finditer(text)]
            for key, value in found:
                pairs.setdefault(key, value)
            waiting = found[0][0] if len(found) == 1 and not pairs[found[0][0]] else None
        elif waiting is not None and ("关于" not in text or waiting in TITLE_KEYS):
            lines.append(paragraph)
            pairs[waiting], waiting = text, None
        else:
            waiting = None
    return pairs, lines


def first_day(pairs: Mapping[str, str], keys: Iterable[str]) -> date | None:
    """The day in the first of some fields that has one."""
    return next((day for key in keys if (day := _day(pairs.get(key, ""))) is not None), None)


def _day(text: str) -> date | None:
    """The day in a field of metadata, which may go on with the time of day."""
    match = _DAY_FIRST.match(text)
    return parse_date(match[0]) if match is not None else None
