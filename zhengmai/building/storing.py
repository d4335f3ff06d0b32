"""Files → the store, and what that changed in it.

Files are read and stored one after the other. Where a short name stands for the full one that
another notice of the place prints (:mod:`.teaching`), the file is read once more when the names of
all of them are known; only names are kept until then. A file that was read before
(:mod:`.readings`) and whose notice the store holds as it was read is not read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from zhengmai.building.preparation import Prepared
from zhengmai.building.processes import Job
from zhengmai.building.readings import Reading, Readings
from zhengmai.building.reports import FileReport, Progress, untold
from zhengmai.building.teaching import Teaching
from zhengmai.graph.lineage.plans import Held, held
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.wording import phrase

Preparing: TypeAlias = Callable[[Sequence[Job]], Iterable[Prepared]]


def stored(
    store: Store,
    files: Sequence[Path],
    prepare: Preparing,
    readings: Readings,
    tell: Progress = untold,
) -> list[FileReport]:
    """Store what is read, one after the other; only the reports and names are kept."""
    storing = _Storing(store, files, prepare, readings, tell)
    storing.read_what_is_new()
    storing.read_again()
    return storing.told()


@dataclass
class _Storing:
    """A build on its way: what is known of its files, by their numbers."""

    store: Store
    files: Sequence[Path]
    prepare: Preparing
    readings: Readings
    tell: Progress = untold
    _reports: dict[int, FileReport] = field(default_factory=dict)
    _before: dict[int, Reading] = field(default_factory=dict)  # not read in this build
    _waiting: set[int] = field(default_factory=set)  # not put before all names are known
    _changes: defaultdict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))
    _teaching: Teaching = field(init=False)

    def read_what_is_new(self) -> None:
        """Read the files that are not known, and put those that need not wait for names."""
        self._before = self.readings.first(self.files, self.tell)
        known = {reading.report.iri or "" for reading in self._before.values()}
        self._teaching = Teaching(self.store, held(self.store), known)
        for number, reading in self._before.items():
            self._reports[number] = reading.report
            self._teaching.heard(reading.report.iri or "", reading.names)
        self._put(self._read([(n, ()) for n in range(len(self.files)) if n not in self._before]))

    def read_again(self) -> None:
        """Read what has to learn a name from another notice, and what the store does not hold."""
        self.tell("comparing names", 0, 0)
        lessons = self._teaching.lessons()
        # What the store held before is what it holds, where nothing has been put yet.
        now = held(self.store) if self._changes else self._teaching.was
        again: list[tuple[int, Sequence[PrintedName]]] = []
        for iri, number in sorted(self._last().items(), key=lambda last: last[1]):
            known = lessons.get(iri, ())
            if number in self._before:
                if not self._is_held(number, known, now):
                    again.append((number, known))
            elif number in self._waiting or known:
                again.append((number, known))
        self._waiting.clear()
        self._put(self._read(again, last=True))

    def told(self) -> list[FileReport]:
        """The reports, in the order of the files."""
        twice = (self._reports[n].iri or "" for n, of in self._changes.items() if sum(of) > 1)
        back = self._teaching.unchanged(twice)  # what changed twice may have changed back
        for number, changed in self._changes.items():
            report = self._reports[number]
            is_new = any(changed) and report.iri not in back
            self._reports[number] = replace(report, changed=is_new)
        return _without_namesakes([self._reports[n] for n in range(len(self.files))])

    def _last(self) -> dict[str, int]:
        """Each notice with the file that it is stored from: the last one that has it."""
        return {
            report.iri: number
            for number, report in sorted(self._reports.items())
            if report.iri is not None
        }

    def _is_held(self, number: int, known: Sequence[PrintedName], now: Mapping[str, Held]) -> bool:
        """Whether the store holds a notice as it would be read now; its report is kept then."""
        file = self.files[number]
        reading = self.readings.again(file, known) if known else self._before[number]
        there = now.get((reading.report.iri if reading else None) or "")
        if reading is None or there is None or there.digest != reading.digest:
            return False
        self._reports[number] = reading.report
        return True

    def _read(
        self, jobs: Sequence[tuple[int, Sequence[PrintedName]]], *, last: bool = False
    ) -> Iterator[tuple[int, GraphData]]:
        """Read files; what can be put, one after the other."""
        found = self.prepare([(self.files[number], known) for number, known in jobs])
        for (number, known), one in zip(jobs, found, strict=True):
            self._reports[number] = one.report
            self.readings.keep(self.files[number], known, one)
            if one.graph is None:
                continue
            if not last and self._teaching.heard(one.graph.iri, one.names):
                self._waiting.add(number)
            else:
                yield number, one.graph

    def _put(self, graphs: Iterable[tuple[int, GraphData]]) -> None:
        """Put graphs, each with the number of its file, and note for each one what that changed."""
        sent: list[int] = []

        def numbered() -> Iterator[GraphData]:
            for number, graph in graphs:
                sent.append(number)
                yield graph

        for at, changed in enumerate(self.store.put(numbered())):
            self._changes[sent[at]].append(changed)


def _without_namesakes(reports: Sequence[FileReport]) -> list[FileReport]:
    """Of several files that are the same notice the last one is what the store holds."""
    last = {r.iri: r.file for r in reports if r.iri is not None}
    return [
        r
        if r.iri is None or last[r.iri] == r.file
        else FileReport(
            r.file, error=phrase(f"the same notice as {last[r.iri]}, which was stored instead")
        )
        for r in reports
    ]
