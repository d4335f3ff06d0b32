"""The few functions a notebook needs: read a notice, build a store, ask it, judge its links.

Longer than 450 lines: one short function a question, all of which only lead on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeVar

from zhengmai.arguments import checked
from zhengmai.building import preparation
from zhengmai.building.build import build_store
from zhengmai.building.copying import copy
from zhengmai.building.decisions import (
    KNOWN,
    NEW,
    confirm,
    judge_all,
    login_name,
    must_exist,
    reject,
    remove,
    withdraw,
)
from zhengmai.building.preparation import corrections_of
from zhengmai.building.reports import BuildReport, FileReport, Progress
from zhengmai.errors import StoreError, ZhengmaiError, told_of
from zhengmai.graph.store import Store
from zhengmai.graph.stores.neo4j.address import masked
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store
from zhengmai.model import Notice, Role
from zhengmai.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    from rdflib import Graph

    from zhengmai.graph.lineage.judging import Judge
    from zhengmai.graph.lineage.ways import Way
    from zhengmai.graph.store import Limits as QueryLimits
    from zhengmai.graph.store import Row
    from zhengmai.loaders.confinement import Limits
    from zhengmai.queries.assignments import AssignmentRow
    from zhengmai.queries.changes import Changes
    from zhengmai.queries.compare import Comparison
    from zhengmai.queries.coverage import Coverage
    from zhengmai.queries.diffusion import DiffusionRow
    from zhengmai.queries.due import DaylessRow, DueRow, UnreadLimit
    from zhengmai.queries.gaps import Gaps
    from zhengmai.queries.lineagetable import LineageRow
    from zhengmai.queries.links import LinkRow, NodeRow
    from zhengmai.queries.notices import NoticeRow
    from zhengmai.queries.progress import ReportRow
    from zhengmai.queries.review import DoubtfulRow
    from zhengmai.queries.states import State
    from zhengmai.queries.tasks import TaskRow
    from zhengmai.queries.trace import Trace
    from zhengmai.queries.unitrows import UnitRow
    from zhengmai.queries.workload import WorkloadRow
    from zhengmai.reporting import Entry, Taken

__all__ = [
    "KNOWN",
    "NEW",
    "BuildReport",
    "FileReport",
    "Zhengmai",
    "build",
    "build_store",
    "confirm",
    "copy",
    "judge_all",
    "login_name",
    "open",
    "read",
    "reject",
    "remove",
    "report",
    "withdraw",
]


T = TypeVar("T")


def _day(checked_before: date | str | None) -> date | None:
    """A day that :func:`zhengmai.arguments.checked` has made of a text."""
    assert not isinstance(checked_before, str)  # noqa: S101
    return checked_before


def read(
    path: Path | str,
    corrections: Path | str | None = None,
    *,
    limits: Limits | None = None,
) -> Notice:
    """Read one file as a notice, with the places and units it names resolved.

    Args:
        path: the file.
        corrections: a file of a person's corrections (``corrections.toml``), or None.
        limits: what it may cost to read it (:class:`zhengmai.loaders.confinement.Limits`); None:
            the usual ones, or those that the environment gives.

    Raises:
        UnreadableFileError: the file is no notice, or cannot be read; the message says where.
        ZhengmaiError: the corrections cannot be read.
        InternalError: this program has a mistake, which the file brought to light.
    """
    corrected = corrections_of(corrections)
    with told_of(str(path)):
        return preparation.read(path, corrected, limits=limits)


@dataclass
class Zhengmai:
    """A store, opened for questions.

    A context manager: ``with zhengmai.open("zhengmai.db") as g: g.workload(place="天桥区")``.
    """

    store: Store
    report: BuildReport | None = None
    _open: ExitStack = field(default_factory=ExitStack, repr=False)
    address: Path | str | None = None

    def __repr__(self) -> str:
        return f"<Zhengmai {masked(str(self.address or ''))}>"

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

    @checked
    def workload(
        self,
        place: str | None = None,
        *,
        year: int | None = None,
        role: Role | str | None = None,
        top: int | None = None,
        collectives: bool = False,
    ) -> Rows[WorkloadRow]:
        """Which units carry most tasks: :func:`zhengmai.queries.workload.workload`.

        With ``collectives`` which classes of units (各街道办事处) are named most.
        """
        from zhengmai.queries import workload
        from zhengmai.queries.workload import WorkloadRow

        count = workload.collectives if collectives else workload.workload
        return Rows(count(self.store, place=place, year=year, role=role, top=top), WorkloadRow)

    @checked
    def unit(
        self,
        name: str,
        *,
        place: str | None = None,
        year: int | None = None,
        role: Role | str | None = None,
        every: bool = False,
        with_collectives: bool = False,
    ) -> Rows[TaskRow]:
        """One unit's tasks: :func:`zhengmai.queries.tasks.of_unit`."""
        from zhengmai.queries.tasks import TaskRow, of_unit

        return Rows(
            of_unit(
                self.store,
                name,
                place=place,
                year=year,
                role=role,
                every=every,
                with_collectives=with_collectives,
            ),
            TaskRow,
        )

    @checked
    def units_called(self, name: str, *, place: str | None = None) -> Rows[UnitRow]:
        """The units that a name may stand for: :func:`zhengmai.queries.unitnames.meant`."""
        from zhengmai.queries.unitnames import meant
        from zhengmai.queries.unitrows import UnitRow

        return Rows(meant(self.store, name, place=place), UnitRow)

    @checked
    def due(  # noqa: PLR0913 - what a user may choose
        self,
        before: date | str | None = None,
        *,
        since: date | str | None = None,
        unit: str | None = None,
        place: str | None = None,
        year: int | None = None,
        today: date | str | None = None,
        near: int = 30,
        states: Iterable[State | str] | str | None = None,
        with_collectives: bool = False,
    ) -> Rows[DueRow]:
        """What is due when, and what state it is in: :func:`zhengmai.queries.due.due`."""
        from zhengmai.queries.due import DueRow, due

        return Rows(
            due(
                self.store,
                before=_day(before),
                since=_day(since),
                unit=unit,
                place=place,
                year=year,
                today=_day(today),
                near=near,
                states=states,
                with_collectives=with_collectives,
            ),
            DueRow,
        )

    @checked
    def progress(
        self, place: str | None = None, *, year: int | None = None, history: bool = False
    ) -> Rows[ReportRow]:
        """What was reported on tasks: :func:`zhengmai.queries.progress.progress`."""
        from zhengmai.queries.progress import ReportRow, progress

        return Rows(progress(self.store, place=place, year=year, history=history), ReportRow)

    @checked
    def find(
        self,
        text: str,
        *,
        place: str | None = None,
        year: int | None = None,
        top: int | None = None,
    ) -> Rows[TaskRow]:
        """Tasks and points that say something: :func:`zhengmai.queries.search.find`."""
        from zhengmai.queries.search import find
        from zhengmai.queries.tasks import TaskRow

        return Rows(find(self.store, text, place=place, year=year, top=top), TaskRow)

    @checked
    def trace(self, task: str, *, down: bool = False) -> Trace:
        """Where a task comes from: :func:`zhengmai.queries.trace.trace`."""
        from zhengmai.queries.trace import trace

        return trace(self.store, task, down=down)

    @checked
    def gaps(
        self,
        notice: str | None = None,
        *,
        place: str | None = None,
        year: int | None = None,
        top: int | None = None,
    ) -> Gaps:
        """What nobody carries out: :func:`zhengmai.queries.gaps.gaps`."""
        from zhengmai.queries.gaps import gaps

        return gaps(self.store, notice, place=place, year=year, top=top)

    @checked
    def changes(
        self,
        place: str,
        *,
        earlier: int | None = None,
        later: int | None = None,
        notices: Sequence[str] = (),
    ) -> Changes:
        """What a place's plans keep, change, drop: :func:`zhengmai.queries.changes.changes`."""
        from zhengmai.queries.changes import changes

        return changes(self.store, place, earlier=earlier, later=later, notices=notices)

    @checked
    def compare(
        self, a: str, b: str, *, year: int | None = None, plan: str | None = None
    ) -> Comparison:
        """Two places under one superior plan: :func:`zhengmai.queries.compare.compare`."""
        from zhengmai.queries.compare import compare

        return compare(self.store, a, b, year=year, plan=plan)

    @checked
    def unread_limits(
        self, place: str | None = None, *, year: int | None = None
    ) -> Rows[UnreadLimit]:
        """Time limits that belong to no task: :func:`zhengmai.queries.due.unread_limits`."""
        from zhengmai.queries.due import UnreadLimit, unread_limits

        return Rows(unread_limits(self.store, place=place, year=year), UnreadLimit)

    @checked
    def dayless(
        self,
        *,
        unit: str | None = None,
        place: str | None = None,
        year: int | None = None,
        with_collectives: bool = False,
    ) -> Rows[DaylessRow]:
        """Limits of tasks whose day is not known: :func:`zhengmai.queries.due.dayless`."""
        from zhengmai.queries.due import DaylessRow, dayless

        found = dayless(
            self.store, unit=unit, place=place, year=year, with_collectives=with_collectives
        )
        return Rows(found, DaylessRow)

    @checked
    def coverage(self, plan: str) -> Coverage:
        """A plan's points × the places below: :func:`zhengmai.queries.coverage.coverage`."""
        from zhengmai.queries.coverage import coverage

        return coverage(self.store, plan)

    @checked
    def diffusion(self, place: str | None = None, *, year: int | None = None) -> Rows[DiffusionRow]:
        """How closely notices follow plans: :func:`zhengmai.queries.diffusion.diffusion`."""
        from zhengmai.queries.diffusion import DiffusionRow, diffusion

        return Rows(diffusion(self.store, place=place, year=year), DiffusionRow)

    @checked
    def links(
        self,
        notice: str | None = None,
        *,
        place: str | None = None,
        year: int | None = None,
        status: str | None = None,
        below: float | None = None,
        top: int | None = None,
    ) -> Rows[LinkRow]:
        """The lineage links of all notices, or of one: :func:`zhengmai.queries.links.listed`."""
        from zhengmai.queries.links import LinkRow, listed

        return Rows(
            listed(self.store, notice, place=place, year=year, status=status, below=below, top=top),
            LinkRow,
        )

    @checked
    def doubtful(
        self, place: str | None = None, *, year: int | None = None, notice: str | None = None
    ) -> Rows[DoubtfulRow]:
        """What a person should judge first: :func:`zhengmai.queries.review.doubtful`."""
        from zhengmai.queries.review import DoubtfulRow, doubtful

        return Rows(doubtful(self.store, place=place, year=year, notice=notice), DoubtfulRow)

    @checked
    def notices(self, place: str | None = None, *, year: int | None = None) -> Rows[NoticeRow]:
        """The notices: :func:`zhengmai.queries.notices.notices`."""
        from zhengmai.queries.notices import NoticeRow, notices

        return Rows(notices(self.store, place=place, year=year), NoticeRow)

    @checked
    def tasks(self, place: str | None = None, *, year: int | None = None) -> Rows[TaskRow]:
        """All tasks, by notice, in printed order: :func:`zhengmai.queries.tasks.listed`."""
        from zhengmai.queries.tasks import TaskRow, listed

        return Rows(listed(self.store, place=place, year=year), TaskRow)

    @checked
    def assignments(
        self, place: str | None = None, *, year: int | None = None
    ) -> Rows[AssignmentRow]:
        """One row a task and unit: :func:`zhengmai.queries.assignments.assignments`."""
        from zhengmai.queries.assignments import AssignmentRow, assignments

        return Rows(assignments(self.store, place=place, year=year), AssignmentRow)

    @checked
    def lineage(self, place: str | None = None, *, year: int | None = None) -> Rows[LineageRow]:
        """The links as one flat table: :class:`zhengmai.queries.lineagetable.LineageRow`."""
        from zhengmai.queries.lineagetable import LineageRow, flat

        return Rows(flat(self.links(place=place, year=year)), LineageRow)

    @checked
    def confirm(
        self, child: str, parent: str, *, by: str | None = None, note: str | None = None
    ) -> tuple[NodeRow, NodeRow]:
        """Say that a task carries out a parent: :func:`confirm`, in this store."""
        return self._changed(lambda store: confirm(child, parent, store, by=by, note=note))

    @checked
    def reject(
        self, child: str, parent: str, *, by: str | None = None, note: str | None = None
    ) -> tuple[NodeRow, NodeRow]:
        """Say that a task does not carry out a parent: :func:`reject`, in this store."""
        return self._changed(lambda store: reject(child, parent, store, by=by, note=note))

    @checked
    def withdraw(self, child: str, parent: str) -> tuple[NodeRow, NodeRow] | None:
        """Take back what was said of a link: :func:`withdraw`, in this store."""
        return self._changed(lambda store: withdraw(child, parent, store))

    def _changed(self, change: Callable[[Path | str], T]) -> T:
        """Change the store that this one reads; from then on it reads what it has become."""
        if self.address is None:
            raise StoreError("this store was not opened by an address: it cannot be changed here")
        changed = change(self.address)
        self._open.close()
        self._open = ExitStack()
        self.store = self._open.enter_context(open_store(self.address))
        return changed

    @checked
    def export(
        self,
        out: Path | str,
        *,
        place: str | None = None,
        year: int | None = None,
        unit: str | None = None,
        role: Role | str | None = None,
    ) -> Path:
        """Write the whole graph into a file, in the format that its name tells.

        ``.ttl`` (Turtle), ``.nq`` (N-Quads), ``.graphml``; or a list of one line a task and unit,
        of which some may be chosen: ``.csv``, ``.xlsx``, ``.parquet``. See :mod:`zhengmai.export`.

        Raises:
            NotFoundError: no such unit or place, or several.
            ZhengmaiError: the name tells no format, or one of no lines where some were chosen, or
                the file cannot be written.
        """
        from zhengmai.export import Chosen, by_name, export
        from zhengmai.wholefiles import write_whole

        file = Path(out)
        chosen = Chosen(place, year, unit, None if role is None else Role(role))
        try:
            write_whole(file, export(self.store, by_name(file), chosen))
        except OSError as error:
            raise ZhengmaiError(f"{file}: cannot be written: {error.strerror}") from error
        return file

    @checked
    def view(
        self,
        out: Path | str = "zhengmai-pages",
        *,
        single: bool = False,
        place: str | None = None,
        today: date | None = None,
    ) -> Path:
        """Write the pages into a folder; returns the one to open first.

        Args:
            out: the folder; with ``single`` the file, or a folder for it.
            single: one file with all pages, to be mailed.
            place: only notices of this place and those in it, and the plans that these answer to.
            today: by which states of limits are told; None: by the clock of whoever looks.

        Raises:
            NotFoundError: the store knows no such place, or has no notice of it.
            ZhengmaiError: the pages cannot be written.
        """
        from zhengmai.viz.pages import write_pages
        from zhengmai.viz.single import file_of, write_single
        from zhengmai.viz.site import Site

        site = Site.of(self.store, today, place)
        if single:
            return write_single(site, file_of(Path(out), place))
        return write_pages(site, Path(out))[0]

    def sparql(
        self, query: str, /, *, limits: QueryLimits | None = None, **parameters: object
    ) -> Rows[Row] | bool | Graph:
        """The answer to SPARQL of your own: :func:`zhengmai.queries.own.answer`.

        Args:
            query: SELECT gives rows, ASK a truth, CONSTRUCT and DESCRIBE a graph of rdflib. The
                prefixes of the vocabulary (zm, skos, dcterms…) need not be declared.
            limits: what it may cost (:class:`zhengmai.graph.store.Limits`); None: a minute.
            parameters: values of variables of the query: ``number="3"`` is that of ``?number``.
        """
        from zhengmai.queries.own import answer

        return answer(self.store, "sparql", query, parameters, limits)

    def cypher(
        self, query: str, /, *, limits: QueryLimits | None = None, **parameters: object
    ) -> Rows[Row]:
        """The answer to Cypher of your own, on Neo4j; ``$number`` is the parameter ``number``."""
        from zhengmai.queries.own import answer

        found = answer(self.store, "cypher", query, parameters, limits)
        assert isinstance(found, Rows)  # noqa: S101 - Cypher has no other answer
        return found

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
    return Zhengmai(stack.enter_context(open_store(store)), None, stack, store)


def build(  # noqa: PLR0913 - what a user may choose
    paths: Iterable[Path | str] | Path | str,
    store: Path | str = DEFAULT_STORE,
    *,
    workers: int | Literal["auto"] | None = None,
    scheduler: str | None = None,
    corrections: Path | str | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
    way: Way | None = None,
    anew: bool = False,
) -> Zhengmai:
    """Read files and folders into a store, link their lineage, and open it for questions.

    A file that cannot be read is reported (``.report``) and the rest goes on. With a ``judge``
    (:class:`zhengmai.graph.lineage.judging.Judge`) the office's own language model is asked about
    doubtful links; without one nothing is sent anywhere. The ``way``
    (:mod:`zhengmai.graph.lineage.ways`) says how texts are compared. Files that did not change are
    read again where that is to be done ``anew``. With the address of a ``scheduler`` a Dask cluster
    reads and compares (docs/scale.md).

    Raises:
        ZhengmaiError: a path does not exist; the store cannot be written.
    """
    report = build_store(
        paths,
        store,
        workers=workers,
        scheduler=scheduler,
        corrections=corrections,
        progress=progress,
        judge=judge,
        way=way,
        anew=anew,
    )
    opened = open(store)
    opened.report = report
    return opened


def report(
    entries: Iterable[Entry], store: Path | str = DEFAULT_STORE, *, by: str | None = None
) -> Taken:
    """Keep what filled ledgers say of tasks: :func:`zhengmai.reporting.take`.

    Args:
        entries: their rows (:func:`zhengmai.export.ledger.reading.read_ledger`), of all together.
        store: where the tasks are.
        by: who reports; None is the name that you are logged in by.

    Raises:
        StoreError: there is no such store.
    """
    from zhengmai.reporting import take

    must_exist(store)
    with open_store(store, write=True) as opened:
        return take(opened, entries, by or login_name())
