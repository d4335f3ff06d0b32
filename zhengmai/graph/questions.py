"""Loading and asking the named questions: ``NAME.rq`` and ``NAME.cypher`` side by side.

The same question gives the same rows on every store, in no certain order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

from zhengmai.graph.store import Row, Store

_SUFFIXES = {"sparql": ".rq", "cypher": ".cypher"}
AT_ONCE = 1000  # things that one question is about

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedQuestions:
    """The questions that stand beside the code of a package.

    Attributes:
        package: its full name. Example: ``zhengmai.queries``
    """

    package: str

    def text_of(self, name: str, language: str) -> str:
        """The text of a question in a store's language."""
        return _text_of(self.package, name + _SUFFIXES[language])

    def ask(
        self, store: Store, name: str, parameters: Mapping[str, object] | None = None
    ) -> list[Row]:
        """The answers to a question; a parameter that is None is not filtered by."""
        (rows,) = self.ask_all(store, [name], parameters)
        return rows

    def ask_all(
        self, store: Store, names: Iterable[str], parameters: Mapping[str, object] | None = None
    ) -> list[list[Row]]:
        """The answers to several questions about the same things; a server is asked only once."""
        texts = [self.text_of(name, store.language) for name in names]
        return store.answers(texts, parameters or {})


@cache
def _text_of(package: str, file: str) -> str:
    return resources.files(package).joinpath(file).read_text("utf-8")


def growing(things: Sequence[T], first: int = 4, most: int = 256) -> Iterator[Sequence[T]]:
    """Things some at a time: a few at first, where perhaps a few will do."""
    start, size = 0, first
    while start < len(things):
        yield things[start : start + size]
        start, size = start + size, min(2 * size, most)


def in_parts(things: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Things, so many at a time that one question can be about them."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
