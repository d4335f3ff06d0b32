"""溯源: where a task comes from, up to the provincial point, or what has become of a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.lineage.linkable import joined, wording
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store, Wording
from zhengmai.ontology import iris
from zhengmai.queries.links import LinkRow, NodeRow, links, nodes
from zhengmai.queries.questions import ask, text
from zhengmai.queries.tasks import find_task

_CANDIDATES = 10  # points that are shown where several are meant
_DEEPEST = 8  # levels; there are five levels of government


@dataclass(frozen=True, slots=True)
class Trace:
    """A task (or point) with all that it comes from, or all that has come of it.

    Attributes:
        task: where the trace began.
        nodes: what it leads to, nearest first.
        links: the steps.
        joined: pairs of a node and what it is one with (a point that rows of a table break down,
            or such a row): the steps from the one go on from the other, where one of the two
            carries out nothing itself.
    """

    task: NodeRow
    nodes: tuple[NodeRow, ...]
    links: tuple[LinkRow, ...]
    joined: tuple[tuple[str, str], ...] = ()


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
    one_with: dict[str, str] = {}
    front = _begin(store, start)
    own, known = set(front), set(front)
    for _ in range(2 * _DEEPEST):
        found = links(store, parents=front) if down else links(store, children=front)
        order = {iri: n for n, iri in enumerate(front)}
        found.sort(key=lambda k: (order[k.parent.iri if down else k.child.iri], -k.score))
        ends: list[str] = []
        for step in found:
            steps.setdefault((step.child.iri, step.parent.iri), step)
            here, end = (step.parent, step.child) if down else (step.child, step.parent)
            if here.iri in one_with:
                reached.setdefault(here.iri, here)
            if end.iri not in own:
                reached.setdefault(end.iri, end)
            if end.iri not in known:
                ends.append(end.iri)
                known.add(end.iri)
        begun = {k.child.iri for k in found}
        stuck = ends if down else [iri for iri in front if iri not in begun | own]
        others = {other: iri for iri, other in _one_with(store, stuck) if other not in known}
        if down:
            others = {other: others[other] for other in _without_parent(store, others)}
        one_with |= others
        known |= others.keys()
        front = [*ends, *others]
        if not front:
            break
    pairs = tuple((iri, other) for other, iri in one_with.items() if other in reached)
    return Trace(start, tuple(reached.values()), tuple(steps.values()), pairs)


def _without_parent(store: Store, found: Iterable[str]) -> list[str]:
    """Those that carry out nothing themselves: what is linked to them goes on from the others."""
    wanted = [Iri(iri) for iri in found]
    if not wanted:
        return []
    has = {text(row, "child") for row in ask(store, "ends", {"child": wanted})}
    return [iri for iri in wanted if iri not in has]


def _begin(store: Store, start: NodeRow) -> list[str]:
    """Where the steps begin: what a point carries out is said of its tasks, and of its rows."""
    if start.kind != "point":
        return [start.iri]
    under = {text(row, "task") for row in ask(store, "under", {"point": Iri(start.iri)})}
    under.update(other for _, other in _one_with(store, [start.iri]))
    return [start.iri, *sorted(under)]


def _one_with(store: Store, found: Sequence[str]) -> list[tuple[str, str]]:
    """The nodes that are one with those found, each behind the one that it is one with."""
    plans = wording(store, {iris.notice_of_node(iri) for iri in found})
    groups = joined(node for nodes_ in plans.values() for node in nodes_)
    return [(iri, other) for iri in found for other in groups.get(iri, ()) if other != iri]


def find_node(store: Store, wanted: str) -> NodeRow:
    """The task or point that a user means: by IRI, by a phrase of its text, or of its heading.

    Raises:
        NotFoundError: there is none, or there are several.
    """
    phrase = wanted.strip()
    if phrase.startswith(("http://", "https://")):
        found = nodes(store, [phrase])
        if found:
            return found[phrase]
    try:
        iri = find_task(store, phrase).iri
    except SeveralError:
        raise
    except NotFoundError:
        points = _headed(store, phrase)
        if not points:
            raise
        return points[0]
    return nodes(store, [iri])[iri]


def _headed(store: Store, phrase: str) -> list[NodeRow]:
    """The point with a phrase in its heading, where there is but one.

    Raises:
        SeveralError: there are several.
    """
    words = re.sub(r"\s+", "", phrase)
    if not words:
        return []
    told = store.saying(Wording((words,), of="heading"))
    parts = [None] if told is None else in_parts([Iri(iri) for iri in told])
    rows = [row for some in parts for row in ask(store, "headed", {"words": words, "point": some})]
    found = sorted(text(row, "point") for row in rows)
    if len(found) < 2:
        return list(nodes(store, found).values())
    known = nodes(store, found[:_CANDIDATES])
    several = "\n".join(f"  {n.iri}  {n.heading}" for n in known.values())
    raise SeveralError(
        f"{len(found)} points are headed {phrase!r}; give more of it or one of these:\n{several}"
    )
