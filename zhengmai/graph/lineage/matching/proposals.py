"""The links of a plan, and its candidates: pairs likely enough to be proposed, or to be looked at.

What the line explains anyway is neither: where a link to a nearer superior leads to a farther one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from zhengmai.graph.lineage.matching.choice import weights
from zhengmai.graph.lineage.matching.evidence import evidence, fidelity
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.likeness import cosine
from zhengmai.graph.lineage.matching.nodes import LineageNode, ScoredLink
from zhengmai.graph.lineage.matching.parents import Parents, parents
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.passes import Chain, Matcher

PROPOSED: Final = 0.5  # the probability from which a link is proposed
POSSIBLE: Final = 0.2  # … and from which a pair is a candidate, for somebody to judge
MOST_CANDIDATES: Final = 3  # of a task
SURE: Final = 0.8  # … and from which a link is not doubtful
_SHORTEST: Final = 6  # letters, with those of the heading, that say which duty is meant
_AT_ONCE: Final = 1000  # tasks of a plan that are compared together, so that memory has a bound
_VERBATIM: Final = 0.7  # 照抄: the share of the child's 5-grams that the parent has


Found: TypeAlias = list[list[tuple[int, int]]]
"""For each task points, by superior and number."""
Bools: TypeAlias = npt.NDArray[np.bool_]


def propose(
    children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]
) -> list[ScoredLink]:
    """Links from the tasks of a notice up to the points that they carry out.

    A task may carry out several points, of one superior or of several. A link to a farther superior
    is left out where a link to a nearer one leads there.

    Args:
        children: the tasks (or points) of one notice, in its order.
        superiors: the points of the superiors' notices, nearest first; empty ones are passed over.

    Returns:
        The links in the children's order, the surest of a child first; each has evidence.
    """
    return _of_parts(children, superiors, _direct)


def candidates(
    children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]
) -> list[ScoredLink]:
    """候选: pairs that are not likely enough to be proposed, and too likely to be forgotten.

    At most three a task, in the same order as the links.
    """
    return _of_parts(children, superiors, _possible)


def _of_parts(
    children: Sequence[LineageNode],
    superiors: Sequence[Sequence[LineageNode]],
    choose: Callable[[Chain], Found],
) -> list[ScoredLink]:
    chain = _chain(children, superiors)
    if len(chain) < 2:
        return []
    own = chain[0]
    parts = ((own[at : at + _AT_ONCE], *chain[1:]) for at in range(0, len(own), _AT_ONCE))
    return [link for part in parts for link in _scored(part, choose(part))]


def _scored(chain: Chain, found: Found) -> list[ScoredLink]:
    above = [parents(nodes) for nodes in chain[1:]]
    values = _probabilities(chain)
    rarity = Rarity.among([side(chain[0]), *(p.side for p in above)])
    links = []
    for at, child in enumerate(chain[0]):
        own = [(values[level][at, j], level, j) for level, j in found[at]]
        for score, level, j in sorted(own, key=lambda o: (-o[0], o[1], o[2])):
            parent = _nearest(chain[0], at, above[level].members[j], rarity)
            same = fidelity(child.text, parent.text)
            links.append(
                ScoredLink(
                    child.iri,
                    parent.iri,
                    round(float(score), 3),
                    "verbatim" if same > _VERBATIM else "paraphrase",
                    evidence(child.text, parent.text, rarity),
                )
            )
    return links


def _chain(children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]) -> Chain:
    """What says something: a link needs words on both sides."""
    plans = [tuple(n for n in plan if _says(n)) for plan in (children, *superiors)]
    return (plans[0], *(plan for plan in plans[1:] if plan)) if plans[0] else ()


def _says(node: LineageNode) -> bool:
    letters = sum(map(str.isalnum, node.text))
    return letters > 0 and letters + sum(map(str.isalnum, node.heading)) >= _SHORTEST


@cache
def _matcher() -> Matcher:
    return Matcher(weights())


@lru_cache(maxsize=64)
def _probabilities(chain: Chain) -> list[Floats]:
    return _matcher().probabilities(chain)


def _direct(chain: Chain) -> Found:
    """For each task the points that it carries out, and not through another."""
    chosen = [values >= PROPOSED for values in _probabilities(chain)]
    own = [_chosen(chosen, at) for at in range(len(chain[0]))]
    pairs = zip(own, _through(chain, own), strict=True)
    return [[pair for pair in task if pair not in led] for task, led in pairs]


def _possible(chain: Chain) -> Found:
    """For each task the points that it may carry out, and that no link leads to."""
    values = _probabilities(chain)
    likely = [(v >= POSSIBLE) & (v < PROPOSED) for v in values]
    own = [_chosen([v >= PROPOSED for v in values], at) for at in range(len(chain[0]))]
    found = []
    for at, led in enumerate(_through(chain, own)):
        pairs = [pair for pair in _chosen(likely, at) if pair not in led]
        pairs.sort(key=lambda p: (-values[p[0]][at, p[1]], p))
        found.append(pairs[:MOST_CANDIDATES])
    return found


def _chosen(rows: Sequence[Bools], at: int) -> list[tuple[int, int]]:
    return [(level, int(j)) for level, row in enumerate(rows) for j in np.flatnonzero(row[at])]


def _through(chain: Chain, own: Found) -> list[set[tuple[int, int]]]:
    """For each task the points that the points of its links lead to."""
    above = [parents(nodes) for nodes in chain[1:]]
    lines = [_led_to(chain[near + 1 :], above[near]) for near in range(len(above) - 1)]
    return [
        {
            (near + 1 + far, over)
            for near, j in task
            if near < len(lines)
            for far, over in lines[near][j]
        }
        for task in own
    ]


def _led_to(chain: Chain, over: Parents) -> list[set[tuple[int, int]]]:
    """For each point of a superior all points above it that its links lead to."""
    chosen = [over.merged(v) >= PROPOSED for v in _probabilities(chain)]
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
    child = side(children).whole.between(at, at + 1)
    return members[int(np.argmax(cosine(child, side(members).whole, rarity)))]
