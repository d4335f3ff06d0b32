"""报送: what filled ledgers say, matched with the tasks of a store and kept there.

An entry is a row of a ledger that came back. One task may have several: on the sheet of all tasks,
on those of its units, in several files, in rows that somebody copied. Those that are as they were
handed out say nothing. Of the others one must say all that the rest say, else none is taken: which
of them is right only a person can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from zhengmai.graph.progress import Report, after, record
from zhengmai.graph.said import now
from zhengmai.graph.store import Store
from zhengmai.ontology import iris
from zhengmai.queries.progress import index_of, reports, told_by
from zhengmai.queries.taskkeys import TaskIndex, TaskKey, context, digest
from zhengmai.queries.tasks import TaskRow
from zhengmai.shown import shortened
from zhengmai.wording import phrase

_LONGEST_NAME: Final = 100
_TOLD: Final = 20  # characters of a text that are told
_FIELDS: Final = ("状态", "进展情况", "佐证材料")


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A row of a file."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """``台账.xlsx:全部任务:12``, as compilers name a place."""
        return ":".join(str(part) for part in (self.file, self.sheet, self.row) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why; row 0 is of the whole sheet, and sheet "" of the file."""

    where: Where
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of a ledger says of its task.

    Attributes:
        where: the row.
        key: of its task.
        said: status, progress and material; None where the sheet has no such column any more.
    """

    where: Where
    key: TaskKey
    said: tuple[str | None, str | None, str | None]

    @property
    def changed(self) -> dict[int, str]:
        """What is not as it was handed out: place of the field → what stands there now."""
        return {
            at: said
            for at, (said, handed) in enumerate(zip(self.said, self.key.handed, strict=True))
            if said is not None and digest(said) != handed
        }


@dataclass(frozen=True, slots=True)
class New:
    """A report that was kept.

    Attributes:
        report: itself.
        task: what it is about.
        where: the row that said it.
        over: the report before it, where the ledger was handed out before that and says otherwise.
    """

    report: Report
    task: TaskRow
    where: Where
    over: Report | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some entries.

    Attributes:
        new: the reports that were kept.
        known: how many tasks were filled as had been reported before.
        refused: the rows that were not taken.
    """

    new: tuple[New, ...]
    known: int
    refused: tuple[Refusal, ...]


def take(store: Store, entries: Iterable[Entry], by: str | None) -> Taken:
    """Keep what entries report; a task that is filled in several ways is left as it was.

    Args:
        store: open for writing.
        entries: of all files that came back together.
        by: who reports; None where nobody knows.
    """
    filled = [entry for entry in entries if entry.changed]
    notices = sorted({iris.notice_of_node(entry.key.iri) for entry in filled})
    work = _Work(store, notices, " ".join((by or "").split())[:_LONGEST_NAME])
    work.take(filled)
    if work.new:
        record(store, [one.report for one in work.new])
    return Taken(tuple(work.new), work.known, tuple(sorted(work.refused, key=lambda r: r.where)))


@dataclass
class _Work:
    """Filled entries, task by task."""

    store: Store
    notices: Sequence[str]
    by: str
    new: list[New] = field(default_factory=list)
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)
    index: TaskIndex = field(init=False)
    before: dict[str, list[Report]] = field(init=False)

    def __post_init__(self) -> None:
        self.index = index_of(self.store, self.notices)
        self.before = defaultdict(list)
        for report in reports(self.store, self.notices):
            task = self.index.find(*told_by(report))
            if task is not None:
                self.before[task.iri].append(report)

    def take(self, filled: Iterable[Entry]) -> None:
        of_task: defaultdict[str, list[Entry]] = defaultdict(list)
        tasks: dict[str, TaskRow] = {}
        for entry in filled:
            key = entry.key
            task = self.index.find(key.iri, key.text, key.context)
            if task is None:
                self.refused.append(Refusal(entry.where, _gone(entry)))
            else:
                tasks[task.iri] = task
                of_task[task.iri].append(entry)
        moment = now()
        for iri, entries in of_task.items():
            one = _the_one(entries)
            if one is None:
                self.refused += _conflict(entries)
            else:
                self._take_one(tasks[iri], one, moment)

    def _take_one(self, task: TaskRow, entry: Entry, moment: str) -> None:
        before = self.before[task.iri]
        last = before[0] if before else None
        said = _with(entry.changed, last)
        if last is not None and last.said == said:
            self.known += 1
            return
        instead = entry.key.instead
        same = next((r for r in before if r.instead == instead and _says(r, entry.changed)), None)
        if same is not None and last is not None:
            first, since = _moments(same, last)
            why = phrase(
                f"was reported like this on {first} already, and since then ({since}) as "
                f"“{_short(last)}”: to change it back, fill in a ledger that is written anew"
            )
            self.refused.append(Refusal(entry.where, why))
            return
        told = "" if self.index.is_alone(task) else context(task)
        at = after(None if last is None else last.at, moment)
        report = Report(task.iri, task.text, told, *said, self.by, at, entry.where.file, instead)
        self.new.append(New(report, task, entry.where, last if _is_over(last, entry) else None))


def _with(changed: dict[int, str], last: Report | None) -> tuple[str, str, str]:
    """What was reported last, with what an entry changes."""
    before = ("", "", "") if last is None else last.said
    status, progress, material = (changed.get(at, said) for at, said in enumerate(before))
    return status, progress, material


def _is_over(last: Report | None, entry: Entry) -> bool:
    """Whether an entry changes something that was reported after its ledger was handed out."""
    return last is not None and any(
        last.said[at] not in ("", said) and digest(last.said[at]) != entry.key.handed[at]
        for at, said in entry.changed.items()
    )


def _says(report: Report, changed: dict[int, str]) -> bool:
    return all(report.said[at] == said for at, said in changed.items())


def _the_one(entries: Sequence[Entry]) -> Entry | None:
    """The entry that says all that the others say; None where none does."""
    fullest = max(entries, key=lambda e: len(e.changed))
    told = {at: digest(said) for at, said in fullest.changed.items()}
    for other in entries:
        if any(told.get(at) != digest(said) for at, said in other.changed.items()):
            return None
    return fullest


def _conflict(entries: Sequence[Entry]) -> Iterator[Refusal]:
    """A word on each row: what the others say."""
    for entry in entries:
        others = "; ".join(f"{e.where} {_told(e)}" for e in entries if e is not entry)
        here = _told(entry)
        why = phrase(
            f"the same task is filled in differently, so none is taken: here {here}; {others}"
        )
        yield Refusal(entry.where, why)


def _told(entry: Entry) -> str:
    parts = (
        f"{_FIELDS[at]}“{shortened(said, _TOLD)}”" for at, said in sorted(entry.changed.items())
    )
    return "，".join(parts)


def _gone(entry: Entry) -> str:
    return phrase(
        "this task is not in the store any more, or cannot be told from others of the same words; "
        f"filled in was {_told(entry)}"
    )


def _short(report: Report) -> str:
    return shortened(report.status or report.progress or report.material, _TOLD)


def _moments(one: Report, other: Report) -> tuple[str, str]:
    """When two reports were made: their days, with the time where that is the same day."""
    days = one.at[:10], other.at[:10]
    if days[0] != days[1]:
        return days
    return one.at[:16].replace("T", " "), other.at[:16].replace("T", " ")
