"""Where tasks come from: every link, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened, worded
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.gaps import Gaps, MissingParent
    from zhengmai.queries.links import LinkRow, NodeRow


def gaps(of: Gaps, names: dict[str, str]) -> None:
    """What is missing in the lineage; ``names`` are the notices as people know them."""
    out = console()
    for title, found in (
        ("无人承接的要点（下级通知已入库）", of.uncarried),
        (
            "未找到上级来源的任务（上级通知已入库；或为自行增加，或比对未认出，可用 review 核对）",
            of.without_parent,
        ),
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
            add_row(table, names.get(parent.notice, parent.notice), _cited(parent))
        out.print(table)
    if of.without_superior:
        told = "、".join(names.get(notice, notice) for notice in of.without_superior)
        out.print(worded(f"任务来源无从判断（上级文件未入库，文中也未引用）：{told}"))
    if of.fragments:
        told = "、".join(names.get(notice, notice) for notice in of.fragments)
        out.print(worded(f"看来不全（只有一两项），没有写的不作未承接：{told}"))


def _cited(of: MissingParent) -> str:
    """A document that is not held, and how many tasks it concerns where these are not all."""
    if not of.within:
        return of.label
    told = f"（只有 {of.tasks} 项任务引用）" if of.tasks else "（只有一个要点引用）"
    return of.label + answered(told)


def links(rows: Iterable[LinkRow]) -> None:
    """Every lineage link."""
    table = new_table(
        ("下级", "left"), ("任务", "text"), ("分值", "right"), ("状态", "left"),
        ("照抄程度", "right"), ("间隔", "right"), ("上级", "left"), ("要点", "text"),
    )  # fmt: skip
    for row in rows:
        lag = "" if row.lag_days is None else answered(f"{row.lag_days}天")
        score, kept = words_of(row)
        status = answered("已确认") if row.status == "confirmed" else ""
        cells = (score, status, kept, lag)
        add_row(table, *_end_cells(row.child), *cells, *_end_cells(row.parent))
    console().print(table)


def judged(child: NodeRow, parent: NodeRow) -> None:
    """The two that a word was said on: a phrase may have meant others."""
    out = console()
    for what, of in (("下级任务", child), ("上级要点", parent)):
        place, said = _end_cells(of)
        out.print(as_text(f"{answered(what)}  {place}  {said}"))


def words_of(of: LinkRow) -> tuple[str, str]:
    """Two words with their figures: how certain a link is, and how much of the wording it keeps."""
    from zhengmai.graph.lineage.linking import PERSON

    fidelity = answered(of.fidelity_word)
    if of.method == PERSON:  # the texts gave no score
        return answered("人工确认"), f"{fidelity} {of.fidelity:.2f}"
    return f"{answered(of.certainty)} {of.score:.2f}", f"{fidelity} {of.fidelity:.2f}"


def name_of(of: NodeRow) -> str:
    """What a point is known by: its heading; an item under a heading by its own words."""
    return of.text if of.kind == "task" else of.heading or of.text


def _end_cells(of: NodeRow) -> tuple[str, str]:
    """One end of a link: the place and the number, and what is said there."""
    return f"{of.jurisdiction[-1]} {of.number}", shortened(of.text, 40)
