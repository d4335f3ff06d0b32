"""Names as written → the places and bodies they stand for, in a notice as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from zhengmai.model import (
    Assignment,
    Citation,
    Notice,
    Relation,
    Remark,
    Severity,
    Task,
    UnitKind,
)
from zhengmai.ontology import corrections, places, printedforms, stems, units
from zhengmai.ontology.corrections import Corrections, Entry
from zhengmai.ontology.gazetteer import Chain
from zhengmai.ontology.printedforms import PrintedName
from zhengmai.ontology.units import UnitName

_PARTY_OFFICES = ("办", "办公室", "小组")  # of a committee; its departments 部 have second names


def resolve(
    notice: Notice,
    corrected: Corrections = corrections.NONE,
    known: Iterable[PrintedName] = (),
) -> Notice:
    """The notice with its jurisdiction, the full names of its units and the plans it means.

    Full names that are known from other notices settle short ones that the notice leaves open.
    Nothing that was read is changed but by a person's corrections: names as written stay beside
    the resolved ones.
    """
    notice = corrections.of_units(notice, corrected)
    said = corrections.of_file(notice.file, corrected)
    path = said.values.get("place") if said is not None else None
    chain = places.named(path) if path else places.jurisdiction(notice)
    remarks = list(notice.remarks)
    if said is not None:
        remarks.extend(_told(said))
    if not chain:
        remarks.append(
            Remark(
                Severity.PROBLEM,
                _why_no_place(notice),
            )
        )
    placed = replace(notice, jurisdiction=chain)
    other_names = _other_names(placed, known)
    tasks = tuple(_resolved(task, placed, other_names, corrected) for task in notice.tasks)
    remarks.extend(_alike(tasks))
    return replace(
        placed,
        tasks=tasks,
        citations=tuple(_cited(notice, chain)),
        remarks=tuple(remarks),
    )


def _told(said: Entry) -> Iterator[Remark]:
    """What of a notice a person says, not its text."""
    if said.values.get("place"):
        yield Remark(Severity.NOTE, f"the place is as a person says ({said.told})")
    if said.values.get("year"):
        yield Remark(Severity.NOTE, f"the plan year is as a person says ({said.told})")
    if said.values.get("title"):
        yield Remark(Severity.NOTE, f"the title is as a person says ({said.told})")


def _other_names(notice: Notice, known: Iterable[PrintedName]) -> dict[str, str]:
    """Names of a notice → the full names of the bodies that they turn out to be."""
    settled = printedforms.settled_in(notice)
    settled |= {short: n.canonical for short, n in printedforms.learned(notice, known).items()}
    # A second name leads to the body that carries it, and that may have a short name itself.
    names = settled | _second_names(notice)
    return {name: settled.get(other, other) for name, other in names.items()}


def _second_names(notice: Notice) -> dict[str, str]:
    """Second names in brackets → the name of the body: 区政府办公室（区大数据中心）."""
    found: dict[str, str] = {}
    for task in notice.tasks:
        for assignment in task.assignments:
            if assignment.alias is not None:
                alias = units.named_in(assignment.alias, notice)
                body = units.named_in(assignment.unit, notice)
                if not _is_its_host(alias, body):
                    found.setdefault(alias.canonical, body.canonical)
    # A body that is itself given a second name is no second name of another.
    return {alias: name for alias, name in found.items() if alias not in found.values()}


def _is_its_host(other: UnitName, body: UnitName) -> bool:
    """Whether a bureau only has a party's office in its house: 市委农办（市农业农村局）."""
    of_party = body.rank == "party" and body.stem.endswith(_PARTY_OFFICES)
    return of_party and stems.is_bureau(other.stem)


def _why_no_place(notice: Notice) -> str:
    several = places.namesakes(notice)
    if several:
        return (
            f"the place cannot be told: there are {len(several)} places of that name "
            f"({'、'.join(several[:4])}), and nothing in the notice says which"
        )
    return (
        "the place cannot be told: no place is named by the issuer "
        f"({notice.issuer or 'none found'}) or the title of the plan "
        f"({notice.plan_title or 'none found'})"
    )


def _resolved(
    task: Task, notice: Notice, other_names: dict[str, str], corrected: Corrections
) -> Task:
    assignments = []
    for assignment in task.assignments:
        canonical, told = assignment.unit, assignment.corrected  # a class is never expanded
        if assignment.kind is UnitKind.UNIT:
            name = units.named_in(assignment.unit, notice).canonical
            # A person may speak of the body by the name that it has once settled, or had before.
            canonical = other_names.get(name, name)
            for meant in dict.fromkeys((canonical, name)):
                unit, entry = corrections.of_name(notice, task, assignment, meant, corrected)
                if entry is not None:
                    canonical, told = unit, entry
                    break
        a = assignment  # spelt out: dataclasses.replace is slow, and this is done for each unit
        assignments.append(Assignment(a.role, a.unit, a.alias, a.kind, a.spans, canonical, told))
    return replace(task, assignments=tuple(assignments))


def _alike(tasks: Iterable[Task]) -> Iterator[Remark]:
    """Bureaus of a notice that may be one (区教育局, 区教体局): kept apart, and told."""
    first: dict[str, Assignment] = {}
    for assignment in (a for task in tasks for a in task.assignments):
        if assignment.canonical is not None and assignment.canonical.endswith(_BUREAUS):
            first.setdefault(assignment.canonical, assignment)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in first:  # what may be one begins alike, as a rule with the name of the place
        alike[name[:2]].append(name)
    pairs = (
        (one, other)
        for one in first
        if len(alike[one[:2]]) <= _MOST_ALIKE
        for other in alike[one[:2]]
        if _is_within(one, other)
    )
    for one, other in islice(pairs, _MOST_TOLD):
        yield Remark(
            Severity.NOTE,
            f"{one} and {other} may be one body: they are kept apart "
            "(say so in corrections.toml if they are one)",
            (*first[one].spans, *first[other].spans),
        )
    if next(pairs, None) is not None:
        yield Remark(Severity.NOTE, f"more than {_MOST_TOLD} pairs of bodies may be one")
    for name in (names[0] for names in alike.values() if len(names) > _MOST_ALIKE):
        yield Remark(
            Severity.NOTE,
            f"more than {_MOST_ALIKE} bodies are called {name[:2]}…: which of them may be one is "
            "not looked for",
            first[name].spans,
        )


def _is_within(name: str, other: str) -> bool:
    """Whether a name is another one shortened: its characters stand in that one, in order."""
    rest = iter(other)
    return len(name) < len(other) and all(c in rest for c in name)


_BUREAUS = ("局", "委员会")
_MOST_ALIKE = 300  # names that begin alike; a notice of a province names some 90 bureaus
_MOST_TOLD = 50  # pairs
_STRENGTH = {
    Relation.BASIS: 0,
    Relation.IMPLEMENTS: 1,
    Relation.MENTIONS: 2,
}


def _cited(notice: Notice, chain: Chain) -> Iterable[Citation]:
    """The citations, each document once: 省要点 and 《2025年某省…要点》 may be the same."""
    found: dict[str, Citation] = {}
    for citation in _with_titles(notice, chain):
        key = citation.title or citation.document_number or citation.as_written
        known = found.get(key)
        numbers = {c.document_number for c in (known, citation) if c} - {None}
        if len(numbers) > 1:  # an older one of the same title
            key = f"{key} {citation.document_number}"
            known = found.get(key)
        if known is None:
            found[key] = citation
            continue
        strongest = min(known, citation, key=lambda c: _STRENGTH[c.relation])
        number = known.document_number or citation.document_number
        repeals = known.repeals or citation.repeals
        found[key] = replace(strongest, document_number=number, repeals=repeals)
    return found.values()


def _with_titles(notice: Notice, chain: Chain) -> Iterable[Citation]:
    """The citations, 省、市政务公开工作要点 with the full titles that it stands for."""
    for citation in notice.citations:
        if citation.superior is None:
            yield citation
            continue
        above = next((p for p in chain[:-1] if p.level == citation.superior), None)
        if above is not None and notice.plan_year is not None:
            yield replace(citation, title=f"{notice.plan_year}年{above.name}政务公开工作要点")
        else:
            yield replace(citation, title=citation.as_written)
