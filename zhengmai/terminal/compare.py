"""对比: two places under one superior plan, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhengmai.terminal.coverage import plan_name
from zhengmai.terminal.lineage import name_of
from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened, worded
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.compare import Carrier, ComparedPlace, Comparison
    from zhengmai.queries.links import NodeRow

MAYBE = "疑似"
_TEXT = 30  # characters of a task in a cell
_OWN = 60


def compare(of: Comparison) -> None:
    """Which tasks of either place carry out each point, what only one does, own additions."""
    out = console()
    a, b = _names(of)
    out.print(worded(f"共同上级  {plan_name(of.plan)}"))
    for name, side in ((a, of.a), (b, of.b)):
        out.print(as_text(f"{name}  {'；'.join(plan_name(n) for n in side.notices)}"))
    for kind, title in (
        ("both", "两地都承接的要点"), ("a", f"只有{a}承接的要点"), ("b", f"只有{b}承接的要点"),
        ("neither", "两地都没有承接的要点"),
    ):  # fmt: skip
        points = [p for p in of.points if p.carried_by == kind]
        count = f"{answered(title)}  {answered(f'{len(points)} 个')}"
        if not points:
            out.print(as_text(f"\n{answered(count)}"))
            continue
        table = new_table(("序号", "left"), ("要点", "text"), (a, "text"), (b, "text"), title=count)
        for point in points:
            said = shortened(name_of(point.point), _TEXT)
            sides = (point.a, point.maybe_a), (point.b, point.maybe_b)
            add_row(table, point.point.number, said, *(_cell(*side) for side in sides))
        out.print(table)
    if any((p.maybe_a and not p.a) or (p.maybe_b and not p.b) for p in of.points):
        out.print(worded(f"{MAYBE}  可能承接，把握不足，未计入：zhengmai review 可逐一判断"))
    for name, side in ((a, of.a), (b, of.b)):
        _rest(name, side)


def _rest(name: str, side: ComparedPlace) -> None:
    """What a place does beside, and what cannot be judged of it."""
    out = console()
    for title, tasks in (
        (f"{name}未找到上级来源的任务（或为自行增加）", side.own),
        (f"{name}无从判断的任务（所依据的文件未入库）", side.cannot_be_judged),
        (f"{name}只承接其他上级文件的任务", side.elsewhere),
    ):
        if tasks:
            table = new_table(
                ("序号", "left"),
                ("内容", "text"),
                title=f"{answered(title)}  {answered(f'{len(tasks)} 项')}",
            )
            for node in tasks:
                add_row(table, node.number, _text(node, _OWN))
            out.print(table)
    if side.missing:
        said = "、".join(side.missing)
        noted = f"注意  {name}所依据的 {said} 未入库，{name}没有承接的要点无从判断"
        out.print(worded(noted, "yellow"))


def _names(of: Comparison) -> tuple[str, str]:
    """The places by their own names; by their full ones where these are the same."""
    one, other = of.a.place, of.b.place
    if one.name == other.name:
        return one.full_name, other.full_name
    return one.name, other.name


def _cell(sure: Sequence[Carrier], maybe: Sequence[Carrier]) -> str:
    """The tasks of a place; where none is sure, those that may carry out the point."""
    return _tasks(sure) if sure or not maybe else f"{answered(MAYBE)} {_tasks(maybe)}"


def _tasks(carriers: Sequence[Carrier]) -> str:
    return "\n".join(
        f"{c.task.number} {_text(c.task, _TEXT)}{_through(c)}".strip() for c in carriers
    )


def _through(of: Carrier) -> str:
    """（经榆津市(十)）; a direct link says nothing."""
    if not of.through:
        return ""
    ways = "、".join(dict.fromkeys(f"{n.jurisdiction[-1]}{n.number}" for n in of.through))
    return answered(f"（经{ways}）")


def _text(of: NodeRow, length: int) -> str:
    return shortened(of.text or of.heading or "", length)
