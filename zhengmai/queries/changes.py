"""逐年变化: what a place's plan keeps, changes, drops and adds from one year to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.successors import SAME, Said, Succession, successions
from zhengmai.graph.lineage.matching.wording import wording
from zhengmai.graph.store import Store
from zhengmai.queries.differences import Difference, Duty, differences
from zhengmai.queries.links import certainty
from zhengmai.queries.notices import NoticeRow
from zhengmai.queries.places import PlaceRow, find_place
from zhengmai.queries.tasks import TaskRow, tasks
from zhengmai.queries.yearpairs import years_pairs

KINDS = ("changed", "new", "dropped", "kept")


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of some duties.

    Attributes:
        kind: ``kept`` (same words, units and limits), ``changed`` (the same duty otherwise),
            ``new`` or ``dropped``.
        old: the duties of the earlier plan: several where they are one now; none where it is new.
        new: those of the later plan: several where one was split; none where it is dropped.
        score: the probability that they are the same duty; 1 where the words are the same, None
            where there is only one side.
        method: ``same``, ``verbatim`` or ``paraphrase``; None where there is only one side.
        moved: it stands under another heading that both plans have.
        differences: what changed.
    """

    kind: str
    old: tuple[Duty, ...]
    new: tuple[Duty, ...]
    score: float | None
    method: str | None
    moved: bool
    differences: tuple[Difference, ...]

    @property
    def certainty(self) -> str | None:
        """A word for the score: 文字相同, 除数字外相同, 很可能 or 可能."""
        if self.score is None:
            return None
        if self.method == SAME:
            figures = any(d.what == "figures" for d in self.differences)
            return "除数字外相同" if figures else "文字相同"
        return certainty(self.score)


@dataclass(frozen=True, slots=True)
class PlanPair:
    """Two plans of a place, of two years, on the same subject.

    Attributes:
        old, new: the plans.
        relatedness: how far they are about the same, 0 to 1.
        changes: by kind (changed, new, dropped, kept), each in printed order.
    """

    old: NoticeRow
    new: NoticeRow
    relatedness: float
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Changes:
    """The plans of a place in two years.

    Attributes:
        place: the place.
        earlier, later: the years.
        pairs: plans that go on, with what changed.
        without_counterpart: plans of either year that have none in the other.
    """

    place: PlaceRow
    earlier: int
    later: int
    pairs: tuple[PlanPair, ...]
    without_counterpart: tuple[NoticeRow, ...]


def changes(
    store: Store,
    place: str,
    *,
    earlier: int | None = None,
    later: int | None = None,
    notices: Sequence[str] = (),
) -> Changes:
    """What a place's plans keep, change, drop and add from one year to another.

    Which duties are the same is the matcher's word where their texts differ: a proposal with its
    probability, as a lineage link is.

    Args:
        store: where to look.
        place: its name, code or IRI; plans of places in it are not meant.
        earlier: a year, or None for the next one held before the later.
        later: a year, or None for the newest that is held.
        notices: one plan (by number, IRI or title) that is compared with its counterpart, or two
            that are compared whatever they are about.

    Raises:
        NotFoundError: no such place or plan, or no plans of two years.
        QueryError: the years, or the plans, do not go together.
    """
    found = find_place(store, place)
    nodes = Linkable(store)
    chosen = years_pairs(store, nodes, found, (earlier, later), notices)
    pairs = tuple(
        PlanPair(old, new, round(related, 4), _changes(store, nodes, old, new))
        for old, new, related in chosen.pairs
    )
    return Changes(found, *chosen.years, pairs, chosen.alone)


def _changes(store: Store, nodes: Linkable, old: NoticeRow, new: NoticeRow) -> tuple[Change, ...]:
    before, after = (_duties(store, nodes, plan) for plan in (old, new))
    headings = [{d.heading for _, d in side} for side in (before, after)]
    shared = headings[0] & headings[1]
    found = successions([said for said, _ in before], [said for said, _ in after])
    rows = [_change(one, before, after, (old.year, new.year), shared) for one in found]
    gone, come = {i for one in found for i in one.old}, {j for one in found for j in one.new}
    rows += [_alone("new", (), (d,)) for j, (_, d) in enumerate(after) if j not in come]
    rows += [_alone("dropped", (d,), ()) for i, (_, d) in enumerate(before) if i not in gone]
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def _change(
    of: Succession,
    before: Sequence[tuple[Said, Duty]],
    after: Sequence[tuple[Said, Duty]],
    years: tuple[int, int],
    shared: set[str | None],
) -> Change:
    old, new = tuple(before[i][1] for i in of.old), tuple(after[j][1] for j in of.new)
    told = tuple(differences(old, new, years))
    here, there = {d.heading for d in old}, {d.heading for d in new}
    moved = not here & there and bool(here & shared or there & shared)
    kind = "changed" if told else "kept"
    return Change(kind, old, new, of.score, of.method, moved, told)


def _alone(kind: str, old: tuple[Duty, ...], new: tuple[Duty, ...]) -> Change:
    return Change(kind, old, new, None, None, moved=False, differences=())


def _duties(store: Store, nodes: Linkable, plan: NoticeRow) -> list[tuple[Said, Duty]]:
    """The tasks of a plan, and its points that no task stands for; in printed order."""
    known = {task.iri: task for task in tasks(store, notice=plan.iri)}
    return list(_said(nodes.of(plan.iri), known, plan.year))


def _said(
    nodes: Sequence[LineageNode], known: Mapping[str, TaskRow], year: int
) -> Iterator[tuple[Said, Duty]]:
    for node in nodes:
        if node.point == node.iri:  # prose that rows break down: the rows tell it, with units
            continue
        task = known.get(node.iri)
        limits = () if task is None else task.deadlines
        duty = Duty(
            iri=node.iri,
            kind="point" if task is None else "task",
            number=node.number,
            section=node.section or None,
            heading=node.heading or None,
            text=node.text,
            units=() if task is None else task.units,
            deadlines=limits,
        )
        yield Said(node, wording(node.text, year, [d.as_written for d in limits])), duty
