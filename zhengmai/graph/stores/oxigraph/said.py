"""What the tasks and points of a notice say: the texts that a word is looked for in."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import pyoxigraph as ox

from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import SKOS

Fact: TypeAlias = tuple[str, str, str]
"""Subject, predicate (one of those below) and the text or IRI that is said."""

_NAME = SKOS + "prefLabel"
_OWN = (
    *("text", "heading", "under", "order", "taskSource", "assignment", "unit", "asWritten"),
    *("secondName", "deadline"),
    *("appliesTo", "planYear"),
)
PREDICATES = (*(iris.NS + name for name in _OWN), _NAME)
_SHORT = {predicate: predicate[len(iris.NS) :] for predicate in PREDICATES} | {_NAME: "name"}
_WANTED = frozenset(f"<{predicate}>".encode() for predicate in PREDICATES)
_LINE = re.compile(
    r"[ \t]*<([^>\n]*)>[ \t]*<([^>\n]*)>[ \t]*"
    r"(?:<([^>\n]*)>|\"((?:[^\"\\\n]|\\.)*)\"[^\n]*?)[ \t]*\.[ \t\r]*"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Saying:
    """A task, or a point.

    Attributes:
        iri: it.
        order: its place in the notice.
        is_task: whether it is a task.
        text: its text.
        headings: of the point that a task stands under; a point's own.
        names: of the units of a task, in full and as they are written there, and its limits.
    """

    iri: str
    order: int
    is_task: bool
    text: str
    headings: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sayings:
    """What a notice says.

    Attributes:
        notice: its IRI.
        places: the places that it applies to.
        years: its plan year.
        own: its tasks and points.
    """

    notice: str
    places: tuple[str, ...]
    years: tuple[str, ...]
    own: tuple[Saying, ...]


def facts_of(ntriples: bytes) -> Iterator[Fact]:
    """What N-Triples say that is of use here; a hundred times as fast as to parse all of them."""
    for line in ntriples.split(b"\n"):
        terms = line.split(None, 2)
        if len(terms) < 3 or terms[1] not in _WANTED:
            continue  # most lines say something else
        match = _LINE.fullmatch(line.decode("utf-8", "replace"))
        if match is not None:
            subject, predicate, thing, said = match.groups()
            yield _plain(subject), predicate, _plain(thing or said or "")


def _plain(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    short, long, one = match.groups()
    if one:
        return _CONTROLS.get(one, one)
    number = int(short or long, 16)
    return chr(number) if number <= sys.maxunicode else "\ufffd"


def facts_in(database: ox.Store, graph: str) -> Iterator[Fact]:
    """The same, from a graph of a database."""
    name = ox.NamedNode(graph)
    for predicate in PREDICATES:
        for quad in database.quads_for_pattern(None, ox.NamedNode(predicate), None, name):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                yield quad.subject.value, predicate, quad.object.value


@dataclass(slots=True)
class _Said:
    """The facts by predicate: subject → what is said of it."""

    of: defaultdict[str, defaultdict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def all(self, predicate: str, subjects: Iterable[str]) -> Iterator[str]:
        known = self.of[predicate]
        for subject in subjects:
            yield from known.get(subject, ())


def sayings(notice: str, facts: Iterable[Fact]) -> Sayings:
    """What the tasks and points of a notice say, as :mod:`zhengmai.queries.tasks` shows them."""
    said = _Said()
    for subject, predicate, thing in facts:
        said.of[_SHORT[predicate]][subject].append(thing)
    own = []
    for task in said.of["taskSource"]:
        assigned = list(said.all("assignment", [task]))
        names = [
            *said.all("name", said.all("unit", assigned)),
            *said.all("asWritten", assigned),
            *said.all("secondName", assigned),
            *said.all("asWritten", said.all("deadline", [task])),
        ]
        own.append(
            Saying(
                task,
                _order(said, task),
                True,
                "\n".join(said.all("text", [task])),
                tuple(said.all("heading", said.all("under", [task]))),
                tuple(dict.fromkeys(names)),
            )
        )
    for point, headings in said.of["heading"].items():
        told = "\n".join(said.all("text", [point]))
        own.append(Saying(point, _order(said, point), False, told, tuple(headings), ()))
    places, years = (tuple(said.of[p].get(notice, ())) for p in ("appliesTo", "planYear"))
    return Sayings(notice, places, years, tuple(own))


def _order(said: _Said, node: str) -> int:
    known = said.of["order"].get(node, ("0",))[0]
    return int(known) if re.fullmatch(r"[+-]?\d{1,15}", known) else 0
