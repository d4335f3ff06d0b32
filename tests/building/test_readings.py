"""A file that was read is not read again while nothing has changed that its facts come from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from zhengmai.api import BuildReport, build_store
from zhengmai.building import build, readings
from zhengmai.building.processes import Job, prepared
from zhengmai.cachefile import cache_folder
from zhengmai.graph.stores.opening import open_store

FIRST, SECOND = "city-2025.txt", "district-a-2025.txt"


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    """Some notices, and a file that is none."""
    made = tmp_path / "notices"
    made.mkdir()
    for name in ("province-2025.txt", FIRST, SECOND):
        shutil.copy(samples / name, made / name)
    (made / "other.txt").write_text("会议记录\n", "utf-8")
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that builds read, from now on."""
    names: list[str] = []

    def noting(jobs: Sequence[Job], *rest: object) -> Iterator[object]:
        names.extend(file.name for file, _ in jobs)
        return prepared(jobs, *rest)

    monkeypatch.setattr(build, "prepared", noting)
    return names


def contents(store: Path) -> dict[str, bytes]:
    with open_store(store) as opened:
        return {name: opened.graph(name) for name in opened.graphs()}


def unchanged(report: BuildReport) -> BuildReport:
    """The same report of a build that found everything in place."""
    return replace(report, files=tuple(replace(f, changed=False) for f in report.files))


def test_an_unchanged_folder_is_not_read_again(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    store = tmp_path / "z.db"
    first = build_store(folder, store)
    before = contents(store)
    assert sorted(set(read)) == sorted(p.name for p in folder.iterdir())
    read.clear()
    again = build_store(folder, store)
    assert read == ["other.txt"]  # what could not be stored is tried again
    assert again == unchanged(first)
    assert any(f.remarks for f in again.files)
    assert contents(store) == before


def test_a_file_that_changed_is_read_and_no_other(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    store = tmp_path / "z.db"
    build_store(folder, store)
    text = (folder / FIRST).read_text("utf-8")
    (folder / FIRST).write_text(text.replace("公开", "发布"), "utf-8")
    read.clear()
    report = build_store(folder, store)
    assert read == [FIRST, "other.txt"]
    assert [Path(f.file).name for f in report.files if f.changed] == [FIRST]
    fresh = tmp_path / "fresh.db"
    build_store(folder, fresh, anew=True)
    assert contents(store) == contents(fresh)
    (folder / FIRST).write_text(text, "utf-8")  # and back: it is known, but not what is held
    read.clear()
    build_store(folder, store)
    assert sorted(read) == [FIRST, "other.txt"]
    assert "公开" in contents(store)[next(f.iri for f in report.files if f.changed) or ""].decode()


def test_what_the_store_does_not_hold_is_read_for_it(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    build_store(folder, tmp_path / "one.db")
    read.clear()
    build_store(folder, tmp_path / "other.db")
    assert len(set(read)) == 4
    assert contents(tmp_path / "one.db") == contents(tmp_path / "other.db")
    with open_store(tmp_path / "one.db", write=True) as opened:
        gone = next(g for g in opened.graphs() if not g.endswith("/lineage"))
        opened.remove([gone, f"{gone}/lineage"])
    read.clear()
    build_store(folder, tmp_path / "one.db")
    assert len(read) == 2
    assert contents(tmp_path / "one.db") == contents(tmp_path / "other.db")


def test_all_files_are_read_where_that_is_wanted(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    build_store(folder, tmp_path / "z.db")
    read.clear()
    build_store(folder, tmp_path / "z.db", anew=True)
    assert len(set(read)) == 4


def test_another_reader_reads_again(
    folder: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_store(folder, tmp_path / "z.db")
    read.clear()
    monkeypatch.setattr(readings, "_reader", lambda: "a newer one")
    build_store(folder, tmp_path / "z.db")
    assert len(set(read)) == 4


def test_corrections_and_another_name_of_the_file_read_again(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    build_store(folder, tmp_path / "z.db")
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(
        '[[merge]]\nunits = ["榆津市财政局"]\ninto = "榆津市财政和国资局"\nwhy = "合并"\n', "utf-8"
    )
    read.clear()
    build_store(folder, tmp_path / "z.db", corrections=corrections)
    assert len(set(read)) == 4
    (folder / FIRST).rename(folder / "renamed.txt")
    read.clear()
    report = build_store(folder, tmp_path / "z.db", corrections=corrections)
    assert sorted(read) == ["other.txt", "renamed.txt"]
    assert b"renamed.txt" in b"".join(contents(tmp_path / "z.db").values())
    assert report.links


def test_of_two_files_that_are_the_same_notice_the_last_stays(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    shutil.copy(folder / FIRST, folder / "a-copy.txt")
    store = tmp_path / "z.db"
    first = build_store(folder, store)
    before = contents(store)
    read.clear()
    assert build_store(folder, store) == unchanged(first)
    assert read == ["other.txt"]
    # The first of the two changes: it is read and put, and the last one takes its place again.
    copy = folder / "a-copy.txt"
    copy.write_text(copy.read_text("utf-8").replace("公开", "发布"), "utf-8")
    build_store(folder, store)
    assert contents(store) == before


def test_a_broken_cache_is_no_reason_to_fail(folder: Path, tmp_path: Path) -> None:
    first = build_store(folder, tmp_path / "z.db")
    (cache_folder() / "readings.sqlite").write_bytes(b"no database" * 99)
    assert build_store(folder, tmp_path / "z.db") == unchanged(first)


def test_the_reader_is_the_code_that_reads() -> None:
    """The value is the same in another process, and not empty."""
    code = "from zhengmai.building import readings; print(readings._reader())"
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert other == readings._reader()
    assert "lxml" in other
