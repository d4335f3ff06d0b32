"""The files of a build: those that were named, and those that folders hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhengmai import loaders
from zhengmai.errors import ZhengmaiError

# What stands beside notices in a folder without being one.
_NO_NOTICES = frozenset(("readme", "readme.zh", "license", "changelog", "contributing"))


def files_in(paths: Iterable[Path | str]) -> list[Path]:
    """The files to read: files as given, folders searched for files that can be read.

    Raises:
        ZhengmaiError: a path does not exist, or a folder holds nothing that can be read.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.is_file()
                and p.suffix.lower() in loaders.IN_FOLDERS
                and p.stem.lower() not in _NO_NOTICES
            )
            if not inside:
                kinds = ", ".join(loaders.IN_FOLDERS)
                raise ZhengmaiError(f"{path}: no notices in this folder (looked for {kinds} files)")
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise ZhengmaiError(f"{path}: there is no such file or folder")
    return list(dict.fromkeys(found))
