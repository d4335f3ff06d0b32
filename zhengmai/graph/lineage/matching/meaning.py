"""语义: how near two passages are in what they mean, told by sentence vectors.

Letters find what is told in the same characters; half of what a district carries out it tells in
its own words. The vectors come from a sentence model that the user installs, or from an endpoint of
the office's own (:mod:`zhengmai.graph.lineage.vectors`). They are compared *centred*: without the
mean and the first direction of all passages of the plans, which hold what these have in common
anyway (Arora et al. 2017), and which differ from model to model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.likeness import best_parts, of_parts
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.passages import CLAUSE, SENTENCE, Parts, parts, side
from zhengmai.graph.lineage.matching.standing import standings

_LITTLE: Final = np.float32(1e-6)
_KEPT: Final = 64  # plans


class Vectors(Protocol):
    """What makes sentence vectors."""

    def of(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text."""
        ...


@dataclass(frozen=True)
class Meaning:
    """The vectors of the nodes of a plan: wholes, headings, sentences and clauses."""

    whole: Floats
    head: Floats
    sentences: Floats
    clauses: Floats
    of_sentences: Parts
    of_clauses: Parts


class Meanings:
    """The vectors of plans, made once."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        self.centre = lru_cache(maxsize=_KEPT)(self._centre)

    def _of(self, nodes: tuple[LineageNode, ...]) -> Meaning:
        plan = side(nodes)
        heads = [n.heading or t for n, t in zip(plan.nodes, plan.full, strict=True)]
        sentences, of_sentences = parts(plan.full, SENTENCE)
        clauses, of_clauses = parts(plan.full, CLAUSE)
        rows = [plan.full, heads, sentences, clauses]
        found = self.vectors.of([text for own in rows for text in own])
        ends = np.cumsum([len(own) for own in rows])[:-1]
        whole, head, told, parted = np.split(found, ends)
        return Meaning(whole, head, told, parted, of_sentences, of_clauses)

    def _centre(self, plans: tuple[tuple[LineageNode, ...], ...]) -> Centre:
        """What a plan and its superiors have in common."""
        return Centre.among([self.of(nodes) for nodes in plans])


@dataclass(frozen=True)
class Centre:
    """What all sentences of the plans compared have in common: their mean and first direction."""

    mean: Floats
    first: Floats

    @classmethod
    def among(cls, plans: Sequence[Meaning]) -> Centre:
        """The centre of a plan and its superiors."""
        every = np.concatenate([plan.sentences for plan in plans])
        mean: Floats = every.mean(0)
        rest = every - mean
        _, directions = np.linalg.eigh((rest.T @ rest).astype(np.float64))
        return cls(mean, directions[:, -1].astype(np.float32))

    def less(self, vectors: Floats) -> Floats:
        """Vectors without it, of length 1."""
        rest = vectors - self.mean
        rest -= (rest @ self.first)[:, None] * self.first[None]
        length = np.sqrt((rest**2).sum(1, keepdims=True))
        found: Floats = rest / np.maximum(length, _LITTLE)
        return found

    def of(self, plan: Meaning) -> Meaning:
        """A plan without it."""
        return replace(
            plan,
            whole=self.less(plan.whole),
            head=self.less(plan.head),
            sentences=self.less(plan.sentences),
            clauses=self.less(plan.clauses),
        )


def nearness(child: Meaning, parents: Meaning) -> Iterator[tuple[str, Floats]]:
    """The signals of the first pass that vectors give, centred ones: children by points."""
    shape = len(child.whole), len(parents.whole)
    best, mean, told, back = (np.zeros(shape, np.float32) for _ in range(4))
    for nodes, rows, own in child.of_sentences.pieces():
        alike = child.sentences[rows] @ parents.sentences.T
        best[nodes], mean[nodes] = of_parts(best_parts(alike, parents.of_sentences), own)
    for nodes, rows, own in child.of_clauses.pieces():
        alike = child.clauses[rows] @ parents.clauses.T
        _, told[nodes] = of_parts(best_parts(alike, parents.of_clauses), own)
        _, there = of_parts(best_parts(alike.T, own), parents.of_clauses)
        back[nodes] = there.T
    yield from standings("meaning of sentences", mean)
    yield from standings("meaning of best sentence", best)
    yield from standings("meaning of wholes", child.whole @ parents.whole.T)
    yield from standings("meaning of headings", child.head @ parents.head.T)
    yield from standings("meaning of clauses", told)
    yield from standings("meaning of clauses back", back)
