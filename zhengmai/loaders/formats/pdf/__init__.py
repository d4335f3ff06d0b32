"""PDF files → their text: characters where they are drawn, or a scan where they are none.

:mod:`.interpreter` runs the file, :mod:`.page` makes its pages; :mod:`..pages` puts what stands on
them in reading order, and :mod:`..scan` reads those that are pictures.

Source: ISO 32000-1:2008.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import checked, contents
from zhengmai.loaders.formats.pages import layout
from zhengmai.loaders.formats.pdf.interpreter import drawn_pages, quiet
from zhengmai.loaders.formats.pdf.page import SUSPECT, Drawn
from zhengmai.loaders.formats.pdf.remarks import (
    DAMAGED,
    pages_named,
    remarks_on_doubtful,
    remarks_on_drawing,
    remarks_on_file,
    remarks_on_fonts,
)
from zhengmai.loaders.formats.scan import engine
from zhengmai.loaders.formats.scan.recognition import Recognised, pdf_pages
from zhengmai.loaders.formats.scan.remarks import remarks_on_ocr
from zhengmai.loaders.source import Source
from zhengmai.model import Remark, Severity

_MOST_BYTES = 100_000_000  # of a file; scans are large
_HOPELESS = 0.2  # the part of a page's characters that is unknown

# Settings of logging and warnings hold for all threads; the library that draws knows but one.
_ONE_AT_A_TIME = threading.Lock()


def read(path: Path) -> Source:
    """The text of a PDF file.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, encrypted, too long, or holds
            pictures of text and the extra that reads these is not installed.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    with _ONE_AT_A_TIME, quiet():
        drawn = drawn_pages(data, name)
    return _source(name, data, drawn)


def _source(name: str, data: bytes, drawn: Sequence[Drawn]) -> Source:
    remarks = list(remarks_on_file(data))
    scanned = [n for n, d in enumerate(drawn) if d.scanned]
    hopeless = [n for n, d in enumerate(drawn) if d.unknown > _HOPELESS and not d.scanned]
    by_ocr: Mapping[int, Recognised] = {}
    if engine.available() and scanned + hopeless:
        with _ONE_AT_A_TIME:
            by_ocr = pdf_pages(data, sorted(scanned + hopeless), name)
    left = [n for n in scanned if n not in by_ocr]
    if left:
        why = "they cannot be drawn" if engine.available() else engine.ADVICE
        if not any(d.page and d.page.glyphs for n, d in enumerate(drawn) if n not in scanned):
            raise UnreadableFileError(name, f"its pages are pictures (a scan); {why}")
        what = f"{pages_named(left)}: pictures of text were not read; {why}"
        remarks.append(Remark(Severity.PROBLEM, what))
    pages = [by_ocr[n].page if n in by_ocr else d.page for n, d in enumerate(drawn)]
    unread = [n for n, page in enumerate(pages) if page is None]
    if len(unread) == len(pages):
        raise UnreadableFileError(name, DAMAGED)
    if unread:
        what = f"{pages_named(unread)} cannot be read (damaged): their text is missing"
        remarks.append(Remark(Severity.PROBLEM, what))
    suspect = [n for n, d in enumerate(drawn) if d.unknown > SUSPECT and n not in by_ocr]
    found = layout([page for page in pages if page is not None])
    remarks.extend(remarks_on_fonts(suspect, found.text))
    remarks.extend(remarks_on_drawing({n: d for n, d in enumerate(drawn) if n not in by_ocr}))
    if by_ocr:
        remarks.extend(remarks_on_ocr(by_ocr, found.doubtful, len(pages)))
    else:
        remarks.extend(remarks_on_doubtful(found.doubtful, found.text))
    return checked(Source(name, found.text, found.grids, found.furniture, tuple(remarks)))
