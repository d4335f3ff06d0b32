"""日历: what is due by months, days and units, against the day on which it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.queries.due import RECURRING, phrases_of, unread_limits
from zhengmai.queries.notices import NoticeRow
from zhengmai.queries.tasks import TaskRow
from zhengmai.viz.addresses import Route, anchor
from zhengmai.viz.labels import limit_words
from zhengmai.viz.site import Content, Site


def duecalendar(site: Site, _route: Route) -> Content:
    """The page of all limits."""
    facts, slugs = site.facts, site.addresses.slugs
    notices = [
        [slugs[n.iri], "/".join(n.jurisdiction), n.year, n.document_number or n.plan or n.title]
        for n in facts.notices.values()
    ]
    named = [iri for iri in site.bodies if iri in site.tasks_of]
    units = {iri: at for at, iri in enumerate(sorted(named))}
    return Content(
        "完成时限",
        "calendar.html",
        {
            "places": site.places,
            "years": site.years,
            "unread": _unread(site),
            "due": {
                "notices": notices,
                "units": [
                    [slugs[iri], site.bodies[iri].full_name, site.bodies[iri].own_place]
                    for iri in units
                ],
                "days": list(_days(site, units)),
                "rounds": list(_rounds(site, units)),
            },
        },
        ("task.js", "sheet.js", "calendarfile.js", "tables.js", "calendar.js"),
    )


def _days(site: Site, units: dict[str, int]) -> Iterator[list[object]]:
    """Day, notice, anchor, done, as written, units; the earliest first."""
    at = {iri: n for n, iri in enumerate(site.facts.notices)}
    dated = ((day, task) for task in site.facts.tasks.values() for day in task.days)
    for day, task in sorted(dated, key=lambda d: (d[0], at[d[1].notice], d[1].order)):
        written = phrases_of(limit for limit in task.deadlines if limit.date == day)
        yield [
            day.isoformat(),
            at[task.notice],
            anchor(task.iri),
            int(site.facts.is_done(task.iri)),
            "；".join(written),
            _units(task, units),
        ]


def _rounds(site: Site, units: dict[str, int]) -> Iterator[list[object]]:
    """Of limits that come round: notice, anchor, as written, the rule in words, units."""
    at = {iri: n for n, iri in enumerate(site.facts.notices)}
    for task in sorted(site.facts.tasks.values(), key=lambda t: (at[t.notice], t.order)):
        for limit in task.deadlines:
            if limit.kind == RECURRING:
                words = limit_words(limit.kind, limit.rule, limit.date)
                named = _units(task, units)
                yield [at[task.notice], anchor(task.iri), limit.as_written, words, named]


def _unread(site: Site) -> list[tuple[NoticeRow, list[str]]]:
    """Notices with the time limits in sentences that are no tasks."""
    found: dict[str, list[str]] = {}
    for limit in unread_limits(site.store):
        if limit.notice in site.facts.notices:
            found.setdefault(limit.notice, []).append(limit.as_written)
    return [(row, found[iri]) for iri, row in site.facts.notices.items() if iri in found]


def _units(task: TaskRow, units: dict[str, int]) -> list[int]:
    return [units[iri] for iri in dict.fromkeys(u.iri for u in task.units)]
