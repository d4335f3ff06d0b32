"""What can be linked: the tasks and points of the notices of a store, read once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.lineage.rowpoints import points_of
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris

_NOTICES: Final = 1024  # some cities with their counties and towns; some 50 kB each
_PROSE: Final = 8  # letters of a text that says more than "as in the table"


class Linkable:
    """The nodes of notices; those of the last few hundred are kept.

    Plans are asked for place by place, so that a superior is read once though many answer to it,
    and a store of any size takes no more memory than these.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = lru_cache(maxsize=_NOTICES)(self._notice)

    def of(self, notice: str) -> list[LineageNode]:
        """The tasks of a notice, and those of its points that say something of their own.

        A point does where no task stands under it, or where the tasks under it are the rows of a
        table: then the prose and the rows tell the same twice. In printed order.
        """
        return list(self._kept(notice)[0].values())

    def node(self, iri: str) -> LineageNode | None:
        """A node that can be linked; None where there is none of that name."""
        return self._kept(iris.notice_of_node(iri))[0].get(iri)

    def text(self, iri: str) -> str:
        """The text of any task or point, whether it can be linked or not; "" where it is gone."""
        return self._kept(iris.notice_of_node(iri))[1].get(iri, "")

    def _notice(self, notice: str) -> tuple[dict[str, LineageNode], dict[str, str]]:
        parameters = {"notice": Iri(notice)}
        rows = {str(r["node"]): r for r in ask(self._store, "linkable", parameters)}
        units = _units(ask(self._store, "linkunits", parameters))
        nodes = {node.iri: node for node in _nodes(rows, units)}
        return nodes, {iri: _text(row) for iri, row in rows.items()}


def wording(store: Store, notices: Iterable[str]) -> dict[str, list[LineageNode]]:
    """The nodes of several notices at once, as :meth:`Linkable.of` gives them but for the units."""
    wanted = [Iri(notice) for notice in sorted(set(notices))]
    found: dict[str, dict[str, Row]] = {notice: {} for notice in wanted}
    for some in in_parts(wanted):
        for row in ask(store, "linkable", {"notice": some}):
            node = str(row["node"])
            found[iris.notice_of_node(node)][node] = row
    return {notice: _nodes(rows, {}) for notice, rows in found.items()}


def joined(nodes: Iterable[LineageNode]) -> dict[str, tuple[str, ...]]:
    """For each point that rows of a table break down, and each such row: all that are one with it.

    A task is linked to the one of them that says best what it does. Where that one carries out
    nothing itself, the line goes on from the others.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.point:
            groups[node.point].append(node.iri)
    return {iri: tuple(own) for own in groups.values() if len(own) > 1 for iri in own}


def _units(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in rows:
        found[str(row["node"])].add((int(str(row["order"])), str(row["unit"])))
    return {node: tuple(unit for _, unit in sorted(own)) for node, own in found.items()}


def _nodes(rows: Mapping[str, Row], units: Mapping[str, tuple[str, ...]]) -> list[LineageNode]:
    points = {iri: row for iri, row in rows.items() if row["source"] is None}
    under: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        if row["point"] is not None:
            under[str(row["point"])].add(str(row["source"]))
    broken_down = {  # into the rows of a table, beside the prose
        iri for iri, row in points.items() if under[iri] == {"table"} and len(_text(row)) >= _PROSE
    }
    found = []
    for iri in _in_order(rows, points):
        row = rows[iri]
        point = str(row["point"]) if row["point"] is not None else iri
        if not _text(row) or (iri in points and under[iri] and iri not in broken_down):
            continue
        head = points.get(point, {})
        found.append(
            LineageNode(
                iri,
                str(row["number"]),
                str(head.get("section") or ""),
                str(head.get("heading") or ""),
                _text(row),
                units.get(iri, ()),
                point if point in broken_down else "",
            )
        )
    return _with_points(found, rows, under)


def _with_points(
    nodes: Sequence[LineageNode], rows: Mapping[str, Row], under: Mapping[str, set[str]]
) -> list[LineageNode]:
    """The nodes; rows of a table that are under no point with the one that their words tell."""
    loose = [n for n in nodes if rows[n.iri]["source"] == "table" and rows[n.iri]["point"] is None]
    prose = [n for n in nodes if rows[n.iri]["source"] is None and len(n.text) >= _PROSE]
    if not loose or not prose or any("table" not in under[n.iri] for n in prose if under[n.iri]):
        return list(nodes)
    found: dict[str, str] = {}
    for row, at in zip(loose, points_of(loose, prose), strict=True):
        if at is not None:
            found[row.iri] = found[prose[at].iri] = prose[at].iri
    return [replace(n, point=found[n.iri]) if n.iri in found else n for n in nodes]


def _in_order(rows: Mapping[str, Row], points: Mapping[str, Row]) -> list[str]:
    """Points with their tasks behind them; a task without a point stays behind the one before."""
    place: dict[str, tuple[int, int, int]] = {i: (_order(r), 0, 0) for i, r in points.items()}
    before = 0
    for iri, row in sorted(rows.items(), key=lambda pair: (_order(pair[1]), pair[0])):
        if iri in points:
            continue
        if row["point"] is not None and str(row["point"]) in points:
            before = _order(points[str(row["point"])])
        place[iri] = (before, 1, _order(row))
    return sorted(place, key=lambda iri: (place[iri], iri))


def _order(row: Row) -> int:
    return int(str(row["order"]))


def _text(row: Row) -> str:
    return str(row["text"] or "")
