"""The labelled cascades: chains of plans with their true lineage, as the product reads them."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from zhengmai.building.preparation import prepare
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.passes import Chain
from zhengmai.graph.stores.opening import open_store

ROOT = Path(__file__).parents[1]
OWN = ROOT / "training" / "cascades"
SHARED = ROOT.parent / "shared"
INDIRECT = 0.3  # what a pair weighs that is linked over a level between

_START = 14  # letters of the start of a text that tell which node it is


@dataclass(frozen=True)
class Labelled:
    """One plan of a cascade with its superiors.

    Attributes:
        chain: the nodes of the plan, then those of its superiors, the nearest first.
        children: the label of each node of the plan, or None where it has none.
        points: for each superior the label of each of its points.
        links: for each superior the true pairs, as 1 (children by points); over any level.
        weights: of the children: 0 for those without label.
        none: for each superior, of the children: 1 where nothing may be true beside the links, of
            which any one may be (:mod:`.verdicts`); empty where the links are all that is true.
    """

    chain: Chain
    children: tuple[str | None, ...]
    points: tuple[tuple[str | None, ...], ...]
    links: tuple[Floats, ...]
    weights: tuple[Floats, ...]
    none: tuple[Floats, ...] = ()


@dataclass(frozen=True)
class Cascade:
    """A labelled cascade.

    Attributes:
        name: of its folder.
        plans: those that have superiors.
        direct: the true links, each to the nearest superior that has the thing.
        kinds: of these links: near-verbatim, paraphrase, partial, generic.
        below: labels of all nodes below the top that were read.
    """

    name: str
    plans: tuple[Labelled, ...]
    direct: frozenset[tuple[str, str]]
    kinds: Mapping[tuple[str, str], str]
    below: frozenset[str]


def folders() -> list[Path]:
    """The cascades at hand: the samples, the project's own, and the shared ones where they are."""
    shared = [SHARED / name for name in ("cascade", "cascade_a", "cascade_c")]
    own = sorted(p for p in OWN.iterdir() if p.is_dir())
    return [ROOT / "samples", *own, *(p for p in shared if p.is_dir())]


@cache
def cascade(folder: Path) -> Cascade:
    """Read a labelled cascade: its notices as the product reads them, and its labels."""
    truth = json.loads((folder / "lineage.json").read_text(encoding="utf-8"))
    labels = _Labels(truth)
    plans: dict[str, tuple[LineageNode, ...]] = {}
    places: dict[str, tuple[str, ...]] = {}
    years: dict[str, int | None] = {}
    with tempfile.TemporaryDirectory() as made, open_store(Path(made) / "db", write=True) as store:
        linkable = Linkable(store)
        for notice in truth["notices"]:
            prepared = prepare(folder / notice["file"])
            if prepared.graph is None or prepared.report.iri is None:
                raise ValueError(f"{folder / notice['file']}: {prepared.report.error}")
            list(store.put([prepared.graph]))
            plans[notice["file"]] = tuple(linkable.of(prepared.report.iri))
            places[notice["file"]] = tuple(notice["jurisdiction"])
            years[notice["file"]] = prepared.names.year if prepared.names is not None else None
    chains = [
        (file, above)
        for file in plans
        if plans[file] and (above := _superiors(file, plans, places, years))
    ]
    top = truth["notices"][0]["file"]
    return Cascade(
        folder.name,
        tuple(labels.of(file, above, plans) for file, above in chains),
        labels.direct,
        labels.kinds,
        frozenset(
            label
            for file, nodes in plans.items()
            if file != top
            for node in nodes
            if (label := labels.find(file, node)) is not None and label not in labels.unjudged
        ),
    )


def _superiors(
    file: str,
    plans: Mapping[str, Sequence[LineageNode]],
    places: Mapping[str, tuple[str, ...]],
    years: Mapping[str, int | None],
) -> list[str]:
    place = places[file]
    above = [
        other
        for other, higher in places.items()
        if len(higher) < len(place)
        and place[: len(higher)] == higher
        and len(plans[other]) > 1
        and years[other] == years[file]
    ]
    return sorted(above, key=lambda other: -len(places[other]))


class _Labels:
    """The labels of a cascade's nodes and links."""

    def __init__(self, truth: Mapping[str, Any]) -> None:
        ids = {node["id"] for node in truth["nodes"]}
        self._whole = {
            n["id"]: n["point"] if n.get("point") in ids else n["id"] for n in truth["nodes"]
        }
        self._kind = {n["id"]: n["kind"] for n in truth["nodes"]}
        self._starts: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for node in truth["nodes"]:
            start = _letters(node["text_start"])
            rest = _letters(node["text_start"].split("。", 1)[-1])  # some begin with the heading
            number = _letters(node["id"].split(":", 1)[1])
            for key in {start, rest if len(rest) > 5 else ""} - {""}:
                self._starts[Path(node["file"]).name].append((node["id"], key, number))
        pairs = {(x["child"], self._whole[x["parent"]]): x["kind"] for x in truth["links"]}
        self.direct = frozenset(pairs)
        self.kinds = pairs
        self.all = closure(pairs)
        self.unjudged = frozenset(truth.get("not_judged", ()))

    def find(self, file: str, node: LineageNode) -> str | None:
        """The label of a node, told by the start of its text, else by that of its heading."""
        found = self._told(file, node.number, node.text)
        if found is None:
            found = self._told(file, node.number, node.heading + node.text)
        prose = bool(node.point) and node.point == node.iri
        return None if prose and self._kind.get(found or "") != "point" else found

    def _told(self, file: str, number: str, text: str) -> str | None:
        letters = _letters(text)
        number = _letters(number)
        found = [
            (own == number, len(key), label)
            for label, key, own in self._starts[Path(file).name]
            if letters.startswith(key[:_START]) or (len(key) > 12 and key[:_START] in letters[:60])
        ]
        return max(found)[2] if found else None

    def of(
        self, file: str, above: Sequence[str], plans: Mapping[str, tuple[LineageNode, ...]]
    ) -> Labelled:
        """A plan with its labels."""
        chain = (plans[file], *(plans[other] for other in above))
        children = tuple(self.find(file, node) for node in plans[file])
        points = tuple(
            tuple(self._point(other, members) for members in parents(plans[other]).members)
            for other in above
        )
        links = tuple(
            np.array([[(c, p) in self.all for p in own] for c in children], np.float32)
            for own in points
        )
        weights = tuple(self._weights(children, own) for own in points)
        return Labelled(chain, children, points, links, weights)

    def _point(self, file: str, members: Sequence[LineageNode]) -> str | None:
        found = [label for node in members if (label := self.find(file, node)) is not None]
        return self._whole[found[0]] if found else None

    def _weights(self, children: Sequence[str | None], points: Sequence[str | None]) -> Floats:
        def weight(child: str | None) -> float:
            if child is None or child in self.unjudged:
                return 0.0
            linked = {p for p in points if (child, p) in self.all}
            direct = any((child, p) in self.direct for p in linked)
            return 1.0 if direct or not linked else INDIRECT

        return np.array([weight(child) for child in children], np.float32)


def closure(links: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The links and all that follow from them upwards."""
    up: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in links:
        up[child].add(parent)
    full = set()
    for start in list(up):
        waiting, seen = list(up[start]), set[str]()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                full.add((start, node))
                waiting.extend(up.get(node, ()))
    return frozenset(full)


def _letters(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", text))
