"""What is wrong with how a file was read: an unforeseen error, a false fact, a cost.

A file may be refused, in one line of words. Whatever is read of another one is in it, goes into the
graph, and comes out of either store as it went in.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import sys
import time
import traceback
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pyoxigraph as ox

from zhengmai import interchange
from zhengmai.errors import InternalError, OverLimitError, ZhengmaiError
from zhengmai.loaders import load
from zhengmai.model import Notice, Span, Spans
from zhengmai.ontology import iris
from zhengmai.ontology.printedforms import names_of
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples
from zhengmai.ontology.resolution import resolve
from zhengmai.ontology.shapes import violations
from zhengmai.ontology.triples import notice_triples
from zhengmai.shown import visible

SMALL = 50_000  # bytes of a file that must be read in
SECONDS = 2.0  # of a processor's work
_PATIENCE = 20.0  # seconds of work after which a file is given up
_MEMORY = 400_000  # kilobytes that the reading of a file may take beyond what was taken before
_LONGEST_WORD = 600  # characters of what is told of a refused file


@dataclass(frozen=True)
class Finding:
    """Something wrong.

    Attributes:
        kind: in few words, the same for the same fault: a name for a file.
        told: all about it.
    """

    kind: str
    told: str


class _GivenUp(BaseException):
    """A reading takes far too long."""


def judged(file: Path) -> tuple[str, Finding | None]:
    """What became of a file (``read``, ``refused`` or ``over``), and what is wrong with that."""
    room = _room()
    try:
        with _limited():
            became, finding, took = _judged(file)
    except _GivenUp as error:
        return "read", Finding("slow", _frames(error))
    more = _room() - room
    size = file.stat().st_size
    if finding is None and size <= SMALL and took > SECONDS:
        took = _judged(file)[2]  # what is read a second time has nothing to load
        if took > SECONDS:
            finding = Finding("slow", f"{took:.1f} s of work for {size} bytes")
    if finding is None and size <= SMALL and more > _MEMORY:
        finding = Finding("memory", f"{more // 1000} MB for {size} bytes")
    return became, finding


def _judged(file: Path) -> tuple[str, Finding | None, float]:
    """What became of a file, what is wrong with that, and the seconds that its reading took."""
    begun = time.process_time()
    became, finding, read = _tried(file)
    took = time.process_time() - begun
    if read is not None:
        wrong = [*_wrong(read.notice), *(_lost(read.notice, read.ntriples) if read.valid else ())]
        finding = wrong[0] if wrong else None
    return became, finding, took


@dataclass(frozen=True)
class _Read:
    """What was read."""

    notice: Notice
    ntriples: bytes
    valid: bool


def _tried(file: Path) -> tuple[str, Finding | None, _Read | None]:
    try:
        notice = resolve(load(file))
        ntriples = notice_triples(notice, ())
        broken = violations(ntriples)
        names_of(notice)
        read = interchange.notice(notice)
        json.dumps(read, ensure_ascii=False).encode()
    except InternalError as error:
        return "read", Finding(_slug(error.place), error.details), None
    except OverLimitError as error:
        return "over", _not_told(file, error), None
    except ZhengmaiError as error:
        return "refused", _not_told(file, error), None
    except Exception as error:  # noqa: BLE001 - these are looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} {Path(last.filename).stem} {last.name}"
        return "read", Finding(_slug(kind), "".join(traceback.format_exception(error))), None
    twice = [str(v) for v in broken if v.component.startswith("MaxCount")]
    finding = Finding("told more than once", "\n".join(twice)) if twice else None
    return "read", finding, None if twice else _Read(notice, ntriples, not broken)


def _not_told(file: Path, error: ZhengmaiError) -> Finding | None:
    """Whether an error is no line that a person reads; the name of the file may be anything."""
    said = visible(str(error).removeprefix(str(file)))
    if len(said.splitlines()) == 1 and len(said) <= _LONGEST_WORD:
        return None
    return Finding("not one line", repr(said[:2_000]))


# --- what was read stands there


def _wrong(notice: Notice) -> Iterator[Finding]:
    for kind, spans, written in _said(notice):
        if any(s.end > len(notice.text) for s in spans):
            yield Finding(f"{kind} beyond the text", f"{spans} of {len(notice.text)} characters")
        elif written is not None and _bare(notice.quote(spans)) != _bare(written):
            yield Finding(
                f"{kind} is not as written", f"{written!r} at {spans}: {notice.quote(spans)!r}"
            )
    for remark in notice.remarks:
        if not remark.message.strip() or len(remark.message.splitlines()) > 1:
            yield Finding("a remark is no line", repr(remark.message[:500]))
    yield from _loose(notice)


def _loose(notice: Notice) -> Iterator[Finding]:
    """What does not hang together."""
    for unread in notice.unread:
        if notice.text[unread.start : unread.end] != unread.text:
            yield Finding("what is unread is not there", repr(unread)[:500])
    for ids in ([t.id for t in notice.tasks], [p.id for p in notice.points]):
        if len(set(ids)) != len(ids):
            yield Finding("two of one id", repr(ids)[:500])
    points = {p.id for p in notice.points}
    for task in notice.tasks:
        if task.point is not None and task.point not in points:
            yield Finding("a task of no point", repr(task)[:500])


def _said(notice: Notice) -> Iterator[tuple[str, Spans, str | None]]:
    yield "the title", notice.title_spans, notice.title
    yield "the number", notice.number_spans, None
    yield "the date", notice.issued_spans, None
    for point in notice.points:
        yield "a point", point.spans, point.text
        yield "a heading", point.heading_spans, None
    for citation in notice.citations:
        yield "a citation", citation.spans, citation.as_written
    for task in notice.tasks:
        yield "a task", task.spans, task.text or None  # of a row without a text: where it is
        for assignment in task.assignments:
            yield "a unit", assignment.spans, None
        for deadline in task.deadlines:
            yield "a deadline", deadline.spans, deadline.as_written
    for remark in notice.remarks:
        yield "a remark", remark.spans, None
    for unread in notice.unread:
        yield "what is unread", (Span(unread.start, unread.end),), None


def _bare(text: str) -> str:
    """A text without what reading leaves out: white space and signs that nobody sees."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")


# --- what was read is kept


def _lost(notice: Notice, ntriples: bytes) -> Iterator[Finding]:
    """What a valid graph loses on its way through the stores."""
    graph = iris.notice(notice)
    try:
        quads = set(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
        again = to_triples(graph, from_triples(graph, ntriples))
        other = set(ox.parse(again, format=ox.RdfFormat.N_TRIPLES))
    except Exception as error:  # noqa: BLE001 - these are looked for
        told = "".join(traceback.format_exception(error))
        yield Finding(_slug(f"{type(error).__name__} in the graph"), told)
        return
    if quads != other:
        few = [str(q) for q in [*(quads - other), *(other - quads)][:4]]
        yield Finding("the property graph has lost a triple", "\n".join(few))


# --- what it costs


@contextmanager
def _limited() -> Iterator[None]:
    def over(_signal: int, frame: FrameType | None) -> None:
        raise _GivenUp

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _room() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def _frames(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__, limit=-25))


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")
