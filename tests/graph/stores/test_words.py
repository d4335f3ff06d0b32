"""The index of words beside the embedded store: it narrows, and never leaves out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import zhengmai
from zhengmai.api import Zhengmai, build_store, confirm
from zhengmai.errors import NotFoundError, QueryError, StoreError
from zhengmai.graph.store import GraphData, Wording
from zhengmai.graph.stores.opening import open_store, repair_store
from zhengmai.graph.stores.oxigraph import indexing, words
from zhengmai.graph.stores.oxigraph.said import PREDICATES, facts_in, facts_of, sayings
from zhengmai.graph.stores.oxigraph.store import OxigraphStore
from zhengmai.graph.stores.oxigraph.summary import SUMMARY, summaries
from zhengmai.ontology.ntriples import document, iri, text, triple
from zhengmai.queries.tasks import tasks

INDEX = "words.db"


@pytest.fixture
def path(sample_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_path, tmp_path / "z.db"))


def is_used(path: Path) -> bool:
    with open_store(path) as store:
        return store.saying(Wording(("公开",))) is not None


def found(path: Path, said: str = "公开", **filters: object) -> list[str]:
    with zhengmai.open(path) as graph:
        return [row.iri for row in graph.find(said, **filters)]  # type: ignore[arg-type]


def scanned(graph: Zhengmai, said: str, patch: pytest.MonkeyPatch) -> list[str]:
    """What is found without the index."""
    with patch.context() as without:
        without.setattr(OxigraphStore, "saying", lambda *_: None)
        return [row.iri for row in graph.find(said)]


@pytest.fixture(scope="module")
def scene(sample_store: tuple[Path, object]) -> tuple[Zhengmai, str]:
    """The samples, open, with all that their tasks say."""
    graph = zhengmai.open(sample_store[0]).__enter__()
    every = tasks(graph.store)
    said = [
        t.text + (t.heading or "") + "".join(u.unit + u.as_written for u in t.units) for t in every
    ]
    return graph, "\n".join(said)


strange = st.sampled_from(
    ["%", "_", '"', "*", "'", "\\", "(", "\ud800", "政\udfff", "😀", "ß", "SS", "Ａ", "１２", "AND",
     "NEAR", "{text} :", "此语绝无", "x" * 3000, "政" * 300, "\x00", "-", "^", "政 \ud800"]
)  # fmt: skip


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_index_finds_what_a_scan_finds(
    scene: tuple[Zhengmai, str], monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    graph, said = scene
    start = data.draw(st.integers(0, len(said) - 1))
    length = data.draw(st.sampled_from([1, 1, 2, 2, 3, 5, 9, 30]))
    one = said[start : start + length].strip() or "政"
    word = data.draw(st.sampled_from([one, one.swapcase(), f"{one} 公开"]) | strange)
    assert graph.store.saying(Wording(("公开",)))
    assert [row.iri for row in graph.find(word)] == scanned(graph, word, monkeypatch)


def test_an_empty_word_is_refused(scene: tuple[Zhengmai, str]) -> None:
    for nothing in ("", " ", "\n"):
        with pytest.raises(NotFoundError, match="some words"):
            scene[0].find(nothing)


def test_place_year_and_number_of_rows_narrow(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zhengmai.open(path) as graph:
        every = graph.find("公开")
        inside = graph.find("公开", place="渡南区", year=2025)
        first = graph.find("公开", place="渡南区", top=3)
        monkeypatch.setattr(OxigraphStore, "saying", lambda *_: None)
        assert graph.find("公开") == every
        assert graph.find("公开", place="渡南区", year=2025) == inside
        assert graph.find("公开", place="渡南区", top=3) == first == inside[:3]
    assert 3 < len(inside) < len(every)


def test_points_and_phrases_are_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zhengmai.open(path) as graph:
        point = next(n for n in graph.gaps().uncarried if n.kind == "point" and n.heading)
        task = tasks(graph.store)[5]
        wanted = (point.heading or "", task.text, task.text[:40], "此语绝无", "公开", "政")

        def answer(what: str) -> object:
            try:
                return graph.trace(what)
            except NotFoundError as error:
                return str(error)

        with_index = [answer(what) for what in wanted]
        assert graph.store.saying(Wording(("公开",))) is not None
        monkeypatch.setattr(OxigraphStore, "saying", lambda *_: None)
        assert [answer(what) for what in wanted] == with_index


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(PREDICATES), TEXTS, st.booleans()), max_size=6))
@example([(PREDICATES[0], 'a\\u0041"\n\r\t.\\" \u2028 .', False)])
def test_facts_are_read_as_a_parser_reads_them(said: list[tuple[str, str, bool]]) -> None:
    name = "http://x/notice"
    lines = [
        triple(iri("http://x/s"), iri(p), iri("http://x/o") if is_iri else text(t))
        for p, t, is_iri in said
    ]
    ntriples = document([*lines, triple(iri("http://x/s"), iri("http://x/p"), text("."))])
    database = ox.Store()
    database.load(ntriples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
    assert set(facts_of(ntriples)) == set(facts_in(database, name))


def test_facts_of_other_writers_are_read() -> None:
    ns = PREDICATES[0]
    other = f'  <http://x/s>\t<{ns}> "\\u653F\\U0001F600"@zh  .  \r\n# <http://x/s> <{ns}> "no" .\n'
    assert list(facts_of(other.encode())) == [("http://x/s", ns, "政😀")]


def test_a_notice_without_year_or_place_is_not_left_out() -> None:
    assert sayings("http://x", []).years == ()


# --- the index and the store


def remove(path: Path) -> None:
    (path / INDEX).unlink()


def empty(path: Path) -> None:
    (path / INDEX).write_bytes(b"")


def cut(path: Path) -> None:
    whole = (path / INDEX).read_bytes()
    (path / INDEX).write_bytes(whole[: len(whole) // 3])


def blur(path: Path) -> None:
    whole = (path / INDEX).read_bytes()
    (path / INDEX).write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))


def of_another_store(path: Path) -> None:
    other = path.parent / "other.db"
    with open_store(other, write=True) as store:
        list(store.put([GraphData("http://g/1", b'<http://s> <http://p> "one" .\n')]))
    shutil.copyfile(other / INDEX, path / INDEX)


def a_folder(path: Path) -> None:
    remove(path)
    (path / INDEX).mkdir()


@pytest.mark.parametrize("harm", [remove, empty, cut, blur, of_another_store])
def test_without_a_right_index_the_answers_are_the_same(
    path: Path, harm: Callable[[Path], None]
) -> None:
    before = found(path)
    assert is_used(path)
    harm(path)
    assert not is_used(path)
    assert found(path) == before
    assert found(path, "档") == found(path, "档", top=1000)
    repair_store(path)
    assert is_used(path)
    assert found(path) == before


def test_an_index_that_cannot_be_made_stops_nothing(path: Path) -> None:
    before = found(path)
    a_folder(path)
    assert found(path) == before
    with open_store(path, write=True) as store:
        store.remove([before[0].rpartition("/task/")[0]])
    assert not is_used(path)
    assert set(found(path)) < set(before)


def test_the_next_writer_makes_it_anew(path: Path) -> None:
    remove(path)
    with open_store(path, write=True):
        pass
    assert is_used(path)


def test_a_word_on_a_link_leaves_it_as_it_is(path: Path) -> None:
    with zhengmai.open(path) as graph:
        link = graph.links()[0]
    before = (path / INDEX).stat()
    confirm(link.child.iri, link.parent.iri, path)
    after = (path / INDEX).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert is_used(path)


def test_what_changes_is_found_and_what_goes_is_not(path: Path, samples: Path) -> None:
    with zhengmai.open(path) as graph:
        row = graph.find("公开")[0]
        data = graph.store.graph(row.notice)
    new = data.replace(row.text[:6].encode(), "全新之语句子".encode())
    with open_store(path, write=True) as store:
        assert list(store.put([GraphData(row.notice, new)])) == [True]
    assert row.iri in found(path, "全新之语")
    assert is_used(path)
    zhengmai.api.remove(row.notice, path)
    assert found(path, "全新之语") == []
    assert is_used(path)
    build_store([samples], path)
    assert is_used(path)
    assert row.iri in found(path)


def test_an_older_store_is_made_new(path: Path) -> None:
    with zhengmai.open(path) as graph:
        before = graph.workload(year=2025), graph.find("公开")
    remove(path)
    database = ox.Store(path / "quads")
    for name in summaries(database)[:]:
        if name.value != SUMMARY:
            database.remove_graph(name)
    database.update(f"DELETE WHERE {{ GRAPH <{SUMMARY}> {{ <{SUMMARY}> ?p ?o }} }}")
    database.flush()
    del database
    (path / "format.json").write_text('{"zhengmai": 2, "state": "ready"}')
    with pytest.raises(StoreError, match="older"), open_store(path):
        pass
    with open_store(path, write=True):
        pass
    with zhengmai.open(path) as graph:
        assert (graph.workload(year=2025), graph.find("公开")) == before
    assert is_used(path)


def test_totals_of_years_follow_what_is_written(path: Path, samples: Path) -> None:
    with zhengmai.open(path) as graph:
        before = {year: graph.workload(year=year) for year in (2024, 2025, 1999)}
        notice = next(n.iri for n in graph.notices(year=2025) if n.level == "county")
        data = graph.store.graph(notice)
    moved = re.sub(rb'(#planYear> "2)025', rb"\g<1>024", data)
    assert moved != data
    with open_store(path, write=True) as store:
        list(store.put([GraphData(notice, moved)]))
    with zhengmai.open(path) as graph:
        changed = {year: graph.workload(year=year) for year in before}
        tasks_of = {y: sum(r.tasks for r in rows) for y, rows in changed.items()}
    assert tasks_of[2024] > sum(r.tasks for r in before[2024])
    assert tasks_of[2025] < sum(r.tasks for r in before[2025])
    assert "the summary was made anew" not in repair_store(path).done
    zhengmai.api.remove(notice, path)
    assert "the summary was made anew" not in repair_store(path).done
    build_store([samples], path)
    assert "the summary was made anew" not in repair_store(path).done
    with zhengmai.open(path) as graph:
        assert {year: graph.workload(year=year) for year in before} == before


def test_readers_keep_what_they_opened(path: Path) -> None:
    with zhengmai.open(path) as one, zhengmai.open(path) as other:
        before = one.find("公开")
        zhengmai.api.remove(before[0].notice, path)
        assert one.find("公开") == before  # with the index that it has open
        assert other.find("公开") == before  # its index is gone, and all is looked at
        assert one.store.saying(Wording(("公开",))) is not None
        assert other.store.saying(Wording(("公开",))) is None
        with zhengmai.open(path) as third:
            assert len(third.find("公开")) < len(before)


def test_a_read_only_folder(path: Path) -> None:
    before = found(path)
    for folder, _, files in os.walk(path):
        for name in files:
            (Path(folder) / name).chmod(0o444)
        Path(folder).chmod(0o555)
    try:
        assert is_used(path)
        assert found(path) == before
    finally:
        for folder, _, _ in os.walk(path):
            Path(folder).chmod(0o755)


KILLED = """
import os, signal, sys
from pathlib import Path
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store
from zhengmai.graph.stores.oxigraph.words import WordWriter
def die(*_):
    if sys.argv[4] == "on disk":
        store._database.flush()
    os.kill(os.getpid(), signal.SIGKILL)
setattr(WordWriter, sys.argv[2], die)
with open_store(sys.argv[1], write=True) as store:
    name = sys.argv[3]
    data = store.graph(name)
    list(store.put([GraphData(name, data.replace("公开".encode(), "藏起".encode()))]))
"""


@pytest.mark.parametrize("where", ["on disk", "in Oxigraph's journal"])
@pytest.mark.parametrize("at", ["finish", "put"])
def test_killed_between_the_quads_and_the_index(path: Path, at: str, where: str) -> None:
    notice = found(path)[0].rpartition("/task/")[0]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, path, at, notice, where],
        env={**os.environ, "PYTHONPATH": str(Path(zhengmai.__file__).parents[1])},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    with open_store(path) as store:
        written = "藏起".encode() in store.graph(notice)
    # A reader sees what is in Oxigraph's files; of the journal there only a writer does.
    assert written == (where == "on disk")
    assert is_used(path) != written
    assert any(iri_.startswith(notice) for iri_ in found(path, "藏起")) == written
    with open_store(path, write=True):
        pass
    assert is_used(path)
    assert any(iri_.startswith(notice) for iri_ in found(path, "藏起"))
    assert not list(path.glob("words.db.*"))


def test_an_error_while_writing_makes_it_anew(path: Path) -> None:
    bad = GraphData("http://g/1", b"<http://s> <http://p> broken .\n")
    with open_store(path, write=True) as store, pytest.raises(Exception, match=re.compile(".")):
        list(store.put([bad]))
    assert is_used(path)
    assert found(path)


def test_what_is_gone_does_not_pile_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.WordWriter, "is_half_empty", property(lambda _: True))
    made: list[Path] = []
    make = indexing.make
    monkeypatch.setattr(indexing, "make", lambda *a: made.append(a[0]) or make(*a))  # type: ignore[func-returns-value]
    notice = found(path)[0].rpartition("/task/")[0]
    zhengmai.api.remove(notice, path)
    assert made
    assert is_used(path)


def test_no_utf8_is_told_where_the_texts_decide(path: Path) -> None:
    with zhengmai.open(path) as graph, pytest.raises(QueryError, match="UTF-8"):
        graph.trace("政\ud800")
