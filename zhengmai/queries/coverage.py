"""承接覆盖: the points of a plan × the places below that answer to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from zhengmai.graph.lineage.plans import Hierarchy, hierarchy
from zhengmai.graph.store import Store
from zhengmai.queries.diffusion import DiffusionRow, rows
from zhengmai.queries.gaps import MissingParent, missing_parents
from zhengmai.queries.lines import Lines, Points, carriers, may_carry
from zhengmai.queries.links import NodeRow, nodes
from zhengmai.queries.notices import NoticeRow, find_notice
from zhengmai.queries.places import places

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
    """

    place: str
    jurisdiction: tuple[str, ...]
    level: str
    notices: tuple[str, ...]
    tasks: int
    linked: int
    missing: tuple[str, ...]


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
    """

    point: NodeRow
    cells: tuple[int | None, ...]
    maybe: tuple[int, ...]

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
        points: the rows, as printed.
        diffusion: how closely each notice below follows the plan, in the order of the places.
    """

    plan: NoticeRow
    places: tuple[CoveringPlace, ...]
    points: tuple[CoveredPoint, ...]
    diffusion: tuple[DiffusionRow, ...]


def coverage(store: Store, plan: str) -> Coverage:
    """The matrix of a plan (by number, title or IRI): its points × the places that answer to it.

    A line over a level between counts like a direct one.

    Raises:
        NotFoundError: no such notice, or several.
    """
    of = find_notice(store, plan)
    found = hierarchy(store)
    below = sorted(n for n, p in found.plans.items() if of.iri in p.answers_to)
    lines = Lines.of(store, below, [of.iri])
    points = Points.read(store, of.iri, lines.words[of.iri])
    followed = rows(store, found, lines, below, of.iri)
    lacking = between(store, found, below, of.iri)
    carried = {notice: carriers(lines, points, notice) for notice in below}
    possible = {notice: may_carry(lines, points, notice) for notice in below}
    columns = _columns(store, found, followed, lacking)
    known = nodes(store, points.order)
    covered = []
    for point in points.order:
        counts, maybe = (
            [sum(len(of_[n].get(point, ())) for n in column.notices) for column in columns]
            for of_ in (carried, possible)
        )
        cells = (n or (None if c.missing else 0) for n, c in zip(counts, columns, strict=True))
        covered.append(CoveredPoint(known[point], tuple(cells), tuple(maybe)))
    by_notice = {row.notice: row for row in followed}
    in_order = (by_notice[notice] for column in columns for notice in column.notices)
    return Coverage(of, tuple(columns), tuple(covered), tuple(in_order))


def _columns(
    store: Store,
    found: Hierarchy,
    followed: list[DiffusionRow],
    lacking: dict[str, list[MissingParent]],
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
        )
        for iri, own in of_place.items()
    ]
    return sorted(columns, key=lambda c: (found.height(c.place), c.jurisdiction, c.place))


def between(
    store: Store, found: Hierarchy, notices: list[str], plan: str
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
    for parent in missing_parents(store):
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
