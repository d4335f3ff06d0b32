"""The library's reading of a PDF file, with bounds: what loops or grows without end is cut off.

Imported only where a PDF file is read, as the library is.

Source: ISO 32000-1:2008, 7.5.4 and 7.5.8 (cross-reference tables and streams), 8.9.7 (inline
images).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import (
    PDFBaseXRef,
    PDFDocument,
    PDFNoPageLabels,
    PDFNoValidXRef,
    PDFXRefStream,
)
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef

from zhengmai.loaders.formats.pdf.streams import TooMuchError

_MOST_RANGES = 10_000  # in such a table
_MOST_TABLES = 500  # of where objects are: one each time the file was saved
_LARGEST_INLINE = 4_000_000  # bytes of a picture among the operators; 4 kB are usual
_LINE_END = re.compile(rb"(?:\r\n|[\r\n])$")


class Document(PDFDocument):
    """A document in which no search for an object goes on for ever."""

    def __init__(self, parser: PDFParser) -> None:
        self._tables_read: set[int] = set()
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        """An object; never a reference to another, which may be one to this.

        Raises:
            PDFObjectNotFound: there is none.
        """
        found = super().getobj(objid)
        passed = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in passed:
                raise PDFObjectNotFound(objid)
            passed.add(found.objid)
            found = super().getobj(found.objid)
        return found

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read a table of where objects are, and those before it, each once."""
        if start in self._tables_read or len(self._tables_read) >= _MOST_TABLES:
            return
        self._tables_read.add(start)
        before = len(xrefs)
        super().read_xref_from(parser, start, xrefs)
        for table in xrefs[before : before + 1]:
            if isinstance(table, PDFXRefStream):
                try:
                    table.ranges = list(islice(_clipped(table), _MOST_RANGES))
                except PDFNoValidXRef:
                    xrefs.clear()
                    raise

    def get_page_labels(self) -> Iterator[str]:
        """What pages are called: nobody asks."""
        raise PDFNoPageLabels


def _clipped(table: PDFXRefStream) -> Iterator[tuple[int, int]]:
    """The ranges of objects that a table has entries for."""
    widths = (table.fl1, table.fl2, table.fl3)
    size = table.entlen
    if not all(isinstance(w, int) and w >= 0 for w in widths) or not size or table.data is None:
        raise PDFNoValidXRef("entries without size")
    left = len(table.data) // size
    for start, count in table.ranges:
        if not (isinstance(start, int) and isinstance(count, int)):
            raise PDFNoValidXRef("ranges of what is no number")
        if left <= 0 or count < 0:
            return
        yield start, min(count, left)
        left -= count


class ContentParser(PDFContentParser):
    """The operators of a page and what they work on, counted."""

    def __init__(self, streams: Sequence[object], count: Callable[[], None]) -> None:
        self._count = count
        super().__init__(streams)

    def push(self, *objs: tuple[int, Any]) -> None:
        """Take what was read."""
        self._count()
        super().push(*objs)

    def get_inline_data(self, pos: int, target: bytes = b"EI") -> tuple[int, bytes]:
        """The bytes of a picture up to the operator that ends it."""
        self.seek(pos)
        end = re.compile(re.escape(target) + rb"\s")
        found = bytearray()
        while True:
            self.fillbuf()
            before = len(found)
            found += self.buf[self.charpos :]
            match = end.search(found, max(0, before - len(target)))
            if match:
                self.charpos += match.end() - before
                return pos, _LINE_END.sub(b"", bytes(found[: match.start()]))
            self.charpos = len(self.buf)
            if len(found) > _LARGEST_INLINE:
                raise TooMuchError
