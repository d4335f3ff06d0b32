"""承接覆盖: a plan's points × the places below, and how closely each notice follows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from zhengmai.terminal.lineage import name_of
from zhengmai.terminal.tables import add_row, as_text, console, new_table, shortened, worded
from zhengmai.wording import answered

if TYPE_CHECKING:
    from zhengmai.queries.coverage import Coverage, CoveredPoint, CoveringPlace
    from zhengmai.queries.diffusion import DiffusionRow
    from zhengmai.queries.notices import NoticeRow

UNJUDGED = "？"
_STATUSES = {"uncarried": "无人承接", "cannot_be_judged": "无从判断"}
_FOR_POINTS = 56  # columns for what stands beside the places
_HEADING = 26  # characters of a point


def coverage(of: Coverage, names: Mapping[str, str]) -> None:
    """The matrix, as far as it fits; ``names`` are the notices as people know them."""
    out = console()
    counts = answered(f"{len(of.points)} 个要点，{len(of.places)} 个下级地方")
    out.print(as_text(f"{plan_name(of.plan)}  {counts}"))
    heads = place_heads(of.places)
    fits = sum(cell_len(head) + 2 for head in heads) <= out.width - _FOR_POINTS
    table = new_table(
        ("序号", "left"), ("要点", "text"),
        *((head, "right") for head in heads if fits),
        ("任务", "right"), ("地方", "right"), ("", "left"),
    )  # fmt: skip
    for row in of.points:
        cells = _cells(row) if fits else ()
        status = answered(_STATUSES.get(row.status, ""))
        if row.status == "uncarried" and any(row.doubtful):
            status = answered("未见承接，有疑似")
        add_row(table, row.point.number, _said(row), *cells, row.total, row.places, status)
    table.add_section()
    linked, tasks = [c.linked for c in of.places], [c.tasks for c in of.places]
    add_row(
        table,
        "",
        answered("有承接的任务（不重复计）"),
        *(linked if fits else ()),
        sum(linked),
        "",
        "",
    )
    add_row(table, "", answered("全部任务"), *(tasks if fits else ()), sum(tasks), "", "")
    out.print(table)
    if not fits:
        out.print(worded("地方太多，一屏放不下：用 --out 文件.xlsx（或 .csv）写出全表"))
    if any(any(row.doubtful) for row in of.points):
        out.print(worded("疑N  有 N 项任务可能承接，把握不足，未计入：zhengmai review 可逐一判断"))
    for place in of.places:
        if place.missing:
            name, said = place.jurisdiction[-1], "、".join(place.missing)
            out.print(worded(f"{UNJUDGED}  {name}所依据的 {said} 未入库，是否承接无从判断"))
        if place.fragment:
            name, few = place.jurisdiction[-1], place.tasks
            out.print(worded(f"{UNJUDGED}  {name}的文件只有 {few} 项，看来不全，是否承接无从判断"))
    out.print(_diffusion(of.diffusion, names))


def place_heads(places: Sequence[CoveringPlace]) -> list[str]:
    """What the columns are called: the name of the place; with the place above where two share."""
    count = Counter(c.jurisdiction[-1] for c in places)
    return ["".join(c.jurisdiction[-2 if count[c.jurisdiction[-1]] > 1 else -1 :]) for c in places]


def plan_name(of: NoticeRow) -> str:
    """《2025年湄川省政务公开工作要点》（湄政办发〔2025〕11号）."""
    number = f"（{of.document_number}）" if of.document_number else ""
    return f"《{of.plan or of.title}》{number}"


def _cells(of: CoveredPoint) -> Iterator[str]:
    for cell, maybe, doubtful in zip(of.cells, of.maybe, of.doubtful, strict=True):
        said = UNJUDGED if cell is None else str(cell)
        yield answered(f"{said}（疑{maybe}）") if doubtful else said


def _said(of: CoveredPoint) -> str:
    return shortened(name_of(of.point), _HEADING)


def _diffusion(rows: Iterable[DiffusionRow], names: Mapping[str, str]) -> object:
    table = new_table(
        ("下级通知", "text"), ("任务", "right"), ("有承接", "right"), ("其中直接", "right"),
        ("平均照抄程度", "right"), ("照抄", "right"), ("改写", "right"), ("细化", "right"),
        ("间隔", "right"),
    )  # fmt: skip
    for row in rows:
        shares = (
            "" if s is None else f"{s:.0%}" for s in (row.copied, row.rephrased, row.elaborated)
        )
        mean = "" if row.fidelity is None else f"{row.fidelity:.2f}"
        lag = "" if row.lag_days is None else answered(f"{row.lag_days}天")
        name = names.get(row.notice, row.notice)
        add_row(table, name, row.tasks, row.linked, row.direct, mean, *shares, lag)
    return table
