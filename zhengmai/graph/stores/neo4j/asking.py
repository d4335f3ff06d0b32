"""A Cypher question of a user's own: what it may do is decided by how the server plans it.

``EXPLAIN`` tells what the server has understood, whatever comments, escapes and letters the query
is written in: whether it only reads, which procedures it calls, and whether it loads a file. Only
then is it run, in a transaction for reading that the server ends when its time is over. Before all
that its size and depth are bounded, since a server takes minutes to parse a few hundred ``NOT`` s.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from zhengmai.errors import QueryError
from zhengmai.graph.store import Answered, Limits, Row
from zhengmai.graph.stores.nearest import nearest
from zhengmai.graph.stores.neo4j.address import Address
from zhengmai.graph.stores.neo4j.errors import mistake, told_of
from zhengmai.graph.stores.neo4j.values import value_of
from zhengmai.ontology.propertygraph.mapping import BY_LABEL, KEYS, TYPES
from zhengmai.wording import phrase

T = TypeVar("T")

MOST_CHARACTERS = 1 << 20
MOST_TOKENS = 4_000
DEEPEST = 64
_PLANNING = 10.0  # seconds
_GRACE = 5.0  # seconds that a server is given to tell that its time is over

_TOKEN = re.compile(
    r"""\s+ | //[^\n]* | /\*.*?\*/
      | (?P<said> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `(?:[^`]|``)*` | \w+ | .)""",
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_UNARY = frozenset(("NOT", "+", "-"))

# The driver logs what a server notes of a query, which would be printed where nobody listens.
logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())
_SPARQL = re.compile(
    r"(?:\s|//.*+|#.*+)*+(?:select|ask|construct|describe|prefix|base)\b", re.IGNORECASE
)
_LACKS = re.compile(r"\bThe (label|relationship type|property) `([^`]+)` does not exist")

_NAMES = {"label": BY_LABEL.keys(), "relationship type": TYPES, "property": KEYS}

_REFUSED = {  # of the steps of a plan
    "LoadCSV": "LOAD CSV reads from elsewhere; this store answers alone",
    "TerminateTransactions": "it would end what others do; a question only reads",
    "TransactionForeach": "CALL { … } IN TRANSACTIONS is for writing; a question only reads",
    "TransactionApply": "CALL { … } IN TRANSACTIONS is for writing; a question only reads",
}
_PROCEDURES = re.compile(
    r"db\.(?:labels|relationshipTypes|propertyKeys|schema\.\w+|index\.(?:fulltext|vector)\.query\w+)"
)
# Functions of the library APOC that only reckon; others of it run, load or write.
_FUNCTIONS = re.compile(
    r"\bapoc\s*\.\s*(?!(?:agg|any|coll|convert|date|map|math|number|text|temporal)\b)",
    re.IGNORECASE,
)


def ask(
    driver: neo4j.Driver, where: Address, question: str, bound: dict[str, Any], limits: Limits
) -> Answered:
    """The answers to a question, as many as the limits allow.

    Raises:
        QueryError: it has a mistake, is too large, or would do more than read this store.
        StoreError: the server is away.
    """
    if _SPARQL.match(question):
        raise QueryError(
            "this looks like SPARQL, and this store answers Cypher: "
            "MATCH (task:Task) RETURN task.text LIMIT 10"
        )
    _check_size(question)
    lacking = _within(_PLANNING + _GRACE, lambda: _check_plan(driver, where, question, bound))
    rows: list[Row] = []
    names: list[str] = []
    most = None if limits.seconds is None else limits.seconds + _GRACE
    stopped = _within(most, lambda: _read(driver, where, question, bound, limits, (rows, names)))
    hints = () if rows or stopped else tuple(map(_hint, lacking))
    return Answered(rows, stopped, hints=hints, names=tuple(names))


def _hint(lacking: tuple[str, str]) -> str:
    kind, name = lacking
    like = nearest(name, _NAMES[kind])
    if like is None:
        return phrase(f"this graph has no label, type or key {name}")
    return phrase(f"this graph has no label, type or key {name}; the nearest is {like}")


def _within(seconds: float | None, work: Callable[[], T]) -> T:
    """Wait so long for a server, which may have stopped to answer."""
    results: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not results:
        raise QueryError(f"the server gave no answer in {seconds:g} s; ask for less at once")
    return results[0]


def _check_size(question: str) -> None:
    if len(question) > MOST_CHARACTERS:
        raise QueryError(f"the query has over {MOST_CHARACTERS >> 20} MB: ask for less at once")
    count = depth = row = 0
    for token in _TOKEN.finditer(question):
        said = token["said"]
        if said is None:
            continue
        count += 1
        depth += (said in _OPENING) - (said in _CLOSING)
        row = row + 1 if said.upper() in _UNARY else 0
        if count > MOST_TOKENS:
            raise QueryError(f"the query has over {MOST_TOKENS} words: ask for less at once")
        if max(depth, row) > DEEPEST:
            raise QueryError(f"the query is nested more than {DEEPEST} deep: write it flatter")


def _check_plan(
    driver: neo4j.Driver, where: Address, question: str, bound: dict[str, Any]
) -> list[tuple[str, str]]:
    """See that a question only reads; of the names in it those that no such graph has."""
    if _FUNCTIONS.search(question):
        raise QueryError("of APOC only functions that reckon are taken (text, coll, date, …)")
    try:
        with driver.session(
            database=where.database,
            default_access_mode=neo4j.READ_ACCESS,
            notifications_min_severity="WARNING",
        ) as session:
            asked = neo4j.Query(f"EXPLAIN\n{question}", timeout=_PLANNING)
            found = session.run(asked, bound).consume()
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise mistake(error, where) from error
    for step, details in _steps(found.plan or {}):
        if step in _REFUSED:
            raise QueryError(_REFUSED[step])
        if step == "ProcedureCall" and not _PROCEDURES.fullmatch(details.partition("(")[0].strip()):
            raise QueryError(
                f"CALL {details.partition('(')[0]}: of procedures only db.labels, "
                "db.relationshipTypes, db.propertyKeys, db.schema.* and the queries of indexes are "
                "taken"
            )
    if found.query_type != "r":
        raise QueryError("the query would do more than read; a question only reads")
    told = [one for one in found.gql_status_objects if one.is_notification]
    told.sort(key=lambda one: one.position.offset if one.position else 0)
    names = (found for one in told for found in _LACKS.findall(one.status_description))
    # What no notice of this store has may still be a name of the graph.
    return [(kind, name) for kind, name in names if name not in _NAMES[kind]]


def _steps(plan: Any) -> Iterator[tuple[str, str]]:
    """The steps of a plan: what each does, and with what."""
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        waiting += step.get("children", ())
        name = str(step.get("operatorType", "")).partition("@")[0]
        yield name, str(step.get("args", {}).get("Details", ""))


def _read(
    driver: neo4j.Driver,
    where: Address,
    question: str,
    bound: dict[str, Any],
    limits: Limits,
    found: tuple[list[Row], list[str]],
) -> str | None:
    """Append the rows and the names of their columns; tells which limit was reached, if one was."""
    rows, names = found
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    over = f"the time of {limits.seconds:g} s is over" if limits.seconds is not None else None
    try:
        with (
            driver.session(
                database=where.database, default_access_mode=neo4j.READ_ACCESS
            ) as session,
            session.begin_transaction(timeout=limits.seconds or 0) as transaction,
        ):
            result = transaction.run(question, bound)
            names += result.keys()
            for record in result:
                if len(rows) == limits.rows:
                    return f"there are more than {limits.rows} rows"
                if deadline is not None and time.monotonic() > deadline:
                    return over
                rows.append({name: value_of(value) for name, value in dict(record).items()})
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        if over and "TransactionTimedOut" in str(getattr(error, "code", "")):
            return over
        raise told_of(error, where) from error
    return None
