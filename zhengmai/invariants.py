"""What must hold of any reading, whatever the notice: a wrong fact is worse than a missing one.

No unit is a time, a number, a sentence, a remark or two names in one; none has a sign in it that
nobody sees; no task's text is a list of units, and none is read twice. A breach is a fault of the
reader, also where no labels say what is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from zhengmai.loaders.phrases.timephrases import is_time_phrase
from zhengmai.wording import phrase

_REMARK = re.compile(r"不再|均需|以下|按照|落实$|下同|排在|排名|[。；，]")
_GLUED = re.compile(r"(?:局|委员会|中心)[县市区省].{1,8}局$")
_BODY = re.compile(r"(?:局|委|办|部|政府|中心|公司|院|处|科)$")
_LONGEST = 34  # characters of the name of a unit
_LONGEST_LISTED = 16  # characters of a name in a list of them
_PARTS = re.compile(r"[、，,；;\s]+")
_UNSEEN = ("Cf", "Co", "Cn", "Cc")  # categories of Unicode


def breaches(tasks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What the tasks of a reading, as ``read --json`` has them, break, in words."""
    tasks = list(tasks)
    yield from _read_twice(tasks)
    for task in tasks:
        parts = [part for part in _PARTS.split(task["text"].strip("。")) if part]
        if len(parts) > 1 and all(_BODY.search(p) and len(p) < _LONGEST_LISTED for p in parts):
            yield phrase(f"the text of a task is a list of units: {task['text']}")
        for assignment in task["assignments"]:
            yield from _of_name(assignment["unit"])


def _read_twice(tasks: Iterable[dict[str, Any]]) -> Iterator[str]:
    spans = sorted((*span, task["id"], task["text"]) for task in tasks for span in task["spans"])
    for (_, end, one, text), (start, _, other, _) in pairwise(spans):
        if start < end and one != other:
            yield phrase(f"the text of two tasks, {one} and {other}: {text}")


def _of_name(name: str) -> Iterator[str]:
    if "\ufffd" in name or any(unicodedata.category(c) in _UNSEEN for c in name):
        yield phrase(f"a sign that nobody sees stands in {name!r}")
    if name.isdigit() or is_time_phrase(name) or _REMARK.search(name) or _GLUED.search(name):
        yield phrase(f"no unit: {name}")
    if len(name) > _LONGEST:
        yield phrase(f"too long for a unit: {name}")
