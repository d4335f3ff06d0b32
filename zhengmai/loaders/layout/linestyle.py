"""How the lines of a text are set as a whole: how wide, broken or not, under what headings.

What a single line does not tell (whether it goes on in the next one) most lines of its text do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.dutyclauses import is_all_duty
from zhengmai.loaders.phrases.labels import begins_with_label
from zhengmai.loaders.phrases.marks import Level, Mark, mark_of
from zhengmai.loaders.phrases.titles import is_organisation

HEADING_LENGTH = 36  # characters; a marked line without a comma and shorter than this is whole
_SENTENCE_END = re.compile(r"[.。!?;:)”][”)]?$")
_MOST = 0.5  # of the headings of a level
_FULL = 0.9  # of the lines are no longer than a full one
_SHORT_LINE = 0.6  # of a full line
_LONG_LINE = 20  # characters; of these nine of ten end a sentence where lines are paragraphs
_ITEM_HEADING = re.compile(r"[^。;:!?()]{2,24}(?<![,、]):?|[^,。;:!?()]{2,20}。")
_MOST_HEADED = 0.8  # of the items
_FEWEST_ITEMS = 2


def ends_sentence(text: str) -> bool:
    """Whether folded, stripped text ends in the end of a sentence."""
    return bool(_SENTENCE_END.search(text))


def stops_short(line: str, width: int) -> bool:
    """Whether a marked line ends far from the margin: lines that go on are full."""
    return len(line) <= HEADING_LENGTH and len(line) < _SHORT_LINE * width


def is_item_heading(text: str, below: str) -> bool:
    """Whether the folded text of an item is a heading, and the paragraph below it says the task.

    Units alone say none: 1. 建成托育点3个 ¶ 责任单位：县卫健局.
    """
    if _ITEM_HEADING.fullmatch(text) is None or mark_of(below) is not None:
        return False
    return bool(below) and below[0] not in "([-" and not begins_with_label(below)


def heads_items(lines: Iterable[Excerpt]) -> bool:
    """Whether the items 1. of a text are headings on lines of their own: nearly all of them are.

    Example: 1. 大夫下乡 ¶ 每周派医生到卫生院坐诊。
    """
    printed = _printed(lines)
    width = _width(printed)
    items = headed = 0
    for plain, below in pairwise([*printed, ""]):
        mark = mark_of(plain)
        if mark is None or mark.level is not Level.ITEM:
            continue
        items += 1
        headed += stops_short(plain, width) and is_item_heading(plain[mark.body :], below)
    return items >= _FEWEST_ITEMS and headed >= _MOST_HEADED * items


def usual_width(lines: Sequence[Excerpt]) -> int:
    """How long a full line is: nine of ten lines are no longer."""
    return _width(_printed(lines))


def signatures(lines: Sequence[Excerpt]) -> frozenset[int]:
    """The numbers of the lines that are who signs: a body, the day on the line below it."""
    printed = [(at, plain) for at, line in enumerate(lines) if (plain := line.folded.strip())]
    return frozenset(
        at
        for (at, above), (_, below) in pairwise(printed)
        if is_organisation(above) and parse_date(below) is not None
    )


def _printed(lines: Iterable[Excerpt]) -> list[str]:
    """What stands on the lines, folded; without the empty ones."""
    return [plain for line in lines if (plain := line.folded.strip())]


def _width(printed: Iterable[str]) -> int:
    lengths = sorted(map(len, printed))
    return lengths[int(_FULL * (len(lengths) - 1))] if lengths else 0


def is_unbroken(lines: Iterable[Excerpt]) -> bool:
    """Whether the lines of the plan are paragraphs: the long ones end in the end of a sentence.

    Headings, which may end in none, do not count.
    """
    ended = long = 0
    begun = False
    for line in lines:
        plain = line.folded.strip()
        mark = mark_of(plain)
        begun |= mark is not None and mark.level <= Level.POINT
        if not begun or len(plain) < _LONG_LINE or "\t" in plain:
            continue
        ends = ends_sentence(plain)
        if ends or mark is None or mark.level > Level.POINT:
            long += 1
            ended += ends
    return long > 0 and ended >= _FULL * long


def run_in(lines: Iterable[Excerpt]) -> frozenset[Level]:
    """The levels whose headings end with 。, the text going on behind it: most of them do."""
    ended: dict[Level, int] = {}
    marked: dict[Level, int] = {}
    printed = _printed(lines)
    for at, plain in enumerate(printed):
        mark = mark_of(plain)
        if mark is not None and mark.level <= Level.POINT:
            marked[mark.level] = marked.get(mark.level, 0) + 1
            ended[mark.level] = ended.get(mark.level, 0) + (
                "。" in plain or _ends_below(mark, printed[at + 1 : at + 3])
            )
    return frozenset(level for level, count in marked.items() if ended[level] > _MOST * count)


def _ends_below(mark: Mark, following: list[str]) -> bool:
    """Whether a section's heading was broken: the next line ends it, and a mark stands below."""
    return (
        mark.level is Level.SECTION
        and len(following) > 1
        and len(following[0]) <= HEADING_LENGTH
        and following[0].endswith("。")
        and mark_of(following[0]) is None
        and not is_all_duty(Excerpt.whole(following[0]))
        and mark_of(following[1]) is not None
    )
