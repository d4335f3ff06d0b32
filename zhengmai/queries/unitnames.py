"""单位名称: the bodies that a name may stand for, told by the rules that notices are read by.

People say 住建局, 国家发改委, 天桥住建局; a store knows bodies by their full names. A name is made
full for each place of the store, as a notice of that place would mean it; the names that notices
write count, too. A name never stands silently for one body of several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from urllib.parse import unquote

from zhengmai.errors import NotFoundError, SeveralError, hint
from zhengmai.graph.lineage.plans import known_places
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris, units
from zhengmai.queries.likenames import Asked, Second, alike, printed_with, second_names, with_part
from zhengmai.queries.places import places, within
from zhengmai.queries.questions import ask, integer, text
from zhengmai.queries.unitforms import (
    COUNTY,
    OFFICES,
    WITH_OFFICE,
    bodies,
    chains,
    classes_by,
    classes_of_places,
    days,
    in_full,
    units_by,
)
from zhengmai.wording import phrase

_SHOWN = 12  # bodies that are told where several may be meant, or none
_LEAST_ALIKE = 0.55
_SAME_OFFICE = 0.05  # 教育局 is rather a 局 than the 教育部
_COMPARED = 400  # names that share most characters with what was asked for
_BOTH_NAMES = re.compile(r"(?P<name>.+)\((?P<second>[^()]+)\)")  # 区政府办公室(区大数据中心)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, or a class of units (统称).

    Attributes:
        iri: it.
        unit: its full name; of a class as it is printed.
        jurisdiction: the place that it belongs to, names from the province down, or "".
        tasks: how many tasks of the store name it; where it is meant by a second name, how many
            print that.
        second: the second name that it is meant by, as notices print it in brackets behind its
            own (区大数据中心); empty where it is meant by its own.
        besides: how many more tasks name it, without that second name.
    """

    iri: str
    unit: str
    jurisdiction: str
    tasks: int
    second: tuple[str, ...] = ()
    besides: int = 0

    @property
    def called(self) -> str:
        """Its name, and the second one that it is meant by: 区政府办公室（区大数据中心）."""
        return f"{self.unit}（{'、'.join(self.second)}）" if self.second else self.unit

    def __str__(self) -> str:
        """For a list to choose from. Example: 各街道办事处（山东省济南市天桥区）  36."""
        place = f"（{self.jurisdiction}）" if self.jurisdiction else ""
        every = f"/{self.tasks + self.besides}" if self.second else ""
        return f"{self.called}{place}  {self.tasks}{every}"

    def is_named(self, iri: str, *printed: str | None) -> bool:
        """Whether a unit that is printed so is this one, by the name that it is meant by."""
        return iri == self.iri and (not self.second or any(p in self.second for p in printed))


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


def find_unit(store: Store, name: str, *, place: str | None = None) -> UnitRow:
    """The unit, or class of units, that a user means.

    Args:
        store: where to look.
        name: full name, a short one (住建局, 天桥区住建局, 国家发改委), one that a notice writes, a
            second name (区大数据中心), a part of it, or an IRI.
        place: only units that notices of this place, and of places in it, name.

    Raises:
        SeveralError: it may be several; the message tells them with their numbers of tasks.
        NotFoundError: there is none; the message tells those called nearly so.
    """
    return chosen(store, name, place=place)[0]


def chosen(
    store: Store, name: str, *, place: str | None = None, every: bool = False
) -> list[UnitRow]:
    """The unit, or class of units, that a user means; of several, where ``every`` one is wanted.

    Who else may be meant, and what else a body has that is meant by a second name, is told beside
    (:class:`zhengmai.errors.Hint`).

    Raises:
        SeveralError, NotFoundError: as :func:`find_unit`.
    """
    found = meaning(store, name, place=place)
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


def may_also_mean(name: str, others: Sequence[UnitRow]) -> str:
    """What is told of those that a name may mean as well."""
    return f"{name!r} may also mean (beside each: its tasks):\n{_listed(others)}"


def _not_one(store: Store, name: str, found: Meaning, place: str | None) -> NotFoundError:
    """What is told where a name means several units, or none."""
    if found.meant:
        every = (*found.meant, *found.others)
        return SeveralError(
            f"{name!r} may be any of {len(every)} units; give the full name or the place (beside "
            f"each: its tasks):\n{_listed(every)}",
            advice=phrase("--in PLACE gives the place; unit --all lists the tasks of all"),
        )
    near = nearest(store, name, place=place)
    if near:
        return NotFoundError(
            f"no unit {name!r} in this store; units of nearly that name (beside each: its "
            f"tasks):\n{_listed(near)}"
        )
    return NotFoundError(
        f"no unit {name!r} in this store", advice=phrase("zhengmai workload lists the units")
    )


def _listed(rows: Sequence[UnitRow]) -> str:
    more = ["  …"] if len(rows) > _SHOWN else []
    return "\n".join([*(f"  {row}" for row in rows[:_SHOWN]), *more])


def meant(store: Store, name: str, *, place: str | None = None) -> list[UnitRow]:
    """All units, and classes of units, that a name may stand for; most tasks first.

    Raises:
        NotFoundError: as :func:`meaning`.
    """
    return list(meaning(store, name, place=place).meant)


def meaning(store: Store, name: str, *, place: str | None = None) -> Meaning:
    """What a name may stand for.

    The first of these that finds any: the full name with its place; the short, written or second
    name, for all places; a part of a name.

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
        return Meaning(tuple(_counted(store, found)))
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
        return Meaning(tuple(_counted(store, own)), _first([*bearers, *_counted(store, rest)]))
    rows = _first([*_counted(store, own), *bearers])
    if rows:
        return Meaning(rows, tuple(_counted(store, rest)))
    return Meaning(_in_brackets(store, wanted, place) or _in_part(store, asked))


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
    rows = _counted(store, {iri: names[iri] for iri in second})
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
    return _first(_with_second(store, own, printed_with(store, seconds, own)))


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
    own |= {iri: full for iri, (full, _) in short.items()}
    return _first([*_counted(store, own), *_with_second(store, found, second)])


def _first(rows: Iterable[UnitRow]) -> tuple[UnitRow, ...]:
    return tuple(sorted(rows, key=lambda r: (-r.tasks, r.unit, r.iri)))


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


def _counted(store: Store, found: Mapping[str, str]) -> list[UnitRow]:
    """Units and classes with their numbers of tasks, most first."""
    counts: Counter[str] = Counter()
    of: dict[str, str] = {}
    for some in in_parts([Iri(iri) for iri in found]):
        for row in ask(store, "totals", {"unit": some}):
            unit, _, _, place, tasks, *_ = text(row, "line").split("\t")
            counts[unit], of[unit] = int(tasks), place
        for row in ask(store, "classload", {"class": some}):
            counts[text(row, "class")] += integer(row, "tasks")
        for row in ask(store, "classes", {"class": some}):
            of[text(row, "class")] = text(row, "place")
    known = places(store, of.values())
    names = {iri: known[place].full_name for iri, place in of.items() if place in known}
    rows = [UnitRow(iri, name, names.get(iri, ""), counts[iri]) for iri, name in found.items()]
    return list(_first(rows))


# --- what is called nearly so


def nearest(store: Store, name: str, *, place: str | None = None) -> list[UnitRow]:
    """The units whose names, without that of their places, are most like a name; likest first."""
    wanted = units.plain(name.strip())
    inside = within(store, place)
    times = days(store)
    forms = {wanted} | {
        name.stem
        for chain in chains(store, inside).values()
        for name in bodies(chain, [wanted], times).values()
    }
    stems = {iri: (_stem(iri), full) for iri, full in _named(store, inside)}
    close = _closest(forms, {stem for stem, _ in stems.values()})
    named = {iri: full for iri, (stem, full) in stems.items() if stem in close}
    rows = _counted(store, named)
    rows.sort(key=lambda r: -close[_stem(r.iri)])
    return rows[:_SHOWN]


def _named(store: Store, inside: Sequence[Iri] | None) -> Iterator[tuple[str, str]]:
    if inside is not None:
        yield from units_by(store, inside, {}).items()
        return
    rows: list[Row] = ask(store, "totals", {"role": "tasks"})
    for row in rows:
        unit, full, *_ = text(row, "line").split("\t")
        yield unit, full


def _stem(iri: str) -> str:
    return unquote(iri.rpartition("/")[2])


def _closest(forms: Iterable[str], stems: Iterable[str]) -> dict[str, float]:
    """The stems that are much like one of some names, and how much; only the likest."""
    forms = sorted(forms)
    letters = {c for form in forms for c in form}
    compared = sorted(stems, key=lambda s: (-len(letters & set(s)) / (len(s) + 1), s))[:_COMPARED]
    alike = {
        stem: max(
            SequenceMatcher(None, form, stem, autojunk=False).ratio()
            + _SAME_OFFICE * (form[-1] == stem[-1])
            for form in forms
        )
        for stem in compared
    }
    best = sorted(alike, key=lambda s: (-alike[s], s))[:_SHOWN]
    return {stem: alike[stem] for stem in best if alike[stem] >= _LEAST_ALIKE}
