"""Files that are there as a whole or not at all (atomic writes).

A file is written in a folder beside its own and then moved, so that a full disk or Ctrl-C leaves no
half of it, and what was there before stays until then. What a process that was killed has left is
removed by the next one that writes to that folder.

No file that is open is moved or removed: Windows does not let us.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhengmai.filelocks import lock, wait_for_lock

_MARK = ".zhengmai-"
_SUFFIX = ".partial"
_FOLDER = ".d"  # behind the name of the file that is locked for it
_PATIENCE = 2.0  # seconds that who reads a file may keep it from being replaced, on Windows
_STEP = 0.02


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
    with scratch_folder(target.parent) as folder:
        partial = folder / "file"
        with partial.open("wb") as file:
            file.writelines(pieces)
        with suppress(OSError):  # as the file that is replaced has it
            partial.chmod(target.stat().st_mode & 0o777)
        move_over(partial, target)
    return path


def move_over(source: Path, target: Path) -> None:
    """Put a file in the place of another one; who reads that one on Windows is waited for.

    Raises:
        OSError: it cannot be put there.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(_STEP)
        else:
            return


def write_tree(out: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    """Write files into a folder and folders in it, each whole or not at all; each when it is there.

    They are written in one scratch folder, so thousands of them cost no more than they must.

    Raises:
        OSError: one cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = {out}
    with scratch_folder(out) as folder:
        partial = folder / "file"
        for name, content in files:
            target = out / name
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            partial.write_bytes(content)
            move_over(partial, target)
            yield target


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
            move_over(file, out / file.name)


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for a while, among the temporary ones of the system or in another folder."""
    where = parent or Path(tempfile.gettempdir())
    remove_leftovers(where)
    with _marked(where) as mark:
        folder = Path(f"{mark}{_FOLDER}")
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _marked(folder: Path) -> Iterator[Path]:
    """A new file that is locked, so that it is known that somebody is at it."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_MARK, suffix=_SUFFIX, dir=folder)
        mark = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                wait_for_lock(file)
                if not mark.exists():  # taken for a leftover before it was locked
                    continue
                yield mark
        finally:
            with suppress(OSError):
                mark.unlink(missing_ok=True)
        return


def remove_leftovers(folder: Path) -> None:
    """Remove what processes that are no more have begun in a folder."""
    for left in folder.glob(f"{_MARK}*{_SUFFIX}"):
        with suppress(OSError):
            with left.open("r+b") as handle:
                lock(handle)
                shutil.rmtree(f"{left}{_FOLDER}", ignore_errors=True)
                if os.name != "nt":
                    left.unlink()
            left.unlink(missing_ok=True)
