"""Printed pages → text: characters and ruled lines at their places, put in reading order.

PDF, OFD and scans know where a character stands and nothing else. Here the lines that a page
broke become paragraphs again, rulings and columns of white space become tables, and what belongs to
the page (its number, running heads) is told from the notice. No character is left out, printed
twice or made up; white space is not counted as one.

Lengths are in points (1/72 inch), y runs down the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from zhengmai.loaders import columns
from zhengmai.loaders.columns import Column
from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.marks import mark_of
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

# In parts of a character's height.
_SAME_LINE = 0.45  # how far the middles of two characters of a line may lie apart
_BLANK = 0.7  # a gap between two characters that is printed as a blank
_WORD_BLANK = 0.18  # the same between letters, digits and half-width marks
_COLUMN_GAP = 0.6  # a gap that can part two columns of a table without rulings
_RAGGED = 0.6  # how far a full line may end before the margin, beyond the word that did not fit
_INDENT = 0.7  # a line that begins further right than this is indented
_SAME_SIZE = 0.15  # how much the sizes of the lines of a paragraph may differ
_LARGER = 1.15  # times the usual size: of a heading in large type
_HEADING_PITCH = 2.2  # heights of a character between the lines of a heading, at most
_WIDE_PITCH = 1.35  # of the distance of lines: a greater one sets a line apart
_ROW_GAP = 1.12  # of the distance of lines in a column: a greater one parts two rows
_APART = 0.8  # the gap between a running head or page number and the text, at the least
_FAR = 1.6  # the same where the distance of lines is not known
_TABLE_END = 2.5  # a gap that ends a table without rulings

# In points.
_SNAP = 3.0  # rulings nearer than this are one
_SHORTEST_RULING = 6.0
_OUTSIDE = 8.0  # how far a ruling must stand out to show where an undrawn border would be
_SAME_BORDER = 4.0

_COVERED = 0.5  # the part of a cell's side that must be ruled to divide it from its neighbour
_EDGE = 0.14  # the part of a page's height where running heads and page numbers stand
_LEFT_SHARE = 0.12  # the part of the lines that begin at the left margin, at the least
_RIGHT_SHARE = 0.1  # the part of the lines that end at the right margin, at the least
_ENOUGH = 8  # lines that show where the margins of a page are
_MOST_RULINGS = 2000  # on a page; more are a drawing
_MOST_TABLES = 100  # on a page
_MOST_COLUMNS = 60
_MOST_ROWS = 500
_FEWEST_NAMES = 3  # of known columns, in a line that heads a table without rulings
_HEADER_LINES = 3  # of a header whose names are broken
_LONGEST_HEADER = 80  # characters
_LONGEST_NUMBER = 4  # characters in a column of numbers

_NOT_BEFORE = frozenset("，。、；：！？）〕］】》〉”’」』％,.;:!?)]}%…—·")  # 行首禁则
_NOT_AFTER = frozenset("（〔［【《〈“‘「『([{")  # 行尾禁则
_SENTENCE_END = re.compile(r"[。!?;:][”’)]?$")
_PAGE_NUMBER = re.compile(  # OCR reads — 2 — as 一2一
    r"[-·.一]*\s*\d{1,4}\s*[-·.一]*|第\s*\d{1,4}\s*页\s*[,/]?\s*(?:\(?共\s*\d{1,4}\s*页\)?)?|"
    r"\d{1,4}\s*/\s*\d{1,4}|(?i:page)\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_DIGITS = re.compile(r"\d{1,9}")
_ANNEX = re.compile(r"附\s*[件表录]")  # 附件1 and 附件2 at the top of two pages are no running head
_BELOW_TABLE = re.compile(r"注\s*\d*\s*:|备注\s*:|说明\s*:|附件|附表|抄送|抄报")
# Two units in a cell, a line each, where the line is full: 市财政局 ¶ 市教育局.
_UNIT_ENDS = frozenset("局委办府部院处室会")
_UNIT_BEGINS = frozenset("省市州区县各")
_ROW_NUMBER = re.compile(r"\d{1,3}[.、]?")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character.

    Attributes:
        text: the character (or a few that are one sign to the file).
        x0, top, x1, bottom: its box.
        doubtful: it may have been read wrongly.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    doubtful: bool = False

    @property
    def height(self) -> float:
        """How tall the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Halfway down the box."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """Halfway across the box."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, level or upright, as the box that it takes."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        width, height: its size.
        glyphs: its characters, in any order; white space among them does not count.
        rulings: its straight lines.
        aside: what is printed across or beside the text: stamps, watermarks.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of pages: what :class:`~zhengmai.loaders.source.Source` is made of.

    Attributes:
        text, grids, furniture: as there.
        doubtful: the stretches of ``text`` that may have been read wrongly.
    """

    text: str
    grids: tuple[Grid, ...]
    furniture: tuple[Span, ...]
    doubtful: tuple[Span, ...]


def layout(pages: Sequence[Page]) -> Layout:
    """The text of pages, one paragraph a line, in reading order."""
    sheets = [_Sheet.of(page) for page in pages]
    items = list(_with_open_tables(list(_items(sheets)), sheets))
    flow = _Flow.of(items, [page.width for page in pages])
    for item in items:
        flow.item(item)
    flow.close()
    return flow.writer.layout()


# --- lines of characters

Pieces = list[Glyph | str]  # characters, and the blanks between them


@dataclass(frozen=True)
class _Line:
    """Characters side by side, left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def x0(self) -> float:
        return min(g.x0 for g in self.glyphs)

    @cached_property
    def x1(self) -> float:
        return max(g.x1 for g in self.glyphs)

    @cached_property
    def top(self) -> float:
        return min(g.top for g in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        return max(g.bottom for g in self.glyphs)

    @cached_property
    def middle(self) -> float:
        return median(g.middle for g in self.glyphs)

    @cached_property
    def em(self) -> float:
        """Height of its characters."""
        return median(g.height for g in self.glyphs) or 1.0

    @cached_property
    def pieces(self) -> Pieces:
        """The characters with the blanks between them."""
        found: Pieces = [self.glyphs[0]]
        for before, after in pairwise(self.glyphs):
            wide = _WORD_BLANK if f"{before.text}{after.text}".isascii() else _BLANK
            if after.x0 - before.x1 > wide * self.em:
                found.append(" ")
            found.append(after)
        return found

    @cached_property
    def text(self) -> str:
        return "".join(_text(p) for p in self.pieces)

    @cached_property
    def folded(self) -> str:
        return fold(self.text).strip()

    def parts(self, gap: float) -> list[_Line]:
        """The stretches parted by gaps wider than ``gap`` (in heights of a character)."""
        found: list[list[Glyph]] = [[]]
        reach = self.x1
        for glyph in self.glyphs:
            if found[-1] and glyph.x0 - reach > gap * self.em:
                found.append([])
            reach = max(reach, glyph.x1) if found[-1] else glyph.x1
            found[-1].append(glyph)
        return [_Line(tuple(part)) for part in found]

    @cached_property
    def first_word(self) -> float:
        """Width of what a line break would not have parted from its first character."""
        at = 0
        while at < len(self.glyphs) - 1 and self.glyphs[at].text in _NOT_AFTER:
            at += 1
        while at < len(self.glyphs) - 1 and self._sticks(at):
            at += 1
        return max(g.x1 for g in self.glyphs[: at + 1]) - self.x0

    def _sticks(self, at: int) -> bool:
        glyph, after = self.glyphs[at], self.glyphs[at + 1]
        if after.text in _NOT_BEFORE:
            return True
        together = _is_latin(glyph) and _is_latin(after)
        return together and after.x0 - glyph.x1 <= _WORD_BLANK * self.em


def _text(piece: Glyph | str) -> str:
    return piece if isinstance(piece, str) else piece.text


def _is_latin(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text[-1:].isalnum()


def _lines(glyphs: Iterable[Glyph]) -> list[_Line]:
    """Characters in lines, from the top."""
    found: list[list[Glyph]] = []
    total = tallest = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        limit = _SAME_LINE * max(tallest, glyph.height)
        if found and glyph.middle - total / len(found[-1]) <= limit:
            found[-1].append(glyph)
        else:
            found.append([glyph])
            total = tallest = 0.0
        total += glyph.middle
        tallest = max(tallest, glyph.height)
    return [_Line(tuple(sorted(line, key=lambda g: (g.x0, g.top)))) for line in found]


def _joined(lines: Sequence[_Line]) -> Pieces:
    """Lines that the page broke, as one."""
    found: Pieces = []
    for line in lines:
        if found and _needs_blank(_text(found[-1]), line.glyphs[0].text):
            found.append(" ")
        found.extend(line.pieces)
    return found


def _needs_blank(before: str, after: str) -> bool:
    """Whether a line break stands for the blank between two Latin words."""
    a, b = before[-1:], after[:1]
    letters = (a.isalpha() and a.isascii()) or (b.isalpha() and b.isascii())
    return letters and f"{a}{b}".isascii() and a not in "-/([" and b not in _NOT_BEFORE


# --- paragraphs: lines that the page broke


@dataclass(frozen=True, slots=True)
class _Margins:
    """Between which places the lines of a page's text run."""

    left: float
    right: float


def _is_one_heading(above: _Line, line: _Line, margins: _Margins, usual: float) -> bool:
    """Whether two lines of a page, at the distance of lines, are a heading set in the middle."""
    em = max(above.em, line.em)
    middle = (margins.left + margins.right) / 2
    return (
        min(above.em, line.em) >= _LARGER * usual
        and abs(above.em - line.em) <= _SAME_SIZE * em
        and all(abs((x.x0 + x.x1) / 2 - middle) <= em for x in (above, line))
        and not mark_of(line.folded)
    )


def _goes_on(
    above: Sequence[_Line], line: _Line, margins: tuple[_Margins, _Margins], pitch: float | None
) -> bool:
    """Whether a line goes on with the paragraph whose lines are ``above`` it.

    Args:
        above: the lines so far.
        line: the next one.
        margins: of the page of the last line, and of the page of the next one.
        pitch: the greatest distance of lines within a paragraph; None over a page break.
    """
    last = above[-1]
    here, there = margins
    em = last.em
    if abs(em - line.em) > _SAME_SIZE * max(em, line.em):
        return False
    if pitch is not None and line.middle - last.middle > pitch:
        return False
    if here.right - last.x1 > line.first_word + _RAGGED * em:
        return False  # there was room for the next word: the paragraph ended here
    indent = line.x0 - there.left
    if indent < -_INDENT * em:
        return False
    if indent > _INDENT * em:  # a new paragraph, if this one is not set in as a whole
        return len(above) > 1 and abs(indent - (last.x0 - here.left)) < _INDENT * em
    return not (_SENTENCE_END.search(last.folded) and mark_of(line.folded))


def _margins(bodies: Sequence[Sequence[_Line]], widths: Sequence[float]) -> list[_Margins]:
    """The margins of each page; lying pages, odd and even pages may have their own.

    Args:
        bodies: the lines of each page that are in no table and no furniture.
        widths: of the pages.
    """
    found = []
    for number, (own, width) in enumerate(zip(bodies, widths, strict=True)):
        same = [n for n, other in enumerate(widths) if abs(other - width) < 1]
        alike = [line for n in same if n % 2 == number % 2 for line in bodies[n]]
        if len(alike) < _ENOUGH:
            alike = [line for n in same for line in bodies[n]]
        left, right = _left(alike), _right(alike)
        if len(own) >= _ENOUGH:
            # A page of single lines shows no line at the margin: all are indented.
            left = left if 0 < _left(own) - left < 3 * _em(own) else _left(own)
            right = _right(own) or right
        if right is None or right < 0.6 * width:
            right = max(width - left, left)
        found.append(_Margins(left, right))
    return found


def _em(lines: Sequence[_Line]) -> float:
    return median(line.em for line in lines) if lines else 1.0


def _left(lines: Sequence[_Line]) -> float:
    """Where the most left lines begin; a few of many lines may stand out."""
    starts = sorted(line.x0 for line in lines)
    near = _INDENT * _em(lines)
    enough = max(1.0, _LEFT_SHARE * len(starts))
    for at, start in enumerate(starts):
        if bisect_right(starts, start + near) - at >= enough:
            return start
    return starts[0] if starts else 0.0


def _right(lines: Sequence[_Line]) -> float | None:
    """Where the most right lines end that are not alone there."""
    ends = sorted(-line.x1 for line in lines)
    near = _INDENT * _em(lines)
    enough = max(2.0, _RIGHT_SHARE * len(ends))
    for at, end in enumerate(ends):
        if bisect_right(ends, end + near) - at >= enough:
            return -end
    return None


# --- page numbers and running heads


def _furniture(sheets: Sequence[_Sheet]) -> list[set[int]]:
    """For each page which of its lines belong to the page, by their places in its lines."""
    seen: dict[str, list[tuple[int, _Line]]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        for at in (*_edge(sheet, top=True), *_edge(sheet, top=False)):
            line = sheet.lines[at]
            seen[_DIGITS.sub("", line.folded)].append((number, line))
    found = []
    for number, sheet in enumerate(sheets):
        beside: set[int] = set()
        for top in (True, False):
            peeled: list[int] = []
            for at in _edge(sheet, top=top):
                if not (_is_page_number(sheet, at) or _runs(sheet.lines[at], number, seen)):
                    break
                peeled.append(at)
            while peeled and not _stands_off(sheet, peeled[-1], top=top):
                peeled.pop()
            beside.update(peeled)
        found.append(beside)
    return found


def _edge(sheet: _Sheet, *, top: bool) -> list[int]:
    """The lines at the upper or lower edge of a page, from outside inwards."""
    height = sheet.page.height
    limit = _EDGE * height
    tables = [t.ys for t in sheet.tables]
    if top:
        limit = min([limit, *(ys[0] for ys in tables)])
        return [at for at, line in enumerate(sheet.lines) if line.bottom <= limit]
    limit = max([height - limit, *(ys[-1] for ys in tables)])
    return [at for at, line in reversed(list(enumerate(sheet.lines))) if line.top >= limit]


def _is_page_number(sheet: _Sheet, at: int) -> bool:
    return _PAGE_NUMBER.fullmatch(sheet.lines[at].folded) is not None


def _stands_off(sheet: _Sheet, at: int, *, top: bool) -> bool:
    """Whether a line at the edge is set apart from the text: a number there may end a sentence."""
    line = sheet.lines[at]
    inner = at + 1 if top else at - 1
    if not 0 <= inner < len(sheet.lines):
        return True
    other = sheet.lines[inner]
    gap = other.top - line.bottom if top else line.top - other.bottom
    wide = abs(line.middle - other.middle) > _ROW_GAP * _pitch([sheet.lines])
    return gap > _APART * line.em and (wide or gap > _FAR * line.em)


def _runs(line: _Line, page: int, seen: dict[str, list[tuple[int, _Line]]]) -> bool:
    """Whether the same stands at the same height on another page; numbers may count the pages."""
    if _ANNEX.match(line.folded) or _header_names([line]):
        return False
    return any(
        abs(other.middle - line.middle) < _SAME_LINE * line.em
        and _counts_pages(line.folded, other.folded, page - number)
        for number, other in seen[_DIGITS.sub("", line.folded)]
        if number != page
    )


def _counts_pages(text: str, other: str, pages: int) -> bool:
    """Whether the numbers in two lines are the same, or as far apart as their pages are."""
    pairs = zip(_DIGITS.findall(text), _DIGITS.findall(other), strict=False)
    return all(a == b or int(a) - int(b) == pages for a, b in pairs)


# --- rulings and the tables they draw


@dataclass(frozen=True, slots=True)
class _Side:
    """A ruling: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Region:
    """A cell: a stretch not divided by rulings, and the lines in it."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table drawn by rulings: its borders from left to right, from top to bottom, its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[_Region, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page taken apart.

    Attributes:
        page: the page.
        tables: its ruled tables.
        lines: its lines outside of them, from the top.
        levels: its level rulings outside of them.
    """

    page: Page
    tables: tuple[_Ruled, ...]
    lines: tuple[_Line, ...]
    levels: tuple[_Side, ...]

    @classmethod
    def of(cls, page: Page) -> _Sheet:
        glyphs = [g for g in page.glyphs if g.text.strip()]
        level = _sides(page.rulings, level=True)
        upright = _sides(page.rulings, level=False)
        if len(level) + len(upright) > _MOST_RULINGS:
            level = upright = []
        frames = _outermost_left_out(
            [f for f in map(_Frame.of, _drawings(level, upright)[:_MOST_TABLES]) if f is not None],
            glyphs,
        )
        tables = []
        for frame in frames:
            tables.append(frame.filled(glyphs))
            glyphs = [g for g in glyphs if frame.place(g) is None]
        used = {side for frame in frames for side in frame.levels}
        return cls(
            page,
            tuple(tables),
            tuple(_lines(glyphs)),
            tuple(side for side in level if side not in used),
        )


def _sides(rulings: Iterable[Ruling], *, level: bool) -> list[_Side]:
    """The level or the upright rulings; those that meet in one line are made one."""
    plain = []
    for r in rulings:
        if (r.x1 - r.x0 >= r.bottom - r.top) is level:
            at = (r.top + r.bottom) / 2 if level else (r.x0 + r.x1) / 2
            plain.append(_Side(at, *((r.x0, r.x1) if level else (r.top, r.bottom))))
    plain.sort(key=lambda s: s.at)
    found: list[_Side] = []
    first = 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or plain[at].at - plain[first].at > _SNAP:
            found.extend(_merged(plain[first:at]))
            first = at
    return [s for s in found if s.end - s.start >= _SHORTEST_RULING]


def _merged(sides: Sequence[_Side]) -> Iterator[_Side]:
    """Rulings in one line, dashes made one."""
    at = sum(s.at for s in sides) / len(sides)
    start, end = min((s.start, s.end) for s in sides)
    for side in sorted(sides, key=lambda s: s.start):
        if side.start > end + _SNAP:
            yield _Side(at, start, end)
            start = side.start
            end = side.end
        end = max(end, side.end)
    yield _Side(at, start, end)


def _drawings(
    level: Sequence[_Side], upright: Sequence[_Side]
) -> list[tuple[list[_Side], list[_Side]]]:
    """Rulings that touch each other, together."""
    union = _Union(len(level) + len(upright))
    for i, h in enumerate(level):
        for j, v in enumerate(upright):
            if (
                h.start - _SNAP <= v.at <= h.end + _SNAP
                and v.start - _SNAP <= h.at <= v.end + _SNAP
            ):
                union.join(i, len(level) + j)
    found: dict[int, tuple[list[_Side], list[_Side]]] = {}
    for at, side in enumerate([*level, *upright]):
        both = found.setdefault(union.root(at), ([], []))
        both[at >= len(level)].append(side)
    return [(h, v) for h, v in found.values() if len(h) > 1 and v]


class _Union:
    """Things of which some belong together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._above[max(a, b)] = min(a, b)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The borders of a table and the stretches that they part.

    Attributes:
        xs, ys: the borders, left to right and top to bottom.
        regions: the cells as (row, column, rows, columns).
        owner: for each smallest rectangle (row, column) the number of its cell.
        levels, uprights: the rulings.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[tuple[int, int, int, int], ...]
    owner: dict[tuple[int, int], int]
    levels: tuple[_Side, ...]
    uprights: tuple[_Side, ...]

    @classmethod
    def of(cls, drawing: tuple[list[_Side], list[_Side]]) -> _Frame | None:
        """The frame that rulings draw, or None where they part nothing into columns."""
        level, upright = drawing
        xs, ys = _borders(upright, level), _borders(level, upright)
        rows, width = len(ys) - 1, len(xs) - 1
        if not (1 < width <= _MOST_COLUMNS and 1 <= rows <= _MOST_ROWS):
            return None
        walls = [[s for s in upright if abs(s.at - x) <= _SNAP] for x in xs]
        floors = [[s for s in level if abs(s.at - y) <= _SNAP] for y in ys]
        union = _Union(rows * width)
        for row in range(rows):
            for column in range(width):
                at = row * width + column
                if column + 1 < width and not _ruled(walls[column + 1], ys[row], ys[row + 1]):
                    union.join(at, at + 1)
                if row + 1 < rows and not _ruled(floors[row + 1], xs[column], xs[column + 1]):
                    union.join(at, at + width)
        stretches: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for at in range(rows * width):
            stretches[union.root(at)].add(divmod(at, width))
        regions = sorted(r for stretch in stretches.values() for r in _rectangles(stretch))
        owner = {
            (row + r, column + c): number
            for number, (row, column, down, across) in enumerate(regions)
            for r in range(down)
            for c in range(across)
        }
        if len(regions) < 2:
            return None
        return cls(xs, ys, tuple(regions), owner, tuple(level), tuple(upright))

    def place(self, glyph: Glyph) -> int | None:
        """The number of the cell in which a character stands."""
        row = _between(self.ys, glyph.middle)
        column = _between(self.xs, glyph.center)
        return None if row is None or column is None else self.owner[row, column]

    def within(self, other: _Frame) -> bool:
        """Whether it lies inside another frame."""
        return self is not other and (
            other.xs[0] < self.xs[0] < self.xs[-1] < other.xs[-1]
            and other.ys[0] < self.ys[0] < self.ys[-1] < other.ys[-1]
        )

    def filled(self, glyphs: Iterable[Glyph]) -> _Ruled:
        """The table with its text."""
        inside: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            number = self.place(glyph)
            if number is not None:
                inside[number].append(glyph)
        regions = [
            _Region(*region, tuple(_lines(inside[number])))
            for number, region in enumerate(self.regions)
            if number in inside or self._closed(*region)
        ]
        return _Ruled(self.xs, self.ys, tuple(regions))

    def _closed(self, row: int, column: int, rows: int, across: int) -> bool:
        """Whether an empty cell is drawn: not just the space beside a narrower table."""
        for border in (column, column + across):
            if border in (0, len(self.xs) - 1):
                walls = [s for s in self.uprights if abs(s.at - self.xs[border]) <= _SNAP]
                if not _ruled(walls, self.ys[row], self.ys[row + rows]):
                    return False
        return True


def _borders(sides: Sequence[_Side], across: Sequence[_Side]) -> tuple[float, ...]:
    """Where the borders stand; an outer one that is not drawn is where the others end."""
    places = sorted({s.at for s in sides})
    first, last = min(s.start for s in across), max(s.end for s in across)
    if first < places[0] - _OUTSIDE:
        places.insert(0, first)
    if last > places[-1] + _OUTSIDE:
        places.append(last)
    found = places[:1]
    found.extend(b for a, b in pairwise(places) if b - a > _SNAP / 2)
    return tuple(found)


def _ruled(sides: Iterable[_Side], start: float, end: float) -> bool:
    """Whether rulings cover a stretch of a border."""
    covered = sum(max(0.0, min(s.end, end) - max(s.start, start)) for s in sides)
    return covered >= _COVERED * (end - start)


def _rectangles(stretch: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """A stretch of smallest rectangles as cells: one, where the rulings are whole."""
    left = set(stretch)
    for row, column in sorted(stretch):
        if (row, column) not in left:
            continue
        across = 1
        while (row, column + across) in left:
            across += 1
        down = 1
        while all((row + down, column + c) in left for c in range(across)):
            down += 1
        left -= {(row + r, column + c) for r in range(down) for c in range(across)}
        yield row, column, down, across


def _between(borders: tuple[float, ...], at: float) -> int | None:
    if not borders[0] - _SNAP <= at <= borders[-1] + _SNAP:
        return None
    return min(max(bisect_right(borders, at) - 1, 0), len(borders) - 2)


def _outermost_left_out(frames: Sequence[_Frame], glyphs: Sequence[Glyph]) -> list[_Frame]:
    """The frames with text in them, without those that hold another table."""
    filled = {id(f): {f.place(g) for g in glyphs} - {None} for f in frames}
    tables = [f for f in frames if len(filled[id(f)]) > 1]
    return [f for f in frames if filled[id(f)] and not any(inner.within(f) for inner in tables)]


# --- tables, however they are drawn


@dataclass(frozen=True, slots=True)
class _TableCell:
    """A cell ready to be written: the column where it begins, its size, its paragraphs."""

    column: int
    rows: int
    columns: int
    paragraphs: tuple[Pieces, ...]


_Row = tuple[_TableCell, ...]


@dataclass(slots=True)
class _Table:
    """A table over one or more pages.

    Attributes:
        page: the last page that it is on.
        xs: its borders from left to right, on its last page.
        rows: its rows; a line among them is furniture of the page.
        ruled: whether it is drawn by rulings.
    """

    page: int
    xs: tuple[float, ...]
    rows: list[_Row | _Line]
    ruled: bool

    @classmethod
    def of(cls, page: int, ruled: _Ruled) -> _Table:
        lines = [line for region in ruled.regions for line in region.lines]
        em = _em(lines)
        sides = [
            side
            for r in ruled.regions
            for line in r.lines
            for side in (line.x0 - ruled.xs[r.column], ruled.xs[r.column + r.columns] - line.x1)
        ]
        blank = min(max(min(sides, default=0.0), 0.0), 1.5 * em)
        rows: list[list[_TableCell]] = [[] for _ in ruled.ys[1:]]
        for r in ruled.regions:
            inner = (ruled.xs[r.column] + blank, ruled.xs[r.column + r.columns] - blank)
            paragraphs = tuple(_cell_paragraphs(r.lines, inner))
            rows[r.row].append(_TableCell(r.column, r.rows, r.columns, paragraphs))
        return cls(page, ruled.xs, [tuple(row) for row in rows], ruled=True)

    def continues(self, other: _Table) -> bool:
        """Whether it goes on with a table of the page before: it has the same borders."""
        if not (self.ruled and other.ruled and self.page == other.page + 1):
            return False
        mine, theirs = self._offsets(), other._offsets()
        few, many = sorted((mine, theirs), key=len)
        return abs(mine[-1] - theirs[-1]) <= _SAME_BORDER and all(
            any(abs(a - b) <= _SAME_BORDER for b in many) for a in few
        )

    def extend(self, other: _Table, between: Sequence[_Line]) -> None:
        """Go on with a table that has the same borders."""
        mine, theirs = self._offsets(), other._offsets()
        borders = max((mine, theirs), key=len)
        self.rows = [
            *_with_borders(self.rows, mine, borders),
            *between,
            *_with_borders(other.rows, theirs, borders),
        ]
        self.xs = tuple(other.xs[0] + b for b in borders)
        self.page = other.page

    def _offsets(self) -> list[float]:
        return [x - self.xs[0] for x in self.xs]


def _with_borders(
    rows: Sequence[_Row | _Line], old: Sequence[float], new: Sequence[float]
) -> Iterator[_Row | _Line]:
    """The same rows, their columns counted by other borders."""
    where = [_nearest(new, border) for border in old]
    for row in rows:
        if isinstance(row, _Line):
            yield row
            continue
        yield tuple(
            _TableCell(
                where[c.column],
                c.rows,
                where[c.column + c.columns] - where[c.column],
                c.paragraphs,
            )
            for c in row
        )


def _nearest(borders: Sequence[float], at: float) -> int:
    return min(range(len(borders)), key=lambda n: abs(borders[n] - at))


def _cell_paragraphs(lines: Sequence[_Line], inner: tuple[float, float]) -> Iterator[Pieces]:
    """The paragraphs of a cell in which lines may run between two places."""
    group: list[_Line] = []
    stacked = all(len(line.glyphs) == 1 for line in lines)  # 类 ¶ 别: written downwards
    left = min((line.x0 for line in lines), default=0.0)
    for line in lines:
        if group and not stacked and _breaks(group[-1], line, inner, left):
            yield _joined(group)
            group = []
        group.append(line)
    if group:
        yield _joined(group)


def _breaks(line: _Line, after: _Line, inner: tuple[float, float], left: float) -> bool:
    """Whether a paragraph of a cell ends with a line."""
    em = line.em
    before, behind = line.x0 - inner[0], inner[1] - line.x1
    # A line in the middle has blanks on both sides; one that is set in ends at the right.
    free = before + behind if abs(before - behind) < _SAME_LINE * em else behind
    if free > after.first_word + _RAGGED * em:
        return True
    if line.glyphs[-1].text in _UNIT_ENDS and after.glyphs[0].text in _UNIT_BEGINS:
        return True  # a list with 、 has it at the end of the line
    ends = bool(_SENTENCE_END.search(line.folded))
    indented = line.x0 - left <= _INDENT * em < after.x0 - left
    return ends and (indented or mark_of(after.folded) is not None)


# --- tables without rulings between their columns


def _header_names(lines: Sequence[_Line]) -> list[_Line]:
    """The names in lines that head the columns of a table, or none; a name may be broken."""
    parts = _side_by_side(lines)
    names: list[_Line] = []
    known = at = 0
    while at < len(parts):
        size = next((n for n in (1, 2, 3, 4, 5) if _is_name(parts[at : at + n])), 0)
        known += size > 0
        names.append(_Line(tuple(g for part in parts[at : at + max(size, 1)] for g in part.glyphs)))
        at += max(size, 1)
    unknown = len(names) - known
    return names if known >= max(_FEWEST_NAMES, 2 * unknown) else []


def _side_by_side(lines: Sequence[_Line]) -> list[_Line]:
    """What stands in lines below each other, parted by gaps that go down through all of them."""
    if len(lines) == 1:
        return lines[0].parts(_COLUMN_GAP)
    em = _em(lines)
    found: list[list[Glyph]] = []
    reach = 0.0
    for glyph in sorted((g for line in lines for g in line.glyphs), key=lambda g: g.x0):
        if not found or glyph.x0 - reach > _COLUMN_GAP * em:
            found.append([])
            reach = glyph.x1
        reach = max(reach, glyph.x1)
        found[-1].append(glyph)
    return [_Line(tuple(g for line in _lines(part) for g in line.glyphs)) for part in found]


def _is_name(parts: Sequence[_Line]) -> bool:
    return columns.heading("".join(g.text for part in parts for g in part.glyphs)) is not None


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands on a page, in reading order; ``furniture``: it belongs to the page."""

    page: int
    what: _Line | _Table
    furniture: bool = False


class _Open:
    """A table whose columns are parted by white space, or by level rulings at most."""

    def __init__(self, names: Sequence[_Line]) -> None:
        self.names = names
        self.printed = [n.text for n in names]
        self.numbered = columns.heading(names[0].text) is Column.NUMBER
        self.lines: list[_Taken] = []
        self.reach = 0.0
        self.gutters = [[((a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2)] for a, b in pairwise(names)]

    def take_header(self, items: Sequence[_Item], names: Sequence[_Line]) -> bool:
        """Take the lines of the header, at the top or on a later page."""
        narrowed = [self._narrowed(gutter, names) for gutter in self.gutters]
        if [n.text for n in names] != self.printed or not all(narrowed):
            return False
        self.gutters = narrowed
        self.lines.extend(_Taken(item, head=True, first=n == 0) for n, item in enumerate(items))
        return True

    def take(self, item: _Item, line: _Line) -> bool:
        """Take a line that suits the columns; False where the table ends before it."""
        above = next((t.item for t in reversed(self.lines) if not t.item.furniture), None)
        if above is not None and above.page == item.page and isinstance(above.what, _Line):
            gap = line.top - above.what.bottom
            if gap > max(_TABLE_END * line.em, 2 * self.reach):
                return False
            self.reach = max(self.reach, gap)
        narrowed = [self._narrowed(gutter, line.parts(_SAME_LINE)) for gutter in self.gutters]
        if _BELOW_TABLE.match(line.folded) or not all(narrowed):
            return False
        if not self._suits_number(line, narrowed):
            return False
        self.gutters = narrowed
        self.lines.append(_Taken(item))
        return True

    @staticmethod
    def _narrowed(
        gutter: Sequence[tuple[float, float]], parts: Sequence[_Line]
    ) -> list[tuple[float, float]]:
        """What is left white of the space between two columns."""
        left = set(gutter)
        for part in parts:
            left = {
                side
                for start, end in left
                for side in ((start, min(end, part.x0)), (max(start, part.x1), end))
                if side[1] - side[0] > _SAME_LINE * part.em
            }
        return sorted(left)

    def _suits_number(self, line: _Line, gutters: Sequence[Sequence[tuple[float, float]]]) -> bool:
        """Whether what stands in the column of numbers may be one."""
        if not self.numbered:
            return True
        edge = max(start for start, _ in gutters[0])
        first = "".join(g.text for g in line.glyphs if g.center < edge)
        return len(first) <= _LONGEST_NUMBER and (not first or first[0].isalnum())

    def table(self, sheets: Sequence[_Sheet]) -> _Table:
        """The table of the lines taken."""
        widest = [max(gutter, key=lambda s: s[1] - s[0]) for gutter in self.gutters]
        borders = [(start + end) / 2 for start, end in widest]
        groups = self._rows(borders, sheets)
        cells = [[_split(group, borders, c) for c in range(len(self.names))] for group, _ in groups]
        inner = [
            (
                min((line.x0 for row in cells for line in row[c]), default=0.0),
                max((line.x1 for row in cells for line in row[c]), default=0.0),
            )
            for c in range(len(self.names))
        ]
        rows: list[_Row | _Line] = []
        for row, (_, furniture) in zip(cells, groups, strict=True):
            rows.append(
                tuple(
                    _TableCell(c, 1, 1, tuple(_cell_paragraphs(lines, inner[c])))
                    for c, lines in enumerate(row)
                )
            )
            rows.extend(furniture)
        xs = (min(n.x0 for n in self.names), *borders, max(n.x1 for n in self.names))
        return _Table(self.lines[-1].item.page, xs, rows, ruled=False)

    def _rows(
        self, borders: Sequence[float], sheets: Sequence[_Sheet]
    ) -> list[tuple[list[_Line], list[_Line]]]:
        """The lines of each row, and the furniture after it."""
        body = [
            _Placed(t.item.page, line, t.head, t.first, self.numbered and _number_in(line, borders))
            for t in self.lines
            if not t.item.furniture and isinstance(line := t.item.what, _Line)
        ]
        begins = iter(_row_starts(body, borders, sheets))
        rows: list[tuple[list[_Line], list[_Line]]] = []
        for taken in self.lines:
            line = taken.item.what
            if not isinstance(line, _Line):
                continue
            if taken.item.furniture:
                rows[-1][1].append(line)
            elif next(begins) or not rows:
                rows.append(([line], []))
            else:
                rows[-1][0].append(line)
        return rows


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken into a table; ``head``: of its header, ``first``: the first line of that."""

    item: _Item
    head: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a table; ``number``: a number stands in the column of numbers."""

    page: int
    line: _Line
    head: bool
    first: bool
    number: bool


def _number_in(line: _Line, borders: Sequence[float]) -> bool:
    first = "".join(g.text for g in line.glyphs if g.center < borders[0])
    return _ROW_NUMBER.fullmatch(fold(first)) is not None


def _split(lines: Iterable[_Line], borders: Sequence[float], column: int) -> list[_Line]:
    """What of some lines stands in a column."""
    found = []
    for line in lines:
        inside = tuple(g for g in line.glyphs if bisect_right(borders, g.center) == column)
        if inside:
            found.append(_Line(inside))
    return found


def _row_starts(
    body: Sequence[_Placed], borders: Sequence[float], sheets: Sequence[_Sheet]
) -> list[bool]:
    """For each line of a table whether a row begins with it.

    Rows are what rulings part, or else greater gaps in the column that has most lines, if that
    gives each number a row of its own; else they begin where a number stands.
    """
    edges = [
        placed.first or (not placed.head and at > 0 and body[at - 1].head)
        for at, placed in enumerate(body)
    ]
    for parted in (_parted_by_rules(body, sheets), _parted_by_gaps(body, borders)):
        starts = [edge or part for edge, part in zip(edges, parted, strict=True)]
        if any(parted) and _one_number_each(starts, body):
            return starts
    if any(placed.number for placed in body):
        return [edge or placed.number for edge, placed in zip(edges, body, strict=True)]
    return [not placed.head or placed.first for placed in body]


def _parted_by_rules(body: Sequence[_Placed], sheets: Sequence[_Sheet]) -> list[bool]:
    """Before which lines of a table a level ruling stands."""
    inside = [False]
    for above, below in pairwise(body):
        a, b = above.line, below.line
        inside.append(
            above.page == below.page
            and not (above.head or below.head)
            and any(
                a.middle < s.at < b.middle and s.end - s.start > abs(a.x0 - b.x0)
                for s in sheets[above.page].levels
            )
        )
    return inside


def _parted_by_gaps(body: Sequence[_Placed], borders: Sequence[float]) -> list[bool]:
    """Before which lines of a table a row begins, by the gaps of the column with most lines.

    Where the others are set in the middle of a row, their lines stand between those of it.
    """
    lines = [placed.line for placed in body if not placed.head]
    by_column = [_split(lines, borders, c) for c in range(len(borders) + 1)]
    main = max(range(len(by_column)), key=lambda c: len(by_column[c]))
    rows: list[int] = []  # for each line the row, counted over all pages
    count = -1
    for _, group in groupby(body, key=lambda placed: (placed.page, placed.head)):
        placed = list(group)
        blocks = _blocks(_split([p.line for p in placed], borders, main))
        if placed[0].head or not blocks:
            count += 1
            rows.extend([count] * len(placed))
            continue
        for one in placed:
            near = min(range(len(blocks)), key=lambda n: _distance(one.line.middle, blocks[n]))
            rows.append(count + 1 + near)
        count += len(blocks)
    return [False, *(a < b for a, b in pairwise(rows))] if rows == sorted(rows) else []


def _blocks(lines: Sequence[_Line]) -> list[tuple[float, float]]:
    """Lines below each other in blocks parted by greater gaps, from where to where."""
    gaps = [b.middle - a.middle for a, b in pairwise(lines)]
    least = min(gaps, default=0.0)
    found: list[tuple[float, float]] = []
    for at, line in enumerate(lines):
        if found and gaps[at - 1] <= _ROW_GAP * least:
            found[-1] = (found[-1][0], line.middle)
        else:
            found.append((line.middle, line.middle))
    return found


def _distance(at: float, block: tuple[float, float]) -> float:
    return max(block[0] - at, at - block[1], 0.0)


def _one_number_each(starts: Sequence[bool], body: Sequence[_Placed]) -> bool:
    """Whether each row has one number, or no row has any; a page may begin within a row."""
    if not any(placed.number for placed in body):
        return True
    counts: list[int] = []
    page = -1
    for start, placed in zip(starts, body, strict=True):
        if placed.head:
            page = placed.page
            continue
        if start or not counts or placed.page != page:
            counts.append(0)
        page = placed.page
        counts[-1] += placed.number
    return counts.count(1) >= len(counts) - len({placed.page for placed in body}) + 1 and (
        max(counts) == 1
    )


# --- everything in reading order


def _items(sheets: Sequence[_Sheet]) -> Iterator[_Item]:
    """What stands on the pages, from the top."""
    for number, (sheet, beside) in enumerate(zip(sheets, _furniture(sheets), strict=True)):
        found: list[tuple[float, _Item]] = [
            (table.ys[0], _Item(number, _Table.of(number, table))) for table in sheet.tables
        ]
        found.extend(
            (line.middle, _Item(number, line, at in beside)) for at, line in enumerate(sheet.lines)
        )
        yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))
        for text in sheet.page.aside:
            yield _Item(number, _Line((Glyph(text, 0.0, 0.0, 0.0, 0.0),)), furniture=True)


def _with_open_tables(items: Sequence[_Item], sheets: Sequence[_Sheet]) -> Iterator[_Item]:
    """The items with the lines of tables without rulings put together."""
    at = 0
    while at < len(items):
        end, table = _open_table(items, at)
        if table is None:
            yield items[at]
            at += 1
            continue
        built = table.table(sheets)
        yield _Item(built.page, built)
        at = end


def _header_at(items: Sequence[_Item], at: int) -> tuple[int, list[_Line]]:
    """The item after a header that begins with an item, and the names in it; there may be none."""
    lines: list[_Line] = []
    best: tuple[int, list[_Line]] = at, []
    most = 0
    for number in range(at, min(at + _HEADER_LINES, len(items))):
        item = items[number]
        if item.furniture or not isinstance(item.what, _Line) or item.page != items[at].page:
            break
        if lines and item.what.top - lines[-1].bottom > item.what.em:
            break
        lines.append(item.what)
        if len(item.what.glyphs) > _LONGEST_HEADER:
            break
        names = _header_names(lines)
        known = sum(2 if _is_name([name]) else -1 for name in names)
        if known > most:
            best, most = (number + 1, names), known
    return best


def _open_table(items: Sequence[_Item], at: int) -> tuple[int, _Open | None]:
    """A table without rulings that is headed by an item, and the item after it."""
    end, names = _header_at(items, at)
    if not names:
        return at, None
    table = _Open(names)
    if not table.take_header(items[at:end], names):
        return at, None
    number = end
    waiting: list[_Item] = []
    while number < len(items):
        item = items[number]
        if item.furniture:
            waiting.append(item)
            number += 1
            continue
        if not isinstance(item.what, _Line):
            break
        before = len(table.lines)
        table.lines.extend(_Taken(w) for w in waiting)
        after, again = _header_at(items, number)
        if not (again and table.take_header(items[number:after], again)):
            after = number + 1
            if not table.take(item, item.what):
                del table.lines[before:]
                break
        waiting = []
        number = end = after
    rows = sum(not (taken.head or taken.item.furniture) for taken in table.lines)
    return (end, table) if rows else (at, None)


class _Writer:
    """Writes the text and remembers what stands where."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.grids: list[Grid] = []
        self.furniture: list[Span] = []
        self.doubtful: list[Span] = []

    def put(self, pieces: Iterable[Glyph | str]) -> Span:
        """Write pieces; where they stand."""
        start = self.length
        for piece in pieces:
            text = _text(piece)
            if isinstance(piece, Glyph) and piece.doubtful:
                self._doubt(Span(self.length, self.length + len(text)))
            self.parts.append(text)
            self.length += len(text)
        return Span(start, self.length)

    def _doubt(self, span: Span) -> None:
        last = self.doubtful[-1] if self.doubtful else None
        between = "".join(self.parts[-1:]) if last and last.end == span.start - 1 else ""
        if last is not None and (last.end == span.start or between == " "):
            self.doubtful[-1] = Span(last.start, span.end)
        else:
            self.doubtful.append(span)

    def aside(self, line: _Line) -> None:
        """Write a line that belongs to the page."""
        self.furniture.append(self.put(line.pieces))
        self.put("\n")

    def table(self, table: _Table) -> None:
        """Write a table: a line a row, its cells parted by tabs."""
        start = self.length
        cells: list[Cell] = []
        row = 0
        for printed in table.rows:
            if isinstance(printed, _Line):
                self.aside(printed)
                continue
            for number, cell in enumerate(printed):
                if number:
                    self.put("\t")
                begin = self.length
                for at, paragraph in enumerate(cell.paragraphs):
                    self.put("\n" if at else "")
                    self.put(paragraph)
                span = Span(begin, self.length)
                cells.append(Cell(row, cell.column, cell.rows, cell.columns, span))
            self.put("\n")
            row += 1
        self.grids.append(Grid(Span(start, self.length), tuple(cells)))

    def layout(self) -> Layout:
        """What was written."""
        return Layout(
            "".join(self.parts), tuple(self.grids), tuple(self.furniture), tuple(self.doubtful)
        )


@dataclass
class _Flow:
    """Goes through the items once, holding back what may go on."""

    margins: Sequence[_Margins]
    pitch: float  # the usual distance of lines
    em: float  # the usual height of characters
    writer: _Writer = field(default_factory=_Writer)
    lines: list[_Line] = field(default_factory=list)
    page: int = 0  # of the last line
    table: _Table | None = None
    waiting: list[_Line] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[_Item], widths: Sequence[float]) -> _Flow:
        """Look at how the text of pages of these widths is set."""
        bodies: list[list[_Line]] = [[] for _ in widths]
        for item in items:
            if isinstance(item.what, _Line) and not item.furniture:
                bodies[item.page].append(item.what)
        lines = [line for body in bodies for line in body]
        return cls(_margins(bodies, widths), _pitch(bodies), _em(lines))

    def item(self, item: _Item) -> None:
        """Take the next item."""
        if isinstance(item.what, _Table):
            self._table(item.what)
        elif item.furniture:
            self.waiting.append(item.what)
            if not self.lines and self.table is None:
                self.close()
        else:
            self._line(item.page, item.what)

    def _line(self, page: int, line: _Line) -> None:
        if not self.lines or not self._goes_on(page, line):
            self.close()
        self.lines.append(line)
        self.page = page

    def _goes_on(self, page: int, line: _Line) -> bool:
        pitch = None
        if page == self.page:
            pitches = [b.middle - a.middle for a, b in pairwise(self.lines) if b.middle > a.middle]
            last = self.lines[-1]
            if line.middle - last.middle <= _HEADING_PITCH * last.em and _is_one_heading(
                last, line, self.margins[page], self.em
            ):
                return True
            pitch = _WIDE_PITCH * (min(pitches) if pitches else self.pitch)
        return _goes_on(self.lines, line, (self.margins[self.page], self.margins[page]), pitch)

    def _table(self, table: _Table) -> None:
        if self.table is not None and table.continues(self.table):
            self.table.extend(table, self.waiting)
            self.waiting = []
            return
        self.close()
        self.table = table

    def close(self) -> None:
        """Write what was held back."""
        if self.lines:
            self.writer.put(_joined(self.lines))
            self.writer.put("\n")
        if self.table is not None:
            self.writer.table(self.table)
        for line in self.waiting:
            self.writer.aside(line)
        self.lines, self.table, self.waiting = [], None, []


def _pitch(bodies: Sequence[Sequence[_Line]]) -> float:
    """The usual distance of two lines of text."""
    gaps = [
        round(b.middle - a.middle, 1)
        for body in bodies
        for a, b in pairwise(body)
        if abs(a.em - b.em) <= _SAME_SIZE * a.em
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 0.0
