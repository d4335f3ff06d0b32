"""One model, said four times: vocabulary and shapes, triples, property graph, JSON.

What each of them says is found from what it is or makes, and compared; :mod:`onemodel` tells where
a field stands in each, and what is meant to be in some of them only.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

import zhengmai
from tests.chatting import Obliging
from tests.ontology import onemodel as tables
from tests.ontology.madeup import NOTICE, varied
from zhengmai import api, interchange, model
from zhengmai.graph.lineage.judging import consult
from zhengmai.graph.lineage.linkgraph import CONFIRMED
from zhengmai.graph.progress import Report, record
from zhengmai.graph.stores.opening import open_store
from zhengmai.model import (
    Assignment,
    Citation,
    Deadline,
    Notice,
    Place,
    Task,
    WorkPoint,
)
from zhengmai.ontology import iris
from zhengmai.ontology.iris import NS
from zhengmai.ontology.places import LEVELS
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples
from zhengmai.ontology.rdf import notice_graph
from zhengmai.ontology.shapes import violations
from zhengmai.ontology.triples import notice_triples
from zhengmai.queries.due import due
from zhengmai.queries.taskkeys import context

ONTOLOGY = Path(iris.__file__).parent
SCHEMAS = Path(zhengmai.__file__).with_name("schemas")
RECORDS = (Notice, Place, WorkPoint, Task, Assignment, Deadline, Citation)
YEARS = Path(__file__).parents[1] / "queries" / "years"
CLASS_OF_RECORD = {"Place": "Jurisdiction"}  # others have the name of their class
# What changes with anything at all.
OF_ALL = {"zm:contentDigest", "zm:sourceDigest", "zm:reading"}
OF_ALL |= {"Notice.contentDigest", "Notice.sourceDigest", "Notice.reading"}
PREFIXES = {
    "zm": NS, "dcterms": pg.DCTERMS, "eli": pg.ELI, "oa": pg.OA, "org": pg.ORG, "owl": pg.OWL,
    "prov": pg.PROV, "rdf": pg.RDF, "schema": pg.SCHEMA, "skos": pg.SKOS,
}  # fmt: skip
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ZM = rdflib.Namespace(NS)
SHAPE_OF_CLASS = {"Notice": ZM.HeldNoticeShape}  # others have a shape for all members


def curie(iri: str) -> str:
    """``zm:text`` for the IRI of a property."""
    prefix = next(p for p, space in PREFIXES.items() if iri.startswith(space))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def ours(terms: Iterable[object]) -> set[str]:
    """Of some IRIs, those of our vocabulary, by their local names."""
    return {str(t).removeprefix(NS) for t in terms if str(t).startswith(NS)}


# --- what each way says: place → values


Sayings = Mapping[str, Counter[str]]


def in_triples(notice: Notice) -> Sayings:
    """Property → its values; ``iri`` → what is spoken of."""
    found: dict[str, Counter[str]] = {"iri": Counter()}
    graph = notice_graph(notice)
    for _, predicate, value in graph:
        found.setdefault(curie(str(predicate)), Counter())[str(value)] += 1
    found["iri"].update(str(s) for s in {*graph.subjects()})
    return found


def in_property_graph(notice: Notice) -> Sayings:
    """``Label.key``, ``TYPE.key``, ``TYPE``, ``TYPE Label`` → values; ``iri`` → the nodes."""
    content = from_triples(
        iris.notice(notice), notice_graph(notice).serialize(format="nt").encode()
    )
    found: dict[str, Counter[str]] = {}

    def say(place: str, value: object) -> None:
        found.setdefault(place, Counter())[repr(value)] += 1

    for label, nodes in content.nodes.items():
        for iri, properties in nodes.items():
            say("iri", iri)
            for key, value in properties.items():
                say(f"{label}.{key}", value)
    for (kind, _, label), edges in content.edges.items():
        for _, end, properties in edges:
            say(kind, end)
            say(f"{kind} {label}", label)
            for key, value in properties.items():
                say(f"{kind}.{key}", value)
    return found


def in_json(notice: Notice) -> Sayings:
    """Place in ``read --json`` → values."""
    found: dict[str, Counter[str]] = {}
    for place, value in _places(json.loads(json.dumps(interchange.notice(notice)))):
        found.setdefault(place, Counter())[json.dumps(value)] += 1
    return found


def _places(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    for part in value if isinstance(value, list) else [value]:
        for key, inside in part.items() if isinstance(part, dict) else ():
            here = f"{place}.{key}".removeprefix(".")
            yield here, inside
            yield from _places(inside, here)


WAYS = {"triples": in_triples, "graph": in_property_graph, "json": in_json}


# --- fields


def test_every_field_has_its_places() -> None:
    named = [f"{of.__name__}.{field.name}" for of in RECORDS for field in fields(of)]
    assert list(tables.FIELDS) == named
    absent = {
        (field, way)
        for field, said in tables.FIELDS.items()
        for way, place in said._asdict().items()
        if not place
    }
    assert absent == {*tables.NOT_SAID}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("field", tables.FIELDS)
def test_a_field_is_said_where_the_table_says(field: str, way: str) -> None:
    """Another value in the field is another value there; or, nowhere, nothing else at all."""
    one, other = (WAYS[way](notice) for notice in varied(field))
    place = getattr(tables.FIELDS[field], way)
    if place:
        assert one.get(place) != other.get(place), f"{field} is not said by {place}"
        return
    every = {*one, *other} - OF_ALL
    changed = sorted(p for p in every if one.get(p) != other.get(p))
    assert not changed, f"{field} is said by {changed} now: NOT_SAID is out of date"


def test_the_made_up_notice_is_a_valid_one() -> None:
    assert violations(notice_triples(NOTICE)) == []
    triples = notice_triples(NOTICE)
    written = to_triples(iris.notice(NOTICE), from_triples(iris.notice(NOTICE), triples))
    assert len({*written.splitlines()} - {b""}) == len({*triples.splitlines()} - {b""})


# --- terms


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "vocabulary.ttl", format="turtle")


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def defined() -> set[str]:
    """Classes, properties and roles of the vocabulary."""
    return ours(vocabulary().subjects(RDF.type)) - {""}


def shaped() -> set[str]:
    """Terms that the shapes speak of."""
    return ours(shapes().objects()) | ours(shapes().objects(predicate=SH.path))


def mapped() -> set[str]:
    """Terms that the tables of the property graph have a row for."""
    found: set[str] = set()
    for node in (*pg.NODES, *pg.OUTLIVING):
        found |= {node.rdf_class, *(p.predicate for p in (*node.properties, *node.said))}
    found |= {r.predicate for r in pg.RELATIONSHIPS}
    for of in pg.QUALIFIED:
        found |= {NS + of.name, of.target, *(p.predicate for p in of.properties)}
    found |= {p.predicate for p in (pg.REACHES, *pg.LINKAGE, *pg.EVIDENCE)}
    return found


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Facts:
    """All that a store of the samples holds, a person's word among it, and the made-up notice."""
    store = tmp_path_factory.mktemp("onemodel") / "z.db"
    api.build_store([samples, *sorted(YEARS.glob("zone-*.txt"))], store)
    with zhengmai.open(store) as opened:
        link = opened.links()[0]
    api.confirm(link.child.iri, link.parent.iri, store, note="会上定的")
    with open_store(store, write=True) as opened:
        consult(opened, Obliging("http://none"))
        task = due(opened)[0].task
        said = ("办结", "都办了", "照片", "张三", "2025-06-01T08:30:00Z", "台账.xlsx", "..")
        record(opened, [Report(task.iri, task.text, context(task), *said)])
    with zhengmai.open(store) as opened:
        everything = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
        rows = [tuple(map(str, r.values())) for r in opened.store.rows(everything, {})]
        answers = {
            "find": interchange.tasks(opened.find("公开")),
            "unit": interchange.tasks(opened.unit("渡南区财政局")),
            "due": interchange.due(opened.due()),
            "notices": interchange.notices(opened.notices()),
            "workload": interchange.workload(opened.workload()),
            "links": interchange.links(opened.links()),
            "trace": interchange.trace(opened.trace(link.child.iri)),
            "gaps": interchange.gaps(opened.gaps()),
        }
    rows += [(str(s), str(p), str(o)) for s, p, o in notice_graph(NOTICE)]
    return Facts(rows, json.loads(json.dumps(answers)))


class Facts:
    """Triples of all kinds, and the answers of the commands to a store of such."""

    def __init__(self, triples: list[tuple[str, ...]], answers: dict[str, Any]) -> None:
        self.triples = triples
        self.answers = answers
        self.values: dict[str, set[str]] = {"iri": {s for s, _, _ in triples}}
        self.types: dict[str, set[str]] = {}
        for subject, predicate, value in triples:
            self.values.setdefault(curie(predicate), set()).add(value)
            if predicate == str(RDF.type):
                self.types.setdefault(subject, set()).add(value)

    def terms(self) -> set[str]:
        """Terms of ours that are used."""
        return ours(p for _, p, _ in self.triples) | ours(o for _, _, o in self.triples)


def test_what_is_said_is_defined_and_what_is_defined_is_said(facts: Facts) -> None:
    assert facts.terms() == defined()
    assert shaped() <= defined()
    questions = (p.read_text("utf-8") for p in Path(zhengmai.__file__).parent.rglob("*.rq"))
    assert {term for text in questions for term in re.findall(r"\bzm:(\w+)", text)} <= defined()


def test_the_property_graph_maps_all_of_the_vocabulary() -> None:
    assert ours(mapped()) | {*tables.UNMAPPED} == defined()
    assert not ours(mapped()) & {*tables.UNMAPPED}, "UNMAPPED is out of date"


def test_every_term_is_of_a_field_or_made(facts: Facts) -> None:
    said = {said.triples for said in tables.FIELDS.values()} - {"", "iri", "rdf:type"}
    classes = {CLASS_OF_RECORD.get(of.__name__, of.__name__) for of in RECORDS}
    fields_say = {s.removeprefix("zm:") for s in said if s.startswith("zm:")} | classes
    assert fields_say | {*tables.MADE} == defined()
    assert not fields_say & {*tables.MADE}, "MADE is out of date"
    foreign = {p for p in facts.values if not p.startswith(("zm:", "rdf:"))} - {"iri"}
    assert said - {f"zm:{t}" for t in fields_say} | {*tables.REUSED} == foreign
    assert not said & {*tables.REUSED}, "REUSED is out of date"


def test_every_key_of_the_property_graph_is_of_a_field_or_made() -> None:
    """Keys of the records themselves; lineage, loads and judgements are made."""
    said = {said.graph for said in tables.FIELDS.values()}
    made = {f"zm:{term}" for term in tables.MADE} | {*tables.REUSED}
    keys = [(f"{n.label}.{p.key}", p) for n in pg.NODES for p in n.properties]
    keys += [(f"{t}.{p.key}", p) for of in pg.QUALIFIED for t in of.types for p in of.properties]
    for key, of in keys:
        also = key.replace("MENTIONS", "BASED_ON")
        if also not in said and key != "CollectiveUnit.name":  # as canonical is of a Unit
            assert curie(of.predicate) in made, f"{key} is of no field"


def test_terms_are_labelled_in_two_languages_and_told() -> None:
    untold = set()
    for term in defined():
        node = rdflib.URIRef(NS + term)
        labels = [
            *vocabulary().objects(node, RDFS.label),
            *vocabulary().objects(node, SKOS.prefLabel),
        ]
        assert sorted(getattr(o, "language", "") for o in labels) == ["en", "zh"], term
        if not any(
            getattr(o, "language", "") == "en" for o in vocabulary().objects(node, RDFS.comment)
        ):
            untold.add(term)
    assert untold == {*tables.NO_COMMENT}


def test_every_class_has_a_shape() -> None:
    classes = ours(s for s in vocabulary().subjects(RDF.type, rdflib.OWL.Class))
    targets = ours(shapes().objects(predicate=SH.targetClass))
    assert targets | {*tables.UNSHAPED} == classes
    assert not targets & {*tables.UNSHAPED}, "UNSHAPED is out of date"


def test_shapes_want_what_the_model_always_has() -> None:
    """A field that cannot be None nor False is wanted by the shape of its class."""
    always, wanted = set(), set()
    for of in RECORDS:
        label = CLASS_OF_RECORD.get(of.__name__, of.__name__)
        shape = SHAPE_OF_CLASS.get(label) or shapes().value(None, SH.targetClass, ZM[label])
        if shape is None:  # UNSHAPED tells why
            continue
        for field in fields(of):
            said = tables.FIELDS[f"{of.__name__}.{field.name}"].triples
            if not re.search(r"None|bool|tuple", str(field.type)) and ":" in said:
                always.add((label, said))
        for row in shapes().objects(shape, SH.property):
            if shapes().value(row, SH.minCount):
                wanted.add((label, curie(str(shapes().value(row, SH.path)))))
    assert always - wanted == {*tables.UNWANTED}
    assert wanted - always == {*tables.WANTED}


def test_shapes_spell_the_enumerations() -> None:
    kinds = {
        "taskSource": model.TaskSource, "deadlineKind": model.DeadlineKind, "role": model.Role,
    }  # fmt: skip
    found = {
        curie(str(shapes().value(row, SH.path))).removeprefix("zm:"): [
            str(one).removeprefix(NS) for one in rdflib.collection.Collection(shapes(), values)
        ]
        for row, values in shapes().subject_objects(SH["in"])
    }
    assert found == {
        **{name: [one.value for one in of] for name, of in kinds.items()}, "level": [*LEVELS],
        "status": ["proposed", CONFIRMED],
    }  # fmt: skip


def test_properties_stand_where_the_vocabulary_puts_them(facts: Facts) -> None:
    """Domains and ranges, of what is there and of what the tables allow."""
    ends = {
        end: {str(s): str(o) for s, o in vocabulary().subject_objects(of)}
        for end, of in (("domain", RDFS.domain), ("range", RDFS.range))
    }
    stands = {
        (predicate, end, kind)
        for subject, predicate, value in facts.triples
        for end, thing in (("domain", subject), ("range", value))
        for kind in facts.types.get(thing, ())
    }
    stands |= {(NS + "child", "range", NS + label) for label in pg.LINK.start}
    stands |= {(r.predicate, "range", NS + label) for r in pg.RELATIONSHIPS for label in r.end}
    beyond = {
        (curie(p).removeprefix("zm:"), end, kind.removeprefix(NS))
        for p, end, kind in stands
        if p in ends[end] and kind.startswith(NS) and ends[end][p] != kind
    }
    assert beyond == {*tables.BEYOND}
    kinds = {p.predicate: p.kind for n in pg.NODES for p in (*n.properties, *n.said)}
    kinds |= {p.predicate: p.kind for of in pg.QUALIFIED for p in of.properties}
    for predicate, kind in kinds.items():
        if predicate in ends["range"] and kind not in ("iri", "role"):
            wanted = {"text": "string"}.get(kind, kind)
            assert ends["range"][predicate].rpartition("#")[2] == wanted, predicate


# --- JSON


def test_read_json_has_what_the_fields_say() -> None:
    said = {said.json for said in tables.FIELDS.values()} - {""}
    in_schema = {*_properties("read", schema("read"))}
    assert said | {*tables.READ_ONLY} == in_schema
    assert not said & {*tables.READ_ONLY}, "READ_ONLY is out of date"


def test_rows_are_of_the_vocabulary(facts: Facts) -> None:
    for path, row in tables.ROWS.items():
        objects = [one for one in _objects(facts.answers, path) if one is not None]
        assert objects, path
        for one in objects:
            assert {*one} == {*row}, path
        for key, term in row.items():
            assert term in facts.values, (path, key, term)
            wrong = {v for one in objects for v in _texts(one[key])} - {
                v.removeprefix(NS) for v in facts.values[term]
            }
            assert bool(wrong) == ((path, key) in tables.TOLD_OTHERWISE), (path, key, wrong)


def test_no_row_is_left_out(facts: Facts) -> None:
    """Every object in an answer has the keys of one of the rows; a unit's task also its role."""
    known = {frozenset(row) for row in tables.ROWS.values()}
    known |= {
        frozenset({*tables.ROWS["find"], "role", "through"}),
        frozenset({*tables.ROWS["find"], "kind", "found"}),
        frozenset({"task", "nodes", "links", "joined", "why_none", "not_held"}),
        frozenset(
            {"uncarried", "without_parent", "cannot_be_judged", "missing_parents"}
            | {"without_superior", "fragments"}
        ),
    }
    for command, answer in facts.answers.items():
        for one in _all_objects(answer):
            assert frozenset(one) in known, command


def schema(command: str) -> Any:
    return json.loads((SCHEMAS / f"{command}.json").read_text("utf-8"))


def _properties(file: str, of: Any, place: str = "") -> Iterator[str]:
    """The places of all properties in a schema."""
    if "$ref" in of:
        other, _, pointer = of["$ref"].partition("#/")
        file = other.removesuffix(".json") or file
        of = schema(file)
        for key in pointer.split("/"):
            of = of[key]
    for key, inside in of.get("properties", {}).items():
        here = f"{place}.{key}".removeprefix(".")
        yield here
        yield from _properties(file, inside, here)
    if "items" in of:
        yield from _properties(file, of["items"], place)


def _objects(value: Any, path: str) -> Iterator[dict[str, Any]]:
    key, _, rest = path.partition(".")
    inside = value[key]
    for one in inside if isinstance(inside, list) else [inside]:
        if rest:
            yield from _objects(one, rest)
        else:
            yield one


def _all_objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _all_objects(part)


def _texts(value: Any) -> Iterator[str]:
    """A value, or several, as the triples have them; an object is meant by its IRI."""
    if isinstance(value, dict):
        yield from [value["iri"]] if "iri" in value else ()
    elif isinstance(value, list):
        for one in value:
            if not isinstance(one, dict):
                yield from _texts(one)
    elif value not in (None, ""):
        yield str(value)


def test_the_records_are_those_of_the_model() -> None:
    """A record that is added to the model has to be told of here."""
    names = {n for n, of in vars(model).items() if hasattr(of, "__dataclass_fields__")}
    assert names - {of.__name__ for of in RECORDS} == {"Remark", "Span", "Told", "Unread"}
