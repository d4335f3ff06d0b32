"""Triples → property graph and back, by the tables of :mod:`zhengmai.ontology.propertygraph`.

Nothing is left out on the way: a statement that the tables have no place for is an error, and from
the property graph of a notice all its triples can be written again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import pyoxigraph as ox

from zhengmai.errors import ConversionError
from zhengmai.ontology import iris
from zhengmai.ontology import propertygraph as pg
from zhengmai.ontology.iris import NS
from zhengmai.ontology.propertygraph import Kind, NodeClass, Property

Properties: TypeAlias = dict[str, Any]
"""Values by key: text, numbers, truth values, days, or lists of text or numbers."""

Edge: TypeAlias = tuple[str, str, Properties]
"""Where a relationship begins, where it leads to, and what it says."""

EdgeClass: TypeAlias = tuple[str, str, str]
"""Type, label of the start and label of the end."""

Statements: TypeAlias = dict[str, list[str]]
"""What is said of one subject: predicate → values."""


@dataclass
class PropertyGraph:
    """A part of the property graph.

    Attributes:
        nodes: label → IRI → properties.
        edges: the relationships of each class.
    """

    nodes: dict[str, dict[str, Properties]] = field(default_factory=lambda: defaultdict(dict))
    edges: dict[EdgeClass, list[Edge]] = field(default_factory=lambda: defaultdict(list))


def from_triples(graph: str, ntriples: bytes) -> PropertyGraph:
    """The property graph of a notice's triples, or of its lineage graph's.

    Args:
        graph: name of the graph: the notice, or :func:`iris.lineage_graph` of it.
        ntriples: its triples.

    Raises:
        ConversionError: it holds something that the property graph has no place for.
    """
    statements = _read(ntriples)
    kind, notice = iris.graph_kind(graph)
    if kind == "lineage":
        found = _read_lineage(notice, statements)
    elif kind == "review":
        found = _read_review(statements)
    else:
        found = _NoticeReader(graph, statements).read()
    for subject, left in statements.items():
        for predicate, values in left.items():
            raise ConversionError(
                f"{graph}: the property graph has no place for <{subject}> <{predicate}> "
                f"{values[0]!r}"
            )
    return found


def _read(ntriples: bytes) -> dict[str, Statements]:
    """The triples by subject and predicate; stretches are told by their own IRIs."""
    found: dict[str, Statements] = {}
    for line in ntriples.decode().split("\n"):
        if not line:
            continue
        subject, predicate, value = _split(line) or _parsed(line)
        if _CHARACTERS not in subject:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _split(line: str) -> tuple[str, str, str] | None:
    """A triple in the plain form that nearly all have: several times faster than parsing it."""
    if "\\" in line or line[-2:] != " .":
        return None
    subject, predicate, thing = line.split(" ", 2)
    if subject[0] != "<" or predicate[0] != "<" or predicate[-1] != ">":
        return None
    if thing[0] == "<":
        return subject[1:-1], predicate[1:-1], thing[1:-3]
    return (subject[1:-1], predicate[1:-1], thing[1 : thing.rindex('"')])


def _parsed(line: str) -> tuple[str, str, str]:
    (triple,) = ox.parse(line + "\n", format=ox.RdfFormat.N_TRIPLES)
    return triple.subject.value, triple.predicate.value, triple.object.value


_CHARACTERS = "/source#char="
_TYPE = pg.RDF + "type"
_READ_FROM = NS + "readFrom"

_AS_KEPT: dict[Kind, Callable[[str], Any]] = {
    "text": str,
    "iri": str,
    "integer": int,
    "decimal": float,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
    "role": lambda value: value.removeprefix(NS),
}


def _take(of: Statements, properties: Iterable[Property]) -> Properties:
    """What the statements say of the properties; these statements are used up."""
    found: Properties = {}
    for one in properties:
        values = of.pop(one.predicate, None)
        if values is None:
            continue
        kept = _AS_KEPT[one.kind]
        if one.many:
            found[one.key] = sorted(kept(value) for value in values)
        elif len(values) == 1:
            found[one.key] = kept(values[0])
        else:
            raise ConversionError(f"<{one.predicate}> has {len(values)} values: {values}")
    return found


def _take_spans(of: Statements) -> Properties:
    selectors = of.pop(_READ_FROM, None)
    if not selectors:
        return {}
    spans = sorted(
        tuple(map(int, selector.rpartition("=")[2].split(","))) for selector in selectors
    )
    return {"spans": [character for span in spans for character in span]}


class _NoticeReader:
    """Converts the triples of one notice, using them up."""

    def __init__(self, notice: str, statements: dict[str, Statements]) -> None:
        self.notice = notice
        self.statements = statements
        self.labels: dict[str, str] = {}
        self.said: dict[str, Properties] = {}
        self.out = PropertyGraph()

    def read(self) -> PropertyGraph:
        self._nodes()
        self._relationships()
        self._assignments()
        self._citations()
        self._loads()
        return self.out

    def _nodes(self) -> None:
        for subject, own in self.statements.items():
            node = pg.BY_CLASS.get(own.get(_TYPE, ("",))[0])
            if node is None:
                continue
            del own[_TYPE]
            self.labels[subject] = node.label
            cited = node.label == "Notice" and subject != self.notice
            properties = {} if cited else _take(own, node.properties)
            if node.spans:
                properties |= _take_spans(own)
            self.out.nodes[node.label][subject] = properties
            if node.shared:
                self.said[subject] = _take(own, node.said)

    def _relationships(self) -> None:
        for of in pg.RELATIONSHIPS:
            for start in self.out.nodes[of.start]:
                if of.said_as is None:
                    ends = self.statements[start].pop(of.predicate, [])
                else:
                    ends = [v for k, v in self.said[start].items() if k == of.said_as]
                for end in ends:
                    self._edge(of.type, start, end, {})

    def _edge(self, kind: str, start: str, end: str, properties: Properties) -> None:
        try:
            labels = self.labels[start], self.labels[end]
        except KeyError as error:
            raise ConversionError(
                f"{kind} leads from or to {error}, which is not told of"
            ) from None
        self.out.edges[kind, *labels].append((start, end, properties))

    def _qualified(self, node: str, of: pg.Qualified) -> tuple[str, Properties]:
        """What a qualified node leads to, and what it says."""
        own = self.statements.pop(node, None)
        if own is None or own.pop(_TYPE, None) != [NS + of.name] or of.target not in own:
            raise ConversionError(f"<{node}> is no {of.name}")
        (target,) = own.pop(of.target)
        properties = _take(own, of.properties)
        if of.spans:
            properties |= _take_spans(own)
        if own:
            raise ConversionError(f"the property graph has no place for <{node}> {own}")
        return target, properties

    def _assignments(self) -> None:
        for task in self.out.nodes["Task"]:
            for node in self.statements[task].pop(NS + "assignment", ()):
                unit, properties = self._qualified(node, pg.ASSIGNMENT)
                _check(node, iris.assignment(task, properties["order"]))
                self._edge("ASSIGNED_TO", task, unit, properties)

    def _citations(self) -> None:
        own = self.statements[self.notice]
        based_on = set()
        for node in own.pop(NS + "citation", ()):
            document, properties = self._qualified(node, pg.CITATION)
            kind = pg.TYPE_OF_CITATION[properties["relation"]]
            if kind == "BASED_ON":
                based_on.add(document)
            self._edge(
                kind, self.notice, document, {"iri": node} | properties | self.said[document]
            )
        if set(own.pop(pg.ELI + "based_on", ())) != based_on:
            raise ConversionError(f"<{self.notice}>: eli:based_on differs from its citations")

    def _loads(self) -> None:
        place = next((end for _, end, _ in self._edges("APPLIES_TO")), None)
        counts: dict[str, Properties] = {}
        for node in [s for s, own in self.statements.items() if own.get(_TYPE) == [NS + "Load"]]:
            own = self.statements[node]
            if own.pop(NS + "inNotice", None) != [self.notice]:
                raise ConversionError(f"<{node}> is a load of another notice")
            if (reached := own.pop(pg.REACHES.predicate, None)) is None:
                unit, counts_of_unit = self._qualified(node, pg.LOAD)
                _check(node, iris.load(self.notice, unit))
                counts[unit] = counts_of_unit
                continue
            _check(node, iris.class_load(self.notice, reached[0]))
            own[pg.LOAD.target] = [place or ""]
            _, of_class = self._qualified(node, pg.LOAD)
            self._edge("REACHES", self.notice, place or "", {pg.REACHES.key: reached[0]} | of_class)
        for subject, said in self.said.items():
            if self.labels[subject] != "Notice":
                self._edge("NAMES", self.notice, subject, said | counts.pop(subject, {}))
        if counts:
            raise ConversionError(f"loads of units that are not told of: {sorted(counts)}")

    def _edges(self, kind: str) -> Iterator[Edge]:
        for (of, _, _), edges in self.out.edges.items():
            if of == kind:
                yield from edges


def _check(found: str, expected: str) -> None:
    """A qualified node is not kept, so its IRI must follow from what it stands between."""
    if found != expected:
        raise ConversionError(f"<{found}> should be <{expected}>")


_NODE_OF_NOTICE = re.compile(r"/(?P<kind>task|point)/[^/]+$")
_LABEL_OF_KIND = {"task": "Task", "point": "WorkPoint"}


def label_of(node: str) -> str:
    """``Task`` or ``WorkPoint``, told from an IRI.

    Raises:
        ConversionError: it is the IRI of neither.
    """
    match = _NODE_OF_NOTICE.search(node)
    if match is None:
        raise ConversionError(f"<{node}> is neither a task nor a point")
    return _LABEL_OF_KIND[match["kind"]]


def _read_lineage(notice: str, statements: dict[str, Statements]) -> PropertyGraph:
    out = PropertyGraph()
    out.nodes["Notice"][notice] = _take(statements.get(notice, {}), [pg.LINKED_BY])
    for node in [s for s, own in statements.items() if own.get(_TYPE) == [NS + "Link"]]:
        own = statements.pop(node)
        del own[_TYPE]
        (child,), (parent,) = own.pop(NS + "child"), own.pop(pg.LINK.target)
        _check(node, iris.link(child, parent))
        for predicate, value in (
            ("wasDerivedFrom", parent),
            ("qualifiedDerivation", node),
        ):
            statements[child][pg.PROV + predicate].remove(value)
        properties = _take(own, pg.LINK.properties)
        properties |= _take_evidence(node, own.pop(NS + "evidence", []), statements)
        if own:
            raise ConversionError(f"the property graph has no place for <{node}> {own}")
        out.edges["CARRIES_OUT", label_of(child), label_of(parent)].append(
            (child, parent, properties)
        )
    for subject, own in statements.items():
        for held in own.pop(pg.OWL + "sameAs", ()):
            out.edges["SAME_AS", "Notice", "Notice"].append((subject, held, {"by": notice}))
        for predicate in [p for p, values in own.items() if not values]:
            del own[predicate]
    return out


def _read_review(statements: dict[str, Statements]) -> PropertyGraph:
    out = PropertyGraph()
    of = pg.JUDGEMENT
    for node, own in statements.items():
        if own.get(_TYPE) == [of.rdf_class]:
            del own[_TYPE]
            properties = _take(own, of.properties)
            _check(node, iris.judgement(properties["child"], properties["parent"]))
            out.nodes[of.label][node] = properties
    return out


def _take_evidence(link: str, nodes: list[str], statements: dict[str, Statements]) -> Properties:
    if not nodes:
        return {}
    child, parent = pg.EVIDENCE
    pairs = []
    for number in range(1, len(nodes) + 1):
        own = statements.pop(iris.evidence(link, number), {})
        values = [
            own.pop(p, [""])[0] for p in (_TYPE, NS + "order", child.predicate, parent.predicate)
        ]
        if own or values[:2] != [NS + "Evidence", str(number)]:
            raise ConversionError(f"<{link}>: its evidence is not numbered from 1: {nodes}")
        pairs.append(values[2:])
    return {child.key: [p[0] for p in pairs], parent.key: [p[1] for p in pairs]}


# --- and back

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES: dict[Kind, ox.NamedNode] = {
    "integer": ox.NamedNode(_XSD + "integer"),
    "decimal": ox.NamedNode(_XSD + "decimal"),
    "boolean": ox.NamedNode(_XSD + "boolean"),
    "date": ox.NamedNode(_XSD + "date"),
}


def to_triples(graph: str, content: PropertyGraph) -> bytes:
    """The triples of a notice, or of its lineage graph, from its property graph; sorted."""
    kind, notice = iris.graph_kind(graph)
    if kind == "lineage":
        lines = set(_lineage(notice, content))
    elif kind == "review":
        lines = set(_review(content))
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
        yield _iri(subject, _TYPE, of.rdf_class)
        if of.label == "Notice" and subject != self.notice:
            return
        yield from _literals(subject, properties, of.properties)
        yield from self._spans(subject, properties)

    def _spans(self, subject: str, properties: Properties) -> Iterator[str]:
        characters = iter(properties.get("spans", ()))
        for start, end in zip(characters, characters, strict=True):
            selector = f"{iris.source(self.notice)}#char={start},{end}"
            yield _iri(subject, _READ_FROM, selector)
            yield f"<{selector}> <{pg.OA}start> {_term(start, 'integer')} ."
            yield f"<{selector}> <{pg.OA}end> {_term(end, 'integer')} ."

    def _qualified(
        self, node: str, of: pg.Qualified, end: str, properties: Properties
    ) -> Iterator[str]:
        yield _iri(node, _TYPE, NS + of.name)
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
        yield _iri(load, _TYPE, NS + pg.LOAD.name)
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


def _review(content: PropertyGraph) -> Iterator[str]:
    for node, properties in content.nodes[pg.JUDGEMENT.label].items():
        yield _iri(node, _TYPE, pg.JUDGEMENT.rdf_class)
        yield from _literals(node, properties, pg.JUDGEMENT.properties)


def _lineage(notice: str, content: PropertyGraph) -> Iterator[str]:
    yield from _literals(notice, content.nodes["Notice"].get(notice, {}), [pg.LINKED_BY])
    for (kind, _, _), edges in content.edges.items():
        for start, end, properties in edges:
            if kind == "SAME_AS":
                yield _iri(start, pg.OWL + "sameAs", end)
            else:
                yield from _link(start, end, properties)


def _link(child: str, parent: str, properties: Properties) -> Iterator[str]:
    node = iris.link(child, parent)
    yield _iri(child, pg.PROV + "wasDerivedFrom", parent)
    yield _iri(child, pg.PROV + "qualifiedDerivation", node)
    yield _iri(node, _TYPE, NS + pg.LINK.name)
    yield _iri(node, NS + "child", child)
    yield _iri(node, pg.LINK.target, parent)
    yield from _literals(node, properties, pg.LINK.properties)
    texts = [properties.get(p.key, ()) for p in pg.EVIDENCE]
    for number, pair in enumerate(zip(*texts, strict=True), 1):
        evidence = iris.evidence(node, number)
        yield _iri(node, NS + "evidence", evidence)
        yield _iri(evidence, _TYPE, NS + "Evidence")
        yield f"<{evidence}> <{NS}order> {_term(number, 'integer')} ."
        for of, text in zip(pg.EVIDENCE, pair, strict=True):
            yield f"<{evidence}> <{of.predicate}> {_term(text, 'text')} ."
