"""Which duty goes on with which: equal words first, then the matcher, both ways."""

from __future__ import annotations

import pytest

from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.successors import SAME, Said, successions
from zhengmai.graph.lineage.matching.wording import wording


def plan(year: int, *texts: str) -> list[Said]:
    """``heading|text`` or a text alone, as a plan."""
    found = []
    for number, text in enumerate(texts, 1):
        heading, _, rest = text.rpartition("|")
        node = LineageNode(f"{year}/{number}", str(number), "", heading, rest)
        found.append(Said(node, wording(rest, year)))
    return found


def test_equal_words_settle_it_wherever_they_stand() -> None:
    old = plan(
        2024, "甲|逐户检查燃气报警装置", "乙|护林员每日巡查上报火情", "丙|对在用电梯抽查15台以上"
    )
    new = plan(
        2025, "丁|护林员每日巡查上报火情", "戊|对在用电梯抽查20台以上", "丙|逐户检查燃气报警装置"
    )
    found = successions(old, new)
    assert [(s.old, s.new, s.score, s.method) for s in found] == [
        ((1,), (0,), 1.0, SAME),
        ((2,), (1,), 1.0, SAME),
        ((0,), (2,), 1.0, SAME),
    ]


def test_of_several_equal_texts_those_of_one_heading_go_together() -> None:
    old = plan(2024, "甲|加强培训", "乙|加强培训", "丙|加强培训")
    new = plan(2025, "乙|加强培训", "丁|加强培训", "甲|加强培训")
    found = [(s.old, s.new) for s in successions(old, new) if s.method == SAME]
    assert ((1,), (0,)) in found
    assert ((0,), (2,)) in found
    assert not any(s[1] == (1,) for s in found)  # too short to be one duty under any heading


@pytest.mark.parametrize("empty", [0, 1])
def test_nothing_goes_on_from_nothing(empty: int) -> None:
    sides = [plan(2024, "逐户检查燃气报警装置"), plan(2025, "逐户检查燃气报警装置")]
    sides[empty] = []
    assert successions(*sides) == []


def test_no_duty_is_in_two_successions() -> None:
    texts = [f"对第{n}类场所开展消防安全检查，建立台账并逐项整改到位" for n in "甲乙丙丁戊"]
    more = [f"组织第{n}类场所消防安全检查，台账逐项销号" for n in "甲乙丙丁戊己庚"]
    found = successions(plan(2024, *texts), plan(2025, *more))
    old = [i for s in found for i in s.old]
    new = [j for s in found for j in s.new]
    assert found
    assert len(old) == len(set(old))
    assert len(new) == len(set(new))
    assert all(len(s.old) == 1 or len(s.new) == 1 for s in found)
