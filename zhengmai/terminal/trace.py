"""溯源: one task's way up to where it comes from, or down to who carries it out, as a tree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from zhengmai.terminal.forms import Form, chosen
from zhengmai.terminal.lineage import words_of
from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened, worded
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.links import LinkRow, NodeRow
    from zhengmai.queries.trace import Trace

_SHOWN_EVIDENCE = 3  # pairs a link
_INDENT = 4  # columns a level of the tree
_LEVEL_NAMES = {"nation": "国家", "province": "省", "city": "市", "county": "县区", "town": "乡镇"}
_NARROWEST = 40  # columns that a text is given however deep it stands


def trace(of: Trace, *, down: bool) -> None:
    """A task and the steps it comes from, or a point and what has become of it."""
    out = console()
    if chosen() is not Form.TABLE:
        _steps_of(of)
        return
    tree = Tree(_head(of.task), guide_style="dim")
    steps = _Steps.of(of, down=down)
    seen = {of.task.iri}
    begun = steps.add(tree, of.task.iri, out.width - _INDENT, seen)
    for node in steps.beginnings(of):  # what a point carries out is said of its tasks
        branch = tree.add(_line(node, out.width - _INDENT))
        seen.add(node.iri)
        begun += steps.add(branch, node.iri, out.width - 2 * _INDENT, seen)
    out.print(tree)
    if not begun and of.why_none is not None:
        out.print(as_text(f"  {answered(_WHY_NONE[of.why_none])}"))
    for document in of.not_held:
        out.print(worded(f"  上级文件未入库：{document.label}"))


def _steps_of(of: Trace) -> None:
    """The steps as a list, for programs and spreadsheets."""
    table = new_table(
        ("下级", "left"), ("任务", "text"), ("分值", "right"), ("状态", "left"),
        ("照抄程度", "right"), ("间隔", "right"), ("上级", "left"), ("要点", "text"),
        ("依据", "text"),
    )  # fmt: skip
    for step in of.links:
        lag = "" if step.lag_days is None else _lag(step.lag_days)
        evidence = "；".join(f"{pair.child} ⇄ {pair.parent}" for pair in step.evidence)
        status = answered("已确认") if step.status == "confirmed" else ""
        certainty, fidelity = words_of(step)
        ends = [(_name(end), end.text) for end in (step.child, step.parent)]
        add_row(table, *ends[0], certainty, status, fidelity, lag, *ends[1], evidence)
    console().print(table)


_WHY_NONE = {
    "own": "没有找到它在上级要点中的来源（上级文件已入库）",
    "not_held": "无从判断：上级文件未入库",
    "uncarried": "没有下级任务承接它（下级文件已入库）",
    "none_below": "无从判断：没有下级文件入库",
    "fragments": "无从判断：入库的下级文件看来不全",
}


@dataclass(frozen=True)
class _Steps:
    """The steps of a trace by where they begin."""

    down: bool
    by_start: dict[str, list[LinkRow]]
    one_with: dict[str, list[str]]
    nodes: dict[str, NodeRow]

    @classmethod
    def of(cls, trace: Trace, *, down: bool) -> _Steps:
        by_start: defaultdict[str, list[LinkRow]] = defaultdict(list)
        for step in trace.links:
            by_start[(step.parent if down else step.child).iri].append(step)
        one_with: defaultdict[str, list[str]] = defaultdict(list)
        for node, other in trace.joined:
            one_with[node].append(other)
        return cls(down, by_start, one_with, {n.iri: n for n in trace.nodes})

    def beginnings(self, of: Trace) -> list[NodeRow]:
        """The tasks and rows of the point that the trace began at, which steps begin at."""
        known = {*self.nodes, of.task.iri}
        ends = [s.parent if self.down else s.child for s in of.links]
        own = {n.iri: n for n in ends if n.iri not in known}
        return [own[iri] for iri in sorted(own)]

    def add(self, tree: Tree, at: str, room: int, seen: set[str]) -> int:
        """Add the steps from a node below it; how many there are."""
        for step in self.by_start.get(at, ()):
            end = step.child if self.down else step.parent
            if end.iri in seen:
                tree.add(_step(step, end, room, again=True))
                continue
            seen.add(end.iri)
            branch = tree.add(_step(step, end, room))
            self.add(branch, end.iri, room - _INDENT, seen)
            for other in self.one_with.get(end.iri, ()):
                if other in seen:
                    continue
                seen.add(other)
                joined = worded("同一要点的 ", "dim").append_text(
                    _line(self.nodes[other], room - _INDENT)
                )
                self.add(branch.add(joined), other, room - 2 * _INDENT, seen)
        return len(self.by_start.get(at, ()))


def _head(of: NodeRow) -> Text:
    """Where a trace begins: what it is, and all of its text."""
    return as_text(_name(of), "bold").append_text(as_text(f"\n{of.text}"))


def _step(step: LinkRow, end: NodeRow, room: int, *, again: bool = False) -> Text:
    """What a step leads to: its name, the words of the link, the text, and the evidence."""
    certainty, fidelity = words_of(step)
    lag = "" if step.lag_days is None else f" · {_lag(step.lag_days)}"
    words = f"{certainty} · {fidelity}{lag}"
    judged = _judged(step)
    found = as_text(_name(end), "bold")
    if again:
        return found.append_text(worded(f"  {words}  （见上）"))
    words = "\n".join(filter(None, (words, judged)))
    half = max(room, _NARROWEST) // 2  # a Chinese character takes two columns
    found.append_text(as_text(f"\n{words}")).append_text(
        as_text(f"\n{shortened(end.text, half - 1)}")
    )
    for pair in step.evidence[:_SHOWN_EVIDENCE]:
        left, right = (shortened(text, half // 2 - 4) for text in (pair.child, pair.parent))
        found.append_text(worded(f"\n依据  {left} ⇄ {right}", "dim"))
    return found


def _judged(of: LinkRow) -> str:
    """人工确认  张三 2025-06-01 16:30  备注."""
    if of.status == "proposed" and of.judged_by is None:
        return ""
    said = answered("人工确认" if of.status == "confirmed" else "模型认定")
    at = None if of.judged_at is None else datetime.fromisoformat(of.judged_at).astimezone()
    day = None if at is None else f"{at:%Y-%m-%d %H:%M}"  # as the clock of the reader has it
    who = " ".join(filter(None, (of.judged_by, day)))
    return "  ".join(filter(None, (said, who, of.note)))


def _line(of: NodeRow, room: int) -> Text:
    """A task of the point that a trace began at, or a row of one that it came by."""
    number = _number(of)
    said = shortened(of.text, max(room, _NARROWEST) // 2 - len(number) - 8)
    return as_text(f"{number} {said}".strip())


def _lag(days: int) -> str:
    """How long after the superior's notice one's own is dated: 下级晚印发42天; some are earlier."""
    words = f"下级晚印发{days}天" if days > 0 else f"下级早印发{-days}天" if days else "同日印发"
    return answered(words)


def _name(of: NodeRow) -> str:
    """［县区］某省某市某县 某政办发〔2025〕9号 行政决策公众参与 第3项."""
    level = answered(_LEVEL_NAMES.get(of.level, of.level))
    parts = ["".join(of.jurisdiction), of.document_number or of.plan, of.heading or "", _number(of)]
    return f"［{level}］{' '.join(p for p in parts if p)}"


def _number(of: NodeRow) -> str:
    return answered(f"第{of.number}项") if of.number.isdigit() else of.number
