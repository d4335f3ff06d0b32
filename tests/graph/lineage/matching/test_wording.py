"""Words and figures apart: what is the same from one year to the next, and what is not."""

from __future__ import annotations

import pytest

from zhengmai.graph.lineage.matching.wording import clauses, wording

SAME = [
    ("2024年6月底前开窗", "2025年6月底前开窗"),
    ("做好2024—2026年规划", "做好2025—2027年规划"),
    ("做好2021—2025年规划", "做好2021—2025年规划"),
    ("按照《要点》（渡政发〔2024〕3号）办理", "按照《要点》（渡政发〔2025〕18号）办理"),
    ("每季度1次，抽查10家", "每季度一次,抽查十家"),
    ("投入1万元", "投入10000元"),
    ("水、电、气", "水电气"),
    ("完成2000万元", "完成2000万元"),
]
OTHER = [
    ("完成10家", "完成20家", ["10家"], ["20家"]),
    ("完成2024万元", "完成2025万元", ["2024万元"], ["2025万元"]),
    ("抽查比例15%", "抽查比例15‰", ["15%"], ["15‰"]),
    ("减少三成", "减少五成", ["三成"], ["五成"]),
    ("不超过十二次", "不超过3次", ["十二次"], ["3次"]),
    ("满意度99.5%", "满意度99.8%", ["99.5%"], ["99.8%"]),
    ("建设#1号楼", "建设#2号楼", ["1"], ["2"]),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_says_the_same(old: str, new: str) -> None:
    assert wording(old, 2024).same(wording(new, 2025))


@pytest.mark.parametrize(("old", "new", "gone", "come"), OTHER)
def test_a_figure_that_changed(old: str, new: str, gone: list[str], come: list[str]) -> None:
    one, other = wording(old, 2024), wording(new, 2025)
    assert not one.same(other)
    assert one.frame == other.frame
    assert [f.printed for f in one.figures] == gone
    assert [f.printed for f in other.figures] == come


def test_a_year_that_stays_while_the_plan_moves_on_is_the_same() -> None:
    assert wording("2025年底前建成", 2024).same(wording("2025年底前建成", 2025))
    assert not wording("2024年底前建成", 2024).same(wording("2026年底前建成", 2025))


def test_limits_are_told_apart() -> None:
    one, other = (
        wording("6月底前开窗。", 2024, ["6月底前"]),
        wording("9月底前开窗", 2025, ["9月底前"]),
    )
    assert one.same(other)
    assert not wording("6月底前开窗", 2024).same(wording("9月底前开窗", 2025))


def test_signs_of_the_text_are_no_signs_of_ours() -> None:
    one = wording("\ue000家〈区粮储局〉 \ue001+1\ue001 #", 2024)
    assert one.figures == wording("家〈区粮储局〉+1", 2024).figures
    assert one.frame.count("\ue000") == len(one.figures)


def test_clauses_are_as_printed() -> None:
    assert clauses("一窗收件，6月底前开窗。 \n满意") == ["一窗收件", "6月底前开窗", "满意"]
