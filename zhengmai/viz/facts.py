"""What the pages are made from: everything they need of a store, asked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.store import Store
from zhengmai.queries.due import is_done
from zhengmai.queries.gaps import Gaps, gaps
from zhengmai.queries.links import LinkRow, NodeRow, links, nodes
from zhengmai.queries.notices import NoticeRow, notices
from zhengmai.queries.progress import ReportRow, latest
from zhengmai.queries.questions import ask, integer, text
from zhengmai.queries.standing import Standing, standing
from zhengmai.queries.tasks import TaskRow, tasks
from zhengmai.viz.labels import cut, item_number

_CHAPTER = 10  # characters of a chapter's heading beside a number that it does not have alone


@dataclass(frozen=True)
class Facts:
    """The contents of a store.

    Attributes:
        notices: by IRI, in the order of year, level and place.
        tasks: by IRI, in printed order.
        nodes: tasks and points by IRI.
        order: of a task or point within its notice.
        links: the lineage.
        gaps: what is missing in the lineage.
        superiors: notice → held plans that it answers to.
        reported: task → what was reported on it last.
        standing: task → where it stands, and how it was read.
    """

    notices: Mapping[str, NoticeRow]
    tasks: Mapping[str, TaskRow]
    nodes: Mapping[str, NodeRow]
    order: Mapping[str, int]
    links: tuple[LinkRow, ...]
    gaps: Gaps
    superiors: Mapping[str, frozenset[str]]
    reported: Mapping[str, ReportRow]
    standing: Mapping[str, Standing]

    @classmethod
    def of(cls, store: Store) -> Facts:
        """Ask a store for all of it."""
        order = {text(r, "node"): integer(r, "order") for r in ask(store, "gaps")}
        held = hierarchy(store)
        own = {n.iri: n for n in notices(store)}
        every = {t.iri: t for t in tasks(store)}
        known = nodes(store, order)
        return cls(
            notices=own,
            tasks=every,
            nodes=known,
            order=order,
            links=tuple(links(store, known=known)),
            gaps=gaps(store, known=known),
            superiors={
                n: frozenset(p for level in held.superiors(n) for p in level) for n in held.plans
            },
            reported=latest(store, own),
            standing=standing(store, every),
        )

    def within(self, notices: Collection[str]) -> Facts:
        """The same, as far as it is told by some notices."""
        kept = {iri: row for iri, row in self.notices.items() if iri in notices}

        def own(nodes: Iterable[NodeRow]) -> tuple[NodeRow, ...]:
            return tuple(node for node in nodes if node.notice in kept)

        gaps = replace(
            self.gaps,
            uncarried=own(self.gaps.uncarried),
            without_parent=own(self.gaps.without_parent),
            cannot_be_judged=own(self.gaps.cannot_be_judged),
            missing_parents=tuple(m for m in self.gaps.missing_parents if m.notice in kept),
            without_superior=tuple(n for n in self.gaps.without_superior if n in kept),
            fragments=tuple(n for n in self.gaps.fragments if n in kept),
        )
        tasks = {iri: task for iri, task in self.tasks.items() if task.notice in kept}
        return replace(
            self,
            notices=kept,
            tasks=tasks,
            nodes={iri: node for iri, node in self.nodes.items() if node.notice in kept},
            links=tuple(
                k for k in self.links if k.child.notice in kept and k.parent.notice in kept
            ),
            gaps=gaps,
            superiors={
                iri: above & kept.keys() for iri, above in self.superiors.items() if iri in kept
            },
            reported={iri: row for iri, row in self.reported.items() if iri in tasks},
            standing={iri: row for iri, row in self.standing.items() if iri in tasks},
        )

    @cached_property
    def nodes_of(self) -> Mapping[str, list[NodeRow]]:
        """Notice → its points and tasks in printed order, a point before its tasks."""
        found: dict[str, list[NodeRow]] = defaultdict(list)
        for node in self.nodes.values():
            found[node.notice].append(node)
        for own in found.values():
            own.sort(key=lambda n: (self.order[n.iri], n.kind, n.iri))
        return found

    @cached_property
    def tasks_under(self) -> Mapping[str, list[NodeRow]]:
        """Point → its tasks in printed order."""
        found: dict[str, list[NodeRow]] = defaultdict(list)
        for own in self.nodes_of.values():
            for node in own:
                if node.kind == "task" and node.under is not None:
                    found[node.under].append(node)
        return found

    @cached_property
    def links_up(self) -> Mapping[str, list[LinkRow]]:
        """Task or point → its links to what it carries out, the surest first."""
        found: dict[str, list[LinkRow]] = defaultdict(list)
        for link in self.links:
            found[link.child.iri].append(link)
        return found

    @cached_property
    def links_down(self) -> Mapping[str, list[LinkRow]]:
        """Task or point → the links of what carries it out, by place and as printed."""
        found: dict[str, list[LinkRow]] = defaultdict(list)
        for link in self.links:
            found[link.parent.iri].append(link)
        for of in found.values():
            of.sort(key=lambda k: (k.child.jurisdiction, k.child.notice, k.child.order))
        return found

    @cached_property
    def gap_of(self) -> Mapping[str, str]:
        """Task or point → what it lacks: ``uncarried``, ``orphan`` or ``unjudged``.

        Where no superior of a notice is held at all nothing can be judged, either.
        """
        alone = set(self.gaps.without_superior)
        return (
            {iri: "unjudged" for iri, task in self.tasks.items() if task.notice in alone}
            | {n.iri: "unjudged" for n in self.gaps.cannot_be_judged}
            | {n.iri: "orphan" for n in self.gaps.without_parent}
            | {n.iri: "uncarried" for n in self.gaps.uncarried}
        )

    def is_done(self, task: str) -> bool:
        """Whether a task was reported as done."""
        return is_done(self.reported.get(task))

    def number_of(self, node: NodeRow) -> str:
        """The number of a task with that of its point: （三）第2项.

        Where the numbers of points begin anew in each chapter the chapter is told, too.
        """
        above = self.nodes.get(node.under) if node.under is not None else None
        said = item_number(node.number, None if above is None else above.number)
        of = node if above is None else above
        if of.section is None or of.number not in self._repeated[of.notice]:
            return said
        return f"「{cut(of.section, _CHAPTER)}」{said}"

    @cached_property
    def _repeated(self) -> Mapping[str, set[str]]:
        """Notice → the numbers that points of several of its chapters have."""
        chapters: dict[tuple[str, str], set[str | None]] = defaultdict(set)
        for node in self.nodes.values():
            if node.kind == "point":
                chapters[node.notice, node.number].add(node.section)
        found: dict[str, set[str]] = defaultdict(set)
        for (notice, number), own in chapters.items():
            if len(own) > 1:
                found[notice].add(number)
        return found

    def is_whole_point(self, node: NodeRow) -> bool:
        """Whether a task is a point as it stands (and not a row or item below one)."""
        if node.kind != "task" or node.under is None or node.under not in self.nodes:
            return False
        return len(self.tasks_under[node.under]) == 1 and (
            self.nodes[node.under].number == node.number
        )

    def years(self) -> str:
        """The plan years: 2024—2025."""
        found = [n.year for n in self.notices.values()]
        if not found:
            return "—"
        first, last = min(found), max(found)
        return str(first) if first == last else f"{first}—{last}"

    def issued(self) -> str:
        """The dates of issue: 2024-07-02—2025-06-26."""
        found = [n.issued for n in self.notices.values() if n.issued]
        if not found:
            return "—"
        first, last = min(found), max(found)
        return first if first == last else f"{first}—{last}"
