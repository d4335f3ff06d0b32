"""Lines of units above what they do, without a number of their own.

    区水务局 ¶ 1.换缆绳。 ¶ 2.装航灯。 ¶ 区财政局 ¶ 1.拨付经费。
    责任单位：区水务局 ¶ 1.换缆绳。 ¶ 2.装航灯。 ¶ 责任单位：区财政局 ¶ 3.拨付经费。

Such a line stands as a signature does, or as the units of the item above it do. That one stands
before the first item, and none below the last, tells what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.groupheads import named_alone
from zhengmai.loaders.phrases.marks import Level, mark_of

_FEWEST = 2  # lines of units in a list
_MOST = 0.5  # of the items, that must say something
_SOMETHING = re.compile(r"(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){5}")  # 1.张三 3456789 does not


def unit_heads(texts: Sequence[Excerpt]) -> dict[int, bool]:
    """The numbers of the lines of units above items, and whether the items are a plan's points.

    They are where no 一、 or （一） stands above them.

    Args:
        texts: the paragraphs of one part of a file.
    """
    found: dict[int, bool] = {}
    for listed, counted in _lists(texts):
        if named_alone(texts[listed[0]]) is None:
            continue
        heads = [at for at in listed if named_alone(texts[at]) is not None]
        if len(heads) < _FEWEST or heads[-1] == listed[-1]:
            continue
        marked = [mark_of(texts[at + 1].folded) for at in heads]
        if any(mark is None or mark.level is not Level.ITEM for mark in marked):
            continue
        items = [texts[at].folded for at in listed if mark_of(texts[at].folded) is not None]
        if sum(_SOMETHING.search(item) is not None for item in items) >= _MOST * len(items):
            found |= dict.fromkeys(heads, not counted)
    return found


def _lists(texts: Sequence[Excerpt]) -> Iterator[tuple[list[int], bool]]:
    """Stretches without 一、 or （一）, from the line above their items; whether one is above."""
    listed: list[int] = []
    counted = False
    before: int | None = None  # the line above, where it has no mark
    for at, text in enumerate(texts):
        mark = mark_of(text.folded)
        if mark is not None and mark.level < Level.ITEM:
            if listed:
                yield listed, counted
            listed, counted, before = [], True, None
        elif listed:
            listed.append(at)
        elif mark is None:
            before = at
        else:
            listed = [at] if before is None else [before, at]
    if listed:
        yield listed, counted
