"""One file → a graph that can be stored: read, resolved, turned into triples, checked (SHACL)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai import loaders
from zhengmai.building.reports import FileReport
from zhengmai.errors import InvalidNoticeError, ZhengmaiError, told_of
from zhengmai.graph.store import GraphData
from zhengmai.model import Notice, Severity

if TYPE_CHECKING:
    from zhengmai.loaders.confinement import Limits
    from zhengmai.ontology.corrections import Corrections
    from zhengmai.ontology.printedforms import NoticeNames, PrintedName
    from zhengmai.ontology.shapes import Violation

# What a shape lacks that a person may know.
_TELLABLE = ("the plan year", "the place", "no title")
_REASONS = 4  # why a notice was not stored: at most so many are told


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of a file.

    Attributes:
        report: the report of it.
        graph: its graph; None where there is nothing to store.
        names: what it can teach other notices of its place, and learn from them.
    """

    report: FileReport
    graph: GraphData | None = None
    names: NoticeNames | None = None


def corrections_of(path: Path | str | None) -> Corrections:
    """The corrections of a file; none without one.

    Raises:
        ZhengmaiError: they cannot be read.
    """
    from zhengmai.ontology import corrections

    return corrections.NONE if path is None else corrections.read(Path(path))


def read(
    path: Path | str,
    corrected: Corrections,
    known: Sequence[PrintedName] = (),
    limits: Limits | None = None,
) -> Notice:
    """Read a file as a notice and resolve its names, with what a person knows better.

    Raises:
        ZhengmaiError: as :func:`zhengmai.loaders.load`.
    """
    from zhengmai.ontology.corrections import needed_to_read
    from zhengmai.ontology.resolution import resolve

    notice = loaders.load(path, limits, needed_to_read(Path(path).name, corrected))
    return resolve(notice, corrected, known)


def prepare(
    path: Path | str,
    known: Sequence[PrintedName] = (),
    *,
    corrections: Corrections | None = None,
    limits: Limits | None = None,
) -> Prepared:
    """Read a file and check its graph, without a store; full names of other notices are given."""
    from zhengmai.ontology import iris
    from zhengmai.ontology.corrections import NONE
    from zhengmai.ontology.printedforms import names_of
    from zhengmai.ontology.shapes import violations
    from zhengmai.ontology.triples import notice_triples

    file = str(path)
    try:
        with told_of(file):  # one file never ends a build
            notice = read(path, corrections or NONE, known, limits)
            ntriples = notice_triples(notice, known)
            broken = violations(ntriples)
            if broken:
                raise InvalidNoticeError(_rejected(notice, broken))
            iri = iris.notice(notice)
            data = GraphData(iri, ntriples)
            return Prepared(FileReport.of(file, notice, iri), data, names_of(notice))
    except ZhengmaiError as error:
        message = str(error)
        return Prepared(FileReport(file, error=message.removeprefix(f"{file}: ")))


def _rejected(notice: Notice, broken: Sequence[Violation]) -> str:
    """Why a notice is not stored: what could not be told, else the shapes it breaks."""
    told = [r.message for r in notice.remarks if r.severity is Severity.PROBLEM]
    # Where the notice has no place, that its units have none is no reason of its own.
    first = broken if notice.jurisdiction else [b for b in broken if not b.path.endswith("ofPlace")]
    said = list(dict.fromkeys(b.words for b in first or broken))
    # What could not be told (the year, the place) says more than the shape that it breaks.
    unexplained = [b for b in said if not any(t in b for t in ("plan year", "the place"))]
    reasons = list(dict.fromkeys([*told, *unexplained])) or said
    more = f" (and {len(reasons) - _REASONS} more)" if len(reasons) > _REASONS else ""
    way = ""
    if any(lack in b for b in said for lack in _TELLABLE):
        way = "; what you know of it can be said in corrections.toml ([[notice]])"
    return f"not stored: {'; '.join(reasons[:_REASONS])}{more}{way}"
