"""A plain-text notice (.txt, .md), in whatever encoding → its text."""

from __future__ import annotations

from pathlib import Path

from zhengmai.loaders.formats.encoding import decode, remarks_on_text
from zhengmai.loaders.formats.files import MOST_OF_TEXT, checked, contents
from zhengmai.loaders.formats.quotedcells import quoted_cells
from zhengmai.loaders.source import Source


def read(path: Path) -> Source:
    """The text of a file.

    Raises:
        UnreadableFileError: the file cannot be opened, is empty, too long, or not text.
    """
    text = decode(contents(path, MOST_OF_TEXT), str(path))
    return checked(parse(text, str(path)))


def parse(text: str, file: str) -> Source:
    """A text that is already decoded."""
    quoted = quoted_cells(text)
    return Source(
        file,
        text,
        quoted.grids,
        quoted.signs,
        tuple(remarks_on_text(text)),
        plain=not quoted.grids,
    )
