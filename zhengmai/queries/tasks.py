"""任务: tasks as rows: of one unit, or one by its IRI or a phrase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store, Wording
from zhengmai.model import Role
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, ask_all, integer, optional, text
from zhengmai.queries.unitnames import chosen, reaching
from zhengmai.queries.unitrows import UnitRow
from zhengmai.wording import phrase

_ROLE_ORDER = {Role.LEAD.value: 0, Role.RESPONSIBLE.value: 1, Role.COOPERATING.value: 2}
_CANDIDATES = 8
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class UnitOfTask:
    """A unit or collective named by a task.

    Attributes:
        unit: full name; of a class of units as printed.
        iri: it.
        role: ``lead``, ``responsible`` or ``cooperating``.
        as_written: as the notice writes it here, without its second name.
        alias: the second name that stands in brackets behind it here, or None.
    """

    unit: str
    iri: str
    role: str
    as_written: str
    alias: str | None = None

    @property
    def printed(self) -> str:
        """As the notice writes it, with its second name: 区政府办公室（区大数据中心）."""
        return self.as_written if self.alias is None else f"{self.as_written}（{self.alias}）"


@dataclass(frozen=True, slots=True)
class DeadlineOfTask:
    """A deadline of a task; ``date`` is the last day, where there is one."""

    as_written: str
    kind: str
    date: date | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with all that is asked of it in a list; a point, where points are looked for, too.

    Attributes:
        iri: the task, or the point.
        number: as printed.
        order: place in the notice, from 1.
        text: cleaned text.
        heading: of the point it belongs to, or None.
        notice: the notice it stands in.
        plan: title of the plan.
        year: plan year.
        file: the file it was read from.
        units: in printed order.
        deadlines: column first, then text.
        role: of the unit that was asked for, or None.
        through: the class of units by which the task reaches that unit, or None where it names it.
        kind: ``task`` or ``point``.
        found: where in the text the words stand that were looked for: [start, end).
        open_ended: the list of its units ends with 等.
        damaged: the source lost a part of it.
        called: what its notice is called: the title of the plan, else its number, else its title.
    """

    iri: str
    number: str
    order: int
    text: str
    heading: str | None
    notice: str
    plan: str
    year: int
    file: str
    units: tuple[UnitOfTask, ...]
    deadlines: tuple[DeadlineOfTask, ...]
    role: str | None = None
    through: str | None = None
    kind: str = "task"
    found: tuple[tuple[int, int], ...] = ()
    open_ended: bool = False
    damaged: bool = False
    called: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The last days of its limits, each once, the earliest first."""
        return tuple(sorted({limit.date for limit in self.deadlines if limit.date is not None}))


def of_unit(
    store: Store,
    name: str,
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
    every: bool = False,
    with_collectives: bool = False,
) -> list[TaskRow]:
    """The tasks that name a unit, in the order of the notices.

    Args:
        store: where to look.
        name: what the unit is called, as for :func:`zhengmai.queries.unitnames.find_unit`, or a
            class of units (各街道办事处).
        place: only notices of this place and the places in it.
        year: only plans of this year.
        role: only tasks that the unit has in this role.
        every: where the name may stand for several units, the tasks of all of them.
        with_collectives: also tasks that do not name the unit, but reach it through a class of
            units of its place (区政府各部门): their ``through`` tells which.

    Raises:
        SeveralError: several units may be meant, and not ``every`` one is wanted.
        NotFoundError: there is no such unit.
    """
    return of_units(
        store,
        chosen(
            store,
            name,
            place=place,
            every=every,
            # Through a class of units a task may reach one that no plan of the year names.
            year=None if with_collectives else year,
            role=None if with_collectives else role,
        ),
        place=place,
        year=year,
        role=role,
        with_collectives=with_collectives,
    )


def of_units(
    store: Store,
    units: Sequence[UnitRow],
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
    with_collectives: bool = False,
) -> list[TaskRow]:
    """The tasks that name some units, each by the name that it is meant by; as :func:`of_unit`."""
    classes = classes_of(store, units) if with_collectives else frozenset()
    filters: dict[str, object] = {
        "within": within(store, place),
        "year": year,
        "ofUnit": [*(Iri(of.iri) for of in units), *map(Iri, sorted(classes))],
    }
    return meant_by(rows_of(store, filters), units, classes, role=role)


def classes_of(store: Store, units: Sequence[UnitRow]) -> frozenset[str]:
    """The classes of units (区政府各部门) by which tasks reach some units that they do not name."""
    return frozenset(reaching(store, [of.iri for of in units]))


def meant_by(
    rows: Iterable[TaskRow],
    units: Sequence[UnitRow],
    classes: Collection[str] = (),
    *,
    role: Role | str | None = None,
) -> list[TaskRow]:
    """Those of some tasks that name some units, or reach them; each with the role that they have.

    Args:
        rows: the tasks.
        units: each by the name that it is meant by.
        classes: the classes of units that reach them, of what reaches them through a class, too.
        role: only tasks that they have in this role.
    """
    every = list(rows)
    asked = None if role is None else Role(role).value
    own = _with_role(every, lambda u: any(names(of, u) for of in units), asked)
    known = {row.iri for row in own}
    through = [
        replace(row, through=next(u.unit for u in row.units if u.iri in classes))
        for row in _with_role(every, lambda u: u.iri in classes, asked)
        if row.iri not in known
    ]
    return _in_order([*own, *through])


def names(of: UnitRow, unit: UnitOfTask) -> bool:
    """Whether a task names a unit by the name that it is meant by, its own or a second one."""
    return of.is_named(unit.iri, unit.as_written, unit.alias)


def _with_role(
    rows: Iterable[TaskRow], is_meant: Callable[[UnitOfTask], bool], wanted: str | None
) -> list[TaskRow]:
    """The tasks that some units have in a role (None: in any), each with the first such role."""
    found = []
    for row in rows:
        roles = sorted({u.role for u in row.units if is_meant(u)}, key=_ROLE_ORDER.__getitem__)
        if roles and (wanted is None or wanted in roles):
            found.append(replace(row, role=wanted or roles[0]))
    return found


def find_task(store: Store, wanted: str) -> TaskRow:
    """The task that a user means: by IRI, or by a phrase of its text.

    Raises:
        NotFoundError: no task has the phrase, or several have it.
    """
    given = wanted.strip()
    if not given:
        raise NotFoundError("give a phrase of the task, or its IRI")
    if given.startswith(("http://", "https://")):
        rows = rows_of(store, {"task": [Iri(given)]})
        if rows:
            return rows[0]
        raise NotFoundError(f"no task {given} in this store")
    words = re.sub(r"\s+", "", given)
    asked = {"words": words, "phrase": f'"{words}"' if _RUN.fullmatch(words) else None}
    known = store.saying(Wording((words,), of="text"))
    if known is None:
        said = ask(store, "worded", asked)
    else:
        parts = in_parts([Iri(iri) for iri in known])
        said = [row for some in parts for row in ask(store, "worded", {**asked, "task": some})]
    # Which ones are shown is the same on every store.
    found = sorted(text(row, "task") for row in said)
    rows = those(store, found[:_CANDIDATES])
    if len(found) == 1:
        return rows[0]
    if not found:
        raise NotFoundError(
            f"no task says {wanted!r}", advice=phrase("zhengmai find TEXT searches for words")
        )
    several = "\n".join(f"  {r.iri}  {r.text[:30]}…" for r in rows)
    raise SeveralError(
        f"{len(found)} tasks say {wanted!r}; give a longer phrase or one of these:\n{several}"
    )


def tasks(
    store: Store, *, notice: str | None = None, iris: Iterable[str] | None = None
) -> list[TaskRow]:
    """All tasks, or those of a notice, or those named; by notice, in printed order."""
    if iris is not None:
        return those(store, sorted(iris))
    return rows_of(store, {"notice": None if notice is None else Iri(notice)})


def listed(store: Store, *, place: str | None = None, year: int | None = None) -> list[TaskRow]:
    """The tasks of notices of a place, and of the places in it, and of a year.

    Raises:
        NotFoundError: the store knows no such place.
    """
    return rows_of(store, {"within": within(store, place), "year": year})


def those(
    store: Store, iris: Iterable[str], filters: Mapping[str, object] | None = None
) -> list[TaskRow]:
    """The tasks named that pass filters (``within``, ``year``), by notice, in printed order."""
    rows: list[TaskRow] = []
    for some in in_parts([Iri(iri) for iri in iris]):
        rows.extend(rows_of(store, {**(filters or {}), "task": some}))
    return _in_order(rows)


def rows_of(store: Store, parameters: Mapping[str, object]) -> list[TaskRow]:
    """The tasks that pass filters (of the question ``tasks``), by notice, in printed order."""
    rows = ask(store, "tasks", parameters)
    found: list[TaskRow] = []
    for some in in_parts(rows):
        said = _Said.of(store, [Iri(text(r, "task")) for r in some])
        found.extend(_task(row, said) for row in some)
    return _in_order(found)


def _in_order(rows: Iterable[TaskRow]) -> list[TaskRow]:
    return sorted(rows, key=lambda r: (r.notice, r.order, r.iri))


@dataclass(frozen=True)
class _Said:
    """What some tasks say, by their IRIs: headings of their points, units and deadlines."""

    headings: Mapping[str, str]
    units: Mapping[str, list[Row]]
    deadlines: Mapping[str, list[Row]]

    @classmethod
    def of(cls, store: Store, tasks: Sequence[Iri]) -> _Said:
        """Ask for all of it; a few short questions are answered faster than one long one."""
        parts = ("headings", "assignments", "deadlines")
        headings, assignments, due = ask_all(store, parts, {"task": tasks})
        units: dict[str, list[Row]] = defaultdict(list)
        deadlines: dict[str, list[Row]] = defaultdict(list)
        for row in assignments:
            units[text(row, "task")].append(row)
        for row in due:
            deadlines[text(row, "task")].append(row)
        return cls({text(r, "task"): text(r, "heading") for r in headings}, units, deadlines)


def _task(row: Row, said: _Said) -> TaskRow:
    iri = text(row, "task")
    return TaskRow(
        iri=iri,
        number=text(row, "number"),
        order=integer(row, "order"),
        text=text(row, "text"),
        heading=said.headings.get(iri),
        notice=text(row, "notice"),
        plan=optional(row, "plan") or "",
        year=integer(row, "year"),
        file=text(row, "file"),
        units=_units(said.units.get(iri, ())),
        deadlines=_deadlines(said.deadlines.get(iri, ())),
        open_ended=bool(row["openEnded"]),
        damaged=bool(row["damaged"]),
        called=called(row),
    )


def called(row: Row) -> str:
    """What the notice of a task or point is called; not every one has a plan."""
    names = (optional(row, name) for name in ("plan", "document", "title"))
    return next(filter(None, names), "")


def _units(rows: Iterable[Row]) -> tuple[UnitOfTask, ...]:
    ordered = sorted(rows, key=lambda r: integer(r, "position"))
    return tuple(
        UnitOfTask(
            text(r, "name"),
            text(r, "unit"),
            text(r, "role"),
            text(r, "written"),
            optional(r, "second"),
        )
        for r in ordered
    )


def _deadlines(rows: Iterable[Row]) -> tuple[DeadlineOfTask, ...]:
    ordered = sorted(rows, key=lambda r: int(text(r, "deadline").rpartition("/")[2]))
    return tuple(
        DeadlineOfTask(
            text(r, "phrase"),
            text(r, "kind"),
            date.fromisoformat(text(r, "day")) if r["day"] is not None else None,
            optional(r, "rule"),
        )
        for r in ordered
    )
