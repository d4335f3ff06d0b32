"""A doubtful link for a person to judge: both sides beside each other, what corresponds marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhengmai.terminal.tables import (
    add_row,
    as_text,
    console,
    drawing_console,
    new_table,
    shortened,
    worded,
)
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.links import NodeRow
    from zhengmai.queries.review import DoubtfulRow

KINDS = {"link": "已列为承接", "candidate": "候选，未计入"}
_MARK = "bold underline"
_OPEN, _CLOSE = "⟦", "⟧"  # around what corresponds, where nothing can be set in bold


def pair(row: DoubtfulRow, number: int, of: int) -> None:
    """One pair, with all that is needed to judge it."""
    out = drawing_console()
    head = f"\n第 {number} 对，共 {of} 对   {answered(KINDS[row.kind])}   可能性 {row.score:.2f}"
    out.print(worded(head, "bold"))
    if row.judged_by is not None:
        out.print(worded(f"模型 {row.judged_by} 认为{model_words(row)}", "dim"))
    table = Table(box=SIMPLE, pad_edge=False, show_header=True, expand=True)
    for heading in ("下级任务", "上级要点"):
        table.add_column(answered(heading), overflow="fold", ratio=1)
    table.add_row(*(as_text(place_of(node), "dim") for node in (row.child, row.parent)))
    table.add_row(
        _marked(out, row.child, [e.child for e in row.evidence]),
        _marked(out, row.parent, [e.parent for e in row.evidence]),
    )
    out.print(table)


def place_of(node: NodeRow) -> str:
    """湄川省榆津市《2025年榆津市政务公开工作要点》榆津政办发〔2025〕14号 (十二)."""
    number = answered(f"第{node.number}项") if node.number.isdigit() else node.number
    place, plan = "".join(node.jurisdiction), f"《{node.plan}》" if node.plan else ""
    return f"{place}{plan}{node.document_number or ''} {number}".rstrip()


def whole_text(node: NodeRow) -> str:
    """The heading, where it has one, and the text."""
    return f"{node.heading}：{node.text}" if node.heading else node.text


def model_words(row: DoubtfulRow) -> str:
    """What the model said of a pair, in a few words."""
    said = answered("承接" if row.judged_yes else "不承接")
    return f"{said}：{row.note}" if row.note else said


def _marked(out: Console, node: NodeRow, passages: Iterable[str]) -> Text:
    """The text of a node with the passages that correspond marked in it."""
    plain = not out.is_terminal or out.no_color
    text, found = whole_text(node), Text()
    at = 0
    for start, end in sorted((text.find(p), text.find(p) + len(p)) for p in passages if p in text):
        if start < at:
            continue
        found.append_text(as_text(text[at:start]))
        words = text[start:end]
        found.append_text(as_text(f"{_OPEN}{words}{_CLOSE}") if plain else as_text(words, _MARK))
        at = end
    return found.append_text(as_text(text[at:]))


def pairs(rows: Iterable[DoubtfulRow]) -> None:
    """All of them, as a list."""
    table = new_table(
        ("类别", "left"), ("可能性", "right"), ("下级", "text"), ("上级", "text"), ("模型", "text")
    )
    for row in rows:
        model = "" if row.judged_by is None else model_words(row)
        ends = (f"{n.jurisdiction[-1]} {n.number} {n.text}" for n in (row.child, row.parent))
        cells = (shortened(end, 60) for end in ends)
        add_row(table, answered(KINDS[row.kind]), f"{row.score:.2f}", *cells, model)
    console().print(table)
