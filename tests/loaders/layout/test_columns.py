"""The columns of a table of tasks: header rows, and what stands in the cells."""

from __future__ import annotations

import pytest

from tests.loaders.reading import whole
from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.layout import columns
from zhengmai.loaders.phrases.columnnames import Column

N, A, T, L, R, C, D = (
    Column.NUMBER,
    Column.NAME,
    Column.TEXT,
    Column.LEAD,
    Column.RESPONSIBLE,
    Column.COOPERATING,
    Column.DEADLINE,
)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("序号|工作任务|具体要求|责任单位|完成时限", (N, A, T, R, D)),
        ("序号|工作任务|责任单位|完成时限", (N, T, R, D)),
        ("序号|类别|重点任务|牵头单位|配合单位", (N, A, T, L, C)),
        ("序 号|工作任务||具体要求|责任单位|完成时限", (N, A, T, R, D)),
        ("重点任务|工作措施|牵头单位|责任单位|时间节点|备注", (A, T, L, R, D, Column.REMARK)),
        ("序号|工作任务|责任单位|得分", (N, T, R, Column.OTHER)),
        ("序号|工作任务", None),
        ("工作任务|具体要求|备注", None),
        ("1|做好公开|区司法局", None),
        ("序号|工作任务|责任单位|本表所列任务由各单位按照职责分工逐项落实", None),
    ],
)
def test_header_rows(printed: str, found: tuple[Column, ...] | None) -> None:
    assert columns.header([whole(c) for c in printed.split("|")]) == found


SENTENCE = "把区属学校的招生计划、转学条件和课后托管收费写成一张表，贴在校门口。"


@pytest.mark.parametrize(
    ("cell", "best"),
    [
        ("12", N),
        ("一、做实公开", A),
        ("（二）推进民生信息公开", A),
        (SENTENCE, T),
        ("区司法局、区财政局", R),
        ("区政府各部门(单位)、各街道办事处", R),
        ("2025年12月底前", D),
        ("长期坚持", D),
        ("按时限要求", D),
    ],
)
def test_a_cell_suits_its_own_column_best(cell: str, best: Column) -> None:
    nature = columns.nature(fold(cell))
    fits = {column: columns.fit(nature, column) for column in (N, A, T, R, D)}
    assert max(fits, key=fits.__getitem__) is best, fits


def test_an_empty_cell_suits_every_column() -> None:
    assert {columns.fit(columns.nature(" \n"), column) for column in Column} == {0.0}
