"""What was done so far, told behind a label: 完成情况：已换两处，8月底前再换三处.

A report of how plans are carried out prints so below each task how far it is. That is no task, and
a time in it is no limit. Where reports on it are asked for, it is a task like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.columnnames import Column, heading
from zhengmai.loaders.phrases.columnwords import tells_what_was_done
from zhengmai.loaders.phrases.labels import labels_in

_WORDS = r"[\u4e00-\u9fff\d\-—~]{2,14}?"
# Examples: 完成情况：, 【目前进展】, 1-9月份进展情况：
_LABEL = re.compile(
    rf"(?:^|(?<=[。;)\s]))\s*"
    rf"(?:[\[(](?P<boxed>{_WORDS})[\])]\s*:?|(?P<name>{_WORDS}(?:\(%\))?)\s*:)"
)
_LIKELY = re.compile("[况展率度]")  # each name of progress has one of these
_BOUNDARY = "。;)\n \t[("
# Example: 落实情况：每季度末报区政府办
_ASKED_FOR = re.compile(r"报[送区市县省镇乡州盟我给]|上报|报告|请")


def without_progress(text: Excerpt) -> Iterator[Excerpt]:
    """A paragraph without what it says was done; what stands on both sides of that is apart."""
    at = 0
    for start, end in _progress_in(text.folded):
        if text.slice(at, start).text.strip():
            yield text.slice(at, start).strip()
        at = end
    if not at:
        yield text
    elif text.slice(at).text.strip():
        yield text.slice(at).strip()


def _progress_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where folded text says what was done: from the label to the next one, or to its end."""
    if not _LIKELY.search(folded) or not any(sign in folded for sign in ":])"):
        return
    starts = [match for match in _LABEL.finditer(folded) if _is_label(match)]
    if not starts:
        return
    others = [label.start for label in labels_in(folded)]
    ends = sorted([match.start() for match in starts] + others)
    for match in starts:
        after = (n for n in ends if n >= match.end() and folded[n - 1] in _BOUNDARY)
        end = next(after, len(folded))
        if not _ASKED_FOR.search(folded, match.end(), end):
            yield match.start(), end


def _is_label(match: re.Match[str]) -> bool:
    name = match["boxed"] or match["name"]
    return heading(name) is Column.DETAIL and tells_what_was_done(name)
