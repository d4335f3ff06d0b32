"""What a build did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.building.files import Kind, LeftOut
from zhengmai.building.reports import BuildReport, FileReport
from zhengmai.model import Severity
from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened, worded
from zhengmai.wording import answered, in_answer

if TYPE_CHECKING:
    from zhengmai.graph.lineage.judging import Consultation

_KINDS = {
    Kind.ARCHIVE: "压缩包（请先解压）",
    Kind.PICTURE: "图片（须指名读取）",
    Kind.EMPTY: "空文件",
    Kind.TEMPORARY: "临时文件",
    Kind.HIDDEN: "隐藏文件",
    Kind.OWN: "本程序所写",
    Kind.ABOUT: "说明文件",
    Kind.UNOPENED: "无法打开",
    Kind.OTHER: "其他格式",
}
_MOST_ENDINGS = 4  # of other formats
_LOST = 40  # characters of a text that is gone
_ALL_LISTED = 20  # unchanged files that are still told one by one


def build(report: BuildReport) -> None:
    """What a build did, file by file."""
    out = console()
    table = new_table(
        ("文件", "left"), ("通知", "left"), ("要点", "right"), ("任务", "right"),
        ("残缺", "right"), ("未读字数", "right"), ("结果", "text"),
    )  # fmt: skip
    listed = [f for f in report.files if not _goes_without_saying(f)]
    left_out = len(report.files) - len(listed)
    if left_out <= _ALL_LISTED:
        listed, left_out = list(report.files), 0
    for file in listed:
        add_row(table, *_file_cells(file))
    if listed:
        out.print(table)
    if left_out:
        out.print(worded(f"另有 {left_out} 份文件无变化，未列出（--json 列出全部）"))
    stored = [f for f in report.files if f.iri is not None]
    tasks = sum(f.tasks for f in stored)
    out.print(worded(f"{len(stored)} 份通知入库，{tasks} 项任务，{report.links} 条承接关系"))
    if report.left_out:
        kinds = _counted(report.left_out)
        out.print(worded(f"文件夹中未读 {len(report.left_out)} 个：{kinds}（--json 列出全部）"))
    if report.judge is not None:
        out.print(as_text(_judged(report.judge)))
    names = {f.iri: f.file for f in report.files}
    for notice_iri, label in report.missing:
        out.print(worded(f"上级文件未入库  {label}  （{names.get(notice_iri, notice_iri)} 引用）"))
    for one, other in report.twins:
        out.print(
            worded(f"疑为同一份文件，任务重复计数  {one}  {other}  （用 remove 移出其中一份）")
        )
    for word in report.lost:
        said = shortened(word.child_text or word.child, _LOST)
        who = " ".join(filter(None, (word.by, (word.at or "")[:10])))
        out.print(worded(f"人工判断所指的原文已变更或移出，不再计入  {said}  （{who}）"))


def _counted(of: Sequence[LeftOut]) -> str:
    """What folders hold that was not read, by kind."""
    counts = Counter(one.kind for one in of)
    told = [f"{answered(words)} {counts[kind]}" for kind, words in _KINDS.items() if counts[kind]]
    others = (Path(one.file).suffix.lower() for one in of if one.kind is Kind.OTHER)
    endings = Counter(suffix or answered("无后缀") for suffix in others)
    if endings:
        some = "、".join(f"{name} {count}" for name, count in endings.most_common(_MOST_ENDINGS))
        told[-1] += f"（{some}{'等' if len(endings) > _MOST_ENDINGS else ''}）"
    return "，".join(told)


def _goes_without_saying(file: FileReport) -> bool:
    """Whether the store holds the notice just as before, and nothing in it needs a look."""
    return file.ok and not file.changed


def _judged(of: Consultation) -> str:
    """What came of asking the office's model."""
    parts = [f"请模型判断 {of.asked} 项任务的存疑关系：答复 {of.answered}，未答复 {of.failed}"]
    if of.known:
        parts.append(f"；另有 {of.known} 项以前已答复")
    if of.skipped:
        parts.append(f"；连续失败后不再询问，{of.skipped} 项未问")
    return "".join(map(answered, parts))


def _file_cells(file: FileReport) -> Iterator[object]:
    yield Path(file.file).name
    if file.iri is None:  # why is told once, with the errors
        yield from ("", "", "", "", "", answered("未入库"))
        return
    yield file.name
    yield file.points
    yield file.tasks
    yield file.damaged or ""
    yield file.unread or ""
    said = answered("入库" if file.changed else "无变化")
    noted = [in_answer(r.message) for r in file.remarks if r.severity is not Severity.NOTE]
    yield answered("；").join([said, *noted])
