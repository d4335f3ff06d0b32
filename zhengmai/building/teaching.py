"""印出的全称: what the notices of a build, and those of the store, teach each other of full names.

A name is kept once a place and time between two reforms, whatever the number of notices that print
it. The store is asked only of places of which a notice has short names, each once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from zhengmai.graph.lineage.plans import Held
from zhengmai.graph.store import Store
from zhengmai.ontology.printedforms import NoticeNames, PrintedName, taught
from zhengmai.ontology.scopes import era
from zhengmai.queries.printed import HeldNotice, digest_of, held_notices


class _Names:
    """Full names by place and time; of several notices that print one, the first is told."""

    def __init__(self) -> None:
        self._names: defaultdict[tuple[str, int], dict[str, PrintedName]] = defaultdict(dict)

    def add(self, printed: Iterable[PrintedName]) -> None:
        for name in printed:
            known = self._names[name.place, era(name.year)]
            known[name.stem] = min(name, known.get(name.stem, name))

    def lessons(self, names: NoticeNames) -> tuple[PrintedName, ...]:
        """The full names that settle short ones of a notice."""
        found = (
            taught(place, stem, names.year, self._names[place, era(names.year)].values())
            for place, stem in names.shorts
        )
        return tuple(sorted({name for name in found if name is not None}))


@dataclass
class Teaching:
    """The names of the notices of a build, and what the store holds beside them.

    Attributes:
        store: the store.
        was: what it held before the build.
        known: those notices of which the build knows that it has them, before it reads.
    """

    store: Store
    was: Mapping[str, Held]
    known: Collection[str] = ()
    _own: dict[str, NoticeNames | None] = field(default_factory=dict)
    _held: dict[str, HeldNotice] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _so_far: _Names = field(default_factory=_Names)

    def __post_init__(self) -> None:
        self._beside = {there.place for iri, there in self.was.items() if iri not in self.known}

    def heard(self, iri: str, names: NoticeNames | None) -> bool:
        """Keep the names of a notice; whether it may learn one from what was heard before it."""
        self._own[iri] = names  # a second file that is the same notice takes its place
        if names is None:
            return False
        self._so_far.add(names.printed())
        if not names.shorts:
            return False
        self._ask(names)
        return bool(self._so_far.lessons(names))

    def lessons(self) -> dict[str, tuple[PrintedName, ...]]:
        """Notices of the build that learn something from all others → the names that they learn."""
        every = _Names()
        for names in self._own.values():
            every.add(names.printed() if names is not None else ())
        for iri, held in self._held.items():
            every.add(held.printed if iri not in self._own else ())
        found = ((i, every.lessons(n)) for i, n in self._own.items() if n is not None)
        return {iri: lessons for iri, lessons in found if lessons}

    def unchanged(self, iris: Iterable[str]) -> set[str]:
        """Those notices of which the store now holds what it held before the build."""
        return {
            iri
            for iri in iris
            if iri in self.was and self.was[iri].digest == digest_of(self.store, iri)
        }

    def _ask(self, names: NoticeNames) -> None:
        """Ask the store of the places of a notice's short names, and of its own place."""
        places = {names.place, *(place for place, _ in names.shorts)} & self._beside - self._asked
        self._asked |= places
        for place in sorted(places):
            held = held_notices(self.store, place)
            # What this build has read of a place is not yet there, or has been heard already.
            self._held.update((notice.iri, notice) for notice in held)
            for notice in held:
                self._so_far.add(notice.printed)
