"""Links between plans in a store."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai, build_store
from zhengmai.api import remove as remove_notice
from zhengmai.building.preparation import prepare
from zhengmai.graph.lineage import ways
from zhengmai.graph.lineage.linking import link
from zhengmai.graph.lineage.matching.thresholds import PROPOSED
from zhengmai.graph.stores.opening import open_store


def pairs(graph: Zhengmai) -> set[tuple[str, str]]:
    return {(k.child.iri, k.parent.iri) for k in graph.links()}


@pytest.fixture
def corpus(tmp_path: Path, samples: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for file in samples.glob("*.txt"):
        shutil.copy(file, folder)
    return folder


def test_no_link_between_years(sample_graph: Zhengmai) -> None:
    found = sample_graph.links()
    assert len(found) > 60
    assert all(k.child.year == k.parent.year for k in found)
    assert not any("瓷岭" in k.child.iri for k in found)


def test_links_lead_up(sample_graph: Zhengmai) -> None:
    for found in sample_graph.links():
        above, below = found.parent.jurisdiction, found.child.jurisdiction
        assert below[: len(above)] == above
        assert len(above) < len(below)


def test_every_link_shows_its_evidence(sample_graph: Zhengmai) -> None:
    for found in sample_graph.links():
        assert 0 < found.score <= 1
        assert found.evidence
        for pair in found.evidence:
            assert pair.child in found.child.text
            assert pair.parent in found.parent.text


def test_the_order_of_loading_does_not_matter(corpus: Path, tmp_path: Path) -> None:
    files = sorted(corpus.glob("*-2025.txt"))
    once = zhengmai.build(files, store=tmp_path / "once.db")
    with once:
        expected = pairs(once)
    for name in ("district-b-2025", "province-2025", "district-a-2025", "city-2025"):
        build_store(corpus / f"{name}.txt", tmp_path / "steps.db")
    with zhengmai.open(tmp_path / "steps.db") as stepwise:
        assert pairs(stepwise) == expected


def test_a_build_that_was_stopped_before_linking_is_put_right(corpus: Path, tmp_path: Path) -> None:
    """Everything is stored, nothing is linked, and no file has changed since."""
    prepared = [prepare(file) for file in sorted(corpus.glob("*.txt"))]
    with open_store(tmp_path / "z.db", write=True) as store:
        list(store.put(p.graph for p in prepared if p.graph is not None))
    report = build_store(corpus, tmp_path / "z.db")
    assert not any(f.changed for f in report.files)
    whole = build_store(corpus, tmp_path / "whole.db")
    assert report.links == whole.links > 60


def test_links_that_are_up_to_date_are_not_made_again(corpus: Path, tmp_path: Path) -> None:
    build_store(corpus, tmp_path / "z.db")
    done: list[tuple[int, int]] = []
    with open_store(tmp_path / "z.db", write=True) as store:
        link(store, lambda *progress: done.append(progress))
    assert done == []


def test_building_again_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    first = build_store(corpus, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        before = {name: graph.store.graph(name) for name in graph.store.graphs()}
    again = build_store(corpus, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        after = {name: graph.store.graph(name) for name in graph.store.graphs()}
    assert all(f.changed for f in first.files)
    assert not any(f.changed for f in again.files)
    assert after == before


def test_a_changed_notice_takes_its_old_facts_and_links_with_it(
    corpus: Path, tmp_path: Path
) -> None:
    build_store(corpus, tmp_path / "z.db")
    file = corpus / "district-b-2025.txt"
    text = file.read_text("utf-8")
    start = text.index("二、")
    end = text.index("抄送")
    file.write_text(text[:start] + text[end:], "utf-8")
    report = build_store(corpus, tmp_path / "z.db")
    assert [Path(f.file).name for f in report.files if f.changed] == ["district-b-2025.txt"]
    fresh = zhengmai.build(corpus, store=tmp_path / "fresh.db")
    with fresh, zhengmai.open(tmp_path / "z.db") as updated:
        assert pairs(updated) == pairs(fresh)
        assert [n.tasks for n in updated.notices()] == [n.tasks for n in fresh.notices()]


def test_removing_a_superior_removes_the_links_to_it(corpus: Path, tmp_path: Path) -> None:
    build_store(corpus, tmp_path / "z.db")
    removed = remove_notice("榆津政办发〔2025〕14号", tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert all(removed not in (k.child.notice, k.parent.notice) for k in graph.links())
        assert any(k.parent.level == "province" for k in graph.links())
        missing = {(m.notice, m.document_number) for m in graph.gaps().missing_parents}
        assert any(number == "榆津政办发〔2025〕14号" for _, number in missing)


def test_plans_cited_without_title_are_found_by_place_and_year(sample_graph: Zhengmai) -> None:
    """按照省、市政务公开工作要点: both are held, so neither is missing."""
    missing = sample_graph.gaps().missing_parents
    assert not any("渡南" in m.notice for m in missing)


def test_links_are_made_again_with_other_weights(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_store(corpus, tmp_path / "z.db")
    done: list[tuple[int, int]] = []
    monkeypatch.setattr(ways, "fingerprint", lambda _file: "other weights")
    with open_store(tmp_path / "z.db", write=True) as store:
        link(store, lambda *progress: done.append(progress))
        assert done[-1] == (5, 5)
        link(store, lambda *progress: done.append(progress))
    assert len(done) == 5


def test_candidates_are_kept_and_no_answer_counts_them(sample_graph: Zhengmai) -> None:
    rows = [r for r in sample_graph.doubtful() if r.kind == "candidate"]
    links = pairs(sample_graph)
    of_task = Counter(r.child.iri for r in rows)
    assert len(rows) > 10
    assert max(of_task.values()) <= 3
    above: dict[str, set[str]] = {}
    for child, parent in links:
        above.setdefault(child, set()).add(parent)
    for row in rows:
        assert 0.2 <= row.score < PROPOSED
        assert row.evidence
        pair = row.child.iri, row.parent.iri
        assert pair not in links
        # What a link to a nearer superior leads to anyway is none.
        assert row.parent.iri not in {
            p for near in above.get(pair[0], ()) for p in above.get(near, ())
        }
    alone = next(r.child for r in rows if r.child.iri not in above)
    assert sample_graph.trace(alone.iri).links == ()
    assert alone.iri in {n.iri for n in sample_graph.gaps().without_parent}
    graph = sample_graph.to_networkx()
    relations = Counter(kind for *_, kind in graph.edges(keys=True))
    assert relations["CARRIES_OUT"] == len(links)
    assert not relations["MAY_CARRY_OUT"]


def test_what_to_judge_first(sample_graph: Zhengmai) -> None:
    rows = sample_graph.doubtful()
    links = [r.score for r in rows if r.kind == "link"]
    rest = [r.score for r in rows if r.kind == "candidate"]
    assert [r.kind for r in rows] == ["link"] * len(links) + ["candidate"] * len(rest)
    assert links == sorted(k.score for k in sample_graph.links() if k.score < 0.8)
    assert rest == sorted(rest, reverse=True)
    of_city = sample_graph.doubtful(notice="榆津政办发〔2025〕14号")
    assert of_city == [r for r in rows if r.child.level == "city"]
    assert sample_graph.doubtful("苍坪县") == [r for r in rows if "苍坪县" in r.child.jurisdiction]
    assert sample_graph.doubtful(year=2024) == []
