"""The links of a plan: every pair that is likely enough, but for what the line explains anyway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.evidence import evidence, fidelities
from zhengmai.graph.lineage.matching.likeness import cosine
from zhengmai.graph.lineage.matching.nodes import LineageNode, ScoredLink
from zhengmai.graph.lineage.matching.parents import Parents, parents
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.passes import Chain, Matcher, by_letters

PROPOSED: Final = 0.5  # the probability from which a link is proposed
_SHORTEST: Final = 6  # letters, with those of the heading, that say which duty is meant
_PLACES: Final = 3  # decimals of what a link tells
_AT_ONCE: Final = 1000  # tasks of a plan that are compared together, so that memory has a bound
_VERBATIM: Final = 0.7  # 照抄: the share of the child's 5-grams that the parent has


def propose(
    children: Sequence[LineageNode],
    superiors: Sequence[Sequence[LineageNode]],
    matcher: Matcher | None = None,
) -> list[ScoredLink]:
    """Links from the tasks of a notice up to the points that they carry out.

    A task may carry out several points, of one superior or of several. A link to a farther superior
    is left out where a link to a nearer one leads there.

    Args:
        children: the tasks (or points) of one notice, in its order.
        superiors: the points of the superiors' notices, nearest first; empty ones are passed over.
        matcher: what compares texts; that by letters where none is given.

    Returns:
        The links in the children's order, the surest of a child first; each has evidence.
    """
    chain = _chain(children, superiors)
    if len(chain) < 2:
        return []
    matcher = by_letters() if matcher is None else matcher
    own = chain[0]
    parts = (own[at : at + _AT_ONCE] for at in range(0, len(own), _AT_ONCE))
    return [link for part in parts for link in _proposed((part, *chain[1:]), matcher)]


def _proposed(chain: Chain, matcher: Matcher) -> list[ScoredLink]:
    above = [parents(nodes) for nodes in chain[1:]]
    values = matcher.probabilities(chain)
    rarity = Rarity.among([side(chain[0]), *(p.side for p in above)])
    pairs: list[tuple[float, LineageNode, LineageNode]] = []
    for at, found in enumerate(_direct(chain, matcher)):
        own = [(float(values[level][at, j]), level, j) for level, j in found]
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


def _chain(children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]) -> Chain:
    """What says something: a link needs words on both sides."""
    plans = [tuple(n for n in plan if _says(n)) for plan in (children, *superiors)]
    return (plans[0], *(plan for plan in plans[1:] if plan)) if plans[0] else ()


def _says(node: LineageNode) -> bool:
    letters = sum(map(str.isalnum, node.text))
    return letters > 0 and letters + sum(map(str.isalnum, node.heading)) >= _SHORTEST


def _direct(chain: Chain, matcher: Matcher) -> list[list[tuple[int, int]]]:
    """For each task the points (superior, number) that it carries out, and not through another."""
    above = [parents(nodes) for nodes in chain[1:]]
    chosen = [values >= PROPOSED for values in matcher.probabilities(chain)]
    lines = [_led_to(chain[near + 1 :], above[near], matcher) for near in range(len(above) - 1)]
    found: list[list[tuple[int, int]]] = []
    for at in range(len(chain[0])):
        own = [(level, int(j)) for level, row in enumerate(chosen) for j in np.flatnonzero(row[at])]
        led = {
            (near + 1 + far, over)
            for near, j in own
            if near < len(lines)
            for far, over in lines[near][j]
        }
        found.append([pair for pair in own if pair not in led])
    return found


def _led_to(chain: Chain, over: Parents, matcher: Matcher) -> list[set[tuple[int, int]]]:
    """For each point of a superior all points above it that its links lead to."""
    chosen = [over.merged(v) >= PROPOSED for v in matcher.probabilities(chain)]
    return [
        {(far, int(j)) for far, rows in enumerate(chosen) for j in np.flatnonzero(rows[at])}
        for at in range(len(over.members))
    ]


def _nearest(
    children: tuple[LineageNode, ...], at: int, members: tuple[LineageNode, ...], rarity: Rarity
) -> LineageNode:
    """Of a point and its rows the one that says best what a child does."""
    if len(members) == 1:
        return members[0]
    child = side(children).whole.between(slice(at, at + 1))
    return members[int(np.argmax(cosine(child, side(members).whole, rarity)))]
