"""Short labels for drawings, and the Chinese words for what the model says in English."""

from __future__ import annotations

import re
import unicodedata

ROLES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
LEVELS = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "county": "区县级",
    "town": "乡镇级",
}
METHODS = {"verbatim": "文字相同或相近", "paraphrase": "意思相近", "generic": "例行要求"}
STATUSES = {"proposed": "系统推断，待人工确认", "confirmed": "已人工确认"}
DOCUMENT_RELATIONS = {"basis": "依据", "implements": "落实", "mentions": "提及"}


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
