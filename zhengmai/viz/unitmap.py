"""单位协作图: who works with whom, by the tasks that name both; a place at a time.

What is told of a place stands in a file of its own (``data/map-3.js``), loaded when the place is
chosen: a store of two thousand notices opens as fast as one of five. Groups and positions are
computed here, over all years, so that a unit stands where it stood when the year is changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import sqrt
from typing import Final

import networkx as nx

from zhengmai.queries.reach import BodyRow
from zhengmai.queries.tasks import TaskRow
from zhengmai.viz.addresses import Route, anchor
from zhengmai.viz.labels import cut, width, wrap
from zhengmai.viz.layout import Box, groups, spread
from zhengmai.viz.network import GraphEdge, GraphNode, graph
from zhengmai.viz.site import Content, Site

MOST: Final = 150
"""Units of a view, the busiest: more labels cannot be read."""

_GROUPS: Final = 8  # as many colours as the colour-blind tell apart
_NAME, _NAME_LINES = 8.5, 2  # characters of a line of a label, and lines
_SIGN, _LINE = 13.0, 17.0  # pixels: a character, a line
_SMALLEST, _LARGEST = 11.0, 26.0
_ROLES: Final = {"lead": "l", "responsible": "r", "cooperating": "c"}


@dataclass(frozen=True)
class Circle:
    """The units of a place that its notices name, busiest first, with what they do together.

    Attributes:
        site: all pages.
        jurisdiction: the place, names from the province down.
        tasks: of its own notices, as printed.
    """

    site: Site
    jurisdiction: tuple[str, ...]
    tasks: tuple[TaskRow, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Unit → how many tasks name it; classes of units are not here."""
        named = (iri for task in self.tasks for iri in {u.iri for u in task.units})
        return Counter(iri for iri in named if not self.site.bodies[iri].collective)

    @cached_property
    def units(self) -> list[BodyRow]:
        """As many as a view holds."""
        bodies = (self.site.bodies[iri] for iri in self.counts)
        ranked = sorted(bodies, key=lambda b: (-self.counts[b.iri], b.name, b.iri))
        return ranked[:MOST]

    @cached_property
    def _number(self) -> Mapping[str, int]:
        return {body.iri: n for n, body in enumerate(self.units)}

    @cached_property
    def pairs(self) -> Mapping[tuple[int, int], Counter[int]]:
        """Two units → plan year → tasks that name both."""
        found: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for task in self.tasks:
            for pair in combinations(sorted(self._named(task)), 2):
                found[pair][task.year] += 1
        return found

    def data(self) -> dict[str, object]:
        """What ``assets/map.js`` is given."""
        joined: nx.Graph[int] = nx.Graph()
        joined.add_nodes_from(range(len(self.units)))
        for (one, other), years in sorted(self.pairs.items()):
            joined.add_edge(one, other, weight=years.total())
        together = groups(joined, _GROUPS)
        places = spread(joined, together, [self._box(body) for body in self.units])
        group_of = {n: g for g, group in enumerate(together, 1) for n in group}
        nodes = [
            GraphNode(n, _label(body), *places[n], self._more(body, group_of.get(n, 0)))
            for n, body in enumerate(self.units)
        ]
        edges = [
            GraphEdge(one, other, {"years": {str(y): k for y, k in sorted(years.items())}})
            for (one, other), years in sorted(self.pairs.items())
        ]
        drawn = graph(nodes, edges)
        notices = list(dict.fromkeys(task.notice for task in self.tasks))
        at = {iri: n for n, iri in enumerate(notices)}
        slugs = self.site.addresses.slugs
        return {
            "nodes": drawn["nodes"],
            "edges": drawn["edges"],
            "notices": [[slugs[n], self.site.facts.notices[n].year] for n in notices],
            "tasks": [
                [at[task.notice], anchor(task.iri), named]
                for task in self.tasks
                if (named := self._roles(task))
            ],
            "left": len(self.counts) - len(self.units),
        }

    def _named(self, task: TaskRow) -> set[int]:
        return {self._number[u.iri] for u in task.units if u.iri in self._number}

    def _roles(self, task: TaskRow) -> str:
        """The units of a task with their roles: ``0l 4r``."""
        told = {
            f"{self._number[u.iri]}{_ROLES[u.role]}": None
            for u in task.units
            if u.iri in self._number
        }
        return " ".join(told)

    def _more(self, body: BodyRow, group: int) -> dict[str, object]:
        return {
            "slug": self.site.addresses.slugs[body.iri],
            "name": body.name,
            "group_": group,
            "radius": round(self._radius(body)),
        }

    def _radius(self, body: BodyRow) -> float:
        most = max(self.counts.values())
        return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(self.counts[body.iri] / most)

    def _box(self, body: BodyRow) -> Box:
        """The circle with its label below; as high above its middle as below."""
        radius, lines = self._radius(body), _label(body).split("\n")
        wide = max(2 * radius, *(width(line) * _SIGN for line in lines))
        return Box(wide, 2 * (radius + _LINE * len(lines)))


def unitmap(site: Site, _route: Route) -> Content:
    """The page of all places."""
    places = circles(site)
    busiest = max(range(len(places)), key=lambda n: (len(places[n].tasks), -n), default=0)
    return Content(
        "单位协作图",
        "map.html",
        {
            "places": [("/".join(c.jurisdiction), _place(c, places)) for c in places],
            "years": site.years,
            "most": MOST,
            "map": {
                "places": ["/".join(c.jurisdiction) for c in places],
                "first": busiest,
                "options": graph([])["options"],
            },
        },
        ("vis-network.min.js", "sheet.js", "tables.js", "graph.js", "map.js"),
        wide=True,
    )


def circles(site: Site) -> list[Circle]:
    """The places whose notices name units, from the province down."""
    found: dict[tuple[str, ...], list[TaskRow]] = defaultdict(list)
    for task in site.facts.tasks.values():
        if any(not site.bodies[u.iri].collective for u in task.units):
            found[site.facts.notices[task.notice].jurisdiction].append(task)
    return [Circle(site, place, tuple(tasks)) for place, tasks in sorted(found.items())]


def map_data(site: Site) -> Iterator[tuple[str, tuple[str, tuple[object, ...]]]]:
    """What the page loads for each place: path → what of ``zm`` takes it, and what it is given."""
    for n, circle in enumerate(circles(site)):
        yield f"data/map-{n}.js", ("mapped", (n, circle.data()))


def _place(circle: Circle, all_: Sequence[Circle]) -> str:
    """The name of a place; with those above it where another has the same."""
    own = circle.jurisdiction
    same = sum(1 for other in all_ if other.jurisdiction[-1] == own[-1])
    return "".join(own) if same > 1 else own[-1]


def _label(body: BodyRow) -> str:
    """The name without its place: 财政局; 区委办公室, which says nothing as 委办公室."""
    short = body.short_name
    if short.startswith("委") and body.place:
        short = body.own_place[-1] + short
    long = width(short)
    if long <= _NAME:
        return cut(short, _NAME)
    # Lines of about one length: no single character is left for the last one.
    return wrap(short, min(_NAME, long / _NAME_LINES + 0.6), _NAME_LINES)
