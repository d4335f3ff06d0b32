"""向量缓存: vectors that were made once are kept, by the hash of their text."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.meaning import Vectors

_AT_ONCE: Final = 500  # texts that are asked for, made and kept together
_WAIT: Final = 60.0  # seconds for another process that writes


class Remembered:
    """Vectors of a source, kept in a file of the user's cache folder, with 16 bits a number.

    Without a place to keep them they are made each time: a cache is no reason to fail.
    """

    def __init__(self, source: Vectors, name: str, folder: Path | None = None) -> None:
        """Keep the vectors of a source.

        Args:
            source: what makes vectors.
            name: of the source: another one has other vectors.
            folder: of the files; the user's cache folder where none is given.
        """
        self._source = source
        kept = hashlib.sha256(name.encode()).hexdigest()[:16]
        self._file = (_folder() if folder is None else folder) / f"{kept}.sqlite"

    def of(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text."""
        different = list(dict.fromkeys(texts))
        found: dict[str, Floats] = {}
        with _opened(self._file) as database:
            for at in range(0, len(different), _AT_ONCE):
                some = different[at : at + _AT_ONCE]
                found.update(_kept(database, some))
                missing = [text for text in some if text not in found]
                if missing:
                    made = self._source.of(missing).astype(np.float16)
                    found.update(zip(missing, made.astype(np.float32), strict=True))
                    _keep(database, zip(missing, made, strict=True))
        return np.stack([found[text] for text in texts]) if texts else self._source.of([])


def _folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "zhengmai" / "vectors"


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection | None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        database = _database(file)
    except (OSError, sqlite3.Error):
        yield None
        return
    with closing(database):
        yield database


def _database(file: Path) -> sqlite3.Connection:
    """The file; one that is no database (any more) begins anew."""
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
        database.execute(
            "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) "
            "WITHOUT ROWID"
        )
    except sqlite3.Error:
        database.close()
        raise
    return database


def _kept(
    database: sqlite3.Connection | None, texts: Sequence[str]
) -> Iterator[tuple[str, Floats]]:
    if database is None:
        return
    of = {_key(text): text for text in texts}
    marks = ", ".join("?" * len(of))
    try:
        rows = database.execute(
            f"SELECT text, vector FROM vectors WHERE text IN ({marks})",  # noqa: S608 - only marks
            list(of),
        ).fetchall()
    except sqlite3.Error:
        return
    for key, vector in rows:
        yield of[key], np.frombuffer(vector, np.float16).astype(np.float32)


def _keep(
    database: sqlite3.Connection | None, made: Iterable[tuple[str, np.typing.NDArray[np.float16]]]
) -> None:
    if database is None:
        return
    rows = [(_key(text), vector.tobytes()) for text, vector in made]
    try:
        with database:
            database.execute("BEGIN")
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
    except sqlite3.Error:
        return  # a full disk, a file that is locked for long: it is made again next time


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
