"""How text in a Word document looks: hidden, struck out, or such that nobody sees it.

Source: ECMA-376-1, 17.3.2 (run properties: vanish, strike, dstrike, color, sz, shd, highlight).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.markup import W, has, is_on, value, whole
from zhengmai.loaders.formats.word.styles import Styles
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN, STRUCK = phrase("hidden"), phrase("struck out")
UNSEEN = phrase("white on white or too small to be seen")

_TINY = 2  # half points: letters of 0.35 mm
_WHITE = 0xF8  # of 255: as much of red, green and blue is white
_NO_FILL = frozenset([None, "auto", "FFFFFF", "ffffff", ""])


@dataclass(frozen=True, slots=True)
class Looks:
    """Answers how a run looks, by what it says itself and by its styles."""

    styles: Styles

    def why_left_out(
        self, run: Element | None, paragraph: str | None, on_white: bool
    ) -> str | None:
        """Why the text of a run is not read; None where it is.

        Args:
            run: its properties.
            paragraph: the style of its paragraph.
            on_white: what is behind the paragraph is known to be white.
        """
        said = list(self._said(run, paragraph))
        if _first_on(said, "vanish"):
            return HIDDEN
        if _first_on(said, "strike") or _first_on(said, "dstrike"):
            return STRUCK
        size = next((s for p in said if (s := whole(value(p, "sz"))) is not None), None)
        if size is not None and size <= _TINY:
            return UNSEEN
        colour = next((c for p in said if (c := value(p, "color")) is not None), None)
        if on_white and colour is not None and is_white(colour):
            return None if any(is_filled(p) for p in said) else UNSEEN
        return None

    def _said(self, run: Element | None, paragraph: str | None) -> Iterator[Element]:
        """The properties that hold for a run, the nearest first."""
        if run is not None:
            yield run
        for name in (value(run, "rStyle"), paragraph):
            for _, style in self.styles.chain(name):
                own = style.find(W + "rPr")
                if own is not None:
                    yield own

    def fills(self, table: Element | None) -> bool:
        """Whether the style of a table may put a colour behind its cells."""
        chain = self.styles.chain(value(table, "tblStyle"))
        return is_filled(table) or any(
            is_filled(shade.getparent()) for _, s in chain for shade in s.iter(W + "shd")
        )


def is_white(colour: str) -> bool:
    """Whether a colour, as RRGGBB, is white.

    >>> is_white("FFFFFF"), is_white("FF0000"), is_white("auto")
    (True, False, False)
    """
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(parts) == 3 and min(parts) >= _WHITE


def is_filled(properties: Element | None) -> bool:
    """Whether properties put a colour behind a text."""
    shade = None if properties is None else properties.find(W + "shd")
    if shade is not None and (
        shade.get(W + "fill") not in _NO_FILL or shade.get(W + "themeFill") is not None
    ):
        return True
    return has(properties, "highlight")


def _first_on(said: list[Element], name: str) -> bool:
    return next((on for p in said if (on := is_on(p, name)) is not None), False)
