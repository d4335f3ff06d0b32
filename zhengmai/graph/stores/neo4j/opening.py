"""Opening the store in a database of a Neo4j server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j import exceptions

from zhengmai.errors import StoreError
from zhengmai.graph.stores.neo4j import address as addresses
from zhengmai.graph.stores.neo4j.address import Address
from zhengmai.graph.stores.neo4j.errors import told_of
from zhengmai.graph.stores.neo4j.store import Neo4jStore

OLDEST = (5, 26)
PATIENCE = 180.0  # seconds that a transaction is tried again while the server is away or busy


@contextmanager
def open_neo4j(where: str, *, write: bool) -> Iterator[Neo4jStore]:
    """Open the store in a database of a Neo4j server.

    Raises:
        StoreError: nothing answers there, the login is refused, there is no such database, the
            server is too old, or the database holds no store (and ``write`` is not set).
    """
    with connected(where) as store:
        store.prepare(write=write)
        yield store


@contextmanager
def connected(where: str) -> Iterator[Neo4jStore]:
    """A database of a Neo4j server, whatever it holds.

    Raises:
        StoreError: nothing answers there, the login is refused, or the server is too old.
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
        raise told_of(error, address) from error
    with driver:
        try:
            driver.verify_connectivity()
            _check_version(driver.get_server_info().agent, address)
        except (exceptions.Neo4jError, exceptions.DriverError, OSError, ValueError) as error:
            raise told_of(error, address) from error
        yield Neo4jStore(driver, address)


def _check_version(agent: str, where: Address) -> None:
    """``Neo4j/5.26.26``, ``Neo4j/2025.03.0``, ``Neo4j/5.27-aura``."""
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match is None:
        raise StoreError(f"{where}: this is {agent}, not Neo4j")
    if (int(match[1]), int(match[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(f"{where}: {agent} is too old; Zhengmai needs Neo4j {oldest} or later")
