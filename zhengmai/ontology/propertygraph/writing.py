"""Property graph → triples, by the tables of :mod:`.mapping`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from zhengmai.ontology import iris
from zhengmai.ontology.iris import NS
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import Properties, PropertyGraph
from zhengmai.ontology.propertygraph.mapping import Kind, NodeClass, Property

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES: dict[Kind, ox.NamedNode] = {
    "integer": ox.NamedNode(_XSD + "integer"),
    "decimal": ox.NamedNode(_XSD + "decimal"),
    "boolean": ox.NamedNode(_XSD + "boolean"),
    "date": ox.NamedNode(_XSD + "date"),
    "dateTime": ox.NamedNode(_XSD + "dateTime"),
}


def to_triples(graph: str, content: PropertyGraph) -> bytes:
    """The triples of a notice, or of its lineage graph, from its property graph; sorted."""
    kind, notice = iris.graph_kind(graph)
    if kind == "lineage":
        lines = set(_lineage(notice, content))
    elif kind in pg.SAID_OF:
        lines = set(_said(content, pg.SAID_OF[kind]))
    else:
        lines = set(_NoticeWriter(notice, content).lines())
    return ("\n".join(sorted(lines)) + "\n" if lines else "").encode()


def _iri(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> <{value}> ."


def _literals(subject: str, properties: Properties, of: Iterable[Property]) -> Iterator[str]:
    for one in of:
        if one.key not in properties:
            continue
        values = properties[one.key]
        for value in values if one.many else (values,):
            yield f"<{subject}> <{one.predicate}> {_term(value, one.kind)} ."


def _term(value: Any, kind: Kind) -> str:
    if kind == "iri":
        return f"<{value}>"
    if kind == "role":
        return f"<{NS}{value}>"
    if kind == "text":
        return str(ox.Literal(value))
    if kind == "decimal":
        text = format(Decimal(repr(value)).normalize(), "f")
    else:
        text = str(value).lower() if kind == "boolean" else str(value)
    return str(ox.Literal(text, datatype=_DATATYPES[kind]))


@dataclass
class _NoticeWriter:
    """Writes the triples of one notice."""

    notice: str
    content: PropertyGraph

    def lines(self) -> Iterator[str]:
        for label, nodes in self.content.nodes.items():
            of = pg.BY_LABEL[label]
            for subject, properties in nodes.items():
                yield from self._node(of, subject, properties)
        for (kind, start, _), edges in self.content.edges.items():
            predicate = _PREDICATES.get((kind, start))
            for begin, end, properties in edges:
                if predicate is not None:
                    yield _iri(begin, predicate, end)
                elif kind in _WRITERS:
                    yield from _WRITERS[kind](self, begin, end, properties)

    def _node(self, of: NodeClass, subject: str, properties: Properties) -> Iterator[str]:
        yield _iri(subject, pg.TYPE, of.rdf_class)
        if of.label == "Notice" and subject != self.notice:
            return
        yield from _literals(subject, properties, of.properties)
        yield from self._spans(subject, properties)

    def _spans(self, subject: str, properties: Properties) -> Iterator[str]:
        characters = iter(properties.get("spans", ()))
        for start, end in zip(characters, characters, strict=True):
            selector = f"{iris.source(self.notice)}#char={start},{end}"
            yield _iri(subject, pg.READ_FROM, selector)
            yield f"<{selector}> <{pg.OA}start> {_term(start, 'integer')} ."
            yield f"<{selector}> <{pg.OA}end> {_term(end, 'integer')} ."

    def _qualified(
        self, node: str, of: pg.Qualified, end: str, properties: Properties
    ) -> Iterator[str]:
        yield _iri(node, pg.TYPE, NS + of.name)
        yield _iri(node, of.target, end)
        yield from _literals(node, properties, of.properties)
        yield from self._spans(node, properties)

    def assignment(self, task: str, unit: str, properties: Properties) -> Iterator[str]:
        node = iris.assignment(task, properties["order"])
        yield _iri(task, NS + "assignment", node)
        yield from self._qualified(node, pg.ASSIGNMENT, unit, properties)

    def citation(self, notice: str, document: str, properties: Properties) -> Iterator[str]:
        yield _iri(notice, NS + "citation", properties["iri"])
        yield from self._qualified(properties["iri"], pg.CITATION, document, properties)
        if pg.TYPE_OF_CITATION[properties["relation"]] == "BASED_ON":
            yield _iri(notice, pg.ELI + "based_on", document)
        yield from _literals(document, properties, pg.BY_LABEL["Notice"].said)

    def names(self, notice: str, named: str, properties: Properties) -> Iterator[str]:
        yield from _literals(named, properties, _SAID)
        if pg.COUNTS[0].key in properties:
            load = iris.load(notice, named)
            yield _iri(load, NS + "inNotice", notice)
            yield from self._qualified(load, pg.LOAD, named, properties)

    def reaches(self, notice: str, _place: str, properties: Properties) -> Iterator[str]:
        load = iris.class_load(notice, properties[pg.REACHES.key])
        yield _iri(load, pg.TYPE, NS + pg.LOAD.name)
        yield _iri(load, NS + "inNotice", notice)
        yield from _literals(load, properties, (pg.REACHES, *pg.COUNTS))


_PREDICATES = {(r.type, r.start): r.predicate for r in pg.RELATIONSHIPS if r.said_as is None}
_SAID = tuple({p.key: p for n in pg.NODES if n.label != "Notice" for p in n.said}.values())
_WRITERS: dict[str, Callable[[_NoticeWriter, str, str, Properties], Iterator[str]]] = {
    "ASSIGNED_TO": _NoticeWriter.assignment,
    "BASED_ON": _NoticeWriter.citation,
    "MENTIONS": _NoticeWriter.citation,
    "NAMES": _NoticeWriter.names,
    "REACHES": _NoticeWriter.reaches,
}


def _said(content: PropertyGraph, nodes: Iterable[NodeClass]) -> Iterator[str]:
    for of in nodes:
        for node, properties in content.nodes[of.label].items():
            yield _iri(node, pg.TYPE, of.rdf_class)
            yield from _literals(node, properties, of.properties)


def _lineage(notice: str, content: PropertyGraph) -> Iterator[str]:
    yield from _literals(notice, content.nodes["Notice"].get(notice, {}), pg.LINKAGE)
    for (kind, _, _), edges in content.edges.items():
        for start, end, properties in edges:
            if kind == "SAME_AS":
                yield _iri(start, pg.OWL + "sameAs", end)
            elif kind in pg.CANDIDATE.types:
                node = iris.candidate(start, end)
                yield from _pair(node, pg.CANDIDATE, start, end, properties)
            else:
                node = iris.link(start, end)
                yield _iri(start, pg.PROV + "wasDerivedFrom", end)
                yield _iri(start, pg.PROV + "qualifiedDerivation", node)
                yield from _pair(node, pg.LINK, start, end, properties)


def _pair(
    node: str, of: pg.Qualified, child: str, parent: str, properties: Properties
) -> Iterator[str]:
    yield _iri(node, pg.TYPE, NS + of.name)
    yield _iri(node, NS + "child", child)
    yield _iri(node, of.target, parent)
    yield from _literals(node, properties, of.properties)
    texts = [properties.get(p.key, ()) for p in pg.EVIDENCE]
    for number, pair in enumerate(zip(*texts, strict=True), 1):
        evidence = iris.evidence(node, number)
        yield _iri(node, NS + "evidence", evidence)
        yield _iri(evidence, pg.TYPE, NS + "Evidence")
        yield f"<{evidence}> <{NS}order> {_term(number, 'integer')} ."
        for one, text in zip(pg.EVIDENCE, pair, strict=True):
            yield f"<{evidence}> <{one.predicate}> {_term(text, 'text')} ."
