"""Which tasks stand on which sheet of a ledger, and what the sheets are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from zhengmai.export.ledger.form import THROUGH, Per
from zhengmai.queries.ledger import Ledger, LedgerRow
from zhengmai.queries.unitrows import UnitRow
from zhengmai.shown import cleaned
from zhengmai.viz.labels import ROLES

_LONGEST: Final = 31  # characters of a name, as UTF-16 counts them
_FORBIDDEN: Final = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_RESERVED: Final = "history"  # Excel keeps it for itself


@dataclass
class Group:
    """The tasks of one sheet.

    Attributes:
        name: what it is of.
        longer: the same, told from others of the name.
        last: it stands behind the others.
        rows: its tasks.
        roles: of a unit: what it does for each of them.
    """

    name: str
    longer: str
    last: bool = False
    rows: list[LedgerRow] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


def groups(of: Ledger, per: Per) -> list[Group]:
    """The sheets of a ledger beside that of all tasks, in order; classes of units come last."""
    found: dict[str, Group] = {}
    for row in of.rows:
        placed = _PLACED[per](row)
        if per is Per.UNIT and of.unit is not None and row.task.through is not None:
            placed = _reached(row, of.unit)
        for key, group, role in placed:
            if per is Per.UNIT and of.unit is not None and of.unit.iri != key:
                continue  # of other units this would be a part of their tasks, and look like all
            known = found.setdefault(key, group)
            if not known.rows or known.rows[-1] is not row:
                known.rows.append(row)
                known.roles.append(role)
    return sorted(found.values(), key=lambda g: g.last)


def _units(row: LedgerRow) -> Iterator[tuple[str, Group, str]]:
    place = "".join(row.notice.jurisdiction[-2:])
    roles: dict[str, dict[str, None]] = {}
    for unit in row.task.units:
        roles.setdefault(unit.iri, {})[unit.role] = None
    for unit in row.task.units:
        group = Group(unit.unit, f"{unit.unit}（{place}）", "/collective/" in unit.iri)
        yield unit.iri, group, "、".join(ROLES[role] for role in roles[unit.iri])


def _reached(row: LedgerRow, unit: UnitRow) -> Iterator[tuple[str, Group, str]]:
    """The sheet of the unit that a task reaches through a class of units, as what it does there."""
    place = "".join(row.notice.jurisdiction[-2:])
    roles = {u.role: None for u in row.task.units if u.unit == row.task.through}
    role = "、".join(ROLES[role] for role in roles)
    yield unit.iri, Group(unit.unit, f"{unit.unit}（{place}）"), f"{role}（{THROUGH}）"


def _places(row: LedgerRow) -> Iterator[tuple[str, Group, str]]:
    path = row.notice.jurisdiction
    yield "/".join(path), Group(path[-1], "".join(path)), ""


def _points(row: LedgerRow) -> Iterator[tuple[str, Group, str]]:
    place = row.notice.jurisdiction[-1]
    if row.point is None:
        yield row.notice.iri, Group("未归要点", f"未归要点（{place}）", last=True), ""
    else:
        name = f"{row.point_number}{row.task.heading or ''}"
        yield row.point, Group(name, f"{place}{name}"), ""


_PLACED: Final[dict[Per, Callable[[LedgerRow], Iterator[tuple[str, Group, str]]]]] = {
    Per.UNIT: _units,
    Per.PLACE: _places,
    Per.POINT: _points,
}


def names(of: Iterable[Group], taken: Iterable[str] = ()) -> list[str]:
    """A name for each sheet: short, legal in every spreadsheet, and of no other one."""
    every = list(of)
    several = Counter(group.name for group in every)
    used = {_RESERVED, *(name.casefold() for name in taken)}
    found = []
    for group in every:
        name = legal(group.name if several[group.name] == 1 else group.longer, used)
        used.add(name.casefold())
        found.append(name)
    return found


def legal(wanted: str, used: Iterable[str]) -> str:
    """A name like the wanted one that a sheet may have beside those that are used."""
    plain = " ".join(cleaned(wanted).split()).translate(_FORBIDDEN).strip("'") or "未命名"
    known, number, name = set(used), 1, _cut(plain, _LONGEST)
    while name.casefold() in known:
        number += 1
        tail = f"（{number}）"
        name = _cut(plain, _LONGEST - len(tail)) + tail
    return name


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-16-le", "surrogatepass")) > 2 * most:
        text = text[:-1]
    return text.strip("' ") or "_"
