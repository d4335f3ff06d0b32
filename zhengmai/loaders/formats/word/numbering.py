"""The numbers that Word writes before paragraphs by itself: 一、 （一） 1. 第一条.

They are not in the text of a document. It holds only lists and levels, and the numbers are counted
anew each time it is shown; so they are counted here as Word does.

Source: ECMA-376-1, 17.9 (Numbering), 17.7 (Styles) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS = 9
_NO_LIST = "0"  # named to switch off the list of a style (17.9.18)
_HIGHEST = 2**31 - 1
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 50  # of styles based on each other, of lists linked to each other
_LONGEST_TEXT = 255  # characters of a number; Word takes no more
_LONGEST_RUN = 30  # of one letter: after zz comes aaa; Word counts no further than 30 × z
_HIGHEST_ROMAN = 32_767
_PLACE = re.compile(r"%([1-9])")
_PADDED = re.compile(r"0{1,9}1(?=,|$)")  # a format of one's own. Example: 001, 002, 003, ...


# --- the values of elements


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, or None where there is no such child or it has no value."""
    child = None if parent is None else parent.find(W + name)
    found = None if child is None else child.get(W + "val")
    return None if found is None else str(found)


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not given (ECMA-376-1, 17.17.4)."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else str(child.get(W + "val")) not in _OFF


def whole(text: str | None) -> int | None:
    """A number that is not negative, or None for anything else."""
    if text is None or not text.strip().isdecimal() or len(text) > len(str(_HIGHEST)):
        return None
    return min(int(text), _HIGHEST)


# --- styles


@dataclass(frozen=True)
class Styles:
    """The styles of a document: what its paragraphs and runs have that do not say it themselves."""

    by_id: Mapping[str, Element] = field(default_factory=dict)
    default: str | None = None  # of paragraphs that name no style

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles in a ``w:styles`` element."""
        found: dict[str, Element] = {}
        default = None
        for style in () if root is None else root.iterfind(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            found.setdefault(name, style)
            is_default = str(style.get(W + "default", "0")) not in _OFF
            if is_default and style.get(W + "type") == "paragraph":
                default = default or name
        return cls(found, default)

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """A style and the styles it is based on, the nearest first."""
        seen: set[str] = set()
        at = name or ""
        while at in self.by_id and at not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(at)
            yield at, self.by_id[at]
            at = value(self.by_id[at], "basedOn") or ""

    def hides(self, name: str | None) -> bool:
        """Whether text in a style is hidden."""
        for _, style in self.chain(name):
            hidden = is_on(style.find(W + "rPr"), "vanish")
            if hidden is not None:
                return hidden
        return False


# --- definitions of lists


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered (``w:lvl``)."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False  # all its numbers are written 1, 2, 3
    restart: int | None = None  # begins anew after this level, from 1; 0: never
    style: str | None = None

    @classmethod
    def of(cls, element: Element) -> _Level:
        restart = whole(value(element, "lvlRestart"))
        gap = value(element, "suff") or "tab"
        return cls(
            whole(value(element, "start")) or 0,
            _format_of(element),
            " ".join((value(element, "lvlText") or "")[:_LONGEST_TEXT].splitlines()),
            "" if gap == "nothing" else " ",
            bool(is_on(element, "isLgl")),
            restart,
            value(element, "pStyle"),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name (``w:num``): whose count it goes on with, and its own changes."""

    count: str  # the id of the w:abstractNum; lists with the same count on together
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]  # numbers with which it begins anew where it is first used

    def start(self, level: int) -> int:
        given = self.starts.get(level)
        return given if given is not None else self.levels.get(level, _Level()).start

    def level_of_style(self, style: str) -> int | None:
        return next((i for i, level in self.levels.items() if level.style == style), None)


def _format_of(level: Element) -> str:
    """The number format of a level; one of the user's own stands in an alternative (w14)."""
    for element in level.iter(W + "numFmt"):
        name = str(element.get(W + "val") or "decimal")
        padded = _PADDED.match(str(element.get(W + "format") or ""))
        if name == "custom":
            return padded[0] if padded else "decimal"
        return name
    return "decimal"


def _levels_of(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iterfind(W + "lvl"):
        index = whole(element.get(W + "ilvl"))
        if index is not None and index < _LEVELS:
            found.setdefault(index, _Level.of(element))
    return found


def _lists_of(root: Element, styles: Styles) -> dict[str, _List]:
    abstract: dict[str, Element] = {}
    for element in root.iterfind(W + "abstractNum"):
        abstract.setdefault(str(element.get(W + "abstractNumId")), element)
    nums: dict[str, Element] = {}
    for element in root.iterfind(W + "num"):
        nums.setdefault(str(element.get(W + "numId")), element)
    found: dict[str, _List] = {}
    for name, num in nums.items():
        count = _count_of(num, nums, abstract, styles)
        if count is not None:
            found[name] = _list_of(num, count, _levels_of(abstract[count]))
    found.pop(_NO_LIST, None)
    return found


def _count_of(
    num: Element, nums: Mapping[str, Element], abstract: Mapping[str, Element], styles: Styles
) -> str | None:
    """The id of the definition that a list uses, through the list styles it may be linked to."""
    seen: set[str] = set()
    while True:
        count = value(num, "abstractNumId") or ""
        if count not in abstract or count in seen or len(seen) == _LONGEST_CHAIN:
            return None
        seen.add(count)
        link = value(abstract[count], "numStyleLink")
        if link is None:
            return count
        linked = _number_properties(styles.by_id.get(link))[0]
        if linked is None or linked not in nums:
            return count
        num = nums[linked]


def _list_of(num: Element, count: str, levels: dict[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    for change in num.iterfind(W + "lvlOverride"):
        index = whole(change.get(W + "ilvl"))
        if index is None or index >= _LEVELS:
            continue
        own = change.find(W + "lvl")
        if own is not None:
            levels[index] = _Level.of(own)
        start = whole(value(change, "startOverride"))
        if start is not None:
            starts[index] = start
    return _List(count, levels, starts)


def _number_properties(owner: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph or style gives itself."""
    properties = None if owner is None else owner.find(W + "pPr")
    numbering = None if properties is None else properties.find(W + "numPr")
    return value(numbering, "numId"), whole(value(numbering, "ilvl"))


# --- counting


class Numbers:
    """The numbers of a document's paragraphs, counted from its beginning to its end."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if numbering is None else _lists_of(numbering, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._of_style: dict[str | None, tuple[str | None, int]] = {}

    def label(self, paragraph: Element) -> str:
        """The number that Word writes before a paragraph, with the gap after it; often "".

        Each paragraph is to be given once, in the order of the document: it counts.
        """
        name, index = self._place(paragraph)
        found = self._lists.get(name or _NO_LIST)
        if name is None or found is None or index not in found.levels:
            return ""
        self._count(name, found, index)
        level = found.levels[index]
        if level.format == "bullet":
            return ""
        text = _PLACE.sub(lambda m: self._number(found, index, int(m[1]) - 1), level.text)
        return text + level.gap if text.strip() else ""

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        own, own_level = _number_properties(paragraph)
        style = value(paragraph.find(W + "pPr"), "pStyle")
        if style is None or style not in self._styles.by_id:
            style = self._styles.default
        if style not in self._of_style:
            self._of_style[style] = self._place_of_style(style)
        inherited, level = self._of_style[style]
        if own is None:
            return inherited, level if own_level is None else own_level
        if own_level is None:
            linked = self._linked_level(own, style)
            return own, 0 if linked is None else linked
        return own, own_level

    def _place_of_style(self, style: str | None) -> tuple[str | None, int]:
        name, given = None, None
        for _, element in self._styles.chain(style):
            own, level = _number_properties(element)
            name = own if name is None else name
            given = level if given is None else given
        linked = None if name is None else self._linked_level(name, style)
        return name, linked if linked is not None else given or 0

    def _linked_level(self, name: str, style: str | None) -> int | None:
        """The level of a list that belongs to a style, or to one that it is based on."""
        found = self._lists.get(name)
        if found is None:
            return None
        levels = (found.level_of_style(s) for s, _ in self._styles.chain(style))
        return next((level for level in levels if level is not None), None)

    def _count(self, name: str, found: _List, index: int) -> None:
        counts = self._counts.setdefault(found.count, {})
        for above in range(index):  # a level that was left out counts as begun
            counts.setdefault(above, found.start(above))
        begins = index in found.starts and (name, index) not in self._begun
        self._begun.add((name, index))
        if begins or index not in counts:
            counts[index] = found.start(index)
        else:
            counts[index] += 1
        for below in [b for b in counts if b > index]:
            restart = found.levels.get(below, _Level()).restart
            if restart is None or index < restart:
                del counts[below]

    def _number(self, found: _List, index: int, wanted: int) -> str:
        """The number of a level as the level at ``index`` writes it."""
        level = found.levels.get(wanted)
        if level is None or wanted > index:
            return ""
        name = "decimal" if found.levels[index].legal else level.format
        return written(self._counts[found.count].get(wanted, level.start), name)


# --- writing numbers


def written(number: int, name: str) -> str:
    """A number in a format of ECMA-376-1, 17.18.59; those not known here are written 1, 2, 3.

    ``none`` and ``bullet`` write nothing. ``001`` stands for numbers of so many digits.
    """
    if name in ("none", "bullet"):
        return ""
    if _PADDED.fullmatch(name):
        return f"{number:0{len(name)}d}"
    return _FORMATS.get(name, str)(number)


@dataclass(frozen=True, slots=True)
class _Words:
    """How numbers are spelled out, in groups of four digits."""

    digits: str  # from 0
    units: str  # 10, 100, 1,000
    groups: str  # 10,000 and 100,000,000
    one: str  # when the 一 of 一十 and 一百 is said: "always", "inside" (一百一十 but 十), "never"
    zero: bool = True  # whether a gap is spoken: 一百零一

    def write(self, number: int) -> str:
        if number == 0:
            return self.digits[0]
        parts: list[str] = []
        gap = False
        for place in (2, 1, 0):
            group = number // 10_000**place % 10_000
            if group == 0:
                gap = bool(parts)
                continue
            if self.zero and parts and (gap or group < 1_000):
                parts.append(self.digits[0])
            parts.append(self._group(group) + (self.groups[place - 1] if place else ""))
            gap = False
        text = "".join(parts)
        drop = self.one == "inside" and text.startswith(self.digits[1] + self.units[0])
        return text[1:] if drop else text

    def _group(self, number: int) -> str:
        parts: list[str] = []
        gap = False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(parts)
                continue
            if gap and self.zero:
                parts.append(self.digits[0])
            if digit > 1 or place == 0 or self.one != "never":
                parts.append(self.digits[digit])
            parts.append(self.units[place - 1] if place else "")
            gap = False
        return "".join(parts)


_THOUSAND = _Words("零一二三四五六七八九", "十百千", "万亿", "inside")
_THOUSAND_TRADITIONAL = replace(_THOUSAND, groups="萬億")
_JAPANESE = _Words("〇一二三四五六七八九", "十百千", "万億", "never", zero=False)
_LEGAL = _Words("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", "always")
_LEGAL_TRADITIONAL = _Words("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", "always")


def _digits(digits: str) -> Callable[[int], str]:
    """Each digit by itself: 一〇一."""
    return lambda number: "".join(digits[int(d)] for d in str(number))


def _counting(number: int) -> str:
    """十, 十一, 九十九, and from there on digits: 一○○."""
    return _THOUSAND.write(number) if 0 < number < 100 else _digits("○一二三四五六七八九")(number)


def _one_of(characters: str) -> Callable[[int], str]:
    """A character of a set; the numbers after the last one are written 1, 2, 3."""
    return lambda n: characters[n - 1] if 0 < n <= len(characters) else str(n)


def _run(first: str, last: str) -> str:
    return "".join(chr(code) for code in range(ord(first), ord(last) + 1))


def _letter(number: int) -> str:
    """A to Z, then AA, BB and so on."""
    if not 0 < number <= 26 * _LONGEST_RUN:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number <= _HIGHEST_ROMAN:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


_CIRCLED = _one_of(_run("①", "⑳"))
_WIDE = _digits("０１２３４５６７８９")

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,  # 一 十 一○○
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _THOUSAND.write,  # 一 十 一百零一
    "taiwaneseCountingThousand": _THOUSAND_TRADITIONAL.write,
    "japaneseCounting": _JAPANESE.write,  # 一 十 百一
    "chineseLegalSimplified": _LEGAL.write,  # 壹 壹拾 壹佰零壹
    "ideographLegalTraditional": _LEGAL_TRADITIONAL.write,
    "ideographDigital": _digits("〇一二三四五六七八九"),  # 一 一〇 一〇一
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _one_of(_run("㈠", "㈩")),
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _one_of(_run("⒈", "⒛")),
    "decimalEnclosedParen": _one_of(_run("⑴", "⒇")),
    "numberInDash": "- {} -".format,
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
