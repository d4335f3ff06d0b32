"""What was done so far is no task, and a time in it no limit."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row, whole
from zhengmai.loaders.phrases.progress import without_progress


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("完成情况：已换两处，8月底前再换三处。", []),
        ("【目前进展】缆绳6月运到。", []),
        ("1-9月份进展情况：①换了两处。②年底前换完。", []),
        ("完成率：40%，年底前全部完成。", []),
        ("缆绳换新。推进情况：已换两处。责任单位：区水务局", ["缆绳换新。", "责任单位：区水务局"]),
        ("责任单位：区水务局 落实情况：已换两处。", ["责任单位：区水务局"]),
        ("缆绳换新。本月进展：换一处。今年以来进展：换两处。", ["缆绳换新。"]),
    ],
)
def test_what_was_done_is_taken_out(printed: str, kept: list[str]) -> None:
    assert [part.text for part in without_progress(whole(printed))] == kept


@pytest.mark.parametrize(
    "printed",
    [
        "缆绳换新，6月底前完成。",
        "完成情况：6月底前报区政府办。",
        "落实情况：请于每季度末上报。",
        "进展要求：6月底前换完两处。",
        "序时进度：6月底前换完两处。",
        "各单位要把进展情况:时间、地点、人数写明。",
        "完成情况通报全区。",
        "责任单位：区水务局。完成时限：6月底前",
        "",
    ],
)
def test_what_is_to_be_done_is_not(printed: str) -> None:
    assert [part.text for part in without_progress(whole(printed))] == [printed]


# What stands beside the units of the first task.
BELOW = [
    "完成情况：2025年6月底前换完两处，8月15日前再换三处。",
    "目前进展：①缆绳5月运到。②8月底前再换三处。",
    "推进情况：\n（1）2025年6月底前换完两处。\n（2）8月15日前再换三处。",
    "【落实情况】区财政局负责拨款，9月底前拨清。",
    "1-6月份进展情况：换了两处，年内换完。",
]


@pytest.mark.parametrize(
    ("done", "first"),
    [(done, True) for done in BELOW] + [(done, False) for done in BELOW if "\n" not in done],
)
def test_beside_a_task_it_sets_no_limit(done: str, first: bool) -> None:
    units = "责任单位：区水务局"
    lines = [units, done] if first else [done, units]
    notice = read_body(
        "一、渡口上的事\n（一）换缆绳。渡口缆绳全部换新。\n" + "\n".join(lines)
        + "\n（二）装航灯。三个码头10月底前各装一盏。\n责任单位：区交通局\n完成情况：已装两盏。\n"
    )  # fmt: skip
    assert [row(task) for task in notice.tasks] == [
        ("（一）", "渡口缆绳全部换新。", "责区水务局", []),
        ("（二）", "三个码头10月底前各装一盏。", "责区交通局", ["date 2025-10-31"]),
    ]
