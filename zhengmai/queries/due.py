"""完成时限: what is due when, and what state it is in; what comes round again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from zhengmai.graph.store import Iri, Store
from zhengmai.ontology import iris
from zhengmai.queries.places import within
from zhengmai.queries.progress import ReportRow, latest
from zhengmai.queries.questions import ask, text
from zhengmai.queries.states import NEAR_DAYS, Stage, State, state, state_named
from zhengmai.queries.tasks import DeadlineOfTask, TaskRow, classes_of, meant_by, tasks
from zhengmai.queries.unitnames import find_unit
from zhengmai.queries.unitrows import UnitRow

RECURRING: Final = "recurring"
_OF_A_DAY: Final = ("date", "period")  # kinds of limits that end on one


@dataclass(frozen=True, slots=True)
class DueRow:
    """A day on which a task is due.

    Attributes:
        date: the last day.
        as_written: the phrases in the notice that say so, joined by ；.
        kind: ``date``, ``period`` or ``relative``: of the first of them.
        rule: the interval of a period, or None.
        task: the task that is due.
        state: done, overdue, near or not near yet.
        reported: what was reported on the task last, or None.
    """

    date: date
    as_written: str
    kind: str
    rule: str | None
    task: TaskRow
    state: State
    reported: ReportRow | None


@dataclass(frozen=True, slots=True)
class RecurringRow:
    """A limit that comes round again and again.

    Attributes:
        as_written: the phrase in the notice.
        rule: a repetition: ``R/P1M (day 10)``.
        task: its task.
        done: the task was reported as done.
    """

    as_written: str
    rule: str | None
    task: TaskRow
    done: bool


@dataclass(frozen=True, slots=True)
class DaylessRow:
    """A limit of a task of which the last day is not known: it is in no list of what is due.

    Attributes:
        as_written: the phrase in the notice.
        task: its task.
    """

    as_written: str
    task: TaskRow


@dataclass(frozen=True, slots=True)
class UnreadLimit:
    """A time limit in a sentence that no task was read from: it is in no list of what is due.

    Attributes:
        notice: where it stands.
        as_written: the phrase.
    """

    notice: str
    as_written: str


def unread_limits(
    store: Store, *, place: str | None = None, year: int | None = None
) -> list[UnreadLimit]:
    """The time limits that belong to no task, of a place and the places in it, by notice.

    Raises:
        NotFoundError: the store knows no such place, or several.
    """
    rows = ask(store, "unreadlimits", {"within": within(store, place), "year": year})
    found = {(text(row, "notice"), text(row, "limit")) for row in rows}
    return [UnreadLimit(*of) for of in sorted(found, key=lambda f: (f[0] + "/", f[1]))]


def due(  # noqa: PLR0913 - filters
    store: Store,
    *,
    before: date | None = None,
    since: date | None = None,
    unit: str | None = None,
    place: str | None = None,
    year: int | None = None,
    today: date | None = None,
    near: int = NEAR_DAYS,
    states: Iterable[State | str] | str | None = None,
    with_collectives: bool = False,
) -> list[DueRow]:
    """The days on which tasks are due, the earliest first; one row a task and day.

    Args:
        store: where to look.
        before: only those due on this day or before it.
        since: only those due on this day or after it.
        unit: only tasks that name this unit.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        today: what states are told by; None is the day of today.
        near: how many days before its last day a task is near.
        states: only those in one of these: ``overdue``, 逾期…
        with_collectives: also tasks that do not name the unit, but reach it through a class of
            units of its place (区政府各部门): their ``through`` tells which.

    Raises:
        NotFoundError: no such unit or place, or several.
        ValueError: a state is none.
    """
    of = _Of.asked(store, unit, place, year, with_collectives=with_collectives)
    filters: dict[str, object] = {
        "before": before,
        "since": since,
        "ofUnit": of.iris,
        "within": within(store, place),
        "year": year,
    }
    found = {
        (text(r, "task"), date.fromisoformat(text(r, "day"))) for r in ask(store, "due", filters)
    }
    if not found:
        return []
    by_iri = {t.iri: t for t in of.those(tasks(store, iris={iri for iri, _ in found}))}
    reported = latest(store, {iris.notice_of_node(iri) for iri in by_iri})
    now = today or date.today()
    rows = [
        _row(by_iri[iri], day, reported.get(iri), now, near) for iri, day in found if iri in by_iri
    ]
    some = [states] if isinstance(states, str) else states
    wanted = None if some is None else {state_named(one) for one in some}
    order = {iri: n for n, iri in enumerate(by_iri)}
    kept = (row for row in rows if wanted is None or row.state in wanted)
    return sorted(kept, key=lambda r: (r.date, order[r.task.iri]))


@dataclass(frozen=True)
class _Of:
    """The unit whose tasks are asked for, or None, and the classes of units that reach it."""

    body: UnitRow | None
    classes: frozenset[str] = frozenset()

    @classmethod
    def asked(
        cls,
        store: Store,
        unit: str | None,
        place: str | None,
        year: int | None,
        *,
        with_collectives: bool,
    ) -> _Of:
        """The unit that is called so.

        Raises:
            NotFoundError: there is none, or there are several.
        """
        if unit is None:
            return cls(None)
        body = find_unit(store, unit, place=place, year=None if with_collectives else year)
        return cls(body, classes_of(store, [body]) if with_collectives else frozenset())

    @property
    def iris(self) -> list[Iri] | None:
        """What a task must name one of; None where it need not."""
        return None if self.body is None else [Iri(i) for i in (self.body.iri, *self.classes)]

    def those(self, rows: Iterable[TaskRow]) -> list[TaskRow]:
        """The tasks that name the unit by the name that it is meant by, or reach it."""
        if self.body is None:
            return list(rows)
        return [replace(row, role=None) for row in meant_by(rows, [self.body], self.classes)]

    def with_limits(
        self, store: Store, question: str, place: str | None, year: int | None
    ) -> list[TaskRow]:
        """The tasks that a question about limits finds, of a place and a year."""
        filters = {"ofUnit": self.iris, "within": within(store, place), "year": year}
        found = {text(r, "task") for r in ask(store, question, filters)}
        return self.those(tasks(store, iris=found))


def _row(task: TaskRow, day: date, reported: ReportRow | None, today: date, near: int) -> DueRow:
    limits = [limit for limit in task.deadlines if limit.date == day]
    phrases = "；".join(phrases_of(limits))
    done = is_done(reported)
    first: DeadlineOfTask = limits[0]
    return DueRow(
        day, phrases, first.kind, first.rule, task, state(day, done, today, near), reported
    )


def phrases_of(limits: Iterable[DeadlineOfTask]) -> list[str]:
    """The phrases that set one day, each once: 2025年6月底前 says what 6月底前 says beside it."""
    written = list(dict.fromkeys(limit.as_written for limit in limits))
    return [one for one in written if not any(one != other and one in other for other in written)]


def event_name(task: str, what: str) -> str:
    """The name of an event in calendars: the same for a task and day (or phrase) in each one."""
    named = f"{task}\n{what}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()[:32] + "@zhengmai"


def is_done(reported: ReportRow | None) -> bool:
    """Whether what was reported on a task last says that it is done."""
    return reported is not None and reported.stage is Stage.DONE


def dayless(
    store: Store,
    *,
    unit: str | None = None,
    place: str | None = None,
    year: int | None = None,
    with_collectives: bool = False,
) -> list[DaylessRow]:
    """The limits of tasks of which the last day is not known; filters as in :func:`due`.

    It was not understood (2025年2月30日). What counts from an event (发现后3日内) has none by its
    kind, and is not among them.

    Raises:
        NotFoundError: no such unit or place, or several.
    """
    of = _Of.asked(store, unit, place, year, with_collectives=with_collectives)
    return [
        DaylessRow(limit.as_written, task)
        for task in of.with_limits(store, "dayless", place, year)
        for limit in task.deadlines
        if limit.kind in _OF_A_DAY and limit.date is None
    ]


def recurring(
    store: Store,
    *,
    unit: str | None = None,
    place: str | None = None,
    year: int | None = None,
    with_collectives: bool = False,
) -> list[RecurringRow]:
    """The limits that come round again and again, by notice and task; filters as in :func:`due`.

    Raises:
        NotFoundError: no such unit or place, or several.
    """
    of = _Of.asked(store, unit, place, year, with_collectives=with_collectives)
    found = of.with_limits(store, "recurring", place, year)
    reported = latest(store, {task.notice for task in found})
    rows = {
        (task.iri, limit.rule, limit.as_written): RecurringRow(
            limit.as_written, limit.rule, task, is_done(reported.get(task.iri))
        )
        for task in found
        for limit in task.deadlines
        if limit.kind == RECURRING
    }
    return list(rows.values())
