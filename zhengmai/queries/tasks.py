"""任务: tasks as rows: of one unit, with some words in them, or one by its IRI or a phrase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.questions import AT_ONCE, in_parts
from zhengmai.graph.store import Iri, Row, Store, Wording
from zhengmai.model import Role
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, ask_all, integer, optional, text

_ROLE_ORDER = {Role.LEAD.value: 0, Role.RESPONSIBLE.value: 1, Role.COOPERATING.value: 2}
_CANDIDATES = 8
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class UnitOfTask:
    """A unit or collective named by a task."""

    unit: str
    iri: str
    role: str
    as_written: str


@dataclass(frozen=True, slots=True)
class DeadlineOfTask:
    """A deadline of a task; ``date`` is the last day, where there is one."""

    as_written: str
    kind: str
    date: date | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with all that is asked of it in a list.

    Attributes:
        iri: the task.
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


def of_unit(
    store: Store,
    name: str,
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
) -> list[TaskRow]:
    """The tasks that name a unit, in the order of the notices.

    Args:
        store: where to look.
        name: full name, a name as written (区教体局), a part of the name, or an IRI.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        role: only tasks that the unit has in this role.

    Raises:
        NotFoundError: no such unit, or several.
    """
    unit = find_unit(store, name, place=place)
    wanted = None if role is None else Role(role).value
    rows = _rows(store, {"ofUnit": Iri(unit), "within": within(store, place), "year": year})
    found = []
    for row in rows:
        roles = sorted({u.role for u in row.units if u.iri == unit}, key=_ROLE_ORDER.__getitem__)
        if wanted is None or wanted in roles:
            found.append(replace(row, role=wanted or (roles[0] if roles else None)))
    return found


def find(
    store: Store,
    words: str,
    *,
    place: str | None = None,
    year: int | None = None,
    top: int | None = None,
) -> list[TaskRow]:
    """The tasks whose text, heading or units contain all the words (white space parts them).

    Args:
        store: where to look.
        words: what is looked for.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        top: only the first ones; no more is read than these take.

    Raises:
        NotFoundError: no word is given, or the store knows no such place.
    """
    parts = words.split()
    if not parts:
        raise NotFoundError("give some words to look for")
    inside = within(store, place)
    filters = {"within": inside, "year": year}
    found = store.saying(Wording(tuple(parts), within=inside, year=year))
    known = [part for part in parts if _INDEXED.fullmatch(part)]
    if found is None and known:
        word = max(known, key=len)
        rows_ = ask(store, "said", {"word": word, "phrase": _lucene(word)})
        found = sorted(text(row, "task") for row in rows_)
        rows = iter(_those(store, found, filters))
    elif found is None:
        rows = iter(_rows(store, filters))
    else:
        rows = _in_turn(store, found, filters)
    return list(islice((r for r in rows if all(_says(r, part) for part in parts)), top))


# What Neo4j's full-text index is asked for. It knows pairs of Chinese characters, and a single one
# where nothing else stands beside it; it does not know a part of a number or of a Latin word.
_INDEXED = re.compile(r"[\u4e00-\u9fff]+")
_AT_FIRST = 20  # tasks that are read at once where few may be wanted


def _lucene(word: str) -> str | None:
    if not _INDEXED.fullmatch(word):
        return None
    return f'"{word}"' if len(word) > 1 else f"/.?{word}.?/"


def _in_turn(store: Store, iris: Sequence[str], filters: Mapping[str, object]) -> Iterator[TaskRow]:
    """Tasks that are sorted by notice and order already, read some at a time."""
    start, size = 0, _AT_FIRST
    while start < len(iris):
        yield from _those(store, iris[start : start + size], filters)
        start, size = start + size, min(2 * size, AT_ONCE)


def _those(
    store: Store, iris: Iterable[str], filters: Mapping[str, object] | None = None
) -> list[TaskRow]:
    rows: list[TaskRow] = []
    for some in in_parts([Iri(iri) for iri in iris]):
        rows.extend(_rows(store, {**(filters or {}), "task": some}))
    return _in_order(rows)


def find_unit(store: Store, name: str, *, place: str | None = None) -> str:
    """The IRI of the unit that a user means.

    Raises:
        NotFoundError: no such unit, or several.
    """
    wanted = name.strip()
    if not wanted:
        raise NotFoundError("give the name of a unit")
    inside = within(store, place)
    ways: tuple[dict[str, object], ...] = (
        {"name": wanted},
        {"called": wanted},
        {"part": wanted},
    )
    if wanted.startswith(("http://", "https://")):
        ways = ({"unit": Iri(wanted)},)
    for way in ways:
        rows = ask(store, "units", {**way, "within": inside})
        found = {text(r, "unit"): text(r, "name") for r in rows}
        if len(found) == 1:
            return next(iter(found))
        if found:
            several = "; ".join(sorted(found.values())[:_CANDIDATES])
            raise NotFoundError(
                f"{name!r} may be any of {len(found)} units: {several}; "
                "give the full name, or --in PLACE"
            )
    raise NotFoundError(f"no unit {name!r} in this store; zhengmai workload lists the units")


def find_task(store: Store, wanted: str) -> TaskRow:
    """The task that a user means: by IRI, or by a phrase of its text.

    Raises:
        NotFoundError: no task has the phrase, or several have it.
    """
    phrase = wanted.strip()
    if not phrase:
        raise NotFoundError("give a phrase of the task, or its IRI")
    if phrase.startswith(("http://", "https://")):
        rows = _rows(store, {"task": [Iri(phrase)]})
        if rows:
            return rows[0]
        raise NotFoundError(f"no task {phrase} in this store")
    words = re.sub(r"\s+", "", phrase)
    asked = {"words": words, "phrase": f'"{words}"' if _RUN.fullmatch(words) else None}
    known = store.saying(Wording((words,), of="text"))
    if known is None:
        said = ask(store, "worded", asked)
    else:
        parts = in_parts([Iri(iri) for iri in known])
        said = [row for some in parts for row in ask(store, "worded", {**asked, "task": some})]
    # Which ones are shown is the same on every store.
    found = sorted(text(row, "task") for row in said)
    rows = _those(store, found[:_CANDIDATES])
    if len(found) == 1:
        return rows[0]
    if not found:
        raise NotFoundError(f"no task says {wanted!r}; zhengmai find TEXT searches for words")
    several = "\n".join(f"  {r.iri}  {r.text[:30]}…" for r in rows)
    raise SeveralError(
        f"{len(found)} tasks say {wanted!r}; give a longer phrase or one of these:\n{several}"
    )


def tasks(
    store: Store, *, notice: str | None = None, iris: Iterable[str] | None = None
) -> list[TaskRow]:
    """All tasks, or those of a notice, or those named; by notice, in printed order."""
    if iris is not None:
        return _those(store, sorted(iris))
    return _rows(store, {"notice": None if notice is None else Iri(notice)})


def _rows(store: Store, parameters: Mapping[str, object]) -> list[TaskRow]:
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
    )


def _units(rows: Iterable[Row]) -> tuple[UnitOfTask, ...]:
    ordered = sorted(rows, key=lambda r: integer(r, "position"))
    return tuple(
        UnitOfTask(text(r, "name"), text(r, "unit"), text(r, "role"), text(r, "written"))
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


def _says(row: TaskRow, word: str) -> bool:
    wanted = word.casefold()
    texts = (row.text, row.heading or "", *(n for u in row.units for n in (u.unit, u.as_written)))
    return any(wanted in t.casefold() for t in texts)
