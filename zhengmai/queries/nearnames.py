"""相近的名称: what units and classes of units are called nearly so, where none has a name.

One character may be wrong (住建居), the office may be another (the 市监局 of the nation is the
国家市场监督管理总局), a class may be written in another way (各镇街, 各镇（街）); a town's body
(泺口街道办事处) is rarely named itself, but by the class that it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import stems, units
from zhengmai.ontology.gazetteer import Chain
from zhengmai.queries.questions import ask, text
from zhengmai.queries.unitforms import (
    OFFICES,
    WITH_OFFICE,
    bodies,
    chains,
    classes_by,
    days,
    in_full,
    units_by,
    without_place,
)
from zhengmai.queries.unitrows import SHOWN, UnitRow, counted

_LEAST_ALIKE = 0.55
_SAME_OFFICE = 0.05  # 教育局 is rather a 局 than the 教育部
_COMPARED = 400  # names that share most characters with what was asked for
_KIND = re.compile(r"^[省市区县旗](?=.{3})")
_SIGNS = re.compile("[（）]")  # of 各镇（街）
_TOWN = re.compile(r"(?P<kind>街道|镇|乡)(?:办事处|人民政府|政府|办|党工委|党委)?$")


@dataclass(frozen=True, slots=True)
class Near:
    """What may be meant by a name that nothing has.

    Attributes:
        units: called nearly so, the likest first.
        classes: classes of units that a body of this name may be of (各街道办事处).
    """

    units: tuple[UnitRow, ...]
    classes: tuple[UnitRow, ...] = ()


def near(store: Store, wanted: str, inside: Sequence[Iri] | None) -> Near:
    """What may be meant by a name that no unit and no class of units has.

    Args:
        store: where to look.
        wanted: the name, plain.
        inside: only units named in notices of these places, and classes of theirs; None for all.
    """
    known = chains(store, inside)
    mistyped = counted(store, _mistyped(store, wanted, inside, known))
    classes = counted(store, _classes(store, wanted, inside))
    alike = _alike(store, wanted, inside, known)
    found = {row.iri: row for row in (*mistyped, *classes, *alike)}
    reaching = counted(store, _of_town(store, wanted, inside))
    rest = (row for row in found.values() if row not in reaching)
    return Near(tuple(rest)[:SHOWN], tuple(reaching[:SHOWN]))


def _mistyped(
    store: Store, wanted: str, inside: Sequence[Iri] | None, known: Mapping[str, Chain]
) -> dict[str, str]:
    """The units whose short names have one other character: 住建居."""
    named = [(chain, rest) for chain in known.values() if (rest := without_place(wanted, chain))]
    if not named:
        named = [(chain, _KIND.sub("", wanted)) for chain in known.values()]
    by_name: dict[str, list[Chain]] = {}
    for chain, rest in named:
        by_name.setdefault(rest, []).append(chain)
    found: dict[str, str] = {}
    for rest, of in by_name.items():
        names = stems.mistyped(rest)
        if names:
            short = in_full(store, names, inside, of)
            found |= {iri: full for iri, (full, _) in short.items()}
    return found


def _classes(store: Store, wanted: str, inside: Sequence[Iri] | None) -> dict[str, str]:
    """The classes of units that are called nearly so, or reach the same bodies; likest first."""
    name = units.collective_name(wanted)
    rank = stems.reaches(name)
    plain = _SIGNS.sub("", name)
    likest: dict[str, tuple[float, str]] = {}
    for row in ask(store, "classes", {"within": inside}):
        ratio = SequenceMatcher(None, plain, _SIGNS.sub("", text(row, "name"))).ratio()
        same = rank != "unknown" and text(row, "reaches") == rank
        if same or ratio >= _LEAST_ALIKE:
            likest[text(row, "class")] = (ratio, text(row, "name"))
    best = sorted(likest, key=lambda iri: (-likest[iri][0], likest[iri][1], iri))[:SHOWN]
    return {iri: likest[iri][1] for iri in best}


def _of_town(store: Store, wanted: str, inside: Sequence[Iri] | None) -> dict[str, str]:
    """The classes of units that a town's body may be of: 泺口街道办事处 of 各街道办事处."""
    town = _TOWN.search(wanted)
    if town is None or stems.reaches(wanted) != "unknown":
        return {}
    every = classes_by(store, inside, {"reaches": "town"})
    return {iri: name for iri, name in every.items() if town["kind"][0] in name}


def _alike(
    store: Store, wanted: str, inside: Sequence[Iri] | None, known: Mapping[str, Chain]
) -> list[UnitRow]:
    """The units whose names, without that of their places, are most like a name; likest first."""
    times = days(store)
    forms = {wanted} | {
        name.stem for chain in known.values() for name in bodies(chain, [wanted], times).values()
    }
    forms |= set(_offices_in_full(wanted))
    names = {iri: (_stem(iri), full) for iri, full in _named(store, inside)}
    close = _closest(forms, {stem for stem, _ in names.values()})
    rows = counted(store, {iri: full for iri, (stem, full) in names.items() if stem in close})
    rows.sort(key=lambda r: -close[_stem(r.iri)])
    return rows[:SHOWN]


def _offices_in_full(wanted: str) -> Iterator[str]:
    """What a name or a duty (人社) is in full, whatever the place: 市监局 → 市场监督管理局."""
    names = [wanted] if WITH_OFFICE.fullmatch(wanted) else [wanted + o for o in OFFICES]
    found = (stems.in_full(name) for name in names)
    yield from (rule.full for rule in found if rule is not None and not rule.belongs)


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


def _closest(forms: Iterable[str], names: Iterable[str]) -> dict[str, float]:
    """The stems that are much like one of some names, and how much; only the likest."""
    forms = sorted(forms)
    letters = {c for form in forms for c in form}
    compared = sorted(names, key=lambda s: (-len(letters & set(s)) / (len(s) + 1), s))[:_COMPARED]
    alike = {
        stem: max(
            SequenceMatcher(None, form, stem, autojunk=False).ratio()
            + _SAME_OFFICE * (form[-1] == stem[-1])
            for form in forms
        )
        for stem in compared
    }
    best = sorted(alike, key=lambda s: (-alike[s], s))[:SHOWN]
    return {stem: alike[stem] for stem in best if alike[stem] >= _LEAST_ALIKE}
