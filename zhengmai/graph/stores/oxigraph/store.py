"""The embedded store: Oxigraph in a folder, one named graph a notice.

The folder holds ``format.json`` (the format version, written by us), ``lock`` (who writes) and
``quads/`` (Oxigraph's own files). One process writes at a time; who comes while it does is told,
and does not wait. Readers read a snapshot in ``snapshots/`` (hard links, made in some 20 ms): a
reader of the files themselves would break when a writer flushes.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import sys
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyoxigraph as ox

from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.store import GraphData, Row, Value, derived_from
from zhengmai.graph.stores.binding import bind
from zhengmai.graph.stores.oxigraph.filling import QuadStream
from zhengmai.graph.stores.oxigraph.summary import (
    APPLIES_TO,
    PREFIXES,
    SUMMARY,
    Statement,
    gathered,
    renewal,
    shared_in,
    speaks_of_shared,
)

FORMAT = 2  # 1 had no summary
_FORMAT_FILE = "format.json"
_LOCK_FILE = "lock"
_QUADS = "quads"
_SNAPSHOTS = "snapshots"
_FILLING = "filling"
_OLD = "old"
_UNREADABLE = {
    _FILLING: "its first build was interrupted; build it again",
    _OLD: "written by an older Zhengmai; the next zhengmai build PATH --store makes it new",
}
_READ_AT_ONCE = 1 << 20  # bytes
_TOGETHER = 16 << 20  # bytes of graphs that are written together

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + "integer": int, _XSD + "decimal": float, _XSD + "double": float}


class OxigraphStore:
    """An Oxigraph database as a :class:`~zhengmai.graph.store.Store`."""

    language = "sparql"

    def __init__(self, database: ox.Store, folder: Path) -> None:
        self._open: ox.Store | None = database
        self._folder = folder

    @property
    def _database(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"{self._folder}: the store is closed")
        return self._open

    def close(self) -> None:
        """Let the database go; it has no other way to close than to be forgotten."""
        self._open = None

    def put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Write graphs: an empty store is filled in bulk, else new ones some at a time.

        A graph that takes the place of another one is a transaction of its own.
        """
        return self._fill(graphs) if self.is_empty() else self._put(graphs)

    def _fill(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Load graphs in bulk; a fill that is interrupted leaves the store empty."""
        _write_format(self._folder, state=_FILLING)
        stream = self._load(graphs)
        if stream.failed is not None:
            raise stream.failed
        self._database.bulk_extend(gathered(self._database))
        for graph in stream.again.values():
            self._replace(graph)
        self._database.flush()
        _write_format(self._folder)
        yield from (True for _ in range(stream.taken))

    def _put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Replace graphs, and write those that are only added together with their neighbours."""
        waiting: dict[str, GraphData] = {}
        size = 0
        for graph in graphs:
            added = graph.iri not in waiting and self._is_added(graph)
            if added:
                waiting[graph.iri] = graph
                size += len(graph.ntriples)
            if waiting and (size > _TOGETHER or not added):
                yield from self._add(waiting.values())
                waiting, size = {}, 0
            if not added:
                yield self._replace(graph)
        if waiting:
            yield from self._add(waiting.values())

    def _is_added(self, graph: GraphData) -> bool:
        """Whether a graph only comes to what is there, and the summary stays as it is."""
        there = any(map(self._has, (graph.iri, *derived_from(graph.iri))))
        return bool(graph.ntriples) and not there and not speaks_of_shared(graph.ntriples)

    def _add(self, graphs: Collection[GraphData]) -> Iterator[bool]:
        """Write graphs that are not there yet, all or none."""
        with _nothing_written(self._folder):
            self._load(graphs)
        return (True for _ in graphs)

    def _load(self, graphs: Iterable[GraphData]) -> QuadStream:
        """Load graphs that are not there yet in bulk; of several with one name the first."""
        stream = QuadStream(graphs)
        # Not kept under a name: what is raised in here would keep the database open.
        self._database.bulk_load(io.BufferedReader(stream, _READ_AT_ONCE), ox.RdfFormat.N_QUADS)
        return stream

    def _replace(self, graph: GraphData) -> bool:
        """Put a graph in place of the one of the same name, in one transaction."""
        name = ox.NamedNode(graph.iri)
        new = {_plain(t) for t in ox.parse(graph.ntriples, format=ox.RdfFormat.N_TRIPLES)}
        old = {_plain(q) for q in self._database.quads_for_pattern(None, None, None, name)}
        if new == old:
            return False
        gone = (graph.iri, *derived_from(graph.iri))
        renewed = renewal(self._changed(old, new))
        body = graph.ntriples.decode()
        insert = f"INSERT DATA {{ GRAPH {name} {{\n{body}\n}} }}" if new else ""
        self._update(_drops(gone), insert, renewed)
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
            gone = {
                _plain(quad)
                for g in graphs
                for quad in self._database.quads_for_pattern(None, None, None, ox.NamedNode(g))
            }
            self._update(_drops(graphs), renewal(sorted(shared_in(gone))))

    def is_empty(self) -> bool:
        """Whether the store holds no quad."""
        return next(iter(self._database.quads_for_pattern(None, None, None, None)), None) is None

    def rows(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The solutions of a SPARQL query over all graphs as one, values as Python's own."""
        try:
            found = self._database.query(
                bind(question, parameters), use_default_graph_as_union=True
            )
        except SyntaxError as error:
            raise QueryError(f"the query has a mistake: {error}") from error
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("only SELECT queries are answered with rows")
        names = [v.value for v in found.variables]
        try:
            for solution in found:
                yield {name: _value(solution[name]) for name in names}
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def answers(
        self, questions: Sequence[str], parameters: Mapping[str, object]
    ) -> list[list[Row]]:
        """The answers to some questions, one after the other."""
        return [list(self.rows(question, parameters)) for question in questions]

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""
        return sorted(str(g.value) for g in self._database.named_graphs() if g.value != SUMMARY)

    def graph(self, name: str) -> bytes:
        """The triples of one graph, sorted."""
        quads = self._database.quads_for_pattern(None, None, None, ox.NamedNode(name))
        lines = sorted(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
        return ("\n".join(lines) + "\n" if lines else "").encode()

    def _update(self, *steps: str) -> None:
        """Run updates one after the other, in one transaction."""
        with _nothing_written(self._folder):
            self._database.update(PREFIXES + "; ".join(step for step in steps if step))


@contextmanager
def _nothing_written(folder: Path) -> Iterator[None]:
    """Tells of a transaction that failed."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: nothing was written: {error}") from error


@contextmanager
def open_oxigraph(folder: Path, *, write: bool) -> Iterator[OxigraphStore]:
    """Open the store in a folder, for reading or (alone) for writing.

    Raises:
        StoreError: there is no store, a writer is at work on it, or it is of a newer format.
    """
    if not write and not os.path.exists(folder / _FORMAT_FILE):  # noqa: PTH110 - no error if closed
        raise StoreError(
            f"{folder}: there is no store here; make one with: zhengmai build PATH --store {folder}"
        )
    opened = _opened_for_writing(folder) if write else _opened_for_reading(folder)
    with opened as database:
        store = OxigraphStore(database, folder)
        del database
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _opened_for_writing(folder: Path) -> Iterator[ox.Store]:
    _make_folder(folder)
    with _locked(folder, write=True):
        state = _check_format(folder) if (folder / _FORMAT_FILE).exists() else _FILLING
        if state == _FILLING:
            _make_store(folder)  # nothing is in it, or only a part of its first fill
        _remove_old_snapshots(folder)
        database = _database(folder / _QUADS, folder, write=True)
        if state == _OLD:
            database.bulk_extend(gathered(database))
            _write_format(folder)
        try:
            yield database
        finally:
            database.flush()
            del database


@contextmanager
def _opened_for_reading(folder: Path) -> Iterator[ox.Store]:
    """The store as it is now: a snapshot (hard links), so that a later writer is not held up."""
    with ExitStack() as stack:
        with _locked(folder, write=False):
            if (state := _check_format(folder)) in _UNREADABLE:
                raise StoreError(f"{folder}: {_UNREADABLE[state]}")
            database = _database(folder / _QUADS, folder, write=False)
            if os.access(folder, os.W_OK):
                _remove_old_snapshots(folder)
                snapshot = folder / _SNAPSHOTS / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
                snapshot.parent.mkdir(exist_ok=True)
                stack.callback(shutil.rmtree, snapshot, ignore_errors=True)
                database.backup(str(snapshot))
                database = _database(snapshot, folder, write=False)
        yield database


def _database(path: Path, folder: Path, *, write: bool) -> ox.Store:
    try:
        return ox.Store(str(path)) if write else ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{folder}: cannot be opened: {error}. If it was damaged, remove the folder and build "
            "it again"
        ) from error


def _remove_old_snapshots(folder: Path) -> None:
    """Remove the snapshots of processes that are no more."""
    for snapshot in (folder / _SNAPSHOTS).glob("*-*"):
        process = snapshot.name.partition("-")[0]
        if not process.isdigit():
            continue
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(snapshot, ignore_errors=True)
        except PermissionError:
            pass  # another user's process: it is alive


def _make_folder(folder: Path) -> None:
    ours = (_LOCK_FILE, _QUADS, _SNAPSHOTS, _FORMAT_FILE)
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder}: this is a file; a store is a folder")
        strange = folder.exists() and any(not p.name.startswith(ours) for p in folder.iterdir())
        if strange and not (folder / _FORMAT_FILE).exists():
            raise StoreError(f"{folder}: this folder holds other files; give a new or empty one")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error


def _make_store(folder: Path) -> None:
    """Begin a store in a folder that has none (or one that was never finished)."""
    try:
        shutil.rmtree(folder / _QUADS, ignore_errors=True)
        ox.Store(str(folder / _QUADS)).flush()
        _write_format(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error}") from error


def _write_format(folder: Path, state: str = "ready") -> None:
    """Write the format file as a whole: a reader sees the old one or the new one."""
    partial = folder / f"{_FORMAT_FILE}.{os.getpid()}"
    partial.write_text(json.dumps({"zhengmai": FORMAT, "state": state}) + "\n", encoding="utf-8")
    partial.replace(folder / _FORMAT_FILE)


def _check_format(folder: Path) -> str:
    """The state of the store: ready, being filled, or of an older format.

    Raises:
        StoreError: it was written by a newer version, or its format file cannot be read.
    """
    try:
        data = json.loads((folder / _FORMAT_FILE).read_text(encoding="utf-8"))
        version, state = int(data["zhengmai"]), str(data["state"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{folder}: {_FORMAT_FILE} cannot be read, so this may be no store of Zhengmai's"
        ) from error
    if version > FORMAT:
        raise StoreError(
            f"{folder}: written by a newer Zhengmai (store format {version}, this one reads up to "
            f"{FORMAT}): upgrade with: pip install --upgrade zhengmai"
        )
    return _OLD if version < FORMAT and state != _FILLING else state


@contextmanager
def _locked(folder: Path, *, write: bool) -> Iterator[None]:
    path = folder / _LOCK_FILE
    try:
        handle = path.open("a+" if write or not path.exists() else "r", encoding="utf-8")
    except OSError:  # a store on a read-only disk can still be read
        if write:
            raise StoreError(f"{folder}: cannot be written to") from None
        yield
        return
    with handle:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            handle.seek(0)
            who = handle.read().strip()
            raise StoreError(
                f"{folder}: in use by another process{f' ({who})' if who else ''}; "
                "wait until it is done, or give another --store"
            ) from None
        if write:
            handle.seek(0)
            handle.truncate()
            handle.write(f"process {os.getpid()}: {Path(sys.argv[0]).name}")
            handle.flush()
        try:
            yield
        finally:
            if write:
                handle.seek(0)
                handle.truncate()


def _drops(graphs: Iterable[str]) -> str:
    return "; ".join(f"DROP SILENT GRAPH {ox.NamedNode(g)}" for g in graphs)


def _plain(triple: ox.Triple | ox.Quad) -> Statement:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _value(term: object) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == _XSD + "boolean":
            return term.value == "true"
        number = _NUMBERS.get(datatype)
        try:
            return term.value if number is None else number(term.value)
        except ValueError:  # "abc"^^xsd:integer is a text that only says it is a number
            return term.value
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return term.value
    return str(term)
