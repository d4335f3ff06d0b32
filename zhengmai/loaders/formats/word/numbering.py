"""The numbers that Word writes before paragraphs by itself: 一、 （一） 1. 第一条.

They are not in the text of a document. It holds only lists and levels, and the numbers are counted
anew each time it is shown; so they are counted here as Word does.

Source: ECMA-376-1, 17.9 (Numbering).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.lists import NO_LIST, Level, List, lists_of, number_properties
from zhengmai.loaders.formats.word.markup import W, value
from zhengmai.loaders.formats.word.numerals import written
from zhengmai.loaders.formats.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")


class Numbers:
    """The numbers of a document's paragraphs, counted from its beginning to its end."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if numbering is None else lists_of(numbering, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._of_style: dict[str | None, tuple[str | None, int]] = {}

    def label(self, paragraph: Element) -> str:
        """The number that Word writes before a paragraph, with the gap after it; often "".

        Each paragraph is to be given once, in the order of the document: it counts.
        """
        name, index = self._place(paragraph)
        found = self._lists.get(name or NO_LIST)
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
        own, own_level = number_properties(paragraph)
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
            own, level = number_properties(element)
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

    def _count(self, name: str, found: List, index: int) -> None:
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
            restart = found.levels.get(below, Level()).restart
            if restart is None or index < restart:
                del counts[below]

    def _number(self, found: List, index: int, wanted: int) -> str:
        """The number of a level as the level at ``index`` writes it."""
        level = found.levels.get(wanted)
        if level is None or wanted > index:
            return ""
        name = "decimal" if found.levels[index].legal else level.format
        return written(self._counts[found.count].get(wanted, level.start), name)
