"""A person's word on a lineage link: it counts at once, and it outlives every rebuild."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import zhengmai
from zhengmai import api
from zhengmai.api import build_store, remove
from zhengmai.errors import NotFoundError, StoreError
from zhengmai.graph.lineage import review
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.lineage.plans import Judgement
from zhengmai.graph.lineage.review import judge
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.links import LinkRow
from zhengmai.queries.tasks import tasks


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, sample_path: Path, samples: Path, tmp_path: Path) -> str:
    """A store of the samples that may be written to."""
    if request.param == "embedded":
        shutil.copytree(sample_path, tmp_path / "z.db")
        return str(tmp_path / "z.db")
    url: str = request.getfixturevalue("neo4j_store")
    api.copy(sample_path, url)
    return url


def links(store: str) -> dict[tuple[str, str], LinkRow]:
    with zhengmai.open(store) as graph:
        return {(k.child.iri, k.parent.iri): k for k in graph.links()}


def test_a_word_counts_at_once_and_outlives_rebuilds(store: str, samples: Path) -> None:
    before = links(store)
    (rejected, *_), (confirmed, *_) = [
        [pair for pair in sorted(before) if before[pair].child.level == level]
        for level in ("county", "city")
    ]
    api.reject(*rejected, store)
    api.confirm(*confirmed, store)
    with zhengmai.open(store) as graph:
        alone = graph.gaps().without_parent[0].iri
        parent = before[confirmed].parent.iri
    api.confirm(alone, parent, store)

    def judged() -> None:
        now = links(store)
        assert now.keys() == (before.keys() - {rejected}) | {(alone, parent)}
        assert now[confirmed].status == "confirmed"
        assert now[confirmed].evidence == before[confirmed].evidence
        own = now[alone, parent]
        assert (own.method, own.status) == ("person", "confirmed")
        # What a person links, beyond the superiors too, tells how much it keeps of the wording.
        assert own.fidelity == pytest.approx(fidelity(own.child.text, own.parent.text), abs=1e-4)
        others = now.keys() - {confirmed, (alone, parent)}
        assert all(now[pair] == before[pair] for pair in others)
        with zhengmai.open(store) as graph:
            assert alone not in {n.iri for n in graph.gaps().without_parent}

    judged()
    build_store(samples, store)
    judged()
    remove("渡南政办发〔2025〕6号", store)
    remove("榆津政办发〔2025〕14号", store)
    build_store(samples, store)
    judged()
    api.confirm(*rejected, store)  # the last word counts
    assert links(store)[rejected].status == "confirmed"


def test_words_are_copied(sample_path: Path, neo4j_store: str, tmp_path: Path) -> None:
    shutil.copytree(sample_path, tmp_path / "z.db")
    pair = min(links(str(tmp_path / "z.db")))
    api.reject(*pair, tmp_path / "z.db")
    api.copy(tmp_path / "z.db", neo4j_store)
    api.copy(neo4j_store, tmp_path / "back.db")
    with zhengmai.open(tmp_path / "z.db") as one, zhengmai.open(tmp_path / "back.db") as other:
        names = one.store.graphs()
        assert [n for n in names if n.endswith("/review")]
        assert other.store.graphs() == names
        assert [other.store.graph(n) for n in names] == [one.store.graph(n) for n in names]


def test_who_cannot_carry_out_whom(store: str) -> None:
    (child, parent), *_ = links(store)
    with pytest.raises(NotFoundError, match="of a higher level"):
        api.confirm(parent, child, store)
    with pytest.raises(NotFoundError, match="no task"):
        api.confirm(child, "https://example.org/x", store)
    with zhengmai.open(store) as graph:
        phrase = tasks(graph.store, iris=[child])[0].text[:40]
    api.confirm(phrase, parent, store)
    assert links(store)[child, parent].status == "confirmed"


def test_there_has_to_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        api.confirm("a", "b", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_who_said_it_and_when_outlives_rebuilds_and_copies(
    store: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "now", lambda: "2025-06-01T08:30:00Z")
    monkeypatch.setenv("LOGNAME", "wang")
    (one, other, gone, *_) = sorted(links(store))
    api.confirm(*one, store, by=" 张三\x1b", note="会上\n定的")
    api.confirm(*other, store)
    api.reject(*gone, store, by="李四")

    def said(where: str) -> None:
        found = links(where)
        assert (found[one].judged_by, found[one].note) == ("张三", "会上 定的")
        assert found[one].judged_at == found[other].judged_at == "2025-06-01T08:30:00Z"
        assert (found[other].judged_by, found[other].note) == ("wang", None)
        assert gone not in found
        others = [k for pair, k in found.items() if pair not in (one, other)]
        assert {(k.judged_by, k.judged_at, k.note) for k in others} == {(None, None, None)}
        with zhengmai.open(where) as graph:
            steps = graph.trace(one[0]).links
        assert "张三" in {k.judged_by for k in steps}

    said(store)
    remove(found_in(store, one[0]), store)
    build_store(samples, store)
    said(store)
    api.copy(store, tmp_path / "copy.db")
    said(str(tmp_path / "copy.db"))


def found_in(store: str, child: str) -> str:
    with zhengmai.open(store) as graph:
        return str(next(k.child.notice for k in graph.links() if k.child.iri == child))


def test_a_word_that_tells_neither_who_nor_when_still_counts(store: str) -> None:
    """As they were written before these were recorded."""
    pair = min(links(store))
    with open_store(store, write=True) as opened:
        judge(opened, [Judgement(*pair, "confirmed")])
    found = links(store)[pair]
    assert (found.status, found.judged_by, found.judged_at) == ("confirmed", None, None)
    with zhengmai.open(store) as graph:
        name = next(n for n in graph.store.graphs() if n.endswith("/review"))
        assert b"judged" not in graph.store.graph(name)


def test_a_word_is_taken_back(store: str) -> None:
    before = links(store)
    rejected = min(before)
    with zhengmai.open(store) as graph:
        row = next(r for r in graph.doubtful() if r.kind == "candidate")
        names = graph.store.graphs()
    candidate = row.child.iri, row.parent.iri
    api.reject(*rejected, store)
    api.confirm(*candidate, store)
    confirmed = links(store)[candidate]
    assert (confirmed.method, confirmed.evidence) == ("person", row.evidence)
    assert api.withdraw(*rejected, store) is not None
    assert api.withdraw(*candidate, store) is not None
    assert api.withdraw(*candidate, store) is None  # nothing is there to take back
    assert links(store) == before
    with zhengmai.open(store) as graph:
        assert graph.store.graphs() == names
        assert row in graph.doubtful()


def test_a_rejected_candidate_is_asked_about_no_more(store: str, samples: Path) -> None:
    with zhengmai.open(store) as graph:
        rows = graph.doubtful()
    row = rows[-1]
    api.reject(row.child.iri, row.parent.iri, store)
    build_store(samples, store)
    with zhengmai.open(store) as graph:
        assert graph.doubtful() == rows[:-1]


def test_the_machine_may_know_no_name(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", unknown)
    pair = min(links(store))
    api.confirm(*pair, store)
    assert links(store)[pair].judged_by is None
    assert links(store)[pair].judged_at is not None
