"""本单位的模型服务: one JSON question to an HTTP endpoint that the user named, and its JSON answer.

Nothing is sent but to that address: proxies of the environment are not used, redirects are not
followed. Whatever the other side does, the answer comes or an error does, in bounded time and
memory.
"""

from __future__ import annotations

import http.client
import json
import queue
import threading
import urllib.error
import urllib.request
from typing import IO, Any, Final
from urllib.parse import urlsplit

from zhengmai.errors import ZhengmaiError

MOST: Final = 1 << 20  # bytes of an answer that are read
TIMEOUT: Final = 60.0  # seconds
_SAID: Final = 200  # bytes of an error's own words that are told


class EndpointError(ZhengmaiError):
    """An endpoint cannot be asked, or did not answer with JSON; the message says why."""


def checked(url: str) -> str:
    """An address as it is, if it can be asked.

    Raises:
        EndpointError: it cannot.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url or "@" in url:
        raise EndpointError(f"{url!r} is no address of a service: give http://HOST:PORT/v1")
    return url


def under(url: str, path: str) -> str:
    """The address of a part of a service, where the user may have given the whole of it."""
    base = url.rstrip("/")
    return base if base.endswith(f"/{path}") else f"{base}/{path}"


def post_json(
    url: str, body: object, *, key: str | None = None, timeout: float = TIMEOUT, most: int = MOST
) -> Any:
    """Send JSON and return the JSON that comes back.

    Args:
        url: where to; http or https.
        body: what is sent.
        key: sent as a bearer token, if there is one.
        timeout: seconds for the whole of it.
        most: bytes of an answer.

    Raises:
        EndpointError: refused, too late, too long, another status than 200, no JSON.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        if not key.isascii() or not key.isprintable():
            raise EndpointError("the key of the service holds signs that a header cannot hold")
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(  # noqa: S310 - checked() lets http and https pass alone
        checked(url), json.dumps(body).encode(), headers, method="POST"
    )
    data = _within(timeout, request, most)
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise EndpointError(f"{url}: the answer is no JSON") from None


def _within(timeout: float, request: urllib.request.Request, most: int) -> bytes:
    """The bytes of an answer, in time whatever happens.

    The time-out of a socket is one for each step: a name that is looked up has none, and a server
    that sends a byte now and then never meets it. So somebody else waits for the answer.
    """
    found: queue.SimpleQueue[bytes | EndpointError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found.put(_answer(request, timeout, most))
        except EndpointError as error:
            found.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = found.get(timeout=timeout)
    except queue.Empty:
        raise EndpointError(f"{request.full_url}: no answer in {timeout:g} s") from None
    if isinstance(answer, EndpointError):
        raise answer
    return answer


def _answer(request: urllib.request.Request, timeout: float, most: int) -> bytes:
    url = request.full_url
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)
    try:
        with opener.open(request, timeout=timeout) as response:
            data: bytes = response.read(most + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise EndpointError(f"{url}: status {error.code}{_words(error)}") from None
    except TimeoutError:
        raise EndpointError(f"{url}: no answer in {timeout:g} s") from None
    except urllib.error.URLError as error:
        late = isinstance(error.reason, TimeoutError)
        why = f"no answer in {timeout:g} s" if late else f"cannot be reached: {error.reason}"
        raise EndpointError(f"{url}: {why}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise EndpointError(f"{url}: {type(error).__name__}: {error}") from None
    if len(data) > most:
        raise EndpointError(f"{url}: the answer is longer than {most:,} bytes")
    return data


def _words(error: urllib.error.HTTPError) -> str:
    """What a service says beside a status: often the only hint at a wrong name of a model."""
    try:
        said = " ".join(error.read(_SAID).decode("utf-8", "replace").split())
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return f": {said}" if said else ""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What is sent is for the address that the user named, and for no other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        """None: the redirect is an error."""
