"""The lists of a Word document: their levels, and how each is numbered.

Source: ECMA-376-1, 17.9 (Numbering).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.markup import W, is_on, value, whole
from zhengmai.loaders.formats.word.numerals import PADDED
from zhengmai.loaders.formats.word.styles import LONGEST_CHAIN, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NO_LIST = "0"  # named to switch off the list of a style (17.9.18)

_LEVELS = 9
_LONGEST_TEXT = 255  # characters of a number; Word takes no more


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered (``w:lvl``)."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False  # all its numbers are written 1, 2, 3
    restart: int | None = None  # begins anew after this level, from 1; 0: never
    style: str | None = None

    @classmethod
    def of(cls, element: Element) -> Level:
        """The level that a ``w:lvl`` element defines."""
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
class List:
    """A list that paragraphs name (``w:num``): whose count it goes on with, and its own changes."""

    count: str  # the id of the w:abstractNum; lists with the same count on together
    levels: Mapping[int, Level]
    starts: Mapping[int, int]  # numbers with which it begins anew where it is first used

    def start(self, level: int) -> int:
        """The number with which a level begins."""
        given = self.starts.get(level)
        return given if given is not None else self.levels.get(level, Level()).start

    def level_of_style(self, style: str) -> int | None:
        """The level that paragraphs of a style have; None where it names no such style."""
        return next((i for i, level in self.levels.items() if level.style == style), None)


def _format_of(level: Element) -> str:
    """The number format of a level; one of the user's own stands in an alternative (w14)."""
    for element in level.iter(W + "numFmt"):
        name = str(element.get(W + "val") or "decimal")
        padded = PADDED.match(str(element.get(W + "format") or ""))
        if name == "custom":
            return padded[0] if padded else "decimal"
        return name
    return "decimal"


def _levels_of(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterfind(W + "lvl"):
        index = whole(element.get(W + "ilvl"))
        if index is not None and index < _LEVELS:
            found.setdefault(index, Level.of(element))
    return found


def lists_of(root: Element, styles: Styles) -> dict[str, List]:
    """The lists of a ``w:numbering`` element, by the ids that paragraphs name."""
    abstract: dict[str, Element] = {}
    for element in root.iterfind(W + "abstractNum"):
        abstract.setdefault(str(element.get(W + "abstractNumId")), element)
    nums: dict[str, Element] = {}
    for element in root.iterfind(W + "num"):
        nums.setdefault(str(element.get(W + "numId")), element)
    found: dict[str, List] = {}
    for name, num in nums.items():
        count = _count_of(num, nums, abstract, styles)
        if count is not None:
            found[name] = _list_of(num, count, _levels_of(abstract[count]))
    found.pop(NO_LIST, None)
    return found


def _count_of(
    num: Element, nums: Mapping[str, Element], abstract: Mapping[str, Element], styles: Styles
) -> str | None:
    """The id of the definition that a list uses, through the list styles it may be linked to."""
    seen: set[str] = set()
    while True:
        count = value(num, "abstractNumId") or ""
        if count not in abstract or count in seen or len(seen) == LONGEST_CHAIN:
            return None
        seen.add(count)
        link = value(abstract[count], "numStyleLink")
        if link is None:
            return count
        linked = number_properties(styles.by_id.get(link))[0]
        if linked is None or linked not in nums:
            return count
        num = nums[linked]


def _list_of(num: Element, count: str, levels: dict[int, Level]) -> List:
    starts: dict[int, int] = {}
    for change in num.iterfind(W + "lvlOverride"):
        index = whole(change.get(W + "ilvl"))
        if index is None or index >= _LEVELS:
            continue
        own = change.find(W + "lvl")
        if own is not None:
            levels[index] = Level.of(own)
        start = whole(value(change, "startOverride"))
        if start is not None:
            starts[index] = start
    return List(count, levels, starts)


def number_properties(owner: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph or style gives itself."""
    properties = None if owner is None else owner.find(W + "pPr")
    numbering = None if properties is None else properties.find(W + "numPr")
    return value(numbering, "numId"), whole(value(numbering, "ilvl"))
