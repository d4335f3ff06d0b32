"""The whole graph in formats that other programs read: one module a format.

:func:`export` is the way out for formats that are one stream of bytes. The files for Neo4j's
offline import are a folder of their own: :func:`export_for_import`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from zhengmai.errors import ZhengmaiError
from zhengmai.export import csv, graphml, nquads, turtle, xlsx
from zhengmai.export.neo4jimport import export_for_import
from zhengmai.graph.store import Store

__all__ = ["Format", "by_name", "export", "export_for_import"]


class Format(StrEnum):
    """What a graph can be written as."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    CSV = "csv"
    XLSX = "xlsx"
    NEO4J_IMPORT = "neo4j-import"


def export(
    store: Store, wanted: Format, *, place: str | None = None, year: int | None = None
) -> Iterator[bytes]:
    """The graph of a store, piece by piece.

    Turtle holds all facts as one graph; N-Quads keeps the graph of each notice apart; GraphML is
    the graph of :func:`zhengmai.graph.views.to_networkx`; CSV and XLSX are one line a task and
    unit, of a place and a year, where these are given.

    Raises:
        ZhengmaiError: the format cannot hold it; the message says which can.
    """
    if wanted in _LISTS:
        yield from _LISTS[wanted](store, place=place, year=year)
        return
    if place is not None or year is not None:
        raise ZhengmaiError(f"--format {wanted} is of the whole graph: give no --in or --year")
    yield from _WRITERS[wanted](store)


class _List(Protocol):
    def __call__(
        self, store: Store, *, place: str | None = None, year: int | None = None
    ) -> Iterator[bytes]: ...


_LISTS: Mapping[Format, _List] = {Format.CSV: csv.csv_lines, Format.XLSX: xlsx.workbook}
_WRITERS: Mapping[Format, Callable[[Store], Iterator[bytes]]] = {
    Format.TURTLE: turtle.turtle,
    Format.NQUADS: nquads.nquads,
    Format.GRAPHML: graphml.graphml,
}
_SUFFIXES: Mapping[str, Format] = {
    ".ttl": Format.TURTLE,
    ".nq": Format.NQUADS,
    ".graphml": Format.GRAPHML,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
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
