"""What single words in the name of a column tell, also where the name itself is not known."""

from __future__ import annotations

import re

from zhengmai.loaders.excerpt import fold

_SPACE = re.compile(r"\s+")

# How far a task has come, and what stands in its way. Example: 1-9月份进展情况
_PROGRESS = re.compile(
    r"进展|进度|完成情况|(?:完成|办结|开工|竣工|落实|推进)率|推进情况|落实情况|办理情况|实施情况|整改情况|存在|打算|成效"
)


def tells_progress(name: str) -> bool:
    """Whether a column is named as one of what was done, not of what is to be done."""
    return _PROGRESS.search(_SPACE.sub("", fold(name))) is not None


# What was done, and not what is to be done by when: 6月底进展情况, not 进度安排
_DONE = re.compile(
    r"进展(?!要求|安排|计划)|(?:完成|推进|落实|办理|实施|整改|办结)情况|(?:完成|进度|办结|开工|竣工|落实|推进)率|"
    r"(?:完成|实施|推进|形象|当前|目前|实际)进度(?!要求|安排|计划|目标)"
)


def tells_what_was_done(name: str) -> bool:
    """Whether a column is named so that a time in it is no limit, and a figure no aim."""
    return _DONE.search(_SPACE.sub("", fold(name))) is not None


# What bodies are called in the names of columns. Example: 督导单位
_NAMES_BODIES = re.compile(r"单位|部门|[科股处组部]室|机构|主体|局$")


def names_bodies(name: str) -> bool:
    """Whether a column is named as one of units, whatever they do."""
    return _NAMES_BODIES.search(_SPACE.sub("", fold(name))) is not None


_CLASS = re.compile(r"(?:分类|类别|类型)\s*$")  # 事项名称 | 事项分类


def names_a_class(name: str) -> bool:
    """Whether a column is named as one of classes, beside which another names the task."""
    return _CLASS.search(name) is not None
