"""Where a Neo4j store is: ``neo4j://user@host:7687/database``."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

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


_BEGINNING = re.compile(r"(?:neo4j|bolt)(?:\+s|\+ssc)?:/", re.IGNORECASE)
_WITH_PASSWORD = re.compile(r"\b((?:neo4j|bolt)(?:\+s|\+ssc)?:/{1,3})[^@\s]*?:.*@", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without the password of an address in it: all before the last @ of its line.

    A password may have any signs, spaces, slashes and @ among them.
    """
    return _WITH_PASSWORD.sub(r"\1***@", text)


def is_address(store: str) -> bool:
    """Whether a store is named by an address, and not by the path of a folder."""
    return "://" in store or _BEGINNING.match(store) is not None


def parse(store: str) -> Address:
    """The parts of an address.

    Raises:
        StoreError: it is none, or it has a password in it (which others could then read in the
            list of processes, or in a log); the message does not tell it.
    """
    scheme, _, rest = store.partition(":")
    user, at, host = rest.lstrip("/").rpartition(
        "@"
    )  # a password may have an @ or a slash, a host has none
    if at and ":" in user:
        raise StoreError(
            f"{scheme}://***@{host}: a password does not belong in an address, where others can "
            f"read it; set the variable {PASSWORD} instead"
        )
    if scheme not in SCHEMES:
        raise StoreError(
            f"{store}: {scheme}:// stores are not known; give the path of a folder or {_FORM}"
        )
    try:
        if not rest.startswith("//"):
            raise ValueError(rest)
        parts = urlsplit(store)
        port = parts.port
    except ValueError:  # what is no port may be a password
        raise StoreError(f"{scheme}://… is no address; give {_FORM}") from None
    database = unquote(parts.path.strip("/"))
    if not parts.hostname or "/" in database or parts.query or parts.fragment:
        raise StoreError(f"{store}: give {_FORM}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    server = f"{parts.scheme}://{host}{f':{port}' if port else ''}"
    return Address(server, unquote(parts.username or "neo4j"), database or None)


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
