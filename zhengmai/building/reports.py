"""What a build tells: how far it is while it goes on, and at its end what became of each file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.model import Notice, Remark, Severity

if TYPE_CHECKING:
    from zhengmai.building.files import LeftOut
    from zhengmai.graph.lineage.judging import Consultation
    from zhengmai.graph.lineage.plans import Judgement

Progress = Callable[[str, int, int], None]
"""Is told what is done, how many are done, of how many; 0 of 0 where that is not known."""


def untold(_what: str, _done: int, _of: int) -> None:
    """The progress of which nobody wants to hear."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    Attributes:
        file: as given.
        iri: the notice, or None where none was stored.
        name: document number, else title of the plan.
        points, tasks: how many were read.
        damaged: how many tasks the source lost a part of.
        unread: characters of the file that no fact was read from.
        remarks: about the reading.
        error: why nothing was stored, or None.
        changed: the store was changed by it.
    """

    file: str
    iri: str | None = None
    name: str = ""
    points: int = 0
    tasks: int = 0
    damaged: int = 0
    unread: int = 0
    remarks: tuple[Remark, ...] = ()
    error: str | None = None
    changed: bool = False

    @classmethod
    def of(cls, file: str, notice: Notice, iri: str) -> FileReport:
        """The report of a notice that can be stored."""
        return cls(
            file,
            iri,
            notice.document_number or notice.plan_title or "",
            len(notice.points),
            len(notice.tasks),
            sum(t.damaged for t in notice.tasks),
            sum(u.end - u.start for u in notice.unread),
            notice.remarks,
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What the user should look at in a notice that was stored."""
        return tuple(r.message for r in self.remarks if r.severity is Severity.PROBLEM)

    @property
    def ok(self) -> bool:
        """Stored, and nothing in it needs a look."""
        return self.error is None and not self.problems


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        files: one report a file, in the order of the files.
        links: how many lineage links the store holds now.
        missing: cited parents that are not held: (citing notice, title or number).
        judge: what came of asking the office's model, or None where it was not to be asked.
        left_out: what the folders hold that was not read.
        twins: pairs of notices that may be one, counted twice: by number, else by title.
        lost: what people said of links of which an end is gone, or says something else now; it is
            kept, and counts for nothing.
    """

    files: tuple[FileReport, ...]
    links: int
    missing: tuple[tuple[str, str], ...]
    judge: Consultation | None = None
    left_out: tuple[LeftOut, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    lost: tuple[Judgement, ...] = ()

    @property
    def ok(self) -> bool:
        """Every file was read and stored without a problem."""
        return all(f.ok for f in self.files)
