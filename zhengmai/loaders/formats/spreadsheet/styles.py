"""Formats of the cells of a .xlsx workbook: how numbers are shown, and which texts are not seen.

Source: ECMA-376-1, 18.8 (Styles).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.spreadsheet.markup import OFF, S, number
from zhengmai.loaders.formats.spreadsheet.numberformats import BUILT_IN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHITE = {"rgb": ("FFFFFFFF", "00FFFFFF", "FFFFFF"), "theme": ("0",), "indexed": ("1", "9")}


@dataclass(frozen=True, slots=True)
class Format:
    """The format of a cell.

    Attributes:
        code: of its number.
        wrapped: its text is broken at its edge.
        struck_out: a line is drawn through its text.
        white: its text is white, and so is what is behind it.
    """

    code: str = "General"
    wrapped: bool = False
    struck_out: bool = False
    white: bool = False


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a workbook, by their numbers."""

    every: Sequence[Format] = ()

    def of(self, index: str | None) -> Format:
        """The format that a cell names; a plain one where there is none such."""
        at = number(index, 0)
        return self.every[at] if at < len(self.every) else PLAIN

    @classmethod
    def read(cls, styles: Element | None) -> Formats:
        """The formats that a part of a package holds."""
        if styles is None:
            return cls()
        codes = dict(BUILT_IN)
        for one in styles.iterfind(f"{S}numFmts/{S}numFmt"):
            codes[number(one.get("numFmtId"), 0)] = str(one.get("formatCode") or "")
        fonts = [_Font.read(f) for f in styles.iterfind(f"{S}fonts/{S}font")]
        filled = [_is_filled(f) for f in styles.iterfind(f"{S}fills/{S}fill")]
        every = styles.iterfind(f"{S}cellXfs/{S}xf")
        return cls([_format(one, codes, fonts, filled) for one in every])


@dataclass(frozen=True, slots=True)
class _Font:
    struck_out: bool = False
    white: bool = False

    @classmethod
    def read(cls, font: Element) -> _Font:
        return cls(is_struck_out(font), is_white(font))


def is_struck_out(properties: Element | None) -> bool:
    """Whether a font draws a line through its text."""
    strike = None if properties is None else properties.find(S + "strike")
    return strike is not None and str(strike.get("val", "1")) not in OFF


def is_white(properties: Element | None) -> bool:
    """Whether a font is white."""
    colour = None if properties is None else properties.find(S + "color")
    if colour is None or colour.get("tint") not in (None, "0"):
        return False
    return any(str(colour.get(how, "")).upper() in values for how, values in _WHITE.items())


def _is_filled(fill: Element) -> bool:
    pattern = fill.find(S + "patternFill")
    if pattern is None:
        return fill.find(S + "gradientFill") is not None
    return str(pattern.get("patternType", "none")) != "none"


def _format(
    one: Element, codes: Mapping[int, str], fonts: Sequence[_Font], filled: Sequence[bool]
) -> Format:
    alignment = one.find(S + "alignment")
    at, fill = number(one.get("fontId"), 0), number(one.get("fillId"), 0)
    font = fonts[at] if at < len(fonts) else _Font()
    return Format(
        codes.get(number(one.get("numFmtId"), 0), "General"),
        alignment is not None and str(alignment.get("wrapText", "0")) not in OFF,
        font.struck_out,
        font.white and not (fill < len(filled) and filled[fill]),
    )
