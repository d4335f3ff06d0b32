"""``trace``, ``gaps``, ``links``: where tasks come from."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run, run_json


def test_links_json(sample_path: Path) -> None:
    rows = run_json("links", "--store", sample_path)
    assert isinstance(rows, list)
    assert list(rows[0]) == [
        "child", "parent", "score", "method", "status", "judged_by", "judged_at", "note",
    ]  # fmt: skip
    assert list(rows[0]["child"]) == ["iri", "file", "number", "text"] == list(rows[0]["parent"])
    assert {r["status"] for r in rows} == {"proposed"}


def test_trace_json(sample_path: Path) -> None:
    links = run_json("links", "--store", sample_path)
    assert isinstance(links, list)
    found = run_json("trace", links[0]["child"]["iri"], "--store", sample_path)
    assert isinstance(found, dict)
    assert list(found) == ["task", "nodes", "links"]
    assert list(found["nodes"][0]) == [
        "iri", "kind", "level", "jurisdiction", "notice", "document_number", "number", "heading",
        "text",
    ]  # fmt: skip
    assert list(found["links"][0]) == [
        "child", "parent", "score", "status", "judged_by", "judged_at", "note", "evidence",
    ]  # fmt: skip
    assert list(found["links"][0]["evidence"][0]) == ["child", "parent"]


def test_trace_prints_the_way_to_the_province(sample_path: Path) -> None:
    links = run_json("links", "--store", sample_path)
    assert isinstance(links, list)
    upper = {k["child"]["iri"] for k in links if "湄政办发" in k["parent"]["iri"]}
    child = next(k["child"]["iri"] for k in links if k["parent"]["iri"] in upper)
    code, out, _ = run("trace", child, "--store", sample_path)
    assert code == 0
    assert "［市］" in out
    assert "［省］" in out
    assert "依据" in out
