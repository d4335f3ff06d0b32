"""What the tests of this room share: short ways to read a text and to write down what was read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.formats import textfile
from zhengmai.loaders.layout import lines
from zhengmai.loaders.layout.blocks import Document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Assignment, Deadline, Notice, Role, Severity, Spans, Task, UnitKind

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE_FILES = sorted(SAMPLES.glob("*.txt"))

HEAD = """榆津市渡南区人民政府办公室
关于印发2025年渡南区政务公开工作要点的通知
渡南政办发〔2025〕6号
各街道办事处，区政府各部门：
《2025年渡南区政务公开工作要点》已经区政府同意，现印发给你们。
榆津市渡南区人民政府办公室
2025年6月18日
2025年渡南区政务公开工作要点
"""

_ROLES = {Role.LEAD: "牵", Role.RESPONSIBLE: "责", Role.COOPERATING: "配"}


def whole(text: str) -> Excerpt:
    return Excerpt.whole(text)


def at(text: str, spans: Spans) -> str:
    """What stands at the spans of a text."""
    return "".join(text[s.start : s.end] for s in spans)


def parsed(text: str) -> Document:
    return lines.document(textfile.parse(text, "notice.txt"))


def read(text: str) -> Notice:
    return assemble(parsed(text))


def read_body(body: str) -> Notice:
    """A notice of 渡南区, plan year 2025, with the given plan."""
    return read(HEAD + body)


def is_told(notice: Notice) -> bool:
    """Whether the notice says that something in it is not understood, or damaged."""
    return any(r.severity in (Severity.PROBLEM, Severity.DAMAGED) for r in notice.remarks)


def units(assignments: Iterable[Assignment], open_ended: bool = False) -> str:
    """``牵区司法局 责区财政局〈区金融办〉 配各镇* 等``; * is a collective, 〈〉 an alias."""
    names = [
        _ROLES[a.role]
        + a.unit
        + (f"〈{a.alias}〉" if a.alias is not None else "")
        + ("*" if a.kind is UnitKind.COLLECTIVE else "")
        for a in assignments
    ]
    return " ".join([*names, "等"] if open_ended else names)


def limit(deadline: Deadline) -> str:
    """``date 2025-12-31``, ``period 2025-06-11/2025-07-20``, ``relative P30D``, ``ongoing``."""
    day = None if deadline.date is None else deadline.date.isoformat()
    return " ".join(filter(None, [deadline.kind.value, deadline.rule or day]))


def limits(deadlines: Iterable[Deadline]) -> list[str]:
    return [limit(d) for d in deadlines]


def row(task: Task) -> tuple[str, str, str, list[str]]:
    """Number, text, units and deadlines of a task."""
    return (
        task.number,
        task.text,
        units(task.assignments, task.open_ended),
        limits(task.deadlines),
    )


def messages(notice: Notice, severity: Severity | None = None) -> list[str]:
    return [r.message for r in notice.remarks if severity is None or r.severity is severity]


def table(header: str, *rows: str) -> str:
    """A tab-separated table; cells are written with | for easy reading."""
    return "".join(line.replace("|", "\t") + "\n" for line in (header, *rows))


def cells(header: str, *rows: str) -> str:
    """The same table printed one cell a line."""
    return "".join("\n".join(line.split("|")) + "\n" for line in (header, *rows))
