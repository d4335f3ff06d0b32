"""Rows below a table that tell of the notice, not of a task."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.loaders.reading import read, row
from zhengmai.loaders.formats.webpage import parse
from zhengmai.loaders.layout.fieldrows import tells_of_the_notice
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice

HEAD = "渡南区2025年渡口工作任务分解表"
ROWS = [
    ["序号", "工作任务", "责任单位", "完成时限"],
    ["1", "更换渡口缆绳。", "区水利局", "6月底前"],
    ["2", "配齐救生衣。", "区交通局", "9月底前"],
]
FOUND = [
    ("1", "更换渡口缆绳。", "责区水利局", ["date 2025-06-30"]),
    ("2", "配齐救生衣。", "责区交通局", ["date 2025-09-30"]),
]
FIELDS = [
    ["索引号：", "37011/2025-11", "发布日期：", "2025-03-08"],
    ["发布机构：", "区政府办公室", "成文日期：", "2025年3月8日"],
    ["信息来源：", "区交通局", "公开方式：", "主动公开"],
    ["审核：", "王某", "责任编辑：", "李某"],
    ["主题分类：", "交通", "有效性：", "有效"],
]


def bars(rows: Sequence[Sequence[str]]) -> Notice:
    return read("\n".join([HEAD, *(f"| {' | '.join(cells)} |" for cells in rows)]) + "\n")


def closed(rows: Sequence[Sequence[str]]) -> Notice:
    return read("\n".join([HEAD, *(f"{' | '.join(cells)} |" for cells in rows)]) + "\n")


def tabs(rows: Sequence[Sequence[str]]) -> Notice:
    return read("\n".join([HEAD, *("\t".join(cells) for cells in rows)]) + "\n")


def page(rows: Sequence[Sequence[str]]) -> Notice:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return assemble(document(parse(f"<h1>{HEAD}</h1><table>{cells}</table>", "notice.html")))


@pytest.mark.parametrize("printed", [bars, closed, tabs, page])
@pytest.mark.parametrize("fields", FIELDS, ids=lambda f: f[0])
def test_no_task_is_made_of_them(
    fields: list[str], printed: Callable[[Sequence[Sequence[str]]], Notice]
) -> None:
    notice = printed([*ROWS, fields])
    assert [row(task) for task in notice.tasks] == FOUND
    assert notice.plan_title == HEAD


@pytest.mark.parametrize(
    "cells",
    [
        ["3", "目标：", "区水利局", "年底前"],
        ["3", "清淤：河道两公里", "区水利局：牵头", "年底前"],
        ["", "责任单位：", "区水利局", ""],
    ],
)
def test_rows_of_tasks(cells: list[str]) -> None:
    assert not tells_of_the_notice([cell.replace("：", ":") for cell in cells])
