"""A store as pages: what all of them are made from, and the one way from a route to its page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zhengmai.errors import NotFoundError
from zhengmai.graph.store import Store
from zhengmai.ontology import iris
from zhengmai.queries.coverage import Coverage, coverages
from zhengmai.queries.links import VERY_LIKELY
from zhengmai.queries.notices import notices
from zhengmai.queries.reach import BodyRow, bodies, reached
from zhengmai.queries.review import DoubtfulRow, doubtful
from zhengmai.queries.tasks import TaskRow
from zhengmai.viz.addresses import SINGLE, Addresses, Kind, Route, anchor, root
from zhengmai.viz.facts import Facts
from zhengmai.viz.labels import LEVELS, ROLES
from zhengmai.viz.templating import environment


@dataclass(frozen=True)
class Content:
    """What a page shows.

    Attributes:
        title: plain text, for the window; the heading of the page is the template's affair.
        template: the template that draws it.
        data: what the template is given.
        scripts: the assets that it needs beside those that every page has, in this order.
        wide: whether it fills the window (a graph does).
    """

    title: str
    template: str
    data: Mapping[str, object] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks name a unit, in any role and in each; and reach it only through classes."""

    body: BodyRow
    tasks: int
    lead: int
    responsible: int
    cooperating: int
    through: int


@dataclass(frozen=True)
class Site:
    """The pages of a store.

    Attributes:
        store: open for reading.
        facts: what it holds.
        bodies: units and classes of units that tasks name, by IRI.
        addresses: where the pages stand.
        today: by which states of limits are told; None: by the clock of whoever looks.
        place: the place that the pages are only of; None: of the whole store.
    """

    store: Store
    facts: Facts
    bodies: Mapping[str, BodyRow]
    addresses: Addresses
    today: date | None = None
    place: str | None = None

    @classmethod
    def of(cls, store: Store, today: date | None = None, place: str | None = None) -> Site:
        """Ask a store for all that its pages need.

        Args:
            store: open for reading.
            today: by which states of limits are told; None: by the clock of whoever looks.
            place: only notices of this place and those in it, and the plans above that these
                answer to.

        Raises:
            NotFoundError: the store knows no such place, or has no notice of it.
        """
        facts, units = Facts.of(store), bodies(store)
        if place is not None:
            facts = facts.within(_of_place(store, facts, place))
            named = {u.iri for task in facts.tasks.values() for u in task.units}
            units = {i: b for i, b in units.items() if i in named or named & {*b.reached_by}}
        names = {iri: _name(body) for iri, body in units.items()}
        return cls(store, facts, units, Addresses.of(names, facts.notices), today, place)

    @cached_property
    def tasks_of(self) -> Mapping[str, list[TaskRow]]:
        """Unit or class of units → the tasks that name it, in printed order."""
        found: dict[str, list[TaskRow]] = defaultdict(list)
        for task in self.facts.tasks.values():
            for iri in dict.fromkeys(u.iri for u in task.units):
                found[iri].append(task)
        return found

    @cached_property
    def loads(self) -> list[Load]:
        """How many tasks each unit has, most first, ties by name; classes of units are not here."""
        units = (self._load(b) for b in self.bodies.values() if not b.collective)
        found = (load for load in units if load.tasks)
        return sorted(found, key=lambda load: (-load.tasks, load.body.name, load.body.iri))

    def _load(self, body: BodyRow) -> Load:
        tasks = self.tasks_of.get(body.iri, ())
        roles = [{u.role for u in task.units if u.iri == body.iri} for task in tasks]
        counts = {role: sum(role in own for own in roles) for role in ROLES}
        return Load(body, len(tasks), through=len(self.through(body.iri)), **counts)

    @cached_property
    def coverages(self) -> Mapping[str, Coverage]:
        """Plan that held plans answer to → how far the places below carry it out."""
        above = {iri for superiors in self.facts.superiors.values() for iri in superiors}
        held = self.facts.notices
        plans = [row for iri, row in held.items() if iri in above]
        found = coverages(self.store, plans, self.facts.nodes)
        return {whole.plan.iri: whole.of_notices(held) for whole in found}

    def through(self, unit: str) -> list[tuple[TaskRow, str]]:
        """The tasks that reach a unit through a class of units only, each with that class."""
        own = {task.iri for task in self.tasks_of.get(unit, ())}
        found: dict[str, tuple[TaskRow, str]] = {}
        for collective in self.bodies[unit].reached_by:
            for task in self.tasks_of.get(collective, ()):
                if task.iri not in own:
                    found.setdefault(task.iri, (task, collective))
        order = self.facts.order
        return sorted(found.values(), key=lambda f: (f[0].notice + "/", order.get(f[0].iri, 0)))

    @cached_property
    def reached(self) -> Mapping[str, list[str]]:
        """Class of units → the units that it reaches."""
        return reached(self.bodies)

    def coworkers(self, unit: str, most: int = 12) -> list[tuple[BodyRow, int]]:
        """The bodies that most tasks of a unit name beside it, each with how many do."""
        shared: Counter[str] = Counter()
        for task in self.tasks_of.get(unit, ()):
            shared.update({u.iri for u in task.units} - {unit})
        ranked = sorted(shared, key=lambda iri: (-shared[iri], self.bodies[iri].name, iri))
        return [(self.bodies[iri], shared[iri]) for iri in ranked[:most]]

    @cached_property
    def doubtful_points(self) -> frozenset[str]:
        """The points that no place carries out, it seems, and some may: pairs were too doubtful."""
        points = (p for whole in self.coverages.values() for p in whole.points)
        return frozenset(p.point.iri for p in points if p.is_doubtful)

    @cached_property
    def gap_of(self) -> Mapping[str, str]:
        """Task or point → what it lacks; ``doubted`` of a point that some place may carry out."""
        gaps = self.facts.gap_of
        doubted = {iri for iri in self.doubtful_points if gaps.get(iri) == "uncarried"}
        return {**gaps, **dict.fromkeys(doubted, "doubted")}

    @cached_property
    def doubts(self) -> list[DoubtfulRow]:
        """The pairs that a person should judge: also the links that are only 可能."""
        held = self.facts.notices
        rows = doubtful(self.store, known=self.facts.links, below=VERY_LIKELY)
        return [r for r in rows if r.child.notice in held and r.parent.notice in held]

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """The places to choose from: value (names from the province down, parted by /), label."""
        found: dict[tuple[str, ...], None] = {}
        for notice in self.facts.notices.values():
            for depth in range(1, len(notice.jurisdiction) + 1):
                found[notice.jurisdiction[:depth]] = None
        return [("/".join(p), "　" * (len(p) - 1) + p[-1]) for p in sorted(found)]

    @cached_property
    def years(self) -> list[tuple[str, str]]:
        """The plan years to choose from: value, label; the last one first."""
        found = sorted({n.year for n in self.facts.notices.values()}, reverse=True)
        return [(str(year), str(year)) for year in found]

    def keys(self, kind: Kind) -> Iterable[str]:
        """What there are pages of a kind about."""
        if kind in SINGLE:
            return ("",)
        if kind is Kind.UNIT:
            return self.bodies
        return self.coverages if kind is Kind.COVERAGE else self.facts.notices

    def url(self, here: Route) -> Callable[..., str]:
        """What templates of a page call for addresses: ``url('units', iri)``."""

        def url(kind: str, key: str = "", fragment: str = "") -> str:
            return self.addresses.href(here, Route(Kind(kind), key), fragment)

        return url

    def node_url(self, here: Route) -> Callable[[str], str]:
        """What templates call for the address of a task or point, by its IRI."""

        def node_url(iri: str) -> str:
            to = Route(Kind.NOTICE, iris.notice_of_node(iri))
            return self.addresses.href(here, to, anchor(iri))

        return node_url


def rendered(site: Site, route: Route, content: Content) -> str:
    """The page of a route as HTML."""
    addresses = site.addresses
    return (
        environment()
        .get_template(content.template)
        .render(
            {
                **content.data,
                "site": site,
                "facts": site.facts,
                "route": route,
                "title": content.title,
                "scripts": content.scripts,
                "wide": content.wide,
                "root": root(route),
                "url": site.url(route),
                "node_url": site.node_url(route),
                "node_id": addresses.node,
                "slug": addresses.slugs.__getitem__,
                "today": site.today.isoformat() if site.today else "",
                "LEVELS": LEVELS,
                "ROLES": ROLES,
            }
        )
    )


def _of_place(store: Store, facts: Facts, place: str) -> set[str]:
    """The notices of a place and of those in it, with the plans above that they answer to."""
    own = {notice.iri for notice in notices(store, place=place)}
    if not own:
        raise NotFoundError(f"no notice of {place!r} in this store")
    return own.union(*(facts.superiors.get(notice, ()) for notice in own))


def _name(body: BodyRow) -> str:
    """A class of units says nothing without its place; the name of a unit begins with it."""
    return "".join(body.place[:-1]) + body.full_name if body.collective else body.name
