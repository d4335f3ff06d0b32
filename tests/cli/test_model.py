"""``model install``, ``show``, ``remove``, and the options of ``build`` that choose a way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from zhengmai.graph.lineage.vectors import modelfiles


def test_from_install_to_remove(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGMAI_MODELS", str(tmp_path / "mine"))
    code, _, err = run("model", "show")
    assert (code, "not installed" in err) == (1, True)
    code, out, _ = run("model", "install", models / modelfiles.NAME)
    assert code == 0
    assert str(tmp_path / "mine") in out
    code, out, _ = run("model", "show")
    assert (code, modelfiles.NAME in out) == (0, True)
    assert run("model", "remove")[0] == 0
    assert run("model", "remove")[0] == 1


def test_what_is_no_model(tmp_path: Path) -> None:
    code, _, err = run("model", "install", tmp_path / "no.jar")
    assert code == 1
    assert "there is no such file" in err
    code, _, err = run("model", "install", tmp_path)
    assert code == 1
    assert "there is no bge-small-zh" in err


def test_an_endpoint_that_is_none(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    code, _, err = run("build", samples, "--store", store, "--embeddings", "ftp://x")
    assert code == 2
    assert "no address of a service" in err
    assert not store.exists()


def test_one_way_at_a_time(samples: Path, tmp_path: Path) -> None:
    ways = ("--letters", "--embeddings", "http://127.0.0.1:9/v1")
    code, _, err = run("build", samples, "--store", tmp_path / "z.db", *ways)
    assert code == 2
    assert "give one of --letters and --embeddings" in err
