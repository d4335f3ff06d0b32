"""The page of the model is that of the vocabulary, the tables of Neo4j, and the samples."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
import rdflib

from tests.conftest import ROOT, script
from zhengmai.api import Zhengmai

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The script that writes the page."""
    return script("docs", "draw_model")


def test_the_page_is_of_the_vocabulary(drawing: ModuleType, sample_graph: Zhengmai) -> None:
    written = (DOCS / "model.md").read_text("utf-8")
    assert written == drawing.page(sample_graph.store), "write it anew: python docs/draw_model.py"


def test_the_picture_is_of_the_vocabulary(drawing: ModuleType) -> None:
    drawn = (DOCS / "model.svg").read_text("utf-8")
    assert drawn == drawing.picture(), "draw it anew: python docs/draw_model.py"


def test_all_that_the_vocabulary_defines_is_on_the_page(drawing: ModuleType) -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    graph = drawing.vocabulary()
    for kind in (rdflib.OWL.Class, *drawing._PROPERTIES):
        for of in drawing.own(graph, kind):
            row = re.search(
                rf"^\| `{re.escape(drawing.short(of))}` \| (.*) \|$", page, re.MULTILINE
            )
            assert row, of
            assert drawing.said(graph, of, rdflib.RDFS.label, "zh") in row[1]


def test_what_leads_from_class_to_class_is_so_in_a_store(
    drawing: ModuleType, sample_graph: Zhengmai
) -> None:
    drawn = drawing.edges()
    assert {"Task", "Notice", "Unit", "Link"} <= {start for start, _, _ in drawn}
    for start, name, end in drawn:
        if name == "eli:repeals":  # the samples repeal nothing
            continue
        asked = f"ASK {{ ?a a zm:{start} ; {name} ?b . ?b a zm:{end} }}"
        if start == "Link" and end == "WorkPoint":
            asked = f"ASK {{ ?a a zm:Link ; {name}/zm:under ?b . ?b a zm:WorkPoint }}"
        assert sample_graph.sparql(asked) is True, (start, name, end)


def test_a_class_without_a_place_is_told(
    drawing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(drawing.PLACES, "Evidence")
    with pytest.raises(LookupError, match="Evidence has no place yet"):
        drawing.picture()


def test_what_would_overlap_is_told(drawing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(drawing.PLACES, "Task", (60, 300))
    with pytest.raises(ValueError, match="WorkPoint and Task overlap"):
        drawing.picture()


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (DOCS / "model.md").read_text("utf-8")):
        assert (DOCS / target).exists(), target
