"""Tables of Word documents as they are written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import cell, cells, paragraph, row, source, table


def test_of_nested_tables_the_inner_one_is_given(tmp_path: Path) -> None:
    inner = table(row(cell("序号"), cell("措施")), row(cell("1"), cell("公开")))
    body = (
        paragraph("前")
        + table(
            row(cell("甲"), cell("乙")),
            row(cell("左"), cell(paragraph("上") + inner + paragraph("下")), cell("右")),
            row(cell("丙"), cell("丁")),
        )
        + paragraph("后")
    )
    found = source(tmp_path, body)
    assert found.text == ("前\n甲\t乙\n左\n上\n序号\t措施\n1\t公开\n下\n右\n丙\t丁\n后\n")
    (grid,) = found.grids
    assert found.text[grid.span.start : grid.span.end] == "序号\t措施\n1\t公开"
    assert [c[4] for c in cells(found)] == ["序号", "措施", "1", "公开"]


def test_a_table_with_nothing_in_it_has_no_grid(tmp_path: Path) -> None:
    assert source(tmp_path, paragraph("甲") + table(row(cell("")))).grids == ()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ((("牵头单位", "甲局"), ("配合单位", "乙局")), "牵头单位：甲局\n配合单位：乙局"),
        ((("牵头单位", "配合单位"), ("甲局", "乙局")), "牵头单位：甲局\n配合单位：乙局"),
        ((("主办单位：", "甲局", "完成时限：", "6月底前"),), "主办单位：甲局\n完成时限：6月底前"),
        ((("甲局",), ("乙局",)), "甲局\n乙局"),
        ((("工程", "进度"), ("环城路", "开工")), "工程，进度；\n环城路，开工"),
    ],
)
def test_a_table_in_a_cell_of_a_table_of_tasks_is_lines_of_the_cell(
    tmp_path: Path, inner: tuple[tuple[str, ...], ...], expected: str
) -> None:
    nested = table(*(row(*map(cell, cells_)) for cells_ in inner))
    body = table(
        row(cell("序号"), cell("具体措施"), cell("责任单位")),
        row(cell("1"), cell("公开"), cell(paragraph("") + nested + paragraph(""))),
    )
    found = source(tmp_path, body)
    assert [c[4] for c in cells(found)][3:] == ["1", "公开", expected]
