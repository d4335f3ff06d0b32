"""A text and the marks on it, cut into pieces that each have one set of marks.

Marks overlap and nest (a deadline in a task, a task in a point) and may have several spans (a cell
broken over two pages). Pages and terminals can only show flat runs; so the text is cut wherever
anything begins or ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zhengmai.model import Spans


class Kind(StrEnum):
    """What a mark says of the text under it; the outer ones first."""

    UNREAD = "unread"  # nothing was read from it
    ABOUT = "about"  # of the notice itself: title, number, issuer, dates, addressees
    HEADING = "heading"  # of a section or a point
    POINT = "point"  # the body of a point
    TASK = "task"
    CITATION = "citation"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    DEADLINE = "deadline"
    REMARK = "remark"  # something a reader should know about this place


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Something that was read, and where; equal only to itself.

    Attributes:
        group: what it belongs to, unique in the notice: a task's text, units and deadlines have
            the same group.
        kind: what it is.
        tag: a few words that stand beside it (``任务 3``); empty where its look says enough.
        says: all about it in one line (``牵头单位 → 天桥区教育和体育局``).
        spans: where it stands; possibly empty, possibly overlapping.
    """

    group: str
    kind: Kind
    tag: str
    says: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text that has the same marks from its first to its last character.

    Attributes:
        start: where it begins in the text.
        text: what stands there, never empty.
        marks: what covers it, in the order they were given.
        begins: those of them that no earlier segment has.
        ends: those of them that no later segment has.
        resumes: those of them that stood earlier, but not in the last segment with print in it.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]
    ends: tuple[Mark, ...]
    resumes: tuple[Mark, ...]


def segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Cut a text at every border of a mark.

    Put together, the segments are exactly the text; each has exactly the marks that cover it.
    Spans, or parts of them, that lie behind the end of the text are left out.
    """
    runs = list(_runs(text, marks))
    last = {index: start for start, _, covering in runs for index in covering}
    seen: set[int] = set()
    before: set[int] = set()
    found: list[Segment] = []
    for start, end, covering in runs:
        found.append(
            Segment(
                start,
                text[start:end],
                _those(marks, covering),
                begins=_those(marks, [i for i in covering if i not in seen]),
                ends=_those(marks, [i for i in covering if last[i] == start]),
                resumes=_those(marks, [i for i in covering if i in seen and i not in before]),
            )
        )
        seen.update(covering)
        if not text[start:end].isspace():
            before = set(covering)
    return tuple(found)


def _those(marks: Sequence[Mark], wanted: Iterable[int]) -> tuple[Mark, ...]:
    return tuple(marks[index] for index in wanted)


def _runs(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[int]]]:
    """Start, end and the marks, by their index, of every segment."""
    changes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, mark in enumerate(marks):
        for span in mark.spans:
            if span.start < min(span.end, len(text)):
                changes[span.start].append((index, 1))
                changes[min(span.end, len(text))].append((index, -1))
    borders = sorted({0, len(text), *changes})
    depth: defaultdict[int, int] = defaultdict(int)  # spans of one mark may overlap
    for start, end in pairwise(borders):
        for index, step in changes[start]:
            depth[index] += step
            if not depth[index]:
                del depth[index]
        yield start, end, sorted(depth)
