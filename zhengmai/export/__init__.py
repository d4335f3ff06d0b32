"""The whole graph in formats that other programs read: one module a format.

:func:`export` is the way out for formats that are one stream of bytes. The files for Neo4j's
offline import are a folder of their own: :func:`export_for_import`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from zhengmai.errors import ZhengmaiError
from zhengmai.export import csv, graphml, nquads, parquet, turtle, xlsx
from zhengmai.export.neo4jimport import export_for_import
from zhengmai.export.tasklines import ALL, Chosen
from zhengmai.graph.store import Store

__all__ = ["Chosen", "Format", "by_name", "export", "export_for_import"]


class Format(StrEnum):
    """What a graph can be written as."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    NEO4J_IMPORT = "neo4j-import"


def export(store: Store, wanted: Format, chosen: Chosen = ALL) -> Iterator[bytes]:
    """The graph of a store, piece by piece.

    Turtle holds all facts as one graph; N-Quads keeps the graph of each notice apart; GraphML is
    the graph of :func:`zhengmai.graph.views.to_networkx`; CSV, XLSX and Parquet are one line a
    task and unit, or those of them that are chosen.

    Raises:
        NotFoundError: no line of a list is left; nothing is written then.
        ZhengmaiError: the format cannot hold it, and the message says which can; or it is no list
            of lines, and some were chosen.
    """
    if wanted in _LISTS:
        yield from _LISTS[wanted](store, chosen)
    elif chosen != ALL:
        raise ZhengmaiError(
            f"{wanted} is the whole graph: place, year, unit and role choose lines of csv, xlsx "
            "and parquet"
        )
    else:
        yield from _WRITERS[wanted](store)


_WRITERS: Mapping[Format, Callable[[Store], Iterator[bytes]]] = {
    Format.TURTLE: turtle.turtle,
    Format.NQUADS: nquads.nquads,
    Format.GRAPHML: graphml.graphml,
}
_LISTS: Mapping[Format, Callable[[Store, Chosen], Iterator[bytes]]] = {
    Format.CSV: csv.csv_lines,
    Format.XLSX: xlsx.workbook,
    Format.PARQUET: parquet.parquet,
}


_SUFFIXES: Mapping[str, Format] = {
    ".ttl": Format.TURTLE,
    ".nq": Format.NQUADS,
    ".graphml": Format.GRAPHML,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".parquet": Format.PARQUET,
}


def by_name(file: Path) -> Format:
    """The format that a file's name tells.

    Raises:
        ZhengmaiError: it tells none.
    """
    found = _SUFFIXES.get(file.suffix.lower())
    if found is None:
        kinds = ", ".join(_SUFFIXES)
        raise ZhengmaiError(f"{file}: its name tells no format; there are {kinds}")
    return found
