"""The networkx view."""

from __future__ import annotations

from collections import Counter

from zhengmai.api import Zhengmai


def test_the_graph_holds_what_the_rows_say(sample_graph: Zhengmai) -> None:
    graph = sample_graph.to_networkx()
    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    held = sample_graph.notices()
    assert kinds["Notice"] == len(held) == 5
    assert kinds["Task"] == sum(n.tasks for n in held) == 136
    assert kinds["WorkPoint"] == sum(n.points for n in held)
    relations = Counter(relation for _, _, relation in graph.edges(data="relation"))
    assert relations["CARRIES_OUT"] == len(sample_graph.links())
    assert relations["PART_OF"] == kinds["Task"] + kinds["WorkPoint"]


def test_a_units_tasks_are_its_predecessors(sample_graph: Zhengmai) -> None:
    graph = sample_graph.to_networkx()
    first = sample_graph.workload(top=1)[0]
    tasks = {
        start
        for start, _, relation in graph.in_edges(first.iri, data="relation")
        if relation == "ASSIGNED_TO"
    }
    assert len(tasks) == first.tasks


def test_every_node_has_a_kind_and_a_label(sample_graph: Zhengmai) -> None:
    for node, data in sample_graph.to_networkx().nodes(data=True):
        assert data["kind"], node
        assert "label" in data, node
