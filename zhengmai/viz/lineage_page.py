"""逐级落实: a top plan and all that carries it out below, a column a level, a band a point."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zhengmai.queries.links import LinkRow, NodeRow
from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.colours import GROUPS, LINK, LOOKS, PART, SHADES
from zhengmai.viz.facts import Facts, place_name
from zhengmai.viz.labels import DOCUMENT_RELATIONS, LEVELS, one_line
from zhengmai.viz.layout import Row, cascade
from zhengmai.viz.markup import Markup, element, join
from zhengmai.viz.network import FLOWING, GraphEdge, GraphNode, graph_script
from zhengmai.viz.paging import MOST_NODES, parts
from zhengmai.viz.stage import MOVING, GraphPage, Kind, LegendEntry, NodeList, View
from zhengmai.viz.texts import (
    days_of,
    document,
    is_done,
    link_title,
    node_label,
    node_line,
    node_title,
)

_HINT = (
    "左边是上级要点，右边是下级承接它的任务；连线越粗越相似。点击一项，显示全文和整条来龙去脉。"
    f"{MOVING}"
)
_HINT_ALONE = f"库中没有它的上下级文件，这里只列本级内容。点击一项，显示全文。{MOVING}"
_NAMED = 4  # notices in the heading of a column
_LABEL = 19.0  # characters that fit into a box
_ORPHANS = "以下任务未找到上级来源（本级自行部署，或原文对应不明）"
_ELSEWHERE = "以下任务的上级来源在别的计划中，不在本页"


def lineage_pages(facts: Facts, top: NoticeRow, taken: set[str]) -> list[GraphPage]:
    """The page of a top plan, or several where it has too much below it.

    Args:
        facts: the store.
        top: a plan that answers to no other that is held.
        taken: file names in use; those of the new pages are added.
    """
    return [part.page(taken) for part in _parts(facts, top)]


def lineage_files(
    facts: Facts, top: NoticeRow, taken: set[str]
) -> list[tuple[str, tuple[NoticeRow, ...]]]:
    """The names of these pages, and which notices stand on each, without drawing them."""
    return [(part.file(taken), tuple(part.notices)) for part in _parts(facts, top)]


def _parts(facts: Facts, top: NoticeRow) -> list[_Part]:
    below = [n for n in facts.notices.values() if top.iri in facts.superiors.get(n.iri, ())]
    split = parts([top], below, len(top.jurisdiction))
    return [_Part(facts, top, part, len(split) > 1) for part in split]


def top_plans(facts: Facts) -> list[NoticeRow]:
    """The plans that answer to no other that is held."""
    return [n for n in facts.notices.values() if not facts.superiors.get(n.iri)]


@dataclass(frozen=True)
class _Part:
    """One page: the top plan first, then the notices below it that the page shows."""

    facts: Facts
    top: NoticeRow
    notices: Sequence[NoticeRow]
    split: bool

    def file(self, taken: set[str]) -> str:
        """Its name, which is taken then."""
        return file_name(self._stem(), taken)

    def page(self, taken: set[str]) -> GraphPage:
        """Draw it."""
        rows, left_out = self._rows()
        placement = cascade(rows)
        drawn = placement.positions
        nodes = [self._node(self.facts.nodes[iri], *drawn[self.ids[iri]]) for iri in self.ids
                 if self.ids[iri] in drawn]  # fmt: skip
        edges = [e for e in self._edges() if e.source in drawn and e.target in drawn]
        alone = len(self.notices) == 1
        what = "要点与任务" if alone else "逐级落实"
        if self.split:
            what += f"（{self._which()}）"
        return GraphPage(
            file=self.file(taken),
            title=f"{self.top.plan or self.top.title}：{what}",
            what=what,
            about=self._about(),
            hint=_HINT_ALONE if alone else _HINT,
            graph=graph_script(
                nodes,
                edges,
                groups=GROUPS,
                edge_options=FLOWING,
            ),
            views=(View("全部", left_out, placement, self._lists(drawn)),),
            legend=self._legend(nodes),
            kinds=(Kind("link", "承接"),),
            headings=("所属要点", "上级来源", "下级承接", "包含的任务"),
            columns=self._columns(),
            chain=True,
        )

    # ---- which nodes, and where --------------------------------------------------------------

    @cached_property
    def links(self) -> list[LinkRow]:
        """The links between what the page shows, with whole points as tasks."""
        found = []
        for link in self._told:
            child, parent = self._drawn_as(link.child), self._drawn_as(link.parent)
            if child.iri in self.ids and parent.iri in self.ids and child.iri != parent.iri:
                found.append(replace(link, child=child, parent=parent))
        return found

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """IRI → id on the page, of all that the page may draw."""
        ends = {e.iri for k in self._told for e in (k.child, k.parent)}
        found: dict[str, str] = {}
        for notice in self.notices:
            for node in self.facts.nodes_of.get(notice.iri, ()):
                if self._drawn_as(node).iri != node.iri:
                    continue
                own_column = notice.iri == self.top.iri and self._has_point_column
                bare = node.kind == "point" and not self.facts.tasks_under[node.iri]
                if node.kind == "task" or own_column or bare or node.iri in ends:
                    found[node.iri] = f"n{len(found)}"
        return found

    @cached_property
    def _told(self) -> list[LinkRow]:
        """All links but those of prose points that their rows tell again."""
        return [
            k
            for k in self.facts.links
            if not self.facts.tasks_under.get(self._drawn_as(k.child).iri)
        ]

    def _drawn_as(self, node: NodeRow) -> NodeRow:
        """A point that is one task as it stands is drawn once, as the task."""
        if node.kind == "point":
            tasks = self.facts.tasks_under.get(node.iri, [])
            if len(tasks) == 1 and self.facts.is_whole_point(tasks[0]):
                return tasks[0]
        return node

    @cached_property
    def _has_point_column(self) -> bool:
        """Whether the top plan has tasks below its points."""
        return any(
            n.kind == "task" and n.under is not None and not self.facts.is_whole_point(n)
            for n in self.facts.nodes_of.get(self.top.iri, ())
        )

    @cached_property
    def _levels(self) -> list[str]:
        """The levels of the page's notices: a column each."""
        found = {n.level for n in self.notices}
        return [level for level in LEVELS if level in found] + sorted(found - LEVELS.keys())

    def _column_of(self, node: NodeRow) -> int:
        at = self._levels.index(node.level)
        if not self._has_point_column:
            return at
        return 0 if node.notice == self.top.iri and node.kind == "point" else at + 1

    def _rows(self) -> tuple[list[Row], str]:
        """Bands, from the first point of the top plan on; last, what has no parent here."""
        best = self._best_parents()
        bands: dict[str, list[NodeRow]] = defaultdict(list)
        for iri in self.ids:
            bands[_root(iri, best)].append(self.facts.nodes[iri])
        own = [i for i in bands if self.facts.nodes[i].notice == self.top.iri]
        own.sort(key=lambda i: (self.facts.order[i], i))
        rest = [i for i in bands if self.facts.nodes[i].notice != self.top.iri]
        elsewhere = {k.child.iri for k in self._told}
        kept = [
            *(("", bands[i]) for i in own),
            *self._rootless(_ORPHANS, [bands[i] for i in rest if i not in elsewhere]),
            *self._rootless(_ELSEWHERE, [bands[i] for i in rest if i in elsewhere]),
        ]
        total, room, rows = sum(len(nodes) for _, nodes in kept), MOST_NODES, []
        for label, nodes in kept:
            if room > 0:
                rows.append(self._row(label, nodes[:room], best))
                room -= len(nodes)
        if room >= 0:
            return rows, ""
        return rows, f"共 {total} 项，只画出前 {MOST_NODES} 项；其余请用 zhengmai trace 查询"

    def _rootless(
        self, label: str, bands: Sequence[list[NodeRow]]
    ) -> Iterable[tuple[str, list[NodeRow]]]:
        """A band for each that has something below it, and one for all the others."""
        found = [b for b in bands if len(b) > 1]
        alone = [b[0] for b in bands if len(b) == 1]
        for n, band in enumerate([*found, alone] if alone else found):
            yield (label if n == 0 else ""), band

    @cached_property
    def _number(self) -> Mapping[str, int]:
        """Notice → its place in the order of the page."""
        return {n.iri: i for i, n in enumerate(self.notices)}

    @cached_property
    def _shade(self) -> Mapping[str, int]:
        """Notice → its number among those of its level."""
        seen: dict[str, int] = defaultdict(int)
        found = {}
        for notice in self.notices:
            found[notice.iri] = seen[notice.level]
            seen[notice.level] += 1
        return found

    def _best_parents(self) -> dict[str, str]:
        """Child → the parent beside which it is placed."""
        best: dict[str, LinkRow] = {}
        for link in self.links:
            known = best.get(link.child.iri)
            if known is None or (link.score, known.parent.iri) > (known.score, link.parent.iri):
                best[link.child.iri] = link
        parents = {child: link.parent.iri for child, link in best.items()}
        if self._has_point_column:
            for iri in self.ids:
                node = self.facts.nodes[iri]
                if node.notice == self.top.iri and node.under in self.ids:
                    parents.setdefault(iri, str(node.under))
        return parents

    def _row(self, label: str, band: Iterable[NodeRow], best: Mapping[str, str]) -> Row:
        """One band; in each column by the order of the parents, so that lines seldom cross."""
        count = len(self._levels) + self._has_point_column
        cells: list[list[NodeRow]] = [[] for _ in range(count)]
        for node in band:
            cells[self._column_of(node)].append(node)
        rank: dict[str, int] = {}
        for cell in cells:
            cell.sort(
                key=lambda n: (
                    self._number[n.notice],
                    rank.get(best.get(n.iri, ""), -1),
                    self.facts.order[n.iri],
                )
            )
            rank |= {n.iri: len(rank) + i for i, n in enumerate(cell)}
        return Row(label, tuple(tuple(self.ids[n.iri] for n in cell) for cell in cells))

    # ---- nodes and edges ---------------------------------------------------------------------

    def _node(self, node: NodeRow, x: float, y: float) -> GraphNode:
        group = self._group(node)
        mark = {
            "uncarried": "【下级尚未承接】",
            "orphan": "【未找到上级来源】",
        }.get(group, "")
        head, _, rest = node_title(self.facts, node).partition("\n")
        return GraphNode(
            self.ids[node.iri],
            group,
            node_label(self.facts, node, _LABEL, place=self._shared(node.level)),
            f"{head}\n{mark}{rest}",
            node_line(self.facts, node),
            x,
            y,
            iri=node.iri,
            days=days_of(self.facts, node.iri),
            done=is_done(self.facts, node.iri),
        )

    def _group(self, node: NodeRow) -> str:
        if node.iri in self._uncarried:
            return "uncarried"
        if node.iri in self._orphans:
            return "orphan"
        if node.kind == "point" and self._has_point_column:
            return "point"
        if node.level in LOOKS and not self._shared(node.level):
            return node.level
        return f"shade{self._shade[node.notice] % len(SHADES)}"

    def _shared(self, level: str) -> bool:
        """Whether several notices stand in the column of a level."""
        return sum(1 for n in self.notices if n.level == level) > 1

    @cached_property
    def _uncarried(self) -> frozenset[str]:
        """What nobody below carries out: the points, and their tasks where these are drawn."""
        points = [self._drawn_as(n) for n in self.facts.gaps.uncarried]
        tasks = [t for n in self.facts.gaps.uncarried for t in self.facts.tasks_under[n.iri]]
        return frozenset(n.iri for n in [*points, *tasks])

    @cached_property
    def _orphans(self) -> frozenset[str]:
        return frozenset(n.iri for n in self.facts.gaps.without_parent)

    def _edges(self) -> Iterable[GraphEdge]:
        for link in self.links:
            yield GraphEdge(
                self.ids[link.parent.iri],
                self.ids[link.child.iri],
                "link",
                LINK,
                link_title(link),
                "下级承接",
                "上级来源",
                width=1 + 2 * max(0.0, min(1.0, (link.score - 0.4) / 0.6)),
                dashed=self._leaps(link),
            )
        if self._has_point_column:
            for iri, own in self.ids.items():
                node = self.facts.nodes[iri]
                if node.notice == self.top.iri and node.under in self.ids:
                    point = self.ids[str(node.under)]
                    yield GraphEdge(point, own, "link", PART, "", "包含的任务", "所属要点")

    # ---- words -------------------------------------------------------------------------------

    def _columns(self) -> tuple[tuple[str, str], ...]:
        found = [self._column(level) for level in self._levels]
        if self._has_point_column:
            counted = _counted(self.top.document_number, f"{self.top.points} 条要点")
            found.insert(0, (f"{self.top.jurisdiction[-1]} 要点", counted))
        return tuple(found)

    def _column(self, level: str) -> tuple[str, str]:
        own = [n for n in self.notices if n.level == level]
        if len(own) == 1:
            return own[0].jurisdiction[-1], _counted(
                own[0].document_number, f"{own[0].tasks} 项任务"
            )
        named = "、".join(f"{n.jurisdiction[-1]} {n.tasks} 项" for n in own[:_NAMED])
        more = f"等 {len(own)} 份" if len(own) > _NAMED else ""
        return f"{LEVELS.get(level, level)} {len(own)} 份", named + more

    def _about(self) -> Markup:
        parts: list[str] = [
            element("span", f"{document(self.top)}，计划年度 {self.top.year}"),
            element("span", f"，{self.top.issued} 印发。" if self.top.issued else "。"),
        ]
        levels: dict[str, int] = defaultdict(int)
        for notice in self.notices[1:]:
            levels[LEVELS.get(notice.level, notice.level)] += 1
        if levels:
            held = "、".join(f"{word} {n} 份" for word, n in levels.items())
            parts.append(f"本页下级文件：{held}。")
        else:
            parts.append("库中没有落实它的下级文件。")
        missing = [m for m in self.facts.gaps.missing_parents if m.notice == self.top.iri]
        if missing:
            named = "、".join(
                f"{m.label}（{DOCUMENT_RELATIONS.get(m.relation, m.relation)}）" for m in missing
            )
            parts.append(element("b", f"所依据而库中没有的文件：{named}。"))
        return join(parts)

    def _lists(self, drawn: Mapping[str, object]) -> tuple[NodeList, ...]:
        def of(label: str, wanted: frozenset[str]) -> NodeList:
            found = (self.ids[i] for i in self.ids if i in wanted)
            return NodeList(label, tuple(n for n in found if n in drawn))

        return of("下级尚未承接的要点", self._uncarried), of("未找到上级来源的任务", self._orphans)

    def _legend(self, nodes: Iterable[GraphNode]) -> tuple[LegendEntry, ...]:
        words = {"point": "要点"} | {level: f"{word}任务" for level, word in LEVELS.items()}
        for notice in self.notices:
            shade = f"shade{self._shade[notice.iri] % len(SHADES)}"
            if self._shared(notice.level) and shade in words:
                words[shade] = words[shade].removesuffix("等") + "等"
            elif self._shared(notice.level):
                words[shade] = notice.jurisdiction[-1]
        words |= {"uncarried": "下级尚未承接", "orphan": "未找到上级来源"}
        used = {n.group for n in nodes}
        found = [LegendEntry("box", *LOOKS[g], word) for g, word in words.items() if g in used]
        if self.links:
            found.append(LegendEntry("line", "none", LINK, "承接（越粗越相似，停留可看依据）"))
        if any(self._leaps(k) for k in self.links):
            found.append(LegendEntry("dashes", "none", LINK, "越过中间一级的承接"))
        return tuple(found)

    def _leaps(self, link: LinkRow) -> bool:
        """Whether a link passes over a level that the page shows."""
        return self._column_of(link.child) - self._column_of(link.parent) > 1

    def _which(self) -> str:
        """The place whose part of the lineage this page shows."""
        below = [n for n in self.notices if n.iri != self.top.iri]
        deepest = max(len(n.jurisdiction) for n in below) if below else 0
        leaves = [n for n in below if len(n.jurisdiction) == deepest]
        if not leaves:
            return self.top.jurisdiction[-1]
        common = _common([n.jurisdiction for n in below])
        if len(common) > len(self.top.jurisdiction) and len(leaves) == 1:
            return "".join(leaves[0].jurisdiction[len(self.top.jurisdiction) :])
        name = "".join(leaves[0].jurisdiction[len(self.top.jurisdiction) :])
        return name if len(leaves) == 1 else f"{name}等{len(leaves)}地"

    def _stem(self) -> str:
        stem = f"lineage-{self.top.year}-{place_name(self.top)}"
        return f"{stem}-{self._which()}" if self.split else stem


def _counted(number: str | None, count: str) -> str:
    return f"{number} · {count}" if number else count


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    found = paths[0]
    for path in paths:
        while path[: len(found)] != found:
            found = found[:-1]
    return found


def _root(iri: str, parents: Mapping[str, str]) -> str:
    """The end of the chain of parents."""
    seen = {iri}
    while iri in parents and parents[iri] not in seen:
        iri = parents[iri]
        seen.add(iri)
    return iri


def file_name(stem: str, taken: set[str]) -> str:
    """A name that every file system takes and that is not in use, regardless of case."""
    safe = re.sub(r"[^\w〔〕（）-]+", "_", one_line(stem)).strip("_")[:60]
    name, n = f"{safe}.html", 1
    while name.casefold() in taken:
        n += 1
        name = f"{safe}-{n}.html"
    taken.add(name.casefold())
    return name
