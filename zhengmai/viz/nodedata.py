"""What a notice says, as a script that any page can load: its points and tasks with their links.

A page opened from disk may not fetch a file, but it may load a script; so the texts of a notice
stand once, in ``data/SLUG.js``, and every page that has to tell of one of its tasks loads them.
``assets/core.js`` says what each key means; what is empty is left out.
"""

from __future__ import annotations

from zhengmai.queries.due import RECURRING, event_name
from zhengmai.queries.links import LinkRow, NodeRow
from zhengmai.queries.recurrence import recurrence, rule_text, span
from zhengmai.queries.tasks import DeadlineOfTask, TaskRow
from zhengmai.viz.addresses import anchor
from zhengmai.viz.labels import METHODS, limit_words
from zhengmai.viz.site import Site

CONFIRMED = "确认"
"""The word for a link that a person has confirmed; others have the word of their score."""


def notice_data(site: Site, notice: str) -> dict[str, object]:
    """A notice with its points and tasks by their anchors."""
    row = site.facts.notices[notice]
    nodes = site.facts.nodes_of.get(notice, ())
    return {
        "iri": notice,
        "plan": row.plan or row.title,
        "number": row.document_number or "",
        "place": list(row.jurisdiction),
        "level": row.level,
        "year": row.year,
        "issued": row.issued or "",
        "file": row.file,
        "nodes": {anchor(node.iri): node_data(site, node) for node in nodes},
    }


def node_data(site: Site, node: NodeRow) -> dict[str, object]:
    """A task or point with its units, limits, report and links."""
    task = site.facts.tasks.get(node.iri)
    found: dict[str, object] = {
        "k": node.kind,
        "n": site.facts.number_of(node),
        "o": site.facts.order.get(node.iri, node.order),
        "h": node.heading,
        "t": node.text,
        "u": anchor(node.under) if node.under else None,
        "up": [link_data(site, link) for link in site.facts.links_up.get(node.iri, ())],
        "down": [
            [site.addresses.node(link.child.iri), round(link.score, 2)]
            for link in site.facts.links_down.get(node.iri, ())
        ],
        "whole": site.facts.is_whole_point(node),
        "gap": site.gap_of.get(node.iri),
    }
    if node.iri != f"{node.notice}/{anchor(node.iri).replace('-', '/', 1)}":
        found["iri"] = node.iri
    if task is not None:
        found |= _of_task(site, task)
    return {key: value for key, value in found.items() if value or key == "t"}


def _of_task(site: Site, task: TaskRow) -> dict[str, object]:
    report = site.facts.reported.get(task.iri)
    slugs = site.addresses.slugs
    standing = site.facts.standing.get(task.iri)
    said: list[str] | None = None
    if report is not None:
        of = report.report
        said = [of.status, of.progress, of.by, of.at[:10]]
    return {
        "w": [[u.role, u.unit, slugs.get(u.iri, ""), u.printed] for u in task.units],
        "d": [limit_data(site, task, limit) for limit in task.deadlines],
        "r": said,
        "done": site.facts.is_done(task.iri),
        "damaged": standing is not None and standing.damaged,
        "line": standing.line if standing is not None else None,
        "open": standing is not None and standing.open_ended,
    }


def limit_data(site: Site, task: TaskRow, limit: DeadlineOfTask) -> list[str]:
    """As written, last day, what it was read as where that is no day; name and rule of its event.

    Of a limit that comes round the day is the first one of the rule.
    """
    words = limit_words(limit.kind, limit.rule, limit.date)
    if limit.date is not None:
        day = limit.date.isoformat()
        return [limit.as_written, day, words, event_name(task.iri, day)]
    notice = site.facts.notices[task.notice]
    falls = recurrence(limit.rule, limit.as_written, task.text)
    if limit.kind != RECURRING or falls is None:
        return [limit.as_written, "", words]
    between = span(falls, notice.year, notice.issued)
    if between is None:
        return [limit.as_written, "", words]
    name = event_name(task.iri, limit.as_written)
    first, last = between
    return [limit.as_written, "", words, name, rule_text(falls, last), first.isoformat()]


def link_data(site: Site, link: LinkRow) -> dict[str, object]:
    """A link from a task to what it carries out."""
    found = {
        "to": site.addresses.node(link.parent.iri),
        "s": round(link.score, 2),
        "c": word_of(link),
        "m": METHODS.get(link.method, link.method),
        "f": [link.fidelity_word, f"{link.fidelity:.0%}"],
        "e": [[pair.child, pair.parent] for pair in link.evidence],
        "by": link.judged_by,
        "note": link.note,
    }
    return {key: value for key, value in found.items() if value}


def word_of(link: LinkRow) -> str:
    """How sure a link is: 确认, 很可能, 可能 or 存疑."""
    return CONFIRMED if link.status == "confirmed" else link.certainty
