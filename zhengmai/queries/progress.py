"""进展情况: what was reported on tasks, and what state they are in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zhengmai.graph.progress import Report
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris
from zhengmai.queries.notices import notices
from zhengmai.queries.questions import ask, optional, text
from zhengmai.queries.taskkeys import TaskIndex, wording
from zhengmai.queries.tasks import TaskRow, tasks

NEAR_DAYS: Final = 30
"""How many days before its last day a task is told as near."""


class State(StrEnum):
    """What state a time limit is in 状态."""

    PENDING = "pending"  # 未到期
    NEAR = "near"  # 临近
    OVERDUE = "overdue"  # 逾期
    DONE = "done"  # 办结


class Stage(StrEnum):
    """What a reported status says, where it is one of the usual words."""

    DONE = "done"
    UNDER_WAY = "under way"
    NOT_BEGUN = "not begun"


# What people write into the column 状态. What is not here is kept as it was written and counts for
# nothing: 基本完成, 待定, 完成（除第二项）.
_WORDS: Final[Mapping[Stage, str]] = {
    Stage.DONE: (
        "办结 已办结 全部办结 已全部办结 办结完毕 办理完毕 已办理完毕 办毕 已办毕 完成 "
        "已完成 全部完成 已全部完成 按期完成 已按期完成 按时完成 已按时完成 如期完成 "
        "提前完成 完成任务 已完成任务 完结 已完结 已落实 全部落实 已全部落实 落实到位 "
        "已落实到位 销号 已销号 结项 已结项 done completed"
    ),
    Stage.UNDER_WAY: (
        "进行中 正在进行 推进中 正在推进 持续推进 持续推进中 有序推进 稳步推进 正常推进 "
        "按计划推进 序时推进 达到序时进度 办理中 正在办理 在办 实施中 正在实施 落实中 "
        "正在落实 开展中 正在开展 已启动 已开展 部分完成 长期坚持"
    ),
    Stage.NOT_BEGUN: (
        "未开展 尚未开展 未启动 尚未启动 未开始 尚未开始 未实施 未办理 待开展 待启动 "
        "未完成 尚未完成 未办结 尚未办结 未落实 尚未落实"
    ),
}
_STAGES: Final = {word: stage for stage, words in _WORDS.items() for word in words.split()}
_BLANKS = re.compile(r"\s+")
_SHARE = re.compile(r"(?:已?完成|进度)?(\d{1,3}(?:\.\d+)?)%(?:已?完成)?")


def stage(status: str) -> Stage | None:
    """What a reported status says; None where it is none of the usual words."""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", status)).casefold()
    plain = folded.rstrip("。.!;,、").removesuffix("了")
    share = _SHARE.fullmatch(plain)
    if share is None:
        return _STAGES.get(plain)
    done = float(share[1])
    if done > 100:
        return None
    return Stage.DONE if done == 100 else Stage.UNDER_WAY if done else Stage.NOT_BEGUN


def state(day: date, done: bool, today: date, near: int = NEAR_DAYS) -> State:
    """The state of a limit: done, over, within some days from today, or not near yet."""
    if done:
        return State.DONE
    if day < today:
        return State.OVERDUE
    return State.NEAR if day <= today + timedelta(days=near) else State.PENDING


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report, and the task that it is about.

    Attributes:
        report: itself.
        task: the task, as it stands now; None where it is gone, or where it cannot be told any more
            which one it was.
        latest: no later one is about the same task.
    """

    report: Report
    task: TaskRow | None
    latest: bool

    @property
    def stage(self) -> Stage | None:
        """What its status says, where it is one of the usual words."""
        return stage(self.report.status)


def progress(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    history: bool = False,
) -> list[ReportRow]:
    """What was reported on tasks, by notice and task; of a task the latest report.

    Args:
        store: where to look.
        place: only on notices of this place and the places in it.
        year: only on plans of this year.
        history: all reports, the latest of a task first.

    Raises:
        NotFoundError: the store knows no such place.
    """
    chosen = None
    if place is not None or year is not None:
        chosen = [n.iri for n in notices(store, place=place, year=year)]
    rows = rows_of(reports(store, chosen), store)
    return rows if history else [row for row in rows if row.latest]


def reports(store: Store, of: Iterable[str] | None = None) -> list[Report]:
    """All reports, or those on the tasks of some notices, the latest first."""
    if of is None:
        rows = ask(store, "reports")
    else:
        rows = []
        for some in in_parts(sorted(set(of))):
            graphs = [Iri(iris.progress_graph(notice)) for notice in some]
            rows += ask(store, "reports", {"graph": graphs, "notice": [Iri(n) for n in some]})
    told = sorted(rows, key=lambda r: (text(r, "at"), text(r, "report")), reverse=True)
    return [_report(row) for row in told]


def _report(row: Row) -> Report:
    parts = ("context", "status", "progress", "material", "by", "file", "instead")
    told = {name: optional(row, name) or "" for name in parts}
    return Report(task=text(row, "task"), text=text(row, "text"), at=text(row, "at"), **told)


def rows_of(found: Sequence[Report], store: Store) -> list[ReportRow]:
    """Reports (the latest first) with their tasks; by notice and order of these."""
    index = index_of(store, {iris.notice_of_node(r.task) for r in found})
    rows, seen = [], set()
    for report in found:
        task = index.find(*told_by(report))
        about = report.task + "\n" + report.text if task is None else task.iri
        rows.append(ReportRow(report, task, about not in seen))
        seen.add(about)
    return sorted(rows, key=_place)


def _place(row: ReportRow) -> tuple[str, bool, int, str]:
    """Where a report stands in a list: by its notice, what is gone last."""
    of = row.task
    notice = iris.notice_of_node(row.report.task) if of is None else of.notice
    return notice, of is None, 0 if of is None else of.order, row.report.task if of is None else ""


def told_by(report: Report) -> tuple[str, str, str]:
    """By what the task of a report is found: IRI, text and context in short."""
    told = wording(report.context) if report.context else ""
    return report.task, wording(report.text), told


def index_of(store: Store, of: Iterable[str]) -> TaskIndex:
    """The tasks of some notices, to be found by what they say."""
    return TaskIndex.of(task for notice in sorted(set(of)) for task in tasks(store, notice=notice))


def latest(store: Store, of: Iterable[str]) -> dict[str, ReportRow]:
    """Of the tasks of some notices that were reported on: task → its latest report."""
    rows = rows_of(reports(store, of), store)
    return {row.task.iri: row for row in rows if row.task is not None and row.latest}
