"""行政区: the places of a store, and the one that a user means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.lineage.plans import Place, known_places
from zhengmai.graph.store import Iri, Store

_SHOWN = 12
_LONG_NAMES = {  # of which more is left out than the last character
    "内蒙古自治区": ("内蒙古", "内蒙"), "广西壮族自治区": ("广西",), "西藏自治区": ("西藏",),
    "宁夏回族自治区": ("宁夏",), "新疆维吾尔自治区": ("新疆",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place.

    Attributes:
        iri: its IRI.
        name: its own name.
        level: nation, province, city, county or town.
        code: division code, or None.
        path: names from the province down.
    """

    iri: str
    name: str
    level: str
    code: str | None
    path: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """山东省济南市天桥区."""
        return "".join(self.path)


def places(store: Store, iris: Iterable[str] | None = None) -> dict[str, PlaceRow]:
    """All places by IRI, or some of them with the places that they lie in."""
    if iris is None:
        return _rows(known_places(store))
    wanted = sorted(set(iris))
    return _rows(known_places(store, lowest=[Iri(i) for i in wanted])) if wanted else {}


def _rows(known: Mapping[str, Place]) -> dict[str, PlaceRow]:
    found = {}
    for iri, place in known.items():
        path: list[str] = []
        seen: set[str] = set()
        at: str | None = iri
        while at is not None and at in known and at not in seen:
            seen.add(at)
            path.insert(0, known[at].name)
            at = known[at].parent
        found[iri] = PlaceRow(iri, place.name, place.level, place.code, tuple(path))
    return found


def within(store: Store, wanted: str | None) -> list[Iri] | None:
    """The place that a user means and all places in it; None for no place.

    A place is named by its name, with names from above (济南市天桥区), by its code or IRI; each
    name may lack its last character (济南, 山东济南天桥).

    Raises:
        NotFoundError: the store knows no such place.
        SeveralError: it knows several.
    """
    if wanted is None:
        return None
    place = find_place(store, wanted)
    if place.level == "nation":
        return [Iri(iri) for iri in known_places(store)]
    return [Iri(iri) for iri in known_places(store, highest=[Iri(place.iri)])]


def find_place(store: Store, wanted: str) -> PlaceRow:
    """The place that a user means: by its name, with names from above, by its code or IRI.

    Names may be short ones (济南天桥), where no place has them whole.

    Raises:
        NotFoundError: the store knows no such place.
        SeveralError: it knows several.
    """
    wanted = wanted.strip()
    candidates = places(store, _candidates(store, wanted))
    exact = [p for p in candidates.values() if wanted in (p.iri, p.code, p.full_name)]
    ending = [
        p for p in candidates.values() if p.full_name.endswith(wanted) and wanted.endswith(p.name)
    ]
    every = {} if exact or ending else places(store)
    found = exact or ending or [p for p in every.values() if _is_short_for(wanted, p)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(sorted(p.full_name for p in found))
        raise SeveralError(f"{wanted!r} may be any of: {several}; give the longer name")
    names = sorted((p.full_name for p in every.values()), key=lambda n: (len(n), n))
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    raise NotFoundError(f"no place {wanted!r} in this store; it knows: {shown or 'none'}")


def _is_short_for(wanted: str, place: PlaceRow) -> bool:
    """Whether a place is called so in short: 天桥, 济南天桥, 山东济南市天桥; 济南 is not 天桥区."""
    rest = "".join(wanted.split())
    for depth, name in enumerate(reversed(place.path)):
        short = name if len(name) == 2 else name[:-1]
        for called in (name, short, *_LONG_NAMES.get(name, ())):
            if rest.endswith(called):
                rest = rest.removesuffix(called)
                break
        else:
            if not depth:
                return False
    return not rest and bool(place.path)


def _candidates(store: Store, wanted: str) -> Iterable[str]:
    """Places whose own name a user's words end with, or whose code or IRI they are."""
    if not wanted:
        return ()
    if wanted.startswith(("http://", "https://")):
        return [wanted]
    if wanted.isdigit():
        return known_places(store, code=[wanted])
    return known_places(store, name=[wanted[start:] for start in range(len(wanted))])
