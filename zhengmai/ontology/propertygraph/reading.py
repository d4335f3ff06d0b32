"""Triples → property graph, by the tables of :mod:`.mapping`.

Nothing is left out on the way: a statement that the tables have no place for is an error, and from
the property graph of a notice all its triples can be written again (:mod:`.writing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

import pyoxigraph as ox

from zhengmai.errors import ConversionError
from zhengmai.ontology import iris
from zhengmai.ontology.iris import NS
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import Edge, Properties, PropertyGraph
from zhengmai.ontology.propertygraph.mapping import Kind, Property

Statements: TypeAlias = dict[str, list[str]]
"""What is said of one subject: predicate → values."""


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
    elif kind in pg.SAID_OF:
        found = _read_said(statements, pg.SAID_OF[kind])
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

_AS_KEPT: dict[Kind, Callable[[str], Any]] = {
    "text": str,
    "iri": str,
    "integer": int,
    "decimal": float,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
    "dateTime": str,
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
    selectors = of.pop(pg.READ_FROM, None)
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
            node = pg.BY_CLASS.get(own.get(pg.TYPE, ("",))[0])
            if node is None:
                continue
            del own[pg.TYPE]
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
        if own is None or own.pop(pg.TYPE, None) != [NS + of.name] or of.target not in own:
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
        for node in [s for s, own in self.statements.items() if own.get(pg.TYPE) == [NS + "Load"]]:
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
    out.nodes["Notice"][notice] = _take(statements.get(notice, {}), pg.LINKAGE)
    for node, of in _pairs(statements):
        own = statements.pop(node)
        del own[pg.TYPE]
        (child,), (parent,) = own.pop(NS + "child"), own.pop(of.target)
        if of is pg.LINK:
            _check(node, iris.link(child, parent))
            for predicate, value in (("wasDerivedFrom", parent), ("qualifiedDerivation", node)):
                statements[child][pg.PROV + predicate].remove(value)
        else:
            _check(node, iris.candidate(child, parent))
        properties = _take(own, of.properties)
        properties |= _take_evidence(node, own.pop(NS + "evidence", []), statements)
        if own:
            raise ConversionError(f"the property graph has no place for <{node}> {own}")
        (kind,) = of.types
        out.edges[kind, label_of(child), label_of(parent)].append((child, parent, properties))
    for subject, own in statements.items():
        for held in own.pop(pg.OWL + "sameAs", ()):
            out.edges["SAME_AS", "Notice", "Notice"].append((subject, held, {"by": notice}))
        for predicate in [p for p, values in own.items() if not values]:
            del own[predicate]
    return out


def _pairs(statements: dict[str, Statements]) -> list[tuple[str, pg.Qualified]]:
    """The links and the candidates of a lineage."""
    classes = {NS + of.name: of for of in (pg.LINK, pg.CANDIDATE)}
    types = ((subject, own.get(pg.TYPE, [""])[0]) for subject, own in statements.items())
    return [(subject, classes[kind]) for subject, kind in types if kind in classes]


def _read_said(statements: dict[str, Statements], nodes: Iterable[pg.NodeClass]) -> PropertyGraph:
    """What people say of a notice."""
    out = PropertyGraph()
    classes = {of.rdf_class: of for of in nodes}
    for node, own in statements.items():
        of = classes.get(own.get(pg.TYPE, [""])[0])
        if of is not None:
            del own[pg.TYPE]
            properties = _take(own, of.properties)
            _check(node, _IRI_OF_SAID[of.label](properties, node))
            out.nodes[of.label][node] = properties
    return out


_IRI_OF_SAID: dict[str, Callable[[Properties, str], str]] = {
    pg.JUDGEMENT.label: lambda said, _: iris.judgement(said["child"], said["parent"]),
    pg.VERDICT.label: lambda said, _: iris.verdict(said["child"], said["parent"]),
    pg.REPORT.label: lambda said, node: iris.report(said["task"], node.rpartition("/")[2]),
}


def _take_evidence(link: str, nodes: list[str], statements: dict[str, Statements]) -> Properties:
    if not nodes:
        return {}
    child, parent = pg.EVIDENCE
    pairs = []
    for number in range(1, len(nodes) + 1):
        own = statements.pop(iris.evidence(link, number), {})
        values = [
            own.pop(p, [""])[0] for p in (pg.TYPE, NS + "order", child.predicate, parent.predicate)
        ]
        if own or values[:2] != [NS + "Evidence", str(number)]:
            raise ConversionError(f"<{link}>: its evidence is not numbered from 1: {nodes}")
        pairs.append(values[2:])
    return {child.key: [p[0] for p in pairs], parent.key: [p[1] for p in pairs]}
