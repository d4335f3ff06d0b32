"""The notebook of the documentation runs, and shows what is stored in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, script

pytest.importorskip("pandas", reason="the extra `tables` is not installed")
nbformat = pytest.importorskip("nbformat", reason="the packages for development are not installed")
pytest.importorskip("ipykernel", reason="the packages for development are not installed")
NOTEBOOK = ROOT / "docs" / "tour.ipynb"


@pytest.fixture(scope="module")
def making() -> ModuleType:
    """The script that writes the notebook."""
    return script("docs", "make_tour")


def test_it_runs_and_shows_what_is_stored(making: ModuleType, tmp_path: Path) -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    again = making.run(nbformat.from_dict(stored), tmp_path)
    assert again == nbformat.read(NOTEBOOK, as_version=4), "write it anew: python docs/make_tour.py"
    assert [cell.source for cell in stored.cells] == list(making.CELLS)


def test_it_tells_nothing_of_the_machine_and_nothing_went_wrong() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert not re.findall(r"/(?:home|root|tmp|work|Users)\b|\\\\Users", text)
    outputs = [one for cell in json.loads(text)["cells"] for one in cell.get("outputs", ())]
    assert len(outputs) > 8
    assert not [
        one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"
    ]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", NOTEBOOK.read_text("utf-8")):
        assert (NOTEBOOK.parent / target).exists(), target
