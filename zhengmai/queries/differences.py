"""异同: what differs between two duties: words, figures, units, limits; in print and in meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhengmai.graph.lineage.matching.wording import clauses, wording
from zhengmai.queries.tasks import DeadlineOfTask, UnitOfTask

T = TypeVar("T")
WHAT = ("split", "merged", "wording", "figures", "units", "deadlines")
_ROLES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
_DAY = re.compile(r"\b(\d{4})(?=-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Duty:
    """A task, or a point without tasks, of a plan.

    Attributes:
        iri: it.
        kind: ``task`` or ``point``.
        number: as printed.
        section, heading: what it stands under, or None.
        text: cleaned text.
        units, deadlines: of a task.
    """

    iri: str
    kind: str
    number: str
    section: str | None
    heading: str | None
    text: str
    units: tuple[UnitOfTask, ...]
    deadlines: tuple[DeadlineOfTask, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a duty changed.

    Attributes:
        what: ``wording`` (old and new clauses), ``figures``, ``units`` (each with its role),
            ``deadlines``, ``split`` or ``merged`` (the numbers of the duties).
        old, new: what only the earlier and only the later one has, as printed.
    """

    what: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def differences(
    old: Sequence[Duty], new: Sequence[Duty], years: tuple[int, int]
) -> Iterator[Difference]:
    """How old duties and the new ones that go on with them differ; nothing where they do not."""
    if len(old) == 1 < len(new):
        yield Difference("split", (old[0].number,), tuple(d.number for d in new))
    if len(new) == 1 < len(old):
        yield Difference("merged", tuple(d.number for d in old), (new[0].number,))
    yield from _of_text(old, new, years)
    yield from _of_units(old, new)
    yield from _of_limits(old, new, years)


def _of_text(
    old: Sequence[Duty], new: Sequence[Duty], years: tuple[int, int]
) -> Iterator[Difference]:
    before, after = _joined(old), _joined(new)
    said = [
        wording(text, year, [d.as_written for duty in side for d in duty.deadlines])
        for text, year, side in zip((before, after), years, (old, new), strict=True)
    ]
    if said[0].same(said[1]):
        return
    if said[0].frame != said[1].frame:
        yield _words(before, after, years, [*old, *new])
        here, there = (s.figures for s in said)
        gone, come = _only(here, there, lambda f: [f.says])
    else:
        pairs = zip(said[0].figures, said[1].figures, strict=True)
        differing = [(a, b) for a, b in pairs if a.says != b.says]
        gone, come = [a for a, _ in differing], [b for _, b in differing]
    if gone or come:
        yield Difference("figures", tuple(f.printed for f in gone), tuple(f.printed for f in come))


def _words(before: str, after: str, years: tuple[int, int], duties: Sequence[Duty]) -> Difference:
    """The clauses that only one of two texts has."""
    limits = [d.as_written for duty in duties for d in duty.deadlines]
    mine = [(c, wording(c, years[0], limits).words) for c in clauses(before)]
    theirs = [(c, wording(c, years[1], limits).words) for c in clauses(after)]
    gone, come = _only(mine, theirs, lambda pair: [pair[1]])
    return Difference("wording", tuple(c for c, _ in gone), tuple(c for c, _ in come))


def _of_units(old: Sequence[Duty], new: Sequence[Duty]) -> Iterator[Difference]:
    here, there = (list(dict.fromkeys(u for d in side for u in d.units)) for side in (old, new))
    gone, come = _only(here, there, lambda u: [(u.iri, u.role)])
    if gone or come:
        yield Difference("units", tuple(map(_unit, gone)), tuple(map(_unit, come)))


def _unit(of: UnitOfTask) -> str:
    """区财政局（牵头）."""
    return f"{of.as_written}（{_ROLES[of.role]}）"


def _of_limits(
    old: Sequence[Duty], new: Sequence[Duty], years: tuple[int, int]
) -> Iterator[Difference]:
    here, there = (
        [(d, year) for duty in side for d in duty.deadlines]
        for side, year in zip((old, new), years, strict=True)
    )
    gone, come = _only(here, there, lambda pair: [_limit(pair[0], 0), _limit(*pair)])
    if gone or come:
        yield Difference(
            "deadlines",
            tuple(dict.fromkeys(d.as_written for d, _ in gone)),
            tuple(dict.fromkeys(d.as_written for d, _ in come)),
        )


def _limit(of: DeadlineOfTask, year: int) -> Hashable:
    """What a limit says, its years counted from the year of the plan."""
    if of.kind == "ongoing":
        return of.kind
    if of.kind == "date" and of.date is not None:
        return of.kind, of.date.year - year, of.date.month, of.date.day
    if of.rule is not None:
        return of.kind, _DAY.sub(lambda m: str(int(m[1]) - year), of.rule)
    if of.date is not None and of.kind != "relative":
        return of.kind, of.date.year - year, of.date.month, of.date.day
    return of.kind, wording(of.as_written, year).words


def _only(
    mine: Sequence[T], theirs: Sequence[T], keys: Callable[[T], Sequence[Hashable]]
) -> tuple[list[T], list[T]]:
    """What only one side has; two things are the same where one of their keys is."""
    here = {key for one in mine for key in enumerate(keys(one))}
    there = {key for one in theirs for key in enumerate(keys(one))}
    return (
        [one for one in mine if not there & set(enumerate(keys(one)))],
        [one for one in theirs if not here & set(enumerate(keys(one)))],
    )


def _joined(duties: Sequence[Duty]) -> str:
    return "。".join(duty.text for duty in duties)
