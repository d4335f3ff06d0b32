"""Which part of a page is the notice: told by where its sentences and its tables of tasks stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.webpage.elements import (
    BESIDE,
    CONTAINERS,
    DEEPEST,
    HAN,
    SENTENCE,
    TEXT,
    children,
)
from zhengmai.loaders.formats.webpage.shown import Screen
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, heading

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FEW = 80  # characters in sentences that a footer may have
_MOST = 0.1  # and the share of a short page that these may be
_SMALL = 0.02  # the share of a long page that it may have in sentences


@dataclass(frozen=True, slots=True)
class Weight:
    """What a part of a page holds: characters in sentences, and names of columns of tasks."""

    characters: int = 0
    columns: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.characters + other.characters, self.columns + other.columns)


@dataclass
class Scales:
    """Weighs the parts of a page, links and what is not shown left out."""

    screen: Screen
    is_grid: Callable[[LexborNode], bool]  # a table of data is never parted
    weights: dict[int, Weight] = field(default_factory=dict)

    def main_part(self, root: LexborNode) -> LexborNode:
        """The smallest part that holds (nearly) all sentences and every table of tasks."""
        total = self.weigh(root, 0).characters
        few = max(min(_FEW, _MOST * total), _SMALL * total)
        part = root
        while not (part.tag == "table" and self.is_grid(part)):
            inside = [c for c in children(part) if c.tag in CONTAINERS and c.mem_id in self.weights]
            heaviest = max(inside, key=lambda c: self.weights[c.mem_id].characters, default=None)
            if heaviest is None or not self.weights[heaviest.mem_id].characters:
                return part
            whole, held = self.weights[part.mem_id], self.weights[heaviest.mem_id]
            if whole.characters - held.characters > few or whole.columns > held.columns:
                return part
            part = heaviest
        return part

    def weigh(self, node: LexborNode, depth: int) -> Weight:
        """What a node holds."""
        if node.tag == TEXT:
            text = node.text_content or ""
            if node.parent is not None and self.screen.look(node.parent).unseen:
                return Weight()
            if SENTENCE.search(text):
                return Weight(len(HAN.findall(text)))
            return Weight(0, int(heading(text.strip()) in DUTY_COLUMNS))
        if depth > DEEPEST or node.tag in ("a", *BESIDE) or self.screen.is_away(node):
            return Weight()
        weight = sum((self.weigh(child, depth + 1) for child in children(node)), Weight())
        self.weights[node.mem_id] = weight
        return weight
