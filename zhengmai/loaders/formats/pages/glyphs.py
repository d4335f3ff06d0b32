"""What a page holds: characters and straight lines at their places.

Readers of PDF, OFD and pictures make these; everything else here works on them. Lengths are in
points (1/72 inch), y runs down the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character.

    Attributes:
        text: the character (or a few that are one sign to the file).
        x0, top, x1, bottom: its box.
        doubtful: it may have been read wrongly.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    doubtful: bool = False

    @property
    def height(self) -> float:
        """How tall the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Halfway down the box."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """Halfway across the box."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, level or upright, as the box that it takes."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        width, height: its size.
        glyphs: its characters, in any order; white space among them does not count.
        rulings: its straight lines.
        aside: what is printed across or beside the text: stamps, watermarks.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...] = ()
    aside: tuple[str, ...] = ()
