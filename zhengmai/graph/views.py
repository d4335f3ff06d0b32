"""The graph of a store as a networkx graph, for analysis in Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from zhengmai.graph.store import Row, Store

_PREFIXES = """
PREFIX zm: <https://w3id.org/zhengmai/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# One row a node: its kind, and what is worth having beside it.
_NODES: tuple[tuple[str, str], ...] = (
    (
        "Notice",
        """?node zm:sourceFile ?file ; dcterms:title ?label ; zm:planYear ?year .
           OPTIONAL { ?node zm:documentNumber ?number }""",
    ),
    ("Jurisdiction", "?node a zm:Jurisdiction ; schema:name ?label ; zm:level ?level ."),
    ("WorkPoint", "?node a zm:WorkPoint ; zm:heading ?label ; zm:number ?number ; zm:text ?text ."),
    ("Task", "?node a zm:Task ; zm:text ?label ; zm:number ?number ; zm:taskSource ?source ."),
    ("Unit", "?node a zm:Unit ; skos:prefLabel ?label ; zm:rank ?rank ."),
    ("CollectiveUnit", "?node a zm:CollectiveUnit ; skos:prefLabel ?label ; zm:reaches ?reaches ."),
)

# One row an edge: from where to where, with what is said of it.
_EDGES: tuple[tuple[str, str], ...] = (
    ("WITHIN", "?from schema:containedInPlace ?to ."),
    ("APPLIES_TO", "?from zm:sourceFile ?file ; zm:appliesTo ?to ."),
    ("BASED_ON", "?from zm:citation ?c . ?c zm:cites ?to ; zm:relation ?how ."),
    ("PART_OF", "?from zm:partOf ?to ."),
    ("UNDER", "?from zm:under ?to ."),
    ("UNIT_OF", "?from zm:ofPlace ?to ."),
    (
        "ASSIGNED_TO",
        """?from zm:assignment ?a . ?a zm:unit ?to ; zm:role ?roleIri ; zm:order ?order ;
           zm:asWritten ?written . BIND(STRAFTER(STR(?roleIri), "#") AS ?role)""",
    ),
    (
        "CARRIES_OUT",
        """?link zm:child ?from ; zm:parent ?to ; zm:score ?score ; zm:method ?method ;
           zm:status ?status .""",
    ),
)
_HIDDEN = ("g", "node", "from", "to", "file", "c", "a", "link", "roleIri")


def to_networkx(store: Store) -> nx.MultiDiGraph[str]:
    """Everything in the store that a person asks about, as one directed graph.

    Nodes are IRIs with ``kind`` (Notice, Jurisdiction, WorkPoint, Task, Unit, CollectiveUnit) and
    ``label``; edges have their relation as key (WITHIN, APPLIES_TO, BASED_ON, PART_OF, UNDER,
    UNIT_OF, ASSIGNED_TO with role and order, CARRIES_OUT with score) and as attribute ``relation``.
    A cited document that is not held is a node of kind ``CitedDocument``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, pattern in _NODES:
        for row in _rows(store, pattern):
            graph.add_node(str(row["node"]), kind=kind, **_attributes(row))
    for relation, pattern in _EDGES:
        for row in _rows(store, pattern):
            start, end = str(row["from"]), str(row["to"])
            if relation == "CARRIES_OUT" and (start not in graph or end not in graph):
                continue  # an end has gone from its notice since the link was made
            if end not in graph:
                graph.add_node(end, kind="CitedDocument", label=end.rsplit("/", maxsplit=1)[-1])
            key = relation if relation != "ASSIGNED_TO" else f"{relation} {row['order']}"
            graph.add_edge(start, end, key=key, relation=relation, **_attributes(row))
    return graph


def _rows(store: Store, pattern: str) -> Iterator[Row]:
    question = f"{_PREFIXES} SELECT DISTINCT * WHERE {{ GRAPH ?g {{ {pattern} }} }}"
    yield from store.rows(question, {})


def _attributes(row: Row) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None and k not in _HIDDEN}
