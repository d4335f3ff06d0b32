"""Errors of the server and its driver, in words that help."""

from __future__ import annotations

import re

from neo4j import exceptions

from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.stores.neo4j.address import Address
from zhengmai.wording import phrase


class NoRoomError(StoreError):
    """A transaction takes more memory than the server allows."""


_WRONG_LOGIN = phrase(
    "the login of {user} was refused; check the user in the address and NEO4J_PASSWORD"
)
_ADVICE: dict[str, str] = {
    # code of the server, or its beginning → what to tell
    "Neo.ClientError.Security.Unauthorized": _WRONG_LOGIN,
    "Neo.ClientError.Security.AuthenticationRateLimit": phrase(
        "the login of {user} was refused too often; wait a few seconds"
    ),
    "Neo.ClientError.Security.CredentialsExpired": phrase(
        "the password of {user} must be changed first: log in once with the Browser or cypher-shell"
    ),
    "Neo.ClientError.Security.Forbidden": phrase("{user} has no right to do this: {message}"),
    "Neo.ClientError.Database.DatabaseNotFound": phrase(
        "there is no such database on this server; SHOW DATABASES lists them"
    ),
    "Neo.ClientError.Statement.AccessMode": phrase("a question may only read: {message}"),
    "Neo.ClientError.Schema": phrase("the schema that the store needs cannot be made: {message}"),
}
_NO_ROOM = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
)
MADE_MEANWHILE = (
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
)
_OF_QUESTION = ("Neo.ClientError.Statement", "Neo.ClientError.Procedure")


_PLACE = re.compile(
    r"(?P<said>.*?)\s*\(line (?P<line>\d+), column (?P<column>\d+) \(offset: \d+\)\)", re.DOTALL
)
_FULL_WIDTH = re.compile("[，。；：（）｛｝［］“”‘’？！＝＜＞｜、　]")


def mistake(error: Exception, where: Address) -> StoreError | QueryError:
    """An error of the server in a question that was asked behind a first line of ours."""
    found = _PLACE.match(str(getattr(error, "message", "") or ""))
    code = str(getattr(error, "code", "") or "")
    if found is None or not code.startswith("Neo.ClientError.Statement.SyntaxError"):
        return told_of(error, where)
    line, column, said = int(found["line"]) - 1, found["column"], " ".join(found["said"].split())
    if sign := _FULL_WIDTH.search(said.partition(":")[0]):
        return QueryError(
            f"the query has a mistake in line {line}, column {column}: {sign[0]!r} is a "
            "full-width sign; write it half-width"
        )
    return QueryError(f"the query has a mistake in line {line}, column {column}: {said}")


def told_of(error: Exception, where: Address) -> StoreError | QueryError:
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
