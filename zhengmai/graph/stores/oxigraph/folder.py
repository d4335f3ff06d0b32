"""The folder of an embedded store: who may open it, and what state it is in.

It holds ``format.json`` (the format version and the state, written by us), ``lock`` (who writes),
``quads/`` (Oxigraph's own files), ``words.db`` (the index of words) and ``snapshots/``. One process
writes at a time; who comes while it does is told, and does not wait. Readers read a snapshot (hard
links, made in some 20 ms): a reader of the files themselves would break when a writer flushes. Only
while it makes that does a reader hold the lock, so that is waited for.

Nothing here removes data that could be of use: a store is emptied only where ``format.json`` says
that its first fill was never finished.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from zhengmai.errors import StoreError
from zhengmai.filelocks import lock, wait_for_lock
from zhengmai.wholefiles import move_over
from zhengmai.wording import phrase

FORMAT = 4  # 1 had no summary, 2 no totals of each year and no marks, 3 no classes of units
READY, FILLING, OLD = "ready", "filling", "old"
FORMAT_FILE = "format.json"
QUADS = "quads"
WORDS = "words.db"
_LOCK_FILE = "lock"
_SNAPSHOTS = "snapshots"
UNREADABLE = {
    FILLING: "its first build was interrupted; build it again",
    OLD: "written by an older Zhengmai; the next zhengmai build PATH --store makes it new",
}
_PATIENCE = 5.0  # seconds that the lock of a reader is waited for
_STEP = 0.02


class NewerError(StoreError):
    """A store was written by a newer version."""


@contextmanager
def told(folder: Path, doing: str) -> Iterator[None]:
    """Tells of what Oxigraph cannot do: a full disk, a folder that is closed, damaged files."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{folder}: {doing}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:300]
    if _DAMAGED.search(said):
        return (
            f"files of it are damaged ({said}). Put a copy of it there, or remove the folder and "
            "build it again"
        )
    return said


_DAMAGED = re.compile(r"Corruption|MANIFEST|CURRENT|\.sst\b")


@contextmanager
def opened_for_writing(folder: Path, renew: Callable[[ox.Store], None]) -> Iterator[ox.Store]:
    """The database of a store, which is made where there is none; alone.

    Args:
        folder: of the store.
        renew: makes new what an older format had not.

    Raises:
        StoreError: it is in use, cannot be made or opened, or its ``format.json`` is gone.
    """
    _check_name(folder)
    _make_folder(folder)
    with locked(folder, write=True):
        state = state_of(folder) if (folder / FORMAT_FILE).exists() else None
        if state is None and has_data(folder):
            raise StoreError(
                f"{folder}: there are data here, and no {FORMAT_FILE}; nothing was changed. Make "
                f"it anew with: zhengmai repair --store {folder}"
            )
        if state in (None, FILLING):
            _make_store(folder)  # nothing is in it, or only a part of its first fill
        remove_leftovers(folder)
        database = open_database(folder, write=True)
        if state == OLD:
            with told(folder, "cannot be made new"):
                renew(database)
                write_format(folder)
        with closing(database, folder):
            yield database
        del database


@contextmanager
def closing(database: ox.Store, folder: Path) -> Iterator[None]:
    """Sees that what was written is on the disk."""
    try:
        yield
    except BaseException:
        with suppress(OSError, RuntimeError):  # what went wrong first is told
            database.flush()
        raise
    with told(folder, "not all could be written"):
        database.flush()


@contextmanager
def opened_for_reading(folder: Path) -> Iterator[tuple[ox.Store, Path]]:
    """The store as it is now, and where: in a snapshot, so that a later writer is not held up.

    Where none can be made (a read-only or a full disk) it is the store itself, and writers wait.

    Raises:
        StoreError: there is none, it is being written, or it cannot be opened.
    """
    _check_name(folder)
    if not os.path.exists(folder / FORMAT_FILE):  # noqa: PTH110 - no error if closed
        if has_data(folder):
            raise StoreError(
                f"{folder}: there are data here, and no {FORMAT_FILE}. Make it anew with: zhengmai "
                f"repair --store {folder}"
            )
        raise StoreError(
            f"{folder}: there is no store here",
            advice=phrase(f"make one with: zhengmai build PATH --store {folder}"),
        )
    with ExitStack() as reading:
        with ExitStack() as held:
            held.enter_context(locked(folder, write=False))
            if (state := state_of(folder)) in UNREADABLE:
                raise StoreError(f"{folder}: {UNREADABLE[state]}")
            path = folder / QUADS
            database = open_database(folder, write=False)
            try:
                if os.access(folder, os.W_OK):
                    _remove_snapshots(folder)
                    path = reading.enter_context(_snapshot(folder, database))
            except (OSError, RuntimeError):
                reading.push(held.pop_all())
        if path != folder / QUADS:
            database = open_database(folder, write=False, path=path)
        yield database, path
        del database


def open_database(folder: Path, *, write: bool, path: Path | None = None) -> ox.Store:
    """The database of a store; never a new one in the place of one whose files are gone."""
    path = path or folder / QUADS
    with told(folder, "cannot be opened"):
        if not (path / "CURRENT").exists():
            raise FileNotFoundError(f"{QUADS}/CURRENT is gone")
        return ox.Store(path) if write else ox.Store.read_only(str(path))


def _check_name(folder: Path) -> None:
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise StoreError(f"{folder}: the name of a store must be UTF-8") from None


def has_data(folder: Path) -> bool:
    """Whether files of a database are in a folder."""
    try:
        return any(p.name != "LOCK" for p in (folder / QUADS).iterdir())
    except OSError:
        return False


def drop_folder(folder: Path) -> bool:
    """Take a store away; whether nothing of it is left. What is no part of a store stays.

    Raises:
        StoreError: it is in use.
    """
    with locked(folder, write=True):
        for name in (QUADS, _SNAPSHOTS):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in (FORMAT_FILE, WORDS):
            (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / _LOCK_FILE).unlink(missing_ok=True)
        folder.rmdir()
    return not folder.exists()


# --- snapshots


@contextmanager
def _snapshot(folder: Path, database: ox.Store) -> Iterator[Path]:
    """A copy of a database as it is now; a lock beside it says that it is in use.

    Its reader holds that lock until it ends, however it ends.
    """
    snapshots = folder / _SNAPSHOTS
    snapshots.mkdir(exist_ok=True)
    path = snapshots / uuid.uuid4().hex
    in_use = path.with_suffix(".lock")
    try:
        with in_use.open("w", encoding="ascii") as handle:
            wait_for_lock(handle)
            try:
                database.backup(str(path))
                yield path
            finally:
                shutil.rmtree(path, ignore_errors=True)
    finally:
        with suppress(OSError):
            in_use.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what ended processes left; only a writer may, who is alone."""
    with suppress(OSError):
        for file in (*folder.glob(f"{FORMAT_FILE}.*"), *folder.glob(f"{WORDS}.*")):
            file.unlink(missing_ok=True)
        for file in (folder / _SNAPSHOTS).glob("*.lock"):
            if not file.with_suffix("").exists():
                _unlocked(file).unlink(missing_ok=True)
    _remove_snapshots(folder)


def _remove_snapshots(folder: Path) -> None:
    """Remove the snapshots whose readers are no more."""
    for snapshot in (folder / _SNAPSHOTS).glob("*"):
        if snapshot.suffix == ".lock":
            continue
        in_use = snapshot.with_suffix(".lock")
        with suppress(OSError):
            if in_use.exists():
                _unlocked(in_use)
            shutil.rmtree(snapshot, ignore_errors=True)
            in_use.unlink(missing_ok=True)


def _unlocked(file: Path) -> Path:
    """A file that says what is in use, where that is no more.

    Raises:
        OSError: it is.
    """
    with file.open("r+", encoding="ascii") as handle:
        lock(handle)
    return file


# --- the folder and its format


def _make_folder(folder: Path) -> None:
    ours = (_LOCK_FILE, QUADS, WORDS, _SNAPSHOTS, FORMAT_FILE)
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder}: this is a file; a store is a folder")
        strange = folder.exists() and any(not p.name.startswith(ours) for p in folder.iterdir())
        if strange and not (folder / FORMAT_FILE).exists():
            raise StoreError(f"{folder}: this folder holds other files; give a new or empty one")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error


def _make_store(folder: Path) -> None:
    """Begin a store in a folder that has none (or one that was never finished)."""
    write_format(folder, FILLING)  # so that one whose making is stopped here is begun again
    shutil.rmtree(folder / QUADS, ignore_errors=True)
    with suppress(OSError):
        (folder / WORDS).unlink(missing_ok=True)
    with told(folder, "cannot be made"):
        ox.Store(folder / QUADS).flush()
    write_format(folder)


def write_format(folder: Path, state: str = READY, version: int = FORMAT) -> None:
    """Write the format file as a whole: a reader sees the old one or the new one."""
    partial = folder / f"{FORMAT_FILE}.{os.getpid()}"
    said = json.dumps({"zhengmai": version, "state": state}) + "\n"
    with told(folder, "cannot be written to"):
        try:
            with partial.open("w", encoding="utf-8") as file:
                file.write(said)
                file.flush()
                os.fsync(file.fileno())
            move_over(partial, folder / FORMAT_FILE)
        except BaseException:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise


def state_of(folder: Path) -> str:
    """The state of the store: ready, being filled, or of an older format.

    Raises:
        StoreError: it was written by a newer version, or its format file cannot be read.
    """
    try:
        with (folder / FORMAT_FILE).open("rb") as file:
            data = json.loads(file.read(1 << 16))
        version, state = int(data["zhengmai"]), str(data["state"])
        if state not in (READY, FILLING):
            raise ValueError(state)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise StoreError(
            f"{folder}: {FORMAT_FILE} cannot be read; nothing was changed. If this is a store of "
            f"Zhengmai's, make it anew with: zhengmai repair --store {folder}"
        ) from error
    if version > FORMAT:
        raise NewerError(
            f"{folder}: written by a newer Zhengmai (store format {version}, this one reads up to "
            f"{FORMAT}): upgrade with: pip install --upgrade zhengmai"
        )
    return OLD if version < FORMAT and state != FILLING else state


# --- the lock


@contextmanager
def locked(folder: Path, *, write: bool) -> Iterator[None]:
    """Hold the lock of a store, shared with readers or alone.

    Raises:
        StoreError: another process writes, or readers did not let it go.
    """
    path = folder / _LOCK_FILE
    try:
        handle = path.open("a+" if write or not path.exists() else "r", encoding="utf-8")
    except OSError as error:  # a store on a read-only disk can still be read
        if write:
            raise StoreError(f"{folder}: cannot be written to: {error.strerror}") from None
        yield
        return
    with handle:
        _take(handle, folder, write=write)
        if write:
            handle.seek(0)
            handle.truncate()
            with told(folder, "cannot be written to"):
                handle.write(phrase(f"process {os.getpid()}: {Path(sys.argv[0]).name}"))
                handle.flush()
        try:
            yield
        finally:
            if write:
                handle.seek(0)
                handle.truncate()


def _take(handle: IO[str], folder: Path, *, write: bool) -> None:
    """Take the lock. A writer says who it is; whoever holds it without that will soon be done."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            lock(handle, shared=not write)
        except OSError:
            writer = _writer(handle)
            if writer is None and time.monotonic() < deadline:
                time.sleep(_STEP)
                continue
            raise StoreError(
                f"{folder}: in use by another process{f' ({writer})' if writer else ''}; "
                "wait until it is done, or take another store",
                advice=phrase("--store names it"),
            ) from None
        else:
            return


def _writer(handle: IO[str]) -> str | None:
    """The living process that says in the lock that it writes."""
    handle.seek(0)
    said = handle.read(1000).strip()
    found = re.match(r"process (\d{1,10})\b", said)
    if found is None:
        return None
    if sys.platform == "win32":  # there os.kill ends it; and who holds the lock is alive
        return said
    try:
        os.kill(int(found[1]), 0)
    except ProcessLookupError:
        return None
    except (PermissionError, OverflowError):
        pass
    return said
