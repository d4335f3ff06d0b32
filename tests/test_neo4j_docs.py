"""What is told of Neo4j is true: the picture is of the tables, the answers are the store's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from rich.cells import cell_len

import zhengmai
from tests.conftest import ROOT, script
from zhengmai.api import Zhengmai, build_store
from zhengmai.graph.stores.opening import open_store

PAGE = ROOT / "docs" / "neo4j.md"
EXAMPLE = re.compile(r"^```cypher\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CYPHER = re.compile(r"^```cypher\n(.*?)^```$", re.MULTILINE | re.DOTALL)

OWN_KEYS = {"storedDigest", "linksDigest"}  # the store's own; of no use to a reader of the picture


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as the page shows them; wide characters take two columns."""
    lines = [list(rows[0])] if rows else []
    lines += [["" if v is None else str(v) for v in row.values()] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def questions() -> list[tuple[str, str]]:
    """The Cypher of the page that has its answer beside it, and the answer."""
    return EXAMPLE.findall(PAGE.read_text("utf-8"))


@pytest.fixture(scope="module")
def filled(neo4j_url: str, samples: Path) -> Iterator[Zhengmai]:
    """A Neo4j store of the samples and nothing else."""
    with open_store(neo4j_url, write=True) as store:
        store.remove(store.graphs())
    build_store(samples, neo4j_url)
    with zhengmai.open(neo4j_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The script that draws the picture."""
    return script("docs", "draw_schema")


def test_the_picture_is_of_the_tables(drawing: ModuleType) -> None:
    drawn = (ROOT / "docs" / "neo4j-schema.svg").read_text("utf-8")
    assert drawn == drawing.schema_svg(), "draw it anew: python docs/draw_schema.py"


def test_what_has_no_place_in_the_picture_is_told(
    drawing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(drawing.PLACES, "Deadline")
    with pytest.raises(LookupError, match="Deadline has no place yet"):
        drawing.schema_svg()


def test_what_would_overlap_in_the_picture_is_told(
    drawing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(drawing.PLACES, "Task", (66, 60, "#000"))
    with pytest.raises(ValueError, match="overlap"):
        drawing.schema_svg()


def test_all_that_a_store_has_is_in_the_picture(filled: Zhengmai, drawing: ModuleType) -> None:
    nodes = filled.store.rows(
        "MATCH (n) WHERE NOT n:ZhengmaiStore UNWIND keys(n) AS key "
        "RETURN DISTINCT labels(n)[0] AS label, key",
        {},
    )
    boxes = {
        node.label: {line.text for line in drawing.lines(node) if not line.heading}
        for node in drawing.pg.NODES
    }
    assert not [r for r in nodes if r["key"] not in boxes[str(r["label"])] | OWN_KEYS]

    counts = {p.key for p in drawing.pg.COUNTS}
    drawn: dict[tuple[str, str, str], set[str]] = {}
    for arrow in drawing.arrows():
        keys = set(arrow.keys) | (counts if "counts" in arrow.keys else set())
        for of in [(a, t, b) for t in arrow.types for a in arrow.start for b in arrow.end]:
            drawn[of] = keys
    for row in filled.store.rows(
        "MATCH (a)-[r]->(b) UNWIND [null] + keys(r) AS key RETURN DISTINCT "
        "labels(a)[0] AS start, type(r) AS type, labels(b)[0] AS end, key",
        {},
    ):
        of = str(row["start"]), str(row["type"]), str(row["end"])
        assert of in drawn
        assert row["key"] is None or row["key"] in drawn[of], row


def test_the_answers_on_the_page(filled: Zhengmai) -> None:
    found = questions()
    assert len(found) >= 10
    for question, answer in found:
        assert table(list(filled.store.rows(question, {}))) == answer, question


def test_all_cypher_on_the_page_runs(filled: Zhengmai) -> None:
    for question in CYPHER.findall(PAGE.read_text("utf-8")):
        if not question.startswith("// writes"):
            assert list(filled.store.rows(question, {})), question


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE.read_text("utf-8")):
        assert target.startswith("https://") or (PAGE.parent / target).exists(), target


def test_compose_names_the_server_and_no_password() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert "image: neo4j:5.26\n" in text
    assert re.findall(r"NEO4J_AUTH: (.*)", text) == [
        "neo4j/${NEO4J_PASSWORD:?set NEO4J_PASSWORD to a password of at least 8 characters}"
    ]
    assert all(
        line.strip().startswith('- "127.0.0.1:') for line in re.findall(r".*:74.*:74.*", text)
    )
