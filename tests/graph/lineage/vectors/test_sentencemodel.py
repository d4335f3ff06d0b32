"""The real model: near what means the same, the same each time, whatever the text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from zhengmai.errors import ModelError
from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel
from zhengmai.graph.lineage.vectors.sentencemodel import SentenceModel


@pytest.fixture
def model(models: Path) -> SentenceModel:
    return SentenceModel(models / modelfiles.NAME)


def test_what_means_the_same_is_nearer(model: SentenceModel) -> None:
    one, same, other = model.of(["公布财政预算和决算", "把花钱的账晒给大家看", "疏浚村前的河道"])
    assert one @ same > one @ other


def test_a_text_has_one_vector_whatever_stands_beside_it(model: SentenceModel) -> None:
    texts = ["公布财政预算", "疏浚河道" * 40, "", "🙂", "a\x00b", "长" * 100_000]
    together = model.of(texts)
    assert together.shape == (len(texts), 512)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert (model.of([text])[0] == vector).all()


def test_without_the_extra_the_user_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentencemodel, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"zhengmai\[semantic\]"):
        SentenceModel()


def test_a_folder_without_a_model(tmp_path: Path, models: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceModel(tmp_path)


def test_nothing_is_noted_of_this_machine(models: Path, tmp_path: Path) -> None:
    """The library would keep a number of this device and events, to send them later."""
    code = (
        "from pathlib import Path\n"
        "from zhengmai.graph.lineage.vectors.sentencemodel import SentenceModel\n"
        f"SentenceModel(Path({str(models / modelfiles.NAME)!r})).of(['公开预算'])\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    environment.pop(sentencemodel.SILENT, None)
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, check=True)
    assert not list(tmp_path.iterdir())
