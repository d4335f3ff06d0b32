"""缺口: what nobody below carries out, what comes from nowhere, which parents are not held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.model import TaskSource
from zhengmai.queries.links import NodeRow, nodes
from zhengmai.queries.notices import find_notice
from zhengmai.queries.questions import ask, integer, optional, text

# How titles of laws end. A plan may rest on a 条例, but then no notice of a superior is missing.
_ITEM = TaskSource.ITEM.value
_LAWS = ("法", "条例", "规定", "办法", "细则")


@dataclass(frozen=True, slots=True)
class MissingParent:
    """A document that a notice rests on and that is not held.

    Attributes:
        notice: the citing notice.
        document: the cited one.
        title, document_number: as far as they are known.
        relation: basis or implements.
    """

    notice: str
    document: str
    title: str | None
    document_number: str | None
    relation: str

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
            of a heading with numbered items the items.
        without_parent: tasks of plans that have held superiors, which carry out none of them: the
            own additions of a place.
        cannot_be_judged: tasks that carry out nothing held, of plans that rest on a document that
            is not held: they may carry out that one.
        missing_parents: documents that a notice rests on and that are not held.
    """

    uncarried: tuple[NodeRow, ...]
    without_parent: tuple[NodeRow, ...]
    cannot_be_judged: tuple[NodeRow, ...]
    missing_parents: tuple[MissingParent, ...]


def gaps(store: Store, notice: str | None = None) -> Gaps:
    """The gaps of one notice (by number, IRI or title), or of all.

    Raises:
        NotFoundError: no such notice, or several.
    """
    only = None if notice is None else find_notice(store, notice).iri
    found = hierarchy(store)
    answered = {p for n in found.plans for level in found.superiors(n) for p in level}
    rows = _Rows.of(store, only)
    uncarried = [n for n in rows.uncarried() if rows.notice[n] in answered]
    missing = missing_parents(store, only)
    unjudged = {m.notice for m in missing}
    loose = rows.without_parent()
    orphans = [
        n for n in loose if rows.notice[n] not in unjudged and found.superiors(rows.notice[n])
    ]
    open_ = [n for n in loose if rows.notice[n] in unjudged]
    known = nodes(store, [*uncarried, *loose])
    return Gaps(
        tuple(known[n] for n in uncarried),
        tuple(known[n] for n in orphans),
        tuple(known[n] for n in open_),
        tuple(missing),
    )


def missing_parents(store: Store, notice: str | None = None) -> list[MissingParent]:
    """The documents that notices rest on and that are not held; laws are none of them."""
    found: dict[tuple[str, str], MissingParent] = {}
    for row in ask(store, "missing", {"notice": None if notice is None else Iri(notice)}):
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
    return [found[key] for key in sorted(found)]


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
    has_parent: set[str]
    has_child: set[str]

    @classmethod
    def of(cls, store: Store, notice: str | None) -> _Rows:
        rows = cls({}, {}, {}, defaultdict(set), set(), set(), set())
        for row in ask(store, "gaps", {"notice": None if notice is None else Iri(notice)}):
            node = text(row, "node")
            rows.notice[node] = text(row, "notice")
            rows.order[node] = integer(row, "order")
            rows.task[node] = text(row, "type") == "Task"
            under = optional(row, "under")
            if under is not None:
                rows.tasks_of[under].add(node)
                if stands_alone(row):
                    rows.alone.add(node)
        own = None if notice is None else [Iri(node) for node in rows.notice]
        rows.has_parent.update(text(r, "child") for r in ask(store, "ends", {"child": own}))
        rows.has_child.update(text(r, "parent") for r in ask(store, "ends", {"parent": own}))
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
        return sorted(found, key=lambda n: (self.notice[n], self.order[n], n))
