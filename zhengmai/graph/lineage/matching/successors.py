"""逐年接续: which duty of a later plan of a place goes on with which one of an earlier plan.

A plan of the next year is largely the last one again, so equal words come first: they settle a pair
wherever it stands. What is left is the matcher's, asked both ways: one old duty may be split in two
(each new one finds it), and two old ones may be one now (each old one finds that). Measured on
pairs of years with known truth: ``tests/queries/test_years.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.proposals import propose
from zhengmai.graph.lineage.matching.wording import Wording

SAME: Final = "same"
_SHORTEST: Final = 8  # letters that are a duty by themselves, under whatever heading


@dataclass(frozen=True, slots=True)
class Said:
    """A duty with what it says."""

    node: LineageNode
    wording: Wording


@dataclass(frozen=True, slots=True)
class Succession:
    """Old duties and the new ones that go on with them: one to one, one to many or many to one.

    Attributes:
        old, new: their places in their plans.
        score: the probability of the least certain link; 1 where the words are the same.
        method: ``same``, or that of the link (``verbatim``, ``paraphrase``).
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    method: str


def successions(old: Sequence[Said], new: Sequence[Said]) -> list[Succession]:
    """Which duties go on; by their place in the new plan."""
    pairs: dict[int, int] = {}
    for key in (_words, _printed, _frame):
        taken = set(pairs.values())
        rest = [j for j in range(len(new)) if j not in pairs]
        free = [i for i in range(len(old)) if i not in taken]
        pairs |= dict(_equal(old, new, free, rest, key))
    found = [Succession((i,), (j,), 1.0, SAME) for j, i in pairs.items()]
    found += _matched(old, new, set(pairs.values()), set(pairs))
    return sorted(found, key=lambda s: (s.new, s.old))


def _words(said: Said) -> str:
    return said.wording.words


def _printed(said: Said) -> str:
    return said.wording.printed


def _frame(said: Said) -> str:
    """The words without their figures: 完成10家 and 完成20家 are one duty."""
    return said.wording.frame


def _equal(
    old: Sequence[Said],
    new: Sequence[Said],
    free: Sequence[int],
    rest: Sequence[int],
    key: Callable[[Said], str],
) -> Iterator[tuple[int, int]]:
    """New and old duties of equal words; of several, those under one heading, with equal units."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    for i in free:
        known[key(old[i])].append(i)
    for near in (True, False):
        left = []
        for j in rest:
            same = [i for i in known[key(new[j])] if _may_be(old[i], new[j], key, near=near)]
            if same:
                i = max(same, key=lambda i: (old[i].node.units == new[j].node.units, -i))
                known[key(new[j])].remove(i)
                yield j, i
            else:
                left.append(j)
        rest = left


def _may_be(old: Said, new: Said, key: Callable[[Said], str], *, near: bool) -> bool:
    if old.node.heading == new.node.heading:
        return True
    letters = sum(map(str.isalpha, key(new)))
    return not near and letters >= _SHORTEST


def _matched(
    old: Sequence[Said], new: Sequence[Said], gone: set[int], come: set[int]
) -> Iterator[Succession]:
    """What the matcher says of the duties that are left; it sees the whole plans."""
    groups: dict[int, Succession] = {}
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for score, i, j, method in _links(old, new):
        if i in gone or j in come:
            continue
        at_old, at_new = of_old.get(i), of_new.get(j)
        if at_old is None and at_new is None:
            at = len(groups)
            groups[at] = Succession((i,), (j,), score, method)
        elif at_old is not None and at_new is None and len(groups[at_old].old) == 1:
            at, known = at_old, groups[at_old]
            groups[at] = replace(known, new=tuple(sorted((*known.new, j))), score=score)
        elif at_new is not None and at_old is None and len(groups[at_new].new) == 1:
            at, known = at_new, groups[at_new]
            groups[at] = replace(known, old=tuple(sorted((*known.old, i))), score=score)
        else:
            continue
        of_old[i] = of_new[j] = at
    yield from groups.values()


def _links(old: Sequence[Said], new: Sequence[Said]) -> list[tuple[float, int, int, str]]:
    """Links from either side, the surest first."""
    before = _alone(old)
    after = _alone(new)
    at_old = {node.iri: i for i, node in enumerate(before)}
    at_new = {node.iri: j for j, node in enumerate(after)}
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for link in propose(after, [before]).links:
        best[at_old[link.parent], at_new[link.child]] = link.score, link.method
    for link in propose(before, [after]).links:
        pair = at_old[link.child], at_new[link.parent]
        best[pair] = max(best.get(pair, (0.0, "")), (link.score, link.method))
    found = [(score, *pair, method) for pair, (score, method) in best.items()]
    return sorted(found, key=lambda link: (-link[0], link[1], link[2]))


def _alone(said: Sequence[Said]) -> list[LineageNode]:
    """Each row for itself: the rows of a point are not one, as they are for a lower place."""
    return [replace(one.node, point="") for one in said]
