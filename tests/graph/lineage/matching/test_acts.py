"""Acts are told apart from what they are done to."""

from __future__ import annotations

import numpy as np
import pytest

from zhengmai.graph.lineage.matching.acts import act_signals
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.passages import Side, side


def plan(*texts: str) -> Side:
    return side(tuple(LineageNode(f"n{n}", "", "", "", text) for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("task", "same", "other"),
    [
        ("每季度公布药品抽检的结果", "在门户网站公示价格", "抽检药品二百批次"),
        ("给村医办一期轮训班", "对校长开展宣讲", "新建村卫生室十所"),
        ("翻修敬老院厨房", "改造老旧小区", "向老人发放津贴"),
    ],
)
def test_the_first_act_of_a_task_is_that_of_one_point_and_not_of_another(
    task: str, same: str, other: str
) -> None:
    found = dict(act_signals(plan(task), plan(same, other)))["first act shared"]
    assert found.tolist() == [[1.0, 0.0]]


def test_texts_without_acts() -> None:
    found = dict(act_signals(plan("蓝天碧水"), plan("绿水青山", "公开预算")))
    for values in found.values():
        assert values.shape == (1, 2)
        assert np.isfinite(values).all()
    assert not found["acts shared"].any()
