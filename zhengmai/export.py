"""The whole graph in formats that other programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from zhengmai.graph.store import GraphData, Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula


class Format(StrEnum):
    """A format of :func:`export`."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    CSV = "csv"
    NEO4J_IMPORT = "neo4j-import"


def export(store: Store, wanted: Format) -> Iterator[bytes]:
    """The graph of a store, piece by piece.

    Turtle holds all facts as one graph; N-Quads keeps the graph of each notice apart; GraphML is
    the graph of :func:`zhengmai.graph.views.to_networkx`; CSV is one line a task and unit.
    """
    yield from _WRITERS[wanted](store)


def export_for_import(store: Store, out: Path) -> Path:
    """Write files for Neo4j's offline import into a folder; returns the command line, as a file."""
    from zhengmai.graph.stores.neo4j.offline import write_import

    names = store.graphs()
    return write_import((GraphData(name, store.graph(name)) for name in names), out)


def _turtle(store: Store) -> Iterator[bytes]:
    from rdflib import Graph

    from zhengmai.ontology.triples import PREFIXES

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for name in store.graphs():
        graph.parse(data=store.graph(name), format="nt")
    yield graph.serialize(format="turtle").encode()


def _nquads(store: Store) -> Iterator[bytes]:
    for name in store.graphs():
        for line in store.graph(name).splitlines():
            yield line.removesuffix(b" .") + f" <{name}> .\n".encode()


def _graphml(store: Store) -> Iterator[bytes]:
    import networkx as nx

    from zhengmai.graph.views import to_networkx

    yield "\n".join(nx.generate_graphml(to_networkx(store))).encode() + b"\n"


def _csv(store: Store) -> Iterator[bytes]:
    """One line a task and unit, for a spreadsheet (with the mark that says it is UTF-8)."""
    from zhengmai.queries.tasks import tasks

    head = (
        "年度",
        "要点",
        "要点标题",
        "序号",
        "任务",
        "角色",
        "单位",
        "原文写法",
        "完成时限",
        "截止日",
        "来源文件",
        "IRI",
    )
    yield b"\xef\xbb\xbf" + _line(head)
    for row in tasks(store):
        due = "；".join(d.as_written for d in row.deadlines)
        days = "；".join(d.date.isoformat() for d in row.deadlines if d.date)
        units = [(u.role, u.unit, u.as_written) for u in row.units] or [("", "", "")]
        for role, unit, written in units:
            yield _line(
                (
                    str(row.year),
                    row.plan,
                    row.heading or "",
                    row.number,
                    row.text,
                    role,
                    unit,
                    written,
                    due,
                    days,
                    row.file,
                    row.iri,
                )
            )


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text of a notice is not to be run."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


_WRITERS: dict[Format, Callable[[Store], Iterator[bytes]]] = {
    Format.TURTLE: _turtle,
    Format.NQUADS: _nquads,
    Format.GRAPHML: _graphml,
    Format.CSV: _csv,
}
