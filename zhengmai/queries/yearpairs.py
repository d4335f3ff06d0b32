"""逐年对应: which plans of a place in two years are each other's counterparts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from zhengmai.errors import NotFoundError, QueryError
from zhengmai.graph.lineage.binding import RELATED
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.relatedness import relatedness
from zhengmai.graph.store import Store
from zhengmai.queries.notices import NoticeRow, find_notice, notices
from zhengmai.queries.places import PlaceRow

_MOST: Final = 2  # plans that may be named


class Pair(NamedTuple):
    """An earlier and a later plan, and how far they are about the same, 0 to 1."""

    old: NoticeRow
    new: NoticeRow
    related: float


@dataclass(frozen=True, slots=True)
class YearPairs:
    """Plans of a place in two years.

    Attributes:
        years: the earlier and the later one.
        pairs: counterparts, the surest first.
        alone: plans without one.
    """

    years: tuple[int, int]
    pairs: tuple[Pair, ...]
    alone: tuple[NoticeRow, ...]


def years_pairs(
    store: Store,
    nodes: Linkable,
    place: PlaceRow,
    wanted: tuple[int | None, int | None],
    named: Sequence[str] = (),
) -> YearPairs:
    """The counterparts among a place's plans of two years.

    Plans of one title, but for the year, are counterparts; others where they are about the same.
    Each plan has one at most.

    Args:
        store: where to look.
        nodes: what its plans say.
        place: whose plans; those of places in it are not meant.
        wanted: the earlier and the later year; None is chosen: the newest that are held.
        named: one plan that is meant, or two that are compared whatever they are about.

    Raises:
        NotFoundError: no such plan, or no plans of two years.
        QueryError: the years, or the plans, do not go together.
    """
    held = [n for n in notices(store, place=place.iri) if n.jurisdiction == place.path]
    if not held:
        raise NotFoundError(f"no plan of {place.full_name} is held")
    meant = [_named(store, held, name, place) for name in named]
    if len(meant) > _MOST:
        raise QueryError("name one plan, or the two that are to be compared")
    if len(meant) == _MOST:
        return _two(nodes, meant, wanted)
    years = _years(sorted({n.year for n in held}), wanted, meant, place)
    old, new = ([n for n in held if n.year == year] for year in years)
    pairs = _paired(nodes, old, new)
    if meant:
        pairs = [p for p in pairs if meant[0].iri in (p.old.iri, p.new.iri)]
        alone = [] if pairs else meant
    else:
        taken = {iri for p in pairs for iri in (p.old.iri, p.new.iri)}
        alone = [n for n in (*old, *new) if n.iri not in taken]
    return YearPairs(years, tuple(pairs), tuple(alone))


def _named(store: Store, held: Sequence[NoticeRow], name: str, place: PlaceRow) -> NoticeRow:
    """The plan of the place that a user names."""
    partly = [n for n in held if name in (n.iri, n.document_number, n.file) or name in n.plan]
    iri = partly[0].iri if len(partly) == 1 else find_notice(store, name).iri
    found = next((n for n in held if n.iri == iri), None)
    if found is None:
        raise QueryError(f"{name!r} is no plan of {place.full_name}")
    return found


def _two(
    nodes: Linkable, meant: Sequence[NoticeRow], wanted: tuple[int | None, int | None]
) -> YearPairs:
    """Two plans that a user names."""
    old, new = sorted(meant, key=lambda n: (n.year, n.iri))
    if old.year == new.year:
        raise QueryError(f"both plans are of {old.year}: name plans of two years")
    for year, plan in zip(wanted, (old, new), strict=True):
        if year is not None and year != plan.year:
            raise QueryError(f"{plan.document_number or plan.title} is of {plan.year}, not {year}")
    return YearPairs((old.year, new.year), (Pair(old, new, _related(nodes, old, new)),), ())


def _years(
    held: Sequence[int],
    wanted: tuple[int | None, int | None],
    meant: Sequence[NoticeRow],
    place: PlaceRow,
) -> tuple[int, int]:
    """The two years to compare; what is not given is the next one that is held."""
    earlier, later = wanted
    listed = "、".join(map(str, held))
    for year in wanted:
        if year is not None and year not in held:
            raise NotFoundError(f"no plan of {place.full_name} for {year} is held, only {listed}")
    if len(held) < len(wanted):
        raise NotFoundError(f"only plans of {listed} are held of {place.full_name}: no two years")
    if meant and earlier is None and later is None:
        own = meant[0].year
        earlier, later = (None, own) if own > held[0] else (own, held[1])
    if later is None:
        later = held[-1]
    if earlier is None:
        before = [year for year in held if year < later]
        if not before:
            raise NotFoundError(f"no plan of {place.full_name} before {later} is held")
        earlier = before[-1]
    if earlier >= later:
        raise QueryError(f"{earlier} is not before {later}")
    if meant and meant[0].year not in (earlier, later):
        name = meant[0].document_number or meant[0].title
        raise QueryError(f"{name} is of {meant[0].year}, not of {earlier} or {later}")
    return earlier, later


def _paired(nodes: Linkable, old: Sequence[NoticeRow], new: Sequence[NoticeRow]) -> list[Pair]:
    """Each plan with the one that it is most like: of one title first."""
    found = [
        (_subject(a) == _subject(b), Pair(a, b, _related(nodes, a, b))) for a in old for b in new
    ]
    likely = [(same, p) for same, p in found if same or p.related >= RELATED]
    likely.sort(key=lambda one: (not one[0], -one[1].related, one[1].old.iri, one[1].new.iri))
    pairs: list[Pair] = []
    taken: set[str] = set()
    for _, pair in likely:
        if not {pair.old.iri, pair.new.iri} & taken:
            taken |= {pair.old.iri, pair.new.iri}
            pairs.append(pair)
    return pairs


def _subject(of: NoticeRow) -> str:
    """The title of a plan without its year: that of the plan of the next year, too."""
    return re.sub(r"(?:19|20)\d\d|年度?|[\s《》〈〉（）()]", "", of.plan or of.title)


def _related(nodes: Linkable, old: NoticeRow, new: NoticeRow) -> float:
    """How far two plans are about the same, seen from both."""
    one, other = nodes.of(old.iri), nodes.of(new.iri)
    return (relatedness(one, other) + relatedness(other, one)) / 2
