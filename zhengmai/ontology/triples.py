"""Notice → triples: what is stored, checked against the shapes and exported."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from zhengmai.model import (
    Assignment,
    Citation,
    Deadline,
    Notice,
    Relation,
    Role,
    Spans,
    Task,
    UnitKind,
    WorkPoint,
)
from zhengmai.ontology import iris, places, printedforms, reading, units
from zhengmai.ontology.gazetteer import Chain
from zhengmai.ontology.namespaces import DCTERMS, ELI, OA, ORG, RDF, SCHEMA, SKOS, ZM
from zhengmai.ontology.ntriples import (
    Term,
    day,
    document,
    encoded,
    flag,
    iri,
    number,
    text,
    triple,
)
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.ontology.stems import reaches
from zhengmai.ontology.units import UnitName

_ROLE_COUNT = {
    Role.LEAD: ZM.asLead,
    Role.RESPONSIBLE: ZM.asResponsible,
    Role.COOPERATING: ZM.asCooperating,
}


def notice_triples(notice: Notice, known: Iterable[PrintedName] = ()) -> bytes:
    """The triples of one notice as N-Triples, sorted, with the places and units it refers to.

    Full names that it was resolved with are told at the units that they settled.
    Reading the same file again gives the same triples: there are no blank nodes and no clocks.
    """
    learned = printedforms.learned(notice, known).values()
    writer = _Writer(notice, {name.canonical: name for name in learned})
    lines = sorted(set(writer.triples()))
    # What tells whether two graphs say the same: SHA-256 of the sorted triples.
    digest = hashlib.sha256(encoded("\n".join(lines))).hexdigest()
    return document([*lines, triple(writer.node, ZM.contentDigest, text(digest))])


def content_digest(ntriples: bytes) -> str:
    """The digest that a notice's own triples tell, as :func:`notice_triples` writes them."""
    found = _DIGEST.search(ntriples)
    if found is None:
        raise ValueError("not the triples of a notice: they tell no content digest")
    return found[1].decode()


_DIGEST = re.compile(rf'{re.escape(ZM.contentDigest)} "([0-9a-f]+)"'.encode())


@dataclass
class _Writer:
    """Writes the triples of one notice."""

    notice: Notice
    learned: dict[str, UnitName]
    iri: str = field(init=False)
    node: Term = field(init=False)
    names: dict[str, UnitName] = field(default_factory=dict)
    _bodies: dict[tuple[str, str | None], UnitName] = field(default_factory=dict)
    _place_terms: dict[Chain, Term] = field(default_factory=dict)
    _cited: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.iri = iris.notice(self.notice)
        self.node = iri(self.iri)

    def triples(self) -> Iterator[str]:
        yield from self._head()
        yield from self._places(self.notice.jurisdiction)
        for order, point in enumerate(self.notice.points, 1):
            yield from self._point(point, order)
        for order, task in enumerate(self.notice.tasks, 1):
            yield from self._task(task, order)
        yield from self._units()
        for citation in self.notice.citations:
            yield from self._citation(citation)
        yield from self._loads()

    def _head(self) -> Iterator[str]:
        notice, node = self.notice, self.node
        yield triple(node, RDF.type, ZM.Notice)
        texts: list[tuple[Term, str | None]] = [
            (DCTERMS.title, notice.title or notice.plan_title),
            (ZM.planTitle, notice.plan_title),
            (ZM.documentNumber, notice.document_number),
            (ZM.issuer, notice.issuer),
            (ZM.sourceFile, notice.file),
            (ZM.sourceDigest, hashlib.sha256(encoded(notice.text)).hexdigest()),
            (ZM.sourceText, notice.text),
            (ZM.reading, reading.written(notice)),
        ]
        for predicate, told in texts:
            if told:
                yield triple(node, predicate, text(told))
        if notice.plan_year is not None:
            yield triple(node, ZM.planYear, number(notice.plan_year))
        if notice.issued is not None:
            yield triple(node, DCTERMS.issued, day(notice.issued))
        if notice.published is not None:
            yield triple(node, DCTERMS.available, day(notice.published))
        for addressee in notice.addressees:
            yield triple(node, ZM.addressee, text(addressee))
        for copy in notice.copied_to:
            yield triple(node, ZM.copiedTo, text(copy))
        if notice.jurisdiction:
            yield triple(node, ZM.appliesTo, self._place(notice.jurisdiction))
        yield from self._unread()
        yield triple(node, ZM.pointCount, number(len(notice.points)))
        yield triple(node, ZM.taskCount, number(len(notice.tasks)))
        yield triple(node, ZM.damagedCount, number(sum(t.damaged for t in notice.tasks)))
        for spans in (notice.title_spans, notice.number_spans, notice.issued_spans):
            yield from self._read_from(node, spans)

    def _unread(self) -> Iterator[str]:
        unread = self.notice.unread
        yield triple(self.node, ZM.unreadCharacters, number(sum(u.end - u.start for u in unread)))
        for limit in dict.fromkeys(limit for u in unread for limit in u.limits):
            yield triple(self.node, ZM.unreadLimit, text(limit))

    def _place(self, chain: Chain) -> Term:
        known = self._place_terms.get(chain)
        if known is None:
            known = self._place_terms[chain] = iri(iris.place(chain[-1], chain))
        return known

    def _places(self, chain: Chain) -> Iterator[str]:
        for depth in range(1, len(chain) + 1):
            place = chain[depth - 1]
            node = self._place(chain[:depth])
            yield triple(node, RDF.type, ZM.Jurisdiction)
            yield triple(node, SCHEMA.name, text(place.name))
            yield triple(node, ZM.level, text(place.level))
            if place.code is not None:
                yield triple(node, ZM.divisionCode, text(place.code))
            if depth > 1:
                yield triple(node, SCHEMA.containedInPlace, self._place(chain[: depth - 1]))

    def _point(self, point: WorkPoint, order: int) -> Iterator[str]:
        node = iri(iris.point(self.iri, point.id))
        yield triple(node, RDF.type, ZM.WorkPoint)
        yield triple(node, ZM.partOf, self.node)
        yield triple(node, ZM.order, number(order))
        yield triple(node, ZM.number, text(point.number))
        yield triple(node, ZM.heading, text(point.heading))
        yield triple(node, ZM.text, text(point.text))
        if point.section is not None:
            yield triple(node, ZM.section, text(point.section))
        yield from self._read_from(node, (*point.heading_spans, *point.spans))

    def _task(self, task: Task, order: int) -> Iterator[str]:
        name = iris.task(self.iri, task.id)
        node = iri(name)
        yield triple(node, RDF.type, ZM.Task)
        yield triple(node, ZM.partOf, self.node)
        yield triple(node, ZM.order, number(order))
        yield triple(node, ZM.number, text(task.number))
        yield triple(node, ZM.text, text(task.text))
        yield triple(node, ZM.taskSource, text(task.source.value))
        if task.point is not None:
            yield triple(node, ZM.under, iri(iris.point(self.iri, task.point)))
        if task.open_ended:
            yield triple(node, ZM.openEnded, flag(value=True))
        if task.damaged:
            yield triple(node, ZM.damaged, flag(value=True))
        if task.corrected is not None:
            yield triple(node, ZM.corrected, text(task.corrected))
        if task.spans:
            yield triple(node, ZM.line, number(self._line(task.spans[0].start)))
        yield from self._read_from(node, task.spans)
        for count, assignment in enumerate(task.assignments, 1):
            each = iri(iris.assignment(name, count))
            yield triple(node, ZM.assignment, each)
            yield from self._assignment(each, assignment, count)
        for count, deadline in enumerate(task.deadlines, 1):
            each = iri(f"{name}/deadline/{count}")
            yield triple(node, ZM.deadline, each)
            yield from self._deadline(each, deadline)

    def _line(self, at: int) -> int:
        """The line of the text that a character stands in, from 1."""
        return bisect_left(self._breaks, at) + 1

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.notice.text)]

    def _assignment(self, node: Term, assignment: Assignment, order: int) -> Iterator[str]:
        yield triple(node, RDF.type, ZM.Assignment)
        yield triple(node, ZM.role, _ROLES[assignment.role])
        yield triple(node, ZM.order, number(order))
        yield triple(node, ZM.asWritten, text(assignment.unit))
        if assignment.alias is not None:
            yield triple(node, ZM.secondName, text(assignment.alias))
        if assignment.corrected is not None:
            yield triple(node, ZM.corrected, text(assignment.corrected))
        yield from self._read_from(node, assignment.spans)
        chain = self.notice.jurisdiction
        if assignment.kind is UnitKind.COLLECTIVE:
            of = units.collective_name(assignment.unit)
            collective = iri(iris.collective(of, chain))
            yield triple(node, ZM.unit, collective)
            yield triple(collective, RDF.type, ZM.CollectiveUnit)
            yield triple(collective, SKOS.prefLabel, text(of))
            yield triple(collective, ZM.reaches, text(reaches(assignment.unit)))
            if chain:
                yield triple(collective, ZM.ofPlace, self._place(chain))
            return
        name = self._name(assignment)
        unit = iri(iris.unit(name))
        yield triple(node, ZM.unit, unit)
        for label in (assignment.unit, assignment.alias):
            if label and label != name.canonical:
                yield triple(unit, SKOS.altLabel, text(label))

    def _name(self, assignment: Assignment) -> UnitName:
        """The body of an assignment; a second name leads to the body that carries it."""
        asked = assignment.unit, assignment.canonical
        known = self._bodies.get(asked)
        if known is None:
            named = self._named(assignment)
            known = self._bodies[asked] = self.names.setdefault(named.canonical, named)
        return known

    def _named(self, assignment: Assignment) -> UnitName:
        name = units.named_in(assignment.unit, self.notice)
        full = assignment.canonical
        if full is None or full == name.canonical:
            return name
        # Named elsewhere in the notice, or printed in another one, else a person's correction.
        return (
            self._by_full_name.get(full)
            or self.learned.get(full)
            or units.named_in(full, self.notice)
        )

    @cached_property
    def _by_full_name(self) -> dict[str, UnitName]:
        """The bodies that the printed names of the notice stand for, by their full names."""
        printed = dict.fromkeys(a.unit for t in self.notice.tasks for a in t.assignments)
        found: dict[str, UnitName] = {}
        for name in (units.named_in(unit, self.notice) for unit in printed):
            found.setdefault(name.canonical, name)
        return found

    def _units(self) -> Iterator[str]:
        """Each body once; the notice's own words of one go before what is told of a bureau."""
        bodies: dict[str, UnitName] = {}
        for name in self.names.values():
            bodies.setdefault(iris.unit(name), name)
        for name in tuple(bodies.values()):
            bureau = units.parent(name)
            while bureau is not None:
                bodies.setdefault(iris.unit(bureau), bureau)
                bureau = units.parent(bureau)
        for name in bodies.values():
            yield from self._unit(name)

    def _unit(self, name: UnitName) -> Iterator[str]:
        node = iri(iris.unit(name))
        yield triple(node, RDF.type, ZM.Unit)
        yield triple(node, SKOS.prefLabel, text(name.canonical))
        yield triple(node, ZM.rank, text(name.rank))
        if name.why:
            yield triple(node, SKOS.editorialNote, text(name.why))
        if name.place:
            yield triple(node, ZM.ofPlace, self._place(name.place))
            yield from self._places(name.place)
        bureau = units.parent(name)
        if bureau is not None:
            yield triple(node, ORG.unitOf, iri(iris.unit(bureau)))

    def _deadline(self, node: Term, deadline: Deadline) -> Iterator[str]:
        yield triple(node, RDF.type, ZM.Deadline)
        yield triple(node, ZM.asWritten, text(deadline.as_written))
        yield triple(node, ZM.deadlineKind, text(deadline.kind.value))
        yield triple(node, ZM.where, text(deadline.where.value))
        last = deadline.date or deadline.counted
        if last is not None:
            yield triple(node, ZM.lastDay, day(last))
        if deadline.rule is not None:
            yield triple(node, ZM.rule, text(deadline.rule))
        yield from self._read_from(node, deadline.spans)

    def _citation(self, citation: Citation) -> Iterator[str]:
        unnamed = citation.superior is not None and citation.title == citation.as_written
        name = f"{citation.superior}-plan" if unnamed else citation.title or citation.as_written
        own = f"{self.iri}/citation/{iris.part(citation.document_number or name)}"
        if own in self._cited:  # the number of one document, misprinted at another
            own = f"{own}/{iris.part(name)}"
        self._cited.add(own)
        node = iri(own)
        # The superior's plan, where not even its place is known from this notice alone.
        cited = iri(f"{own}/document" if unnamed else iris.cited(citation))
        yield triple(self.node, ZM.citation, node)
        yield triple(node, RDF.type, ZM.Citation)
        yield triple(node, ZM.cites, cited)
        yield triple(node, ZM.relation, text(citation.relation.value))
        yield triple(node, ZM.asWritten, text(citation.as_written))
        yield from self._read_from(node, citation.spans)
        if citation.superior is not None:
            yield triple(node, ZM.citedLevel, text(citation.superior))
        yield triple(cited, RDF.type, ZM.Notice)
        if citation.title:
            # What others call a document is a label; its own title comes with its own notice.
            yield triple(cited, SKOS.altLabel, text(citation.title))
            above = places.of_title(citation.title, self.notice.jurisdiction)
            if above:
                yield triple(cited, ZM.citedPlace, self._place(above))
                yield from self._places(above)
        if citation.document_number:
            yield triple(cited, ZM.documentNumber, text(citation.document_number))
        if citation.relation in (Relation.BASIS, Relation.IMPLEMENTS):
            yield triple(self.node, ELI.based_on, cited)
        if citation.repeals:
            yield triple(self.node, ELI.repeals, cited)

    def _read_from(self, node: Term, spans: Spans) -> Iterator[str]:
        for span in spans:
            selector = iri(iris.characters(self.iri, span))
            yield triple(node, ZM.readFrom, selector)
            yield triple(selector, OA.start, number(span.start))
            yield triple(selector, OA.end, number(span.end))

    def _loads(self) -> Iterator[str]:
        """How many tasks of the notice name each unit and each class of collective."""
        named: dict[str, dict[Role | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        reached: dict[str, dict[Role | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        own = {canonical: iris.unit(name) for canonical, name in self.names.items()}
        for task in self.notice.tasks:
            for assignment in task.assignments:
                if assignment.kind is UnitKind.COLLECTIVE:
                    counts = reached[reaches(assignment.unit)]
                else:
                    counts = named[own[self._name(assignment).canonical]]
                counts[None].add(task.id)
                counts[assignment.role].add(task.id)
        names = {own[canonical]: name for canonical, name in self.names.items()}
        for unit, counts in named.items():
            load = iri(iris.load(self.iri, unit))
            yield triple(load, ZM.unit, iri(unit))
            yield from self._counts(load, counts)
            both = reached.get(names[unit].rank)
            if both is not None and self._is_reached(names[unit]):
                yield from _overlap(load, counts, both)
        for rank, counts in reached.items():
            if rank != "unknown":
                load = iri(iris.class_load(self.iri, rank))
                yield triple(load, ZM.reaches, text(rank))
                yield from self._counts(load, counts)

    def _is_reached(self, name: UnitName) -> bool:
        """Whether the collectives of the notice speak of the place that a unit belongs to."""
        own = name.place[:-1] if name.rank == "county" else name.place
        return own == self.notice.jurisdiction

    def _counts(self, load: Term, counts: dict[Role | None, set[str]]) -> Iterator[str]:
        yield triple(load, RDF.type, ZM.Load)
        yield triple(load, ZM.inNotice, self.node)
        yield triple(load, ZM.tasks, number(len(counts[None])))
        for role, predicate in _ROLE_COUNT.items():
            yield triple(load, predicate, number(len(counts[role])))


def _overlap(
    load: Term, named: dict[Role | None, set[str]], reached: dict[Role | None, set[str]]
) -> Iterator[str]:
    """Tasks that name the unit and also reach it through a collective, not to be counted twice."""
    for role, predicate in ((None, ZM.alsoReached), *_ALSO.items()):
        both = len(named[None] & reached[role])
        if both:
            yield triple(load, predicate, number(both))


_ROLES = {role: getattr(ZM, role.value) for role in Role}
_ALSO = {
    Role.LEAD: ZM.alsoReachedAsLead,
    Role.RESPONSIBLE: ZM.alsoReachedAsResponsible,
    Role.COOPERATING: ZM.alsoReachedAsCooperating,
}
