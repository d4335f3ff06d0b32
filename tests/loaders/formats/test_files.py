"""Files that cannot be opened, are empty or too long."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import textfile


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be opened: No such file or directory"):
        textfile.read(tmp_path / "missing.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "notices.txt"
    folder.mkdir()
    with pytest.raises(UnreadableFileError, match="cannot be opened: Is a directory"):
        textfile.read(folder)


def test_five_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes("公开。\n".encode() * 500_000)
    with pytest.raises(UnreadableFileError, match=r"5\.0 MB; at most 1,000,000 characters"):
        textfile.read(file)


def test_too_many_characters_in_few_bytes_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("A short line.\n" * 80_000, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"1,120,000 characters.*split it"):
        textfile.read(file)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b" \n\t ", "the file is empty", id="white space only"),
        pytest.param(codecs.BOM_UTF8 + b"\n", "there is no text in this file", id="only a BOM"),
    ],
)
def test_a_file_without_text(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=message):
        textfile.read(file)
