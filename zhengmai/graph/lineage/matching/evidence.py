"""证据: for a link the pairs of clauses that say the same, by the same likenesses that made it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.grams import Bag, plain
from zhengmai.graph.lineage.matching.likeness import containment, cosine
from zhengmai.graph.lineage.matching.nodes import Evidence
from zhengmai.graph.lineage.matching.passages import CLAUSE, SENTENCE, Rarity

_MOST: Final = 4  # pairs that are shown
_ALIKE: Final = 0.18  # from here on two clauses say something in common
_BESIDE: Final = 0.5  # … and so do those of this share of the best pair
_FIDELITY: Final = 5  # characters of the grams that fidelity counts


def evidence(child: str, parent: str, rarity: Rarity) -> tuple[Evidence, ...]:
    """The pairs of clauses that correspond, in the child's order; where none does, sentences.

    Each clause of either side is in one pair at most.
    """
    mine, theirs = _clauses(child, CLAUSE), _clauses(parent, CLAUSE)
    pairs = _pairs(child, parent, mine, theirs, rarity)
    if not pairs:
        mine, theirs = _clauses(child, SENTENCE), _clauses(parent, SENTENCE)
        pairs = _pairs(child, parent, mine, theirs, rarity)[:1]
    if not pairs:
        return ()
    kept = [(a, b) for value, a, b in pairs if value >= max(_ALIKE, _BESIDE * pairs[0][0])]
    kept = kept or [pairs[0][1:]]
    return tuple(Evidence(mine[a], theirs[b]) for a, b in sorted(kept[:_MOST]))


def fidelity(child: str, parent: str) -> float:
    """照抄程度: the share of the child's groups of five characters that the parent has, 0 to 1.

    A child without such a group (加强领导) is copied where the parent has all of it.
    """
    one, other = (Bag.of([plain(text)], (_FIDELITY,)) for text in (child, parent))
    if not len(one.vocabulary):
        words = plain(child).strip()
        return float(any(map(str.isalnum, words)) and words in plain(parent))
    return float(containment(one, other, None, (_FIDELITY,))[0, 0])


def _pairs(
    child: str,
    parent: str,
    mine: Sequence[tuple[int, int]],
    theirs: Sequence[tuple[int, int]],
    rarity: Rarity,
) -> list[tuple[float, int, int]]:
    """Pairs of spans with something in common, the most alike first."""
    if not mine or not theirs:
        return []
    one, other = (
        Bag.of([plain(text[start:end]) for start, end in spans], (1, 2, 3))
        for text, spans in ((child, mine), (parent, theirs))
    )
    values = cosine(one, other, rarity)
    order = np.argsort(-values, axis=None, kind="stable")
    found: list[tuple[float, int, int]] = []
    left, right = set[int](), set[int]()
    for at in order[: 8 * _MOST].tolist():
        a, b = divmod(at, len(theirs))
        if values[a, b] <= 0 or a in left or b in right:
            continue
        found.append((float(values[a, b]), a, b))
        left.add(a)
        right.add(b)
    return found


def _clauses(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """The spans of the clauses, without the marks around them."""
    spans = []
    for match in pattern.finditer(text):
        start, end = match.span()
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if end - start >= 2:
            spans.append((start, end))
    return spans
