"""The few functions a notebook needs: read a notice, build a store, ask it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from zhengmai import loaders
from zhengmai.errors import InvalidNoticeError, StoreError, ZhengmaiError
from zhengmai.graph.store import GraphData, Store
from zhengmai.graph.stores.neo4j.address import is_address
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store
from zhengmai.model import Notice, Remark, Severity

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx

    from zhengmai.model import Role
    from zhengmai.ontology.corrections import Corrections
    from zhengmai.queries.due import DueRow
    from zhengmai.queries.gaps import Gaps
    from zhengmai.queries.links import LinkRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.tasks import TaskRow
    from zhengmai.queries.trace import Trace
    from zhengmai.queries.workload import WorkloadRow

_AHEAD = 4  # files read before they are asked for, a process
_REASONS = 4  # why a notice was not stored: at most so many are told
Progress = Callable[[str, int, int], None]  # what is done, how many are done, of how many


def read(path: Path | str, corrections: Path | str | None = None) -> Notice:
    """Read one file as a notice, with the places and units it names resolved.

    Args:
        path: the file.
        corrections: a file of a person's corrections (``corrections.toml``), or None.

    Raises:
        UnreadableFileError: the file is no notice, or cannot be read; the message says where.
        ZhengmaiError: the corrections cannot be read.
    """
    from zhengmai.ontology.resolution import resolve

    return resolve(loaders.load(path), _corrections(corrections))


def _corrections(path: Path | str | None) -> Corrections:
    from zhengmai.ontology import corrections

    return corrections.NONE if path is None else corrections.read(Path(path))


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
    """

    files: tuple[FileReport, ...]
    links: int
    missing: tuple[tuple[str, str], ...]

    @property
    def ok(self) -> bool:
        """Every file was read and stored without a problem."""
        return all(f.ok for f in self.files)


_Prepared: TypeAlias = tuple[FileReport, GraphData | None]
"""A file read, resolved, turned into triples and checked: all that needs no store."""


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


def prepare(path: Path | str, corrections: Corrections | None = None) -> _Prepared:
    """Read a file and check its graph, without a store."""
    from zhengmai.ontology import iris
    from zhengmai.ontology.corrections import NONE
    from zhengmai.ontology.resolution import resolve
    from zhengmai.ontology.shapes import violations
    from zhengmai.ontology.triples import notice_graph

    file = str(path)
    try:
        notice = resolve(loaders.load(path), corrections or NONE)
        graph = notice_graph(notice)
        broken = violations(graph)
        if broken:
            raise InvalidNoticeError(_rejected(notice, broken))
    except ZhengmaiError as error:
        message = str(error)
        return FileReport(file, error=message.removeprefix(f"{file}: ")), None
    iri = iris.notice(notice)
    ntriples = graph.serialize(format="nt").encode()
    return FileReport.of(file, notice, iri), GraphData(iri, ntriples)


def _rejected(notice: Notice, broken: Sequence[str]) -> str:
    """Why a notice is not stored: what could not be told, else the shapes it breaks."""
    told = [r.message for r in notice.remarks if r.severity is Severity.PROBLEM]
    # What could not be told (the year, the place) says more than the shape that it breaks.
    unexplained = [b for b in broken if not any(t in b for t in ("plan year", "the place"))]
    reasons = [*told, *unexplained] or list(broken)
    more = f" (and {len(reasons) - _REASONS} more)" if len(reasons) > _REASONS else ""
    return f"not stored: {'; '.join(reasons[:_REASONS])}{more}"


@dataclass
class Zhengmai:
    """A store, opened for questions.

    A context manager: ``with zhengmai.open("zhengmai.db") as g: g.workload(place="天桥区")``.
    """

    store: Store
    report: BuildReport | None = None
    _open: ExitStack = field(default_factory=ExitStack, repr=False)

    def close(self) -> None:
        """Close the store; using it afterwards is an error."""
        self._open.close()

    def __enter__(self) -> Zhengmai:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def workload(
        self,
        place: str | None = None,
        *,
        year: int | None = None,
        role: Role | str | None = None,
        top: int | None = None,
    ) -> list[WorkloadRow]:
        """Which units carry most tasks: :func:`zhengmai.queries.workload.workload`."""
        from zhengmai.queries.workload import workload

        return workload(self.store, place=place, year=year, role=role, top=top)

    def unit(
        self,
        name: str,
        *,
        place: str | None = None,
        year: int | None = None,
        role: Role | str | None = None,
    ) -> list[TaskRow]:
        """One unit's tasks: :func:`zhengmai.queries.tasks.of_unit`."""
        from zhengmai.queries.tasks import of_unit

        return of_unit(self.store, name, place=place, year=year, role=role)

    def due(
        self,
        before: date | None = None,
        *,
        since: date | None = None,
        unit: str | None = None,
        place: str | None = None,
        year: int | None = None,
    ) -> list[DueRow]:
        """What is due when: :func:`zhengmai.queries.due.due`."""
        from zhengmai.queries.due import due

        return due(self.store, before=before, since=since, unit=unit, place=place, year=year)

    def find(
        self, text: str, *, place: str | None = None, year: int | None = None
    ) -> list[TaskRow]:
        """Tasks that say something: :func:`zhengmai.queries.tasks.find`."""
        from zhengmai.queries.tasks import find

        return find(self.store, text, place=place, year=year)

    def trace(self, task: str, *, down: bool = False) -> Trace:
        """Where a task comes from: :func:`zhengmai.queries.trace.trace`."""
        from zhengmai.queries.trace import trace

        return trace(self.store, task, down=down)

    def gaps(self, notice: str | None = None) -> Gaps:
        """What nobody carries out: :func:`zhengmai.queries.gaps.gaps`."""
        from zhengmai.queries.gaps import gaps

        return gaps(self.store, notice)

    def links(self) -> list[LinkRow]:
        """Every lineage link: :func:`zhengmai.queries.links.links`."""
        from zhengmai.queries.links import links

        return links(self.store)

    def notices(self, place: str | None = None, *, year: int | None = None) -> list[NoticeRow]:
        """The notices: :func:`zhengmai.queries.notices.notices`."""
        from zhengmai.queries.notices import notices

        return notices(self.store, place=place, year=year)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Everything as a networkx graph: :func:`zhengmai.graph.views.to_networkx`."""
        from zhengmai.graph.views import to_networkx

        return to_networkx(self.store)


def open(store: Path | str = DEFAULT_STORE) -> Zhengmai:  # noqa: A001 - the word users look for
    """Open a store for questions.

    Raises:
        StoreError: there is none, it is in use, or it is of a newer format.
    """
    stack = ExitStack()
    return Zhengmai(stack.enter_context(open_store(store)), None, stack)


def build(
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int = 1,
    corrections: Path | str | None = None,
    progress: Progress | None = None,
) -> Zhengmai:
    """Read files and folders into a store, link their lineage, and open it for questions.

    A file that cannot be read is reported (``.report``) and the rest goes on.

    Raises:
        ZhengmaiError: a path does not exist; the store cannot be written.
    """
    report = build_store(paths, store, workers=workers, corrections=corrections, progress=progress)
    opened = open(store)
    opened.report = report
    return opened


def build_store(
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int = 1,
    corrections: Path | str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read files and folders into a store and link their lineage; the store is closed again."""
    corrected = _corrections(corrections)
    files = files_in([paths] if isinstance(paths, str | Path) else paths)
    tell = progress or (lambda _what, _done, _of: None)
    with open_store(store, write=True) as opened:
        reports = _stored(opened, _prepared(files, workers, corrected, tell))
        return _linked(opened, reports, tell)


def remove(notice: str, store: Path | str = DEFAULT_STORE) -> str:
    """Remove a notice (by IRI, document number or title) and its links; returns its IRI."""
    from zhengmai.graph.lineage.linking import link
    from zhengmai.ontology import iris
    from zhengmai.queries.notices import find_notice

    _must_exist(store)
    with open_store(store, write=True) as opened:
        iri = find_notice(opened, notice).iri
        opened.remove([iri, iris.lineage_graph(iri)])
        link(opened)
        return iri


def confirm(child: str, parent: str, store: Path | str = DEFAULT_STORE) -> None:
    """Say that a task carries out a parent: :func:`zhengmai.graph.lineage.review.judge`."""
    from zhengmai.graph.lineage.linking import CONFIRMED

    _judge(child, parent, CONFIRMED, store)


def reject(child: str, parent: str, store: Path | str = DEFAULT_STORE) -> None:
    """Say that a task does not carry out a parent: :func:`zhengmai.graph.lineage.review.judge`."""
    from zhengmai.graph.lineage.linking import REJECTED

    _judge(child, parent, REJECTED, store)


def _judge(child: str, parent: str, status: str, store: Path | str) -> None:
    from zhengmai.graph.lineage.review import check_levels, judge
    from zhengmai.queries.trace import find_node

    _must_exist(store)
    with open_store(store, write=True) as opened:
        below, above = find_node(opened, child), find_node(opened, parent)
        check_levels(below.level, above.level)
        judge(opened, below.iri, above.iri, status)


def _must_exist(store: Path | str) -> None:
    """A store that is opened for writing is made where there is none: not by a slip of the pen."""
    if is_address(str(store)):
        with open_store(store):
            return
    if not Path(store).exists():
        raise StoreError(f"{store}: there is no store here")


def copy(store: Path | str, to: Path | str, *, progress: Progress | None = None) -> tuple[int, int]:
    """Copy all notices and links of a store into another; what else is in that one stays.

    What is there already is left as it is, so a copy that was stopped goes on when begun again.
    Where there was something, links are made anew as its own notices and judgements want it; of two
    judgements on the same link its own one stays.

    Returns:
        How many graphs were copied, and how many of them were new or changed.

    Raises:
        StoreError: one of the stores cannot be opened, or both are the same.
    """
    from zhengmai.graph.lineage.linking import link
    from zhengmai.graph.lineage.review import merged
    from zhengmai.ontology import iris

    if str(store) == str(to) or _same_folder(store, to):
        raise StoreError(f"{to}: a store cannot be copied to itself")
    tell = progress or (lambda _what, _done, _of: None)
    with open_store(store) as source, open_store(to, write=True) as target:
        was_empty = target.is_empty()
        judged = {name for name in target.graphs() if iris.graph_kind(name)[0] == "review"}
        # All lineages last: a link needs both its ends, and goes where a judgement changes.
        names = sorted(source.graphs(), key=lambda n: (iris.graph_kind(n)[0] == "lineage", n))

        def graphs() -> Iterator[GraphData]:
            for done, name in enumerate(names, 1):
                graph = GraphData(name, source.graph(name))
                yield merged(graph, target.graph(name)) if name in judged else graph
                tell("copying", done, len(names))

        changed = sum(target.put(graphs()))
        if not was_empty:
            link(target, lambda done, of: tell("linking", done, of))
        return len(names), changed


def _same_folder(one: Path | str, other: Path | str) -> bool:
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def _prepared(
    files: Sequence[Path], workers: int, corrections: Corrections, tell: Progress
) -> Iterator[_Prepared]:
    with _mapper(min(workers, len(files)), corrections) as mapped:
        for done, result in enumerate(mapped(files), 1):
            tell("reading", done, len(files))
            yield result


@contextmanager
def _mapper(
    workers: int, corrections: Corrections
) -> Iterator[Callable[[Iterable[Path]], Iterator[_Prepared]]]:
    """Reads files one after the other, in this process or in several."""
    task = partial(prepare, corrections=corrections)
    if workers <= 1:
        yield lambda files: map(task, files)
        return
    with ProcessPoolExecutor(min(workers, os.cpu_count() or 1)) as pool:
        try:
            yield lambda files: _in_order(pool, task, files, workers * _AHEAD)
        except BrokenProcessPool as error:
            raise ZhengmaiError(
                "a reading process died, perhaps for want of memory; what was read before it is "
                "stored: try again with fewer --workers"
            ) from error


def _in_order(
    pool: ProcessPoolExecutor,
    task: Callable[[Path], _Prepared],
    files: Iterable[Path],
    ahead: int,
) -> Iterator[_Prepared]:
    """Results in the order of the files, with only so many of them waiting to be taken."""
    waiting: deque[Future[_Prepared]] = deque()
    for file in files:
        waiting.append(pool.submit(task, file))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _stored(store: Store, prepared: Iterable[_Prepared]) -> list[FileReport]:
    """Store what was read, one after the other; only the reports are kept."""
    reports: list[FileReport] = []
    sent: list[int] = []  # numbers of the reports whose graphs were given to the store

    def graphs() -> Iterator[GraphData]:
        for report, graph in prepared:
            reports.append(report)
            if graph is not None:
                sent.append(len(reports) - 1)
                yield graph

    for number, changed in enumerate(store.put(graphs())):
        reports[sent[number]] = replace(reports[sent[number]], changed=changed)
    return _without_namesakes(reports)


def _without_namesakes(reports: Sequence[FileReport]) -> list[FileReport]:
    """Of several files that are the same notice the last one is what the store holds."""
    last = {r.iri: r.file for r in reports if r.iri is not None}
    return [
        r
        if r.iri is None or last[r.iri] == r.file
        else FileReport(r.file, error=f"the same notice as {last[r.iri]}, which was stored instead")
        for r in reports
    ]


def _linked(store: Store, reports: Sequence[FileReport], tell: Progress) -> BuildReport:
    from zhengmai.graph.lineage.linking import link
    from zhengmai.queries.gaps import missing_parents

    links = link(store, lambda done, of: tell("linking", done, of))
    own = {r.iri for r in reports}
    missing = [(m.notice, m.label) for m in missing_parents(store) if m.notice in own]
    return BuildReport(tuple(reports), links, tuple(missing))
