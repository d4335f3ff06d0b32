"""Loading and asking the named questions: ``NAME.rq`` and ``NAME.cypher`` side by side.

The same question gives the same rows on every store, in no certain order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TypeVar

from zhengmai.graph.store import Row, Store

_SUFFIXES = {"sparql": ".rq", "cypher": ".cypher"}
_HERE = "zhengmai.graph"
AT_ONCE = 1000  # things that one question is about

T = TypeVar("T")


@cache
def text_of(name: str, language: str, package: str = _HERE) -> str:
    """The text of a named question of a package, in a store's language."""
    file = resources.files(package).joinpath(name + _SUFFIXES[language])
    return file.read_text("utf-8")


def ask(
    store: Store,
    name: str,
    parameters: Mapping[str, object] | None = None,
    package: str = _HERE,
) -> list[Row]:
    """The answers to a named question; a parameter that is None is not filtered by."""
    (rows,) = ask_all(store, [name], parameters, package)
    return rows


def ask_all(
    store: Store,
    names: Iterable[str],
    parameters: Mapping[str, object] | None = None,
    package: str = _HERE,
) -> list[list[Row]]:
    """The answers to several questions about the same things; a server is asked only once."""
    texts = [text_of(name, store.language, package) for name in names]
    return store.answers(texts, parameters or {})


def in_parts(things: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Things, so many at a time that one question can be about them."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
