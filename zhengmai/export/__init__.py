"""The whole graph in formats that other programs read: one module a format.

:func:`export` is the way out for formats that are one stream of bytes. The files for Neo4j's
offline import are a folder of their own: :func:`export_for_import`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from zhengmai.export import csv, graphml, nquads, turtle, xlsx
from zhengmai.export.neo4jimport import export_for_import
from zhengmai.graph.store import Store

__all__ = ["Format", "export", "export_for_import"]


class Format(StrEnum):
    """What a graph can be written as."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    CSV = "csv"
    XLSX = "xlsx"
    NEO4J_IMPORT = "neo4j-import"


def export(store: Store, wanted: Format) -> Iterator[bytes]:
    """The graph of a store, piece by piece.

    Turtle holds all facts as one graph; N-Quads keeps the graph of each notice apart; GraphML is
    the graph of :func:`zhengmai.graph.views.to_networkx`; CSV and XLSX are one line a task and
    unit.

    Raises:
        ZhengmaiError: the format cannot hold it; the message says which can.
    """
    yield from _WRITERS[wanted](store)


_WRITERS: Mapping[Format, Callable[[Store], Iterator[bytes]]] = {
    Format.TURTLE: turtle.turtle,
    Format.NQUADS: nquads.nquads,
    Format.GRAPHML: graphml.graphml,
    Format.CSV: csv.csv_lines,
    Format.XLSX: xlsx.workbook,
}
