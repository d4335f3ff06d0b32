"""A plan as it is compared: wholes, texts, headings, sentences, clauses, groups and sections."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Bag, Floats, Ids, Ints, plain
from zhengmai.graph.lineage.matching.nodes import LineageNode

SENTENCE: Final = re.compile(r"[^。！？；!?;\n]+")
CLAUSE: Final = re.compile(r"[^。！？；!?;\n，,：:]+")
_SHORTEST: Final = 4  # letters of a sentence or clause that is compared for itself
_WORDS: Final = (1, 2, 3)
_RUNS: Final = (1, 2, 3, 4, 5)
_AT_ONCE: Final = 2000  # parts of a plan that are compared at a time: a matrix has its bounds
_KEPT: Final = 64  # plans: those above a city's counties and the counties' own


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of nodes: the node (or group) that each part belongs to, and how many nodes."""

    owner: Ints
    owners: int

    def pieces(self) -> Iterator[tuple[slice, slice, Parts]]:
        """A few thousand parts at a time: their nodes, their rows, and these as parts."""
        starts = np.searchsorted(self.owner, np.arange(self.owners + 1))
        first = 0
        while first < self.owners:
            last = int(np.searchsorted(starts, starts[first] + _AT_ONCE, side="right")) - 1
            last = min(max(last, first + 1), self.owners)
            rows = slice(int(starts[first]), int(starts[last]))
            own = Parts(self.owner[rows] - first, last - first)
            yield slice(first, last), rows, own
            first = last


@dataclass(frozen=True, slots=True)
class Passages(Parts):
    """Parts of nodes with their grams."""

    bag: Bag


@dataclass(frozen=True)
class Side:
    """The nodes of one plan, ready to be compared; each kind of passage is made when it is wanted.

    Attributes:
        nodes: in printed order.
    """

    nodes: tuple[LineageNode, ...]

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def full(self) -> tuple[str, ...]:
        """Heading and text of each node, plain."""
        pairs = zip(self._headings, self._texts, strict=True)
        return tuple(f"{h}。{t}" if h else t for h, t in pairs)

    @cached_property
    def whole(self) -> Bag:
        """The grams of heading and text of each node."""
        return Bag.of(self.full, _RUNS)

    @cached_property
    def text(self) -> Bag:
        """The grams of each node's text."""
        return Bag.of(self._texts, _RUNS)

    @cached_property
    def head(self) -> Bag:
        """The grams of each node's heading."""
        return Bag.of(self._headings, _WORDS)

    @cached_property
    def sentences(self) -> Passages:
        """The sentences of the wholes."""
        return _pieces(self.full, SENTENCE)

    @cached_property
    def clauses(self) -> Passages:
        """The clauses of the wholes."""
        return _pieces(self.full, CLAUSE)

    @cached_property
    def group(self) -> Ints:
        """For each node the number of the heading that it stands under."""
        return _numbered(list(zip(self._sections, self._headings, strict=True)))

    @cached_property
    def groups(self) -> Bag:
        """Nodes under one heading, as one text."""
        return Bag.of(_joined(self.group, self._texts, self._headings), _WORDS)

    @cached_property
    def part(self) -> Ints:
        """For each node the number of the section that it stands in."""
        return _numbered(self._sections)

    @cached_property
    def sections(self) -> Bag:
        """Nodes in one section, as one text."""
        return Bag.of(_joined(self.part, self.full, self._sections), _WORDS)

    @cached_property
    def plan(self) -> Bag:
        """All that the plan says, as one text: many plans are compared with a superior's."""
        return Bag.of(["。".join(self.full)], _WORDS)

    @cached_property
    def _texts(self) -> list[str]:
        return [plain(node.text) for node in self.nodes]

    @cached_property
    def _headings(self) -> list[str]:
        return [plain(node.heading) for node in self.nodes]

    @cached_property
    def _sections(self) -> list[str]:
        return [plain(node.section) for node in self.nodes]


def parts(texts: Sequence[str], pattern: re.Pattern[str]) -> tuple[list[str], Parts]:
    """The sentences or clauses of texts; a text without any is its own."""
    rows: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        found = [m.group() for m in pattern.finditer(text) if len(m.group()) >= _SHORTEST]
        rows += found or [text]
        owner += [number] * max(len(found), 1)
    return rows, Parts(np.array(owner, np.int64), len(texts))


def _pieces(texts: Sequence[str], pattern: re.Pattern[str]) -> Passages:
    rows, of = parts(texts, pattern)
    return Passages(of.owner, of.owners, Bag.of(rows, _WORDS))


def _numbered(keys: Sequence[Hashable]) -> Ints:
    """A number for each different key; a key that says nothing is never that of another node."""
    known: dict[Hashable, int] = {}
    return np.array(
        [
            known.setdefault(k if k and k != ("", "") else (n, None), len(known))
            for n, k in enumerate(keys)
        ],
        np.int64,
    )


def _joined(number: Ints, texts: Sequence[str], first: Sequence[str]) -> list[str]:
    """The texts of each group behind each other, after the first of it that stands above them."""
    rows: dict[int, list[str]] = {}
    for at, (group, text) in enumerate(zip(number.tolist(), texts, strict=True)):
        rows.setdefault(group, [first[at]]).append(text)
    return ["。".join(rows[group]) for group in range(len(rows))]


@lru_cache(maxsize=_KEPT)
def side(nodes: tuple[LineageNode, ...]) -> Side:
    """The nodes of a plan; kept, since many plans are compared with a superior's."""
    return Side(nodes)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each gram is among the nodes of the plans compared: ln((n + 1) / (k + ½))."""

    vocabulary: Ids
    weight: Floats
    unseen: float
    # Each bag is weighed several times; what was told of its vocabulary is kept with it.
    _told: dict[int, tuple[Ids, Floats]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def among(cls, sides: Sequence[Side]) -> Rarity:
        """The rarity of grams in a plan and its superiors."""
        ids = np.concatenate([s.whole.vocabulary for s in sides])
        counts = np.concatenate([s.whole.spread for s in sides])
        vocabulary, at = np.unique(ids, return_inverse=True)
        spread = np.bincount(at, counts, minlength=len(vocabulary))
        nodes = sum(len(s) for s in sides)
        weight = np.log((nodes + 1) / (spread + 0.5)).astype(np.float32)
        return cls(vocabulary, weight, float(np.log((nodes + 1) / 0.5)))

    def of(self, vocabulary: Ids) -> Floats:
        """The rarity of each gram of a vocabulary."""
        known = self._told.get(id(vocabulary))
        if known is None or known[0] is not vocabulary:
            known = self._told[id(vocabulary)] = vocabulary, self._of(vocabulary)
        return known[1]

    def _of(self, vocabulary: Ids) -> Floats:
        if not len(self.vocabulary):
            return np.full(len(vocabulary), self.unseen, np.float32)
        at = np.minimum(np.searchsorted(self.vocabulary, vocabulary), len(self.vocabulary) - 1)
        known = self.vocabulary[at] == vocabulary
        return np.where(known, self.weight[at], np.float32(self.unseen)).astype(np.float32)
