"""What a store of notice graphs can do, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from zhengmai.errors import StoreError

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Value]

DEFAULT_STORE = "zhengmai.db"


@dataclass(frozen=True, slots=True)
class GraphData:
    """The triples of one named graph.

    Attributes:
        iri: name of the graph.
        ntriples: its triples, as N-Triples.
    """

    iri: str
    ntriples: bytes


class Store(Protocol):
    """A store, open for reading or for writing.

    Every method may raise :class:`~zhengmai.errors.StoreError`.
    """

    language: str
    """Which file of a named question it runs: ``sparql`` or ``cypher``."""

    def replace(self, graph: GraphData, drop: Sequence[str] = ()) -> bool:
        """Put a graph in place of the one of the same name, as a whole or not at all.

        Where that changes anything, the graphs named in ``drop``, which were made from the old one,
        go with it. Returns whether anything changed.
        """

    def fill(self, graphs: Iterable[GraphData]) -> int:
        """A first fill of an empty store; returns how many graphs were written."""

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs by name, all or none."""

    def is_empty(self) -> bool:
        """Whether the store holds nothing."""

    def rows(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The answers to a question in the store's own language, with bound parameters."""

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""

    def graph(self, name: str) -> bytes:
        """The triples of one graph, as N-Triples in a fixed order."""


def open_store(where: str | Path, *, write: bool = False) -> AbstractContextManager[Store]:
    """Open a store by its path.

    Args:
        where: the folder of an embedded store.
        write: open it for writing (one process at a time); else for reading.

    Raises:
        StoreError: there is none to read, it is in use, or it is of a newer format.
    """
    text = str(where)
    if "://" in text:
        scheme = text.split("://", maxsplit=1)[0]
        raise StoreError(
            f"{scheme}:// stores are not supported by this version; give the path of a folder"
        )
    from zhengmai.graph.oxigraph import open_oxigraph

    return open_oxigraph(Path(text), write=write)
