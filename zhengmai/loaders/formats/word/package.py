"""The zip package of a Word document → the parts that are read.

Source: ECMA-376-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import briefly
from zhengmai.loaders.formats.packages import DAMAGED, LOCKED, OLE, Archive, has_password, package
from zhengmai.loaders.formats.word.markup import W
from zhengmai.loaders.formats.word.styles import Styles
from zhengmai.model import Remark, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OLD_FILE = "this is an old Word or WPS file by the name of a .docx: rename it to end in .doc"
_OTHER_FILES = (  # a part of theirs, what they are and what to do
    ("xl/workbook.xml", "an Excel workbook: rename it to end in .xlsx"),
    ("ppt/presentation.xml", "a PowerPoint presentation: copy its text into a Word document"),
    ("ofd.xml", "an OFD document: open it and save it as a PDF"),
    ("content.xml", "an OpenDocument file by another name: rename it to end in .odt"),
    ("", "a zip file, but no Word document: unpack it and read what is in it"),
)
_NOTES = ("footnotes", "endnotes")
_NUMBERS = "numbers that Word writes before paragraphs by itself may be missing"
_LACKING = {  # where a part cannot be read
    "styles": _NUMBERS,
    "numbering": _NUMBERS,
    "footnotes": "its footnotes are missing",
    "endnotes": "its endnotes are missing",
}


@dataclass(frozen=True)
class Package:
    """The parts of a document that are read."""

    document: Element
    styles: Styles
    numbering: Element | None
    notes: Mapping[tuple[str, str], Element]  # footnotes and endnotes, by kind and id
    remarks: tuple[Remark, ...]


def opened(data: bytes, file: str) -> Package:
    """The parts of a document, of its bytes.

    Raises:
        UnreadableFileError: it is damaged, has a password, holds too much, or is none.
    """
    if data.startswith(OLE):
        reason = LOCKED if has_password(data) else _OLD_FILE
        raise UnreadableFileError(file, reason)
    if not data.startswith(b"PK"):
        raise UnreadableFileError(
            file, "this is no Word document (.docx): open it in Word or WPS and save it as one"
        )
    with package(data, file) as archive:
        return _parts(archive)


def _parts(archive: Archive) -> Package:
    name = archive.targets("").get("officeDocument", "word/document.xml")
    document = archive.part(name) if name in archive else None
    if document is None or document.tag != W + "document":
        kind = next(what for part, what in _OTHER_FILES if part in archive)
        raise UnreadableFileError(archive.file, f"this is {kind}")
    targets = archive.targets(name)
    found: dict[str, Element] = {}
    remarks: list[Remark] = []
    for kind in ("styles", "numbering", *_NOTES):
        part = targets.get(kind, posixpath.join(posixpath.dirname(name), f"{kind}.xml"))
        try:
            if part in archive:
                found[kind] = archive.part(part)
        except DAMAGED as error:
            remarks.append(
                Remark(
                    Severity.DAMAGED,
                    f"{part} cannot be read ({briefly(error)}): {_LACKING[kind]}",
                )
            )
    notes = {
        (kind.removesuffix("s"), str(note.get(W + "id"))): note
        for kind in _NOTES
        for note in found.get(kind, ())
        if note.get(W + "type") in (None, "normal")  # others are the lines drawn above them
    }
    styles = Styles.of(found.get("styles"))
    return Package(document, styles, found.get("numbering"), notes, tuple(remarks))
