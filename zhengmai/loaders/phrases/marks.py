"""Outline marks 层次序号: 一、 （一） 1. （1） ①, in all the widths they are printed in.

Source: GB/T 9704-2012 党政机关公文格式, 7.3.3: the levels of an official document are marked
一、 （一） 1. （1）. Sites and OCR print them half-width, with 、 for . and with stray spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from zhengmai.loaders.phrases.numerals import NUMERAL, to_int


class Level(IntEnum):
    """The levels of an official document, the highest first."""

    SECTION = 1  # 一、
    POINT = 2  # （一）
    ITEM = 3  # 1.
    SUBITEM = 4  # （1） ①


@dataclass(frozen=True, slots=True)
class Mark:
    """An outline mark at the beginning of a paragraph.

    Attributes:
        level: its level.
        value: its number.
        start, end: where the number as printed stands (without 、 and dot, with its brackets).
        body: where the text after the mark begins.
        circled: it is ①, which stands under （1） where a text has both.
    """

    level: Level
    value: int
    start: int
    end: int
    body: int
    circled: bool = False

    @property
    def rank(self) -> int:
        """How deep it stands: that of its level, and ① below （1）."""
        return self.level + self.circled


# What is counted in whole numbers: 6.5家医院 is item 6, of five hospitals; 6.5万 is none.
_WHOLE = (
    "家|名|所|处|座|支|场|辆|台|间|栋|户|位|项|张|条|批|届|周?岁|个(?!百分点|月|多月|小时|工作日)"
)

# Patterns on folded text. Group "n" is the number as printed.
_MARKS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    # 一,健全网络 is a heading of texts without Chinese commas
    (
        Level.SECTION,
        re.compile(rf"\s*(?P<n>{NUMERAL}{{1,3}})\s*(?:、|\.(?!\d)|,(?=[^,;。.:]{{2,24}}$))\s*"),
    ),
    (Level.POINT, re.compile(rf"\s*(?P<n>\(\s*{NUMERAL}{{1,3}}\s*\))\s*[、.]?\s*")),
    # 1.12月底前…: behind the dot a date may stand, but 1.5 is no mark.
    (
        Level.ITEM,
        re.compile(
            # l for 1 is a slip of OCR
            # 1。 is another; and 5.8890平台: a number of four digits is no fraction
            r"\s*(?P<n>[l\d]{1,2})\s*(?:[.．、](?:(?!\d)|(?=\d{1,2}月|20\d\d(?:年|-)|"
            rf"\d{{4,}}[\u4e00-\u9fff]|[1-9]\d{{0,2}}(?:{_WHOLE})))|"
            # a sign of private use stands for the dot that a font drew
            r"。(?!\d)|\)(?!\))|[\ue000-\uf8ff](?=\s*[\u4e00-\u9fff]))\s*"
        ),
    ),
    (Level.SUBITEM, re.compile(r"\s*(?P<n>\(\s*\d{1,2}\s*\))\s*[、.]?\s*")),
    (Level.SUBITEM, re.compile(r"\s*(?P<n>[①-⑳])\s*")),
)


# A box 专栏 beside the text of a plan. Example: 专栏2 社区服务工程
_BOX = re.compile(r"\s*专栏\s*[\d一二三四五六七八九十]*")


def opens_box(text: str) -> bool:
    """Whether folded text of a table is a box: it tells of projects, and assigns nothing."""
    return bool(_BOX.match(text))


def mark_of(text: str) -> Mark | None:
    """The outline mark that folded text begins with, or None."""
    if text[:1] not in _MAY_BEGIN:  # as most lines
        return None
    # What tells a mark stands in its first characters; several readers ask for the same.
    return _mark(text) if len(text) <= _LONGEST else _mark(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _mark(text: str) -> Mark | None:
    if text.lstrip()[:1] not in _FIRST:
        return None
    for level, pattern in _MARKS:
        match = pattern.match(text)
        if match is None or match.end() == len(text):
            continue
        digits = match["n"].strip("() ").replace(" ", "").replace("l", "1")
        value = ord(digits) - ord("①") + 1 if digits in CIRCLED else to_int(digits)
        if value:
            circled = digits in CIRCLED
            return Mark(level, value, match.start("n"), match.end("n"), match.end(), circled)
    return None


CIRCLED = {chr(code) for code in range(ord("①"), ord("⑳") + 1)}
_FIRST = {*CIRCLED, *NUMERAL.strip("[]"), *"(0123456789l"}  # what a mark can begin with
_MAY_BEGIN = {*_FIRST, *" \t\r\n\u3000\u00a0"}
_LONGEST = 40  # characters, white space before them and all, that a mark and what follows it take
