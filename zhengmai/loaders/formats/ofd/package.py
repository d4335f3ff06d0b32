"""The zip package of an OFD file: its files as trees of elements, within bounds.

Source: GB/T 33190-2016, 7 (the files in the package).
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.files import MAX_CHARACTERS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_PAGES = 500

_MOST_UNPACKED = 32_000_000  # bytes of one file in it that is read
_MOST_UNPACKED_IN_ALL = 256_000_000
_MOST_ELEMENTS = 1_000_000  # of one file in it


class RefusedError(Exception):
    """A file is not read; the message is for the user."""


class Package:
    """The files in an OFD file; nothing is written to disk."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_plain(info.filename): info for info in archive.infolist()}
        self._left = _MOST_UNPACKED_IN_ALL
        self.characters = MAX_CHARACTERS
        self.page_count = 0
        self.drawn = 0  # elements, on all pages

    def tree(self, name: str) -> Element:
        """A file of the package, as a tree of elements."""
        info = self._names[_plain(name)]
        if info.flag_bits & 1:
            raise RefusedError("encrypted: save it without a password")
        with self._archive.open(info) as file:
            most = min(_MOST_UNPACKED, self._left)
            data = file.read(most + 1)
        if len(data) > most:
            raise RefusedError("the file holds far more than a notice: it is not read")
        self._left -= len(data)
        return _tree(data)

    def count_page(self) -> None:
        """Note that a page is read."""
        self.page_count += 1
        if self.page_count > MAX_PAGES:
            raise RefusedError(f"more than {MAX_PAGES} pages: split it into one file a notice")

    def count_characters(self, number: int) -> None:
        """Note that characters are read."""
        self.characters -= number
        if self.characters < 0:
            raise RefusedError(
                f"more than {MAX_CHARACTERS:,} characters: split it into one file a notice"
            )


def _plain(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/").lstrip("/")).lower()


def _tree(data: bytes) -> Element:
    """XML as a tree of elements, named without their namespaces.

    OFD has no document type declarations: one that is there is meant to harm.
    """
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    builder = TreeBuilder()
    left = _MOST_ELEMENTS

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise RefusedError("the file holds far more than a notice: it is not read")
        builder.start(tag.rpartition("}")[2], attributes)

    def end(tag: str) -> None:
        builder.end(tag.rpartition("}")[2])

    def refuse(*_: object) -> None:
        raise RefusedError("the file has a document type declaration, as no OFD file has")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


def each(element: Element, *tags: str) -> Iterator[Element]:
    """The elements of these names, at any depth."""
    return (e for e in element.iter() if e.tag in tags)
