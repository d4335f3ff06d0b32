"""What belongs to the page and not to the text: page numbers and running heads.

A line is one of these if it stands at the edge of a page, apart from the text, and is a number or
stands there on another page too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from zhengmai.loaders.formats.pages.columnheads import header_names
from zhengmai.loaders.formats.pages.sheets import Sheet
from zhengmai.loaders.formats.pages.textlines import ROW_GAP, SAME_LINE, Line, usual_pitch

# In parts of a character's height.
_APART = 0.8  # the gap between a running head or page number and the text, at the least
_FAR = 1.6  # the same where the distance of lines is not known

_EDGE = 0.14  # the part of a page's height where running heads and page numbers stand

_PAGE_NUMBER = re.compile(  # OCR reads — 2 — as 一2一
    r"[-·.一]*\s*\d{1,4}\s*[-·.一]*|第\s*\d{1,4}\s*页\s*(?:[,/]\s*)?(?:\(?共\s*\d{1,4}\s*页\)?)?|"
    r"\d{1,4}\s*/\s*\d{1,4}|(?i:page)\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_DIGITS = re.compile(r"\d{1,9}")
_ANNEX = re.compile(r"附\s*[件表录]")  # 附件1 and 附件2 at the top of two pages are no running head


def page_furniture(sheets: Sequence[Sheet]) -> list[set[int]]:
    """For each page which of its lines belong to the page, by their places in ``Sheet.lines``."""
    seen: dict[str, list[tuple[int, Line]]] = defaultdict(list)
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


def _edge(sheet: Sheet, *, top: bool) -> list[int]:
    """The lines at the upper or lower edge of a page, from outside inwards."""
    height = sheet.page.height
    limit = _EDGE * height
    tables = [t.ys for t in sheet.tables]
    if top:
        limit = min([limit, *(ys[0] for ys in tables)])
        return [at for at, line in enumerate(sheet.lines) if line.bottom <= limit]
    limit = max([height - limit, *(ys[-1] for ys in tables)])
    return [at for at, line in reversed(list(enumerate(sheet.lines))) if line.top >= limit]


def _is_page_number(sheet: Sheet, at: int) -> bool:
    return _PAGE_NUMBER.fullmatch(sheet.lines[at].folded) is not None


def _stands_off(sheet: Sheet, at: int, *, top: bool) -> bool:
    """Whether a line at the edge is set apart from the text: a number there may end a sentence."""
    line = sheet.lines[at]
    inner = at + 1 if top else at - 1
    if not 0 <= inner < len(sheet.lines):
        return True
    other = sheet.lines[inner]
    gap = other.top - line.bottom if top else line.top - other.bottom
    wide = abs(line.middle - other.middle) > ROW_GAP * usual_pitch([sheet.lines])
    return gap > _APART * line.em and (wide or gap > _FAR * line.em)


def _runs(line: Line, page: int, seen: dict[str, list[tuple[int, Line]]]) -> bool:
    """Whether the same stands at the same height on another page; numbers may count the pages."""
    if _ANNEX.match(line.folded) or header_names([line]):
        return False
    return any(
        abs(other.middle - line.middle) < SAME_LINE * line.em
        and _counts_pages(line.folded, other.folded, page - number)
        for number, other in seen[_DIGITS.sub("", line.folded)]
        if number != page
    )


def _counts_pages(text: str, other: str, pages: int) -> bool:
    """Whether the numbers in two lines are the same, or as far apart as their pages are."""
    pairs = zip(_DIGITS.findall(text), _DIGITS.findall(other), strict=False)
    return all(a == b or int(a) - int(b) == pages for a, b in pairs)
