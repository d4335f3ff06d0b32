"""逐级落实目录: all plans by level and year, with what stands above and below each."""

from __future__ import annotations

from dataclasses import dataclass

from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.addresses import Route
from zhengmai.viz.labels import LEVELS
from zhengmai.viz.lineage import Lineage
from zhengmai.viz.overview import Share, share
from zhengmai.viz.site import Content, Site


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of the table.

    Attributes:
        notice: the plan.
        above: the held plans that it answers to, the highest first.
        below: how many held plans answer to it.
        missing: how many documents it rests on are not held.
        share: how far it is carried out; None where no held plan answers to it.
    """

    notice: NoticeRow
    above: tuple[NoticeRow, ...]
    below: int
    missing: int
    share: Share | None


def plans(site: Site, _route: Route) -> Content:
    """The table of all plans."""
    rows = [_plan(site, notice) for notice in site.facts.notices.values()]
    used = {row.notice.level for row in rows}
    return Content(
        "逐级落实",
        "plans.html",
        {
            "plans": rows,
            "places": site.places,
            "years": site.years,
            "levels": [(level, word) for level, word in LEVELS.items() if level in used],
        },
        ("sheet.js", "tables.js"),
        wide=True,
    )


def _plan(site: Site, notice: NoticeRow) -> Plan:
    of = Lineage(site.facts, notice, site.gap_of)
    found = site.coverages.get(notice.iri)
    return Plan(
        notice,
        tuple(of.above),
        len(of.below),
        len({m.document for m in of.missing() if not m.within}),
        share(found) if found is not None else None,
    )
