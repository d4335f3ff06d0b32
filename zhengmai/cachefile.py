"""缓存: what was made once and can be made again, kept by key in the user's cache folder.

A cache is no reason to fail: where there is no place for it, where the disk is full or where
another process holds it for long, everything is made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_WAIT: Final = 60.0  # seconds for another process that writes
_AT_ONCE: Final = 500  # keys in one question


def cache_folder() -> Path:
    """Where the caches of the user are: ``~/.cache/zhengmai``; ``XDG_CACHE_HOME`` moves it."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "zhengmai"


@dataclass(frozen=True)
class CacheFile:
    """A file of pieces, open; without a database nothing is known and nothing kept."""

    _database: sqlite3.Connection | None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under some keys."""
        found: dict[bytes, bytes] = {}
        if self._database is None:
            return found
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            try:
                rows = self._database.execute(
                    f"SELECT key, piece FROM pieces WHERE key IN ({marks})",  # noqa: S608 - marks
                    some,
                ).fetchall()
            except sqlite3.Error:
                return found
            found.update(rows)
        return found

    def put(self, pieces: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep pieces under their keys."""
        if self._database is None:
            return
        try:
            with self._database:
                self._database.execute("BEGIN")
                self._database.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?)", pieces)
        except sqlite3.Error:
            return


@contextmanager
def cache_file(file: Path) -> Iterator[CacheFile]:
    """Open a file of pieces; one that is no database (any more) begins anew."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        database = _database(file)
    except (OSError, sqlite3.Error):
        yield CacheFile(None)
        return
    with closing(database):
        yield CacheFile(database)


def _database(file: Path) -> sqlite3.Connection:
    try:
        return _with_table(file)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        file.unlink()
        return _with_table(file)


def _with_table(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous=OFF")  # what a power cut spoils is made again
        database.execute(
            "CREATE TABLE IF NOT EXISTS pieces (key BLOB PRIMARY KEY, piece BLOB NOT NULL) "
            "WITHOUT ROWID"
        )
    except sqlite3.Error:
        database.close()
        raise
    return database
