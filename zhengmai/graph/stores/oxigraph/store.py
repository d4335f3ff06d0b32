"""The embedded store: Oxigraph in a folder, one named graph a notice."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.store import Answered, GraphData, Limits, Row, Wording, derived_from
from zhengmai.graph.stores.binding import bind
from zhengmai.graph.stores.oxigraph.filling import QuadStream
from zhengmai.graph.stores.oxigraph.folder import (
    FILLING,
    opened_for_reading,
    opened_for_writing,
    told,
    write_format,
)
from zhengmai.graph.stores.oxigraph.indexing import Indexing, all_sayings
from zhengmai.graph.stores.oxigraph.stuck import ended_when_stuck
from zhengmai.graph.stores.oxigraph.summary import (
    APPLIES_TO,
    PREFIXES,
    SUMMARY,
    Statement,
    is_empty,
    is_summary,
    mark,
    new_mark,
    renew,
    renewal,
    shared_in,
    speaks_of_shared,
    stamp,
)
from zhengmai.graph.stores.oxigraph.terms import value_of
from zhengmai.graph.stores.oxigraph.words import NoIndexError, WordIndex
from zhengmai.interruption import breakable_between, unbroken
from zhengmai.ontology import iris

_READ_AT_ONCE = 1 << 20  # bytes
_TOGETHER = 16 << 20  # bytes of graphs that are written together
_NOT_FILLED = "the first build cannot be written"
_NOT_READ = "cannot be read"
_NOT_WRITTEN = "nothing was written"


class OxigraphStore:
    """An Oxigraph database as a :class:`~zhengmai.graph.store.Store`."""

    language = "sparql"

    def __init__(
        self,
        database: ox.Store,
        folder: Path,
        snapshot: Path | None = None,
        indexing: Indexing | None = None,
    ) -> None:
        """A database that is open.

        Args:
            database: itself.
            folder: of the store; it is called so in errors.
            snapshot: where it can be opened once more by another process, for reading.
            indexing: keeps the index of words, while the store is written.
        """
        self._open: ox.Store | None = database
        self._folder = folder
        self._snapshot = snapshot
        self._indexing = indexing
        self._words: WordIndex | None = None
        self._is_searched = False

    @property
    def _database(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"{self._folder}: the store is closed")
        return self._open

    def close(self) -> None:
        """Let the database go; it has no other way to close than to be forgotten."""
        self._open = None
        if self._words is not None:
            self._words.close()
            self._words = None

    def put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Write graphs: an empty store is filled in bulk, else new ones some at a time.

        A graph that takes the place of another one is a transaction of its own.
        """
        return self._fill(graphs) if self.is_empty() else self._put(graphs)

    def _fill(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Load graphs in bulk; one that is killed meanwhile leaves the store empty.

        What was made before somebody stops it is kept.
        """
        write_format(self._folder, FILLING)
        with unbroken():
            with told(self._folder, _NOT_FILLED), self._indexed():
                stream = self._load(breakable_between(graphs))
            if stream.failed is not None and not isinstance(stream.failed, KeyboardInterrupt):
                if self._indexing is not None:
                    self._indexing.spoil()
                raise stream.failed
            with told(self._folder, _NOT_FILLED):
                renew(self._database)
            for graph in stream.again.values():
                self._replace(graph)
            with told(self._folder, _NOT_FILLED):
                self._database.flush()
            write_format(self._folder)
        if stream.failed is not None:
            raise stream.failed
        yield from (True for _ in range(stream.taken))

    def _put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Replace graphs, and write those that are only added together with their neighbours.

        What was made before somebody stops it is kept.
        """
        waiting = _Waiting(self._add)
        try:
            for graph in graphs:
                with unbroken():
                    done = waiting.take(graph) if self._is_next(waiting, graph) else [
                        *waiting.put(), self._replace(graph)
                    ]  # fmt: skip
                yield from done
        except KeyboardInterrupt:
            with unbroken():
                waiting.put()
            raise
        with unbroken():
            done = waiting.put()
        yield from done

    def _is_next(self, waiting: _Waiting, graph: GraphData) -> bool:
        return graph.iri not in waiting.graphs and self._is_added(graph)

    def _is_added(self, graph: GraphData) -> bool:
        """Whether a graph only comes to what is there, and the summary stays as it is."""
        with told(self._folder, _NOT_READ):
            there = any(map(self._has, (graph.iri, *derived_from(graph.iri))))
        return bool(graph.ntriples) and not there and not speaks_of_shared(graph.ntriples)

    def _add(self, graphs: Collection[GraphData]) -> None:
        """Write graphs that are not there yet, all or none."""
        with told(self._folder, _NOT_WRITTEN), self._indexed():
            stream = self._load(graphs, marked=any(map(_is_of_notice, (g.iri for g in graphs))))
        if stream.failed is not None:
            raise stream.failed

    def _load(self, graphs: Iterable[GraphData], *, marked: bool = True) -> QuadStream:
        """Load graphs that are not there yet in bulk; of several with one name the first."""
        first = f"{mark()} .\n".encode() if marked else b""
        stream = QuadStream(graphs, first, None if self._indexing is None else self._indexing.put)
        # Not kept under a name: what is raised in here would keep the database open.
        self._database.bulk_load(io.BufferedReader(stream, _READ_AT_ONCE), ox.RdfFormat.N_QUADS)
        return stream

    def _replace(self, graph: GraphData) -> bool:
        """Put a graph in place of the one of the same name, in one transaction."""
        with (
            told(self._folder, _NOT_WRITTEN),
            self._indexed(),
            ended_when_stuck(self._folder),
        ):
            return self._replaced(graph)

    def _replaced(self, graph: GraphData) -> bool:
        name = ox.NamedNode(graph.iri)
        new = {_plain(t) for t in ox.parse(graph.ntriples, format=ox.RdfFormat.N_TRIPLES)}
        old = {_plain(q) for q in self._database.quads_for_pattern(None, None, None, name)}
        if new == old:
            return False
        gone = (graph.iri, *derived_from(graph.iri))
        renewed = renewal(self._changed(old, new))
        body = graph.ntriples.decode()
        insert = f"INSERT DATA {{ GRAPH {name} {{\n{body}\n}} }}" if new else ""
        marked = new_mark() if _is_of_notice(graph.iri) else ""
        self._update(_drops(gone), insert, renewed, marked)
        if self._indexing is not None:
            self._indexing.put(graph)
        return True

    def _has(self, graph: str) -> bool:
        return self._database.contains_named_graph(ox.NamedNode(graph))

    def _changed(self, old: set[Statement], new: set[Statement]) -> list[str]:
        """The places and units of which the summary has to be made anew."""
        named = shared_in(old | new)
        # Most notices say of their places what all others say, and there may be thousands of them.
        known = {
            place
            for place in shared_in(new, kinds=["Jurisdiction"])
            if all(t in new for t in old if t[0] == place)
            and all(self._in_summary(t) for t in new if t[0] == place)
        }
        # What falls to all departments of a place is a fact of the place that a notice is for.
        own = {thing for _, predicate, thing in old | new if predicate == APPLIES_TO}
        return sorted((named - known) | own)

    def _in_summary(self, statement: Statement) -> bool:
        subject, predicate, thing = (t.strip("<>") for t in statement)
        value = ox.NamedNode(thing) if statement[2].startswith("<") else None
        found = self._database.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(SUMMARY)
        )
        return any(_plain(quad) == statement for quad in found)

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs in one transaction."""
        if graphs:
            with told(self._folder, _NOT_WRITTEN):
                gone = {
                    _plain(quad)
                    for g in graphs
                    for quad in self._database.quads_for_pattern(None, None, None, ox.NamedNode(g))
                }
            marked = new_mark() if any(map(_is_of_notice, graphs)) else ""
            with self._indexed():
                self._update(_drops(graphs), renewal(sorted(shared_in(gone))), marked)
                if self._indexing is not None:
                    self._indexing.remove(graphs)

    def is_empty(self) -> bool:
        """Whether the store holds nothing of a notice."""
        with told(self._folder, _NOT_READ):
            return is_empty(self._database)

    def rows(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The solutions of a SPARQL query over all graphs as one, values as Python's own."""
        try:
            found = self._database.query(
                bind(question, parameters), use_default_graph_as_union=True
            )
        except SyntaxError as error:
            raise QueryError(f"the query has a mistake: {error}") from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"{self._folder}: the query cannot be answered: {error}") from error
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("only SELECT queries are answered with rows")
        names = [v.value for v in found.variables]
        try:
            for solution in found:
                yield dict(zip(names, map(value_of, solution), strict=True))
        except (OSError, RuntimeError) as error:
            raise QueryError(f"{self._folder}: the query cannot be answered: {error}") from error

    def answers(
        self, questions: Sequence[str], parameters: Mapping[str, object]
    ) -> list[list[Row]]:
        """The answers to some questions, one after the other."""
        return [list(self.rows(question, parameters)) for question in questions]

    def ask(self, question: str, parameters: Mapping[str, object], limits: Limits) -> Answered:
        """The answers to a SPARQL query of a user's own, by a process that can be ended."""
        if self._open is None:
            raise StoreError(f"{self._folder}: the store is closed")
        if self._snapshot is None:
            raise StoreError(f"{self._folder}: open it for reading to ask a question of your own")
        from zhengmai.graph.stores.oxigraph import bounded  # of queries of a user's own alone

        return bounded.ask(self._snapshot, question, parameters, limits)

    def saying(self, wanted: Wording) -> list[str] | None:
        """The tasks (or points) that may say words; None where there is no index of this state."""
        if not self._is_searched:
            self._is_searched = True
            with suppress(NoIndexError):
                if self._indexing is None:  # while the store is written it is not up to date
                    self._words = WordIndex(self._folder, stamp(self._database))
        if self._words is None:
            return None
        try:
            return self._words.saying(wanted)
        except NoIndexError:
            return None

    @contextmanager
    def _indexed(self) -> Iterator[None]:
        """Sees that the index is made anew where it is not known what was written."""
        try:
            yield
        except BaseException:
            if self._indexing is not None:
                self._indexing.spoil()
            raise

    def finish(self) -> None:
        """Bring the index of words up to date; at the end of a writer's work."""
        if self._indexing is not None:
            database = self._database
            self._indexing.finish(stamp(database), lambda: all_sayings(database))

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""
        with told(self._folder, _NOT_READ):
            return sorted(
                str(g.value) for g in self._database.named_graphs() if not is_summary(str(g.value))
            )

    def graph(self, name: str) -> bytes:
        """The triples of one graph, sorted."""
        with told(self._folder, _NOT_READ):
            quads = self._database.quads_for_pattern(None, None, None, ox.NamedNode(name))
            lines = sorted(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
        return ("\n".join(lines) + "\n" if lines else "").encode()

    def _update(self, *steps: str) -> None:
        """Run updates one after the other, in one transaction."""
        with told(self._folder, _NOT_WRITTEN), ended_when_stuck(self._folder):
            self._database.update(PREFIXES + "; ".join(step for step in steps if step))


class _Waiting:
    """Graphs that are written together."""

    def __init__(self, write: Callable[[Collection[GraphData]], None]) -> None:
        self.graphs: dict[str, GraphData] = {}
        self._write = write
        self._size = 0

    def take(self, graph: GraphData) -> list[bool]:
        """Take a graph; those that were written, if it was time for that."""
        self.graphs[graph.iri] = graph
        self._size += len(graph.ntriples)
        return self.put() if self._size > _TOGETHER else []

    def put(self) -> list[bool]:
        """Write what waits; for each whether that changed something."""
        graphs, self.graphs, self._size = self.graphs, {}, 0
        if graphs:
            self._write(graphs.values())
        return [True] * len(graphs)


@contextmanager
def open_oxigraph(folder: Path, *, write: bool) -> Iterator[OxigraphStore]:
    """Open the store in a folder, for reading or (alone) for writing.

    Raises:
        StoreError: there is no store, a writer is at work on it, or it is of a newer format.
    """
    if write:
        with opened_for_writing(folder, renew) as database:
            with told(folder, _NOT_READ):
                indexing = Indexing(folder, stamp(database), empty=is_empty(database))
            store = OxigraphStore(database, folder, indexing=indexing)
            del database
            try:
                yield store
                store.finish()
            finally:
                indexing.drop()
                store.close()
        return
    with opened_for_reading(folder) as (database, path):
        store = OxigraphStore(database, folder, path)
        del database
        try:
            yield store
        finally:
            store.close()


def _drops(graphs: Iterable[str]) -> str:
    return "; ".join(f"DROP SILENT GRAPH {ox.NamedNode(g)}" for g in graphs)


def _is_of_notice(graph: str) -> bool:
    return iris.graph_kind(graph)[0] == "notice"


def _plain(triple: ox.Triple | ox.Quad) -> Statement:
    return str(triple.subject), str(triple.predicate), str(triple.object)
