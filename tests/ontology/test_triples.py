"""Notice → triples: complete, stable, valid."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import zhengmai
from tests.ontology.madeup import NOTICE
from zhengmai.model import Assignment, Citation, Relation, Role, UnitKind
from zhengmai.ontology import iris
from zhengmai.ontology.ntriples import text
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples
from zhengmai.ontology.rdf import graph_of, notice_graph
from zhengmai.ontology.resolution import resolve
from zhengmai.ontology.shapes import violations
from zhengmai.ontology.triples import notice_triples

ZM, OA = Namespace(iris.NS), Namespace("http://www.w3.org/ns/oa#")
FILES = ["province-2025", "city-2025", "district-a-2025", "district-b-2025", "tabs-2024"]


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    file = resources.files("zhengmai.ontology").joinpath("vocabulary.ttl")
    return Graph().parse(data=file.read_text("utf-8"), format="turtle")


@pytest.mark.parametrize("name", FILES)
def test_reading_twice_gives_the_same_graph(samples: Path, name: str) -> None:
    once, again = (notice_graph(zhengmai.read(samples / f"{name}.txt")) for _ in range(2))
    assert set(once) == set(again)
    assert len(once) > 100


@pytest.mark.parametrize("name", FILES)
def test_every_graph_keeps_to_the_shapes(samples: Path, name: str) -> None:
    assert violations(notice_triples(zhengmai.read(samples / f"{name}.txt"))) == []


@pytest.mark.parametrize("name", FILES)
def test_every_fact_says_where_it_was_read(samples: Path, name: str) -> None:
    notice = zhengmai.read(samples / f"{name}.txt")
    graph = notice_graph(notice)
    for kind in (ZM.Task, ZM.WorkPoint, ZM.Assignment, ZM.Deadline, ZM.Citation):
        for fact in graph.subjects(RDF.type, kind):
            places = list(graph.objects(fact, ZM.readFrom))
            assert places, fact
            for place in places:
                start, end = (graph.value(place, p) for p in (OA.start, OA.end))
                assert 0 <= int(str(start)) < int(str(end)) <= len(notice.text)


def test_as_written_stands_in_the_source_where_it_says(samples: Path) -> None:
    notice = zhengmai.read(samples / "district-b-2025.txt")
    graph = notice_graph(notice)
    checked = 0
    for fact in graph.subjects(RDF.type, ZM.Assignment):
        places = sorted(
            (int(str(graph.value(place, OA.start))), int(str(graph.value(place, OA.end))))
            for place in graph.objects(fact, ZM.readFrom)
        )
        quoted = "".join(notice.text[start:end] for start, end in places)
        assert quoted == str(graph.value(fact, ZM.asWritten))
        checked += 1
    assert checked > 60


def test_a_notice_whose_year_cannot_be_told_breaks_a_shape(samples: Path) -> None:
    notice = replace(zhengmai.read(samples / "tabs-2024.txt"), plan_year=None)
    assert any("plan year" in str(v) for v in violations(notice_triples(notice)))


def test_a_notice_without_a_place_breaks_a_shape(samples: Path) -> None:
    notice = replace(zhengmai.read(samples / "tabs-2024.txt"), jurisdiction=())
    assert any("place" in str(v) for v in violations(notice_triples(notice)))


def test_loads_count_the_tasks(samples: Path) -> None:
    notice = zhengmai.read(samples / "district-a-2025.txt")
    graph = notice_graph(notice)
    for load in graph.subjects(RDF.type, ZM.Load):
        unit = graph.value(load, ZM.unit)
        if unit is None:
            continue
        name = str(graph.value(unit, SKOS.prefLabel))
        expected = sum(any(a.canonical == name for a in t.assignments) for t in notice.tasks)
        assert graph.value(load, ZM.tasks) == Literal(expected), name


def test_two_bodies_that_are_second_names_of_each_other_stay_two(samples: Path) -> None:
    notice = zhengmai.read(samples / "tabs-2024.txt")
    spans = notice.tasks[0].spans
    pair = (
        Assignment(Role.LEAD, "区发改局", "区粮储局", UnitKind.UNIT, spans),
        Assignment(Role.RESPONSIBLE, "区粮储局", "区发改局", UnitKind.UNIT, spans),
    )
    task = replace(notice.tasks[0], assignments=pair)
    resolved = resolve(replace(notice, tasks=(task, *notice.tasks[1:])))
    assert [a.canonical for a in resolved.tasks[0].assignments] == [
        "瓷岭区发展和改革局",
        "瓷岭区粮食和物资储备局",
    ]


def test_a_plan_without_a_number_has_another_iri_each_year(samples: Path) -> None:
    notice = replace(
        zhengmai.read(samples / "tabs-2024.txt"),
        document_number=None, plan_title="瓷岭区政务公开工作要点",
    )  # fmt: skip
    assert iris.notice(notice) != iris.notice(replace(notice, plan_year=2025))


def test_a_document_named_twice_is_one_citation(samples: Path) -> None:
    notice = zhengmai.read(samples / "district-b-2025.txt")
    again = Citation(
        None, None, Relation.IMPLEMENTS, "省要点", notice.tasks[0].spans, superior="province"
    )
    resolved = resolve(replace(notice, citations=(*notice.citations, again)))
    titles = [c.title for c in resolved.citations]
    assert len(titles) == len(set(titles))


def test_a_second_name_is_the_same_body(samples: Path) -> None:
    """区政府办公室（区大数据中心） in one row makes 区大数据中心 in another the same unit."""
    notice = zhengmai.read(samples / "tabs-2024.txt")
    alone = Assignment(Role.RESPONSIBLE, "区大数据中心", None, UnitKind.UNIT, notice.tasks[0].spans)
    first = replace(notice.tasks[0], assignments=(alone,))
    resolved = resolve(replace(notice, tasks=(first, *notice.tasks[1:])))
    assert resolved.tasks[0].assignments[0].canonical == "瓷岭区人民政府办公室"
    graph = notice_graph(resolved)
    unit = URIRef(f"{iris.ID}unit/榆津市/瓷岭区/人民政府办公室")
    assert {"区大数据中心", "区政府办公室"} <= {str(n) for n in graph.objects(unit, SKOS.altLabel)}


def test_hostile_text_stays_text(tmp_path: Path, samples: Path) -> None:
    hostile = '<script>alert("1")</script> } DROP ALL ; \\" \u2028'
    notice = zhengmai.read(samples / "tabs-2024.txt")
    task = replace(notice.tasks[0], text=hostile)
    graph = notice_graph(replace(notice, tasks=(task, *notice.tasks[1:])))
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert Literal(hostile) in set(again.objects(None, ZM.text))


def test_half_a_character_does_not_end_a_build(samples: Path) -> None:
    """A lone surrogate is no character: no store and no file takes it."""
    notice = zhengmai.read(samples / "tabs-2024.txt")
    task = replace(notice.tasks[0], text="公开\ud800目录")
    triples = notice_triples(replace(notice, tasks=(task, *notice.tasks[1:])))
    assert "公开\ufffd目录" in triples.decode()


def test_texts_are_written_as_the_store_writes_them() -> None:
    """Else a copy would not be known again by its lines."""
    signs = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert text(signs) == str(ox.Literal(signs))


def test_rdflib_gets_what_its_own_parser_reads(samples: Path) -> None:
    lines = notice_triples(zhengmai.read(samples / "tabs-2024.txt"))
    lines += '<x:a> <x:b> "甲\\t"@zh .\n<x:a> <x:b> "01"^^<x:c> .\n_:a <x:b> _:a .\n'.encode()
    found = graph_of([lines])
    assert isomorphic(found, Graph().parse(data=lines, format="nt"))
    assert (URIRef("x:a"), URIRef("x:b"), Literal("甲\t", lang="zh")) in found


def test_every_term_has_labels_in_both_languages(vocabulary: Graph) -> None:
    terms = {s for s in vocabulary.subjects() if str(s).startswith(iris.NS)}
    assert len(terms) > 50
    for term in terms:
        predicate = SKOS.prefLabel if (term, RDF.type, SKOS.Concept) in vocabulary else RDFS.label
        languages = {label.language for label in vocabulary.objects(term, predicate)}  # type: ignore[attr-defined]
        assert {"en", "zh"} <= languages, term


def test_every_property_is_commented(vocabulary: Graph) -> None:
    for kind in (OWL.DatatypeProperty, OWL.ObjectProperty, OWL.Class):
        for term in vocabulary.subjects(RDF.type, kind):
            assert vocabulary.value(term, RDFS.comment), term


@pytest.mark.parametrize("name", FILES)
def test_every_term_used_is_in_the_vocabulary(samples: Path, vocabulary: Graph, name: str) -> None:
    graph = notice_graph(zhengmai.read(samples / f"{name}.txt"))
    used = {p for p in graph.predicates() if str(p).startswith(iris.NS)}
    used |= {o for o in graph.objects(None, RDF.type) if str(o).startswith(iris.NS)}
    assert used <= set(vocabulary.subjects())


def test_two_documents_of_one_number_are_cited_apart() -> None:
    cites = tuple(
        Citation(title, "甲政发〔2025〕2号", Relation.BASIS, f"《{title}》", ()) for title in "甲乙"
    )
    notice = replace(NOTICE, citations=cites)
    triples = notice_triples(notice, ())
    assert triples.count(b"ns#Citation>") == 2
    graph = iris.notice(notice)
    assert set(to_triples(graph, from_triples(graph, triples)).splitlines()) == set(
        triples.splitlines()
    )


def test_a_bureau_and_its_branch_of_one_name_are_told_once() -> None:
    printed = ("市公安分局", "市公安分局公安分局")
    given = tuple(Assignment(Role.LEAD, name, None, UnitKind.UNIT, ()) for name in printed)
    notice = resolve(replace(NOTICE, tasks=(replace(NOTICE.tasks[0], assignments=given),)))
    graph = iris.notice(notice)
    assert from_triples(graph, notice_triples(notice, ()))  # one rank, or it says that it cannot
