"""Tasks that are several duties, each under a heading of its own."""

from __future__ import annotations

import numpy as np
import pytest

from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parts import best_of, in_parts

_LONG = "组织船工每月检修一次，及时更换旧缆绳"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"检修渡船。{_LONG}。加固码头。{_LONG}。", 2),
        (f"渡口是大事。检修渡船。{_LONG}。加固码头。{_LONG}。{_LONG}。", 3),  # and what leads in
        (f"{_LONG}。检修渡船。{_LONG}；{_LONG}。加固码头。{_LONG}。", 3),
        (f"检修渡船。{_LONG}。", 1),  # one duty
        (f"{_LONG}。{_LONG}。{_LONG}。", 1),  # none is headed
        (f"检修渡船，加固码头。{_LONG}。清淤航道、补植树木。{_LONG}。", 1),  # sentences, no heads
        ("检修渡船。加固码头。清淤航道。", 1),  # no head has anything below it
        (f"检修渡船。{_LONG}。" * 9, 1),  # too many to be looked at one by one
        ("", 1),
    ],
)
def test_what_is_headed_is_a_duty(text: str, parts: int) -> None:
    node = LineageNode("x/1", "1", "一", "渡口", text, ("水利局",))
    found, of = in_parts([node, node])
    assert of.tolist() == [0] * parts + [1] * parts
    assert "".join(part.text for part in found[:parts]) == text
    assert {(part.heading, part.units) for part in found} == {("渡口", ("水利局",))}


def test_the_best_duty_counts() -> None:
    values = np.array([[0.1, 0.7], [0.6, 0.2], [0.3, 0.3]], np.float32)
    best = best_of(values, np.array([0, 0, 1]), 2)
    assert best == pytest.approx(np.array([[0.6, 0.7], [0.3, 0.3]]))
