"""Files → notices: one module a file format, and the rules of the genre.

:func:`load` is the way in. What it returns is what the file says; names of places and units are
resolved by :mod:`zhengmai.ontology`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import lines, textfile, webpage
from zhengmai.loaders.notice import assemble
from zhengmai.loaders.source import Source
from zhengmai.model import Notice

_FORMATS: dict[str, Callable[[Path], Source]] = {
    ".txt": textfile.read,
    ".md": textfile.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".shtml": webpage.read,
}
SUFFIXES = tuple(_FORMATS)


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
    reader = _FORMATS.get(file.suffix.lower())
    if reader is None:
        raise UnreadableFileError(
            str(path), f"files of kind {file.suffix or '(none)'} are not read; save it as .txt"
        )
    # A name that is not UTF-8 (from a zip file made elsewhere) is shown as far as it can be.
    name = file.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return replace(assemble(lines.document(reader(file))), file=name)
