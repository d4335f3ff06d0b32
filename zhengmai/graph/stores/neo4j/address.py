"""Where a Neo4j store is: ``neo4j://user@host:7687/database``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from zhengmai.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PASSWORD = "NEO4J_PASSWORD"  # noqa: S105 - the name of a variable, not a password
_FORM = "neo4j://USER@HOST:7687/DATABASE (also neo4j+s://, bolt://, bolt+s://)"


@dataclass(frozen=True, slots=True)
class Address:
    """A database of a Neo4j server.

    Attributes:
        server: scheme, host and port, as the driver takes it.
        user: who logs in.
        database: its name, or None for the user's home database.
    """

    server: str
    user: str
    database: str | None

    def __str__(self) -> str:
        return f"{self.server}{f'/{self.database}' if self.database else ''}"


def is_address(store: str) -> bool:
    """Whether a store is named by an address, and not by the path of a folder."""
    return "://" in store


def parse(store: str) -> Address:
    """The parts of an address.

    Raises:
        StoreError: it is none, or it has a password in it (which others could then read in the
            list of processes, or in a log).
    """
    try:
        parts = urlsplit(store)
        port = parts.port
    except ValueError as error:
        raise StoreError(f"{store}: {error}; give {_FORM}") from None
    if parts.password is not None:
        raise StoreError(
            f"{_without_user(parts)}: a password does not belong in an address, where others can "
            f"read it; set the variable {PASSWORD}, or leave it out to be asked"
        )
    if parts.scheme not in SCHEMES:
        raise StoreError(
            f"{store}: {parts.scheme}:// stores are not known; give the path of a folder or {_FORM}"
        )
    database = unquote(parts.path.strip("/"))
    if not parts.hostname or "/" in database or parts.query or parts.fragment:
        raise StoreError(f"{store}: give {_FORM}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    server = f"{parts.scheme}://{host}{f':{port}' if port else ''}"
    return Address(server, unquote(parts.username or "neo4j"), database or None)


def _without_user(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def password(of: Address) -> str:
    """The password: from ``NEO4J_PASSWORD``, else asked for at the terminal; "" for no login.

    Raises:
        StoreError: there is neither.
    """
    known = os.environ.get(PASSWORD)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise StoreError(f"{of}: set {PASSWORD} to the password of {of.user} (empty for no login)")
    from getpass import getpass

    return getpass(f"Password of {of.user} at {of}: ")
