"""承接覆盖: the points of a plan × the places below that answer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zhengmai.graph.lineage.plans import Hierarchy, hierarchy
from zhengmai.graph.store import Store
from zhengmai.queries.diffusion import DiffusionRow, dates_of, rows
from zhengmai.queries.fragments import is_fragment
from zhengmai.queries.gaps import MissingParent, missing_parents
from zhengmai.queries.lines import Lines, Points, carriers, may_carry
from zhengmai.queries.links import VERY_LIKELY, NodeRow, nodes
from zhengmai.queries.notices import NoticeRow, find_notice
from zhengmai.queries.places import places
from zhengmai.queries.preambles import is_preamble

_NATION = ("国务院", "全国", "国家")


@dataclass(frozen=True, slots=True)
class CoveringPlace:
    """A place below a plan that answers to it.

    Attributes:
        place: its IRI.
        jurisdiction: names of its places from the province down.
        level: province, city, county or town.
        notices: its notices that answer to the plan.
        tasks: how many tasks (and points without) these have.
        linked: how many of these carry out something of the plan.
        missing: documents that its notices rest on, that are not held and that may stand between
            it and the plan. Where there are some, it cannot be judged what it does not carry out.
        fragment: whether so little is held of its notices that this cannot be judged, either.
    """

    place: str
    jurisdiction: tuple[str, ...]
    level: str
    notices: tuple[str, ...]
    tasks: int
    linked: int
    missing: tuple[str, ...]
    fragment: bool = False

    @property
    def is_judged(self) -> bool:
        """Whether it can be told what it does not carry out."""
        return not self.missing and not self.fragment


@dataclass(frozen=True, slots=True)
class CoveredPoint:
    """A point of a plan, with the tasks and rows that belong to it, and who carries it out.

    Attributes:
        point: the point; a task that belongs to none stands for itself.
        cells: for each place how many of its tasks carry it out; None where there are none and the
            place cannot be judged.
        maybe: for each place how many more of its tasks may carry it out: a pair on the way was too
            doubtful to be a link, and is kept as a candidate. Where a cell is 0 and this is not,
            it is not sure that nobody does.
        tasks: for each place the tasks (and points without) that carry it out, as printed.
        partly: for each place whether these carry out only some of the tasks that belong to it.
        sure: for each place whether one of these does so by links that are all 很可能 or confirmed.
    """

    point: NodeRow
    cells: tuple[int | None, ...]
    maybe: tuple[int, ...]
    tasks: tuple[tuple[str, ...], ...] = ()
    partly: tuple[bool, ...] = ()
    sure: tuple[bool, ...] = ()

    def of_places(self, places: Sequence[int]) -> CoveredPoint:
        """The same, only some of the places."""
        return replace(
            self,
            cells=tuple(self.cells[at] for at in places),
            maybe=tuple(self.maybe[at] for at in places),
            tasks=tuple(self.tasks[at] for at in places),
            partly=tuple(self.partly[at] for at in places),
            sure=tuple(self.sure[at] for at in places),
        )

    @property
    def total(self) -> int:
        """How many tasks carry it out."""
        return sum(cell or 0 for cell in self.cells)

    @property
    def places(self) -> int:
        """How many places carry it out."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def doubtful(self) -> tuple[bool, ...]:
        """For each place whether a candidate could make it carry out what it does not, it seems."""
        return tuple(not cell and bool(n) for cell, n in zip(self.cells, self.maybe, strict=True))

    @property
    def is_doubtful(self) -> bool:
        """Whether no place carries it out, it seems, and some may: pairs were too doubtful."""
        return not self.total and any(self.maybe)

    @property
    def status(self) -> str:
        """``carried``, ``uncarried``, or ``cannot_be_judged`` where a place cannot."""
        if self.total:
            return "carried"
        return "cannot_be_judged" if None in self.cells else "uncarried"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the places below carry out a plan.

    Attributes:
        plan: the plan.
        places: the columns, by level and name.
        points: the rows, as printed; a preamble (指导思想) only where something carries it out.
        diffusion: how closely each notice below follows the plan, in the order of the places.
    """

    plan: NoticeRow
    places: tuple[CoveringPlace, ...]
    points: tuple[CoveredPoint, ...]
    diffusion: tuple[DiffusionRow, ...]

    def of_notices(self, notices: Collection[str]) -> Coverage:
        """The same, only the places of which some notices are."""
        kept = [at for at, p in enumerate(self.places) if not {*p.notices}.isdisjoint(notices)]
        if len(kept) == len(self.places):
            return self
        return Coverage(
            self.plan,
            tuple(self.places[at] for at in kept),
            tuple(point.of_places(kept) for point in self.points),
            tuple(row for row in self.diffusion if row.notice in notices),
        )


def coverage(store: Store, plan: str) -> Coverage:
    """The matrix of a plan (by number, title or IRI): its points × the places that answer to it.

    A line over a level between counts like a direct one.

    Raises:
        NotFoundError: no such notice, or several.
    """
    return coverages(store, [find_notice(store, plan)])[0]


def coverages(
    store: Store, plans: Sequence[NoticeRow], known: Mapping[str, NodeRow] | None = None
) -> list[Coverage]:
    """The matrices of some plans; what they have in common is asked for once.

    Tasks and points that are known are not asked for.
    """
    found, missing = hierarchy(store), missing_parents(store)
    below = {
        of.iri: sorted(n for n, p in found.plans.items() if of.iri in p.answers_to) for of in plans
    }
    every = {notice for own in below.values() for notice in own}
    lines, dates = Lines.of(store, every, below), dates_of(store)
    matrices = []
    for of in plans:
        followed = rows(found, lines, below[of.iri], dates, of.iri)
        lacking = between(missing, found, below[of.iri], of.iri)
        points_of = Points.read(store, of.iri, lines.words[of.iri])
        columns = _columns(store, found, followed, lacking, len(points_of.order))
        points = [
            point
            for point in _points(store, points_of, lines, columns, known)
            if point.total or not is_preamble(point.point.heading)
        ]
        by_notice = {row.notice: row for row in followed}
        in_order = (by_notice[notice] for column in columns for notice in column.notices)
        matrices.append(Coverage(of, tuple(columns), tuple(points), tuple(in_order)))
    return matrices


def _points(
    store: Store,
    points: Points,
    lines: Lines,
    columns: Sequence[CoveringPlace],
    known: Mapping[str, NodeRow] | None,
) -> Iterator[CoveredPoint]:
    """The rows of a matrix."""
    below = [notice for column in columns for notice in column.notices]
    carried = {notice: carriers(lines, points, notice) for notice in below}
    possible = {notice: may_carry(lines, points, notice) for notice in below}
    told = nodes(store, points.order, known)
    for point in points.order:
        counts, maybe = (
            [sum(len(of_[n].get(point, ())) for n in column.notices) for column in columns]
            for of_ in (carried, possible)
        )
        cells = (n or (0 if c.is_judged else None) for n, c in zip(counts, columns, strict=True))
        tasks = [
            tuple(task for notice in column.notices for task in carried[notice].get(point, ()))
            for column in columns
        ]
        partly = (_is_partly(lines, points, point, own) for own in tasks)
        sure = (_is_sure(lines, points, point, own) for own in tasks)
        of_places = (tuple(cells), tuple(maybe), tuple(tasks), tuple(partly), tuple(sure))
        yield CoveredPoint(told[point], *of_places)


def _is_partly(lines: Lines, points: Points, point: str, tasks: Iterable[str]) -> bool:
    """Whether tasks carry out some, but not all, of the tasks that belong to a point."""
    reached = {end for task in tasks for end in lines.above(task) if points.of.get(end) == point}
    parts = {node for node, of in points.of.items() if of == point and node != point}
    return bool(reached) and point not in reached and len(reached & parts) < len(parts)


def _is_sure(lines: Lines, points: Points, point: str, tasks: Iterable[str]) -> bool:
    """Whether one of some tasks leads to a point by links that are all 很可能 or confirmed."""
    return any(
        points.of.get(end) == point and lines.score(task, end) >= VERY_LIKELY
        for task in tasks
        for end in lines.above(task)
    )


def _columns(
    store: Store,
    found: Hierarchy,
    followed: list[DiffusionRow],
    lacking: dict[str, list[MissingParent]],
    points: int,
) -> list[CoveringPlace]:
    of_place: defaultdict[str, list[DiffusionRow]] = defaultdict(list)
    for row in followed:
        of_place[found.plans[row.notice].place].append(row)
    known = places(store, of_place)
    columns = [
        CoveringPlace(
            iri,
            known[iri].path,
            known[iri].level,
            tuple(row.notice for row in own),
            sum(row.tasks for row in own),
            sum(row.linked for row in own),
            tuple(dict.fromkeys(m.label for row in own for m in lacking.get(row.notice, ()))),
            is_fragment(sum(row.tasks for row in own), points),
        )
        for iri, own in of_place.items()
    ]
    return sorted(columns, key=lambda c: (found.height(c.place), c.jurisdiction, c.place))


def between(
    missing: Iterable[MissingParent], found: Hierarchy, notices: Iterable[str], plan: str
) -> dict[str, list[MissingParent]]:
    """Notice → documents that it rests on, not held, that may stand between it and a plan.

    Then what it carries out of that plan cannot be told from it alone. Nothing stands between a
    place and the level right above it. What the plan itself rests on does not stand between, nor
    what only some of its tasks cite, and neither does what the title tells to be of the plan's own
    place or of a higher one.
    """
    own = {c.document for c in found.cited_by(plan)}
    of = found.plans[plan].place
    lacking: defaultdict[str, list[MissingParent]] = defaultdict(list)
    wanted = set(notices)
    for parent in missing:
        if parent.notice not in wanted or parent.document in own or parent.within:
            continue
        above = found.above(found.plans[parent.notice].place)
        inner = above[: above.index(of)] if of in above else above
        far = found.height(found.plans[parent.notice].place) - found.height(of) > 1
        if far and not _is_higher(parent, found, inner, of):
            lacking[parent.notice].append(parent)
    return dict(lacking)


def _is_higher(parent: MissingParent, found: Hierarchy, inner: list[str], of: str) -> bool:
    """Whether a document's title tells that it is of a plan's own place, or of one above."""
    title = parent.title or ""
    if any(found.places[place].name in title for place in inner):
        return False
    upper = [found.places[place].name for place in (of, *found.above(of)) if place in found.places]
    return any(name in title for name in (*upper, *_NATION))
