"""Binding parameters into a question, safely.

A question is valid SPARQL or Cypher as it stands; ``$name`` is a variable. A block

    #if place
      ?notice zm:appliesTo/schema:containedInPlace* $place .
    #end

is kept only where the parameter is given, and ``VALUES ?place { <…> }`` is put at its head; so is
one at ``#bind name``. Values become RDF terms here and nowhere
else: text from a notice or a user is never pasted into a query. (Oxigraph's own substitutions are
slow, and fail where the variable is not projected.)

In Cypher the blocks begin with ``//if place`` and end with ``//end``, and ``$place`` in them is a
parameter of the driver's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyoxigraph as ox

from zhengmai.errors import QueryError
from zhengmai.graph.store import Iri

_LINE = re.compile(r"^\s*(?:#|//)(?P<word>if|bind|end)\b\s*(?P<name>\w+)?\s*$")
_NAME = re.compile(r"[A-Za-z_]\w*")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def bind(question: str, parameters: Mapping[str, object]) -> str:
    """The question with its parameters bound and the blocks of absent ones left out.

    Raises:
        QueryError: a parameter is not a possible value, or a needed one is missing.
    """
    given = _given(parameters)
    lines = [
        line if mark is None else _values(mark, given[mark])
        for line, mark in _kept(question, given)
        if mark is None or mark in given
    ]
    text = "\n".join(lines)
    marked = any(_LINE.match(line) for line in question.splitlines())
    if not marked and given:  # a user's own query: bind at the head of its pattern
        return _bound_at_head(text, given)
    return text


def bind_cypher(question: str, parameters: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """The question without the blocks of absent parameters, and the parameters to send with it.

    Raises:
        QueryError: a needed parameter is missing.
    """
    given = _given(parameters)
    lines = [line for line, mark in _kept(question, given) if mark is None]
    return "\n".join(lines), {name: _plain(value) for name, value in given.items()}


def _given(parameters: Mapping[str, object]) -> dict[str, object]:
    given = {name: value for name, value in parameters.items() if value is not None}
    for value in given.values():
        for text in _texts(value):
            try:
                text.encode()
            except UnicodeEncodeError as error:  # an argument that was no UTF-8
                raise QueryError(f"{text}: this is not UTF-8; all in a store is") from error
    return given


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        yield from (one for one in value if isinstance(one, str))


def _kept(question: str, given: Mapping[str, object]) -> Iterator[tuple[str, str | None]]:
    """The lines outside the blocks of absent parameters; a mark with the name that it binds."""
    kept = True
    for line in question.splitlines():
        mark = _LINE.match(line)
        if mark is None:
            if kept:
                yield line, None
            continue
        name = mark["name"] or ""
        if mark["word"] == "end":
            kept = True
            continue
        if mark["word"] == "if":
            kept = name in given
        elif kept and name not in given:
            raise QueryError(f"this question needs the parameter {name}")
        if kept:
            yield line, name


def _plain(value: object) -> object:
    """A value as the driver packs it: an IRI is text like any other."""
    if isinstance(value, str):
        return str(value)
    return [_plain(v) for v in value] if isinstance(value, Sequence) else value


# Where a brace is no brace: comments, IRIs and strings.
_TOKEN = re.compile(r"#[^\n]*|<[^<>\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\{")


def _bound_at_head(text: str, given: Mapping[str, object]) -> str:
    for name in given:
        if not _NAME.fullmatch(name):
            raise QueryError(f"{name!r} cannot be the name of a parameter")
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            raise QueryError(f"the query has no variable ?{name} to bind")
    at = next((m for m in _TOKEN.finditer(text) if m[0] == "{"), None)
    if at is None:
        raise QueryError("the query has no pattern { … } to bind parameters in")
    values = " ".join(_values(name, value) for name, value in given.items())
    return f"{text[: at.end()]} {values} {text[at.end() :]}"


def _values(name: str, value: object) -> str:
    if not _NAME.fullmatch(name):
        raise QueryError(f"{name!r} cannot be the name of a parameter")
    many = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return f"VALUES ?{name} {{ {' '.join(str(_term(v)) for v in many)} }}"


def _term(value: object) -> ox.NamedNode | ox.Literal:
    if isinstance(value, Iri):
        try:
            return ox.NamedNode(value)
        except ValueError as error:
            raise QueryError(f"{value!r} is not an IRI: {error}") from error
    if isinstance(value, bool | int | float):
        return ox.Literal(value)
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + "date"))
    return ox.Literal(str(value))
