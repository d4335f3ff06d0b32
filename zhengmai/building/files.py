"""The files of a build: those that were named, and those that folders hold.

What a folder holds beside them is told, each file with its kind: a notice in an archive, which
nobody misses, is a wrong answer later on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zhengmai import loaders
from zhengmai.errors import ZhengmaiError

# What stands beside notices in a folder without being one.
_NO_NOTICES = frozenset(("readme", "readme.zh", "license", "changelog", "contributing"))
_ARCHIVES = frozenset((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"))
_TEMPORARY = frozenset((".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak"))
_OF_THE_SYSTEM = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"))
_MARKS = ("~$", ".~", "~wrl")  # names of what Word, WPS and LibreOffice keep while a file is open
_STORE = "format.json"  # what the folder of a store has
_OF_PAGES = frozenset((".js", ".css"))  # what pages load, in folders beside the first of them
_FIRST_PAGE = "index.html"


class Kind(StrEnum):
    """Why a file of a folder is not read.

    Attributes:
        ARCHIVE: it has to be unpacked.
        PICTURE: pictures are read where they are named; most in folders are parts of saved pages.
        EMPTY: there is nothing in it.
        TEMPORARY: of a program that has, or had, a file open.
        HIDDEN: of the system, or hidden by its name (a folder too, which is not looked into).
        OWN: written by this program.
        ABOUT: README and the like.
        UNOPENED: a folder that cannot be looked into, or a link to one; no file.
        OTHER: of a format that is not read.
    """

    ARCHIVE = "archive"
    PICTURE = "picture"
    EMPTY = "empty"
    TEMPORARY = "temporary"
    HIDDEN = "hidden"
    OWN = "own"
    ABOUT = "about"
    UNOPENED = "unopened"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a folder, that was not read."""

    file: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a build.

    Attributes:
        files: to read, each once.
        left_out: what the folders hold beside them.
    """

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...] = ()


def files_in(paths: Iterable[Path | str]) -> Found:
    """The files to read: files as given, folders searched for files that can be read.

    Raises:
        ZhengmaiError: a path does not exist, or a folder holds nothing that can be read.
    """
    found: list[Path] = []
    left: list[LeftOut] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = _searched(path)
            if not inside.files:
                raise ZhengmaiError(_nothing(path, inside.left_out))
            found.extend(inside.files)
            left.extend(inside.left_out)
        elif path.exists():
            found.append(path)
        else:
            raise ZhengmaiError(f"{path}: there is no such file or folder")
    files = tuple(dict.fromkeys(found))
    named = set(map(str, files))
    return Found(files, tuple(one for one in dict.fromkeys(left) if one.file not in named))


def _nothing(path: Path, left: Sequence[LeftOut]) -> str:
    kinds = ", ".join(loaders.IN_FOLDERS)
    beside = f"; it holds {len(left)} files of other kinds" if left else ""
    archives = [one.file for one in left if one.kind is Kind.ARCHIVE]
    unpack = f": unpack {Path(archives[0]).name} first" if archives else ""
    return f"{path}: no notices in this folder (looked for {kinds} files{beside}{unpack})"


def _searched(folder: Path) -> Found:
    """What a folder holds, and the folders in it."""
    files: list[Path] = []
    left: list[LeftOut] = []
    for path, kind in _inside(folder):
        if kind is None:
            files.append(path)
        else:
            left.append(LeftOut(str(path), kind))
    return Found(tuple(sorted(files)), tuple(sorted(left, key=lambda one: one.file)))


def _inside(folder: Path) -> Iterator[tuple[Path, Kind | None]]:
    unopened: list[Path] = []

    def note(error: OSError) -> None:
        unopened.append(Path(str(error.filename)))

    for at, folders, names in os.walk(folder, onerror=note):
        here = Path(at)
        for name in [*folders]:
            kind = _kind_of_folder(here / name)
            if kind is not None:
                folders.remove(name)
                yield here / name, kind
        for name in names:
            yield here / name, _kind(here / name)
    yield from ((path, Kind.UNOPENED) for path in unopened)


def _kind_of_folder(path: Path) -> Kind | None:
    """Why a folder is not looked into; None where it is."""
    if _is_hidden(path.name):
        return Kind.HIDDEN
    if (path / _STORE).is_file():
        return Kind.OWN
    return Kind.UNOPENED if path.is_symlink() else None


def _kind(path: Path) -> Kind | None:
    """Why a file is not read; None where it is."""
    name, suffix = path.name.lower(), path.suffix.lower()
    if name.startswith(_MARKS) or name.endswith("~") or suffix in _TEMPORARY:
        return Kind.TEMPORARY
    if _is_hidden(name):
        return Kind.HIDDEN
    if suffix in _ARCHIVES:
        return Kind.ARCHIVE
    if suffix in _OF_PAGES and _kind_of_notice(path.parent.parent / _FIRST_PAGE) is Kind.OWN:
        return Kind.OWN
    if suffix not in loaders.IN_FOLDERS:
        return Kind.PICTURE if suffix in loaders.SUFFIXES else Kind.OTHER
    return Kind.ABOUT if path.stem.lower() in _NO_NOTICES else _kind_of_notice(path)


def _kind_of_notice(path: Path) -> Kind | None:
    """Why a file is not read that has the name of a notice."""
    try:
        if not path.is_file():
            return Kind.UNOPENED
        if not path.stat().st_size:
            return Kind.EMPTY
    except OSError:
        return Kind.UNOPENED
    if loaders.is_own(path):
        return Kind.OWN
    return Kind.OTHER if loaders.is_other_list(path) else None


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.lower() in _OF_THE_SYSTEM
