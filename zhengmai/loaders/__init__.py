"""Files → notices: one module a file format, and the rules of the genre.

:func:`load` is the way in. What it returns is what the file says; names of places and units are
resolved by :mod:`zhengmai.ontology`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.kinds import IN_FOLDERS, SUFFIXES, reader_of
from zhengmai.loaders.layout import lines
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice

__all__ = ["IN_FOLDERS", "SUFFIXES", "load"]


def load(path: Path | str) -> Notice:
    """Read one file as a notice.

    Raises:
        UnreadableFileError: the file is of no format read here, cannot be opened, or is no notice.
    """
    file = Path(path)
    if file.is_dir():
        raise UnreadableFileError(
            str(path), "this is a folder; zhengmai build reads folders, read takes files"
        )
    source = reader_of(file)(file)
    # A name that is not UTF-8 (from a zip file made elsewhere) is shown as far as it can be.
    name = file.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return replace(assemble(lines.document(source)), file=name)
