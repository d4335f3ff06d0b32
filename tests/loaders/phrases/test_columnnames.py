"""How offices name the columns of a table of tasks."""

from __future__ import annotations

import pytest

from zhengmai.loaders.phrases.columnnames import HEADINGS, Column, heading, roles_of
from zhengmai.loaders.phrases.columnwords import tells_what_was_done


@pytest.mark.parametrize(("printed", "column"), HEADINGS.items(), ids=HEADINGS.keys())
def test_headings_are_known_however_they_are_spaced(printed: str, column: Column) -> None:
    assert heading(printed) is column
    assert heading(f" {printed[0]}\u3000{printed[1:]}\n") is column


@pytest.mark.parametrize("words", ["区司法局", "1", "", "责任单位：区司法局", "工作任务如下"])
def test_what_heads_no_column(words: str) -> None:
    assert heading(words) is None


@pytest.mark.parametrize(
    ("names", "column"),
    [
        ("协同配合单位 配合协作部门 协助承办科室 配合落实股室 参与实施单位 市级配合部门 "
         "其他协办处室 责任配合单位 区直协同单位 主要配合单位 配合(协办)单位", Column.COOPERATING),
        ("牵头落实部门 主办责任科室 市级牵头单位 牵头主办单位 主责落实处室 县直牵头部门",
         Column.LEAD),
        ("组织实施单位 落实承办科室 具体承办处室 区级责任部门 共同责任单位 承办落实股室",
         Column.RESPONSIBLE),
        ("主要职责 工作职责 职责 职责任务 具体职责分工", Column.TEXT),
        ("牵头配合单位 主办协办单位 牵头、协同单位 牵头部门和协助部门",
         Column.FIRST_LEADS_OTHERS_HELP),
        ("2025年度任务目标 2025年工作要求 上半年工作任务", None),
        ("1-9月份工作完成情况 截至6月底进展情况 一季度进展 2025年1至5月工作成效 上半年取得成效",
         Column.DETAIL),
        ("完成率(%) 工程进度率 任务完成率 1-9月份完成率", Column.DETAIL),
        ("是否纳入督办 是否省市统一进度(全省县市区名次)", Column.REMARK),
        ("决策事项名称 省政府十大民生实事名称 市级十件民生实事 县委政府重点项目", Column.NAME),
        ("监督电话 投诉电话 值班电话", Column.REMARK),
    ],
)  # fmt: skip
def test_names_are_known_by_their_parts(names: str, column: Column | None) -> None:
    for name in names.split():
        found = heading(name)
        assert found in ((column,) if column else (Column.TEXT, Column.NAME)), name


@pytest.mark.parametrize(
    "name",
    [
        "工作单位",
        "单位",
        "发文单位",
        "主管",
        "配合",
        "2025年度",
        "上半年",
        "6月底",
        "用人单位",
        "协同创新",
    ],
)
def test_what_assigns_nothing(name: str) -> None:
    assert heading(name) not in (Column.LEAD, Column.RESPONSIBLE) or name in HEADINGS


@pytest.mark.parametrize(
    ("name", "done"),
    [
        ("6月底进展情况", True),
        ("完成情况", True),
        ("完成率(%)", True),
        ("完成进度", True),
        ("推进情况及下一步打算", True),
        ("序时进度", False),
        ("进度安排", False),
        ("完成进度要求", False),
        ("进展要求", False),
        ("完成时限", False),
    ],
)
def test_what_was_done_is_not_what_is_to_be_done(name: str, done: bool) -> None:
    assert tells_what_was_done(name) is done


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        ("序号 工作任务 主要责任单位", [Column.RESPONSIBLE]),
        ("序号 工作任务 主要责任部门 完成时限", [Column.RESPONSIBLE, Column.DEADLINE]),
        ("序号 工作任务 主要责任单位 协同配合单位", [Column.LEAD, Column.COOPERATING]),
        ("序号 工作任务 主要责任单位 责任单位", [Column.LEAD, Column.RESPONSIBLE]),
        ("序号 工作任务 牵头部门 主要责任单位", [Column.LEAD, Column.RESPONSIBLE]),
        ("序号 工作任务 主办单位", [Column.LEAD]),
    ],
)
def test_who_mainly_answers_leads_only_beside_others(names: str, columns: list[Column]) -> None:
    found = roles_of(names.split())
    assert found is not None
    assert found[2:] == columns
