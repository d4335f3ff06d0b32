"""The colours of what is painted on a PDF page: how light they are, and whether they cover.

Source: ISO 32000-1:2008, 8.6 (colour spaces), 11.3 (transparency).
"""

from __future__ import annotations

from dataclasses import dataclass

RGB = tuple[float, float, float]

WHITE: RGB = (1.0, 1.0, 1.0)

_COVERS = 0.95  # opacity from which nothing shines through
_LUMA = (0.30, 0.59, 0.11)  # how light red, green and blue seem
_PLAIN = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "ICCBased", "CalGray", "CalRGB")


@dataclass(frozen=True, slots=True)
class Ink:
    """With what something is painted.

    Attributes:
        color: red, green and blue, from 0 to 1.
        alpha: how opaque it is, from 0 to 1.
        plain: its colour is known: no pattern, no spot colour, not blended with what is below.
    """

    color: RGB
    alpha: float = 1.0
    plain: bool = True

    @property
    def covers(self) -> bool:
        """Whether it hides what is below."""
        return self.plain and self.alpha >= _COVERS

    @property
    def tint(self) -> float:
        """How light it is on white paper, from 0 to 1."""
        return 1.0 - self.alpha * (1.0 - min(self.color))

    def difference(self, ground: RGB) -> float:
        """How much it differs from a ground in one of the colours, from 0 to 1."""
        return self.alpha * max(abs(a - b) for a, b in zip(self.color, ground, strict=True))

    def paleness(self, ground: RGB) -> float:
        """How little it stands out from a ground, from 0 to 1."""
        light = sum(w * (a - b) for w, a, b in zip(_LUMA, self.color, ground, strict=True))
        return 1.0 - self.alpha * abs(light)


def ink(color: object, space: str, alpha: float = 1.0, *, blended: bool = False) -> Ink:
    """The ink of a colour as a file gives it.

    Args:
        color: a number, or as many as its space has.
        space: the name of its space.
        alpha: its opacity.
        blended: it is mixed with what is below in another way than by covering it.
    """
    parts = color if isinstance(color, (tuple, list)) else (color,)
    values = [min(1.0, max(0.0, float(p))) for p in parts if isinstance(p, (int, float))]
    if space not in _PLAIN or len(values) != len(parts) or len(values) not in (1, 3, 4):
        return Ink((0.0, 0.0, 0.0), alpha, plain=False)
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [(1 - c) * (1 - black) for c in (cyan, magenta, yellow)]
    red, green, blue = values if len(values) == 3 else values * 3
    return Ink((red, green, blue), alpha, plain=not blended)


def tint(color: object) -> float:
    """How light a colour is, from 0 to 1; a pattern counts as dark."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    values = [float(p) for p in parts if isinstance(p, (int, float))]
    if not values or len(values) != len(parts):
        return 0.0
    if len(values) == 4:  # inks: cyan, magenta, yellow, black
        return 1.0 - min(1.0, max(values))
    return min(values)
