"""A document that one task cites concerns that task, what the opening cites all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai

PAPER = "《泽湾市校园开放办法指引》（泽湾教发〔2024〕17号）"
PLAN = """泽湾市东岚区人民政府办公室关于印发2025年东岚区公开工作要点的通知
东岚政办发〔2025〕4号
各街道办事处，区政府各部门：
{opening}现印发给你们，请认真抓好落实。
泽湾市东岚区人民政府办公室
2025年4月6日
2025年东岚区公开工作要点
一、主动公开
（一）公开规划。{first}年内公开发展规划。（区发改局负责）
（二）公开校园。
1.公开校园开放日。{second}（区教体局负责）
2.公开招生计划，九月前完成。{third}（区教体局负责）
二、保障措施
（三）加强培训。每季度培训一次。（区政府办公室负责）
"""
CITY = """泽湾市人民政府办公室关于印发2025年泽湾市公开工作要点的通知
泽湾政办发〔2025〕3号
各区县人民政府，市政府各部门：
现印发给你们。
泽湾市人民政府办公室
2025年3月6日
2025年泽湾市公开工作要点
一、主动公开
（一）公开气象。建设海浪观测浮标。（市气象局负责）
"""
TABLE = """泽湾市西汀区人民政府办公室关于印发2025年西汀区公开任务分工表的通知
西汀政办发〔2025〕8号
各街道办事处，区政府各部门：
现印发给你们，请认真抓好落实。
泽湾市西汀区人民政府办公室
2025年4月6日
2025年西汀区公开任务分工表
| 序号 | 工作任务 | 责任单位 | 完成时限 |
| --- | --- | --- | --- |
| 1 | 公开发展规划。 | 区发改局 | 6月底前 |
| 2 | 按照{paper}要求，公开校园开放日。 | 区教体局 | 6月底前 |
| 3 | 公开培训计划。 | 区政府办公室 | 6月底前 |
"""


def built(folder: Path, text: str, *others: str) -> Zhengmai:
    for n, one in enumerate((text, *others)):
        (folder / f"{n}.txt").write_text(one, "utf-8")
    return zhengmai.build(folder, folder / "z.db")


def plan(**where: str) -> str:
    return PLAN.format(**{"opening": "", "first": "", "second": "", "third": "", **where})


def unjudged(graph: Zhengmai, number: str) -> list[str]:
    return [node.text[:6] for node in graph.gaps(number).cannot_be_judged]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"second": f"按照{PAPER}执行。"}, ["公开校园开放"]),
        (
            {"second": f"按照{PAPER}执行。", "third": f"落实{PAPER}。"},
            ["公开校园开放", "公开招生计划"],
        ),
        ({"first": f"落实{PAPER}，"}, ["落实《泽湾市"]),
        (
            {"opening": f"根据{PAPER}，", "second": f"按照{PAPER}执行。"},
            ["年内公开发展", "公开校园开放", "公开招生计划", "每季度培训一"],
        ),
    ],
)
def test_only_the_tasks_that_cite_it_cannot_be_judged(
    tmp_path: Path, where: dict[str, str], expected: list[str]
) -> None:
    with built(tmp_path, plan(**where)) as graph:
        found = graph.gaps("东岚政办发〔2025〕4号")
        (missing,) = found.missing_parents
        assert bool(missing.within) == ("opening" not in where)
        assert unjudged(graph, "东岚政办发〔2025〕4号") == expected
        # Of the others it is told that the notice has no superior at all.
        assert bool(found.without_superior) == ("opening" not in where)
        for task in graph.tasks():
            trace = graph.trace(task.iri)
            assert trace.why_none == "not_held"
            assert bool(trace.not_held) == (task.text[:6] in expected)
        assert graph.report.missing == (
            () if missing.within else ((missing.notice, missing.label),)
        )


def test_where_the_superior_is_held_the_others_are_judged(tmp_path: Path) -> None:
    held = "根据《2025年泽湾市公开工作要点》（泽湾政办发〔2025〕3号），"
    with built(tmp_path, plan(opening=held, second=f"按照{PAPER}执行。"), CITY) as graph:
        for link in graph.links():  # whatever is alike in so short plans
            graph.reject(link.child.iri, link.parent.iri)
        found = graph.gaps("东岚政办发〔2025〕4号")
        assert [n.text[:6] for n in found.cannot_be_judged] == ["公开校园开放"]
        assert len(found.without_parent) == 3
        why = {task.text[:6]: graph.trace(task.iri).why_none for task in graph.tasks("东岚区")}
        assert sorted(why.values()) == ["not_held", "own", "own", "own"]
        assert why["公开校园开放"] == "not_held"


def test_a_row_of_a_table_speaks_for_itself_alone(tmp_path: Path) -> None:
    with built(tmp_path, TABLE.format(paper=PAPER)) as graph:
        assert [n.number for n in graph.gaps().cannot_be_judged] == ["2"]
        assert graph.gaps().missing_parents[0].within == (graph.tasks()[1].iri,)
