"""Which properties the nodes and relationships of the store in Neo4j have, and of what type.

The properties that stand for triples are told by :mod:`zhengmai.ontology.propertygraph`; the store
adds what it gathers from all notices and what it needs to know of what it has written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import EdgeClass

Column: TypeAlias = tuple[str, str]
"""Key and type, as the header of a file for ``neo4j-admin`` names it."""

_TYPES = {
    "text": "string",
    "iri": "string",
    "role": "string",
    "integer": "long",
    "decimal": "double",
    "boolean": "boolean",
    "date": "date",
    "dateTime": "string",
}
_SPANS = ("spans", "long[]")
_BOOKKEEPING = (("storedDigest", "string"), ("linksDigest", "string"))
COUNTS: tuple[Column, ...] = tuple((p.key, "long") for p in pg.COUNTS)
TOTALS = ("iri", "name", "rank", "place", *(p.key for p in pg.COUNTS))
"""What ``totals`` of a unit is made of, parted by tabs, like ``zm:totals`` of the embedded store.

One text a unit: a list of all units that fetched these one by one would take several times as long.
"""


def _columns(properties: Iterable[pg.Property]) -> tuple[Column, ...]:
    return tuple((p.key, _TYPES[p.kind] + ("[]" if p.many else "")) for p in properties)


def node_columns(label: str) -> tuple[Column, ...]:
    """What nodes with a label have beside their IRI."""
    of = pg.BY_LABEL[label]
    columns = _columns(of.properties) + ((_SPANS,) if of.spans else ())
    if of in pg.OUTLIVING:
        return (*columns, ("notice", "string"), ("digest", "string"))
    if label == "Notice":
        return (*columns, ("citedTitles", "string[]"), *_BOOKKEEPING, *_columns(pg.LINKAGE))
    if label == "Unit":
        return (
            *columns,
            ("written", "string[]"),
            ("rank", "string"),
            ("place", "string"),
            *COUNTS,
            ("totals", "string"),
        )
    return columns


def edge_columns(of: EdgeClass) -> tuple[Column, ...]:
    """What relationships of a class have."""
    kind, _, end = of
    said = _columns(pg.BY_LABEL[end].said)
    return {
        "ASSIGNED_TO": (*_columns(pg.ASSIGNMENT.properties), _SPANS),
        "BASED_ON": (("iri", "string"), *_columns(pg.CITATION.properties), _SPANS, *said),
        "MENTIONS": (("iri", "string"), *_columns(pg.CITATION.properties), _SPANS, *said),
        "NAMES": (*said, *(COUNTS if end == "Unit" else ())),
        "REACHES": (*_columns([pg.REACHES]), *COUNTS),
        "CARRIES_OUT": (*_columns(pg.LINK.properties), *_columns(pg.EVIDENCE)),
        "MAY_CARRY_OUT": (*_columns(pg.CANDIDATE.properties), *_columns(pg.EVIDENCE)),
        "SAME_AS": (("by", "string"),),
    }.get(kind, ())
