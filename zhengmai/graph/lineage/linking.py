"""承接关系: linking the tasks of each plan to the points of the superior plans they carry out.

Which plans are compared is decided by citation, place, year and text (:mod:`.binding`); which of
their points a task carries out by the texts (:mod:`.matching`). The links of a notice are a graph
of their own, so they can be made again without touching what was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF

from zhengmai.graph.lineage.binding import Binding
from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.matching.choice import fingerprint
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.lineage.matching.nodes import ScoredLink
from zhengmai.graph.lineage.matching.proposals import propose
from zhengmai.graph.lineage.plans import Hierarchy, Judgement, hierarchy
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.triples import ZM

_PLACES = 4
CONFIRMED, REJECTED = "confirmed", "rejected"
METHOD_VERSION = 3  # raised when the same texts get other links, so that a store is linked anew


def link(store: Store, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the lineage links of all notices for which they are missing or out of date.

    Each notice's links carry what they were made from, so a build that was interrupted, a superior
    that was loaded later and one that was removed are all put right by the next call.

    Returns how many links the store holds then.
    """
    found = hierarchy(store)
    nodes = Linkable(store)
    binding = Binding(found, nodes)
    outdated = [
        n for n in _by_place(found) if found.plans[n].linked_by != _basis(found, binding, n)
    ]
    graphs = (_lineage_of(found, binding, notice, nodes) for notice in outdated)
    for done, _ in enumerate(store.put(graphs), 1):
        if progress is not None:
            progress(done, len(outdated))
    return next(int(str(row["links"])) for row in ask(store, "linkcount"))


def _by_place(found: Hierarchy) -> list[str]:
    """The plans, those with the same superiors behind each other, which are then read once."""
    return sorted(
        found.plans,
        key=lambda n: (
            found.plans[n].year,
            [*reversed(found.above(found.plans[n].place)), found.plans[n].place],
            n,
        ),
    )


def _lineage_of(found: Hierarchy, binding: Binding, notice: str, nodes: Linkable) -> GraphData:
    """The lineage graph of a notice, with what it was made from."""
    superiors = binding.superiors(notice)
    links = propose(
        nodes.of(notice),
        [[n for plan in level for n in nodes.of(plan)] for level in superiors],
    )
    judged = found.judged_in(notice)
    confirmed = {(j.child, j.parent) for j in judged if j.status == CONFIRMED}
    graph = _graph(_judged(links, judged, nodes), nodes.texts, _same_as(found, notice), confirmed)
    graph.add((URIRef(notice), ZM.linkedBy, Literal(_basis(found, binding, notice))))
    for superior in sorted({plan for level in superiors for plan in level}):
        graph.add((URIRef(notice), ZM.answersTo, URIRef(superior)))
    return GraphData(iris.lineage_graph(notice), graph.serialize(format="nt").encode())


def _judged(
    links: Iterable[ScoredLink], judged: Iterable[Judgement], nodes: Linkable
) -> Iterator[ScoredLink]:
    """The proposed links without those that a person rejected, and those that a person added."""
    proposed = {(k.child, k.parent): k for k in links}
    for judgement in judged:
        pair = judgement.child, judgement.parent
        if judgement.status == REJECTED:
            proposed.pop(pair, None)
        elif judgement.child in nodes.texts:
            same = fidelity(*map(nodes.text, pair))
            proposed.setdefault(pair, ScoredLink(*pair, 1.0, "person", (), same))
    yield from proposed.values()


def _basis(found: Hierarchy, binding: Binding, notice: str) -> str:
    """What the links of a notice depend on, as one value."""
    judged = [
        (j.child, j.parent, j.status, _digest(found, j.parent)) for j in found.judged_in(notice)
    ]
    return linked_by(binding.basis(notice), list(_same_as(found, notice)), judged)


def _digest(found: Hierarchy, node: str) -> str:
    """Of the notice that a task or point stands in: a person may link beyond the superiors."""
    plan = found.plans.get(iris.notice_of_node(node))
    return "" if plan is None else plan.digest


def linked_by(
    basis: str, same: Sequence[tuple[str, str]], judged: Sequence[tuple[str, ...]]
) -> str:
    """What links depend on: the weights, the superiors, documents cited by title, judgements."""
    parts = METHOD_VERSION, fingerprint(), basis, same, judged
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _same_as(found: Hierarchy, notice: str) -> Iterator[tuple[str, str]]:
    """Documents cited by title alone, with the held notices that they are."""
    for cited in found.cited_by(notice):
        if cited.held and cited.held != cited.document:
            yield cited.document, cited.held


def _graph(
    links: Iterable[ScoredLink],
    texts: Mapping[str, str],
    same: Iterable[tuple[str, str]],
    confirmed: Container[tuple[str, str]] = (),
) -> Graph:
    graph = Graph(bind_namespaces="none")
    for document, held in same:
        graph.add((URIRef(document), OWL.sameAs, URIRef(held)))
    for found in links:
        child, parent = URIRef(found.child), URIRef(found.parent)
        node = URIRef(iris.link(found.child, found.parent))
        graph.add((child, PROV.wasDerivedFrom, parent))
        graph.add((child, PROV.qualifiedDerivation, node))
        graph.add((node, RDF.type, ZM.Link))
        graph.add((node, ZM.child, child))
        graph.add((node, ZM.parent, parent))
        graph.add((node, ZM.score, _share(found.score)))
        graph.add((node, ZM.fidelity, _share(found.fidelity)))
        graph.add((node, ZM.method, Literal(found.method)))
        status = CONFIRMED if (found.child, found.parent) in confirmed else "proposed"
        graph.add((node, ZM.status, Literal(status)))
        for number, evidence in enumerate(found.evidence, 1):
            pair = URIRef(iris.evidence(node, number))
            graph.add((node, ZM.evidence, pair))
            graph.add((pair, RDF.type, ZM.Evidence))
            graph.add((pair, ZM.order, Literal(number)))
            graph.add((pair, ZM.childText, Literal(texts[found.child][slice(*evidence.child)])))
            graph.add((pair, ZM.parentText, Literal(texts[found.parent][slice(*evidence.parent)])))
    return graph


def _share(value: float) -> Literal:
    return Literal(Decimal(str(round(value, _PLACES))))
