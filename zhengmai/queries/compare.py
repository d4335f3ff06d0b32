"""对比: two places under the same superior plan, point by point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.lineage.plans import Hierarchy, hierarchy
from zhengmai.graph.store import Store
from zhengmai.ontology import iris
from zhengmai.queries.coverage import between
from zhengmai.queries.gaps import missing_parents
from zhengmai.queries.lines import Lines, Points, carriers, may_carry
from zhengmai.queries.links import NodeRow, nodes
from zhengmai.queries.notices import NoticeRow, find_notice, notices
from zhengmai.queries.places import PlaceRow, find_place
from zhengmai.wording import phrase

_HELD = phrase("zhengmai notices lists what is held")

Ways = dict[str, dict[str, tuple[str, ...]]]
"""Point → the tasks that carry it out → what lies between."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A task that carries out a point.

    Attributes:
        task: the task, or a point without tasks.
        through: what lies between, the nearest first; empty for a direct link.
    """

    task: NodeRow
    through: tuple[NodeRow, ...]


@dataclass(frozen=True, slots=True)
class ComparedPoint:
    """A point of the superior plan, and the tasks of the two places that carry it out.

    Attributes:
        point: the point.
        a, b: the tasks of either place that carry it out.
        maybe_a, maybe_b: more tasks that may: a pair on the way was too doubtful to be a link, and
            is kept as a candidate. Where a place has only such, it is not sure that it does not.
    """

    point: NodeRow
    a: tuple[Carrier, ...]
    b: tuple[Carrier, ...]
    maybe_a: tuple[Carrier, ...]
    maybe_b: tuple[Carrier, ...]

    @property
    def carried_by(self) -> str:
        """``both``, ``a``, ``b`` or ``neither``."""
        return {(True, True): "both", (True, False): "a", (False, True): "b"}.get(
            (bool(self.a), bool(self.b)), "neither"
        )


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """One of the two places.

    Attributes:
        place: it.
        notices: its notices that answer to the superior plan.
        own: its tasks that carry out nothing: its own additions.
        cannot_be_judged: such tasks of a notice that rests on a document that is not held.
        elsewhere: its tasks that carry out something, but nothing of this plan.
        missing: documents that are not held and may stand between it and the plan: what it does
            not carry out cannot be judged then.
    """

    place: PlaceRow
    notices: tuple[NoticeRow, ...]
    own: tuple[NodeRow, ...]
    cannot_be_judged: tuple[NodeRow, ...]
    elsewhere: tuple[NodeRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two places under the same superior plan."""

    plan: NoticeRow
    a: ComparedPlace
    b: ComparedPlace
    points: tuple[ComparedPoint, ...]


def compare(
    store: Store, a: str, b: str, *, year: int | None = None, plan: str | None = None
) -> Comparison:
    """Two places, each with its own plans, under the nearest superior plan of both.

    Args:
        store: where to look.
        a: a place, as for ``--in``.
        b: another one.
        year: the year of the two places' plans; else the newest that both have.
        plan: the superior plan (number, title, IRI), where they have several in common.

    Raises:
        NotFoundError: no such place or plan, or several; or they have no superior plan in common.
    """
    pair = find_place(store, a), find_place(store, b)
    if pair[0] == pair[1]:
        raise NotFoundError(f"{pair[0].full_name} is one place: name two to compare")
    found = hierarchy(store)
    held = {n.iri: n for n in notices(store)}
    over, plans = _common(store, found, held, pair, year, plan)
    lines = Lines.of(store, _on_the_way(found, plans, over), [over])
    points = Points.read(store, over, lines.words[over])
    ways = [_together(carriers(lines, points, n) for n in own) for own in plans]
    possible = [_together(may_carry(lines, points, n) for n in own) for own in plans]
    lists = [_rest(store, lines, points, own) for own in plans]
    wanted = {
        *points.order,
        *(n for rest in lists for n in (*rest.own, *rest.cannot_be_judged, *rest.elsewhere)),
    }
    for side in (*ways, *possible):
        for tasks in side.values():
            wanted |= {*tasks, *(n for way in tasks.values() for n in way)}
    known = nodes(store, wanted)
    lacking = between(missing_parents(store), found, [n for own in plans for n in own], over)
    one, other = (
        ComparedPlace(
            place=place,
            notices=tuple(held[n] for n in own),
            own=tuple(known[n] for n in rest.own),
            cannot_be_judged=tuple(known[n] for n in rest.cannot_be_judged),
            elsewhere=tuple(known[n] for n in rest.elsewhere),
            missing=tuple(dict.fromkeys(m.label for n in own for m in lacking.get(n, ()))),
        )
        for place, own, rest in zip(pair, plans, lists, strict=True)
    )
    compared = (
        ComparedPoint(known[p], *(_carriers(side.get(p, {}), known) for side in (*ways, *possible)))
        for p in points.order
    )
    return Comparison(held[over], one, other, tuple(compared))


def _together(found: Iterable[Ways]) -> Ways:
    """The ways of several notices of a place."""
    whole: Ways = {}
    for ways in found:
        for point, tasks in ways.items():
            whole.setdefault(point, {}).update(tasks)
    return whole


def _carriers(tasks: dict[str, tuple[str, ...]], known: dict[str, NodeRow]) -> tuple[Carrier, ...]:
    return tuple(Carrier(known[t], tuple(known[n] for n in way)) for t, way in tasks.items())


@dataclass(frozen=True, slots=True)
class _Rest:
    """The tasks of a place that carry out nothing of the plan."""

    own: tuple[str, ...]
    cannot_be_judged: tuple[str, ...]
    elsewhere: tuple[str, ...]


def _rest(store: Store, lines: Lines, points: Points, plans: Iterable[str]) -> _Rest:
    own: list[str] = []
    unjudged: list[str] = []
    elsewhere: list[str] = []
    for notice in plans:
        lacking = missing_parents(store, [notice])
        for node in (n.iri for n in lines.words[notice] if not iris.is_point(n.iri)):
            above = lines.above(node)
            if not above:
                rests = any(of.concerns(node) for of in lacking)
                (unjudged if rests else own).append(node)
            elif not any(end in points.of for end in above):
                elsewhere.append(node)
    return _Rest(tuple(own), tuple(unjudged), tuple(elsewhere))


def _on_the_way(found: Hierarchy, plans: Iterable[Iterable[str]], over: str) -> set[str]:
    """The plans, with those between them and the superior one."""
    own = {n for some in plans for n in some}
    above = {p for n in own for p in found.plans[n].answers_to & found.plans.keys()}
    return own | {p for p in above if over in found.plans[p].answers_to}


# ---- which superior plan ---------------------------------------------------------------------


def _common(
    store: Store,
    found: Hierarchy,
    held: dict[str, NoticeRow],
    pair: tuple[PlaceRow, PlaceRow],
    year: int | None,
    plan: str | None,
) -> tuple[str, list[list[str]]]:
    """The superior plan of both, and the plans of each that answer to it.

    Of several the one of the newest plans, then the nearest.
    """
    owns = [_plans_of(found, place, year) for place in pair]
    under = [_by_superior(found, own) for own in owns]
    common = under[0].keys() & under[1].keys()
    if plan is not None:
        wanted = find_notice(store, plan)
        common &= {wanted.iri}
    if not common:
        names = f"{pair[0].full_name} and {pair[1].full_name}"
        when = "" if year is None else f" for {year}"
        what = "no superior plan in common" if plan is None else f"not both plans under {plan!r}"
        raise NotFoundError(f"{names} have {what}{when} in this store", advice=_HELD)
    best = max(_rank(found, under, p) for p in common)
    nearest = sorted(p for p in common if _rank(found, under, p) == best)
    if len(nearest) > 1:
        several = "; ".join(_name(held[p]) for p in nearest)
        raise SeveralError(
            f"several superior plans in common: {several}; name one of them",
            advice=phrase("--plan names it"),
        )
    of = nearest[0]
    shared = {found.plans[n].year for n in under[0][of]} & {
        found.plans[n].year for n in under[1][of]
    }
    newest = {max(shared)} if shared else {found.plans[n].year for side in under for n in side[of]}
    return of, [[n for n in side[of] if found.plans[n].year in newest] for side in under]


def _plans_of(found: Hierarchy, place: PlaceRow, year: int | None) -> list[str]:
    own = sorted(
        plan.iri
        for plan in found.plans.values()
        if plan.place == place.iri and year in (None, plan.year)
    )
    if not own:
        when = "" if year is None else f" of {year}"
        raise NotFoundError(f"no plan{when} of {place.full_name} is held", advice=_HELD)
    return own


def _by_superior(found: Hierarchy, plans: Iterable[str]) -> dict[str, list[str]]:
    under: dict[str, list[str]] = {}
    for notice in plans:
        for superior in sorted(found.plans[notice].answers_to & found.plans.keys()):
            under.setdefault(superior, []).append(notice)
    return under


def _rank(found: Hierarchy, under: list[dict[str, list[str]]], plan: str) -> tuple[int, int]:
    """How new the plans of both under a superior one are, and how near that is."""
    newest = min(max(found.plans[n].year for n in side[plan]) for side in under)
    return newest, found.height(found.plans[plan].place)


def _name(of: NoticeRow) -> str:
    return of.document_number or of.plan or of.title
