"""Keeping the index of words up to date with the notices that a writer writes.

A writer tells of each notice that it has written or removed. At its end the new index takes the
place of the old one. Where the old one was not of the state that the writer found (another was
killed between the quads and the index; the file is gone or damaged), it is made anew from the
quads. An index that cannot be written is none: what it would answer is found without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.oxigraph.said import Sayings, facts_in, facts_of, sayings
from zhengmai.graph.stores.oxigraph.summary import is_summary
from zhengmai.graph.stores.oxigraph.words import NoIndexError, WordIndex, WordWriter
from zhengmai.ontology import iris

_FAILURES = (sqlite3.Error, OSError, ValueError)  # a half of a surrogate pair is one


class Indexing:
    """The index of a store while that is written."""

    def __init__(self, folder: Path, stamp: str, *, empty: bool) -> None:
        """Begin.

        Args:
            folder: of the store.
            stamp: of the state that it is in.
            empty: it holds nothing.
        """
        self._folder = folder
        self._empty = empty
        self._stale = not empty and not is_right(folder, stamp)
        self._writer: WordWriter | None = None

    def put(self, graph: GraphData) -> None:
        """A graph was written."""
        kind, notice = iris.graph_kind(graph.iri)
        if kind == "notice" and not self._stale:
            self._write(lambda w: w.put(sayings(notice, facts_of(graph.ntriples))))

    def remove(self, graphs: Iterable[str]) -> None:
        """Graphs were removed."""
        for kind, notice in map(iris.graph_kind, graphs):
            if kind == "notice" and not self._stale:
                self._write(partial(WordWriter.remove, notice=notice))

    def spoil(self) -> None:
        """It is not known what was written; at the end all is read again."""
        self._stale = True
        self.drop()

    def drop(self) -> None:
        """Leave the index that is there."""
        if self._writer is not None:
            self._writer.drop()
            self._writer = None

    def finish(self, stamp: str, everything: Callable[[], Iterable[Sayings]]) -> None:
        """Bring the index to the state that the store has now.

        Args:
            stamp: of that state.
            everything: reads what all notices say.
        """
        if self._writer is not None and self._writer.is_half_empty:
            self.spoil()
        if self._stale:
            make(self._folder, stamp, everything())
        elif self._writer is not None:
            try:
                self._writer.finish(stamp)
            except _FAILURES:
                self._writer.drop()
        self._writer = None

    def _write(self, work: Callable[[WordWriter], None]) -> None:
        try:
            if self._writer is None:
                self._writer = WordWriter(self._folder, anew=self._empty)
            work(self._writer)
        except _FAILURES:
            self.spoil()


def is_right(folder: Path, stamp: str) -> bool:
    """Whether there is an index of a state of a store."""
    try:
        WordIndex(folder, stamp).close()
    except NoIndexError:
        return False
    return True


def make(folder: Path, stamp: str, everything: Iterable[Sayings]) -> bool:
    """Make an index anew; whether that could be done."""
    writer = None
    try:
        writer = WordWriter(folder, anew=True)
        for one in everything:
            writer.put(one)
        writer.finish(stamp)
    except _FAILURES:
        if writer is not None:
            writer.drop()
        return False
    except BaseException:
        if writer is not None:
            writer.drop()
        raise
    return True


def all_sayings(database: ox.Store) -> Iterable[Sayings]:
    """What all notices of a database say."""
    for graph in database.named_graphs():
        name = str(graph.value)
        if iris.graph_kind(name)[0] == "notice" and not is_summary(name):
            yield sayings(name, facts_in(database, name))
