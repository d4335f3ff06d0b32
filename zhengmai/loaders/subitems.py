"""Items （1） ① that stand under an item 1.: on lines of their own, or run in.

Example: 1.守好渡口。（1）换缆绳。（区水务局负责）（2）装航灯。（区交通局负责）

They are tasks where they have units of their own: the first of them, or several. Units that stand
behind the last alone are those of the whole item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.outline import Item, Point
from zhengmai.loaders.phrases.marks import Level, Mark, mark_of
from zhengmai.loaders.segments import Segment, segments_in

_LONGEST_HEADING = 30  # characters
_ASPECT = re.compile(r"[^,;:、。\d]{2,20}(?:方面|问题)。")  # a heading, though it ends in a stop
_BULLET = re.compile(r"\s*[▲△●○■□◆◇▪•·★☆※➢✓—-]")
_RUN_IN_ITEM = re.compile(r"(?<=[。;!?)\]])\s*(?=\d{1,2}[.、])")
_RUN_IN = re.compile(r"(?<=[。;!?:)\]])\s*(?=\(\d{1,2}\)|[①-⑳])")  # where a mark may begin


def with_subitems(item: Item) -> Iterator[tuple[Item, tuple[Segment, ...]]]:
    """An item with its segments, or the items （1） （2） under it where these have units."""
    paragraphs = [part for paragraph in item.paragraphs for part in _parted(paragraph)]
    starts = [at for at, text in enumerate(paragraphs) if _submark(text) is not None]
    edges = [*starts, len(paragraphs)]
    parts = _with_measures([_subitem(item, paragraphs[a:b]) for a, b in pairwise(edges)])
    followed = zip_longest(parts, parts[1:])
    parts = [replace(p, heads=after is not None and _heads(p, after)) for p, after in followed]
    below = [part for part in parts if not part.heads]
    cut = [segments_in(one.paragraphs) for one in below]
    headed = len(below) == 1 < len(parts) and _is_heading(paragraphs[: starts[0]])
    if (len(below) > 1 or headed) and _assigned_apart(cut):
        yield replace(item, heads=True), tuple(map(Segment, paragraphs[: starts[0]]))
        own = iter(cut)
        for part in parts:
            yield part, tuple(map(Segment, part.paragraphs)) if part.heads else next(own)
    else:
        yield item, tuple(_with_bullets(item.paragraphs))


def apart(items: Sequence[Item]) -> Iterator[Item]:
    """The items of a point, those that are run in cut off, where each has units of its own.

    Example: 1.换缆绳。（区水务局负责）整改措施：…。2.装航灯。（区交通局负责）
    """
    for item, after in zip_longest(items, items[1:]):
        cut = _cut_before_marks(item)
        numbers = [one.mark.value for one in cut]
        counted = after is None or after.mark.value == numbers[-1] + 1
        yield from cut if len(cut) > 1 and counted and all(map(_assigns, cut)) else [item]


def _cut_before_marks(item: Item) -> list[Item]:
    """An item, and those that are run in behind it and count on."""
    found = [replace(item, paragraphs=[])]
    for paragraph in item.paragraphs:
        at = 0
        for match in _RUN_IN_ITEM.finditer(paragraph.folded):
            rest = paragraph.slice(match.end(), match.end() + _LONGEST_HEADING)
            mark = mark_of(rest.folded)
            if mark is None or mark.level is not item.mark.level or mark.level is not Level.ITEM:
                continue
            if mark.value == 1:
                return [item]  # a list in its text
            if mark.value == found[-1].mark.value + 1:
                found[-1].paragraphs.append(paragraph.slice(at, match.end()))
                at = match.end() + mark.body
                found.append(Item(mark, rest.slice(mark.start, mark.end), []))
        found[-1].paragraphs.append(paragraph.slice(at))
    return found


def in_point(
    point: Point,
) -> tuple[tuple[Segment, ...], tuple[tuple[Item, tuple[Segment, ...]], ...]]:
    """The segments of a point without items 1., and the items （1） ① under it that have units."""
    whole = Item(point.mark, point.number, point.paragraphs)
    (first, own), *below = with_subitems(whole)
    if not first.heads:
        return segments_in(point.paragraphs), ()
    return own, tuple((replace(item, under=None), segments) for item, segments in below)


def _assigned_apart(cut: Sequence[Sequence[Segment]]) -> bool:
    """Whether the first of some items has units, or several have."""
    assigned = [any(s.duty is not None for s in segments) for segments in cut]
    return assigned[0] or sum(assigned) > 1


def _submark(text: Excerpt) -> Mark | None:
    mark = mark_of(text.folded)
    return mark if mark is not None and mark.level is Level.SUBITEM else None


def _parted(paragraph: Excerpt) -> list[Excerpt]:
    """A paragraph cut before the marks that are run in, where they count from 1 on and on."""
    starts: list[int] = []
    first = _submark(paragraph)
    last = first.value if first is not None else 0
    for match in _RUN_IN.finditer(paragraph.folded):
        mark = _submark(paragraph.slice(match.end(), match.end() + _LONGEST_HEADING))
        if mark is not None and mark.value == last + 1:
            starts.append(match.end())
            last = mark.value
    if last < 2:
        return [paragraph]
    edges = [0, *starts, len(paragraph)]
    return [part for a, b in pairwise(edges) if (part := paragraph.slice(a, b)).text.strip()]


def _heads(part: Item, after: Item) -> bool:
    """Whether （1） is nothing but the heading of the ① that follow it."""
    return not _is_circled(part) and _is_circled(after) and _is_heading(part.paragraphs)


def _is_heading(paragraphs: Sequence[Excerpt]) -> bool:
    """Whether some paragraphs are nothing but one heading."""
    if len(paragraphs) != 1 or len(paragraphs[0]) > _LONGEST_HEADING:
        return False
    text = paragraphs[0].folded.strip()
    return not text.endswith(("。", ")")) or _ASPECT.fullmatch(text) is not None


def _is_circled(part: Item) -> bool:
    return part.mark.circled


def _with_measures(parts: Sequence[Item]) -> Sequence[Item]:
    """The items （1）, each with the ① below it that say what is done about it.

    Its units stand before these, and none of them has its own:
    （1）缆绳老化。（区水务局负责） ¶ 整改措施： ¶ ①换缆绳。 ¶ ②收旧绳。
    """
    found: list[Item] = []
    for part in parts:
        if _is_circled(part) and found and not _is_circled(found[-1]) and _assigns(found[-1]):
            found[-1] = replace(found[-1], paragraphs=[*found[-1].paragraphs, *_whole(part)])
        else:
            found.append(part)
    return parts if any(_is_circled(p) and _assigns(p) for p in parts) else found


def _assigns(part: Item) -> bool:
    return any(s.duty is not None for s in segments_in(part.paragraphs))


def _whole(part: Item) -> list[Excerpt]:
    """The paragraphs of an item with its number."""
    first, *others = part.paragraphs
    return [Excerpt.join([part.number, first]), *others]


def _subitem(item: Item, paragraphs: Sequence[Excerpt]) -> Item:
    first, *others = paragraphs
    mark = mark_of(first.folded)
    if mark is None:  # only paragraphs with a mark begin one
        return item
    number = first.slice(mark.start, mark.end)
    return Item(mark, number, [first.slice(mark.body), *others], under=item.mark.value)


def _with_bullets(paragraphs: Sequence[Excerpt]) -> list[Segment]:
    """The segments of an item; lines with bullets, or （1）, below its bracket belong to its text.

    Example: 1.用好政策。（责任单位：科委） ▲新认定企业20家
    """
    cut = [segments_in([p]) for p in paragraphs]
    marked = all(_BULLET.match(p.folded) or _submark(p) is not None for p in paragraphs[1:])
    if len(cut) < 2 or len(cut[0]) != 1 or cut[0][0].bracket is None:
        return [s for segments in cut for s in segments]
    first, below = cut[0][0], [s for segments in cut[1:] for s in segments]
    if marked and all(s.duty is None for s in below):
        return [replace(first, text=Excerpt.join([first.text, *(s.text for s in below)]))]
    return [first, *below]
