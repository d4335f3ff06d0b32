"""用语与数字: what a duty says from one year to the next, its figures and its years told apart.

2024年底前 in a plan of 2024 and 2025年底前 in one of 2025 say the same; 10家 and 20家 do not. So a
text is cut into its words (years as distances from the year of the plan, time limits and document
numbers taken out, signs left out) and its figures, each with what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from zhengmai.graph.lineage.matching.grams import plain

_NUMBERED: Final = re.compile(
    r"\([^()《》]{2,16}[〔\[(](?:19|20)\d\d[〕\])]第?\d+号\)"
    r"|[\u4e00-\u9fff]{2,8}[〔\[](?:19|20)\d\d[〕\]]\d+号"
)
# Signs of private use, which stand in no notice: a figure, and the distance of a year.
_COUNT, _DISTANCE = "\ue000", "\ue001"
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|版|—|-|至|~)")
_CHINESE: Final = "一二两三四五六七八九十百"
_MEASURES: Final = (
    "个百分点 个工作日 工作日 平方公里 平方米 立方米 万元 亿元 公里 千米 小时 分钟 人次 家次 户次 "
    "批次 场次 个月 % ‰ 家 个 项 次 户 处 场 人 名 元 亩 吨 天 日 月 年 件 宗 套 所 座 台 辆 "
    "册 份 批 期 届 类 条 只 头 株 支 篇 例 倍 成 折 轮 米 斤 间 栋 幢 片 块 组 队 张 艘 床 "
    "本 种 眼 口 万 亿"
)
_MEASURE: Final = "|".join(map(re.escape, _MEASURES.split()))
_FIGURE: Final = (
    rf"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)余?(?P<measure>{_MEASURE})?"
    rf"|(?P<chinese>(?<![{_CHINESE}])[{_CHINESE}]+)(?P<counted>{_MEASURE})"
)
_SCALES: Final = {"": 1.0, "万": 1e4, "亿": 1e8}
_CLAUSE: Final = re.compile(r"[^。！？；!?;\n，,：:]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: as printed, its value and what it counts."""

    printed: str
    value: float
    measure: str

    @property
    def says(self) -> tuple[float, str]:
        """What it says, however it is written."""
        return self.value, self.measure


@dataclass(frozen=True, slots=True)
class Wording:
    """What a duty says.

    Attributes:
        words: its letters, years as distances from the year of its plan.
        printed: its letters, years as they are.
        frame: the words with one sign for each figure.
        figures: in printed order.
    """

    words: str
    printed: str
    frame: str
    figures: tuple[Figure, ...]

    def same(self, other: Wording) -> bool:
        """Whether two duties say the same in the same words; a year may stand or move on."""
        if self.printed == other.printed:
            return True
        return self.frame == other.frame and self.counts == other.counts

    @property
    def counts(self) -> tuple[tuple[float, str], ...]:
        """What its figures say, in order."""
        return tuple(figure.says for figure in self.figures)


def wording(text: str, year: int, limits: Collection[str] = ()) -> Wording:
    """What a text of a plan of a year says, without its time limits."""
    for limit in sorted(set(limits), key=len, reverse=True):
        text = text.replace(limit, "")
    text = text.replace(_COUNT, "").replace(_DISTANCE, "")
    folded = _NUMBERED.sub("", plain(text))
    moved = _YEAR.sub(lambda m: f"{_DISTANCE}{int(m[1]) - year:+d}{_DISTANCE}", folded)
    counted = _FIGURE_OR_YEAR.sub(lambda m: m[0] if m[0].startswith(_DISTANCE) else _COUNT, moved)
    figures = tuple(_figures(moved))
    return Wording(_letters(moved), _letters(folded), _letters(counted), figures)


_FIGURE_OR_YEAR: Final = re.compile(rf"{_DISTANCE}[^{_DISTANCE}]*{_DISTANCE}|{_FIGURE}")


def clauses(text: str) -> list[str]:
    """The clauses of a text, as printed."""
    return [found for m in _CLAUSE.finditer(text) if (found := m.group().strip())]


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE_OR_YEAR.finditer(text):
        if match["number"]:
            measure = match["measure"] or ""
            value = float(match["number"]) * _SCALES[match["scale"]]
            for scale in ("万", "亿"):
                if measure.startswith(scale):
                    value, measure = value * _SCALES[scale], measure[1:]
            yield Figure(match[0], round(value, 6), measure)
        elif match["chinese"]:
            yield Figure(match[0], float(_value(match["chinese"])), match["counted"])


def _value(numeral: str) -> int:
    """``十二`` → 12, ``三百二十`` → 320."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in "十百":
            total, digit = total + max(digit, 1) * (10 if sign == "十" else 100), 0
        else:
            digit = 2 if sign == "两" else "一二三四五六七八九".index(sign) + 1
    return total + digit


_KEPT: Final = f"{_COUNT}{_DISTANCE}%‰+-."


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in _KEPT)
