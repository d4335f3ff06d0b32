"""Which format a file is in, and who reads it.

How a file begins says more than its name: sites hand out web pages and new Word documents by the
name of ``.doc``, and web pages by that of ``.xls``. The name decides what is looked for in folders,
and for plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import beginning
from zhengmai.loaders.source import Source

LIST = ".csv"
# Endings and the module of this room that reads such files.
_BY_NAME: dict[str, str] = {
    ".txt": "textfile",
    ".md": "textfile",
    ".html": "webpage",
    ".htm": "webpage",
    ".shtml": "webpage",
    ".docx": "word",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".xlsx": "spreadsheet",
    ".xlsm": "spreadsheet",
    ".xls": "spreadsheet",
    ".et": "spreadsheet",
    LIST: "spreadsheet",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".png": "scan",
    ".jpg": "scan",
    ".jpeg": "scan",
    ".tif": "scan",
    ".tiff": "scan",
    ".bmp": "scan",
    ".webp": "scan",
}
SUFFIXES = tuple(_BY_NAME)
IN_PROCESS = ("textfile", "webpage")
"""Formats of which the reader costs no more than the size of a file tells."""

# In folders pictures are not looked for: most are parts of saved pages.
IN_FOLDERS = tuple(suffix for suffix, module in _BY_NAME.items() if module != "scan")

# How files begin: (pattern, module, example of what begins so).
_BY_BEGINNING: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"\s{0,64}%PDF"), "pdf", "PDF"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.DOTALL), "office", ".odt"),
    (re.compile(rb"PK\x03\x04.{26}(?:OFD\.xml|Doc_)", re.DOTALL), "ofd", "OFD"),
    (re.compile(rb"PK\x03\x04"), "word", ".docx"),
    (re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"), "office", ".doc, .wps, .rtf"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP", re.DOTALL),
     "scan", "pictures"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<"
                   rb"(?:!doctype\s+html|html|head|body|meta|title|style|center|div|table)\b",
                   re.I | re.DOTALL),
        "webpage",
        "web pages",
    ),
)  # fmt: skip
# Where the name says more than the beginning: OFD and ODF files whose parts stand in another order,
# workbooks, which begin as other office files do.
_KNOWN_BETTER = {"word": ("ofd", "office", "spreadsheet"), "office": ("spreadsheet",)}
_LOOKED_AT = 2048  # bytes


def format_of(path: Path) -> str:
    """The module of this room that reads a file.

    Raises:
        UnreadableFileError: it is of no format read here, or cannot be opened.
    """
    named = _BY_NAME.get(path.suffix.lower())
    if named is None:
        kinds = ", ".join(SUFFIXES)
        raise UnreadableFileError(
            str(path), f"files of kind {path.suffix or '(none)'} are not read; there are {kinds}"
        )
    start = beginning(path, _LOOKED_AT)
    begun = next((module for pattern, module, _ in _BY_BEGINNING if pattern.match(start)), None)
    return named if begun is None or named in _KNOWN_BETTER.get(begun, ()) else begun


def reader_of(path: Path) -> Callable[[Path], Source]:
    """What reads a file.

    Raises:
        UnreadableFileError: it is of no format read here, or cannot be opened.
    """
    read: Callable[[Path], Source] = import_module(
        f"zhengmai.loaders.formats.{format_of(path)}"
    ).read
    return read
