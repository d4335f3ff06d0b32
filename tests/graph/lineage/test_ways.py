"""By what texts are compared: letters, the model, an endpoint; what a store remembers of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import zhengmai
from tests.chatting import Reply, serving
from zhengmai import api
from zhengmai.api import build_store
from zhengmai.errors import ModelError
from zhengmai.graph.lineage import ways
from zhengmai.graph.lineage.endpoint import EndpointError
from zhengmai.graph.lineage.vectors import modelfiles

WITH = "SELECT DISTINCT ?with WHERE { ?n <https://w3id.org/zhengmai/ns#linkedWith> ?with }"


def linked_with(store: Path) -> list[str]:
    with zhengmai.open(store) as graph:
        return [str(row["with"]) for row in graph.store.rows(WITH, {})]


def pairs(store: Path) -> set[tuple[str, str]]:
    with zhengmai.open(store) as graph:
        return {(k.child.iri, k.parent.iri) for k in graph.links()}


def vectors(body: dict[str, Any]) -> Reply:
    """Some vector for each text, always the same one."""
    rows = [
        {"index": n, "embedding": [b / 255 for b in hashlib.sha256(text.encode()).digest()]}
        for n, text in enumerate(body["input"])
    ]
    return 200, {}, json.dumps({"data": rows}).encode()


@pytest.fixture
def model(models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model is installed."""
    monkeypatch.setenv("ZHENGMAI_MODELS", str(models))
    return models


def test_a_store_is_linked_by_letters_where_nothing_else_is_said(sample_path: Path) -> None:
    assert linked_with(sample_path) == ["letters"]


def test_an_installed_model_is_used_and_stays_the_way_of_the_store(
    model: Path, samples: Path, tmp_path: Path, sample_path: Path
) -> None:
    store = tmp_path / "z.db"
    build_store(samples, store)
    assert linked_with(store) == [modelfiles.NAME]
    found = pairs(store)
    assert found != pairs(sample_path)
    child, parent = sorted(found)[0]
    api.reject(child, parent, store)
    assert linked_with(store) == [modelfiles.NAME]
    assert found - pairs(store) == {(child, parent)}


def test_every_link_by_the_model_has_evidence(model: Path, samples: Path, tmp_path: Path) -> None:
    build_store(samples, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        for link in graph.links():
            assert link.evidence
            for pair in link.evidence:
                assert pair.child in link.child.text
                assert pair.parent in link.parent.text


def test_a_model_that_was_installed_later_is_used_by_the_next_build_alone(
    models: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "z.db"
    build_store(samples, store)
    child, parent = sorted(pairs(store))[0]
    monkeypatch.setenv("ZHENGMAI_MODELS", str(models))
    api.confirm(child, parent, store)
    assert linked_with(store) == ["letters"]
    build_store(samples, store)
    assert linked_with(store) == [modelfiles.NAME]
    build_store(samples, store, way=ways.letters())
    assert linked_with(store) == ["letters"]


def test_a_store_of_a_model_that_is_gone_says_what_to_do(
    models: Path, samples: Path, tmp_path: Path
) -> None:
    store = tmp_path / "z.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGMAI_MODELS", str(models))
        build_store(samples, store)
    before = pairs(store)
    child, parent = sorted(before)[0]
    with pytest.raises(ModelError, match="zhengmai model install"):
        api.reject(child, parent, store)
    assert pairs(store) == before


def test_several_processes_find_what_one_does(
    model: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhengmai.graph.lineage.proposing._FEW", 2)
    for name, way in (("letters", ways.letters()), ("model", ways.sentence_model())):
        build_store(samples, tmp_path / f"{name}1", way=way)
        build_store(samples, tmp_path / f"{name}2", way=way, workers=2)
        assert pairs(tmp_path / f"{name}1") == pairs(tmp_path / f"{name}2")


def test_an_endpoint_is_asked_and_named(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    with serving(vectors) as service:
        build_store(samples, store, way=ways.endpoint(service.url, "m3"))
        (name,) = linked_with(store)
        assert name == f"m3 {service.url}/embeddings"
        asked = len(service.asked)
        assert asked > 1
        build_store(samples, store, way=ways.endpoint(service.url, "m3"))
        assert len(service.asked) == asked + 1  # is it there? all else is known


def test_an_endpoint_that_a_store_names_is_not_asked_unless_the_user_names_it(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "z.db"
    with serving(vectors) as service:
        build_store(samples, store, way=ways.endpoint(service.url))
        child, parent = sorted(pairs(store))[0]
        asked = len(service.asked)
        with pytest.raises(ModelError, match="ZHENGMAI_EMBEDDINGS"):
            api.confirm(child, parent, store)
        assert len(service.asked) == asked
        monkeypatch.setenv("ZHENGMAI_EMBEDDINGS", service.url)
        api.confirm(child, parent, store)
        assert len(service.asked) > asked


def test_an_endpoint_that_fails_is_told_before_anything_is_read(
    samples: Path, tmp_path: Path
) -> None:
    with (
        serving(lambda _: (503, {}, b"busy")) as service,
        pytest.raises(EndpointError, match="503"),
    ):
        build_store(samples, tmp_path / "z.db", way=ways.endpoint(service.url))
    assert not (tmp_path / "z.db").exists()
