"""进展情况: what was reported on tasks, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhengmai.terminal.tables import add_row, console, new_table, shortened

if TYPE_CHECKING:
    from zhengmai.queries.progress import ReportRow

_TASK, _SAID = 60, 60  # characters that are shown


def reports(rows: Iterable[ReportRow]) -> None:
    """Reports by task; those whose task is gone in a table of their own."""
    found = list(rows)
    held = [row for row in found if row.task is not None]
    gone = [row for row in found if row.task is None]
    if held:
        _table(held, None)
    if gone:
        _table(gone, "任务已变更或移除，请核对后重新填报：")


def _table(rows: Iterable[ReportRow], title: str | None) -> None:
    table = new_table(
        ("任务", "text"), ("状态", "left"), ("进展情况", "text"), ("佐证材料", "left"),
        ("报送", "left"), ("时间", "left"), title=title,
    )  # fmt: skip
    for row in rows:
        said = row.report
        add_row(
            table, shortened(_of(row), _TASK), said.status, shortened(said.progress, _SAID),
            shortened(said.material, _SAID), said.by, said.at[:10],
        )  # fmt: skip
    console().print(table)


def _of(row: ReportRow) -> str:
    """What a report is about: the task, or the point of one whose text is lost."""
    return row.report.text or (f"（{row.task.heading or ''}）" if row.task is not None else "")
