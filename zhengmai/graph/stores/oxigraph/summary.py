"""汇总: what is gathered from all notices and kept once, in a graph of its own.

Each notice tells of its places and units in its own graph, so that it can be replaced exactly; a
question about all of them would meet the same fact thousands of times. The summary holds each place
and unit once, with the names it goes by and its totals over all notices. It is made from the
notices alone: in bulk after a first fill, and in the transaction that changes a notice for the
places and units that the notice spoke of or speaks of. (In Neo4j the shared nodes are the summary.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import ORG, SCHEMA, SKOS

SUMMARY = iris.ID + "summary"
APPLIES_TO = f"<{iris.NS}appliesTo>"

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
    """

    facts: str
    found: str


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
_ALL = (_PLACES, _CODES, _ABOVE, _UNITS, _NAMES, _TOTALS, _REACHED)

_KINDS = ("Jurisdiction", "Unit")


def gathered(database: ox.Store) -> Iterator[ox.Quad]:
    """The whole summary of the notices in a database."""
    name = ox.NamedNode(SUMMARY)
    for of in _ALL:
        found = of.found.format(only="")
        triples = database.query(f"{PREFIXES} CONSTRUCT {{ {of.facts} }} WHERE {found}")
        for triple in triples:  # type: ignore[union-attr]
            yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


def renew(database: ox.Store) -> None:
    """Make the whole summary anew, in bulk.

    It takes some writes: until the last one the store has to say that it has no summary.
    """
    name = ox.NamedNode(SUMMARY)
    database.remove_graph(name)
    database.bulk_extend(gathered(database))


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
        f"INSERT {{ GRAPH <{SUMMARY}> {{ {of.facts} }} }} WHERE {of.found.format(only=only)}"
        for of in _ALL
    ]
    return "; ".join(steps)
