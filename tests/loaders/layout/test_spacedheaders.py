"""Tables one cell a line whose names stand on one line, as a PDF prints them that is copied."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row

NAMES = "序号 项目名称 工作措施 牵头单位 配合单位 责任人 完成时限\n"
REPAIRS = [
    ("1", "北岸码头", "给缆绳换新，旧绳一律剪断后送回库房，逐条登记。", "县水务局",
     "县财政局、渡口镇", "何某", "2025年6月底前"),
    ("2", "南岸码头", "装航标灯三盏，夜里有人值守，坏了当天报修。", "县交通局",
     "县住房和城乡建设局", "李某", "9月底前"),
    ("3", "渡口手册", "编一本手册，印三千册，发到各村各户。", "县文旅局", "沿江各镇",
     "周某", "年底前"),
]  # fmt: skip
REPAIRED = [
    ("1", REPAIRS[0][2], "牵县水务局 配县财政局 配渡口镇", ["date 2025-06-30"]),
    ("2", REPAIRS[1][2], "牵县交通局 配县住房和城乡建设局", ["date 2025-09-30"]),
    ("3", REPAIRS[2][2], "牵县文旅局 配沿江各镇*", ["date 2025-12-31"]),
]


def broken(width: int, end: str = "") -> list[str]:
    """The lines of the cells, broken at a width; what stands behind the last line of each."""
    cells = [cell for row_ in REPAIRS for cell in row_]
    return [
        cell[at : at + width] + (end if at + width >= len(cell) else "")
        for cell in cells
        for at in range(0, len(cell), width)
    ]


def test_names_on_one_line_above_cells_on_lines() -> None:
    notice = read_body(NAMES + "\n".join("\n".join(row) for row in REPAIRS))
    assert [row(task) for task in notice.tasks] == REPAIRED


@pytest.mark.parametrize("width", [5, 9, 14])
def test_blanks_tell_where_a_broken_cell_ends(width: int) -> None:
    """As text copied from a PDF that Word made; the names again, and a page number, in a cell."""
    lines = broken(width, " ")
    middle = next(at for at, line in enumerate(lines) if line.startswith("装航标灯")) + 1
    printed = [*lines[:middle], "— 2 —", NAMES.strip(), *lines[middle:]]
    notice = read_body(NAMES + "\n".join(printed))
    assert [row(task) for task in notice.tasks] == REPAIRED


@pytest.mark.parametrize("width", range(4, 15))
def test_without_them_the_rows_are_sure_or_told(width: int) -> None:
    notice = read_body(NAMES + "\n".join(broken(width)))
    told = any("not understood" in remark.message for remark in notice.remarks)
    assert [row(task) for task in notice.tasks] == ([] if told else REPAIRED)
