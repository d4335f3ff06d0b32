"""Loading and asking the named questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhengmai.graph import questions
from zhengmai.graph.store import Row, Store

_HERE = "zhengmai.queries"


def text_of(name: str, language: str) -> str:
    """The text of a named question in a store's language."""
    return questions.text_of(name, language, _HERE)


def ask(store: Store, name: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
    """The answers to a named question; a parameter that is None is not filtered by."""
    return questions.ask(store, name, parameters, _HERE)


def ask_all(
    store: Store, names: Iterable[str], parameters: Mapping[str, object]
) -> list[list[Row]]:
    """The answers to several named questions about the same things."""
    return questions.ask_all(store, names, parameters, _HERE)


def text(row: Row, name: str) -> str:
    """A value that is there in every row."""
    return str(row[name])


def optional(row: Row, name: str) -> str | None:
    """A value that may be absent."""
    value = row[name]
    return None if value is None else str(value)


def integer(row: Row, name: str) -> int:
    """A number that counts as 0 where it is absent."""
    value = row[name]
    return 0 if value is None else int(value)
