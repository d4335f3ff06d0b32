"""What is painted on a PDF page, in the order in which it is painted.

Lengths are in points, y runs up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhengmai.loaders.formats.pdf.ink import Ink
from zhengmai.wording import phrase

Box = tuple[float, float, float, float]  # x0, y0, x1, y1


class Unseen(StrEnum):
    """Why a person does not see a character, or does not read it as valid."""

    INVISIBLE = phrase("invisible")
    LAYER = phrase("on a layer that is switched off")
    OUTSIDE = phrase("outside of the page")
    CLIPPED = phrase("cut away")
    TINY = phrase("too small to be seen")
    COVERED = phrase("painted over")
    GROUND = phrase("of the colour of its ground")
    STRUCK = phrase("struck out")


@dataclass(frozen=True, slots=True)
class Mark:
    """A character as it is drawn.

    Attributes:
        text: the character (or a few that are one sign to the file).
        box: its box.
        turns: its quarter turns; None: it lies aslant.
        skew: how much it rises on its way.
        ink: what it is drawn with.
        at: its place in the order of painting.
        unseen: why it is not seen, as far as its own drawing tells.
        artifact: the file calls it a watermark.
    """

    text: str
    box: Box
    turns: int | None
    skew: float
    ink: Ink
    at: int
    unseen: Unseen | None = None
    artifact: bool = False

    @property
    def center(self) -> tuple[float, float]:
        """The middle of its box."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2

    @property
    def height(self) -> float:
        """How tall its box is."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Ground:
    """An area that is painted.

    Attributes:
        box: the box that it takes.
        ink: None where its colour is not known: a picture, a gradient, an odd shape.
        at: its place in the order of painting.
    """

    box: Box
    ink: Ink | None
    at: int


@dataclass(slots=True)
class Painting:
    """A page as it is painted.

    Attributes:
        visible: the part of the page that is shown.
        marks: its characters.
        grounds: the areas behind them, or over them.
        rulings: its ruled lines.
        strikes: the lines of strike-out notes on it.
        pictures: its pictures.
        curves: how many lines and shapes it has.
    """

    visible: Box = (0.0, 0.0, 0.0, 0.0)
    marks: list[Mark] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    strikes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: int = 0
    count: int = 0

    def next(self) -> int:
        """The next place in the order of painting."""
        self.count += 1
        return self.count


def holds(box: Box, at: tuple[float, float]) -> bool:
    """Whether a place is in a box."""
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def shared(a: Box, b: Box) -> Box:
    """What two boxes have in common; it may be empty (x1 < x0 or y1 < y0)."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def box_around(points: Sequence[tuple[float, float]]) -> Box:
    """The box that one or more points take."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def area(box: Box) -> float:
    """How much a box takes, in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
