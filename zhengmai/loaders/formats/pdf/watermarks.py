"""Which characters of a PDF page are a watermark or stamp, level and as small as the text.

It is of another ink than the text, and stands where no text can: over other characters, between
two lines that have no room for one, or again and again over the page, or on the same place of
several pages. What is said once this way is a watermark wherever it stands in that ink.

Where two characters of one ink lie over each other nobody can tell which are the text's: such are
doubtful.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.formats.pdf.painting import Box, Mark, area, shared

# In parts of a character's height.
_APART = 2.5  # a gap that ends a run of characters
_SAME_LINE = 0.1  # how far the feet of two characters of a run may lie apart
_ROOM = 1.15  # of the height of a line and of one between: nearer lines have no room for it
_BESIDE = 1.5  # how near to the text of a line it stands that is set in it askew

_PALE = 0.45  # how little a watermark stands out, from which it is one by its place alone
_FAINT = 0.7
_OVER = 0.4  # the part of a character that another covers
_TIMES = 3  # that it stands on a page
_MOST_NEAR = 12  # characters that are looked at in a square around one
_MOST_TRIED = 500  # pale runs of a page whose place is looked at
_MOST_LINES = 5_000  # of the text of a page, between which they may stand
_BIN = 16.0  # points
_GRID = 4.0  # points, within which two places are the same

_DIGITS = re.compile(r"[\d\s]+")

Look = tuple[float, ...]  # colour and opacity
Saying = tuple[Look, str]


@dataclass(frozen=True, slots=True)
class Inked:
    """A character that is seen: where it is drawn, and how little it stands out (0 to 1)."""

    mark: Mark
    pale: float

    @property
    def look(self) -> Look:
        """Its colour and opacity."""
        return (*(round(part, 2) for part in self.mark.ink.color), round(self.mark.ink.alpha, 2))


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are drawn one after the other on a line, in one ink and size.

    Attributes:
        places: of its characters, among those of the page.
        box: that they take.
        size: height of a character.
    """

    places: tuple[int, ...]
    box: Box
    size: float
    look: Look
    pale: float
    text: str

    @property
    def saying(self) -> Saying:
        """What it says, without digits (they may tell the time, or count), and how it looks."""
        return self.look, _DIGITS.sub("", self.text) or self.text

    @property
    def middle(self) -> float:
        """Halfway up."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose watermarks are looked for.

    Attributes:
        runs: its characters.
        body: the look of most of its text.
        over: the runs that lie over others, each with those.
    """

    runs: tuple[Run, ...]
    body: Look
    over: dict[int, frozenset[int]]


def page_of(inked: Sequence[Inked]) -> Page:
    """A page, by what is seen on it and stands upright."""
    runs = tuple(_runs(inked))
    signs: dict[Look, set[str]] = defaultdict(set)
    for one in inked:
        signs[one.look].add(one.mark.text)
    body = max(signs, key=lambda look: len(signs[look]), default=())
    return Page(runs, body, _over(inked, runs))


def _runs(inked: Sequence[Inked]) -> Iterator[Run]:
    group: list[int] = []
    for at, one in enumerate(inked):
        if group and not _goes_on(inked[group[-1]], one):
            yield _run(group, inked)
            group = []
        group.append(at)
    if group:
        yield _run(group, inked)


def _goes_on(one: Inked, after: Inked) -> bool:
    a, b = one.mark, after.mark
    return (
        one.look == after.look
        and abs(a.height - b.height) <= _SAME_LINE * a.height
        and abs(a.box[1] - b.box[1]) <= _SAME_LINE * a.height
        and -a.height < b.box[0] - a.box[2] <= _APART * a.height
        and b.box[0] >= a.box[0]
    )


def _run(places: Sequence[int], inked: Sequence[Inked]) -> Run:
    marks = [inked[at].mark for at in places]
    x0s, y0s, x1s, y1s = zip(*(m.box for m in marks), strict=True)
    box = min(x0s), min(y0s), max(x1s), max(y1s)
    first = inked[places[0]]
    pale = max(inked[at].pale for at in places)
    text = "".join(m.text for m in marks).strip()
    return Run(tuple(places), box, marks[0].height, first.look, pale, text)


def _over(inked: Sequence[Inked], runs: Sequence[Run]) -> dict[int, frozenset[int]]:
    """The runs that lie over others: half a letter over half a letter."""
    found: dict[int, set[int]] = defaultdict(set)
    run_of = {at: number for number, run in enumerate(runs) for at in run.places}
    bins: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, one in enumerate(inked):
        if not one.mark.text.isalnum():
            continue
        x, y = (int(part // _BIN) for part in one.mark.center)
        around = ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        for other in [n for place in around for n in bins[place][-_MOST_NEAR:]]:
            mine, its = run_of[at], run_of[other]
            boxes = one.mark.box, inked[other].mark.box
            if mine != its and area(shared(*boxes)) > _OVER * min(map(area, boxes)):
                found[mine].add(its)
                found[its].add(mine)
        bins[x, y].append(at)
    return {run: frozenset(others) for run, others in found.items()}


def sayings(pages: Sequence[Page]) -> set[Saying]:
    """What the watermarks of some pages say."""
    found = {run.saying for page in pages for run in _misplaced(page)}
    found.update(_repeated(pages))
    return found


def _misplaced(page: Page) -> Iterator[Run]:
    """The runs that stand where no text can."""
    body = [run for run in page.runs if run.look == page.body and run.text][:_MOST_LINES]
    tried = 0
    for number, run in enumerate(page.runs):
        if run.look == page.body or not run.text:
            continue
        others = [page.runs[other] for other in page.over.get(number, ())]
        over = any(_weaker(run, other, page.body) for other in others if other.look != run.look)
        if not over and run.pale >= _PALE and tried < _MOST_TRIED:
            tried += 1
            over = _squeezed(run, body) or _askew(run, body)
        if over:
            yield run


def _weaker(run: Run, other: Run, body: Look) -> bool:
    """Whether of two runs over each other this one is the watermark."""
    return other.look == body or (run.pale, -len(run.text)) > (other.pale, -len(other.text))


def _squeezed(run: Run, body: Sequence[Run]) -> bool:
    """Whether a run stands between two lines that have no room for a line."""
    beside = [b for b in body if min(b.box[2], run.box[2]) > max(b.box[0], run.box[0])]
    above = min((b for b in beside if b.middle > run.middle), key=lambda b: b.middle, default=None)
    below = max((b for b in beside if b.middle < run.middle), key=lambda b: b.middle, default=None)
    if above is None or below is None:
        return False
    room = (above.size + below.size) / 2 + run.size
    return above.middle - below.middle < _ROOM * room


def _askew(run: Run, body: Sequence[Run]) -> bool:
    """Whether a faint run stands in a line of the text, but lower or higher than it."""
    return run.pale >= _FAINT and any(
        abs(b.middle - run.middle) < b.size / 2
        and abs(b.box[1] - run.box[1]) > _SAME_LINE / 2 * b.size
        and max(run.box[0] - b.box[2], b.box[0] - run.box[2]) < _BESIDE * b.size
        for b in body
    )


def _repeated(pages: Sequence[Page]) -> Iterator[Saying]:
    """What stands paler than the text all over a page, or on the same place of several pages."""
    places: dict[Saying, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, page in enumerate(pages):
        for run in page.runs:
            if run.pale >= _PALE and run.look != page.body and len(run.text) > 1:
                corner = round(run.box[0] / _GRID), round(run.box[1] / _GRID)
                places[run.saying][number].append(corner)
    for saying, by_page in places.items():
        tiled = any(
            len(spots) >= _TIMES
            and len({x for x, _ in spots}) > 1
            and len({y for _, y in spots}) > 1
            for spots in by_page.values()
        )
        again = Counter(spot for spots in by_page.values() for spot in set(spots))
        if tiled or max(again.values()) > 1:
            yield saying


def marked(page: Page, known: Collection[Saying]) -> set[int]:
    """The places of the characters that are watermarks."""
    return {at for run in page.runs if _is_known(run, page, known) for at in run.places}


def _is_known(run: Run, page: Page, known: Collection[Saying]) -> bool:
    return run.look != page.body and run.saying in known


def doubtful(page: Page, known: Collection[Saying]) -> set[int]:
    """The places of the characters that lie over others and are no watermark for certain."""
    left = {n for n, run in enumerate(page.runs) if not _is_known(run, page, known)}
    return {
        at
        for number, others in page.over.items()
        if number in left and others & left
        for at in page.runs[number].places
    }


def texts(runs: Iterable[Run]) -> tuple[str, ...]:
    """What some runs say, each once."""
    return tuple(dict.fromkeys(run.text for run in runs if run.text))


__all__ = ["Inked", "Page", "doubtful", "marked", "page_of", "sayings", "texts"]
