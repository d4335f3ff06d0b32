"""Where things stand on a drawing: plain arithmetic, so that the same store gives the same page.

Two shapes are enough. A *board* puts each unit beside a list of its tasks, such cards in columns
under a heading a place. A *cascade* has a column a level and a band a point of the top plan; what
carries out that point stands in its band.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe across the drawing, with a heading at its upper left (or none)."""

    top: float
    bottom: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its middle and width."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Placement:
    """A finished layout.

    Attributes:
        positions: id → middle of the node.
        bands: from the top down.
        columns: from the left.
        width, height: the drawing reaches from (0, 0) to here.
    """

    positions: Mapping[str, Point]
    bands: tuple[Band, ...]
    columns: tuple[Column, ...]
    width: float
    height: float

    def as_json(self) -> dict[str, object]:
        """What the script of the page needs beside the nodes' own positions."""
        return {
            "bands": [[round(b.top), round(b.bottom), b.label] for b in self.bands],
            "columns": [[round(c.x), round(c.width)] for c in self.columns],
            "width": round(self.width),
            "height": round(self.height),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """A unit with the tasks that are listed beside it.

    Attributes:
        hub: id of the unit.
        radius: of its circle.
        lines: of the label under the circle.
        leaves: ids of the tasks, from the top.
    """

    hub: str
    radius: float
    lines: int
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading."""

    label: str
    cards: tuple[Card, ...]


HUB_WIDTH, LEAF_WIDTH, CARD_GAP = 144.0, 204.0, 22.0
LEAF_PITCH, LINE_HEIGHT = 29.0, 15.0
_CARDS_ABREAST, _HUB_LOWEST = 3, 170.0
_CARD_WIDTH = HUB_WIDTH + LEAF_WIDTH + CARD_GAP
_BOARD_WIDTH = _CARDS_ABREAST * _CARD_WIDTH
_HEADING, _SECTION_GAP = 34.0, 20.0


def board(sections: Sequence[Section]) -> Placement:
    """Sections from the top down; in each, cards where there is room first."""
    positions: dict[str, Point] = {}
    bands = []
    top = 0.0
    for section in sections:
        at = _cards([c for c in section.cards if c.leaves], top + _HEADING, positions)
        at = _hubs([c for c in section.cards if not c.leaves], at, positions)
        bands.append(Band(top, at, section.label))
        top = at + _SECTION_GAP
    return Placement(positions, tuple(bands), (), _BOARD_WIDTH, top)


def _cards(cards: Sequence[Card], top: float, positions: dict[str, Point]) -> float:
    """Place cards with tasks; returns where they end."""
    ends = [top] * _CARDS_ABREAST
    for card in cards:
        n = ends.index(min(ends))
        height = _card_height(card)
        left, middle = n * _CARD_WIDTH, ends[n] + height / 2
        # Beside a long list the unit stands near its head, where the eye begins.
        hub = min(middle, ends[n] + _HUB_LOWEST) - card.lines * LINE_HEIGHT / 2
        positions[card.hub] = left + HUB_WIDTH / 2, hub
        first = middle - (len(card.leaves) - 1) * LEAF_PITCH / 2
        for row, leaf in enumerate(card.leaves):
            positions[leaf] = left + HUB_WIDTH + LEAF_WIDTH / 2, first + row * LEAF_PITCH
        ends[n] += height + CARD_GAP
    return max(ends)


def _hubs(cards: Sequence[Card], top: float, positions: dict[str, Point]) -> float:
    """Place units that no task is listed beside, several abreast; returns where they end."""
    abreast = int(_BOARD_WIDTH // HUB_WIDTH)
    for start in range(0, len(cards), abreast):
        row = cards[start : start + abreast]
        height = max(_card_height(c) for c in row)
        for n, card in enumerate(row):
            positions[card.hub] = (n + 0.5) * HUB_WIDTH, top + card.radius + 4
        top += height + CARD_GAP / 2
    return top


def _card_height(card: Card) -> float:
    hub = 2 * card.radius + card.lines * LINE_HEIGHT + 10
    return max(hub, len(card.leaves) * LEAF_PITCH)


@dataclass(frozen=True, slots=True)
class Row:
    """A band of a cascade: for each column the ids that stand in it, from the top."""

    label: str
    cells: tuple[tuple[str, ...], ...]


BOX_WIDTH, COLUMN_GAP = 246.0, 84.0
_PADDING = 9.0


def cascade(rows: Sequence[Row]) -> Placement:
    """Rows from the top down, columns from the left; what a cell holds is centred in its band."""
    count = max((len(r.cells) for r in rows), default=0)
    step = BOX_WIDTH + COLUMN_GAP
    middles = [(n + 0.5) * step for n in range(count)]
    positions: dict[str, Point] = {}
    bands = []
    top = 0.0
    for row in rows:
        most = max((len(c) for c in row.cells), default=0)
        inner = top + _PADDING + (_HEADING if row.label else 0)
        bottom = inner + most * LEAF_PITCH + _PADDING
        for x, cell in zip(middles, row.cells, strict=False):
            first = inner + (most - len(cell) + 1) * LEAF_PITCH / 2
            for n, node in enumerate(cell):
                positions[node] = x, first + n * LEAF_PITCH
        bands.append(Band(top, bottom, row.label))
        top = bottom
    columns = tuple(Column(x, step) for x in middles)
    return Placement(positions, tuple(bands), columns, count * step, top)
