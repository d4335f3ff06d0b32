"""The texts of tasks, points and links as pages show them: hover texts and lines in lists."""

from __future__ import annotations

from collections.abc import Iterable

from zhengmai.queries.links import LinkRow, NodeRow
from zhengmai.queries.notices import NoticeRow
from zhengmai.queries.states import Stage
from zhengmai.queries.tasks import DeadlineOfTask, TaskRow
from zhengmai.shown import shortened
from zhengmai.viz.facts import Facts, place_name
from zhengmai.viz.labels import LEVELS, METHODS, ROLES, STATUSES, cut

_LABEL = 14.0  # characters of the text; place and number stand before them
_PLACE = 4.0
_LINE = 30.0
_MOST_REPORTED = 200  # characters


def node_label(facts: Facts, node: NodeRow, most: float, *, place: bool = False) -> str:
    """The label of a task or point: its number and how it begins, ``most`` characters wide."""
    said = f"{node.number} {cut(_beginning(facts, node), _LABEL)}"
    if place:
        said = f"{cut(node.jurisdiction[-1], _PLACE)} {said}"
    return cut(said, most)


def node_line(facts: Facts, node: NodeRow) -> str:
    """The same, longer, with the place."""
    return f"{node.jurisdiction[-1]} {node.number} {cut(_beginning(facts, node), _LINE)}"


def node_title(facts: Facts, node: NodeRow) -> str:
    """All about a task or point, over several lines."""
    notice = facts.notices[node.notice]
    kind = "任务" if node.kind == "task" else "要点"
    head = f"{node.jurisdiction[-1]} · {kind} {node.number}"
    lines = [f"{head}　{node.heading}" if node.heading else head, "", node.text, ""]
    task = facts.tasks.get(node.iri)
    if task is not None:
        lines += [*_units(task), *_deadlines(task.deadlines), *_reported(facts, node.iri)]
    lines.append(f"出自：{document(notice)}")
    lines.append(f"{LEVELS.get(notice.level, notice.level)} · {place_name(notice)} · {node.file}")
    return "\n".join(lines)


def days_of(facts: Facts, iri: str) -> tuple[str, ...]:
    """The days on which a task is due; none for a point."""
    task = facts.tasks.get(iri)
    return () if task is None else tuple(day.isoformat() for day in task.days)


def is_done(facts: Facts, iri: str) -> bool:
    """Whether a task was reported as done."""
    row = facts.reported.get(iri)
    return row is not None and row.stage is Stage.DONE


def _reported(facts: Facts, iri: str) -> Iterable[str]:
    """进展：办结 已发布三期（张三 2025-06-01）."""
    row = facts.reported.get(iri)
    if row is not None:
        said = " ".join((row.report.status, row.report.progress))
        yield f"进展：{shortened(said, _MOST_REPORTED)}（{row.report.by} {row.report.at[:10]}）"


def document(notice: NoticeRow) -> str:
    """《2025年湄川省政务公开工作要点》（湄政办发〔2025〕11号）."""
    number = f"（{notice.document_number}）" if notice.document_number else ""
    return f"《{notice.plan or notice.title}》{number}"


def link_title(link: LinkRow) -> str:
    """Certainty, method, fidelity and evidence of a lineage link."""
    method = METHODS.get(link.method, link.method)
    status = STATUSES.get(link.status, link.status)
    lines = [f"{link.certainty}（{link.score:.2f}；{method}；{status}）"]
    lines.append(f"{link.fidelity_word}（与上级文字相同 {link.fidelity:.0%}）")
    if link.evidence:
        above = dict.fromkeys(pair.parent for pair in link.evidence)
        below = dict.fromkeys(pair.child for pair in link.evidence)
        lines += [f"上级原文：{' / '.join(above)}", f"下级原文：{' / '.join(below)}"]
    return "\n".join(lines)


def _beginning(facts: Facts, node: NodeRow) -> str:
    """A point and a task that is a whole point are known by their heading."""
    if node.heading and (node.kind == "point" or facts.is_whole_point(node)):
        return node.heading
    return node.text or node.heading or ""


def _units(task: TaskRow) -> Iterable[str]:
    for role, word in ROLES.items():
        named = [
            u.unit if u.printed == u.unit else f"{u.unit}（原文：{u.printed}）"
            for u in task.units
            if u.role == role
        ]
        if named:
            yield f"{word}：{'、'.join(named)}"


def _deadlines(deadlines: Iterable[DeadlineOfTask]) -> Iterable[str]:
    said = [
        f"{d.as_written}（{d.date.isoformat()}）" if d.date is not None else d.as_written
        for d in deadlines
    ]
    if said:
        yield f"时限：{'；'.join(said)}"
