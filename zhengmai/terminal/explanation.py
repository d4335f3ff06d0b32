"""The text of a notice with everything that was read marked in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from zhengmai.model import Notice
from zhengmai.shown import visible
from zhengmai.terminal.positions import line_of, place_of
from zhengmai.terminal.tables import drawing_console, shortened
from zhengmai.viz.labels import MARKS, SEVERITIES
from zhengmai.viz.marked_text import Kind, Mark, Segment, segments
from zhengmai.viz.notice_marks import notice_marks
from zhengmai.wording import chinese

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


def explanation(of: Notice) -> None:
    """The text of a notice with everything that was read marked in it.

    Marked by colours; where there are none, each mark stands in 〔〕 with its name before it. Line
    breaks are those of the notice; characters that command a terminal are shown, not sent.
    """
    out = drawing_console()
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
        line = line_of(of.text, unread.start)
        said = f"未读 {index}  第{line}行  {visible(shortened(unread.text, 60))}"
        out.print(Text(said, "bold red"), soft_wrap=True)
    for index, remark in enumerate(of.remarks, 1):
        weight = SEVERITIES[remark.severity.value]
        words = visible(chinese(remark.message))
        said = f"注意 {index}  {place_of(of, remark.spans)}{weight}  {words}"
        out.print(Text(said, "yellow"), soft_wrap=True)


def _colours() -> Text:
    """What the colours mean."""
    legend = [Text(MARKS[kind], style) for kind, style in _MARK_STYLES.items()]
    return Text("  ").join([*legend, Text("其他文字，已识别", "dim")])


def _coloured(cut: Sequence[Segment]) -> Text:
    """The text in the colours of its marks, with the names of tasks, days and remarks beside."""
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
    if mark.kind in {Kind.TASK, Kind.HEADING}:
        return mark.tag
    if mark.kind is Kind.UNREAD:
        return f"！！{mark.tag}"
    name, _, normal = mark.says.partition(" → ")
    printed = "".join(of.quote(mark.spans).split())
    return name if "".join(normal.split()) == printed else mark.says
