"""``read`` and ``evaluate``: what would be read, as JSON, triples and a page, and how well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run, run_json


def test_read_json_has_the_documented_shape(samples: Path) -> None:
    found = run_json("read", samples / "district-b-2025.txt")
    assert isinstance(found, dict)
    assert list(found) == ["file", "notice", "cites", "points", "tasks", "unread"]
    assert found["file"] == "district-b-2025.txt"
    assert list(found["notice"]) == [
        "title", "plan_title", "document_number", "issuer", "jurisdiction", "issued",
        "published", "plan_year", "addressees", "copied_to",
    ]  # fmt: skip
    task = found["tasks"][0]
    assert list(task) == [
        "id", "number", "point", "source", "text", "assignments", "open_ended", "deadlines",
        "damaged", "spans",
    ]  # fmt: skip
    assert list(task["assignments"][0]) == ["role", "unit", "alias", "kind", "canonical"]
    deadline = next(d for t in found["tasks"] for d in t["deadlines"])
    assert list(deadline) == ["as_written", "kind", "date", "rule", "where"]
    assert {t["point"] for t in found["tasks"]} <= {p["id"] for p in found["points"]}
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    for task in found["tasks"]:
        assert "".join(text[a:b] for a, b in task["spans"]) == task["text"]
    for piece in found["unread"]:
        assert text[piece["start"] : piece["end"]] == piece["text"]


def test_read_several_files_prints_json_lines(samples: Path) -> None:
    files = sorted(samples.glob("*.txt"))
    code, out, _ = run("read", *files, "--json")
    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [f.name for f in files]


def test_read_turtle_is_the_graph(samples: Path) -> None:
    from rdflib import Graph

    code, out, _ = run("read", samples / "tabs-2024.txt", "--turtle")
    assert code == 0
    assert len(Graph().parse(data=out, format="turtle")) > 300


def test_explain_as_a_page(samples: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = run("read", samples / "tabs-2024.txt", "--html", page)
    assert code == 0
    assert str(page) in out
    first = page.read_bytes()
    assert first.startswith(b"<!DOCTYPE html>")
    assert run("read", samples / "tabs-2024.txt", "--explain", "--html", page)[0] == 0
    assert page.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_explain_refuses_what_makes_no_sense(samples: Path, tmp_path: Path) -> None:
    file, other = samples / "tabs-2024.txt", samples / "city-2025.txt"
    page = tmp_path / "page.html"
    own = tmp_path / "own.html"
    own.write_bytes(file.read_bytes())
    for arguments, said in (
        ([file, "--explain", "--json"], "without --json"),
        ([file, "--html", page, "--turtle"], "without --json"),
        ([file, other, "--html", page], "give one FILE"),
        ([file, "--html", tmp_path / "page.txt"], "must end with .html"),
        ([file, "--html", tmp_path / "none" / "page.html"], "no such folder"),
        ([own, "--html", own], "overwrite the notice"),
        ([file, "--html"], "requires an argument"),
    ):
        code, _, err = run("read", *arguments)
        assert (code, said in " ".join(err.split())) == (2, True), (arguments, err)
    assert [p.name for p in tmp_path.iterdir()] == ["own.html"]
    code, _, err = run("read", file, "--html", own)
    assert (code, "no page of this kind" in err) == (1, True)
    code, _, err = run("read", tmp_path / "none.txt", "--html", page)
    assert (code, page.exists()) == (1, False)


def test_corrections_that_stand_here_are_taken(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("corrections.toml").write_text(
        '[[alias]]\nnames = ["市司法局"]\nunit = "榆津市法制局"', "utf-8"
    )
    assert "榆津市法制局" in run("read", samples / "city-2025.txt", "--json")[1]


@pytest.fixture
def labels(samples: Path, tmp_path: Path) -> Path:
    """What is read from a sample, as labels for it."""
    folder = tmp_path / "labels"
    folder.mkdir()
    gold = run_json("read", samples / "city-2025.txt")
    (folder / "city.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return folder


def change(labels: Path, at: str, to: str) -> None:
    file = labels / "city.json"
    text = file.read_text("utf-8")
    assert at in text
    file.write_text(text.replace(at, to, 1), "utf-8")


def test_evaluate_what_is_right(labels: Path, samples: Path) -> None:
    found = run_json("evaluate", labels, samples)
    assert isinstance(found, dict)
    assert found["total"]["tasks"]["f1"] == found["total"]["units"]["f1"] == 1.0
    assert [file["misses"] for file in found["files"]] == [[]]


def test_evaluate_lists_every_miss(labels: Path, samples: Path) -> None:
    change(labels, '"unit": "市司法局"', '"unit": "市财政局"')
    change(labels, '"heading": "', '"heading": "另外')
    code, out, _ = run("evaluate", labels, samples)
    assert code == 0
    assert "市财政局" in out
    assert "市司法局" in out
    assert "3 处不符" in out, "the unit, the point, and what belongs to it"


def test_evaluate_tells_of_a_notice_that_is_not_there(labels: Path, tmp_path: Path) -> None:
    code, _, err = run("evaluate", labels, tmp_path)
    assert code == 1
    assert "city-2025.txt is not in this folder" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "labels cannot be read"), ('{"file": "x"}', "these are no labels: notice, points")],
)
def test_evaluate_tells_of_labels_that_are_none(
    labels: Path, samples: Path, content: str, message: str
) -> None:
    (labels / "city.json").write_text(content, "utf-8")
    code, _, err = run("evaluate", labels, samples)
    assert code == 1
    assert message in err
    assert "Traceback" not in err
