"""Opening files: what every format checks before and after it reads one."""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.source import Source

MAX_CHARACTERS = 1_000_000  # a book of 1,500 pages; the longest notice known has some 40,000


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file, of which there may be ``most``.

    Raises:
        UnreadableFileError: the file cannot be opened, is empty, or is larger.
    """
    try:
        size = path.stat().st_size
        if size > most:
            raise UnreadableFileError(str(path), _too_long(f"{size / 1e6:.1f} MB"))
        data = path.read_bytes()
    except OSError as error:
        raise _unopened(path, error) from error
    if not data.strip():
        raise UnreadableFileError(str(path), "the file is empty")
    return data


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of a file, ``count`` of them at most.

    Raises:
        UnreadableFileError: the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise _unopened(path, error) from error


def _unopened(path: Path, error: OSError) -> UnreadableFileError:
    return UnreadableFileError(str(path), f"cannot be opened: {error.strerror or error}")


def checked(source: Source) -> Source:
    """The same source.

    Raises:
        UnreadableFileError: there is no text in it, or too much for a notice.
    """
    if not source.text.strip():
        raise UnreadableFileError(source.file, "there is no text in this file")
    if len(source.text) > MAX_CHARACTERS:
        raise UnreadableFileError(source.file, _too_long(f"{len(source.text):,} characters"))
    return source


def _too_long(size: str) -> str:
    return (
        f"too long for one notice ({size}; at most {MAX_CHARACTERS:,} characters are read): "
        "split it into one file a notice"
    )
