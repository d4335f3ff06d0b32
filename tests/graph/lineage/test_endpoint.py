"""One JSON question to a service: the answer comes, or an error that says why."""

from __future__ import annotations

import socket
import threading

import pytest

from tests.chatting import Reply, serving
from zhengmai.graph.lineage.endpoint import EndpointError, checked, post_json, under


def test_json_goes_and_json_comes() -> None:
    with serving(lambda body: (200, {}, b'{"heard": "' + body["say"].encode() + b'"}')) as service:
        found = post_json(f"{service.url}/x", {"say": "政务公开"}, key="secret")
    assert found == {"heard": "政务公开"}
    ((path, headers, body),) = service.asked
    assert (path, body) == ("/v1/x", {"say": "政务公开"})
    assert headers["Authorization"] == "Bearer secret"


def test_without_a_key_none_is_sent() -> None:
    with serving(lambda _: (200, {}, b"[]")) as service:
        assert post_json(service.url, {}) == []
    assert "Authorization" not in service.asked[0][1]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((500, {}, b"out of\nmemory"), "status 500: out of memory"),
        ((404, {}, b""), "status 404$"),
        ((200, {}, b"<html>"), "the answer is no JSON"),
        ((200, {}, b"[" * 1900), "the answer is no JSON"),
        ((200, {}, b"\xff\xfe\xff"), "the answer is no JSON"),
        ((200, {}, b" " * 3000), "longer than 2,000 bytes"),
        (None, "no answer in 0.3 s"),
    ],
)
def test_what_is_no_answer_is_told(reply: Reply | None, why: str) -> None:
    with serving(lambda _: reply) as service, pytest.raises(EndpointError, match=why):
        post_json(service.url, {}, timeout=0.3, most=2000)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(lambda _: (200, {}, b"[]")) as other:
        to = {"Location": other.url}
        with (
            serving(lambda _: (status, to, b"")) as service,
            pytest.raises(EndpointError, match=f"status {status}"),
        ):
            post_json(service.url, {})
    assert other.asked == []


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: (200, {}, b"[1]")) as service, serving(lambda _: None) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert post_json(service.url, {}) == [1]
    assert proxy.asked == []


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="cannot be reached"):
        post_json(f"http://127.0.0.1:{port}", {})


def test_a_server_that_sends_little_by_little_has_no_more_time_than_another() -> None:
    """Each byte comes in time, the whole never does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not over.wait(0.05):
                    try:
                        connection.sendall(b" ")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(EndpointError, match=r"no answer in 0\.4 s"):
            post_json(f"http://127.0.0.1:{server.getsockname()[1]}", {}, timeout=0.4)
        over.set()
        thread.join()


@pytest.mark.parametrize(
    "url",
    ["", "host", "ftp://host", "file:///etc/passwd", "http://", "http://a b", "http://h:99999",
     "http://user:word@host", "http://主机", "http://h\n"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(EndpointError, match="is no address"):
        checked(url)


def test_a_key_that_no_header_holds_is_not_told() -> None:
    with pytest.raises(EndpointError) as told:
        post_json("http://127.0.0.1:1", {}, key="sec\nret")
    assert "sec" not in str(told.value)


def test_the_whole_address_may_be_given() -> None:
    for url in ("http://h/v1", "http://h/v1/", "http://h/v1/chat/completions"):
        assert under(url, "chat/completions") == "http://h/v1/chat/completions"
