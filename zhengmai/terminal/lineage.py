"""Where tasks come from: one task's way up or down, every link, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console

from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened

if TYPE_CHECKING:
    from zhengmai.queries.gaps import Gaps
    from zhengmai.queries.links import LinkRow, NodeRow
    from zhengmai.queries.trace import Trace

_SHOWN_EVIDENCE = 3  # pairs a link
_LEVEL_NAMES = {"nation": "国家", "province": "省", "city": "市", "county": "县区", "town": "乡镇"}


def trace(of: Trace, *, down: bool) -> None:
    """A task and the steps it comes from, or a point and what has become of it."""
    out = console()
    out.print(as_text(_node(of.task), style="bold"))
    out.print(as_text(f"    {of.task.text}"))
    ends = {k.parent.iri if down else k.child.iri for k in of.links}
    own = [of.task.iri, *sorted(ends - {n.iri for n in of.nodes} - {of.task.iri})]
    for start in own:  # a point's steps begin at its tasks
        _steps(out, of, start, depth=1, down=down, seen=set(own))
    if not of.links:
        said = "没有下级任务承接它" if down else "没有找到它在上级要点中的来源"
        out.print(as_text(f"  {said}"))


def _steps(out: Console, of: Trace, at: str, *, depth: int, down: bool, seen: set[str]) -> None:
    indent = "  " * depth
    room = (out.width - len(indent) - 4) // 2  # a Chinese character takes two columns
    for step in of.links:
        here, there = (step.parent, step.child) if down else (step.child, step.parent)
        if here.iri != at:
            continue
        arrow = "↓" if down else "↑"
        again = "（见上）" if there.iri in seen else ""
        sure = f"{step.certainty} {step.score:.2f}"
        out.print(as_text(f"{indent}{arrow} {sure} {_node(there)}{again}", style="bold"))
        if again:
            continue
        if word := _word(step):
            out.print(as_text(f"{indent}    {word}"))
        out.print(as_text(f"{indent}    {shortened(there.text, room)}"))
        for pair in step.evidence[:_SHOWN_EVIDENCE]:
            left, right = (shortened(t, room // 2 - 4) for t in (pair.child, pair.parent))
            out.print(as_text(f"{indent}    依据  {left} ⇄ {right}", "dim"))
        _steps(out, of, there.iri, depth=depth + 1, down=down, seen=seen | {there.iri})


def _word(of: LinkRow) -> str:
    """人工确认  张三 2025-06-01 16:30  备注."""
    if of.status == "proposed" and of.judged_by is None:
        return ""
    said = "人工确认" if of.status == "confirmed" else "模型认定"
    at = None if of.judged_at is None else datetime.fromisoformat(of.judged_at).astimezone()
    day = None if at is None else f"{at:%Y-%m-%d %H:%M}"  # as the clock of the reader has it
    who = " ".join(filter(None, (of.judged_by, day)))
    return "  ".join(filter(None, (said, who, of.note)))


def _node(of: NodeRow) -> str:
    """［县区］某省某市某县 某政办发〔2025〕9号 行政决策公众参与 第3项."""
    level = _LEVEL_NAMES.get(of.level, of.level)
    number = f"第{of.number}项" if of.number.isdigit() else of.number
    parts = ["".join(of.jurisdiction), of.document_number or of.plan, of.heading or "", number]
    return f"［{level}］{' '.join(p for p in parts if p)}"


def gaps(of: Gaps, names: dict[str, str]) -> None:
    """What is missing in the lineage; ``names`` are the notices as people know them."""
    out = console()
    for title, found in (
        ("无人承接的要点（下级通知已入库）", of.uncarried),
        ("没有上级来源的任务（上级通知已入库）", of.without_parent),
        ("无从判断的任务（所依据的文件未入库）", of.cannot_be_judged),
    ):
        table = new_table(("通知", "left"), ("序号", "left"), ("内容", "text"), title=title)
        for node in found:
            heading = f"{node.heading}：" if node.heading else ""
            add_row(
                table, names.get(node.notice, ""), node.number, heading + shortened(node.text, 60)
            )
        if found:
            out.print(table)
    if of.missing_parents:
        table = new_table(("通知", "left"), ("引用而未入库", "text"), title="未入库的上级文件")
        for parent in of.missing_parents:
            add_row(table, names.get(parent.notice, parent.notice), parent.label)
        out.print(table)


def links(rows: Iterable[LinkRow]) -> None:
    """Every lineage link."""
    table = new_table(
        ("下级", "left"), ("任务", "text"), ("分值", "right"), ("上级", "left"), ("要点", "text")
    )
    for row in rows:
        sure = f"{row.certainty} {row.score:.2f}"
        add_row(table, *_end_cells(row.child), sure, *_end_cells(row.parent))
    console().print(table)


def _end_cells(of: NodeRow) -> tuple[str, str]:
    """One end of a link: the place and the number, and what is said there."""
    return f"{of.jurisdiction[-1]} {of.number}", shortened(of.text, 40)
