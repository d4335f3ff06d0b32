"""逐级落实: a top plan and all that carries it out below, a column a notice, a band a point."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zhengmai.queries.links import LinkRow, NodeRow
from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.facts import Facts, place_name
from zhengmai.viz.labels import DOCUMENT_RELATIONS, LEVELS, one_line
from zhengmai.viz.layout import BOX_WIDTH, Row, cascade
from zhengmai.viz.markup import Markup, element, join
from zhengmai.viz.network import GraphEdge, GraphNode, graph_script
from zhengmai.viz.stage import MOVING, GraphPage, Kind, LegendEntry, NodeList, View
from zhengmai.viz.texts import document, link_title, node_label, node_line, node_title

MOST_NODES = 300
"""Nodes on one page; a plan with more below it gets several pages."""

MOST_COLUMNS = 6
"""Notices side by side on one page."""

_FONT = {"color": "#1f2630", "align": "left"}
_LOOKS = {  # group → background, border
    "nation": ("#d9d4ec", "#6d5fa3"),
    "province": ("#cfe0f1", "#2f6ca8"),
    "city": ("#d5ebe6", "#35857a"),
    "county": ("#ffffff", "#8a98a8"),
    "town": ("#ffffff", "#8a98a8"),
    "point": ("#eceff3", "#6f7b89"),
    "uncarried": ("#f6cdc6", "#b3372b"),
    "orphan": ("#fbe7b6", "#b98513"),
}
_GROUPS: dict[str, dict[str, object]] = {
    name: {
        "shape": "box",
        "borderWidth": 1,
        "color": {"background": background, "border": border},
        "font": _FONT,
        "margin": {"top": 4, "bottom": 4, "left": 6, "right": 4},
        "widthConstraint": {"minimum": BOX_WIDTH - 14, "maximum": BOX_WIDTH - 14},
    }
    for name, (background, border) in _LOOKS.items()
}
_LINK, _PART = "#5a7ea6", "#b4bcc6"
_ORPHANS = "以下任务未找到上级来源（本级自行部署，或原文对应不明）"


def lineage_pages(facts: Facts, top: NoticeRow, taken: set[str]) -> list[GraphPage]:
    """The page of a top plan, or several where it has too much below it.

    Args:
        facts: the store.
        top: a plan that answers to no other that is held.
        taken: file names in use; those of the new pages are added.
    """
    below = [n for n in facts.notices.values() if top.iri in facts.superiors.get(n.iri, ())]
    parts = _parts([top], below, len(top.jurisdiction))
    return [_Part(facts, top, part, len(parts) > 1).page(taken) for part in parts]


def top_plans(facts: Facts) -> list[NoticeRow]:
    """The plans that answer to no other that is held."""
    return [n for n in facts.notices.values() if not facts.superiors.get(n.iri)]


def _fits(notices: Sequence[NoticeRow]) -> bool:
    nodes = sum(n.tasks for n in notices)
    return len(notices) <= MOST_COLUMNS and nodes <= MOST_NODES


def _parts(spine: list[NoticeRow], below: list[NoticeRow], depth: int) -> list[list[NoticeRow]]:
    """Split notices over pages: by city, then by county; the plans above are on each page."""
    if not below or _fits([*spine, *below]):
        return [[*spine, *below]]
    groups: dict[tuple[str, ...], list[NoticeRow]] = defaultdict(list)
    for notice in sorted(below, key=lambda n: (n.jurisdiction, n.year, n.iri)):
        groups[notice.jurisdiction[: depth + 1]].append(notice)
    found: list[list[NoticeRow]] = []
    page: list[NoticeRow] = []
    for prefix, group in groups.items():
        if _fits([*spine, *page, *group]):
            page += group
            continue
        if page:
            found.append([*spine, *page])
            page = []
        if _fits([*spine, *group]):
            page = list(group)
            continue
        heads = [n for n in group if len(n.jurisdiction) <= len(prefix)]
        rest = [n for n in group if len(n.jurisdiction) > len(prefix)]
        found += _parts([*spine, *heads], rest, depth + 1)
    if page:
        found.append([*spine, *page])
    return found


@dataclass(frozen=True)
class _Part:
    """One page: the top plan first, then the notices below it that the page shows."""

    facts: Facts
    top: NoticeRow
    notices: Sequence[NoticeRow]
    split: bool

    def page(self, taken: set[str]) -> GraphPage:
        """Draw it."""
        rows, left_out = self._rows()
        placement = cascade(rows)
        drawn = placement.positions
        nodes = [self._node(self.facts.nodes[iri], *drawn[self.ids[iri]]) for iri in self.ids
                 if self.ids[iri] in drawn]  # fmt: skip
        edges = [e for e in self._edges() if e.source in drawn and e.target in drawn]
        title = f"{self.top.plan or self.top.title}：逐级落实"
        if self.split:
            title += f"（{self._which()}）"
        return GraphPage(
            file=file_name(self._stem(), taken),
            title=title,
            about=self._about(),
            hint="左边是上级要点，右边是下级承接它的任务；连线越粗越相似。点击一项，显示全文和整条来龙去脉。"
            f"{MOVING}",
            graph=graph_script(
                nodes,
                edges,
                groups=_GROUPS,
                edge_options={
                    "smooth": {
                        "enabled": True,
                        "type": "cubicBezier",
                        "forceDirection": "horizontal",
                        "roundness": 0.5,
                    }
                },
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
        for link in self.facts.links:
            child, parent = self._drawn_as(link.child), self._drawn_as(link.parent)
            if child.iri in self.ids and parent.iri in self.ids and child.iri != parent.iri:
                found.append(replace(link, child=child, parent=parent))
        return found

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """IRI → id on the page, of all that the page may draw."""
        ends = {e.iri for k in self.facts.links for e in (k.child, k.parent)}
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

    def _column_of(self, node: NodeRow) -> int:
        at = [n.iri for n in self.notices].index(node.notice)
        if not self._has_point_column:
            return at
        return 0 if at == 0 and node.kind == "point" else at + 1

    def _rows(self) -> tuple[list[Row], str]:
        """Bands, from the first point of the top plan on; last, what has no parent."""
        best = self._best_parents()
        bands: dict[str, list[NodeRow]] = defaultdict(list)
        for iri in self.ids:
            bands[_root(iri, best)].append(self.facts.nodes[iri])
        own = [i for i in bands if self.facts.nodes[i].notice == self.top.iri]
        own.sort(key=lambda i: (self.facts.order[i], i))
        heads = [i for i in bands if i not in own and len(bands[i]) > 1]
        alone = [i for i in bands if i not in own and len(bands[i]) == 1]
        kept, left_out = self._within_limit([[*bands[i]] for i in [*own, *heads]], alone)
        rows = [self._row("", band, best) for band in kept[: len(own)]]
        orphans = [self._row("", band, best) for band in kept[len(own) :]]
        if orphans:
            orphans[0] = replace(orphans[0], label=_ORPHANS)
        return [*rows, *orphans], left_out

    def _within_limit(
        self, bands: list[list[NodeRow]], alone: Sequence[str]
    ) -> tuple[list[list[NodeRow]], str]:
        """All bands and one of what stands alone, cut where the page would hold too much."""
        if alone:
            bands.append([self.facts.nodes[i] for i in alone])
        room, kept = MOST_NODES, []
        for band in bands:
            kept.append(band[: max(0, room)])
            room -= len(band)
        total = sum(len(b) for b in bands)
        if room >= 0:
            return kept, ""
        return [
            b for b in kept if b
        ], f"共 {total} 项，只画出前 {MOST_NODES} 项；全部请用 zhengmai find、zhengmai trace 查询"

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
        count = len(self.notices) + self._has_point_column
        cells: list[list[NodeRow]] = [[] for _ in range(count)]
        for node in band:
            cells[self._column_of(node)].append(node)
        rank: dict[str, int] = {}
        for cell in cells:
            cell.sort(key=lambda n: (rank.get(best.get(n.iri, ""), -1), self.facts.order[n.iri]))
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
            node_label(self.facts, node),
            f"{head}\n{mark}{rest}",
            node_line(self.facts, node),
            x,
            y,
            iri=node.iri,
        )

    def _group(self, node: NodeRow) -> str:
        if node.iri in self._uncarried:
            return "uncarried"
        if node.iri in self._orphans:
            return "orphan"
        if node.kind == "point" and self._has_point_column:
            return "point"
        return node.level if node.level in _LOOKS else "county"

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
                _LINK,
                link_title(link),
                "下级承接",
                "上级来源",
                width=1 + 2 * max(0.0, min(1.0, (link.score - 0.4) / 0.6)),
            )
        if self._has_point_column:
            for iri, own in self.ids.items():
                node = self.facts.nodes[iri]
                if node.notice == self.top.iri and node.under in self.ids:
                    point = self.ids[str(node.under)]
                    yield GraphEdge(point, own, "link", _PART, "", "包含的任务", "所属要点")

    # ---- words -------------------------------------------------------------------------------

    def _columns(self) -> tuple[tuple[str, str], ...]:
        found = [
            (n.jurisdiction[-1], f"{n.document_number or n.year} · {n.tasks} 项任务")
            for n in self.notices
        ]
        if self._has_point_column:
            number = self.top.document_number or str(self.top.year)
            found.insert(
                0, (f"{self.top.jurisdiction[-1]} 要点", f"{number} · {self.top.points} 条")
            )
        return tuple(found)

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
        words = {
            "point": "要点",
            **{level: f"{word}任务" for level, word in LEVELS.items()},
            "uncarried": "下级尚未承接",
            "orphan": "未找到上级来源",
        }
        used = {n.group for n in nodes}
        boxes = [LegendEntry("box", *_LOOKS[g], word) for g, word in words.items() if g in used]
        return (
            *boxes,
            LegendEntry("line", "none", _LINK, "承接关系（越粗越相似，停留可看依据）"),
        )

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
