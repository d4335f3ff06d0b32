"""汇总: what is gathered from all notices and kept once, in a graph of its own.

Each notice tells of its places and units in its own graph, so that it can be replaced exactly; a
question about all of them would meet the same fact thousands of times. The summary holds each
place, unit and class of units once, with the names it goes by and its totals over all notices. It
is made from the notices alone: in bulk after a first fill, and in the transaction that changes a
notice for the places and units that the notice spoke of or speaks of. (In Neo4j the shared nodes
are the summary.)

The totals of each plan year stand in a graph of their own, ``…/id/summary/2025``, so that a
question about one year reads as many lines as there are units that year.

The summary also says in which state the notices are: by marks, which nobody else ever makes. Each
writing of notices leaves a new one, in the same step. What is made of the notices elsewhere (the
index of words) is up to date where it was made in the state with these marks.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import ORG, SCHEMA, SKOS

SUMMARY = iris.ID + "summary"
_OF_YEAR = SUMMARY + "/"
APPLIES_TO = f"<{iris.NS}appliesTo>"
_MARK = ox.NamedNode(SCHEMA + "version")

PREFIXES = f"""PREFIX zm: <{iris.NS}> PREFIX skos: <{SKOS}> PREFIX schema: <{SCHEMA}>
PREFIX org: <{ORG}>
"""


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Facts about things of a kind.

    Attributes:
        facts: what is stated.
        found: what it is found from; ``{only}`` is where the things are named, if not all are
            meant. The summary itself is left out.
        by_year: it is stated of each ``?year``, in a graph for that.
    """

    facts: str
    found: str
    by_year: bool = False

    @property
    def graph(self) -> str:
        """The graph in which it is stated: a name or a variable."""
        return "?summary" if self.by_year else f"<{SUMMARY}>"

    @property
    def where(self) -> str:
        """What it is found from, and the graph."""
        named = f' BIND(IRI(CONCAT("{_OF_YEAR}", STR(?year))) AS ?summary)' if self.by_year else ""
        return self.found + named


_NOTICES = f"GRAPH ?notice {{{{ %s }}}} FILTER(?notice != <{SUMMARY}>)"
_COUNTS = (
    "tasks",
    "asLead",
    "asResponsible",
    "asCooperating",
    "alsoReached",
    "alsoReachedAsLead",
    "alsoReachedAsResponsible",
    "alsoReachedAsCooperating",
)
# Oxigraph looks up a single optional triple for each row it has; for an optional group, or for one
# inside the part that it joins, it goes through the whole store.
_PLACES = _Gathering(
    "?thing a zm:Jurisdiction ; schema:name ?name ; zm:level ?level",
    "{{ SELECT DISTINCT ?thing ?name ?level WHERE {{ {only} "
    + _NOTICES % "?thing a zm:Jurisdiction ; schema:name ?name ; zm:level ?level"
    + " }} }}",
)
_CODES = _Gathering(
    "?thing zm:divisionCode ?code",
    "{{ SELECT DISTINCT ?thing ?code WHERE {{ {only} "
    + _NOTICES % "?thing zm:divisionCode ?code"
    + " }} }}",
)
_ABOVE = _Gathering(
    "?thing schema:containedInPlace ?parent",
    "{{ SELECT DISTINCT ?thing ?parent WHERE {{ {only} "
    + _NOTICES % "?thing schema:containedInPlace ?parent"
    + " }} }}",
)
_UNITS = _Gathering(
    "?thing a zm:Unit ; skos:prefLabel ?name ; zm:rank ?rank ; zm:ofPlace ?place",
    "{{ SELECT ?thing (MIN(?n) AS ?name) (MIN(?r) AS ?rank) (IRI(MIN(STR(?p))) AS ?place) "
    "WHERE {{ {only} "
    + _NOTICES % "?thing a zm:Unit ; skos:prefLabel ?n ; zm:rank ?r ; zm:ofPlace ?p"
    + " }} GROUP BY ?thing }}",
)
_CLASSES = _Gathering(
    "?thing a zm:CollectiveUnit ; skos:prefLabel ?name ; zm:reaches ?rank ; zm:ofPlace ?place",
    "{{ SELECT ?thing (MIN(?n) AS ?name) (MIN(?r) AS ?rank) (IRI(MIN(STR(?p))) AS ?place) "
    "WHERE {{ {only} "
    + _NOTICES % "?thing a zm:CollectiveUnit ; skos:prefLabel ?n ; zm:reaches ?r ; zm:ofPlace ?p"
    + " }} GROUP BY ?thing }}",
)
_NAMES = _Gathering(
    "?thing skos:altLabel ?other",
    "{{ SELECT DISTINCT ?thing ?other WHERE {{ {only} "
    + _NOTICES % "?thing a zm:Unit ; skos:altLabel ?other"
    + " }} }}",
)
# One line a unit: to fetch a text takes Oxigraph as long as to go over ten numbers, so a list of
# all units that fetched the names and counts of each one apart would take a minute.
_TOTALS = _Gathering(
    "?thing zm:totals ?line",
    "{{ SELECT ?thing (CONCAT("
    + ', "\\t", '.join(
        ["STR(?thing)", "MIN(?name)", "MIN(?rank)", "MIN(STR(?place))"]
        + [f"STR(SUM(COALESCE(?n{n}, 0)))" for n in range(len(_COUNTS))]
    )
    + ") AS ?line) WHERE {{ {only} "
    + _NOTICES
    % (
        "?load zm:unit ?thing ; zm:inNotice ?notice . "
        "?thing skos:prefLabel ?name ; zm:rank ?rank ; zm:ofPlace ?place"
    )
    + "".join(
        f" OPTIONAL {{{{ GRAPH ?notice {{{{ ?load zm:{count} ?n{n} }}}} }}}}"
        for n, count in enumerate(_COUNTS)
    )
    + " }} GROUP BY ?thing }}",
)
_REACHED = _Gathering(
    "?thing zm:reachedTotals ?line",
    '{{ SELECT ?thing (CONCAT(STR(?thing), "\\t", ?rank, "\\t", STR(SUM(?t)), "\\t", STR(SUM(?l)), '
    '"\\t", STR(SUM(?r)), "\\t", STR(SUM(?c))) AS ?line) WHERE {{ {only} '
    + _NOTICES
    % (
        "?load zm:reaches ?rank ; zm:inNotice ?notice ; zm:tasks ?t ; zm:asLead ?l ; "
        "zm:asResponsible ?r ; zm:asCooperating ?c . ?notice zm:appliesTo ?thing"
    )
    + " }} GROUP BY ?thing ?rank }}",
)


def _each_year(of: _Gathering) -> _Gathering:
    """The same of each plan year."""
    found = of.found.replace("SELECT ?thing (", "SELECT ?thing ?year (")
    found = found.replace("GRAPH ?notice {{", "GRAPH ?notice {{ ?notice zm:planYear ?year .", 1)
    facts = of.facts.replace("otals ?line", "otalsOfYear ?line")
    return _Gathering(facts, found.replace("GROUP BY ?thing", "GROUP BY ?thing ?year"), True)


_FACTS = (_PLACES, _CODES, _ABOVE, _UNITS, _CLASSES, _NAMES)
_ALL = (*_FACTS, _TOTALS, _REACHED, _each_year(_TOTALS), _each_year(_REACHED))

_KINDS = ("Jurisdiction", "Unit", "CollectiveUnit")


def is_summary(graph: str) -> bool:
    """Whether a graph is of the summary, and not of a notice."""
    return graph == SUMMARY or graph.startswith(_OF_YEAR)


def of_year(year: int) -> str:
    """The graph that has the totals of a plan year."""
    return f"{_OF_YEAR}{year}"


def gathered(database: ox.Store) -> Iterator[ox.Quad]:
    """The whole summary of the notices in a database."""
    name = ox.NamedNode(SUMMARY)
    for of in _FACTS:
        asked = f"{PREFIXES} CONSTRUCT {{ {of.facts} }} WHERE {{ {of.where.format(only='')} }}"
        for triple in database.query(asked):  # type: ignore[union-attr]
            yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
    # To go over all counts takes longest: what all years come to is added up here.
    for of, predicate, texts in ((_TOTALS, "totals", 4), (_REACHED, "reachedTotals", 2)):
        where = _each_year(of).where.format(only="")
        asked = f"{PREFIXES} SELECT ?thing ?line ?summary WHERE {{ {where} }}"
        every: dict[tuple[str, ...], tuple[list[str], list[int]]] = {}
        for row in database.query(asked):  # type: ignore[union-attr]
            thing, line = row["thing"], row["line"]
            yield ox.Quad(thing, ox.NamedNode(f"{iris.NS}{predicate}OfYear"), line, row["summary"])
            _add(every, line.value.split("\t"), texts)
        for said, counts in every.values():
            total = "\t".join((*said, *map(str, counts)))
            thing = ox.NamedNode(said[0])
            yield ox.Quad(thing, ox.NamedNode(iris.NS + predicate), ox.Literal(total), name)


def _add(
    every: dict[tuple[str, ...], tuple[list[str], list[int]]], line: list[str], texts: int
) -> None:
    """Add the line of a year to that of all; of texts that differ the first in order counts."""
    key = tuple(line[:1] if texts > 2 else line[:2])  # a unit; a place and a class
    counts = list(map(int, line[texts:]))
    if key not in every:
        every[key] = line[:texts], counts
        return
    said, known = every[key]
    said[:] = map(min, said, line[:texts])
    known[:] = map(int.__add__, known, counts)


def is_empty(database: ox.Store) -> bool:
    """Whether a database holds nothing of a notice; a mark may be there."""
    return all(is_summary(str(graph.value)) for graph in database.named_graphs())


def summaries(database: ox.Store) -> list[ox.NamedNode]:
    """The graphs of the summary."""
    return [g for g in database.named_graphs() if is_summary(str(g.value))]  # type: ignore[misc]


def renew(database: ox.Store) -> None:
    """Make the whole summary anew, in bulk.

    It takes some writes: until the last one the store has to say that it has no summary.
    """
    marked = list(_marked(database))
    for name in summaries(database):
        database.remove_graph(name)
    database.bulk_extend(gathered(database))
    database.bulk_extend(marked or [mark()])


# --- marks


def mark() -> ox.Quad:
    """A new mark of a state of the notices."""
    name = ox.NamedNode(SUMMARY)
    return ox.Quad(name, _MARK, ox.Literal(uuid.uuid4().hex), name)


def new_mark() -> str:
    """The update that puts a new mark in the place of those that are there."""
    new = mark()
    return (
        f"DELETE WHERE {{ GRAPH <{SUMMARY}> {{ <{SUMMARY}> {_MARK} ?mark }} }}; "
        f"INSERT DATA {{ GRAPH <{SUMMARY}> {{ {new.subject} {new.predicate} {new.object} }} }}"
    )


def stamp(database: ox.Store) -> str:
    """The marks of the state that the notices are in, as one text; "" where there is none."""
    return " ".join(sorted(str(quad.object.value) for quad in _marked(database)))  # type: ignore[union-attr]


def _marked(database: ox.Store) -> Iterator[ox.Quad]:
    name = ox.NamedNode(SUMMARY)
    return database.quads_for_pattern(name, _MARK, None, name)


def is_right(database: ox.Store) -> bool:
    """Whether the summary is what the notices say, and there is a mark."""
    held = {
        quad
        for name in summaries(database)
        for quad in database.quads_for_pattern(None, None, None, name)
    }
    marked = set(_marked(database))
    return bool(marked) and held - marked == set(gathered(database))


Statement: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, each as a term of N-Triples."""


def shared_in(triples: Iterable[Statement], kinds: Sequence[str] = _KINDS) -> set[str]:
    """The places and units that a notice speaks of, as terms of N-Triples."""
    classes = {f"<{iris.NS}{kind}>" for kind in kinds}
    return {subject for subject, predicate, thing in triples if thing in classes}


def speaks_of_shared(ntriples: bytes) -> bool:
    """Whether a graph may say something of places or units; told without reading its triples."""
    return any(f"<{iris.NS}{kind}>".encode() in ntriples for kind in _KINDS)


def renewal(things: Sequence[str]) -> str:
    """The update that gathers anew what is known of places and units."""
    if not things:
        return ""
    only = f"VALUES ?thing {{ {' '.join(sorted(things))} }}"
    steps = [f"DELETE {{ GRAPH <{SUMMARY}> {{ ?thing ?p ?o }} }} "
             f"WHERE {{ {only} GRAPH <{SUMMARY}> {{ ?thing ?p ?o }} }}"]  # fmt: skip
    steps += [
        f"DELETE {{ GRAPH ?summary {{ ?thing zm:{totals} ?line }} }} WHERE {{ {only} "
        f"GRAPH ?summary {{ ?thing zm:{totals} ?line }} }}"
        for totals in ("totalsOfYear", "reachedTotalsOfYear")
    ]
    steps += [
        f"INSERT {{ GRAPH {of.graph} {{ {of.facts} }} }} WHERE {{ {of.where.format(only=only)} }}"
        for of in _ALL
    ]
    return "; ".join(steps)
