"""承接关系: the lineage links, and the tasks and points they join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from zhengmai.errors import NotFoundError
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.questions import growing, in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.queries.notices import find_notice, holding
from zhengmai.queries.places import PlaceRow, places
from zhengmai.queries.questions import ask, integer, optional, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A task or a point.

    Attributes:
        iri: it.
        kind: ``task`` or ``point``.
        level: of its place: province, city, county…
        jurisdiction: names of its places from the province down.
        notice: the notice it stands in.
        document_number: of the notice, or None.
        file: the notice's file.
        plan: title of the plan.
        year: plan year.
        number: as printed.
        order: its place among the tasks, or the points, of its notice, from 1.
        heading: of the point (a task's own point), or None.
        text: cleaned text.
        under: the point that a task belongs to, or None.
        dated: the day that the notice was issued, else published, or None.
        section: of a point the heading of the chapter 一、 that it stands in, or None.
    """

    iri: str
    kind: str
    level: str
    jurisdiction: tuple[str, ...]
    notice: str
    document_number: str | None
    file: str
    plan: str
    year: int
    number: str
    order: int
    heading: str | None
    text: str
    under: str | None
    dated: date | None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A stretch of the child and the stretch of the parent that it corresponds to."""

    child: str
    parent: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A task and what it carries out.

    Attributes:
        child, parent: the two ends.
        score: the probability that a careful reader would draw the link, 0 to 1.
        method: how it was found.
        status: ``proposed`` or ``confirmed``.
        evidence: the stretches of text that correspond.
        fidelity: 照抄程度, the share of the child's wording that the parent has, 0 to 1.
        judged_by: who confirmed it; of a proposed link the model that chose it; or None.
        judged_at: when: 2025-06-01T08:30:00Z, or None.
        note: what the person noted, or the model's words, or None.
    """

    child: NodeRow
    parent: NodeRow
    score: float
    method: str
    status: str
    evidence: tuple[EvidenceRow, ...]
    fidelity: float
    judged_by: str | None = None
    judged_at: str | None = None
    note: str | None = None

    @property
    def certainty(self) -> str:
        """A word for the score: 很可能, 可能 or 存疑."""
        return certainty(self.score)

    @property
    def fidelity_word(self) -> str:
        """A word for the fidelity: 照抄 (copied), 改写 (rephrased) or 细化 (written anew)."""
        return word_of_fidelity(self.fidelity)

    @property
    def lag_days(self) -> int | None:
        """How many days after the parent's notice the child's is dated; None if not known."""
        return lag(self.child.dated, self.parent.dated)


def word_of_fidelity(value: float) -> str:
    """照抄 above 0.7, 细化 below 0.3, 改写 between."""
    return "照抄" if value > COPIED else "改写" if value >= REPHRASED else "细化"


def lag(child: date | None, parent: date | None) -> int | None:
    """The days from a superior's notice to one that answers to it."""
    return None if child is None or parent is None else (child - parent).days


COPIED, REPHRASED = 0.7, 0.3
VERY_LIKELY = 0.9
"""The score from which a link is all but sure."""
_CERTAINTY = ((VERY_LIKELY, "很可能"), (0.5, "可能"), (0.0, "存疑"))


def certainty(score: float) -> str:
    """A word for a probability: 很可能, 可能 or 存疑."""
    return next(word for least, word in _CERTAINTY if score >= least)


def links(
    store: Store,
    *,
    children: Iterable[str] | None = None,
    parents: Iterable[str] | None = None,
    notices: Iterable[str] | None = None,
    known: Mapping[str, NodeRow] | None = None,
) -> list[LinkRow]:
    """The lineage links, in printed order; those of one task by falling score.

    Args:
        store: where to look.
        children: only those of these tasks and points.
        parents: only those that lead to these.
        notices: only those of the tasks and points of these notices.
        known: tasks and points that need not be asked for.
    """
    parameters = {"child": _iris(children), "parent": _iris(parents), "notice": _iris(notices)}
    rows = ask(store, "links", parameters)
    if not rows:
        return []
    evidence: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ask(store, "evidence", parameters):
        evidence[_ends(row)].append(row)
    ends = nodes(store, {end for row in rows for end in _ends(row)}, known)
    found = [
        LinkRow(
            ends[child],
            ends[parent],
            float(str(row["score"])),
            text(row, "method"),
            text(row, "status"),
            evidence_of(evidence[child, parent]),
            _fidelity(row, ends[child], ends[parent]),
            optional(row, "by"),
            optional(row, "at"),
            optional(row, "note"),
        )
        for row in rows
        # An end may have gone from its notice since the link was made.
        for child, parent in [_ends(row)]
        if child in ends and parent in ends
    ]
    return sorted(found, key=_printed)


def _printed(of: LinkRow) -> tuple[object, ...]:
    """By notice, as printed in it; of several links of a task the surest first."""
    child = of.child
    return child.notice + "/", child.order, child.iri, -of.score, of.parent.iri


def listed(
    store: Store,
    notice: str | None = None,
    *,
    place: str | None = None,
    year: int | None = None,
    status: str | None = None,
    below: float | None = None,
    top: int | None = None,
) -> list[LinkRow]:
    """The lineage links, in the order of the notices and of what is printed in them.

    Args:
        store: where to look.
        notice: only those of its tasks (by number, IRI or title).
        place: only those of tasks of this place and the places in it.
        year: only those of tasks of plans of this year.
        status: ``proposed`` or ``confirmed``.
        below: only those with a score under this.
        top: only the first ones; no more is read than the notices of these.

    Raises:
        NotFoundError: no such notice or place, or several; no such status.
    """
    if status not in (None, *_STATUSES):
        raise NotFoundError(f"a link is {' or '.join(_STATUSES)}, never {status!r}")
    if notice is not None:
        parts: Iterable[Sequence[str] | None] = [[find_notice(store, notice).iri]]
    elif top is None and place is None and year is None:
        parts = [None]
    else:
        held = holding(store, place=place, year=year)
        parts = [held] if top is None else growing(held)
    found: list[LinkRow] = []
    for some in parts:
        found += [
            link
            for link in links(store, notices=some)
            if status in (None, link.status) and (below is None or link.score < below)
        ]
        if top is not None and len(found) >= top:
            break
    return found[:top]


_STATUSES = ("proposed", "confirmed")


def _fidelity(row: Row, child: NodeRow, parent: NodeRow) -> float:
    """As it was stored; a store that was linked before it was has the texts."""
    stored = row["fidelity"]
    return fidelity(child.text, parent.text) if stored is None else float(str(stored))


def _ends(row: Row) -> tuple[str, str]:
    return text(row, "child"), text(row, "parent")


def nodes(
    store: Store, iris: Iterable[str], known: Mapping[str, NodeRow] | None = None
) -> dict[str, NodeRow]:
    """Tasks and points by IRI; those that are known already are not asked for."""
    held = known or {}
    wanted = sorted(set(iris))
    found = {iri: held[iri] for iri in wanted if iri in held}
    for some in in_parts([Iri(iri) for iri in wanted if iri not in held]):
        points = {text(r, "task"): r for r in ask(store, "headings", {"task": some})}
        rows = ask(store, "nodes", {"node": some})
        there = places(store, {text(row, "place") for row in rows})
        for row in rows:
            node = text(row, "node")
            found[node] = _node(row, points.get(node), there)
    return found


def _node(row: Row, point: Row | None, known: dict[str, PlaceRow]) -> NodeRow:
    place = known[text(row, "place")]
    dated = optional(row, "issued") or optional(row, "published")
    return NodeRow(
        iri=text(row, "node"),
        kind="task" if text(row, "type") == "Task" else "point",
        level=place.level,
        jurisdiction=place.path,
        notice=text(row, "notice"),
        document_number=optional(row, "document"),
        file=text(row, "file"),
        plan=optional(row, "plan") or "",
        year=integer(row, "year"),
        number=text(row, "number"),
        order=integer(row, "order"),
        heading=optional(row if point is None else point, "heading"),
        text=text(row, "text"),
        under=None if point is None else text(point, "point"),
        dated=None if dated is None else date.fromisoformat(dated),
        section=optional(row, "section"),
    )


def evidence_of(rows: Iterable[Row]) -> tuple[EvidenceRow, ...]:
    """The stretches that correspond, in order."""
    ordered = sorted(rows, key=lambda r: integer(r, "order"))
    return tuple(EvidenceRow(text(r, "childText"), text(r, "parentText")) for r in ordered)


def _iris(texts: Iterable[str] | None) -> list[Iri] | None:
    return None if texts is None else [Iri(t) for t in texts]
