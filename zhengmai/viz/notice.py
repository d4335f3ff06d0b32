"""通知: the source of a notice with everything that was read marked in it, and its tasks.

A mark leads to its task, a task to its place; what a task carries out, and who carries it out,
stands beside it (``assets/task.js``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zhengmai.model import Notice
from zhengmai.ontology import iris
from zhengmai.queries.source import as_read
from zhengmai.viz.addresses import Route, anchor
from zhengmai.viz.labels import item_number
from zhengmai.viz.notice_marks import point_group, task_group
from zhengmai.viz.site import Content, Site
from zhengmai.viz.source_view import SourceView


@dataclass(frozen=True, slots=True)
class Entry:
    """A task in the list beside the source.

    Attributes:
        anchor: its fragment.
        group: of its marks.
        number: with that of its point.
        text: what it says.
        damaged: the source lost a part of it.
    """

    anchor: str
    group: str
    number: str
    text: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A point in that list, with its tasks; a point without heading for tasks that have none."""

    anchor: str
    group: str
    number: str
    heading: str
    tasks: tuple[Entry, ...]


def notice(site: Site, route: Route) -> Content:
    """The page of a notice."""
    row = site.facts.notices[route.key]
    read = as_read(site.store, route.key)
    headings = [] if read is None else _headings(route.key, read)
    points = [site.facts.nodes[n.iri] for n in site.facts.nodes_of.get(route.key, ())]
    return Content(
        row.plan or row.title,
        "notice.html",
        {
            "notice": row,
            "source": {} if read is None else _pieces(read, headings),
            "headings": headings,
            "nodes": points if read is None else [],
            "above": sorted(site.facts.superiors.get(route.key, ())),
            "below": [n for n, above in site.facts.superiors.items() if route.key in above],
            "covered": route.key in site.coverages,
        },
        ("task.js", "explain.js", "notice.js") if read is not None else ("task.js",),
        wide=True,
    )


def _pieces(read: Notice, headings: Sequence[Heading]) -> Mapping[str, Markup]:
    """The parts that the page of a single notice has, too; all of them are escaped there."""
    names = {heading.group: heading.anchor for heading in headings if heading.group}
    names |= {entry.group: entry.anchor for heading in headings for entry in heading.tasks}
    view = SourceView.of(read, names)
    return {
        "facts": Markup(view.facts()),  # noqa: S704
        "shares": Markup(view.shares()),  # noqa: S704
        "legend": Markup(view.legend()),  # noqa: S704
        "text": Markup(view.source()),  # noqa: S704
        "doubts": Markup(view.doubts()),  # noqa: S704
    }


def _headings(iri: str, read: Notice) -> list[Heading]:
    """The points with their tasks, as printed; tasks of no point stand under an empty one."""
    numbers = {p.id: p.number for p in read.points}
    entries: dict[str | None, list[Entry]] = {}
    for index, task in enumerate(read.tasks):
        number = item_number(task.number, numbers.get(task.point or ""))
        entry = Entry(
            anchor(iris.task(iri, task.id)), task_group(index), number, task.text, task.damaged
        )
        entries.setdefault(task.point, []).append(entry)
    found = [
        Heading(
            anchor(iris.point(iri, point.id)),
            point_group(index),
            point.number,
            point.heading,
            tuple(entries.pop(point.id, ())),
        )
        for index, point in enumerate(read.points)
    ]
    loose = tuple(entry for of in entries.values() for entry in of)
    return [*found, Heading("", "", "", "", loose)] if loose else found
