"""What the search on every page looks through, as a script that is loaded when somebody types.

``assets/search.js`` says what each entry is; a unit is also found by the names that notices write,
and by the shorter ones that people say (住建局), which the browser tells by their characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhengmai.viz.addresses import anchor
from zhengmai.viz.site import Site


def search_data(site: Site) -> dict[str, object]:
    """Everything that can be found."""
    return {
        "units": list(_units(site)),
        "notices": list(_notices(site)),
        "nodes": list(_nodes(site)),
    }


def _units(site: Site) -> Iterator[list[object]]:
    """Slug, name, place, number of tasks, other names; busiest first."""
    written: dict[str, dict[str, None]] = defaultdict(dict)
    for task in site.facts.tasks.values():
        for unit in task.units:
            for name in (unit.as_written, unit.alias):
                if name and name != unit.unit:
                    written[unit.iri][name] = None
    known = [b for b in site.bodies.values() if b.iri in site.tasks_of or b.reached_by]
    for body in sorted(known, key=lambda b: (-len(site.tasks_of.get(b.iri, ())), b.name, b.iri)):
        count = len(site.tasks_of.get(body.iri, ()))
        slug, place = site.addresses.slugs[body.iri], "".join(body.place)
        yield [slug, body.name, place, count, " ".join(written[body.iri]), body.own_place]


def _notices(site: Site) -> Iterator[list[object]]:
    """Slug, title, number, place, year."""
    for iri, row in site.facts.notices.items():
        slug, place = site.addresses.slugs[iri], "".join(row.jurisdiction)
        yield [slug, row.plan or row.title, row.document_number or "", place, row.year]


def _nodes(site: Site) -> Iterator[list[object]]:
    """Number of the notice, anchor, number, heading, text; a point without text of its own too."""
    for at, iri in enumerate(site.facts.notices):
        for node in site.facts.nodes_of.get(iri, ()):
            # A task that is its point as it stands would be found twice.
            if node.kind == "point" and _is_told_by_its_task(site, node.iri):
                continue
            number = site.facts.number_of(node)
            yield [at, anchor(node.iri), number, node.heading or "", node.text]


def _is_told_by_its_task(site: Site, point: str) -> bool:
    tasks = site.facts.tasks_under.get(point, ())
    return len(tasks) == 1 and site.facts.is_whole_point(tasks[0])
