"""Files that are there as a whole or not at all (atomic writes).

A file is written under another name beside its own and then renamed, so that a full disk or Ctrl-C
leaves no half of it, and what was there before stays until then. What a process that was killed has
left is removed by the next one that writes to that folder.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_MARK = ".zhengmai-"
_SUFFIX = ".partial"
_FOLDER = ".d"  # behind the name of the file that is locked for it


def write_whole(path: Path, pieces: Iterable[bytes]) -> Path:
    """Write a file whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as out:  # /dev/stdout, a pipe: there is nothing to replace
            out.writelines(pieces)
        return path
    target = path.resolve()  # a link goes on to lead to its file
    remove_leftovers(target.parent)
    with _partial(target.parent) as (file, partial):
        file.writelines(pieces)
        file.flush()
        partial.chmod(_mode(target))
        partial.replace(target)
    return path


@contextmanager
def _partial(folder: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A new file that is locked, so that it is known that somebody is at it."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_MARK, suffix=_SUFFIX, dir=folder)
        partial = Path(name)
        with os.fdopen(handle, "wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if not partial.exists():  # taken for a leftover before it was locked
                    continue
                yield file, partial
            finally:
                partial.unlink(missing_ok=True)
        return


def _mode(path: Path) -> int:
    """As the file that is replaced has it, else as any new file."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write files in; they are moved to ``out`` when all of them are there.

    Raises:
        OSError: they cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with scratch_folder(out) as partial:
        yield partial
        for file in sorted(partial.iterdir()):
            file.replace(out / file.name)


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for a while, among the temporary ones of the system or in another folder."""
    where = parent or Path(tempfile.gettempdir())
    remove_leftovers(where)
    with _partial(where) as (_, lock):
        folder = Path(f"{lock}{_FOLDER}")
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what processes that are no more have begun in a folder."""
    for left in folder.glob(f"{_MARK}*{_SUFFIX}"):
        with suppress(OSError), left.open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(f"{left}{_FOLDER}", ignore_errors=True)
            left.unlink()
