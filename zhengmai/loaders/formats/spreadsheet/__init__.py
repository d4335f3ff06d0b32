"""Workbooks (.xlsx, .xlsm, .xls, .et, .csv) → their text as people see it, the grids of its tables.

:mod:`.xlsx` and :mod:`.xls` take what stands in the cells, with the numbers and days as they are
shown (:mod:`.numberformats`), :mod:`.separated` what was saved as text; :mod:`.laying` tells
paragraphs from tables. From there on a workbook is read as a Word document is. Web pages by the
name of a workbook are read as what they are (:mod:`..kinds`), text with tabs, as many programs
export it, as text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import textfile
from zhengmai.loaders.formats.compound import loops
from zhengmai.loaders.formats.encoding import decode, remarks_on_text
from zhengmai.loaders.formats.files import MOST_OF_TEXT, beginning, checked, contents
from zhengmai.loaders.formats.kinds import LIST
from zhengmai.loaders.formats.own import is_own_workbook
from zhengmai.loaders.formats.packages import (
    LOCKED,
    MOST_BYTES,
    OLE,
    Archive,
    has_password,
    package,
)
from zhengmai.loaders.formats.spreadsheet import separated, xls, xlsx
from zhengmai.loaders.formats.spreadsheet.laying import Layout
from zhengmai.loaders.formats.spreadsheet.markup import S
from zhengmai.loaders.formats.spreadsheet.remarks import remarks_on
from zhengmai.loaders.formats.spreadsheet.sheets import Book
from zhengmai.loaders.formats.word.writing import Page
from zhengmai.loaders.source import Source
from zhengmai.wording import phrase

_ADVICE = "open it in Excel or WPS and save it as .xlsx"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")  # a workbook without a container
_REFUSED: tuple[tuple[re.Pattern[bytes], str, str], ...] = (  # (pattern, what, example)
    (
        re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml"),
        "an Excel workbook in XML",
        "XML Spreadsheet 2003",
    ),
    (re.compile(rb"\s*MIME-Version:", re.IGNORECASE), "a web archive of a workbook", "MHTML"),
    (re.compile(rb"\{\\rtf"), "an RTF document by the name of a workbook", "RTF"),
)
_OTHER_PACKAGES = (  # a part of theirs, what they are, what to do
    ("xl/workbook.bin", "a binary workbook (.xlsb)", _ADVICE),
    ("ppt/presentation.xml", "a PowerPoint presentation", "copy its tables into a workbook"),
    ("content.xml", "an OpenDocument spreadsheet", _ADVICE),
    ("", "a zip file, but no workbook", "unpack it and read what is in it"),
)
_BOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_LOOKED_AT = 512  # bytes
_OWN = phrase(
    "this table was written by zhengmai and is no notice: keep such files in a folder of their own"
)


def read(path: Path) -> Source:
    """The text of a workbook and the grids of its tables.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, has a password, holds too much,
            is no workbook, or one that this program has written.
    """
    file = str(path)
    start = beginning(path, _LOOKED_AT)
    for pattern, what, _ in _REFUSED:
        if pattern.match(start):
            raise UnreadableFileError(file, f"this is {what}, which is not read: {_ADVICE}")
    if start.startswith(b"PK"):
        return _of_package(path)
    if start.startswith(OLE) or _BIFF.match(start):
        return _source(xls.read(_checked(contents(path, MOST_BYTES), file), file), file)
    return _of_text(path) if path.suffix.lower() == LIST else textfile.read(path)


def _of_text(path: Path) -> Source:
    file = str(path)
    data = contents(path, MOST_OF_TEXT)
    if separated.is_own(data):
        raise UnreadableFileError(file, _OWN)
    source = _source(separated.read(decode(data, file), file), file)
    return replace(source, remarks=(*remarks_on_text(source.text), *source.remarks))


def _of_package(path: Path) -> Source:
    file = str(path)
    with package(contents(path, MOST_BYTES), file) as archive:
        name = archive.targets("").get("officeDocument", "xl/workbook.xml")
        if name in archive and name.endswith(".xml"):
            tag = archive.part(name).tag
            if tag == S + "workbook":
                _refuse_own(archive)
                return _source(xlsx.read(archive, name), file)
        elif name not in archive or "xl/workbook.bin" in archive:
            name = ""
        if "word/document.xml" in archive:
            raise UnreadableFileError(
                file, "this is a Word document by the name of a workbook: rename it to end in .docx"
            )
        what, advice = next((w, a) for part, w, a in _OTHER_PACKAGES if part in archive)
        raise UnreadableFileError(file, f"this is {what}, which is not read: {advice}")


def _refuse_own(archive: Archive) -> None:
    if is_own_workbook(archive):
        raise UnreadableFileError(archive.file, _OWN)


def _checked(data: bytes, file: str) -> bytes:
    """The same bytes, where a library can be trusted to come to an end with them."""
    if not data.startswith(OLE):
        return data
    if has_password(data):
        raise UnreadableFileError(file, LOCKED)
    if not any(name in data for name in _BOOK_STREAMS):
        raise UnreadableFileError(file, "an office file, but no workbook: rename it to end in .doc")
    if loops(data):
        raise UnreadableFileError(file, f"its parts lead back to themselves (damaged): {_ADVICE}")
    return data


def _source(book: Book, file: str) -> Source:
    """The sheets of a workbook as one text."""
    layout, page = Layout(file), Page()
    for sheet in book.sheets:
        page.write(layout.blocks(sheet))
    text = "".join(page.parts)
    if not text.strip():
        raise UnreadableFileError(file, f"there is no text in this workbook{_where_else(book)}")
    return checked(Source(file, text, tuple(page.grids), remarks=tuple(remarks_on(book))))


def _where_else(book: Book) -> str:
    """What may hold the text of a workbook without any."""
    if book.hidden or any(sheet.left_out for sheet in book.sheets):
        return " that is not hidden: show its sheets, rows and columns, and save it"
    if book.not_read["picture"]:
        return (
            ", only pictures: save them as .png or .jpg and read those, with the extra "
            "zhengmai[ocr]"
        )
    return ""
