"""单位与任务: units sized by workload, each beside the tasks that it is named for first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from zhengmai.queries.tasks import TaskRow, UnitOfTask
from zhengmai.viz import colours
from zhengmai.viz.facts import Facts
from zhengmai.viz.labels import ROLES, wrap
from zhengmai.viz.layout import LEAF_WIDTH, Card, Placement, Section, board
from zhengmai.viz.markup import element, join
from zhengmai.viz.network import FLOWING, GraphEdge, GraphNode, graph_script
from zhengmai.viz.stage import MOVING, GraphPage, Kind, LegendEntry, NodeList, View
from zhengmai.viz.texts import days_of, is_done, node_label, node_line, node_title

UNITS_FILE = "units.html"

MOST_NODES = 300
"""Nodes in one view: more cannot be read, and vis-network slows down."""

MOST_DRAWN = 3000
"""Nodes in all views together: each place to choose from adds its own to the page."""

_ORDER = {role: n for n, role in enumerate(ROLES)}
_NAME_WIDTH, _NAMES_SHOWN, _BUSIEST = 11.0, 8, 12
_LABEL = 15.0  # characters that fit into a box
_SMALLEST, _LARGEST = 7.0, 30.0

_FONT = {"color": "#1f2630"}
_GROUPS: dict[str, dict[str, object]] = {
    "unit": {
        "shape": "dot",
        "borderWidth": 1,
        "color": {"background": "#f0b35a", "border": "#a86f14"},
        "font": _FONT,
    },
    "collective": {
        "shape": "diamond",
        "borderWidth": 1,
        "color": {"background": "#e4dcef", "border": "#7d6a99"},
        "font": _FONT,
    },
    "task": {
        "shape": "box",
        "borderWidth": 1,
        "color": {"background": "#ffffff", "border": "#9fb2c6"},
        "font": {**_FONT, "align": "left"},
        "margin": {"top": 4, "bottom": 4, "left": 6, "right": 4},
        "widthConstraint": {"minimum": LEAF_WIDTH - 14, "maximum": LEAF_WIDTH - 14},
    },
}


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit or collective with the tasks that name it."""

    iri: str
    name: str
    place: str
    collective: bool
    tasks: tuple[str, ...]


def units_page(facts: Facts) -> GraphPage:
    """The page of a store."""
    units = _units(facts)
    named = [t for t in facts.tasks.values() if t.units]
    most = max((len(u.tasks) for u in units.values()), default=1)
    ids = {u: f"u{n}" for n, u in enumerate(units)} | {
        t.iri: f"t{n}" for n, t in enumerate(facts.tasks.values())
    }
    drawing = _Drawing(facts, units, ids, most)
    scopes = _scopes(facts)
    views, drawn = _views(drawing, scopes)
    unnamed = len(facts.tasks) - len(named)
    about = [
        f"{len(units)} 个单位（含集体名称），{len(named)} 项写明单位的任务；"
        f"计划年度 {facts.years()}。",
        "圆越大，任务越多；任务列在第一个具体单位（有牵头的为牵头单位）旁边。",
    ]
    if unnamed:
        about.append(f"另有 {unnamed} 项任务的原文没有写明单位，不在图中。")
    if len(views) < len(scopes):
        about.append(
            f"地区较多，下面只列任务最多的 {len(views) - 1} 个；"
            "其余请用 zhengmai workload --in 地区。"
        )
    return GraphPage(
        file=UNITS_FILE,
        title="单位与任务",
        about=join([element("span", "".join(about))]),
        hint=f"点击图中的单位或任务，这里显示全文和关联。{MOVING}",
        graph=graph_script(
            drawing.nodes(drawn),
            drawing.edges(drawn),
            groups=_GROUPS,
            edge_options=FLOWING,
        ),
        views=views,
        legend=(
            LegendEntry("dot", "#f0b35a", "#a86f14", "单位（圆越大任务越多）"),
            LegendEntry("diamond", "#e4dcef", "#7d6a99", "集体名称，如“各街道办事处”"),
            LegendEntry("box", "#ffffff", "#9fb2c6", "任务"),
            *(LegendEntry("line", "none", c, ROLES[r]) for r, c in colours.ROLES.items()),
            LegendEntry("line", "none", "#d9dee5", "淡色线：同一任务的其他单位（选中后加深）"),
        ),
        kinds=tuple(Kind(role, word) for role, word in ROLES.items()),
        headings=tuple(f"{w}{what}" for what in ("单位", "的任务") for w in ROLES.values()),
        years=tuple(sorted({t.year for t in named})),
    )


def _views(
    drawing: _Drawing, scopes: Sequence[tuple[str, list[TaskRow]]]
) -> tuple[tuple[View, ...], set[str]]:
    """The views that a page can hold, those of most tasks before others, and their nodes."""
    drawn: set[str] = set()
    found: dict[int, View] = {}
    for n in sorted(range(len(scopes)), key=lambda n: (-len(scopes[n][1]), n)):
        view = drawing.view(*scopes[n])
        more = drawn | view.placement.positions.keys()
        if found and len(more) > MOST_DRAWN:
            break
        found[n], drawn = view, more
    return tuple(found[n] for n in sorted(found)), drawn


@dataclass(frozen=True)
class _Drawing:
    """What all views of the page share."""

    facts: Facts
    units: Mapping[str, _Unit]
    ids: Mapping[str, str]
    most: int

    def view(self, label: str, tasks: Sequence[TaskRow]) -> View:
        """The busiest units of some tasks, with these tasks."""
        by_unit: dict[str, list[TaskRow]] = defaultdict(list)
        for task in tasks:
            for iri in dict.fromkeys(u.iri for u in task.units):
                by_unit[iri].append(task)
        ranked = sorted(by_unit, key=lambda u: (-len(by_unit[u]), self.units[u].name, u))
        shown = _busiest(ranked, by_unit)
        placed = {t.iri for u in shown for t in by_unit[u]}
        hidden_units = len(ranked) - len(shown)
        hidden_tasks = sum(1 for t in tasks if t.iri not in placed)
        return View(
            label,
            _status(len(shown), hidden_units, hidden_tasks),
            self._placement(shown, [t for t in tasks if t.iri in placed]),
            (
                self._list(f"任务最多的单位 · {label}", shown, collective=False),
                self._list("任务最多的集体名称", shown, collective=True),
            ),
        )

    def _list(self, label: str, shown: Sequence[str], *, collective: bool) -> NodeList:
        found = [u for u in shown if self.units[u].collective is collective]
        return NodeList(label, tuple(self.ids[u] for u in found[:_BUSIEST]))

    def _placement(self, shown: Sequence[str], tasks: Iterable[TaskRow]) -> Placement:
        leaves: dict[str, list[str]] = {u: [] for u in shown}
        for task in tasks:
            first = next(u for u in self.ranked(task) if u in leaves)
            leaves[first].append(self.ids[task.iri])
        places: dict[str, list[str]] = defaultdict(list)
        for unit in sorted(shown, key=lambda u: self.units[u].collective):
            places[self.units[unit].place].append(unit)
        listed = {p: sum(len(leaves[u]) for u in own) for p, own in places.items()}
        ordered = sorted(places, key=lambda p: (-listed[p], self.facts.paths.get(p, (p,)), p))
        return board(
            [Section(p, tuple(self._card(u, tuple(leaves[u])) for u in places[p])) for p in ordered]
        )

    def ranked(self, task: TaskRow) -> list[str]:
        """The units of a task: those named themselves, then collectives; leading ones first."""
        found = sorted(_by_role(task), key=lambda u: self.units[u.iri].collective)
        return list(dict.fromkeys(u.iri for u in found))

    def _card(self, unit: str, leaves: tuple[str, ...]) -> Card:
        found = self.units[unit]
        lines = self._label(found).count("\n") + 1
        return Card(self.ids[unit], self._size(found), lines, leaves)

    def _size(self, unit: _Unit) -> float:
        return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(len(unit.tasks) / self.most)

    def _label(self, unit: _Unit) -> str:
        return f"{wrap(unit.name, _NAME_WIDTH)}\n{len(unit.tasks)} 项"

    def nodes(self, drawn: set[str]) -> list[GraphNode]:
        """The nodes that some view places."""
        units = (u for u in self.units.values() if self.ids[u.iri] in drawn)
        found = [self._unit_node(u) for u in units]
        for task in self.facts.tasks.values():
            if self.ids[task.iri] in drawn:
                row = self.facts.nodes[task.iri]
                found.append(
                    GraphNode(
                        self.ids[task.iri],
                        "task",
                        node_label(self.facts, row, _LABEL),
                        node_title(self.facts, row),
                        node_line(self.facts, row),
                        iri=task.iri,
                        year=task.year,
                        days=days_of(self.facts, task.iri),
                        done=is_done(self.facts, task.iri),
                    )
                )
        return found

    def _unit_node(self, unit: _Unit) -> GraphNode:
        # 各街道办事处 says nothing without its place; the name of a unit begins with it.
        place = self.facts.paths.get(unit.place, (unit.place,))[-1] if unit.collective else ""
        return GraphNode(
            self.ids[unit.iri],
            "collective" if unit.collective else "unit",
            self._label(unit),
            self._unit_title(unit),
            f"{place} {unit.name}　{len(unit.tasks)} 项".lstrip(),
            size=self._size(unit),
            iri=unit.iri,
        )

    def _unit_title(self, unit: _Unit) -> str:
        written: dict[str, None] = {}
        for iri in unit.tasks:
            for named in self.facts.tasks[iri].units:
                if named.iri == unit.iri and named.as_written != unit.name:
                    written[named.as_written] = None
        lines = [unit.name, "", f"所在地区：{unit.place}"]
        load = next((w for w in self.facts.workload if w.iri == unit.iri), None)
        if load is None:
            lines.append(f"集体名称，不展开到具体单位；{len(unit.tasks)} 项任务写到它。")
        else:
            lines.append(
                f"写明本单位的任务 {load.tasks} 项：牵头 {load.lead}，责任 {load.responsible}，"
                f"配合 {load.cooperating}"
            )
            if load.through_collectives:
                lines.append(
                    f"另有 {load.through_collectives} 项以集体名称（如“各部门”）涉及本单位"
                )
        if written:
            more = "等" if len(written) > _NAMES_SHOWN else ""
            lines.append(f"原文写作：{'、'.join(list(written)[:_NAMES_SHOWN])}{more}")
        return "\n".join(lines)

    def edges(self, drawn: set[str]) -> list[GraphEdge]:
        """Who does what, between nodes that are drawn."""
        found = []
        for task in self.facts.tasks.values():
            first = next(iter(self.ranked(task)), None)
            for named in _by_role(task):
                unit, target = self.ids[named.iri], self.ids[task.iri]
                if unit not in drawn or target not in drawn:
                    continue
                word = ROLES[named.role]
                found.append(
                    GraphEdge(
                        unit,
                        target,
                        named.role,
                        colours.ROLES[named.role],
                        f"{word}：{named.unit}（原文：{named.printed}）",
                        f"{word}的任务",
                        f"{word}单位",
                        width=2 if named.iri == first else 1,
                        pale=named.iri != first,
                    )
                )
        return found


def _units(facts: Facts) -> dict[str, _Unit]:
    """Units and collectives by IRI, busiest first."""
    place_of = {w.iri: w.jurisdiction for w in facts.workload}
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    tasks: dict[str, dict[str, None]] = defaultdict(dict)
    for task in facts.tasks.values():
        for named in task.units:
            names[named.iri] = named.unit
            place = "".join(facts.notices[task.notice].jurisdiction)
            places.setdefault(named.iri, place_of.get(named.iri, place))
            tasks[named.iri][task.iri] = None
    ranked = sorted(names, key=lambda u: (-len(tasks[u]), names[u], u))
    return {u: _Unit(u, names[u], places[u], u not in place_of, tuple(tasks[u])) for u in ranked}


def _by_role(task: TaskRow) -> list[UnitOfTask]:
    """The units of a task, leading ones first, else as printed."""
    return sorted(task.units, key=lambda u: _ORDER[u.role])


def _busiest(ranked: Sequence[str], by_unit: Mapping[str, Sequence[TaskRow]]) -> list[str]:
    """As many units as fit with all of their tasks, from the busiest on, and at least one."""
    shown: list[str] = []
    tasks: set[str] = set()
    for unit in ranked:
        more = tasks | {t.iri for t in by_unit[unit]}
        if shown and len(shown) + 1 + len(more) > MOST_NODES:
            break
        shown.append(unit)
        tasks = more
    return shown


def _status(shown: int, hidden_units: int, hidden_tasks: int) -> str:
    if not hidden_units:
        return f"已显示全部 {shown} 个单位" if shown else "没有写明单位的任务"
    return (
        f"只显示任务最多的 {shown} 个单位；另有 {hidden_units} 个单位、{hidden_tasks} 项任务"
        "未画出，"
        "请在“地区”中选较小的范围，或用 zhengmai workload 查询"
    )


def _scopes(facts: Facts) -> list[tuple[str, list[TaskRow]]]:
    """All tasks with units, then those of each place, where these are fewer than above it."""
    everything = [t for t in facts.tasks.values() if t.units]
    scopes = [("全部", everything)]
    prefixes: dict[tuple[str, ...], None] = {}
    for notice in sorted(facts.notices.values(), key=lambda n: n.jurisdiction):
        for n in range(1, len(notice.jurisdiction) + 1):
            prefixes[notice.jurisdiction[:n]] = None
    sizes: dict[tuple[str, ...], int] = {(): len(everything)}
    for prefix in prefixes:
        within = [
            t for t in everything if facts.notices[t.notice].jurisdiction[: len(prefix)] == prefix
        ]
        sizes[prefix] = len(within)
        if within and len(within) != sizes.get(prefix[:-1]):
            scopes.append(("".join(prefix), within))
    return scopes
