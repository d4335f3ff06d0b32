"""All formats hold what the store holds."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run


def test_exported_triples_are_those_of_the_store(sample_path: Path, tmp_path: Path) -> None:
    import networkx as nx
    import pyoxigraph as ox
    from rdflib import Graph

    quads, turtle, graphml = (tmp_path / n for n in ("a.nq", "a.ttl", "a.graphml"))
    for kind, out in (("nquads", quads), ("turtle", turtle), ("graphml", graphml)):
        assert run("export", "--format", kind, "--out", out, "--store", sample_path)[0] == 0
    written = list(ox.parse(path=str(quads)))
    assert len({str(q.graph_name) for q in written}) == 10  # five notices, five lineages
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in written}
    assert len(Graph().parse(turtle)) == len(triples)
    assert nx.read_graphml(graphml).number_of_nodes() > 200
