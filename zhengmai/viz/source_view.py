"""原文对照: the text of a notice with its marks, and what stands beside it, as pieces of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhengmai.model import Assignment, Deadline, Notice, Task
from zhengmai.shown import visible
from zhengmai.viz.labels import MARKS, ROLES, SEVERITIES, due_words, one_line
from zhengmai.viz.marked_text import Kind, Mark, Segment, segments
from zhengmai.viz.markup import Markup, element, join
from zhengmai.viz.notice_marks import (
    cited_words,
    notice_marks,
    point_group,
    remark_group,
    task_group,
    task_name,
    unread_group,
)
from zhengmai.wording import chinese

_AFTER = frozenset({Kind.DEADLINE, Kind.REMARK})  # their tags stand behind them
_SILENT = frozenset({Kind.RESPONSIBLE})  # its line says it; a tag for each would drown the text
_PLAIN = frozenset({Kind.TASK, Kind.POINT, Kind.HEADING, Kind.ABOUT})  # the panel tells these
_EMPTY_LINES = re.compile(r"(?:[^\S\n]*\n)+")
_AIRY = 0.35  # share of empty lines
_SHORT = 70  # characters of an unread stretch in the list
_HINTS = {
    Kind.ABOUT: "标题、文号、发文机关、日期、主送、抄送",
    Kind.HEADING: "要点和上一级的标题",
    Kind.POINT: "要点标题下的文字",
    Kind.TASK: "带责任单位的最小一段；相邻任务底色不同",
    Kind.LEAD: "双线",
    Kind.RESPONSIBLE: "单线",
    Kind.COOPERATING: "点线",
    Kind.DEADLINE: "虚线，后面是推算出的日期或规则",
    Kind.CITATION: "波浪线",
    Kind.REMARK: "方框，后面是说明",
    Kind.UNREAD: "斜纹，没有读出内容",
}


def _places(cut: Sequence[Segment]) -> dict[str, int]:
    """Where each group begins: at what names it, else at what else it has."""
    named: dict[str, int] = {}
    other: dict[str, int] = {}
    for segment in cut:
        for mark in segment.begins:
            names = mark.tag and mark.kind not in {Kind.LEAD, Kind.DEADLINE}
            (named if names else other).setdefault(mark.group, segment.start)
    return {**other, **named}


@dataclass(frozen=True, slots=True)
class SourceView:
    """A notice, its text in segments, and where in it each group begins.

    Attributes:
        airy: whether so many of its lines are empty, as where each cell of a table stands for
            itself, that none of these is shown.
    """

    notice: Notice
    cut: tuple[Segment, ...]
    places: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)
    brief: bool = False
    airy: bool = False

    @classmethod
    def of(cls, notice: Notice, names: Mapping[str, str] | None = None) -> SourceView:
        """The view of a notice; the places of some groups get names of their own, as fragments.

        Beside such a view stands a panel that tells of each of them, so less is told in place.
        """
        cut = segments(notice.text, notice_marks(notice))
        lines = notice.text.splitlines()
        airy = sum(not line.strip() for line in lines) > _AIRY * len(lines)
        return cls(notice, cut, _places(cut), names or {}, names is not None, airy)

    def top(self) -> Iterator[Markup]:
        """Title, what was read of the notice itself, how much was read, and the legend."""
        notice = self.notice
        yield element("h1", visible(one_line(notice.title or notice.plan_title or notice.file)))
        yield self.facts()
        yield self.shares()
        yield self.legend()

    def facts(self) -> Markup:
        """What was read of the notice itself."""
        return element("dl", *self._facts(), class_="about")

    def shares(self) -> Markup:
        """How much of it was read."""
        return element("p", _shares(self.cut), class_="lead")

    def _facts(self) -> Iterator[Markup]:
        notice = self.notice
        for name, value in (
            ("文号", notice.document_number),
            ("发文机关", notice.issuer),
            ("行政区", "".join(p.name for p in notice.jurisdiction)),
            ("成文日期", notice.issued),
            ("发布日期", notice.published),
            ("年度", notice.plan_year),
            ("主送", "，".join(notice.addressees)),
            ("抄送", "，".join(notice.copied_to)),
        ):
            if value:
                said = self._link(f"a-{name}", visible(str(value)))
                yield _fact(name, said)
        for index, cited in enumerate(notice.citations):
            said = self._link(f"c{index}", visible(cited_words(cited)))
            yield _fact("引用", said)
        yield _fact("文件", visible(Path(notice.file).name))

    def legend(self) -> Markup:
        """What the marks mean, how many there are of each kind, and a box to hide it."""
        counts = _counts(self.notice, self.cut)
        entries = [
            element(
                "li",
                element(
                    "label",
                    _checkbox(kind),
                    element("span", MARKS[kind], class_=f"s k-{kind}"),
                    element("b", str(counts[kind])),
                    title=_HINTS[kind],
                ),
            )
            for kind in Kind
            if counts[kind] or kind in {Kind.UNREAD, Kind.REMARK}
        ]
        plain = element(
            "li",
            element("span", "灰字", class_="plain"),
            element("span", " 表头、连接语、页码等，已识别，不是事实", class_="hint"),
        )
        keys = element(
            "p",
            "点清单中的任务，它在原文中的文字、单位、时限一起标出；点原文，清单转到那项任务。键盘：",
            *_keys(),
            class_="hint scripted",
        )
        return element(
            "section", element("ul", *entries, plain), keys, class_="legend", aria_label="图例"
        )

    def source(self) -> Markup:
        """The text with its marks."""
        # Tags are drawn by the style sheet from attributes: what is copied is the text alone.
        text = element("div", *map(self._run, self.cut), id="text", class_="text", tabindex="-1")
        return element("section", element("h2", "原文"), text, class_="source")

    def _run(self, segment: Segment) -> Markup:
        before = [(m, m.tag) for m in segment.begins if m.kind not in _AFTER | _SILENT]
        before += [(m, f"{m.tag}（续）") for m in segment.resumes if m.kind is Kind.TASK]
        after = [(m, m.tag) for m in segment.ends if m.kind in _AFTER]
        begun = dict.fromkeys(m.group for m in segment.begins)
        here = (g for g in begun if g in self.names and self.places.get(g) == segment.start)
        named = [element("a", id=self.names[group]) for group in here]
        return join([*named, *_tags(before), self._marked(segment), *_tags(after)])

    def _marked(self, segment: Segment) -> Markup:
        shown = self._tight(visible(segment.text))
        attributes: dict[str, str] = {}
        if any(self.places.get(m.group) == segment.start for m in segment.begins):
            attributes["id"] = _anchor(segment.start)
        if not segment.marks:
            return element("span", *shown, class_="s", **attributes)
        kinds = dict.fromkeys(f"k-{m.kind}" for m in segment.marks)
        task = next((m for m in segment.marks if m.kind is Kind.TASK), None)
        if task is not None and int(task.group[1:]) % 2:
            kinds["odd"] = None
        return element(
            "span",
            *shown,
            class_=" ".join(["s", *kinds]),
            data_g=" ".join(dict.fromkeys(m.group for m in segment.marks)),
            **self._hover(segment.marks),
            **attributes,
        )

    def _tight(self, text: str) -> Iterator[str | Markup]:
        """A text with its surplus empty lines as pieces that are not shown; nothing is left out."""
        at, kept = 0, 1 if self.airy else 2
        for run in _EMPTY_LINES.finditer(text):
            breaks = [n for n in range(*run.span()) if text[n] == "\n"]
            if len(breaks) > kept:
                yield text[at : breaks[kept - 1] + 1]
                yield element("span", text[breaks[kept - 1] + 1 : run.end()], class_="blank")
                at = run.end()
        yield text[at:]

    def _hover(self, marks: Sequence[Mark]) -> dict[str, str]:
        """What is told of a run where somebody points at it; of a page with a panel only facts."""
        told = [m for m in marks if not (self.brief and m.kind in _PLAIN)]
        says = dict.fromkeys(m.says for m in told)
        return {"title": visible("\n".join(says))} if says else {}

    def lists(self) -> Markup:
        """What needs a look, then the tasks by their points."""
        return element(
            "aside",
            element("h2", "未读与注意"),
            self.doubts(),
            element("h2", f"要点与任务（{len(self.notice.points)} 个要点，", _count(self.notice)),
            *self._tasks(),
            aria_label="清单",
            tabindex="-1",
        )

    def doubts(self) -> Markup:
        """What was not read, and the remarks."""
        notice = self.notice
        breaks = [at for at, sign in enumerate(notice.text) if sign == "\n"]
        found = [
            element(
                "li",
                element("b", self._link(unread_group(i), f"未读 {i + 1}"), class_="tag k-unread"),
                f" 第{bisect_left(breaks, piece.start) + 1}行　",
                visible(_cut(piece.text)),
                data_group=unread_group(i),
            )
            for i, piece in enumerate(notice.unread)
        ]
        found += [
            element(
                "li",
                element("b", self._link(remark_group(i), f"注意 {i + 1}"), class_="tag k-remark"),
                f" {SEVERITIES[remark.severity.value]}　{visible(chinese(remark.message))}",
                data_group=remark_group(i),
            )
            for i, remark in enumerate(notice.remarks)
        ]
        if not found:
            return element("p", "没有未读的文字，也没有需要注意的地方。", class_="hint")
        return element("ul", *found, class_="doubts")

    def _tasks(self) -> Iterator[Markup]:
        """Lists of tasks, each under its point, in the order of the tasks."""
        points = {p.id: i for i, p in enumerate(self.notice.points)}
        begun: set[str | None] = set()
        held: list[Markup] = []
        for index, task in enumerate(self.notice.tasks):
            of = self.notice.tasks[index - 1].point if index else None
            if index == 0 or task.point != of:
                yield from _closed(held)
                held = []
                if task.point in points:
                    yield self._point(points[task.point], again=task.point in begun)
                begun.add(task.point)
            held.append(self._task(index, task))
        yield from _closed(held)
        yield from (
            self._point(i, again=False)
            for i, p in enumerate(self.notice.points)
            if p.id not in begun
        )

    def _point(self, index: int, *, again: bool) -> Markup:
        point = self.notice.points[index]
        name = visible(f"{point.number}{one_line(point.heading)}")
        return element(
            "h3",
            self._link(point_group(index), name),
            "（续）" if again else None,
            data_group=point_group(index),
        )

    def _task(self, index: int, task: Task) -> Markup:
        group = task_group(index)
        return element(
            "li",
            element("b", self._link(group, task_name(task)), class_="tag k-task"),
            element("span", " 原文残缺", class_="damaged") if task.damaged else None,
            element("p", visible(task.text) or "（原文没有内容）"),
            *_units(task),
            *_dues(task.deadlines),
            data_group=group,
        )

    def _link(self, group: str, words: str) -> Markup | str:
        place = self.places.get(group)
        if place is None:
            return words
        return element("a", words, href=f"#{_anchor(place)}", data_go=group)


def _fact(name: str, said: str) -> Markup:
    return element("div", element("dt", name), element("dd", said))


def _count(notice: Notice) -> str:
    return f"{len(notice.tasks)} 项任务）"


def _closed(items: Sequence[Markup]) -> Iterator[Markup]:
    if items:
        yield element("ul", *items, class_="tasks")


def _keys() -> Iterator[Markup | str]:
    for key, does in (
        ("j", "下一项任务　"),
        ("k", "上一项　"),
        ("u", "下一处未读或注意　"),
        ("Esc", "取消"),
    ):
        yield element("kbd", key)
        yield f" {does}"


def _checkbox(kind: Kind) -> Markup:
    return Markup(
        element("input", type="checkbox", checked="", data_kind=kind.value, class_="scripted")
    )


def _tags(tags: Iterable[tuple[Mark, str]]) -> Iterator[Markup]:
    drawn = dict.fromkeys((mark.kind, words) for mark, words in tags if words)
    for kind, words in drawn:
        yield element("i", class_=f"tag k-{kind}", data_tag=visible(words), data_kind=kind.value)


def _units(task: Task) -> Iterator[Markup]:
    for role, word in ROLES.items():
        named = [_unit(a) for a in task.assignments if a.role == role]
        if named:
            yield element(
                "p",
                element("span", word, class_=f"role k-{role}"),
                element("span", *(element("span", visible(n), class_="each") for n in named)),
                class_="units",
            )
    if task.open_ended:
        yield element("p", "单位以“等”结尾，原文没有列全", class_="hint")


def _unit(of: Assignment) -> str:
    written = f"{of.unit}（{of.alias}）" if of.alias else of.unit
    if of.canonical is None or of.canonical == of.unit:
        return written
    return f"{written} → {of.canonical}"


def _dues(deadlines: Iterable[Deadline]) -> Iterator[Markup]:
    for due in deadlines:
        yield element(
            "p",
            element("span", "时限", class_="role k-deadline"),
            element("span", f"{visible(due.as_written)} → {due_words(due)}"),
            class_="units",
        )


def _anchor(start: int) -> str:
    return f"at-{start}"


def _cut(text: str) -> str:
    plain = " ".join(text.split()) or text
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1]}…"


def _counts(notice: Notice, cut: Sequence[Segment]) -> dict[Kind, int]:
    """How many there are of each kind, as they are counted in the notice."""
    roles = [a.role.value for t in notice.tasks for a in t.assignments]
    about = sum(m.kind is Kind.ABOUT for s in cut for m in s.begins)
    return {
        Kind.UNREAD: len(notice.unread),
        Kind.ABOUT: about,
        Kind.HEADING: len(notice.points),
        Kind.POINT: sum(bool(p.spans) for p in notice.points),
        Kind.TASK: len(notice.tasks),
        Kind.CITATION: len(notice.citations),
        Kind.LEAD: roles.count("lead"),
        Kind.RESPONSIBLE: roles.count("responsible"),
        Kind.COOPERATING: roles.count("cooperating"),
        Kind.DEADLINE: sum(len(t.deadlines) for t in notice.tasks),
        Kind.REMARK: len(notice.remarks),
    }


def _shares(cut: Sequence[Segment]) -> str:
    """How much of the print is a fact, understood, or unread."""
    facts = other = unread = 0
    for segment in cut:
        size = len("".join(segment.text.split()))
        kinds = {m.kind for m in segment.marks}
        if kinds - {Kind.UNREAD, Kind.REMARK}:
            facts += size
        elif Kind.UNREAD in kinds:
            unread += size
        else:
            other += size
    return (
        f"全文 {facts + other + unread} 字（不计空白）：读出事实的 {facts} 字，"
        f"已识别、不是事实的 {other} 字，未读 {unread} 字。"
    )
