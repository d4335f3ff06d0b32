"""Vectors of an endpoint: good ones, in any order, and every kind of wrong answer."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.chatting import Answering, Reply, Service, serving
from zhengmai.graph.lineage.endpoint import EndpointError
from zhengmai.graph.lineage.vectors.embeddings import Embeddings


def good(body: dict[str, Any]) -> Reply:
    """Vectors that tell the length of a text, in another order than they were asked for."""
    rows = [
        {"index": n, "embedding": [float(len(text)), 1.0]} for n, text in enumerate(body["input"])
    ]
    return 200, {}, json.dumps({"data": rows[::-1]}).encode()


def says(answer: object) -> Answering:
    return lambda _: (200, {}, json.dumps(answer).encode())


def bodies(service: Service) -> list[dict[str, Any]]:
    return [body for _, _, body in service.asked]


def test_vectors_are_of_length_one_and_in_order() -> None:
    with serving(good) as service:
        found = Embeddings(service.url, "m3", "secret").of(["甲", "乙乙乙"])
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.allclose(found[:, 0] / found[:, 1], [1, 3])
    ((path, headers, body),) = service.asked
    assert path.endswith("/embeddings")
    assert body["model"] == "m3"
    assert headers["Authorization"] == "Bearer secret"


def test_many_texts_go_in_parts() -> None:
    with serving(good) as service:
        assert Embeddings(service.url).of([f"第{n}项" for n in range(130)]).shape == (130, 2)
    assert [len(body["input"]) for body in bodies(service)] == [64, 64, 2]
    assert "model" not in bodies(service)[0]
    assert "Authorization" not in service.asked[0][1]


def test_nothing_is_not_asked() -> None:
    with serving(good) as service:
        assert len(Embeddings(service.url).of([])) == 0
    assert not service.asked


def test_a_long_text_is_sent_in_part() -> None:
    with serving(good) as service:
        Embeddings(service.url).of(["长" * 100_000])
    assert len(bodies(service)[0]["input"][0]) == 2000


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"data": []},
        {"data": [{"index": 0}]},
        {"data": [{"index": 0, "embedding": "text"}]},
        {"data": [{"index": 0, "embedding": []}]},
        {"data": [{"index": 0, "embedding": [1.0, None]}]},
        {"data": [{"index": 0, "embedding": [float("nan"), 1.0]}]},
        {"data": [{"index": 3, "embedding": [1.0]}]},
        {"data": {"0": 1}},
    ],
)
def test_an_answer_without_vectors(answer: object) -> None:
    with serving(says(answer)) as service, pytest.raises(EndpointError, match="not a vector for"):
        Embeddings(service.url).of(["甲"])


def test_vectors_of_different_lengths() -> None:
    def answer(body: dict[str, Any]) -> Reply:
        vector = [1.0] * (2 + (len(body["input"]) < 64))
        rows = [{"index": n, "embedding": vector} for n in range(len(body["input"]))]
        return 200, {}, json.dumps({"data": rows}).encode()

    with serving(answer) as service, pytest.raises(EndpointError, match="not of one length"):
        Embeddings(service.url).of([f"第{n}项" for n in range(65)])


def test_a_service_that_fails() -> None:
    with serving(lambda _: (500, {}, b"no")) as service, pytest.raises(EndpointError, match="500"):
        Embeddings(service.url).of(["甲"])


def test_nobody_there() -> None:
    with pytest.raises(EndpointError):
        Embeddings("http://127.0.0.1:9/v1").of(["甲"])


@pytest.mark.parametrize("url", ["ftp://a/b", "no address", "http://"])
def test_no_address(url: str) -> None:
    with pytest.raises(EndpointError, match="no address"):
        Embeddings(url)


def test_the_name_tells_model_and_address() -> None:
    assert Embeddings("http://a/v1", "m3").name == "m3 http://a/v1/embeddings"
    assert Embeddings("http://a/v1/embeddings").name == "http://a/v1/embeddings"
