"""Headers of tables below which no table could be read."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, messages, read, read_body

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
