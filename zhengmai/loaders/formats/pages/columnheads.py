"""Lines that head the columns of a table by the names that such columns have."""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.loaders.formats.pages.glyphs import Glyph
from zhengmai.loaders.formats.pages.textlines import Line, lines_of, usual_em
from zhengmai.loaders.phrases.columnnames import heading

_COLUMN_GAP = 0.6  # of the height of characters: a gap that can part two columns
_FEWEST_NAMES = 3  # of known columns, in a line that heads a table without rulings


def header_names(lines: Sequence[Line]) -> list[Line]:
    """The names in lines that head the columns of a table, or none; a name may be broken.

    Args:
        lines: of one page, below each other.

    Returns:
        the names from left to right, the lines of each together.
    """
    parts = _side_by_side(lines)
    names: list[Line] = []
    known = at = 0
    while at < len(parts):
        size = next((n for n in (1, 2, 3, 4, 5) if is_name(parts[at : at + n])), 0)
        known += size > 0
        names.append(Line(tuple(g for part in parts[at : at + max(size, 1)] for g in part.glyphs)))
        at += max(size, 1)
    unknown = len(names) - known
    return names if known >= max(_FEWEST_NAMES, 2 * unknown) else []


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    """What stands in lines below each other, parted by gaps that go down through all of them."""
    if len(lines) == 1:
        return lines[0].parts(_COLUMN_GAP)
    em = usual_em(lines)
    found: list[list[Glyph]] = []
    reach = 0.0
    for glyph in sorted((g for line in lines for g in line.glyphs), key=lambda g: g.x0):
        if not found or glyph.x0 - reach > _COLUMN_GAP * em:
            found.append([])
            reach = glyph.x1
        reach = max(reach, glyph.x1)
        found[-1].append(glyph)
    return [Line(tuple(g for line in lines_of(part) for g in line.glyphs)) for part in found]


def is_name(parts: Sequence[Line]) -> bool:
    """Whether parts of a line, together, are a known name of a column."""
    return heading("".join(g.text for part in parts for g in part.glyphs)) is not None
