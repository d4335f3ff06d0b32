"""人工判断: what people said of the links of a store, as something to learn from.

A task of which a link was confirmed carries out that point. One of which pairs were only rejected
carries out something else, or nothing: all that is known is what it does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from training.cascades import Cascade, Labelled
from zhengmai.graph.lineage.binding import Binding
from zhengmai.graph.lineage.foundagain import found_again
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.linkgraph import CONFIRMED
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import Parents, parents
from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.stores.opening import open_store

Words = Mapping[str, Mapping[str, bool]]
"""Child → parent → whether it is a link."""


def verdicts(store: Path | str) -> Cascade:
    """What was said of the links of a store, with the plans that it was said of.

    Raises:
        StoreError: there is no such store.
    """
    with open_store(store) as opened:
        found, nodes = hierarchy(opened), Linkable(opened)
        binding = Binding(found, nodes)
        words: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for judgement in found_again(opened, found.judged).judged:
            words[judgement.child][judgement.parent] = judgement.status == CONFIRMED
        plans = []
        for notice in sorted(found.plans):
            own = tuple(nodes.of(notice))
            above = [
                tuple(n for plan in level for n in nodes.of(plan))
                for level in binding.superiors(notice)
            ]
            levels = [points for points in above if points]
            if levels and any(node.iri in words for node in own):
                plans.append(_labelled(own, levels, words))
    return Cascade(str(store), tuple(plans), frozenset(), {}, frozenset())


def _labelled(
    own: tuple[LineageNode, ...], above: Sequence[tuple[LineageNode, ...]], words: Words
) -> Labelled:
    levels = [_of_level(own, parents(points), words) for points in above]
    links, weights, none = zip(*levels, strict=True)
    points = (tuple(m[0].iri for m in parents(points).members) for points in above)
    return Labelled(
        (own, *above), tuple(node.iri for node in own), tuple(points), links, weights, none
    )


def _of_level(
    own: Sequence[LineageNode], above: Parents, words: Words
) -> tuple[Floats, Floats, Floats]:
    """Of each task the points that it may carry out, whether it counts, and whether none may be."""
    links = np.zeros((len(own), len(above.members)), np.float32)
    weights, none = np.zeros(len(own), np.float32), np.zeros(len(own), np.float32)
    for at, node in enumerate(own):
        said = words.get(node.iri, {})
        judged = [
            [said[member.iri] for member in members if member.iri in said]
            for members in above.members
        ]
        if not any(judged):
            continue
        weights[at] = 1
        confirmed = [any(point) for point in judged]
        if any(confirmed):
            links[at] = confirmed
        else:
            links[at] = [not point for point in judged]
            none[at] = 1
    return links, weights, none
