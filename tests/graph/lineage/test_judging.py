"""Asking the office's model: what it says counts, once; what it does not say changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import zhengmai
from tests.chatting import Answering, Service, chooses, says, serving
from zhengmai import api
from zhengmai.api import build_store
from zhengmai.graph.lineage.judging import Consultation, Judge, consult
from zhengmai.graph.lineage.linking import link
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.links import LinkRow
from zhengmai.queries.review import DoubtfulRow

Pair = tuple[str, str]


@pytest.fixture
def store(sample_path: Path, tmp_path: Path) -> str:
    """A store of the samples that may be written to."""
    shutil.copytree(sample_path, tmp_path / "z.db")
    return str(tmp_path / "z.db")


def links(store: str) -> dict[Pair, LinkRow]:
    with zhengmai.open(store) as graph:
        return {(k.child.iri, k.parent.iri): k for k in graph.links()}


def doubtful(store: str) -> dict[Pair, DoubtfulRow]:
    with zhengmai.open(store) as graph:
        return {(k.child.iri, k.parent.iri): k for k in graph.doubtful()}


def asked(store: str, service: Service, **more: Any) -> Consultation:
    """What comes of asking, as a build does when all is read and linked."""
    with open_store(store, write=True) as opened:
        link(opened)
        return consult(opened, Judge(service.url, **({"model": "m", "timeout": 5} | more)))[0]


@pytest.mark.parametrize("kind", ["embedded", "neo4j"])
def test_what_it_chooses_is_a_link_and_what_it_does_not_is_none(
    kind: str, request: pytest.FixtureRequest, store: str, samples: Path
) -> None:
    if kind == "neo4j":
        source, store = store, request.getfixturevalue("neo4j_store")
        api.copy(source, store)
    before, open_ = links(store), doubtful(store)
    tasks = {child for child, _ in open_}
    with serving(chooses(1, words="都是\x1b储备")) as service:
        report = build_store(samples, store, judge=Judge(service.url, "m"))
        assert report.judge == Consultation(asked=len(tasks), answered=len(tasks))
        after, left = links(store), doubtful(store)
        sure = {pair for pair, k in before.items() if k.score >= 0.8}
        assert sure <= after.keys()
        chosen = {pair: k for pair, k in after.items() if k.method == "judged"}
        assert chosen
        assert chosen.keys() <= open_.keys()
        assert after.keys() == sure | chosen.keys()
        assert report.links == len(after)
        for pair, link in chosen.items():
            assert (link.status, link.judged_by, link.note) == ("proposed", "m", "都是储备")
            assert link.score == open_[pair].score
            assert link.evidence == open_[pair].evidence
        passed = {pair: row for pair, row in left.items() if row.kind == "candidate"}
        assert passed.keys() == open_.keys() - chosen.keys()
        assert {row.judged_yes for row in passed.values()} == {False}

        again = asked(store, service)
        assert again == Consultation(known=len(tasks))
    assert build_store(samples, store).judge is None  # and what was said outlives the build
    assert links(store) == after


def test_only_what_is_asked_for_is_sent(store: str, samples: Path) -> None:
    with serving(chooses()) as service:
        build_store(samples, store)
        assert service.asked == []
        asked(store, service, key="word")
    for path, headers, body in service.asked:
        assert path == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer word"
        assert (body["model"], body["temperature"]) == ("m", 0)
    for question in service.questions():
        assert set(question) == {"task", "points"}
        assert 1 <= len(question["points"]) <= 3


def test_another_model_is_asked_anew(store: str) -> None:
    with serving(chooses(1)) as service:
        first = asked(store, service)
        service.answer = chooses()
        assert asked(store, service, model="other").answered == first.answered
    assert not [k for k in links(store).values() if k.method == "judged"]


def test_a_person_wins(store: str) -> None:
    open_ = doubtful(store)
    tasks = [child for child, _ in open_]
    one, alone, other = [
        pair for pair, row in open_.items() if row.kind == "link" and tasks.count(pair[0]) == 1
    ][:3]
    api.confirm(*one, store, by="张三")
    api.reject(*alone, store)
    with serving(chooses()) as service:
        found = asked(store, service)
        assert found.answered == len({*tasks}) - 2
        assert links(store)[one].judged_by == "张三"
        assert other not in links(store)
        api.confirm(*other, store, by="李四")
        asked(store, service)
    assert (links(store)[other].status, links(store)[other].judged_by) == ("confirmed", "李四")
    assert alone not in links(store)


LYING: dict[str, Answering] = {
    "no JSON": lambda _: says("我认为是第一条"),
    "out of range": lambda _: says({"carries_out": [99], "words": ""}),
    "huge": lambda _: says("x" * 3_000_000),
    "no chat": lambda _: (200, {}, b'{"error": "no such model"}'),
    "an error": lambda _: (500, {}, b"out of memory"),
    "never": lambda _: None,
}


@pytest.mark.parametrize("how", LYING)
def test_without_an_answer_the_links_stay_as_they_were(how: str, store: str) -> None:
    before = links(store)
    with serving(LYING[how]) as service:
        found = asked(store, service, timeout=0.3 if how == "never" else 5)
        assert len(service.asked) == 3  # and then it is given up
    tasks = len({child for child, _ in doubtful(store)})
    assert (found.asked, found.failed, found.answered) == (3, 3, 0)
    assert found.skipped == tasks - 3
    assert found.error
    assert links(store) == before


def test_a_failure_now_and_then_is_no_reason_to_give_up(store: str) -> None:
    turns = iter(range(10_000))

    def answer(body: dict[str, Any]) -> Any:
        return chooses(1)(body) if next(turns) % 3 == 2 else (503, {}, b"")

    with serving(answer) as service:
        found = asked(store, service)
        assert found.skipped == 0
        assert found.failed > 3
        service.answer = chooses(1)
        rest = asked(store, service)
    assert (rest.asked, rest.known) == (found.failed, found.answered)


def test_a_text_that_changes_is_asked_about_again(
    sample_path: Path, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(samples, folder)
    store = str(tmp_path / "z.db")
    build_store(folder, store)
    row = next(r for r in doubtful(store).values() if r.child.file == "district-b-2025.txt")
    with serving(chooses(1)) as service:
        asked(store, service)
        file, words = folder / row.child.file, row.child.text[:8]
        text = file.read_text("utf-8")
        assert words in text
        file.write_text(text.replace(words, f"认真{words}"), "utf-8")
        build_store(folder, store)
        found = asked(store, service)
        assert 1 <= found.asked < 6
        assert found.known > 10


def test_hostile_words_decide_on_their_own_pair_alone(store: str) -> None:
    """Whatever a notice makes a model say, only points that were offered for it can be chosen."""
    open_ = doubtful(store)

    before = links(store)
    with serving(chooses(1, 2, 3, words="<script>")) as service:
        asked(store, service)
    assert links(store).keys() - before.keys() <= open_.keys()
