"""How pages are written: the same bytes, whole or not at all; texts never become markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.viz.conftest import HOSTILE, Written, written
from zhengmai.api import Zhengmai
from zhengmai.errors import ZhengmaiError
from zhengmai.viz.markup import json_in_script
from zhengmai.viz.pages import write_pages
from zhengmai.viz.site import Site


def test_the_folder_is_made_and_the_overview_comes_first(sample_pages: Written) -> None:
    assert sample_pages.pages[0] == sample_pages.folder / "index.html"
    assert all(path.is_file() for path in sample_pages.pages)


def test_the_same_store_gives_the_same_bytes(sample_pages: Written, tmp_path: Path) -> None:
    written(sample_pages.store, tmp_path)
    names = {p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file()}
    folder = sample_pages.folder
    assert names == {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_writing_again_replaces_the_pages_and_leaves_other_files(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("old", "utf-8")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write_pages(Site.of(sample_graph.store), tmp_path)
    assert (tmp_path / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    assert not list(tmp_path.rglob("*.tmp")) + list(tmp_path.glob(".*"))


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ZhengmaiError, match="cannot be written"):
        write_pages(Site.of(sample_graph.store), tmp_path / "file" / "pages")


def test_hostile_texts_in_scripts() -> None:
    text = json_in_script({HOSTILE: [HOSTILE]})
    assert text.isascii()
    assert not re.search(r"[<>&][^\n]*hacked", text)
    assert json.loads(text) == {HOSTILE: [HOSTILE]}
