"""工作表: what stands in the cells of a sheet, before it is laid out as text.

Rows and columns are counted from 0. Only cells that say something are kept, however large a sheet
is said to be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS
from zhengmai.loaders.steps import Step, step
from zhengmai.wording import phrase

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
USUAL_WIDTH = 8.43  # of a column, in digits; a Chinese character takes two

_A_PAGE = 800  # characters
_MOST_MERGED = 20_000  # merged cells of a sheet
_BLANKS = str.maketrans("\t\u2028\u2029\v\f", "     ")
_BREAK = re.compile(r"\r\n?")

HIDDEN, STRUCK_OUT, WHITE = "hidden", "struck out", "white on white"
"""Why a text is left out, as in Word documents."""
UNDER = phrase("below a merged cell, where it is not seen")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Text:
    """What a cell shows.

    Attributes:
        said: the text.
        runs_on: it is not wrapped: where it is wider than its column, it runs over empty cells.
    """

    said: str
    runs_on: bool = False


@dataclass
class Sheet:
    """A sheet that is seen.

    Attributes:
        name: on its tab.
        texts: of its cells, by row and column.
        merged: its merged cells.
        hidden_rows: the rows that are not seen.
        hidden_columns: the same; areas that do not overlap, from left to right.
        widths: of columns that are not as wide as usual, from which one to which.
        usual_width: of the others.
        left_out: texts that are not seen: why → which.
        unknown: formulas of which the file keeps no value.
    """

    name: str
    texts: dict[tuple[int, int], Text] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    usual_width: float = USUAL_WIDTH
    left_out: dict[str, list[str]] = field(default_factory=dict)
    unknown: int = 0

    def leave_out(self, why: str, said: str) -> None:
        """Note a text that is not seen."""
        if said.strip():
            self.left_out.setdefault(why, []).append(" ".join(said.split()))

    def merge(self, areas: Iterable[Area]) -> None:
        """Take merged cells, as many as any sheet has."""
        for area in areas:
            if len(self.merged) >= _MOST_MERGED:
                return
            if area.top <= area.bottom and area.left <= area.right:
                self.merged.append(area)

    def width(self, column: int) -> float:
        """How wide a column is."""
        found = (w for first, last, w in self.widths if first <= column <= last)
        return next(found, self.usual_width)

    def is_hidden_column(self, column: int) -> bool:
        """Whether a column is not seen."""
        at = bisect_left(self.hidden_columns, (column + 1,)) - 1
        return at >= 0 and self.hidden_columns[at][1] >= column


@dataclass
class Book:
    """A workbook.

    Attributes:
        sheets: those that are seen, in order.
        hidden: the names of those that are not.
        not_read: what is in it beside cells: picture, text box, diagram → how many.
        boxes: the texts of the text boxes.
    """

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    not_read: Counts[str] = field(default_factory=Counts)
    boxes: list[str] = field(default_factory=list)


@dataclass
class Counter:
    """Counts what is read of a workbook, and stops where it is far too much for a notice."""

    file: str
    characters: int = 0

    def counted(self, said: str) -> str:
        """The same text, its line breaks as they are shown.

        Raises:
            UnreadableFileError: there is too much of it.
        """
        before = self.characters
        self.characters += len(said) + 1
        if self.characters // _A_PAGE > before // _A_PAGE:
            step(Step.PAGE)
        if self.characters > 2 * MAX_CHARACTERS:  # the exact limit is told by files.checked
            raise UnreadableFileError(
                self.file,
                f"too long for one notice (more than {MAX_CHARACTERS:,} characters): "
                "split it into one file a notice",
            )
        return _BREAK.sub("\n", said).translate(_BLANKS)
