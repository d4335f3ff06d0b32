"""The parts of a file: the notice, and the plan that is annexed to it.

A covering notice may count its own demands 一、二、三、 before its signature; the plan that it
issues stands below, and counts anew. Which part is the plan is told by where the units stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Block, Paragraph
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.firstwords import in_label
from zhengmai.loaders.phrases.groupheads import group_head
from zhengmai.loaders.phrases.marks import Level, mark_of

_ANNEX = re.compile(r"(?:附件|附表)\s*\d*\s*:?(?:[^。;]{4,50})?$")
# 市水利局牵头 in a bracket, 责任单位：, 部门分工：
_LABEL = re.compile(r"(?:牵头|责任|配合|主办|承办|协办|负责)(?:单位|部门|科室)\s*:|分工\s*:")
_WORD_OR_BRACKET = re.compile("[()]|牵头|负责|责任|配合|主办|承办|协办")
# Above or below tables, what who fills them in is to know
_EXPLAINS = re.compile(
    r"\(?(?:(?:填[写表报]|编[制写]|使用|有关|几点)?说明|填[写表报](?:要求|须知)|备?注)\)?\s*:?"
)
_LONGEST_HEAD = 80  # characters of the heading of a group
_MOST_BEFORE = 12  # counts of a covering notice
_FEWEST_POINTS = 3  # of a plan without units
_FEWEST_DUTIES = 3  # of an annex that is a list of tasks, beside a plan with units of its own
_MOST_DUTIES = 0.5  # of its marks


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of blocks: how many marks it has, how many of its paragraphs name units."""

    start: int
    end: int
    first: int  # the block with the first mark of any level; end where there is none
    marks: int
    duties: int
    begins: bool  # its first mark is the first of a count
    dated: bool  # a day stands above it: of a signature, or of the page


def outside_the_plan(blocks: Sequence[Block], parts: Sequence[Part]) -> frozenset[int]:
    """The numbers of the blocks whose marks do not count points of the plan.

    Args:
        blocks: of the whole file.
        parts: the same, in parts.
    """
    return _outside(parts) | frozenset(_explanations(blocks))


def _outside(parts: Sequence[Part]) -> frozenset[int]:
    """The blocks of a covering notice that counts its own demands, and of what is no plan."""
    marked = [part for part in parts if part.marks]
    if len(marked) < 2:
        return frozenset()
    cover, *others = marked
    if cover.duties or cover.marks > _MOST_BEFORE or _is_signed_above(cover, parts):
        return frozenset()
    plans = [part for part in others if part.duties and part.begins]
    if not plans:
        plans = [p for p in others[:1] if p.begins and p.marks >= max(_FEWEST_POINTS, cover.marks)]
    if not plans:
        return frozenset()
    inside = {at for part in plans for at in range(part.start, part.end)}
    return frozenset(set(range(parts[-1].end)) - inside)


def _explanations(blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that count what is to be known of a table: 填写说明 ¶ 1.一项一表."""
    below = False
    for at, block in enumerate(blocks):
        text = block.text.folded.strip() if isinstance(block, Paragraph) else ""
        mark = mark_of(text)
        counts = mark is not None and mark.level >= Level.ITEM and not _gives_duty(text)
        below = _EXPLAINS.fullmatch(text) is not None or (below and counts)
        if below:
            yield at


def _is_signed_above(cover: Part, parts: Sequence[Part]) -> bool:
    """Whether the only days of a file stand above a part: what it counts is the plan itself."""
    days = [part.start for part in parts if part.dated]
    return bool(days) and max(days) <= cover.start


def annexed_tasks(parts: Sequence[Part]) -> frozenset[int]:
    """The numbers of the blocks that begin an annex that counts anew and says who does what.

    Most annexes below a plan are forms and lists; one most of whose counts name units is none.
    """
    return frozenset(
        part.first
        for part in parts[1:]
        if part.begins and part.duties >= max(_FEWEST_DUTIES, _MOST_DUTIES * part.marks)
    )


def parts_of(blocks: Sequence[Block]) -> list[Part]:
    """The stretches between the days of signatures and the heads of annexes."""
    edges = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and _is_edge(block.text.folded.strip())
    ]
    starts = [0, *edges]
    return [_part(blocks, a, b) for a, b in zip(starts, [*edges, len(blocks)], strict=True)]


def _is_edge(text: str) -> bool:
    return bool(_ANNEX.match(text)) or parse_date(text) is not None


def _part(blocks: Sequence[Block], start: int, end: int) -> Part:
    inside = enumerate(blocks[start:end], start)
    texts = [(at, b.text.folded) for at, b in inside if isinstance(b, Paragraph)]
    marks = [(at, mark) for at, text in texts if (mark := mark_of(text)) is not None]
    counts = [mark for _, mark in marks if mark.level < Level.SUBITEM]
    duties = sum(_gives_duty(t) or _names_a_group(t) or _is_a_duty(t) for _, t in texts)
    first = marks[0][0] if marks else end
    begins = bool(counts) and counts[0].value == 1
    dated = bool(texts) and texts[0][0] == start and parse_date(texts[0][1].strip()) is not None
    return Part(start, end, first, len(counts), duties, begins, dated)


def _names_a_group(text: str) -> bool:
    """Whether folded text heads a group of tasks with who does them: 一、县水利局牵头工作(3项)."""
    mark = mark_of(text) if len(text) <= _LONGEST_HEAD else None
    head = group_head(Excerpt.whole(text[mark.body :])) if mark is not None else None
    return head is not None and head.sure


def _is_a_duty(text: str) -> bool:
    """Whether folded text is a duty behind the unit that has it: 1.县水利局：检修泵站."""
    mark = mark_of(text) if ":" in text else None
    label = in_label(Excerpt.whole(text[mark.body :])) if mark is not None else None
    return label is not None and label.colon


def _gives_duty(text: str) -> bool:
    """Whether folded text has a label of units, or a bracket that says who does it.

    In the bracket others may stand, of one level.
    """
    if _LABEL.search(text):
        return True
    open_: list[tuple[bool, int]] = []  # for each open bracket: has it such a word, levels inside
    for match in _WORD_OR_BRACKET.finditer(text):
        if match[0] == "(":
            open_.append((False, 0))
        elif not open_:
            continue
        elif match[0] == ")":
            said, levels = open_.pop()
            if said and levels < 2:
                return True
            if open_:
                open_[-1] = open_[-1][0], max(open_[-1][1], levels + 1)
        else:
            open_[-1] = True, open_[-1][1]
    return False
