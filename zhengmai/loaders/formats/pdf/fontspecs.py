"""What a PDF file says of its fonts, cut to what a font can have: codes and widths.

Imported only where a PDF file is read, as the library is.

Source: ISO 32000-1:2008, 9.6.5 (Type 3 fonts), 9.7.4.3 (widths of CID fonts), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSKeyword

from zhengmai.loaders.formats.pdf.objects import name, number, table
from zhengmai.loaders.formats.pdf.streams import TooMuchError

_MOST_CODES = 200_000  # of a font: there are 65,536 of two bytes
_MOST_FONTS = 5_000  # made for a file
_RANGE = {"W": 3, "W2": 5}  # numbers of a range of equal widths


class Resources(PDFResourceManager):
    """Makes fonts of what a file says, within bounds."""

    def __init__(self) -> None:
        super().__init__()
        self._made = 0

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """A font."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        self._made += 1
        if self._made > _MOST_FONTS:
            raise TooMuchError
        own = _cut(spec)
        stream = resolve1(own.get("ToUnicode"))
        codes = None
        if isinstance(stream, PDFStream) and name(own.get("Subtype")) != "Type0":
            codes = FileUnicodeMap()
            _Codes(codes, BytesIO(stream.get_data())).run()
            own["ToUnicode"] = PDFStream({}, b"")  # the library reads it without bounds
        font = super().get_font(objid, own)
        if codes is not None:
            font.unicode_map = codes  # type: ignore[attr-defined]
        return font


class _Codes(CMapParser):
    """Reads which codes mean which characters."""

    def __init__(self, codes: FileUnicodeMap, data: BytesIO) -> None:
        super().__init__(codes, data)
        self._left = _MOST_CODES

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Take what stands before a keyword."""
        if token is self.KEYWORD_USECMAP:  # says nothing of characters, and takes long to load
            self.popall()
            return
        if token in (self.KEYWORD_ENDBFRANGE, self.KEYWORD_ENDCIDRANGE):
            for number in range(0, len(self.curstack) - 1, 3):
                (_, first), (at, last) = self.curstack[number : number + 2]
                if isinstance(first, bytes) and isinstance(last, bytes):
                    self.curstack[number + 1] = at, self._shortened(first, last)
        super().do_keyword(pos, token)

    def _shortened(self, first: bytes, last: bytes) -> bytes:
        """The last code of a range, or one before it where so many are not left."""
        start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        size = min(end - start + 1, self._left)
        if size <= 0:
            return bytes(len(last)) if start else last
        self._left -= size
        return (start + size - 1).to_bytes(len(last), "big")


def _cut(spec: Mapping[str, object]) -> dict[str, Any]:
    """What is said of a font, without more widths than it can have, or lists in lists."""
    own: dict[str, Any] = dict(spec)
    for key, size in _RANGE.items():
        if key in own:
            own[key] = list(_widths(resolve1(own[key]), size))
    for key in ("Widths", "FontBBox"):
        if key in own:
            own[key] = _numbers(own[key])
    if "FontDescriptor" in own:
        described = dict(table(own["FontDescriptor"]))
        if "FontBBox" in described:
            described["FontBBox"] = _numbers(described["FontBBox"])
        if name(own.get("Subtype")) == "Type3" and not described.get("FontBBox"):
            described["FontBBox"] = own.get("FontBBox", [])  # only the font itself must have one
        own["FontDescriptor"] = described
    return own


def _numbers(found: object) -> list[float]:
    listed = resolve1(found)
    if not isinstance(listed, (list, tuple)):
        return []
    return [number(one, 0.0) for one in listed[:_MOST_CODES]]


def _widths(found: object, size: int) -> Iterator[Any]:
    """Widths as the file gives them: ``first last width``, or ``first [width width …]``."""
    left = _MOST_CODES
    group: list[Any] = []
    for one in found if isinstance(found, (list, tuple)) else ():
        if isinstance(one, list):
            yield from group
            group = []
            yield _numbers(one[: max(0, left)])
            left -= len(one)
        elif isinstance(one, (int, float)):
            group.append(one)
        if len(group) == size:
            first, last = group[:2]
            if isinstance(first, int) and isinstance(last, int):
                group[1] = min(last, first + max(0, left) - 1)
                left -= max(0, last - first + 1)
            yield from group
            group = []
    yield from group
