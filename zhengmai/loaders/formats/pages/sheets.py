"""A page taken apart: its ruled tables, and the lines of text outside of them.

The numbers of its lines are aside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhengmai.loaders.formats.pages.glyphs import Page
from zhengmai.loaders.formats.pages.linenumbers import line_numbers
from zhengmai.loaders.formats.pages.rulings import RuledTable, Side, ruled_tables
from zhengmai.loaders.formats.pages.textlines import Line, lines_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart.

    Attributes:
        page: the page.
        tables: its ruled tables.
        lines: its lines outside of them, from the top.
        levels: its level rulings outside of them.
    """

    page: Page
    tables: tuple[RuledTable, ...]
    lines: tuple[Line, ...]
    levels: tuple[Side, ...]

    @classmethod
    def of(cls, page: Page) -> Sheet:
        """Take a page apart.

        Each of its characters but white space is in one line or table, or aside.
        """
        printed = [g for g in page.glyphs if g.text.strip()]
        tables, left, levels = ruled_tables(page.rulings, printed)
        numbers = line_numbers(left, printed)
        if numbers:
            ours = {id(g) for g in numbers}
            left = [g for g in left if id(g) not in ours]
            said = " ".join(line.text for line in lines_of(numbers))
            page = replace(page, aside=(*page.aside, said))
        return cls(page, tuple(tables), tuple(lines_of(left)), tuple(levels))
