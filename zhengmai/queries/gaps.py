"""缺口: what nobody below carries out, what comes from nowhere, which parents are not held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhengmai.graph.lineage.questions import ask as of_plans
from zhengmai.graph.questions import growing, in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.model import TaskSource
from zhengmai.ontology import iris
from zhengmai.queries.citedwhere import concerned
from zhengmai.queries.fragments import is_fragment
from zhengmai.queries.links import NodeRow, nodes
from zhengmai.queries.notices import find_notice, holding
from zhengmai.queries.preambles import is_preamble
from zhengmai.queries.questions import ask, integer, optional, text

# How titles of laws end. A plan may rest on a 条例, but then no notice of a superior is missing.
_ITEM, _POINT = TaskSource.ITEM.value, TaskSource.POINT.value
_LAWS = ("法", "条例", "规定", "办法", "细则")


@dataclass(frozen=True, slots=True)
class MissingParent:
    """A document that a notice rests on and that is not held.

    Attributes:
        notice: the citing notice.
        document: the cited one.
        title, document_number: as far as they are known.
        relation: basis or implements.
        within: the tasks and points that alone cite it; empty where all of the notice rest on it.
    """

    notice: str
    document: str
    title: str | None
    document_number: str | None
    relation: str
    within: tuple[str, ...] = ()

    @property
    def tasks(self) -> int:
        """How many tasks alone rest on it; 0 where all of the notice do, or only a point."""
        return sum(not iris.is_point(node) for node in self.within)

    def concerns(self, node: str) -> bool:
        """Whether a task or point of the notice rests on it."""
        return not self.within or node in self.within

    @property
    def label(self) -> str:
        """Title and number as one text."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"《{self.title}》{number}" if self.title else self.document_number or self.document


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing in the lineage.

    Attributes:
        uncarried: points of plans that have held plans below them, which none of these carries out;
            of a heading with numbered items the items. Preambles (指导思想) are not told.
        without_parent: tasks of plans that have held superiors, which carry out none of them: the
            own additions of a place; preambles are not told, either.
        cannot_be_judged: tasks that carry out nothing held, of plans that rest on a document that
            is not held: they may carry out that one.
        without_superior: the notices of which no superior is held at all, nor is one cited: of
            their tasks nothing is said.
        missing_parents: documents that a notice rests on and that are not held.
        looked_at: how many notices that is told of.
        held: how many there are, where all are meant.
        fragments: the notices of which so little is held that nobody can tell what they leave out:
            a plan that only such ones answer to has nothing uncarried.
    """

    uncarried: tuple[NodeRow, ...]
    without_parent: tuple[NodeRow, ...]
    cannot_be_judged: tuple[NodeRow, ...]
    missing_parents: tuple[MissingParent, ...]
    looked_at: int = 1
    held: int = 1
    without_superior: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()


def gaps(
    store: Store,
    notice: str | None = None,
    *,
    place: str | None = None,
    year: int | None = None,
    top: int | None = None,
    known: Mapping[str, NodeRow] | None = None,
) -> Gaps:
    """The gaps of one notice (by number, IRI or title), or of all.

    Args:
        store: where to look.
        notice: only this one.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        top: of all notices only the first ones, as many as it takes to tell so many gaps; what
            comes after them is not read.
        known: tasks and points that need not be asked for.

    Raises:
        NotFoundError: no such notice or place, or several.
    """
    if notice is not None:
        return _gaps(store, [find_notice(store, notice).iri])
    held = holding(store, place=place, year=year)
    if top is None:
        found = _gaps(store, None if place is None and year is None else held, known)
        return replace(found, looked_at=len(held), held=len(held))
    told = Gaps((), (), (), (), 0, len(held))
    for some in growing(held):
        told = _both(told, _gaps(store, some))
        told = replace(told, looked_at=told.looked_at + len(some))
        if sum(len(getattr(told, name)) for name in _LISTS) >= top:
            break
    return told


_LISTS = (
    *("uncarried", "without_parent", "cannot_be_judged", "missing_parents"),
    *("without_superior", "fragments"),
)


def _both(one: Gaps, other: Gaps) -> Gaps:
    # A fragment is told with the plan above it and with its own place, and these may stand apart.
    told: dict[str, Any] = {
        n: tuple(dict.fromkeys(getattr(one, n) + getattr(other, n))) for n in _LISTS
    }
    return replace(one, **told)


def _gaps(
    store: Store, only: Sequence[str] | None, known: Mapping[str, NodeRow] | None = None
) -> Gaps:
    """The gaps of some notices, or of all."""
    answered, answering, fragments = answers(store, only)
    rows = _Rows.of(store, only)
    uncarried = [n for n in rows.uncarried() if rows.notice[n] in answered]
    missing = missing_parents(store, only)
    unjudged = {m.notice for m in missing if not m.within} | {n for m in missing for n in m.within}
    loose = rows.without_parent()
    told = nodes(store, [*uncarried, *loose], known)
    uncarried = [n for n in uncarried if not is_preamble(told[n].heading)]
    loose = [n for n in loose if n not in rows.whole or not is_preamble(told[n].heading)]
    open_ = [n for n in loose if n in unjudged or rows.notice[n] in unjudged]
    others = [n for n in loose if n not in unjudged and rows.notice[n] not in unjudged]
    orphans = [n for n in others if rows.notice[n] in answering]
    return Gaps(
        tuple(told[n] for n in uncarried),
        tuple(told[n] for n in orphans),
        tuple(told[n] for n in open_),
        tuple(missing),
        without_superior=tuple(
            sorted({rows.notice[n] for n in others} - answering, key=lambda n: n + "/")
        ),
        fragments=tuple(sorted(fragments, key=lambda n: n + "/")),
    )


def answers(store: Store, only: Sequence[str] | None) -> tuple[set[str], set[str], set[str]]:
    """The plans that held plans answer to, those that answer to held ones, and fragments of such.

    All are told of some notices, or of all. A fragment does not make its superior answered.
    """
    wanted = None if only is None else [Iri(iri) for iri in only]
    ways: tuple[dict[str, object], ...] = ({"notice": wanted}, {"superior": wanted})
    pairs = {
        (str(row["notice"]), str(row["superior"]))
        for way in (ways[:1] if wanted is None else ways)
        for row in of_plans(store, "answers", way)
    }
    ends = sorted({Iri(end) for pair in pairs for end in pair})
    held = {
        text(r, "notice"): max(integer(r, "points"), integer(r, "tasks"))
        for some in in_parts(ends)
        for r in ask(store, "holding", {"notice": some})
    }
    known = [pair for pair in pairs if held.keys() >= {*pair}]
    whole = [(n, above) for n, above in known if not is_fragment(held[n], held[above])]
    return (
        {superior for _, superior in whole},
        {notice for notice, _ in known},
        {notice for notice, _ in {*known} - {*whole}},
    )


def missing_parents(store: Store, notices: Sequence[str] | None = None) -> list[MissingParent]:
    """The documents that notices rest on and that are not held; laws are none of them."""
    found: dict[tuple[str, str], MissingParent] = {}
    wanted = None if notices is None else [Iri(iri) for iri in notices]
    for row in ask(store, "missing", {"notice": wanted}):
        parent = MissingParent(
            text(row, "notice"),
            text(row, "document"),
            optional(row, "title"),
            optional(row, "number"),
            text(row, "relation"),
        )
        if parent.title and parent.title.endswith(_LAWS):
            continue
        key = parent.notice, parent.document
        if key not in found or (parent.title or "") > (found[key].title or ""):
            found[key] = parent
    names = {key: [n for n in (of.title, of.document_number) if n] for key, of in found.items()}
    within = concerned(store, names)
    return [
        replace(found[key], within=within.get(key, ()))
        for key in sorted(found, key=lambda k: (k[0] + "/", k[1]))
    ]


def stands_alone(row: Row) -> bool:
    """Whether a task is a numbered item: not a row that breaks down the point it stands under."""
    return optional(row, "source") == _ITEM


@dataclass
class _Rows:
    """Tasks and points with the links that reach them."""

    notice: dict[str, str]
    order: dict[str, int]
    task: dict[str, bool]
    tasks_of: dict[str, set[str]]
    alone: set[str]
    whole: set[str]
    has_parent: set[str]
    has_child: set[str]

    @classmethod
    def of(cls, store: Store, notices: Sequence[str] | None) -> _Rows:
        rows = cls({}, {}, {}, defaultdict(set), set(), set(), set(), set())
        wanted = None if notices is None else [Iri(iri) for iri in notices]
        for row in ask(store, "gaps", {"notice": wanted}):
            node = text(row, "node")
            rows.notice[node] = text(row, "notice")
            rows.order[node] = integer(row, "order")
            rows.task[node] = text(row, "type") == "Task"
            if optional(row, "source") == _POINT:
                rows.whole.add(node)
            under = optional(row, "under")
            if under is not None:
                rows.tasks_of[under].add(node)
                if stands_alone(row):
                    rows.alone.add(node)
        own = [None] if notices is None else in_parts([Iri(node) for node in rows.notice])
        for some in own:
            rows.has_parent.update(text(r, "child") for r in ask(store, "ends", {"child": some}))
            rows.has_child.update(text(r, "parent") for r in ask(store, "ends", {"parent": some}))
        return rows

    def uncarried(self) -> list[str]:
        """Points that no link reaches, neither themselves nor any of their tasks.

        Of a heading with numbered items below each item is a duty of its own.
        """
        return self._sorted(
            node
            for node, task in self.task.items()
            if node not in self.has_child
            and (node in self.alone if task else self._is_left_out(node))
        )

    def _is_left_out(self, point: str) -> bool:
        tasks = self.tasks_of[point]
        return not tasks & self.has_child and not tasks & self.alone

    def without_parent(self) -> list[str]:
        """Tasks that no link leads up from."""
        return self._sorted(n for n, task in self.task.items() if task and n not in self.has_parent)

    def _sorted(self, found: Iterable[str]) -> list[str]:
        return sorted(found, key=lambda n: (self.notice[n] + "/", self.order[n], n))
