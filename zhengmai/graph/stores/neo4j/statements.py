"""The Cypher that keeps notices in Neo4j, made from the tables of the property graph.

Labels, types and keys come from :mod:`zhengmai.ontology.propertygraph` and from nowhere else; all
that comes from a notice is a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from zhengmai.graph.stores.neo4j.columns import COUNTS, TOTALS, edge_columns, node_columns
from zhengmai.ontology.iris import GraphKind
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import EdgeClass

STORE = "ZhengmaiStore"
"""Label of the one node that says which format a store has; every writer locks it first."""

FULLTEXT = "zhengmai_texts"

KEYS: tuple[str, ...] = (
    f"CREATE CONSTRAINT zhengmai_store IF NOT EXISTS FOR (n:{STORE}) REQUIRE n.iri IS UNIQUE",
    *(
        f"CREATE CONSTRAINT zhengmai_{node.label.lower()} IF NOT EXISTS "
        f"FOR (n:{node.label}) REQUIRE n.iri IS UNIQUE"
        for node in pg.BY_LABEL.values()
    ),
    "CREATE INDEX zhengmai_judged IF NOT EXISTS FOR (n:Judgement) ON (n.notice)",
    "CREATE INDEX zhengmai_verdicts IF NOT EXISTS FOR (n:Verdict) ON (n.notice)",
    "CREATE INDEX zhengmai_reports IF NOT EXISTS FOR (n:Report) ON (n.notice)",
)
"""By what a writer looks things up; made before anything is written, where it is not there yet."""

INDEXES: tuple[str, ...] = (
    "CREATE INDEX zhengmai_last_day IF NOT EXISTS FOR (n:Deadline) ON (n.lastDay)",
    "CREATE INDEX zhengmai_plan_year IF NOT EXISTS FOR (n:Notice) ON (n.planYear)",
    "CREATE TEXT INDEX zhengmai_limit IF NOT EXISTS FOR (n:Deadline) ON (n.asWritten)",
    "CREATE TEXT INDEX zhengmai_unit_name IF NOT EXISTS FOR (n:Unit) ON (n.name)",
    "CREATE TEXT INDEX zhengmai_place_name IF NOT EXISTS FOR (n:Jurisdiction) ON (n.name)",
    f"CREATE FULLTEXT INDEX {FULLTEXT} IF NOT EXISTS "
    "FOR (n:Task|WorkPoint|Unit|CollectiveUnit) ON EACH [n.text, n.heading, n.name, n.written] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
)
"""By what only questions look things up. They are made when the first notices are in, or when
another opens the store meanwhile: to fill them at once takes a fraction of the time that it takes
to keep them up to date with every batch, above all the full-text index."""

AWAIT_INDEXES = "CALL db.awaitIndexes(7200)"

FORMAT = f"MATCH (s:{STORE} {{iri: $iri}}) RETURN s.format AS format, s.ready AS ready"
NEW = f"MERGE (s:{STORE} {{iri: $iri}}) ON CREATE SET s.format = $format, s.ready = false"
READY = f"MERGE (s:{STORE} {{iri: $iri}}) SET s.format = $format, s.ready = true"
LOCK = (
    f"MERGE (s:{STORE} {{iri: $iri}}) ON CREATE SET s.format = $format "
    "SET s.writes = coalesce(s.writes, 0) + 1"
)

HELD = """
UNWIND $iris AS iri
MATCH (n:Notice {iri: iri})
WHERE n.sourceFile IS NOT NULL
RETURN n.iri AS iri, n.storedDigest AS digest, n.linksDigest AS links
"""
_LABELS = {kind: "|".join(of.label for of in nodes) for kind, nodes in pg.SAID_OF.items()}
"""Kind of graph → the labels of its nodes, where these outlive what they are about."""

GRAPHS = """
MATCH (n:Notice) WHERE n.sourceFile IS NOT NULL
RETURN n.iri AS iri, 'notice' AS kind
UNION ALL
MATCH (n:Notice) WHERE n.linkedBy IS NOT NULL
RETURN n.iri AS iri, 'lineage' AS kind
""" + "".join(
    f"UNION ALL MATCH (j:{labels}) WITH DISTINCT j.notice AS iri RETURN iri, '{kind}' AS kind\n"
    for kind, labels in _LABELS.items()
)
SAID = "\nUNION ALL\n".join(
    f"UNWIND $iris AS iri MATCH (j:{of.label} {{notice: iri}}) "
    f"RETURN DISTINCT iri, '{kind}' AS kind, j.digest AS digest"
    for kind, nodes in pg.SAID_OF.items()
    for of in nodes
)
CLEAR_SAID: dict[GraphKind, tuple[str, ...]] = {
    kind: tuple(
        f"UNWIND $iris AS iri MATCH (j:{of.label} {{notice: iri}}) DETACH DELETE j" for of in nodes
    )
    for kind, nodes in pg.SAID_OF.items()
}
SAID_IN: dict[GraphKind, str] = {
    kind: "\nUNION ALL\n".join(
        f"MATCH (j:{of.label} {{notice: $iri}}) "
        f"RETURN '{of.label}' AS label, properties(j) AS properties"
        for of in nodes
    )
    for kind, nodes in pg.SAID_OF.items()
}
IS_EMPTY = (
    "RETURN NOT EXISTS { MATCH (n:Notice) WHERE n.sourceFile IS NOT NULL }"
    + "".join(f" AND NOT EXISTS {{ MATCH (:{of.label}) }}" for of in pg.OUTLIVING)
    + " AS empty"
)

SHARED = """
MATCH (n:Unit) RETURN 'Unit' AS label, n.iri AS iri
UNION ALL
MATCH (n:Notice) WHERE n.sourceFile IS NULL RETURN 'Notice' AS label, n.iri AS iri
"""

OWN = tuple(node.label for node in pg.NODES if not node.shared)
_OWN_TYPES = "UNDER|ASSIGNED_TO"
_SAYING_TYPES = "APPLIES_TO|NAMES|REACHES|BASED_ON|MENTIONS|REPEALS"


def _label(node: str) -> str:
    """The label of ours that a node has; users may have given it others."""
    return f"[label IN labels({node}) WHERE label IN {[n.label for n in pg.NODES]}][0]"


SPOKEN_OF = f"""
UNWIND $iris AS iri
MATCH (:Notice {{iri: iri}})-[:{_SAYING_TYPES}]->(x)
RETURN DISTINCT {_label("x")} AS label, x.iri AS iri
"""

# What goes when a notice is replaced: all it says, and the parts that it no longer has. Parts that
# stay keep the lineage links that lead to them from other notices' tasks.
CLEAR: tuple[str, ...] = (
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})<-[:PART_OF]-(:Task)-[:DUE]->(d) "
    "DETACH DELETE d",
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})<-[:PART_OF]-(x) "
    "WHERE NOT x.iri IN $kept DETACH DELETE x",
    f"UNWIND $iris AS iri MATCH (:Notice {{iri: iri}})<-[:PART_OF]-(x)-[r:{_OWN_TYPES}]->() "
    "DELETE r",
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})<-[r:PART_OF]-() DELETE r",
    f"UNWIND $iris AS iri MATCH (:Notice {{iri: iri}})-[r:{_SAYING_TYPES}]->() DELETE r",
)
CLEAR_LINEAGE: tuple[str, ...] = (
    "UNWIND $iris AS iri "
    "MATCH (:Notice {iri: iri})<-[:PART_OF]-()-[r:CARRIES_OUT|MAY_CARRY_OUT]->() DELETE r",
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})-[:BASED_ON|MENTIONS]->()"
    "-[r:SAME_AS {by: iri}]->() DELETE r",
    "UNWIND $iris AS iri MATCH (n:Notice {iri: iri}) SET n.linkedBy = null, "
    "n.linkedWith = null, n.answersTo = null, n.linksDigest = null",
)
# No longer held, but perhaps still cited: sweep() decides.
FORGET = "UNWIND $iris AS iri MATCH (n:Notice {iri: iri}) SET n = {iri: iri}"

SET_LINKAGE = "UNWIND $rows AS row MATCH (n:Notice {iri: row.iri}) SET n += row"


_FIXED = "CYPHER replan=skip "
"""Before a statement whose plan holds for a store of any size: what it begins with is looked up in
the index of a constraint. The server would plan it anew whenever the store has grown."""


def write_content(labels: Sequence[str], classes: Sequence[EdgeClass], *, new: bool) -> str:
    """Write nodes and the relationships between them.

    Args:
        labels: ``$nodes[label]`` are the properties of each node, the IRI among them.
        classes: ``$edges`` has a list for each: the places of the start and of the end in the
            lists of nodes, and the properties. So the ends need not be looked up.
        new: of what is a notice's own, nothing is there yet.
    """
    nodes = (
        f"CALL () {{ UNWIND range(0, size($nodes.{label}) - 1) AS at "
        f"WITH at, $nodes.{label}[at] AS row {_set_node(label, new=new)} "
        f"WITH n ORDER BY at RETURN collect(n) AS {label} }}"
        for label in labels
    )
    edges = (
        f"CALL ({', '.join(sorted({start, end}))}) {{ UNWIND $edges[{number}] AS row "
        f"WITH {start}[row[0]] AS a, {end}[row[1]] AS b, row[2] AS said "
        f"{_set_edge((kind, start, end), 'said')} }}"
        for number, (kind, start, end) in enumerate(classes)
    )
    return _FIXED + "\n".join((*nodes, *edges, "FINISH"))


def _literal(keys: Iterable[str], of: str) -> str:
    """The map of what a map has for some keys; faster than to write the map that it is made of."""
    return "{" + ", ".join(f"{key}: {of}.{key}" for key in keys) + "}"


def _set_node(label: str, *, new: bool) -> str:
    if new and label not in pg.SHARED:
        keys = ("iri", *(key for key, _ in node_columns(label)))
        return f"CREATE (n:{label} {_literal(keys, 'row')})"
    of_others = "+" if label in pg.SHARED else ""
    return f"MERGE (n:{label} {{iri: row.iri}}) SET n {of_others}= row"


def set_edges(of: EdgeClass) -> str:
    """Write relationships between nodes that are there.

    ``$rows`` are lists of the IRI of the start, the IRI of the end and the properties.
    """
    _, start, end = of
    return (
        f"{_FIXED}UNWIND $rows AS row "
        f"MATCH (a:{start} {{iri: row[0]}}) USING INDEX a:{start}(iri) "
        f"MATCH (b:{end} {{iri: row[1]}}) USING INDEX b:{end}(iri) {_set_edge(of, 'row[2]')}"
    )


def _set_edge(of: EdgeClass, said: str) -> str:
    kind, start, _ = of
    if (kind, start) in pg.SAID_AS:  # a fact that several notices may say
        return f"MERGE (a)-[:{kind}]->(b)"
    keys = [key for key, _ in edge_columns(of)]
    return f"CREATE (a)-[:{kind} {_literal(keys, said)}]->(b)"


def _each(label: str) -> str:
    return f"{_FIXED}UNWIND $iris AS iri MATCH (x:{label} {{iri: iri}}) USING INDEX x:{label}(iri) "


def gather() -> Iterator[tuple[str, str]]:
    """What to do with shared nodes that a notice spoke of before or speaks of now.

    Pairs of a label and a statement on ``$iris``: what is told of a node by all the notices that
    speak of it is gathered anew.
    """
    counts = [key for key, _ in COUNTS]
    of_unit = {
        **{key: key for key in ("rank", "place", *counts)},
        "written": "CASE size(lists) WHEN 1 THEN lists[0] ELSE COLLECT { UNWIND lists AS names "
        "UNWIND names AS name RETURN DISTINCT name ORDER BY name } END",
        "totals": "CASE WHEN tasks > 0 THEN "
        + " + '\\t' + ".join(f"x.{key}" if key in ("iri", "name") else key for key in TOTALS)
        + " END",
    }
    yield (
        "Unit",
        f"{_each('Unit')} MATCH (x)<-[r:NAMES]-() WITH x, properties(r) AS said "
        "WITH x, collect(DISTINCT said.written) AS lists, min(said.rank) AS rank, "
        "min(said.place) AS place, "
        + ", ".join(f"sum(coalesce(said.{key}, 0)) AS {key}" for key in counts)
        + f" SET x += {{{', '.join(f'{key}: {value}' for key, value in of_unit.items())}}}",
    )
    yield (
        "Notice",
        f"{_each('Notice')} WHERE x.sourceFile IS NULL "
        "SET x.citedTitles = COLLECT { MATCH (x)<-[m:BASED_ON|MENTIONS]-() "
        "UNWIND m.citedTitles AS title RETURN DISTINCT title ORDER BY title }, "
        "x.documentNumber = COLLECT { MATCH (x)<-[m:BASED_ON|MENTIONS]-() "
        "RETURN DISTINCT m.citedNumber AS number ORDER BY number LIMIT 1 }[0]",
    )


def sweep() -> Iterator[tuple[str, str]]:
    """What to do with shared nodes that a notice spoke of and perhaps speaks of no more.

    Pairs of a label and a statement on ``$iris``: facts that no notice says any more go, and so do
    nodes that no notice speaks of.
    """
    for of in pg.RELATIONSHIPS:
        if of.said_as is not None:
            yield (
                of.start,
                f"{_each(of.start)} MATCH (x)-[r:{of.type}]->(y) "
                f"WHERE NOT EXISTS {{ (x)<-[m:NAMES]-() WHERE m.{of.said_as} = y.iri }} DELETE r",
            )
    yield (
        "Notice",
        f"{_each('Notice')} WHERE x.sourceFile IS NULL "
        "AND NOT EXISTS { (x)<-[:BASED_ON|MENTIONS]-() } DETACH DELETE x",
    )
    for label in ("Unit", "CollectiveUnit", "Jurisdiction"):
        yield (
            label,
            f"{_each(label)} WHERE NOT EXISTS {{ (x)<-[:NAMES]-() }} DETACH DELETE x",
        )


@cache
def columns_of(question: str) -> tuple[str, ...]:
    """The columns of one of our own questions: it ends with RETURN, where AS names each one."""
    _, _, returned = question.rpartition("\nRETURN ")
    return tuple(_NAMED.findall(returned.partition("\n//")[0]))


_NAMED = re.compile(r"\bAS (\w+)")


def together(questions: Sequence[str], columns: Sequence[Sequence[str]]) -> str:
    """Questions as one: a single record with a list for each, of rows that are lists."""
    parts = [
        f"CALL () {{\nCALL () {{\n{question}\n}}\n"
        f"RETURN collect([{', '.join(names)}]) AS rows{number}\n}}"
        for number, (question, names) in enumerate(zip(questions, columns, strict=True))
    ]
    lists = ", ".join(f"rows{number}" for number in range(len(parts)))
    return "\n".join((*parts, f"RETURN {lists}"))


NODES_OF_NOTICE = f"""
MATCH (n:Notice {{iri: $iri}}) WHERE n.sourceFile IS NOT NULL
CALL (n) {{
  RETURN n AS node
  UNION MATCH (n)<-[:PART_OF]-(x) RETURN x AS node
  UNION MATCH (n)<-[:PART_OF]-(:Task)-[:DUE]->(d) RETURN d AS node
  UNION MATCH (n)-[:NAMES|BASED_ON|MENTIONS]->(s) RETURN s AS node
}}
RETURN {_label("node")} AS label,
       CASE WHEN node:Notice AND node <> n THEN {{iri: node.iri}} ELSE properties(node) END
       AS properties
"""
_EDGE = f"""
RETURN type(r) AS type, {_label("startNode(r)")} AS start, {_label("endNode(r)")} AS end,
       startNode(r).iri AS from, endNode(r).iri AS to, properties(r) AS properties
"""
EDGES_OF_NOTICE = f"""
MATCH (n:Notice {{iri: $iri}}) WHERE n.sourceFile IS NOT NULL
CALL (n) {{
  MATCH (n)-[r:{_SAYING_TYPES}]->() RETURN r
  UNION MATCH (n)<-[r:PART_OF]-() RETURN r
  UNION MATCH (n)<-[:PART_OF]-()-[r:{_OWN_TYPES}|DUE]->() RETURN r
}}
{_EDGE}
"""
EDGES_OF_LINEAGE = f"""
MATCH (n:Notice {{iri: $iri}}) WHERE n.linkedBy IS NOT NULL
CALL (n) {{
  MATCH (n)<-[:PART_OF]-()-[r:CARRIES_OUT|MAY_CARRY_OUT]->() RETURN r
  UNION MATCH (n)-[:BASED_ON|MENTIONS]->()-[r:SAME_AS {{by: n.iri}}]->() RETURN r
}}
{_EDGE}
"""
LINKAGE = (
    "MATCH (n:Notice {iri: $iri}) RETURN n.linkedBy AS linkedBy, n.linkedWith AS linkedWith, "
    "n.answersTo AS answersTo"
)
