"""What was read from one file: its facts, a table of its tasks, remarks, what was not read."""

from __future__ import annotations

from zhengmai.model import Notice
from zhengmai.terminal.positions import line_of, place_of
from zhengmai.terminal.tables import Sheet, add_row, as_text, console, new_table, shortened, worded
from zhengmai.viz.labels import DOCUMENT_RELATIONS, ROLES
from zhengmai.wording import answered, in_answer


def notice(of: Notice) -> None:
    """What was read from one file."""
    out = console()
    place = "".join(p.name for p in of.jurisdiction)
    facts = (
        ("标题", of.title),
        ("要点", of.plan_title),
        ("文号", of.document_number),
        ("发文机关", of.issuer),
        ("行政区", place),
        ("成文日期", of.issued),
        ("发布日期", of.published),
        ("年度", of.plan_year),
        ("主送", "，".join(of.addressees)),
        ("抄送", "，".join(of.copied_to)),
    )
    for label, value in facts:
        if value:
            out.print(as_text(f"{answered(label)}  {value}"))
    for cite in of.citations:
        relation = answered(DOCUMENT_RELATIONS[cite.relation.value])
        repealed = answered("，本通知废止") if cite.repeals else ""
        out.print(worded(f"引用  {cite.as_written}（{relation}{repealed}）"))
    out.print(_task_table(of))
    out.print(worded(f"{len(of.points)} 个要点，{len(of.tasks)} 项任务"))
    for remark in of.remarks:
        out.print(
            worded(f"注意  {place_of(of, remark.spans)}{in_answer(remark.message)}", "yellow")
        )
    for unread in of.unread:
        out.print(
            worded(f"未读  第{line_of(of.text, unread.start)}行  {shortened(unread.text, 60)}")
        )


def _task_table(of: Notice) -> Sheet:
    """The tasks, under the headings of their points."""
    headings = {p.id: f"{p.number}{p.heading}" for p in of.points}
    table = new_table(("序号", "left"), ("任务", "text"), ("单位", "left"), ("时限", "left"))
    shown: str | None = None
    for task in of.tasks:
        if task.point != shown and task.point is not None:
            shown = task.point
            table.add_section()
            add_row(table, "", as_text(headings[task.point], style="bold"), "", "")
        text = as_text(task.text + (answered("（原文残缺）") if task.damaged else ""))
        units = "\n".join(_unit(a.unit, a.alias, a.role.value) for a in task.assignments)
        dues = "\n".join(d.as_written for d in task.deadlines)
        others = answered("\n等") if task.open_ended else ""
        add_row(table, task.number, text, units + others, dues)
    return table


def _unit(name: str, alias: str | None, role: str) -> str:
    """区教体局（区教育局）［牵头］; the role only where it is not the usual one."""
    second = f"（{alias}）" if alias else ""
    return (
        f"{name}{second}" if role == "responsible" else f"{name}{second}［{answered(ROLES[role])}］"
    )
