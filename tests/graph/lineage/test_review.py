"""A person's word on a lineage link: it counts at once, and it outlives every rebuild."""

from __future__ import annotations

import re
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
        assert not re.search(b"judged(?:By|At)", graph.store.graph(name))


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


OVER = (
    "苍坪市人民政府办公室关于印发2025年苍坪市渡口工作要点的通知\n\n"
    "苍坪政办发〔2025〕7号\n\n一、渡口\n{}"
)
UNDER = (
    "苍坪市渡南县人民政府办公室关于印发2025年渡南县渡口工作要点的通知\n\n"
    "渡南政办发〔2025〕3号\n\n一、渡口\n{}"
)
ABOVE = ["各渡口换上新缆绳，旧缆绳入库登记。", "每季度检查一次救生衣。", "渡工考证逐人建档。"]
BELOW = ["老渡口的缆绳换成新的。", "救生衣一季一查。", "渡工的证件装进档案袋。"]


def written(folder: Path, below: list[str]) -> None:
    for name, form, items in (("city", OVER, ABOVE), ("county", UNDER, below)):
        lines = (
            "".join(f"{n}.{text}（{name}水务局负责）\n" for n, text in enumerate(items, 1))
            .replace("city", "市")
            .replace("county", "县")
        )
        (folder / f"{name}.txt").write_text(form.format(lines), "utf-8")


@pytest.fixture(params=["embedded", "neo4j"])
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store in which a person has said something of two tasks."""
    written(tmp_path, BELOW)
    neo4j = request.param == "neo4j"
    store = request.getfixturevalue("neo4j_store") if neo4j else str(tmp_path / "z.db")
    build_store([tmp_path / "city.txt", tmp_path / "county.txt"], store)
    api.confirm(BELOW[2], ABOVE[0], store, by="陈", note="一并")
    api.reject(BELOW[1], ABOVE[1], store, by="陈")
    return store


def standing(store: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    with zhengmai.open(store) as graph:
        return {(k.child.text, k.parent.text): (k.status, k.note) for k in graph.links()}


def test_a_word_is_about_the_text_and_not_about_its_number(judged: str, tmp_path: Path) -> None:
    before = standing(judged)
    assert before[BELOW[2], ABOVE[0]] == ("confirmed", "一并")
    assert (BELOW[1], ABOVE[1]) not in before
    # Another task comes first, so that each number is that of another text.
    written(tmp_path, ["夜里不摆渡。", *BELOW])
    report = build_store([tmp_path / "county.txt"], judged)
    assert report.lost == ()
    after = standing(judged)
    assert after[BELOW[2], ABOVE[0]] == ("confirmed", "一并")
    assert (BELOW[1], ABOVE[1]) not in after
    assert [pair for pair, (status, _) in after.items() if status == "confirmed"] == [
        (BELOW[2], ABOVE[0])
    ]
    # What is said of a text that has now the number of another one leaves that one's word.
    api.confirm(BELOW[1], ABOVE[2], judged, by="李")
    api.withdraw(BELOW[1], ABOVE[1], judged)
    now = standing(judged)
    assert now[BELOW[2], ABOVE[0]] == ("confirmed", "一并")
    assert now[BELOW[1], ABOVE[2]][0] == "confirmed"
    assert api.withdraw(BELOW[1], ABOVE[1], judged) is None


def test_a_word_on_a_text_that_is_gone_is_told_and_waits(judged: str, tmp_path: Path) -> None:
    written(tmp_path, [*BELOW[:2], "渡工的证件重新照相。"])
    report = build_store([tmp_path / "county.txt"], judged)
    (lost,) = report.lost
    assert (lost.by, lost.status, lost.child_text) == ("陈", "confirmed", BELOW[2])
    assert "confirmed" not in {status for status, _ in standing(judged).values()}
    written(tmp_path, BELOW)
    assert build_store([tmp_path / "county.txt"], judged).lost == ()
    assert standing(judged)[BELOW[2], ABOVE[0]] == ("confirmed", "一并")
