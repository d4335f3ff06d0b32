"""Which files a build reads, and what it tells of the others."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import run, run_json
from zhengmai.building.files import Kind, files_in
from zhengmai.errors import UnreadableFileError, ZhengmaiError
from zhengmai.loaders import load
from zhengmai.shown import OWN_WORKBOOK


def filled(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")


def test_folders_are_searched_and_each_file_is_read_once(tmp_path: Path) -> None:
    filled(tmp_path, "b/2.txt", "b/1.TXT", "b/c/3.txt", "b/README.md", "b/table.xlsx", "named.dat")
    found = files_in([tmp_path / "named.dat", tmp_path / "b", tmp_path / "b" / "2.txt"]).files
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        "named.dat", "b/1.TXT", "b/2.txt", "b/c/3.txt", "b/table.xlsx",
    ]  # fmt: skip


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="no such file or folder"):
        files_in([tmp_path / "none"])
    with pytest.raises(ZhengmaiError, match=r"no notices in this folder \(looked for \.txt"):
        files_in([tmp_path])
    filled(tmp_path, "通知.zip", "a.png")
    with pytest.raises(ZhengmaiError, match=r"it holds 2 files of other kinds: unpack 通知\.zip"):
        files_in([tmp_path])


def test_what_is_not_read_is_told_by_its_kind(tmp_path: Path) -> None:
    kinds = {
        "通知.zip": Kind.ARCHIVE,
        "通知.RAR": Kind.ARCHIVE,
        "c/seal.png": Kind.PICTURE,
        "empty.docx": Kind.EMPTY,
        "~$通知.docx": Kind.TEMPORARY,
        ".~通知.docx": Kind.TEMPORARY,
        "~WRL0001.tmp": Kind.TEMPORARY,
        ".git": Kind.HIDDEN,
        "__MACOSX": Kind.HIDDEN,
        "c/._通知.docx": Kind.HIDDEN,
        "Thumbs.db": Kind.HIDDEN,
        "README.md": Kind.ABOUT,
        "slides.pptx": Kind.OTHER,
        "noending": Kind.OTHER,
    }
    filled(tmp_path, "a.txt", ".git/b.txt", "__MACOSX/c.txt", "c/d.docx")
    filled(tmp_path, *(name for name in kinds if name not in (".git", "__MACOSX")))
    (tmp_path / "empty.docx").write_bytes(b"")
    found = files_in([tmp_path])
    assert [file.name for file in found.files] == ["a.txt", "d.docx"]
    left = {Path(o.file).relative_to(tmp_path).as_posix(): o.kind for o in found.left_out}
    assert left == kinds


def test_what_is_named_is_read_whatever_it_is(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt", "seal.png")
    found = files_in([tmp_path, tmp_path / "seal.png"])
    assert [file.name for file in found.files] == ["a.txt", "seal.png"]
    assert not found.left_out


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_that_lead_nowhere_or_around(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none")
    (tmp_path / "around").symlink_to(tmp_path)
    found = files_in([tmp_path])
    assert [file.name for file in found.files] == ["a.txt"]
    assert {(Path(o.file).name, o.kind) for o in found.left_out} == {
        ("gone.txt", Kind.UNOPENED), ("around", Kind.UNOPENED),
    }  # fmt: skip


def test_what_zhengmai_wrote_beside_the_notices(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "city.txt").write_bytes((samples / "city-2025.txt").read_bytes())
    assert run("build", tmp_path, "--store", tmp_path / "my.db")[0] == 0
    assert run("view", "--store", tmp_path / "my.db", "--out", tmp_path / "pages")[0] == 0
    book = openpyxl.Workbook()
    book.properties.category = OWN_WORKBOOK
    book.save(tmp_path / "台账.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as package:
        package.writestr("docProps/core.xml", "<broken")
    found = files_in([tmp_path])
    assert [file.name for file in found.files] == ["broken.xlsx", "city.txt", "other.xlsx"]
    assert {Path(one.file).name for one in found.left_out} >= {"my.db", "台账.xlsx", "index.html"}
    assert {one.kind for one in found.left_out} == {Kind.OWN}


def test_lists_that_zhengmai_wrote(tmp_path: Path, sample_path: Path) -> None:
    """Also where Excel has saved them again: its own signs, its own encoding."""
    asked = ("--store", sample_path)
    assert run("export", *asked, "--format", "csv", "--out", tmp_path / "tasks.csv")[0] == 0
    assert run("review", *asked, "--export", tmp_path / "判断.csv")[0] == 0
    matrix = ("coverage", "湄政办发〔2025〕11号", "--out", tmp_path / "matrix.csv")
    assert run(*matrix, *asked)[0] == 0
    assert run("export", *asked, "--format", "neo4j-import", "--out", tmp_path / "nodes")[0] == 0
    for name in ("tasks", "判断"):
        said = (tmp_path / f"{name}.csv").read_text("utf-8-sig").replace('"IRI"', "IRI")
        (tmp_path / f"{name} again.csv").write_text(said, "gb18030")
    (tmp_path / "notice.csv").write_text("序号,任务,责任单位\n1,公开清单,区司法局\n", "utf-8")
    (tmp_path / "prices.csv").write_text("品名,单价\n缆绳,12\n", "gb18030")
    found = files_in([tmp_path])
    assert [file.name for file in found.files] == ["notice.csv"]
    lists = {Path(one.file).name: one.kind for one in found.left_out}
    assert lists.pop("prices.csv") is Kind.OTHER
    assert {kind for name, kind in lists.items() if name.endswith(".csv")} == {Kind.OWN}
    with pytest.raises(UnreadableFileError, match="written by zhengmai"):
        load(tmp_path / "tasks.csv")


def test_a_build_tells_what_it_did_not_read(tmp_path: Path, samples: Path) -> None:
    filled(tmp_path, "a.pptx", "b.pptx", "c", "通知.zip")
    (tmp_path / "city.txt").write_bytes((samples / "city-2025.txt").read_bytes())
    store = tmp_path.with_name(f"{tmp_path.name}.db")
    _, out, _ = run("build", tmp_path, "--store", store)
    said = "文件夹中未读 4 个：压缩包（请先解压） 1，其他格式 3（.pptx 2、无后缀 1）"
    assert said in out.replace("\n", "")
    found = run_json("build", tmp_path, "--store", store)
    assert isinstance(found, dict)
    assert found["left_out"] == [
        {"file": str(tmp_path / name), "kind": kind}
        for name, kind in (
            ("a.pptx", "other"), ("b.pptx", "other"), ("c", "other"), ("通知.zip", "archive"),
        )
    ]  # fmt: skip
