"""证据: for a link the pairs of clauses that say the same, by the same likenesses that made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np

from zhengmai.graph.lineage.matching.grams import Bag, Floats, plain
from zhengmai.graph.lineage.matching.likeness import cosine
from zhengmai.graph.lineage.matching.nodes import Evidence
from zhengmai.graph.lineage.matching.passages import CLAUSE, SENTENCE, Rarity

Centred: TypeAlias = Callable[[Sequence[str]], Floats]
"""What makes a centred sentence vector of each of some texts."""

_MOST: Final = 4  # pairs that are shown
_ALIKE: Final = 0.18  # from here on two clauses say something in common
_BESIDE: Final = 0.35  # … and so do those of this share of the best pair
_AT_ONCE: Final = 500  # links whose clauses are compared together
_FIDELITY: Final = 5  # characters of the grams that fidelity counts


def evidence(
    links: Sequence[tuple[str, str]], rarity: Rarity, vectors: Centred | None = None
) -> list[tuple[Evidence, ...]]:
    """For each pair of a child's and a parent's text the pairs of clauses that correspond.

    In the child's order; where no clauses do, sentences. Each clause is in one pair at most.
    """
    found = _corresponding(links, CLAUSE, rarity, vectors)
    without = [at for at, pairs in enumerate(found) if not pairs]
    whole = _corresponding([links[at] for at in without], SENTENCE, rarity, vectors)
    for at, pairs in zip(without, whole, strict=True):
        found[at] = pairs[:1]
    return [tuple(sorted(pairs, key=lambda pair: pair.child)) for pairs in found]


def _corresponding(
    links: Sequence[tuple[str, str]],
    pattern: re.Pattern[str],
    rarity: Rarity,
    vectors: Centred | None,
) -> list[list[Evidence]]:
    """For each link the spans of either text that correspond, the most alike first."""
    found: list[list[Evidence]] = []
    for at in range(0, len(links), _AT_ONCE):
        some = links[at : at + _AT_ONCE]
        children = _Spans({child for child, _ in some}, pattern)
        parents = _Spans({parent for _, parent in some}, pattern)
        alike = _alike(children.texts, parents.texts, rarity, vectors)
        for child, parent in some:
            rows, columns = children.of[child], parents.of[parent]
            mine, theirs = children.spans[rows], parents.spans[columns]
            pairs = _pairs(alike[rows, columns])
            found.append([Evidence(mine[a], theirs[b]) for a, b in pairs])
    return found


class _Spans:
    """The clauses of some texts behind each other, and where those of each text are."""

    def __init__(self, texts: Iterable[str], pattern: re.Pattern[str]) -> None:
        self.spans: list[tuple[int, int]] = []
        self.texts: list[str] = []
        self.of: dict[str, slice] = {}
        for text in sorted(texts):
            own, clean = _clauses(text, pattern), plain(text)
            self.of[text] = slice(len(self.spans), len(self.spans) + len(own))
            self.spans += own
            self.texts += [clean[start:end] for start, end in own]


def _alike(
    mine: Sequence[str], theirs: Sequence[str], rarity: Rarity, vectors: Centred | None
) -> Floats:
    """How alike clauses are, 0 to 1: by their letters, with vectors half by what they mean."""
    letters = cosine(Bag.of(mine, (1, 2, 3)), Bag.of(theirs, (1, 2, 3)), rarity)
    if vectors is None or not mine or not theirs:
        return letters
    found: Floats = (letters + np.maximum(vectors(mine) @ vectors(theirs).T, 0)) / 2
    return found


def _pairs(alike: Floats) -> list[tuple[int, int]]:
    """Rows with columns that correspond, the most alike first; none is in two pairs."""
    if not alike.size or alike.max() <= 0:
        return []
    least = max(_ALIKE, _BESIDE * float(alike.max()))
    found: list[tuple[int, int]] = []
    left, right = set[int](), set[int]()
    for at in np.argsort(-alike, axis=None, kind="stable").tolist():
        a, b = divmod(at, alike.shape[1])
        if found and (alike[a, b] < least or len(found) == _MOST):
            break
        if a not in left and b not in right:
            found.append((a, b))
            left.add(a)
            right.add(b)
    return found


def fidelity(child: str, parent: str) -> float:
    """照抄程度: the share of the child's groups of five characters that the parent has, 0 to 1.

    A group is of letters and digits side by side, none across a mark; each different one counts
    once. A child without such a group (加强领导) is copied where the parent has all of it.
    """
    return fidelities([(child, parent)])[0]


def fidelities(links: Sequence[tuple[str, str]]) -> list[float]:
    """The fidelity of each child to its parent."""
    one, other = (Bag.of([plain(texts[side]) for texts in links], (_FIDELITY,)) for side in (0, 1))
    has = set(zip(other.row.tolist(), other.vocabulary[other.column].tolist(), strict=True))
    own, kept = [0] * len(links), [0] * len(links)
    for row, gram in zip(one.row.tolist(), one.vocabulary[one.column].tolist(), strict=True):
        own[row] += 1
        kept[row] += (row, gram) in has
    return [k / n if n else _copied(*texts) for k, n, texts in zip(kept, own, links, strict=True)]


def _copied(child: str, parent: str) -> float:
    words = plain(child).strip()
    return float(any(map(str.isalnum, words)) and words in plain(parent))


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
