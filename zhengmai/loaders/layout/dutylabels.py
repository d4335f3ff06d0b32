"""Lines 承办：… and 主办：…: the units of a task, in words that the foot of a web page has, too.

    1. 换缆绳 ¶ 旧绳一律剪断。 ¶ 承办：区水务局、区财政局
    2. 装航灯 ¶ 三个码头各装一盏。 ¶ 承办：区交通局

A site says once, below the notice, who runs it (主办：渡南区人民政府); a plan says so of task after
task, before it is signed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.labels import ROLES, labels_in
from zhengmai.loaders.phrases.marks import mark_of

_LABEL = re.compile(r"(?P<word>主办|承办)(?:单位)?\s*:")
_BELOW = re.compile(r"抄送|抄报|附件|附:")  # what stands below a plan
_FEWEST = 2  # tasks under which a label stands, from which it is one
_STOPS = " 。;,、"


def found_in(lines: Sequence[Excerpt]) -> frozenset[int]:
    """The numbers of the lines that label the units of tasks in the words of a page's foot."""
    found: dict[str, dict[int, int]] = {}  # for each word the lines, and under which mark they are
    mark: int | None = None  # the line of the last mark, None above the first and below the plan
    for at, line in enumerate(lines):
        text = line.folded.strip()
        label = _LABEL.match(text)
        if mark_of(text) is not None:
            mark = at
        elif _BELOW.match(text) or parse_date(text) is not None:
            mark = None
        elif label is not None and mark is not None and _names_units(text):
            found.setdefault(label["word"], {})[at] = mark
    return frozenset(
        at for under in found.values() if len(set(under.values())) >= _FEWEST for at in under
    )


def _names_units(text: str) -> bool:
    """Whether folded text is labels of units, and nothing but units behind each."""
    labels = labels_in(text)
    ends = [*(label.start for label in labels[1:]), len(text)]
    return bool(labels) and all(
        label.says in ROLES and nature(text[label.end : end].strip(_STOPS)).units
        for label, end in zip(labels, ends, strict=False)
    )
