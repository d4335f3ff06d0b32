"""A question of a user's own, asked in a process of its own that may be ended.

A query that runs in Oxigraph cannot be interrupted, takes what memory it wants, and ends its
process where it is nested too deeply. So it runs in a child on a snapshot of the store, which is
given a time, a memory and a large stack, and which the system lets open no socket: nothing in a
query reaches the network, whatever it says. :mod:`.sparql` has refused before what is refused.

The child is this module (``python -m``): it reads one line of JSON, and answers with lines of
JSON: the form of the answer, the names of its columns, a list for each row, and how it ended.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import IO, Any

import pyoxigraph as ox

from zhengmai.errors import QueryError
from zhengmai.graph.store import Answered, Form, Limits, Row
from zhengmai.graph.stores.binding import bind
from zhengmai.graph.stores.oxigraph import mistakes
from zhengmai.graph.stores.oxigraph.sparql import checked, names_graphs
from zhengmai.graph.stores.oxigraph.terms import value_of
from zhengmai.lifeline import end_with
from zhengmai.wording import phrase

_resource: ModuleType | None
try:
    import resource as _resource
except ImportError:  # Windows
    _resource = None

_STACK = 512 << 20  # bytes of addresses, of which only those touched are memory
_ROWS_TOGETHER = 100
_WAIT = 0.2  # seconds that rows are kept to be sent together
_PLANNING = 4.0  # seconds; the time grows with the fourth power of the patterns of a query
_PIECE = 1 << 16
_STACK_OVERFLOW = 0xC00000FD  # how Windows tells of it


def ask(path: Path, question: str, parameters: Mapping[str, object], limits: Limits) -> Answered:
    """The answers to a question about the database at a path, as many as the limits allow.

    Raises:
        QueryError: the query has a mistake, is refused, or is more than Oxigraph can hold.
    """
    checked(question)  # as it was written, so that what is refused is told with its place there
    sent = checked(bind(question, parameters))
    asked = {
        "parent": os.getpid(),
        "path": os.fsdecode(path),
        "query": sent,
        "named": names_graphs(sent),
        "rows": limits.rows,
        "memory": limits.memory,
    }
    child = subprocess.Popen(  # noqa: S603 - this program itself
        [sys.executable, "-P", "-m", __name__],  # -P: no module of the folder that we are in
        env={**os.environ, "PYTHONPATH": _modules()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        found = _answered(child, json.dumps(asked).encode() + b"\n", limits)
    except _Mistake as error:
        raise mistakes.told(question, sent, error.number, error.message) from None
    finally:  # also where the user has had enough (Ctrl-C)
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
    if found.stopped is None and _is_nothing(found):
        return replace(found, hints=mistakes.hints(question))
    return found


def _is_nothing(found: Answered) -> bool:
    """Whether nothing was found; a count of nothing is a row, too."""
    rows = found.rows
    if len(rows) > 1 or (rows and found.form == "graph"):
        return False
    return not rows or all(value in (None, False, 0) for value in rows[0].values())


class _Mistake(Exception):  # noqa: N818 - none that leaves this module
    """What Oxigraph says of a query that it does not understand."""

    def __init__(self, message: str, number: int | None) -> None:
        super().__init__(message)
        self.message, self.number = message, number


def _modules() -> str:
    """Where the child finds this package, which need not be installed."""
    return os.pathsep.join(
        filter(None, (str(Path(__file__).parents[4]), os.environ.get("PYTHONPATH")))
    )


def _answered(child: subprocess.Popen[bytes], asked: bytes, limits: Limits) -> Answered:
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(asked)
        child.stdin.close()
    rows: list[Row] = []
    names: list[str] = []
    ntriples: list[str] = []
    form: Form = "rows"
    began, planned = time.monotonic(), False
    stopped: str | None

    def deadline() -> float | None:
        most = limits.seconds if planned else min(_PLANNING, limits.seconds or _PLANNING)
        return None if most is None else began + most

    for said in _lines(child.stdout, deadline):
        match said:
            case {"planned": _}:
                planned = True
            case None:
                stopped = _over(limits, planned=planned)
                return Answered(rows, stopped, form, tuple(ntriples), names=tuple(names))
            case {"form": form, "names": names}:
                pass
            case {"rows": found, "ntriples": lines}:
                rows += (dict(zip(names, row, strict=True)) for row in found)
                ntriples += lines
            case {"mistake": message, "word": number}:
                raise _Mistake(str(message), number)
            case {"error": message}:
                raise QueryError(str(message))
            case {"more": more}:
                told = phrase(f"there are more than {limits.rows} rows")
                stopped = told if more else None
                return Answered(rows, stopped, form, tuple(ntriples), names=tuple(names))
    stopped = _ended(child.wait(), limits)
    return Answered(rows, stopped, form, tuple(ntriples), names=tuple(names))


def _over(limits: Limits, *, planned: bool) -> str:
    """What is told where the time is over."""
    if not planned and (limits.seconds or _PLANNING) >= _PLANNING:
        raise QueryError(
            f"Oxigraph has no plan for the query in {_PLANNING:g} s: it has too many "
            "patterns or is too long; ask for less at once"
        )
    return phrase(f"the time of {limits.seconds:g} s is over")


def _lines(answers: IO[bytes], deadline: Callable[[], float | None]) -> Iterator[Any]:
    """What a child says, line by line; None where the time is over before its end."""
    pieces: SimpleQueue[bytes] = SimpleQueue()
    # A number of its own: that of a pipe which was closed meanwhile may be another question's.
    own = os.dup(answers.fileno())
    threading.Thread(target=_listen, args=(own, pieces), daemon=True).start()
    rest = b""
    while True:
        end = deadline()
        left = None if end is None else end - time.monotonic()
        try:
            piece = pieces.get(timeout=None if left is None else max(left, 0.0))
        except Empty:
            yield None
            return
        if not piece:
            return
        *whole, rest = (rest + piece).split(b"\n")
        yield from map(json.loads, whole)


def _listen(pipe: int, pieces: SimpleQueue[bytes]) -> None:
    """Pass on what a child says, piece by piece; nothing at its end. Closes the pipe."""
    piece = b"-"
    while piece:
        try:
            piece = os.read(pipe, _PIECE)
        except OSError:
            piece = b""
        pieces.put(piece)
    os.close(pipe)


def _ended(code: int, limits: Limits) -> str:
    """Why a child ended before its answer did."""
    if code in (-signal.SIGSEGV, _STACK_OVERFLOW):
        raise QueryError("the query is too long or too deeply nested for Oxigraph")
    if limits.memory is not None and code == -signal.SIGABRT:
        return phrase(f"it takes more memory than {limits.memory >> 20} MB")
    raise QueryError(f"the query ended Oxigraph (code {code}); ask for less at once")


# --- the child


def main() -> None:
    """Answer one question, on standard output."""
    out = sys.stdout.buffer
    asked = json.loads(sys.stdin.buffer.readline())
    if _resource is not None and sys.platform != "win32":
        _resource.setrlimit(_resource.RLIMIT_CORE, (0, 0))
    end_with(asked["parent"])  # where who asked is killed, nobody waits for the answer
    _close_network()

    def run() -> None:
        try:
            _answer(asked, out)
        except MemoryError:
            os.abort()
        except BaseException as error:  # noqa: BLE001 - a panic of Oxigraph's is no Exception
            _say(out, _told(error, asked["query"]))

    with contextlib.suppress(ValueError):  # not every system has so much
        threading.stack_size(_STACK)
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    out.flush()
    os._exit(0)  # nothing is to be tidied up, and Oxigraph may still be at work


def _answer(asked: Mapping[str, Any], out: IO[bytes]) -> None:
    database = ox.Store.read_only(os.fsencode(asked["path"]).decode("utf-8", "surrogateescape"))
    if asked["memory"] is not None:
        _bound_memory(asked["memory"])
    ox.Store().query(asked["query"])  # planned as on any data, and there are none to be asked
    _say(out, {"planned": True})
    found = database.query(asked["query"], use_default_graph_as_union=not asked["named"])
    match found:
        case ox.QuerySolutions():
            names = [v.value for v in found.variables]
            _say(out, {"form": "rows", "names": names})
            _send(([value_of(one[name]) for name in names] for one in found), asked["rows"], out)
        case ox.QueryTriples():
            _say(out, {"form": "graph", "names": ["subject", "predicate", "object"]})
            _send(_triples(found), asked["rows"], out, graph=True)
        case _:
            _say(out, {"form": "truth", "names": ["answer"]})
            _send(iter([[bool(found)]]), asked["rows"], out)


def _triples(found: ox.QueryTriples) -> Iterator[list[object]]:
    """Each triple once, as three values and as a line; a pattern may give one many times."""
    seen: set[str] = set()
    for triple in found:
        line = f"{triple} ."
        if line not in seen:
            seen.add(line)
            yield [*map(value_of, (triple.subject, triple.predicate, triple.object)), line]


def _send(
    answers: Iterator[list[object]], most: int | None, out: IO[bytes], *, graph: bool = False
) -> None:
    """Send rows, some together; of a graph each has its line at its end."""
    rows: list[list[object]] = []
    sent = time.monotonic()

    def say_rows() -> None:
        lines = [row.pop() for row in rows] if graph else []
        _say(out, {"rows": rows, "ntriples": lines})

    for count, row in enumerate(answers):
        if count == most:
            say_rows()
            _say(out, {"more": True})
            return
        rows.append(row)
        if len(rows) == _ROWS_TOGETHER or time.monotonic() - sent > _WAIT:
            say_rows()
            rows, sent = [], time.monotonic()
    say_rows()
    _say(out, {"more": False})


def _say(out: IO[bytes], *said: object) -> None:
    for one in said:
        out.write(json.dumps(one, ensure_ascii=False).encode() + b"\n")
    out.flush()


def _told(error: BaseException, query: str) -> dict[str, object]:
    if not isinstance(error, SyntaxError):
        return {"error": f"the query cannot be answered: {error}"}
    wide = ""
    try:
        wide = mistakes.spread(query)
        ox.Store().query(wide)
    except SyntaxError as again:
        return {"mistake": str(again), "word": mistakes.word_at(wide, str(again))}
    except QueryError:  # what was not refused before is told as Oxigraph does
        pass
    return {"mistake": str(error), "word": None}


def _bound_memory(more: int) -> None:
    """Let this process take so many bytes more than it has."""
    if _resource is None or sys.platform == "win32":
        return
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * _resource.getpagesize() + more
        _resource.setrlimit(_resource.RLIMIT_AS, (most, most))


_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # kind of machine, call


def _close_network() -> None:
    """Have the system refuse this process any socket (Linux: seccomp), where it can.

    Source: the kernel's userspace-api/seccomp_filter, and ``linux/filter.h``.
    """
    known = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return

    class Step(ctypes.Structure):
        _fields_ = (
            ("code", ctypes.c_ushort),
            ("yes", ctypes.c_ubyte),
            ("no", ctypes.c_ubyte),
            ("value", ctypes.c_uint32),
        )

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(Step)))

    machine, socket = known
    load, equal, result = 0x20, 0x15, 0x06
    allowed, refused = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES
    steps = (Step * 6)(
        Step(load, 0, 0, 4),  # the kind of machine
        Step(equal, 0, 2, machine),
        Step(load, 0, 0, 0),  # the number of the call
        Step(equal, 1, 0, socket),
        Step(result, 0, 0, allowed),
        Step(result, 0, 0, refused),
    )
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS: else only root may
        libc.prctl(22, 2, ctypes.byref(Program(len(steps), steps)), 0, 0)  # PR_SET_SECCOMP


if __name__ == "__main__":
    main()
