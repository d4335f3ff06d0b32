"""扩散: how much of a superior plan each notice takes over, in which words, and how much later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from zhengmai.graph.lineage.plans import Hierarchy, hierarchy
from zhengmai.graph.store import Store
from zhengmai.ontology import iris
from zhengmai.queries.lines import Lines
from zhengmai.queries.links import lag, word_of_fidelity
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, optional, text


@dataclass(frozen=True, slots=True)
class DiffusionRow:
    """A notice beside one of the superior plans that it answers to.

    Attributes:
        notice, superior: the two notices.
        tasks: what the notice has that may carry something out: its tasks, and its points without.
        linked: how many of these carry out something of the superior, directly or over a level
            between.
        direct: how many of these do so directly.
        fidelity: 照抄程度, the mean over these of the most that each keeps of the wording of a
            point it carries out; None where there are none.
        copied, rephrased, elaborated: the shares of these that are 照抄, 改写, 细化; None likewise.
        lag_days: days from the date of the superior to that of the notice; None if not known.
    """

    notice: str
    superior: str
    tasks: int
    linked: int
    direct: int
    fidelity: float | None
    copied: float | None
    rephrased: float | None
    elaborated: float | None
    lag_days: int | None


def diffusion(
    store: Store, *, place: str | None = None, year: int | None = None
) -> list[DiffusionRow]:
    """How the notices of a place and the places in it (of a year) follow each superior plan.

    In the order of the notices' IRIs, the nearest superior of each first. A notice that answers to
    nothing held has no row.

    Raises:
        NotFoundError: the store knows no such place, or several.
    """
    wanted = within(store, place)
    found = hierarchy(store)
    scope = [
        plan.iri
        for plan in found.plans.values()
        if (wanted is None or plan.place in wanted) and (year is None or plan.year == year)
    ]
    between = {plan for notice in scope for level in found.superiors(notice) for plan in level}
    lines = Lines.of(store, {*scope, *between}, ())
    return rows(found, lines, scope, dates_of(store))


def rows(
    found: Hierarchy,
    lines: Lines,
    notices: Iterable[str],
    dates: Mapping[str, date],
    only: str | None = None,
) -> list[DiffusionRow]:
    """The rows of some notices, towards all their superiors or one of them."""
    return [
        _row(lines, notice, superior, dates)
        for notice in sorted(notices)
        for level in found.superiors(notice)
        for superior in level
        if only in (None, superior)
    ]


def _row(lines: Lines, notice: str, superior: str, dates: Mapping[str, date]) -> DiffusionRow:
    most: dict[str, float] = {}
    direct = set[str]()
    for node in lines.words.get(notice, ()):
        for end, between in lines.above(node.iri).items():
            if iris.notice_of_node(end) != superior:
                continue
            kept = lines.fidelity(node.iri, end)
            most[node.iri] = max(kept, most.get(node.iri, 0.0))
            if not between:
                direct.add(node.iri)
    for node_ in [n for n in most if iris.is_point(n)]:  # a point counts where its rows do not
        if any(row in most for row in lines.rows_of(node_)):
            del most[node_]
    nodes = [n.iri for n in lines.words.get(notice, ())]
    tasks = [n for n in nodes if n in most or not (iris.is_point(n) and lines.rows_of(n))]
    words = [word_of_fidelity(value) for value in most.values()]
    return DiffusionRow(
        notice=notice,
        superior=superior,
        tasks=len(tasks),
        linked=len(most),
        direct=len(direct & most.keys()),
        fidelity=round(fmean(most.values()), 3) if most else None,
        copied=_share(words, "照抄"),
        rephrased=_share(words, "改写"),
        elaborated=_share(words, "细化"),
        lag_days=lag(dates.get(notice), dates.get(superior)),
    )


def _share(words: Sequence[str], word: str) -> float | None:
    return round(words.count(word) / len(words), 3) if words else None


def dates_of(store: Store) -> dict[str, date]:
    """The day that each notice was issued, else published."""
    found = {}
    for row in ask(store, "sources"):
        day = optional(row, "issued") or optional(row, "published")
        if day is not None:
            found[text(row, "notice")] = date.fromisoformat(day)
    return found
