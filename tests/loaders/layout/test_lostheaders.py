"""Headers of tables below which no table could be read."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, messages, read, read_body
from zhengmai.errors import UnreadableFileError

BROKEN = [
    "序号 检查事项 检查对象范围 抽查比例\n及频次\n起止时间 发起单位\n"
    "1 渡口检查 全区渡口 3%;2次/年\n3月—12月 区交通局\n",
    "序号 主要内容 地点 主要来宾\n1 开渡仪式 北码头 区领导、船工代表\n2 文艺演出 南码头 各界群众\n",
    "序 号　项目　规模　去向\n一　渡口　两座\n移交区交通局\n",
    "序号 | 项目名称 | 数量\n渡船 | 三艘\n缆绳\n",
    "序号\t品名\t完成时限\n救生衣五十件入库。\n",
]


@pytest.mark.parametrize("table", BROKEN)
def test_the_file_is_read_and_the_table_told(table: str) -> None:
    for notice in (
        read(f"渡南区渡口安排\n{table}"),
        read_body(f"一、守好渡口\n（一）换缆绳。\n{table}"),
    ):
        told = [said for said in messages(notice) if "a table is not understood" in said]
        assert len(told) == 1
        assert "序" in told[0]


@pytest.mark.parametrize(
    "text",
    [
        "序号见附件，请各街道核对。\n",
        "各单位按序号 名称 数量填报。\n",
        "序号 1\n",
        "序号 姓名 电话\n1 某甲 000-1234567\n",
    ],
)
def test_words_that_are_no_header(text: str) -> None:
    notice = read(f"{HEAD}一、守好渡口\n（一）换缆绳。\n{text}")
    assert not any("a table is not understood" in said for said in messages(notice))


TRACES = [
    "类别序号重点内容牵头单位全年完成情况\n守渡口1换缆绳。区水利局已完成\n",
    "实事内容工作任务责任单位进展情况\n渡口换缆绳。\n区水利局\n已完成\n",
    "主题\n渡口\n责任单位\n区水利局\n",
    "牵头单位\n| 目 标\n| 责 任 单 位\n|\n区水\n利局\n| 换缆绳\n| 各街道\n|\n",
    "承办部门\n区水利局\n",
]


@pytest.mark.parametrize("table", TRACES)
def test_a_name_of_a_column_of_units_is_a_trace_of_one(table: str) -> None:
    notice = read(f"渡南区渡口安排\n{table}")
    assert not notice.tasks
    assert any("a table is not understood" in said for said in messages(notice))


@pytest.mark.parametrize(
    "text",
    [
        "区水利局是责任单位。\n",
        "请各项目责任单位按内容报送，逾期不候。\n",
        "单位\n区水利局\n",
    ],
)
def test_words_that_are_no_trace(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read(f"渡南区渡口安排\n{text}")
