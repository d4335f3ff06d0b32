"""The Neo4j store: the property graph of all notices in a database of a Neo4j server.

Notices are written in managed transactions, each of which first locks the store's own node, so
writers wait for each other: whoever comes second sees what the first one wrote, and no fact about a
shared unit or place is lost between them. A transaction that meets a server that is gone or
starting again is tried anew until :data:`PATIENCE` is over.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias, TypeVar

import neo4j
from neo4j import exceptions
from neo4j.time import Date, DateTime

from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.store import GraphData, Row, Value
from zhengmai.graph.stores.binding import bind_cypher
from zhengmai.graph.stores.neo4j import address as addresses
from zhengmai.graph.stores.neo4j import statements as cypher
from zhengmai.graph.stores.neo4j.address import Address
from zhengmai.graph.stores.neo4j.pieces import FORMAT, STORE_IRI, Piece
from zhengmai.ontology import iris
from zhengmai.ontology import propertygraph as pg
from zhengmai.ontology.conversion import Edge, EdgeClass, Properties, PropertyGraph, to_triples
from zhengmai.ontology.iris import GraphKind

T = TypeVar("T")

OLDEST = (5, 26)
PATIENCE = 180.0  # seconds that a transaction is tried again while the server is away or busy
_BATCH = 200  # graphs written in one transaction: a notice and its lineage are two
_NOTICE_KEYS = tuple(p.key for p in pg.BY_LABEL["Notice"].properties)
_OF_CITED = ("citedTitles",)  # what only a notice that is cited and not held has


class NoRoomError(StoreError):
    """A transaction takes more memory than the server allows."""


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
        if found is None and not write:
            raise StoreError(
                f"{self._where}: there is no store here; make one with: zhengmai build PATH "
                f"--store {self._where}"
            )
        if found is not None and found["format"] > FORMAT:
            raise StoreError(
                f"{self._where}: written by a newer Zhengmai (store format {found['format']}, this "
                f"one reads up to {FORMAT}): upgrade with: pip install --upgrade zhengmai"
            )
        if found is None:
            self._make(cypher.KEYS)
            self._execute(lambda tx: _run(tx, cypher.NEW, iri=STORE_IRI, format=FORMAT).consume())
            self._indexed = False
        elif write or not found["ready"]:  # a fresh import has none, an interrupted fill not all
            self._make(cypher.KEYS)
            self._make_indexes()

    def _make(self, schema: Iterable[str]) -> None:
        """Make constraints and indexes; one that another makes at the same moment is there, too."""
        for statement in schema:
            try:
                self._execute(partial(_run_alone, statement))
            except StoreError as error:
                if getattr(error.__cause__, "code", None) not in _MADE_MEANWHILE:
                    raise

    def _make_indexes(self) -> None:
        self._make(cypher.INDEXES)
        self._execute(partial(_run_alone, cypher.AWAIT_INDEXES))
        self._execute(lambda tx: _run(tx, cypher.READY, iri=STORE_IRI, format=FORMAT).consume())
        self._indexed = True

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
            _lock(tx)
            _clear_lineage(tx, notices["lineage"])
            _run(tx, cypher.CLEAR_REVIEW, iris=notices["review"]).consume()
            spoken_of = _clear(tx, notices["notice"], kept=[])
            _run(tx, cypher.FORGET, iris=notices["notice"]).consume()
            spoken_of |= {("Notice", n) for n in notices["notice"]}
            _run_each(tx, cypher.sweep(), spoken_of)
            _run_each(tx, cypher.gather(), spoken_of)

        self._execute(work)

    def _write(self, batch: Sequence[Piece]) -> list[bool]:
        def work(tx: neo4j.ManagedTransaction) -> list[bool]:
            _lock(tx)
            known = _digests(tx, list({p.notice for p in batch}))
            changed = [known.get((p.kind, p.notice)) != p.digest for p in batch]
            # What a lineage is made from takes it along when it changes.
            of_batch = list(zip(batch, changed, strict=True))
            gone = {p.notice for p, change in of_batch if change and p.kind != "lineage"}
            changed = [c or (p.kind == "lineage" and p.notice in gone) for p, c in of_batch]
            pieces: dict[GraphKind, list[Piece]] = defaultdict(list)
            for piece, change in zip(batch, changed, strict=True):
                if change:
                    pieces[piece.kind].append(piece)
            held = {notice for kind, notice in known if kind == "notice"}
            _write_notices(tx, pieces["notice"], held)
            _write_reviews(tx, pieces["review"])
            linked = [notice for (kind, notice), one in known.items() if kind == "lineage" and one]
            _write_lineages(tx, pieces["lineage"], linked)
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
            yield {name: _value(value) for name, value in record.items()}

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
            [dict(zip(names, map(_value, values), strict=True)) for values in rows]
            for names, rows in zip(columns, lists.values(), strict=True)
        ]

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""
        names: dict[str, Callable[[str], str]] = {
            "notice": str,
            "lineage": iris.lineage_graph,
            "review": iris.review_graph,
        }
        return sorted(names[row["kind"]](row["iri"]) for row in self._read(cypher.GRAPHS))

    def graph(self, name: str) -> bytes:
        """The triples of one graph, sorted, written from the property graph."""
        kind, notice = iris.graph_kind(name)
        content = PropertyGraph()
        if kind == "review":
            for row in self._read(cypher.REVIEW, iri=notice):
                content.nodes[pg.JUDGEMENT.label][row["properties"]["iri"]] = row["properties"]
            return to_triples(name, content)
        if kind == "notice":
            for row in self._read(cypher.NODES_OF_NOTICE, iri=name):
                properties = {k: _kept(v) for k, v in row["properties"].items()}
                content.nodes[row["label"]][properties["iri"]] = properties
            edges = self._read(cypher.EDGES_OF_NOTICE, iri=name)
        else:
            for row in self._read(cypher.LINKED_BY, iri=notice):
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
            told = _told(error, self._where)
            if isinstance(told, NoRoomError) or not error.is_retryable():
                raise told from error

        def work(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(record) for record in _run(tx, question, **parameters)]

        return self._execute(work, access=neo4j.READ_ACCESS)

    def _execute(
        self, work: Callable[[neo4j.ManagedTransaction], T], access: str = neo4j.WRITE_ACCESS
    ) -> T:
        def attempt(tx: neo4j.ManagedTransaction) -> T:
            try:
                return work(tx)
            except exceptions.Neo4jError as error:
                told = _told(error, self._where)
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
            raise _told(error, self._where) from error


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Graphs, many at a time; the same name twice is never in one batch."""
    batch: dict[str, Piece] = {}
    for piece in pieces:
        if len(batch) == _BATCH or piece.iri in batch:
            yield list(batch.values())
            batch = {}
        batch[piece.iri] = piece
    if batch:
        yield list(batch.values())


# --- inside a transaction

SharedNode: TypeAlias = tuple[str, str]
"""Label and IRI."""


def _run(tx: neo4j.ManagedTransaction, statement: str, /, **parameters: Any) -> neo4j.Result:
    return tx.run(statement, parameters)


def _lock(tx: neo4j.ManagedTransaction) -> None:
    _run(tx, cypher.LOCK, iri=STORE_IRI, format=FORMAT).consume()


def _run_alone(statement: str, tx: neo4j.ManagedTransaction) -> None:
    _run(tx, statement).consume()


def _run_each(
    tx: neo4j.ManagedTransaction,
    statements: Iterable[tuple[str, str]],
    nodes: Iterable[SharedNode],
) -> None:
    """Run statements that are each about the nodes with a label."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, iri in sorted(nodes):
        by_label[label].append(iri)
    for label, statement in statements:
        if by_label[label]:
            _run(tx, statement, iris=by_label[label]).consume()


def _digests(
    tx: neo4j.ManagedTransaction, notices: Sequence[str]
) -> dict[tuple[GraphKind, str], str | None]:
    """What is stored of some notices: the digest of each graph."""
    found: dict[tuple[GraphKind, str], str | None] = {}
    for row in _run(tx, cypher.HELD, iris=notices):
        found["notice", row["iri"]] = row["digest"]
        found["lineage", row["iri"]] = row["links"]
    for row in _run(tx, cypher.REVIEWED, iris=notices):
        found["review", row["iri"]] = row["digest"]
    return found


def _write_notices(tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], held: set[str]) -> None:
    old = [p for p in pieces if p.notice in held]
    new = [p for p in pieces if p.notice not in held]
    before: set[SharedNode] = set()
    if old:
        notices = [p.notice for p in old]
        _clear_lineage(tx, notices)  # it was made from what the notices said before
        kept = [i for p in old for label in cypher.OWN for i in p.content.nodes[label]]
        before = _clear(tx, notices, kept=kept)
    now: set[SharedNode] = set()
    for some, are_new in ((old, False), (new, True)):
        if some:
            now |= _write_content(tx, some, new=are_new)
    _run_each(tx, cypher.sweep(), before)
    _run_each(tx, cypher.gather(), before | now)


def _write_content(
    tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], *, new: bool
) -> set[SharedNode]:
    nodes = _nodes(pieces)
    places = {label: {iri: at for at, iri in enumerate(found)} for label, found in nodes.items()}
    edges: dict[EdgeClass, list[tuple[int, int, Properties]]] = defaultdict(list)
    for piece in pieces:
        for of, found in piece.content.edges.items():
            _, starts, ends = of
            at, to = places[starts], places[ends]
            edges[of].extend([(at[start], to[end], said) for start, end, said in found])
    classes = sorted(edges)
    _run(
        tx,
        cypher.write_content(sorted(nodes), classes, new=new),
        nodes={label: list(found.values()) for label, found in nodes.items()},
        edges=[edges[of] for of in classes],
    ).consume()
    return {(label, iri) for label in pg.SHARED for iri in nodes[label]}


def _nodes(pieces: Iterable[Piece]) -> dict[str, dict[str, Properties]]:
    """The nodes of notices by label and IRI, what several share once."""
    nodes: dict[str, dict[str, Properties]] = defaultdict(dict)
    for piece in pieces:
        for label, found in piece.content.nodes.items():
            for iri, properties in found.items():
                if label != "Notice" or iri == piece.notice:
                    nodes[label][iri] = {"iri": iri, **properties}
                else:
                    nodes[label].setdefault(iri, {"iri": iri})
    absent = dict.fromkeys((*_NOTICE_KEYS, *_OF_CITED, "spans"))
    for piece in pieces:
        own = nodes["Notice"][piece.notice]
        nodes["Notice"][piece.notice] = {**absent, **own, **piece.bookkeeping}
    return nodes


def _write_lineages(
    tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], linked: Iterable[str]
) -> None:
    """Write lineages, some of them of notices that are linked already."""
    if not pieces:
        return
    written = {p.notice for p in pieces}
    _clear_lineage(tx, sorted(written & set(linked)))
    edges: dict[EdgeClass, list[Edge]] = defaultdict(list)
    for piece in pieces:
        for of, found in piece.content.edges.items():
            edges[of].extend(found)
    for of, rows in edges.items():
        _run(tx, cypher.set_edges(of), rows=rows).consume()
    linked_by = [
        {"iri": p.notice, **p.bookkeeping, **p.content.nodes["Notice"][p.notice]} for p in pieces
    ]
    _run(tx, cypher.SET_LINKED_BY, rows=linked_by).consume()


def _write_reviews(tx: neo4j.ManagedTransaction, pieces: Sequence[Piece]) -> None:
    if pieces:
        notices = [p.notice for p in pieces]
        _clear_lineage(tx, notices)  # it was made from what was said before
        _run(tx, cypher.CLEAR_REVIEW, iris=notices).consume()
        label = pg.JUDGEMENT.label
        rows = [
            {"iri": iri, "notice": p.notice, **said, **p.bookkeeping}
            for p in pieces
            for iri, said in p.content.nodes[label].items()
        ]
        _run(tx, cypher.write_content([label], (), new=True), nodes={label: rows}).consume()


def _clear_lineage(tx: neo4j.ManagedTransaction, notices: Sequence[str]) -> None:
    for statement in cypher.CLEAR_LINEAGE if notices else ():
        _run(tx, statement, iris=notices).consume()


def _clear(
    tx: neo4j.ManagedTransaction, notices: Sequence[str], *, kept: Sequence[str]
) -> set[SharedNode]:
    """Take away all that notices say; returns the shared nodes that they spoke of."""
    if not notices:
        return set()
    found = {(r["label"], r["iri"]) for r in _run(tx, cypher.SPOKEN_OF, iris=notices)}
    for statement in cypher.CLEAR:
        _run(tx, statement, iris=notices, kept=kept).consume()
    return found


# --- values


def _kept(value: Any) -> Any:
    """A value as :mod:`zhengmai.ontology.conversion` knows it."""
    return value.to_native() if isinstance(value, Date) else value


def _value(value: Any) -> Value:
    """A value as a row holds it; what is no single value (a node, a list) is told as text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, neo4j.graph.Entity):
        return str(value.get("iri", f"{type(value).__name__} {value.element_id}"))
    if isinstance(value, neo4j.graph.Path):
        return " → ".join(_as_text(node) for node in value.nodes)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_as_text)
    return value.iso_format() if isinstance(value, Date | DateTime) else str(value)


# --- opening


@contextmanager
def open_neo4j(where: str, *, write: bool) -> Iterator[Neo4jStore]:
    """Open the store in a database of a Neo4j server.

    Raises:
        StoreError: nothing answers there, the login is refused, there is no such database, the
            server is too old, or the database holds no store (and ``write`` is not set).
    """
    address = addresses.parse(where)
    password = addresses.password(address)
    try:
        driver = neo4j.GraphDatabase.driver(
            address.server,
            auth=(address.user, password) if password else None,
            max_transaction_retry_time=PATIENCE,
            connection_timeout=15,
            notifications_min_severity="OFF",
            user_agent="zhengmai",
        )
    except (exceptions.Neo4jError, exceptions.DriverError, ValueError) as error:
        raise _told(error, address) from error
    with driver:
        try:
            driver.verify_connectivity()
            _check_version(driver.get_server_info().agent, address)
        except (exceptions.Neo4jError, exceptions.DriverError, OSError, ValueError) as error:
            raise _told(error, address) from error
        store = Neo4jStore(driver, address)
        store.prepare(write=write)
        yield store


def _check_version(agent: str, where: Address) -> None:
    """``Neo4j/5.26.26``, ``Neo4j/2025.03.0``, ``Neo4j/5.27-aura``."""
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match is None:
        raise StoreError(f"{where}: this is {agent}, not Neo4j")
    if (int(match[1]), int(match[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(f"{where}: {agent} is too old; Zhengmai needs Neo4j {oldest} or later")


_WRONG_LOGIN = "the login of {user} was refused; check the user in the address and NEO4J_PASSWORD"
_ADVICE: dict[str, str] = {
    # code of the server, or its beginning → what to tell
    "Neo.ClientError.Security.Unauthorized": _WRONG_LOGIN,
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "the login of {user} was refused too often; wait a few seconds"
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password of {user} must be changed first: log in once with the Browser or cypher-shell"
    ),
    "Neo.ClientError.Security.Forbidden": "{user} has no right to do this: {message}",
    "Neo.ClientError.Database.DatabaseNotFound": (
        "there is no such database on this server; SHOW DATABASES lists them"
    ),
    "Neo.ClientError.Statement.AccessMode": "a question may only read: {message}",
    "Neo.ClientError.Schema": "the schema that the store needs cannot be made: {message}",
}
_NO_ROOM = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
)
_MADE_MEANWHILE = (
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
)
_OF_QUESTION = ("Neo.ClientError.Statement", "Neo.ClientError.Procedure")


def _told(error: Exception, where: Address) -> StoreError | QueryError:
    """An error of the server or the driver in words that help."""
    code = str(getattr(error, "code", "") or "")
    message = " ".join(str(getattr(error, "message", "") or error).split())
    for beginning, advice in _ADVICE.items():
        if code.startswith(beginning):
            text = advice.format(user=where.user, message=message)
            kind = QueryError if code.startswith(_OF_QUESTION) else StoreError
            return kind(f"{where}: {text}")
    if code in _NO_ROOM:
        return NoRoomError(
            f"{where}: this takes more memory than the server allows: ask for less, or raise the "
            f"limit there ({message})"
        )
    if code.startswith(_OF_QUESTION):
        return QueryError(f"the query has a mistake: {message}")
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired | OSError):
        return StoreError(
            f"{where}: nothing answers there ({message}); is the server running, and is the "
            "address right?"
        )
    return StoreError(f"{where}: {message}")
