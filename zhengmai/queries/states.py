"""状态: what a reported word says, and what state a time limit is in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

NEAR_DAYS: Final = 30
"""How many days before its last day a task is told as near."""


class State(StrEnum):
    """What state a time limit is in 状态."""

    PENDING = "pending"  # 未到期
    NEAR = "near"  # 临近
    OVERDUE = "overdue"  # 逾期
    DONE = "done"  # 办结


NAMES: Final[Mapping[State, str]] = {
    State.PENDING: "未到期",
    State.NEAR: "临近",
    State.OVERDUE: "逾期",
    State.DONE: "办结",
}
"""The states as offices call them."""
_BY_NAME: Final = {name: state for state, name in NAMES.items()}


def state_named(word: str) -> State:
    """A state by its name: ``overdue``, 逾期, 已逾期.

    Raises:
        ValueError: it is none.
    """
    plain = word.strip().lower()
    found = _BY_NAME.get(plain) or _BY_NAME.get(plain.removeprefix("已"))
    if found is None and plain not in {*State}:
        raise ValueError(f"{word!r} is no state: give pending, near, overdue or done")
    return found or State(plain)


class Stage(StrEnum):
    """What a reported status says, where it is one of the usual words."""

    DONE = "done"
    UNDER_WAY = "under way"
    NOT_BEGUN = "not begun"


# What people write into the column 状态. What is not here is kept as it was written and counts for
# nothing: 基本完成, 待定, 完成（除第二项）.
_WORDS: Final[Mapping[Stage, str]] = {
    Stage.DONE: (
        "办结 已办结 全部办结 已全部办结 办结完毕 办理完毕 已办理完毕 办毕 已办毕 完成 "
        "已完成 全部完成 已全部完成 按期完成 已按期完成 按时完成 已按时完成 如期完成 "
        "提前完成 完成任务 已完成任务 完结 已完结 已落实 全部落实 已全部落实 落实到位 "
        "已落实到位 销号 已销号 结项 已结项 done completed"
    ),
    Stage.UNDER_WAY: (
        "进行中 正在进行 推进中 正在推进 持续推进 持续推进中 有序推进 稳步推进 正常推进 "
        "按计划推进 序时推进 达到序时进度 办理中 正在办理 在办 实施中 正在实施 落实中 "
        "正在落实 开展中 正在开展 已启动 已开展 部分完成 长期坚持"
    ),
    Stage.NOT_BEGUN: (
        "未开展 尚未开展 未启动 尚未启动 未开始 尚未开始 未实施 未办理 待开展 待启动 "
        "未完成 尚未完成 未办结 尚未办结 未落实 尚未落实"
    ),
}
_STAGES: Final = {word: stage for stage, words in _WORDS.items() for word in words.split()}
_BLANKS = re.compile(r"\s+")
_SHARE = re.compile(r"(?:已?完成|进度)?(\d{1,3}(?:\.\d+)?)%(?:已?完成)?")


def stage(status: str) -> Stage | None:
    """What a reported status says; None where it is none of the usual words."""
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", status)).casefold()
    plain = folded.rstrip("。.!;,、").removesuffix("了")
    share = _SHARE.fullmatch(plain)
    if share is None:
        return _STAGES.get(plain)
    done = float(share[1])
    if done > 100:
        return None
    return Stage.DONE if done == 100 else Stage.UNDER_WAY if done else Stage.NOT_BEGUN


def state(day: date, done: bool, today: date, near: int = NEAR_DAYS) -> State:
    """The state of a limit: done, over, within some days from today, or not near yet."""
    if done:
        return State.DONE
    if day < today:
        return State.OVERDUE
    return State.NEAR if day <= today + timedelta(days=near) else State.PENDING
