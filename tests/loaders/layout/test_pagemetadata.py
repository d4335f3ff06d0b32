"""信息表: what a page says of itself is no task, and its labels are no units."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read
from zhengmai.model import Notice

_ROWS = "任务\n\n甲栏\n\n修码头\n\n乙\n\n补跳板\n\n丙\n"
_NOTICE = """渡南区教育局关于印发2025年渡口要点的通知
渡南教发〔2025〕6号
各学校：
《2025年渡口要点》已经研究同意，现印发给你们。
渡南区教育局
2025年6月18日
2025年渡口要点
"""
_POINTS = (
    "一、守渡口\n（一）看船。查救生衣。（区交通局负责）\n（二）看桥。查栏杆。（区水利局负责）\n"
)

# Fields as sites print them: beside each other, below each other, in rows, with words beside.
FIELDS = [
    "发布机构: 渡南区教育局 主题分类: 科技、教育",
    "索引号: 000014349/2025 组配分类: 教育\n发布机构: 渡南区教育局 主题分类: 教育\n"
    "发布机构: 渡南区教育局\n主题分类: 教育",
    "发布机构：\n渡南区教育局\n责任部门：\n区教育局\n有 效 性：\n有效",
    "发布机构 | 渡南区教育局 | 责任部门 | 区教育局 |",
    "公开主体：渡南区教育局\n公开责任部门：区教育局办公室\n发布日期：2025-06-20",
    "信息提供单位：渡南区教育局\n责任处室：办公室\n成文日期：2025-06-18",
    "索引号：1\n承办单位：区教育局\n责任单位：区教育局",
    "发文机构: 渡南区教育局    责任科室: 办公室    公开形式: 网站",
    "【发布机构】渡南区教育局\n【责任部门】区教育局\n【发布日期】2025-06-20",
]


def said(notice: Notice) -> list[str]:
    return [task.text for task in notice.tasks]


@pytest.mark.parametrize("fields", FIELDS)
def test_over_a_notice_whose_plan_is_elsewhere(fields: str) -> None:
    assert said(read(f"{fields}\n{_NOTICE}")) == []


@pytest.mark.parametrize("fields", FIELDS)
def test_twice_over_a_table_that_is_not_understood(fields: str) -> None:
    assert said(read(f"{fields}\n{fields}\n{_NOTICE}{_ROWS}")) == []


@pytest.mark.parametrize("fields", FIELDS)
def test_over_a_plan(fields: str) -> None:
    notice = read(f"{fields}\n{_NOTICE}{_POINTS}")
    assert [a.unit for t in notice.tasks for a in t.assignments] == ["区交通局", "区水利局"]
    assert notice.addressees == ("各学校",)
    assert notice.document_number == "渡南教发〔2025〕6号"


def test_units_behind_such_words_in_a_plan_stay() -> None:
    plan = (
        "责任部门：区交通局\n修好码头。（责任单位：区水利局）\n补好跳板。（责任单位：区住建局）\n"
    )
    units = [a.unit for t in read(_NOTICE + plan).tasks for a in t.assignments]
    assert units[-2:] == ["区水利局", "区住建局"]


@pytest.mark.parametrize(
    "line",
    [
        "发布日期:2025-06-18 00:00  来源:渡南区政府  阅读: 次 字体:[ 大 ] [ 中 ] [ 小 ]",
        "来源：区政府办公室 发布时间：2025-06-18 浏览次数：35",
        "发布机构：渡南区教育局　发布日期：2025年6月18日　字号：大 中 小",
    ],
)
def test_a_line_of_the_page_below_a_heading_is_in_no_task(line: str) -> None:
    notice = read(f"十七、守好渡口\n{line}\n到年底修好三处码头，配齐救生衣。\n责任单位：区交通局\n")
    (task,) = notice.tasks
    assert task.text == "到年底修好三处码头，配齐救生衣。"
    assert [a.unit for a in task.assignments] == ["区交通局"]


def test_what_a_task_lists_with_colons_stays() -> None:
    text = "公布办事指南：地点：三号码头。时间：周一。电话：12345。"
    (task,) = read(f"十七、守好渡口\n{text}\n责任单位：区交通局\n").tasks
    assert task.text == text


def test_the_number_in_a_run_of_fields() -> None:
    head = "类 别:其他法规文 号:渡政办发[2025]6号颁发日期:2025-06-18\n地 区:渡南区\n"
    notice = read(head + _NOTICE.replace("渡南教发〔2025〕6号\n", "") + _POINTS)
    assert notice.document_number == "渡政办发〔2025〕6号"
    assert notice.citations == ()
