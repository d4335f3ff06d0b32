"""The property graph that the triples become in Neo4j, as tables.

A person reads this graph in the Browser and asks it in Cypher; from it the triples can be written
again. What stands here is data: :mod:`.reading` and :mod:`.writing` go both ways by it, the Neo4j
store makes its constraints, indexes and statements from it, and the picture in the documentation is
drawn from it.

Three things differ from the triples:

* A *qualified* node (an assignment, a citation, a lineage link, a load) is a relationship with
  properties.
* What several notices speak of (a unit, a place, a cited document) is one node. It holds what makes
  it that node; what one notice says of it beyond that stands on the notice's own relationship to it
  (``NAMES``, ``BASED_ON``, ``MENTIONS``), so that a notice can be replaced or removed exactly.
* Stretches of the source are a list ``spans``: start, end, start, end….
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhengmai.ontology.iris import NS, GraphKind

DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = RDF + "type"
READ_FROM = NS + "readFrom"

Kind = Literal["text", "integer", "boolean", "date", "dateTime", "decimal", "iri", "role"]
"""How a value is kept; ``role`` is the name of one of the three roles, without its namespace, and
``dateTime`` a moment as text: 2025-06-01T08:30:00Z."""


@dataclass(frozen=True, slots=True)
class Property:
    """A statement that becomes a property.

    Attributes:
        key: its name in the property graph.
        predicate: of the triple.
        kind: how its value is kept.
        many: a list of values, in order; else one value.
    """

    key: str
    predicate: str
    kind: Kind = "text"
    many: bool = False


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class whose members are nodes.

    Attributes:
        label: its label; the class of the ontology has the same name.
        properties: of the node itself.
        said: what a notice says of such a node that is not its own: kept on its relationship to it.
        shared: several notices may speak of one such node.
        spans: members tell where they were read from.
    """

    label: str
    properties: tuple[Property, ...]
    said: tuple[Property, ...] = ()
    shared: bool = False
    spans: bool = False

    @property
    def rdf_class(self) -> str:
        """The IRI of the class."""
        return NS + self.label


@dataclass(frozen=True, slots=True)
class Relationship:
    """A triple between two nodes that becomes a relationship of its own.

    Attributes:
        type: of the relationship.
        start, predicate, end: the triple: labels of its ends.
        said_as: for a fact about a shared node: the property that each notice says it by. The
            relationship is there as long as one notice says it.
    """

    type: str
    start: str
    predicate: str
    end: tuple[str, ...]
    said_as: str | None = None


@dataclass(frozen=True, slots=True)
class Qualified:
    """A node that says something of two others, and becomes a relationship with properties.

    Attributes:
        name: the class of the node, by its local name.
        types: the relationship types that it may become.
        start: labels of where the relationship begins.
        end: labels of where it leads to.
        target: predicate from the node to the end.
        properties: of the relationship.
        spans: it tells where it was read from.
    """

    name: str
    types: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    target: str
    properties: tuple[Property, ...]
    spans: bool = False


COUNTS = (
    Property("tasks", NS + "tasks", "integer"),
    Property("lead", NS + "asLead", "integer"),
    Property("responsible", NS + "asResponsible", "integer"),
    Property("cooperating", NS + "asCooperating", "integer"),
    Property("also", NS + "alsoReached", "integer"),
    Property("alsoLead", NS + "alsoReachedAsLead", "integer"),
    Property("alsoResponsible", NS + "alsoReachedAsResponsible", "integer"),
    Property("alsoCooperating", NS + "alsoReachedAsCooperating", "integer"),
)
"""Properties of a load: how many tasks of a notice name a unit, or a class of units."""

NODES: tuple[NodeClass, ...] = (
    NodeClass(
        "Notice",
        (
            Property("title", DCTERMS + "title"),
            Property("planTitle", NS + "planTitle"),
            Property("documentNumber", NS + "documentNumber"),
            Property("issuer", NS + "issuer"),
            Property("sourceFile", NS + "sourceFile"),
            Property("sourceDigest", NS + "sourceDigest"),
            Property("sourceText", NS + "sourceText"),
            Property("reading", NS + "reading"),
            Property("contentDigest", NS + "contentDigest"),
            Property("planYear", NS + "planYear", "integer"),
            Property("issued", DCTERMS + "issued", "date"),
            Property("published", DCTERMS + "available", "date"),
            Property("addressees", NS + "addressee", many=True),
            Property("copiedTo", NS + "copiedTo", many=True),
            Property("unreadCharacters", NS + "unreadCharacters", "integer"),
            Property("unreadLimits", NS + "unreadLimit", many=True),
            Property("pointCount", NS + "pointCount", "integer"),
            Property("taskCount", NS + "taskCount", "integer"),
            Property("damagedCount", NS + "damagedCount", "integer"),
        ),
        said=(
            Property("citedTitles", SKOS + "altLabel", many=True),
            Property("citedNumber", NS + "documentNumber"),
            Property("citedPlaces", NS + "citedPlace", "iri", many=True),
        ),
        shared=True,
        spans=True,
    ),
    NodeClass(
        "WorkPoint",
        (
            Property("number", NS + "number"),
            Property("heading", NS + "heading"),
            Property("section", NS + "section"),
            Property("text", NS + "text"),
            Property("order", NS + "order", "integer"),
        ),
        spans=True,
    ),
    NodeClass(
        "Task",
        (
            Property("number", NS + "number"),
            Property("text", NS + "text"),
            Property("source", NS + "taskSource"),
            Property("openEnded", NS + "openEnded", "boolean"),
            Property("damaged", NS + "damaged", "boolean"),
            Property("corrected", NS + "corrected"),
            Property("order", NS + "order", "integer"),
            Property("line", NS + "line", "integer"),
        ),
        spans=True,
    ),
    NodeClass(
        "Deadline",
        (
            Property("asWritten", NS + "asWritten"),
            Property("kind", NS + "deadlineKind"),
            Property("lastDay", NS + "lastDay", "date"),
            Property("rule", NS + "rule"),
            Property("where", NS + "where"),
        ),
        spans=True,
    ),
    NodeClass(
        "Unit",
        (Property("name", SKOS + "prefLabel"),),
        said=(
            Property("written", SKOS + "altLabel", many=True),
            Property("rank", NS + "rank"),
            Property("notes", SKOS + "editorialNote", many=True),
            Property("place", NS + "ofPlace", "iri"),
            Property("bureau", ORG + "unitOf", "iri"),
        ),
        shared=True,
    ),
    NodeClass(
        "CollectiveUnit",
        (Property("name", SKOS + "prefLabel"), Property("reaches", NS + "reaches")),
        said=(Property("place", NS + "ofPlace", "iri"),),
        shared=True,
    ),
    NodeClass(
        "Jurisdiction",
        (
            Property("name", SCHEMA + "name"),
            Property("level", NS + "level"),
            Property("code", NS + "divisionCode"),
        ),
        said=(Property("within", SCHEMA + "containedInPlace", "iri"),),
        shared=True,
    ),
)

RELATIONSHIPS: tuple[Relationship, ...] = (
    Relationship("APPLIES_TO", "Notice", NS + "appliesTo", ("Jurisdiction",)),
    Relationship("PART_OF", "WorkPoint", NS + "partOf", ("Notice",)),
    Relationship("PART_OF", "Task", NS + "partOf", ("Notice",)),
    Relationship("UNDER", "Task", NS + "under", ("WorkPoint",)),
    Relationship("DUE", "Task", NS + "deadline", ("Deadline",)),
    Relationship(
        "WITHIN", "Jurisdiction", SCHEMA + "containedInPlace", ("Jurisdiction",), "within"
    ),
    Relationship("UNIT_OF", "Unit", NS + "ofPlace", ("Jurisdiction",), "place"),
    Relationship("UNIT_OF", "CollectiveUnit", NS + "ofPlace", ("Jurisdiction",), "place"),
    Relationship("BRANCH_OF", "Unit", ORG + "unitOf", ("Unit",), "bureau"),
    Relationship("REPEALS", "Notice", ELI + "repeals", ("Notice",)),
    Relationship("SAME_AS", "Notice", OWL + "sameAs", ("Notice",)),
)

SAID_AS = {(r.type, r.start) for r in RELATIONSHIPS if r.said_as is not None}
"""Type and start of the relationships that several notices may say, and that are there once."""

ASSIGNMENT = Qualified(
    "Assignment",
    types=("ASSIGNED_TO",),
    start=("Task",),
    end=("Unit", "CollectiveUnit"),
    target=NS + "unit",
    properties=(
        Property("role", NS + "role", "role"),
        Property("order", NS + "order", "integer"),
        Property("asWritten", NS + "asWritten"),
        Property("secondName", NS + "secondName"),
        Property("corrected", NS + "corrected"),
    ),
    spans=True,
)
CITATION = Qualified(
    "Citation",
    types=("BASED_ON", "MENTIONS"),
    start=("Notice",),
    end=("Notice",),
    target=NS + "cites",
    properties=(
        Property("relation", NS + "relation"),
        Property("asWritten", NS + "asWritten"),
        Property("citedLevel", NS + "citedLevel"),
    ),
    spans=True,
)
LOAD = Qualified(
    "Load",
    types=("NAMES", "REACHES"),
    start=("Notice",),
    end=("Unit", "Jurisdiction"),
    target=NS + "unit",
    properties=COUNTS,
)
_SAID = (
    Property("judgedBy", NS + "judgedBy"),
    Property("judgedAt", NS + "judgedAt", "dateTime"),
    Property("note", NS + "note"),
)
"""Who judged a link, when, and in which words."""
LINK = Qualified(
    "Link",
    types=("CARRIES_OUT",),
    start=("Task", "WorkPoint"),
    end=("Task", "WorkPoint"),
    target=NS + "parent",
    properties=(
        Property("score", NS + "score", "decimal"),
        Property("method", NS + "method"),
        Property("fidelity", NS + "fidelity", "decimal"),
        Property("status", NS + "status"),
        *_SAID,
    ),
)
CANDIDATE = Qualified(
    "Candidate",
    types=("MAY_CARRY_OUT",),
    start=LINK.start,
    end=LINK.end,
    target=NS + "parent",
    properties=(Property("score", NS + "score", "decimal"), *_SAID),
)
"""A pair that may be a link; no answer counts it as one."""
_PAIR = (
    Property("child", NS + "child", "iri"),
    Property("parent", NS + "parent", "iri"),
    Property("status", NS + "status"),
    *_SAID,
)
JUDGEMENT = NodeClass(
    "Judgement",
    (
        *_PAIR,
        Property("childText", NS + "judgedChildText"),
        Property("parentText", NS + "judgedParentText"),
    ),
)
"""A person's word on a link: a node by itself, because it outlives the task and its notice."""
VERDICT = NodeClass("Verdict", (*_PAIR, Property("asked", NS + "asked")))
"""The word of the office's model on a pair that it was asked about; it outlives them, too."""

REVIEW = (JUDGEMENT, VERDICT)
"""What the graph of judgements of a notice holds."""

REPORT = NodeClass(
    "Report",
    (
        Property("task", NS + "reportedOn", "iri"),
        Property("taskText", NS + "taskText"),
        Property("taskContext", NS + "taskContext"),
        Property("status", NS + "reportedStatus"),
        Property("progress", NS + "progress"),
        Property("material", NS + "material"),
        Property("reportedBy", NS + "reportedBy"),
        Property("reportedAt", NS + "reportedAt", "dateTime"),
        Property("reportedIn", NS + "reportedIn"),
        Property("instead", NS + "insteadOf"),
    ),
)
"""What was reported on a task at one time: a node by itself, as it outlives the task."""

SAID_OF: dict[GraphKind, tuple[NodeClass, ...]] = {"review": REVIEW, "progress": (REPORT,)}
"""Of each kind of graph that holds what people say of a notice, the nodes in it: they lead nowhere,
because they outlive what they are about."""
OUTLIVING = tuple(node for nodes in SAID_OF.values() for node in nodes)

QUALIFIED = (ASSIGNMENT, CITATION, LOAD, LINK, CANDIDATE)

REACHES = Property("rank", NS + "reaches")
"""Of a load that is about a class of units: which one. It leads to the place of the notice."""

EVIDENCE = (
    Property("childTexts", NS + "childText", many=True),
    Property("parentTexts", NS + "parentText", many=True),
)
"""Of a lineage link: the stretches that correspond, pair by pair."""

TYPE_OF_CITATION = {
    "basis": "BASED_ON",
    "implements": "BASED_ON",
    "mentions": "MENTIONS",
}
"""``BASED_ON`` is what the ontology calls ``eli:based_on``; both kinds keep ``relation``."""

LINKAGE = (
    Property("linkedBy", NS + "linkedBy"),
    Property("linkedWith", NS + "linkedWith"),
    Property("answersTo", NS + "answersTo", "iri", many=True),
)
"""What a notice's lineage links were made from, and with which plans; in its lineage graph."""

BY_LABEL = {node.label: node for node in (*NODES, *OUTLIVING)}
BY_CLASS = {node.rdf_class: node for node in NODES}
SHARED = tuple(node.label for node in NODES if node.shared)
TYPES = frozenset(
    (*(one.type for one in RELATIONSHIPS), *(name for one in QUALIFIED for name in one.types))
)
"""All types of relationships."""
KEYS = frozenset(
    (
        *(p.key for node in BY_LABEL.values() for p in (*node.properties, *node.said)),
        *(p.key for one in QUALIFIED for p in one.properties),
        *(p.key for p in (REACHES, *EVIDENCE, *LINKAGE, *COUNTS)),
        *("iri", "spans"),
    )
)
"""All keys of properties."""
