"""Notice → RDF: the graph that is stored, checked against the shapes and exported."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS
from rdflib.term import Node

from zhengmai.model import (
    Assignment,
    Citation,
    Deadline,
    Notice,
    Relation,
    Role,
    Span,
    Spans,
    Task,
    UnitKind,
    WorkPoint,
)
from zhengmai.ontology import iris, places, printedforms, units
from zhengmai.ontology.places import Chain
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.ontology.stems import reaches
from zhengmai.ontology.units import UnitName

ZM = Namespace(iris.NS)
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")

PREFIXES = {
    "zm": ZM,
    "oa": OA,
    "schema": SCHEMA,
    "eli": ELI,
    "org": ORG,
    "skos": SKOS,
    "dcterms": DCTERMS,
}

_ROLE_COUNT = {
    Role.LEAD: ZM.asLead,
    Role.RESPONSIBLE: ZM.asResponsible,
    Role.COOPERATING: ZM.asCooperating,
}

Triple = tuple[Node, Node, Node]


def notice_graph(notice: Notice, known: Iterable[PrintedName] = ()) -> Graph:
    """The graph of one notice, with the places and units it refers to.

    Full names that it was resolved with are told at the units that they settled.
    Reading the same file again gives the same triples: there are no blank nodes and no clocks.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    learned = printedforms.learned(notice, known).values()
    writer = _Writer(notice, {name.canonical: name for name in learned})
    for triple in writer.triples():
        graph.add(triple)
    graph.add((writer.node, ZM.contentDigest, Literal(_digest(graph))))
    return graph


def _digest(graph: Graph) -> str:
    """What tells whether two graphs say the same: SHA-256 of the sorted triples."""
    lines = sorted(" ".join(term.n3() for term in triple) for triple in graph)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class _Writer:
    """Writes the triples of one notice."""

    notice: Notice
    learned: dict[str, UnitName]
    iri: str = field(init=False)
    node: URIRef = field(init=False)
    names: dict[str, UnitName] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.iri = iris.notice(self.notice)
        self.node = URIRef(self.iri)

    def triples(self) -> Iterator[Triple]:
        yield from self._head()
        yield from self._places(self.notice.jurisdiction)
        for order, point in enumerate(self.notice.points, 1):
            yield from self._point(point, order)
        for order, task in enumerate(self.notice.tasks, 1):
            yield from self._task(task, order)
        for name in self.names.values():
            yield from self._unit(name)
        for citation in self.notice.citations:
            yield from self._citation(citation)
        yield from self._loads()

    def _head(self) -> Iterator[Triple]:
        notice, node = self.notice, self.node
        yield node, RDF.type, ZM.Notice
        title = notice.title or notice.plan_title
        texts: list[tuple[URIRef, str | None]] = [
            (DCTERMS.title, title),
            (ZM.planTitle, notice.plan_title),
            (ZM.documentNumber, notice.document_number),
            (ZM.issuer, notice.issuer),
            (ZM.sourceFile, notice.file),
            (ZM.sourceDigest, hashlib.sha256(notice.text.encode()).hexdigest()),
        ]
        for predicate, text in texts:
            if text:
                yield node, predicate, Literal(text)
        if notice.plan_year is not None:
            yield node, ZM.planYear, Literal(notice.plan_year)
        for predicate, day in (
            (DCTERMS.issued, notice.issued),
            (DCTERMS.available, notice.published),
        ):
            if day is not None:
                yield node, predicate, Literal(day)
        for addressee in notice.addressees:
            yield node, ZM.addressee, Literal(addressee)
        for copy in notice.copied_to:
            yield node, ZM.copiedTo, Literal(copy)
        if notice.jurisdiction:
            yield node, ZM.appliesTo, self._place_iri(notice.jurisdiction)
        unread = sum(u.end - u.start for u in notice.unread)
        yield node, ZM.unreadCharacters, Literal(unread)
        yield node, ZM.pointCount, Literal(len(notice.points))
        yield node, ZM.taskCount, Literal(len(notice.tasks))
        yield node, ZM.damagedCount, Literal(sum(t.damaged for t in notice.tasks))
        for spans in (notice.title_spans, notice.number_spans, notice.issued_spans):
            yield from self._read_from(node, spans)

    @staticmethod
    def _place_iri(chain: Chain) -> URIRef:
        return URIRef(iris.place(chain[-1], chain))

    def _places(self, chain: Chain) -> Iterator[Triple]:
        for depth in range(1, len(chain) + 1):
            place = chain[depth - 1]
            node = self._place_iri(chain[:depth])
            yield node, RDF.type, ZM.Jurisdiction
            yield node, SCHEMA.name, Literal(place.name)
            yield node, ZM.level, Literal(place.level)
            if place.code is not None:
                yield node, ZM.divisionCode, Literal(place.code)
            if depth > 1:
                yield node, SCHEMA.containedInPlace, self._place_iri(chain[: depth - 1])

    def _point(self, point: WorkPoint, order: int) -> Iterator[Triple]:
        node = URIRef(iris.point(self.iri, point.id))
        yield node, RDF.type, ZM.WorkPoint
        yield node, ZM.partOf, self.node
        yield node, ZM.order, Literal(order)
        yield node, ZM.number, Literal(point.number)
        yield node, ZM.heading, Literal(point.heading)
        yield node, ZM.text, Literal(point.text)
        if point.section is not None:
            yield node, ZM.section, Literal(point.section)
        yield from self._read_from(node, (*point.heading_spans, *point.spans))

    def _task(self, task: Task, order: int) -> Iterator[Triple]:
        node = URIRef(iris.task(self.iri, task.id))
        yield node, RDF.type, ZM.Task
        yield node, ZM.partOf, self.node
        yield node, ZM.order, Literal(order)
        yield node, ZM.number, Literal(task.number)
        yield node, ZM.text, Literal(task.text)
        yield node, ZM.taskSource, Literal(task.source.value)
        if task.point is not None:
            yield node, ZM.under, URIRef(iris.point(self.iri, task.point))
        if task.open_ended:
            yield node, ZM.openEnded, Literal(True)
        if task.damaged:
            yield node, ZM.damaged, Literal(True)
        if task.corrected is not None:
            yield node, ZM.corrected, Literal(task.corrected)
        yield from self._read_from(node, task.spans)
        for number, assignment in enumerate(task.assignments, 1):
            yield from self._assignment(node, assignment, number)
        for number, deadline in enumerate(task.deadlines, 1):
            yield from self._deadline(node, deadline, number)

    def _assignment(self, task: URIRef, assignment: Assignment, order: int) -> Iterator[Triple]:
        node = URIRef(iris.assignment(task, order))
        yield task, ZM.assignment, node
        yield node, RDF.type, ZM.Assignment
        yield node, ZM.role, ZM[assignment.role.value]
        yield node, ZM.order, Literal(order)
        yield node, ZM.asWritten, Literal(assignment.unit)
        if assignment.corrected is not None:
            yield node, ZM.corrected, Literal(assignment.corrected)
        yield from self._read_from(node, assignment.spans)
        chain = self.notice.jurisdiction
        if assignment.kind is UnitKind.COLLECTIVE:
            collective = URIRef(iris.collective(assignment.unit, chain))
            yield node, ZM.unit, collective
            yield collective, RDF.type, ZM.CollectiveUnit
            yield collective, SKOS.prefLabel, Literal(assignment.unit)
            yield collective, ZM.reaches, Literal(reaches(assignment.unit))
            if chain:
                yield collective, ZM.ofPlace, self._place_iri(chain)
            return
        name = self._name(assignment)
        unit = URIRef(iris.unit(name))
        yield node, ZM.unit, unit
        for label in (assignment.unit, assignment.alias):
            if label and label != name.canonical:
                yield unit, SKOS.altLabel, Literal(label)

    def _name(self, assignment: Assignment) -> UnitName:
        """The body of an assignment; a second name leads to the body that carries it."""
        name = units.named_in(assignment.unit, self.notice)
        if assignment.canonical is not None and assignment.canonical != name.canonical:
            others = (
                units.named_in(a.unit, self.notice)
                for t in self.notice.tasks
                for a in t.assignments
            )
            # Printed in another notice, else a person's correction.
            named = self.learned.get(assignment.canonical) or units.named_in(
                assignment.canonical, self.notice
            )
            name = next((n for n in others if n.canonical == assignment.canonical), named)
        return self.names.setdefault(name.canonical, name)

    def _unit(self, name: UnitName) -> Iterator[Triple]:
        node = URIRef(iris.unit(name))
        yield node, RDF.type, ZM.Unit
        yield node, SKOS.prefLabel, Literal(name.canonical)
        yield node, ZM.rank, Literal(name.rank)
        if name.why:
            yield node, SKOS.editorialNote, Literal(name.why)
        if name.place:
            place = self._place_iri(name.place)
            yield node, ZM.ofPlace, place
            yield from self._places(name.place)
        bureau = units.parent(name)
        if bureau is not None:
            yield node, ORG.unitOf, URIRef(iris.unit(bureau))
            yield from self._unit(bureau)

    def _deadline(self, task: URIRef, deadline: Deadline, order: int) -> Iterator[Triple]:
        node = URIRef(f"{task}/deadline/{order}")
        yield task, ZM.deadline, node
        yield node, RDF.type, ZM.Deadline
        yield node, ZM.asWritten, Literal(deadline.as_written)
        yield node, ZM.deadlineKind, Literal(deadline.kind.value)
        yield node, ZM.where, Literal(deadline.where.value)
        last = deadline.date or deadline.counted
        if last is not None:
            yield node, ZM.lastDay, Literal(last)
        if deadline.rule is not None:
            yield node, ZM.rule, Literal(deadline.rule)
        yield from self._read_from(node, deadline.spans)

    def _citation(self, citation: Citation) -> Iterator[Triple]:
        unnamed = citation.superior is not None and citation.title == citation.as_written
        name = f"{citation.superior}-plan" if unnamed else citation.title or citation.as_written
        node = URIRef(f"{self.iri}/citation/{iris.part(citation.document_number or name)}")
        # The superior's plan, where not even its place is known from this notice alone.
        document = URIRef(f"{node}/document" if unnamed else iris.cited(citation))
        yield self.node, ZM.citation, node
        yield node, RDF.type, ZM.Citation
        yield node, ZM.cites, document
        yield node, ZM.relation, Literal(citation.relation.value)
        yield node, ZM.asWritten, Literal(citation.as_written)
        yield from self._read_from(node, citation.spans)
        if citation.superior is not None:
            yield node, ZM.citedLevel, Literal(citation.superior)
        yield document, RDF.type, ZM.Notice
        if citation.title:
            # What others call a document is a label; its own title comes with its own notice.
            yield document, SKOS.altLabel, Literal(citation.title)
            above = places.of_title(citation.title, self.notice.jurisdiction)
            if above:
                yield document, ZM.citedPlace, self._place_iri(above)
                yield from self._places(above)
        if citation.document_number:
            yield document, ZM.documentNumber, Literal(citation.document_number)
        if citation.relation in (Relation.BASIS, Relation.IMPLEMENTS):
            yield self.node, ELI.based_on, document
        if citation.repeals:
            yield self.node, ELI.repeals, document

    def _read_from(self, node: URIRef, spans: Spans) -> Iterator[Triple]:
        for span in spans:
            selector = URIRef(iris.characters(self.iri, span))
            yield node, ZM.readFrom, selector
            yield from _selector(selector, span)

    def _loads(self) -> Iterator[Triple]:
        """How many tasks of the notice name each unit and each class of collective."""
        named: dict[str, dict[Role | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        reached: dict[str, dict[Role | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        for task in self.notice.tasks:
            for assignment in task.assignments:
                if assignment.kind is UnitKind.COLLECTIVE:
                    counts = reached[reaches(assignment.unit)]
                else:
                    counts = named[iris.unit(self._name(assignment))]
                counts[None].add(task.id)
                counts[assignment.role].add(task.id)
        names = {iris.unit(name): name for name in self.names.values()}
        for unit, counts in named.items():
            load = URIRef(iris.load(self.iri, unit))
            yield load, ZM.unit, URIRef(unit)
            yield from self._counts(load, counts)
            both = reached.get(names[unit].rank)
            if both is not None and self._is_reached(names[unit]):
                yield from _overlap(load, counts, both)
        for rank, counts in reached.items():
            if rank != "unknown":
                load = URIRef(iris.class_load(self.iri, rank))
                yield load, ZM.reaches, Literal(rank)
                yield from self._counts(load, counts)

    def _is_reached(self, name: UnitName) -> bool:
        """Whether the collectives of the notice speak of the place that a unit belongs to."""
        own = name.place[:-1] if name.rank == "county" else name.place
        return own == self.notice.jurisdiction

    def _counts(self, load: URIRef, counts: dict[Role | None, set[str]]) -> Iterator[Triple]:
        yield load, RDF.type, ZM.Load
        yield load, ZM.inNotice, self.node
        yield load, ZM.tasks, Literal(len(counts[None]))
        for role, predicate in _ROLE_COUNT.items():
            yield load, predicate, Literal(len(counts[role]))


def _overlap(
    load: URIRef, named: dict[Role | None, set[str]], reached: dict[Role | None, set[str]]
) -> Iterator[Triple]:
    """Tasks that name the unit and also reach it through a collective, not to be counted twice."""
    for role, predicate in ((None, ZM.alsoReached), *_ALSO.items()):
        both = len(named[None] & reached[role])
        if both:
            yield load, predicate, Literal(both)


_ALSO = {
    Role.LEAD: ZM.alsoReachedAsLead,
    Role.RESPONSIBLE: ZM.alsoReachedAsResponsible,
    Role.COOPERATING: ZM.alsoReachedAsCooperating,
}


def _selector(node: URIRef, span: Span) -> Iterable[Triple]:
    yield node, OA.start, Literal(span.start)
    yield node, OA.end, Literal(span.end)
