"""Tables that give proposals of deputies 建议、提案、议案 to offices: a title says the task."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import Layout, bars, ended, markdown, page, rows, tabs, web
from zhengmai.model import Notice, Severity

FERRY = "关于给石埠渡口换装新缆绳的建议"
LAMPS = "关于在三个码头增设航标灯、候船棚的建议"
SCHOOL = "关于盘活闲置校舍的建议"
READ = [
    ("1", FERRY, "牵区水务局 配区财政局 配石埠镇人民政府", []),
    ("2", LAMPS, "牵区交通运输局", []),
    ("3", SCHOOL, "牵区教育局 牵石埠镇人民政府 配区财政局", []),
]


def by_hand(*lines: str) -> Notice:
    """A page below which the notice counts 一、二、."""
    made = "".join(f"{line}\n" for line in lines)
    return reading.read_body(f"一、请在三个月内答复代表。\n二、答复件须由负责人签发。\n{made}")


@pytest.mark.parametrize("layout", [bars, markdown, tabs, web, ended, by_hand])
@pytest.mark.parametrize(
    ("header", "lines"),
    [
        pytest.param(
            "序号|建议编号|建议标题|领衔代表|主办单位|会办单位|备注",
            (
                f"1|003|{FERRY}|沈　建|区水务局|区财政局、石埠镇人民政府|—",
                f"2|1108|{LAMPS}|顾宏亮|区交通运输局|/|并案",
                f"3|019|{SCHOOL}|宋　洁|区教育局、石埠镇人民政府|区财政局|—",
            ),
            id="proposals of deputies",
        ),
        pytest.param(
            "序号|案号|案由|提案人|主办单位|协办单位",
            (
                f"1|第12号|{FERRY}|沈建|区水务局|区财政局、石埠镇人民政府",
                f"2|第15号|{LAMPS}|顾宏亮|区交通运输局|/",
                f"3|第20号|{SCHOOL}|宋洁|区教育局、石埠镇人民政府|区财政局",
            ),
            id="what it is about",
        ),
        pytest.param(
            "序号|提案题目|第一提案人|主办单位|会办单位",
            (
                f"1|{FERRY}|沈建|区水务局|区财政局、石埠镇人民政府",
                f"2|{LAMPS}|顾宏亮|区交通运输局|—",
                f"3|{SCHOOL}|宋洁|区教育局、石埠镇人民政府|区财政局",
            ),
            id="titles of motions",
        ),
        pytest.param(
            "序号|议案标题|主办单位|会办单位|领衔代表",
            (
                f"1|{FERRY}|区水务局|区财政局、石埠镇人民政府|沈建",
                f"2|{LAMPS}|区交通运输局|/|顾宏亮",
                f"3|{SCHOOL}|区教育局、石埠镇人民政府|区财政局|宋洁",
            ),
            id="persons last",
        ),
        pytest.param(
            "序号|建议名称|委员|牵头单位|配合单位",
            (
                f"1|{FERRY}|沈建|区水务局|区财政局、石埠镇人民政府",
                f"2|{LAMPS}|顾宏亮|区交通运输局|无",
                f"3|{SCHOOL}|宋洁|区教育局、石埠镇人民政府|区财政局",
            ),
            id="names of proposals",
        ),
    ],
)
def test_a_title_says_the_task(layout: Layout, header: str, lines: tuple[str, ...]) -> None:
    notice = layout(header, *lines)
    assert rows(notice) == READ
    assert not reading.messages(notice, Severity.PROBLEM)


@pytest.mark.parametrize("break_", ["<br>", "<br/>", "<BR />"])
def test_breaks_part_names_and_do_not_part_the_header(break_: str) -> None:
    notice = markdown(
        f" 序号 | 建议{break_}编号 | 建议标题 | 领衔{break_}代表 | 主办单位 | 会办单位 ",
        f" 1 | 003 | {FERRY} | 沈　建 | 区水务局 | 区财政局{break_}石埠镇人民政府 ",
        f" 2 | 008 | {LAMPS} | 顾宏亮 | 区交通运输局 | — ",
        f" 3 | 019 | {SCHOOL} | 宋　洁 | 区教育局{break_}石埠镇人民政府 | 区财政局 ",
    )
    assert rows(notice) == READ


def test_a_list_without_offices_is_no_table_of_tasks() -> None:
    notice = page(
        "<table><tr><td>序号</td><td>建议编号</td><td>领衔代表</td><td>代表团</td></tr>"
        "<tr><td>1</td><td>003</td><td>沈建</td><td>石埠代表团</td></tr>"
        "<tr><td>2</td><td>008</td><td>宋洁</td><td>渡南代表团</td></tr></table>"
    )
    assert notice.tasks == ()
