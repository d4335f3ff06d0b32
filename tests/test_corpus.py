"""The invented country: valid notices, all different, with a lineage that is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from types import ModuleType

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

from tests.conftest import script
from zhengmai.graph.lineage import linking as lineage
from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.store import Store
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology import iris
from zhengmai.ontology.rdf import notice_graph
from zhengmai.ontology.shapes import violations
from zhengmai.queries.links import links
from zhengmai.queries.trace import trace
from zhengmai.queries.workload import workload

ZM = Namespace(iris.NS)
NOTICES = 32  # a province, three cities and their counties
SEED = 5
DIGESTS = ("Digest>", "linkedBy>")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return script("bench", "corpus")


@pytest.fixture(scope="module")
def made(bench: ModuleType) -> list:
    return list(bench.corpus(NOTICES, SEED))


@pytest.fixture(scope="module")
def store(made: list, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("corpus") / "zhengmai.db", write=True) as opened:
        graphs = (graph for one in made for graph in (one.notice, one.lineage))
        assert all(opened.put(graphs))
        yield opened


def parsed(one: object) -> Graph:
    return Graph().parse(data=one.notice.ntriples, format="nt")


def facts(ntriples: bytes | str) -> set[str]:
    """The triples but for the digests, which are made in another way."""
    text = ntriples if isinstance(ntriples, str) else ntriples.decode()
    return {line for line in text.splitlines() if line and not any(d in line for d in DIGESTS)}


def test_exactly_as_many_notices_as_wanted_all_different(bench: ModuleType, made: list) -> None:
    assert len({one.notice.iri for one in made}) == len(made) == NOTICES
    lines = (line for one in made for line in one.notice.ntriples.splitlines())
    assert len({line for line in lines if b"#contentDigest>" in line}) == NOTICES
    assert len(list(bench.corpus(1))) == 1
    assert bench.capacity() >= 20_000
    with pytest.raises(ValueError, match="a corpus has 1 to"):
        next(bench.corpus(bench.capacity() + 1))


def test_every_year_has_the_plans_above_each_plan_first(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "CITIES", 2)  # a province issues 20 plans a year
    seen: set[str] = set()
    for one in bench.corpus(45):
        above = {re.sub("/(?:task|point)/.*", "", parent) for _, parent in one.links}
        assert above <= seen
        assert above or b'"province"' in one.notice.ntriples
        seen.add(one.notice.iri)
    assert len(seen) == 45
    assert {iri.split("-")[1] for iri in seen} == {"2024", "2025"}


def test_names_and_codes_of_the_whole_country_differ(bench: ModuleType) -> None:
    seats = list(bench._country(bench._dice("any")))
    assert len(seats) * len(bench.YEARS) == bench.capacity()
    assert len({s.place.code for s in seats}) == len({s.short for s in seats}) == len(seats)
    assert all(len(s.place.code) == 6 for s in seats)


def test_the_same_seed_gives_the_same_corpus(bench: ModuleType, made: list) -> None:
    again = bench.corpus(NOTICES, SEED)
    assert list(islice(again, 8)) == made[:8]
    assert next(bench.corpus(NOTICES, SEED + 1)) != made[0]


def test_the_notices_are_valid(made: list) -> None:
    for one in (made[0], made[1], made[2], made[-1]):
        assert violations(one.notice.ntriples) == []


def test_no_mark_is_left(bench: ModuleType, made: list) -> None:
    marks = [*bench._NAMES, *bench._TRADE_MARKS, "§", f"〔{bench._YEAR}", f"-{bench._YEAR}-"]
    marks.append(f"{bench._YEAR}年")
    for one in made:
        text = (one.notice.ntriples + one.lineage.ntriples).decode()
        assert [mark for mark in marks if mark in text] == []


def test_an_offset_is_never_taken_for_the_year(bench: ModuleType) -> None:
    year = bench._YEAR
    offsets = f'source#char={year},{year}> <http://www.w3.org/ns/oa#start> "{year}"^^<x> 1{year}'
    assert bench._GAP.findall(offsets.encode()) == []
    dates = f'#rule> "{year}-06-11/{year}-09-10" . #planYear> "{year}"^^<x>'
    assert len(bench._GAP.findall(dates.encode())) == 3


def test_a_filled_mould_says_what_zhengmai_writes(bench: ModuleType, made: list) -> None:
    """The notice of a county made at once, with its own names, has the same triples."""
    places = list(islice(bench._country(bench._dice(f"corpus/{SEED}")), NOTICES))
    found = {seat.place.name: n for n, seat in enumerate(places)}
    county = next(seat for seat in reversed(places) if seat.depth == bench.COUNTY)
    city = next(s for s in reversed(places[: found[county.place.name]]) if s.depth == bench.CITY)
    seats, drafts, kind = [], [], ()
    for seat in (places[0], city, county):
        one = made[found[seat.place.name]]
        seats.append(replace(seat, serial=int(one.notice.iri.rsplit("-", 1)[1])))
        kind = (*kind, bench._way(seat, 2025))
        drafts.append(bench._Clerk(kind, seats, 2025, drafts).draft())
        graph = notice_graph(drafts[-1].notice)
        assert facts(graph.serialize(format="nt")) == facts(one.notice.ntriples)
        found_links = bench._links(drafts[-1], drafts[:-1], bench._dice(f"links/{kind}"))
        graph = bench._lineage_graph(drafts[-1], found_links, drafts[:-1])
        for above in drafts[:-1]:
            graph.add((URIRef(drafts[-1].iri), ZM.answersTo, URIRef(above.iri)))
        assert facts(graph.serialize(format="nt")) == facts(one.lineage.ntriples)


def test_names_of_units_are_full_names(made: list) -> None:
    county = parsed(made[2])
    place = county.value(URIRef(made[2].notice.iri), ZM.appliesTo)
    name = str(county.value(place, URIRef("https://schema.org/name")))
    code = str(place).rpartition("/")[2]
    unit = URIRef(f"https://w3id.org/zhengmai/id/unit/{code}/教育和体育局")
    assert str(county.value(unit, SKOS.prefLabel)) == f"{name}教育和体育局"
    assert (unit, ZM.ofPlace, place) in county


def test_spans_of_a_notice_do_not_overlap(bench: ModuleType, made: list) -> None:
    draft = bench._drafted((0, 0, 1)).notice
    for task in draft.tasks:
        assert draft.quote(task.spans) == task.text
        for assignment in task.assignments:
            assert draft.quote(assignment.spans) == assignment.unit
        for deadline in task.deadlines:
            assert draft.quote(deadline.spans) == deadline.as_written
    spans = sorted(s for t in draft.tasks for f in (t, *t.assignments) for s in f.spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_the_links_of_a_store_are_the_true_ones(made: list, store: Store) -> None:
    true = [pair for one in made for pair in one.links]
    found = links(store)
    assert sorted((k.child.iri, k.parent.iri) for k in found) == sorted(true)
    assert {k.parent.kind for k in found} == {"task", "point"}
    assert {k.method for k in found} == {"verbatim", "paraphrase"}
    for link in found:
        assert link.status == "proposed"
        assert 1 <= len(link.evidence) <= 2
        for pair in link.evidence:
            assert pair.child in link.child.text
            assert pair.parent in link.parent.text


def test_a_store_of_the_corpus_counts_as_linked(made: list, store: Store) -> None:
    plans = hierarchy(store).plans
    assert len(plans) == NOTICES
    assert lineage.Lineage(store, hierarchy(store)).outdated() == []
    before = [store.graph(one.lineage.iri) for one in made[:3]]
    assert lineage.link(store) == sum(len(one.links) for one in made)
    assert [store.graph(one.lineage.iri) for one in made[:3]] == before


def test_a_task_is_traced_to_city_and_province(made: list, store: Store) -> None:
    parents: dict[str, set[str]] = {}
    for one in made:
        for child, parent in one.links:
            parents.setdefault(child, set()).add(parent)
    county = made[2]
    start = next(c for c, p in county.links if parents.get(p) and len(parents[c]) == 1)
    (at_city,) = parents[start]
    found = trace(store, start)
    assert found.task.level == "county"
    assert {n.iri for n in found.nodes} == {at_city, *parents[at_city]}
    assert [n.level for n in found.nodes] == ["city", "province"]
    assert {(k.child.iri, k.parent.iri) for k in found.links} == {
        (start, at_city), *((at_city, p) for p in parents[at_city])
    }  # fmt: skip


def test_workload_is_what_the_tasks_of_a_place_say(made: list, store: Store) -> None:
    graph = parsed(made[-1])
    place = graph.value(URIRef(made[-1].notice.iri), ZM.appliesTo)
    counted: Counter[str] = Counter()
    for task in graph.subjects(RDF.type, ZM.Task):
        named = {graph.value(a, ZM.unit) for a in graph.objects(task, ZM.assignment)}
        counted.update(str(u) for u in named if (u, RDF.type, ZM.Unit) in graph)
    rows = workload(store, place=str(place).rpartition("/")[2])
    assert {row.iri: row.tasks for row in rows} == dict(counted)
    assert len(rows) > 20


def test_the_shape_of_the_country(made: list) -> None:
    """As many tasks, deadlines and links as real notices have."""
    graphs = [parsed(made[n]) for n in (0, 1, 2)]
    tasks = [len(set(g.subjects(RDF.type, ZM.Task))) for g in graphs]
    assert 30 <= tasks[0] <= 40
    assert 50 <= tasks[1] <= 60
    assert 45 <= tasks[2] <= 56
    dated = len(set(graphs[2].subjects(ZM.deadline, None)))
    assert 0.4 < dated / tasks[2] < 0.8
    linked = len({child for child, _ in made[2].links})
    assert linked / tasks[2] > 0.7
    assert all(len(str(t)) >= 40 for g in graphs for t in texts(g))


def texts(graph: Graph) -> list[object]:
    return [graph.value(task, ZM.text) for task in graph.subjects(RDF.type, ZM.Task)]
