"""Everything that the texts of two plans say about each pair of a task and a superior point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from zhengmai.graph.lineage.matching.acts import act_signals
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.likeness import (
    best_parts,
    containment,
    cosine,
    least_parts,
    of_parts,
)
from zhengmai.graph.lineage.matching.passages import Rarity, Side
from zhengmai.graph.lineage.matching.standing import across, deviation, lead, standings
from zhengmai.graph.lineage.matching.units import unit_signals

_PAIRS: Final = (2, 3)
_TOUCHED: Final = 0.25  # the share of a clause's pairs from which it counts as told in full
# 通用任务: duties that every notice repeats, whatever its subject (加强组织领导, 开展业务培训).
_GENERIC: Final = re.compile(
    "组织领导|培训|考核|督查|督导|宣传|监督检查|责任落实|统筹协调|总结|报送|评估|通报"
)


def signals(child: Side, parents: Side, rarity: Rarity, level: int) -> Iterator[tuple[str, Floats]]:
    """The signals of the first pass, by name; each a matrix of children by points.

    Args:
        child: the tasks.
        parents: the points of one superior plan.
        rarity: of the grams, among the plan and all its superiors.
        level: 0 for the nearest superior, 1 for the next one up…
    """
    for name, values in _likenesses(child, parents, rarity):
        yield from standings(name, values)
    yield from _surroundings(child, parents, rarity)
    units = unit_signals(child, parents)
    yield from units.items()
    yield "units named in row", deviation(units["units named"])
    yield from act_signals(child, parents)
    yield from _strangeness(child, parents, rarity)
    yield from _circumstances(child, parents, level)
    yield from _position(child, len(parents))


def _likenesses(child: Side, parents: Side, rarity: Rarity) -> Iterator[tuple[str, Floats]]:
    shape = len(child), len(parents)
    mean, best, clauses, back, breadth = (np.zeros(shape, np.float32) for _ in range(5))
    for nodes, rows, own in child.sentences.pieces():
        bag = child.sentences.bag.between(rows)
        alike = best_parts(cosine(bag, parents.sentences.bag, rarity), parents.sentences)
        _, mean[nodes] = of_parts(alike, own)
        best[nodes], _ = of_parts(containment(bag, parents.whole, rarity, _PAIRS), own)
    for nodes, rows, own in child.clauses.pieces():
        bag = child.clauses.bag.between(rows)
        alike = cosine(bag, parents.clauses.bag, rarity)
        _, clauses[nodes] = of_parts(best_parts(alike, parents.clauses), own)
        _, told = of_parts(best_parts(alike.T, own), parents.clauses)
        back[nodes] = told.T
        touched = np.minimum(containment(bag, parents.whole, rarity, (2,)) / _TOUCHED, 1)
        _, share = of_parts(touched, own)
        breadth[nodes] = share * np.bincount(own.owner, minlength=own.owners)[:, None]
    yield "sentences", mean
    yield "wholes", cosine(child.whole, parents.whole, rarity)
    yield "headings", cosine(child.head, parents.head, rarity)
    yield "contained", containment(child.whole, parents.whole, rarity, _PAIRS)
    yield "sentence contained", best
    yield "clauses", clauses
    yield "clauses back", back
    told, _ = of_parts(
        containment(parents.sentences.bag, child.whole, rarity, _PAIRS), parents.sentences
    )
    yield "sentence back", told.T
    yield "heading contained", containment(child.head, parents.whole, rarity, _PAIRS)
    yield "heading back", containment(parents.head, child.whole, rarity, _PAIRS).T
    yield "characters", containment(child.text, parents.whole, rarity, (1,))
    yield "wording", np.sqrt(containment(child.text, parents.whole, None, (4,)))
    yield "breadth", np.log1p(breadth)


def _surroundings(child: Side, parents: Side, rarity: Rarity) -> Iterator[tuple[str, Floats]]:
    """What stands around: the tasks under one heading together, the sections of both plans."""
    for name, values in (
        ("group", cosine(child.groups, parents.whole, rarity)),
        ("group contained", containment(child.groups, parents.whole, rarity, _PAIRS)),
    ):
        for told, standing in standings(name, values):
            yield told, standing[child.group]
    sections = cosine(child.sections, parents.sections, rarity)
    for told, standing in standings("section", sections):
        yield told, standing[child.part][:, parents.part]
    in_section = cosine(child.groups, parents.sections, rarity)
    yield "group in section", in_section[child.group][:, parents.part]
    yield "group in section in row", deviation(in_section)[child.group][:, parents.part]
    contained = containment(child.whole, parents.sections, rarity, _PAIRS)
    yield "contained in section", contained[:, parents.part]
    yield "contained in section in row", deviation(contained)[:, parents.part]
    yield "contained in section lead in row", lead(contained)[:, parents.part]
    size = np.bincount(child.group)[child.group].astype(np.float32)
    yield "group size", across(np.log(size), len(parents))


def _strangeness(child: Side, parents: Side, rarity: Rarity) -> Iterator[tuple[str, Floats]]:
    """How much of a task stands nowhere in the superior: what a place adds brings its own words."""
    columns = len(parents)
    for name, sizes in (("", _PAIRS), ("characters ", (1,)), ("triples ", (3,))):
        share = containment(child.whole, parents.plan, rarity, sizes)
        yield f"{name}in plan", np.repeat(share, columns, axis=1)
        yield f"{name}in plan in notice", np.repeat(deviation(share.T).T, columns, axis=1)
    worst, best = np.zeros((len(child), columns), np.float32), np.zeros(len(child), np.float32)
    for nodes, rows, own in child.clauses.pieces():
        told = containment(child.clauses.bag.between(rows), parents.whole, rarity, (2,))
        worst[nodes] = least_parts(told, own)
        best[nodes] = least_parts(told.max(1, keepdims=True), own)[:, 0]
    yield from standings("worst clause", worst)
    yield "strangest clause", across(best, columns)
    count = np.bincount(child.clauses.owner, minlength=len(child))
    yield "clause count", across(np.log(count), columns)


def _position(child: Side, columns: int) -> Iterator[tuple[str, Floats]]:
    """Where a task stands: what a place adds is often appended, or has a heading to itself."""
    for name, keys in (("heading", child.group), ("section", child.part)):
        turns = keys[1:] != keys[:-1]
        yield f"last of {name}", across(np.append(turns, True), columns)
        yield f"first of {name}", across(np.append(True, turns), columns)
        yield f"alone in {name}", across(np.bincount(keys)[keys] == 1, columns)
    yield "position", across(np.linspace(0, 1, len(child), dtype=np.float32), columns)
    units = np.array([len(node.units) for node in child.nodes])
    yield "units", across(units, columns)
    yield "no units", across(units == 0, columns)


def _circumstances(child: Side, parents: Side, level: int) -> Iterator[tuple[str, Floats]]:
    rows, columns = len(child), len(parents)
    at, there = np.linspace(0, 1, rows), np.linspace(0, 1, columns)
    yield "distance", np.abs(at[:, None] - there[None]).astype(np.float32)
    own = np.log([len(t) + 1 for t in child.full]).astype(np.float32)
    other = np.log([len(t) + 1 for t in parents.full]).astype(np.float32)
    yield "length", across(own, columns)
    yield "point length", np.repeat(other[None], rows, axis=0)
    yield "lengths", own[:, None] - other[None]
    mine = np.array([_generic(t) for t in child.full], np.float32)
    theirs = np.array([_generic(t) for t in parents.full], np.float32)
    yield "generic", across(mine, columns)
    yield "generic point", np.repeat(theirs[None], rows, axis=0)
    yield "generic both", np.minimum(mine[:, None], theirs[None])
    yield "points", np.full((rows, columns), np.log(columns), np.float32)
    yield "children", np.full((rows, columns), np.log(rows), np.float32)
    yield "level", np.full((rows, columns), level, np.float32)
    yield "not nearest", np.full((rows, columns), level > 0, np.float32)


def _generic(text: str) -> int:
    return min(3, len(_GENERIC.findall(text)))
