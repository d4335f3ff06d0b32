"""单位: the tasks of one body, through classes of units apart, with whom it works, and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from zhengmai.queries.due import RECURRING, event_name
from zhengmai.queries.links import LinkRow
from zhengmai.queries.recurrence import recurrence, rule_text, span
from zhengmai.queries.states import Stage
from zhengmai.queries.tasks import TaskRow, UnitOfTask
from zhengmai.viz.addresses import Route
from zhengmai.viz.labels import ROLES
from zhengmai.viz.site import Content, Site

_ORDER = list(ROLES)


@dataclass(frozen=True, slots=True)
class Line:
    """A task in the list of a unit.

    Attributes:
        task: the task.
        roles: of the unit in it, the first one first.
        named: how the task names the unit, where that is another name.
        done: it was reported as done.
        parents: its links to what it carries out, the surest first.
    """

    task: TaskRow
    roles: tuple[str, ...]
    named: UnitOfTask
    done: bool
    parents: tuple[LinkRow, ...]


def unit(site: Site, route: Route) -> Content:
    """The page of a unit or a class of units."""
    body = site.bodies[route.key]
    lines = [_line(site, task, body.iri) for task in site.tasks_of.get(body.iri, ())]
    through: dict[str, list[str]] = defaultdict(list)
    for task, collective in site.through(body.iri):
        through[collective].append(task.iri)
    counts = {role: sum(role in line.roles for line in lines) for role in ROLES}
    notices = {line.task.notice for line in lines}
    written = {line.named.printed: None for line in lines if line.named.printed != body.name}
    return Content(
        body.name,
        "unit.html",
        {
            "body": body,
            "lines": lines,
            "counts": counts,
            "through": through,
            "through_count": sum(map(len, through.values())),
            "reaches": [site.bodies[iri] for iri in site.reached.get(body.iri, ())],
            "written": list(written),
            "places": [p for p in site.places if _has(site, notices, p[0])],
            "years": sorted({line.task.year for line in lines}, reverse=True),
            "coworkers": site.coworkers(body.iri),
            "events": [event for line in lines for event in _events(site, line)],
        },
        ("task.js", "sheet.js", "calendarfile.js", "tables.js", "unit.js"),
    )


def _has(site: Site, notices: set[str], place: str) -> bool:
    """Whether some notices are of a place, or of one in it."""
    names = tuple(place.split("/"))
    return any(site.facts.notices[n].jurisdiction[: len(names)] == names for n in notices)


def _line(site: Site, task: TaskRow, iri: str) -> Line:
    own = sorted((u for u in task.units if u.iri == iri), key=lambda u: _ORDER.index(u.role))
    report = site.facts.reported.get(task.iri)
    return Line(
        task,
        tuple(dict.fromkeys(u.role for u in own)),
        own[0],
        report is not None and report.stage is Stage.DONE,
        tuple(site.facts.links_up.get(task.iri, ())),
    )


def _events(site: Site, line: Line) -> list[list[str]]:
    """What a calendar needs of a task: name of the event, task, first day, rule, as written."""
    task = line.task
    node = site.addresses.node(task.iri)
    found = [
        [event_name(task.iri, day.isoformat()), node, day.isoformat(), "", _written(task, day)]
        for day in task.days
    ]
    notice = site.facts.notices[task.notice]
    for limit in task.deadlines:
        falls = recurrence(limit.rule, limit.as_written, task.text)
        if limit.kind != RECURRING or falls is None:
            continue
        between = span(falls, notice.year, notice.issued)
        if between is not None:
            name = event_name(task.iri, limit.as_written)
            rule = rule_text(falls, between[1])
            found.append([name, node, between[0].isoformat(), rule, limit.as_written])
    return found


def _written(task: TaskRow, day: date) -> str:
    phrases = (limit.as_written for limit in task.deadlines if limit.date == day)
    return "；".join(dict.fromkeys(phrases))
