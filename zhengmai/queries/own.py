"""Questions of the user's own: a query, given in a file or as it is, its parameters, its answer."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zhengmai.errors import QueryError
from zhengmai.graph.store import Iri, Limits, Row, Store
from zhengmai.ontology import iris
from zhengmai.rows import Rows
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from rdflib import Graph

_LANGUAGES = {".rq": "sparql", ".sparql": "sparql", ".cypher": "cypher"}
_MOST = 1 << 20  # bytes of a query
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_PYTHON = Limits(seconds=60, rows=None, memory=1 << 30)
_STANDARD_INPUT = "-"
_INTEGER = re.compile(r"-?\d{1,18}")
_DECIMAL = re.compile(r"-?\d{1,9}\.\d{1,9}")
_BRACKETED = re.compile(r"<[^<>\s]+>")


def text_of(given: str, language: str, standard_input: IO[bytes] | None = None) -> str:
    """A query: that of a file, the given text itself, or (``-``) what standard input says.

    What names no file and has a blank or a brace is a query.

    Raises:
        QueryError: there is none, the file cannot be read, or it is in another language.
    """
    if given == _STANDARD_INPUT and standard_input is not None:
        return _text(phrase("standard input"), standard_input.read(_MOST + 1))
    if not given.strip():
        raise QueryError("the query is empty")
    if _is_query(given):
        try:
            given.encode()
        except UnicodeEncodeError as error:  # an argument that was no UTF-8
            raise QueryError(f"{given}: this is not UTF-8; all in a store is") from error
        return given
    return text_of_file(Path(given), language)


def _is_query(given: str) -> bool:
    if not re.search(r"[\s{]", given):
        return False
    try:
        return not Path(given).exists()
    except (OSError, ValueError):  # too long for a name, or with signs that none has
        return True


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
    return _text(str(file), data)


def _text(where: str, data: bytes) -> str:
    if len(data) > _MOST:
        raise QueryError(f"{where}: over {_MOST >> 20} MB: ask for less at once")
    if not data.strip():
        raise QueryError(f"{where}: the query is empty")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{where}: cannot be read: it is not UTF-8: {error.reason}") from error


def answer(
    store: Store,
    language: str,
    question: str,
    parameters: Mapping[str, object],
    limits: Limits | None = None,
) -> Rows[Row] | bool | Graph:
    """The whole answer to a question, as Python takes it.

    Returns:
        Rows of a SELECT or of Cypher, the truth of an ASK, the graph of a CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: the store answers another language, the question has a mistake or is refused,
            or its answer is not whole within the limits.
    """
    if not isinstance(question, str):
        raise TypeError(f"a question is a text, not {question!r}")
    if store.language != language:
        raise QueryError(
            "this store answers SPARQL: g.sparql(…)"
            if store.language == "sparql"
            else "this store answers Cypher: g.cypher(…)"
        )
    if not question.strip():
        raise QueryError("the query is empty")
    given = {name: _given(name, value, language) for name, value in parameters.items()}
    found = store.ask(question, given, limits or _IN_PYTHON)
    if found.stopped is not None:
        raise QueryError(
            f"{found.stopped}: the answer is not whole; ask for less (LIMIT), or give limits"
        )
    for hint in found.hints:
        warnings.warn(hint, stacklevel=3)
    if found.form == "truth":
        return bool(found.rows[0]["answer"])
    if found.form == "graph":
        from zhengmai.ontology.rdf import graph_of

        return graph_of(["\n".join(found.ntriples).encode()])
    return Rows(found.rows, names=found.names)


def _given(name: str, value: object, language: str) -> object:
    """A value of Python as the command line would bind it.

    Raises:
        TypeError: no value in a store is of that kind, so it would find nothing.
    """
    if language != "sparql" or value is None:
        return value
    if isinstance(value, list | tuple):
        return [one for each in value for one in _several(_given(name, each, language))]
    if isinstance(value, bool | datetime) or not isinstance(value, float | int | str | date):
        raise TypeError(
            f"{name} is a text, a number, a date, or an IRI (of rdflib, or a text in <…>), "
            f"not {value!r}"
        )
    if isinstance(value, str):
        return _iri(value)
    return value if isinstance(value, date) else _number(value)


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _iri(text: str) -> object:
    """A text that is meant as an IRI as one: one of rdflib's, in brackets, or of a thing of ours.

    A text of a store may begin like one of ours, so it is given as both.
    """
    if isinstance(text, Iri):
        return text
    if type(text).__name__ == "URIRef":
        return Iri(str(text))
    if _BRACKETED.fullmatch(text):
        return Iri(text[1:-1])
    return [Iri(text), text] if text.startswith(iris.ID) else text


def _number(number: float) -> list[object]:
    """A count is a number, a printed number is text: SPARQL is given both, and either may match."""
    return [number, str(number)]


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
    if _BRACKETED.fullmatch(text):
        return Iri(text[1:-1])
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if _INTEGER.fullmatch(text):
        # Cypher takes one value, and toString($x) makes a text of it.
        return [int(text), text] if language == "sparql" else int(text)
    if _DECIMAL.fullmatch(text):
        return [float(text), text] if language == "sparql" else float(text)
    return text
