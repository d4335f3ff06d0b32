"""相关度: a lean way to the mean of the best containments of two plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.graph.lineage.matching.likeness import containment
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.relatedness import relatedness

TEXTS = st.lists(st.text("公开预算抽检名单，。 x", max_size=12), max_size=5)


def nodes(texts: list[str], points: int) -> list[LineageNode]:
    """Nodes of a plan; the first few of them are one point with its rows."""
    return [
        LineageNode(f"n{n}", str(n), "", "公开" if n % 2 else "", t, (), "n0" if n < points else "")
        for n, t in enumerate(texts)
    ]


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_it_is_the_mean_of_the_best_containments(
    own: list[str], above: list[str], rows: int
) -> None:
    one, other = nodes(own, 0), nodes(above, rows)
    found = relatedness(one, other)
    if not one or not other:
        assert found == 0
        return
    child, points = side(tuple(one)), parents(tuple(other)).side
    shares = containment(child.whole, points.whole, Rarity.among([child, points]), (2, 3))
    assert found == pytest.approx(float(shares.max(1).mean()), abs=1e-6)


def test_what_is_copied_is_about_the_same_and_what_has_no_word_in_common_is_not() -> None:
    plan = nodes(["公布抽检名单", "公开财政预算"], 0)
    assert relatedness(plan, plan) == pytest.approx(1)
    assert relatedness(plan, nodes(["修缮校舍"], 0)) == 0
