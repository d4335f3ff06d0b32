"""Tables for people: what the commands print when no JSON is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhengmai.model import Notice, Severity
from zhengmai.viz.labels import SEVERITIES, remark_words, visible

if TYPE_CHECKING:
    from zhengmai.api import BuildReport, FileReport
    from zhengmai.evaluation import Evaluation
    from zhengmai.graph.store import Row
    from zhengmai.queries.due import DueRow
    from zhengmai.queries.gaps import Gaps
    from zhengmai.queries.links import LinkRow, NodeRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.tasks import TaskRow
    from zhengmai.queries.trace import Trace
    from zhengmai.queries.workload import WorkloadRow
    from zhengmai.viz.marked_text import Mark, Segment

_SHOWN_EVIDENCE = 3  # pairs a link
_PIPED_WIDTH = 120  # columns, where the output is not a terminal
ROLE_NAMES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
_MARK_STYLES: Mapping[str, str] = {
    "unread": "bold white on red",
    "about": "magenta",
    "heading": "bold blue",
    "point": "",
    "task": "cyan",
    "citation": "italic underline magenta",
    "lead": "bold underline green",
    "responsible": "underline green",
    "cooperating": "italic underline green",
    "deadline": "underline yellow",
    "remark": "bold black on yellow",
}
_LEVEL_NAMES = {"nation": "国家", "province": "省", "city": "市", "county": "县区", "town": "乡镇"}


def console() -> Console:
    """Where tables go: a terminal at its width, a pipe at a fixed one."""
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def _table(*columns: tuple[str, str], title: str | None = None) -> Table:
    """A table; each column is a heading and how it is set (``left``, ``right``, ``text``)."""
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for heading, setting in columns:
        if setting == "text":
            table.add_column(heading, overflow="fold", ratio=1)
        elif setting == "right":
            table.add_column(heading, justify="right", no_wrap=True)
        else:
            table.add_column(heading, overflow="fold")
    return table


def _text(text: object, style: str = "") -> Text:
    """Text as it is, never markup; characters that command a terminal are made visible."""
    return Text(visible(str(text)), style)


def _row(table: Table, *cells: object) -> None:
    """Add a row; cells are plain text, so that nothing in a notice is taken for markup."""
    table.add_row(*(_text("" if c is None else c) for c in cells))


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
            out.print(_text(f"{label}  {value}"))
    for cite in of.citations:
        out.print(_text(f"引用  {cite.as_written}（{cite.relation.value}）"))
    headings = {p.id: f"{p.number}{p.heading}" for p in of.points}
    table = _table(("序号", "left"), ("任务", "text"), ("单位", "left"), ("时限", "left"))
    shown: str | None = None
    for task in of.tasks:
        if task.point != shown and task.point is not None:
            shown = task.point
            table.add_section()
            table.add_row("", _text(headings[task.point], style="bold"), "", "")
        text = _text(task.text + ("（原文残缺）" if task.damaged else ""))
        units = "\n".join(_unit(a.unit, a.alias, a.role.value) for a in task.assignments)
        dues = "\n".join(d.as_written for d in task.deadlines)
        others = "\n等" if task.open_ended else ""
        table.add_row(_text(task.number), text, _text(units + others), _text(dues))
    out.print(table)
    out.print(_text(f"{len(of.points)} 个要点，{len(of.tasks)} 项任务"))
    for remark in of.remarks:
        out.print(
            _text(f"注意  {_place(of, remark.spans)}{remark_words(remark.message)}", "yellow")
        )
    for unread in of.unread:
        out.print(_text(f"未读  第{_line(of.text, unread.start)}行  {_short(unread.text, 60)}"))


def explanation(of: Notice) -> None:
    """The text of a notice with everything that was read marked in it.

    Marked by colours; where there are none, each mark stands in 〔〕 with its name before it. Line
    breaks are those of the notice; characters that command a terminal are shown, not sent.
    """
    from zhengmai.viz.marked_text import segments
    from zhengmai.viz.notice_marks import notice_marks

    out = console()
    marks = notice_marks(of)
    cut = segments(of.text, marks)
    end = "" if of.text.endswith("\n") else "\n"
    coloured = out.color_system is not None and not out.no_color
    out.print(Text(visible(f"原文对照  {of.file}"), "bold"), soft_wrap=True)
    if coloured:
        out.print(_colours(), soft_wrap=True)
        out.print(_coloured(cut), soft_wrap=True, end=end)
    else:
        names = {m: _name(of, m) for m in marks}
        out.out("〔名称：原文〕是读出的内容，其余文字已识别、不是事实", highlight=False)
        out.out(visible("".join(_bracketed(cut, names))), highlight=False, end=end)
    _doubts(out, of)
    out.print(
        Text(
            f"{len(of.points)} 个要点，{len(of.tasks)} 项任务，"
            f"未读 {len(of.unread)} 处，注意 {len(of.remarks)} 处"
        )
    )


def _doubts(out: Console, of: Notice) -> None:
    """Unread stretches and remarks, with their lines."""
    for index, unread in enumerate(of.unread, 1):
        line = _line(of.text, unread.start)
        said = f"未读 {index}  第{line}行  {visible(_short(unread.text, 60))}"
        out.print(Text(said, "bold red"), soft_wrap=True)
    for index, remark in enumerate(of.remarks, 1):
        weight = SEVERITIES[remark.severity.value]
        words = visible(remark_words(remark.message))
        said = f"注意 {index}  {_place(of, remark.spans)}{weight}  {words}"
        out.print(Text(said, "yellow"), soft_wrap=True)


def _colours() -> Text:
    """What the colours mean."""
    from zhengmai.viz.labels import MARKS

    legend = [Text(MARKS[kind], style) for kind, style in _MARK_STYLES.items()]
    return Text("  ").join([*legend, Text("其他文字，已识别", "dim")])


def _coloured(cut: Sequence[Segment]) -> Text:
    from zhengmai.viz.marked_text import Kind

    after = {Kind.DEADLINE, Kind.REMARK}
    silent = {*after, Kind.RESPONSIBLE}
    found = Text()
    for segment in cut:
        before = [(m.kind, m.tag) for m in segment.begins if m.kind not in silent]
        before += [(m.kind, f"{m.tag}（续）") for m in segment.resumes if m.kind is Kind.TASK]
        for kind, tag in dict.fromkeys(before):
            found.append(visible(f"〔{tag}〕" if tag else ""), f"reverse {_MARK_STYLES[kind]}")
        style = _MARK_STYLES[segment.marks[-1].kind] if segment.marks else "dim"
        found.append(visible(segment.text), style)
        for kind, tag in dict.fromkeys((m.kind, m.tag) for m in segment.ends if m.kind in after):
            found.append(visible(f"〔{tag}〕"), _MARK_STYLES[kind])
    return found


def _bracketed(cut: Sequence[Segment], names: Mapping[Mark, str]) -> Iterator[str]:
    """The text with its marks in brackets: 〔任务 3：…〔责任单位：区财政局〕…〕.

    White space between two pieces of a mark belongs to it here, so that a line break does not
    close and open it again.
    """
    from zhengmai.viz.marked_text import Kind

    opened: list[Mark] = []
    for index, segment in enumerate(cut):
        kinds = {m.kind for m in segment.marks}
        hidden = {Kind.POINT} if Kind.TASK in kinds else set()  # a task says of which point it is
        named = {names[m]: m for m in reversed(segment.marks) if names[m] and m.kind not in hidden}
        wanted = [
            m for m in segment.marks if named.get(names[m]) is m
        ]  # a cell of several rows: once
        if segment.text.isspace():
            beyond = cut[index + 1].marks if index + 1 < len(cut) else ()
            wanted = [m for m in opened if m in beyond or m in wanted]
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
            same += 1
        yield "〕" * (len(opened) - same)
        for mark in wanted[same:]:
            yield f"〔{names[mark]}{'' if mark in segment.begins else '（续）'}："
        opened = wanted
        yield segment.text
    yield "〕" * len(opened)


def _name(of: Notice, mark: Mark) -> str:
    """What stands before a mark in brackets; its normal form only where it differs."""
    from zhengmai.viz.marked_text import Kind

    if mark.kind in {Kind.TASK, Kind.HEADING}:
        return mark.tag
    if mark.kind is Kind.UNREAD:
        return f"！！{mark.tag}"
    name, _, normal = mark.says.partition(" → ")
    printed = "".join(of.quote(mark.spans).split())
    return name if "".join(normal.split()) == printed else mark.says


def _unit(name: str, alias: str | None, role: str) -> str:
    second = f"（{alias}）" if alias else ""
    return f"{name}{second}" if role == "responsible" else f"{name}{second}［{ROLE_NAMES[role]}］"


def _place(of: Notice, spans: Sequence[object]) -> str:
    from zhengmai.model import Span

    first = next((s for s in spans if isinstance(s, Span)), None)
    return f"第{_line(of.text, first.start)}行  " if first is not None else ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _short(text: str, length: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"


def evaluation(of: Sequence[Evaluation]) -> None:
    """Figures for each kind of fact over all notices, by notice, and every miss."""
    from zhengmai.evaluation import KINDS, total

    out = console()
    table = _table(
        ("", "left"), ("说明", "text"), ("正确", "right"), ("读出", "right"), ("标注", "right"),
        ("精确率", "right"), ("召回率", "right"), ("F1", "right"),
    )  # fmt: skip
    for kind, figure in total(of).items():
        rates = (f"{rate:.3f}" for rate in (figure.precision, figure.recall, figure.f1))
        _row(table, KINDS[kind][0], KINDS[kind][1], figure.right, figure.read, figure.true, *rates)
    out.print(table)
    each = _table(("通知", "left"), *((KINDS[kind][0], "right") for kind in KINDS))
    for one in of:
        _row(each, one.file, *(f"{figure.f1:.3f}" for figure in one.figures.values()))
    out.print(each)
    misses = [(one.file, miss) for one in of for miss in one.misses]
    if misses:
        listed = _table(
            ("通知", "left"), ("类别", "left"), ("位置", "left"), ("标注", "text"), ("读出", "text")
        )
        for file, miss in misses:
            _row(listed, file, KINDS[miss.kind][0], miss.where, miss.labelled, miss.read)
        out.print(listed)
    out.print(_text(f"{len(of)} 份通知，{len(misses)} 处不符"))


def build(report: BuildReport) -> None:
    """What a build did, file by file."""
    out = console()
    table = _table(
        ("文件", "left"), ("通知", "left"), ("要点", "right"), ("任务", "right"),
        ("残缺", "right"), ("未读字数", "right"), ("结果", "text"),
    )  # fmt: skip
    for file in report.files:
        _row(table, *_file_cells(file))
    out.print(table)
    stored = [f for f in report.files if f.iri is not None]
    tasks = sum(f.tasks for f in stored)
    out.print(_text(f"{len(stored)} 份通知入库，{tasks} 项任务，{report.links} 条承接关系"))
    names = {f.iri: f.file for f in report.files}
    for notice_iri, label in report.missing:
        out.print(_text(f"上级文件未入库  {label}  （{names.get(notice_iri, notice_iri)} 引用）"))


def _file_cells(file: FileReport) -> Iterator[object]:
    from pathlib import Path

    yield Path(file.file).name
    if file.iri is None:
        yield from ("", "", "", "", "", f"未入库：{file.error}")
        return
    yield file.name
    yield file.points
    yield file.tasks
    yield file.damaged or ""
    yield file.unread or ""
    said = "入库" if file.changed else "无变化"
    noted = [remark_words(r.message) for r in file.remarks if r.severity is not Severity.NOTE]
    yield "；".join([said, *noted])


def workload(rows: Iterable[WorkloadRow]) -> None:
    """Units by number of tasks."""
    table = _table(
        ("单位", "text"), ("行政区", "left"), ("任务", "right"), ("牵头", "right"),
        ("责任", "right"), ("配合", "right"), ("经统称", "right"),
    )  # fmt: skip
    for row in rows:
        _row(
            table, row.unit, row.jurisdiction, row.tasks, row.lead, row.responsible,
            row.cooperating, row.through_collectives,
        )  # fmt: skip
    console().print(table)


def notices(rows: Iterable[NoticeRow]) -> None:
    """The notices of a store."""
    table = _table(
        ("年度", "right"), ("行政区", "left"), ("文号", "left"), ("要点", "text"),
        ("要点数", "right"), ("任务", "right"), ("残缺", "right"), ("文件", "left"),
    )  # fmt: skip
    for row in rows:
        _row(
            table, row.year, "".join(row.jurisdiction), row.document_number, row.plan,
            row.points, row.tasks, row.damaged or "", row.file,
        )  # fmt: skip
    console().print(table)


def tasks(rows: Iterable[TaskRow], *, with_role: bool = False) -> None:
    """Tasks in a list."""
    columns = [
        ("要点", "left"),
        ("序号", "left"),
        ("任务", "text"),
        ("单位", "left"),
        ("时限", "left"),
    ]
    if with_role:
        columns.insert(3, ("角色", "left"))
    table = _table(*columns)
    for row in rows:
        units = "、".join(u.as_written for u in row.units)
        dues = "；".join(d.as_written for d in row.deadlines)
        cells: list[object] = [row.plan, row.number, row.text, units, dues]
        if with_role:
            cells.insert(3, ROLE_NAMES.get(row.role or "", ""))
        _row(table, *cells)
    console().print(table)


def due(rows: Iterable[DueRow]) -> None:
    """Deadlines by day."""
    table = _table(
        ("截止日", "left"), ("原文", "left"), ("任务", "text"), ("单位", "left"), ("要点", "left")
    )
    for row in rows:
        units = "、".join(u.as_written for u in row.task.units)
        _row(table, row.date.isoformat(), row.as_written, row.task.text, units, row.task.plan)
    console().print(table)


def trace(of: Trace, *, down: bool) -> None:
    """A task and the steps it comes from, or a point and what has become of it."""
    out = console()
    out.print(_text(_node(of.task), style="bold"))
    out.print(_text(f"    {of.task.text}"))
    ends = {k.parent.iri if down else k.child.iri for k in of.links}
    own = [of.task.iri, *sorted(ends - {n.iri for n in of.nodes} - {of.task.iri})]
    for start in own:  # a point's steps begin at its tasks
        _steps(out, of, start, depth=1, down=down, seen=set(own))
    if not of.links:
        said = "没有下级任务承接它" if down else "没有找到它在上级要点中的来源"
        out.print(_text(f"  {said}"))


def _steps(out: Console, of: Trace, at: str, *, depth: int, down: bool, seen: set[str]) -> None:
    indent = "  " * depth
    room = (out.width - len(indent) - 4) // 2  # a Chinese character takes two columns
    for step in of.links:
        here, there = (step.parent, step.child) if down else (step.child, step.parent)
        if here.iri != at:
            continue
        arrow = "↓" if down else "↑"
        again = "（见上）" if there.iri in seen else ""
        out.print(_text(f"{indent}{arrow} {step.score:.2f} {_node(there)}{again}", style="bold"))
        if again:
            continue
        out.print(_text(f"{indent}    {_short(there.text, room)}"))
        for pair in step.evidence[:_SHOWN_EVIDENCE]:
            left, right = _short(pair.child, room // 2 - 4), _short(pair.parent, room // 2 - 4)
            out.print(_text(f"{indent}    依据  {left} ⇄ {right}", "dim"))
        _steps(out, of, there.iri, depth=depth + 1, down=down, seen=seen | {there.iri})


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
    ):
        table = _table(("通知", "left"), ("序号", "left"), ("内容", "text"), title=title)
        for node in found:
            heading = f"{node.heading}：" if node.heading else ""
            _row(table, names.get(node.notice, ""), node.number, heading + _short(node.text, 60))
        if found:
            out.print(table)
    if of.missing_parents:
        table = _table(("通知", "left"), ("引用而未入库", "text"), title="未入库的上级文件")
        for parent in of.missing_parents:
            _row(table, names.get(parent.notice, parent.notice), parent.label)
        out.print(table)


def links(rows: Iterable[LinkRow]) -> None:
    """Every lineage link."""
    table = _table(
        ("下级", "left"), ("任务", "text"), ("分值", "right"), ("上级", "left"), ("要点", "text")
    )
    for row in rows:
        _row(
            table, f"{row.child.jurisdiction[-1]} {row.child.number}", _short(row.child.text, 40),
            f"{row.score:.2f}", f"{row.parent.jurisdiction[-1]} {row.parent.number}",
            _short(row.parent.text, 40),
        )  # fmt: skip
    console().print(table)


def rows(found: Sequence[Row]) -> None:
    """The answers to a question of the user's own."""
    table = _table(*((name, "text") for name in found[0]))
    for row in found:
        _row(table, *row.values())
    console().print(table)
