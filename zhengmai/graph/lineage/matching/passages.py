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
    """The nodes of one plan, ready to be compared.

    Attributes:
        nodes: in printed order.
        full: heading and text of each, plain.
        whole, text, head: the grams of each node's whole, text and heading.
        sentences, clauses: of the wholes.
        groups: nodes under one heading, as one text; ``group`` says which one a node is of.
        sections: nodes under one section, as one text; ``part`` says which one.
    """

    nodes: tuple[LineageNode, ...]
    full: tuple[str, ...]
    whole: Bag
    text: Bag
    head: Bag
    sentences: Passages
    clauses: Passages
    groups: Bag
    group: Ints
    sections: Bag
    part: Ints

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def plan(self) -> Bag:
        """All that the plan says, as one text: many plans are compared with a superior's."""
        return Bag.of(["。".join(self.full)], _WORDS)


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
    """Make the nodes of a plan ready; kept, since many plans are compared with a superior's."""
    text = [plain(node.text) for node in nodes]
    heading = [plain(node.heading) for node in nodes]
    section = [plain(node.section) for node in nodes]
    full = tuple(f"{h}。{t}" if h else t for h, t in zip(heading, text, strict=True))
    group = _numbered(list(zip(section, heading, strict=True)))
    part = _numbered(section)
    return Side(
        nodes,
        full,
        Bag.of(full, _RUNS),
        Bag.of(text, _RUNS),
        Bag.of(heading, _WORDS),
        _pieces(full, SENTENCE),
        _pieces(full, CLAUSE),
        Bag.of(_joined(group, text, heading), _WORDS),
        group,
        Bag.of(_joined(part, full, section), _WORDS),
        part,
    )


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
