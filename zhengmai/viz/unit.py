"""单位: the tasks of one body, through classes of units apart, with whom it works, and when.

There may be thousands of bodies, and a task has several; so the page of a body holds which notices
name it, and the browser finds its tasks in what these say (``nodedata``, ``assets/unit.js``).
"""

from __future__ import annotations

from collections import defaultdict

from zhengmai.queries.reach import BodyRow
from zhengmai.viz.addresses import Route
from zhengmai.viz.labels import ROLES
from zhengmai.viz.site import Content, Site


def unit(site: Site, route: Route) -> Content:
    """The page of a unit or a class of units."""
    body = site.bodies[route.key]
    tasks = site.tasks_of.get(body.iri, ())
    named = [[u for u in task.units if u.iri == body.iri] for task in tasks]
    through: dict[str, list[str]] = defaultdict(list)
    for task, collective in site.through(body.iri):
        through[collective].append(task.notice)
    written = dict.fromkeys(u.printed for own in named for u in own if u.printed != body.name)
    slugs = site.addresses.slugs
    return Content(
        body.name,
        "unit.html",
        {
            "body": body,
            "count": len(tasks),
            "counts": {role: sum(any(u.role == role for u in o) for o in named) for role in ROLES},
            "through_count": sum(map(len, through.values())),
            "reaches": [site.bodies[iri] for iri in site.reached.get(body.iri, ())],
            "written": list(written),
            "told": {
                "slug": slugs[body.iri],
                "name": body.name,
                "short": body.short_name,
                "count": len(tasks),
                "notices": [slugs[iri] for iri in dict.fromkeys(task.notice for task in tasks)],
                "through": [
                    [slugs[i], site.bodies[i].name, len(n), [slugs[x] for x in dict.fromkeys(n)]]
                    for i, n in through.items()
                ],
                "place": body.own_place,
                "coworkers": [
                    _coworker(slugs[other.iri], other, shared, body.own_place)
                    for other, shared in site.coworkers(body.iri)
                ],
            },
        },
        ("task.js", "sheet.js", "calendarfile.js", "tables.js", "unit.js"),
    )


def _coworker(slug: str, body: BodyRow, shared: int, place: str) -> list[object]:
    """Slug and shared tasks; the name and the short one only where the slug does not tell them."""
    name, short = body.full_name, body.short_name
    return [slug, shared] if slug == name == place + short else [slug, shared, name, short]
