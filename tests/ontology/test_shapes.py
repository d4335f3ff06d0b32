"""The shapes: the two engines find the same, in every notice and in graphs that were spoilt."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai
from zhengmai.ontology import shapes
from zhengmai.ontology.ntriples import Term, iri, number, text, triple, typed
from zhengmai.ontology.shapes import checked, violations
from zhengmai.ontology.triples import notice_triples

FILES = ["province-2025", "district-b-2025", "tabs-2024"]
ROUNDS = 25
SPOILT: list[Term] = [
    text(""), text("x"), text("甲乙丙〔二五〕号"), number(-1), number(3000),
    typed("abc", "integer"),
    typed("2025-02-31", "date"), typed("0.5", "decimal"), typed("true", "boolean"),
    iri("https://w3id.org/zhengmai/id/nobody"), iri("https://w3id.org/zhengmai/ns#lead"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def without_warnings(caplog: pytest.LogCaptureFixture) -> None:
    """rdflib tells a traceback for each value that is none of its datatype."""
    caplog.set_level(logging.ERROR, logger="rdflib.term")


@pytest.fixture(scope="module", params=FILES)
def graph(request: pytest.FixtureRequest, samples: Path) -> bytes:
    return notice_triples(zhengmai.read(samples / f"{request.param}.txt"))


def test_a_notice_as_it_is_read_is_valid_to_both(graph: bytes) -> None:
    assert violations(graph) == checked([graph]) == []


def test_both_find_the_same_in_graphs_that_were_spoilt(graph: bytes) -> None:
    found = 0
    for spoilt in mutated(graph, chance_of(len(graph))):
        ours, theirs = violations(spoilt), checked([spoilt])
        assert ours == theirs, spoilt.decode()
        found += len(ours)
    assert found > ROUNDS


def test_both_find_the_same_in_all_graphs_of_a_store(sample_graph: Zhengmai) -> None:
    """Lineage graphs and what was said of links too, as they are and spoilt."""
    chance = chance_of(7)
    for name in sample_graph.store.graphs():
        graph = sample_graph.store.graph(name)
        assert violations(graph) == checked([graph]) == []
    lineage = next(g for g in sample_graph.store.graphs() if g.endswith("/lineage"))
    for spoilt in mutated(sample_graph.store.graph(lineage), chance, rounds=15):
        assert violations(spoilt) == checked([spoilt])


def test_where_the_compiled_engine_is_not_to_be_had_the_other_one_checks(
    graph: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = b"\n".join(line for line in graph.splitlines() if b"#planYear>" not in line)
    expected = violations(broken)

    def missing() -> object:
        raise ImportError("no build for this machine")

    monkeypatch.setattr(shapes, "_compiled", missing)
    assert violations(broken) == expected
    assert [str(v).rpartition(": ")[2] for v in expected] == ["the plan year cannot be told"]


def test_a_violation_is_told_in_words(graph: bytes) -> None:
    lines = [line for line in graph.decode().splitlines() if "#lastDay>" not in line]
    task = next(line for line in lines if line.endswith("ns#Task> .")).split()[0]
    lines = [
        line for line in lines if not line.startswith(f"{task} <https://w3id.org/zhengmai/ns#text>")
    ]
    told = [str(v) for v in violations("\n".join(lines).encode())]
    assert len(told) == 1
    assert told[0].endswith("text: is missing")
    assert "w3id.org" not in told[0]


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - nothing is kept secret


def mutated(graph: bytes, chance: random.Random, rounds: int = ROUNDS) -> Iterator[bytes]:
    """The graph with some triples gone, doubled with another value, or changed in theirs."""
    lines = graph.decode().splitlines()
    for _ in range(rounds):
        spoilt = list(lines)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(spoilt))
            subject, predicate, value = spoilt[at].removesuffix(" .").split(" ", 2)
            other = chance.choice([*SPOILT, Term(chance.choice(lines).split(" ", 2)[2][:-2])])
            new = triple(Term(subject), Term(predicate), other) + " ."
            match chance.randrange(4):
                case 0:
                    del spoilt[at]
                case 1:
                    spoilt.append(new)
                case 2:
                    spoilt[at] = new
                case _:
                    spoilt[at] = (
                        triple(Term(subject), iri(f"{predicate[1:-1]}x"), Term(value)) + " ."
                    )
        yield "\n".join(dict.fromkeys(spoilt)).encode() + b"\n"
