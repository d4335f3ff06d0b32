"""What people write as a status, and what state a limit is in."""

from __future__ import annotations

from datetime import date

import pytest

from zhengmai.api import Zhengmai
from zhengmai.queries.states import Stage, State, stage, state, state_named


@pytest.mark.parametrize(
    "word",
    [
        "已完成", "完成", "办结", "已办结", "100%", "１００％", "完成100%", "已完成。", " 办 结 ",
        "全部完成", "完成了",
    ],
)  # fmt: skip
def test_done(word: str) -> None:
    assert stage(word) is Stage.DONE


@pytest.mark.parametrize(
    "word", ["进行中", "推进中", "正在推进", "50%", "完成80%", "99.9%", "持续推进"]
)
def test_under_way(word: str) -> None:
    assert stage(word) is Stage.UNDER_WAY


@pytest.mark.parametrize("word", ["未开展", "0%", "未完成", "尚未启动", "未办结"])
def test_not_begun(word: str) -> None:
    assert stage(word) is Stage.NOT_BEGUN


@pytest.mark.parametrize(
    "word",
    [
        "", "基本完成", "完成（除第二项）", "预计6月完成", "101%", "1000%", "完成否", "不需办结",
        "√",         "待定", "已完成50项",
    ],
)  # fmt: skip
def test_anything_else_is_only_kept(word: str) -> None:
    assert stage(word) is None


def test_states_follow_from_the_day() -> None:
    today = date(2025, 6, 15)
    told = [
        state(date(2025, 6, 14), False, today),
        state(today, False, today),
        state(date(2025, 7, 15), False, today),
        state(date(2025, 7, 16), False, today),
        state(date(2025, 7, 16), False, today, near=31),
        state(date(2020, 1, 1), True, today),
    ]
    assert told == [
        State.OVERDUE, State.NEAR, State.NEAR, State.PENDING, State.NEAR, State.DONE,
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["overdue", "逾期", " 已逾期 ", "OVERDUE", State.OVERDUE])
def test_a_state_is_named_in_either_language(word: str) -> None:
    assert state_named(word) is State.OVERDUE


@pytest.mark.parametrize("word", ["late", "已", "", "迟了"])
def test_what_is_no_state_is_told(word: str) -> None:
    with pytest.raises(ValueError, match="give pending, near, overdue or done"):
        state_named(word)


def test_one_state_may_be_asked_for_as_a_word(sample_graph: Zhengmai) -> None:
    asked = date(2026, 1, 1)
    assert sample_graph.due(today=asked, states="逾期") == sample_graph.due(
        today=asked, states=[State.OVERDUE]
    )
    with pytest.raises(ValueError, match="'late' is no state"):
        sample_graph.due(states="late")
