"""印出的全称: the full names that the notices of a place in the store print of its bodies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from zhengmai.graph.store import Iri, Store
from zhengmai.ontology.printedforms import PrintedName, full_stem, source_of
from zhengmai.queries.questions import ask, ask_all, optional, text


@dataclass(frozen=True, slots=True)
class HeldNotice:
    """A notice in the store.

    Attributes:
        iri: the notice.
        printed: full names of bodies of its place that it prints.
    """

    iri: str
    printed: tuple[PrintedName, ...]


def held_notices(store: Store, place: str) -> list[HeldNotice]:
    """The notices of a place (its IRI; no place within it), with the full names that they print."""
    sources, rows = ask_all(store, ("sources", "printed"), {"place": Iri(place)})
    stems: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        stem = full_stem(text(row, "written"), text(row, "name"), text(row, "of"))
        if stem is not None and row["corrected"] is None:
            stems[text(row, "notice")].add(stem)
    found: list[HeldNotice] = []
    for row in sources:
        iri, day = text(row, "notice"), optional(row, "issued") or optional(row, "published")
        year = int((day or text(row, "year"))[:4])
        source = source_of(*(optional(row, name) for name in ("number", "plan", "title")))
        printed = (PrintedName(place, stem, year, source) for stem in sorted(stems[iri]))
        found.append(HeldNotice(iri, tuple(printed)))
    return sorted(found, key=lambda notice: notice.iri)


def digest_of(store: Store, notice: str) -> str | None:
    """What tells whether a notice changed; None where it is not held."""
    rows = ask(store, "sources", {"notice": Iri(notice)})
    return next((text(row, "digest") for row in rows), None)
