"""Files → notices: one module a file format, and the rules of the genre.

:func:`load` is the way in. What it returns is what the file says; names of places and units are
resolved by :mod:`zhengmai.ontology`. Files that can be made to cost much are read in a process of
its own, within limits (:mod:`.confinement`).
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError, told_of
from zhengmai.loaders.formats.files import check_regular
from zhengmai.loaders.formats.kinds import (
    IN_FOLDERS,
    IN_PROCESS,
    LIST,
    SUFFIXES,
    format_of,
    reader_of,
)
from zhengmai.loaders.formats.own import is_own

if TYPE_CHECKING:
    from zhengmai.loaders.confinement import Limits
    from zhengmai.loaders.source import Source
    from zhengmai.model import Notice, Told

__all__ = ["IN_FOLDERS", "SUFFIXES", "is_other_list", "is_own", "load"]


def is_other_list(path: Path) -> bool:
    """Whether a list (CSV) that lies in a folder names no columns of tasks: it is of other things.

    What cannot be looked at is not said to be one.
    """
    if path.suffix.lower() != LIST:
        return False
    from zhengmai.loaders.formats.spreadsheet.separated import is_of_other_things

    return is_of_other_things(path)


def load(path: Path | str, limits: Limits | None = None, told: Told | None = None) -> Notice:
    """Read one file as a notice.

    Args:
        path: the file.
        limits: what it may cost to read it; None: the usual ones, or those that the environment
            gives (docs/reading.md).
        told: what a person says of it, where it does not print it.

    Raises:
        UnreadableFileError: the file is of no format read here, cannot be opened, is no notice, or
            costs more than it may.
        InternalError: this program has a mistake, and the file was left out.
    """
    file = Path(path)
    if file.is_dir():
        raise UnreadableFileError(
            str(path), "this is a folder; zhengmai build reads folders, read takes files"
        )
    with told_of(str(path)):
        check_regular(file)
        source = _source(file, limits)
        from zhengmai.loaders.layout import lines
        from zhengmai.loaders.notice import assemble

        # A name that is not UTF-8 (from a zip file made elsewhere) is shown as far as it can be.
        name = file.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return replace(assemble(lines.document(source), told), file=name)


def _source(file: Path, limits: Limits | None) -> Source:
    module = format_of(file)
    if module in IN_PROCESS:
        return reader_of(file)(file)
    from zhengmai.loaders.confinement import confined

    return confined(file, f"zhengmai.loaders.formats.{module}", limits, _load_the_rest)


def _load_the_rest() -> None:
    """Load what puts a notice together: a reading process starts without it, and goes on."""
    import_module("zhengmai.loaders.layout.lines")
    import_module("zhengmai.loaders.notice")
