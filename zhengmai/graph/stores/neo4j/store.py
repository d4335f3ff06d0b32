"""The Neo4j store: the property graph of all notices in a database of a Neo4j server.

Notices are written in managed transactions, each of which first locks the store's own node, so
writers wait for each other: whoever comes second sees what the first one wrote, and no fact about a
shared unit or place is lost between them. A transaction that meets a server that is gone or
starting again is tried anew until :data:`.opening.PATIENCE` is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from zhengmai.errors import StoreError
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Answered, GraphData, Limits, Repaired, Row, Wording
from zhengmai.graph.stores.binding import bind_cypher
from zhengmai.graph.stores.neo4j import asking
from zhengmai.graph.stores.neo4j import statements as cypher
from zhengmai.graph.stores.neo4j.address import Address
from zhengmai.graph.stores.neo4j.errors import MADE_MEANWHILE, NoRoomError, told_of
from zhengmai.graph.stores.neo4j.pieces import FORMAT, STORE_IRI, Piece
from zhengmai.graph.stores.neo4j.transactions import (
    clear,
    clear_lineage,
    clear_said,
    digests,
    lock,
    run,
    run_alone,
    run_each,
    write_lineages,
    write_notices,
    write_said,
)
from zhengmai.graph.stores.neo4j.values import kept, value_of
from zhengmai.ontology import iris
from zhengmai.ontology.iris import GraphKind
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import PropertyGraph
from zhengmai.ontology.propertygraph.writing import to_triples
from zhengmai.wording import phrase

T = TypeVar("T")

_BATCH = 200  # graphs written in one transaction: a notice and its lineage are two


class Neo4jStore:
    """A Neo4j database as a :class:`~zhengmai.graph.store.Store`."""

    language = "cypher"

    def __init__(self, driver: neo4j.Driver, where: Address) -> None:
        self._driver = driver
        self._where = where
        self._indexed = True

    # --- making

    def prepare(self, *, write: bool) -> None:
        """Make the store where there is none, or see that it is one that this version knows.

        Raises:
            StoreError: a newer version wrote it; or there is none, and ``write`` is not set.
        """
        found = next(iter(self._read(cypher.FORMAT, iri=STORE_IRI)), None)
        if found is None and not write and self.is_empty():
            raise StoreError(
                f"{self._where}: there is no store here",
                advice=phrase(f"make one with: zhengmai build PATH --store {self._where}"),
            )
        if found is None and not self.is_empty():
            raise StoreError(
                f"{self._where}: there are notices here, and the node that says which format they "
                f"have is gone; nothing was changed. Make it anew with: zhengmai repair --store "
                f"{self._where}"
            )
        if found is not None and found["format"] > FORMAT:
            raise StoreError(
                f"{self._where}: written by a newer Zhengmai (store format {found['format']}, this "
                f"one reads up to {FORMAT}): upgrade with: pip install --upgrade zhengmai"
            )
        if found is None:
            self._make(cypher.KEYS)
            self._execute(lambda tx: run(tx, cypher.NEW, iri=STORE_IRI, format=FORMAT).consume())
            self._indexed = False
        elif write or not found["ready"]:  # a fresh import has none, an interrupted fill not all
            self._make(cypher.KEYS)
            self._make_indexes()

    def _make(self, schema: Iterable[str]) -> None:
        """Make constraints and indexes; one that another makes at the same moment is there, too."""
        for statement in schema:
            try:
                self._execute(partial(run_alone, statement))
            except StoreError as error:
                if getattr(error.__cause__, "code", None) not in MADE_MEANWHILE:
                    raise

    def _make_indexes(self) -> None:
        self._make(cypher.INDEXES)
        self._execute(partial(run_alone, cypher.AWAIT_INDEXES))
        self._execute(lambda tx: run(tx, cypher.READY, iri=STORE_IRI, format=FORMAT).consume())
        self._indexed = True

    def repair(self) -> Repaired:
        """Make anew what was made from the notices: keys, indexes, and what is told of units.

        Raises:
            StoreError: there are no notices here, or a newer version wrote them.
        """
        found = next(iter(self._read(cypher.FORMAT, iri=STORE_IRI)), None)
        if found is not None or self.is_empty():
            self.prepare(write=False)  # refuses where there is none, or one of a newer version
        self._make(cypher.KEYS)
        shared = [(row["label"], row["iri"]) for row in self._read(cypher.SHARED)]
        for some in in_parts(shared):
            self._execute(partial(_gather, nodes=some))
        self._make_indexes()
        done = [
            phrase("keys and indexes are there"),
            phrase("what is told of units was gathered anew"),
        ]
        if found is None:
            done.insert(0, phrase("the node that says which format the store has was written anew"))
        return Repaired(tuple(self.graphs()), tuple(done))

    # --- writing

    def put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Write graphs, many in a transaction; what is there already is left as it is."""
        with ThreadPoolExecutor(1) as writer:  # the server writes while the next ones are converted
            writing: Future[list[bool]] | None = None
            for batch in _batches(map(Piece.of, graphs)):
                if writing is not None:  # after a failure nothing more is written
                    yield from writing.result()
                writing = writer.submit(self._write, batch)
            if writing is not None:
                yield from writing.result()
        if not self._indexed:
            self._make_indexes()

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs in one transaction, and what nobody speaks of any more."""
        notices: dict[GraphKind, list[str]] = defaultdict(list)
        for graph in graphs:
            kind, notice = iris.graph_kind(graph)
            notices[kind].append(notice)

        def work(tx: neo4j.ManagedTransaction) -> None:
            lock(tx)
            clear_lineage(tx, notices["lineage"])
            for kind in pg.SAID_OF:
                clear_said(tx, kind, notices[kind])
            spoken_of = clear(tx, notices["notice"], kept=[])
            run(tx, cypher.FORGET, iris=notices["notice"]).consume()
            spoken_of |= {("Notice", n) for n in notices["notice"]}
            run_each(tx, cypher.sweep(), spoken_of)
            run_each(tx, cypher.gather(), spoken_of)

        self._execute(work)

    def _write(self, batch: Sequence[Piece]) -> list[bool]:
        def work(tx: neo4j.ManagedTransaction) -> list[bool]:
            lock(tx)
            known = digests(tx, list({p.notice for p in batch}))
            changed = [known.get((p.kind, p.notice)) != p.digest for p in batch]
            # What a lineage is made from takes it along when it changes.
            of_batch = list(zip(batch, changed, strict=True))
            gone = {p.notice for p, change in of_batch if change and p.kind in ("notice", "review")}
            changed = [c or (p.kind == "lineage" and p.notice in gone) for p, c in of_batch]
            pieces: dict[GraphKind, list[Piece]] = defaultdict(list)
            for piece, change in zip(batch, changed, strict=True):
                if change:
                    pieces[piece.kind].append(piece)
            held = {notice for kind, notice in known if kind == "notice"}
            write_notices(tx, pieces["notice"], held)
            for kind in pg.SAID_OF:
                write_said(tx, kind, pieces[kind])
            linked = [notice for (kind, notice), one in known.items() if kind == "lineage" and one]
            write_lineages(tx, pieces["lineage"], linked)
            return changed

        try:
            return self._execute(work)
        except NoRoomError:
            half = len(batch) // 2
            if not half:
                raise
            return [*self._write(batch[:half]), *self._write(batch[half:])]

    # --- reading

    def is_empty(self) -> bool:
        """Whether no notice is held."""
        return bool(self._read(cypher.IS_EMPTY)[0]["empty"])

    def rows(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The answers to a Cypher question, read only, values as Python's own."""
        text, bound = bind_cypher(question, parameters)
        for record in self._read(text, **bound):
            yield {name: value_of(value) for name, value in record.items()}

    def ask(self, question: str, parameters: Mapping[str, object], limits: Limits) -> Answered:
        """The answers to a Cypher question of a user's own, which may only read."""
        text, bound = bind_cypher(question, parameters)
        return asking.ask(self._driver, self._where, text, bound, limits)

    def answers(
        self, questions: Sequence[str], parameters: Mapping[str, object]
    ) -> list[list[Row]]:
        """The answers to some questions, asked as one that gives a list of rows for each.

        The driver takes ten times as long for a record that it is sent as for a row in a list, and
        a question by itself as long as for a hundred rows.
        """
        bound = [bind_cypher(question, parameters) for question in questions]
        columns = [cypher.columns_of(question) for question in questions]
        together = cypher.together([text for text, _ in bound], columns)
        try:
            (lists,) = self._read(together, **bound[0][1])
        except NoRoomError:
            return [list(self.rows(question, parameters)) for question in questions]
        return [
            [dict(zip(names, map(value_of, values), strict=True)) for values in rows]
            for names, rows in zip(columns, lists.values(), strict=True)
        ]

    def saying(self, _wanted: Wording) -> list[str] | None:
        """None: the questions themselves ask the full-text index."""
        return None

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""
        names: dict[str, Callable[[str], str]] = {
            "notice": str,
            "lineage": iris.lineage_graph,
            "review": iris.review_graph,
            "progress": iris.progress_graph,
        }
        return sorted(names[row["kind"]](row["iri"]) for row in self._read(cypher.GRAPHS))

    def graph(self, name: str) -> bytes:
        """The triples of one graph, sorted, written from the property graph."""
        kind, notice = iris.graph_kind(name)
        content = PropertyGraph()
        if kind in pg.SAID_OF:
            for row in self._read(cypher.SAID_IN[kind], iri=notice):
                content.nodes[row["label"]][row["properties"]["iri"]] = row["properties"]
            return to_triples(name, content)
        if kind == "notice":
            for row in self._read(cypher.NODES_OF_NOTICE, iri=name):
                properties = {k: kept(v) for k, v in row["properties"].items()}
                content.nodes[row["label"]][properties["iri"]] = properties
            edges = self._read(cypher.EDGES_OF_NOTICE, iri=name)
        else:
            for row in self._read(cypher.LINKAGE, iri=notice):
                content.nodes["Notice"][notice] = {k: v for k, v in row.items() if v is not None}
            edges = self._read(cypher.EDGES_OF_LINEAGE, iri=notice)
        for row in edges:
            content.edges[row["type"], row["start"], row["end"]].append(
                (row["from"], row["to"], row["properties"])
            )
        return to_triples(name, content)

    def _read(self, question: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Ask at once; where the server is away or busy, with the patience of a transaction.

        A question by itself takes half as long as one in a transaction that can be tried again.
        """
        try:
            with self._driver.session(
                database=self._where.database, default_access_mode=neo4j.READ_ACCESS
            ) as session:
                return [dict(record) for record in session.run(question, parameters)]
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            told = told_of(error, self._where)
            if isinstance(told, NoRoomError) or not error.is_retryable():
                raise told from error

        def work(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(record) for record in run(tx, question, **parameters)]

        return self._execute(work, access=neo4j.READ_ACCESS)

    def _execute(
        self, work: Callable[[neo4j.ManagedTransaction], T], access: str = neo4j.WRITE_ACCESS
    ) -> T:
        def attempt(tx: neo4j.ManagedTransaction) -> T:
            try:
                return work(tx)
            except exceptions.Neo4jError as error:
                told = told_of(error, self._where)
                if isinstance(told, NoRoomError):  # the driver would try the same again
                    raise told from error
                raise

        try:
            with self._driver.session(
                database=self._where.database, default_access_mode=access
            ) as session:
                execute = (
                    session.execute_read if access == neo4j.READ_ACCESS else session.execute_write
                )
                return execute(attempt)
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise told_of(error, self._where) from error


def _gather(tx: neo4j.ManagedTransaction, nodes: Sequence[tuple[str, str]]) -> None:
    lock(tx)
    run_each(tx, cypher.gather(), nodes)


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Graphs, many at a time; the same name twice is never in one batch.

    What was made before somebody stops it is given, too.
    """
    batch: dict[str, Piece] = {}
    try:
        for piece in pieces:
            if len(batch) == _BATCH or piece.iri in batch:
                full, batch = batch, {}
                yield list(full.values())
            batch[piece.iri] = piece
    except KeyboardInterrupt:
        if batch:
            yield list(batch.values())
        raise
    if batch:
        yield list(batch.values())
