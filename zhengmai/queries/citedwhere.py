"""引用之处: whom a document concerns that a notice rests on: the tasks that cite it, or all.

What the opening of a notice cites, all of its tasks rest on. What one row of a table cites, that
row carries out, and no other: of the others it says nothing that the document is not held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris
from zhengmai.queries.questions import ask, integer, optional, text

Cited = tuple[str, str]
"""The citing notice, and the document."""

_BRACKETS = str.maketrans("[]()［］（）", "〔〕〔〕〔〕〔〕")


def concerned(store: Store, names: Mapping[Cited, Sequence[str]]) -> dict[Cited, tuple[str, ...]]:
    """Of documents the tasks and points that alone cite them; those that concern all are left out.

    A task that cites a document is concerned, and the point it belongs to; what the prose of a
    point cites concerns all of its tasks.

    Args:
        store: where to look.
        names: documents, with their titles and numbers: a task may name one again.
    """
    notices = sorted({notice for notice, _ in names})
    begins = _beginnings(store, notices)
    at: defaultdict[Cited, list[tuple[int, int]]] = defaultdict(list)
    for row in _rows(store, "citedat", notices):
        key = text(row, "notice"), text(row, "document")
        if key in names:
            at[key].append((integer(row, "start"), integer(row, "end")))
    inside = {
        key: spans
        for key, spans in at.items()
        if key[0] in begins and min(spans)[0] >= begins[key[0]]
    }
    plans = _plans(store, sorted({notice for notice, _ in inside}))
    found = {key: plans[key[0]].citing(spans, names[key]) for key, spans in inside.items()}
    return {key: nodes for key, nodes in found.items() if nodes}


def _rows(store: Store, question: str, notices: Sequence[str], **more: object) -> list[Row]:
    parts = in_parts([Iri(notice) for notice in notices])
    return [row for some in parts for row in ask(store, question, {"notice": some, **more})]


def _beginnings(store: Store, notices: Sequence[str]) -> dict[str, int]:
    """Where the first task or point of each notice begins."""
    found: dict[str, int] = {}
    for row in _rows(store, "standsat", notices, order=1):
        notice, start = text(row, "notice"), integer(row, "start")
        found[notice] = min(start, found.get(notice, start))
    return found


@dataclass
class _Plan:
    """Where the tasks and points of a notice stand, and what they say."""

    spans: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, str] = field(default_factory=dict)
    under: dict[str, str] = field(default_factory=dict)

    def citing(self, places: Sequence[tuple[int, int]], names: Iterable[str]) -> tuple[str, ...]:
        """The tasks and points that cite a document; empty where it stands in none of them."""
        own = {node for node, spans in self.spans.items() if _meet(spans, places)}
        if not own:
            return ()
        known = [name.translate(_BRACKETS) for name in names]
        own |= {node for node, said in self.texts.items() if any(n in said for n in known)}
        tasks = {node for node in own if node.startswith(iris.notice_of_node(node) + "/task/")}
        points = {self.under[task] for task in tasks if task in self.under}
        # The prose of a point may be its tasks' own text: then these have told it.
        prose = own - tasks - points
        below = {task for task, point in self.under.items() if point in prose}
        return tuple(sorted(tasks | points | prose | below))


def _plans(store: Store, notices: Sequence[str]) -> dict[str, _Plan]:
    found: defaultdict[str, _Plan] = defaultdict(_Plan)
    for row in _rows(store, "standsat", notices):
        plan, node, under = found[text(row, "notice")], text(row, "node"), optional(row, "under")
        plan.spans[node].append((integer(row, "start"), integer(row, "end")))
        plan.texts[node] = text(row, "text").translate(_BRACKETS)
        if under is not None:
            plan.under[node] = under
    return found


def _meet(one: Iterable[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
