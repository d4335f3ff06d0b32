"""Triples → property graph → triples: nothing is lost, nothing is left out."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from zhengmai.api import Zhengmai
from zhengmai.errors import ConversionError
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples


def test_every_graph_of_the_samples_comes_back_as_it_was(sample_graph: Zhengmai) -> None:
    names = sample_graph.store.graphs()
    assert len(names) == 10
    for name in names:
        triples = sample_graph.store.graph(name)
        assert to_triples(name, from_triples(name, triples)) == triples


def test_what_the_tables_have_no_place_for_is_an_error(sample_graph: Zhengmai) -> None:
    name = sample_graph.notices()[0].iri
    triples = sample_graph.store.graph(name)
    for statement in (
        f'<{name}> <https://example.org/mood> "bright" .\n',
        f"<{name}/task/x> <{iris.NS}under> <{name}/point/none> .\n",
        '<https://example.org/a> <https://example.org/b> "c" .\n',
    ):
        with pytest.raises(ConversionError, match=r"no place for|not told of"):
            from_triples(name, triples + statement.encode())


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("/assignment/1>", "/assignment/first>"),
        ("/load/collective/department>", "/load/all>"),
        (f"<{pg.ELI}based_on>", f"<{pg.ELI}cites>"),
    ],
)
def test_a_qualified_node_that_could_not_be_written_again_is_an_error(
    sample_graph: Zhengmai, what: str, instead: str
) -> None:
    """Such nodes are not kept: their IRIs have to follow from what they stand between."""
    name = next(n.iri for n in sample_graph.notices() if "渡南" in n.iri)
    triples = sample_graph.store.graph(name).decode()
    assert what in triples
    with pytest.raises(ConversionError):
        from_triples(name, triples.replace(what, instead).encode())


def test_a_lineage_link_under_another_name_is_an_error(sample_graph: Zhengmai) -> None:
    name = next(n for n in sample_graph.store.graphs() if n.endswith("政办发-2025-6/lineage"))
    triples = sample_graph.store.graph(name).decode()
    assert "/evidence/1>" in triples
    for what, instead in (("/evidence/1>", "/evidence/9>"), ("/link/", "/chain/")):
        with pytest.raises(ConversionError):
            from_triples(name, triples.replace(what, instead).encode())


def test_every_property_of_the_tables_is_one_of_the_vocabulary() -> None:
    from importlib import resources

    text = resources.files("zhengmai.ontology").joinpath("vocabulary.ttl").read_text("utf-8")
    vocabulary = {
        t.subject.value
        for t in ox.parse(text, format=ox.RdfFormat.TURTLE)
        if isinstance(t.subject, ox.NamedNode)
    }
    ours = [p for node in pg.NODES for p in (*node.properties, *node.said)]
    ours += [p for of in pg.QUALIFIED for p in of.properties]
    for one in ours:
        if one.predicate.startswith(iris.NS):
            assert one.predicate in vocabulary, one
    for node in pg.NODES:
        assert node.rdf_class in vocabulary
    for relation in pg.RELATIONSHIPS:
        if relation.predicate.startswith(iris.NS):
            assert relation.predicate in vocabulary, relation


def test_texts_that_could_break_a_query_are_only_texts() -> None:
    nasty = "'; MATCH (n) DETACH DELETE n // \" \\ \n <script>alert(1)</script> `x` \U00020000"
    notice = iris.numbered("某政办发〔2025〕1号")
    task = iris.task(notice, "1")
    lines = [
        f"<{notice}> <{pg.RDF}type> <{iris.NS}Notice> .",
        f"<{task}> <{pg.RDF}type> <{iris.NS}Task> .",
        f"<{task}> <{iris.NS}partOf> <{notice}> .",
        f"<{task}> <{iris.NS}text> {ox.Literal(nasty)} .",
    ]
    triples = ("\n".join(sorted(lines)) + "\n").encode()
    graph = from_triples(notice, triples)
    assert graph.nodes["Task"][task]["text"] == nasty
    assert to_triples(notice, graph) == triples
