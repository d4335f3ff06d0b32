"""任务量: units by their tasks, of any place, year and role; sorted, filtered and taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhengmai.viz.addresses import Route
from zhengmai.viz.labels import ROLES
from zhengmai.viz.site import Content, Site


def workload(site: Site, _route: Route) -> Content:
    """The table of all units."""
    notices = [["/".join(n.jurisdiction), n.year] for n in site.facts.notices.values()]
    return Content(
        "任务量",
        "workload.html",
        {
            "places": site.places,
            "years": site.years,
            "load": {"notices": notices, "units": list(loads(site))},
        },
        ("sheet.js", "tables.js", "workload.js"),
    )


def loads(site: Site) -> Iterator[list[object]]:
    """Slug, name, place, whether it is a class of units, and the counts of each notice.

    The counts: number of the notice; tasks that name the unit, in any role and in each; tasks that
    reach it through a class of units only, likewise.
    """
    at = {iri: n for n, iri in enumerate(site.facts.notices)}
    for body in sorted(site.bodies.values(), key=lambda b: (b.name, b.iri)):
        own = {body.iri}
        counts: dict[int, list[set[str]]] = defaultdict(lambda: [set() for _ in range(8)])
        for task in site.tasks_of.get(body.iri, ()):
            _count(counts[at[task.notice]], task.iri, (u.role for u in task.units if u.iri in own))
        for task, collective in site.through(body.iri):
            roles = [u.role for u in task.units if u.iri == collective]
            _count(counts[at[task.notice]][4:], task.iri, iter(roles))
        if counts:
            told = [[n, *map(len, sets)] for n, sets in sorted(counts.items())]
            slug, place = site.addresses.slugs[body.iri], "/".join(body.place)
            yield [slug, body.name, place, int(body.collective), told]


def _count(sets: list[set[str]], task: str, roles: Iterator[str]) -> None:
    sets[0].add(task)
    for role in roles:
        sets[1 + list(ROLES).index(role)].add(task)
