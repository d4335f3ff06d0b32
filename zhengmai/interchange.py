"""The JSON that other tools read: one function an object, exactly as documented.

Longer than 450 lines: one short function an object, side by side with those that it has parts of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from zhengmai.model import Assignment, Citation, Deadline, Notice, Task, WorkPoint

if TYPE_CHECKING:
    from zhengmai.building.reports import BuildReport
    from zhengmai.queries.changes import Change, Changes
    from zhengmai.queries.compare import Carrier, ComparedPlace, Comparison
    from zhengmai.queries.coverage import Coverage
    from zhengmai.queries.differences import Duty
    from zhengmai.queries.due import DueRow
    from zhengmai.queries.gaps import Gaps, MissingParent
    from zhengmai.queries.links import LinkRow, NodeRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.progress import ReportRow
    from zhengmai.queries.review import DoubtfulRow
    from zhengmai.queries.tasks import DeadlineOfTask, TaskRow
    from zhengmai.queries.trace import Trace
    from zhengmai.queries.workload import WorkloadRow
    from zhengmai.reporting import New, Refusal

Json = dict[str, Any]


def notice(of: Notice) -> Json:
    """What was read from one file: ``zhengmai read --json``."""
    return {
        "file": of.file,
        "notice": {
            "title": of.title,
            "plan_title": of.plan_title,
            "document_number": of.document_number,
            "issuer": of.issuer,
            "jurisdiction": [p.name for p in of.jurisdiction if p.level != "nation"],
            "issued": of.issued.isoformat() if of.issued else None,
            "published": of.published.isoformat() if of.published else None,
            "plan_year": of.plan_year,
            "addressees": list(of.addressees),
            "copied_to": list(of.copied_to),
        },
        "cites": [_citation(c) for c in of.citations],
        "points": [_point(p) for p in of.points],
        "tasks": [_task(t) for t in of.tasks],
        "unread": [{**asdict(u), "limits": list(u.limits)} for u in of.unread],
    }


def _citation(of: Citation) -> Json:
    return {
        "title": of.title,
        "document_number": of.document_number,
        "relation": of.relation.value,
        "as_written": of.as_written,
        "repeals": of.repeals,
    }


def _point(of: WorkPoint) -> Json:
    return {
        "id": f"p{of.id}",
        "number": of.number,
        "heading": of.heading,
        "section_number": of.section_number,
        "section": of.section,
        "text": of.text,
    }


def _task(of: Task) -> Json:
    return {
        "id": f"t{of.id}",
        "number": of.number,
        "point": None if of.point is None else f"p{of.point}",
        "source": of.source.value,
        "text": of.text,
        "assignments": [_assignment(a) for a in of.assignments],
        "open_ended": of.open_ended,
        "deadlines": [_deadline(d) for d in of.deadlines],
        "damaged": of.damaged,
        "spans": [[s.start, s.end] for s in of.spans],
    }


def _assignment(of: Assignment) -> Json:
    return {
        "role": of.role.value,
        "unit": of.unit,
        "alias": of.alias,
        "kind": of.kind.value,
        "canonical": of.canonical,
    }


def _deadline(of: Deadline) -> Json:
    return {
        "as_written": of.as_written,
        "kind": of.kind.value,
        "date": of.date.isoformat() if of.date else None,
        "rule": of.rule,
        "where": of.where.value,
    }


def build(of: BuildReport) -> Json:
    """``zhengmai build --json``."""
    return {
        "files": [
            {
                "file": f.file,
                "notice": f.iri,
                "points": f.points,
                "tasks": f.tasks,
                "damaged": f.damaged,
                "unread": f.unread,
                "changed": f.changed,
                "error": f.error,
                "problems": list(f.problems),
            }
            for f in of.files
        ],
        "links": of.links,
        "judge": None if of.judge is None else asdict(of.judge),
        "missing_parents": [{"notice": n, "label": label} for n, label in of.missing],
        "left_out": [asdict(one) for one in of.left_out],
        "twins": [list(pair) for pair in of.twins],
        "lost_judgements": [asdict(one) for one in of.lost],
    }


def workload(rows: Iterable[WorkloadRow]) -> list[Json]:
    """``zhengmai workload --json``."""
    return [asdict(r) for r in rows]


def notices(rows: Iterable[NoticeRow]) -> list[Json]:
    """``zhengmai notices --json``."""
    return [asdict(r) for r in rows]


def tasks(rows: Iterable[TaskRow]) -> list[Json]:
    """``zhengmai unit --json``."""
    return [_task_row(r) for r in rows]


def found(rows: Iterable[TaskRow]) -> list[Json]:
    """``zhengmai find --json``."""
    return [
        {**_task_row(r), "kind": r.kind, "found": [list(stretch) for stretch in r.found]}
        for r in rows
    ]


def _task_row(of: TaskRow) -> Json:
    row: Json = {
        "iri": of.iri,
        "number": of.number,
        "text": of.text,
        "heading": of.heading,
        "notice": of.notice,
        "plan": of.plan,
        "year": of.year,
        "file": of.file,
        "units": [asdict(u) for u in of.units],
        "deadlines": _limits(of.deadlines),
    }
    if of.role is not None:
        row |= {"role": of.role, "through": of.through}
    return row


def due(rows: Iterable[DueRow]) -> list[Json]:
    """``zhengmai due --json``."""
    return [
        {
            "date": r.date.isoformat(),
            "as_written": r.as_written,
            "kind": r.kind,
            "rule": r.rule,
            "state": r.state,
            "reported": None if r.reported is None else _report(r.reported),
            "task": _task_row(r.task),
            "through": r.task.through,
        }
        for r in rows
    ]


def progress(
    rows: Iterable[ReportRow],
    known: int = 0,
    refused: Iterable[Refusal] = (),
    replaced: Iterable[New] = (),
) -> Json:
    """``zhengmai progress --json``: what was reported, and what of some files was not taken."""
    return {
        "reports": [
            {
                "task": r.report.task if r.task is None else r.task.iri,
                "held": r.task is not None,
                "latest": r.latest,
                "text": r.report.text,
                **_report(r),
            }
            for r in rows
        ],
        "known": known,
        "refused": [{**asdict(r.where), "why": r.why} for r in refused],
        "replaced": [
            {**asdict(n.where), "task": n.task.iri, "status": n.over.status if n.over else ""}
            for n in replaced
        ],
    }


def _report(of: ReportRow) -> Json:
    """What was reported; ``""`` where nothing was written."""
    said = of.report
    return {
        "status": said.status,
        "stage": of.stage,
        "progress": said.progress,
        "material": said.material,
        "by": said.by,
        "at": said.at,
        "from_file": said.file,
    }


def links(rows: Iterable[LinkRow]) -> list[Json]:
    """``zhengmai links --json``."""
    return [
        {
            "child": _end(r.child),
            "parent": _end(r.parent),
            "score": r.score,
            "method": r.method,
            "status": r.status,
            **_told(r),
            **_word(r),
        }
        for r in rows
    ]


def _word(of: LinkRow) -> Json:
    """Who judged a link, when, and in which words."""
    return {"judged_by": of.judged_by, "judged_at": of.judged_at, "note": of.note}


def review(rows: Iterable[DoubtfulRow]) -> list[Json]:
    """``zhengmai review --json``."""
    return [
        {
            "child": _node(r.child),
            "parent": _node(r.parent),
            "kind": r.kind,
            "score": r.score,
            "method": r.method,
            "evidence": [asdict(e) for e in r.evidence],
            "judged_by": r.judged_by,
            "judged_yes": r.judged_yes,
            "note": r.note,
        }
        for r in rows
    ]


def _told(of: LinkRow) -> Json:
    """What a link says beside its ends and its score."""
    return {
        "certainty": of.certainty,
        "fidelity": of.fidelity,
        "fidelity_word": of.fidelity_word,
        "lag_days": of.lag_days,
    }


def _end(of: NodeRow) -> Json:
    return {"iri": of.iri, "file": of.file, "number": of.number, "text": of.text}


def _node(of: NodeRow) -> Json:
    return {
        "iri": of.iri,
        "kind": of.kind,
        "level": of.level,
        "jurisdiction": list(of.jurisdiction),
        "notice": of.notice,
        "document_number": of.document_number,
        "number": of.number,
        "heading": of.heading,
        "text": of.text,
    }


def trace(of: Trace) -> Json:
    """``zhengmai trace --json``."""
    return {
        "task": _node(of.task),
        "nodes": [_node(n) for n in of.nodes],
        "links": [
            {
                "child": k.child.iri,
                "parent": k.parent.iri,
                "score": k.score,
                "status": k.status,
                **_word(k),
                "evidence": [asdict(e) for e in k.evidence],
                **_told(k),
            }
            for k in of.links
        ],
        "joined": [{"node": one, "one_with": other} for one, other in of.joined],
        "why_none": of.why_none,
        "not_held": [_missing(m) for m in of.not_held],
    }


def changes(of: Changes) -> Json:
    """``zhengmai changes --json``."""
    return {
        "place": {**asdict(of.place), "path": list(of.place.path)},
        "from": of.earlier,
        "to": of.later,
        "pairs": [
            {
                "old": _own_plan(p.old),
                "new": _own_plan(p.new),
                "relatedness": p.relatedness,
                "counts": p.counts,
                "changes": [_change(c) for c in p.changes],
            }
            for p in of.pairs
        ],
        "without_counterpart": [_own_plan(n) for n in of.without_counterpart],
    }


def _own_plan(of: NoticeRow) -> Json:
    return {
        "iri": of.iri,
        "title": of.title,
        "plan": of.plan,
        "document_number": of.document_number,
        "year": of.year,
        "file": of.file,
        "repeals": [asdict(d) for d in of.repeals],
        "repealed_by": [asdict(d) for d in of.repealed_by],
    }


def _change(of: Change) -> Json:
    return {
        "kind": of.kind,
        "old": [_duty(d) for d in of.old],
        "new": [_duty(d) for d in of.new],
        "score": of.score,
        "method": of.method,
        "moved": of.moved,
        "differences": [
            {"what": d.what, "old": list(d.old), "new": list(d.new)} for d in of.differences
        ],
    }


def _duty(of: Duty) -> Json:
    return {
        "iri": of.iri,
        "kind": of.kind,
        "number": of.number,
        "section": of.section,
        "heading": of.heading,
        "text": of.text,
        "units": [asdict(u) for u in of.units],
        "deadlines": _limits(of.deadlines),
    }


def _limits(of: Iterable[DeadlineOfTask]) -> list[Json]:
    return [{**asdict(d), "date": d.date.isoformat() if d.date else None} for d in of]


def gaps(of: Gaps) -> Json:
    """``zhengmai gaps --json``."""
    return {
        "uncarried": [_node(n) for n in of.uncarried],
        "without_parent": [_node(n) for n in of.without_parent],
        "cannot_be_judged": [_node(n) for n in of.cannot_be_judged],
        "missing_parents": [_missing(m) for m in of.missing_parents],
        "without_superior": list(of.without_superior),
        "fragments": list(of.fragments),
    }


def _missing(of: MissingParent) -> Json:
    return {**asdict(of), "within": list(of.within)}


def _plan(of: NoticeRow) -> Json:
    """A notice where it is only named."""
    return {
        "iri": of.iri,
        "plan": of.plan or of.title,
        "document_number": of.document_number,
        "year": of.year,
        "jurisdiction": list(of.jurisdiction),
        "level": of.level,
    }


def coverage(of: Coverage) -> Json:
    """``zhengmai coverage --json``."""
    return {
        "plan": _plan(of.plan),
        "places": [
            {**asdict(c), "jurisdiction": list(c.jurisdiction), "judged": c.is_judged}
            for c in of.places
        ],
        "points": [
            {
                "point": _node(p.point),
                "cells": list(p.cells),
                "maybe": list(p.maybe),
                "sure": list(p.sure),
                "tasks": p.total,
                "places": p.places,
                "status": p.status,
            }
            for p in of.points
        ],
        "diffusion": [asdict(d) for d in of.diffusion],
    }


def compare(of: Comparison) -> Json:
    """``zhengmai compare --json``."""
    return {
        "plan": _plan(of.plan),
        "a": _compared(of.a),
        "b": _compared(of.b),
        "points": [
            {
                "point": _node(p.point),
                "carried_by": p.carried_by,
                "a": [_carrier(c) for c in p.a],
                "b": [_carrier(c) for c in p.b],
                "maybe_a": [_carrier(c) for c in p.maybe_a],
                "maybe_b": [_carrier(c) for c in p.maybe_b],
            }
            for p in of.points
        ],
    }


def _carrier(of: Carrier) -> Json:
    return {"task": _node(of.task), "through": [n.iri for n in of.through]}


def _compared(of: ComparedPlace) -> Json:
    return {
        "place": of.place.iri,
        "jurisdiction": list(of.place.path),
        "level": of.place.level,
        "notices": [_plan(n) for n in of.notices],
        "own": [_node(n) for n in of.own],
        "cannot_be_judged": [_node(n) for n in of.cannot_be_judged],
        "elsewhere": [_node(n) for n in of.elsewhere],
        "judged": not of.missing,
        "missing": list(of.missing),
    }
