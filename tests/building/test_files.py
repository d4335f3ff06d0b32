"""Which files a build reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai.building.files import files_in
from zhengmai.errors import ZhengmaiError


def test_folders_are_searched_and_each_file_is_read_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.TXT", "b/c/3.txt", "b/README.md", "b/table.xlsx", "named.dat"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    found = files_in([tmp_path / "named.dat", tmp_path / "b", tmp_path / "b" / "2.txt"])
    assert [str(file.relative_to(tmp_path)) for file in found] == [
        "named.dat", "b/1.TXT", "b/2.txt", "b/c/3.txt",
    ]  # fmt: skip


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="no such file or folder"):
        files_in([tmp_path / "none"])
    with pytest.raises(ZhengmaiError, match=r"no notices in this folder \(looked for \.txt"):
        files_in([tmp_path])
