"""The ways in which lines can be parted into the cells of columns, and the best one.

The columns stand in order, so the best way up to a line does not ask how it goes on: it is found
column by column, or, where many rows follow each other, line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from zhengmai.loaders.layout.cellpieces import Piece

MARGIN: Final = 0.9  # by which one way suits better than any other
NONE: Final = float("-inf")  # how well what is no way suits

Widths = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a way to part lines.

    Attributes:
        start: the number of its first line.
        piece: it.
        fits: its column is as wide.
        sure: it fits, and no other suits about as well there.
    """

    start: int
    piece: Piece
    fits: bool
    sure: bool


class Lines(Protocol):
    """Lines that can be parted into cells in more than one way."""

    def totals(self, widths: Widths, column: int, candidates: Sequence[float]) -> list[float]:
        """How well they suit each width of a column, those of the others given."""

    def way(self, widths: Widths) -> list[Cell]:
        """The cells that they are, for the widths of the columns."""


def with_width(widths: Widths, column: int, width: float) -> Widths:
    """The widths with another one of one column."""
    return (*widths[:column], width, *widths[column + 1 :])


class RowLines:
    """The lines of one row.

    Attributes:
        end: the number of the line after it.
    """

    def __init__(self, pieces: list[list[list[Piece]]]) -> None:
        self._pieces = pieces
        self.end = len(pieces[0]) - 1

    def _before(self, widths: Widths) -> list[float]:
        """How well the lines before each suit so many columns, the first ones."""
        scores = [0.0] + [NONE] * self.end
        for pieces, width in zip(self._pieces, widths, strict=False):
            below = [NONE] * len(scores)
            for at, score in enumerate(scores):
                for piece in pieces[at] if score > NONE else ():
                    below[piece.end] = max(below[piece.end], score + piece.at(width))
            scores = below
        return scores

    def _behind(self, widths: Widths) -> list[list[float]]:
        """For each column, and behind the last, how well the lines from each on suit from it on."""
        found = [[NONE] * self.end + [0.0]]
        for pieces, width in zip(reversed(self._pieces), reversed(widths), strict=True):
            scores = found[-1]
            found.append([max(p.at(width) + scores[p.end] for p in each) for each in pieces])
        return found[::-1]

    def totals(self, widths: Widths, column: int, candidates: Sequence[float]) -> list[float]:
        """How well the row suits each width of a column, those of the others given."""
        before = self._before(widths[:column])
        behind = self._behind(widths)[column + 1]
        found = [NONE] * len(candidates)
        for at, score in enumerate(before):
            for piece in self._pieces[column][at]:
                rest = score + behind[piece.end]
                if rest > NONE:
                    here = (rest + piece.at(width) for width in candidates)
                    found = list(map(max, found, here))
        return found

    def way(self, widths: Widths) -> list[Cell]:
        """The cell of each column."""
        behind = self._behind(widths)
        found: list[Cell] = []
        at = 0
        for pieces, width, scores in zip(self._pieces, widths, behind[1:], strict=True):
            found.append(_cell(at, pieces[at], width, scores))
            at = found[-1].piece.end
        return found


def _cell(at: int, pieces: Sequence[Piece], width: float, behind: Sequence[float]) -> Cell:
    """The piece that suits best at a line, and whether no other does about as well."""
    ways = sorted(((p.at(width) + behind[p.end], p.end, p) for p in pieces), reverse=True)
    (best, _, piece), *others = ways
    fits = piece.fits(width)
    return Cell(at, piece, fits, fits and not (others and best - others[0][0] < MARGIN))


class RunLines:
    """Lines of many rows.

    Attributes:
        end: the number of the line after them.
    """

    def __init__(
        self, pieces: list[list[list[Piece]]], text: int, row: float, *, cut: bool = False
    ) -> None:
        """Take the pieces of each column; of that of the texts none is empty.

        A whole ``row`` suits so well: no more of them are made than there are. They are ``cut``
        where their last one need not be whole.
        """
        self._pieces = [
            [[p for p in each if p.end > at] for at, each in enumerate(column)]
            if number == text
            else column
            for number, column in enumerate(pieces)
        ]
        self._costs = [row if number == text else 0.0 for number in range(len(pieces))]
        self._cut = cut
        self.end = len(pieces[0]) - 1
        count = len(pieces)
        # Each looks at the next one, and the texts at what stands behind a line.
        self._order = [(text - n) % count for n in range(count)]
        self._suits: dict[tuple[int, float], list[list[tuple[int, float]]]] = {}
        self._known: dict[Widths, float] = {}
        self._last = [0.0 if cut or not n else NONE for n in range(count)]

    def _suit(self, column: int, width: float) -> list[list[tuple[int, float]]]:
        """Where the pieces that begin at each line end, and how well they suit a width."""
        if (column, width) not in self._suits:
            cost = self._costs[column]
            self._suits[column, width] = [
                [(piece.end, piece.at(width) - cost) for piece in each]
                for each in self._pieces[column]
            ]
        return self._suits[column, width]

    def _behind(self, widths: Widths) -> list[list[float]]:
        """For each column how well the lines from each on suit from it on."""
        scores = [[NONE] * self.end + [last] for last in self._last]
        turns = [
            (self._suit(column, widths[column]), scores[column], scores[(column + 1) % len(widths)])
            for column in self._order
        ]
        for at in reversed(range(self.end + 1)):
            for pieces, here, behind in turns:
                here[at] = max([here[at], *[score + behind[end] for end, score in pieces[at]]])
        return scores

    def totals(self, widths: Widths, column: int, candidates: Sequence[float]) -> list[float]:
        """How well the lines suit each width of a column, those of the others given."""
        return [self._total(with_width(widths, column, width)) for width in candidates]

    def _total(self, widths: Widths) -> float:
        if widths not in self._known:
            self._known[widths] = self._behind(widths)[0][0]
        return self._known[widths]

    def way(self, widths: Widths) -> list[Cell]:
        """The cells of the columns in turn."""
        behind = self._behind(widths)
        found: list[Cell] = []
        at = column = 0
        while at < self.end or (column and not self._cut):
            after = (column + 1) % len(widths)
            found.append(_cell(at, self._pieces[column][at], widths[column], behind[after]))
            at, column = found[-1].piece.end, after
        return found
