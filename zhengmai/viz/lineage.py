"""逐级落实: a plan with all plans above it and all below, as a graph that unfolds and as a tree.

The page is given the whole structure, as numbers, and the words of the plan's own points; the words
of all else come from ``data/SLUG.js`` when they are to be read. So the page of a province with two
hundred plans below it is as soon open as that of a county. ``assets/lineage-model.js`` says how the
structure is read, ``assets/lineage.js`` draws it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from zhengmai.queries.gaps import MissingParent
from zhengmai.queries.links import LinkRow, NodeRow
from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.addresses import Route, anchor
from zhengmai.viz.facts import Facts
from zhengmai.viz.labels import LEVELS, cut
from zhengmai.viz.network import GraphNode, graph
from zhengmai.viz.site import Content, Site

_WORDS = 40.0  # characters of a point, in the tree; a box shows as many as fit
_BELOW_SHOWN = 12  # plans below that are named above the graph at once
_RANK = {level: n for n, level in enumerate(LEVELS)}
_GAPS: Final = {"uncarried": "u", "doubted": "d", "orphan": "o", "unjudged": "j"}
_SCRIPTS = (
    *("vis-network.min.js", "task.js", "graph.js"),
    *("lineage-model.js", "lineage-boxes.js", "lineage.js"),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands above or below a box: places, and tasks or points."""

    places: int
    items: int


@dataclass(frozen=True, slots=True)
class Root:
    """A point of the plan as the tree shows it: with its rows, where it has more than itself."""

    at: int
    number: str
    words: str
    gap: str
    below: Counts
    above: int
    rows: tuple[int, ...]
    open_rows: int


@dataclass(frozen=True, slots=True)
class Loose:
    """What of another plan has no line to this one: its notice and the numbers of the boxes."""

    notice: str
    nodes: tuple[int, ...]


@dataclass(frozen=True)
class Lineage:
    """What stands on the page of a plan.

    A point that is one task as it stands is one box, that of the task. Boxes have numbers: those of
    the plan first, then those of the plans above, then of those below, as printed.

    Attributes:
        facts: the store.
        plan: the plan.
        gap_of: task or point → what it lacks (``Site.gap_of``).
    """

    facts: Facts
    plan: NoticeRow
    gap_of: Mapping[str, str]

    @cached_property
    def above(self) -> list[NoticeRow]:
        """The plans that it answers to, the highest first."""
        found = self.facts.superiors.get(self.plan.iri, frozenset())
        return self._ordered(iri for iri in found if iri in self.facts.notices)

    @cached_property
    def below(self) -> list[NoticeRow]:
        """The plans that answer to it, by level and place."""
        own = self.plan.iri
        return self._ordered(n for n, of in self.facts.superiors.items() if own in of)

    @cached_property
    def notices(self) -> list[NoticeRow]:
        """All plans of the page, in the order of their numbers."""
        return [self.plan, *self.above, *self.below]

    @cached_property
    def boxes(self) -> list[NodeRow]:
        """All boxes that the page can show, in the order of their numbers."""
        return [node for node in self._nodes() if self._box(node).iri == node.iri]

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Task or point → the number of its box."""
        own = {node.iri: n for n, node in enumerate(self.boxes)}
        return {node.iri: own[self._box(node).iri] for node in self._nodes()}

    @cached_property
    def up(self) -> list[list[tuple[int, LinkRow]]]:
        """For each box its links to the boxes that it carries out, the surest first."""
        found: list[dict[int, LinkRow]] = [{} for _ in self.boxes]
        for link in sorted(self._told(), key=lambda k: (k.status != "confirmed", -k.score)):
            child, parent = self.at[link.child.iri], self.at[link.parent.iri]
            if child != parent:
                found[child].setdefault(parent, link)
        return [list(links.items()) for links in found]

    def roots(self) -> Iterator[Root]:
        """The points of the plan, and its tasks that have none, as printed."""
        down = _inverse([[parent for parent, _ in links] for links in self.up])
        for at in self._tops(self.plan.iri):
            node, own = self.boxes[at], self.rows.get(at, [])
            below = _reached([at, *own], down)
            above = {parent for n in [at, *own] for parent, _ in self.up[n]}
            gaps = [self.gap(n) for n in own]
            yield Root(
                at,
                self.facts.number_of(node),
                self.words(at),
                self.gap(at),
                Counts(len({self.boxes[n].notice for n in below}), len(below)),
                len(above),
                tuple(own),
                sum(bool(gap) for gap in gaps) if not self.gap(at) else 0,
            )

    def gap(self, at: int) -> str:
        """What a box lacks; a point also what each of its rows lacks.

        Of a notice without any superior the page says once that nothing can be judged.
        """
        node = self.boxes[at]
        lacks = {self._lack(node.iri), self._lack(node.under)}
        if at in self._is_row:  # what is said of where the whole comes from is not said of a part
            lacks = {self._lack(node.iri)} | (lacks & {"uncarried", "doubted"})
        rows = {self._lack(self.boxes[n].iri) for n in self.rows.get(at, ())}
        found = (lacks | (rows if len(rows) == 1 else set())) & _GAPS.keys()
        return next((gap for gap in _GAPS if gap in found), "")

    def _lack(self, node: str | None) -> str:
        gap = self.gap_of.get(node, "") if node is not None else ""
        return "" if gap == "unjudged" and self._alone(node) else gap

    def _alone(self, node: str | None) -> bool:
        row = self.facts.nodes.get(node or "")
        return row is not None and row.notice in self._without_superior

    @cached_property
    def _without_superior(self) -> frozenset[str]:
        return frozenset(self.facts.gaps.without_superior)

    def words(self, at: int) -> str:
        """The heading of a point, or of a task that is its point; else how it begins."""
        node = self.boxes[at]
        headed = node.kind == "point" or self.facts.is_whole_point(node)
        said = node.heading if headed and node.heading else node.text or node.heading
        return cut(said or "", _WORDS)

    def loose_above(self) -> list[Loose]:
        """Of each plan above: the points that no line leads to from this plan."""
        over = [[parent for parent, _ in links] for links in self.up]
        mine = [n for n, node in enumerate(self.boxes) if node.notice == self.plan.iri]
        reached = _reached(mine, over)
        found = []
        for notice in self.above:
            tops = self._tops(notice.iri)
            open_ = [n for n in tops if not reached & {n, *self.rows.get(n, [])}]
            if open_:
                found.append(Loose(notice.iri, tuple(open_)))
        return found

    def loose_below(self) -> list[Loose]:
        """Of each plan below: the tasks for which no source above was found."""
        found = []
        for notice in self.below:
            gaps = [n for n in self._of_notice[notice.iri] if self.gap(n) in _NO_SOURCE]
            if gaps:
                found.append(Loose(notice.iri, tuple(gaps)))
        return found

    def missing(self) -> list[MissingParent]:
        """The documents that the plan rests on and that are not held."""
        return [m for m in self.facts.gaps.missing_parents if m.notice == self.plan.iri]

    # ---- for the script ------------------------------------------------------------------------

    def structure(self, site: Site) -> dict[str, object]:
        """The whole of it, as ``assets/lineage-model.js`` reads it."""
        column = {notice.iri: n for n, (_, own) in enumerate(self.columns()) for notice in own}
        own = [self._of_notice[notice.iri] for notice in self.notices]
        slugs = site.addresses.slugs
        return {
            "notices": [
                [slugs[n.iri], column[n.iri], n.jurisdiction[-1], n.year] for n in self.notices
            ],
            "columns": [[level, len(of), of[0].jurisdiction[-1]] for level, of in self.columns()],
            "above": len(self.above),
            "anchors": [" ".join(anchor(self.boxes[n].iri) for n in of) for of in own],
            "up": [" ".join(self._links(n) for n in of) for of in own],
            "gaps": ["".join(_GAPS.get(self.gap(n), "-") for n in of) for of in own],
            "rows": {str(top): self.rows[top] for top in own[0] if top in self.rows},
            "words": [[self.facts.number_of(self.boxes[n]), self.words(n)] for n in own[0]],
        }

    def columns(self) -> list[tuple[str, list[NoticeRow]]]:
        """From the highest level down, the plan in a column of its own: level and its notices."""
        parts: list[tuple[str, list[NoticeRow]]] = []
        for notices in (self.above, [self.plan], self.below):
            parts += [(level, list(of)) for level, of in groupby(notices, key=lambda n: n.level)]
        return parts

    def _links(self, at: int) -> str:
        """The links of a box as ``12:93 …``: parent and hundredths; ``c``: a person confirmed."""
        told = (
            f"{parent}:{round(link.score * 100)}{'c' if link.status == 'confirmed' else ''}"
            for parent, link in self.up[at]
        )
        return ",".join(told) or "-"

    # ---- boxes ---------------------------------------------------------------------------------

    def _ordered(self, iris: Iterable[str]) -> list[NoticeRow]:
        found = (self.facts.notices[iri] for iri in iris)
        last = len(_RANK)
        return sorted(
            found, key=lambda n: (_RANK.get(n.level, last), n.jurisdiction, n.year, n.iri)
        )

    def _box(self, node: NodeRow) -> NodeRow:
        """A point that is one task as it stands is the task."""
        if node.kind == "point":
            tasks = self.facts.tasks_under.get(node.iri, [])
            if len(tasks) == 1 and self.facts.is_whole_point(tasks[0]):
                return tasks[0]
        return node

    def _nodes(self) -> Iterator[NodeRow]:
        for notice in self.notices:
            yield from self.facts.nodes_of.get(notice.iri, ())

    @cached_property
    def rows(self) -> Mapping[int, list[int]]:
        """Point → the tasks below it, where these are not the point itself; by their numbers."""
        found: dict[int, list[int]] = defaultdict(list)
        for node in self.boxes:
            if node.kind == "task" and node.under is not None and node.under in self.at:
                point, own = self.at[node.under], self.at[node.iri]
                if point != own:
                    found[point].append(own)
        return found

    @cached_property
    def _is_row(self) -> frozenset[int]:
        return frozenset(n for rows in self.rows.values() for n in rows)

    @cached_property
    def _of_notice(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {notice.iri: [] for notice in self.notices}
        for n, node in enumerate(self.boxes):
            found[node.notice].append(n)
        return found

    def _tops(self, notice: str) -> list[int]:
        """The points of a notice, and its tasks without one."""
        return [n for n in self._of_notice[notice] if n not in self._is_row]

    def _told(self) -> Iterator[LinkRow]:
        """The links between boxes of the page, without those that rows tell again.

        Of a point that its rows break down, the rows' own links say more. The point's stands where
        no row has it, or where something carries out the point itself: its line would end there.
        """
        up = self.facts.links_up
        inside = [k for n in self._nodes() for k in up.get(n.iri, ()) if k.parent.iri in self.at]
        rows = {(k.child.under, self.at[k.parent.iri]) for k in inside if k.child.kind == "task"}
        carried = {k.parent.iri for k in inside}
        for link in inside:
            broken_down = self._box(link.child).iri == link.child.iri
            again = (link.child.iri, self.at[link.parent.iri]) in rows
            if not (broken_down and again) or link.child.iri in carried:
                yield link


_NO_SOURCE = frozenset({"orphan", "unjudged"})


def lineage(site: Site, route: Route) -> Content:
    """The page of a plan."""
    facts = site.facts
    plan = facts.notices[route.key]
    of = Lineage(facts, plan, site.gap_of)
    roots = list(of.roots())
    drawing = graph([GraphNode(r.at, f"{r.number} {r.words}") for r in roots])
    return Content(
        f"{plan.plan or plan.title}：逐级落实",
        "lineage.html",
        {
            "plan": plan,
            "of": of,
            "roots": roots,
            "boxes": of.boxes,
            "anchor": anchor,
            "above": of.above,
            "below": of.below,
            "below_shown": _BELOW_SHOWN,
            "missing": of.missing(),
            "loose_above": of.loose_above(),
            "loose_below": of.loose_below(),
            "has_coverage": plan.iri in site.coverages,
            "has_doubtful": any(k.certainty == "存疑" for links in of.up for _, k in links),
            "graph": drawing,
            "structure": of.structure(site),
        },
        _SCRIPTS,
        wide=True,
    )


def _inverse(over: Sequence[Sequence[int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in over]
    for child, parents in enumerate(over):
        for parent in parents:
            found[parent].append(child)
    return found


def _reached(start: Iterable[int], to: Sequence[Sequence[int]]) -> set[int]:
    """All that can be reached, the beginning left out unless a line leads back to it."""
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        for n in to[waiting.pop()]:
            if n not in found:
                found.add(n)
                waiting.append(n)
    return found
