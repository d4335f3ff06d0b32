"""目录: a table of contents, whose lines look like headings and are none.

Its lines end with the numbers of pages, which grow. Where a list of things ends with numbers as
well (1.小学 5), it is one only if dots lead to them, 目录 stands over it, it holds sections 一、
with what is below them, or its headings are printed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.marks import Level, mark_of

_ENTRY = re.compile(
    r"(?P<heading>.{1,60}?)(?P<leader>[.…·]{2}[.…·\s]*|[\s.。]+)(?:-\s*)?(?P<page>\d{1,3})(?:\s*-)?"
)
_TITLE = re.compile(r"目\s*[录次]")
_FEWEST = 3
_MOST_PAGES = 60  # from one entry to the next


@dataclass(slots=True)
class _Run:
    """Lines that stand below one another and may be a table of contents."""

    titled: list[int] = field(default_factory=list)  # the line 目录
    lines: list[int] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    levels: set[Level] = field(default_factory=set)
    page: int = 0
    dotted: bool = False

    def takes(self, at: int, text: str) -> bool:
        """Whether a line is the next entry."""
        entry = _ENTRY.fullmatch(text) if text[-1].isdigit() or text[-1] == "-" else None
        if entry is None:
            return False
        page, mark = int(entry["page"]), mark_of(text)
        dotted = len(entry["leader"].strip()) > 1
        if not (dotted or mark) or not self.page <= page <= self.page + _MOST_PAGES:
            return False
        self.page = page
        self.dotted |= dotted
        self.lines.append(at)
        self.headings.append(entry["heading"].strip(" 。"))
        if mark is not None:
            self.levels.add(mark.level)
        return True

    def is_sure(self, below: Sequence[Excerpt]) -> bool:
        if len(self.lines) < _FEWEST:
            return False
        if self.titled or self.dotted or (Level.SECTION in self.levels and len(self.levels) > 1):
            return True
        printed = {line.folded.strip().rstrip("。") for line in below}
        return len(printed.intersection(self.headings)) >= _FEWEST


def contents(lines: Sequence[Excerpt]) -> set[int]:
    """The numbers of the lines that are of a table of contents."""
    return {
        at
        for run in _runs(lines)
        if run.is_sure(lines[run.lines[-1] + 1 :] if run.lines else ())
        for at in (*run.titled, *run.lines)
    }


def _runs(lines: Sequence[Excerpt]) -> Iterator[_Run]:
    run = _Run()
    for at, line in enumerate(lines):
        text = line.folded.strip()
        if not text or run.takes(at, text):
            continue
        if run.lines:
            yield run
        run = _Run([at] if _TITLE.fullmatch(text) else [])
    yield run
