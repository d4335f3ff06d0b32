"""A file by the name of a workbook (.xls) that is none: text with tabs, as many programs export it.

Web pages by that name are read as what they are (:mod:`.kinds`). Workbooks are not read.
"""

from __future__ import annotations

import re
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import textfile
from zhengmai.loaders.formats.files import beginning
from zhengmai.loaders.source import Source

_ADVICE = "open it and save it as a web page (.html), or copy its table into a Word document"

# How files begin that are not read: (pattern, what they are, example).
_REFUSED: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(rb"\xd0\xcf\x11\xe0|\x09[\x00\x02\x04\x08][\x04-\x10]\x00"),
        "an Excel workbook",
        "BIFF",
    ),
    (
        re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml"),
        "an Excel workbook in XML",
        "XML Spreadsheet 2003",
    ),
    (re.compile(rb"\s*MIME-Version:", re.IGNORECASE), "a web archive of a workbook", "MHTML"),
    (re.compile(rb"\{\\rtf"), "an RTF document by the name of a workbook", "RTF"),
)
_LOOKED_AT = 512  # bytes


def read(path: Path) -> Source:
    """The text of a file that is no workbook.

    Raises:
        UnreadableFileError: it is a workbook, or cannot be read as text.
    """
    start = beginning(path, _LOOKED_AT)
    for pattern, what, _ in _REFUSED:
        if pattern.match(start):
            raise UnreadableFileError(str(path), f"this is {what}, which is not read: {_ADVICE}")
    return textfile.read(path)
