"""承接线: the lines of lineage of many tasks at once, over as many levels as there are.

:mod:`.trace` follows one task, with all that is known of each step; here whole plans are followed,
in memory, for counts and comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.graph.lineage.linkable import joined, wording
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
from zhengmai.ontology import iris
from zhengmai.queries.gaps import stands_alone
from zhengmai.queries.questions import ask, integer, optional, text


@dataclass(frozen=True)
class Lines:
    """What the tasks and points of some notices carry out.

    Attributes:
        up: child → what it is linked to, with the fidelity that was stored (None: not stored).
        words: notice → its tasks and points, in printed order.
        scores: child and parent → how sure the link is, 0 to 1; 1 where a person has confirmed it.
        maybe: the same with the candidates, the pairs that were too doubtful to be links: what the
            tasks may carry out. A line goes on from what is one with a task there in any case.
    """

    up: Mapping[str, Mapping[str, float | None]]
    words: Mapping[str, tuple[LineageNode, ...]]
    _together: Mapping[str, tuple[str, ...]]
    _texts: Mapping[str, str]
    scores: Mapping[tuple[str, str], float] = field(default_factory=dict)
    maybe: Lines | None = None
    _above: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, notices: Iterable[str], superiors: Iterable[str]) -> Lines:
        """The lines from some notices, which may lead over them and to their superiors."""
        below = sorted(set(notices))
        words = wording(store, {*below, *superiors})
        up: defaultdict[str, dict[str, float | None]] = defaultdict(dict)
        may: defaultdict[str, dict[str, float | None]] = defaultdict(dict)
        scores: dict[tuple[str, str], float] = {}
        for some in in_parts([Iri(notice) for notice in below]):
            for row in ask(store, "carried", {"notice": some}):
                stored = row["fidelity"]
                child, parent = text(row, "child"), text(row, "parent")
                up[child][parent] = None if stored is None else float(str(stored))
                confirmed = text(row, "status") == "confirmed"
                scores[child, parent] = 1.0 if confirmed else float(str(row["score"]))
            for row in ask(store, "candidates", {"notice": some}):
                may[text(row, "child")][text(row, "parent")] = None
        for child, parents in up.items():
            may[child] |= parents
        every = [node for nodes in words.values() for node in nodes]
        same = (
            {notice: tuple(nodes) for notice, nodes in words.items()},
            joined(every),
            {node.iri: node.text for node in every},
        )
        return cls(up, *same, scores, cls(may, *same))

    def above(self, node: str) -> Mapping[str, tuple[str, ...]]:
        """All that a task carries out, directly or farther, and what lies between, nearest first.

        Of several ways to one point the shortest counts. Where what a task is linked to carries out
        nothing itself, the line goes on from what is one with it: a point and its rows.
        """
        if node not in self._above:
            found: dict[str, tuple[str, ...]] = {}
            self._above[node] = found  # a circle ends here
            for parent in sorted(self.up.get(node, ())):
                found[parent] = ()
            for parent in sorted(self.up.get(node, ())):
                for over in self._goes_on(parent):
                    between = (parent,) if over == parent else (parent, over)
                    for end, rest in self.above(over).items():
                        way = (*between, *rest)
                        if end not in found or len(way) < len(found[end]):
                            found[end] = way
        return self._above[node]

    def score(self, child: str, end: str) -> float:
        """How sure it is that a task carries something out: as the weakest link on the way."""
        way = (child, *self.above(child)[end], end)
        return min(self.scores.get(step, 1.0) for step in pairwise(way))

    def _goes_on(self, node: str) -> tuple[str, ...]:
        together = self._together.get(node, (node,))
        return (node,) if node in self.up and self.maybe is not None else together

    def rows_of(self, node: str) -> tuple[str, ...]:
        """Of a prose point that rows of a table break down these rows; else nothing."""
        return tuple(other for other in self._together.get(node, ()) if other != node)

    def fidelity(self, child: str, parent: str) -> float:
        """How much of the wording of what it carries out, however far above, a task keeps."""
        stored = self.up.get(child, {}).get(parent)
        if stored is not None:
            return stored
        return round(fidelity(self._texts.get(child, ""), self._texts.get(parent, "")), 3)


@dataclass(frozen=True)
class Points:
    """The points of a plan, each with the tasks that belong to it: these are one.

    The numbered items under a heading are each for themselves.

    Attributes:
        order: the points, as printed; a task of no point stands for itself.
        of: each task and point of the plan → the one of these that it belongs to.
    """

    order: tuple[str, ...]
    of: Mapping[str, str]

    @classmethod
    def read(cls, store: Store, plan: str, words: Iterable[LineageNode]) -> Points:
        """The points of a plan; rows of a table are of the point that they break down."""
        told = {node.iri: node.point for node in words if node.point}
        rows = sorted(
            ask(store, "gaps", {"notice": [Iri(plan)]}),
            key=lambda r: (text(r, "type") == "Task", integer(r, "order"), text(r, "node")),
        )
        of = {}
        for row in rows:
            node = text(row, "node")
            under = None if stands_alone(row) else optional(row, "under")
            of[node] = under or told.get(node) or node
        headings = {optional(row, "under") for row in rows if stands_alone(row)}
        order = dict.fromkeys(of[text(row, "node")] for row in rows)
        return cls(tuple(node for node in order if node not in headings), of)


def carriers(lines: Lines, points: Points, notice: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Point of a plan → the tasks of a notice below that carry it out, and what lies between.

    A point without tasks counts like a task; the prose point that rows of a table break down only
    where none of these does it.
    """
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for node in lines.words.get(notice, ()):
        for end, between in lines.above(node.iri).items():
            point = points.of.get(end)
            known = None if point is None else found[point].get(node.iri)
            if point is not None and (known is None or len(between) < len(known)):
                found[point][node.iri] = between
    for tasks in found.values():
        for node_ in [n for n in tasks if iris.is_point(n)]:
            if any(row in tasks for row in lines.rows_of(node_)):
                del tasks[node_]
    return dict(found)


def may_carry(lines: Lines, points: Points, notice: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Point → the tasks that carry it out only where candidates do hold; as :func:`carriers`."""
    if lines.maybe is None:
        return {}
    sure = carriers(lines, points, notice)
    possible = carriers(lines.maybe, points, notice)
    found = {
        point: {task: way for task, way in tasks.items() if task not in sure.get(point, {})}
        for point, tasks in possible.items()
    }
    return {point: tasks for point, tasks in found.items() if tasks}
