"""读过的文件: what became of files that were read before, so that they need not be read again.

A reading is kept by what it came from: the bytes of the file and its name, the corrections, the
full names it was read with, and what reads (the code of the rooms that do, and the libraries they
use). Kept is what a report says and what the notice teaches others; the graph itself is in a store.
Files that could not be stored are read again each time.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhengmai.building.preparation import Prepared
from zhengmai.building.reports import FileReport, Progress, untold
from zhengmai.building.sameness import READING_LIBRARIES, code, version_of
from zhengmai.cachefile import CacheFile, cache_file, cache_folder
from zhengmai.model import Remark, Severity, Span
from zhengmai.ontology.corrections import Corrections
from zhengmai.ontology.printedforms import NoticeNames, PrintedName
from zhengmai.ontology.triples import content_digest

_READS: Final = ("loaders", "ontology", "model.py", "hanzi.py", "building/preparation.py")
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file that could be stored.

    Attributes:
        report: of the file; it says nothing of what changed.
        digest: what its graph says, as one value.
        names: what it can teach other notices, and learn from them.
    """

    report: FileReport
    digest: str
    names: NoticeNames | None


class Readings:
    """What is known of files that were read before."""

    def __init__(self, kept: CacheFile, corrections: Corrections) -> None:
        self._kept = kept
        self._with = hashlib.sha256(repr((_reader(), corrections)).encode()).digest()
        self._hashes: dict[Path, str | None] = {}

    def first(self, files: Sequence[Path], tell: Progress = untold) -> dict[int, Reading]:
        """Number of a file → its reading without the names of other notices, where it is known."""
        keys = {}
        for number, file in enumerate(files):
            keys[number] = self._key(file, ())
            tell("looking for changes", number + 1, len(files))
        kept = self._kept.get([key for key in keys.values() if key is not None])
        return {
            number: _read(kept[key], str(files[number]))
            for number, key in keys.items()
            if key is not None and key in kept
        }

    def again(self, file: Path, known: Sequence[PrintedName]) -> Reading | None:
        """The reading of a file with full names that other notices print, where it is known."""
        key = self._key(file, known)
        kept = {} if key is None else self._kept.get([key])
        return _read(kept[key], str(file)) if key is not None and key in kept else None

    def keep(self, file: Path, known: Sequence[PrintedName], found: Prepared) -> None:
        """Keep what came of a file, if it is still the one of which the hash is known."""
        key = self._key(file, known)
        if found.graph is None or key is None or _hash(file) != self._hashes[file]:
            return
        reading = Reading(found.report, content_digest(found.graph.ntriples), found.names)
        self._kept.put([(key, _written(reading))])

    def _key(self, file: Path, known: Sequence[PrintedName]) -> bytes | None:
        if file not in self._hashes:
            self._hashes[file] = _hash(file)
        content = self._hashes[file]
        if content is None:
            return None
        told = repr((file.name, content, tuple(known))).encode("utf-8", "surrogateescape")
        return hashlib.sha256(self._with + told).digest()


@contextmanager
def readings(corrections: Corrections) -> Iterator[Readings]:
    """The readings that are kept in the user's cache folder."""
    with cache_file(cache_folder() / "readings.sqlite") as kept:
        yield Readings(kept, corrections)


@contextmanager
def none(corrections: Corrections) -> Iterator[Readings]:
    """No readings: every file is read, and nothing is kept."""
    yield Readings(CacheFile(None), corrections)


@cache
def _reader() -> str:
    """What reads, as one value: another one may read something else."""
    versions = {name: version_of(name) for name in READING_LIBRARIES}
    return repr((code(*_READS), versions, platform.python_version()))


def _hash(file: Path) -> str | None:
    """The hash of a file's bytes; None where it is none that can be read."""
    try:
        if not file.is_file():
            return None
        content = hashlib.sha256()
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                content.update(block)
    except OSError:
        return None
    return content.hexdigest()


def _written(reading: Reading) -> bytes:
    report = {**asdict(reading.report), "file": "", "changed": False}
    names = None if reading.names is None else asdict(reading.names)
    return json.dumps([report, reading.digest, names]).encode()


def _read(piece: bytes, file: str) -> Reading:
    report, digest, names = json.loads(piece)
    remarks = tuple(_remark(remark) for remark in report.pop("remarks"))
    told = FileReport(**{**report, "file": file, "remarks": remarks})
    return Reading(told, digest, None if names is None else _names(names))


def _remark(told: Mapping[str, Any]) -> Remark:
    spans = tuple(Span(**span) for span in told["spans"])
    return Remark(Severity(told["severity"]), told["message"], spans)


def _names(told: Mapping[str, Any]) -> NoticeNames:
    shorts = tuple((place, stem) for place, stem in told["shorts"])
    return NoticeNames(**{**told, "fulls": tuple(told["fulls"]), "shorts": shorts})
