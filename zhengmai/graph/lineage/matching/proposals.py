"""The links of a plan, and its candidates: pairs likely enough to be proposed, or to be looked at.

What the line explains anyway is neither: where a link to a nearer superior leads to a farther one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from zhengmai.graph.lineage.matching.evidence import evidence, fidelities
from zhengmai.graph.lineage.matching.likeness import cosine
from zhengmai.graph.lineage.matching.nodes import LineageNode, ScoredLink
from zhengmai.graph.lineage.matching.onethread import in_one_thread
from zhengmai.graph.lineage.matching.parents import Parents, parents
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.passes import Chain, Matcher, by_letters, sides_of
from zhengmai.graph.lineage.matching.thresholds import MOST_CANDIDATES, POSSIBLE, PROPOSED

_SHORTEST: Final = 6  # letters, with those of the heading, that say which duty is meant
_PLACES: Final = 3  # decimals of what a link tells
_AT_ONCE: Final = 1000  # tasks of a plan that are compared together, so that memory has a bound
_VERBATIM: Final = 0.7  # 照抄: the share of the child's 5-grams that the parent has

Found: TypeAlias = list[list[tuple[int, int]]]
"""For each task points, by superior and number."""
Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the texts say of the tasks of a notice, in the tasks' order, the surest pair first.

    Attributes:
        links: pairs that are likely enough to be proposed; each has evidence.
        candidates: 候选, pairs that are not, and too likely to be forgotten; at most three a task.
    """

    links: list[ScoredLink]
    candidates: list[ScoredLink]


@in_one_thread
def propose(
    children: Sequence[LineageNode],
    superiors: Sequence[Sequence[LineageNode]],
    matcher: Matcher | None = None,
) -> Proposals:
    """Links from the tasks of a notice up to the points that they carry out, and candidates.

    A task may carry out several points, of one superior or of several. A link to a farther superior
    is left out where a link to a nearer one leads there.

    Args:
        children: the tasks (or points) of one notice, in its order.
        superiors: the points of the superiors' notices, nearest first; empty ones are passed over.
        matcher: what compares texts; that by letters where none is given.
    """
    chain = _chain(children, superiors)
    found = Proposals([], [])
    if len(chain) < 2:
        return found
    matcher = by_letters() if matcher is None else matcher
    own = chain[0]
    for at in range(0, len(own), _AT_ONCE):
        part = (own[at : at + _AT_ONCE], *chain[1:])
        rarity = Rarity.among(sides_of(part))
        linked, possible = _chosen(part, matcher)
        found.links.extend(_scored(part, linked, rarity, matcher))
        found.candidates.extend(_scored(part, possible, rarity, matcher))
    return found


def _chain(children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]) -> Chain:
    """What says something: a link needs words on both sides."""
    plans = [tuple(n for n in plan if _says(n)) for plan in (children, *superiors)]
    return (plans[0], *(plan for plan in plans[1:] if plan)) if plans[0] else ()


def _says(node: LineageNode) -> bool:
    letters = sum(map(str.isalnum, node.text))
    return letters > 0 and letters + sum(map(str.isalnum, node.heading)) >= _SHORTEST


def _chosen(chain: Chain, matcher: Matcher) -> tuple[Found, Found]:
    """For each task the points that it carries out, and those that it may; not through another."""
    values = matcher.probabilities(chain)
    likely = [v >= PROPOSED for v in values]
    possible = [(v >= POSSIBLE) & (v < PROPOSED) for v in values]
    own = [_where(likely, at) for at in range(len(chain[0]))]
    linked: Found = []
    candidates: Found = []
    for at, led in enumerate(_through(chain, own, matcher)):
        linked.append([pair for pair in own[at] if pair not in led])
        open_ = [pair for pair in _where(possible, at) if pair not in led]
        open_.sort(key=lambda pair: (-values[pair[0]][at, pair[1]], pair))
        candidates.append(open_[:MOST_CANDIDATES])
    return linked, candidates


def _where(rows: Sequence[Bools], at: int) -> list[tuple[int, int]]:
    return [(level, int(j)) for level, row in enumerate(rows) for j in np.flatnonzero(row[at])]


def _through(chain: Chain, own: Found, matcher: Matcher) -> list[set[tuple[int, int]]]:
    """For each task the points that the points of its links lead to."""
    above = [parents(nodes) for nodes in chain[1:]]
    lines = [_led_to(chain[near + 1 :], above[near], matcher) for near in range(len(above) - 1)]
    return [
        {
            (near + 1 + far, over)
            for near, j in task
            if near < len(lines)
            for far, over in lines[near][j]
        }
        for task in own
    ]


def _led_to(chain: Chain, over: Parents, matcher: Matcher) -> list[set[tuple[int, int]]]:
    """For each point of a superior all points above it that its links lead to."""
    chosen = [over.merged(v) >= PROPOSED for v in matcher.probabilities(chain)]
    return [
        {(far, int(j)) for far, rows in enumerate(chosen) for j in np.flatnonzero(rows[at])}
        for at in range(len(over.members))
    ]


def _scored(chain: Chain, found: Found, rarity: Rarity, matcher: Matcher) -> list[ScoredLink]:
    """The pairs with all that is told of them, the surest of a task first."""
    above = [parents(nodes) for nodes in chain[1:]]
    values = matcher.probabilities(chain)
    pairs: list[tuple[float, LineageNode, LineageNode]] = []
    for at, task in enumerate(found):
        own = [(float(values[level][at, j]), level, j) for level, j in task]
        for score, level, j in sorted(own, key=lambda o: (-o[0], o[1], o[2])):
            parent = _nearest(chain[0], at, above[level].members[j], rarity)
            pairs.append((score, chain[0][at], parent))
    texts = [(child.text, parent.text) for _, child, parent in pairs]
    shares = fidelities(texts)
    told = evidence(texts, rarity, matcher.centred(chain) if texts else None)
    return [
        ScoredLink(
            child.iri,
            parent.iri,
            round(score, _PLACES),
            "verbatim" if same > _VERBATIM else "paraphrase",
            clauses,
            round(same, _PLACES),
        )
        for (score, child, parent), same, clauses in zip(pairs, shares, told, strict=True)
    ]


def _nearest(
    children: tuple[LineageNode, ...], at: int, members: tuple[LineageNode, ...], rarity: Rarity
) -> LineageNode:
    """Of a point and its rows the one that says best what a child does."""
    if len(members) == 1:
        return members[0]
    child = side(children).whole.between(slice(at, at + 1))
    return members[int(np.argmax(cosine(child, side(members).whole, rarity)))]
