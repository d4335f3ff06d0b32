"""The zip package of a Word document → the parts that are read, as XML, within bounds.

Source: ECMA-376-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import briefly
from zhengmai.loaders.formats.word.markup import W
from zhengmai.loaders.formats.word.styles import Styles
from zhengmai.model import Remark, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES = 100_000_000  # of a file: notices with scanned annexes have some 30 MB of pictures
OLE = b"\xd0\xcf\x11\xe0"  # how an old office file begins, and a new one that has a password
LOCKED = "it has a password: open it in Word or WPS and save it without one"

_OLD_FILE = "this is an old Word or WPS file by the name of a .docx: rename it to end in .doc"
_OTHER_FILES = (  # a part of theirs, what they are and what to do
    ("xl/workbook.xml", "an Excel workbook: copy its text into a Word document"),
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
_MOST_XML = 20_000_000  # bytes of one part, unpacked; a table of 500 tasks has some 3 MB
_MOST_TAGS = 1_000_000  # of one part; the same table has some 100,000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # the names in Strict files
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip


def has_password(data: bytes) -> bool:
    """Whether a file that begins like an old office file is a new one with a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


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
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(_Archive(archive, file))
    except _DAMAGED as error:
        raise UnreadableFileError(
            file, f"damaged or not complete ({briefly(error)}): fetch or save it again"
        ) from error


def _too_large(part: str) -> str:
    return (
        f"{part} in it unpacks to more than {_MOST_XML // 1_000_000} MB or {_MOST_TAGS:,} tags, "
        "too much for one notice: split it into one file a notice"
    )


def check_unpacked(data: bytes, file: str) -> None:
    """See to it that the XML in a package which another program opens is within bounds.

    Raises:
        UnreadableFileError: it is not, or it is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.filename.lower().endswith((".xml", ".rdf")):
                    continue
                with archive.open(info) as stream:
                    if len(stream.read(_MOST_XML + 1)) > _MOST_XML:
                        raise UnreadableFileError(file, _too_large(info.filename))
    except _DAMAGED as error:
        raise UnreadableFileError(
            file, f"damaged or not complete ({briefly(error)}): fetch or save it again"
        ) from error


class _Archive:
    """The parts of a package by name, unpacked no further than is safe."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._infos = {
            i.filename.replace("\\", "/").lstrip("/").lower(): i for i in archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return not name or name.lower() in self._infos

    def part(self, name: str) -> Element:
        """A part's XML.

        Raises:
            UnreadableFileError: it is too large, or declares entities, which no document does.
            ValueError: it is not XML.
        """
        from lxml import etree

        info = self._infos[name.lower()]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{name} is packed in a way that no Word document is")
        with self._archive.open(info) as stream:
            data = stream.read(_MOST_XML + 1)
        if len(data) > _MOST_XML or data.count(b"<") > _MOST_TAGS:
            raise UnreadableFileError(self.file, _too_large(name))
        try:
            parser = etree.XMLParser(
                remove_blank_text=True, resolve_entities=False, no_network=True
            )
            root = etree.fromstring(_STRICT.sub(_USUAL, data), parser)
        except SyntaxError as error:  # what lxml raises is one
            raise ValueError(f"{name} is not XML: {error}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFileError(
                self.file, f"{name} in it declares a document type, which no Word document does"
            )
        return root

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the kind of relation."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self:
            return {}
        found: dict[str, str] = {}
        for relation in self.part(listed):
            kind = str(relation.get("Type")).rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target"))))
            if relation.get("TargetMode") != "External":
                found.setdefault(kind, target.lstrip("/"))
        return found


def _parts(archive: _Archive) -> Package:
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
        except _DAMAGED as error:
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
