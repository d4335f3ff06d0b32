"""Questions of the user's own: a query file and its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from zhengmai.errors import QueryError
from zhengmai.graph.store import Iri

_LANGUAGES = {".rq": "sparql", ".sparql": "sparql", ".cypher": "cypher"}
_MOST = 1 << 20  # bytes of a query
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGER = re.compile(r"-?\d{1,18}")


def text_of_file(file: Path, language: str) -> str:
    """The text of a query file, which must be in the language of the store.

    Raises:
        QueryError: the file cannot be read, or is in another language.
    """
    written_in = _LANGUAGES.get(file.suffix.lower())
    if written_in != language:
        wanted = next(s for s, named in _LANGUAGES.items() if named == language)
        raise QueryError(f"{file}: this store answers {language}; give a {wanted} file")
    try:
        if not file.is_file():  # nothing is waited for, as at the end of a pipe
            raise QueryError(f"{file}: cannot be read: there is no such file")
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except (OSError, ValueError) as error:
        raise QueryError(f"{file}: cannot be read: {error}") from error
    if len(data) > _MOST:
        raise QueryError(f"{file}: over {_MOST >> 20} MB: ask for less at once")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: cannot be read: it is not UTF-8: {error.reason}") from error


def parameters(given: Iterable[str], language: str = "sparql") -> dict[str, object]:
    """``name=value`` pairs as values: a number, a day, an ``<IRI>``, or text.

    Raises:
        QueryError: a pair has no ``=``, or names nothing.
    """
    found: dict[str, object] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise QueryError(f"{pair!r}: give parameters as NAME=VALUE")
        found[name] = _value(value, language)
    return found


def _value(text: str, language: str) -> object:
    if text.startswith("<") and text.endswith(">"):
        return Iri(text[1:-1])
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if _INTEGER.fullmatch(text):
        # A count is a number, a printed number is text. SPARQL is given both, and either may match;
        # Cypher takes one value, and toString($x) makes a text of it.
        return [int(text), text] if language == "sparql" else int(text)
    return text
