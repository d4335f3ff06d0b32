"""A chat service of the office's own, as a local server that behaves as a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from zhengmai.graph.lineage.judging import Judge
from zhengmai.graph.lineage.verdicts import Question, Verdict

Reply = tuple[int, dict[str, str], bytes]
Answering = Callable[[dict[str, Any]], "Reply | None"]


@dataclass
class Service:
    """A running service.

    Attributes:
        url: its address, as a user gives it.
        asked: what was sent to it: the path, the headers, the body.
        answer: body → reply; None is a service that never answers.
    """

    url: str
    answer: Answering
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def questions(self) -> list[dict[str, Any]]:
        """The tasks and points that it was asked about."""
        return [json.loads(body["messages"][-1]["content"]) for _, _, body in self.asked]


def says(content: object, status: int = 200) -> Reply:
    """A reply of a chat service with such a content."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return status, {}, json.dumps(body).encode()


def chooses(*numbers: int, words: str = "内容一致") -> Answering:
    """A model that always chooses the same numbers, of those that there are."""

    def answer(body: dict[str, Any]) -> Reply:
        points = json.loads(body["messages"][-1]["content"])["points"]
        there = [n for n in numbers if n <= len(points)]
        return says({"carries_out": there, "words": words})

    return answer


@contextmanager
def serving(answer: Answering) -> Iterator[Service]:
    """A service that answers like that, until the test is through."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(data)
            service.asked.append((self.path, dict(self.headers), body))
            reply = service.answer(body)
            if reply is None:
                service.over.wait(60)
                self.close_connection = True
                return
            status, headers, content = reply
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:  # the other side would not hear the end of it
                self.close_connection = True

        do_GET = do_POST  # noqa: N815 - as the server calls it

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = Service(f"http://127.0.0.1:{server.server_port}/v1", answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Obliging(Judge):
    """A judge without a service, who always chooses the first point."""

    def verdicts(self, question: Question) -> list[Verdict]:
        answer = question.read('{"carries_out": [1], "words": "内容一致"}')
        return list(question.verdicts(answer, self.model, "2025-06-01T08:30:00Z"))
