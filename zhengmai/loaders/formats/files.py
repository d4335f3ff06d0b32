"""Opening files: what every format checks before and after it reads one."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.source import Source

MAX_CHARACTERS = 1_000_000  # a book of 1,500 pages; the longest notice known has some 40,000
MOST_OF_TEXT = 4 * MAX_CHARACTERS  # bytes, in whatever encoding


_LONGEST = 120  # characters of what a library says
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)  # for who writes into a pipe
_BINARY = getattr(os, "O_BINARY", 0)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def check_regular(path: Path) -> None:
    """See to it that a path is a file, which has an end, and not a pipe or device.

    Raises:
        UnreadableFileError: it is not, or cannot be looked at.
    """
    try:
        _check(path, path.stat())
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error


def _check(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        what = next((name for test, name in _SPECIAL if test(found.st_mode)), "no file")
        raise UnreadableFileError(str(path), f"this is {what}: only files are read")


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file, of which there may be ``most``.

    Raises:
        UnreadableFileError: the file cannot be opened, is empty, or is larger; or it is no file.
    """
    data = _read(path, most + 1, most)
    if len(data) > most:  # it grew meanwhile
        raise UnreadableFileError(str(path), _too_long(f"{len(data) / 1e6:.1f} MB"))
    if not data.strip():
        raise UnreadableFileError(str(path), "the file is empty")
    return data


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of a file, ``count`` of them at most.

    Raises:
        UnreadableFileError: the file cannot be opened; or it is no file.
    """
    return _read(path, count)


def _read(path: Path, count: int, most: int | None = None) -> bytes:
    """The first bytes of a file, which may not be larger than ``most``."""
    try:
        _check(path, path.stat())  # some devices do things when they are opened
        with open(os.open(path, os.O_RDONLY | _NO_WAITING | _BINARY), "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            _check(path, found)
            if most is not None and found.st_size > most:
                raise UnreadableFileError(str(path), _too_long(f"{found.st_size / 1e6:.1f} MB"))
            return file.read(count)
    except (OSError, ValueError) as error:  # a name with a null byte is a ValueError
        raise _unopened(path, error) from error


def _unopened(path: Path, error: OSError | ValueError) -> UnreadableFileError:
    why = getattr(error, "strerror", None) or error
    return UnreadableFileError(str(path), f"cannot be opened: {why}")


def briefly(error: Exception) -> str:
    """What a library says of an error, in one short line: some quote half the file."""
    said = " ".join(str(error).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


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
