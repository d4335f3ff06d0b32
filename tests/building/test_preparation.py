"""One file → what can be stored of it, whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai import loaders
from zhengmai.building.build import build_store
from zhengmai.building.preparation import prepare
from zhengmai.errors import DEBUG_VARIABLE


def raising(error: BaseException) -> object:
    def load(path: Path | str, *_: object) -> None:
        raise error

    return load


@pytest.mark.parametrize(
    "error", [RecursionError("x"), MemoryError(), AssertionError(), ValueError("x"), KeyError("x")]
)
def test_an_error_that_nobody_foresaw_is_told_of_the_file(
    samples: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(loaders, "load", raising(error))
    found = prepare(next(samples.glob("*.txt")))
    assert found.graph is None
    kind = type(error).__name__
    told = found.report.error or ""
    assert told.startswith("left out because of a mistake in zhengmai, not of yours. Please report")
    assert f"] {kind} in building/preparation.py:" in told
    assert "\n" not in told


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_what_ends_the_program_ends_it(
    samples: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(loaders, "load", raising(error))
    with pytest.raises(type(error)):
        prepare(next(samples.glob("*.txt")))


def test_the_same_mistake_has_the_same_code(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaders, "load", raising(ValueError("x")))
    first, second = (prepare(file).report.error for file in sorted(samples.glob("*.txt"))[:2])
    monkeypatch.setattr(loaders, "load", raising(KeyError("x")))
    other = prepare(next(samples.glob("*.txt"))).report.error
    assert first == second != other


def test_its_traceback_is_shown_to_who_asks(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(loaders, "load", raising(ValueError("x")))
    prepare(next(samples.glob("*.txt")))
    assert capsys.readouterr().err == ""
    monkeypatch.setenv(DEBUG_VARIABLE, "1")
    prepare(next(samples.glob("*.txt")))
    assert capsys.readouterr().err.count("Traceback") == 1


def test_the_others_are_stored(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(samples.glob("*.txt"))[:3]
    load = loaders.load

    def some(path: Path | str, *arguments: object) -> object:
        if Path(path) == files[1]:
            raise RecursionError
        return load(path)

    monkeypatch.setattr(loaders, "load", some)
    report = build_store(files, tmp_path / "store", workers=1)
    assert [file.error is None for file in report.files] == [True, False, True]
