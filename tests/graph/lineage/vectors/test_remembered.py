"""Vectors are made once; without a usable file they are made again, and nothing fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.vectors.remembered import Remembered


class Counting:
    """Vectors that tell the length of a text and its first letter; counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def of(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        found = np.array([[len(t) / 100, ord(t[0]) / 1e5] for t in texts], np.float32)
        return found.reshape(len(texts), 2)


def test_each_text_is_asked_once(tmp_path: Path) -> None:
    source = Counting()
    first = Remembered(source, "a", tmp_path).of(["甲", "乙乙", "甲"])
    assert source.asked == ["甲", "乙乙"]
    again = Remembered(source, "a", tmp_path).of(["乙乙", "甲", "丙"])
    assert source.asked == ["甲", "乙乙", "丙"]
    assert (again[:2] == first[[1, 0]]).all()  # the same to the last bit
    assert np.allclose(first, Counting().of(["甲", "乙乙", "甲"]), atol=1e-3)


def test_another_source_has_other_vectors(tmp_path: Path) -> None:
    one, other = Counting(), Counting()
    Remembered(one, "a", tmp_path).of(["甲"])
    Remembered(other, "b", tmp_path).of(["甲"])
    assert other.asked == ["甲"]


def test_more_than_are_kept_at_once(tmp_path: Path) -> None:
    texts = [f"第{n}项" for n in range(1203)]
    source = Counting()
    kept = Remembered(source, "a", tmp_path)
    assert (kept.of(texts) == kept.of(texts)).all()
    assert len(source.asked) == len(texts)


def test_a_file_that_is_no_database_begins_anew(tmp_path: Path) -> None:
    Remembered(Counting(), "a", tmp_path).of(["甲"])
    (file,) = tmp_path.glob("*.sqlite")
    file.write_bytes(b"not a database at all" * 100)
    source = Counting()
    Remembered(source, "a", tmp_path).of(["甲"])
    Remembered(source, "a", tmp_path).of(["甲"])
    assert source.asked == ["甲"]


def test_without_a_folder_vectors_are_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    source = Counting()
    kept = Remembered(source, "a", tmp_path / "file" / "below")
    assert (kept.of(["甲"]) == kept.of(["甲"])).all()
    assert source.asked == ["甲", "甲"]


def test_a_file_that_is_locked_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhengmai.cachefile._WAIT", 0.0)
    kept = Remembered(Counting(), "a", tmp_path)
    kept.of(["甲"])
    (file,) = tmp_path.glob("*.sqlite")
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept.of(["甲", "乙"]).shape == (2, 2)
        other.execute("ROLLBACK")
    other.close()


def test_nothing(tmp_path: Path) -> None:
    assert Remembered(Counting(), "a", tmp_path).of([]).shape == (0, 2)
