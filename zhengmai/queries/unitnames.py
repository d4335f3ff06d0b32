"""单位名称: the bodies that a name may stand for, told by the rules that notices are read by.

People say 住建局, 国家发改委, 天桥住建局; a store knows bodies by their full names. A name is made
full for each place of the store, as a notice of that place would mean it; the names that notices
write count, too. A name never stands silently for one body of several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from zhengmai.errors import NotFoundError, SeveralError, hint
from zhengmai.graph.lineage.plans import known_places
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
from zhengmai.model import Role
from zhengmai.ontology import iris, stems, units
from zhengmai.ontology.gazetteer import NATION
from zhengmai.ontology.units import UnitName
from zhengmai.queries.likenames import Asked, Second, alike, printed_with, second_names, with_part
from zhengmai.queries.nearnames import Near, near
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, text
from zhengmai.queries.unitforms import (
    COUNTY,
    OFFICES,
    WITH_OFFICE,
    chains,
    classes_by,
    classes_of_places,
    in_full,
    units_by,
    without_place,
)
from zhengmai.queries.unitrows import UnitRow, counted, counted_in, first, listed
from zhengmai.wording import phrase

_BOTH_NAMES = re.compile(r"(?P<name>.+)\((?P<second>[^()]+)\)")  # 区政府办公室(区大数据中心)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for; both most tasks first.

    Attributes:
        meant: the units, and classes of units, that have the name, or it may stand for.
        others: those that may be meant as well, though the name is not theirs (教育和体育局 where
            there is a 教育局).
    """

    meant: tuple[UnitRow, ...]
    others: tuple[UnitRow, ...] = ()


def find_unit(
    store: Store, name: str, *, place: str | None = None, year: int | None = None
) -> UnitRow:
    """The unit, or class of units, that a user means.

    Args:
        store: where to look.
        name: full name, a short one (住建局, 天桥区住建局, 国家发改委), one that a notice writes, a
            second name (区大数据中心), a part of it, or an IRI.
        place: only units that notices of this place, and of places in it, name.
        year: of several units, only those that plans of this year name.

    Raises:
        SeveralError: it may be several; the message tells them with their numbers of tasks.
        NotFoundError: there is none; the message tells those called nearly so.
    """
    return chosen(store, name, place=place, year=year)[0]


def chosen(
    store: Store,
    name: str,
    *,
    place: str | None = None,
    year: int | None = None,
    role: Role | str | None = None,
    every: bool = False,
) -> list[UnitRow]:
    """The unit, or class of units, that a user means; of several, where ``every`` one is wanted.

    Of several those count that have tasks in plans of a ``year``, and in a ``role``; where one is
    left it is meant, and that the others have none is told.

    Who else may be meant, and what else a body has that is meant by a second name, is told beside
    (:class:`zhengmai.errors.Hint`).

    Raises:
        SeveralError, NotFoundError: as :func:`find_unit`.
    """
    found = meaning(store, name, place=place)
    if len(found.meant) > 1 and not every and (year is not None or role is not None):
        asked = None if role is None else Role(role)
        found = _with_tasks(store, name, found, within(store, place), year, asked)
    if not found.meant or (len(found.meant) > 1 and not every):
        raise _not_one(store, name, found, place)
    if found.others:
        hint(may_also_mean(name, found.others))
    for row in found.meant:
        if row.besides:
            hint(
                f"{row.unit} has {row.besides} more tasks, without {row.second[0]!r}: its full "
                "name finds all"
            )
    return list(found.meant)


def _with_tasks(
    store: Store,
    name: str,
    found: Meaning,
    inside: Sequence[Iri] | None,
    year: int | None,
    role: Role | None,
) -> Meaning:
    """Those of several units that have tasks in plans of a year, in a role; with these alone.

    Raises:
        NotFoundError: none has any.
    """
    count = partial(counted_in, store, inside=inside, year=year, role=role)
    some, asked = count(found.meant), _asked(year, role)
    if not some:
        raise NotFoundError(
            f"none of the {len(found.meant)} units that {name!r} may be has tasks {asked} (beside "
            f"each: all its tasks):\n{listed(found.meant)}"
        )
    if len(some) == 1:
        known = {row.iri for row in some}
        rest = [row for row in found.meant if row.iri not in known]
        hint(
            f"{some[0].called} is meant: no other unit that {name!r} may be has tasks {asked} "
            f"(beside each: all its tasks):\n{listed(rest)}"
        )
    return Meaning(some, count(found.others))


def _asked(year: int | None, role: Role | None) -> str:
    """Which tasks are asked for."""
    if year is None:
        return f"in the role {role}"
    if role is None:
        return f"in plans of {year}"
    return f"in plans of {year}, in the role {role}"


def may_also_mean(name: str, others: Sequence[UnitRow]) -> str:
    """What is told of those that a name may mean as well."""
    return f"{name!r} may also mean (beside each: its tasks):\n{listed(others)}"


def _not_one(store: Store, name: str, found: Meaning, place: str | None) -> NotFoundError:
    """What is told where a name means several units, or none."""
    if found.meant:
        every = (*found.meant, *found.others)
        return SeveralError(
            f"{name!r} may be any of {len(every)} units; give the full name or the place (beside "
            f"each: its tasks):\n{listed(every)}",
            advice=phrase("--in PLACE gives the place; unit --all lists the tasks of all"),
        )
    wanted = units.plain(name.strip())
    like = near(store, wanted, within(store, place))
    if place is not None:
        elsewhere = meaning(store, name).meant
        if elsewhere:
            return _elsewhere(name, place, elsewhere, like)
        like = like if like.units or like.classes else near(store, wanted, None)
    if like.classes:
        also = f"\nunits of nearly that name:\n{listed(like.units)}" if like.units else ""
        return NotFoundError(
            f"no unit {name!r} in this store; classes of units that it may be of (beside each: its "
            f"tasks):\n{listed(like.classes)}{also}"
        )
    if like.units:
        return NotFoundError(
            f"no unit {name!r} in this store; units of nearly that name (beside each: its "
            f"tasks):\n{listed(like.units)}"
        )
    return NotFoundError(
        f"no unit {name!r} in this store", advice=phrase("zhengmai workload lists the units")
    )


def _elsewhere(name: str, place: str, found: Sequence[UnitRow], like: Near) -> NotFoundError:
    """What is told of a unit that notices of other places name."""
    there = (*like.classes, *like.units)
    own = f"\nof nearly that name in {place}:\n{listed(there)}" if there else ""
    return NotFoundError(
        f"no notice of {place} names {name!r}; others do (beside each: its tasks):\n"
        f"{listed(found)}{own}"
    )


def meant(store: Store, name: str, *, place: str | None = None) -> list[UnitRow]:
    """All units, and classes of units, that a name may stand for; most tasks first.

    Raises:
        NotFoundError: as :func:`meaning`.
    """
    return list(meaning(store, name, place=place).meant)


def meaning(store: Store, name: str, *, place: str | None = None, parts: bool = True) -> Meaning:
    """What a name may stand for.

    The first of these that finds any: the full name with its place; the short, written or second
    name, for all places; a part of a name.

    Args:
        store: where to look.
        name: what it is called, or its IRI.
        place: only units that notices of this place, and of places in it, name.
        parts: whether a part of a name counts.

    Raises:
        NotFoundError: the name is empty, or the store knows no such place.
    """
    wanted = units.plain(name.strip())
    if not wanted:
        raise NotFoundError("give the name of a unit")
    inside = within(store, place)
    if wanted.startswith(("http://", "https://")):
        given = {"unit": [Iri(name.strip())]}, {"class": [Iri(name.strip())]}
        found = units_by(store, inside, given[0]) | classes_by(store, inside, given[1])
        return Meaning(tuple(counted(store, found)))
    exact = units_by(store, inside, {"name": wanted})
    whole = any(_belongs(iri) for iri in exact)
    asked = Asked.of(store, wanted, inside, whole=whole)
    called = asked.called(store)
    own = exact if whole else exact | _in_short(store, asked)
    written = {} if whole else _written(store, asked, name.strip())
    second = second_names(store, asked, called, written)
    names = {iri: full for iri, (full, _) in called.items()} | written
    bearers = _with_second(store, names, {i: of for i, of in second.items() if i not in own})
    if not whole:
        own |= {iri: full for iri, full in written.items() if iri not in second}
    others = alike(store, asked, called)
    rest = {iri: full for iri, full in others.items() if iri not in own and iri not in second}
    if whole:
        return Meaning(tuple(counted(store, own)), first([*bearers, *counted(store, rest)]))
    rows = first([*counted(store, own), *bearers])
    if rows:
        return Meaning(rows, tuple(counted(store, rest)))
    both = _in_brackets(store, wanted, place)
    return Meaning(both or (_in_part(store, asked) if parts else ()))


def _in_short(store: Store, asked: Asked) -> dict[str, str]:
    """The units, and classes, that a name is the short or the written one of, by rule."""
    every = asked.known.values()
    short = in_full(store, [asked.wanted], asked.inside, every)
    found = {iri: full for iri, (full, _) in short.items()}
    found |= classes_by(store, asked.inside, {"name": units.collective_name(asked.wanted)})
    return found | classes_of_places(store, asked.inside, asked.wanted, every)


def _written(store: Store, asked: Asked, name: str) -> dict[str, str]:
    """The units that some notice calls so, as a first name or a second one."""
    forms = dict.fromkeys((asked.wanted, name))
    parts = (units_by(store, asked.inside, {"called": form}) for form in forms)
    return {iri: full for some in parts for iri, full in some.items()}


def _with_second(
    store: Store, names: Mapping[str, str], second: Mapping[str, Second]
) -> list[UnitRow]:
    """The units that are meant by a second name, with the tasks that print it."""
    rows = counted(store, {iri: names[iri] for iri in second})
    return [
        replace(row, tasks=of.tasks, second=of.forms, besides=max(0, row.tasks - of.tasks))
        for row in rows
        for of in (second[row.iri],)
    ]


def _in_brackets(store: Store, wanted: str, place: str | None) -> tuple[UnitRow, ...]:
    """The units that are called by both names: 区政府办公室（区大数据中心）."""
    both = _BOTH_NAMES.fullmatch(wanted)
    if both is None:
        return ()
    named = meaning(store, both["name"], place=place).meant
    seconds = Asked.of(store, both["second"], within(store, place))
    own = {row.iri: row.unit for row in named if not row.second}
    return first(_with_second(store, own, printed_with(store, seconds, own)))


def _in_part(store: Store, asked: Asked) -> tuple[UnitRow, ...]:
    """The units, and classes, that have the name as a part of theirs, or as a duty (住建)."""
    part = {"part": asked.wanted}
    found = units_by(store, asked.inside, part)
    second = {
        iri: of
        for iri, of in with_part(store, asked, found).items()
        if asked.wanted not in found[iri]
    }
    own = {iri: full for iri, full in found.items() if iri not in second}
    own |= classes_by(store, asked.inside, part)
    duty = [asked.wanted + office for office in OFFICES]
    short = in_full(store, duty, asked.inside, asked.known.values())
    own |= {iri: full for iri, (full, _) in short.items()} | _ministries(store, asked)
    return first([*counted(store, own), *_with_second(store, found, second)])


def _ministries(store: Store, asked: Asked) -> dict[str, str]:
    """The bodies of the nation with the name as a duty: 人社 is 人力资源和社会保障 of a 部."""
    rules = (stems.in_full(asked.wanted + office) for office in OFFICES)
    matches = (WITH_OFFICE.fullmatch(rule.full) for rule in rules if rule and not rule.belongs)
    found: dict[str, str] = {}
    for duty in sorted({match["duty"] for match in matches if match}):
        found |= units_by(store, asked.inside, {"part": duty})
    home = iris.unit(UnitName((NATION,), "-", "", "", "")).removesuffix("-")
    return {iri: full for iri, full in found.items() if iri.startswith(home)}


def synonyms(store: Store, word: str) -> tuple[str, ...]:
    """What else texts may say for the name of a unit: 发改委 → 发展和改革委员会, without its place.

    Only names that a rule makes full count, and only where the store has such a unit.
    """
    wanted = units.plain(word)
    if not _MAY_BE_UNIT.search(wanted):
        return ()
    found = in_full(store, [wanted], None, chains(store, None).values())
    stems = dict.fromkeys(stem for _, stem in found.values())
    return tuple(stem for stem in stems if stem != wanted and wanted not in stem)


def named_body(store: Store, word: str) -> UnitRow | None:
    """The one body that a word is a name of, in full, in short or as notices write it."""
    if not _MAY_BE_UNIT.search(units.plain(word)):
        return None
    found = meaning(store, word, parts=False).meant
    return found[0] if len(found) == 1 else None


def names_place(store: Store, word: str) -> bool:
    """Whether the name of a unit has that of its place in it: 天桥区住建局."""
    wanted = units.plain(word)
    return any(without_place(wanted, chain) for chain in chains(store, None).values())


def beside(store: Store, word: str) -> tuple[UnitRow, ...]:
    """Whom the name of a bureau (教育局) may mean as well, though no text calls them so."""
    return meaning(store, word).others if WITH_OFFICE.fullmatch(units.plain(word)) else ()


_MAY_BE_UNIT = re.compile(r"(?:[局委厅办院部署会]|办公室|公司|银行|中心|政府|街道|法院|[乡镇])$")


def reaching(store: Store, units: Sequence[str]) -> list[str]:
    """The classes of units (区政府各部门) that reach some units: those of their places and ranks.

    The government of a county is reached by 各区县政府 of its city.
    """
    of: set[tuple[str, str]] = set()
    for some in in_parts([Iri(iri) for iri in units]):
        for row in ask(store, "totals", {"unit": some}):
            _, _, rank, place, *_ = text(row, "line").split("\t")
            of.add((place, rank))
    above = known_places(store, lowest=sorted({Iri(place) for place, _ in of})) if of else {}
    reached = {
        ((above[place].parent or "") if rank == COUNTY and place in above else place, rank)
        for place, rank in of
    }
    rows = [
        row
        for rank in sorted({rank for _, rank in reached})
        for row in ask(store, "classes", {"reaches": rank})
    ]
    found = {
        text(row, "class") for row in rows if (text(row, "place"), text(row, "reaches")) in reached
    }
    return sorted(found)


def _belongs(iri: str) -> bool:
    """Whether a unit belongs to a place that is known: 教育局 alone may be that of any."""
    return iri.removeprefix(iris.ID + "unit/").count("/") > 0
