"""The Cypher that keeps notices in Neo4j, made from the tables of the property graph.

Labels, types and keys come from :mod:`zhengmai.ontology.propertygraph` and from nowhere else; all
that comes from a notice is a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.ontology import propertygraph as pg
from zhengmai.ontology.conversion import EdgeClass

STORE = "ZhengmaiStore"
"""Label of the one node that says which format a store has; every writer locks it first."""

FULLTEXT = "zhengmai_texts"

SCHEMA: tuple[str, ...] = (
    f"CREATE CONSTRAINT zhengmai_store IF NOT EXISTS FOR (n:{STORE}) REQUIRE n.iri IS UNIQUE",
    *(
        f"CREATE CONSTRAINT zhengmai_{node.label.lower()} IF NOT EXISTS "
        f"FOR (n:{node.label}) REQUIRE n.iri IS UNIQUE"
        for node in pg.NODES
    ),
    "CREATE CONSTRAINT zhengmai_judgement IF NOT EXISTS FOR (n:Judgement) REQUIRE n.iri IS UNIQUE",
    "CREATE INDEX zhengmai_judged IF NOT EXISTS FOR (n:Judgement) ON (n.notice)",
    "CREATE INDEX zhengmai_last_day IF NOT EXISTS FOR (n:Deadline) ON (n.lastDay)",
    "CREATE INDEX zhengmai_plan_year IF NOT EXISTS FOR (n:Notice) ON (n.planYear)",
    "CREATE TEXT INDEX zhengmai_unit_name IF NOT EXISTS FOR (n:Unit) ON (n.name)",
    "CREATE TEXT INDEX zhengmai_place_name IF NOT EXISTS FOR (n:Jurisdiction) ON (n.name)",
    f"CREATE FULLTEXT INDEX {FULLTEXT} IF NOT EXISTS "
    "FOR (n:Task|WorkPoint|Unit|CollectiveUnit) ON EACH [n.text, n.heading, n.name, n.written] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
)
"""Made on first use, each only where it is not there yet."""

AWAIT_INDEXES = "CALL db.awaitIndexes(300)"

FORMAT = f"MATCH (s:{STORE} {{iri: $iri}}) RETURN s.format AS format, s.ready AS ready"
READY = f"MERGE (s:{STORE} {{iri: $iri}}) SET s.format = $format, s.ready = true"
LOCK = (
    f"MERGE (s:{STORE} {{iri: $iri}}) ON CREATE SET s.format = $format, s.ready = true "
    "SET s.writes = coalesce(s.writes, 0) + 1"
)

HELD = """
UNWIND $iris AS iri
MATCH (n:Notice {iri: iri})
WHERE n.sourceFile IS NOT NULL
RETURN n.iri AS iri, n.storedDigest AS digest, n.linksDigest AS links
"""
GRAPHS = """
MATCH (n:Notice) WHERE n.sourceFile IS NOT NULL
RETURN n.iri AS iri, 'notice' AS kind
UNION ALL
MATCH (n:Notice) WHERE n.linkedBy IS NOT NULL
RETURN n.iri AS iri, 'lineage' AS kind
UNION ALL
MATCH (j:Judgement) WITH DISTINCT j.notice AS iri
RETURN iri, 'review' AS kind
"""
REVIEWED = """
UNWIND $iris AS iri
MATCH (j:Judgement {notice: iri})
RETURN DISTINCT iri, j.digest AS digest
"""
CLEAR_REVIEW = "UNWIND $iris AS iri MATCH (j:Judgement {notice: iri}) DETACH DELETE j"
REVIEW = "MATCH (j:Judgement {notice: $iri}) RETURN properties(j) AS properties"
IS_EMPTY = "RETURN NOT EXISTS { MATCH (n:Notice) WHERE n.sourceFile IS NOT NULL } AS empty"

OWN = tuple(node.label for node in pg.NODES if not node.shared)
_OWN_TYPES = "UNDER|ASSIGNED_TO"
_SAYING_TYPES = "APPLIES_TO|NAMES|REACHES|BASED_ON|MENTIONS"


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
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})<-[:PART_OF]-()-[r:CARRIES_OUT]->() DELETE r",
    "UNWIND $iris AS iri MATCH (:Notice {iri: iri})-[:BASED_ON|MENTIONS]->()"
    "-[r:SAME_AS {by: iri}]->() DELETE r",
    "UNWIND $iris AS iri MATCH (n:Notice {iri: iri}) SET n.linkedBy = null, n.linksDigest = null",
)
# No longer held, but perhaps still cited: TIDY decides.
FORGET = "UNWIND $iris AS iri MATCH (n:Notice {iri: iri}) SET n = {iri: iri}"

SET_LINKED_BY = "UNWIND $rows AS row MATCH (n:Notice {iri: row.iri}) SET n += row"


def set_nodes(label: str, *, new: bool) -> str:
    """Write nodes: ``$rows`` are their properties, the IRI among them."""
    if new:
        return f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
    if label in pg.SHARED:
        return f"UNWIND $rows AS row MERGE (n:{label} {{iri: row.iri}}) SET n += row"
    return f"UNWIND $rows AS row MERGE (n:{label} {{iri: row.iri}}) SET n = row"


def set_edges(of: EdgeClass) -> str:
    """Write relationships of a class: ``$rows`` are lists of start, end and properties."""
    kind, start, end = of
    ends = f"UNWIND $rows AS row MATCH (a:{start} {{iri: row[0]}}) MATCH (b:{end} {{iri: row[1]}}) "
    if (kind, start) in _SAID_AS:  # a fact that several notices may say
        return f"{ends} MERGE (a)-[:{kind}]->(b)"
    return f"{ends} CREATE (a)-[r:{kind}]->(b) SET r = row[2]"


_SAID_AS = {(r.type, r.start) for r in pg.RELATIONSHIPS if r.said_as is not None}


def tidy() -> Iterator[tuple[str, str]]:
    """What to do with shared nodes that a notice spoke of before or speaks of now.

    Pairs of a label and a statement on ``$iris``: facts that no notice says any more go, and so do
    nodes that no notice speaks of; what is gathered from all notices is gathered anew.
    """
    for of in pg.RELATIONSHIPS:
        if of.said_as is not None:
            yield (
                of.start,
                f"UNWIND $iris AS iri MATCH (x:{of.start} {{iri: iri}})-[r:{of.type}]->(y) "
                f"WHERE NOT EXISTS {{ (x)<-[m:NAMES]-() WHERE m.{of.said_as} = y.iri }} DELETE r",
            )
    yield (
        "Unit",
        "UNWIND $iris AS iri MATCH (x:Unit {iri: iri}) "
        "SET x.written = COLLECT { MATCH (x)<-[m:NAMES]-() UNWIND m.written AS name "
        "RETURN DISTINCT name ORDER BY name } "
        "WITH x MATCH (x)<-[m:NAMES]-() "
        "WITH x, min(m.rank) AS rank, min(m.place) AS place, "
        + ", ".join(f"sum(coalesce(m.{p.key}, 0)) AS {p.key}" for p in pg.COUNTS)
        + " SET x.rank = rank, x.place = place, "
        + ", ".join(f"x.{p.key} = {p.key}" for p in pg.COUNTS),
    )
    yield (
        "Notice",
        "UNWIND $iris AS iri MATCH (x:Notice {iri: iri}) WHERE x.sourceFile IS NULL "
        "SET x.citedTitles = COLLECT { MATCH (x)<-[m:BASED_ON|MENTIONS]-() "
        "UNWIND m.citedTitles AS title RETURN DISTINCT title ORDER BY title }, "
        "x.documentNumber = COLLECT { MATCH (x)<-[m:BASED_ON|MENTIONS]-() "
        "RETURN DISTINCT m.citedNumber AS number ORDER BY number LIMIT 1 }[0]",
    )
    yield (
        "Notice",
        "UNWIND $iris AS iri MATCH (x:Notice {iri: iri}) WHERE x.sourceFile IS NULL "
        "AND NOT EXISTS { (x)<-[:BASED_ON|MENTIONS]-() } DETACH DELETE x",
    )
    for label in ("Unit", "CollectiveUnit", "Jurisdiction"):
        yield (
            label,
            f"UNWIND $iris AS iri MATCH (x:{label} {{iri: iri}}) "
            "WHERE NOT EXISTS { (x)<-[:NAMES]-() } DETACH DELETE x",
        )


NODES_OF_NOTICE = f"""
MATCH (n:Notice {{iri: $iri}}) WHERE n.sourceFile IS NOT NULL
CALL (n) {{
  RETURN n AS node
  UNION MATCH (n)<-[:PART_OF]-(x) RETURN x AS node
  UNION MATCH (n)<-[:PART_OF]-(:Task)-[:DUE]->(d) RETURN d AS node
  UNION MATCH (n)-[:NAMES|BASED_ON|MENTIONS]->(s) RETURN s AS node
}}
RETURN {_label("node")} AS label, properties(node) AS properties
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
  MATCH (n)<-[:PART_OF]-()-[r:CARRIES_OUT]->() RETURN r
  UNION MATCH (n)-[:BASED_ON|MENTIONS]->()-[r:SAME_AS {{by: n.iri}}]->() RETURN r
}}
{_EDGE}
"""
LINKED_BY = "MATCH (n:Notice {iri: $iri}) RETURN n.linkedBy AS linkedBy"
