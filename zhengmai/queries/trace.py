"""溯源: where a task comes from, up to the provincial point, or what has become of a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from zhengmai.graph.lineage.linkable import joined, wording
from zhengmai.graph.store import Iri, Store
from zhengmai.ontology import iris
from zhengmai.queries.gaps import MissingParent, answers, missing_parents
from zhengmai.queries.links import LinkRow, NodeRow, links
from zhengmai.queries.nodenames import find_node
from zhengmai.queries.questions import ask, text

WhyNone = Literal["own", "not_held", "uncarried", "none_below", "fragments"]
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
        why_none: where there are no steps, why: ``own`` (its superiors are held, and it carries
            out none of their points), ``not_held`` (what it rests on is not held, so it cannot be
            judged), ``uncarried`` (plans below are held, and none carries it out), ``none_below``
            (none is held), ``fragments`` (too little is held of them to tell).
        not_held: the documents that are not held on which the notices rest where the steps up end.
    """

    task: NodeRow
    nodes: tuple[NodeRow, ...]
    links: tuple[LinkRow, ...]
    joined: tuple[tuple[str, str], ...] = ()
    why_none: WhyNone | None = None
    not_held: tuple[MissingParent, ...] = ()


def trace(store: Store, task: str, *, down: bool = False) -> Trace:
    """Follow the lineage links of a task upwards, or downwards.

    Args:
        store: where to look.
        task: a task or a point, as for :func:`zhengmai.queries.nodenames.find_node`.
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
    taken = tuple(steps.values())
    return Trace(
        start,
        tuple(reached.values()),
        taken,
        pairs,
        None if taken else _why_none(store, start, down=down),
        () if down else _not_held(store, start, taken),
    )


def _why_none(store: Store, start: NodeRow, *, down: bool) -> WhyNone:
    """Why there are no steps: what is not held cannot be judged."""
    answered, answering, fragments = answers(store, [start.notice])
    if down:
        below: WhyNone = "fragments" if fragments - {start.notice} else "none_below"
        return "uncarried" if start.notice in answered else below
    lacking = missing_parents(store, [start.notice])
    if any(of.concerns(start.iri) for of in lacking) or start.notice not in answering:
        return "not_held"
    return "own"


def _not_held(store: Store, start: NodeRow, steps: Sequence[LinkRow]) -> tuple[MissingParent, ...]:
    begun = {step.child.iri for step in steps}
    ends = {step.parent for step in steps if step.parent.iri not in begun} or {start}
    lacking = missing_parents(store, sorted({end.notice for end in ends}))
    return tuple(
        of for of in lacking if any(e.notice == of.notice and of.concerns(e.iri) for e in ends)
    )


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
