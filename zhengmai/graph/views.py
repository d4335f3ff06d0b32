"""The graph of a store as a networkx graph, for analysis in Python."""

from __future__ import annotations

from typing import Any

import networkx as nx

from zhengmai.graph.store import Store
from zhengmai.ontology.propertygraph.content import Properties, PropertyGraph
from zhengmai.ontology.propertygraph.reading import from_triples

# Kind of node → where its label comes from, and what is worth having beside it.
_NODES: dict[str, tuple[str, dict[str, str]]] = {
    "Notice": ("title", {"planYear": "year", "documentNumber": "number"}),
    "Jurisdiction": ("name", {"level": "level"}),
    "WorkPoint": ("heading", {"number": "number", "text": "text"}),
    "Task": ("text", {"number": "number", "source": "source"}),
    "Unit": ("name", {}),
    "CollectiveUnit": ("name", {"reaches": "reaches"}),
}
# Type of relationship → what is worth having beside it.
_EDGES: dict[str, dict[str, str]] = {
    "WITHIN": {},
    "APPLIES_TO": {},
    "BASED_ON": {"relation": "how"},
    "MENTIONS": {"relation": "how"},
    "REPEALS": {},
    "PART_OF": {},
    "UNDER": {},
    "UNIT_OF": {},
    "BRANCH_OF": {},
    "ASSIGNED_TO": {"role": "role", "order": "order", "asWritten": "written"},
    "CARRIES_OUT": {
        "score": "score",
        "fidelity": "fidelity",
        "method": "method",
        "status": "status",
    },
}


def to_networkx(store: Store) -> nx.MultiDiGraph[str]:
    """Everything in the store that a person asks about, as one directed graph.

    Nodes are IRIs with ``kind`` (Notice, Jurisdiction, WorkPoint, Task, Unit, CollectiveUnit) and
    ``label``; edges have their relation as key (WITHIN, APPLIES_TO, BASED_ON, MENTIONS, REPEALS,
    PART_OF, UNDER, UNIT_OF, BRANCH_OF, ASSIGNED_TO with role and order, CARRIES_OUT with score and
    fidelity) and as attribute ``relation``. A cited document that is not held is a node of kind
    ``CitedDocument``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    contents = [from_triples(name, store.graph(name)) for name in store.graphs()]
    for content in contents:
        _add_nodes(graph, content)
    for content in contents:
        _add_edges(graph, content)
    return graph


def _add_nodes(graph: nx.MultiDiGraph[str], content: PropertyGraph) -> None:
    for kind, (label, kept) in _NODES.items():
        for iri, properties in content.nodes[kind].items():
            if label in properties:  # of a cited document only its own notice tells more
                graph.add_node(
                    iri, kind=kind, label=properties[label], **_attributes(properties, kept)
                )
    for units in (e for (kind, *_), e in content.edges.items() if kind == "NAMES"):
        for _, unit, said in units:
            if "rank" in said:
                graph.nodes[unit]["rank"] = said["rank"]


def _add_edges(graph: nx.MultiDiGraph[str], content: PropertyGraph) -> None:
    for (relation, _, _), edges in content.edges.items():
        if relation not in _EDGES:
            continue
        for start, end, properties in edges:
            if relation == "CARRIES_OUT" and (start not in graph or end not in graph):
                continue  # an end has gone from its notice since the link was made
            if end not in graph:
                graph.add_node(end, kind="CitedDocument", label=end.rsplit("/", maxsplit=1)[-1])
            key = relation if relation != "ASSIGNED_TO" else f"{relation} {properties['order']}"
            attributes = _attributes(properties, _EDGES[relation])
            graph.add_edge(start, end, key=key, relation=relation, **attributes)


def _attributes(properties: Properties, kept: dict[str, str]) -> dict[str, Any]:
    return {name: properties[key] for key, name in kept.items() if key in properties}
