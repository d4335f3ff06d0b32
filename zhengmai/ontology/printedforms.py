"""印出的全称: a full name that is printed settles what a short one of the same place means.

文广旅局 is three bodies in as many provinces and stays as printed where nothing is known of the
place; where 文化广电和旅游局 of that place is printed too, it is that. What the notice itself
prints goes before what other notices of the place print in the same time between two reforms
(:mod:`.scopes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from zhengmai.model import Assignment, Notice, UnitKind
from zhengmai.ontology import iris, units
from zhengmai.ontology.gazetteer import Chain
from zhengmai.ontology.scopes import era
from zhengmai.ontology.stems import is_whole
from zhengmai.ontology.units import UnitName

# Kinds of office, in short and in full.
_OFFICES = (("局", "局"), ("委", "委员会"), ("办", "办公室"))
_FULL_OFFICES = tuple(full for _, full in _OFFICES)
_LONGEST_SHORT = 7  # characters of a duty in short: 文广新旅
_MOST = 50  # full names of a place that begin alike; with more of them nothing is settled
# Characters of a duty in full, where it is a known one (or has 和), and where it is not: 文广电旅体
# is short, 商务和投资 is not. A short form in another notice must not pass for a full one.
_SHORTEST_KNOWN, _SHORTEST_FULL = 4, 6
_AND = "和"

_Key = tuple[Chain, str, str]  # place, office, first character


@dataclass(frozen=True, slots=True, order=True)
class PrintedName:
    """A full name (全称) that a notice prints of a body of its own place.

    Attributes:
        place: IRI of the place.
        stem: the name without that of the place: 文化广电和旅游局.
        year: of the notice.
        source: document number of the notice, else its title.
    """

    place: str
    stem: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class NoticeNames:
    """What a notice has to teach other ones, and what it could learn from them.

    Attributes:
        place: IRI of its place.
        year: of the notice.
        source: its document number, else its title.
        fulls: stems of the bodies of its place that it prints in full.
        shorts: names that stay as printed and are none in full: IRI of their place, stem.
    """

    place: str
    year: int
    source: str
    fulls: tuple[str, ...]
    shorts: tuple[tuple[str, str], ...]

    def printed(self) -> Iterator[PrintedName]:
        """The full names, each by itself."""
        return (PrintedName(self.place, stem, self.year, self.source) for stem in self.fulls)


def names_of(notice: Notice) -> NoticeNames | None:
    """The names of a resolved notice; None where its place or year is not known."""
    year, chain = _year_of(notice), notice.jurisdiction
    if year is None or not chain:
        return None
    fulls: dict[str, None] = {}
    for assignment in _units_of(notice):
        name = units.named_in(assignment.unit, notice)
        # What a person put right was not printed so, and a second name is not the name.
        as_read = assignment.corrected is None and assignment.canonical == name.canonical
        if as_read and name.place == chain:
            stem = full_stem(assignment.unit, name.canonical, chain[-1].name)
            if stem is not None:
                fulls[stem] = None
    shorts = {(_place_of(name), name.stem): None for _, name in _open_in(notice)}
    source = source_of(notice.document_number, notice.plan_title, notice.title)
    place = iris.place(chain[-1], chain)
    return NoticeNames(place, year, source, tuple(sorted(fulls)), tuple(sorted(shorts)))


def source_of(*names: str | None) -> str:
    """What a notice is called where it is a source: the first of its names that there is."""
    return next((name for name in names if name), "")


def full_stem(written: str, canonical: str, place: str) -> str | None:
    """The stem of a body of a place where it is printed in full, else None.

    >>> full_stem("市文化广电和旅游局", "榆津市文化广电和旅游局", "榆津市")
    '文化广电和旅游局'
    >>> full_stem("市文广旅体局", "榆津市文广旅体局", "榆津市")
    """
    stem = canonical.removeprefix(place)
    if stem == canonical or stem.endswith("分局") or not units.plain(written).endswith(stem):
        return None
    office = next((full for full in _FULL_OFFICES if stem.endswith(full)), None)
    if office is None:
        return None
    duty = stem.removesuffix(office)
    known = is_whole(duty) or _AND in duty
    return stem if len(duty) >= (_SHORTEST_KNOWN if known else _SHORTEST_FULL) else None


def learned(notice: Notice, known: Iterable[PrintedName]) -> dict[str, UnitName]:
    """Names that stay as printed in a notice → the bodies that other notices of the place tell."""
    known, year = tuple(known), _year_of(notice)
    found: dict[str, UnitName] = {}
    if not known or year is None:
        return found
    for printed, name in _open_in(notice):
        of = taught(_place_of(name), name.stem, year, known)
        if of is not None:
            full = name.place[-1].name + of.stem
            why = f"{printed} is {full}: so printed in {of.source}"
            told = UnitName(name.place, of.stem, full, name.rank, why)
            found.setdefault(name.canonical, told)
    return found


def taught(place: str, stem: str, year: int, known: Iterable[PrintedName]) -> PrintedName | None:
    """The only full name among known ones that a short one of a place and year stands for."""
    short, full = next((o for o in _OFFICES if stem.endswith(o[0])), ("", ""))
    duty, now = stem.removesuffix(short), era(year)
    fitting = [
        name
        for name in known
        if name.place == place
        and name.stem.endswith(full)
        and shortens(duty, name.stem.removesuffix(full))
        and era(name.year) == now
    ]
    return min(fitting) if len({name.stem for name in fitting}) == 1 else None


def settled_in(notice: Notice) -> dict[str, str]:
    """Short names → the full ones that the notice prints too: 市文广旅局, 市文化广电和旅游局."""
    return settled(name for _, name in _printed_in(notice))


def settled(names: Iterable[UnitName]) -> dict[str, str]:
    """Names that stayed as printed → the only full name among the others that they shorten."""
    meant = {name.canonical: fulls[0] for name, fulls in _meant(names) if len(fulls) == 1}
    return {short: full for short, full in meant.items() if full not in meant}


def _meant(names: Iterable[UnitName]) -> Iterator[tuple[UnitName, list[str]]]:
    """Each name that stayed as printed, with the full names among the others that it may be."""
    given = {name.canonical: name for name in names}
    fulls: defaultdict[_Key, set[tuple[str, str]]] = defaultdict(set)
    shorts: list[tuple[_Key, str, UnitName]] = []
    for canonical, name in given.items():
        for short, full in _OFFICES:
            if name.stem.endswith(full):
                duty = name.stem.removesuffix(full)
                if duty:
                    fulls[name.place, short, duty[0]].add((duty, canonical))
            if name.stem.endswith(short) and not name.why:
                duty = name.stem.removesuffix(short)
                if 1 < len(duty) <= _LONGEST_SHORT and not is_whole(duty):
                    shorts.append(((name.place, short, duty[0]), duty, name))
    for key, duty, name in shorts:
        # With too many to tell, a few stand for all of them: no name is settled by several.
        many = len(fulls[key]) > _MOST
        of = islice(fulls[key], 2) if many else fulls[key]
        yield name, [c for d, c in of if many or shortens(duty, d)]


def _open_in(notice: Notice) -> Iterator[tuple[str, UnitName]]:
    """Names of a notice that stay as printed and of which it says nothing more, as printed."""
    given = _printed_in(notice)
    first: dict[str, str] = {}
    for printed, name in given:
        first.setdefault(name.canonical, printed)
    for name, fulls in _meant(name for _, name in given):
        if not fulls and name.place and name.canonical == name.place[-1].name + name.stem:
            yield first[name.canonical], name


def _printed_in(notice: Notice) -> list[tuple[str, UnitName]]:
    """The bodies that the tasks of a notice name, as printed and resolved, in a fixed order."""
    printed = {assignment.unit for assignment in _units_of(notice)}
    return [(name, units.named_in(name, notice)) for name in sorted(printed)]


def _units_of(notice: Notice) -> Iterator[Assignment]:
    for task in notice.tasks:
        yield from (a for a in task.assignments if a.kind is UnitKind.UNIT)


def _place_of(name: UnitName) -> str:
    return iris.place(name.place[-1], name.place)


def _year_of(notice: Notice) -> int | None:
    day = notice.issued or notice.published
    return notice.plan_year if day is None else day.year


def shortens(short: str, full: str) -> bool:
    """Whether a duty is another one in short: its characters stand in that one, in order.

    The beginning of a name is none, it may be another body: 规划局 beside 规划和自然资源局.

    >>> shortens("文广旅", "文化广电和旅游"), shortens("规划", "规划和自然资源")
    (True, False)
    """
    rest = iter(full)
    return (
        len(short) < len(full)
        and short[0] == full[0]
        and not full.startswith(short)
        and all(character in rest for character in short)
    )
