"""单位名称: the bodies that a name may stand for, told by the rules that notices are read by.

People say 住建局, 国家发改委, 天桥住建局; a store knows bodies by their full names. A name is made
full for each place of the store, as a notice of that place would mean it; the names that notices
write count, too. A name never stands silently for one body of several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import product
from urllib.parse import unquote

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.lineage.plans import LEVELS, known_places
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.model import Place
from zhengmai.ontology import iris, units
from zhengmai.ontology.places import Chain, short_name
from zhengmai.ontology.scopes import era
from zhengmai.ontology.units import UnitName
from zhengmai.queries.places import places, within
from zhengmai.queries.questions import ask, integer, text

COUNTY = "county"
"""The rank of a county's government."""
_SHOWN = 12  # bodies that are told where several may be meant, or none
_LEAST_ALIKE = 0.55
_SAME_OFFICE = 0.05  # 教育局 is rather a 局 than the 教育部
_COMPARED = 400  # names that share most characters with what was asked for


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, or a class of units (统称).

    Attributes:
        iri: it.
        unit: its full name; of a class as it is printed.
        jurisdiction: the place that it belongs to, names from the province down, or "".
        tasks: how many tasks of the store name it.
    """

    iri: str
    unit: str
    jurisdiction: str
    tasks: int

    def __str__(self) -> str:
        """For a list to choose from. Example: 各街道办事处（山东省济南市天桥区）  36."""
        place = f"（{self.jurisdiction}）" if self.jurisdiction else ""
        return f"{self.unit}{place}  {self.tasks}"


def find_unit(store: Store, name: str, *, place: str | None = None) -> str:
    """The IRI of the unit, or class of units, that a user means.

    Args:
        store: where to look.
        name: full name, a short one (住建局, 天桥区住建局, 国家发改委), one that a notice writes, a
            part of it, or an IRI.
        place: only units that notices of this place, and of places in it, name.

    Raises:
        SeveralError: it may be several; the message tells them with their numbers of tasks.
        NotFoundError: there is none; the message tells those called nearly so.
    """
    return chosen(store, name, place=place)[0].iri


def chosen(
    store: Store, name: str, *, place: str | None = None, every: bool = False
) -> list[UnitRow]:
    """The unit, or class of units, that a user means; of several, where ``every`` one is wanted.

    Raises:
        SeveralError, NotFoundError: as :func:`find_unit`.
    """
    found = meant(store, name, place=place)
    if not found or (len(found) > 1 and not every):
        raise _not_one(store, name, found, place)
    return found


def _not_one(store: Store, name: str, found: Sequence[UnitRow], place: str | None) -> NotFoundError:
    """What is told where a name means several units, or none."""
    if found:
        several = "\n".join(f"  {row}" for row in found[:_SHOWN])
        more = "" if len(found) <= _SHOWN else "\n  …"
        return SeveralError(
            f"{name!r} may be any of {len(found)} units; give the full name, or --in PLACE; "
            f"unit --all lists all (beside each: its tasks):\n{several}{more}"
        )
    near = nearest(store, name, place=place)
    if near:
        alike = "\n".join(f"  {row}" for row in near)
        return NotFoundError(
            f"no unit {name!r} in this store; units of nearly that name (beside each: its "
            f"tasks):\n{alike}"
        )
    return NotFoundError(f"no unit {name!r} in this store; zhengmai workload lists the units")


def meant(store: Store, name: str, *, place: str | None = None) -> list[UnitRow]:
    """All units, and classes of units, that a name may stand for; most tasks first.

    The first of these that finds any: the full name with its place; the short or written name, for
    all places; a part of a name.

    Raises:
        NotFoundError: the name is empty, or the store knows no such place.
    """
    wanted = units.plain(name.strip())
    if not wanted:
        raise NotFoundError("give the name of a unit")
    inside = within(store, place)
    if wanted.startswith(("http://", "https://")):
        given = Iri(name.strip())
        found = _units(store, inside, {"unit": [given]}) | _classes(
            store, inside, {"class": [given]}
        )
        return _counted(store, found)
    exact = _units(store, inside, {"name": wanted})
    if any(_belongs(iri) for iri in exact):
        return _counted(store, exact)
    found = exact | _units(store, inside, {"called": wanted})
    if name.strip() != wanted:
        found |= _units(store, inside, {"called": name.strip()})
    chains = _chains(store, inside)
    found |= {iri: full for iri, (full, _) in _in_full(store, [wanted], inside, chains).items()}
    found |= _classes(store, inside, {"name": units.collective_name(wanted)})
    found |= _classes_of_places(store, inside, wanted, chains)
    if not found:
        part = {"part": wanted}
        found = _units(store, inside, part) | _classes(store, inside, part)
        duty = [wanted + office for office in _OFFICES]
        found |= {iri: full for iri, (full, _) in _in_full(store, duty, inside, chains).items()}
    return _counted(store, found)


def synonyms(store: Store, word: str) -> tuple[str, ...]:
    """What else texts may say for the name of a unit: 发改委 → 发展和改革委员会, without its place.

    Only names that a rule makes full count, and only where the store has such a unit.
    """
    wanted = units.plain(word)
    if not _MAY_BE_UNIT.search(wanted):
        return ()
    found = _in_full(store, [wanted], None, _chains(store, None))
    stems = dict.fromkeys(stem for _, stem in found.values())
    return tuple(stem for stem in stems if stem != wanted and wanted not in stem)


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


# --- the name in full, for each place


_OFFICES = ("局", "委", "厅", "委员会")
_WITH_OFFICE = re.compile(rf"(?P<duty>.{{2,}}?)(?P<office>{'|'.join(_OFFICES)})")


def _in_full(
    store: Store, names: Sequence[str], inside: Sequence[Iri] | None, chains: Iterable[Chain]
) -> dict[str, tuple[str, str]]:
    """The units of a store that names stand for in notices of the places: full name and stem.

    Where a place has no body of just that name it is the one with the same duty and another
    office: people say 发改委 for the 发展和改革局 of a county, too.
    """
    days = _days(store)
    waiting = list(chains)
    found: dict[str, tuple[str, str]] = {}
    # Names of other times, then other offices, only where the place has no such body as it is.
    for forms, some_days in product((names, _offices(names)), (days[:1], days[1:])):
        bodies = [_bodies(chain, forms, some_days) for chain in waiting]
        every = {iri: name for of in bodies for iri, name in of.items()}
        known: dict[str, str] = {}
        for some in in_parts([Iri(iri) for iri in every]):
            known |= _units(store, inside, {"unit": some})
        found |= {iri: (full, every[iri].stem) for iri, full in known.items()}
        pairs = zip(waiting, bodies, strict=True)
        waiting = [chain for chain, of in pairs if not of.keys() & known.keys()]
    return found


def _offices(names: Iterable[str]) -> list[str]:
    """The same names with other offices: 发改委 → 发改局, 发改厅."""
    parted = (match for match in map(_WITH_OFFICE.fullmatch, names) if match is not None)
    return [match["duty"] + office for match in parted for office in _OFFICES]


def _bodies(chain: Chain, names: Sequence[str], days: Sequence[date | None]) -> dict[str, UnitName]:
    """What names stand for in notices of a place and of some days, by IRI."""
    spoken = [_with_whole_names(name, chain) for name in names if _may_be_of(name, chain)]
    found = (units.resolve(name, chain, day) for name in spoken for day in days)
    return {iris.unit(name): name for name in found}


def _may_be_of(name: str, chain: Chain) -> bool:
    """Whether a name with the kind of a place in front may be said there: no 县住建局 of a 区."""
    last = chain[-1]
    kind = name[0] if name.startswith(_COUNTIES) and last.level == COUNTY else ""
    return last.name.endswith(kind) or bool(_without_place(name, chain))


_COUNTIES = ("区", "县", "旗")


def _chains(store: Store, inside: Sequence[Iri] | None) -> list[Chain]:
    """The places that are meant, each behind those that it lies in."""
    known = known_places(store)
    found: list[Chain] = []
    for iri in known if inside is None else inside:
        chain: list[Place] = []
        at = known.get(iri)
        while at is not None and len(chain) < len(LEVELS):
            chain.insert(0, Place(at.name, at.level, at.code))
            at = known.get(at.parent or "")
        found.append(tuple(chain))
    return found


def _with_whole_names(wanted: str, chain: Chain) -> str:
    """A name that begins with its places in short or whole, with that of the lowest whole.

    山东济南天桥住建局 → 天桥区住建局, in a notice of 天桥区.
    """
    rest = _without_place(wanted, chain)
    return chain[-1].name + rest if rest else wanted


def _without_place(wanted: str, chain: Chain) -> str:
    """What stands behind the names of places, in short or whole; "" if the lowest is not named."""
    rest, last = wanted, None
    for place in chain:
        for said in (place.name, short_name(place)):
            if len(said) > 1 and rest.startswith(said) and len(rest) > len(said) + 1:
                rest, last = rest[len(said) :], place
                break
    return rest if last is not None and last is chain[-1] else ""


def _days(store: Store) -> tuple[date | None, ...]:
    """A day in each time between reforms that plans of the store are of, and none."""
    years = {integer(row, "year") for row in ask(store, "years")}
    eras = {era(year): year for year in sorted(years) if 1900 < year < 2200}
    return (None, *(date(year, 7, 1) for year in eras.values()))


# --- what the store knows


def _units(store: Store, inside: Sequence[Iri] | None, by: Mapping[str, object]) -> dict[str, str]:
    rows = ask(store, "units", {**by, "within": inside})
    return {text(r, "unit"): text(r, "name") for r in rows}


def _classes(
    store: Store, inside: Sequence[Iri] | None, by: Mapping[str, object]
) -> dict[str, str]:
    rows = ask(store, "classes", {**by, "within": inside})
    return {text(r, "class"): text(r, "name") for r in rows}


def _classes_of_places(
    store: Store, inside: Sequence[Iri] | None, wanted: str, chains: Iterable[Chain]
) -> dict[str, str]:
    """The classes of units that are named with their place in front: 天桥区各街道办事处."""
    spoken = ((chain, _without_place(wanted, chain)) for chain in chains)
    given = [
        Iri(iris.collective(units.collective_name(name), chain)) for chain, name in spoken if name
    ]
    parts = (_classes(store, inside, {"class": some}) for some in in_parts(given))
    return {iri: name for some in parts for iri, name in some.items()}


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
    return sorted(rows, key=lambda r: (-r.tasks, r.unit, r.iri))


# --- what is called nearly so


def nearest(store: Store, name: str, *, place: str | None = None) -> list[UnitRow]:
    """The units whose names, without that of their places, are most like a name; likest first."""
    wanted = units.plain(name.strip())
    inside = within(store, place)
    days = _days(store)
    forms = {wanted} | {
        name.stem
        for chain in _chains(store, inside)
        for name in _bodies(chain, [wanted], days).values()
    }
    stems = {iri: (_stem(iri), full) for iri, full in _named(store, inside)}
    close = _closest(forms, {stem for stem, _ in stems.values()})
    named = {iri: full for iri, (stem, full) in stems.items() if stem in close}
    rows = _counted(store, named)
    rows.sort(key=lambda r: -close[_stem(r.iri)])
    return rows[:_SHOWN]


def _named(store: Store, inside: Sequence[Iri] | None) -> Iterator[tuple[str, str]]:
    if inside is not None:
        yield from _units(store, inside, {}).items()
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
