"""Vectors of an endpoint: good ones, in any order, and every kind of wrong answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from zhengmai.graph.lineage.endpoint import EndpointError
from zhengmai.graph.lineage.vectors.embeddings import Embeddings

Answer = Callable[[dict[str, Any]], Any]


class Service:
    """An endpoint of the test's own."""

    def __init__(self) -> None:
        self.answer: Answer = good
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.status = 200
        self.url = ""


def good(asked: dict[str, Any]) -> Any:
    rows = [
        {"index": n, "embedding": [float(len(text)), 1.0]} for n, text in enumerate(asked["input"])
    ]
    return {"data": rows[::-1]}


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.asked.append({"path": self.path, **asked})
            made.keys.append(self.headers.get("Authorization"))
            data = json.dumps(made.answer(asked)).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_vectors_are_of_length_one_and_in_order(service: Service) -> None:
    found = Embeddings(service.url, "m3", "secret").of(["甲", "乙乙乙"])
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.allclose(found[:, 0] / found[:, 1], [1, 3])
    assert service.asked[0]["path"] == "/v1/embeddings"
    assert service.asked[0]["model"] == "m3"
    assert service.keys == ["Bearer secret"]


def test_many_texts_go_in_parts(service: Service) -> None:
    assert Embeddings(service.url).of([f"第{n}项" for n in range(130)]).shape == (130, 2)
    assert [len(asked["input"]) for asked in service.asked] == [64, 64, 2]
    assert "model" not in service.asked[0]
    assert service.keys[0] is None


def test_nothing_is_not_asked(service: Service) -> None:
    assert len(Embeddings(service.url).of([])) == 0
    assert not service.asked


def test_a_long_text_is_sent_in_part(service: Service) -> None:
    Embeddings(service.url).of(["长" * 100_000])
    assert len(service.asked[0]["input"][0]) == 2000


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
def test_an_answer_without_vectors(service: Service, answer: object) -> None:
    service.answer = lambda _: answer
    with pytest.raises(EndpointError, match="not a vector for each text"):
        Embeddings(service.url).of(["甲"])


def test_vectors_of_different_lengths(service: Service) -> None:
    service.answer = lambda asked: {
        "data": [
            {"index": n, "embedding": [1.0] * (2 + (len(asked["input"]) < 64))}
            for n in range(len(asked["input"]))
        ]
    }
    with pytest.raises(EndpointError, match="not of one length"):
        Embeddings(service.url).of([f"第{n}项" for n in range(65)])


def test_a_service_that_fails(service: Service) -> None:
    service.status = 500
    with pytest.raises(EndpointError, match="500"):
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
