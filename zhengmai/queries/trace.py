"""溯源: where a task comes from, up to the provincial point, or what has become of a point."""

from __future__ import annotations

from dataclasses import dataclass

from zhengmai.graph.store import Iri, Store
from zhengmai.queries.links import LinkRow, NodeRow, links, nodes
from zhengmai.queries.questions import ask, text
from zhengmai.queries.tasks import find_task

_DEEPEST = 8  # levels; there are five levels of government


@dataclass(frozen=True, slots=True)
class Trace:
    """A task (or point) with all that it comes from, or all that has come of it.

    Attributes:
        task: where the trace began.
        nodes: what it leads to, nearest first.
        links: the steps.
    """

    task: NodeRow
    nodes: tuple[NodeRow, ...]
    links: tuple[LinkRow, ...]


def trace(store: Store, task: str, *, down: bool = False) -> Trace:
    """Follow the lineage links of a task upwards, or downwards.

    Args:
        store: where to look.
        task: an IRI (of a task or a point) or a phrase of the task's text.
        down: follow them from the superior to those who carry it out.

    Raises:
        NotFoundError: no such task, or several.
    """
    start = find_node(store, task)
    steps: dict[tuple[str, str], LinkRow] = {}
    reached: dict[str, NodeRow] = {}
    # What a point carries out, and who carries it out, is said of its tasks.
    front = [start.iri, *_tasks_of(store, start)]
    own = set(front)
    for _ in range(_DEEPEST):
        found = links(store, parents=front) if down else links(store, children=front)
        order = {iri: n for n, iri in enumerate(front)}
        found.sort(key=lambda k: (order[k.parent.iri if down else k.child.iri], -k.score))
        front = []
        for step in found:
            steps.setdefault((step.child.iri, step.parent.iri), step)
            end = step.child if down else step.parent
            if end.iri not in reached and end.iri not in own:
                reached[end.iri] = end
                front.append(end.iri)
        if not front:
            break
    return Trace(start, tuple(reached.values()), tuple(steps.values()))


def _tasks_of(store: Store, node: NodeRow) -> list[str]:
    if node.kind != "point":
        return []
    return sorted(text(row, "task") for row in ask(store, "under", {"point": Iri(node.iri)}))


def find_node(store: Store, wanted: str) -> NodeRow:
    """The task or point that a user means: by IRI, or a task by a phrase of its text.

    Raises:
        NotFoundError: there is none, or there are several.
    """
    phrase = wanted.strip()
    if phrase.startswith(("http://", "https://")):
        found = nodes(store, [phrase])
        if found:
            return found[phrase]
    iri = find_task(store, phrase).iri
    return nodes(store, [iri])[iri]
