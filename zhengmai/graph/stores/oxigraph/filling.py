"""Graphs in bulk: as a stream of N-Quads, which the database takes as a whole or not at all.

Oxigraph writes what it loads in bulk to files beside its own and takes all of them in one step; it
is some ten times as fast as a transaction, once there is a good deal to load.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from zhengmai.graph.store import GraphData

if TYPE_CHECKING:
    from typing_extensions import Buffer as WriteableBuffer


class QuadStream(io.RawIOBase):
    """Graphs as a file of N-Quads, made while it is read.

    Attributes:
        taken: how many graphs were read.
        again: graphs whose name was read before, the last one of each name: not in the file.
        failed: what went wrong in making a graph, if anything did; the file ends there.
    """

    def __init__(
        self,
        graphs: Iterable[GraphData],
        first: bytes = b"",
        told: Callable[[GraphData], None] | None = None,
    ) -> None:
        """A stream.

        Args:
            graphs: the graphs.
            first: N-Quads that come before them.
            told: is told of each graph that is in the file.
        """
        super().__init__()
        self.taken = 0
        self.again: dict[str, GraphData] = {}
        self.failed: BaseException | None = None
        self._graphs = iter(graphs)
        self._names: set[str] = set()
        self._rest = memoryview(first)
        self._told = told

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; 0 at the end."""
        room = memoryview(buffer).cast("B")
        while not self._rest:
            try:
                graph = next(self._graphs, None)
            except BaseException as error:  # noqa: BLE001 - told when the loader has returned
                self.failed = error
                return 0
            if graph is None:
                return 0
            self._take(graph)
        count = min(len(room), len(self._rest))
        room[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _take(self, graph: GraphData) -> None:
        self.taken += 1
        if graph.iri in self._names:
            self.again[graph.iri] = graph
        else:
            self._names.add(graph.iri)
            self._rest = memoryview(quads(graph))
            if self._told is not None:
                self._told(graph)


def quads(graph: GraphData) -> bytes:
    """The triples of a graph as N-Quads."""
    end = f" {ox.NamedNode(graph.iri)} .\n".encode()
    as_written = graph.ntriples.count(b" .\n") == graph.ntriples.count(b"\n")
    if as_written and graph.ntriples.endswith(b" .\n"):
        return graph.ntriples.replace(b" .\n", end)  # a literal has no line break in it
    lines = (line.rstrip() for line in graph.ntriples.splitlines())
    return b"".join(line.removesuffix(b".").rstrip() + end for line in lines if line)
