"""单位名称的全称: what a name stands for in notices of each place, and the units a store has.

What :mod:`zhengmai.queries.unitnames` is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from zhengmai.graph.lineage.plans import LEVELS, known_places
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
from zhengmai.model import Place
from zhengmai.ontology import iris, units
from zhengmai.ontology.gazetteer import Chain, short_name
from zhengmai.ontology.scopes import era
from zhengmai.ontology.units import UnitName
from zhengmai.queries.questions import ask, integer, text

COUNTY = "county"
"""The rank of a county's government."""


OFFICES = ("局", "委", "厅", "委员会")
"""What the name of a body ends with behind its duty."""
WITH_OFFICE = re.compile(rf"(?P<duty>.{{2,}}?)(?P<office>{'|'.join(OFFICES)})")


def in_full(
    store: Store, names: Sequence[str], inside: Sequence[Iri] | None, chains: Iterable[Chain]
) -> dict[str, tuple[str, str]]:
    """The units of a store that names stand for in notices of the places: full name and stem.

    Where a place has no body of just that name it is the one with the same duty and another
    office: people say 发改委 for the 发展和改革局 of a county, too.
    """
    times = days(store)
    waiting = list(chains)
    found: dict[str, tuple[str, str]] = {}
    # Names of other times, then other offices, only where the place has no such body as it is.
    for forms, some_days in product((names, _offices(names)), (times[:1], times[1:])):
        each = [bodies(chain, forms, some_days) for chain in waiting]
        every = {iri: name for of in each for iri, name in of.items()}
        known: dict[str, str] = {}
        for some in in_parts([Iri(iri) for iri in every]):
            known |= units_by(store, inside, {"unit": some})
        found |= {iri: (full, every[iri].stem) for iri, full in known.items()}
        pairs = zip(waiting, each, strict=True)
        waiting = [chain for chain, of in pairs if not of.keys() & known.keys()]
    return found


def _offices(names: Iterable[str]) -> list[str]:
    """The same names with other offices: 发改委 → 发改局, 发改厅."""
    parted = (match for match in map(WITH_OFFICE.fullmatch, names) if match is not None)
    return [match["duty"] + office for match in parted for office in OFFICES]


def bodies(chain: Chain, names: Sequence[str], times: Sequence[date | None]) -> dict[str, UnitName]:
    """What names stand for in notices of a place and of some days, by IRI."""
    spoken = [_with_whole_names(name, chain) for name in names if _may_be_of(name, chain)]
    found = (units.resolve(name, chain, day) for name in spoken for day in times)
    return {iris.unit(name): name for name in found}


def _may_be_of(name: str, chain: Chain) -> bool:
    """Whether a name with the kind of a place in front may be said there: no 县住建局 of a 区."""
    last = chain[-1]
    kind = name[0] if name.startswith(_COUNTIES) and last.level == COUNTY else ""
    return last.name.endswith(kind) or bool(without_place(name, chain))


_COUNTIES = ("区", "县", "旗")


def chains(store: Store, inside: Sequence[Iri] | None) -> dict[str, Chain]:
    """The places that are meant, by IRI, each behind those that it lies in."""
    known = known_places(store)
    found: dict[str, Chain] = {}
    for iri in known if inside is None else inside:
        chain: list[Place] = []
        at = known.get(iri)
        while at is not None and len(chain) < len(LEVELS):
            chain.insert(0, Place(at.name, at.level, at.code))
            at = known.get(at.parent or "")
        found[str(iri)] = tuple(chain)
    return found


def _with_whole_names(wanted: str, chain: Chain) -> str:
    """A name that begins with its places in short or whole, with that of the lowest whole.

    山东济南天桥住建局 → 天桥区住建局, in a notice of 天桥区.
    """
    rest = without_place(wanted, chain)
    return chain[-1].name + rest if rest else wanted


def without_place(wanted: str, chain: Chain) -> str:
    """What stands behind the names of places, in short or whole; "" if the lowest is not named."""
    rest, last = wanted, None
    for place in chain:
        for said in (place.name, short_name(place)):
            if len(said) > 1 and rest.startswith(said) and len(rest) > len(said) + 1:
                rest, last = rest[len(said) :], place
                break
    return rest if last is not None and last is chain[-1] else ""


def days(store: Store) -> tuple[date | None, ...]:
    """A day in each time between reforms that plans of the store are of, and none."""
    years = {integer(row, "year") for row in ask(store, "years")}
    eras = {era(year): year for year in sorted(years) if 1900 < year < 2200}
    return (None, *(date(year, 7, 1) for year in eras.values()))


def units_by(
    store: Store, inside: Sequence[Iri] | None, by: Mapping[str, object]
) -> dict[str, str]:
    """The units that pass filters (of the question ``units``): IRI → full name."""
    rows = ask(store, "units", {**by, "within": inside})
    return {text(r, "unit"): text(r, "name") for r in rows}


def classes_by(
    store: Store, inside: Sequence[Iri] | None, by: Mapping[str, object]
) -> dict[str, str]:
    """The classes of units that pass filters (of the question ``classes``): IRI → name."""
    rows = ask(store, "classes", {**by, "within": inside})
    return {text(r, "class"): text(r, "name") for r in rows}


def classes_of_places(
    store: Store, inside: Sequence[Iri] | None, wanted: str, chains: Iterable[Chain]
) -> dict[str, str]:
    """The classes of units that are named with their place in front: 天桥区各街道办事处."""
    spoken = ((chain, without_place(wanted, chain)) for chain in chains)
    given = [
        Iri(iris.collective(units.collective_name(name), chain)) for chain, name in spoken if name
    ]
    parts = (classes_by(store, inside, {"class": some}) for some in in_parts(given))
    return {iri: name for some in parts for iri, name in some.items()}
