"""全文索引: in which tasks a word may stand, kept in an SQLite file beside the quads.

Chinese is written without blanks, and people look for words of one character and of two. So the
index knows pairs of neighbouring characters (case-folded, the last one with the end of its text): a
word of two characters is a pair, one character the beginning of pairs, and of a longer word all
pairs have to be there. That only narrows: whether a task says a word is told by its text.

The file is never changed in place. A new one takes its place as a whole, so a reader keeps the one
that it opened, and whoever is killed leaves the old one. It carries the stamp of the state of the
store that it was made of; where the store has another one it is not used.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from zhengmai.graph.store import Wording
from zhengmai.graph.stores.oxigraph.folder import WORDS
from zhengmai.graph.stores.oxigraph.said import Saying, Sayings
from zhengmai.wholefiles import move_over

_VERSION: Final = 4  # 1 had no texts of points, 2 no second names of units, 3 no limits of tasks
_HALF: Final = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no character
_END: Final = "z"  # behind the last character of a text
_MOST_PAIRS: Final = 64  # of a word that is looked for
_SCHEMA: Final = (
    "CREATE TABLE state (version INTEGER, stamp TEXT)",
    "CREATE TABLE notice (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, place TEXT, year TEXT)",
    # A number is not given twice: the pairs of what is gone stay in the index, and lead nowhere.
    "CREATE TABLE saying (id INTEGER PRIMARY KEY AUTOINCREMENT, notice INTEGER, place INTEGER, "
    "task INTEGER, iri TEXT)",
    "CREATE INDEX saying_notice ON saying (notice)",
    "CREATE VIRTUAL TABLE pairs USING fts5(text, heading, names, content='', detail='column', "
    "tokenize='ascii')",
)
_SAYING: Final = (
    "SELECT notice.iri, saying.place, saying.iri FROM pairs "
    "JOIN saying ON saying.id = pairs.rowid JOIN notice ON notice.id = saying.notice "
    "WHERE pairs MATCH ? AND saying.task = ?"
)
# A notice of which that is not told, or told twice, is not left out.
_WITHIN: Final = "(notice.place IS NULL OR notice.place IN (SELECT value FROM json_each(?)))"
_OF_YEAR: Final = "(notice.year IS NULL OR notice.year = ?)"
_COLUMNS: Final = {"any": "", "text": "{text} : ", "heading": "{heading} : ", "point": ""}
_OF_POINTS: Final = ("heading", "point")


class NoIndexError(Exception):
    """There is no index that can be used."""


@lru_cache(maxsize=1 << 16)
def _code(character: str) -> str:
    """A character as letters that no tokenizer takes apart; no code begins another one."""
    number = ord(character)
    return f"{number:04x}" if number < 1 << 16 else f"g{number:06x}"


def pairs(texts: Iterable[str]) -> str:
    """The pairs of characters of texts, parted by blanks."""
    found: list[str] = []
    for text in texts:
        codes = [_code(c) for c in text.casefold()]
        found += map(str.__add__, codes, [*codes[1:], _END])
    return " ".join(found)


def expression(words: Sequence[str], of: str) -> str | None:
    """What the index is asked for words: all of them; None where that is nothing."""
    parts = []
    for word in words:
        codes = [_code(c) for c in word.casefold()]
        both = dict.fromkeys(map(str.__add__, codes, codes[1:]))
        parts += [f'"{pair}"' for pair in list(both)[:_MOST_PAIRS]]
        if len(codes) == 1:
            parts.append(f'"{codes[0]}" *')
    return f"{_COLUMNS[of]}({' AND '.join(dict.fromkeys(parts))})" if parts else None


class WordIndex:
    """The index of a store, as it is now, for reading."""

    def __init__(self, folder: Path, stamp: str) -> None:
        """Open it.

        Raises:
            NoIndexError: there is none, it is damaged, or it is not of this state of the store.
        """
        address = f"{(folder / WORDS).absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            found = self._connection.execute("SELECT version, stamp FROM state").fetchall()
        except (sqlite3.Error, OSError) as error:
            raise NoIndexError(str(error)) from error
        if not stamp or found != [(_VERSION, stamp)]:
            self._connection.close()
            raise NoIndexError("it is of another state of the store")

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def saying(self, wanted: Wording) -> list[str]:
        """The tasks (points, where these are meant) that may say words, by notice and order.

        Raises:
            NoIndexError: it is damaged, or no words are given.
        """
        match = expression(wanted.words, wanted.of)
        if match is None or _HALF.search("".join(wanted.words)):
            raise NoIndexError("no words")
        filters, values = [], [match, int(wanted.of not in _OF_POINTS)]
        if wanted.within is not None:
            filters.append(_WITHIN)
            values.append(json.dumps(list(wanted.within)))
        if wanted.year is not None:
            filters.append(_OF_YEAR)
            values.append(str(wanted.year))
        try:
            rows = self._connection.execute(" AND ".join([_SAYING, *filters]), values).fetchall()
        except sqlite3.Error as error:
            raise NoIndexError(str(error)) from error
        rows.sort()
        return [_whole(notice, iri) for notice, _, iri in rows]


def _tail(notice: str, iri: str) -> str:
    """An IRI without that of its notice, which it begins with."""
    return iri[len(notice) :] if iri.startswith(notice + "/") else iri


def _whole(notice: str, tail: str) -> str:
    return notice + tail if tail.startswith("/") else tail


class WordWriter:
    """A new index, made from nothing or from the one that is there."""

    def __init__(self, folder: Path, *, anew: bool) -> None:
        """Begin it; ``anew`` without what is there.

        Raises:
            sqlite3.Error, OSError: it cannot be made.
        """
        self._folder = folder
        self._path = folder / f"{WORDS}.new"
        self._path.unlink(missing_ok=True)
        if not anew:
            shutil.copyfile(folder / WORDS, self._path)
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
                self._connection.execute(f"PRAGMA {setting}")
            if anew:
                self._connection.execute("PRAGMA page_size=8192")
                for statement in _SCHEMA:
                    self._connection.execute(statement)
            self._connection.execute("BEGIN")
        except BaseException:
            self.drop()
            raise

    def put(self, of: Sayings) -> None:
        """Take what a notice says, in the place of what it said before."""
        self.remove(of.notice)
        place, year = (one[0] if len(one) == 1 else None for one in (of.places, of.years))
        notice = self._connection.execute(
            "INSERT INTO notice (iri, place, year) VALUES (?, ?, ?)", (of.notice, place, year)
        ).lastrowid
        for said in of.own:
            row = (notice, said.order, int(said.is_task), _tail(of.notice, said.iri))
            number = self._connection.execute(
                "INSERT INTO saying (notice, place, task, iri) VALUES (?, ?, ?, ?)", row
            ).lastrowid
            self._connection.execute(
                "INSERT INTO pairs (rowid, text, heading, names) VALUES (?, ?, ?, ?)",
                (number, *_indexed(said)),
            )

    def remove(self, notice: str) -> None:
        """Forget what a notice said."""
        found = self._connection.execute("SELECT id FROM notice WHERE iri = ?", (notice,))
        for (number,) in found.fetchall():
            self._connection.execute("DELETE FROM saying WHERE notice = ?", (number,))
            self._connection.execute("DELETE FROM notice WHERE id = ?", (number,))

    @property
    def is_half_empty(self) -> bool:
        """Whether most of what is in the index is of tasks that are gone."""
        given, held = self._connection.execute(
            "SELECT coalesce(max(id), 0), count(*) FROM saying"
        ).fetchone()
        return bool(given > 2 * held + 10_000)

    def finish(self, stamp: str) -> None:
        """Put it in its place, as the index of a state of the store."""
        self._connection.execute("DELETE FROM state")
        self._connection.execute("INSERT INTO state VALUES (?, ?)", (_VERSION, stamp))
        self._connection.execute("COMMIT")
        self._connection.close()
        with self._path.open("r+b") as file:  # Windows makes no other file sure
            os.fsync(file.fileno())
        move_over(self._path, self._folder / WORDS)

    def drop(self) -> None:
        """Leave what is there as it is."""
        with suppress(sqlite3.Error):
            self._connection.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _indexed(said: Saying) -> tuple[str, str, str]:
    return pairs([said.text]) if said.text else "", pairs(said.headings), pairs(said.names)
