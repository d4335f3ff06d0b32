"""总览: what the store holds, where to look, and what needs a look; every row leads further."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zhengmai.queries.coverage import Coverage
from zhengmai.queries.gaps import MissingParent
from zhengmai.queries.links import VERY_LIKELY
from zhengmai.queries.twins import twins
from zhengmai.viz.addresses import Route
from zhengmai.viz.site import Content, Site

_BUSIEST, _PLANS, _UNCARRIED, _LOOKS = 10, 12, 10, 8


@dataclass(frozen=True, slots=True)
class Share:
    """How far a plan is carried out: its points by what became of them.

    Attributes:
        notice: the plan.
        places: how many places below it answer to it.
        carried, doubtful, uncarried, unjudged: points that some place carries out; that some may,
            where pairs were too doubtful to be links; that none does; and of which that cannot be
            judged, because a document between is not held.
    """

    notice: str
    places: int
    carried: int
    doubtful: int
    uncarried: int
    unjudged: int

    @property
    def total(self) -> int:
        """All its points."""
        return self.carried + self.doubtful + self.uncarried + self.unjudged


def overview(site: Site, _route: Route) -> Content:
    """The first page."""
    facts, gaps = site.facts, site.facts.gaps
    weak = [k for k in facts.links if k.status == "proposed" and k.score < VERY_LIKELY]
    damaged = [iri for iri, of in facts.standing.items() if of.damaged]
    unread = [n for n in facts.notices.values() if n.unread]
    lacking = missing(gaps.missing_parents)
    return Content(
        "政务公开任务总览",
        "overview.html",
        {
            "busiest": site.loads[:_BUSIEST],
            "most": max((w.tasks for w in site.loads), default=1),
            "shares": sorted(map(share, site.coverages.values()), key=lambda s: -s.places)[:_PLANS],
            "days": days(site),
            "uncarried": gaps.uncarried[:_UNCARRIED],
            "left_out": sum(n.iri not in site.doubtful_points for n in gaps.uncarried),
            "weak": sorted(weak, key=lambda k: (k.score, k.child.iri))[:_LOOKS],
            "weak_count": len(weak),
            "doubts": len(site.doubts),
            "alone": [facts.notices[n] for n in gaps.without_superior],
            "fragments": [facts.notices[n] for n in gaps.fragments if n in facts.notices],
            "twins": [
                (facts.notices[twin.one], facts.notices[twin.other])
                for twin in twins(site.store, facts.notices)
                if {twin.one, twin.other} <= facts.notices.keys()
            ],
            "damaged": [facts.nodes[iri] for iri in damaged[:_LOOKS]],
            "damaged_count": len(damaged),
            "unjudged": sum(gap == "unjudged" for gap in facts.gap_of.values()),
            "unread": sorted(unread, key=lambda n: (-n.unread, n.iri))[:_LOOKS],
            "missing": lacking[:_LOOKS],
            "missing_count": len(lacking),
        },
        ("overview.js",),
    )


def share(of: Coverage) -> Share:
    """How far a plan is carried out."""
    found = ["doubtful" if point.is_doubtful else point.status for point in of.points]
    return Share(
        of.plan.iri,
        len(of.places),
        found.count("carried"),
        found.count("doubtful"),
        found.count("uncarried"),
        found.count("cannot_be_judged"),
    )


def days(site: Site) -> list[tuple[str, int, int]]:
    """The days on which tasks are due: how many of these were not, and were, reported as done."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for task in site.facts.tasks.values():
        for day in task.days:
            found[day.isoformat()][site.facts.is_done(task.iri)] += 1
    return [(day, still, over) for day, (still, over) in sorted(found.items())]


def missing(parents: Sequence[MissingParent]) -> list[tuple[str, int, list[str]]]:
    """Documents that are not held, each with the notices that rest on it; most of these first.

    One that is cited with its number here and without it there is one document. Where only single
    tasks rest on one, their number stands beside it, else 0.
    """
    numbers: dict[str | None, set[str]] = defaultdict(set)
    for parent in parents:
        if parent.document_number:
            numbers[parent.title].add(parent.document_number)
    found: dict[str, list[MissingParent]] = defaultdict(list)
    for parent in parents:
        alone = parent.title if parent.title and len(numbers[parent.title]) < 2 else None
        found[alone or parent.document].append(parent)
    named = [(max((p.label for p in of), key=len), of) for of in found.values()]
    return [
        (
            label,
            sum(p.tasks for p in of) if all(p.within for p in of) else 0,
            list(dict.fromkeys(p.notice for p in of)),
        )
        for label, of in sorted(named, key=lambda one: (-len(one[1]), one[0]))
    ]
