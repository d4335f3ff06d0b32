"""Short labels for drawings, and the Chinese words for what the model says in English."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from zhengmai.model import Deadline
from zhengmai.queries.states import NAMES

ROLES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
LEVELS = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "county": "区县级",
    "town": "乡镇级",
}
METHODS = {
    "verbatim": "文字相同或相近",
    "paraphrase": "意思相近",
    "judged": "本单位模型认定",
    "person": "人工补充",
}
DOCUMENT_RELATIONS = {"basis": "依据", "implements": "落实", "mentions": "提及"}
SEVERITIES = {"note": "提示", "damaged": "原文残缺", "problem": "不可靠"}
DEADLINES = {
    "date": "期限",
    "ongoing": "长期",
    "relative": "相对期限",
    "recurring": "定期",
    "period": "时段",
}
STATES = {state.value: name for state, name in NAMES.items()}
MARKS = {
    "about": "文件信息",
    "heading": "要点标题",
    "point": "要点正文",
    "task": "任务",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "deadline": "完成时限",
    "citation": "引用文件",
    "remark": "注意",
    "unread": "未读",
}
_UNITS = {"D": "日", "W": "周", "M": "个月", "Y": "年"}

# How the rules of deadlines are said. Examples: P10D (working days), R/P3M>=1, R/P1M (day 15)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"P(?P<n>\d+)D \(working days\)", "{n}个工作日内"),
        (r"P(?P<n>\d+)(?P<unit>[DWMY])", "{n}{unit}内"),
        (r"R/P1(?P<unit>[DWY])", "每{unit}一次"),
        (r"R/P1M", "每月一次"),
        (r"R/P3M", "每季度一次"),
        (r"R/P6M", "每半年一次"),
        (r"R/P(?P<n>\d+)(?P<unit>[DWMY])", "每{n}{unit}一次"),
        (r"R/P1(?P<unit>[DWY])>=(?P<times>\d+)", "每{unit}至少{times}次"),
        (r"R/P1M>=(?P<times>\d+)", "每月至少{times}次"),
        (r"R/P3M>=(?P<times>\d+)", "每季度至少{times}次"),
        (r"R/P6M>=(?P<times>\d+)", "每半年至少{times}次"),
        (r"R/P(?P<n>\d+)(?P<unit>[DWMY])>=(?P<times>\d+)", "每{n}{unit}至少{times}次"),
        (r"R/P1M \(day (?P<day>\d+)\)", "每月{day}日前"),
        (r"R/P1Y \(by --0?(?P<month>\d+)-0?(?P<day>\d+)\)", "每年{month}月{day}日前"),
    )
)


def width(text: str) -> float:
    """Width in Chinese characters."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def one_line(text: str) -> str:
    """The text with every run of white space and control characters as one space."""
    return re.sub(r"[\s\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()


def cut(text: str, most: float) -> str:
    """The beginning of a text, with … where something is left out."""
    plain = one_line(text)
    if width(plain) <= most:
        return plain
    kept, room = "", most - 1
    for sign in plain:
        room -= width(sign)
        if room < 0:
            break
        kept += sign
    return kept + "…"


def wrap(text: str, per_line: float, lines: int = 3) -> str:
    """A name over several lines, cut where it is longer than these."""
    rest = one_line(text)
    found: list[str] = []
    while rest and len(found) < lines:
        line, room = "", per_line
        for sign in rest:
            room -= width(sign)
            if room < 0 and line:
                break
            line += sign
        found.append(line)
        rest = rest[len(line) :]
    if rest:
        found[-1] = found[-1][:-1] + "…"
    return "\n".join(found)


def due_words(deadline: Deadline) -> str:
    """What a deadline was read as: its last day, or its rule in words."""
    if deadline.rule is not None and "/" in deadline.rule and deadline.rule[0].isdigit():
        return deadline.rule.replace("/", " 至 ")
    if deadline.date is not None:
        return deadline.date.isoformat()
    if deadline.rule is not None:
        return rule_words(deadline.rule)
    return DEADLINES[deadline.kind.value]


def limit_words(kind: str, rule: str | None, day: date | None) -> str:
    """What a limit without a last day was read as; "" where there is one, or nothing to add."""
    if day is not None:
        return ""
    return DEADLINES.get(kind, kind) if rule is None else rule_words(rule)


def item_number(number: str, point: str | None) -> str:
    """The number of a task with that of its point: （三）第2项; 11 where the point has none."""
    if point and number.isdigit() and number != point:
        return f"{point}第{number}项"
    return number


def rule_words(rule: str) -> str:
    """A rule in words (``R/P1Y>=2``: 每年至少2次); one that is not known here as it stands."""
    for pattern, words in _RULES:
        match = pattern.fullmatch(rule)
        if match is not None:
            parts = {k: _UNITS.get(v or "", v or "") for k, v in match.groupdict().items()}
            return words.format(**parts)
    return rule
