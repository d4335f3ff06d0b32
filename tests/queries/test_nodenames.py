"""A task or a point by the number of its notice and its own."""

from __future__ import annotations

import pytest

from zhengmai.api import Zhengmai
from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.queries.links import nodes
from zhengmai.queries.nodenames import find_node
from zhengmai.queries.tasks import tasks

DISTRICT, PROVINCE, CITY = "渡南政办发〔2025〕6号", "湄政办发〔2025〕11号", "榆津政办发〔2025〕14号"


@pytest.mark.parametrize(
    ("wanted", "end"),
    [
        (f"{PROVINCE}（九）", "湄政办发-2025-11/point/9"),
        (f"{PROVINCE} (九)", "湄政办发-2025-11/point/9"),
        ("湄政办发[2025]11号 九", "湄政办发-2025-11/point/9"),
        ("湄政办发【2025】 11 号（九）", "湄政办发-2025-11/point/9"),
        (f"{PROVINCE}扩大重大行政决策公众参与", "湄政办发-2025-11/point/9"),
        (f"{DISTRICT} 3", "渡南政办发-2025-6/task/3"),
        (f"{DISTRICT}第3项", "渡南政办发-2025-6/task/3"),
        (f"{DISTRICT}（三）", "渡南政办发-2025-6/point/3"),
    ],
)
def test_by_number(sample_graph: Zhengmai, wanted: str, end: str) -> None:
    found = find_node(sample_graph.store, wanted)
    assert found.iri.endswith(end) or (
        found.kind == "task" and found.number == "（九）" and "point/9" in end
    )


def test_each_task_is_found_by_its_own_name(sample_graph: Zhengmai) -> None:
    """Its number, with that of its point where each point counts from 1."""
    rows = tasks(sample_graph.store)
    numbers = {n.iri: n.document_number for n in sample_graph.notices()}
    every = nodes(sample_graph.store, [r.iri for r in rows])
    points = nodes(sample_graph.store, {n.under for n in every.values() if n.under})
    for node in every.values():
        alike = [n for n in every.values() if (n.notice, n.number) == (node.notice, node.number)]
        point = points[node.under].number if node.under and len(alike) > 1 else ""
        wanted = f"{numbers[node.notice]}{point} {node.number}"
        assert find_node(sample_graph.store, wanted).iri == node.iri, wanted


def test_what_is_not_there_is_told(sample_graph: Zhengmai) -> None:
    with pytest.raises(NotFoundError, match="nothing in that notice has this number"):
        find_node(sample_graph.store, f"{PROVINCE}（九十九）")
    with pytest.raises(NotFoundError, match="no notice '湄政办发〔2025〕99号'"):
        find_node(sample_graph.store, "湄政办发〔2025〕99号（九）")
    with pytest.raises(SeveralError, match="tasks and points may be"):
        find_node(sample_graph.store, f"{DISTRICT} 公开")


def test_why_a_trace_leads_nowhere(sample_graph: Zhengmai) -> None:
    """A plan without a superior cannot be judged; an addition of a place's own is one."""
    top = sample_graph.trace(f"{PROVINCE}（九）")
    assert (top.why_none, top.not_held) == ("not_held", ())
    unheld = sample_graph.trace("瓷岭政办发〔2024〕7号（三）")
    assert unheld.why_none == "not_held"
    assert "榆津政办发〔2024〕16号" in unheld.not_held[0].label
    own = sample_graph.gaps(DISTRICT).without_parent[0]
    assert sample_graph.trace(own.iri).why_none == "own"
    assert sample_graph.trace(own.iri, down=True).why_none == "none_below"
    left = sample_graph.gaps(PROVINCE).uncarried[0]
    assert sample_graph.trace(left.iri, down=True).why_none == "uncarried"


def test_links_are_filtered_and_sorted_as_printed(sample_graph: Zhengmai) -> None:
    every = sample_graph.links()
    assert [k.child.order for k in every if k.child.notice == every[0].child.notice] == sorted(
        k.child.order for k in every if k.child.notice == every[0].child.notice
    )
    place = sample_graph.links(place="渡南区")
    assert place == [k for k in every if k.child.jurisdiction[-1] == "渡南区"]
    assert sample_graph.links(place="渡南区", top=2) == place[:2]
    assert sample_graph.links(year=2024) == [k for k in every if k.child.year == 2024]
    assert sample_graph.links(below=0.9) == [k for k in every if k.score < 0.9]
    assert sample_graph.links(status="confirmed") == []
    with pytest.raises(NotFoundError, match="proposed or confirmed"):
        sample_graph.links(status="rejected")


def test_gaps_of_a_place(sample_graph: Zhengmai) -> None:
    every, some = sample_graph.gaps(), sample_graph.gaps(place="渡南区", year=2025)
    assert some.without_parent == tuple(
        n for n in every.without_parent if n.jurisdiction[-1] == "渡南区"
    )
    assert {n.jurisdiction[-1] for n in some.uncarried} <= {"渡南区"}
    assert every.without_superior == ("https://w3id.org/zhengmai/id/notice/湄政办发-2025-11",)


@pytest.mark.parametrize("wanted", ["湄政办发〔2025〕11号（九九）", "湄政办发〔2025〕11号（一二）"])
def test_a_number_is_not_put_together_of_two(sample_graph: Zhengmai, wanted: str) -> None:
    with pytest.raises(NotFoundError, match="nothing in that notice"):
        find_node(sample_graph.store, wanted)


def test_a_heading_counts_before_words_of_a_text(sample_graph: Zhengmai) -> None:
    """政策解读 stands at the beginning of a task, and is the heading of a point."""
    found = find_node(sample_graph.store, "政策解读")
    assert (found.kind, found.heading) == ("point", "政策解读")


def test_an_item_is_named_as_it_is_printed(sample_graph: Zhengmai) -> None:
    notice = "苍坪政办发〔2025〕9号"
    item = find_node(sample_graph.store, f"{notice}（八）第2项")
    assert item == find_node(sample_graph.store, f"{notice}（八）2")
    assert item.number == "2"
