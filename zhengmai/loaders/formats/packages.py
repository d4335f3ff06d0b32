"""The zip packages of office files (.docx, .xlsx) → their parts as XML, within bounds.

Source: ECMA-376-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import briefly

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES = 100_000_000  # of a file: notices with scanned annexes have some 30 MB of pictures
OLE = b"\xd0\xcf\x11\xe0"  # how an old office file begins, and a new one that has a password
LOCKED = "it has a password: open it in Word or WPS and save it without one"

_MOST_XML = 20_000_000  # bytes of one part, unpacked; a table of 500 tasks has some 3 MB
_MOST_UNPACKED = 200_000_000  # bytes of one part with all that says nothing
_PIECE = 1 << 20
_MOST_TAGS = 1_000_000  # of one part; the same table has some 100,000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # the names in Strict files
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip
"""What a package that is damaged makes the libraries raise."""


def has_password(data: bytes) -> bool:
    """Whether a file that begins like an old office file is a new one with a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


@contextmanager
def package(data: bytes, file: str) -> Iterator[Archive]:
    """The parts of a package, of its bytes.

    Raises:
        UnreadableFileError: it is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield Archive(archive, file)
    except DAMAGED as error:
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
    except DAMAGED as error:
        raise UnreadableFileError(
            file, f"damaged or not complete ({briefly(error)}): fetch or save it again"
        ) from error


class Archive:
    """The parts of a package by name, unpacked no further than is safe."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._infos = {
            i.filename.replace("\\", "/").lstrip("/").lower(): i for i in archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return not name or name.lower() in self._infos

    def part(self, name: str, without: re.Pattern[bytes] | None = None) -> Element:
        """A part's XML.

        Args:
            name: of the part.
            without: tags that say nothing, of which a part may have very many.

        Raises:
            UnreadableFileError: it is too large, or declares entities, which no document does.
            ValueError: it is not XML.
        """
        from lxml import etree

        info = self._infos[name.lower()]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{name} is packed in a way that no office file is")
        with self._archive.open(info) as stream:
            if without is None:
                data = stream.read(_MOST_XML + 1)
            else:
                data = b"".join(_sifted(stream, without))
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
                self.file, f"{name} in it declares a document type, which no office document does"
            )
        return root

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the kind of relation."""
        found: dict[str, str] = {}
        for kind, target in self.relations(name).values():
            found.setdefault(kind, target)
        return found

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the package, by id: the kind of relation, the part."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.part(listed):
            kind = str(relation.get("Type")).rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target"))))
            if relation.get("TargetMode") != "External":
                found[str(relation.get("Id"))] = (kind, target.lstrip("/"))
        return found


def _sifted(stream: IO[bytes], without: re.Pattern[bytes]) -> Iterator[bytes]:
    """What a stream holds without some tags, up to a little more than may be."""
    unpacked = kept = 0
    rest = b""
    while max(kept, len(rest)) <= _MOST_XML and (piece := stream.read(_PIECE)):
        unpacked += len(piece)
        if unpacked > _MOST_UNPACKED:
            rest += bytes(_MOST_XML)  # too much, whatever it is
        whole, end, rest = (rest + piece).rpartition(b"</row>")
        if not end:
            whole, end, rest = rest.rpartition(b"/>")
        sifted = without.sub(b"", whole + end)
        kept += len(sifted)
        yield sifted
    yield without.sub(b"", rest)
