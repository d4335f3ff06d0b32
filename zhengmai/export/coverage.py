"""承接覆盖表: the matrix of a plan's points and the places below, as CSV and as a worksheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from zhengmai.export.csv import head_of, line_of
from zhengmai.export.xlsx import HEADING, PROPERTIES, TEXTS_ONLY, WRAPPED, held
from zhengmai.queries.coverage import Coverage, CoveredPoint

SUFFIXES: Final = (".csv", ".xlsx")
UNJUDGED: Final = "？"
STATUSES: Final = {"carried": "", "uncarried": "无人承接", "cannot_be_judged": "未见承接，无从判断"}
MAYBE: Final = "未见承接，有疑似"
_BEFORE: Final = ("序号", "要点", "内容")
_BEHIND: Final = ("任务合计", "承接地方数", "备注", "IRI")
_WIDTHS_BEFORE: Final = (9, 26, 60)
_WIDTH, _WIDTHS_BEHIND = 12, (10, 11, 20, 40)
_LONGEST: Final = 32767  # characters that a cell of a worksheet holds

Cell = str | int


def coverage_file(of: Coverage, suffix: str) -> Iterator[bytes]:
    """The matrix as a file of one of the ``SUFFIXES``, piece by piece."""
    return _csv(of) if suffix == ".csv" else _xlsx(of)


def table(of: Coverage) -> Iterator[list[Cell]]:
    """The lines: the head, a line a point, and what stands below each place's column.

    A place is told by its full name; ``？`` is where it cannot be judged whether it carries out a
    point, ``0（疑2）`` where it does not, but for two tasks that may.
    """
    yield [*_BEFORE, *("".join(c.jurisdiction) for c in of.places), *_BEHIND]
    for p in of.points:
        said = p.point.number, p.point.heading or "", p.point.text
        yield [*said, *_cells(p), p.total, p.places, _remark(p), p.point.iri]
    linked, tasks = [c.linked for c in of.places], [c.tasks for c in of.places]
    yield ["", "有承接的任务（不重复计）", "", *linked, sum(linked), "", "", of.plan.iri]
    yield ["", "全部任务", "", *tasks, sum(tasks), "", "", ""]
    if any(c.missing for c in of.places):
        yield ["", "上级文件未入库", "", *("；".join(c.missing) for c in of.places), "", "", "", ""]
    if any(c.fragment for c in of.places):
        parts = ("看来不全" if c.fragment else "" for c in of.places)
        yield ["", "下级文件", "", *parts, "", "", "", ""]


def _cells(of: CoveredPoint) -> Iterator[Cell]:
    for cell, maybe, doubtful in zip(of.cells, of.maybe, of.doubtful, strict=True):
        said = UNJUDGED if cell is None else cell
        yield f"{said}（疑{maybe}）" if doubtful else said


def _remark(of: CoveredPoint) -> str:
    return MAYBE if of.status == "uncarried" and any(of.doubtful) else STATUSES[of.status]


def _csv(of: Coverage) -> Iterator[bytes]:
    head, *lines = ([str(cell) for cell in line] for line in table(of))
    yield head_of(head)
    yield from map(line_of, lines)


def _xlsx(of: Coverage) -> Iterator[bytes]:
    from xlsxwriter import Workbook

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, **TEXTS_ONLY}) as book:
        book.set_properties(PROPERTIES)
        heading, wrapped = book.add_format(HEADING), book.add_format(WRAPPED)
        sheet = book.add_worksheet("承接覆盖")
        widths = (*_WIDTHS_BEFORE, *(_WIDTH for _ in of.places), *_WIDTHS_BEHIND)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, len(_BEFORE) - 1)
        for row, line in enumerate(table(of)):
            for column, cell in enumerate(line):
                form = wrapped if row else heading
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell, form)
                else:
                    sheet.write_string(row, column, held(cell)[:_LONGEST], form)
        sheet.autofilter(0, 0, len(of.points), len(widths) - 1)
    yield made.getvalue()
